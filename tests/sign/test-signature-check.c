/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signature-check.h"

#include "fixture.h"

#include <string.h>

/* A file with one signature, written by hand; what is in /Contents signs nothing. */
static const char *const bodies[] = {
  "<< /Type /Catalog /AcroForm << /Fields [ 2 0 R ] >> >>", "<< /FT /Sig /T (a) /V 3 0 R >>", NULL, NULL,
};

typedef struct
{
  HechaPdfFile *file;
  GPtrArray *fields;
  HechaVerification *out;
  HechaSignatureCheck *check;
  HechaSignatureContext context;
  gsize size;
} Case;

static void
case_open (Case       *self,
           const char *kind,
           const char *contents,
           gboolean    later)
{
  g_autofree char *signature = g_strdup_printf ("<< /Type /Sig %s /Contents %s >>", kind, contents);
  const char *all[] = { bodies[0], bodies[1], signature, NULL };
  g_autoptr(GString) text = fixture_write_pdf (all, "");
  g_autoptr(GBytes) bytes = NULL;

  self->size = text->len;
  if (later)
    fixture_update_pdf (text, 4, "(added)", "");
  bytes = g_bytes_new (text->str, text->len);
  self->file = hecha_pdf_file_new (bytes, NULL);
  self->fields = hecha_pdf_form_list (self->file, NULL);
  self->out = hecha_verification_new ();
  self->check = g_new0 (HechaSignatureCheck, 1);
  self->check->field = self->fields->pdata[0];
  self->check->dictionary = hecha_pdf_file_get_object (self->file, 3, NULL)->value;
  self->check->contents = hecha_pdf_value_get (self->check->dictionary, "Contents");
  self->check->gap = self->check->contents->start;
  self->check->resume = self->check->contents->end;
  self->check->end = self->size;
  self->check->result = hecha_verification_add_signature (self->out, "a");
  self->context = (HechaSignatureContext) { .file = self->file, .digests = hecha_range_digest_new (self->file) };
}

/* The checks that were made, each with + or -. */
static char *
case_run (Case *self)
{
  GPtrArray *checks = self->check->result->checks;
  GString *out = g_string_new (NULL);

  hecha_signature_check_run (self->check, &self->context);
  for (guint i = 0; i < checks->len; i++)
    {
      const HechaVerificationCheck *check = checks->pdata[i];

      g_test_message ("%s: %s", check->name, check->message);
      g_string_append_printf (out, "%s%s%c", i ? " " : "", check->name, check->ok ? '+' : '-');
    }
  return g_string_free (out, FALSE);
}

static void
case_close (Case *self)
{
  hecha_range_digest_free (self->context.digests);
  hecha_signature_check_free (self->check);
  hecha_verification_free (self->out);
  g_ptr_array_unref (self->fields);
  hecha_pdf_file_free (self->file);
}

/* What is not judged, and what is none: by /SubFilter and the bytes of /Contents. */
static void
test_kinds (void)
{
  /* ContentInfo with the identifier of GM/T 0010's signedData. */
  static const char sm2[] = "<3010060a2a811ccf550601040202a0023000>";
  static const struct
  {
    const char *kind;
    const char *contents;
    HechaSignatureStatus status;
  } table[] = {
    { "/SubFilter /ETSI.CAdES.detached", "<00>", HECHA_SIGNATURE_BROKEN },
    { "/SubFilter /adbe.pkcs7.detached", "<3003020100>", HECHA_SIGNATURE_BROKEN },
    { "/SubFilter /ETSI.CAdES.detached", sm2, HECHA_SIGNATURE_UNSUPPORTED },
    { "/SubFilter /adbe.pkcs7.sha1", "<00>", HECHA_SIGNATURE_UNSUPPORTED },
    { "/SubFilter /adbe.x509.rsa_sha1", "<00>", HECHA_SIGNATURE_UNSUPPORTED },
    { "/SubFilter /adbe.pkcs7.detachez", "<00>", HECHA_SIGNATURE_BROKEN },
    { "/SubFilter (ETSI.CAdES.detached)", "<00>", HECHA_SIGNATURE_BROKEN },
    { "", "<00>", HECHA_SIGNATURE_BROKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Case self;
      g_autofree char *checks = NULL;

      case_open (&self, table[i].kind, table[i].contents, FALSE);
      checks = case_run (&self);
      g_assert_cmpstr (checks, ==, "byte-range+ revision+ cms- later-changes+ certification+ field-locks+");
      g_assert_cmpint (self.check->result->status, ==, table[i].status);
      g_assert_cmpstr (self.check->result->signer, ==, "");
      case_close (&self);
    }
}

/* A document time stamp has checks of its own. */
static void
test_document_stamp (void)
{
  Case self;
  g_autofree char *checks = NULL;

  case_open (&self, "/SubFilter /ETSI.RFC3161", "<3003020100>", FALSE);
  self.check->is_stamp = TRUE;
  checks = case_run (&self);
  g_assert_cmpstr (checks, ==, "byte-range+ revision+ document-time-stamp- later-changes+ certification+ field-locks+");
  g_assert_cmpint (self.check->result->status, ==, HECHA_SIGNATURE_BROKEN);
  case_close (&self);
}

/* The gap is /Contents and nothing else; with another range nothing more is looked at. */
static void
test_ranges (void)
{
  static const struct
  {
    int gap;
    int resume;
    int end;
    int previous;               /* before the gap */
  } table[] = {
    { -1, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, -1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Case self;
      g_autofree char *checks = NULL;

      case_open (&self, "/SubFilter /ETSI.CAdES.detached", "<00>", FALSE);
      self.check->previous_end = self.check->gap - (gsize) table[i].previous;
      self.check->gap += (gsize) table[i].gap;
      self.check->resume += (gsize) table[i].resume;
      self.check->end += (gsize) table[i].end;
      checks = case_run (&self);
      g_assert_cmpstr (checks, ==, "byte-range-");
      g_assert_cmpint (self.check->result->status, ==, HECHA_SIGNATURE_BROKEN);
      case_close (&self);
    }
}

static void
test_missing (void)
{
  Case self;
  g_autofree char *checks = NULL;

  case_open (&self, "", "<00>", FALSE);
  self.check->contents = NULL;
  checks = case_run (&self);
  g_assert_cmpstr (checks, ==, "byte-range-");
  case_close (&self);
}

/* A range that ends in the middle of a revision, and one that something follows. */
static void
test_revisions (void)
{
  Case half, later;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  case_open (&half, "/SubFilter /ETSI.CAdES.detached", "<00>", FALSE);
  half.check->end -= 3;
  one = case_run (&half);
  g_assert_cmpstr (one, ==, "byte-range+ revision- cms-");
  g_assert_cmpint (half.check->result->status, ==, HECHA_SIGNATURE_BROKEN);
  case_close (&half);

  case_open (&later, "/SubFilter /adbe.pkcs7.sha1", "<00>", TRUE);
  two = case_run (&later);
  g_assert_cmpstr (two, ==, "byte-range+ revision+ cms- later-changes- certification+ field-locks+");
  g_assert_cmpint (later.check->result->status, ==, MAX (HECHA_SIGNATURE_CHANGED, HECHA_SIGNATURE_UNSUPPORTED));
  case_close (&later);
}

/* ISO 32000-1, 12.8.2.2: a level of 1 to 3, and the catalog's /Perms names the signature; here none does. */
static void
test_certification (void)
{
  Case self;
  g_autofree char *checks = NULL;

  case_open (&self, "/SubFilter /adbe.pkcs7.sha1 /Reference [ << /TransformMethod /DocMDP >> ]", "<00>", FALSE);
  checks = case_run (&self);
  g_assert_cmpstr (checks, ==, "byte-range+ revision+ cms- later-changes+ certification- field-locks+");
  case_close (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/signature-check/kinds", test_kinds);
  g_test_add_func ("/signature-check/document-stamp", test_document_stamp);
  g_test_add_func ("/signature-check/ranges", test_ranges);
  g_test_add_func ("/signature-check/missing", test_missing);
  g_test_add_func ("/signature-check/revisions", test_revisions);
  g_test_add_func ("/signature-check/certification", test_certification);
  return g_test_run ();
}

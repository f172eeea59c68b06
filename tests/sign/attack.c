/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attack.h"

#include "signer.h"

#define USAGE "keyUsage=critical,digitalSignature,nonRepudiation\n"

/* plain.pdf, s1.pdf with one signature, s2.pdf with two: each trusted. */
Attack *
attack_new (void)
{
  Attack *self = g_new0 (Attack, 1);
  g_autoptr(GBytes) ca = NULL;

  self->fixture = fixture_new ();
  fixture_make_ca (self->fixture);
  fixture_make_key (self->fixture, "rsa", "王小明", "rsa:2048", USAGE, "365");
  fixture_make_key (self->fixture, "p256", "李雷", "P-256", USAGE, "365");
  fixture_make_tsa (self->fixture, "tsa", "secs:1");
  ca = fixture_read (self->fixture, "ca.pem");
  self->trust = hecha_trust_from_pem (ca, NULL);
  fixture_make_pdf (self->fixture, "plain.pdf", 2, FALSE);
  attack_sign (self, "plain.pdf", "s1.pdf", "rsa", "prepared");
  attack_sign (self, "s1.pdf", "s2.pdf", "p256", "reviewed");
  return self;
}

void
attack_free (Attack *self)
{
  hecha_trust_free (self->trust);
  fixture_free (self->fixture);
  g_free (self);
}

void
attack_sign (Attack     *self,
             const char *in,
             const char *out,
             const char *key,
             const char *field)
{
  g_autofree char *file = g_strconcat (key, ".p12", NULL);
  g_autoptr(GBytes) bytes = fixture_read (self->fixture, file);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) opened = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, &error);
  g_autofree char *in_path = fixture_path (self->fixture, in), *out_path = fixture_path (self->fixture, out);
  HechaSignRequest request = { field, "王小明", "审核", g_get_real_time (), "zh_CN" };

  g_assert_no_error (error);
  hecha_pdf_sign (in_path, out_path, opened, &request, &error);
  g_assert_no_error (error);
}

static GBytes *
answer_cb (GBytes   *query,
           gpointer  data,
           GError  **error)
{
  return fixture_tsa_answer (data, "tsa", query);
}

/* A document time stamp. */
void
attack_stamp (Attack     *self,
              const char *in,
              const char *out)
{
  HechaStamper stamper = { answer_cb, self->fixture, NULL, g_get_real_time () };
  g_autofree char *in_path = fixture_path (self->fixture, in), *out_path = fixture_path (self->fixture, out);
  g_autoptr(GError) error = NULL;

  hecha_pdf_stamp (in_path, out_path, &stamper, NULL, &error);
  g_assert_no_error (error);
}

GString *
attack_load (Attack     *self,
             const char *name)
{
  g_autoptr(GBytes) bytes = fixture_read (self->fixture, name);

  return g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

void
attack_store (Attack        *self,
              const char    *name,
              const GString *data)
{
  fixture_write (self->fixture, name, data->str, data->len);
}

HechaVerification *
attack_verify (Attack        *self,
               const GString *data)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data->str, data->len);

  return hecha_pdf_verify_bytes (bytes, self->trust, NULL);
}

/* Whether @check is among those that failed; says all of them. */
static gboolean
has_failed (GPtrArray  *checks,
            const char *check,
            const char *what)
{
  gboolean found = FALSE;

  for (guint i = 0; i < checks->len; i++)
    {
      const HechaVerificationCheck *one = checks->pdata[i];

      if (!one->ok)
        g_test_message ("%s: %s: %s", what, one->name, one->message);
      found |= !one->ok && g_str_equal (one->name, check);
    }
  return found;
}

static void
expect (const HechaVerification *verification,
        const char              *what,
        const char              *verdict,
        const char              *check)
{
  const char *seen = hecha_nick_text (hecha_file_verdict_nicks, verification->verdict);
  gboolean found = has_failed (verification->checks, check, what) || !*check;

  for (guint i = 0; i < verification->signatures->len; i++)
    found |= has_failed (((HechaSignatureResult *) verification->signatures->pdata[i])->checks, check, what);
  if (!found || !g_str_equal (seen, verdict))
    g_test_fail_printf ("%s: %s where %s was expected by %s", what, seen, verdict, *check ? check : "nothing");
}

/* The file as it is now has @verdict, and @check has failed; "" for none. */
void
attack_expect (Attack        *self,
               const char    *what,
               const GString *data,
               const char    *verdict,
               const char    *check)
{
  g_autoptr(HechaVerification) verification = attack_verify (self, data);

  expect (verification, what, verdict, check);
}

/* As a report of ours, that "prepared" has to sign. */
HechaVerification *
attack_verify_of_ours (Attack        *self,
                       const GString *data)
{
  static const char *const required[] = { "prepared", NULL };
  const HechaExpectations expectations = { .required = required };
  g_autoptr(GBytes) bytes = g_bytes_new (data->str, data->len);

  return hecha_pdf_verify_bytes (bytes, self->trust, &expectations);
}

void
attack_expect_of_ours (Attack        *self,
                       const char    *what,
                       const GString *data,
                       const char    *verdict,
                       const char    *check)
{
  g_autoptr(HechaVerification) verification = attack_verify_of_ours (self, data);

  expect (verification, what, verdict, check);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signer.h"

#include "digest.h"
#include "error.h"
#include "fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define USAGE "keyUsage=critical,digitalSignature,nonRepudiation\n"

static Fixture *fixture;

static HechaKey *
load_key (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".p12", NULL);
  g_autoptr(GBytes) bytes = fixture_read (fixture, file);
  g_autoptr(GError) error = NULL;
  HechaKey *key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, &error);

  g_assert_no_error (error);
  return key;
}

static gboolean
sign (const char *in,
      const char *out,
      const char *key_name,
      const char *field,
      gint64      time,
      GError    **error)
{
  g_autoptr(HechaKey) key = load_key (key_name);
  g_autofree char *in_path = fixture_path (fixture, in);
  g_autofree char *out_path = fixture_path (fixture, out);
  HechaSignRequest request = { field, "王小明", "审核", time ? time : g_get_real_time (), "zh_CN" };

  return hecha_pdf_sign (in_path, out_path, key, &request, error);
}

static void
sign_three (const char *in)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sign (in, "one.pdf", "rsa", "prepared", 0, &error));
  g_assert_no_error (error);
  g_assert_true (sign ("one.pdf", "two.pdf", "p384", "reviewed", 0, &error));
  g_assert_no_error (error);
  g_assert_true (sign ("two.pdf", "three.pdf", "p256", "approved", 0, &error));
  g_assert_no_error (error);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)); at++)
    n++;
  return n;
}

/* Every revision begins with the bytes of the one before it. */
static void
test_incremental (void)
{
  static const char *const files[] = { "plain.pdf", "one.pdf", "two.pdf", "three.pdf" };

  sign_three ("plain.pdf");
  for (guint i = 1; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) before = fixture_read (fixture, files[i - 1]);
      g_autoptr(GBytes) after = fixture_read (fixture, files[i]);
      gsize size = g_bytes_get_size (before);

      g_assert_cmpuint (g_bytes_get_size (after), >, size);
      g_assert_cmpuint (g_bytes_get_size (after) - size, <=, 30 * 1024);
      g_assert_cmpint (memcmp (g_bytes_get_data (before, NULL), g_bytes_get_data (after, NULL), size), ==, 0);
    }
}

static void
test_pdfsig (gconstpointer data)
{
  g_autofree char *nss = fixture_path (fixture, "nss");
  g_autofree char *report = NULL;

  if (!fixture_has_program ("pdfsig") || !fixture_has_program ("certutil"))
    {
      g_test_skip ("pdfsig or certutil is not installed");
      return;
    }
  if (g_mkdir (nss, 0700) == 0)
    {
      g_free (fixture_run (fixture, "certutil", "-N", "-d", "nss", "--empty-password", NULL));
      g_free (fixture_run (fixture, "certutil", "-A", "-d", "nss", "-n", "ca", "-t", "CT,C,C", "-i", "ca.pem", NULL));
    }
  sign_three (data);
  report = fixture_run (fixture, "pdfsig", "-nssdir", "nss", "three.pdf", NULL);
  g_test_message ("%s", report);
  g_assert_cmpuint (count (report, "Signature Validation: Signature is Valid."), ==, 3);
  g_assert_cmpuint (count (report, "Certificate Validation: Certificate is Trusted."), ==, 3);
  g_assert_cmpuint (count (report, "Signature Type: ETSI.CAdES.detached"), ==, 3);
  g_assert_cmpuint (count (report, "Total document signed"), ==, 1);
  g_assert_cmpuint (count (report, "Not total document signed"), ==, 2);
}

static void
test_mutool (gconstpointer data)
{
  g_autofree char *report = NULL;

  if (!fixture_has_program ("mutool"))
    {
      g_test_skip ("mutool is not installed");
      return;
    }
  sign_three (data);
  report = fixture_run (fixture, "mutool", "sign", "-v", "three.pdf", NULL);
  g_test_message ("%s", report);
  g_assert_cmpuint (count (report, "The document is unchanged since signing"), >=, 1);
  g_assert_null (strstr (report, "have changed"));
  g_assert_null (strstr (report, "igest failure"));
}

/* Each signature by itself: the bytes that it covers and the CMS out of the gap. */
static void
test_openssl (gconstpointer data)
{
  g_autoptr(GBytes) bytes = NULL;
  const char *text, *at;
  gsize size;
  guint n = 0;

  sign_three (data);
  bytes = fixture_read (fixture, "three.pdf");
  text = at = g_bytes_get_data (bytes, &size);
  while ((at = memmem (at, size - (gsize) (at - text), "/ByteRange [0 ", 14)))
    {
      char *end = (char *) at + 14;
      gsize gap = g_ascii_strtoull (end, &end, 10), resume = g_ascii_strtoull (end, &end, 10);
      gsize length = g_ascii_strtoull (end, &end, 10);
      g_autoptr(GByteArray) content = g_byte_array_new ();
      g_autofree char *hex = g_strndup (text + gap + 1, resume - gap - 2);
      g_autoptr(GBytes) der = hecha_hex_decode (hex);
      g_autofree char *verdict = NULL;

      g_byte_array_append (content, (const guint8 *) text, (guint) gap);
      g_byte_array_append (content, (const guint8 *) text + resume, (guint) length);
      fixture_write (fixture, "content", content->data, content->len);
      fixture_write (fixture, "sig.der", g_bytes_get_data (der, NULL), g_bytes_get_size (der));
      verdict = fixture_run (fixture, "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in",
                             "sig.der", "-content", "content", "-CAfile", "ca.pem", "-purpose", "any", "-out",
                             "/dev/null", NULL);
      g_assert_nonnull (strstr (verdict, "CAdES Verification successful"));
      at = end;
      n++;
    }
  g_assert_cmpuint (n, ==, 3);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *key;
    const char *field;
    int code;
    const char *part;
  } table[] = {
    { "p256", "nobody", HECHA_ERROR_NOT_FOUND, "not in this file" },
    { "p256", "prepared", HECHA_ERROR_EXISTS, "signed already" },
    { "expired", "reviewed", HECHA_ERROR_REFUSED, "expired" },
    { "server", "reviewed", HECHA_ERROR_REFUSED, "purpose" },
    { "agreement", "reviewed", HECHA_ERROR_REFUSED, "key usage" },
    { "weak", "reviewed", HECHA_ERROR_REFUSED, "1024" },
  };
  g_autoptr(GBytes) before = NULL;
  g_autofree char *none = fixture_path (fixture, "none.pdf");

  sign_three ("plain.pdf");
  before = fixture_read (fixture, "one.pdf");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) after = NULL;

      g_assert_false (sign ("one.pdf", "none.pdf", table[i].key, table[i].field, 0, &error));
      g_assert_error (error, HECHA_ERROR, table[i].code);
      g_assert_nonnull (strstr (error->message, table[i].part));
      g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
      after = fixture_read (fixture, "one.pdf");
      g_assert_true (g_bytes_equal (before, after));
    }
}

/* A claimed time outside the certificate's validity is refused as well. */
static void
test_time_outside (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (sign ("plain.pdf", "none.pdf", "p256", "prepared", G_GINT64_CONSTANT (946684800000000), &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
}

static void
test_trailing (void)
{
  g_autoptr(GBytes) plain = fixture_read (fixture, "plain.pdf");
  g_autoptr(GString) longer = g_string_new_len (g_bytes_get_data (plain, NULL), (gssize) g_bytes_get_size (plain));
  g_autoptr(GError) error = NULL;

  g_string_append (longer, "more");
  fixture_write (fixture, "longer.pdf", longer->str, longer->len);
  g_assert_false (sign ("longer.pdf", "none.pdf", "p256", "prepared", 0, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
}

/* A folder that is not there. */
static void
test_cannot_write (void)
{
  g_autofree char *folder = fixture_path (fixture, "no-such-folder/out.pdf");
  g_autofree char *in = fixture_path (fixture, "plain.pdf");
  g_autoptr(HechaKey) key = load_key ("p256");
  g_autoptr(GBytes) before = fixture_read (fixture, "plain.pdf");
  g_autoptr(GBytes) after = NULL;
  g_autoptr(GError) error = NULL;
  HechaSignRequest request = { "prepared", "A", "B", g_get_real_time (), NULL };

  g_assert_false (hecha_pdf_sign (in, folder, key, &request, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  after = fixture_read (fixture, "plain.pdf");
  g_assert_true (g_bytes_equal (before, after));
}

/* In place: the path of the result may be that of the original. */
static void
test_in_place (void)
{
  g_autoptr(GBytes) plain = fixture_read (fixture, "plain.pdf");
  g_autoptr(GError) error = NULL;

  fixture_write (fixture, "here.pdf", g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  g_assert_true (sign ("here.pdf", "here.pdf", "p256", "prepared", 0, &error));
  g_assert_no_error (error);
  g_assert_true (sign ("here.pdf", "here.pdf", "p256", "reviewed", 0, &error));
  g_assert_no_error (error);
}

static guint
count_files (void)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* The disk is full in the middle of the file, and at its end: what was there stays, and nothing else. */
static void
test_disk_full (void)
{
  g_autoptr(GBytes) before = fixture_read (fixture, "plain.pdf");
  gsize size = g_bytes_get_size (before);
  const gsize limits[] = { 0, size / 2, size, size + 1000 };
  struct rlimit old, new;
  guint n_files = count_files ();

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) after = NULL;

      new = (struct rlimit) { limits[i], old.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &new), ==, 0);
      g_assert_false (sign ("plain.pdf", "plain.pdf", "p256", "prepared", 0, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
      after = fixture_read (fixture, "plain.pdf");
      g_assert_true (g_bytes_equal (before, after));
      g_assert_cmpuint (count_files (), ==, n_files);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_key (fixture, "rsa", "王小明", "rsa:2048", USAGE "extendedKeyUsage=emailProtection\n", "365");
  fixture_make_key (fixture, "p256", "李雷", "P-256", USAGE, "365");
  fixture_make_key (fixture, "p384", "韩梅梅", "P-384", USAGE, "365");
  fixture_make_key (fixture, "expired", "Expired", "P-256", USAGE, NULL);
  fixture_make_key (fixture, "server", "Server", "P-256", USAGE "extendedKeyUsage=serverAuth\n", "365");
  fixture_make_key (fixture, "agreement", "Agreement", "P-256", "keyUsage=critical,keyAgreement\n", "365");
  fixture_make_key (fixture, "weak", "Weak", "rsa:1024", USAGE, "365");
  fixture_make_pdf (fixture, "plain.pdf", 3, FALSE);
  fixture_make_pdf (fixture, "packed.pdf", 3, TRUE);
  g_test_add_func ("/signer/incremental", test_incremental);
  g_test_add_data_func ("/signer/pdfsig/table", "plain.pdf", test_pdfsig);
  g_test_add_data_func ("/signer/pdfsig/stream", "packed.pdf", test_pdfsig);
  g_test_add_data_func ("/signer/mutool/table", "plain.pdf", test_mutool);
  g_test_add_data_func ("/signer/mutool/stream", "packed.pdf", test_mutool);
  g_test_add_data_func ("/signer/openssl/table", "plain.pdf", test_openssl);
  g_test_add_data_func ("/signer/openssl/stream", "packed.pdf", test_openssl);
  g_test_add_func ("/signer/refusals", test_refusals);
  g_test_add_func ("/signer/time-outside", test_time_outside);
  g_test_add_func ("/signer/trailing", test_trailing);
  g_test_add_func ("/signer/cannot-write", test_cannot_write);
  g_test_add_func ("/signer/in-place", test_in_place);
  g_test_add_func ("/signer/disk-full", test_disk_full);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-read.h"

#include "error.h"
#include "fixture.h"
#include "pdf-file.h"

#include <string.h>

static Fixture *fixture;

static void
test_info (gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, data);
  g_autofree char *sum = fixture_run (fixture, "sha256sum", data, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPdfInfo) info = hecha_pdf_info_read (path, &error);
  g_autofree char *fields = NULL;
  g_autofree char *attachments = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (info->n_pages, ==, 3);
  fields = g_strjoinv (" ", info->fields);
  attachments = g_strjoinv (" ", info->attachments);
  g_assert_cmpstr (fields, ==, "prepared reviewed approved locker stamp-1");
  g_assert_cmpstr (attachments, ==, "results.json");
  for (guint i = 0; i < 5; i++)
    g_assert_false (info->is_signed[i]);
  g_assert_true (g_str_has_prefix (sum, info->digest));
}

static void
test_attachment (gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) large = NULL;
  g_autoptr(GError) none = NULL;
  g_autoptr(GBytes) bytes = hecha_pdf_read_attachment (path, "results.json", 0, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FIXTURE_ATTACHMENT,
                   strlen (FIXTURE_ATTACHMENT));
  g_assert_null (hecha_pdf_read_attachment (path, "results.json", 5, &large));
  g_assert_error (large, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_null (hecha_pdf_read_attachment (path, "other.json", 0, &none));
  g_assert_error (none, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

/* Small files written by hand; every offset that counts is computed. */

static GString *
build (const char *extra_trailer)
{
  GString *out = g_string_new ("%PDF-1.4\n");
  gsize one = out->len, two, xref;

  g_string_append (out, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  two = out->len;
  g_string_append (out, "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n");
  xref = out->len;
  g_string_append_printf (out, "xref\n0 3\n0000000000 65535 f \n%010zu 00000 n \n%010zu 00000 n \n"
                          "trailer\n<< /Size 3 /Root 1 0 R %s>>\nstartxref\n%zu\n%%%%EOF\n",
                          one, two, extra_trailer, xref);
  return out;
}

static HechaPdfFile *
open_text (const GString *text,
           GError       **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);

  return hecha_pdf_file_new (bytes, error);
}

static void
replace (GString    *text,
         const char *from,
         const char *to)
{
  char *at = strstr (text->str, from);

  g_assert_nonnull (at);
  g_assert_cmpuint (strlen (from), ==, strlen (to));
  memcpy (at, to, strlen (to));
}

static void
test_smallest (void)
{
  g_autoptr(GString) text = build ("");
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPdfFile) file = open_text (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (hecha_pdf_file_get_catalog (file, &error));
  g_assert_cmpuint (hecha_pdf_file_get_size (file), ==, 3);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    int code;
  } table[] = {
    { "%PDF", "%PDX", HECHA_ERROR_DAMAGED },
    { "%%EOF", "%%EOX", HECHA_ERROR_DAMAGED },
    { "startxref\n1", "startxref\n9", HECHA_ERROR_DAMAGED },
    { "/Size 3", "/Size 2", HECHA_ERROR_DAMAGED },
    { "/Size 3", "/Sice 3", HECHA_ERROR_DAMAGED },
    { "00000 n \n", "00000 x \n", HECHA_ERROR_DAMAGED },
    { "0 3\n", "0 9\n", HECHA_ERROR_DAMAGED },
    { "xref\n0 3", "xrex\n0 3", HECHA_ERROR_DAMAGED },
    { "trailer", "trailex", HECHA_ERROR_DAMAGED },
    { "/Size 3 /Root 1 0 R", "/Size 3 /Prev 99999", HECHA_ERROR_DAMAGED },
    { "/Size 3 /Root 1 0 R", "/Size 3 /XRefStm 12", HECHA_ERROR_UNSUPPORTED },
    { "/Size 3 /Root 1 0 R", "/Size 3 /Encrypt <<", HECHA_ERROR_DAMAGED },
  };
  g_autoptr(GString) encrypted = build ("/Encrypt << /Filter /Standard >> ");
  g_autoptr(GError) failure = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GString) text = build ("");
      g_autoptr(GError) error = NULL;

      replace (text, table[i].from, table[i].to);
      g_assert_null (open_text (text, &error));
      g_assert_error (error, HECHA_ERROR, table[i].code);
    }
  g_assert_null (open_text (encrypted, &failure));
  g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
}

/* A section whose /Prev is itself. */
static void
test_loop (void)
{
  g_autoptr(GString) text = build ("/Prev 111 ");
  const char *xref = strstr (text->str, "xref\n0 3");
  g_autofree char *own = g_strdup_printf ("/Prev %03d ", (int) (xref - text->str));
  g_autoptr(GError) error = NULL;

  replace (text, "/Prev 111 ", own);
  g_assert_null (open_text (text, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "circle"));
}

/* The cross-reference points at another object than it says. */
static void
test_wrong_object (void)
{
  g_autoptr(GString) text = build ("");
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(GError) error = NULL;

  replace (text, "1 0 obj", "2 0 obj");
  file = open_text (text, NULL);
  g_assert_nonnull (file);
  g_assert_null (hecha_pdf_file_get_catalog (file, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_pdf (fixture, "plain.pdf", 3, FALSE);
  fixture_make_pdf (fixture, "packed.pdf", 3, TRUE);
  g_test_add_data_func ("/pdf-read/info/table", "plain.pdf", test_info);
  g_test_add_data_func ("/pdf-read/info/stream", "packed.pdf", test_info);
  g_test_add_data_func ("/pdf-read/attachment/table", "plain.pdf", test_attachment);
  g_test_add_data_func ("/pdf-read/attachment/stream", "packed.pdf", test_attachment);
  g_test_add_func ("/pdf-file/smallest", test_smallest);
  g_test_add_func ("/pdf-file/refused", test_refused);
  g_test_add_func ("/pdf-file/loop", test_loop);
  g_test_add_func ("/pdf-file/wrong-object", test_wrong_object);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}

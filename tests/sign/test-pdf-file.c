/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-file.h"

#include "error.h"
#include "fixture.h"
#include "pdf-tree.h"

#include <string.h>
#include <sys/stat.h>

static Fixture *fixture;

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

static HechaPdfFile *
open_string (GString *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr(GError) error = NULL;
  HechaPdfFile *file = hecha_pdf_file_new (bytes, &error);

  g_assert_no_error (error);
  return file;
}

/* What qpdf packed into object streams is found there. */
static void
test_packed (void)
{
  g_autofree char *path = fixture_path (fixture, "packed.pdf");
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_open (path, &error);
  const HechaPdfValue *catalog = hecha_pdf_file_get_catalog (file, &error);
  const HechaPdfValue *pages = hecha_pdf_file_lookup (file, catalog, "Pages");
  gboolean is_stream = FALSE;
  guint n_packed = 0;

  g_assert_no_error (error);
  g_assert_cmpint (hecha_pdf_file_lookup (file, pages, "Count")->integer, ==, 3);
  hecha_pdf_file_get_section (file, 0, &is_stream);
  g_assert_true (is_stream);
  for (guint i = 0; i < hecha_pdf_file_get_size (file); i++)
    n_packed += hecha_pdf_file_get_entry (file, i) && hecha_pdf_file_get_entry (file, i)->kind == 2;
  g_assert_cmpuint (n_packed, >, 0);
  g_assert_cmpuint (hecha_pdf_file_get_trailing (file), ==, 0);
}

#define N_PACKED 60000

static void
append_entry (GString *out,
              guint    kind,
              gsize    field,
              guint    index)
{
  const guint8 bytes[] = { kind, field >> 24, field >> 16, field >> 8, field, index >> 8, index };

  g_string_append_len (out, (const char *) bytes, sizeof bytes);
}

/* An object stream of N_PACKED members: object 3 + i is the number i. */
static GString *
build_packed (void)
{
  GString *out = g_string_new ("%PDF-1.5\n");
  g_autoptr(GString) header = g_string_new (NULL), values = g_string_new (NULL);
  gsize one = out->len, two, xref;

  for (guint i = 0; i < N_PACKED; i++)
    {
      g_string_append_printf (header, "%u %zu ", 3 + i, values->len);
      g_string_append_printf (values, "%u ", i);
    }
  g_string_append (out, "1 0 obj\n<< /Type /Catalog >>\nendobj\n");
  two = out->len;
  g_string_append_printf (out, "2 0 obj\n<< /Type /ObjStm /N %d /First %zu /Length %zu >>\nstream\n%s%s\nendstream\nendobj\n",
                          N_PACKED, header->len, header->len + values->len, header->str, values->str);
  xref = out->len;
  g_string_append_printf (out, "%d 0 obj\n<< /Type /XRef /Size %d /Root 1 0 R /W [1 4 2] /Length %d >>\nstream\n",
                          3 + N_PACKED, 4 + N_PACKED, 7 * (4 + N_PACKED));
  append_entry (out, 0, 0, 65535);
  append_entry (out, 1, one, 0);
  append_entry (out, 1, two, 0);
  for (guint i = 0; i < N_PACKED; i++)
    append_entry (out, 2, 2, i);
  append_entry (out, 1, xref, 0);
  g_string_append_printf (out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", xref);
  return out;
}

/* The header of an object stream is not read anew for each of its members:
 * that takes minutes, forwards and backwards, and this a part of a second. */
static void
test_many_packed (void)
{
  g_autoptr(GString) text = build_packed ();
  g_autoptr(HechaPdfFile) file = open_string (text);
  gint64 start = g_get_monotonic_time ();

  for (guint i = N_PACKED; i-- > 0;)
    {
      const HechaPdfObject *object = hecha_pdf_file_get_object (file, 3 + i, NULL);

      g_assert_nonnull (object);
      g_assert_cmpint (object->value->integer, ==, i);
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

/* References: to another generation they are null, and one does not lead to another. */
static void
test_resolve (void)
{
  static const char *const bodies[] = {
    "<< /Type /Catalog /Other 3 1 R /None 9 0 R /Number 3 0 R /Chain 2 0 R /Loop 4 0 R >>", "3 0 R", "7",
    "<< /Length 4 0 R >>\nstream\n\nendstream", NULL,
  };
  g_autoptr(GString) text = fixture_write_pdf (bodies, "");
  g_autoptr(HechaPdfFile) file = open_string (text);
  const HechaPdfValue *catalog = hecha_pdf_file_get_catalog (file, NULL);
  g_autoptr(GError) chain = NULL;
  g_autoptr(GError) loop = NULL;

  g_assert_cmpint (hecha_pdf_file_lookup (file, catalog, "Number")->integer, ==, 7);
  g_assert_null (hecha_pdf_file_lookup (file, catalog, "Other"));
  g_assert_null (hecha_pdf_file_lookup (file, catalog, "None"));
  g_assert_null (hecha_pdf_file_resolve (file, hecha_pdf_value_get (catalog, "Chain"), &chain));
  g_assert_error (chain, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_null (hecha_pdf_file_resolve (file, hecha_pdf_value_get (catalog, "Loop"), &loop));
  g_assert_error (loop, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_null (hecha_pdf_file_resolve (file, NULL, NULL));
}

static void
test_streams (void)
{
  static const struct
  {
    const char *body;
    const char *content;
  } table[] = {
    { "<< /Length 3 >>\nstream\nabc\nendstream", "abc" },
    { "<< /Length 3 >>\nstream\r\nabcendstream", "abc" },
    { "<< /Length 0 >> stream\n\nendstream", "" },
    { "<< /Length 2 >>\nstream\nabc\nendstream", NULL },
    { "<< /Length 4 >>\nstream\nabcendstream", NULL },
    { "<< /Length 99999 >>\nstream\nabc\nendstream", NULL },
    { "<< /Length -1 >>\nstream\nabc\nendstream", NULL },
    { "<< /Length (3) >>\nstream\nabc\nendstream", NULL },
    { "<< >>\nstream\nabc\nendstream", NULL },
    { "<< /Length 3 >>\nstream\rabc\nendstream", NULL },
    { "[ 3 ]\nstream\nabc\nendstream", NULL },
    { "<< /Length 3 >>\nstream\nabc", NULL },
    { "<< /Length 3 >> more", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *bodies[] = { "<< /Type /Catalog >>", table[i].body, NULL };
      g_autoptr(GString) text = fixture_write_pdf (bodies, "");
      g_autoptr(HechaPdfFile) file = open_string (text);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = NULL;
      const HechaPdfObject *object = hecha_pdf_file_get_object (file, 2, &error);

      g_assert_cmpint (object != NULL, ==, table[i].content != NULL);
      if (!object)
        {
          g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
          g_assert_true (g_str_has_prefix (error->message, "object 2: "));
          continue;
        }
      g_assert_true (object->is_stream);
      bytes = hecha_pdf_file_decode (file, object, 3, &error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), table[i].content,
                       strlen (table[i].content));
    }
}

/* Each section is the file as it was when it was written. */
static void
test_revisions (void)
{
  static const char *const bodies[] = { "<< /Type /Catalog /V 2 0 R >>", "1", NULL };
  g_autoptr(GString) text = fixture_write_pdf (bodies, "");

  fixture_update_pdf (text, 2, "2", "");
  fixture_update_pdf (text, 2, NULL, "");
  fixture_update_pdf (text, 2, "4", "");
  g_string_append (text, "12345");
  {
    static const gint64 values[] = { 4, 0, 2, 1 };
    g_autoptr(HechaPdfFile) file = open_string (text);

    g_assert_cmpuint (hecha_pdf_file_n_sections (file), ==, 4);
    g_assert_cmpuint (hecha_pdf_file_get_trailing (file), ==, 5);
    for (guint i = 0; i < 4; i++)
      {
        g_autoptr(HechaPdfFile) revision = hecha_pdf_file_revision (file, i, NULL);
        const HechaPdfValue *value = hecha_pdf_file_lookup (revision, hecha_pdf_file_get_catalog (revision, NULL), "V");

        g_assert_cmpint (value ? value->integer : 0, ==, values[i]);
      }
  }
}

static void
test_missing (void)
{
  g_autofree char *path = fixture_path (fixture, "none.pdf");
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_pdf_file_open (path, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

/* Nobody writes into the pipe: it is not waited for. */
static void
test_pipe (void)
{
  g_autofree char *path = fixture_path (fixture, "pipe.pdf");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (hecha_pdf_file_open (path, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_pdf (fixture, "packed.pdf", 3, TRUE);
  g_test_add_func ("/pdf-file/smallest", test_smallest);
  g_test_add_func ("/pdf-file/refused", test_refused);
  g_test_add_func ("/pdf-file/loop", test_loop);
  g_test_add_func ("/pdf-file/wrong-object", test_wrong_object);
  g_test_add_func ("/pdf-file/packed", test_packed);
  g_test_add_func ("/pdf-file/many-packed", test_many_packed);
  g_test_add_func ("/pdf-file/resolve", test_resolve);
  g_test_add_func ("/pdf-file/streams", test_streams);
  g_test_add_func ("/pdf-file/revisions", test_revisions);
  g_test_add_func ("/pdf-file/missing", test_missing);
  g_test_add_func ("/pdf-file/pipe", test_pipe);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}

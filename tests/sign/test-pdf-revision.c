/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-revision.h"

#include "error.h"
#include "fixture.h"
#include "pdf-second.h"
#include "pdf-tree.h"

#include <glib/gstdio.h>
#include <string.h>

static Fixture *fixture;

static HechaPdfFile *
open_file (const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autoptr(GError) error = NULL;
  HechaPdfFile *file = hecha_pdf_file_open (path, &error);

  g_assert_no_error (error);
  return file;
}

/* The base's bytes stay; two objects are new, and a third one is replaced. */
static void
test_update (gconstpointer data)
{
  g_autoptr(HechaPdfFile) base = open_file (data);
  g_autoptr(HechaPdfRevision) revision = hecha_pdf_revision_new (base);
  guint size = hecha_pdf_file_get_size (base), one = hecha_pdf_revision_reserve (revision);
  guint two = hecha_pdf_revision_reserve (revision);
  g_autoptr(GString) first = g_string_new ("(one)"), second = g_string_new ("[ 2 ]"), catalog = g_string_new (NULL);
  g_autoptr(HechaPdfValue) root = hecha_pdf_value_copy (hecha_pdf_file_get_catalog (base, NULL));
  guint root_number = (guint) hecha_pdf_value_get (hecha_pdf_file_get_trailer (base), "Root")->integer;
  g_autofree char *path = fixture_path (fixture, "out.pdf");
  g_autofree char *says = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPdfFile) after = NULL;
  g_autoptr(GBytes) old = fixture_read (fixture, data), new = NULL;
  const HechaPdfValue *a, *b;
  gboolean was_stream, is_stream;
  GStatBuf info;

  g_assert_cmpuint (one, ==, size);
  g_assert_cmpuint (two, ==, size + 1);
  hecha_pdf_revision_put (revision, two, 0, second);
  hecha_pdf_revision_put (revision, one, 0, first);
  hecha_pdf_value_set_parsed (root, "Mark", "true");
  hecha_pdf_value_write (root, catalog);
  hecha_pdf_revision_put (revision, root_number, 0, catalog);
  hecha_pdf_revision_finish (revision);
  g_assert_true (hecha_pdf_revision_save (revision, path, &error));
  g_assert_no_error (error);

  new = fixture_read (fixture, "out.pdf");
  g_assert_cmpmem (g_bytes_get_data (new, NULL), g_bytes_get_size (old), g_bytes_get_data (old, NULL),
                   g_bytes_get_size (old));
  g_assert_cmpint (hecha_pdf_second_reading (new, &says), ==, 2);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  after = open_file ("out.pdf");
  g_assert_cmpuint (hecha_pdf_file_n_sections (after), ==, hecha_pdf_file_n_sections (base) + 1);
  hecha_pdf_file_get_section (base, 0, &was_stream);
  hecha_pdf_file_get_section (after, 0, &is_stream);
  g_assert_cmpint (was_stream, ==, is_stream);
  g_assert_cmpint (hecha_pdf_file_get_object (after, two, NULL)->value->type, ==, HECHA_PDF_ARRAY);
  g_assert_cmpint (hecha_pdf_file_get_object (after, one, NULL)->value->type, ==, HECHA_PDF_STRING);
  g_assert_nonnull (hecha_pdf_value_get (hecha_pdf_file_get_catalog (after, NULL), "Mark"));
  a = hecha_pdf_value_get (hecha_pdf_file_get_trailer (base), "ID");
  b = hecha_pdf_value_get (hecha_pdf_file_get_trailer (after), "ID");
  g_assert_true (hecha_pdf_value_equal (a->items->pdata[0], b->items->pdata[0]));
  g_assert_false (hecha_pdf_value_equal (a->items->pdata[1], b->items->pdata[1]));
}

/* ISO 32000-1, 7.5.4 and 7.5.6: subsections of numbers in a row, rows of 20 bytes. */
static void
test_table (void)
{
  static const char *const bodies[] = { "<< /Type /Catalog >>", "1", "2", NULL };
  g_autoptr(GString) text = fixture_write_pdf (bodies, ""), body = g_string_new ("0");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaPdfFile) base = NULL;
  g_autoptr(HechaPdfRevision) revision = NULL;
  g_autofree char *expected = NULL;
  guint prev = (guint) g_ascii_strtoull (g_strrstr (text->str, "startxref\n") + 10, NULL, 10);

  /* The last end of line is missing. */
  g_string_truncate (text, text->len - 1);
  bytes = g_bytes_new (text->str, text->len);
  base = hecha_pdf_file_new (bytes, NULL);
  revision = hecha_pdf_revision_new (base);
  g_assert_cmpuint (hecha_pdf_revision_reserve (revision), ==, 4);
  g_assert_cmpuint (hecha_pdf_revision_put (revision, 4, 0, body), ==, strlen ("\n4 0 obj\n"));
  hecha_pdf_revision_put (revision, 3, 0, body);
  hecha_pdf_revision_put (revision, 1, 7, body);
  hecha_pdf_revision_finish (revision);
  expected = g_strdup_printf ("\n4 0 obj\n0\nendobj\n3 0 obj\n0\nendobj\n1 7 obj\n0\nendobj\n"
                              "xref\n1 1\n%010zu 00007 n \n3 2\n%010zu 00000 n \n%010zu 00000 n \n"
                              "trailer\n<< /Root 1 0 R /Prev %u /Size 5 >>\nstartxref\n%zu\n%%%%EOF\n",
                              text->len + 1 + 2 * 17, text->len + 1 + 17, text->len + 1, prev, text->len + 1 + 3 * 17);
  g_assert_cmpstr (hecha_pdf_revision_get_tail (revision)->str, ==, expected);
}

/* A failure leaves nothing behind, and the old file as it was. */
static void
test_save_fails (void)
{
  g_autoptr(HechaPdfFile) base = open_file ("plain.pdf");
  g_autoptr(HechaPdfRevision) revision = hecha_pdf_revision_new (base);
  g_autofree char *none = fixture_path (fixture, "none/out.pdf");
  g_autofree char *folder = fixture_path (fixture, "folder.pdf");
  g_autoptr(GError) one = NULL;
  g_autoptr(GError) two = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  hecha_pdf_revision_finish (revision);
  g_assert_false (hecha_pdf_revision_save (revision, none, &one));
  g_assert_error (one, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_false (hecha_pdf_revision_save (revision, folder, &two));
  g_assert_error (two, HECHA_ERROR, HECHA_ERROR_IO);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    g_assert_false (g_str_has_prefix (name, "folder.pdf."));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_pdf (fixture, "plain.pdf", 2, FALSE);
  fixture_make_pdf (fixture, "packed.pdf", 2, TRUE);
  g_test_add_data_func ("/pdf-revision/update/table", "plain.pdf", test_update);
  g_test_add_data_func ("/pdf-revision/update/stream", "packed.pdf", test_update);
  g_test_add_func ("/pdf-revision/table", test_table);
  g_test_add_func ("/pdf-revision/save-fails", test_save_fails);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}

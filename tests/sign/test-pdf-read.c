/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-read.h"

#include "error.h"
#include "fixture.h"

#include <string.h>

static Fixture *fixture;

static void
test_info (gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, data);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPdfInfo) info = hecha_pdf_info_read (path, &error);
  g_autofree char *fields = NULL;
  g_autofree char *attachments = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (info->n_pages, ==, 3);
  fields = g_strjoinv (" ", info->fields);
  attachments = g_strjoinv (" ", info->attachments);
  g_assert_cmpstr (fields, ==, "prepared reviewed approved locker witness timestamp-1");
  g_assert_cmpstr (attachments, ==, "results.json");
  for (guint i = 0; i < 5; i++)
    g_assert_false (info->is_signed[i]);
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
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}

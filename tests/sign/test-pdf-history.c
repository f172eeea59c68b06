/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-history.h"

#include "fixture.h"
#include "pdf-edit.h"

#include <string.h>

static Fixture *fixture;

static HechaPdfFile *
read_text (const GString *data)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data->str, data->len);
  g_autoptr(GError) error = NULL;
  HechaPdfFile *file = hecha_pdf_file_new (bytes, &error);

  g_assert_no_error (error);
  return file;
}

static GString *
load (const char *name)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, name);

  return g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

/* An update that says the same, one that turns a page, one that turns it back. */
static void
test_change (void)
{
  g_autoptr(GString) data = load ("plain.pdf");
  guint page = number_after (data, "/P ");
  g_autofree char *same = object_text (data, page), *turned = g_strdup (same);
  const char *const texts[] = { same, turned, same };
  const guint changed_in[] = { 0, 3, 3 };
  gsize covers = data->len;

  replace_text (&turned, "/MediaBox", "/Rotate 180 /MediaBox");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(HechaPdfFile) file = NULL;

      update_object (data, page, texts[i]);
      file = read_text (data);
      g_assert_cmpuint (hecha_pdf_history_count (file), ==, i + 2);
      g_assert_cmpuint (hecha_pdf_history_find_change (file, covers), ==, changed_in[i]);
    }
}

/* Where nothing was signed, or not so far, nothing can be told. */
static void
test_nothing (void)
{
  g_autoptr(GString) data = load ("plain.pdf");
  g_autoptr(HechaPdfFile) file = read_text (data);

  g_assert_cmpuint (hecha_pdf_history_count (file), ==, 1);
  g_assert_cmpuint (hecha_pdf_history_find_change (file, data->len), ==, 0);
  g_assert_cmpuint (hecha_pdf_history_find_change (file, data->len + 1), ==, 0);
  g_assert_cmpuint (hecha_pdf_history_find_change (file, 9), ==, 0);
  g_assert_cmpuint (hecha_pdf_history_find_change (file, 0), ==, 0);
}

/* The sections of a file that shows its first page before all of it is there are one revision. */
static void
test_linearized (void)
{
  g_autofree char *from = fixture_path (fixture, "plain.pdf"), *to = fixture_path (fixture, "linearized.pdf");
  const char *const command[] = { "qpdf", "--linearize", from, to, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPdfFile) file = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  file = hecha_pdf_file_open (to, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hecha_pdf_file_n_sections (file), ==, 2);
  g_assert_cmpuint (hecha_pdf_history_count (file), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_pdf (fixture, "plain.pdf", 3, FALSE);
  g_test_add_func ("/pdf-history/change", test_change);
  g_test_add_func ("/pdf-history/nothing", test_nothing);
  g_test_add_func ("/pdf-history/linearized", test_linearized);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-tree.h"

#include "error.h"
#include "fixture.h"

#define PAGES "<< /Type /Catalog /Pages 2 0 R >>"
#define FILES "<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>"

static HechaPdfFile *
open_bodies (const char *const *bodies)
{
  g_autoptr(GString) text = fixture_write_pdf (bodies, "");
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);
  HechaPdfFile *file = hecha_pdf_file_new (bytes, NULL);

  g_assert_nonnull (file);
  return file;
}

/* Counted, not believed: /Count says what it likes. */
static void
test_pages (void)
{
  static const struct
  {
    const char *bodies[5];
    int pages;
  } table[] = {
    { { PAGES, "<< /Type /Pages /Kids [ 3 0 R 4 0 R ] /Count 9 >>", "<< /Type /Page >>",
        "<< /Type /Pages /Kids [ << /Type /Page >> << /Type /Page >> ] >>" }, 3 },
    { { PAGES, "<< /Type /Pages /Kids [ ] /Count 0 >>" }, 0 },
    { { PAGES, "<< /Type /Page >>" }, 1 },
    { { PAGES, "<< /Type /Pages /Kids [ 2 0 R ] >>" }, -1 },
    { { PAGES, "<< /Type /Pages /Kids [ 3 0 R 3 0 R ] >>", "<< /Type /Page >>" }, -1 },
    { { PAGES, "<< /Type /Pages /Kids [ 3 0 R ] >>", "<< /Type /Font >>" }, -1 },
    { { PAGES, "<< /Type /Pages /Kids [ 9 0 R ] >>" }, -1 },
    { { PAGES, "<< /Kids [ ] >>" }, -1 },
    { { "<< /Type /Catalog >>" }, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaPdfFile) file = open_bodies (table[i].bodies);
      g_autoptr(GError) error = NULL;
      guint n_pages = 77;

      g_assert_cmpint (hecha_pdf_count_pages (file, &n_pages, &error), ==, table[i].pages >= 0);
      g_assert_cmpuint (n_pages, ==, table[i].pages >= 0 ? table[i].pages : 77);
      if (table[i].pages < 0)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
}

static void
test_deep (void)
{
  g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(GError) error = NULL;
  guint n_pages;

  g_ptr_array_add (bodies, g_strdup (PAGES));
  for (guint i = 2; i < 100; i++)
    g_ptr_array_add (bodies, g_strdup_printf ("<< /Type /Pages /Kids [ %u 0 R ] >>", i + 1));
  g_ptr_array_add (bodies, g_strdup ("<< /Type /Page >>"));
  g_ptr_array_add (bodies, NULL);
  file = open_bodies ((const char *const *) bodies->pdata);
  g_assert_false (hecha_pdf_count_pages (file, &n_pages, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

/* ISO 32000-1, 7.11.3: /UF before /F; names as a list, %NULL where the tree is refused. */
static void
test_attachments (void)
{
  static const struct
  {
    const char *bodies[6];
    const char *names;
  } table[] = {
    { { FILES, "<< /Kids [ 3 0 R 4 0 R ] >>", "<< /Names [ (k) << /F (a) /UF <feff7532> /EF << /F 5 0 R >> >> ] >>",
        "<< /Names [ (l) << /F (b) /EF << /UF 5 0 R >> >> ] >>" }, "甲 5, b 5, " },
    { { "<< /Type /Catalog >>" }, "" },
    { { FILES, "<< /Names [ (k) ] >>" }, "" },
    { { FILES, "<< /Names [ (k) << /F (a) /EF << /F (x) >> >> ] >>" }, NULL },
    { { FILES, "<< /Names [ (k) << /F (a) >> ] >>" }, NULL },
    { { FILES, "<< /Names [ (k) << /EF << /F 5 0 R >> >> ] >>" }, NULL },
    { { FILES, "<< /Names [ (k) 3 0 R (l) 3 0 R ] >>", "<< /F (a) /EF << /F 5 0 R >> >>" }, NULL },
    { { FILES, "<< /Kids [ 2 0 R ] >>" }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaPdfFile) file = open_bodies (table[i].bodies);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) list = hecha_pdf_list_attachments (file, &error);
      g_autoptr(GString) names = g_string_new (NULL);

      for (guint k = 0; list && k < list->len; k++)
        g_string_append_printf (names, "%s %u, ", ((HechaPdfAttachment *) list->pdata[k])->name,
                                ((HechaPdfAttachment *) list->pdata[k])->stream);
      g_assert_cmpstr (list ? names->str : NULL, ==, table[i].names);
      if (!list)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-tree/pages", test_pages);
  g_test_add_func ("/pdf-tree/deep", test_deep);
  g_test_add_func ("/pdf-tree/attachments", test_attachments);
  return g_test_run ();
}

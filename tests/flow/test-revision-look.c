/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revision-look.h"

#include "error.h"
#include "pdf-edit.h"
#include "workspace.h"

#include <string.h>

/* A PDF of two pages, with an update by somebody. */
static char *
make (Fixture    *files,
      const char *from,
      const char *to,
      gsize      *covers)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GString) data = NULL;
  g_autofree char *text = NULL;
  guint page;

  fixture_make_pdf (files, "plain.pdf", 2, FALSE);
  bytes = fixture_read (files, "plain.pdf");
  data = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  *covers = data->len;
  page = number_after (data, "/P ");
  text = object_text (data, page);
  replace_text (&text, from, to);
  update_object (data, page, text);
  fixture_write (files, "changed.pdf", data->str, data->len);
  return fixture_path (files, "changed.pdf");
}

static void
test_page (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  gsize covers;
  g_autofree char *file = make (files, "/MediaBox", "/Rotate 180 /MediaBox", &covers);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaRevisionLook) look = hecha_revision_look_new (file, covers, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (look->pages->len, ==, 1);
  g_assert_cmpuint (g_array_index (look->pages, guint, 0), ==, 1);
  g_assert_cmpuint (g_bytes_get_size (look->before), ==, covers);
  g_assert_cmpuint (g_bytes_get_size (look->after), >, covers);
}

/* What nobody sees is not found by looking. */
static void
test_no_page (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  gsize covers;
  g_autofree char *file = make (files, "/MediaBox", "/Unseen 1 /MediaBox", &covers);
  g_autoptr(HechaRevisionLook) look = hecha_revision_look_new (file, covers, NULL, NULL);

  g_assert_cmpuint (look->pages->len, ==, 0);
  g_assert_true (look->all);
}

static void
test_refused (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  gsize covers;
  g_autofree char *file = make (files, "/MediaBox", "/Unseen 1 /MediaBox", &covers);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) none = NULL, beyond = NULL, start = NULL, half = NULL, cancelled = NULL;

  g_assert_null (hecha_revision_look_new ("/nowhere/at/all.pdf", 1, NULL, &none));
  g_assert_error (none, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_null (hecha_revision_look_new (file, covers * 9, NULL, &beyond));
  g_assert_error (beyond, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_null (hecha_revision_look_new (file, 0, NULL, &start));
  g_assert_error (start, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_null (hecha_revision_look_new (file, 9, NULL, &half));
  g_assert_error (half, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_revision_look_new (file, covers, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/revision-look/page", test_page);
  g_test_add_func ("/flow/revision-look/no-page", test_no_page);
  g_test_add_func ("/flow/revision-look/refused", test_refused);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents-dialog.h"

#include "fixture.h"
#include "pdf-canvas.h"
#include "pdf-view.h"

static gboolean
has_pages (gpointer data)
{
  GtkWidget *view = fixture_find (data, HECHA_TYPE_PDF_VIEW, NULL);

  return view && hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (view)) > 0;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
try_language (HechaLanguage  language,
              const char    *locale,
              const char    *first,
              const char    *other)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, language);
  g_autofree char *picture = g_strconcat ("documents-dialog-", locale, NULL);
  GtkWidget *dialog, *canvas;

  fixture_language (locale);
  dialog = GTK_WIDGET (hecha_documents_dialog_new (NULL, session, uuid));
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_until (has_pages, dialog);
  fixture_settle ();
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, first));
  /* What is for inspections only is not listed for an evaluation. */
  g_assert_null (fixture_find (dialog, GTK_TYPE_LABEL, other));
  fixture_picture (dialog, picture);
  /* Pages that are still being drawn hold them: the test does not end under their thread. */
  canvas = fixture_find (dialog, HECHA_TYPE_PDF_CANVAS, NULL);
  g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *) &canvas);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_until (is_gone, &canvas);
  fixture_until (is_gone, &dialog);
}

static void
test_show (void)
{
  try_language (HECHA_LANGUAGE_EN, "en", "Risk Notice", "Notice of an Inspection");
  try_language (HECHA_LANGUAGE_ZH, "zh_CN", "风险告知书", "行政检查通知书");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/documents-dialog/show", test_show);
  return g_test_run ();
}

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

/* Pages are drawn by a thread that tells nobody when it is done: until then there is no picture among what is shown. */
static gboolean
is_drawn (GtkWidget *canvas)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (canvas);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GBytes) bytes = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (canvas), gtk_widget_get_height (canvas));
  node = gtk_snapshot_free_to_node (snapshot);
  bytes = node ? gsk_render_node_serialize (node) : NULL;
  return bytes && g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "texture {");
}

static gboolean
are_drawn (gpointer data)
{
  gboolean drawn = TRUE;

  if (HECHA_IS_PDF_CANVAS (data))
    return !gtk_widget_get_mapped (data) || is_drawn (data);
  for (GtkWidget *child = gtk_widget_get_first_child (data); child && drawn; child = gtk_widget_get_next_sibling (child))
    drawn = are_drawn (child);
  return drawn;
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
  fixture_until (are_drawn, dialog);
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

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

/* Where there is room for one of both: the list first, the pages of what is opened, and back. */
static void
test_narrow (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  GtkWidget *dialog, *list, *pages;

  fixture_language ("zh_CN");
  dialog = GTK_WIDGET (hecha_documents_dialog_new (NULL, session, uuid));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 720);
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_until (has_pages, dialog);
  list = fixture_find (dialog, GTK_TYPE_LIST_BOX, NULL);
  pages = fixture_find (dialog, HECHA_TYPE_PDF_VIEW, NULL);
  g_assert_cmpint (gtk_widget_get_width (dialog), <=, 360);
  g_assert_true (gtk_widget_get_mapped (list) && !gtk_widget_get_mapped (pages));
  fixture_picture (dialog, "documents-dialog-narrow");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  fixture_until (is_shown, pages);
  fixture_until (are_drawn, dialog);
  g_assert_cmpint (gtk_widget_get_width (dialog), <=, 360);
  fixture_picture (dialog, "documents-dialog-narrow-pages");
  gtk_widget_activate_action (dialog, "dialog.back", NULL);
  fixture_until (is_shown, list);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_until (is_gone, &dialog);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/documents-dialog/show", test_show);
  g_test_add_func ("/documents-dialog/narrow", test_narrow);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-view.h"

#include "pages.h"
#include "pdf-canvas.h"
#include "pdf-search.h"
#include "states.h"

#include <glib/gi18n.h>

/* From this width on the small pages stand beside the large ones. */
#define WIDE 640
#define SIDE 144

struct _HechaPdfView
{
  GtkWidget parent_instance;

  GtkWidget         *side;
  GtkWidget         *main;
  HechaStates       *states;
  GtkScrolledWindow *scroller;
  HechaPdfCanvas    *canvas;
  HechaPdfCanvas    *small;
  HechaPdfSearch    *search;
  GtkWidget         *bar;
  GtkLabel          *number;

  HechaPages        *pages;
  GCancellable      *opening;
};

static guint opened_signal;

G_DEFINE_FINAL_TYPE (HechaPdfView, hecha_pdf_view, GTK_TYPE_WIDGET)

static void
show_number (HechaPdfView *self)
{
  guint n = self->pages ? hecha_pages_get_n (self->pages) : 0;
  guint page = hecha_pdf_canvas_get_page (self->canvas) + 1;
  /* TRANSLATORS: the page that is shown, of how many */
  g_autofree char *text = g_strdup_printf (_("Page %u of %u"), page, n);
  g_autofree char *number = g_strdup_printf ("%u / %u", page, n);

  gtk_label_set_label (self->number, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.previous", page > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.next", page < n);
  hecha_pdf_canvas_mark (self->small, page - 1);
}

static void
page_shown_cb (HechaPdfView *self,
               guint         page)
{
  show_number (self);
}

static void
small_pressed_cb (HechaPdfView *self,
                  guint         page)
{
  hecha_pdf_canvas_go (self->canvas, page);
}

static void
search_moved_cb (HechaPdfView *self)
{
  hecha_pdf_canvas_set_matches (self->canvas, hecha_pdf_search_get_matches (self->search),
                                hecha_pdf_search_get_current (self->search));
}

static void
take_pages (HechaPdfView *self,
            HechaPages   *pages)
{
  g_set_object (&self->pages, pages);
  hecha_pdf_canvas_set_pages (self->canvas, pages);
  hecha_pdf_canvas_set_pages (self->small, pages);
  hecha_pdf_search_set_pages (self->search, pages);
  gtk_widget_set_visible (self->bar, pages != NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  show_number (self);
}

/* Opening. */

static void
failed (HechaPdfView *self,
        const GError *error)
{
  take_pages (self, NULL);
  hecha_states_show_error (self->states, error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaPdfView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPages) pages = hecha_pages_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!pages)
    {
      failed (self, error);
      return;
    }
  take_pages (self, pages);
  hecha_states_show_content (self->states);
  g_signal_emit (self, opened_signal, 0);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaPdfView) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autoptr(GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes)
    hecha_pages_open_async (bytes, name, self->opening, opened_cb, g_object_ref (self));
  else
    failed (self, error);
}

static void
begin (HechaPdfView *self)
{
  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  hecha_states_show_loading (self->states);
}

/* Actions. */

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaPdfView *self = HECHA_PDF_VIEW (widget);
  guint page = hecha_pdf_canvas_get_page (self->canvas);

  if (g_str_equal (name, "pdf.next"))
    page++;
  else if (g_str_equal (name, "pdf.previous"))
    page = page > 0 ? page - 1 : 0;
  else
    page = g_str_equal (name, "pdf.last") ? G_MAXINT : 0;
  hecha_pdf_canvas_go (self->canvas, page);
}

static void
scroll_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaPdfView *self = HECHA_PDF_VIEW (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double step = g_str_has_prefix (name, "pdf.line") ? 64 : gtk_adjustment_get_page_size (adjustment) * 0.9;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                            (g_str_has_suffix (name, "down") ? step : -step));
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaPdfView *self = HECHA_PDF_VIEW (widget);
  double scale = hecha_pdf_canvas_get_scale (self->canvas);

  if (g_str_equal (name, "pdf.zoom-fit"))
    scale = 0;
  else
    scale = g_str_equal (name, "pdf.zoom-in") ? scale * 1.25 : scale / 1.25;
  hecha_pdf_canvas_set_scale (self->canvas, scale);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  hecha_pdf_search_open (HECHA_PDF_VIEW (widget)->search);
}

/* Overrides. */

static void
hecha_pdf_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (HECHA_PDF_VIEW (widget)->main, orientation, -1, minimum, natural, NULL, NULL);
}

static void
hecha_pdf_view_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  HechaPdfView *self = HECHA_PDF_VIEW (widget);
  gboolean wide = width >= WIDE && self->pages && hecha_pages_get_n (self->pages) > 1;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int side = wide ? SIDE : 0;

  gtk_widget_set_child_visible (self->side, wide);
  gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  if (wide)
    gtk_widget_size_allocate (self->side, &(GtkAllocation) { rtl ? width - side : 0, 0, side, height }, -1);
  gtk_widget_size_allocate (self->main, &(GtkAllocation) { rtl ? 0 : side, 0, width - side, height }, -1);
}

static void
hecha_pdf_view_dispose (GObject *object)
{
  HechaPdfView *self = HECHA_PDF_VIEW (object);

  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->pages);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->main, gtk_widget_unparent);
  G_OBJECT_CLASS (hecha_pdf_view_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType state; const char *action; } keys[] = {
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "pdf.next" },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "pdf.previous" },
    { GDK_KEY_Page_Down, 0, "pdf.down" },
    { GDK_KEY_Page_Up, 0, "pdf.up" },
    { GDK_KEY_space, 0, "pdf.down" },
    { GDK_KEY_space, GDK_SHIFT_MASK, "pdf.up" },
    { GDK_KEY_Home, 0, "pdf.first" },
    { GDK_KEY_End, 0, "pdf.last" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "pdf.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "pdf.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "pdf.zoom-fit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].state, keys[i].action, NULL);
}

static void
hecha_pdf_view_class_init (HechaPdfViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_pdf_view_dispose;
  widget_class->measure = hecha_pdf_view_measure;
  widget_class->size_allocate = hecha_pdf_view_size_allocate;
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  g_type_ensure (HECHA_TYPE_PDF_CANVAS);
  g_type_ensure (HECHA_TYPE_PDF_SEARCH);
  g_type_ensure (HECHA_TYPE_STATES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/pdf-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, side);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, main);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, states);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, scroller);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, canvas);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, small);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, search);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, bar);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfView, number);
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, small_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_moved_cb);
  gtk_widget_class_install_action (widget_class, "pdf.next", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "pdf.previous", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "pdf.first", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "pdf.last", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "pdf.down", NULL, scroll_action);
  gtk_widget_class_install_action (widget_class, "pdf.up", NULL, scroll_action);
  gtk_widget_class_install_action (widget_class, "pdf.line-down", NULL, scroll_action);
  gtk_widget_class_install_action (widget_class, "pdf.line-up", NULL, scroll_action);
  gtk_widget_class_install_action (widget_class, "pdf.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pdf.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pdf.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pdf.find", NULL, find_action);
  add_keys (widget_class);
}

/* Wherever the keyboard is on the page: there is no other search beside a PDF. */
static void
add_find_key (HechaPdfView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("pdf.find")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
hecha_pdf_view_init (HechaPdfView *self)
{
  GtkScrolledWindow *side;

  gtk_widget_init_template (GTK_WIDGET (self));
  side = GTK_SCROLLED_WINDOW (self->side);
  hecha_pdf_canvas_set_adjustment (self->canvas, gtk_scrolled_window_get_vadjustment (self->scroller));
  hecha_pdf_canvas_set_adjustment (self->small, gtk_scrolled_window_get_vadjustment (side));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_find_key (self);
  hecha_states_show_empty (self->states);
}

/**
 * hecha_pdf_view_new:
 *
 * Returns: (transfer floating): a view without pages
 */
GtkWidget *
hecha_pdf_view_new (void)
{
  return g_object_new (HECHA_TYPE_PDF_VIEW, NULL);
}

/**
 * hecha_pdf_view_set_file:
 * @path: (nullable): a PDF; %NULL shows none
 *
 * Reads and shows the file without waiting. The place in the pages is kept
 * where the file is another revision of what was shown.
 */
void
hecha_pdf_view_set_file (HechaPdfView *self,
                         const char   *path)
{
  g_autoptr(GFile) file = path ? g_file_new_for_path (path) : NULL;

  g_return_if_fail (HECHA_IS_PDF_VIEW (self));

  begin (self);
  if (file)
    {
      g_file_load_bytes_async (file, self->opening, read_cb, g_object_ref (self));
      return;
    }
  take_pages (self, NULL);
  hecha_states_show_empty (self->states);
}

/**
 * hecha_pdf_view_set_bytes:
 * @bytes: a PDF
 * @name: what it is, for the error
 */
void
hecha_pdf_view_set_bytes (HechaPdfView *self,
                          GBytes       *bytes,
                          const char   *name)
{
  g_return_if_fail (HECHA_IS_PDF_VIEW (self) && bytes && name);

  begin (self);
  hecha_pages_open_async (bytes, name, self->opening, opened_cb, g_object_ref (self));
}

/**
 * hecha_pdf_view_get_n_pages:
 *
 * Returns: how many pages are shown; 0 before they are
 */
guint
hecha_pdf_view_get_n_pages (HechaPdfView *self)
{
  return self->pages ? hecha_pages_get_n (self->pages) : 0;
}

/**
 * hecha_pdf_view_go:
 * @page: from 0
 */
void
hecha_pdf_view_go (HechaPdfView *self,
                   guint         page)
{
  g_return_if_fail (HECHA_IS_PDF_VIEW (self));

  hecha_pdf_canvas_go (self->canvas, page);
}

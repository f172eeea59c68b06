/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-search.h"

#include <glib/gi18n.h>

struct _HechaPdfSearch
{
  AdwBin parent_instance;

  GtkSearchBar   *bar;
  GtkSearchEntry *entry;
  GtkLabel       *count;
  HechaPages     *pages;
  GArray         *matches;   /* HechaPageMatch; NULL while nothing was asked */
  guint           current;
  GCancellable   *finding;
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE (HechaPdfSearch, hecha_pdf_search, ADW_TYPE_BIN)

static void
show_count (HechaPdfSearch *self)
{
  guint n = self->matches ? self->matches->len : 0;
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf ("%u / %u", self->current + 1, n);
  else
    text = g_strdup (self->matches ? _("Not found") : "");
  gtk_label_set_label (self->count, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf-search.next", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf-search.previous", n > 0);
  g_signal_emit (self, moved_signal, 0);
}

static void
forget (HechaPdfSearch *self)
{
  if (self->finding)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->matches, g_array_unref);
  self->current = 0;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaPdfSearch) self = data;
  GArray *matches = hecha_pages_find_finish (HECHA_PAGES (source), result, NULL);

  if (!matches)
    return;
  g_clear_object (&self->finding);
  self->matches = matches;
  show_count (self);
}

static void
search (HechaPdfSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  forget (self);
  show_count (self);
  if (!*text || !self->pages || !gtk_search_bar_get_search_mode (self->bar))
    return;
  self->finding = g_cancellable_new ();
  hecha_pages_find_async (self->pages, text, self->finding, found_cb, g_object_ref (self));
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaPdfSearch *self = HECHA_PDF_SEARCH (widget);
  guint n = self->matches ? self->matches->len : 0;

  if (n == 0)
    return;
  self->current = (self->current + (g_str_equal (name, "pdf-search.next") ? 1 : n - 1)) % n;
  show_count (self);
}

static void
next_cb (HechaPdfSearch *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "pdf-search.next", NULL);
}

static void
previous_cb (HechaPdfSearch *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "pdf-search.previous", NULL);
}

static void
hecha_pdf_search_dispose (GObject *object)
{
  HechaPdfSearch *self = HECHA_PDF_SEARCH (object);

  forget (self);
  g_clear_object (&self->pages);
  G_OBJECT_CLASS (hecha_pdf_search_parent_class)->dispose (object);
}

static void
hecha_pdf_search_class_init (HechaPdfSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_pdf_search_dispose;
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/pdf-search.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaPdfSearch, bar);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, HechaPdfSearch, count);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_install_action (widget_class, "pdf-search.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "pdf-search.previous", NULL, step_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, "pdf-search.previous", NULL);
}

static void
hecha_pdf_search_init (HechaPdfSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  show_count (self);
}

/**
 * hecha_pdf_search_set_pages:
 * @pages: (nullable): what is searched from now on
 */
void
hecha_pdf_search_set_pages (HechaPdfSearch *self,
                            HechaPages     *pages)
{
  g_return_if_fail (HECHA_IS_PDF_SEARCH (self));

  g_set_object (&self->pages, pages);
  if (!pages)
    gtk_search_bar_set_search_mode (self->bar, FALSE);
  search (self);
}

/**
 * hecha_pdf_search_open:
 *
 * Lets the user type.
 */
void
hecha_pdf_search_open (HechaPdfSearch *self)
{
  g_return_if_fail (HECHA_IS_PDF_SEARCH (self));

  if (!self->pages)
    return;
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * hecha_pdf_search_get_matches:
 *
 * Returns: (transfer none) (element-type HechaPageMatch) (nullable): where the
 *   words stand
 */
const GArray *
hecha_pdf_search_get_matches (HechaPdfSearch *self)
{
  return self->matches;
}

/**
 * hecha_pdf_search_get_current:
 *
 * Returns: (transfer none) (nullable): the match to look at
 */
const HechaPageMatch *
hecha_pdf_search_get_current (HechaPdfSearch *self)
{
  return self->matches && self->matches->len ? &g_array_index (self->matches, HechaPageMatch, self->current) : NULL;
}

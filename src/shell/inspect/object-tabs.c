/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "object-tabs.h"

#include "object-dialog.h"
#include "pill.h"
#include "place.h"
#include "same-answer.h"

#include <glib/gi18n.h>

/* Of a name on a tab; a Chinese character takes two. */
#define MAX_COLUMNS 18

struct _HechaObjectTabs
{
  GtkBox parent_instance;

  GtkBox      *tabs;
  GtkWidget   *tabs_scroller;
  GtkWidget   *add;
  GtkLabel    *hint;
  GtkWidget   *same;
  HechaOnSite *visit;
  HechaItem   *item;
  char        *object;
};

static guint switched_signal;

G_DEFINE_FINAL_TYPE (HechaObjectTabs, hecha_object_tabs, GTK_TYPE_BOX)

static GPtrArray *
objects_of (HechaObjectTabs *self)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (self->item, hecha_on_site_get_case (self->visit)->objects);

  return hecha_objects_sorted (objects);
}

static void
tab_toggled_cb (HechaObjectTabs *self,
                GtkToggleButton *tab)
{
  const char *uuid = g_object_get_data (G_OBJECT (tab), "object");

  if (gtk_toggle_button_get_active (tab) && g_strcmp0 (self->object, uuid) != 0)
    hecha_object_tabs_select (self, uuid);
}

/* PLC-07 and PLC-12 differ at the end: a short name is whole, of a long one both ends stay. Tabs beyond the pane scroll. */
static void
shorten (GtkLabel   *label,
         const char *name)
{
  int columns = 0;

  for (const char *next = name; *next && columns <= MAX_COLUMNS; next = g_utf8_next_char (next))
    columns += g_unichar_iswide (g_utf8_get_char (next)) ? 2 : 1;
  if (columns <= MAX_COLUMNS)
    return;
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (label, MAX_COLUMNS);
  gtk_label_set_max_width_chars (label, MAX_COLUMNS);
}

static GtkWidget *
tab_new (HechaObjectTabs   *self,
         const HechaObject *object,
         GtkToggleButton   *group)
{
  HechaAnswers *answers = hecha_on_site_get_case (self->visit)->answers;
  HechaVerdict verdict = hecha_verdict_of_object (self->item, answers, object->uuid);
  GtkWidget *tab = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (hecha_verdict_icon_name (verdict));
  GtkWidget *label = gtk_label_new (object->name);
  g_autofree char *name = g_strdup_printf ("%s: %s", object->name,
                                           hecha_text_get (&hecha_verdict_labels[verdict], hecha_shell_language ()));

  gtk_widget_add_css_class (icon, hecha_verdict_css_class (verdict));
  shorten (GTK_LABEL (label), object->name);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (tab), box);
  gtk_widget_set_tooltip_text (tab, name);
  gtk_widget_add_css_class (tab, "touch");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (tab), "object", g_strdup (object->uuid), g_free);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), g_strcmp0 (object->uuid, self->object) == 0);
  g_signal_connect_object (tab, "toggled", G_CALLBACK (tab_toggled_cb), self, G_CONNECT_SWAPPED);
  return tab;
}

static void
add_clicked_cb (HechaObjectTabs *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (GTK_WINDOW (hecha_object_dialog_new (root ? GTK_WINDOW (root) : NULL, self->visit, NULL,
                                                           self->item->object_kinds ? self->item->object_kinds[0]
                                                                                    : NULL)));
}

static void
same_clicked_cb (HechaObjectTabs *self)
{
  hecha_on_site_answer (self->visit, hecha_same_answer (hecha_on_site_get_case (self->visit), self->item,
                                                        self->object));
}

static void
hecha_object_tabs_dispose (GObject *object)
{
  HechaObjectTabs *self = HECHA_OBJECT_TABS (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  g_clear_pointer (&self->object, g_free);
  G_OBJECT_CLASS (hecha_object_tabs_parent_class)->dispose (object);
}

static void
hecha_object_tabs_class_init (HechaObjectTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_object_tabs_dispose;
  switched_signal = g_signal_new ("switched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/object-tabs.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaObjectTabs, tabs);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectTabs, tabs_scroller);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectTabs, add);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectTabs, hint);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectTabs, same);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_clicked_cb);
}

static void
hecha_object_tabs_init (HechaObjectTabs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_object_tabs_set_item:
 * @item: whose objects they are; the first of them is looked at
 */
void
hecha_object_tabs_set_item (HechaObjectTabs *self,
                            HechaOnSite     *visit,
                            HechaItem       *item)
{
  g_set_object (&self->visit, visit);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
  g_clear_pointer (&self->object, g_free);
  hecha_object_tabs_refresh (self);
}

static gboolean
is_there (GPtrArray  *objects,
          const char *uuid)
{
  for (guint i = 0; i < objects->len; i++)
    if (g_strcmp0 (((HechaObject *) objects->pdata[i])->uuid, uuid) == 0)
      return TRUE;
  return FALSE;
}

/**
 * hecha_object_tabs_refresh:
 *
 * Shows the objects that there are now, each with its verdict.
 */
void
hecha_object_tabs_refresh (HechaObjectTabs *self)
{
  g_autoptr(GPtrArray) objects = objects_of (self);
  GtkWidget *child, *first = NULL;

  if (!is_there (objects, self->object))
    {
      g_free (self->object);
      self->object = objects->len ? g_strdup (((HechaObject *) objects->pdata[0])->uuid) : NULL;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tabs))))
    gtk_box_remove (self->tabs, child);
  for (guint i = 0; i < objects->len; i++)
    {
      GtkWidget *tab = tab_new (self, objects->pdata[i], first ? GTK_TOGGLE_BUTTON (first) : NULL);

      first = first ? first : tab;
      gtk_box_append (self->tabs, tab);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hint), objects->len == 0);
  gtk_widget_set_visible (self->tabs_scroller, objects->len > 0);
  gtk_widget_set_visible (self->same, objects->len > 1);
  gtk_widget_set_sensitive (self->same, hecha_on_site_may_edit (self->visit));
  gtk_widget_set_sensitive (self->add, hecha_on_site_may_edit (self->visit));
  gtk_widget_set_visible (GTK_WIDGET (self), self->item->object_kinds != NULL);
}

/**
 * hecha_object_tabs_get_object:
 *
 * Returns: (transfer none) (nullable): UUID of the object that is looked at;
 *   %NULL for the whole
 */
const char *
hecha_object_tabs_get_object (HechaObjectTabs *self)
{
  return self->object;
}

/**
 * hecha_object_tabs_select:
 * @object: UUID of the object to look at
 */
void
hecha_object_tabs_select (HechaObjectTabs *self,
                          const char      *object)
{
  GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self->tabs));

  for (; tab; tab = gtk_widget_get_next_sibling (tab))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (tab), "object"), object) == 0)
      {
        g_free (self->object);
        self->object = g_strdup (object);
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
        g_signal_emit (self, switched_signal, 0);
        return;
      }
}

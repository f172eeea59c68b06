/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-page.h"

#include "field-row.h"
#include "list-pane.h"
#include "place-read.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaPackPage
{
  HechaPlace parent_instance;

  AdwLeaflet         *leaflet;
  AdwWindowTitle     *title;
  AdwWindowTitle     *item_title;
  HechaListPane      *pane;
  AdwPreferencesPage *detail;

  char      *digest;
  int        level;
  HechaPack *pack;
  GPtrArray *groups;   /* of the detail, while they are shown */
};

G_DEFINE_FINAL_TYPE (HechaPackPage, hecha_pack_page, HECHA_TYPE_PLACE)

/* One item in full. */

static AdwPreferencesGroup *
add_group (HechaPackPage *self,
           const char    *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (self->detail, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *value)
{
  if (value && *value)
    adw_preferences_group_add (group, hecha_field_row_new (title, value));
}

/* Both languages, the window's first. */
static void
add_text (AdwPreferencesGroup *group,
          const char          *title,
          const HechaText     *text)
{
  const char *first = hecha_shell_language () == HECHA_LANGUAGE_ZH ? text->zh : text->en;
  const char *second = first == text->zh ? text->en : text->zh;
  g_autofree char *both = g_strdup_printf ("%s%s%s", first ? first : "", first && *first && second && *second ? "\n" : "",
                                           second ? second : "");

  add_row (group, title, both);
}

static void
add_steps (HechaPackPage   *self,
           const HechaItem *item)
{
  static const char *const methods[] = { N_("Interview"), N_("Examine"), N_("Test") };
  AdwPreferencesGroup *group = add_group (self, _("Steps"));

  for (guint i = 0; i < item->steps->len; i++)
    {
      const HechaStep *step = item->steps->pdata[i];
      g_autofree char *title = g_strdup_printf ("%u  %s", i + 1, _(methods[step->method]));

      add_text (group, title, &step->text);
      add_text (group, _("Yes looks like"), &step->yes);
    }
}

static void
show_item (HechaPackPage   *self,
           const HechaItem *item)
{
  g_autofree char *level = g_strdup_printf (_("level %d and above"), item->min_level);
  AdwPreferencesGroup *group;

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->detail, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  adw_window_title_set_title (self->item_title, hecha_words (&item->title));
  adw_window_title_set_subtitle (self->item_title, item->label ? item->label : item->id);
  group = add_group (self, _("Item"));
  add_text (group, _("Title"), &item->title);
  add_text (group, _("Requirement"), &item->requirement);
  add_text (group, item->unverified ? _("Source (to be verified)") : _("Source"), &item->source);
  add_row (group, "GB/T 44462", item->gbt_44462);
  add_row (group, _("Applies to"), level);
  add_text (group, _("Evidence"), &item->evidence);
  add_text (group, _("Effect on live devices"), &item->ot_impact);
  add_steps (self, item);
  group = add_group (self, _("Where It Is Not Met"));
  add_text (group, _("Finding"), &item->finding);
  add_text (group, _("Risk"), &item->risk);
  add_text (group, _("Measure"), &item->remedy);
  add_text (group, _("Major hazard"), &item->hazard);
  add_text (group, _("May be downgraded by"), &item->mitigation);
}

/* The list. */

static void
bind_line (HechaLineRow *line,
           gpointer      data,
           gpointer      user_data)
{
  const HechaItem *item = data;
  g_autofree char *title = g_strdup_printf ("%s  %s", item->label ? item->label : item->id, hecha_words (&item->title));
  g_autofree char *level = hecha_words_level (item->min_level);

  hecha_line_row_set (line, title, hecha_words (&item->requirement));
  hecha_line_row_set_pill (line, 0, level, NULL);
  hecha_line_row_set_pill (line, 1, hecha_text_is_empty (&item->hazard) ? NULL : _("major hazard"), "error");
}

static void
add_domain (HechaPackPage    *self,
            const HechaGroup *group,
            GPtrArray        *rows)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < self->pack->items->len; i++)
    {
      HechaItem *item = self->pack->items->pdata[i];
      g_autofree char *text = g_strjoin (" ", item->id, item->label ? item->label : "", hecha_words (&item->title),
                                         hecha_words (&item->requirement), NULL);

      if (g_strcmp0 (item->group, group->id) != 0 || !hecha_list_pane_matches (self->pane, text))
        continue;
      if (!begun)
        g_ptr_array_add (rows, hecha_row_object_new_heading (hecha_words (&group->title)));
      begun = TRUE;
      g_ptr_array_add (rows, hecha_row_object_new (hecha_item_ref (item), (GDestroyNotify) hecha_item_unref));
    }
}

static void
narrowed_cb (HechaPackPage *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (!self->pack)
    return;
  for (guint i = 0; i < self->pack->groups->len; i++)
    add_domain (self, self->pack->groups->pdata[i], rows);
  if (rows->len > 0)
    hecha_list_pane_show (self->pane, rows);
  else
    hecha_states_show_empty (hecha_list_pane_get_states (self->pane));
}

static void
activated_cb (HechaPackPage  *self,
              HechaRowObject *object)
{
  show_item (self, hecha_row_object_get (object));
  adw_leaflet_set_visible_child_name (self->leaflet, "item");
}

static void
list_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_set_visible_child_name (HECHA_PACK_PAGE (widget)->leaflet, "list");
}

static void
folded_cb (HechaPackPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.list", adw_leaflet_get_folded (self->leaflet));
}

/* Reading. */

typedef struct
{
  char *digest;
  int   level;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->digest);
  g_free (asked);
}

static gpointer
load_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Asked *asked = data;

  return hecha_library_load (session, asked->digest, asked->level, error);
}

static void
show_pack (HechaPlace   *place,
           gpointer      result,
           const GError *error)
{
  HechaPackPage *self = HECHA_PACK_PAGE (place);

  if (error)
    {
      hecha_states_show_error (hecha_list_pane_get_states (self->pane), error);
      return;
    }
  g_clear_pointer (&self->pack, hecha_pack_free);
  self->pack = result;
  narrowed_cb (self);
  if (self->groups->len == 0 && self->pack->items->len > 0)
    show_item (self, self->pack->items->pdata[0]);
}

/* A pack never changes; it is read once. */
static void
hecha_pack_page_refresh (HechaPlace *place)
{
  HechaPackPage *self = HECHA_PACK_PAGE (place);
  Asked *asked;

  if (self->pack)
    return;
  asked = g_new0 (Asked, 1);
  asked->digest = g_strdup (self->digest);
  asked->level = self->level;
  hecha_states_show_loading (hecha_list_pane_get_states (self->pane));
  hecha_place_read (place, load_job, asked, asked_free, (GDestroyNotify) hecha_pack_free, show_pack);
}

static void
hecha_pack_page_finalize (GObject *object)
{
  HechaPackPage *self = HECHA_PACK_PAGE (object);

  g_free (self->digest);
  g_ptr_array_unref (self->groups);
  g_clear_pointer (&self->pack, hecha_pack_free);
  G_OBJECT_CLASS (hecha_pack_page_parent_class)->finalize (object);
}

static void
hecha_pack_page_class_init (HechaPackPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_pack_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_pack_page_refresh;
  g_type_ensure (HECHA_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/pack-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, title);
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, item_title);
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, pane);
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_install_action (widget_class, "pack.list", NULL, list_action);
}

static void
hecha_pack_page_init (HechaPackPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
  hecha_list_pane_setup (self->pane, _("Items"), NULL, bind_line, NULL);
  g_object_set (hecha_list_pane_get_states (self->pane),
                "empty-icon", "edit-find-symbolic", "empty-title", _("Nothing Matches"),
                "empty-description", _("No item has all of these words."),
                "empty-label", _("_Show All"), "empty-action", "pane.clear", NULL);
  folded_cb (self);
}

/**
 * hecha_pack_page_new:
 * @row: the pack
 *
 * Returns: (transfer floating): a page for hecha_window_push()
 */
GtkWidget *
hecha_pack_page_new (const HechaPackRow *row)
{
  HechaPackPage *self = g_object_new (HECHA_TYPE_PACK_PAGE, NULL);
  g_autofree char *subtitle = g_strdup_printf (_("version %s"), row->version);
  const char *title = hecha_words (&row->title);

  self->digest = g_strdup (row->digest);
  self->level = row->level;
  adw_window_title_set_title (self->title, *title ? title : row->id);
  adw_window_title_set_subtitle (self->title, subtitle);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-page.h"

#include "changes-page.h"
#include "field-row.h"
#include "file-choice.h"
#include "list-pane.h"
#include "pack-check.h"
#include "place-read.h"
#include "place-save.h"
#include "row-issue.h"
#include "sign-dialog.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaPackPage
{
  HechaPlace parent_instance;

  AdwLeaflet         *leaflet;
  AdwWindowTitle     *title;
  AdwWindowTitle     *item_title;
  GtkSpinner         *checking;
  HechaListPane      *pane;
  AdwPreferencesPage *detail;

  GMenu              *versions;

  char      *digest;
  char      *id;
  char      *version;
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
  g_autofree char *own = hecha_words_level (item->min_level), *level = g_strdup_printf (_("%s and above"), own);
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

/* What is read in one go: a pack never changes, but other versions and signatures come. */

typedef struct
{
  char *digest;   /* (nullable): of the pack, where it is not read yet */
  int   level;
} Asked;

typedef struct
{
  GPtrArray *rows;   /* HechaPackRow: the library */
  HechaPack *pack;   /* (nullable) */
} Found;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->digest);
  g_free (data);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->rows, g_ptr_array_unref);
  g_clear_pointer (&found->pack, hecha_pack_free);
  g_free (found);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Asked *asked = data;
  g_autoptr(Found) found = g_new0 (Found, 1);

  found->rows = hecha_library_list (session, error);
  if (found->rows && asked->digest)
    found->pack = hecha_library_load (session, asked->digest, asked->level, error);
  return found->rows && !found->pack == !asked->digest ? g_steal_pointer (&found) : NULL;
}

static void
show_signer (HechaPackPage      *self,
             const HechaPackRow *row)
{
  const char *signer = row->signer ? row->signer : row->shipped ? _("came with Hecha") : _("not signed");
  g_autofree char *subtitle = g_strdup_printf (_("version %s · %s"), row->version, signer);

  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
show_version (HechaPackPage      *self,
              const HechaPackRow *row)
{
  g_autofree char *label = g_strdup_printf (_("Compare with Version %s"), row->version);
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "pack.compare", "s", row->digest);
  g_menu_append_item (self->versions, item);
}

static void
show_found (HechaPlace   *place,
            gpointer      result,
            const GError *error)
{
  HechaPackPage *self = HECHA_PACK_PAGE (place);
  g_autoptr(Found) found = result;

  if (error)
    {
      hecha_states_show_error (hecha_list_pane_get_states (self->pane), error);
      return;
    }
  g_menu_remove_all (self->versions);
  for (guint i = 0; i < found->rows->len; i++)
    {
      const HechaPackRow *row = found->rows->pdata[i];

      if (strcmp (row->digest, self->digest) == 0)
        show_signer (self, row);
      else if (strcmp (row->id, self->id) == 0)
        show_version (self, row);
    }
  if (!found->pack)
    return;
  g_clear_pointer (&self->pack, hecha_pack_free);
  self->pack = g_steal_pointer (&found->pack);
  narrowed_cb (self);
  if (self->groups->len == 0 && self->pack->items->len > 0)
    show_item (self, self->pack->items->pdata[0]);
}

/* Other versions, files. */

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HechaPackPage *self = HECHA_PACK_PAGE (widget);

  hecha_window_push (hecha_window_of (widget),
                     HECHA_PLACE (hecha_changes_page_new (adw_window_title_get_title (self->title),
                                                          g_variant_get_string (parameter, NULL), self->digest)));
}

typedef struct
{
  char *digest;
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->digest);
  g_free (saving->path);
  g_free (saving);
}

static gpointer
save_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Saving *saving = data;
  g_autofree char *name = g_path_get_basename (saving->path);
  gboolean saved = g_str_has_suffix (saving->path, ".xlsx")
                   ? hecha_library_to_sheet (session, saving->digest, saving->path, hecha_shell_language (), error)
                   : hecha_library_export (session, saving->digest, saving->path, error);

  return saved ? g_strdup_printf (_("Written to %s"), name) : NULL;
}

static void
chosen_cb (GtkWidget  *widget,
           char      **paths)
{
  HechaPackPage *self = HECHA_PACK_PAGE (widget);
  Saving *saving = g_new0 (Saving, 1);

  saving->digest = g_strdup (self->digest);
  saving->path = g_strdup (paths[0]);
  hecha_place_save (HECHA_PLACE (self), save_job, saving, saving_free, _("The Pack Was Not Written"));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  static const char *const sheets[] = { "xlsx", NULL }, *const bundles[] = { "zip", NULL };
  HechaPackPage *self = HECHA_PACK_PAGE (widget);
  gboolean sheet = g_str_equal (name, "pack.to-sheet");
  g_autofree char *file = g_strdup_printf ("%s-%s.%s", self->id, self->version, sheet ? "xlsx" : "zip");

  hecha_file_choose (widget, sheet ? _("Export to Spreadsheet") : _("Export Bundle"), GTK_FILE_CHOOSER_ACTION_SAVE, FALSE,
                     file, sheet ? _("Spreadsheets (xlsx)") : _("Bundles (zip)"), sheet ? sheets : bundles, chosen_cb);
}

/* Faults, and clauses that only who holds the standard can give. */

static void
show_checking (HechaPackPage *self,
               gboolean       checking)
{
  gtk_widget_set_visible (GTK_WIDGET (self->checking), checking);
  gtk_spinner_set_spinning (self->checking, checking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.check", !checking);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaPackPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPackFaults) faults = hecha_pack_check_finish (HECHA_SESSION (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!root)
    return;
  show_checking (self, FALSE);
  gtk_window_present (GTK_WINDOW (hecha_pack_check_dialog_new (GTK_WINDOW (root), adw_window_title_get_title (self->title),
                                                               faults, error)));
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaPackPage *self = HECHA_PACK_PAGE (widget);

  show_checking (self, TRUE);
  hecha_pack_check_async (hecha_place_get_session (HECHA_PLACE (self)), self->digest, self->level, checked_cb,
                          g_object_ref (self));
}

static gpointer
refer_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Saving *saving = data;
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autoptr(HechaPackRow) row = hecha_library_refer (session, saving->digest, saving->path, NULL, faults, error);

  if (row)
    return g_strdup_printf (_("Added version %s with the references"), row->version);
  if (faults->len > 0)
    hecha_pack_set_faults (faults, error);
  return NULL;
}

/**
 * hecha_pack_page_refer:
 * @path: a table of item ids and clauses of GB/T 44462
 *
 * Takes the references into a version of their own.
 */
void
hecha_pack_page_refer (HechaPackPage *self,
                       const char    *path)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->digest = g_strdup (self->digest);
  saving->path = g_strdup (path);
  hecha_place_save (HECHA_PLACE (self), refer_job, saving, saving_free, _("The References Were Not Imported"));
}

static void
table_chosen_cb (GtkWidget  *widget,
                 char      **paths)
{
  hecha_pack_page_refer (HECHA_PACK_PAGE (widget), paths[0]);
}

static void
refer_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  static const char *const suffixes[] = { "xlsx", "csv", "json", NULL };

  hecha_file_choose (widget, _("Import References"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Tables of item and clause (xlsx, csv, json)"), suffixes, table_chosen_cb);
}

/* Signing. */

static gboolean
sign_work (HechaSession  *session,
           const char    *key,
           const char    *password,
           gpointer       data,
           GError       **error)
{
  const gboolean token = g_str_has_prefix (key, "pkcs11:");
  const HechaSignOptions options = { .key = token ? NULL : key, .token = token ? key : NULL, .password = password };
  g_autoptr(HechaPackRow) row = hecha_library_sign (session, data, &options, error);

  return row != NULL;
}

static void
sign_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaPackPage *self = HECHA_PACK_PAGE (widget);
  HechaSignDialog *dialog = hecha_sign_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                   hecha_place_get_session (HECHA_PLACE (self)), sign_work,
                                                   g_strdup (self->digest), g_free);
  g_autofree char *what = g_strdup_printf (_("%s, version %s"), adw_window_title_get_title (self->title), self->version);

  hecha_sign_dialog_say (dialog, what, NULL);
  g_signal_connect_object (dialog, "signed", G_CALLBACK (hecha_place_refresh), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
hecha_pack_page_refresh (HechaPlace *place)
{
  HechaPackPage *self = HECHA_PACK_PAGE (place);
  Asked *asked = g_new0 (Asked, 1);

  asked->digest = self->pack ? NULL : g_strdup (self->digest);
  asked->level = self->level;
  if (!self->pack)
    hecha_states_show_loading (hecha_list_pane_get_states (self->pane));
  hecha_place_read (place, read_job, asked, asked_free, found_free, show_found);
}

static void
hecha_pack_page_finalize (GObject *object)
{
  HechaPackPage *self = HECHA_PACK_PAGE (object);

  g_free (self->digest);
  g_free (self->id);
  g_free (self->version);
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
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, checking);
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, pane);
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, detail);
  gtk_widget_class_bind_template_child (widget_class, HechaPackPage, versions);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_install_action (widget_class, "pack.list", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "pack.compare", "s", compare_action);
  gtk_widget_class_install_action (widget_class, "pack.to-sheet", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "pack.export", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "pack.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "pack.refer", NULL, refer_action);
  gtk_widget_class_install_action (widget_class, "pack.sign", NULL, sign_action);
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
  const char *title = hecha_words (&row->title);

  self->digest = g_strdup (row->digest);
  self->id = g_strdup (row->id);
  self->version = g_strdup (row->version);
  self->level = row->level;
  adw_window_title_set_title (self->title, *title ? title : row->id);
  show_signer (self, row);
  return GTK_WIDGET (self);
}

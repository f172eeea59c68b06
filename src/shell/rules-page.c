/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-page.h"

#include "calendars.h"
#include "conclusions.h"
#include "file-choice.h"
#include "place-read.h"
#include "rule.h"
#include "rules.h"
#include "states.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaRulesPage
{
  HechaPlace parent_instance;

  HechaStates         *states;
  AdwPreferencesPage  *page;
  AdwComboRow         *year;
  AdwEntryRow         *area;
  AdwComboRow         *conclusion;
  AdwPreferencesGroup *calendars;
  AdwPreferencesGroup *measures;
  GPtrArray           *calendar_rows;
  GPtrArray           *conclusion_ids;   /* of the choice, in its order */
  gboolean             showing;
};

G_DEFINE_FINAL_TYPE (HechaRulesPage, hecha_rules_page, HECHA_TYPE_PLACE)

/* What is read in one go. */

typedef struct
{
  HechaRules *rules;
  GPtrArray  *tables;        /* HechaCalendarTable */
  GPtrArray  *conclusions;   /* HechaConclusionFile */
} Choices;

static void
choices_free (gpointer data)
{
  Choices *choices = data;

  g_clear_pointer (&choices->rules, hecha_rules_free);
  g_clear_pointer (&choices->tables, g_ptr_array_unref);
  g_clear_pointer (&choices->conclusions, g_ptr_array_unref);
  g_free (choices);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choices, choices_free)

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Choices) choices = g_new0 (Choices, 1);

  choices->rules = hecha_rules_load (session, error);
  choices->tables = choices->rules ? hecha_calendars_list (error) : NULL;
  choices->conclusions = choices->tables ? hecha_conclusions_list (error) : NULL;
  return choices->conclusions ? g_steal_pointer (&choices) : NULL;
}

/* Choosing. */

typedef struct
{
  const char *name;
  char       *value;
} Choice;

static void
choice_free (gpointer data)
{
  g_free (((Choice *) data)->value);
  g_free (data);
}

static gpointer
choose_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Choice *choice = data;

  return hecha_rules_set (session, choice->name, choice->value, error) ? g_object_ref (session) : NULL;
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaRulesPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GObject) done = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!error || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  hecha_window_show_error (hecha_window_of (GTK_WIDGET (self)), _("Not Done"), error);
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
choose (HechaRulesPage *self,
        const char     *name,
        const char     *value)
{
  Choice *choice;

  if (self->showing)
    return;
  choice = g_new0 (Choice, 1);
  choice->name = name;
  choice->value = value && *value ? g_strdup (value) : NULL;
  hecha_session_edit_async (hecha_place_get_session (HECHA_PLACE (self)), choose_job, choice, choice_free, g_object_unref,
                            NULL, chosen_cb, g_object_ref (self));
}

static void
year_cb (HechaRulesPage *self)
{
  choose (self, "year", hecha_nick_text (hecha_year_rule_nicks, adw_combo_row_get_selected (self->year)));
}

static void
area_cb (HechaRulesPage *self)
{
  g_autofree char *area = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->area))));

  choose (self, "area", area);
}

static void
conclusion_cb (HechaRulesPage *self)
{
  guint selected = adw_combo_row_get_selected (self->conclusion);

  if (selected < self->conclusion_ids->len)
    choose (self, "conclusion", selected ? self->conclusion_ids->pdata[selected] : NULL);
}

/* Showing. */

static GtkWidget *
add_line (AdwPreferencesGroup *group,
          const char          *title,
          const char          *subtitle,
          gboolean             fault)
{
  GtkWidget *row = adw_action_row_new (), *image;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (fault)
    {
      image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (image, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
    }
  adw_preferences_group_add (group, row);
  return row;
}

static void
show_tables (HechaRulesPage *self,
             GPtrArray      *tables)
{
  for (guint i = 0; i < self->calendar_rows->len; i++)
    adw_preferences_group_remove (self->calendars, self->calendar_rows->pdata[i]);
  g_ptr_array_set_size (self->calendar_rows, 0);
  for (guint i = 0; i < tables->len; i++)
    {
      const HechaCalendarTable *table = tables->pdata[i];
      g_autofree char *year = table->year ? g_strdup_printf ("%d", table->year) : g_strdup (table->name);
      const char *words = table->fault ? table->fault : table->source ? table->source : table->path;

      g_ptr_array_add (self->calendar_rows, add_line (self->calendars, year, words, table->fault != NULL));
    }
}

static void
show_conclusions (HechaRulesPage *self,
                  const Choices  *choices)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->conclusion_ids, 0);
  for (guint i = 0; i < choices->conclusions->len; i++)
    {
      const HechaConclusionFile *file = choices->conclusions->pdata[i];
      g_autofree char *id = file->rule ? g_strconcat (file->rule->id, "@", file->rule->version, NULL) : NULL;

      if (!id)
        continue;
      if (g_strcmp0 (choices->rules->conclusion, id) == 0 || g_strcmp0 (choices->rules->conclusion, file->rule->id) == 0)
        selected = self->conclusion_ids->len;
      gtk_string_list_append (names, id);
      g_ptr_array_add (self->conclusion_ids, g_steal_pointer (&id));
    }
  adw_combo_row_set_model (self->conclusion, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->conclusion, selected);
}

static void
show_choices (HechaPlace   *place,
              gpointer      result,
              const GError *error)
{
  HechaRulesPage *self = HECHA_RULES_PAGE (place);
  g_autoptr(Choices) choices = result;

  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  self->showing = TRUE;
  adw_combo_row_set_selected (self->year, choices->rules->year);
  gtk_editable_set_text (GTK_EDITABLE (self->area), choices->rules->area ? choices->rules->area : "");
  show_conclusions (self, choices);
  show_tables (self, choices->tables);
  self->showing = FALSE;
  hecha_states_show_content (self->states);
}

static void
hecha_rules_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (HECHA_RULES_PAGE (place)->states);
  hecha_place_read (place, read_job, NULL, NULL, choices_free, show_choices);
}

/* Adding a table. */

static gpointer
add_job (HechaSession  *session,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return hecha_calendars_add (data, error) ? g_object_ref (session) : NULL;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaRulesPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GObject) done = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (done)
    hecha_place_refresh (HECHA_PLACE (self));
  else if (hecha_window_of (GTK_WIDGET (self)))
    hecha_window_show_error (hecha_window_of (GTK_WIDGET (self)), _("Not Done"), error);
}

static void
table_chosen (GtkWidget  *widget,
              char      **paths)
{
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (widget)), add_job, g_strdup (paths[0]), g_free,
                           g_object_unref, NULL, added_cb, g_object_ref (widget));
}

static void
add_table_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  static const char *const suffixes[] = { "json", NULL };

  hecha_file_choose (widget, _("Add a Table of Working Days"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Tables of working days"), suffixes, table_chosen);
}

static void
hecha_rules_page_finalize (GObject *object)
{
  g_ptr_array_unref (HECHA_RULES_PAGE (object)->calendar_rows);
  g_ptr_array_unref (HECHA_RULES_PAGE (object)->conclusion_ids);
  G_OBJECT_CLASS (hecha_rules_page_parent_class)->finalize (object);
}

static void
hecha_rules_page_class_init (HechaRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_rules_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_rules_page_refresh;
  g_type_ensure (HECHA_TYPE_STATES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, page);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, year);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, area);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, conclusion);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, calendars);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, measures);
  gtk_widget_class_install_action (widget_class, "rules.add-table", NULL, add_table_action);
}

static void
hecha_rules_page_init (HechaRulesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->calendar_rows = g_ptr_array_new ();
  self->conclusion_ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HECHA_N_RULES; i++)
    {
      g_autofree char *cited = hecha_rule_cite (hecha_rule_get (i), hecha_shell_language ());

      add_line (self->measures, cited, hecha_words (&hecha_rule_get (i)->where), FALSE);
    }
  g_signal_connect_object (self->year, "notify::selected", G_CALLBACK (year_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area, "apply", G_CALLBACK (area_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conclusion, "notify::selected", G_CALLBACK (conclusion_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hecha_rules_page_new:
 *
 * Returns: (transfer floating): a page for hecha_window_push()
 */
GtkWidget *
hecha_rules_page_new (void)
{
  return g_object_new (HECHA_TYPE_RULES_PAGE, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-page.h"

#include "calendars.h"
#include "conclusions.h"
#include "error.h"
#include "field-row.h"
#include "file-choice.h"
#include "filing-desk.h"
#include "place-read.h"
#include "rule.h"
#include "rules.h"
#include "scoring-scheme.h"
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
  AdwEntryRow         *ceiling;
  AdwComboRow         *conclusion;
  AdwPreferencesGroup *calendars;
  AdwPreferencesGroup *conclusions;
  AdwPreferencesGroup *scoring;
  AdwPreferencesGroup *measures;
  GPtrArray           *rows;             /* of the three groups of files */
  GPtrArray           *conclusion_ids;   /* of the choice, in its order */
  HechaRulesFile       adding;
  gboolean             showing;
};

G_DEFINE_FINAL_TYPE (HechaRulesPage, hecha_rules_page, HECHA_TYPE_PLACE)

/* What is read in one go. */

typedef struct
{
  HechaRules   *rules;
  GPtrArray    *tables;        /* HechaCalendarTable */
  GPtrArray    *conclusions;   /* HechaConclusionFile */
  HechaScoring *scheme;        /* (nullable) */
  char         *scheme_fault;  /* (nullable): why the scheme that is there is not used */
} Choices;

static void
choices_free (gpointer data)
{
  Choices *choices = data;

  g_clear_pointer (&choices->rules, hecha_rules_free);
  g_clear_pointer (&choices->tables, g_ptr_array_unref);
  g_clear_pointer (&choices->conclusions, g_ptr_array_unref);
  g_clear_pointer (&choices->scheme, hecha_scoring_free);
  g_free (choices->scheme_fault);
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
  g_autoptr(GError) none = NULL;

  choices->scheme = hecha_scoring_scheme_load (&none);
  if (none && !g_error_matches (none, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
    choices->scheme_fault = g_strdup (none->message);
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
ceiling_cb (HechaRulesPage *self)
{
  g_autofree char *ceiling = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->ceiling))));

  choose (self, "ceiling", ceiling);
}

static void
conclusion_cb (HechaRulesPage *self)
{
  guint selected = adw_combo_row_get_selected (self->conclusion);

  if (selected < self->conclusion_ids->len)
    choose (self, "conclusion", selected ? self->conclusion_ids->pdata[selected] : NULL);
}

/* Showing. */

/* What is known of a file, or why it is not used. */
static void
add_file (HechaRulesPage      *self,
          AdwPreferencesGroup *group,
          const char          *title,
          const char          *words,
          const char          *fault)
{
  GtkWidget *row = hecha_field_row_new (title, fault ? fault : words);

  if (fault)
    gtk_widget_add_css_class (row, "error");
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_files (HechaRulesPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), self->rows->pdata[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_tables (HechaRulesPage *self,
             GPtrArray      *tables)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const HechaCalendarTable *table = tables->pdata[i];
      g_autofree char *year = table->year ? g_strdup_printf ("%d", table->year) : g_strdup (table->name);

      add_file (self, self->calendars, year, table->source ? table->source : table->path, table->fault);
    }
}

static const char *
official (gboolean official)
{
  return official ? _("official") : _("not official");
}

/* Basis, formula, and each case that its sources leave open with what it does there. */
static char *
describe_rule (const HechaConclusionRule *rule)
{
  GString *text = g_string_new (hecha_words (&rule->basis));

  g_string_append_printf (text, "\n%s", hecha_words (&rule->formula));
  for (guint i = 0; i < rule->corners->len; i++)
    g_string_append_printf (text, "\n· %s", hecha_words (&((HechaCorner *) rule->corners->pdata[i])->text));
  return g_string_free (text, FALSE);
}

static void
show_conclusion_file (HechaRulesPage            *self,
                      const HechaConclusionFile *file)
{
  g_autofree char *name = file->path ? g_path_get_basename (file->path) : NULL;
  g_autofree char *title = NULL, *words = NULL;

  if (file->rule)
    {
      title = g_strdup_printf (_("%s · %s, version %s · %s"), hecha_words (&file->rule->title), file->rule->id,
                               file->rule->version, official (file->rule->official));
      words = describe_rule (file->rule);
    }
  add_file (self, self->conclusions, title ? title : name, words, file->fault);
}

static void
show_scheme (HechaRulesPage *self,
             const Choices  *choices)
{
  const HechaScoring *scheme = choices->scheme;
  g_autofree char *title = NULL, *words = NULL;
  int most = 0;

  if (!scheme)
    {
      add_file (self, self->scoring, choices->scheme_fault ? "scoring.json" : _("None imported"),
                _("The worksheet of the seven factors is kept without points."), choices->scheme_fault);
      return;
    }
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    most += scheme->most[i];
  title = g_strdup_printf (_("%s · %s, version %s · %s"), hecha_words (&scheme->title), scheme->id, scheme->version,
                           official (scheme->official));
  words = g_strdup_printf (_("Up to %d points; level 2 from %d, level 3 from %d"), most, scheme->from[0], scheme->from[1]);
  add_file (self, self->scoring, title, words, NULL);
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
      g_autofree char *name = NULL;

      show_conclusion_file (self, file);
      if (!id)
        continue;
      if (g_strcmp0 (choices->rules->conclusion, id) == 0 || g_strcmp0 (choices->rules->conclusion, file->rule->id) == 0)
        selected = self->conclusion_ids->len;
      name = g_strdup_printf (_("%s, version %s"), hecha_words (&file->rule->title), file->rule->version);
      gtk_string_list_append (names, name);
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
  gtk_editable_set_text (GTK_EDITABLE (self->ceiling), choices->rules->ceiling ? choices->rules->ceiling : "");
  clear_files (self);
  show_conclusions (self, choices);
  show_tables (self, choices->tables);
  show_scheme (self, choices);
  self->showing = FALSE;
  hecha_states_show_content (self->states);
}

static void
hecha_rules_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (HECHA_RULES_PAGE (place)->states);
  hecha_place_read (place, read_job, NULL, NULL, choices_free, show_choices);
}

/* Adding a file. */

static char *
add_table (const char  *path,
           GError     **error)
{
  int year = hecha_calendars_add (path, error);

  return year ? g_strdup_printf (_("Working days of %d added"), year) : NULL;
}

static char *
added_message (const char *id,
               const char *version,
               gboolean    is_official)
{
  return g_strdup_printf (_("Added %s, version %s, %s"), id, version, official (is_official));
}

static char *
add_conclusion (const char  *path,
                GError     **error)
{
  g_autoptr(HechaConclusionRule) rule = hecha_conclusions_add (path, error);

  return rule ? added_message (rule->id, rule->version, rule->official) : NULL;
}

static char *
add_scheme (const char  *path,
            GError     **error)
{
  g_autoptr(HechaScoring) scheme = hecha_scoring_scheme_set (path, error);

  return scheme ? added_message (scheme->id, scheme->version, scheme->official) : NULL;
}

static const struct
{
  const char *action;
  const char *title;
  const char *filter;
  char *(*add) (const char  *path,
                GError     **error);
} files[] = {
  [HECHA_RULES_TABLE] = { "rules.add-table", N_("Add a Table of Working Days"), N_("Tables of working days"), add_table },
  [HECHA_RULES_CONCLUSION] = { "rules.add-conclusion", N_("Add a Rule for Conclusions"), N_("Rules for conclusions"),
                               add_conclusion },
  [HECHA_RULES_SCHEME] = { "rules.add-scheme", N_("Import a Scoring Scheme"), N_("Scoring schemes"), add_scheme },
};

typedef struct
{
  HechaRulesFile  kind;
  char           *path;
} Added;

static void
added_free (gpointer data)
{
  g_free (((Added *) data)->path);
  g_free (data);
}

static gpointer
add_job (HechaSession  *session,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Added *added = data;

  return files[added->kind].add (added->path, error);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaRulesPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *message = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (message)
    hecha_place_refresh (HECHA_PLACE (self));
  if (!window)
    return;
  if (message)
    hecha_window_toast (window, message);
  else
    hecha_window_show_error (window, _("Not Done"), error);
}

static void
file_chosen (GtkWidget  *widget,
             char      **paths)
{
  hecha_rules_page_add (HECHA_RULES_PAGE (widget), HECHA_RULES_PAGE (widget)->adding, paths[0]);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  static const char *const suffixes[] = { "json", NULL };
  HechaRulesPage *self = HECHA_RULES_PAGE (widget);
  guint kind = 0;

  while (!g_str_equal (files[kind].action, name))
    kind++;
  self->adding = kind;
  hecha_file_choose (widget, _(files[kind].title), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL, _(files[kind].filter), suffixes,
                     file_chosen);
}

static void
hecha_rules_page_finalize (GObject *object)
{
  g_ptr_array_unref (HECHA_RULES_PAGE (object)->rows);
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
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, ceiling);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, conclusion);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, calendars);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, conclusions);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, scoring);
  gtk_widget_class_bind_template_child (widget_class, HechaRulesPage, measures);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    gtk_widget_class_install_action (widget_class, files[i].action, NULL, add_action);
}

static void
hecha_rules_page_init (HechaRulesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->conclusion_ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HECHA_N_RULES; i++)
    {
      const HechaRule *rule = hecha_rule_get (i);
      g_autofree char *article = hecha_rule_article (rule, hecha_shell_language ());
      g_autofree char *title = g_strjoin (" · ", article, hecha_words (&rule->where), NULL);

      adw_preferences_group_add (self->measures, hecha_field_row_new (title, hecha_words (&rule->text)));
    }
  g_signal_connect_object (self->year, "notify::selected", G_CALLBACK (year_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area, "apply", G_CALLBACK (area_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ceiling, "apply", G_CALLBACK (ceiling_cb), self, G_CONNECT_SWAPPED);
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

/**
 * hecha_rules_page_add:
 * @kind: what the file is
 * @path: a file of JSON
 *
 * Checks a file and keeps it with the user's configuration; says what it is, or
 * what is wrong with it.
 */
void
hecha_rules_page_add (HechaRulesPage *self,
                      HechaRulesFile  kind,
                      const char     *path)
{
  Added *added;

  g_return_if_fail (HECHA_IS_RULES_PAGE (self) && kind < G_N_ELEMENTS (files) && path);

  added = g_new0 (Added, 1);
  added->kind = kind;
  added->path = g_strdup (path);
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (self)), add_job, added, added_free, g_free, NULL, added_cb,
                           g_object_ref (self));
}

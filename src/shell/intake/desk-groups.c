/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the desk: the groups of desk-page.c. */
#include "desk-page-private.h"

#include "words.h"

#include <glib/gi18n.h>

static char *
text_of (GtkWidget *entry)
{
  return entry ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)))) : NULL;
}

/* Building. */

static AdwPreferencesGroup *
add_group (HechaDeskPage *self,
           const char    *title,
           const char    *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
add_entry (HechaDeskPage       *self,
           AdwPreferencesGroup *group,
           const char          *title,
           const char          *text,
           GCallback            applied)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text ? text : "");
  adw_preferences_group_add (group, entry);
  if (applied)
    {
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
      g_signal_connect_object (entry, "apply", applied, self, G_CONNECT_SWAPPED);
    }
  return entry;
}

static void
add_line (AdwPreferencesGroup *group,
          const char          *title,
          const char          *subtitle,
          const char          *icon,
          const char          *css_class)
{
  GtkWidget *row = adw_action_row_new (), *image = icon ? gtk_image_new_from_icon_name (icon) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (image)
    {
      gtk_widget_add_css_class (image, css_class);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
    }
  adw_preferences_group_add (group, row);
}

static gboolean
is_open (const HechaDeskPage *self)
{
  const HechaFilingRound *round = hecha_filing_check_round (self->sheet->check);

  return round && round->decision == HECHA_FILING_OPEN;
}

/* The days. */

static void
from_applied_cb (HechaDeskPage *self,
                 GtkWidget     *entry)
{
  HechaDeskEdit *edit = hecha_desk_page_edit (self, HECHA_DESK_BEGIN);

  edit->day = text_of (entry);
  if (!*edit->day)
    g_clear_pointer (&edit->day, g_free);
  hecha_desk_page_run (self, edit);
}

static void
received_applied_cb (HechaDeskPage *self,
                     GtkWidget     *entry)
{
  HechaDeskEdit *edit = hecha_desk_page_edit (self, HECHA_DESK_RECEIVED);

  edit->day = text_of (entry);
  hecha_desk_page_run (self, edit);
}

static void
add_days (HechaDeskPage *self)
{
  const HechaFilingRound *round = hecha_filing_check_round (self->sheet->check);
  const char *filed_on = hecha_filing_get (self->sheet->filing, HECHA_FIELD_FILED_ON);
  AdwPreferencesGroup *group = add_group (self, _("Round"), _("Article 7: 30 working days for the verification, 20 for a "
                                                              "correction. The rule does not say when they begin: set the day."));
  gboolean correcting = round && round->decision == HECHA_FILING_CORRECT;

  if (self->sheet->conflict)
    add_line (group, _("Two people wrote this verification without seeing each other’s: what is decided next stands."), NULL,
              "dialog-warning-symbolic", "warning");
  if (self->sheet->refiled)
    add_line (group, _("The enterprise filed something else since the last decision."), NULL, "dialog-information-symbolic",
              "accent");
  if (correcting)
    add_entry (self, group, _("Correction notice received on (YYYY-MM-DD)"), round->received_on,
               G_CALLBACK (received_applied_cb));
  if (!round)
    add_entry (self, group, _("Begin, counted from (YYYY-MM-DD)"), filed_on, G_CALLBACK (from_applied_cb));
  else if (is_open (self))
    add_entry (self, group, _("Counted from (YYYY-MM-DD)"), round->from ? round->from : filed_on, G_CALLBACK (from_applied_cb));
  else
    add_entry (self, group, correcting ? _("Second round: the correction arrived on (YYYY-MM-DD)")
                                       : _("Begin another round, counted from (YYYY-MM-DD)"), NULL,
               G_CALLBACK (from_applied_cb));
}

/* The worksheet. */

static void
judged (HechaDeskPage *self,
        guint          factor)
{
  g_autofree char *key = g_strdup_printf ("factor-%u", factor);
  GtkWidget *combo = g_object_get_data (G_OBJECT (self), key), *note = g_object_get_data (G_OBJECT (combo), "note");
  GtkWidget *points = g_object_get_data (G_OBJECT (combo), "points");
  HechaDeskEdit *edit = hecha_desk_page_edit (self, HECHA_DESK_JUDGE);
  g_autofree char *number = text_of (points);

  edit->factor = factor;
  edit->opinion = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
  edit->text = text_of (note);
  edit->points = number ? (int) CLAMP (g_ascii_strtoll (number, NULL, 10), 0, 10000) : 0;
  hecha_desk_page_run (self, edit);
}

static void
opinion_cb (HechaDeskPage *self,
            GParamSpec    *pspec,
            GtkWidget     *combo)
{
  judged (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (combo), "factor")));
}

static void
remark_cb (HechaDeskPage *self,
           GtkWidget     *entry)
{
  judged (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "factor")));
}

static GtkWidget *
add_factor_entry (HechaDeskPage       *self,
                  AdwPreferencesGroup *group,
                  const char          *title,
                  const char          *text,
                  guint                factor)
{
  GtkWidget *entry = add_entry (self, group, title, text, G_CALLBACK (remark_cb));

  g_object_set_data (G_OBJECT (entry), "factor", GUINT_TO_POINTER (factor));
  return entry;
}

static void
add_factor (HechaDeskPage       *self,
            AdwPreferencesGroup *group,
            guint                factor)
{
  const HechaFilingRound *round = hecha_filing_check_round (self->sheet->check);
  const char *filed = hecha_filing_get (self->sheet->filing, HECHA_FACTOR_FIELD (factor));
  const char *label = hecha_words (&hecha_field_specs[HECHA_FACTOR_FIELD (factor)].label);
  g_autofree char *key = g_strdup_printf ("factor-%u", factor);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *combo = adw_combo_row_new ();

  for (guint i = 0; i <= HECHA_OPINION_DOUBTED; i++)
    gtk_string_list_append (names, hecha_words (&hecha_opinion_labels[i]));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (combo), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (combo), *filed ? filed : _("Not said"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (combo), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (combo), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), round->opinions[factor]);
  gtk_widget_set_sensitive (combo, is_open (self));
  g_object_set_data (G_OBJECT (combo), "factor", GUINT_TO_POINTER (factor));
  g_object_set_data (G_OBJECT (self), key, combo);
  adw_preferences_group_add (group, combo);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (opinion_cb), self, G_CONNECT_SWAPPED);
  if (!is_open (self))
    return;
  if (self->sheet->scheme)
    {
      g_autofree char *title = g_strdup_printf (_("%s: points, at most %d"), label, self->sheet->scheme->most[factor]);
      g_autofree char *points = round->points[factor] ? g_strdup_printf ("%d", round->points[factor]) : NULL;

      g_object_set_data (G_OBJECT (combo), "points", add_factor_entry (self, group, title, points, factor));
    }
  g_object_set_data (G_OBJECT (combo), "note", add_factor_entry (self, group, _("Remark"), round->notes[factor], factor));
}

static void
add_worksheet (HechaDeskPage *self)
{
  const HechaScoring *scheme = self->sheet->scheme;
  g_autofree char *words = scheme
    ? g_strdup_printf (_("Article 6. Points by the imported scheme %s, version %s%s"), scheme->id, scheme->version,
                       scheme->official ? "" : _(", not official"))
    : g_strdup (_("Article 6. The Measures have no scoring scheme; one can be imported among the rules."));
  AdwPreferencesGroup *group;

  if (!hecha_filing_check_round (self->sheet->check))
    return;
  group = add_group (self, _("Seven Factors"), words);
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    add_factor (self, group, i);
}

/* What is to be corrected. */

static void
set_faults (HechaDeskPage *self,
            const char    *without,
            const char    *with)
{
  const HechaFilingRound *round = hecha_filing_check_round (self->sheet->check);
  g_autoptr(GStrvBuilder) faults = g_strv_builder_new ();
  HechaDeskEdit *edit = hecha_desk_page_edit (self, HECHA_DESK_FAULTS);

  for (guint i = 0; i < round->faults->len; i++)
    if (g_strcmp0 (round->faults->pdata[i], without) != 0)
      g_strv_builder_add (faults, round->faults->pdata[i]);
  if (with && *with)
    g_strv_builder_add (faults, with);
  edit->faults = g_strv_builder_end (faults);
  hecha_desk_page_run (self, edit);
}

static void
fault_applied_cb (HechaDeskPage *self,
                  GtkWidget     *entry)
{
  g_autofree char *text = text_of (entry);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  set_faults (self, NULL, text);
}

static void
fault_removed_cb (HechaDeskPage *self,
                  GtkWidget     *button)
{
  set_faults (self, g_object_get_data (G_OBJECT (button), "fault"), NULL);
}

static gboolean
is_own_fault (const HechaDeskPage *self,
              const char          *fault)
{
  const HechaFilingRound *round = hecha_filing_check_round (self->sheet->check);

  return is_open (self) && g_ptr_array_find_with_equal_func (round->faults, fault, g_str_equal, NULL);
}

/**
 * hecha_desk_page_show_faults:
 *
 * Shows what is to be corrected as it is now.
 */
void
hecha_desk_page_show_faults (HechaDeskPage *self)
{
  for (guint i = 0; i < self->fault_rows->len; i++)
    adw_preferences_group_remove (self->faults, self->fault_rows->pdata[i]);
  g_ptr_array_set_size (self->fault_rows, 0);
  for (guint i = 0; i < self->sheet->faults->len; i++)
    {
      const char *fault = self->sheet->faults->pdata[i];
      GtkWidget *row = adw_action_row_new (), *button;

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fault);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      if (is_own_fault (self, fault))
        {
          button = gtk_button_new_from_icon_name ("list-remove-symbolic");
          gtk_widget_set_tooltip_text (button, _("Remove"));
          gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
          gtk_widget_add_css_class (button, "flat");
          g_object_set_data_full (G_OBJECT (button), "fault", g_strdup (fault), g_free);
          g_signal_connect_object (button, "clicked", G_CALLBACK (fault_removed_cb), self, G_CONNECT_SWAPPED);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
        }
      adw_preferences_group_add (self->faults, row);
      g_ptr_array_add (self->fault_rows, row);
    }
  adw_preferences_group_set_description (self->faults, self->sheet->faults->len ? _("Article 7: what is missing, and what is doubted")
                                                                               : _("Nothing is missing or doubted."));
}

static void
add_faults (HechaDeskPage *self)
{
  self->faults = add_group (self, _("To Be Corrected"), NULL);
  g_ptr_array_set_size (self->fault_rows, 0);
  self->number = NULL;
  if (is_open (self))
    {
      add_entry (self, self->faults, _("Something else is wrong"), NULL, G_CALLBACK (fault_applied_cb));
      self->number = add_entry (self, self->faults, _("Number of the notice; made up if empty"), NULL, NULL);
    }
  hecha_desk_page_show_faults (self);
}

/* Earlier rounds, and changes. */

static void
add_rounds (HechaDeskPage *self)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = self->sheet->check->rounds->len; i > 0; i--)
    {
      const HechaFilingRound *round = self->sheet->check->rounds->pdata[i - 1];
      g_autofree char *title = NULL, *subtitle = NULL;

      if (round->decision == HECHA_FILING_OPEN)
        continue;
      group = group ? group : add_group (self, _("Decisions"), NULL);
      title = g_strdup_printf (_("Round %u: %s"), i, round->decision == HECHA_FILING_ACCEPT ? _("Accepted") : _("To be corrected"));
      subtitle = g_strdup_printf ("%s · %s · %s", round->decided_on ? round->decided_on : "—", round->by ? round->by : "—",
                                  round->number ? round->number : "—");
      add_line (group, title, subtitle, NULL, NULL);
    }
}

static void
change_applied_cb (HechaDeskPage *self,
                   GtkWidget     *entry)
{
  HechaDeskEdit *edit = hecha_desk_page_edit (self, HECHA_DESK_CHANGE);

  edit->day = text_of (entry);
  edit->factor = adw_combo_row_get_selected (ADW_COMBO_ROW (self->change_factor));
  edit->text = text_of (self->change_note);
  hecha_desk_page_run (self, edit);
}

static void
regraded_applied_cb (HechaDeskPage *self,
                     GtkWidget     *entry)
{
  HechaDeskEdit *edit = hecha_desk_page_edit (self, HECHA_DESK_REGRADED);

  edit->day = text_of (entry);
  hecha_desk_page_run (self, edit);
}

static void
add_change (HechaDeskPage *self)
{
  const HechaFactorChange *change = hecha_filing_check_change (self->sheet->check);
  AdwPreferencesGroup *group = add_group (self, _("Re-grading"), _("Article 6: within three months of a large change in a factor"));
  g_autoptr(GtkStringList) names = NULL;

  if (change && !change->regraded_on)
    {
      g_autofree char *title = g_strdup_printf (_("Changed on %s"), change->on);

      add_line (group, title, change->note, NULL, NULL);
      add_entry (self, group, _("Graded again on (YYYY-MM-DD)"), NULL, G_CALLBACK (regraded_applied_cb));
      return;
    }
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    gtk_string_list_append (names, hecha_words (&hecha_field_specs[HECHA_FACTOR_FIELD (i)].label));
  self->change_factor = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->change_factor), _("Factor that changed"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->change_factor), G_LIST_MODEL (names));
  adw_preferences_group_add (group, self->change_factor);
  self->change_note = add_entry (self, group, _("What changed"), NULL, NULL);
  add_entry (self, group, _("Record a change on (YYYY-MM-DD)"), NULL, G_CALLBACK (change_applied_cb));
}

/**
 * hecha_desk_page_build:
 *
 * Builds every group of the page anew.
 */
void
hecha_desk_page_build (HechaDeskPage *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  add_days (self);
  add_faults (self);
  add_worksheet (self);
  add_rounds (self);
  add_change (self);
}

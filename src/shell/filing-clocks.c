/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-clocks.h"

#include "clock.h"
#include "pill.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaFilingClocks
{
  AdwPreferencesGroup parent_instance;

  const HechaFilingRow *row;   /* only while it is built */
  HechaCalendar        *calendar;
  const char           *last_inspection;
  const GDate          *today;
};

G_DEFINE_FINAL_TYPE (HechaFilingClocks, hecha_filing_clocks, ADW_TYPE_PREFERENCES_GROUP)

static void
add_clock (HechaFilingClocks *self,
           const char        *title,
           const char        *when,
           const char        *css_class,
           const char        *rule,
           const char        *assumption)
{
  GtkWidget *clock = adw_action_row_new (), *dot = gtk_image_new_from_icon_name ("media-record-symbolic");
  g_autofree char *subtitle = *assumption ? g_strdup_printf (_("%s\nAssumed: %s"), rule, assumption) : g_strdup (rule);

  gtk_accessible_update_state (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (dot, css_class ? css_class : "dim-label");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (clock), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (clock), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (clock), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (clock), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (clock), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (clock), dot);
  if (when)
    {
      GtkWidget *pill = hecha_pill_new (when, css_class);

      gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_NONE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (clock), pill);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), clock);
}

/* Article 7: 30 working days. When they begin is open. */
static void
add_verification (HechaFilingClocks *self)
{
  const char *state = hecha_filing_get (self->row->filing, HECHA_FIELD_STATE);
  gboolean accepted = g_strcmp0 (state, "accepted") == 0, provisional = FALSE;
  g_autofree char *day = NULL, *when = NULL;
  GDate filed, due;

  if (hecha_filing_get_date (self->row->filing, HECHA_FIELD_FILED_ON, &filed))
    {
      hecha_calendar_add_working_days (self->calendar, &filed, HECHA_VERIFICATION_DAYS, &due, &provisional);
      day = hecha_date_to_text (&due);
      when = accepted ? g_strdup (_("accepted"))
             : hecha_words_due (g_date_compare (self->today, &due) > 0 ? HECHA_DUE_OVERDUE : HECHA_DUE_LATER, day);
    }
  add_clock (self, _("Verification by the authority"), when,
             accepted ? "success" : day && g_date_compare (self->today, &due) > 0 ? "error" : NULL,
             _("Article 7: within 30 working days."),
             provisional ? _("counted from the filing date, since the rule does not say when the days begin; "
                             "provisional, since the days off of that year are not known yet.")
                         : _("counted from the filing date, since the rule does not say when the days begin."));
}

static void
add_evaluation (HechaFilingClocks *self)
{
  const HechaFilingRow *row = self->row;
  const char *last = hecha_filing_get (row->filing, HECHA_FIELD_LAST_EVALUATED_ON);
  g_autofree char *when = row->due ? hecha_words_due (row->due_state, row->due) : NULL;
  static const char *const rules[] = {
    N_("Article 9: level 1 may follow level 2; this is advice, so it is never overdue."),
    N_("Article 9: level 2 at least once in two years."),
    N_("Article 9: level 3 at least once a year."),
  };

  add_clock (self, _("Conformity evaluation"), when, hecha_words_due_class (row->due_state),
             _(rules[CLAMP (row->filing->level, 1, 3) - 1]),
             row->filing->level == 1 ? ""
             : last ? _("a year is a calendar year: due by 31 December.")
                    : _("a year is a calendar year: due by 31 December; counted from the filing, since no earlier "
                        "evaluation is known."));
}

static void
add_inspection (HechaFilingClocks *self)
{
  g_autofree char *when = self->last_inspection
    ? g_strdup_printf (C_("inspection", "last: %s"), self->last_inspection) : g_strdup (C_("inspection", "none known"));

  add_clock (self, _("Inspection by the authority"), when, NULL,
             self->row->filing->level == 3 ? _("Article 14: level 3 every year.")
                                           : _("Article 14: levels 2 and 1 regularly; no number of years is fixed."), "");
}

static void
hecha_filing_clocks_class_init (HechaFilingClocksClass *klass)
{
}

static void
hecha_filing_clocks_init (HechaFilingClocks *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Clocks"));
}

/**
 * hecha_filing_clocks_new:
 * @row: the filing
 * @calendar: the working days
 * @last_inspection: (nullable): YYYY-MM-DD
 * @today: the day to judge by
 *
 * Returns: (transfer floating): the clocks of articles 6, 7, 9 and 14
 */
GtkWidget *
hecha_filing_clocks_new (const HechaFilingRow *row,
                         HechaCalendar        *calendar,
                         const char           *last_inspection,
                         const GDate          *today)
{
  HechaFilingClocks *self = g_object_new (HECHA_TYPE_FILING_CLOCKS, NULL);

  self->row = row;
  self->calendar = calendar;
  self->last_inspection = last_inspection;
  self->today = today;
  add_verification (self);
  if (g_strcmp0 (hecha_filing_get (row->filing, HECHA_FIELD_STATE), "correcting") == 0)
    add_clock (self, _("Correction by the enterprise"), NULL, "warning",
               _("Article 7: within 20 working days of the notice."),
               _("nothing; the day on which the notice was received is not recorded in the filing."));
  add_clock (self, _("Re-grading"), NULL, NULL,
             _("Article 6: within 3 months of a large change in one of the seven factors."), "");
  add_evaluation (self);
  add_inspection (self);
  self->row = NULL;
  self->calendar = NULL;
  self->last_inspection = NULL;
  self->today = NULL;
  return GTK_WIDGET (self);
}

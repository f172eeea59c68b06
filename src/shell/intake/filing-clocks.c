/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-clocks.h"

#include "clock.h"
#include "pill.h"
#include "place.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaFilingClocks
{
  AdwPreferencesGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (HechaFilingClocks, hecha_filing_clocks, ADW_TYPE_PREFERENCES_GROUP)

/* What stands in the pill, and its colour. */
static char *
describe_day (const HechaTerm *term,
              const GDate     *today,
              const char     **css_class)
{
  HechaDueState state = hecha_term_state (term, today);
  g_autofree char *day = term->dated ? hecha_date_to_text (&term->due) : NULL;
  g_autofree char *words = NULL;

  *css_class = term->done ? "success" : hecha_words_due_class (state);
  if (term->done)
    return g_strdup (C_("clock", "done"));
  if (!day)
    return NULL;
  if (term->advised)
    return g_strdup_printf (C_("clock", "advised by %s"), day);
  words = hecha_words_due (state, day);
  return hecha_term_is_provisional (term) ? g_strdup_printf (C_("clock", "%s · provisional"), words)
                                          : g_steal_pointer (&words);
}

static void
add_clock (HechaFilingClocks *self,
           const HechaTerm   *term,
           const GDate       *today)
{
  GtkWidget *clock = adw_action_row_new (), *dot = gtk_image_new_from_icon_name ("media-record-symbolic");
  g_autofree char *rule = hecha_rule_cite (hecha_rule_get (term->rule), hecha_shell_language ());
  g_autofree char *assumed = hecha_term_assumed (term, hecha_shell_language ());
  const HechaText *undated = hecha_term_undated (term);
  g_autofree char *subtitle = undated ? g_strdup_printf (_("%s\nNo day: %s"), rule, hecha_words (undated))
                              : *assumed && !term->done ? g_strdup_printf (_("%s\nAssumed: %s"), rule, assumed)
                                                        : g_strdup (rule);
  const char *css_class;
  g_autofree char *when = describe_day (term, today, &css_class);

  gtk_accessible_update_state (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (dot, css_class ? css_class : "dim-label");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (clock), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (clock), hecha_words (&hecha_term_labels[term->kind]));
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
 * @terms: (element-type HechaTerm): the clocks
 * @today: the day to judge by
 *
 * Returns: (transfer floating): the clocks of articles 6, 7, 9 and 14
 */
GtkWidget *
hecha_filing_clocks_new (GArray      *terms,
                         const GDate *today)
{
  HechaFilingClocks *self = g_object_new (HECHA_TYPE_FILING_CLOCKS, NULL);

  for (guint i = 0; i < terms->len; i++)
    add_clock (self, &g_array_index (terms, HechaTerm, i), today);
  return GTK_WIDGET (self);
}

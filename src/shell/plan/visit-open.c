/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit-open.h"

#include "checklist-page.h"
#include "issue-page.h"
#include "pill.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

/**
 * hecha_visit_open:
 * @from: a widget of the window
 * @case_uuid: the visit
 * @state: where it stands
 *
 * Pushes the page on which the visit goes on: its checklist, or once it is
 * frozen, its report.
 */
void
hecha_visit_open (GtkWidget       *from,
                  const char      *case_uuid,
                  HechaVisitState  state)
{
  HechaWindow *window = hecha_window_of (from);

  if (!window)
    return;
  hecha_window_push (window, HECHA_PLACE (state <= HECHA_VISIT_ON_SITE ? hecha_checklist_page_new (case_uuid)
                                                                       : hecha_issue_page_new (case_uuid)));
}

/**
 * hecha_visit_line_bind:
 * @row: a #HechaVisitRow
 *
 * A #HechaLineBind for visits.
 */
void
hecha_visit_line_bind (HechaLineRow *line,
                       gpointer      row,
                       gpointer      user_data)
{
  const HechaVisitRow *visit = row;
  g_autofree char *types = hecha_words_types (visit->types), *findings = NULL, *done = NULL;
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s · %s", visit->planned_on, visit->number,
                                               hecha_words (&hecha_procedure_labels[visit->procedure]), types);

  if (visit->findings > 0)
    findings = g_strdup_printf (ngettext ("%u finding", "%u findings", visit->findings), visit->findings);
  if (visit->items > 0)
    done = g_strdup_printf (C_("items done", "%u of %u"), visit->done, visit->items);
  hecha_line_row_set (line, visit->enterprise, subtitle);
  hecha_line_row_set_pill (line, 0, done, hecha_words_visit_class (visit->state));
  hecha_line_row_set_pill (line, 1, findings, "warning");
  hecha_line_row_set_progress (line, visit->done, visit->items);
}

static void
activated_cb (GtkWidget *row)
{
  hecha_visit_open (row, g_object_get_data (G_OBJECT (row), "uuid"),
                    GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "state")));
}

/**
 * hecha_visit_row_widget_new:
 * @visit: the visit
 * @named: whether the enterprise is not clear from where the row stands
 *
 * Returns: (transfer floating): a row of a group, which opens the visit
 */
GtkWidget *
hecha_visit_row_widget_new (const HechaVisitRow *visit,
                            gboolean             named)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = hecha_pill_new (hecha_words (&hecha_visit_state_labels[visit->state]),
                                    hecha_words_visit_class (visit->state));
  g_autofree char *types = hecha_words_types (visit->types);
  g_autofree char *when = g_strdup_printf ("%s · %s", visit->planned_on, visit->number);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s · %s", named ? when : "", named ? " · " : "",
                                               hecha_words (&hecha_procedure_labels[visit->procedure]), types);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), named ? visit->enterprise : when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_NONE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (visit->uuid), g_free);
  g_object_set_data (G_OBJECT (row), "state", GINT_TO_POINTER (visit->state));
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), NULL);
  return row;
}

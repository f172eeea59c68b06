/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports-page.h"

#include "hand-over-ask.h"
#include "issue-page.h"
#include "place-read.h"
#include "report-list.h"
#include "states.h"
#include "visits.h"
#include "window.h"

struct _HechaReportsPage
{
  HechaPlace parent_instance;

  HechaStates     *states;
  HechaReportList *list;
};

G_DEFINE_FINAL_TYPE (HechaReportsPage, hecha_reports_page, HECHA_TYPE_PLACE)

static gboolean
is_ours (const HechaVisitRow *row)
{
  return row->report && !row->received;
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_visits_list_reports (session, error);
}

static void
show (HechaPlace   *place,
      gpointer      result,
      const GError *error)
{
  HechaReportsPage *self = HECHA_REPORTS_PAGE (place);

  if (!result)
    hecha_states_show_error (self->states, error);
  else if (hecha_report_list_set (self->list, result, is_ours) > 0)
    hecha_states_show_content (self->states);
  else
    hecha_states_show_empty (self->states);
}

static void
hecha_reports_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (HECHA_REPORTS_PAGE (place)->states);
  hecha_place_read (place, read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show);
}

static void
opened_cb (HechaReportsPage *self,
           const char       *case_uuid)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (window)
    hecha_window_push (window, HECHA_PLACE (hecha_issue_page_new (case_uuid)));
}

static void
asked_cb (HechaReportsPage *self,
          const char       *case_uuid)
{
  hecha_hand_over_ask (GTK_WIDGET (self), hecha_place_get_session (HECHA_PLACE (self)), case_uuid);
}

static void
visits_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.go", "s", "visits");
}

static void
hecha_reports_page_class_init (HechaReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HECHA_PLACE_CLASS (klass)->refresh = hecha_reports_page_refresh;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_REPORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaReportsPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaReportsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, asked_cb);
  gtk_widget_class_install_action (widget_class, "reports.visits", NULL, visits_action);
}

static void
hecha_reports_page_init (HechaReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

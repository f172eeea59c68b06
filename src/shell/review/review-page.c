/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review-page.h"

#include "device-list.h"
#include "place-read.h"
#include "report-list.h"
#include "review-detail.h"
#include "states.h"
#include "visits.h"
#include "window.h"

struct _HechaReviewPage
{
  HechaPlace parent_instance;

  HechaStates     *states;
  HechaReportList *list;
  HechaDeviceList *devices;
};

G_DEFINE_FINAL_TYPE (HechaReviewPage, hecha_review_page, HECHA_TYPE_PLACE)

static gboolean
has_arrived (const HechaVisitRow *row)
{
  return row->received && row->report;
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
  HechaReviewPage *self = HECHA_REVIEW_PAGE (place);

  if (!result)
    hecha_states_show_error (self->states, error);
  else if (hecha_report_list_set (self->list, result, has_arrived) > 0)
    hecha_states_show_content (self->states);
  else
    hecha_states_show_empty (self->states);
}

static void
hecha_review_page_refresh (HechaPlace *place)
{
  HechaReviewPage *self = HECHA_REVIEW_PAGE (place);

  hecha_states_show_loading (self->states);
  hecha_device_list_read (self->devices, hecha_place_get_session (place));
  hecha_place_read (place, read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show);
}

static void
opened_cb (HechaReviewPage *self,
           const char      *case_uuid)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (window)
    hecha_window_push (window, HECHA_PLACE (hecha_review_detail_new (case_uuid)));
}

static void
fetch_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.go", "s", "hand-over");
}

static void
hecha_review_page_class_init (HechaReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HECHA_PLACE_CLASS (klass)->refresh = hecha_review_page_refresh;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_REPORT_LIST);
  g_type_ensure (HECHA_TYPE_DEVICE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaReviewPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewPage, devices);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_install_action (widget_class, "review.fetch", NULL, fetch_action);
}

static void
hecha_review_page_init (HechaReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

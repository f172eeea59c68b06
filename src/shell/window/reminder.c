/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reminder.h"

#include "clock.h"
#include "deadlines.h"
#include "window.h"

#include <glib/gi18n.h>

/* So many of each kind are enough to say that there are many. */
#define LIMIT 100

#define REMINDED "reminded-on"
#define NOTIFICATION "deadlines"

/**
 * hecha_reminder_text:
 * @overdue: deadlines that have passed
 * @soon: deadlines that are near
 * @more: whether there are more of them, which were not counted
 *
 * Returns: (transfer full) (nullable): what a reminder says; %NULL for nothing
 */
char *
hecha_reminder_text (guint    overdue,
                     guint    soon,
                     gboolean more)
{
  g_autofree char *passed = g_strdup_printf (more ? ngettext ("At least %u deadline has passed.",
                                                              "At least %u deadlines have passed.", overdue) :
                                                    ngettext ("%u deadline has passed.", "%u deadlines have passed.",
                                                              overdue), overdue);
  g_autofree char *near = g_strdup_printf (more ? ngettext ("At least %u deadline is near.",
                                                            "At least %u deadlines are near.", soon) :
                                                  ngettext ("%u deadline is near.", "%u deadlines are near.", soon), soon);

  if (!overdue && !soon)
    return NULL;
  return !soon ? g_steal_pointer (&passed) : !overdue ? g_steal_pointer (&near) : g_strdup_printf ("%s %s", passed, near);
}

static gpointer
list_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const HechaDueQuery query = { .limit = LIMIT };

  return hecha_deadlines_list (session, &query, error);
}

static void
send (GApplication *application,
      GPtrArray    *rows)
{
  g_autoptr(GNotification) notification = g_notification_new (_("Deadlines"));
  g_autofree char *text = NULL;
  guint counts[HECHA_DUE_OVERDUE + 1] = { 0 }, kinds[HECHA_N_TERMS] = { 0 };
  gboolean more = FALSE;
  GtkWindow *window;

  for (guint i = 0; i < rows->len; i++)
    {
      const HechaDueRow *row = rows->pdata[i];

      counts[row->state]++;
      more |= ++kinds[row->term.kind] >= LIMIT;
    }
  text = hecha_reminder_text (counts[HECHA_DUE_OVERDUE], counts[HECHA_DUE_SOON], more);
  if (!text)
    {
      g_application_withdraw_notification (application, NOTIFICATION);
      return;
    }
  g_notification_set_body (notification, text);
  g_application_send_notification (application, NOTIFICATION, notification);
  /* Not every desktop shows notifications. */
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  if (HECHA_IS_WINDOW (window))
    hecha_window_toast (HECHA_WINDOW (window), text);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GApplication) application = data;
  g_autoptr(GPtrArray) rows = hecha_session_run_finish (HECHA_SESSION (source), result, NULL);

  /* A reminder that cannot be made is no fault that anybody could mend here:
   * the page of deadlines says what is wrong. */
  if (rows)
    send (application, rows);
}

/**
 * hecha_reminder_send:
 * @session: an open workspace
 *
 * Reminds of what is overdue or near, once a day, as a notification of the
 * desktop and in the window. Reads in a thread and returns at once.
 */
void
hecha_reminder_send (GApplication *application,
                     HechaSession *session)
{
  g_autoptr(GSettings) settings = g_settings_new (HECHA_APP_ID);
  g_autofree char *last = g_settings_get_string (settings, REMINDED), *day = NULL;
  GDate today;

  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (session), &today);
  day = hecha_date_to_text (&today);
  if (g_str_equal (last, day))
    return;
  g_settings_set_string (settings, REMINDED, day);
  hecha_session_run_async (session, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb,
                           g_object_ref (application));
}

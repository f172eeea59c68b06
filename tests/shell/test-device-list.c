/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-list.h"

#include "device-store.h"
#include "fixture.h"
#include "hand-over.h"
#include "session-private.h"

/* A device that nobody admitted wrote into a visit of this workspace: what it wrote waits. */

typedef struct
{
  HechaSession *session;
  GtkWidget    *list;
  GtkWidget    *window;
  char         *scope;
  GPtrArray    *events;
} Office;

static gboolean
write_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Office *office = data;
  g_autoptr(JsonObject) payload = json_object_new ();
  g_autoptr(GPtrArray) heads = NULL;
  HechaEvent *event;

  json_object_set_string_member (payload, "value", "外人写的备注");
  event = hecha_event_new (office->scope, HECHA_EVENT_ANSWER_SET, "answer/" FIXTURE_ITEM "/whole/0/note", payload);
  if (!hecha_journal_append (journal, event, error))
    return FALSE;
  heads = hecha_journal_heads (journal, office->scope, error);
  office->events = heads ? hecha_journal_read (journal, office->scope, ((HechaHead *) heads->pdata[0])->device, 1, 1, error)
                         : NULL;
  return office->events != NULL;
}

static gboolean
receive_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Office *office = data;
  gboolean waits = FALSE;

  return hecha_device_store_receive (journal, office->events, &waits, error) && waits;
}

static Office
office_new (void)
{
  Office office = { .session = fixture_session (HECHA_HOLDER_EVALUATION) };
  g_autoptr(HechaSession) stranger = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (office.session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  g_autoptr(GError) error = NULL;

  office.scope = hecha_scope_of_case (uuid);
  hecha_session_work (stranger, write_work, &office, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_session_work (office.session, receive_work, &office, &error));
  g_assert_no_error (error);
  office.list = hecha_device_list_new ();
  office.window = fixture_window (office.list, 360, 720);
  hecha_device_list_read (HECHA_DEVICE_LIST (office.list), office.session);
  return office;
}

static void
office_clear (Office *office)
{
  gtk_window_destroy (GTK_WINDOW (office->window));
  fixture_settle ();
  g_ptr_array_unref (office->events);
  g_free (office->scope);
  g_object_unref (office->session);
}

static GtkWidget *
dialog_over (Office *office)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (office->window))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return dialog_over (data) != NULL;
}

static gboolean
offers_aside (gpointer data)
{
  return fixture_find (((Office *) data)->list, GTK_TYPE_BUTTON, "搁置") != NULL;
}

static gboolean
offers_none (gpointer data)
{
  return !offers_aside (data);
}

static void
assert_kept (Office     *office,
             const char *why)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_hand_over_waiting (office->session, ((HechaEvent *) office->events->pdata[0])->device,
                                                       &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((HechaWaitingRow *) rows->pdata[0])->why, ==, why);
}

/* When it was written, as the clock on the wall shows it. */
static char *
local_time (Office *office)
{
  const char *time = ((HechaEvent *) office->events->pdata[0])->time;
  g_autoptr(GDateTime) utc = g_date_time_new_from_iso8601 (time, NULL);
  g_autoptr(GTimeZone) shanghai = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, shanghai);

  return g_date_time_format (local, "王小明, %Y-%m-%d %H:%M");
}

/* The dialog shows what is set aside, wants a reason, and what is set aside is kept with it. */
static void
test_set_aside (void)
{
  Office office;
  GtkWidget *dialog, *text;
  g_autofree char *written = NULL;

  fixture_language ("zh_CN");
  office = office_new ();
  fixture_until (offers_aside, &office);
  gtk_widget_activate (fixture_find (office.list, GTK_TYPE_BUTTON, "搁置"));
  fixture_until (has_dialog, &office);
  dialog = dialog_over (&office);
  fixture_settle ();
  fixture_picture (dialog, "device-list-set-aside-zh");
  g_assert_null (fixture_find (dialog, GTK_TYPE_LABEL, "answer/"));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "答复与备注 × 1"));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "现场任务 2026-0001-"));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, written = local_time (&office)));
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  assert_kept (&office, NULL);
  text = fixture_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "机主查无此人", -1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  fixture_until (offers_none, &office);
  assert_kept (&office, "机主查无此人");
  office_clear (&office);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/device-list/set-aside", test_set_aside);
  return g_test_run ();
}

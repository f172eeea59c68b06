/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "outbox-store.h"

static Place place;

static void
set_up (void)
{
  g_autofree char *device = device_id (1);

  place_open (&place, device);
}

static void
add (HechaOutboxKind  kind,
     const char      *path)
{
  g_autoptr(GError) error = NULL;
  HechaOutboxItem item = { .kind = kind, .case_id = (char *) "case", .what = (char *) path, .remote = (char *) "市局",
                           .path = (char *) path, .size = 9, .added = (char *) "2026-01-26T02:30:00Z" };

  hecha_outbox_store_add (place.db, &item, &error);
  g_assert_no_error (error);
}

static guint
count_due (const char *now)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) due = hecha_outbox_store_due (place.db, now, 100, &error);

  g_assert_no_error (error);
  return due->len;
}

static void
test_course (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) due = NULL, list = NULL;
  HechaOutboxItem *item;
  guint sent, all;

  set_up ();
  add (HECHA_OUTBOX_EVIDENCE, "e1");
  add (HECHA_OUTBOX_EVIDENCE, "e2");
  add (HECHA_OUTBOX_REPORT, "r1");
  add (HECHA_OUTBOX_REPORT, "r1");
  due = hecha_outbox_store_due (place.db, "2026-01-26T02:31:00Z", 100, &error);
  g_assert_cmpuint (due->len, ==, 3);
  item = due->pdata[0];
  g_assert_true (hecha_outbox_store_sent (place.db, item->id, "201", &error));
  item = due->pdata[1];
  g_assert_true (hecha_outbox_store_failed (place.db, item->id, "no network", "2026-01-26T03:00:00Z", &error));
  item = due->pdata[2];
  g_assert_true (hecha_outbox_store_failed (place.db, item->id, "refused", NULL, &error));
  g_assert_cmpuint (count_due ("2026-01-26T02:59:59Z"), ==, 0);
  g_assert_cmpuint (count_due ("2026-01-26T03:00:00Z"), ==, 1);
  g_assert_true (hecha_outbox_store_count (place.db, "case", HECHA_OUTBOX_EVIDENCE, &sent, &all, &error));
  g_assert_cmpuint (sent, ==, 1);
  g_assert_cmpuint (all, ==, 2);
  list = hecha_outbox_store_list (place.db, "case", &error);
  g_assert_cmpuint (list->len, ==, 3);
  item = list->pdata[2];
  g_assert_cmpint (item->state, ==, HECHA_OUTBOX_FAILED);
  g_assert_cmpstr (item->why, ==, "refused");
  g_assert_cmpint (item->attempts, ==, 1);
  g_assert_true (hecha_outbox_store_retry (place.db, NULL, &error));
  g_assert_cmpuint (count_due ("2026-01-26T02:31:00Z"), ==, 2);
  /* What arrived is not sent again. */
  add (HECHA_OUTBOX_EVIDENCE, "e1");
  g_assert_cmpuint (count_due ("2026-01-26T02:31:00Z"), ==, 2);
  g_assert_true (hecha_outbox_store_count (place.db, NULL, -1, &sent, &all, &error));
  g_assert_cmpuint (all, ==, 3);
  place_close (&place);
}

static void
test_remotes (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) payload = json_object_new ();
  g_autoptr(GPtrArray) remotes = NULL;
  g_autoptr(HechaStoredRemote) remote = NULL;

  set_up ();
  json_object_set_string_member (payload, "url", "https://dav.example/hecha/");
  json_object_set_string_member (payload, "user", "inspector");
  append_ok (&place, hecha_event_new (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_REMOTE_SET, "remote/市局", payload));
  remotes = hecha_outbox_store_remotes (place.db, &error);
  g_assert_cmpuint (remotes->len, ==, 1);
  remote = hecha_outbox_store_remote (place.db, "市局", &error);
  g_assert_cmpstr (remote->url, ==, "https://dav.example/hecha/");
  g_assert_cmpstr (remote->user, ==, "inspector");
  g_assert_null (hecha_outbox_store_remote (place.db, "省局", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/outbox-store/course", test_course);
  g_test_add_func ("/outbox-store/remotes", test_remotes);
  return g_test_run ();
}

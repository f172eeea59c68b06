/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event.h"

#include "digest.h"
#include "error.h"

#include <string.h>

#define CASE "case:2f1c2b1e-6d7a-4a53-9d0f-000000000001"

static HechaEvent *
event_of (gint64      seq,
          const char *prev,
          const char *value)
{
  g_autoptr(JsonObject) payload = json_object_new ();
  HechaEvent *event;

  json_object_set_string_member (payload, "value", value);
  event = hecha_event_new (CASE, HECHA_EVENT_ANSWER_SET, "answer/i/whole/1/answer", payload);
  event->device = hecha_sha256_hex ("d", 1);
  event->seq = seq;
  event->lamport = seq;
  g_free (event->prev);
  event->prev = g_strdup (prev);
  event->time = g_strdup ("2026-01-26T02:30:00.000Z");
  event->author = g_strdup ("示例");
  hecha_event_seal (event);
  return event;
}

/* The record and its hash, worked out with another program:
 * printf '%s' RECORD | sha256sum */
static void
test_hash (void)
{
  g_autoptr(HechaEvent) event = event_of (1, "", "yes");
  g_autofree char *record = NULL, *hash = NULL;

  record = g_strdup_printf ("{\"author\":\"示例\",\"based-on\":[],\"device\":\"%s\",\"kind\":\"answer-set\","
                            "\"lamport\":1,\"payload-digest\":\"%s\",\"prev-hash\":\"\",\"scope\":\"%s\",\"seq\":1,"
                            "\"subject\":\"answer/i/whole/1/answer\",\"time\":\"2026-01-26T02:30:00.000Z\",\"v\":1}",
                            event->device, event->payload_digest, CASE);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, record, -1);
  g_assert_cmpstr (event->hash, ==, hash);
}

static void
test_round_trip (void)
{
  g_autoptr(HechaEvent) event = event_of (1, "", "yes");
  g_autoptr(JsonObject) object = hecha_event_to_json (event);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaEvent) back = hecha_event_from_json (object, &error);
  g_autoptr(JsonObject) payload = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (back->hash, ==, event->hash);
  payload = hecha_event_dup_payload (back);
  g_assert_cmpstr (hecha_json_string (payload, "value"), ==, "yes");
}

/* Whatever is altered in a line, it is not taken. */
static void
test_altered (void)
{
  static const char *const members[] = {
    "author", "time", "subject", "payload", "salt", "payload-digest", "hash", "device", "scope", "prev-hash",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(HechaEvent) event = event_of (1, "", "yes");
      g_autoptr(JsonObject) object = hecha_event_to_json (event);
      const char *value = hecha_json_string (object, members[i]);
      g_autofree char *altered = value && *value ? g_strdup (value) : hecha_sha256_hex ("x", 1);
      gsize last = strlen (altered) - 1;

      altered[last] = altered[last] == '0' ? '1' : '0';
      json_object_set_string_member (object, members[i], altered);
      g_test_message ("%s", members[i]);
      g_assert_null (hecha_event_from_json (object, NULL));
    }
}

/* A payload that was lawfully destroyed leaves a chain that holds. */
static void
test_destroyed (void)
{
  g_autoptr(HechaEvent) event = event_of (1, "", "yes");
  g_autoptr(JsonObject) object = hecha_event_to_json (event);
  g_autoptr(HechaEvent) back = NULL;

  json_object_remove_member (object, "payload");
  json_object_remove_member (object, "salt");
  back = hecha_event_from_json (object, NULL);
  g_assert_nonnull (back);
  g_assert_null (hecha_event_dup_payload (back));
}

static void
test_unknown_kind (void)
{
  g_autoptr(HechaEvent) event = event_of (1, "", "yes");
  g_autoptr(JsonObject) object = hecha_event_to_json (event);
  g_autoptr(GError) error = NULL;

  json_object_set_string_member (object, "kind", "teleported");
  g_assert_null (hecha_event_from_json (object, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_NEW);
}

static void
test_follows (void)
{
  g_autoptr(HechaEvent) first = event_of (1, "", "yes");
  g_autoptr(HechaEvent) second = event_of (2, first->hash, "no");
  g_autoptr(HechaEvent) third = event_of (3, second->hash, "na");
  g_autoptr(HechaEvent) fork = event_of (2, third->hash, "no");

  g_assert_true (hecha_event_follows (first, NULL, NULL));
  g_assert_true (hecha_event_follows (second, first, NULL));
  g_assert_false (hecha_event_follows (second, NULL, NULL));
  g_assert_false (hecha_event_follows (third, first, NULL));
  g_assert_false (hecha_event_follows (fork, first, NULL));
}

static void
test_order (void)
{
  g_autoptr(HechaEvent) a = event_of (1, "", "yes"), b = event_of (2, a->hash, "yes"), c = event_of (2, a->hash, "no");

  g_free (c->device);
  c->device = hecha_sha256_hex ("e", 1);
  g_assert_cmpint (hecha_event_compare (a, b), <, 0);
  g_assert_cmpint (hecha_event_compare (b, a), >, 0);
  g_assert_cmpint (hecha_event_compare (b, b), ==, 0);
  g_assert_cmpint (hecha_event_compare (b, c) < 0, ==, strcmp (b->device, c->device) < 0);
}

static void
test_classes (void)
{
  g_assert_cmpint (hecha_event_kind_class (HECHA_EVENT_ANSWER_SET), ==, HECHA_EVENT_CONTENT);
  g_assert_cmpint (hecha_event_kind_class (HECHA_EVENT_SIGNED), ==, HECHA_EVENT_COURSE);
  g_assert_cmpint (hecha_event_kind_class (HECHA_EVENT_VIEWED), ==, HECHA_EVENT_CUSTODY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/event/hash", test_hash);
  g_test_add_func ("/event/round-trip", test_round_trip);
  g_test_add_func ("/event/altered", test_altered);
  g_test_add_func ("/event/destroyed", test_destroyed);
  g_test_add_func ("/event/unknown-kind", test_unknown_kind);
  g_test_add_func ("/event/follows", test_follows);
  g_test_add_func ("/event/order", test_order);
  g_test_add_func ("/event/classes", test_classes);
  return g_test_run ();
}

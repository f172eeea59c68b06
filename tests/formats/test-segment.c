/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment.h"

#include "error.h"
#include "signatory-fixture.h"

#define SCOPE "case:7f4f6d0e-3f0b-4a52-8f3e-2f1c0f1b9a11"

static HechaEvent *
next_event (const HechaEvent *previous,
            const char       *device,
            const char       *scope)
{
  g_autoptr(JsonObject) payload = json_object_new ();
  HechaEvent *event;

  json_object_set_string_member (payload, "value", "yes");
  event = hecha_event_new (scope, HECHA_EVENT_ANSWER_SET, "answer/a/whole/1/step", payload);
  event->device = g_strdup (device);
  event->seq = previous ? previous->seq + 1 : 1;
  event->lamport = previous ? previous->lamport + 2 : 5;
  g_free (event->prev);
  event->prev = g_strdup (previous ? previous->hash : "");
  event->time = g_strdup ("2026-03-02T09:00:00Z");
  event->author = g_strdup ("王小明");
  hecha_event_seal (event);
  return event;
}

typedef struct
{
  char           *device;
  HechaSignatory  signatory;
  GPtrArray      *events;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->signatory = fake_signatory (&fixture->device);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (fixture->events, next_event (i ? fixture->events->pdata[i - 1] : NULL, fixture->device, SCOPE));
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_ptr_array_unref (fixture->events);
  g_free (fixture->device);
}

/* The bytes of the events from @from on, and the segment's name. */
static char *
build (Fixture *fixture,
       guint    from,
       char   **name)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = from; i < fixture->events->len; i++)
    g_ptr_array_add (events, fixture->events->pdata[i]);
  bytes = hecha_segment_build (events, &fixture->signatory, &error);
  g_assert_no_error (error);
  *name = hecha_segment_name (events->pdata[0], events->pdata[events->len - 1]);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static HechaSegment *
parse (const char  *text,
       const char  *name,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return hecha_segment_parse (bytes, name, fake_verify, error);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint from = 0; from < 5; from += 2)
    {
      g_autofree char *name = NULL;
      g_autofree char *text = build (fixture, from, &name);
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaSegment) segment = parse (text, name, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (segment->scope, ==, SCOPE);
      g_assert_cmpstr (segment->device, ==, fixture->device);
      g_assert_cmpstr (segment->name, ==, "laptop 1");
      g_assert_cmpint (segment->first, ==, from + 1);
      g_assert_cmpint (segment->last, ==, 5);
      g_assert_cmpuint (segment->events->len, ==, 5 - from);
      for (guint i = from; i < 5; i++)
        g_assert_cmpstr (((HechaEvent *) segment->events->pdata[i - from])->hash, ==,
                         ((HechaEvent *) fixture->events->pdata[i])->hash);
    }
}

/* Takes the lines of @text apart and puts those of @order together again. */
static char *
reorder (const char *text,
         const char *order)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *p = order; *p; p++)
    g_string_append_printf (out, "%s\n", lines[*p - '0']);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Lines 0 to 4 are events, 5 is the seal. */
static void
test_lines (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *order; int code; const char *message; } rows[] = {
    { "012345", -1, NULL },
    { "01245", HECHA_ERROR_DAMAGED, "x: line 4" },      /* one taken out */
    { "01235", HECHA_ERROR_DAMAGED, "x: seal" },        /* the last taken away */
    { "12345", HECHA_ERROR_DAMAGED, "x: seal" },        /* the first taken away */
    { "021345", HECHA_ERROR_DAMAGED, "x: line 2" },     /* two turned round */
    { "0012345", HECHA_ERROR_DAMAGED, "x: line 2" },    /* one twice */
    { "01234", HECHA_ERROR_INVALID, "x: seal" },        /* no seal */
    { "5", HECHA_ERROR_DAMAGED, "x: a chain segment without events" },
    { "501234", HECHA_ERROR_TOO_NEW, "x: line 1" },
    { "6012345", HECHA_ERROR_INVALID, "x: line 1" },    /* an empty line */
  };
  g_autofree char *name = NULL;
  g_autofree char *text = build (fixture, 0, &name);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *changed = reorder (text, rows[i].order);
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaSegment) segment = parse (changed, "x", &error);

      if (rows[i].code < 0)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (segment);
      g_assert_error (error, HECHA_ERROR, rows[i].code);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, rows[i].message));
    }
}

/* Whatever byte is flipped, nothing is read. */
static void
test_flipped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autofree char *text = build (fixture, 3, &name);

  for (gsize i = 0; text[i]; i++)
    {
      g_autoptr(GError) error = NULL;

      text[i] ^= 1;
      g_assert_null (parse (text, name, &error));
      g_assert_nonnull (error);
      text[i] ^= 1;
    }
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autofree char *text = build (fixture, 4, &name);

  for (gsize length = strlen (text); length > 0; length--)
    {
      g_autoptr(GError) error = NULL;

      text[length - 1] = '\0';
      g_assert_null (parse (text, name, &error));
      g_assert_nonnull (error);
    }
}

static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  HechaSignatory other = fixture->signatory;
  g_autofree char *forged = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *device = NULL;

  /* Another device's events under one's own seal. */
  device = hecha_sha256_hex ("another", 7);
  g_ptr_array_set_size (fixture->events, 0);
  g_ptr_array_add (fixture->events, next_event (NULL, device, SCOPE));
  bytes = hecha_segment_build (fixture->events, &other, NULL);
  forged = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (parse (forged, "x", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==,
                   "x: seal: signed by another device than the one that wrote the events");
  g_clear_error (&error);

  /* Two scopes in one segment. */
  g_ptr_array_set_size (fixture->events, 0);
  g_ptr_array_add (fixture->events, next_event (NULL, fixture->device, SCOPE));
  g_ptr_array_add (fixture->events, next_event (fixture->events->pdata[0], fixture->device, HECHA_SCOPE_WORKSPACE));
  text = build (fixture, 0, &name);
  g_assert_null (parse (text, name, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_clear_error (&error);
}

static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const wrong[] = {
    "", "1-2", "1-2-00.jsonl", "0-2-H.jsonl", "3-2-H.jsonl", "01-2-H.jsonl", "1-2-H.json", "1-2-H-3.jsonl", "+1-2-H.jsonl",
  };
  const HechaEvent *last = fixture->events->pdata[4];
  g_autofree char *name = NULL;
  g_autofree char *text = build (fixture, 2, &name);
  g_autofree char *expected = g_strdup_printf ("3-5-%s.jsonl", last->hash);
  g_autofree char *other = g_strdup_printf ("2-5-%s.jsonl", last->hash);
  g_autofree char *head = NULL;
  g_autoptr(GError) error = NULL;
  gint64 first, to;

  g_assert_cmpstr (name, ==, expected);
  g_assert_true (hecha_segment_read_name (name, &first, &to, &head));
  g_assert_cmpint (first, ==, 3);
  g_assert_cmpint (to, ==, 5);
  g_assert_cmpstr (head, ==, last->hash);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GString) tried = g_string_new (wrong[i]);
      g_autofree char *unread = NULL;

      g_string_replace (tried, "H", last->hash, 0);
      g_assert_false (hecha_segment_read_name (tried->str, &first, &to, &unread));
    }
  g_assert_null (parse (text, other, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/segment/round-trip", Fixture, NULL, setup, test_round_trip, teardown);
  g_test_add ("/segment/lines", Fixture, NULL, setup, test_lines, teardown);
  g_test_add ("/segment/flipped", Fixture, NULL, setup, test_flipped, teardown);
  g_test_add ("/segment/cut", Fixture, NULL, setup, test_cut, teardown);
  g_test_add ("/segment/foreign", Fixture, NULL, setup, test_foreign, teardown);
  g_test_add ("/segment/name", Fixture, NULL, setup, test_name, teardown);
  return g_test_run ();
}

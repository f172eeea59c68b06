/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed-json.h"

#include "error.h"
#include "signatory-fixture.h"

static char *
build (const char *kind)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *device = NULL;
  HechaSignatory signatory = fake_signatory (&device);
  g_autoptr(GError) error = NULL;
  JsonObject *inner = json_object_new ();
  char *text;

  json_object_set_string_member (inner, "name", "厂区");
  json_object_set_object_member (object, "site", inner);
  json_object_set_int_member (object, "count", 3);
  text = hecha_signed_json_build (object, kind, &signatory, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_round_trip (void)
{
  g_autofree char *text = build ("letter");
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = hecha_signed_json_parse (text, -1, "x", "letter", fake_verify, &error);
  /* printf 0123456789abcdef0123456789abcdef | sha256sum */
  static const char start[] =
    "{\"count\":3,\"device\":\"3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9\",\"device-name\":\"laptop 1\",\"device-unit\":\"Example Evaluation Co.\","
    "\"kind\":\"letter\",\"public-key\":\"" FAKE_KEY "\",\"signature\":\"";

  g_assert_no_error (error);
  g_assert_cmpint (hecha_json_int (object, "count", 0), ==, 3);
  g_assert_true (g_str_has_prefix (text, start));
  g_assert_true (g_str_has_suffix (text, "\"site\":{\"name\":\"厂区\"}}"));
}

static char *
replaced (const char *text,
          const char *from,
          const char *to)
{
  g_autoptr(GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  return g_string_free (g_steal_pointer (&changed), FALSE);
}

static void
test_refused (void)
{
  static const struct { const char *from, *to; int code; } rows[] = {
    { "\"count\":3", "\"count\":4", HECHA_ERROR_DAMAGED },
    { "厂区", "车间", HECHA_ERROR_DAMAGED },
    { "\"device\":\"", "\"device\":\"0", HECHA_ERROR_DAMAGED },
    { "laptop 1", "laptop 2", HECHA_ERROR_DAMAGED },
    { FAKE_KEY, "MTEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", HECHA_ERROR_DAMAGED },
    { FAKE_KEY, "", HECHA_ERROR_DAMAGED },
    { "\"signature\"", "\"sig\"", HECHA_ERROR_INVALID },
    { "\"kind\":\"letter\"", "\"kind\":\"order\"", HECHA_ERROR_INVALID },
    { "\"kind\":\"letter\",", "", HECHA_ERROR_INVALID },
    { "\"count\":3", "\"count\":3.5", HECHA_ERROR_INVALID },
    { "{\"count\"", "{\"count\":1,\"count\"", HECHA_ERROR_INVALID },
  };
  g_autofree char *text = build ("letter");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *changed = replaced (text, rows[i].from, rows[i].to);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_signed_json_parse (changed, -1, "x", "letter", fake_verify, &error));
      g_assert_error (error, HECHA_ERROR, rows[i].code);
    }
}

/* A key may speak for its own device only. */
static void
test_other_device (void)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *device = NULL;
  HechaSignatory signatory = fake_signatory (&device);
  g_autofree char *other = hecha_sha256_hex ("another", 7);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  signatory.device = other;
  text = hecha_signed_json_build (object, "letter", &signatory, &error);
  g_assert_no_error (error);
  g_assert_null (hecha_signed_json_parse (text, -1, "x", "letter", fake_verify, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/signed-json/round-trip", test_round_trip);
  g_test_add_func ("/signed-json/refused", test_refused);
  g_test_add_func ("/signed-json/other-device", test_other_device);
  return g_test_run ();
}

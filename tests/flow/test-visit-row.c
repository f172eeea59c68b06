/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit-row.h"

#include "json.h"

/* Every member, with a value of its own. */
static const char whole[] =
  "{\"code\":\"91120116000000377U\",\"done\":3,\"enterprise\":\"示例\",\"findings\":5,\"holder-name\":\"示例机构\","
  "\"items\":145,\"number\":\"2026-0001\",\"partner\":\"示例局\",\"planned-on\":\"2026-11-25\",\"procedure\":1,"
  "\"records\":[{\"done\":0,\"findings\":0,\"items\":0,\"number\":\"2026-0001-1\",\"procedure\":1,"
  "\"required-fields\":4,\"signed-fields\":2,\"state\":2,\"types\":2}],\"report\":\"aa\","
  "\"required-fields\":8,\"sent-to\":\"office\",\"signed-fields\":6,\"state\":3,\"types\":6,\"uuid\":\"u\"}";

static void
test_round_trip (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = hecha_json_parse_object (whole, -1, NULL, &error), written = NULL;
  g_autoptr(HechaVisitRow) row = NULL;
  const HechaVisitRow *record;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  row = hecha_visit_row_from_json (object);
  g_assert_cmpstr (row->uuid, ==, "u");
  g_assert_cmpstr (row->enterprise, ==, "示例");
  g_assert_cmpstr (row->planned_on, ==, "2026-11-25");
  g_assert_cmpstr (row->sent_to, ==, "office");
  g_assert_cmpuint (row->types, ==, 6);
  g_assert_cmpuint (row->procedure, ==, 1);
  g_assert_cmpuint (row->state, ==, 3);
  g_assert_cmpuint (row->items, ==, 145);
  g_assert_cmpuint (row->done, ==, 3);
  g_assert_cmpuint (row->signed_fields, ==, 6);
  g_assert_false (row->received);
  g_assert_cmpuint (row->records->len, ==, 1);
  record = row->records->pdata[0];
  g_assert_cmpstr (record->number, ==, "2026-0001-1");
  g_assert_null (record->report);
  g_assert_null (record->records);
  g_assert_cmpuint (record->required_fields, ==, 4);

  written = hecha_visit_row_to_json (row);
  text = hecha_json_canonical_object (written);
  g_assert_cmpstr (text, ==, whole);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/visit-row/round-trip", test_round_trip);
  return g_test_run ();
}

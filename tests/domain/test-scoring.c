/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scoring.h"

#include "error.h"

/* Made up for this test: the Measures have no scheme. */
#define SCHEME "{\"id\":\"t\",\"version\":\"1\",\"title\":{\"en\":\"T\"},\"factors\":{\"size\":10,\"business-scope\":10," \
               "\"internet-use\":20,\"important-systems\":20,\"important-data\":20,\"importance\":10,\"consequences\":10}," \
               "\"level-2-from\":40,\"level-3-from\":70}"

static void
test_level (void)
{
  static const struct { int points[HECHA_N_FACTORS]; gboolean whole; int sum, level; } rows[] = {
    { { 1, 1, 1, 1, 1, 1, 1 }, TRUE, 7, 1 },
    { { 5, 5, 10, 10, 5, 2, 2 }, TRUE, 39, 1 },
    { { 5, 5, 10, 10, 5, 3, 2 }, TRUE, 40, 2 },
    { { 10, 10, 15, 15, 10, 5, 5 }, TRUE, 70, 3 },
    { { 10, 10, 20, 20, 20, 10, 0 }, FALSE, 0, 0 },
    { { 11, 10, 20, 20, 20, 10, 10 }, FALSE, 0, 0 },
  };
  g_autoptr(JsonObject) object = hecha_json_parse_object (SCHEME, -1, "t", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaScoring) scheme = hecha_scoring_from_json (object, "t.json", &error);
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_new (HECHA_TYPE_CONNECTED);
  HechaFilingRound *round = hecha_filing_check_add_round (check, NULL, FALSE);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int sum = 0, level = 0;

      for (guint j = 0; j < HECHA_N_FACTORS; j++)
        round->points[j] = rows[i].points[j];
      g_assert_true (hecha_scoring_level (scheme, round, &sum, &level) == rows[i].whole);
      g_assert_cmpint (sum, ==, rows[i].sum);
      g_assert_cmpint (level, ==, rows[i].level);
    }
}

#define FACTORS "\"business-scope\":10,\"internet-use\":20,\"important-systems\":20,\"important-data\":20," \
                "\"importance\":10,\"consequences\":10}"

/* The last two: an eighth factor would be passed over, and nobody could come to level 3. */
static void
test_refused (void)
{
  static const char *const texts[] = {
    "{}", "{\"id\":\"t\",\"version\":\"1\",\"title\":{\"en\":\"T\"},\"factors\":{},\"level-2-from\":4,\"level-3-from\":7}",
    "{\"id\":\"t\",\"version\":\"1\",\"title\":{\"en\":\"T\"},\"factors\":{\"size\":10},\"level-2-from\":40,\"level-3-from\":7}",
    "{\"id\":\"t\",\"version\":\"1\",\"title\":{\"en\":\"T\"},\"factors\":{\"size\":10,\"turnover\":10," FACTORS
    ",\"level-2-from\":40,\"level-3-from\":70}",
    "{\"id\":\"t\",\"version\":\"1\",\"title\":{\"en\":\"T\"},\"factors\":{\"size\":10," FACTORS
    ",\"level-2-from\":40,\"level-3-from\":101}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonObject) object = hecha_json_parse_object (texts[i], -1, "t", NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_scoring_from_json (object, "t.json", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/scoring/level", test_level);
  g_test_add_func ("/scoring/refused", test_refused);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-check.h"

#include "clock.h"
#include "error.h"

#include <string.h>

static HechaFiling *
whole_filing (HechaType type)
{
  HechaFiling *filing = hecha_filing_new (type, 3);

  hecha_filing_set (filing, HECHA_FIELD_NAME, "示例公司");
  hecha_filing_set (filing, HECHA_FIELD_CODE, "91330100799655058B");
  hecha_filing_set (filing, HECHA_FIELD_SECURITY_OFFICER, "王工");
  hecha_filing_set (filing, HECHA_FIELD_PHONE, "13800001234");
  hecha_filing_set (filing, HECHA_FIELD_FILED_ON, "2026-09-10");
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    hecha_filing_set (filing, HECHA_FACTOR_FIELD (i), "大");
  return filing;
}

static void
agree (HechaFilingCheck *check)
{
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    hecha_filing_check_round (check)->opinions[i] = HECHA_OPINION_AGREED;
}

/* Article 7 names name, type, level, contact and the person responsible; a
 * node of identifier resolution says which kind it is (article 5). */
static void
test_missing (void)
{
  g_autoptr(HechaFiling) filing = whole_filing (HECHA_TYPE_IDENTIFIER);
  g_autoptr(GPtrArray) missing = hecha_filing_missing (filing), less = NULL;

  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (((HechaFieldSpec *) missing->pdata[0])->id, ==, "node-kind");
  hecha_filing_set (filing, HECHA_FIELD_NODE_KIND, "recursive");
  hecha_filing_set (filing, HECHA_FIELD_SECURITY_OFFICER, NULL);
  hecha_filing_set (filing, HECHA_FIELD_PHONE, "");
  hecha_filing_set (filing, HECHA_FIELD_IMPORTANCE, "");
  less = hecha_filing_missing (filing);
  g_assert_cmpuint (less->len, ==, 2);
  g_assert_cmpstr (((HechaFieldSpec *) less->pdata[0])->id, ==, "security-officer");
  g_assert_cmpstr (((HechaFieldSpec *) less->pdata[1])->id, ==, "phone");
}

static void
test_decide (void)
{
  g_autoptr(HechaFiling) filing = whole_filing (HECHA_TYPE_CONNECTED);
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_new (HECHA_TYPE_CONNECTED);
  g_autoptr(GError) none = NULL, unseen = NULL, nothing = NULL, doubted = NULL;
  g_autoptr(GPtrArray) faults = NULL;

  g_assert_false (hecha_filing_check_may_decide (check, filing, HECHA_FILING_ACCEPT, &none));
  g_assert_error (none, HECHA_ERROR, HECHA_ERROR_REFUSED);
  hecha_filing_check_add_round (check, NULL, FALSE);
  g_assert_false (hecha_filing_check_may_decide (check, filing, HECHA_FILING_ACCEPT, &unseen));
  g_assert_nonnull (strstr (unseen->message, "article 6"));
  g_assert_false (hecha_filing_check_may_decide (check, filing, HECHA_FILING_CORRECT, &nothing));
  agree (check);
  g_assert_true (hecha_filing_check_may_decide (check, filing, HECHA_FILING_ACCEPT, NULL));
  hecha_filing_check_round (check)->opinions[2] = HECHA_OPINION_DOUBTED;
  hecha_filing_check_round (check)->notes[2] = g_strdup ("未说明联网设备");
  g_assert_false (hecha_filing_check_may_decide (check, filing, HECHA_FILING_ACCEPT, &doubted));
  g_assert_nonnull (strstr (doubted->message, "article 7"));
  g_assert_true (hecha_filing_check_may_decide (check, filing, HECHA_FILING_CORRECT, NULL));
  g_ptr_array_add (hecha_filing_check_round (check)->faults, g_strdup ("缺少网络拓扑图"));
  faults = hecha_filing_check_faults (check, filing, HECHA_LANGUAGE_ZH);
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_cmpstr (faults->pdata[0], ==, "定级存疑：应用工业互联网的程度（未说明联网设备）");
  g_assert_cmpstr (faults->pdata[1], ==, "缺少网络拓扑图");
}

static HechaCalendar *
calendar_2026 (void)
{
  HechaCalendar *calendar = hecha_calendar_new ();
  g_autofree char *path = g_strdup_printf ("%s/calendar/2026.json", g_getenv ("HECHA_DATA_DIR")), *text = NULL;
  g_autoptr(JsonObject) table = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  table = hecha_json_parse_object (text, -1, path, NULL);
  g_assert_true (hecha_calendar_add_year (calendar, table, path, NULL));
  return calendar;
}

static void
assert_term (const HechaTerm *term,
             const char      *due,
             gboolean         done,
             guint            assumptions)
{
  g_autofree char *text = term->dated ? hecha_date_to_text (&term->due) : NULL;

  g_assert_cmpstr (text, ==, due);
  g_assert_true (term->done == done);
  g_assert_cmphex (term->assumptions, ==, assumptions);
}

/* From the filing to the notice, the correction, the second round and a
 * re-grading. Days by hand: 2026-09-10 + 30 = 10-28, 2026-01-26 + 20 = 02-28. */
static void
test_clocks (void)
{
  g_autoptr(HechaFiling) filing = whole_filing (HECHA_TYPE_CONNECTED);
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_new (HECHA_TYPE_CONNECTED);
  g_autoptr(HechaCalendar) calendar = calendar_2026 ();
  HechaFilingRound *round;
  HechaTerm term;

  hecha_filing_check_verification (NULL, filing, calendar, &term);
  assert_term (&term, "2026-10-28", FALSE, 1u << HECHA_ASSUME_FROM_FILING);
  g_assert_false (hecha_filing_check_correction (NULL, calendar, &term));
  hecha_filing_check_regrading (NULL, calendar, &term);
  g_assert_false (term.dated);

  round = hecha_filing_check_add_round (check, "2026-09-14", FALSE);
  hecha_filing_check_verification (check, filing, calendar, &term);
  g_assert_cmphex (term.assumptions, ==, 1u << HECHA_ASSUME_FROM_CHOSEN);
  g_assert_false (hecha_filing_check_correction (check, calendar, &term));
  round->decision = HECHA_FILING_CORRECT;
  round->decided_on = g_strdup ("2026-01-23");
  hecha_filing_check_verification (check, filing, calendar, &term);
  g_assert_true (term.done);
  g_assert_true (hecha_filing_check_correction (check, calendar, &term));
  g_assert_cmphex (term.assumptions, ==, 1u << HECHA_ASSUME_FROM_NOTICE | 1u << HECHA_ASSUME_FROM_ISSUE);
  round->received_on = g_strdup ("2026-01-26");
  g_assert_true (hecha_filing_check_correction (check, calendar, &term));
  assert_term (&term, "2026-02-28", FALSE, 1u << HECHA_ASSUME_FROM_NOTICE);
  g_assert_cmpint (hecha_filing_check_state (check), ==, HECHA_FILING_CORRECTING);

  hecha_filing_check_add_round (check, "2026-09-10", TRUE);
  g_assert_cmpint (hecha_filing_check_state (check), ==, HECHA_FILING_SUBMITTED);
  hecha_filing_check_verification (check, filing, calendar, &term);
  assert_term (&term, "2026-10-28", FALSE, 1u << HECHA_ASSUME_FROM_RESUBMITTED);

  hecha_filing_check_add_change (check, "2026-03-10", 1u << 2, "新上云平台");
  hecha_filing_check_regrading (check, calendar, &term);
  assert_term (&term, "2026-06-10", FALSE, 1u << HECHA_ASSUME_MONTHS);
  hecha_filing_check_change (check)->regraded_on = g_strdup ("2026-05-06");
  hecha_filing_check_regrading (check, calendar, &term);
  g_assert_true (term.done);
}

static void
test_round_trip (void)
{
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_new (HECHA_TYPE_PLATFORM), copy = NULL;
  g_autoptr(JsonObject) object = NULL, again = NULL;
  g_autofree char *text = NULL, *second = NULL, *sha256 = NULL;
  HechaFilingRound *round = hecha_filing_check_add_round (check, "2026-09-14", TRUE);

  round->filing = g_strdup ("abc");
  round->opinions[6] = HECHA_OPINION_DOUBTED;
  round->points[1] = 15;
  round->notes[6] = g_strdup ("注");
  g_ptr_array_add (round->faults, g_strdup ("缺"));
  round->decision = HECHA_FILING_CORRECT;
  round->decided_on = g_strdup ("2026-10-12");
  round->by = g_strdup ("李");
  round->number = g_strdup ("2026-1");
  round->sha256 = g_strdup ("00");
  round->received_on = g_strdup ("2026-10-13");
  hecha_filing_check_add_change (check, "2026-03-10", 1u << 2 | 1u << 5, "变")->regraded_on = g_strdup ("2026-04-01");
  sha256 = g_strnfill (64, 'a');
  g_assert_true (hecha_filing_check_add_file (check, hecha_evidence_new (sha256, 3, "定级报告.pdf"), NULL));
  g_assert_true (hecha_filing_check_add_file (check, hecha_evidence_new (sha256, 3, "again.pdf"), NULL));
  g_assert_cmpuint (check->evidence->len, ==, 1);
  object = hecha_filing_check_to_json (check);
  copy = hecha_filing_check_from_json (object);
  again = hecha_filing_check_to_json (copy);
  text = hecha_json_canonical_object (object);
  second = hecha_json_canonical_object (again);
  g_assert_cmpstr (text, ==, second);
  g_assert_cmpstr (hecha_json_string (object, "state"), ==, "correcting");
  g_assert_cmpint (((HechaFactorChange *) copy->changes->pdata[0])->factors, ==, 1 << 2 | 1 << 5);
  g_assert_cmpuint (copy->evidence->len, ==, 1);
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "{}", "{\"type\":\"bank\"}", "{\"type\":1}",
    "{\"type\":\"platform\",\"rounds\":{},\"changes\":7}",
    ("{\"type\":\"platform\",\"rounds\":[1,null,{\"from\":\"2026-02-30\",\"decision\":9,"
     "\"factors\":[3,{\"factor\":\"name\"},{\"factor\":\"size\",\"opinion\":\"great\",\"points\":-4}],"
     "\"faults\":[1,{}]}],\"changes\":[{\"on\":\"soon\"}],\"evidence\":[7,{},{\"sha256\":\"x\"}]}"),
  };
  static const gboolean accepted[] = { FALSE, FALSE, FALSE, TRUE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonObject) object = hecha_json_parse_object (texts[i], -1, "t", NULL);
      HechaFilingCheck *check = hecha_filing_check_from_json (object);

      g_assert_true ((check != NULL) == accepted[i]);
      if (i == 4)
        {
          g_assert_cmpuint (check->rounds->len, ==, 1);
          g_assert_null (hecha_filing_check_round (check)->from);
          g_assert_cmpint (hecha_filing_check_round (check)->points[0], ==, 0);
          g_assert_cmpuint (hecha_filing_check_round (check)->faults->len, ==, 0);
          g_assert_cmpuint (check->changes->len, ==, 0);
          g_assert_cmpuint (check->evidence->len, ==, 0);
        }
      if (check)
        hecha_filing_check_free (check);
    }
}

/* What is handed in with a filing has an end: 200 files. */
static void
test_most_files (void)
{
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_new (HECHA_TYPE_CONNECTED);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i <= 200; i++)
    {
      g_autofree char *sha256 = g_strdup_printf ("%064x", i);

      g_assert_cmpint (hecha_filing_check_add_file (check, hecha_evidence_new (sha256, 3, "示例.pdf"), &error), ==, i < 200);
    }
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpuint (check->evidence->len, ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-check/missing", test_missing);
  g_test_add_func ("/filing-check/decide", test_decide);
  g_test_add_func ("/filing-check/clocks", test_clocks);
  g_test_add_func ("/filing-check/round-trip", test_round_trip);
  g_test_add_func ("/filing-check/hostile", test_hostile);
  g_test_add_func ("/filing-check/most-files", test_most_files);
  return g_test_run ();
}

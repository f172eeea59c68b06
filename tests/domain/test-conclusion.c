/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conclusion.h"

#include <string.h>

#include "error.h"

static HechaConclusionRule *
shipped (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "conclusions", "internal.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;
  HechaConclusionRule *rule;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  object = hecha_json_parse_object (text, -1, path, &error);
  g_assert_no_error (error);
  rule = hecha_conclusion_rule_from_json (object, path, &error);
  g_assert_no_error (error);
  return rule;
}

static HechaTally
tally_of (guint conforming,
          guint other,
          guint na)
{
  HechaTally tally = { 0 };

  for (guint i = 0; i < conforming; i++)
    hecha_tally_add (&tally, HECHA_VERDICT_CONFORMING);
  for (guint i = 0; i < other; i++)
    hecha_tally_add (&tally, i % 2 ? HECHA_VERDICT_PARTIAL : HECHA_VERDICT_NONCONFORMING);
  for (guint i = 0; i < na; i++)
    hecha_tally_add (&tally, HECHA_VERDICT_NOT_APPLICABLE);
  return tally;
}

static void
test_rate (void)
{
  static const struct { guint conforming, other, na; const char *text; } rows[] = {
    { 9, 1, 0, "90.00%" }, { 9, 1, 5, "90.00%" }, { 2, 1, 0, "66.66%" }, { 0, 3, 0, "0.00%" }, { 3, 0, 1, "100.00%" },
    { 0, 0, 4, "—" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaTally tally = tally_of (rows[i].conforming, rows[i].other, rows[i].na);
      g_autofree char *text = hecha_tally_rate_text (&tally);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* The undefined corners: just 90 %, just 60 %, more than 90 % with a hazard. */
static void
test_shipped_rule (void)
{
  static const struct { guint conforming, other; gboolean hazard; const char *grade; } rows[] = {
    { 91, 9, FALSE, "conforming" },
    { 91, 9, TRUE, "basically-conforming" },
    { 90, 10, FALSE, "basically-conforming" },
    { 60, 40, FALSE, "basically-conforming" },
    { 59, 41, FALSE, "nonconforming" },
    { 0, 1, TRUE, "nonconforming" },
  };
  g_autoptr(HechaConclusionRule) rule = shipped ();
  HechaTally none = tally_of (0, 0, 3);

  g_assert_false (rule->official);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaTally tally = tally_of (rows[i].conforming, rows[i].other, 0);

      g_assert_cmpstr (hecha_conclusion_rule_grade (rule, &tally, rows[i].hazard)->id, ==, rows[i].grade);
    }
  g_assert_null (hecha_conclusion_rule_grade (rule, &none, FALSE));
}

static void
test_gap_refused (void)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object ("{\"id\":\"a\",\"version\":\"1\",\"grades\":["
    "{\"id\":\"g\",\"label\":{\"en\":\"G\"},\"from\":6000,\"inclusive\":true,\"with-hazard\":true}]}", -1, "t", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_conclusion_rule_from_json (object, "t.json", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

/* A report prints what a rule is called, what it rests on and how its rate comes about. */
static void
test_untold (void)
{
  static const char *const members[] = { "title", "basis", "formula", "official", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(JsonObject) object = hecha_json_parse_object ("{\"id\":\"a\",\"version\":\"1\",\"official\":false,\"title\":{\"zh\":\"甲\"},"
        "\"basis\":{\"zh\":\"乙\"},\"formula\":{\"zh\":\"丙\"},\"grades\":["
        "{\"id\":\"g\",\"label\":{\"en\":\"G\"},\"from\":0,\"inclusive\":true,\"with-hazard\":true}]}", -1, "t", NULL);
      g_autoptr(HechaConclusionRule) rule = NULL;
      g_autoptr(GError) error = NULL;

      if (members[i])
        json_object_remove_member (object, members[i]);
      rule = hecha_conclusion_rule_from_json (object, "t.json", &error);
      g_assert_cmpint (rule != NULL, ==, members[i] == NULL);
      if (members[i])
        g_assert_nonnull (strstr (error->message, members[i]));
    }
}

/* What names a rule fits a choice and a file name; grades are told apart, and have a label. */
static void
test_names (void)
{
  static const struct { const char *id, *version, *grade, *label, *official; } bad[] = {
    { "", "1", "g", "G", "true" }, { "a", "", "g", "G", "true" }, { "../a", "1", "g", "G", "true" },
    { "a@1", "1", "g", "G", "true" }, { "a b", "1", "g", "G", "true" },
    { "a", "123456789012345678901234567890123", "g", "G", "true" }, { "a", "1", "h", "G", "true" },
    { "a", "1", "", "G", "true" }, { "a", "1", "g", "", "true" }, { "a", "1", "g", "G", "\"true\"" },
    { "甲规则", "1", "g", "G", "true" },   /* the last is sound */
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"version\":\"%s\",\"official\":%s,\"title\":{\"zh\":\"甲\"},"
        "\"basis\":{\"zh\":\"乙\"},\"formula\":{\"zh\":\"丙\"},\"grades\":["
        "{\"id\":\"h\",\"label\":{\"en\":\"H\"},\"from\":5000,\"inclusive\":true,\"with-hazard\":true},"
        "{\"id\":\"%s\",\"label\":{\"en\":\"%s\"},\"from\":0,\"inclusive\":true,\"with-hazard\":true}]}",
        bad[i].id, bad[i].version, bad[i].official, bad[i].grade, bad[i].label);
      g_autoptr(JsonObject) object = hecha_json_parse_object (text, -1, "t", NULL);
      g_autoptr(HechaConclusionRule) rule = hecha_conclusion_rule_from_json (object, "t.json", NULL);

      g_test_message ("%s", text);
      g_assert_true ((rule != NULL) == (i + 1 == G_N_ELEMENTS (bad)));
    }
}

/* Each corner that regulation leaves open is an explicit choice of the file. */
static void
test_corners (void)
{
  static const char *const wanted[] = { "high-rate-with-hazard", "just-90", "just-60", "middle-rate-with-hazard", "no-item-applies",
                                        "hazard-downgraded", "hazard-cured" };
  g_autoptr(HechaConclusionRule) rule = shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const HechaCorner *found = NULL;

      for (guint j = 0; j < rule->corners->len; j++)
        if (g_str_equal (((HechaCorner *) rule->corners->pdata[j])->id, wanted[i]))
          found = rule->corners->pdata[j];
      g_assert_nonnull (found);
      g_assert_true (found->text.zh && found->text.en);
    }
}

/* Whether a conclusion rests on such a choice, and on which. */
static void
test_corner_of (void)
{
  static const struct { guint conforming; guint others; gboolean hazard; const char *corner; } rows[] = {
    { 92, 8, TRUE, "high-rate-with-hazard" }, { 100, 0, TRUE, "high-rate-with-hazard" }, { 92, 8, FALSE, NULL },
    { 90, 10, FALSE, "just-90" }, { 90, 10, TRUE, "middle-rate-with-hazard" }, { 60, 40, FALSE, "just-60" },
    { 75, 25, FALSE, NULL }, { 61, 39, TRUE, "middle-rate-with-hazard" }, { 30, 70, TRUE, NULL }, { 30, 70, FALSE, NULL },
    { 0, 0, FALSE, NULL },
  };
  g_autoptr(HechaConclusionRule) rule = shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaConclusion drawn = { .hazard = rows[i].hazard };
      const HechaCorner *corner;

      for (guint j = 0; j < rows[i].conforming; j++)
        hecha_tally_add (&drawn.tally, HECHA_VERDICT_CONFORMING);
      for (guint j = 0; j < rows[i].others; j++)
        hecha_tally_add (&drawn.tally, HECHA_VERDICT_NONCONFORMING);
      drawn.grade = hecha_conclusion_rule_grade (rule, &drawn.tally, drawn.hazard);
      corner = hecha_conclusion_rule_corner (rule, &drawn);
      g_test_message ("%u", i);
      g_assert_cmpstr (corner ? corner->id : NULL, ==, rows[i].corner);
    }
}

/* A hazard counts unless somebody downgraded it, and said why; one that was
 * cured on the spot counts where the rule says so. */
static void
test_hazard (void)
{
  static const struct { gboolean major, cured; const char *by, *reason; gboolean counts_cured, counts; } rows[] = {
    { FALSE, FALSE, NULL, NULL, TRUE, FALSE },
    { TRUE, FALSE, NULL, NULL, TRUE, TRUE },
    { TRUE, FALSE, "甲", NULL, TRUE, TRUE },
    { TRUE, FALSE, NULL, "已隔离", TRUE, TRUE },
    { TRUE, FALSE, "甲", "", TRUE, TRUE },
    { TRUE, FALSE, "甲", "已隔离", TRUE, FALSE },
    { TRUE, TRUE, NULL, NULL, TRUE, TRUE },
    { TRUE, TRUE, NULL, NULL, FALSE, FALSE },
  };
  g_autoptr(HechaConclusionRule) rule = shipped ();

  g_assert_true (rule->cured_counts);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaCase) self = hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_EVALUATION));
      g_autoptr(HechaPack) pack = hecha_pack_new ("p", "1");
      const HechaText title = { (char *) "组", (char *) "G" };
      HechaItem *item = hecha_item_new ();
      HechaFinding *finding = hecha_finding_new ("u", "w");

      item->uuid = g_strdup ("u");
      item->id = g_strdup ("u");
      item->label = g_strdup ("u");
      item->group = g_strdup ("g");
      g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
      hecha_item_seal (item);
      g_ptr_array_add (pack->groups, hecha_group_new ("g", &title));
      g_ptr_array_add (pack->items, item);
      g_assert_true (hecha_checklist_add (self->checklist, HECHA_TYPE_CONNECTED, pack, NULL));
      finding->major = rows[i].major;
      finding->cured = rows[i].cured;
      finding->downgraded_by = g_strdup (rows[i].by);
      finding->downgrade_reason = g_strdup (rows[i].reason);
      g_ptr_array_add (self->findings, finding);
      rule->cured_counts = rows[i].counts_cured;
      g_assert_true (hecha_conclusion_rule_hazard (rule, self, 1u << HECHA_TYPE_CONNECTED) == rows[i].counts);
      g_assert_false (hecha_conclusion_rule_hazard (rule, self, 1u << HECHA_TYPE_PLATFORM));
    }
}

/* Two types share an item: it counts once for each, and once together. */
static void
test_types_apart (void)
{
  g_autoptr(HechaCase) self = hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_EVALUATION));
  HechaTally connected, platform, both;

  for (int type = HECHA_TYPE_CONNECTED; type <= HECHA_TYPE_PLATFORM; type++)
    {
      g_autoptr(HechaPack) pack = hecha_pack_new ("p", "1");
      const HechaText title = { (char *) "组", (char *) "G" };

      g_ptr_array_add (pack->groups, hecha_group_new ("g", &title));
      for (guint i = 0; i < 2; i++)
        {
          HechaItem *item = hecha_item_new ();

          item->uuid = g_strdup (i == 0 ? "shared" : type ? "own-1" : "own-0");
          item->id = g_strdup (item->uuid);
          item->label = g_strdup (item->uuid);
          item->group = g_strdup ("g");
          g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
          hecha_item_seal (item);
          g_ptr_array_add (pack->items, item);
        }
      g_assert_true (hecha_checklist_add (self->checklist, type, pack, NULL));
    }
  hecha_answers_put (self->answers, hecha_answer_new ("shared", NULL, 1, HECHA_ANSWER_STEP, "yes"));
  hecha_answers_put (self->answers, hecha_answer_new ("own-1", NULL, 1, HECHA_ANSWER_STEP, "no"));
  hecha_case_tally (self, 1u << HECHA_TYPE_CONNECTED, NULL, &connected);
  hecha_case_tally (self, 1u << HECHA_TYPE_PLATFORM, "g", &platform);
  hecha_case_tally (self, ~0u, NULL, &both);
  g_assert_cmpuint (connected.total, ==, 2);
  g_assert_cmpuint (connected.count[HECHA_VERDICT_OPEN], ==, 1);
  g_assert_cmpuint (platform.count[HECHA_VERDICT_NONCONFORMING], ==, 1);
  g_assert_cmpuint (platform.count[HECHA_VERDICT_CONFORMING], ==, 1);
  g_assert_cmpuint (both.total, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/conclusion/rate", test_rate);
  g_test_add_func ("/conclusion/shipped-rule", test_shipped_rule);
  g_test_add_func ("/conclusion/gap-refused", test_gap_refused);
  g_test_add_func ("/conclusion/corners", test_corners);
  g_test_add_func ("/conclusion/corner-of", test_corner_of);
  g_test_add_func ("/conclusion/hazard", test_hazard);
  g_test_add_func ("/conclusion/types-apart", test_types_apart);
  g_test_add_func ("/conclusion/untold", test_untold);
  g_test_add_func ("/conclusion/names", test_names);
  return g_test_run ();
}

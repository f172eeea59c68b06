/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-results.h"

#include "case-fixture.h"
#include "digest.h"
#include "oscal-plan.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* 60 % and more is "so-so", and a hazard does no harm; its words are as awkward as files make them. */
static HechaConclusionRule *
make_rule (void)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object (
    "{\"id\":\"ours\",\"version\":\"7\",\"official\":false,\"title\":{\"zh\":\"本单位规则\"},\"basis\":{\"zh\":\"依据一\\n依据二\"},"
    "\"formula\":{\"zh\":\"符合÷适用\"},\"grades\":["
    "{\"id\":\"so-so\",\"label\":{\"zh\":\"一般\"},\"from\":5000,\"inclusive\":true,\"with-hazard\":true},"
    "{\"id\":\"bad\",\"label\":{\"zh\":\"差\"},\"from\":0,\"inclusive\":true,\"with-hazard\":true}]}", -1, "rule", NULL);
  g_autoptr(GError) error = NULL;
  HechaConclusionRule *rule = hecha_conclusion_rule_from_json (object, "rule", &error);

  g_assert_no_error (error);
  return rule;
}

static JsonObject *
results_of (HechaCase  *self,
            GBytes    **bytes)
{
  g_autoptr(GBytes) plan = hecha_oscal_plan (self);
  g_autoptr(HechaConclusionRule) rule = make_rule ();
  g_autoptr(JsonObject) document = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;
  const char *text;

  *bytes = hecha_oscal_results (self, plan, rule);
  text = g_bytes_get_data (*bytes, &size);
  document = hecha_json_parse_object (text, size, "results", &error);
  g_assert_no_error (error);
  return json_object_ref (hecha_json_object (document, "assessment-results"));
}

static const char *
own_prop (JsonObject *holder,
          const char *name)
{
  JsonArray *props = hecha_json_array (holder, "props");

  for (guint i = 0; props && i < json_array_get_length (props); i++)
    if (g_strcmp0 (hecha_json_string (hecha_json_element (props, i), "name"), name) == 0)
      return hecha_json_string (hecha_json_element (props, i), "value");
  return NULL;
}

static JsonObject *
find (JsonArray  *array,
      const char *member,
      const char *value)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_strcmp0 (hecha_json_string (hecha_json_element (array, i), member), value) == 0)
      return hecha_json_element (array, i);
  g_test_message ("no %s %s", member, value);
  g_assert_not_reached ();
}

static void
check_finding (JsonObject *result,
               const char *title,
               const char *verdict,
               const char *state,
               guint       observations)
{
  JsonObject *finding = find (hecha_json_array (result, "findings"), "title", title);
  JsonObject *status = hecha_json_object (hecha_json_object (finding, "target"), "status");

  g_assert_cmpstr (own_prop (finding, "verdict"), ==, verdict);
  g_assert_cmpstr (hecha_json_string (status, "state"), ==, state);
  g_assert_cmpuint (json_array_get_length (hecha_json_array (finding, "related-observations")), ==, observations);
}

static void
test_content (void)
{
  g_autoptr(HechaCase) self = make_case ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonObject) document = results_of (self, &bytes);
  JsonArray *results = hecha_json_array (document, "results");
  JsonObject *connected = hecha_json_element (results, 0), *platform = hecha_json_element (results, 1);
  JsonObject *selection, *observation, *risk, *evidence;

  g_assert_cmpuint (json_array_get_length (results), ==, 2);
  g_assert_cmpstr (own_prop (connected, "enterprise-type"), ==, "connected");
  /* One of two applicable items conforms; the one that does not apply is left out. */
  g_assert_cmpstr (own_prop (connected, "count-conforming"), ==, "1");
  g_assert_cmpstr (own_prop (connected, "count-partial"), ==, "1");
  g_assert_cmpstr (own_prop (connected, "count-na"), ==, "1");
  check_finding (connected, "标题 s-1", "conforming", "satisfied", 1);
  check_finding (connected, "标题 o-1", "partial", "not-satisfied", 2);
  g_assert_cmpuint (json_array_get_length (hecha_json_array (connected, "findings")), ==, 2);
  check_finding (platform, "标题 s-1", "conforming", "satisfied", 1);
  check_finding (platform, "标题 7.1(a)", "nonconforming", "not-satisfied", 1);

  selection = hecha_json_element (hecha_json_array (hecha_json_object (connected, "reviewed-controls"),
                                                    "control-selections"), 0);
  g_assert_cmpuint (json_array_get_length (hecha_json_array (selection, "include-controls")), ==, 3);
  g_assert_cmpuint (json_array_get_length (hecha_json_array (selection, "exclude-controls")), ==, 1);
  g_assert_cmpstr (hecha_json_string (selection, "remarks"), ==, "N-1: 没有无线网络");

  observation = hecha_json_element (hecha_json_array (connected, "observations"), 2);
  g_assert_cmpstr (json_array_get_string_element (hecha_json_array (observation, "methods"), 0), ==, "INTERVIEW");
  g_assert_cmpstr (hecha_json_string (observation, "collected"), ==, "2026-03-02T02:00:00.000Z");
  g_assert_nonnull (strstr (hecha_json_string (observation, "description"), "三人共用"));
  evidence = hecha_json_element (hecha_json_array (observation, "relevant-evidence"), 0);
  g_assert_cmpstr (hecha_json_string (evidence, "href"), ==, "evidence/" EMPTY_SHA256);
  g_assert_cmpstr (own_prop (evidence, "sm3"), ==, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");

  risk = hecha_json_element (hecha_json_array (connected, "risks"), 0);
  g_assert_cmpstr (own_prop (risk, "major-hazard"), ==, "yes");
  g_assert_cmpstr (hecha_json_string (risk, "statement"), ==, "停产");
  /* The end of the day in China. */
  g_assert_cmpstr (hecha_json_string (risk, "deadline"), ==, "2026-04-30T15:59:59.000Z");
  g_assert_null (hecha_json_array (platform, "risks"));
}

/* Worked by hand. Connected: s-1 conforms, o-1 in part, n-1 does not apply: 1 of 2, 50 %, with a major hazard on o-1.
 * Platform: s-1 conforms, 7.1(a) and an item more do not: 1 of 3, 33.33 %, and o-1 with its hazard is none of its. */
static void
test_conclusions (void)
{
  g_autoptr(HechaCase) self = make_case ();
  g_autoptr(GBytes) bytes = NULL, inspected = NULL, open = NULL;
  g_autoptr(JsonObject) document = NULL, inspection = NULL, unfinished = NULL;
  JsonObject *connected, *platform;

  add_pack (self, HECHA_TYPE_PLATFORM, 2, make_item ("aaaaaaaa-0000-4000-8000-000000000005", "p-2", NULL, 1), NULL);
  g_ptr_array_set_size (self->visit->scopes, 2);
  put_answer (self, "aaaaaaaa-0000-4000-8000-000000000005", HECHA_WHOLE, 1, HECHA_ANSWER_STEP, "no");
  document = results_of (self, &bytes);
  connected = hecha_json_element (hecha_json_array (document, "results"), 0);
  platform = hecha_json_element (hecha_json_array (document, "results"), 1);
  g_assert_cmpstr (own_prop (connected, "conformity-rate"), ==, "50.00%");
  g_assert_cmpstr (own_prop (connected, "major-hazard"), ==, "yes");
  g_assert_cmpstr (own_prop (connected, "conclusion"), ==, "so-so");
  g_assert_cmpstr (own_prop (connected, "conclusion-label"), ==, "一般");
  g_assert_cmpstr (own_prop (platform, "conformity-rate"), ==, "33.33%");
  g_assert_cmpstr (own_prop (platform, "major-hazard"), ==, "no");
  g_assert_cmpstr (own_prop (platform, "conclusion"), ==, "bad");
  g_assert_cmpstr (own_prop (platform, "conclusion-rule"), ==, "ours");
  g_assert_cmpstr (own_prop (platform, "conclusion-rule-version"), ==, "7");
  g_assert_cmpstr (own_prop (platform, "conclusion-rule-official"), ==, "no");
  g_assert_cmpstr (own_prop (platform, "conclusion-rule-basis"), ==, "依据一 依据二");
  g_assert_cmpstr (own_prop (platform, "conformity-formula"), ==, "符合÷适用");
  /* An open item leaves its own type without a conclusion; an inspection draws none at all. */
  put_answer (self, "aaaaaaaa-0000-4000-8000-000000000005", HECHA_WHOLE, 1, HECHA_ANSWER_STEP, NULL);
  unfinished = results_of (self, &open);
  g_assert_cmpstr (own_prop (hecha_json_element (hecha_json_array (unfinished, "results"), 0), "conclusion"), ==, "so-so");
  platform = hecha_json_element (hecha_json_array (unfinished, "results"), 1);
  g_assert_cmpstr (own_prop (platform, "conclusion"), ==, "none");
  g_assert_null (own_prop (platform, "conclusion-label"));
  self->visit->procedure = HECHA_PROCEDURE_INSPECTION;
  inspection = results_of (self, &inspected);
  connected = hecha_json_element (hecha_json_array (inspection, "results"), 0);
  g_assert_null (own_prop (connected, "conclusion"));
  g_assert_cmpstr (own_prop (connected, "conformity-rate"), ==, "50.00%");
}

static void
test_plan_reference (void)
{
  g_autoptr(HechaCase) self = make_case ();
  g_autoptr(GBytes) plan = hecha_oscal_plan (self);
  g_autofree char *sha256 = hecha_sha256_hex (g_bytes_get_data (plan, NULL), g_bytes_get_size (plan));
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonObject) document = results_of (self, &bytes);
  const char *href = hecha_json_string (hecha_json_object (document, "import-ap"), "href");
  JsonObject *resource = find (hecha_json_array (hecha_json_object (document, "back-matter"), "resources"), "uuid",
                               href + 1);
  JsonObject *rlink = hecha_json_element (hecha_json_array (resource, "rlinks"), 0);

  g_assert_cmpstr (hecha_json_string (rlink, "href"), ==, "assessment-plan.json");
  g_assert_cmpstr (hecha_json_string (hecha_json_element (hecha_json_array (rlink, "hashes"), 0), "value"), ==, sha256);
}

static void
test_same_bytes (void)
{
  g_autoptr(HechaCase) one = make_case ();
  g_autoptr(HechaCase) other = make_case ();
  g_autoptr(GBytes) first = NULL;
  g_autoptr(GBytes) second = NULL;
  g_autoptr(JsonObject) a = results_of (one, &first);
  g_autoptr(JsonObject) b = results_of (other, &second);

  g_assert_true (g_bytes_equal (first, second));
}

static void
validate (GBytes     *bytes,
          const char *version,
          const char *option)
{
  g_autofree char *name = g_strdup_printf ("oscal-%s-assessment-results.schema.json", version);
  g_autofree char *schema = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "schemas", name, NULL);
  g_autofree char *validator = g_test_build_filename (G_TEST_DIST, "formats", "oscal-validate.py", NULL);
  g_autofree char *dir = g_dir_make_tmp ("hecha-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "document.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *faults = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/usr/bin/python3", validator, schema, path,
                              option, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &faults, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_unlink (path);
  g_rmdir (dir);
}

/* There is no schema of a plan at hand; that of the results defines all that a plan consists of. */
static void
validate_both (HechaCase  *self,
               const char *version)
{
  g_autoptr(GBytes) plan = hecha_oscal_plan (self);
  g_autoptr(HechaConclusionRule) rule = make_rule ();
  g_autoptr(GBytes) results = hecha_oscal_results (self, plan, rule);

  validate (plan, version, "--plan");
  validate (results, version, NULL);
}

static void
test_schema (void)
{
  g_autofree char *schemas = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "schemas", NULL);
  g_autoptr(HechaCase) full = make_case ();
  g_autoptr(HechaCase) bare = hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_INSPECTION));

  if (!g_file_test (schemas, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the OSCAL schemas are not in ../shared/schemas");
      return;
    }
  validate_both (full, "1.2.1");
  validate_both (full, "1.1.3");
  /* A case with nothing in it but one type. */
  g_ptr_array_add (bare->visit->scopes, hecha_scope_new (HECHA_TYPE_IDENTIFIER, 1));
  add_filing (bare->visit, HECHA_TYPE_IDENTIFIER, 1);
  validate_both (bare, "1.2.1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oscal-results/content", test_content);
  g_test_add_func ("/oscal-results/conclusions", test_conclusions);
  g_test_add_func ("/oscal-results/plan-reference", test_plan_reference);
  g_test_add_func ("/oscal-results/same-bytes", test_same_bytes);
  g_test_add_func ("/oscal-results/schema", test_schema);
  return g_test_run ();
}

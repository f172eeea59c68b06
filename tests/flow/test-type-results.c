/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "type-results.h"

#include "conclusions.h"
#include "rules.h"
#include "workspace.h"

/* Whatever is not perfect is "bad". */
#define STRICT "{\"id\":\"strict\",\"version\":\"1\",\"official\":false,\"title\":{\"zh\":\"严格\"},\"basis\":{\"zh\":\"自定\"}," \
               "\"formula\":{\"zh\":\"同上\"},\"grades\":[{\"id\":\"bad\",\"label\":{\"zh\":\"差\"},\"from\":0," \
               "\"inclusive\":true,\"with-hazard\":true}]}"

static JsonArray *
results_of (Workspace  *self,
            const char *uuid)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, uuid, &error);
  JsonArray *results = hecha_type_results (self->session, content, &error);

  g_assert_no_error (error);
  return results;
}

static const char *
said (JsonArray  *results,
      guint       i,
      const char *member)
{
  return hecha_json_string (hecha_json_element (results, i), member);
}

/* Before the report what it would say; then what it says, whatever rule is chosen later. */
static void
test_two_types (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL, *rule = fixture_path (self->files, "strict.json");
  g_autoptr(JsonArray) open = NULL, live = NULL, issued = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaConclusionRule) strict = NULL;

  workspace_import (self);
  uuid = workspace_plan_of (self, WORKSPACE_CODE, 1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_PLATFORM,
                            HECHA_PROCEDURE_EVALUATION, workspace_team, &error);
  g_assert_no_error (error);
  open = results_of (self, uuid);
  g_assert_cmpuint (json_array_get_length (open), ==, 2);
  g_assert_cmpstr (said (open, 0, "enterprise-type"), ==, "connected");
  g_assert_cmpstr (said (open, 1, "enterprise-type"), ==, "platform");
  g_assert_cmpstr (said (open, 1, "conclusion"), ==, "none");
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  live = results_of (self, uuid);
  g_assert_cmpstr (said (live, 0, "conclusion-rule"), ==, "internal");
  g_assert_cmpstr (said (live, 0, "conclusion"), !=, "none");
  g_assert_cmpint (hecha_json_int (hecha_json_element (live, 0), "level", 0), ==, 3);
  g_assert_cmpint (hecha_json_int (hecha_json_element (live, 1), "level", 0), ==, 2);
  g_assert_true (g_file_set_contents (rule, STRICT, -1, NULL));
  strict = hecha_conclusions_add (rule, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_rules_set (self->session, "conclusion", "strict", NULL));
  issued = results_of (self, uuid);
  g_assert_cmpstr (said (issued, 0, "conclusion"), ==, said (live, 0, "conclusion"));
  g_assert_true (hecha_issue_reopen (self->session, uuid, "换规则", &error));
  g_clear_pointer (&issued, json_array_unref);
  issued = results_of (self, uuid);
  g_assert_cmpstr (said (issued, 0, "conclusion"), ==, "bad");
  g_assert_cmpstr (said (issued, 0, "conformity-rate"), ==, said (live, 0, "conformity-rate"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/type-results/two-types", test_two_types);
  return g_test_run ();
}

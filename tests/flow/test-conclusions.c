/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conclusions.h"

#include "error.h"
#include "rules.h"
#include "workspace.h"

#include <string.h>

#define RULE "{\"id\":\"strict\",\"version\":\"%s\",\"official\":true,\"title\":{\"zh\":\"严格\",\"en\":\"Strict\"}," \
             "\"basis\":{\"zh\":\"自定\"},\"formula\":{\"zh\":\"符合÷适用\"}," \
             "\"grades\":[{\"id\":\"good\",\"label\":{\"zh\":\"好\",\"en\":\"Good\"},\"from\":10000,\"inclusive\":true,\"with-hazard\":false}," \
             "{\"id\":\"bad\",\"label\":{\"zh\":\"差\",\"en\":\"Bad\"},\"from\":0,\"inclusive\":true,\"with-hazard\":true}]," \
             "\"corners\":[{\"id\":\"all-but-hazard\",\"rate\":10000,\"hazard\":true,\"gives\":\"%s\",\"text\":{\"zh\":\"全\",\"en\":\"All\"}}]}"

static char *
write_rule (Workspace  *self,
            const char *version,
            const char *gives)
{
  char *path = fixture_path (self->files, "rule.json");
  g_autofree char *text = g_strdup_printf (RULE, version, gives);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* A workspace chooses a rule by id or with a version; without a choice the
 * shipped one holds, and no other one ever stands in for a rule that is gone. */
static void
test_choice (void)
{
  static const char *const versions[] = { "2026.1", "2026.10", "2026.9" };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaConclusionRule) none = hecha_conclusions_load (self->session, NULL), chosen = NULL, old = NULL, lost = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (none->id, ==, "internal");
  g_assert_false (none->official);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      const char *version = versions[i];
      g_autofree char *path = write_rule (self, version, "bad");
      g_autoptr(HechaConclusionRule) added = hecha_conclusions_add (path, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (added->version, ==, version);
    }
  files = hecha_conclusions_list (NULL);
  g_assert_cmpuint (files->len, ==, 4);
  g_assert_true (hecha_rules_set (self->session, "conclusion", "strict", NULL));
  chosen = hecha_conclusions_load (self->session, &error);
  g_assert_cmpstr (chosen->version, ==, "2026.10");
  g_assert_true (hecha_rules_set (self->session, "conclusion", "strict@2026.1", NULL));
  old = hecha_conclusions_load (self->session, &error);
  g_assert_cmpstr (old->version, ==, "2026.1");
  g_assert_true (hecha_rules_set (self->session, "conclusion", "strict@1999", NULL));
  lost = hecha_conclusions_load (self->session, &error);
  g_assert_null (lost);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

/* A file that says of a corner what its grades do not give is not taken. */
static void
test_refused (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = write_rule (self, "1", "good");
  g_autoptr(GError) error = NULL, missing = NULL;

  g_assert_null (hecha_conclusions_add (path, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "corner"));
  g_assert_null (hecha_conclusions_add ("/no/such.json", &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  g_clear_error (&missing);
  g_assert_null (hecha_conclusions_add ("/dev/zero", &missing));    /* has no end */
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_INVALID);
}

/* Reports name a rule by id and version: another one cannot come by that name, not even ours. */
static void
test_one_name (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = write_rule (self, "7", "bad"), *text = NULL;
  g_autoptr(HechaConclusionRule) first = hecha_conclusions_add (path, NULL), same = hecha_conclusions_add (path, NULL);
  g_autoptr(HechaConclusionRule) ours = hecha_conclusions_load (self->session, NULL);
  g_autoptr(GString) other = g_string_new (NULL);
  g_autoptr(GError) error = NULL, taken = NULL;

  g_assert_true (first && same);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_string_assign (other, text);
  g_string_replace (other, "严格", "宽松", 0);
  g_assert_true (g_file_set_contents (path, other->str, -1, NULL));
  g_assert_null (hecha_conclusions_add (path, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS);
  g_string_replace (other, "strict", ours->id, 0);
  g_string_replace (other, "\"7\"", "\"VERSION\"", 0);
  g_string_replace (other, "VERSION", ours->version, 0);
  g_assert_true (g_file_set_contents (path, other->str, -1, NULL));
  g_assert_null (hecha_conclusions_add (path, &taken));
  g_assert_error (taken, HECHA_ERROR, HECHA_ERROR_EXISTS);
  g_assert_nonnull (strstr (taken->message, "internal@"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/conclusions/choice", test_choice);
  g_test_add_func ("/flow/conclusions/refused", test_refused);
  g_test_add_func ("/flow/conclusions/one-name", test_one_name);
  return g_test_run ();
}

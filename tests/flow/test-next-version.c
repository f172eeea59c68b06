/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-private.h"

#include "error.h"
#include "workspace.h"

#include <string.h>

/* Only the newest version of a report that is known goes on. */
static void
test_newest (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL, *strange = fixture_path (self->files, "strange.pdf"), *none = NULL, *before = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaStoredReport) stored = NULL, other = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL, unknown = NULL, missing = NULL, reopened = NULL;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  content = hecha_issue_newest (self->session, report->path, NULL, &stored, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stored->sha256, ==, report->sha256);
  fixture_make_pdf (self->files, "strange.pdf", 1, FALSE);
  g_assert_null (hecha_issue_newest (self->session, strange, NULL, &other, &unknown));
  g_assert_error (unknown, HECHA_ERROR, HECHA_ERROR_REFUSED);
  none = fixture_path (self->files, "none.pdf");
  g_assert_null (hecha_issue_newest (self->session, none, NULL, &other, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  before = g_strdup (report->path);
  g_assert_true (hecha_issue_reopen (self->session, uuid, "补充", &error));
  g_assert_null (hecha_issue_newest (self->session, before, NULL, &other, &reopened));
  g_assert_error (reopened, HECHA_ERROR, HECHA_ERROR_REFUSED);
}

static void
test_payload (void)
{
  const HechaNextVersion next = { 2, (char *) "a.pdf", (char *) "new", (char *) "old", 7 };
  g_autoptr(JsonObject) payload = hecha_next_version_payload (&next);

  g_assert_cmpint (json_object_get_int_member (payload, "revision"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (payload, "size"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (payload, "sha256"), ==, "new");
  g_assert_cmpstr (json_object_get_string_member (payload, "before"), ==, "old");
  g_assert_cmpstr (json_object_get_string_member (payload, "name"), ==, "a.pdf");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/next-version/newest", test_newest);
  g_test_add_func ("/flow/next-version/payload", test_payload);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-cache.h"
#include "workspace.h"

#include "error.h"

static void
test_lock (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_autoptr(GError) error = NULL;
  HechaCase *first;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  g_assert_null (hecha_case_cache_lock (self->session, "0c4e7a52-0000-4000-8000-000000000001", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  first = hecha_case_cache_lock (self->session, uuid, &error);
  g_assert_no_error (error);
  hecha_case_cache_unlock (self->session, uuid, FALSE);
  g_assert_true (hecha_case_cache_lock (self->session, uuid, &error) == first);
  hecha_case_cache_unlock (self->session, uuid, FALSE);
}

/* A failed edit leaves nothing in what is remembered; nor does an object that was set past it. */
static void
test_forgets (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaObject) object = hecha_object_new ("host", "历史库");
  g_autofree char *uuid = NULL;
  g_autoptr(GError) error = NULL;
  HechaCase *found;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  g_assert_false (workspace_answer (self, uuid, "no-such-item", 1, HECHA_ANSWER_STEP, "yes", &error));
  g_clear_error (&error);
  g_assert_true (hecha_inspect_set_object (self->session, uuid, object, &error));
  found = hecha_case_cache_lock (self->session, uuid, &error);
  g_assert_cmpuint (found->objects->len, ==, 1);
  hecha_case_cache_unlock (self->session, uuid, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/case-cache/lock", test_lock);
  g_test_add_func ("/flow/case-cache/forgets", test_forgets);
  return g_test_run ();
}

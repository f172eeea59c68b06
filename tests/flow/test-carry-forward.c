/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "carry-forward.h"
#include "error.h"

/* Two visits to one enterprise: what may be taken over, and what not. */
static void
test_carry (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaCase) content = NULL, after = NULL;
  g_autoptr(GError) error = NULL;
  const HechaItem *item;
  guint earlier = 0;

  workspace_import (self);
  first = workspace_plan (self, workspace_team);
  workspace_answer_all (self, first);
  report = workspace_issue (self, first);
  second = workspace_plan (self, workspace_team);
  content = hecha_inspect_load (self->session, second, NULL);
  g_assert_cmpuint (content->visit->earlier->len, ==, 1);
  g_assert_cmpstr (((HechaPrior *) content->visit->earlier->pdata[0])->case_uuid, ==, first);
  earlier = ((HechaPrior *) content->visit->earlier->pdata[0])->findings->len;
  g_assert_cmpuint (earlier, >, 0);
  item = ((HechaChecklistEntry *) content->checklist->entries->pdata[0])->item;
  g_assert_cmpint (hecha_case_verdict (content, item), ==, HECHA_VERDICT_OPEN);
  g_assert_false (hecha_inspect_confirm (self->session, second, item->uuid, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (hecha_inspect_carry (self->session, second, "no-such", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hecha_inspect_carry (self->session, second, item->uuid, &error));
  after = hecha_inspect_load (self->session, second, NULL);
  g_assert_true (hecha_item_awaits_confirmation (item, after->answers));
  g_assert_true (hecha_inspect_confirm (self->session, second, item->uuid, &error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/carry-forward/carry", test_carry);
  return g_test_run ();
}

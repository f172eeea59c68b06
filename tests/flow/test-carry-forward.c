/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "carry-forward.h"
#include "error.h"
#include "rectification.h"

/* Two visits to one enterprise: what may be taken over, and what not. */
static void
test_carry (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaCase) content = NULL, untouched = NULL, after = NULL, confirmed = NULL;
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
  /* All of them, or none. */
  g_assert_false (hecha_inspect_carry (self->session, second, (const char *const[]) { item->id, "no-such", NULL }, FALSE, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no-such"));
  g_clear_error (&error);
  untouched = hecha_inspect_load (self->session, second, NULL);
  g_assert_cmpint (hecha_case_verdict (untouched, item), ==, HECHA_VERDICT_OPEN);
  g_assert_true (hecha_inspect_carry (self->session, second, (const char *const[]) { item->id, NULL }, FALSE, &error));
  after = hecha_inspect_load (self->session, second, NULL);
  g_assert_true (hecha_item_awaits_confirmation (item, after->answers));
  g_assert_false (hecha_inspect_carry (self->session, second, (const char *const[]) { item->id, NULL }, FALSE, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_inspect_carry (self->session, second, (const char *const[]) { item->id, NULL }, TRUE, &error));
  confirmed = hecha_inspect_load (self->session, second, NULL);
  g_assert_false (hecha_item_awaits_confirmation (item, confirmed->answers));
  g_assert_cmpint (hecha_case_verdict (confirmed, item), ==, hecha_case_verdict (after, item));
}

static const HechaRectificationRow *
find_row (GPtrArray  *rows,
          const char *uuid)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((HechaRectificationRow *) rows->pdata[i])->finding_uuid, uuid))
      return rows->pdata[i];
  return NULL;
}

static char *
state_of (Workspace  *self,
          const char *uuid)
{
  g_autoptr(GPtrArray) rows = hecha_rectification_list (self->session, HECHA_LANGUAGE_ZH, NULL);
  const HechaRectificationRow *row = find_row (rows, uuid);

  return g_strdup (row ? row->state : "gone");
}

static void
assert_state (Workspace  *self,
              const char *uuid,
              const char *expected)
{
  g_autofree char *state = state_of (self, uuid);

  g_assert_cmpstr (state, ==, expected);
}

static void
say_verdict (Workspace  *self,
             const char *visit,
             const char *item,
             const char *verdict)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (answers, hecha_answer_new (item, NULL, 0, HECHA_ANSWER_REASON, "样例"));
  g_ptr_array_add (answers, hecha_answer_new (item, NULL, 0, HECHA_ANSWER_VERDICT, verdict));
  hecha_inspect_answer (self->session, visit, answers, &error);
  g_assert_no_error (error);
}

/* What a freeze closed is open again once its visit is, and follows what the next freeze says; what somebody
 * re-checked meanwhile stays theirs. */
static void
test_reopened (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *first = NULL, *second = NULL, *closed = NULL, *item = NULL, *looked_at = NULL;
  g_autoptr(HechaIssuedReport) report = NULL, again = NULL, third = NULL;
  g_autoptr(HechaCase) content = NULL, refrozen = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *earlier;
  guint n[HECHA_N_COURSES];

  workspace_import (self);
  first = workspace_plan (self, workspace_team);
  workspace_answer_all (self, first);
  report = workspace_issue (self, first);
  second = workspace_plan (self, workspace_team);
  content = hecha_inspect_load (self->session, second, NULL);
  earlier = ((HechaPrior *) content->visit->earlier->pdata[0])->findings;
  g_assert_cmpuint (earlier->len, >, 2);
  closed = g_strdup (((HechaPriorFinding *) earlier->pdata[0])->finding->uuid);
  item = g_strdup (((HechaPriorFinding *) earlier->pdata[0])->finding->item);
  looked_at = g_strdup (((HechaPriorFinding *) earlier->pdata[1])->finding->uuid);
  workspace_answer_all (self, second);
  for (guint i = 0; i < earlier->len; i++)
    say_verdict (self, second, ((HechaPriorFinding *) earlier->pdata[i])->finding->item, "conforming");
  assert_state (self, closed, "open");
  again = workspace_issue (self, second);
  assert_state (self, closed, "cured");
  assert_state (self, looked_at, "cured");
  g_assert_true (hecha_rectification_recheck (self->session, looked_at, "cured", "另行复核", NULL, &error));
  g_assert_true (hecha_issue_reopen (self->session, second, "复核有误", &error));
  g_assert_no_error (error);
  assert_state (self, closed, "open");
  assert_state (self, looked_at, "cured");
  say_verdict (self, second, item, "nonconforming");
  third = workspace_issue (self, second);
  assert_state (self, closed, "open");
  refrozen = hecha_inspect_load (self->session, second, NULL);
  earlier = ((HechaPrior *) refrozen->visit->earlier->pdata[0])->findings;
  g_assert_cmpint (hecha_case_earlier_course (refrozen, earlier->pdata[0]), ==, HECHA_COURSE_PERSISTING);
  g_assert_cmpint (hecha_case_earlier_course (refrozen, earlier->pdata[1]), ==, HECHA_COURSE_CLOSED);
  hecha_case_count_courses (refrozen, n);
  g_assert_cmpuint (n[HECHA_COURSE_PERSISTING], ==, 1);
  g_assert_cmpuint (n[HECHA_COURSE_CLOSED], ==, earlier->len - 1);
  g_assert_cmpuint (n[HECHA_COURSE_PENDING], ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/carry-forward/carry", test_carry);
  g_test_add_func ("/flow/carry-forward/reopened", test_reopened);
  return g_test_run ();
}

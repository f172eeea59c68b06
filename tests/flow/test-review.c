/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"

#include <string.h>

/* What is said of an item stands until something else is, or nothing; it outlives the program. */
static const char *const names[] = { "prepared", "reviewed", "approved" };

static void
comment (Workspace  *self,
         const char *uuid)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, uuid, NULL);
  const char *first = ((HechaChecklistEntry *) content->checklist->entries->pdata[0])->item->uuid;
  const char *second = ((HechaChecklistEntry *) content->checklist->entries->pdata[1])->item->uuid;
  g_autofree char *large = g_strnfill (4001, 'x');
  g_autoptr(GPtrArray) comments = NULL;
  g_autoptr(GError) error = NULL, missing = NULL;

  g_assert_true (hecha_review_comment (self->session, uuid, first, "看不清", NULL));
  g_assert_true (hecha_review_comment (self->session, uuid, first, "照片不清楚", NULL));
  g_assert_true (hecha_review_comment (self->session, uuid, ((HechaChecklistEntry *) content->checklist->entries->pdata[1])->item->id,
                                       "好", NULL));
  g_assert_true (hecha_review_comment (self->session, uuid, second, "", NULL));
  g_assert_false (hecha_review_comment (self->session, uuid, second, large, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_false (hecha_review_comment (self->session, uuid, "none", "x", &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  comments = hecha_review_comments (self->session, uuid, NULL);
  g_assert_cmpuint (comments->len, ==, 1);
  g_assert_cmpstr (hecha_comments_get (comments, first), ==, "照片不清楚");
}

static void
test_decisions (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL, *key = NULL, *wrong = NULL;
  g_autoptr(HechaIssuedReport) first = NULL, second = NULL;
  g_autoptr(HechaCase) returned = NULL, reopened = NULL, approved = NULL;
  g_autoptr(GError) error = NULL;
  gboolean signed_now = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    workspace_key (self, names[i]);
  key = fixture_path (self->files, "approved.p12");
  wrong = fixture_path (self->files, "reviewed.p12");
  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  g_assert_false (hecha_review_approve (self->session, uuid, key, FIXTURE_PASSWORD, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  workspace_answer_all (self, uuid);
  first = workspace_issue (self, uuid);
  g_assert_false (hecha_review_return (self->session, uuid, "", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  comment (self, uuid);
  g_assert_true (hecha_review_return (self->session, uuid, "缺少照片", &error));
  returned = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpuint (returned->decision->comments->len, ==, 1);
  g_assert_cmpstr (((HechaComment *) returned->decision->comments->pdata[0])->text, ==, "照片不清楚");
  g_assert_false (hecha_review_comment (self->session, uuid, ((HechaComment *) returned->decision->comments->pdata[0])->item,
                                        "晚了", NULL));
  g_assert_cmpint (returned->state, ==, HECHA_VISIT_RETURNED);
  g_assert_false (hecha_review_return (self->session, uuid, "又", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_issue_reopen (self->session, uuid, "补充照片", &error));
  /* Whoever mends it reads there what is to be mended. */
  reopened = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_nonnull (reopened->decision);
  g_assert_cmpstr (reopened->decision->reason, ==, "缺少照片");
  g_assert_cmpuint (reopened->decision->comments->len, ==, 1);
  second = workspace_issue (self, uuid);
  for (guint i = 0; i < 2; i++)
    workspace_sign (self, second->path, names[i]);
  g_assert_false (hecha_review_approve (self->session, uuid, wrong, FIXTURE_PASSWORD, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_review_approve (self->session, uuid, key, FIXTURE_PASSWORD, &signed_now, &error));
  g_assert_true (signed_now);
  approved = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpint (approved->state, ==, HECHA_VISIT_APPROVED);
  g_assert_cmpuint (approved->signings->len, ==, 3);
  /* What was said with the first decision went out with that. */
  g_assert_cmpuint (approved->decision->comments->len, ==, 0);
}

/* Signed as approved before anybody decided: only with the key of that signature, and it says so. */
static void
test_signed_before (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL, *key = NULL, *wrong = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaCase) approved = NULL;
  g_autoptr(GError) error = NULL;
  gboolean signed_now = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    workspace_key (self, names[i]);
  workspace_key (self, "other");
  key = fixture_path (self->files, "approved.p12");
  wrong = fixture_path (self->files, "other.p12");
  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  /* What those before the approver have not signed cannot be approved. */
  workspace_sign (self, report->path, names[0]);
  g_assert_false (hecha_review_approve (self->session, uuid, key, FIXTURE_PASSWORD, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "“reviewed” signs before “approved”"));
  g_clear_error (&error);
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    workspace_sign (self, report->path, names[i]);
  g_assert_false (hecha_review_approve (self->session, uuid, key, "nein", NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_false (hecha_review_approve (self->session, uuid, wrong, FIXTURE_PASSWORD, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_review_approve (self->session, uuid, key, FIXTURE_PASSWORD, &signed_now, &error));
  g_assert_false (signed_now);
  approved = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpint (approved->state, ==, HECHA_VISIT_APPROVED);
  g_assert_cmpuint (approved->signings->len, ==, 3);
}

/* A visit of another holder is theirs to change. */
static void
test_others (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (self->office);
  g_autoptr(HechaCase) content = hecha_inspect_load (self->office->session, self->uuid, NULL);
  const char *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[0])->item->uuid;
  g_autoptr(GError) error = NULL;

  sides_clean (sent);
  sides_clean (got);
  g_assert_false (hecha_issue_reopen (self->office->session, self->uuid, "重来", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "示例测评机构"));
  g_clear_error (&error);
  g_assert_false (workspace_answer (self->office, self->uuid, item, 0, HECHA_ANSWER_NOTE, "改", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_review_return (self->office->session, self->uuid, "缺少照片", &error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/review/decisions", test_decisions);
  g_test_add_func ("/flow/review/signed-before", test_signed_before);
  g_test_add_func ("/flow/review/others", test_others);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"
#include "library-private.h"
#include "move.h"
#include "oscal-pack.h"

#include <string.h>

#define CHANGED  "measures-07-filing"         /* another step */
#define REWORDED "measures-07-correction"     /* another remedy */
#define GONE     "plat-cloud-location"

static HechaItem *
item_called (GPtrArray  *items,
             const char *id,
             guint      *place)
{
  for (guint i = 0; i < items->len; i++)
    if (strcmp (((HechaItem *) items->pdata[i])->id, id) == 0)
      {
        if (place)
          *place = i;
        return items->pdata[i];
      }
  g_assert_not_reached ();
}

/* A version 99 of the pack for platforms. */
static void
add_newer (Workspace *self)
{
  g_autoptr(HechaPackRow) row = hecha_library_find (self->session, "platform", HECHA_TYPE_PLATFORM, NULL), newer = NULL;
  g_autoptr(GBytes) zip = hecha_library_bytes (self->session, row->digest, NULL);
  g_autoptr(HechaPack) pack = hecha_library_read (zip, "platform", 0, NULL);
  HechaItem *changed = item_called (pack->items, CHANGED, NULL), *reworded = item_called (pack->items, REWORDED, NULL);
  HechaStep *step = changed->steps->pdata[0];
  g_autoptr(HechaBundle) bundle = NULL;
  g_autoptr(GError) error = NULL;
  guint gone;

  g_free (step->text.zh);
  step->text.zh = g_strdup ("另一种做法");
  g_free (reworded->remedy.zh);
  reworded->remedy.zh = g_strdup ("另一种整改");
  item_called (pack->items, GONE, &gone);
  g_ptr_array_remove_index (pack->items, gone);
  g_free (pack->id);
  pack->id = g_strdup ("platform");
  g_free (pack->version);
  pack->version = g_strdup ("99");
  bundle = hecha_oscal_pack_write (pack, "platform", "2026-11-22T00:00:00Z", &error);
  newer = hecha_library_keep (self->session, bundle, "platform", &error);
  g_assert_no_error (error);
}

static char *
visit_with_answers (Workspace *self)
{
  g_autoptr(GError) error = NULL;
  char *uuid;

  workspace_import (self);
  workspace_key (self, "prepared");
  workspace_key (self, "reviewed");
  workspace_key (self, "approved");
  uuid = workspace_plan_of (self, WORKSPACE_CODE, 1u << HECHA_TYPE_PLATFORM, HECHA_PROCEDURE_EVALUATION, workspace_team,
                            &error);
  g_assert_no_error (error);
  return uuid;
}

static const char *
uuid_of (HechaCase  *content,
         const char *id)
{
  return hecha_checklist_find (content->checklist, id)->item->uuid;
}

static void
say (Workspace  *self,
     const char *case_uuid,
     const char *id)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, case_uuid, NULL);
  const char *uuid = uuid_of (content, id);
  g_autoptr(GError) error = NULL;

  workspace_answer (self, case_uuid, uuid, 1, HECHA_ANSWER_STEP, "yes", &error);
  g_assert_no_error (error);
  workspace_answer (self, case_uuid, uuid, 1, HECHA_ANSWER_OBSERVATION, "看过", &error);
  g_assert_no_error (error);
  workspace_answer (self, case_uuid, uuid, 0, HECHA_ANSWER_NOTE, "备忘", &error);
  g_assert_no_error (error);
}

static const char *
said (HechaCase       *content,
      const char      *id,
      int              step,
      HechaAnswerField field)
{
  return hecha_answers_get (content->answers, uuid_of (content, id), HECHA_WHOLE, step, field);
}

static void
test_move (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = visit_with_answers (self);
  g_autoptr(HechaMove) none = NULL, preview = NULL, move = NULL;
  g_autoptr(HechaCase) before = NULL, after = NULL;
  g_autoptr(HechaEarlier) earlier = NULL, same = NULL;
  g_autoptr(GError) refused = NULL, error = NULL, not_found = NULL;

  say (self, uuid, CHANGED);
  say (self, uuid, REWORDED);
  say (self, uuid, "measures-11-rules");
  say (self, uuid, GONE);
  none = hecha_move_preview (self->session, uuid, &refused);
  g_assert_error (refused, HECHA_ERROR, HECHA_ERROR_REFUSED);
  add_newer (self);

  /* A case keeps the version it began with. */
  before = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpstr (((HechaScope *) before->visit->scopes->pdata[0])->version, !=, "99");
  preview = hecha_move_preview (self->session, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->items->len, ==, 3);
  g_assert_cmpuint (preview->again, ==, 1);
  g_assert_cmpuint (preview->kept, ==, 2);
  g_assert_cmpuint (preview->lost, ==, 1);
  g_assert_cmpstr (((HechaMovePack *) preview->packs->pdata[0])->to, ==, "99");

  move = hecha_move_apply (self->session, uuid, &error);
  g_assert_no_error (error);
  after = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpstr (((HechaScope *) after->visit->scopes->pdata[0])->version, ==, "99");
  g_assert_null (said (after, CHANGED, 1, HECHA_ANSWER_STEP));
  g_assert_null (said (after, CHANGED, 1, HECHA_ANSWER_OBSERVATION));
  g_assert_cmpstr (said (after, CHANGED, 0, HECHA_ANSWER_NOTE), ==, "备忘");
  g_assert_cmpstr (said (after, REWORDED, 1, HECHA_ANSWER_STEP), ==, "yes");
  g_assert_cmpstr (said (after, "measures-11-rules", 1, HECHA_ANSWER_OBSERVATION), ==, "看过");
  g_assert_null (hecha_checklist_find (after->checklist, GONE));

  /* What is to be answered again stands beside what was said. */
  earlier = hecha_move_earlier (self->session, uuid, uuid_of (after, CHANGED), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (earlier->answers->len, ==, 2);
  g_assert_cmpstr (((HechaStep *) earlier->item->steps->pdata[0])->text.zh, !=, "另一种做法");
  same = hecha_move_earlier (self->session, uuid, uuid_of (after, REWORDED), &not_found);
  g_assert_error (not_found, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

/* One action, and one undo. */
static void
test_undo (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = visit_with_answers (self);
  g_autoptr(HechaMove) move = NULL;
  g_autoptr(HechaCase) after = NULL;
  g_autoptr(GError) error = NULL;

  say (self, uuid, CHANGED);
  add_newer (self);
  move = hecha_move_apply (self->session, uuid, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_inspect_undo (self->session, uuid, &error));
  after = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpstr (((HechaScope *) after->visit->scopes->pdata[0])->version, !=, "99");
  g_assert_cmpstr (said (after, CHANGED, 1, HECHA_ANSWER_STEP), ==, "yes");
}

/* An item with a finding does not just go. */
static void
test_finding (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = visit_with_answers (self);
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, uuid, NULL), after = NULL;
  HechaFinding *finding = hecha_finding_new (uuid_of (content, GONE), "境外节点");
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_inspect_set_finding (self->session, uuid, finding, &error));
  hecha_finding_free (finding);
  add_newer (self);
  g_assert_null (hecha_move_apply (self->session, uuid, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, GONE));
  after = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpstr (((HechaScope *) after->visit->scopes->pdata[0])->version, !=, "99");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/move/move", test_move);
  g_test_add_func ("/flow/move/undo", test_undo);
  g_test_add_func ("/flow/move/finding", test_finding);
  return g_test_run ();
}

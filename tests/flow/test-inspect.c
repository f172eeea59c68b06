/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"
#include "verdict.h"

typedef struct
{
  Workspace *self;
  char      *uuid;
} Visit;

static void
visit_begin (Visit *visit)
{
  visit->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (visit->self);
  visit->uuid = workspace_plan (visit->self, workspace_team);
}

static void
visit_end (Visit *visit)
{
  workspace_free (visit->self);
  g_free (visit->uuid);
}

static HechaCase *
load (Visit *visit)
{
  return hecha_inspect_load (visit->self->session, visit->uuid, NULL);
}

/* The first item that has so many steps at least, whose first TEST touches a live device or none does. */
static HechaItem *
find_item (HechaCase *content,
           guint      steps,
           gboolean   live)
{
  for (guint i = 0; i < content->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item;

      if (item->steps->len >= steps && hecha_text_is_empty (&item->ot_impact) != live &&
          (!live || hecha_item_has_method (item, HECHA_METHOD_TEST)))
        return hecha_item_ref (item);
    }
  g_assert_not_reached ();
}

static gboolean
say (Visit            *visit,
     const HechaItem  *item,
     int               step,
     HechaAnswerField  field,
     const char       *value,
     int               code)
{
  g_autoptr(GError) error = NULL;
  gboolean done = workspace_answer (visit->self, visit->uuid, item->uuid, step, field, value, &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, HECHA_ERROR, code);
  return done;
}

static HechaVerdict
verdict_of (Visit           *visit,
            const HechaItem *item)
{
  g_autoptr(HechaCase) content = load (visit);

  return hecha_case_verdict (content, item);
}

static void
test_derived_and_chosen (void)
{
  Visit visit;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaItem) item = NULL;

  visit_begin (&visit);
  content = load (&visit);
  item = find_item (content, 2, FALSE);
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_OPEN);
  for (guint step = 1; step <= item->steps->len; step++)
    say (&visit, item, (int) step, HECHA_ANSWER_STEP, step == 1 ? "no" : "yes", -1);
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_PARTIAL);
  say (&visit, item, 0, HECHA_ANSWER_VERDICT, "nonconforming", HECHA_ERROR_REFUSED);
  say (&visit, item, 0, HECHA_ANSWER_VERDICT, "na", HECHA_ERROR_REFUSED);
  say (&visit, item, 0, HECHA_ANSWER_VERDICT, "excellent", HECHA_ERROR_INVALID);
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_PARTIAL);
  say (&visit, item, 0, HECHA_ANSWER_REASON, "关键步骤不符合", -1);
  say (&visit, item, 0, HECHA_ANSWER_VERDICT, "nonconforming", -1);
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_NONCONFORMING);
  say (&visit, item, 0, HECHA_ANSWER_VERDICT, NULL, -1);
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_PARTIAL);
  visit_end (&visit);
}

static void
test_invalid (void)
{
  Visit visit;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaItem) item = NULL;
  HechaItem nothing = { .uuid = (char *) "0c4e7a52-0000-4000-8000-000000000001" };

  visit_begin (&visit);
  content = load (&visit);
  item = find_item (content, 1, FALSE);
  say (&visit, item, 99, HECHA_ANSWER_STEP, "yes", HECHA_ERROR_INVALID);
  say (&visit, item, 0, HECHA_ANSWER_STEP, "yes", HECHA_ERROR_INVALID);
  say (&visit, item, 1, HECHA_ANSWER_STEP, "maybe", HECHA_ERROR_INVALID);
  say (&visit, &nothing, 1, HECHA_ANSWER_STEP, "yes", HECHA_ERROR_NOT_FOUND);
  visit_end (&visit);
}

/* Without the plant's agreement a TEST on a live device is not answered yes. */
static void
test_ot_note (void)
{
  Visit visit;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaItem) item = NULL;
  int step = 1;

  visit_begin (&visit);
  content = load (&visit);
  item = find_item (content, 1, TRUE);
  while (((HechaStep *) item->steps->pdata[step - 1])->method != HECHA_METHOD_TEST)
    step++;
  say (&visit, item, step, HECHA_ANSWER_STEP, "yes", HECHA_ERROR_REFUSED);
  say (&visit, item, step, HECHA_ANSWER_STEP, "na", -1);
  for (HechaAnswerField field = HECHA_ANSWER_OT_AGREED; field <= HECHA_ANSWER_OT_WAY_BACK; field++)
    {
      say (&visit, item, step, HECHA_ANSWER_STEP, "yes", HECHA_ERROR_REFUSED);
      say (&visit, item, 0, field, "王工", -1);
    }
  say (&visit, item, step, HECHA_ANSWER_STEP, "yes", -1);
  visit_end (&visit);
}

/* Many answers are one action: all of them are saved or none, and one undo takes them back. */
static void
test_bulk_and_undo (void)
{
  Visit visit;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaItem) item = NULL;
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GError) error = NULL, none = NULL;

  visit_begin (&visit);
  content = load (&visit);
  item = find_item (content, 2, FALSE);
  say (&visit, item, 1, HECHA_ANSWER_STEP, "no", -1);
  for (guint step = 1; step <= item->steps->len; step++)
    g_ptr_array_add (answers, hecha_answer_new (item->uuid, HECHA_WHOLE, (int) step, HECHA_ANSWER_STEP, "yes"));
  g_ptr_array_add (answers, hecha_answer_new (item->uuid, HECHA_WHOLE, 99, HECHA_ANSWER_STEP, "yes"));
  g_assert_false (hecha_inspect_answer (visit.self->session, visit.uuid, answers, &error));
  g_clear_error (&error);
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_OPEN);
  g_ptr_array_set_size (answers, (int) item->steps->len);
  g_assert_true (hecha_inspect_answer (visit.self->session, visit.uuid, answers, &error));
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_CONFORMING);
  g_assert_true (hecha_inspect_undo (visit.self->session, visit.uuid, &error));
  {
    g_autoptr(HechaCase) now = load (&visit);

    g_assert_cmpstr (hecha_answers_get (now->answers, item->uuid, HECHA_WHOLE, 1, HECHA_ANSWER_STEP), ==, "no");
    g_assert_null (hecha_answers_get (now->answers, item->uuid, HECHA_WHOLE, 2, HECHA_ANSWER_STEP));
  }
  g_assert_true (hecha_inspect_undo (visit.self->session, visit.uuid, &error));
  g_assert_no_error (error);
  {
    g_autoptr(HechaCase) now = load (&visit);

    g_assert_null (hecha_answers_get (now->answers, item->uuid, HECHA_WHOLE, 1, HECHA_ANSWER_STEP));
  }
  while (hecha_inspect_undo (visit.self->session, visit.uuid, &none))
    ;
  g_assert_error (none, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  visit_end (&visit);
}

/* The order in which the answers of one action are given does not matter. */
static void
test_order_within (void)
{
  Visit visit;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaItem) item = NULL;
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GError) error = NULL;

  visit_begin (&visit);
  content = load (&visit);
  item = find_item (content, 1, FALSE);
  g_ptr_array_add (answers, hecha_answer_new (item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT, "na"));
  g_ptr_array_add (answers, hecha_answer_new (item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON, "无此系统"));
  g_assert_true (hecha_inspect_answer (visit.self->session, visit.uuid, answers, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict_of (&visit, item), ==, HECHA_VERDICT_NOT_APPLICABLE);
  visit_end (&visit);
}

static void
test_objects_and_findings (void)
{
  Visit visit;
  g_autoptr(HechaObject) odd = hecha_object_new ("starship", "一号"), object = hecha_object_new ("host", "历史库");
  g_autoptr(HechaFinding) empty = hecha_finding_new ("x", ""), late = hecha_finding_new ("x", "问题");
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;

  visit_begin (&visit);
  g_assert_false (hecha_inspect_set_object (visit.self->session, visit.uuid, odd, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (hecha_inspect_set_object (visit.self->session, visit.uuid, object, &error));
  g_assert_false (hecha_inspect_set_finding (visit.self->session, visit.uuid, empty, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  late->deadline = g_strdup ("2026-13-01");
  g_assert_false (hecha_inspect_set_finding (visit.self->session, visit.uuid, late, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  content = load (&visit);
  g_assert_cmpuint (content->objects->len, ==, 1);
  g_assert_cmpuint (content->findings->len, ==, 0);
  g_assert_true (hecha_inspect_remove_object (visit.self->session, visit.uuid, object->uuid, &error));
  g_clear_pointer (&content, hecha_case_free);
  content = load (&visit);
  g_assert_cmpuint (content->objects->len, ==, 0);
  visit_end (&visit);
}

/* After a freeze content is refused until the visit is reopened. */
static void
test_frozen (void)
{
  Visit visit;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaObject) object = hecha_object_new ("host", "历史库");
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaItem) item = NULL;
  g_autoptr(GError) error = NULL;

  visit_begin (&visit);
  workspace_answer_all (visit.self, visit.uuid);
  report = workspace_issue (visit.self, visit.uuid);
  content = load (&visit);
  item = find_item (content, 1, FALSE);
  say (&visit, item, 1, HECHA_ANSWER_STEP, "no", HECHA_ERROR_REFUSED);
  g_assert_false (hecha_inspect_set_object (visit.self->session, visit.uuid, object, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (hecha_inspect_undo (visit.self->session, visit.uuid, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_issue_reopen (visit.self->session, visit.uuid, "补充", &error));
  say (&visit, item, 1, HECHA_ANSWER_OBSERVATION, "又看了一次", -1);
  visit_end (&visit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/inspect/derived-and-chosen", test_derived_and_chosen);
  g_test_add_func ("/flow/inspect/invalid", test_invalid);
  g_test_add_func ("/flow/inspect/ot-note", test_ot_note);
  g_test_add_func ("/flow/inspect/bulk-and-undo", test_bulk_and_undo);
  g_test_add_func ("/flow/inspect/order-within", test_order_within);
  g_test_add_func ("/flow/inspect/objects-and-findings", test_objects_and_findings);
  g_test_add_func ("/flow/inspect/frozen", test_frozen);
  return g_test_run ();
}

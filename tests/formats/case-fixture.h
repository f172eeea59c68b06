/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

#include <string.h>

#define CASE_UUID     "7f4f6d0e-3f0b-4a52-8f3e-2f1c0f1b9a11"
#define OBJECT_PLC    "11111111-1111-4111-8111-111111111111"
#define OBJECT_HOST   "22222222-2222-4222-8222-222222222222"
#define EVIDENCE_UUID "33333333-3333-4333-8333-333333333333"
#define FINDING_UUID  "44444444-4444-4444-8444-444444444444"
#define EMPTY_SHA256  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static inline HechaItem *
make_item (const char *uuid,
           const char *id,
           const char *kind,
           guint       steps)
{
  HechaItem *item = hecha_item_new ();

  item->uuid = g_strdup (uuid);
  item->id = g_strdup (id);
  item->label = g_ascii_strup (id, -1);
  item->group = g_strdup ("g");
  item->title = (HechaText) { g_strdup_printf ("标题 %s", id), g_strdup_printf ("Title %s", id) };
  item->requirement = (HechaText) { g_strdup ("要求"), g_strdup ("Requirement") };
  item->risk = (HechaText) { g_strdup ("停产"), g_strdup ("Standstill") };
  if (kind)
    item->object_kinds = g_strsplit (kind, ",", -1);
  for (guint i = 0; i < steps; i++)
    {
      HechaStep *step = hecha_step_new (i % 3);

      step->text = (HechaText) { g_strdup ("做"), g_strdup ("Do") };
      g_ptr_array_add (item->steps, step);
    }
  hecha_item_seal (item);
  return item;
}

static inline void
put_answer (HechaCase        *self,
            const char       *item,
            const char       *object,
            int               step,
            HechaAnswerField  field,
            const char       *value)
{
  HechaAnswer *answer = hecha_answer_new (item, object, step, field, value);

  answer->author = g_strdup ("王小明");
  answer->time = g_strdup_printf ("2026-03-02T0%d:00:00.000Z", 1 + step);
  hecha_answers_put (self->answers, answer);
}

#define ITEM_SHARED "aaaaaaaa-0000-4000-8000-000000000001"
#define ITEM_OBJECT "aaaaaaaa-0000-4000-8000-000000000002"
#define ITEM_NA     "aaaaaaaa-0000-4000-8000-000000000003"
#define ITEM_PLAT   "aaaaaaaa-0000-4000-8000-000000000004"

static inline void
add_pack (HechaCase *self,
          HechaType  type,
          int        level,
          HechaItem *first,
          ...)
{
  g_autoptr(HechaPack) pack = hecha_pack_new (hecha_nick_text (hecha_type_nicks, type), "1");
  HechaScope *scope = hecha_scope_new (type, level);
  HechaText title = { (char *) "领域", (char *) "Domain" };
  va_list args;

  va_start (args, first);
  for (HechaItem *item = first; item; item = va_arg (args, HechaItem *))
    g_ptr_array_add (pack->items, item);
  va_end (args);
  g_ptr_array_add (pack->groups, hecha_group_new ("g", &title));
  pack->digest = g_strdup (EMPTY_SHA256);
  g_free (scope->pack);
  g_free (scope->version);
  g_free (scope->digest);
  scope->pack = g_strdup (pack->id);
  scope->version = g_strdup ("1");
  scope->digest = g_strdup (pack->digest);
  g_ptr_array_add (self->visit->scopes, scope);
  hecha_checklist_add (self->checklist, type, pack, NULL);
}

static inline void
add_filing (HechaVisit *visit,
            HechaType   type,
            int         level)
{
  HechaFiling *filing = hecha_filing_new (type, level);

  hecha_filing_set (filing, HECHA_FIELD_NAME, "示例化工有限公司");
  hecha_filing_set (filing, HECHA_FIELD_CODE, "91330100799655058B");
  g_ptr_array_add (visit->filings, filing);
}

static inline HechaObject *
make_object (const char *uuid,
             const char *kind,
             const char *name)
{
  HechaObject *object = hecha_object_new (kind, name);

  g_free (object->uuid);
  object->uuid = g_strdup (uuid);
  object->zone = g_strdup ("控制区");
  object->reason = g_strdup ("抽取 2 台\n共 12 台");
  return object;
}

/* A frozen case of two types: a shared item that conforms, one over two objects that conforms in part, one that does
 * not apply, and one of the platform alone that does not conform. Every string is as awkward as people make them. */
static inline HechaCase *
make_case (void)
{
  HechaVisit *visit = hecha_visit_new (HECHA_PROCEDURE_EVALUATION);
  HechaCase *self;
  HechaFinding *finding;
  HechaEvidence *evidence;

  g_free (visit->uuid);
  visit->uuid = g_strdup (CASE_UUID);
  g_free (visit->number);
  visit->number = g_strdup ("2026-0007");
  g_free (visit->unit);
  visit->unit = g_strdup ("示例评测中心 ");
  g_free (visit->planned_on);
  visit->planned_on = g_strdup ("2026-03-02");
  visit->language = HECHA_LANGUAGE_ZH;
  add_filing (visit, HECHA_TYPE_CONNECTED, 3);
  add_filing (visit, HECHA_TYPE_PLATFORM, 2);
  g_ptr_array_add (visit->sites, hecha_site_new ("一厂", "330100", NULL));
  g_ptr_array_add (visit->members, hecha_member_new (HECHA_ROLE_LEAD, "李雷"));
  g_ptr_array_add (visit->members, hecha_member_new (HECHA_ROLE_EVALUATOR, "韩梅梅"));
  g_ptr_array_add (visit->members, hecha_member_new (HECHA_ROLE_EVALUATOR, "王小明"));
  self = hecha_case_new (visit);
  add_pack (self, HECHA_TYPE_CONNECTED, 3, make_item (ITEM_SHARED, "s-1", NULL, 2),
            make_item (ITEM_OBJECT, "o-1", "control-device,host", 1), make_item (ITEM_NA, "n-1", NULL, 1), NULL);
  add_pack (self, HECHA_TYPE_PLATFORM, 2, make_item (ITEM_SHARED, "s-1", NULL, 2),
            make_item (ITEM_PLAT, "7.1(a)", NULL, 3), NULL);
  g_ptr_array_add (self->objects, make_object (OBJECT_PLC, "control-device", "PLC-07"));
  g_ptr_array_add (self->objects, make_object (OBJECT_HOST, "host", "工程师站"));
  put_answer (self, ITEM_SHARED, HECHA_WHOLE, 1, HECHA_ANSWER_STEP, "yes");
  put_answer (self, ITEM_SHARED, HECHA_WHOLE, 2, HECHA_ANSWER_STEP, "yes");
  put_answer (self, ITEM_SHARED, HECHA_WHOLE, 2, HECHA_ANSWER_SOURCE, "制度 V2.1");
  put_answer (self, ITEM_OBJECT, OBJECT_PLC, 1, HECHA_ANSWER_STEP, "yes");
  put_answer (self, ITEM_OBJECT, OBJECT_HOST, 1, HECHA_ANSWER_STEP, "no");
  put_answer (self, ITEM_OBJECT, OBJECT_HOST, 1, HECHA_ANSWER_OBSERVATION, "口令贴在屏边\n三人共用");
  put_answer (self, ITEM_NA, HECHA_WHOLE, 1, HECHA_ANSWER_STEP, "na");
  put_answer (self, ITEM_NA, HECHA_WHOLE, 0, HECHA_ANSWER_REASON, "没有无线网络");
  put_answer (self, ITEM_PLAT, HECHA_WHOLE, 1, HECHA_ANSWER_STEP, "no");
  put_answer (self, ITEM_PLAT, HECHA_WHOLE, 2, HECHA_ANSWER_STEP, "no");
  put_answer (self, ITEM_PLAT, HECHA_WHOLE, 3, HECHA_ANSWER_STEP, "no");
  finding = hecha_finding_new (ITEM_OBJECT, "口令贴在屏边");
  g_free (finding->uuid);
  finding->uuid = g_strdup (FINDING_UUID);
  finding->object = g_strdup (OBJECT_HOST);
  finding->measure = g_strdup ("收回并更换");
  finding->deadline = g_strdup ("2026-04-30");
  finding->major = TRUE;
  g_ptr_array_add (self->findings, finding);
  evidence = hecha_evidence_new (EMPTY_SHA256, 4711, "IMG 1.jpg");
  g_free (evidence->uuid);
  evidence->uuid = g_strdup (EVIDENCE_UUID);
  evidence->sm3 = g_strdup ("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
  evidence->object = g_strdup (OBJECT_HOST);
  g_ptr_array_add (evidence->items, g_strdup (ITEM_OBJECT));
  g_ptr_array_add (self->evidence, evidence);
  g_ptr_array_add (self->pinned, hecha_head_new (EMPTY_SHA256, 12, EMPTY_SHA256));
  self->revision = 1;
  self->frozen = TRUE;
  self->frozen_at = g_strdup ("2026-03-02T10:00:00.000Z");
  return self;
}

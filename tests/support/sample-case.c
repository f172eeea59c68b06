/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-case.h"

#include "digest.h"
#include "uuid.h"

#include <string.h>

/* A namespace of our own; with it the same sample has the same UUIDs. */
#define SPACE "3d2f3c1e-6a0b-5c52-9a53-0d6f6d2c8e11"
#define N_DOMAINS 5

static const HechaText domains[N_DOMAINS] = {
  { "安全管理", "Security management" },
  { "设备与控制安全", "Device and control security" },
  { "网络与边界安全", "Network and boundary security" },
  { "平台与应用安全", "Platform and application security" },
  { "数据安全", "Data security" },
};

static const HechaText titles[] = {
  { "资产清单与责任人", "Asset inventory with owners" },
  { "账户与口令管理", "Accounts and passwords" },
  { "区域划分与边界防护", "Zones and boundary protection" },
  { "远程维护", "Remote maintenance" },
  { "数据分类与目录", "Data classes and catalogue" },
  { "日志留存不少于六个月", "Logs kept for six months" },
  { "应急预案与演练", "Incident plan and drills" },
};

static const char long_name[] =
  "示例市高新技术产业开发区示例智能装备制造与工业互联网平台运营（集团）股份有限公司第二分公司";
static const char long_text[] =
  "现场查看 PLC-07 至 PLC-12 的工程师站，发现多个操作员共用 admin 账户，口令写在控制柜内侧；同时防火墙策略中存在"
  "允许任意源地址访问 TCP 3389 的规则（第 17 条），与《网络安全策略 V2.3》第 4.2 节的要求不一致。访谈运维主管后确认，"
  "该规则系 2025 年检修期间由供应商临时添加，检修结束后未删除。The engineering station also accepts legacy SMBv1 "
  "connections from the office network.";

static char *
uuid (const char *kind,
      guint       n)
{
  g_autofree char *name = g_strdup_printf ("%s/%u", kind, n);

  return hecha_uuid_name (SPACE, name);
}

static char *
digest (const char *kind,
        guint       n)
{
  g_autofree char *text = g_strdup_printf ("示例 %s/%u", kind, n);

  return hecha_sha256_hex (text, strlen (text));
}

static void
set_text (HechaText       *to,
          const HechaText *from)
{
  hecha_text_clear (to);
  hecha_text_copy (from, to);
}

static void
set_words (HechaText  *to,
           const char *zh,
           const char *en)
{
  HechaText words = { (char *) zh, (char *) en };

  set_text (to, &words);
}

static void
add_step (HechaItem   *item,
          HechaMethod  method,
          const char  *zh,
          const char  *en)
{
  HechaStep *step = hecha_step_new (method);

  set_words (&step->text, zh, en);
  g_ptr_array_add (item->steps, step);
}

static HechaItem *
new_item (guint i)
{
  static const char *const kinds[] = { "control-device", NULL };
  HechaItem *item = hecha_item_new ();
  guint domain = i % N_DOMAINS;
  const HechaText *title = &titles[i % G_N_ELEMENTS (titles)];

  item->uuid = uuid ("item", i);
  item->id = g_strdup_printf ("s-%u", i + 1);
  item->label = g_strdup_printf ("%u.%u", domain + 1, i / N_DOMAINS + 1);
  item->group = g_strdup_printf ("g%u", domain);
  item->min_level = 1;
  item->weight = 1;
  item->unverified = i % 5 == 4;
  set_text (&item->title, title);
  set_words (&item->requirement, "（示例）企业应当建立并保持与其级别相适应的措施，责任到人，定期检查。",
             "(Sample) The enterprise keeps measures that fit its level, with named owners and regular checks.");
  set_words (&item->source, "示例来源", "Sample source");
  add_step (item, HECHA_METHOD_INTERVIEW, "询问负责人职责和执行情况。", "Ask the person responsible how it is done.");
  add_step (item, HECHA_METHOD_EXAMINE, "查看制度、台账与记录。", "Look at rules, lists and records.");
  if (i % 4 == 1)
    {
      add_step (item, HECHA_METHOD_TEST, "在约定的时间窗口内验证策略是否生效。", "Check within the window that the policy works.");
      set_words (&item->ot_impact, "可能中断控制器通信。", "May interrupt the controller.");
      item->object_kinds = g_strdupv ((char **) kinds);
    }
  hecha_item_seal (item);
  return item;
}

static HechaPack *
new_pack (const char        *id,
          const HechaSample *sample,
          guint              every)
{
  HechaPack *pack = hecha_pack_new (id, "2026.1-sample");
  const HechaText title = every == 1 ? (HechaText) { "样例检查表", "Sample checklist" } : (HechaText) { NULL, NULL };

  /* One has a title, the other only an id. */
  hecha_text_copy (&title, &pack->title);

  for (guint i = 0; i < N_DOMAINS; i++)
    {
      g_autofree char *group = g_strdup_printf ("g%u", i);

      g_ptr_array_add (pack->groups, hecha_group_new (group, &domains[i]));
    }
  for (guint i = 0; i < sample->n_items; i += every)
    g_ptr_array_add (pack->items, new_item (i));
  return pack;
}

static void
add_scope (HechaCase         *self,
           const HechaSample *sample,
           HechaType          type,
           int                level,
           guint              every)
{
  HechaScope *scope = hecha_scope_new (type, level);
  HechaFiling *filing = hecha_filing_new (type, level);
  g_autofree char *id = g_strdup_printf ("sample-%s-l%d", hecha_nick_text (hecha_type_nicks, type), level);
  g_autoptr(HechaPack) pack = new_pack (id, sample, every);
  g_autoptr(GError) error = NULL;

  scope->pack = g_strdup (id);
  scope->version = g_strdup (pack->version);
  scope->digest = digest ("pack", type);
  g_ptr_array_add (self->visit->scopes, scope);
  hecha_filing_set (filing, HECHA_FIELD_NAME, sample->long_texts ? long_name : "示例精密机械有限公司");
  hecha_filing_set (filing, HECHA_FIELD_CODE, "91330100799655058B");
  hecha_filing_set (filing, HECHA_FIELD_REGION, "330100");
  hecha_filing_set (filing, HECHA_FIELD_ADDRESS, "示例省示例市示例路 1 号");
  hecha_filing_set (filing, HECHA_FIELD_PERSON_IN_CHARGE, "示例·赵一");
  hecha_filing_set (filing, HECHA_FIELD_SECURITY_OFFICER, "示例·钱二");
  hecha_filing_set (filing, HECHA_FIELD_CONTACT, "示例·孙三");
  hecha_filing_set (filing, HECHA_FIELD_PHONE, "0571-00000000");
  hecha_filing_set (filing, HECHA_FIELD_SIZE, "员工 820 人，年营业收入 9.6 亿元（示例）");
  hecha_filing_set (filing, HECHA_FIELD_IMPORTANT_SYSTEMS, "DCS 2 套，SCADA 1 套（示例）");
  g_ptr_array_add (self->visit->filings, filing);
  hecha_checklist_add (self->checklist, type, pack, &error);
  g_assert_no_error (error);
}

static void
add_member (HechaCase  *self,
            HechaRole   role,
            const char *name,
            const char *post,
            const char *number)
{
  HechaMember *member = hecha_member_new (role, name);

  member->post = g_strdup (post);
  member->number = g_strdup (number);
  g_ptr_array_add (self->visit->members, member);
}

static void
add_people (HechaCase         *self,
            const HechaSample *sample)
{
  if (sample->procedure == HECHA_PROCEDURE_INSPECTION)
    {
      add_member (self, HECHA_ROLE_INSPECTOR, "示例·李四", "一级主任科员", "示例执法证 330000001");
      add_member (self, HECHA_ROLE_INSPECTOR, "示例·周五", "四级调研员", "示例执法证 330000002");
      add_member (self, HECHA_ROLE_SUPPORT, "示例·吴六", "示例评测有限公司 工程师", NULL);
      add_member (self, HECHA_ROLE_ON_SITE_PERSON, "示例·钱二", "网络安全负责人", NULL);
      add_member (self, HECHA_ROLE_APPROVED, "示例·郑七", "处长", NULL);
      return;
    }
  add_member (self, HECHA_ROLE_LEAD, "示例·王八一", "项目经理", "示例 PC-0001");
  add_member (self, HECHA_ROLE_EVALUATOR, "示例·冯九", "高级测评师", "示例 PC-0002");
  add_member (self, HECHA_ROLE_PREPARED, "示例·冯九", "高级测评师", "示例 PC-0002");
  add_member (self, HECHA_ROLE_REVIEWED, "示例·陈十", "质量主管", NULL);
  add_member (self, HECHA_ROLE_APPROVED, "示例·褚十一", "技术负责人", NULL);
}

static void
add_objects (HechaCase *self)
{
  static const char *const names[] = { "PLC-07", "PLC-12", "工程师站 ENG-01" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      HechaObject *object = hecha_object_new ("control-device", names[i]);

      g_free (object->uuid);
      object->uuid = uuid ("object", i);
      object->site = g_strdup ("示例一厂");
      object->zone = g_strdup (i == 2 ? "监控层" : "控制层");
      object->address = g_strdup_printf ("192.0.2.%u", 10 + i);
      object->reason = g_strdup ("关键产线，近一年有变更");
      g_ptr_array_add (self->objects, object);
    }
}

static void
put (HechaCase        *self,
     const HechaItem  *item,
     const char       *object,
     int               step,
     HechaAnswerField  field,
     const char       *value,
     guint             n)
{
  HechaAnswer *answer = hecha_answer_new (item->uuid, object, step, field, value);

  answer->author = g_strdup ("示例·冯九");
  answer->time = g_strdup_printf ("2026-03-05T%02u:%02u:00Z", 1 + n / 60 % 8, n % 60);
  hecha_answers_put (self->answers, answer);
}

/* Of every ten items two are partly conforming, one is not, one does not apply. */
static const char *
answer_of (guint i,
           guint step)
{
  if (i % 10 == 9)
    return "na";
  if (i % 10 == 6)
    return "no";
  return (i % 10 == 2 || i % 10 == 4) && step == 2 ? "no" : "yes";
}

static void
answer_object (HechaCase         *self,
               const HechaSample *sample,
               const HechaItem   *item,
               const char        *object,
               guint              i)
{
  for (guint step = 1; step <= item->steps->len; step++)
    {
      const char *value = answer_of (i, step);
      gboolean no = strcmp (value, "no") == 0;

      put (self, item, object, step, HECHA_ANSWER_STEP, value, i);
      if (no || step == 3)
        put (self, item, object, step, HECHA_ANSWER_OBSERVATION,
             sample->long_texts ? long_text : no ? "台账缺少责任人一栏，2 台设备未登记。" : "策略生效，未授权连接被拒绝。", i);
      put (self, item, object, step, HECHA_ANSWER_SOURCE,
           step == 1 ? "示例·钱二，网络安全负责人" : "《资产台账 V1.4》", i);
    }
  if (!hecha_text_is_empty (&item->ot_impact))
    {
      put (self, item, object, 0, HECHA_ANSWER_OT_AGREED, "示例·孙三，设备主管", i);
      put (self, item, object, 0, HECHA_ANSWER_OT_WINDOW, "2026-03-05 12:00–12:30", i);
      put (self, item, object, 0, HECHA_ANSWER_OT_STOPS, "二号线通信", i);
      put (self, item, object, 0, HECHA_ANSWER_OT_WAY_BACK, "恢复备份配置", i);
    }
}

static void
add_finding (HechaCase         *self,
             const HechaSample *sample,
             const HechaItem   *item,
             guint              i)
{
  HechaFinding *finding = hecha_finding_new (item->uuid, sample->long_texts ? long_text
                                                         : "资产台账不完整，2 台在用控制器未登记责任人。");

  g_free (finding->uuid);
  finding->uuid = uuid ("finding", i);
  finding->risk = g_strdup ("设备失管，漏洞不能及时处置。");
  finding->measure = g_strdup ("补全台账并按季度核对。");
  finding->responsible = g_strdup ("示例·孙三");
  finding->deadline = g_strdup ("2026-04-30");
  finding->major = i == 6;
  finding->cured = i == 2;
  finding->statement = i == 2 ? g_strdup ("已当场补登，后续按季度核对。") : NULL;
  g_ptr_array_add (self->findings, finding);
}

static void
answer_item (HechaCase         *self,
             const HechaSample *sample,
             const HechaItem   *item,
             guint              i)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, self->objects);

  if (objects->len == 0)
    answer_object (self, sample, item, HECHA_WHOLE, i);
  for (guint j = 0; j < objects->len; j++)
    answer_object (self, sample, item, ((HechaObject *) objects->pdata[j])->uuid, i);
  if (i % 10 == 9)
    put (self, item, HECHA_WHOLE, 0, HECHA_ANSWER_REASON, "企业没有此类系统。", i);
  if (i == 3)
    {
      put (self, item, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT, "partial", i);
      put (self, item, HECHA_WHOLE, 0, HECHA_ANSWER_REASON, "制度齐全，但仅覆盖一厂。", i);
    }
  if (i % 10 == 2 || i % 10 == 4 || i % 10 == 6 || i == 3)
    add_finding (self, sample, item, i);
}

static void
answer_all (HechaCase         *self,
            const HechaSample *sample)
{
  for (guint i = 0; i < sample->n_items; i++)
    {
      g_autofree char *id = uuid ("item", i);
      HechaChecklistEntry *entry = hecha_checklist_find (self->checklist, id);

      if (entry && !(sample->draft && i + 1 == sample->n_items))
        answer_item (self, sample, entry->item, i);
    }
}

static HechaEvidence *
add_evidence (HechaCase  *self,
              guint       n,
              const char *name,
              const char *type,
              const char *caption)
{
  g_autofree char *sha256 = digest ("evidence", n);
  HechaEvidence *evidence = hecha_evidence_new (sha256, 1000 + n * 137, name);

  g_free (evidence->uuid);
  evidence->uuid = uuid ("evidence", n);
  g_free (evidence->media_type);
  evidence->media_type = g_strdup (type);
  evidence->caption = g_strdup (caption);
  evidence->author = g_strdup ("示例·冯九");
  evidence->time = g_strdup_printf ("2026-03-05T%02u:%02u:30Z", 2 + n / 60, n % 60);
  g_ptr_array_add (evidence->items, uuid ("item", n % 10));
  g_ptr_array_add (self->evidence, evidence);
  return evidence;
}

static void
add_all_evidence (HechaCase         *self,
                  const HechaSample *sample)
{
  guint n = 0;

  for (; n < sample->n_pictures; n++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%04u.jpg", 2001 + n);

      add_evidence (self, n, name, "image/jpeg", n % 3 ? "示例：二号线控制柜铭牌与接线"
                                                       : "示例：工程师站账户列表，可见默认账户 admin 仍处于启用状态");
    }
  add_evidence (self, n++, "资产台账V1.4.pdf", "application/pdf", "示例：资产台账");
  add_evidence (self, n, "误收文件.docx", "application/octet-stream", NULL)->withdrawn =
    g_strdup ("与本次任务无关，经第二人同意撤回");
}

static void
freeze (HechaCase *self)
{
  self->frozen = TRUE;
  self->revision = 1;
  self->frozen_at = g_strdup ("2026-03-06T01:20:00.000000Z");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *device = digest ("device", i);
      g_autofree char *hash = digest ("head", i);

      g_ptr_array_add (self->pinned, hecha_head_new (device, 412 - 100 * i, hash));
    }
}

/* A plant of four zones, each device connected with the one before it; the first of a zone guards the way in. */
static void
add_plant (HechaCase *self,
           guint      n)
{
  static const char *const zones[] = { "L1 现场控制", "L2 过程监控", "L3 生产管理", "L4 企业办公" };
  static const char *const kinds[] = { "control-device", "host", "application", "network-device" };
  const HechaObject *before = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%02u", i % 7 == 3 ? "二号注塑车间温度采集控制器（备用）" : "DEV", i + 1);
      HechaObject *object = hecha_object_new (kinds[i * 4 / n], name);
      HechaLink *link;

      g_free (object->uuid);
      object->uuid = uuid ("device", i);
      object->zone = g_strdup (zones[i * 4 / n]);
      g_ptr_array_add (self->objects, object);
      if (before)
        {
          link = hecha_link_new (before->uuid, object->uuid);
          g_free (link->uuid);
          link->uuid = uuid ("link", i);
          link->conduit = strcmp (before->zone, object->zone) != 0;
          link->label = link->conduit ? g_strdup ("OPC UA") : i % 5 == 0 ? g_strdup ("Modbus TCP") : NULL;
          g_ptr_array_add (self->links, link);
        }
      before = object;
    }
  if (n)
    g_ptr_array_add (self->samplings, hecha_sampling_new ("control-device", n * 4, n / 4, "每条产线各取一台，型号不重复。"));
}

/**
 * hecha_sample_case:
 *
 * Returns: (transfer full): a case of invented people and things, the same
 *   each time; what it says is plainly a sample (示例)
 */
HechaCase *
hecha_sample_case (const HechaSample *sample)
{
  HechaVisit *visit = hecha_visit_new (sample->procedure);
  HechaCase *self = hecha_case_new (visit);
  gboolean inspection = sample->procedure == HECHA_PROCEDURE_INSPECTION;

  g_free (visit->uuid);
  visit->uuid = uuid ("case", sample->procedure);
  visit->number = g_strdup (inspection ? "示例检〔2026〕7号" : "示例-2026-0007");
  visit->language = sample->language;
  visit->holder = inspection ? HECHA_HOLDER_INDUSTRY : HECHA_HOLDER_EVALUATION;
  visit->unit = g_strdup (inspection ? "示例省经济和信息化厅" : "示例评测有限公司");
  visit->planned_on = g_strdup ("2026-03-05");
  visit->basis = g_strdup (inspection ? "2026 年度检查计划第 12 项，审批号：示例检批〔2026〕3号" : "年度符合性评测（示例）。");
  add_scope (self, sample, HECHA_TYPE_CONNECTED, 3, 1);
  if (sample->two_types)
    add_scope (self, sample, HECHA_TYPE_PLATFORM, 2, 7);
  g_ptr_array_add (visit->sites, hecha_site_new ("示例一厂", "330100", "示例省示例市示例路 1 号"));
  g_ptr_array_add (visit->sites, hecha_site_new ("示例二厂", "330200", "示例省示例二市示例大道 88 号"));
  add_people (self, sample);
  add_objects (self);
  add_plant (self, sample->n_devices);
  answer_all (self, sample);
  add_all_evidence (self, sample);
  if (!sample->draft)
    freeze (self);
  return self;
}

/**
 * hecha_sample_rule:
 *
 * Returns: (transfer full): the conclusion rule that Hecha ships
 */
HechaConclusionRule *
hecha_sample_rule (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "conclusions", "internal.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;
  HechaConclusionRule *rule;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  object = hecha_json_parse_object (text, length, path, &error);
  g_assert_no_error (error);
  rule = hecha_conclusion_rule_from_json (object, path, &error);
  g_assert_no_error (error);
  return rule;
}

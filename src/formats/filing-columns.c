/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-columns.h"

#include "filing-words.h"

#include <string.h>

#define PARTIAL      0.6   /* a header that contains a known one */
#define PARTIAL_SIZE 8     /* bytes that a known one needs for that */

static const HechaFieldSpec target_specs[] = {
  [HECHA_TARGET_TYPE - HECHA_N_FIELDS] = { "type", { "企业类型", "Type" } },
  [HECHA_TARGET_LEVEL - HECHA_N_FIELDS] = { "level", { "企业级别", "Level" } },
  [HECHA_TARGET_CONNECTED_LEVEL - HECHA_N_FIELDS] = { "connected-level", { "联网工业企业级别", "Level as connected enterprise" } },
  [HECHA_TARGET_PLATFORM_LEVEL - HECHA_N_FIELDS] = { "platform-level", { "平台企业级别", "Level as platform enterprise" } },
  [HECHA_TARGET_IDENTIFIER_LEVEL - HECHA_N_FIELDS] = { "identifier-level", { "标识解析企业级别", "Level as identifier enterprise" } },
  [HECHA_TARGET_SITE_NAME - HECHA_N_FIELDS] = { "site-name", { "厂区名称", "Site" } },
  [HECHA_TARGET_SITE_REGION - HECHA_N_FIELDS] = { "site-region", { "厂区行政区划代码", "Site’s region code" } },
  [HECHA_TARGET_SITE_ADDRESS - HECHA_N_FIELDS] = { "site-address", { "厂区地址", "Site’s address" } },
  [HECHA_TARGET_IGNORE - HECHA_N_FIELDS] = { "ignore", { "不导入", "Leave out" } },
  [HECHA_TARGET_EXTRA - HECHA_N_FIELDS] = { "", { "其他信息", "Other information" } },
};

/* Headers as stripped() makes them, beside the ids and labels of the targets. */
typedef struct
{
  int         target;
  const char *words;   /* separated by spaces */
} Synonyms;

static const Synonyms synonyms[] = {
  { HECHA_FIELD_NAME, "单位名称 公司名称 企业全称 单位全称 公司全称 机构名称 企业 名称 enterprisename company companyname "
                      "受检单位 name organization organizationname nameofenterprise" },
  { HECHA_FIELD_CODE, "社会信用代码 信用代码 统一信用代码 统一代码 统一社会信用代码证号 企业代码 creditcode socialcreditcode "
                      "uscc usci unifiedcode code" },
  { HECHA_FIELD_REGION, "行政区划 区划代码 所在地区 所属地区 地区 地区代码 所在地 属地 所属区域 所在省市 省市 所在省份 省份 所在区县 "
                        "行政区域 所属省份 region province location administrativedivision" },
  { HECHA_FIELD_INDUSTRY, "所属行业 行业 行业类别 国民经济行业代码 国民经济行业分类 国民经济行业 行业分类 行业门类 所属行业代码 行业大类 "
                          "industry sector sectorcode" },
  { HECHA_FIELD_ADDRESS, "地址 企业地址 单位地址 住所 通信地址 通讯地址 详细地址 企业注册地址 address" },
  { HECHA_FIELD_NODE_KIND, "节点类型 标识节点类型 标识解析企业类型 nodekind nodetype" },
  { HECHA_FIELD_PERSON_IN_CHARGE, "主要负责人 企业负责人 法定代表人 法人代表 法人 单位负责人 legalrepresentative" },
  { HECHA_FIELD_SECURITY_OFFICER, "安全负责人 网络安全负责人姓名 网络安全责任人 工业互联网安全负责人 网安负责人 securityofficer "
                                  "personresponsibleforcybersecurity cybersecuritylead securitylead ciso" },
  { HECHA_FIELD_OFFICER_PHONE, "负责人电话 安全负责人电话 网络安全负责人联系电话 网络安全负责人联系方式 网络安全负责人手机 "
                               "网络安全负责人手机号 负责人联系电话 负责人联系方式 负责人手机 officerphone officersphone "
                               "securityofficerphone cybersecurityofficerphone cybersecurityofficersphone" },
  { HECHA_FIELD_CONTACT, "联系人姓名 企业联系人 联络人 联络员 联系方式姓名 联系方式联系人 contactperson contactname" },
  { HECHA_FIELD_PHONE, "电话 联络电话 联系人电话 联系人联系电话 手机 手机号 手机号码 联系方式 联系人手机 联系人联系方式 联系方式电话 "
                       "联系方式手机 电话号码 telephone mobile contactphone phonenumber tel" },
  { HECHA_FIELD_EMAIL, "邮箱 电子邮件 邮箱地址 联系方式邮箱 email mail emailaddress" },
  { HECHA_FIELD_FILED_ON, "登记时间 提交日期 提交时间 填报日期 填报时间 备案日期 备案时间 filingdate datefiled registrationdate dateoffiling" },
  { HECHA_FIELD_STATE, "状态 核查状态 审核状态 state status" },
  { HECHA_FIELD_LAST_EVALUATED_ON, "最近评测日期 上次评测日期 评测日期 最近一次符合性评测日期 上次评测时间 最近评测时间 "
                                   "lastevaluation lastevaluationdate" },
  { HECHA_FIELD_CRITICAL, "是否关键信息基础设施 是否关基 关基 是否关键信息基础设施运营者 关键信息基础设施运营者 cii" },
  { HECHA_FIELD_SIZE, "规模 enterprisesize" },
  { HECHA_TARGET_TYPE, "类型 类别 企业类别 企业分类 分类 登记类型 工业互联网企业类型 types enterprisetype category typestype" },
  { HECHA_TARGET_LEVEL, "级别 等级 企业等级 定级 定级结果 自主定级 自主定级结果 自主定级级别 安全级别 安全等级 分级 grade "
                        "securitylevel selfgradedlevel typeslevel" },
  { HECHA_TARGET_CONNECTED_LEVEL, "联网工业企业等级 联网工业企业定级 联网工业企业定级结果 联网工业企业" },
  { HECHA_TARGET_PLATFORM_LEVEL, "平台企业等级 平台企业定级 平台企业定级结果 平台企业" },
  { HECHA_TARGET_IDENTIFIER_LEVEL, "标识解析企业等级 标识解析企业定级 标识解析企业定级结果 标识解析企业" },
  { HECHA_TARGET_SITE_NAME, "厂区 工厂名称 工厂 生产基地 基地名称 site plant plantname sitesname" },
  { HECHA_TARGET_SITE_REGION, "厂区所在地 厂区所在地区 厂区行政区划 厂区区划代码 厂区地区 siteregion plantregion sitesregion" },
  { HECHA_TARGET_SITE_ADDRESS, "厂区详细地址 工厂地址 生产地址 生产经营地址 siteaddress plantaddress sitesaddress" },
  { HECHA_TARGET_IGNORE, "序号 编号 行号 no number index" },
};

/* Targets */

static const HechaFieldSpec *
spec_of (int target)
{
  g_assert (target >= 0 && target < HECHA_N_TARGETS);

  return target < HECHA_N_FIELDS ? &hecha_field_specs[target] : &target_specs[target - HECHA_N_FIELDS];
}

/**
 * hecha_target_id:
 *
 * Returns: (transfer none): the target's frozen name: a field's id, "type",
 *   "level", "site-name", …; empty for %HECHA_TARGET_EXTRA
 */
const char *
hecha_target_id (int target)
{
  return spec_of (target)->id;
}

/**
 * hecha_target_from_id:
 * @target: (out): untouched on failure
 *
 * Returns: whether @id names a target
 */
gboolean
hecha_target_from_id (const char *id,
                      int        *target)
{
  for (int i = 0; i < HECHA_N_TARGETS; i++)
    if (g_strcmp0 (spec_of (i)->id, id) == 0)
      {
        *target = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hecha_target_label:
 *
 * Returns: (transfer none): the words for people
 */
const HechaText *
hecha_target_label (int target)
{
  return &spec_of (target)->label;
}

/* Guessing */

/* Without brackets and what stands in them (units, remarks), without spaces,
 * punctuation and marks. */
static char *
stripped (const char *header,
          gboolean    with_brackets)
{
  g_autofree char *folded = hecha_words_fold (header);
  GString *out = g_string_new (NULL);
  int depth = 0;

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      depth += c == '(' || c == '[' || c == 0x3010;
      if ((with_brackets || depth <= 0) && g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
      depth -= c == ')' || c == ']' || c == 0x3011;
    }
  return g_string_free (out, FALSE);
}

static void
insert_word (GHashTable *table,
             const char *word,
             int         target)
{
  g_autofree char *key = stripped (word, TRUE);

  if (*key && !g_hash_table_contains (table, key))
    g_hash_table_insert (table, g_steal_pointer (&key), GINT_TO_POINTER (target + 1));
}

static GHashTable *
known_headers (void)
{
  static gsize once;
  static GHashTable *table;

  if (!g_once_init_enter (&once))
    return table;
  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < HECHA_TARGET_EXTRA; i++)
    {
      insert_word (table, spec_of (i)->id, i);
      insert_word (table, spec_of (i)->label.zh, i);
      insert_word (table, spec_of (i)->label.en, i);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (synonyms); i++)
    {
      g_auto(GStrv) words = g_strsplit (synonyms[i].words, " ", -1);

      for (guint j = 0; words[j]; j++)
        insert_word (table, words[j], synonyms[i].target);
    }
  g_once_init_leave (&once, 1);
  return table;
}

/* Where a header stands under that of a group, as in “联系方式 联系人”, its own words alone; %NULL for any other. */
static const char *
own_words (const char *header)
{
  const char *words = NULL;

  for (const char *p = header; *p; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      words = g_utf8_next_char (p);
  return words && !g_str_is_ascii (words) ? words : NULL;
}

/* @group: how much of @key is of the group above, which alone says nothing of the column. */
static int
guess_partial (const char *key,
               gsize       group)
{
  GHashTableIter iter;
  gpointer word, target;
  gsize best = PARTIAL_SIZE - 1;
  int found = HECHA_TARGET_EXTRA;

  g_hash_table_iter_init (&iter, known_headers ());
  while (g_hash_table_iter_next (&iter, &word, &target))
    if (strlen (word) > best && strstr (key + (group >= strlen (word) ? group - strlen (word) + 1 : 0), word))
      {
        best = strlen (word);
        found = GPOINTER_TO_INT (target) - 1;
      }
  return found;
}

/**
 * hecha_target_guess:
 * @header: UTF-8 from a cell, in Chinese or English
 * @confidence: (out): see #HechaFilingColumn
 *
 * Returns: what the column is, %HECHA_TARGET_EXTRA where nothing is known
 */
int
hecha_target_guess (const char *header,
                    double     *confidence)
{
  g_autofree char *whole = stripped (header, TRUE), *bare = stripped (header, FALSE);
  const char *words = own_words (header), *key = *bare ? bare : whole;
  g_autofree char *own = words ? stripped (words, FALSE) : NULL;
  gpointer found = g_hash_table_lookup (known_headers (), whole);
  gsize group;
  int target;

  *confidence = 1;
  if (!found && *bare)
    {
      found = g_hash_table_lookup (known_headers (), bare);
      *confidence = 0.95;
    }
  if (!found && own)
    {
      found = g_hash_table_lookup (known_headers (), own);
      *confidence = 0.9;
    }
  if (found)
    return GPOINTER_TO_INT (found) - 1;
  /* A text as long as a sentence is no header. */
  group = own && *own && g_str_has_suffix (key, own) ? strlen (key) - strlen (own) : 0;
  target = strlen (whole) <= 96 ? guess_partial (key, group) : HECHA_TARGET_EXTRA;
  *confidence = target == HECHA_TARGET_EXTRA ? 0 : PARTIAL;
  return target;
}

/**
 * hecha_columns_guess:
 * @columns: (array length=n_columns): their headers; targets and confidences
 *   are set. Of two columns for one target the surer has it, or the first
 *
 * Returns: how many columns are known, running numbers not counted
 */
guint
hecha_columns_guess (HechaFilingColumn *columns,
                     guint              n_columns)
{
  int owner[HECHA_N_TARGETS];
  guint known = 0;

  memset (owner, -1, sizeof owner);
  for (guint i = 0; i < n_columns; i++)
    {
      int target = hecha_target_guess (columns[i].header, &columns[i].confidence);
      int other = owner[target];

      columns[i].target = target;
      if (target == HECHA_TARGET_EXTRA || target == HECHA_TARGET_IGNORE)
        continue;
      if (other >= 0 && columns[other].confidence >= columns[i].confidence)
        other = i;
      else
        owner[target] = i;
      if (other < 0)
        {
          known++;
          continue;
        }
      columns[other].target = HECHA_TARGET_EXTRA;
      columns[other].confidence = 0;
    }
  return known;
}

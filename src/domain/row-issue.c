/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row-issue.h"

#include <string.h>

#define SHOWN 60   /* characters of a value */

static const struct { const char *rule; HechaText text; } rules[] = {
  { "cell-error", { "单元格是表格软件的错误值", "the cell holds an error of the spreadsheet program" } },
  { "cell-formula", { "公式的结果没有保存：请用表格软件打开并保存后重新导入",
                      "a formula whose result was not saved: open the file in a spreadsheet program, save it and import it again" } },
  { "text-too-long", { "超过 10000 字节", "more than 10000 bytes" } },
  { "not-a-filing", { "整行只有一个单元格：是标题或备注，不是登记信息", "one cell alone: a title or a remark, not a filing" } },
  { "sheet-without-filings", { "这张工作表没有登记信息的列，未读取",
                               "the sheet has no columns of filings: it was not read" } },
  { "sheet-hidden", { "隐藏的工作表中有登记信息，未读取：需要时取消隐藏，或按名称选择它",
                      "a hidden sheet that holds filings was not read: show it, or choose it by its name" } },
  { "filing-conflict", { "与同一企业同一类型的另一行矛盾", "contradicts another row of the same enterprise and type" } },
  { "name-missing", { "缺少企业名称", "the name of the enterprise is missing" } },
  { "credit-code-missing", { "缺少统一社会信用代码", "the unified social credit code is missing" } },
  { "security-officer-missing", { "缺少网络安全负责人", "the person responsible for cybersecurity is missing" } },
  { "phone-missing", { "缺少联系电话", "a phone number to reach the enterprise is missing" } },
  { "credit-code-length", { "统一社会信用代码应为 18 位", "a unified social credit code has 18 characters" } },
  { "credit-code-character", { "含有统一社会信用代码不允许的字符", "a character that a unified social credit code cannot hold" } },
  { "credit-code-check-character", { "统一社会信用代码校验位不符，可能录入有误",
                                     "the check character of the code does not hold: a typing mistake?" } },
  { "credit-code-number", { "代码按数字录入，末尾数位已丢失：请将单元格设为文本后重新录入",
                            "the code was entered as a number, so that its last digits are lost:"
                            " format the cell as text and enter the code again" } },
  { "credit-code-region", { "代码中的行政区划未知或已撤销", "the code begins with an unknown or abolished region" } },
  { "credit-code-organisation", { "代码中的组织机构代码校验位不符", "the organisation code inside the code does not hold" } },
  { "type-missing", { "缺少企业类型", "the type of the enterprise is missing" } },
  { "type-unknown", { "不是联网工业企业、平台企业或标识解析企业",
                      "none of the types: connected industrial, platform or identifier-resolution enterprise" } },
  { "level-missing", { "缺少企业级别", "the level is missing" } },
  { "level-unknown", { "不是三级、二级或一级，或与类型的个数不一致",
                       "none of the levels 3, 2 and 1, or not as many as there are types" } },
  { "level-conflict", { "同一类型有两个级别", "two levels for one type" } },
  { "region-form", { "行政区划代码应为六位数字", "a region code has six digits" } },
  { "region-unknown", { "没有省级行政区使用该代码或名称", "no province has this region code or name" } },
  { "region-name", { "填写的是地名而不是代码：按所属省级行政区处理",
                     "a name in place of a region code: taken for the code of the province" } },
  { "industry-form", { "不是 GB/T 4754 的行业代码", "no industry code of GB/T 4754" } },
  { "industry-unknown", { "GB/T 4754 没有这个大类", "no division of GB/T 4754 has this number" } },
  { "industry-section", { "门类字母与大类不符", "the section letter is not the division’s" } },
  { "industry-name", { "填写的是行业名称而不是代码：作为其他信息保留",
                       "a name in place of an industry code: kept as other information" } },
  { "phone-form", { "不像电话号码", "not the form of a phone number" } },
  { "phone-of-officer", { "没有联系电话：采用网络安全负责人的电话",
                          "no phone number of a contact: the one of the person responsible is taken" } },
  { "email-form", { "不像电子邮箱", "not the form of an e-mail address" } },
  { "date-form", { "不是年、月、日完整的日期", "not a day: year, month, day" } },
  { "date-serial", { "填写的是数字而不是日期：按表格软件的日期序号处理",
                     "a number in place of a day: taken as the spreadsheet program counts days" } },
  { "date-future", { "日期晚于今天", "a day that has not come yet" } },
  { "filing-older", { "登记日期早于已有记录：已按此行更新，原内容保留为历史版本",
                      "filed before what was known: it stands as this row says now, and the other is kept as an earlier version" } },
  { "state-unknown", { "不是登记状态：未采用", "not a state of a filing: left out" } },
  { "critical-unknown", { "不是“是”或“否”：未采用", "neither yes nor no: left out" } },
  { "pack-sheet-missing", { "没有这张工作表", "this sheet is not there" } },
  { "pack-column-missing", { "没有这一列", "this column is not there" } },
  { "pack-column-unknown", { "检查表没有这样的列", "no column of a checklist pack has this name" } },
  { "pack-value-missing", { "不能为空", "may not be empty" } },
  { "pack-title", { "中文、英文名称至少要有一个", "a title is wanted, in Chinese or English" } },
  { "pack-twice", { "出现了两次", "is there twice" } },
  { "pack-id", { "标识只能由字母、数字、“.”“-”“_”组成，并以字母或“_”开头",
                 "an id consists of letters, digits, “.”, “-” and “_”, with a letter or “_” first" } },
  { "pack-uuid", { "不是 UUID：新检查项请留空", "no UUID: leave it empty for a new item" } },
  { "pack-domain", { "“领域”表中没有这个领域", "no domain of the sheet of domains" } },
  { "pack-item", { "“检查项”表中没有这个检查项", "no item of the sheet of items" } },
  { "pack-type", { "不是 connected、platform 或 identifier", "none of connected, platform and identifier" } },
  { "pack-number", { "不是允许范围内的数", "not a number within its range" } },
  { "pack-yes", { "应为“是”或“否”", "should be yes or no" } },
  { "pack-kind", { "不是对象类别", "not a kind of object" } },
  { "pack-method", { "不是访谈、核查或测试", "none of interview, examine and test" } },
  { "pack-one-line", { "只能写一行", "may be one line only" } },
  { "pack-step-text", { "步骤没有内容", "the step says nothing" } },
  { "pack-step-number", { "步骤应从 1 起连续编号", "steps count from 1 without a gap" } },
  { "pack-no-steps", { "没有步骤", "has no steps" } },
  { "node-kind-unknown", { "不是标识解析节点类型：未采用", "not a kind of identifier node: left out" } },
};

/* Where a rule comes from, by the beginning of its name; the first that fits. */
static const struct { const char *rule; HechaText text; } bases[] = {
  { "name-missing", { "第七条", "article 7" } },
  { "security-officer-missing", { "第七条", "article 7" } },
  { "phone-missing", { "第七条", "article 7" } },
  { "phone-of-officer", { "第七条", "article 7" } },
  { "type-missing", { "第七条", "article 7" } },
  { "level-missing", { "第七条", "article 7" } },
  { "type-", { "第五条", "article 5" } },
  { "node-kind-", { "第五条", "article 5" } },
  { "level-", { "第六条", "article 6" } },
  { "jurisdiction-", { "第三条", "article 3" } },
  { "credit-code-organisation", { "GB 11714", "GB 11714" } },
  { "credit-code-", { "GB 32100", "GB 32100" } },
  { "region-", { "GB/T 2260", "GB/T 2260" } },
  { "industry-", { "GB/T 4754", "GB/T 4754" } },
};

/* The value as far as a message can show it. */
static char *
shown (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, strnlen (value, 4 * SHOWN + 4));

  if (g_utf8_strlen (valid, -1) <= SHOWN)
    return g_steal_pointer (&valid);
  *g_utf8_offset_to_pointer (valid, SHOWN) = '\0';
  return g_strconcat (valid, "…", NULL);
}

/**
 * hecha_row_issue_new:
 * @sheet: (nullable): name of the sheet
 * @rule: the rule's name; its words are known here
 * @value: (nullable): what broke it
 *
 * Returns: (transfer full): an issue about the whole row; set column and header
 *   where it is about one cell
 */
HechaRowIssue *
hecha_row_issue_new (gboolean    is_error,
                     const char *file,
                     const char *sheet,
                     guint       row,
                     const char *rule,
                     const char *value)
{
  HechaRowIssue *self = g_new0 (HechaRowIssue, 1);
  HechaText text = { (char *) rule, (char *) rule };
  g_autofree char *quote = value && *value ? shown (value) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].rule, rule))
      text = rules[i].text;
  self->is_error = is_error;
  self->file = g_strdup (file);
  self->sheet = g_strdup (sheet);
  self->row = row;
  self->rule = g_strdup (rule);
  self->message.zh = quote ? g_strdup_printf ("“%s”：%s", quote, text.zh) : g_strdup (text.zh);
  self->message.en = quote ? g_strdup_printf ("“%s”: %s", quote, text.en) : g_strdup (text.en);
  return self;
}

/**
 * hecha_row_issue_name_field:
 * @field: what it is about, where no one column holds it
 */
void
hecha_row_issue_name_field (HechaRowIssue   *self,
                            const HechaText *field)
{
  g_autofree char *zh = self->message.zh, *en = self->message.en;

  self->message.zh = g_strdup_printf ("%s：%s", field->zh, zh);
  self->message.en = g_strdup_printf ("%s: %s", field->en, en);
}

/**
 * hecha_row_issue_copy:
 *
 * Returns: (transfer full): an issue of its own that says the same
 */
HechaRowIssue *
hecha_row_issue_copy (const HechaRowIssue *self)
{
  HechaRowIssue *copy = g_memdup2 (self, sizeof *self);

  copy->file = g_strdup (self->file);
  copy->sheet = g_strdup (self->sheet);
  copy->column = g_strdup (self->column);
  copy->header = g_strdup (self->header);
  copy->rule = g_strdup (self->rule);
  copy->message.zh = g_strdup (self->message.zh);
  copy->message.en = g_strdup (self->message.en);
  return copy;
}

void
hecha_row_issue_free (HechaRowIssue *self)
{
  g_free (self->file);
  g_free (self->sheet);
  g_free (self->column);
  g_free (self->header);
  g_free (self->rule);
  hecha_text_clear (&self->message);
  g_free (self);
}

/**
 * hecha_row_issue_basis:
 *
 * Returns: (transfer none) (nullable): the article or standard that the rule
 *   comes from; %NULL for rules of the form alone
 */
const HechaText *
hecha_row_issue_basis (const HechaRowIssue *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    if (g_str_has_prefix (self->rule, bases[i].rule))
      return &bases[i].text;
  return NULL;
}

static void
append (char       **message,
        const char  *format,
        const char  *column,
        const char  *more)
{
  g_autofree char *place = column ? g_strdup_printf (format, column) : g_strdup ("");
  g_autofree char *old = *message;

  *message = g_strconcat (old, "; ", place, more, NULL);
}

/**
 * hecha_row_issue_append:
 * @other: another issue of the same row, added to the message of @self
 */
void
hecha_row_issue_append (HechaRowIssue       *self,
                        const HechaRowIssue *other)
{
  append (&self->message.zh, "%s列 ", other->column, other->message.zh);
  append (&self->message.en, "column %s: ", other->column, other->message.en);
}

/**
 * hecha_row_issue_to_json:
 *
 * Returns: (transfer full): file, sheet, row, column, header, rule and message
 *   (in English), and message-zh
 */
JsonObject *
hecha_row_issue_to_json (const HechaRowIssue *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "file", self->file);
  json_object_set_string_member (object, "sheet", self->sheet ? self->sheet : "");
  json_object_set_int_member (object, "row", self->row);
  json_object_set_string_member (object, "column", self->column ? self->column : "");
  json_object_set_string_member (object, "header", self->header ? self->header : "");
  json_object_set_string_member (object, "rule", self->rule);
  json_object_set_string_member (object, "message", self->message.en);
  json_object_set_string_member (object, "message-zh", self->message.zh);
  return object;
}

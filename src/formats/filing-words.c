/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-words.h"

#include <string.h>

/* What people write in the cells of a register, in Chinese or English. */

/* ASCII and the common ideographs (U+4000 to U+9FFF) have one form only. */
static gboolean
has_one_form (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p; p++)
    if (*p >= 0xc0 && (*p < 0xe4 || *p > 0xe9))
      return FALSE;
  return TRUE;
}

/**
 * hecha_words_fold:
 * @text: UTF-8 from a cell
 *
 * Returns: (transfer full): @text without differences of width (NFKC) and case,
 *   without white space around it
 */
char *
hecha_words_fold (const char *text)
{
  g_autofree char *normal = NULL;

  if (has_one_form (text))
    return g_strstrip (g_ascii_strdown (text, -1));
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  return g_strstrip (normal ? g_utf8_strdown (normal, -1) : g_strdup (text));
}

/* Whether no byte begins a space or a control character: nearly every cell. */
static gboolean
is_clean (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p; p++)
    if (*p <= ' ' || *p == 0x7f || *p == 0xc2 || *p == 0xe1 || *p == 0xe2 || *p == 0xe3 || *p == 0xef)
      return FALSE;
  return TRUE;
}

/**
 * hecha_words_line:
 * @text: UTF-8 from a cell
 *
 * Returns: (transfer full): one line, without white space around or doubled inside
 */
char *
hecha_words_line (const char *text)
{
  GString *out;
  gboolean space = FALSE;

  if (is_clean (text))
    return g_strdup (text);
  out = g_string_sized_new (64);
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = out->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (out, FALSE);
}

/**
 * hecha_words_code:
 * @text: UTF-8 from a cell
 *
 * Returns: (transfer full): a code in narrow capitals, without spaces, hyphens
 *   and the marks that texts from web pages bring
 */
char *
hecha_words_code (const char *text)
{
  g_autofree char *folded = NULL;
  GString *out;

  if (!text[strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")])
    return g_strdup (text);
  folded = hecha_words_fold (text);
  out = g_string_new (NULL);
  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '-' && c != '\'' && !g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (out, g_unichar_toupper (c));
    }
  return g_string_free (out, FALSE);
}

/* Types and levels */

typedef struct
{
  const char *text;
  int         value;
} Token;

/* The longest first: the first that fits is taken. Spaces and hyphens in the
 * cell are passed over. */
static const Token type_tokens[] = {
  { "应用工业互联网的工业企业", HECHA_TYPE_CONNECTED },
  { "联网工业企业", HECHA_TYPE_CONNECTED },
  { "联网工业", HECHA_TYPE_CONNECTED },
  { "联网企业", HECHA_TYPE_CONNECTED },
  { "connectedindustrial", HECHA_TYPE_CONNECTED },
  { "connected", HECHA_TYPE_CONNECTED },
  { "工业互联网平台", HECHA_TYPE_PLATFORM },
  { "平台", HECHA_TYPE_PLATFORM },
  { "industrialinternetplatform", HECHA_TYPE_PLATFORM },
  { "platform", HECHA_TYPE_PLATFORM },
  { "工业互联网标识解析", HECHA_TYPE_IDENTIFIER },
  { "标识解析", HECHA_TYPE_IDENTIFIER },
  { "标识", HECHA_TYPE_IDENTIFIER },
  { "identifierresolution", HECHA_TYPE_IDENTIFIER },
  { "identifier", HECHA_TYPE_IDENTIFIER },
  { NULL, 0 },
};

static const Token level_tokens[] = {
  { "第三级", 3 }, { "第二级", 2 }, { "第一级", 1 },
  { "三级", 3 }, { "二级", 2 }, { "一级", 1 },
  { "level3", 3 }, { "level2", 2 }, { "level1", 1 },
  { "leveliii", 3 }, { "levelii", 2 }, { "leveli", 1 },
  { "3级", 3 }, { "2级", 2 }, { "1级", 1 },
  { "iii级", 3 }, { "ii级", 2 }, { "i级", 1 },
  { "l3", 3 }, { "l2", 2 }, { "l1", 1 },
  { "iii", 3 }, { "ii", 2 }, { "i", 1 },
  { "叁级", 3 }, { "贰级", 2 }, { "壹级", 1 },
  { "三", 3 }, { "二", 2 }, { "一", 1 },
  { "3", 3 }, { "2", 2 }, { "1", 1 },
  { NULL, 0 },
};

/* What may stand behind a type or between two of them. */
static const Token filler_tokens[] = {
  { "类企业", 0 }, { "企业", 0 }, { "类", 0 }, { "enterprises", 0 }, { "enterprise", 0 },
  { "以及", 0 }, { "和", 0 }, { "及", 0 }, { "与", 0 }, { "and", 0 },
  { "、", 0 }, { "。", 0 }, { "·", 0 }, { "—", 0 },
  { NULL, 0 },
};

static const char *
match (const char *p,
       const char *token)
{
  while (*token)
    {
      while (*p == ' ' || *p == '-')
        p++;
      if (*p++ != *token++)
        return NULL;
    }
  return p;
}

static const Token *
match_any (const char **p,
           const Token *tokens)
{
  for (const Token *token = tokens; token->text; token++)
    {
      const char *after = match (*p, token->text);

      /* No half words: "item" begins with "i", "32" with 3. */
      if (!after || (g_ascii_isalnum (after[-1]) && g_ascii_isalnum (*after)
                     && g_ascii_isalpha (after[-1]) == g_ascii_isalpha (*after)))
        continue;
      *p = after;
      return token;
    }
  return NULL;
}

/* "□联网工业企业 ☑平台企业": what stands behind an empty box is not chosen; boxes go. */
static char *
chosen (const char *text)
{
  static const char full[] = "☑☒■√✓✔", empty[] = "□☐○";
  GString *out;
  gboolean skip = FALSE;

  if (!strchr (text, '\xe2'))   /* with which all of these begin */
    return g_strdup (text);
  out = g_string_new (NULL);
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_full = g_utf8_strchr (full, -1, c) != NULL, is_empty = g_utf8_strchr (empty, -1, c) != NULL;

      skip = is_empty || (skip && !is_full && !g_unichar_isspace (c));
      if (is_full)
        g_string_append_c (out, ' ');
      else if (!skip)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * hecha_words_grades:
 * @text: the cell of a type or of a level: "联网工业企业、平台企业",
 *   "connected; platform", "联网工业企业三级、平台企业（二级）", "Level 3"
 * @grades: (out caller-allocates): in the order of @text
 *
 * Returns: how many; 0 where a part of @text is neither
 */
guint
hecha_words_grades (const char *text,
                    HechaGrade  grades[HECHA_MAX_GRADES])
{
  g_autofree char *picked = chosen (text);
  g_autofree char *folded = hecha_words_fold (picked);
  const char *p = folded;
  const Token *token;
  guint n = 0;

  while (TRUE)
    {
      p += strspn (p, " \t\r\n,;/|+&()[]:.-");
      if (!*p)
        return n;
      if (n && match_any (&p, filler_tokens))
        continue;
      if ((token = match_any (&p, type_tokens)))
        {
          if (n == HECHA_MAX_GRADES)
            return 0;
          grades[n++] = (HechaGrade) { token->value, 0 };
          continue;
        }
      token = match_any (&p, level_tokens);
      if (!token)
        return 0;
      if (n && grades[n - 1].type >= 0 && !grades[n - 1].level)
        grades[n - 1].level = token->value;
      else if (n == HECHA_MAX_GRADES)
        return 0;
      else
        grades[n++] = (HechaGrade) { -1, token->value };
    }
}

/* Dates */

static int
chinese_digit (gunichar c)
{
  static const gunichar digits[] = { 0x96f6, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };

  if (c == 0x3007 || c == 0x25cb)   /* 〇 and the circle that is often typed for it */
    return 0;
  for (int i = 0; i < 10; i++)
    if (digits[i] == c)
      return i;
  return -1;
}

/* 二〇二六年三月十五日 → 2026年3月15日 */
static char *
arabic_digits (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = chinese_digit (c);

      if (digit >= 0)
        g_string_append_c (out, '0' + digit);
      else if (c == 0x5341)   /* 十 */
        {
          gboolean before = out->len && g_ascii_isdigit (out->str[out->len - 1]);
          gboolean after = chinese_digit (g_utf8_get_char (g_utf8_next_char (p))) >= 0;

          g_string_append (out, before ? (after ? "" : "0") : (after ? "1" : "10"));
        }
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static const char *
take_number (const char *p,
             guint       digits,
             int        *number)
{
  guint n = 0;

  for (*number = 0; n < digits && g_ascii_isdigit (*p); n++, p++)
    *number = *number * 10 + (*p - '0');
  return n ? p : NULL;
}

static const char *
take_separator (const char *p,
                const char *word)
{
  p += strspn (p, " ");
  if (g_str_has_prefix (p, word))
    p += strlen (word);
  else if (*p && strchr ("-/.", *p))
    p++;
  else
    return NULL;
  return p + strspn (p, " ");
}

static gboolean
set_day (GDate *date,
         int    year,
         int    month,
         int    day)
{
  if (year < 1949 || year > 2199 || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/**
 * hecha_words_date:
 * @text: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 二〇二六年三月五日, 20260305,
 *   with or without a time behind
 * @date: (out caller-allocates): untouched on failure
 *
 * Returns: whether it is a day, year first
 */
gboolean
hecha_words_date (const char *text,
                  GDate      *date)
{
  g_autofree char *folded = hecha_words_fold (text);
  g_autofree char *digits = arabic_digits (folded);
  const char *p = digits, *after;
  int year, month, day;

  if (strspn (p, "0123456789") == 8 && !p[8])
    {
      year = (int) g_ascii_strtoll (p, NULL, 10);
      return set_day (date, year / 10000, year / 100 % 100, year % 100);
    }
  p = take_number (p, 4, &year);
  p = p ? take_separator (p, "年") : NULL;
  p = p ? take_number (p, 2, &month) : NULL;
  p = p ? take_separator (p, "月") : NULL;
  p = p ? take_number (p, 2, &day) : NULL;
  if (!p)
    return FALSE;
  after = p + strspn (p, " ");
  if (g_str_has_prefix (after, "日") || g_str_has_prefix (after, "号"))
    p = g_utf8_next_char (after);
  if (p[strspn (p, " t0123456789:.z+-")] || g_ascii_isdigit (*p))
    return FALSE;
  return set_day (date, year, month, day);
}

/**
 * hecha_words_serial:
 * @text: the number of a day as spreadsheet programs count them, 2000 to 2099
 * @date: (out caller-allocates): untouched on failure
 *
 * Returns: whether it is one: a date that lost its format on the way
 */
gboolean
hecha_words_serial (const char *text,
                    GDate      *date)
{
  int serial;

  if (strspn (text, "0123456789") != 5 || text[5])
    return FALSE;
  serial = (int) g_ascii_strtoll (text, NULL, 10);
  if (serial < 36526 || serial > 73050)
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, 30, 12, 1899);
  g_date_add_days (date, serial);
  return TRUE;
}

/* Regions */

/* GB/T 2260; the cities with authorities of their own (article 3) come first. */
static const HechaWord regions[] = {
  { "大连", "210200" }, { "宁波", "330200" }, { "厦门", "350200" }, { "青岛", "370200" }, { "深圳", "440300" },
  { "辽宁省大连", "210200" }, { "浙江省宁波", "330200" }, { "福建省厦门", "350200" }, { "山东省青岛", "370200" },
  { "广东省深圳", "440300" },
  { "北京", "110000" }, { "天津", "120000" }, { "河北", "130000" }, { "山西", "140000" }, { "内蒙古", "150000" },
  { "辽宁", "210000" }, { "吉林", "220000" }, { "黑龙江", "230000" }, { "上海", "310000" }, { "江苏", "320000" },
  { "浙江", "330000" }, { "安徽", "340000" }, { "福建", "350000" }, { "江西", "360000" }, { "山东", "370000" },
  { "河南", "410000" }, { "湖北", "420000" }, { "湖南", "430000" }, { "广东", "440000" }, { "广西", "450000" },
  { "海南", "460000" }, { "重庆", "500000" }, { "四川", "510000" }, { "贵州", "520000" }, { "云南", "530000" },
  { "西藏", "540000" }, { "陕西", "610000" }, { "甘肃", "620000" }, { "青海", "630000" }, { "宁夏", "640000" },
  { "台湾", "710000" }, { "香港", "810000" }, { "澳门", "820000" },
  { NULL, NULL },
};

/**
 * hecha_words_region:
 * @text: a region code, alone or beside a name, or the name of a province or of
 *   what lies in it
 * @by_name: (out): whether the code follows from a name; it is the province's
 *   then, or the city's that has authorities of its own
 *
 * Returns: (transfer full): the code, unchecked; @text itself where nothing is known
 */
char *
hecha_words_region (const char *text,
                    gboolean   *by_name)
{
  g_autofree char *folded = hecha_words_fold (text);
  const char *digits = strpbrk (folded, "0123456789");
  gsize n = digits ? strspn (digits, "0123456789") : 0;

  *by_name = FALSE;
  if (n == 6 || n == 9 || n == 12)
    return g_strndup (digits, 6);
  /* 新疆生产建设兵团 has authorities but no code of its own. */
  if (!g_str_has_prefix (folded, "新疆生产建设兵团") && g_str_has_prefix (folded, "新疆"))
    {
      *by_name = TRUE;
      return g_strdup ("650000");
    }
  for (const HechaWord *word = regions; word->text; word++)
    if (g_str_has_prefix (folded, word->text))
      {
        *by_name = TRUE;
        return g_strdup (word->id);
      }
  return g_steal_pointer (&folded);
}

/**
 * hecha_words_industry:
 * @text: a code of GB/T 4754, alone or beside a name: "C3484", "通用设备制造业(34)"
 *
 * Returns: (transfer full) (nullable): the code, unchecked; %NULL where there is none
 */
char *
hecha_words_industry (const char *text)
{
  g_autofree char *folded = hecha_words_code (text);
  const char *digits = strpbrk (folded, "0123456789");
  gsize n = digits ? strspn (digits, "0123456789") : 0;
  gboolean letter = n && digits > folded && g_ascii_isupper (digits[-1]);

  if (!n)
    return strlen (folded) == 1 && g_ascii_isupper (folded[0]) ? g_steal_pointer (&folded) : NULL;
  return g_strndup (digits - letter, n + letter);
}

/* Words for ids */

const HechaWord hecha_words_yes_no[] = {
  { "是", "yes" }, { "有", "yes" }, { "yes", "yes" }, { "y", "yes" }, { "true", "yes" }, { "1", "yes" }, { "√", "yes" },
  { "否", "no" }, { "无", "no" }, { "no", "no" }, { "n", "no" }, { "false", "no" }, { "0", "no" }, { "×", "no" },
  { "不是", "no" }, { "没有", "no" },
  { NULL, NULL },
};

const HechaWord hecha_words_states[] = {
  { "submitted", "submitted" }, { "已提交", "submitted" }, { "提交", "submitted" }, { "已登记", "submitted" },
  { "登记", "submitted" }, { "待核查", "submitted" }, { "待审核", "submitted" }, { "核查中", "submitted" },
  { "correcting", "correcting" }, { "补正", "correcting" }, { "待补正", "correcting" }, { "补正中", "correcting" },
  { "需补正", "correcting" }, { "退回补正", "correcting" }, { "退回", "correcting" },
  { "accepted", "accepted" }, { "通过", "accepted" }, { "已通过", "accepted" }, { "核查通过", "accepted" },
  { "审核通过", "accepted" }, { "已核查", "accepted" }, { "已受理", "accepted" },
  { NULL, NULL },
};

const HechaWord hecha_words_node_kinds[] = {
  { "root", "root" }, { "根节点", "root" }, { "根节点运行机构", "root" }, { "rootnodeoperator", "root" },
  { "top-level", "top-level" }, { "国家顶级节点", "top-level" }, { "国家顶级节点运行机构", "top-level" },
  { "顶级节点", "top-level" }, { "national top-level node operator", "top-level" },
  { "registrar", "registrar" }, { "标识注册服务机构", "registrar" }, { "标识注册服务", "registrar" },
  { "注册服务机构", "registrar" }, { "identifier registrar", "registrar" },
  { "recursive", "recursive" }, { "递归节点", "recursive" }, { "递归节点运行机构", "recursive" },
  { "recursive-node operator", "recursive" },
  { NULL, NULL },
};

/**
 * hecha_words_find:
 * @words: one of the tables
 * @text: UTF-8 from a cell
 *
 * Returns: (transfer none) (nullable): what @text stands for
 */
const char *
hecha_words_find (const HechaWord *words,
                  const char      *text)
{
  g_autofree char *folded = hecha_words_fold (text);

  for (const HechaWord *word = words; word->text; word++)
    if (g_str_equal (word->text, folded))
      return word->id;
  return NULL;
}

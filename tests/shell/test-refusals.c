/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals.h"

#include "error.h"
#include "fixture.h"
#include "procedure.h"

#include <string.h>

/* Every way to be refused, so that each rule has words in every language of the window. */
static const struct
{
  HechaHolder    holder;
  HechaProcedure procedure;
  guint          types;
  HechaRole      roles[3];
  guint          n;
  gboolean       numbered;
} rows[] = {
  { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, 0, { 0 }, 0, FALSE },
  { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_INSPECTION, 1, { 0 }, 0, FALSE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 2, { 0 }, 0, FALSE },
  { HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, 1, { 0 }, 0, FALSE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1, { HECHA_ROLE_INSPECTOR }, 1, FALSE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1, { HECHA_ROLE_INSPECTOR }, 1, TRUE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1, { HECHA_ROLE_EVALUATOR }, 1, TRUE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_EVALUATION, 1, { 0 }, 0, FALSE },
  { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, 1, { HECHA_ROLE_INSPECTOR }, 1, TRUE },
};

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
      g_autoptr(GError) error = NULL;

      for (guint j = 0; j < rows[i].n; j++)
        {
          HechaMember *member = hecha_member_new (rows[i].roles[j], "王小明");

          member->number = g_strdup (rows[i].numbered ? "1" : NULL);
          g_ptr_array_add (members, member);
        }
      g_assert_false (hecha_procedure_may_plan (rows[i].holder, rows[i].procedure, rows[i].types, members, &error));
      fixture_language ("en");
      g_assert_cmpstr (hecha_refusal_text (error), ==, error->message);
      fixture_language ("zh_CN");
      g_assert_cmpstr (hecha_refusal_text (error), !=, error->message);
    }
}

/* Sentences within sentences, after a place, with values: none of them stays English in a Chinese window. */
static void
test_within (void)
{
  static const struct { const char *message, *words; } table[] = {
    { "The signer is not proved: no trusted authority issued the certificate.", "没有受信任的机构颁发此证书" },
    { "The signer is not proved: the chain of certificates cannot be judged.", "无法评判证书链" },
    { "office: its PIN is locked: unlock it with the token's own program", "已锁定" },
    { "The token: it is not there, or was pulled out", "已被拔出" },
    { "The certificate of 王小明 cannot sign: RSA of 1024 bits is outside 2048 to 4096", "1024 位 RSA" },
    { "seal.png: The picture (image/png) is damaged: it ends too early", "已损坏" },
    { "The picture has 65538 × 65537 pixels; at most 100 million are decoded", "65537 像素" },
    { "ca.pem: more than 64.0 KiB are not read here", "大于 64.0 KiB" },
  };

  fixture_language ("zh_CN");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = hecha_refusal_words (table[i].message);

      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, table[i].words));
    }
}

/* What has no words of its own says at least what kind of fault it is. */
static void
test_other (void)
{
  g_autoptr(GError) error = g_error_new_literal (HECHA_ERROR, HECHA_ERROR_NETWORK, "odd: status 12");
  g_autoptr(GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "the disk is full");

  fixture_language ("zh_CN");
  g_assert_cmpstr (hecha_refusal_text (error), ==, "无法连接服务器，或其应答异常。\nodd: status 12");
  g_assert_cmpstr (hecha_refusal_text (foreign), ==, "the disk is full");
  for (int code = 0; code <= HECHA_ERROR_NETWORK; code++)
    {
      g_autoptr(GError) each = g_error_new_literal (HECHA_ERROR, code, "odd");

      g_assert_true (g_str_has_suffix (hecha_refusal_text (each), "\nodd"));
    }
  fixture_language ("en");
  g_assert_cmpstr (hecha_refusal_text (error), ==, "odd: status 12");
}

/* The values stay, also after a place and a colon; what only begins alike is left as it is. */
static void
test_values (void)
{
  static const struct { const char *english, *chinese; } messages[] = {
    { "There is no remote “省厅”", "没有交付地址“省厅”" },
    { "inbox/2026-11-22/a.json: x.pdf is not what was announced: its digest is ab12",
      "inbox/2026-11-22/a.json: x.pdf 与通告不符：其摘要为 ab12" },
    { "资产.xlsx, row 12: an object without a name", "资产.xlsx 第 12 行：对象没有名称" },
    { "资产.xlsx, row 12: “柜子” is no kind of object: write one of host (主机), role (岗位人员)",
      "资产.xlsx 第 12 行：“柜子”不是对象类型，可用：host (主机), role (岗位人员)" },
    { "There is no remote “省厅” any more", "There is no remote “省厅” any more" },
    { "This certificate has signed as “prepared”: one person fills one field", "该证书已签署“编制”：一人只能签署一处" },
    { "dav.example: no connection to the server (refused)", "dav.example: 无法连接服务器（refused）" },
    { "dav.example: the server answered PUT with status 423", "dav.example: 服务器对 PUT 请求应答状态 423" },
    { "2 of 5 files did not arrive: no space left on the server", "2 / 5 个文件未送达：服务器空间已满" },
    { "The certificate of 王小明 cannot sign: it is the certificate of an authority",
      "王小明 的证书不能用于签署：这是颁发机构的证书" },
    { "PKCS#12 file: holds no private key", "密钥文件（PKCS#12）中没有私钥" },
    { "a.xls: an old Excel workbook (.xls); save it as .xlsx", "a.xls: 这是旧版 Excel 工作簿（.xls），请另存为 .xlsx" },
    { "a: b.csv: the file is empty", "a: b.csv: 文件是空的" },
    { "a.xlsx, sheet “台账”: no column for Type (企业类型)", "a.xlsx，工作表“台账”：没有对应的列：企业类型" },
    { "a.csv: no column for Enterprise (企业名称), Type (企业类型)", "a.csv: 没有对应的列：企业名称、企业类型" },
  };

  fixture_language ("zh_CN");
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *words = hecha_refusal_words (messages[i].english);

      g_assert_cmpstr (words, ==, messages[i].chinese);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/refusals/rules", test_rules);
  g_test_add_func ("/refusals/within", test_within);
  g_test_add_func ("/refusals/other", test_other);
  g_test_add_func ("/refusals/values", test_values);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "citation.h"

#define M_ZH "《工业互联网安全分类分级管理办法》（工信部网安〔2024〕68号）"
#define M_EN "Measures for classified and graded management of industrial internet security (MIIT Wang'an [2024] No. 68)"
#define G_ZH "《工业控制系统网络安全防护指南》（工信部网安〔2024〕14号）"
#define G_EN "Guidelines for cybersecurity protection of industrial control systems (MIIT Wang'an [2024] No. 14)"
#define NAMELESS "a source that names no document, by its title 《》, its number or as a standard"
#define DIFFERENT "a source that cites other documents in Chinese than in English"
#define NO_ARTICLE "an unknown article of the Measures: they have 22"
#define NO_ITEM "an unknown item of the Guidelines: they have 33"

static const struct
{
  const char *zh;
  const char *en;
  const char *faults;   /* with | between */
} cases[] = {
  { M_ZH "第七条", M_EN ", article 7", "" },
  { M_ZH "第二十二条", M_EN ", article 22", "" },
  { M_ZH "第十条、第二十条", M_EN ", articles 10 and 20", "" },
  { G_ZH "第33项；" M_ZH "第一条", G_EN ", item 33; " M_EN ", article 1", "" },
  { "GB/T 22239-2019 网络架构", "GB/T 22239-2019, architecture", "" },
  { "《网络安全法》第七十九条", "Cybersecurity Law, article 79", "" },
  { "《另一办法》（某部〔2022〕166号）第九十九条", "Another text ([2022] No. 166), article 99", "" },
  { M_ZH "第二十三条", M_EN ", article 22", NO_ARTICLE },
  { M_ZH "第七条", M_EN ", article 23", NO_ARTICLE },
  { M_ZH "第七条；" M_ZH "第三十条", M_EN ", article 7; " M_EN ", article 30", NO_ARTICLE },
  { M_ZH "第七条", M_EN ", articles 3, 5 and 23", NO_ARTICLE },
  { M_ZH "第三条、第二十三条", M_EN ", articles 3 and 22", NO_ARTICLE },
  { M_ZH "第零条", M_EN ", article 0", NO_ARTICLE },
  { "《工业互联网安全分类分级管理办法》第九十九条", "Measures, article 99", NO_ARTICLE },
  { "《工业互联网安全分类分级管理办法》第九十九条", "article 99 of the Measures", NO_ARTICLE },
  { G_ZH "第34项", G_EN ", item 34", NO_ITEM },
  { G_ZH "第33项", G_EN ", item 99999999999999999999", NO_ITEM },
  { G_ZH "第30至34项", G_EN ", items 30 to 33", NO_ITEM },
  { "办法第九十九条", "Measures, article 99", NAMELESS "|" NO_ARTICLE },
  { M_ZH " 第 九十九 条", M_EN ", article 7", NO_ARTICLE },
  { M_ZH "第七条", M_EN ", Art. 99", NO_ARTICLE },
  { M_ZH "第七条", M_EN ", arts. 7 and 99", NO_ARTICLE },
  { M_ZH "第七条", M_EN " Article 99", NO_ARTICLE },
  { "工信部网安〔2024〕68号第九十九条", "MIIT Wang'an [2024] No. 68, article 7", NO_ARTICLE },
  { "工信部网安〔2024〕68号第七条", "MIIT Wang'an [2024] No. 68, article 99", NO_ARTICLE },
  { "《分类分级管理办法》第九十九条", "Measures § 7", NO_ARTICLE },
  { M_ZH "第23条", M_EN ", article 7", NO_ARTICLE },
  { M_ZH "第 7 条", M_EN ", Art. 7", "" },
  { G_ZH " 第 34 项", G_EN ", item 3", NO_ITEM },
  { "工信部网安〔2024〕14号第34项", "MIIT Wang'an [2024] No. 14, item 3", NO_ITEM },
  { G_ZH "第33项", G_EN ", Item 34", NO_ITEM },
  { "《网络安全审查办法》第二十三条", "Cybersecurity Review Measures, article 23", "" },
  { "《网络安全审查办法》第二十三条", "article 23 of the Measures for cybersecurity review", "" },
  { "《另一指南》（某部〔2021〕14号）第40项", "Another text ([2021] No. 14), item 40", "" },
  { "《另一指南》第40项", "item 40 of the Guidelines for data protection", "" },
  { M_ZH "第七条", "GB/T 1 and the Measures, article 99", DIFFERENT "|" NO_ARTICLE },
  { G_ZH "第33项", "Guidelines, item 34 ([2024] No. 14)", NO_ITEM },
  { M_ZH "第七条", "article 99 of the Measures for classified and graded management ([2024] No. 68)", NO_ARTICLE },
  { "TLS 1.2；GB/T22239-2019", "TLS1.2; GB/T 22239-2019", "" },
  { "经验", "experience", NAMELESS },
  { "GB/T 22239-2019", "GB/T 22239-2008", DIFFERENT },
  { "《办法》（〔2024〕68号）", "text ([2024] No. 14)", DIFFERENT },
  { M_ZH "第七条；GB/T 22239-2019", M_EN ", article 7", DIFFERENT },
  { "", "", NAMELESS },
  { NULL, NULL, NAMELESS },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HechaText source = { (char *) cases[i].zh, (char *) cases[i].en };
      g_auto(GStrv) faults = hecha_citation_check (&source);
      g_autofree char *said = g_strjoinv ("|", faults);

      g_assert_cmpstr (said, ==, cases[i].faults);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/citation/cases", test_cases);
  return g_test_run ();
}

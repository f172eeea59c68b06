/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notice.h"

#include "clock.h"

#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

typedef struct
{
  HechaFiling      *filing;
  HechaFilingCheck *check;
  HechaTerm         term;
} Desk;

static void
desk_init (Desk               *self,
           HechaFilingDecision decision)
{
  HechaFilingRound *round;

  self->filing = hecha_filing_new (HECHA_TYPE_CONNECTED, 3);
  hecha_filing_set (self->filing, HECHA_FIELD_NAME, "示例水泥有限公司");
  hecha_filing_set (self->filing, HECHA_FIELD_CODE, "91330100799655058B");
  hecha_filing_set (self->filing, HECHA_FIELD_PHONE, "13800000000");
  hecha_filing_set (self->filing, HECHA_FIELD_SECURITY_OFFICER, "王工");
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    hecha_filing_set (self->filing, HECHA_FACTOR_FIELD (i), "规模较大");
  self->check = hecha_filing_check_new (HECHA_TYPE_CONNECTED);
  round = hecha_filing_check_add_round (self->check, NULL, FALSE);
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    round->opinions[i] = HECHA_OPINION_AGREED;
  if (decision == HECHA_FILING_CORRECT)
    {
      round->opinions[3] = HECHA_OPINION_DOUBTED;
      round->notes[3] = g_strdup ("未列出DCS系统");
      round->points[3] = 12;
      g_ptr_array_add (round->faults, g_strdup ("缺少网络拓扑图"));
    }
  round->decision = decision;
  round->decided_on = g_strdup ("2026-01-26");
  round->number = g_strdup ("2026-补-7");
  round->by = g_strdup ("李核");
  self->term = (HechaTerm) { .kind = HECHA_TERM_CORRECTION, .rule = HECHA_RULE_CORRECTION, .dated = TRUE,
                             .assumptions = 1u << HECHA_ASSUME_FROM_NOTICE };
  hecha_date_from_text ("2026-01-26", &self->term.from);
  hecha_date_from_text ("2026-02-28", &self->term.due);
}

static void
desk_clear (Desk *self)
{
  hecha_filing_free (self->filing);
  hecha_filing_check_free (self->check);
}

static HechaNoticeInput
input_of (const Desk    *desk,
          HechaLanguage  language,
          gboolean       term)
{
  return (HechaNoticeInput) {
    .language = language,
    .unit = "示例省工业和信息化主管部门",
    .filing = desk->filing,
    .check = desk->check,
    .correction = term ? &desk->term : NULL,
    .claimed_time = "2026-01-26T02:00:00Z",
  };
}

static gboolean
says (GStrv       texts,
      const char *what)
{
  for (guint i = 0; texts[i]; i++)
    if (strstr (texts[i], what))
      return TRUE;
  g_test_message ("%s", what);
  return FALSE;
}

static void
test_correction (void)
{
  static const char *const zh[] = {
    "登记信息补正通知", "2026-补-7", "91330100799655058B", "第七条", "二十个工作日", "截止日为 2026-02-28。",
    "定级存疑：运营重要系统的程度（未列出DCS系统）", "缺少网络拓扑图", "第二十条", "12 分 · 未列出DCS系统", "非官方", "自收到补正通知之日起算",
  };
  static const char *const en[] = { "Correction Notice", "article 7", "20 working days", "the last day is 2026-02-28.", "Article 20" };
  Desk desk;
  HechaNoticeInput input;
  g_auto(GStrv) chinese = NULL, english = NULL;

  desk_init (&desk, HECHA_FILING_CORRECT);
  input = input_of (&desk, HECHA_LANGUAGE_ZH, TRUE);
  chinese = hecha_notice_texts (&input);
  input.language = HECHA_LANGUAGE_EN;
  english = hecha_notice_texts (&input);
  for (guint i = 0; i < G_N_ELEMENTS (zh); i++)
    g_assert_true (says (chinese, zh[i]));
  for (guint i = 0; i < G_N_ELEMENTS (en); i++)
    g_assert_true (says (english, en[i]));
  g_assert_false (says (chinese, "暂定"));
  desk.term.assumptions |= 1u << HECHA_ASSUME_PROVISIONAL;
  g_strfreev (chinese);
  input.language = HECHA_LANGUAGE_ZH;
  chinese = hecha_notice_texts (&input);
  g_assert_true (says (chinese, "截止日为 2026-02-28（暂定）。"));
  desk_clear (&desk);
}

static void
test_acceptance (void)
{
  Desk desk;
  HechaNoticeInput input;
  g_auto(GStrv) texts = NULL;

  desk_init (&desk, HECHA_FILING_ACCEPT);
  input = input_of (&desk, HECHA_LANGUAGE_ZH, FALSE);
  texts = hecha_notice_texts (&input);
  g_assert_true (says (texts, "登记信息核查通过通知"));
  g_assert_true (says (texts, "三个月内重新定级（第六条）"));
  g_assert_false (says (texts, "二十个工作日"));
  desk_clear (&desk);
}

static guint
count_pages (const char *path)
{
  qpdf_data q = qpdf_init ();
  guint n = 0;

  qpdf_set_attempt_recovery (q, QPDF_FALSE);
  g_assert_cmpint (qpdf_read (q, path, NULL), ==, QPDF_SUCCESS);
  n = (guint) qpdf_get_num_pages (q);
  g_assert_true (qpdf_oh_is_dictionary (q, qpdf_oh_get_key (q, qpdf_get_root (q), "/AcroForm")));
  qpdf_cleanup (&q);
  return n;
}

/* Strict readers open it, it has its fields, and the same input gives the same bytes. */
static void
test_pdf (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hecha-notice-XXXXXX", NULL);
  g_autofree char *one = g_build_filename (folder, "1.pdf", NULL), *two = g_build_filename (folder, "2.pdf", NULL);
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr(GError) error = NULL;
  HechaNoticeInput input;
  gsize first_size, second_size;
  Desk desk;

  desk_init (&desk, HECHA_FILING_CORRECT);
  input = input_of (&desk, HECHA_LANGUAGE_ZH, TRUE);
  hecha_notice_write (one, &input, &error);
  g_assert_no_error (error);
  hecha_notice_write (two, &input, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_pages (one), >=, 1);
  g_assert_true (g_file_get_contents (one, &first, &first_size, NULL));
  g_assert_true (g_file_get_contents (two, &second, &second_size, NULL));
  g_assert_cmpmem (first, first_size, second, second_size);
  if (g_getenv ("KEEP_NOTICE"))
    g_assert_true (g_file_set_contents (g_getenv ("KEEP_NOTICE"), first, first_size, NULL));
  g_assert_false (hecha_notice_write ("/no/such/folder/x.pdf", &input, &error));
  g_assert_nonnull (error);
  g_unlink (one);
  g_unlink (two);
  g_rmdir (folder);
  desk_clear (&desk);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/notice/correction", test_correction);
  g_test_add_func ("/notice/acceptance", test_acceptance);
  g_test_add_func ("/notice/pdf", test_pdf);
  return g_test_run ();
}

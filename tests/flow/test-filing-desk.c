/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-desk.h"
#include "scoring-scheme.h"

#include "deadlines.h"
#include "documents.h"
#include "error.h"
#include "workspace.h"

#include <string.h>

#define CODE   "91330100799655058B"
#define TYPE   HECHA_TYPE_CONNECTED
#define HEADER "企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,联系电话,登记日期,企业规模,业务范围," \
               "应用工业互联网的程度,运营重要系统的程度,掌握重要数据的程度,对行业发展和产业链供应链安全的重要程度," \
               "发生网络安全事件的影响后果\n"

static void
file_it (Workspace  *self,
         const char *level,
         const char *filed_on)
{
  g_autofree char *path = fixture_path (self->files, "some.csv");
  g_autofree char *text = g_strdup_printf (HEADER "甲厂," CODE ",联网工业企业,%s,王,13800000001,%s,大,广,高,高,中,中,重\n", level, filed_on);
  const char *const paths[] = { path, NULL };
  g_autoptr(HechaReconciliation) list = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  list = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_REFUSED], ==, 0);
}

static Workspace *
desk (HechaHolder holder)
{
  Workspace *self = workspace_new (holder, "示例省工业和信息化主管部门");

  g_assert_true (hecha_time_from_text ("2026-01-26T02:00:00Z", &self->now));
  file_it (self, "三级", "2026-01-05");
  return self;
}

static void
agree (Workspace *self)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    {
      hecha_filing_desk_judge (self->session, CODE, TYPE, i, HECHA_OPINION_AGREED, 0, NULL, &error);
      g_assert_no_error (error);
    }
}

static char *
state_of (Workspace *self)
{
  g_autoptr(GPtrArray) rows = hecha_intake_enterprise (self->session, CODE, NULL);

  return g_strdup (hecha_filing_get (((HechaFilingRow *) rows->pdata[0])->filing, HECHA_FIELD_STATE));
}

static char *
due_of (Workspace     *self,
        HechaTermKind  kind)
{
  g_autoptr(GArray) terms = hecha_deadlines_of_filing (self->session, CODE, TYPE, NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const HechaTerm *term = &g_array_index (terms, HechaTerm, i);

      if (term->kind == kind)
        return term->done ? g_strdup ("done") : term->dated ? hecha_date_to_text (&term->due) : g_strdup ("none");
    }
  return NULL;
}

#define assert_due(self, kind, wanted) G_STMT_START { g_autofree char *due_ = due_of (self, kind); \
                                                      g_assert_cmpstr (due_, ==, wanted); } G_STMT_END
#define assert_state(self, wanted) G_STMT_START { g_autofree char *state_ = state_of (self); \
                                                  g_assert_cmpstr (state_, ==, wanted); } G_STMT_END

/* What was issued is listed first and kept as it was; then what can be made. */
static void
assert_issued (Workspace  *self,
               const char *sha256,
               const char *pdf)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_documents_of_filing (self->session, CODE, TYPE, HECHA_LANGUAGE_ZH, &error);
  g_autoptr(GBytes) bytes = hecha_documents_issued (self->session, sha256, &error);
  const HechaDocumentRow *first;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  first = rows->pdata[0];
  g_assert_cmpstr (first->sha256, ==, sha256);
  g_assert_cmpstr (first->title, ==, "登记信息补正通知书");
  g_assert_cmpstr (first->on, ==, "2026-01-26");
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), pdf, MIN (g_bytes_get_size (bytes), strlen (pdf))), ==, 0);
  for (guint i = 1; i < rows->len; i++)
    {
      const HechaDocumentRow *row = rows->pdata[i];

      g_assert_null (row->sha256);
      g_assert_cmpstr (row->use, ==, "filing");
    }
}

/* Filed, doubted, corrected, accepted; then a change, a re-grading and the
 * next round. Days by hand: 2026-01-26 + 20 working days = 02-28. */
static void
test_whole_course (void)
{
  g_autoptr(Workspace) self = desk (HECHA_HOLDER_INDUSTRY);
  static const char *const faults[] = { "缺少网络拓扑图", "", NULL };
  g_autofree char *notice = NULL, *path = fixture_path (self->files, "notice.pdf"), *text = NULL, *accepted = NULL;
  g_autoptr(HechaFilingSheet) sheet = NULL, second = NULL;
  g_autoptr(GError) error = NULL;

  assert_state (self, "submitted");
  assert_due (self, HECHA_TERM_VERIFICATION, "2026-02-14");
  g_assert_true (hecha_filing_desk_begin (self->session, CODE, TYPE, NULL, &error));
  agree (self);
  g_assert_true (hecha_filing_desk_judge (self->session, CODE, TYPE, 3, HECHA_OPINION_DOUBTED, 0, "未列出DCS", &error));
  g_assert_true (hecha_filing_desk_set_faults (self->session, CODE, TYPE, faults, &error));
  sheet = hecha_filing_desk_load (self->session, CODE, TYPE, HECHA_LANGUAGE_ZH, &error);
  g_assert_cmpuint (sheet->faults->len, ==, 2);
  g_assert_cmpuint (sheet->missing->len, ==, 0);
  notice = hecha_filing_desk_decide (self->session, CODE, TYPE, HECHA_FILING_CORRECT, NULL, HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_filing_desk_save (self->session, notice, path, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  assert_issued (self, notice, text);
  assert_state (self, "correcting");
  assert_due (self, HECHA_TERM_VERIFICATION, "done");
  assert_due (self, HECHA_TERM_CORRECTION, "2026-02-28");
  g_assert_true (hecha_filing_desk_received (self->session, CODE, TYPE, "2026-01-27", &error));
  assert_due (self, HECHA_TERM_CORRECTION, "2026-03-02");

  file_it (self, "二级", "2026-01-05");
  g_assert_false (hecha_filing_desk_begin (self->session, CODE, TYPE, NULL, NULL));
  g_assert_true (hecha_filing_desk_begin (self->session, CODE, TYPE, "2026-02-24", &error));
  second = hecha_filing_desk_load (self->session, CODE, TYPE, HECHA_LANGUAGE_ZH, &error);
  g_assert_cmpint (hecha_filing_check_round (second->check)->opinions[0], ==, HECHA_OPINION_AGREED);
  g_assert_cmpint (hecha_filing_check_round (second->check)->opinions[3], ==, HECHA_OPINION_NONE);
  g_assert_cmpuint (hecha_filing_check_round (second->check)->faults->len, ==, 0);
  assert_due (self, HECHA_TERM_VERIFICATION, "2026-04-07");
  agree (self);
  accepted = hecha_filing_desk_decide (self->session, CODE, TYPE, HECHA_FILING_ACCEPT, "通-1", HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (accepted, !=, notice);
  assert_state (self, "accepted");
  assert_due (self, HECHA_TERM_VERIFICATION, "done");

  g_assert_true (hecha_filing_desk_change (self->session, CODE, TYPE, "2026-03-10", 1u << 2, "新上云平台", &error));
  assert_due (self, HECHA_TERM_REGRADING, "2026-06-10");
  g_assert_true (hecha_filing_desk_regraded (self->session, CODE, TYPE, "2026-05-06", &error));
  assert_due (self, HECHA_TERM_REGRADING, "done");
  file_it (self, "三级", "2026-05-06");
  assert_state (self, "submitted");
  assert_due (self, HECHA_TERM_VERIFICATION, "2026-06-16");
  g_assert_true (hecha_filing_desk_begin (self->session, CODE, TYPE, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_refused (gboolean  done,
                GError  **error)
{
  g_assert_false (done);
  g_assert_error (*error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (error);
}

static void
test_refused (void)
{
  g_autoptr(Workspace) self = desk (HECHA_HOLDER_INDUSTRY), body = desk (HECHA_HOLDER_EVALUATION);
  g_autoptr(GError) error = NULL;
  HechaSession *session = self->session;

  assert_refused (hecha_filing_desk_begin (body->session, CODE, TYPE, NULL, &error), &error);
  assert_refused (hecha_filing_desk_judge (session, CODE, TYPE, 0, HECHA_OPINION_AGREED, 0, NULL, &error), &error);
  assert_refused (hecha_filing_desk_received (session, CODE, TYPE, "2026-01-27", &error), &error);
  assert_refused (hecha_filing_desk_regraded (session, CODE, TYPE, "2026-01-27", &error), &error);
  assert_refused (hecha_filing_desk_change (session, CODE, TYPE, "2026-01-27", 0, NULL, &error), &error);
  g_assert_true (hecha_filing_desk_begin (session, CODE, TYPE, NULL, NULL));
  assert_refused (hecha_filing_desk_decide (session, CODE, TYPE, HECHA_FILING_ACCEPT, NULL, HECHA_LANGUAGE_EN, &error) != NULL, &error);
  assert_refused (hecha_filing_desk_decide (session, CODE, TYPE, HECHA_FILING_CORRECT, NULL, HECHA_LANGUAGE_EN, &error) != NULL, &error);
  g_assert_false (hecha_filing_desk_begin (session, CODE, TYPE, "2026-02-30", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (hecha_filing_desk_load (session, CODE, HECHA_TYPE_PLATFORM, HECHA_LANGUAGE_EN, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

/* Points need a scheme, and none ships. This one is made up. */
static void
test_scheme (void)
{
  g_autoptr(Workspace) self = desk (HECHA_HOLDER_INDUSTRY);
  g_autofree char *path = fixture_path (self->files, "scheme.json");
  g_autoptr(HechaScoring) none = hecha_scoring_scheme_load (NULL), taken = NULL;
  g_autoptr(HechaFilingSheet) sheet = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (none);
  g_assert_true (hecha_filing_desk_begin (self->session, CODE, TYPE, NULL, NULL));
  g_assert_false (hecha_filing_desk_judge (self->session, CODE, TYPE, 0, HECHA_OPINION_AGREED, 5, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "{\"id\":\"t\",\"version\":\"1\",\"title\":{\"en\":\"T\"},\"factors\":{\"size\":10,"
                                      "\"business-scope\":10,\"internet-use\":20,\"important-systems\":20,\"important-data\":20,"
                                      "\"importance\":10,\"consequences\":10},\"level-2-from\":40,\"level-3-from\":70}", -1, NULL));
  taken = hecha_scoring_scheme_set (path, &error);
  g_assert_no_error (error);
  g_assert_false (hecha_filing_desk_judge (self->session, CODE, TYPE, 0, HECHA_OPINION_AGREED, 11, NULL, NULL));
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    g_assert_true (hecha_filing_desk_judge (self->session, CODE, TYPE, i, HECHA_OPINION_AGREED, 6, NULL, NULL));
  sheet = hecha_filing_desk_load (self->session, CODE, TYPE, HECHA_LANGUAGE_EN, NULL);
  g_assert_cmpint (sheet->sum, ==, 42);
  g_assert_cmpint (sheet->level, ==, 2);
}

/* What the notice says, without what its lines are broken with. */
static char *
words_of (Workspace  *self,
          const char *sha256,
          gboolean   *sealed)
{
  g_autofree char *path = fixture_path (self->files, "notice.pdf"), *bytes = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  GString *words = g_string_new (NULL);
  gsize size;

  g_assert_true (hecha_filing_desk_save (self->session, sha256, path, &error));
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  *sealed = memmem (bytes, size, "/T (authority-seal)", strlen ("/T (authority-seal)")) != NULL &&
            memmem (bytes, size, "/T (verifier)", strlen ("/T (verifier)")) != NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdftotext", "-enc", "UTF-8", path, "-", NULL);
  g_assert_true (process && g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  for (const char *at = text; *at; at++)
    if (!g_ascii_isspace (*at) && *at != '\f')
      g_string_append_c (words, *at);
  return g_string_free (words, FALSE);
}

static void
assert_says (const char        *words,
             const char *const *wanted)
{
  for (; *wanted; wanted++)
    if (!strstr (words, *wanted))
      g_error ("“%s” is not in %s", *wanted, words);
}

/* A round is made ready to be decided; the fourth factor is doubted in it, or is not. */
static void
make_ready (Workspace *self,
            gboolean   doubted)
{
  static const char *const faults[] = { "缺少网络拓扑图", NULL };

  g_assert_true (hecha_filing_desk_begin (self->session, CODE, TYPE, doubted ? NULL : "2026-02-24", NULL));
  agree (self);
  if (!doubted)
    return;
  g_assert_true (hecha_filing_desk_judge (self->session, CODE, TYPE, 3, HECHA_OPINION_DOUBTED, 0, "未列出DCS系统", NULL));
  g_assert_true (hecha_filing_desk_set_faults (self->session, CODE, TYPE, faults, NULL));
}

/* The notices are those of the templates: what has to be in them, with the places that a seal goes to. */
static void
test_notice (void)
{
  static const char *const correction[] = {
    "登记信息补正通知书", "补-7", CODE, "第七条", "20个工作日", "截止日为2026年2月28日，", "通知作出之日",
    "定级存疑：运营重要系统的程度（未列出DCS系统）", "缺少网络拓扑图", "第二十条：不履行网络和数据安全保护义务的", "第1轮", "发文日期：2026年1月26日", NULL
  };
  static const char *const acceptance[] = { "登记信息核查通过通知书", "第七条", "第2轮", "七项定级要素相符，予以通过", "第六条：定级要素发生较大变化", NULL };
  g_autoptr(Workspace) self = desk (HECHA_HOLDER_INDUSTRY);
  g_autofree char *first = NULL, *second = NULL, *first_words = NULL, *second_words = NULL;
  g_autoptr(GError) error = NULL;
  gboolean sealed;

  make_ready (self, TRUE);
  first = hecha_filing_desk_decide (self->session, CODE, TYPE, HECHA_FILING_CORRECT, "补-7", HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  first_words = words_of (self, first, &sealed);
  assert_says (first_words, correction);
  g_assert_true (sealed);
  g_assert_null (strstr (first_words, "暂定"));
  make_ready (self, FALSE);
  second = hecha_filing_desk_decide (self->session, CODE, TYPE, HECHA_FILING_ACCEPT, NULL, HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  second_words = words_of (self, second, &sealed);
  assert_says (second_words, acceptance);
  g_assert_true (sealed);
  g_assert_null (strstr (second_words, "20个工作日"));
}

/* An agency's own wording is that of the notice; where it is broken, nothing is decided. */
static void
test_own_notice (void)
{
  static const char *const wanted[] = { "本厅补正通知", "甲厂，第二十条：不履行", NULL };
  g_autoptr(Workspace) self = desk (HECHA_HOLDER_INDUSTRY);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = hecha_documents_customise (self->session, "correction-notice", HECHA_LANGUAGE_ZH, &error);
  g_autofree char *notice = NULL, *words = NULL;
  gboolean sealed;

  g_assert_no_error (error);
  make_ready (self, TRUE);
  g_assert_true (g_file_set_contents (path, "title: 本厅补正通知\nfor: filing\n\n{enterprise.nahme}\n", -1, NULL));
  g_assert_null (hecha_filing_desk_decide (self->session, CODE, TYPE, HECHA_FILING_CORRECT, NULL, HECHA_LANGUAGE_ZH, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "correction-notice.zh-CN.txt, line 4: there is no field {enterprise.nahme}");
  g_clear_error (&error);
  assert_state (self, "submitted");
  g_assert_true (g_file_set_contents (path, "title: 本厅补正通知\nfor: filing\n\n{enterprise.name}，{rules.consequences}\n", -1, NULL));
  notice = hecha_filing_desk_decide (self->session, CODE, TYPE, HECHA_FILING_CORRECT, NULL, HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  words = words_of (self, notice, &sealed);
  assert_says (words, wanted);
  g_assert_false (sealed);
}

/* Files of a filing: whoever holds the workspace keeps them; the same bytes once, all or nothing; no clock moves. */
static void
test_files (void)
{
  g_autoptr(Workspace) self = desk (HECHA_HOLDER_EVALUATION);
  g_autofree char *one = fixture_path (self->files, "定级报告.pdf"), *same = fixture_path (self->files, "again.pdf");
  g_autofree char *none = fixture_path (self->files, "none"), *before = state_of (self), *after = NULL, *uuid = NULL;
  const char *const paths[] = { one, same, NULL }, *const bad[] = { one, none, NULL };
  g_autoptr(HechaFilingSheet) sheet = NULL, less = NULL, untouched = NULL;
  g_autoptr(GArray) old = NULL, terms = NULL;
  g_autoptr(GError) error = NULL;

  fixture_write (self->files, "定级报告.pdf", "%PDF-1.7\n", 9);
  fixture_write (self->files, "again.pdf", "%PDF-1.7\n", 9);
  old = hecha_deadlines_of_filing (self->session, CODE, TYPE, NULL);
  g_assert_false (hecha_filing_desk_attach (self->session, CODE, TYPE, bad, NULL, &error));
  g_assert_nonnull (strstr (error->message, "none"));
  g_clear_error (&error);
  untouched = hecha_filing_desk_load (self->session, CODE, TYPE, HECHA_LANGUAGE_ZH, NULL);
  g_assert_cmpuint (untouched->check->evidence->len, ==, 0);
  g_assert_true (hecha_filing_desk_attach (self->session, CODE, TYPE, paths, NULL, &error));
  g_assert_no_error (error);
  sheet = hecha_filing_desk_load (self->session, CODE, TYPE, HECHA_LANGUAGE_ZH, NULL);
  g_assert_cmpuint (sheet->check->evidence->len, ==, 1);
  g_assert_cmpstr (((HechaEvidence *) sheet->check->evidence->pdata[0])->name, ==, "定级报告.pdf");
  g_assert_cmpstr (((HechaEvidence *) sheet->check->evidence->pdata[0])->media_type, ==, "application/pdf");
  g_assert_cmpuint (sheet->check->rounds->len, ==, 0);
  after = state_of (self);
  g_assert_cmpstr (after, ==, before);
  terms = hecha_deadlines_of_filing (self->session, CODE, TYPE, NULL);
  g_assert_cmpmem (terms->data, terms->len * sizeof (HechaTerm), old->data, old->len * sizeof (HechaTerm));
  uuid = g_strdup (((HechaEvidence *) sheet->check->evidence->pdata[0])->uuid);
  g_assert_true (hecha_filing_desk_detach (self->session, CODE, TYPE, uuid, NULL));
  less = hecha_filing_desk_load (self->session, CODE, TYPE, HECHA_LANGUAGE_ZH, NULL);
  g_assert_cmpuint (less->check->evidence->len, ==, 0);
  g_assert_false (hecha_filing_desk_detach (self->session, CODE, TYPE, uuid, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hecha_filing_desk_attach (self->session, CODE, HECHA_TYPE_PLATFORM, paths, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/filing-desk/whole-course", test_whole_course);
  g_test_add_func ("/flow/filing-desk/refused", test_refused);
  g_test_add_func ("/flow/filing-desk/scheme", test_scheme);
  g_test_add_func ("/flow/filing-desk/notice", test_notice);
  g_test_add_func ("/flow/filing-desk/own-notice", test_own_notice);
  g_test_add_func ("/flow/filing-desk/files", test_files);
  return g_test_run ();
}

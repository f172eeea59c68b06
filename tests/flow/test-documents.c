/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents.h"

#include "error.h"
#include "inspect.h"
#include "plan.h"
#include "rule.h"
#include "workspace.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
plan (Workspace *workspace)
{
  static const char *const members[] = { "lead=王小明", NULL };

  workspace_import (workspace);
  return workspace_plan (workspace, members);
}

static char *
plan_inspection (Workspace *workspace)
{
  static const char *const members[] = { "inspector=甲:33-0001", "inspector=乙:33-0002", "on-site-person=丙", "approved=丁", NULL };
  g_autoptr(GError) error = NULL;
  char *uuid;

  workspace_import (workspace);
  uuid = workspace_plan_of (workspace, WORKSPACE_CODE, 1u << HECHA_TYPE_CONNECTED, HECHA_PROCEDURE_INSPECTION, members,
                            &error);
  g_assert_no_error (error);
  return uuid;
}

static char *
make (Workspace   *workspace,
      const HechaDocumentOrder *order,
      GError     **error)
{
  g_autofree char *path = g_build_filename (workspace->directory, "out.pdf", NULL);
  g_autoptr(GSubprocess) process = NULL;
  char *text = NULL;

  if (!hecha_documents_make (workspace->session, order, path, NULL, NULL, error))
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, error, "pdftotext", "-enc", "UTF-8", "-layout", path, "-", NULL);
  g_assert_true (process && g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, error));
  g_unlink (path);
  return text;
}

/* Article 20 is said in the documents that the table of rules names, as it says it. */
static void
check_consequences (const char    *id,
                    HechaLanguage  language,
                    const char    *text)
{
  static const char *const those[] = { "correction-notice", "inspection-notice", "result-notice", NULL };
  g_autofree char *cited = hecha_rule_cite (hecha_rule_get (HECHA_RULE_CONSEQUENCES), language);
  g_autoptr(GString) wanted = g_string_new (cited), said = g_string_new (text);

  g_string_replace (wanted, " ", "", 0);
  g_string_replace (said, " ", "", 0);
  g_string_replace (said, "\n", "", 0);
  if (g_strv_contains (those, id))
    g_assert_nonnull (strstr (said->str, wanted->str));
}

/* Every shipped template is sound, in both languages, and makes a document of a case or filing that it is for. */
static void
check_shipped (Workspace  *workspace,
               const char *uuid,
               const char *procedure)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_documents_list (workspace->session, &error);
  guint chinese = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const HechaDocumentRow *row = rows->pdata[i];
      HechaDocumentOrder order = { row->id, uuid, NULL, HECHA_TYPE_CONNECTED, row->language, TRUE };
      g_autofree char *text = NULL;

      g_assert_cmpstr (row->fault, ==, NULL);
      chinese += row->language == HECHA_LANGUAGE_ZH;
      if (strcmp (row->use, "filing") == 0)
        order = (HechaDocumentOrder) { row->id, NULL, WORKSPACE_CODE, HECHA_TYPE_CONNECTED, row->language, TRUE };
      else if (strcmp (row->use, "visit") != 0 && strcmp (row->use, procedure) != 0)
        continue;
      text = make (workspace, &order, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (text, strcmp (row->use, "filing") == 0 ? WORKSPACE_CODE : WORKSPACE_NAME));
      check_consequences (row->id, row->language, text);
      /* Nobody decided: it does not say so. */
      if (strcmp (row->id, "acceptance-notice") == 0)
        g_assert_nonnull (strstr (text, row->language == HECHA_LANGUAGE_ZH ? "本文书不得发出" : "is not to be sent"));
    }
  g_assert_cmpuint (chinese * 2, ==, rows->len);
}

static guint
place_of (GPtrArray  *rows,
          const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((HechaDocumentRow *) rows->pdata[i])->id, id) == 0)
      return i;
  g_assert_not_reached ();
}

/* Approval, notice, record, result, in the order of the Ministry of Justice's flow 审批—通知—实施—记录—反馈. */
static void
test_order (void)
{
  static const char *const day[] = { "inspection-approval", "inspection-notice", "record-forms", "cured-on-spot", "statement",
                                     "refusal", "result-notice" };
  g_autoptr(Workspace) authority = workspace_new (HECHA_HOLDER_INDUSTRY, "样例省工业和信息化厅");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_documents_list (authority->session, &error);

  g_assert_no_error (error);
  for (guint i = 1; i < G_N_ELEMENTS (day); i++)
    g_assert_cmpuint (place_of (rows, day[i - 1]), <, place_of (rows, day[i]));
}

/* Article 9, 自行或委托第三方评测机构: who evaluates itself was asked by nobody. */
static void
test_self (void)
{
  static const struct { HechaHolder holder; HechaLanguage language; const char *says, *never; } rows[] = {
    { HECHA_HOLDER_EVALUATION, HECHA_LANGUAGE_ZH, "受托", "自行" },
    { HECHA_HOLDER_ENTERPRISE, HECHA_LANGUAGE_ZH, "自行", "受托" },
    { HECHA_HOLDER_ENTERPRISE, HECHA_LANGUAGE_EN, "self-evaluation", "on your behalf" },
  };
  static const char *const ids[] = { "risk-notice", "authorisation" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(Workspace) self = workspace_new (rows[i].holder, "样例单位");
      g_autofree char *uuid = plan (self);

      for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
        {
          HechaDocumentOrder order = { ids[j], uuid, NULL, HECHA_TYPE_CONNECTED, rows[i].language, TRUE };
          g_autoptr(GError) error = NULL;
          g_autofree char *text = make (self, &order, &error);

          g_assert_no_error (error);
          g_assert_nonnull (strstr (text, rows[i].says));
          g_assert_null (strstr (text, rows[i].never));
        }
    }
}

/* The notice says how many the workspace knows of, with their days. */
static void
test_counted (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "样例省工业和信息化厅");
  g_autofree char *first = plan_inspection (self), *second = NULL, *before = NULL, *text = NULL;
  const char *const members[] = { "inspector=甲:33-0001", "inspector=乙:33-0002", NULL };
  g_autoptr(GString) told = NULL;
  HechaDocumentOrder order = { "inspection-notice", NULL, NULL, HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH, TRUE };
  g_autofree char *own = NULL;
  g_autoptr(GError) error = NULL;

  second = workspace_plan_of (self, WORKSPACE_CODE, 1u << HECHA_TYPE_CONNECTED, HECHA_PROCEDURE_INSPECTION, members, &error);
  g_assert_no_error (error);
  order.case_uuid = second;
  before = make (self, &order, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (before, "1（2026"));
  workspace_answer_all (self, first);
  text = make (self, &order, &error);
  g_assert_no_error (error);
  told = g_string_new (text);
  g_string_replace (told, " ", "", 0);   /* pdftotext sets some between digits and words */
  g_assert_nonnull (strstr (told->str, "1（2026年11月25日）"));
  /* The one that was begun does not count itself. */
  order.case_uuid = first;
  own = make (self, &order, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (own, "1（2026"));
}

static void
test_shipped (void)
{
  g_autoptr(Workspace) body = workspace_new (HECHA_HOLDER_EVALUATION, "样例测评中心");
  g_autoptr(Workspace) authority = workspace_new (HECHA_HOLDER_INDUSTRY, "样例省工业和信息化厅");
  g_autofree char *evaluation = plan (body), *inspection = plan_inspection (authority);

  check_shipped (body, evaluation, "evaluation");
  check_shipped (authority, inspection, "inspection");
}

/* An agency's own copy takes the place of the shipped one, until it is broken: then it says where. */
static void
test_own (void)
{
  g_autoptr(Workspace) workspace = workspace_new (HECHA_HOLDER_EVALUATION, "样例测评中心");
  g_autofree char *uuid = plan (workspace), *text = NULL, *path = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) faults = NULL, rows = NULL;
  HechaDocumentOrder order = { "risk-notice", uuid };
  guint own = 0;

  path = hecha_documents_customise (workspace->session, "risk-notice", HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, "title: 本局告知书\nfor: evaluation\n\n致 {enterprise.code}\n", -1, NULL);
  text = make (workspace, &order, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "本局告知书"));
  g_assert_nonnull (strstr (text, "致 " WORKSPACE_CODE));

  g_file_set_contents (path, "title: 本局告知书\nfor: evaluation\n\n致 {enterprise.kode}\n", -1, NULL);
  g_assert_null (make (workspace, &order, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "risk-notice.zh-CN.txt, line 4: there is no field {enterprise.kode}");
  faults = hecha_documents_check (workspace->session, "risk-notice", HECHA_LANGUAGE_ZH, NULL);
  g_assert_cmpuint (faults->len, ==, 1);
  rows = hecha_documents_of_visit (workspace->session, uuid, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const HechaDocumentRow *row = rows->pdata[i];

      g_assert_cmpint (row->language, ==, HECHA_LANGUAGE_ZH);
      g_assert_cmpstr (row->use, !=, "inspection");
      own += row->own && row->fault;
    }
  g_assert_cmpuint (own, ==, 1);
}

static void
replace_once (char       **text,
              const char  *old,
              const char  *new)
{
  g_autoptr(GString) string = g_string_new (*text);

  g_assert_cmpuint (g_string_replace (string, old, new, 0), ==, 1);
  g_free (*text);
  *text = g_string_free (g_steal_pointer (&string), FALSE);
}

/* Letterhead, wording and order are the agency's, in the next document that is made. */
static void
test_changed (void)
{
  g_autoptr(Workspace) workspace = workspace_new (HECHA_HOLDER_INDUSTRY, "样例省工业和信息化厅");
  g_autofree char *uuid = plan_inspection (workspace), *path = NULL, *template = NULL, *before = NULL, *after = NULL;
  g_autoptr(GError) error = NULL;
  HechaDocumentOrder order = { "inspection-notice", uuid };
  char *prepare, *rights, *end;

  before = make (workspace, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpint (strstr (before, "四、权利与义务") - before, <, strstr (before, "五、请准备") - before);
  path = hecha_documents_customise (workspace->session, "inspection-notice", HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &template, NULL, NULL));
  replace_once (&template, "letterhead: {unit.name}", "letterhead: 样例省厅（样例处）");
  replace_once (&template, "现将有关事项通知如下。", "请予配合。");
  rights = strstr (template, "# 四、权利与义务");
  prepare = strstr (template, "# 五、请准备");
  end = strstr (prepare, "\n:write");
  {
    g_autofree char *swapped = g_strdup_printf ("%.*s%.*s\n\n%.*s%s", (int) (rights - template), template, (int) (end - prepare),
                                                prepare, (int) (prepare - rights), rights, end);

    g_assert_true (g_file_set_contents (path, swapped, -1, NULL));
  }
  after = make (workspace, &order, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (after, "样例省厅（样例处）"));
  g_assert_null (strstr (before, "样例省厅（样例处）"));
  g_assert_nonnull (strstr (after, "请予配合。"));
  g_assert_null (strstr (after, "现将有关事项通知如下"));
  g_assert_cmpint (strstr (after, "四、权利与义务") - after, >, strstr (after, "五、请准备") - after);
}

/* A notice that there is no ground for says that it is not to be sent: an inspection needs its approval first, a
 * correction something to correct. */
static void
test_unready (void)
{
  g_autoptr(Workspace) workspace = workspace_new (HECHA_HOLDER_INDUSTRY, "样例省工业和信息化厅");
  g_autofree char *uuid = plan_inspection (workspace), *early = NULL, *approved = NULL, *empty = NULL;
  HechaDocumentOrder notice = { "inspection-notice", uuid, .language = HECHA_LANGUAGE_EN, .other_language = TRUE };
  HechaDocumentOrder correction = { "correction-notice", NULL, WORKSPACE_CODE, HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH, TRUE };
  const char *notes[HECHA_N_VISIT_NOTES] = { [HECHA_VISIT_NOTE_APPROVED_ON] = "2026-11-20" };
  g_autoptr(GError) error = NULL;

  early = make (workspace, &notice, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (early, "No day of approval is recorded"));
  g_assert_true (hecha_plan_set_notes (workspace->session, uuid, notes, &error));
  approved = make (workspace, &notice, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (approved, "No day of approval"));
  empty = make (workspace, &correction, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (empty, "本文书不得发出"));
}

/* "Nothing was found" is said of what was looked at alone. */
static void
test_unfinished (void)
{
  static const struct { HechaLanguage language; const char *unfinished, *none, *none_so_far; } rows[] = {
    { HECHA_LANGUAGE_ZH, "尚有%u项没有检查结果", "未发现需要整改的问题", "已有结果的事项中没有需要整改的问题" },
    { HECHA_LANGUAGE_EN, "%uitemshavenoresult", "Nothingistoberectified", "Nothingistoberectifiedamongwhathasaresult" },
  };
  g_autoptr(Workspace) workspace = workspace_new (HECHA_HOLDER_INDUSTRY, "样例省工业和信息化厅");
  g_autofree char *uuid = plan_inspection (workspace), *done = NULL;
  g_autoptr(HechaCase) content = hecha_inspect_load (workspace->session, uuid, NULL);
  HechaDocumentOrder order = { "result-notice", uuid, .other_language = TRUE };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL, *unfinished = g_strdup_printf (rows[i].unfinished, content->checklist->entries->len);
      g_autoptr(GString) said = NULL;

      order.language = rows[i].language;
      text = make (workspace, &order, &error);
      g_assert_no_error (error);
      said = g_string_new (text);
      g_string_replace (said, " ", "", 0);
      g_string_replace (said, "\n", "", 0);
      g_assert_nonnull (strstr (said->str, unfinished));
      g_assert_nonnull (strstr (said->str, rows[i].none_so_far));
      if (rows[i].language == HECHA_LANGUAGE_ZH)
        g_assert_null (strstr (said->str, rows[i].none));
    }
  workspace_answer_all (workspace, uuid);
  order.language = HECHA_LANGUAGE_EN;
  done = make (workspace, &order, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (done, "no result"));
}

static void
test_refused (void)
{
  static const char *const names[] = { "no-such-notice", "../risk-notice", "", "risk-notice/x", "RISK" };
  g_autoptr(Workspace) workspace = workspace_new (HECHA_HOLDER_EVALUATION, "样例测评中心");
  g_autofree char *uuid = plan (workspace);
  HechaDocumentOrder order = { "risk-notice", NULL, WORKSPACE_CODE };
  g_autoptr(GError) wrong = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      HechaDocumentOrder other = { names[i], uuid };
      g_autoptr(GError) error = NULL;

      g_assert_null (make (workspace, &other, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
      g_assert_null (hecha_documents_customise (workspace->session, names[i], HECHA_LANGUAGE_ZH, NULL));
    }
  g_assert_null (make (workspace, &order, &wrong));
  g_assert_error (wrong, HECHA_ERROR, HECHA_ERROR_REFUSED);
}

/* A preview is the same document, and leaves nothing beside the reports. */
static void
test_preview (void)
{
  g_autoptr(Workspace) workspace = workspace_new (HECHA_HOLDER_EVALUATION, "样例测评中心");
  g_autofree char *uuid = plan (workspace), *reports = g_build_filename (workspace->directory, "reports", NULL);
  HechaDocumentOrder order = { "risk-notice", uuid }, wrong = { "no-such-notice", uuid };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = hecha_documents_preview (workspace->session, &order, NULL, &error);
  g_autoptr(GDir) folder = NULL;

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  g_assert_null (hecha_documents_preview (workspace->session, &wrong, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  folder = g_dir_open (reports, 0, NULL);
  g_assert_nonnull (folder);
  g_assert_cmpstr (g_dir_read_name (folder), ==, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/documents/shipped", test_shipped);
  g_test_add_func ("/documents/self", test_self);
  g_test_add_func ("/documents/counted", test_counted);
  g_test_add_func ("/documents/own", test_own);
  g_test_add_func ("/documents/changed", test_changed);
  g_test_add_func ("/documents/unready", test_unready);
  g_test_add_func ("/documents/unfinished", test_unfinished);
  g_test_add_func ("/documents/refused", test_refused);
  g_test_add_func ("/documents/order", test_order);
  g_test_add_func ("/documents/preview", test_preview);
  return g_test_run ();
}

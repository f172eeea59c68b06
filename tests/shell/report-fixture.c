/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-fixture.h"

#include "issue.h"
#include "uuid.h"

#include <stdarg.h>

static void
add_answer (GPtrArray        *answers,
            const char       *item,
            HechaAnswerField  field,
            const char       *value)
{
  HechaAnswer *answer = g_new0 (HechaAnswer, 1);

  answer->item = g_strdup (item);
  answer->object = g_strdup (HECHA_WHOLE);
  answer->field = field;
  answer->value = g_strdup (value);
  g_ptr_array_add (answers, answer);
}

static void
add_finding (HechaSession *session,
             const char   *case_uuid,
             const char   *item)
{
  g_autoptr(HechaFinding) finding = hecha_finding_new (item, "远程运维账号由三家供应商共用，操作无法追溯到个人。");
  g_autoptr(GError) error = NULL;

  finding->measure = g_strdup ("一人一号，启用多因子认证，保留六个月以上的操作日志");
  finding->deadline = g_strdup ("2026-04-30");
  finding->responsible = g_strdup ("设备部 孙工");
  hecha_inspect_set_finding (session, case_uuid, finding, &error);
  g_assert_no_error (error);
}

/**
 * fixture_answer:
 *
 * Gives every item a verdict and a reason, every seventh one a finding.
 */
void
fixture_answer (HechaSession *session,
                const char   *case_uuid)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCase) content = hecha_inspect_load (session, case_uuid, &error);
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);

  g_assert_no_error (error);
  for (guint i = 0; i < content->checklist->entries->len; i++)
    {
      const HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item;

      add_answer (answers, item->uuid, HECHA_ANSWER_REASON, "现场核查确认");
      add_answer (answers, item->uuid, HECHA_ANSWER_VERDICT, i % 7 == 3 ? "nonconforming" : "conforming");
    }
  hecha_inspect_answer (session, case_uuid, answers, &error);
  g_assert_no_error (error);
  for (guint i = 3; i < content->checklist->entries->len; i += 7)
    add_finding (session, case_uuid, ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item->uuid);
}

/**
 * fixture_run:
 * @first: a program, its arguments, %NULL; it has to end well
 */
void
fixture_run (const char *first,
             ...)
{
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *faults = NULL;
  int status;
  va_list list;

  va_start (list, first);
  for (const char *argument = first; argument; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &faults, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", first, faults);
}

/**
 * fixture_p12:
 *
 * Returns: (transfer full): the path of a new key of somebody called @name,
 *   under FIXTURE_PASSWORD
 */
char *
fixture_p12 (const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hecha-key-XXXXXX", &error);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate = g_build_filename (folder, "certificate.pem", NULL);
  g_autofree char *subject = g_strconcat ("/CN=", name, NULL);
  char *p12 = g_build_filename (folder, "key.p12", NULL);

  fixture_run ("openssl", "req", "-x509", "-utf8", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
               "3650", "-subj", subject, "-addext", "keyUsage=critical,digitalSignature,nonRepudiation",
       "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", key, "-out",
       certificate, NULL);
  fixture_run ("openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-passout", "pass:" FIXTURE_PASSWORD, "-out",
       p12, NULL);
  return p12;
}

/**
 * fixture_report:
 *
 * Returns: (transfer full): the path of the report, issued now
 */
char *
fixture_report (HechaSession *session,
                const char   *case_uuid)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaIssuedReport) report = hecha_issue_report (session, case_uuid, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (report->path);
}

/**
 * fixture_sign:
 * @file: the newest version of the report
 * @name: a signer's, for whom a key is made
 */
void
fixture_sign (HechaSession *session,
              const char   *file,
              const char   *field,
              const char   *name)
{
  g_autofree char *key = fixture_p12 (name);
  g_autoptr(GError) error = NULL;

  hecha_issue_sign (session, file, field, key, FIXTURE_PASSWORD, NULL, NULL, &error);
  g_assert_no_error (error);
}

/**
 * fixture_issued:
 * @file: (out) (optional): the path of its report
 *
 * Returns: (transfer full): the UUID of a visit that was answered and issued
 */
char *
fixture_issued (HechaSession  *session,
                char         **file)
{
  char *uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED,
                             g_str_equal (g_getenv ("LANGUAGE"), "zh_CN") ? HECHA_LANGUAGE_ZH : HECHA_LANGUAGE_EN);
  g_autofree char *path = NULL;

  fixture_answer (session, uuid);
  path = fixture_report (session, uuid);
  if (file)
    *file = g_steal_pointer (&path);
  return uuid;
}

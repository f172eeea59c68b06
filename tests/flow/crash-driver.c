/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is killed, and what loses its power, for test-kill.py and
 * test-power-loss.py:
 *
 *   begin DIR             makes a workspace in DIR/workspace with filings and a planned visit
 *   fill DIR CASE         answers all of it, and makes a key and a stick in DIR
 *   answer DIR CASE FROM  answers and attaches, for ever, and says what was saved
 *   import DIR FILE…      imports one file after the other, and says so
 *   work DIR CASE         saves answers and evidence, puts an object on a stick, issues, signs, and says so, once
 *   state                 reads "DIR CASE" lines, and says what is in each workspace; CASE may be "-"
 *
 * What was saved is said on stdout and, for the shim that records, on MARK_FD. */
#include "workspace.h"

#include "digest.h"
#include "error.h"
#include "folder.h"
#include "report-files.h"
#include "report-growth.h"
#include "report-store.h"
#include "vault.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MARK_FD 199

#define ON_STICK   "现场照片"
#define STICK_PATH "cases/case/evidence/photo"

static void
say (const char *format,
     ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (write (MARK_FD, line, strlen (line)) < 0 || TRUE)
    if (write (STDOUT_FILENO, line, strlen (line)) < 0)
      _exit (1);
}

static Workspace *
open_in (const char *dir)
{
  g_autofree char *directory = g_build_filename (dir, "workspace", NULL);

  return workspace_new_in (directory);
}

static void
say_device (Workspace *self)
{
  say ("device %s\n", hecha_session_get_device (self->session));
}

static guint
count_filings (HechaSession *session)
{
  const HechaFilingQuery all = { NULL };
  g_autoptr(GArray) ids = hecha_intake_query (session, &all, NULL);

  return ids ? ids->len : 0;
}

static gboolean
create (const char  *directory,
        GError     **error)
{
  return hecha_session_create (directory, HECHA_HOLDER_EVALUATION, "示例测评机构", "张工", error);
}

static int
begin (const char *dir)
{
  const char *const members[] = { "lead=张工", "prepared=甲", "reviewed=乙", "approved=丙", NULL };
  g_autofree char *directory = g_build_filename (dir, "workspace", NULL), *uuid = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(Workspace) self = NULL;

  if (!create (directory, &error))
    g_error ("%s", error->message);
  say ("workspace\n");
  self = open_in (dir);
  say_device (self);
  workspace_import (self);
  say ("filings %u\n", count_filings (self->session));
  uuid = workspace_plan (self, members);
  say ("case %s\n", uuid);
  return 0;
}

static int
fill (const char *dir,
      const char *case_uuid)
{
  g_autoptr(Workspace) self = open_in (dir);
  Fixture files = { (char *) dir };
  g_autofree char *stick = g_build_filename (dir, "stick", NULL);

  self->files = &files;
  workspace_key (self, "prepared");
  self->files = NULL;
  workspace_answer_all (self, case_uuid);
  return g_mkdir (stick, 0700);
}

static const char *
item_of (HechaCase *content,
         guint      n)
{
  return ((HechaChecklistEntry *) content->checklist->entries->pdata[n % content->checklist->entries->len])->item->uuid;
}

static void
save_answer (Workspace  *self,
             const char *case_uuid,
             HechaCase  *content,
             guint       n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autoptr(GError) error = NULL;

  if (!workspace_answer (self, case_uuid, item_of (content, n), 1, HECHA_ANSWER_OBSERVATION, text, &error))
    g_error ("%s", error->message);
  say ("answer %s %u\n", item_of (content, n), n);
}

static void
save_evidence (Workspace  *self,
               const char *case_uuid,
               HechaCase  *content,
               guint       n)
{
  g_autofree char *text = g_strdup_printf ("evidence %u %0*u\n", n, (int) (n * 977 % 20000 + 1), n);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaEvidence) evidence = hecha_inspect_attach_bytes (self->session, case_uuid, item_of (content, n), NULL,
                                                                  bytes, "note.txt", "paste", &error);

  if (!evidence)
    g_error ("%s", error->message);
  say ("evidence %s\n", evidence->sha256);
}

static int
answer (const char *dir,
        const char *case_uuid,
        guint       from)
{
  g_autoptr(Workspace) self = open_in (dir);
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, case_uuid, NULL);

  say ("ready\n");
  for (guint n = from;; n++)
    if (n % 5 == 4)
      save_evidence (self, case_uuid, content, n);
    else
      save_answer (self, case_uuid, content, n);
  return 0;
}

static int
import (const char  *dir,
        char       **files)
{
  g_autoptr(Workspace) self = open_in (dir);

  say ("ready\n");
  for (; *files; files++)
    {
      const char *const paths[] = { *files, NULL };
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaReconciliation) list = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &error);

      if (!list || list->counts[HECHA_OUTCOME_REFUSED])
        g_error ("%s: %s", *files, error ? error->message : "refused");
      say ("imported %s\n", *files);
    }
  return 0;
}

static void
sign (Workspace  *self,
      const char *dir,
      const char *path,
      const char *field)
{
  g_autofree char *key = g_strdup_printf ("%s/%s.p12", dir, field);
  g_autoptr(GError) error = NULL;

  if (!hecha_issue_sign (self->session, path, field, key, FIXTURE_PASSWORD, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static void
save_report (Workspace  *self,
             const char *dir,
             const char *case_uuid)
{
  g_autofree char *copy = g_build_filename (dir, "copy.pdf", NULL);
  g_autoptr(HechaIssuedReport) report = workspace_issue (self, case_uuid), again = NULL, signed_report = NULL;

  say ("report %s\n", report->sha256);
  again = hecha_issue_report (self->session, case_uuid, copy, NULL, NULL, NULL, NULL);
  say ("copy 1\n");
  sign (self, dir, copy, "prepared");
  signed_report = hecha_issue_current (self->session, case_uuid, NULL);
  say ("report %s\n", signed_report->sha256);
  say ("copy 2\n");
}

/* Begins a version that the journal never gets to know, as who is killed there. */
static void
begin_version (Workspace  *self,
               const char *case_uuid)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (self->session, case_uuid, NULL);
  g_autoptr(HechaPdfFile) pdf = hecha_pdf_file_open (report->path, NULL);
  g_autoptr(HechaRangeDigest) digests = hecha_range_digest_new (pdf);
  g_autoptr(GString) tail = g_string_new ("never signed");
  g_autofree char *name = g_path_get_basename (report->path), *sha256 = g_strnfill (64, '0');
  const HechaStoredReport stored = { .name = name, .sha256 = report->sha256, .size = (gint64) report->size };
  g_autoptr(JsonObject) growth = hecha_report_growth_begin (self->session, &stored, digests, "next.pdf", sha256, tail, NULL);

  g_assert_nonnull (growth);
}

static HechaVault *
open_vault (const char *dir)
{
  g_autofree char *folder = g_build_filename (dir, "vault-alone", NULL);
  g_autoptr(GError) error = NULL;
  HechaVault *vault = hecha_vault_open (folder, &error);

  if (!vault)
    g_error ("%s", error->message);
  return vault;
}

static const char *const alone[] = { "kept", "destroyed" };

/* A vault with no database beside it, whose syncs would save its names too; of
 * two files in it the second is to be gone for good. */
static void
keep_and_destroy (const char *dir)
{
  g_autoptr(HechaVault) vault = open_vault (dir);
  g_autoptr(GError) error = NULL;
  HechaVaultEntry entry;

  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    {
      g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (alone[i], -1, NULL);

      if (!hecha_vault_import (vault, stream, 99, NULL, NULL, NULL, &entry, &error))
        g_error ("%s", error->message);
      if (i == 0)
        say ("bytes %s\n", entry.sha256);
    }
  if (!hecha_vault_destroy (vault, entry.sha256, &error))
    g_error ("%s", error->message);
  say ("destroyed %s\n", entry.sha256);
}

/* An object on a stick: what was put there is there. */
static void
put_on_stick (const char *dir)
{
  g_autofree char *folder = g_build_filename (dir, "stick", NULL), *url = g_filename_to_uri (folder, NULL, NULL);
  g_autofree char *sha256 = hecha_sha256_hex (ON_STICK, strlen (ON_STICK));
  g_autoptr(GBytes) bytes = g_bytes_new_static (ON_STICK, strlen (ON_STICK));
  HechaRemoteObject object = { .path = STICK_PATH, .source = hecha_source_from_bytes (bytes), .sha256 = sha256 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaRemote) stick = hecha_folder_new (url, "device", &error);

  if (!stick || !hecha_remote_put (stick, &object, NULL, NULL, &error))
    g_error ("%s", error->message);
  say ("stick %s\n", sha256);
}

/* Twice opened, so that the write-ahead log is emptied into the database in
 * between, and long enough that it wraps; a third time to end what was begun. */
static int
work (const char *dir,
      const char *case_uuid)
{
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr(Workspace) self = open_in (dir);
      g_autoptr(HechaCase) content = hecha_inspect_load (self->session, case_uuid, NULL);

      say_device (self);
      for (guint n = turn * 100; n < turn * 100 + 8; n++)
        if (n % 3 == 2)
          save_evidence (self, case_uuid, content, n);
        else
          save_answer (self, case_uuid, content, n);
      if (turn == 0)
        {
          keep_and_destroy (dir);
          put_on_stick (dir);
        }
      else
        save_report (self, dir, case_uuid);
      if (turn == 1)
        begin_version (self, case_uuid);
    }
  workspace_free (open_in (dir));
  say ("end\n");
  return 0;
}

static void
tell_answers (HechaCase *content)
{
  for (guint i = 0; i < content->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item;
      const char *value = hecha_answers_get (content->answers, item->uuid, HECHA_WHOLE, 1, HECHA_ANSWER_OBSERVATION);

      if (value && g_ascii_isdigit (*value))
        printf ("answer %s %s\n", item->uuid, value);
    }
}

static void
tell_evidence (Workspace *self,
               HechaCase *content)
{
  for (guint i = 0; i < content->evidence->len; i++)
    {
      HechaEvidence *evidence = content->evidence->pdata[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = hecha_inspect_bytes (self->session, evidence, &error);
      g_autofree char *sha256 = bytes ? hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;

      if (g_strcmp0 (sha256, evidence->sha256) == 0)
        printf ("evidence %s\n", sha256);
      else
        printf ("fault evidence %s: %s\n", evidence->sha256, error ? error->message : "other bytes");
    }
}

typedef struct
{
  const char *case_uuid;
  GPtrArray  *files;
} Versions;

static gboolean
versions_work (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  Versions *versions = data;

  versions->files = hecha_report_store_files (hecha_journal_db (journal), versions->case_uuid, error);
  return versions->files != NULL;
}

/* Every version of a report stays, as the first bytes of its file; nothing follows the newest. The copy is one of them. */
static void
tell_reports (Workspace  *self,
              const char *dir,
              const char *case_uuid)
{
  Versions versions = { case_uuid, NULL };
  g_autofree char *copy = g_build_filename (dir, "copy.pdf", NULL), *of_copy = NULL;
  g_autoptr(GPtrArray) files = hecha_session_work (self->session, versions_work, &versions, NULL) ? versions.files : NULL;
  gboolean is_version = !hecha_file_digest (copy, &of_copy, NULL, NULL);

  for (guint i = 0; files && i < files->len; i++)
    {
      const HechaStoredReport *version = files->pdata[i];
      g_autofree char *path = hecha_report_file_path (self->session, version->name), *text = NULL, *sha256 = NULL;
      gsize size = 0;

      if (g_file_get_contents (path, &text, &size, NULL) && size >= (gsize) version->size)
        sha256 = hecha_sha256_hex (text, (gsize) version->size);
      if (g_strcmp0 (sha256, version->sha256) == 0)
        printf ("report %s\n", sha256);
      if (i + 1 == files->len && size > (gsize) version->size)
        printf ("fault more than the newest report is in %s\n", version->name);
      if (g_strcmp0 (of_copy, version->sha256) == 0)
        printf ("copy %u\n", i + 1);
      is_version |= g_strcmp0 (of_copy, version->sha256) == 0;
    }
  if (!is_version)
    printf ("fault the copy is no version of the report\n");
}

static void
tell_vault (const char *dir)
{
  g_autoptr(HechaVault) vault = open_vault (dir);

  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    {
      g_autofree char *sha256 = hecha_sha256_hex (alone[i], strlen (alone[i]));

      if (hecha_vault_verify (vault, sha256, NULL, NULL))
        printf ("bytes %s\n", sha256);
    }
}

static void
tell_stick (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "stick", STICK_PATH, NULL), *text = NULL, *sha256 = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, NULL))
    return;
  sha256 = hecha_sha256_hex (text, size);
  printf ("stick %s\n", sha256);
}

static void
tell_workspace (Workspace  *self,
                const char *dir)
{
  g_autoptr(GPtrArray) visits = hecha_visits_list (self->session, NULL);

  printf ("workspace\ndevice %s\nfilings %u\n", hecha_session_get_device (self->session), count_filings (self->session));
  for (guint i = 0; i < visits->len; i++)
    printf ("case %s\n", ((HechaVisitRow *) visits->pdata[i])->uuid);
  tell_vault (dir);
  tell_stick (dir);
}

static void
tell_case (Workspace  *self,
           const char *dir,
           const char *case_uuid)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, case_uuid, &error);
  g_auto(GStrv) faults = content ? hecha_inspect_check_journal (self->session, case_uuid, &error) : NULL;

  if (!faults)
    {
      printf ("fault %s\n", error->message);
      return;
    }
  for (guint i = 0; faults[i]; i++)
    printf ("fault %s\n", faults[i]);
  tell_answers (content);
  tell_evidence (self, content);
  tell_reports (self, dir, case_uuid);
}

/* Where there is no workspace, one can be made. */
static void
tell_state (const char *dir,
            const char *case_uuid)
{
  g_autofree char *directory = g_build_filename (dir, "workspace", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaSession) session = hecha_session_open (directory, hecha_clock_system (), &error);
  Workspace self = { .directory = directory, .session = session };

  if (session)
    {
      tell_workspace (&self, dir);
      if (strcmp (case_uuid, "-") != 0)
        tell_case (&self, dir, case_uuid);
    }
  else if (g_error_matches (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      if (!create (directory, &error))
        printf ("fault %s\n", error->message);
    }
  else
    printf ("fault %s\n", error->message);
}

/* One line in, what is there out, "." at the end. */
static int
state (void)
{
  char dir[4096], case_uuid[64];

  while (scanf ("%4095s %63s", dir, case_uuid) == 2)
    {
      tell_state (dir, case_uuid);
      puts (".");
      fflush (stdout);
    }
  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && strcmp (argv[1], "begin") == 0)
    return begin (argv[2]);
  if (argc == 4 && strcmp (argv[1], "fill") == 0)
    return fill (argv[2], argv[3]);
  if (argc == 5 && strcmp (argv[1], "answer") == 0)
    return answer (argv[2], argv[3], (guint) strtoul (argv[4], NULL, 10));
  if (argc >= 3 && strcmp (argv[1], "import") == 0)
    return import (argv[2], argv + 3);
  if (argc == 4 && strcmp (argv[1], "work") == 0)
    return work (argv[2], argv[3]);
  if (argc == 2 && strcmp (argv[1], "state") == 0)
    return state ();
  return 2;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
attach (Sides      *self,
        const char *item,
        const char *text,
        gsize       size)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaEvidence) evidence = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *long_text = g_malloc0 (size);

  g_strlcpy (long_text, text, size);
  bytes = g_bytes_new (long_text, size);
  evidence = hecha_inspect_attach_bytes (self->sender->session, self->uuid, item, NULL, bytes, text, "file", &error);
  g_assert_no_error (error);
  g_ptr_array_add (self->evidence, g_strdup (evidence->sha256));
}

/* A second evidence file of more than one buffer, so that it can be cut in its middle. */
static void
issue (Sides *self)
{
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  const char *item;

  workspace_import (self->sender);
  self->uuid = workspace_plan (self->sender, workspace_team);
  workspace_answer_all (self->sender, self->uuid);
  content = hecha_inspect_load (self->sender->session, self->uuid, NULL);
  item = ((HechaChecklistEntry *) content->checklist->entries->pdata[0])->item->uuid;
  attach (self, item, "small.txt", 100);
  attach (self, item, "large.bin", 3 * 1024 * 1024);
  report = workspace_issue (self->sender, self->uuid);
}

/* Adds the store as “office”, over @port: the server's own, or that of a proxy before it. */
void
sides_connect (Sides     *self,
               Workspace *workspace,
               guint16    port)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/dav/", port);
  HechaRemoteSpec spec = { (char *) "office", url, self->apache->user, self->apache->ca_file };
  g_autoptr(GError) error = NULL;

  hecha_hand_over_add_remote (workspace->session, &spec, self->apache->password, &error);
  g_assert_no_error (error);
}

/* Somebody else who knows the store. */
Workspace *
sides_join (Sides       *self,
            HechaHolder  holder,
            const char  *unit)
{
  Workspace *workspace = workspace_new (holder, unit);

  sides_connect (self, workspace, self->apache->port);
  return workspace;
}

Sides *
sides_new (void)
{
  Sides *self = g_new0 (Sides, 1);
  g_autoptr(GError) error = NULL;

  self->apache = apache_start (APACHE_DEFAULT, &error);
  g_assert_no_error (error);
  self->evidence = g_ptr_array_new_with_free_func (g_free);
  self->sender = sides_join (self, HECHA_HOLDER_EVALUATION, "示例测评机构");
  self->office = sides_join (self, HECHA_HOLDER_INDUSTRY, "某省工信厅");
  issue (self);
  return self;
}

void
sides_free (Sides *self)
{
  workspace_free (self->sender);
  workspace_free (self->office);
  apache_stop (self->apache);
  g_ptr_array_unref (self->evidence);
  g_free (self->uuid);
  g_free (self);
}

HechaExchange *
sides_push (Workspace *workspace)
{
  g_autoptr(GError) error = NULL;
  HechaExchange *exchange = hecha_hand_over_push (workspace->session, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return exchange;
}

HechaExchange *
sides_pull (Workspace *workspace)
{
  g_autoptr(GError) error = NULL;
  HechaExchange *exchange = hecha_hand_over_pull (workspace->session, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return exchange;
}

void
sides_clean (const HechaExchange *exchange)
{
  for (guint i = 0; i < exchange->faults->len; i++)
    g_test_message ("fault: %s", (char *) exchange->faults->pdata[i]);
  g_assert_cmpuint (exchange->faults->len, ==, 0);
  g_assert_cmpuint (exchange->failed, ==, 0);
}

/* Whether one of the faults says so. */
gboolean
sides_fault (const HechaExchange *exchange,
             const char          *words)
{
  gboolean found = FALSE;

  for (guint i = 0; i < exchange->faults->len; i++)
    {
      g_test_message ("fault: %s", (char *) exchange->faults->pdata[i]);
      found |= strstr (exchange->faults->pdata[i], words) != NULL;
    }
  return found;
}

/* Where something lies on the server's disk. */
char *
sides_path (Sides      *self,
            const char *path)
{
  return g_build_filename (self->apache->root, path, NULL);
}

/* The path of the only thing in a folder of the store, relative to its top. */
char *
sides_only (Sides      *self,
            const char *folder)
{
  g_autofree char *path = sides_path (self, folder);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  char *only = NULL;

  while (dir && (name = g_dir_read_name (dir)))
    if (name[0] != '.')
      {
        g_assert_null (only);
        only = g_build_filename (folder, name, NULL);
      }
  g_assert_nonnull (only);
  return only;
}

/* What somebody else puts there. */
void
sides_write (Sides      *self,
             const char *path,
             const char *text,
             gssize      size)
{
  g_autofree char *full = sides_path (self, path), *folder = g_path_get_dirname (full);
  g_autoptr(GError) error = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
      g_chmod (folder, 0777);
    }
  g_unlink (full);
  g_file_set_contents_full (full, text, size, G_FILE_SET_CONTENTS_NONE, 0666, &error);
  g_assert_no_error (error);
}

/* Changes one byte in the middle of what lies there. */
void
sides_flip (Sides      *self,
            const char *path)
{
  g_autofree char *full = sides_path (self, path), *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (full, &text, &size, NULL));
  text[size / 2] ^= 1;
  sides_write (self, path, text, size);
}

/* The only row of the outbox. */
HechaOutboxRow *
sides_row (Workspace *workspace)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_hand_over_outbox (workspace->session, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  return g_ptr_array_steal_index (rows, 0);
}

/* An event that no step would write, with a payload of one member. */
void
sides_append (Workspace      *workspace,
              const char     *case_uuid,
              HechaEventKind  kind,
              const char     *subject,
              const char     *member,
              const char     *value)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  JsonObject *payload = json_object_new ();
  g_autoptr(GError) error = NULL;

  json_object_set_string_member (payload, member, value);
  hecha_session_append_one (workspace->session, hecha_session_event (scope, kind, subject, payload), &error);
  g_assert_no_error (error);
  /* Chains that are written to by hand are read again. */
  workspace_close (workspace);
  workspace_open (workspace);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-files.h"

#include "digest.h"
#include "durable.h"
#include "error.h"
#include "file.h"
#include "uuid.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail (const char  *path,
      GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/**
 * hecha_file_digest_first:
 * @most: bytes; what follows is not read
 * @sha256: (out): lower-case hex
 * @size: (out) (optional): bytes that were read
 */
gboolean
hecha_file_digest_first (const char  *path,
                         guint64      most,
                         char       **sha256,
                         guint64     *size,
                         GError     **error)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  g_autofree guint8 *buffer = g_malloc (1 << 20);
  int fd = hecha_file_open (path, error);
  guint64 total = 0;
  gssize n;

  if (fd < 0)
    return FALSE;
  while ((n = read (fd, buffer, MIN (1 << 20, most - total))) > 0)
    {
      hecha_digester_update (digester, buffer, n);
      total += n;
    }
  if (n < 0)
    fail (path, error);
  close (fd);
  if (n < 0)
    return FALSE;
  *sha256 = g_malloc (HECHA_DIGEST_HEX);
  hecha_digester_finish (digester, *sha256, NULL);
  if (size)
    *size = total;
  return TRUE;
}

/**
 * hecha_file_digest:
 * @sha256: (out): lower-case hex
 * @size: (out) (optional): bytes
 */
gboolean
hecha_file_digest (const char  *path,
                   char       **sha256,
                   guint64     *size,
                   GError     **error)
{
  return hecha_file_digest_first (path, G_MAXUINT64, sha256, size, error);
}

/**
 * hecha_report_file_path:
 * @name: a name that the journal keeps; may come from another device
 *
 * Returns: (transfer full): its path in this workspace, never outside of reports/
 */
char *
hecha_report_file_path (HechaSession *session,
                        const char   *name)
{
  g_autofree char *folder = hecha_session_reports (session);
  g_autofree char *base = g_path_get_basename (name);

  return g_build_filename (folder, base, NULL);
}

/**
 * hecha_report_file_temporary:
 *
 * Returns: (transfer full): a path beside the reports for one that is being made
 */
char *
hecha_report_file_temporary (HechaSession *session)
{
  g_autofree char *uuid = hecha_uuid_new ();
  g_autofree char *name = g_strconcat (HECHA_REPORT_UNFINISHED, uuid, ".pdf", NULL);

  return hecha_report_file_path (session, name);
}

/**
 * hecha_report_file_name:
 *
 * Returns: (transfer full): what a report is called in a workspace
 */
char *
hecha_report_file_name (const char *number,
                        int         revision,
                        const char *sha256)
{
  return g_strdelimit (g_strdup_printf ("%s-r%d-%.12s.pdf", number, revision, sha256), "/", '_');
}

/**
 * hecha_report_file_keep:
 * @temporary: a whole report beside the others
 * @sha256: (out): of the file
 * @size: (out): bytes
 *
 * Makes @temporary a report of the workspace, durably.
 *
 * Returns: (transfer full) (nullable): its name
 */
char *
hecha_report_file_keep (HechaSession  *session,
                        const char    *temporary,
                        const char    *number,
                        int            revision,
                        char         **sha256,
                        guint64       *size,
                        GError       **error)
{
  g_autofree char *folder = hecha_session_reports (session);
  g_autofree char *digest = NULL, *name = NULL, *path = NULL;

  if (!hecha_file_digest (temporary, &digest, size, error))
    return NULL;
  name = hecha_report_file_name (number, revision, digest);
  path = g_build_filename (folder, name, NULL);
  g_chmod (temporary, 0600);
  if (!hecha_durable_folder (folder, error) || !hecha_durable_rename (temporary, path, error))
    return NULL;
  *sha256 = g_steal_pointer (&digest);
  return g_steal_pointer (&name);
}

/**
 * hecha_file_copy:
 * @to: replaced as a whole and durably, or left as it was
 */
gboolean
hecha_file_copy (const char  *from,
                 const char  *to,
                 GError     **error)
{
  g_autofree char *temporary = g_strconcat (to, ".part", NULL);
  g_autoptr(GFile) source = g_file_new_for_path (from), part = g_file_new_for_path (temporary);
  g_autoptr(GError) failure = NULL;

  if (!g_file_copy (source, part, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &failure))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", to, failure->message);
      return FALSE;
    }
  if (hecha_durable_rename (temporary, to, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}

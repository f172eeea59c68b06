/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-private.h"

#include "case-cache.h"
#include "error.h"
#include "report-files.h"

#include <string.h>

static gboolean
refuse (GError     **error,
        const char  *format,
        const char  *word)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, format, word);
  return FALSE;
}

static gboolean
is_newest (const HechaCase          *self,
           const HechaStoredReport  *stored,
           GError                  **error)
{
  if (!self->frozen)
    return refuse (error, "The visit%s was reopened: issue its next revision and sign that", "");
  if (g_strcmp0 (self->report, stored->sha256) != 0)
    return refuse (error, "A newer version of this report is in the workspace (SHA-256 %s): sign that one", self->report);
  return TRUE;
}

/**
 * hecha_issue_newest:
 * @file: a report
 * @stored: (out) (transfer full): what the workspace knows of it
 *
 * A report is a baton: whoever adds to it does so to its newest version.
 *
 * Returns: (transfer full) (nullable): its case; %HECHA_ERROR_REFUSED where the
 *   report is not known, not the newest, or was reopened
 */
HechaCase *
hecha_issue_newest (HechaSession       *session,
                    const char         *file,
                    HechaStoredReport **stored,
                    GError            **error)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(HechaStoredReport) found = NULL;
  g_autoptr(HechaCase) self = NULL;

  if (!hecha_file_digest (file, &sha256, NULL, error))
    return NULL;
  found = hecha_issue_find (session, sha256);
  if (!found)
    {
      refuse (error, "%s is no report, or no version of one, that this workspace knows: fetch it first", file);
      return NULL;
    }
  self = hecha_case_load (session, found->case_id, error);
  if (!self || !is_newest (self, found, error))
    return NULL;
  *stored = g_steal_pointer (&found);
  return g_steal_pointer (&self);
}

/**
 * hecha_next_version_free:
 * @self: (transfer full): a version
 */
void
hecha_next_version_free (HechaNextVersion *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->before);
  g_free (self);
}

/**
 * hecha_next_version_keep:
 * @stored: the version that @temporary continues
 *
 * Returns: (transfer full) (nullable): @temporary, durably a report of the workspace
 */
HechaNextVersion *
hecha_next_version_keep (HechaSession             *session,
                         const HechaCase          *content,
                         const HechaStoredReport  *stored,
                         const char               *temporary,
                         GError                  **error)
{
  g_autoptr(HechaNextVersion) self = g_new0 (HechaNextVersion, 1);

  self->revision = stored->revision;
  self->before = g_strdup (stored->sha256);
  self->name = hecha_report_file_keep (session, temporary, content->visit->number, stored->revision, &self->sha256,
                                       &self->size, error);
  return self->name ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_next_version_payload:
 *
 * Returns: (transfer full): what an event says of a version
 */
JsonObject *
hecha_next_version_payload (const HechaNextVersion *self)
{
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "sha256", self->sha256);
  json_object_set_string_member (payload, "before", self->before);
  json_object_set_int_member (payload, "size", (gint64) self->size);
  json_object_set_string_member (payload, "name", self->name);
  return payload;
}

/* Versions of a report in the workspace stay as they are. */
static gboolean
is_in_workspace (HechaSession *session,
                 const char   *file)
{
  g_autofree char *folder = hecha_session_reports (session);
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *of = g_path_get_dirname (path);

  return strcmp (of, folder) == 0;
}

/**
 * hecha_next_version_give:
 * @file: what it continues; replaced unless it is in the workspace itself
 */
gboolean
hecha_next_version_give (HechaSession            *session,
                         const HechaNextVersion  *self,
                         const char              *file,
                         GError                 **error)
{
  g_autofree char *path = hecha_report_file_path (session, self->name);

  return is_in_workspace (session, file) || hecha_file_copy (path, file, error);
}

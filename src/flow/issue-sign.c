/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of issue.h that signs. */
#include "issue-private.h"

#include "case-cache.h"
#include "error.h"
#include "report-files.h"
#include "signer.h"
#include "signing-key.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
refuse (GError     **error,
        const char  *format,
        const char  *word)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, format, word);
  return FALSE;
}

/* Planning registered who signs with which certificate; one person fills one field. */
static gboolean
may_sign (const HechaCase         *self,
          const char              *field_name,
          const HechaCertificate  *certificate,
          GError                 **error)
{
  const HechaSignatureField *field = hecha_procedure_field (self->visit->procedure, field_name);
  const HechaMember *member;

  if (!field)
    return refuse (error, "This report has no field “%s”", field_name);
  member = hecha_field_signer (field, self->visit->members);
  if (member && member->fingerprint && strcmp (member->fingerprint, certificate->fingerprint) != 0)
    return refuse (error, "The plan names another certificate for this field, that of %s", member->name);
  for (guint i = 0; i < self->signings->len; i++)
    {
      HechaSigning *signing = self->signings->pdata[i];

      if (g_strcmp0 (signing->field, field_name) == 0)
        return refuse (error, "The field “%s” is signed already", field_name);
      if (g_strcmp0 (signing->fingerprint, certificate->fingerprint) == 0)
        return refuse (error, "This certificate has signed as “%s”: one person fills one field", signing->field);
    }
  return TRUE;
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

typedef struct
{
  HechaSession            *session;
  const HechaCase         *content;
  const HechaStoredReport *stored;
  const HechaCertificate  *certificate;
  const char              *field;
  gint64                   time;
} Signing;

static gboolean
record_signed (const Signing  *signing,
               const char     *name,
               const char     *sha256,
               guint64         size,
               GError        **error)
{
  g_autofree char *scope = hecha_scope_of_case (signing->content->visit->uuid);
  g_autofree char *time = hecha_time_to_text (signing->time);
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", signing->stored->revision);
  json_object_set_string_member (payload, "field", signing->field);
  json_object_set_string_member (payload, "signer", signing->certificate->subject);
  json_object_set_string_member (payload, "fingerprint", signing->certificate->fingerprint);
  json_object_set_string_member (payload, "time", time);
  json_object_set_string_member (payload, "sha256", sha256);
  json_object_set_string_member (payload, "before", signing->stored->sha256);
  json_object_set_int_member (payload, "size", (gint64) size);
  json_object_set_string_member (payload, "name", name);
  return hecha_session_append_one (signing->session,
                                   hecha_session_event (scope, HECHA_EVENT_SIGNED, "report", payload), error);
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

static gboolean
sign (const Signing   *signing,
      const HechaKey  *key,
      const char      *file,
      GError         **error)
{
  HechaLanguage language = signing->content->visit->language;
  const HechaSignatureField *field = hecha_procedure_field (signing->content->visit->procedure, signing->field);
  HechaSignRequest request = {
    .field = signing->field,
    .signer = signing->certificate->subject,
    .role = hecha_text_get (&field->label, language),
    .time = signing->time,
    .language = language == HECHA_LANGUAGE_EN ? "en" : "zh_CN",
  };
  g_autofree char *temporary = hecha_report_file_temporary (signing->session);
  g_autofree char *name = NULL, *sha256 = NULL, *path = NULL;
  guint64 size;

  if (hecha_pdf_sign (file, temporary, key, &request, error))
    name = hecha_report_file_keep (signing->session, temporary, signing->content->visit->number,
                                   signing->stored->revision, &sha256, &size, error);
  if (!name)
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (!record_signed (signing, name, sha256, size, error))
    return FALSE;
  path = hecha_report_file_path (signing->session, name);
  return is_in_workspace (signing->session, file) || hecha_file_copy (path, file, error);
}

/**
 * hecha_issue_sign_with:
 * @options: what is signed, and with what
 *
 * Signs a report. The signed version stays in the workspace as well.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for a report that is not known or
 *   not the newest, another certificate than the plan's, a field that is
 *   signed, or a locked token; %HECHA_ERROR_PASSWORD; the file is then as it was
 */
gboolean
hecha_issue_sign_with (HechaSession            *session,
                       const HechaSignOptions  *options,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(HechaStoredReport) stored = NULL;
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(HechaSigningKey) key = NULL;
  Signing signing = { session, NULL, NULL, NULL, options->field, hecha_clock_now (hecha_session_get_clock (session)) };

  g_return_val_if_fail (options->file && options->field, FALSE);
  if (!hecha_file_digest (options->file, &sha256, NULL, error))
    return FALSE;
  stored = hecha_issue_find (session, sha256);
  if (!stored)
    return refuse (error, "%s is no report, or no version of one, that this workspace knows: fetch it first",
                   options->file);
  self = hecha_case_load (session, stored->case_id, error);
  key = self && is_newest (self, stored, error) ? hecha_signing_key_open (options, error) : NULL;
  if (!key || !may_sign (self, options->field, hecha_key_get_certificate (key->key), error))
    return FALSE;
  signing.content = self;
  signing.stored = stored;
  signing.certificate = hecha_key_get_certificate (key->key);
  if (!sign (&signing, key->key, options->file, error))
    return FALSE;
  hecha_case_cache_forget (session, stored->case_id);
  return TRUE;
}

/**
 * hecha_issue_sign:
 * @file: the newest version of a report; replaced by the signed one
 * @field: name of a signature field of the procedure
 * @key: a PKCS#12 file
 * @password: its password; not kept
 *
 * As hecha_issue_sign_with(), with a file.
 */
gboolean
hecha_issue_sign (HechaSession  *session,
                  const char    *file,
                  const char    *field,
                  const char    *key_path,
                  const char    *password,
                  GError       **error)
{
  const HechaSignOptions options = { .file = file, .field = field, .key = key_path, .password = password };

  return hecha_issue_sign_with (session, &options, NULL, error);
}

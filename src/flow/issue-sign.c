/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of issue.h that signs. */
#include "issue-private.h"

#include "case-cache.h"
#include "error.h"
#include "proof-servers.h"
#include "record.h"
#include "signer.h"
#include "signing-key.h"
#include "signing-picture.h"

#include <string.h>

#define REFUSAL_LIMIT 1000
#define STAMP_SECONDS 10

/* The officers who say that the on-site person did not sign are those who
 * inspect: they sign the record and this. */
static gboolean
is_second_hat (const char *field,
               const char *signed_as)
{
  return hecha_field_is_refusal (field) != hecha_field_is_refusal (signed_as)
         && (g_str_has_prefix (field, "inspector-") || g_str_has_prefix (signed_as, "inspector-"));
}

/* Who signs after others sees what they signed: with a key, or on paper. */
static gboolean
is_due (const HechaCase  *self,
        const char       *field,
        GError          **error)
{
  HechaProcedure procedure = self->visit->procedure;
  const char *const *required = hecha_procedure_required (procedure, hecha_case_is_refused (self));

  for (; *required; required++)
    if (hecha_procedure_rank (procedure, *required) < hecha_procedure_rank (procedure, field)
        && !hecha_case_signing (self, *required))
      return hecha_refuse (error, "“%s” signs before “%s”: sign there first, or take the scan of what was signed on paper",
                           *required, field);
  return TRUE;
}

/* A signature that comes too late spoils the report for everybody: the next revision has room for all.
 * Journals of earlier versions, and of others, hold signatures that were not due. */
static gboolean
is_not_late (const HechaCase  *self,
             const char       *field,
             GError          **error)
{
  HechaProcedure procedure = self->visit->procedure;

  for (guint i = 0; i < self->signings->len; i++)
    {
      const HechaSigning *signing = self->signings->pdata[i];

      if (!signing->scans && hecha_procedure_field (procedure, signing->field)
          && hecha_procedure_rank (procedure, signing->field) > hecha_procedure_rank (procedure, field))
        return hecha_refuse (error, "“%s” is signed already, and is signed after “%s”: open the report again for a new revision",
                             signing->field, field);
    }
  return TRUE;
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
    return hecha_refuse (error, "This report has no field “%s”", field_name);
  member = hecha_field_signer (field, self->visit->members);
  if (member && member->fingerprint && strcmp (member->fingerprint, certificate->fingerprint) != 0)
    return hecha_refuse (error, "The plan names another certificate for this field, that of %s", member->name);
  if (hecha_case_signing (self, field_name))
    return hecha_refuse (error, "The field “%s” is signed already", field_name);
  for (guint i = 0; i < self->signings->len; i++)
    {
      const HechaSigning *signing = self->signings->pdata[i];

      if (g_strcmp0 (signing->fingerprint, certificate->fingerprint) == 0
          && !is_second_hat (field_name, signing->field))
        return hecha_refuse (error, "This certificate has signed as “%s”: one person fills one field", signing->field);
    }
  return is_not_late (self, field_name, error) && is_due (self, field_name, error);
}

/* The first officer writes what happened, the second one signs the same words. */
static gboolean
may_refuse (const HechaCase         *self,
            const HechaSignOptions  *options,
            GError                 **error)
{
  gboolean is_first = !hecha_case_is_refused (self);
  gboolean has_text = options->refusal && *options->refusal;

  if (strcmp (options->field, "on-site-person") == 0 && !is_first)
    return hecha_refuse (error, "Officers have signed that the on-site person did not: their place is locked");
  if (!hecha_field_is_refusal (options->field))
    return !options->refusal
           || hecha_refuse (error, "A refusal is signed by an officer, not as “%s”", options->field);
  if (hecha_case_signing (self, "on-site-person"))
    return hecha_refuse (error, "The on-site person has signed: there is no refusal to be recorded");
  if (!is_first && hecha_case_signing (self, HECHA_FIELD_REFUSAL_OFFICER "1")->scans)
    return hecha_refuse (error, "The refusal was recorded on paper: both officers signed there");
  if (is_first && !has_text)
    return hecha_refuse (error, "Write what happened: the on-site person refused to sign, or was absent");
  if (!is_first && has_text)
    return hecha_refuse (error, "What happened is written down and signed: the second officer signs the same words");
  if (has_text && (!g_utf8_validate (options->refusal, -1, NULL) || g_utf8_strlen (options->refusal, -1) > REFUSAL_LIMIT))
    return hecha_refuse (error, "What happened does not fit: write at most 1000 characters");
  return TRUE;
}

typedef struct
{
  HechaSession            *session;
  HechaPdfFile            *pdf;
  HechaRangeDigest        *digests;
  const HechaCase         *content;
  const HechaStoredReport *stored;
  const HechaCertificate  *certificate;
  const char              *field;
  gint64                   time;
  const char              *refusal;
  HechaPixels             *picture;
} Signing;

static gboolean
record_signed (const Signing           *signing,
               const HechaNextVersion  *next,
               GError                 **error)
{
  const char *id = signing->content->visit->uuid;
  g_autofree char *scope = hecha_scope_of_case (id), *subject = hecha_record_subject (id);
  g_autofree char *time = hecha_time_to_text (signing->time);
  JsonObject *payload = hecha_next_version_payload (next);

  json_object_set_string_member (payload, "field", signing->field);
  json_object_set_string_member (payload, "signer", signing->certificate->subject);
  json_object_set_string_member (payload, "fingerprint", signing->certificate->fingerprint);
  json_object_set_string_member (payload, "time", time);
  if (signing->refusal)
    json_object_set_string_member (payload, "refusal", signing->refusal);
  return hecha_session_append_one (signing->session,
                                   hecha_session_event (scope, HECHA_EVENT_SIGNED, subject, payload), error);
}

static gboolean
sign (const Signing           *signing,
      const HechaSigningKey   *key,
      const HechaSignOptions  *options,
      GCancellable            *cancellable,
      GError                 **error)
{
  HechaLanguage language = signing->content->visit->language;
  const HechaSignatureField *field = hecha_procedure_field (signing->content->visit->procedure, signing->field);
  g_auto(HechaProofServers) servers = { 0 };
  HechaSignRequest request = {
    .field = signing->field,
    .signer = signing->certificate->subject,
    .role = hecha_text_get (&field->label, language),
    .time = signing->time,
    .language = language == HECHA_LANGUAGE_EN ? "en" : "zh_CN",
    .stamper = options->tsa ? &servers.stamper : NULL,
    .text_field = signing->refusal ? HECHA_FIELD_REFUSAL : NULL,
    .text = signing->refusal,
    .picture = signing->picture,
  };
  g_autoptr(HechaPdfRevision) revision = NULL;
  g_autoptr(HechaNextVersion) next = NULL;

  hecha_proof_servers_init (&servers, options->tsa, options->seconds, signing->time, cancellable);
  revision = hecha_pdf_sign_file (signing->pdf, signing->digests, key->key, &request, error);
  if (!revision)
    {
      g_prefix_error (error, "%s: ", options->file);
      return FALSE;
    }
  next = hecha_next_version_add (signing->session, signing->content, signing->stored, signing->digests, revision,
                                 options->file, error);
  if (next && record_signed (signing, next, error))
    return hecha_next_version_give (signing->session, next, options->file, error);
  if (next)
    hecha_next_version_drop (signing->session, next);
  return FALSE;
}

/**
 * hecha_issue_sign_with:
 * @options: what is signed, and with what
 *
 * Signs a report. The signed version stays in the workspace as well.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for a report that is not known or
 *   not the newest, another certificate than the plan's, a field that is
 *   signed or whose turn has not come or is over, a locked token;
 *   %HECHA_ERROR_PASSWORD; the errors of hecha_signing_picture_load(); the file
 *   is then as it was
 */
gboolean
hecha_issue_sign_with (HechaSession            *session,
                       const HechaSignOptions  *options,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autoptr(HechaPdfFile) pdf = NULL;
  g_autoptr(HechaRangeDigest) digests = NULL;
  g_autoptr(HechaStoredReport) stored = NULL;
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(HechaSigningKey) key = NULL;
  g_autoptr(HechaPixels) picture = NULL;
  g_autoptr(GError) failure = NULL;
  Signing signing = {
    .session = session,
    .field = options->field,
    .time = hecha_clock_now (hecha_session_get_clock (session)),
    .refusal = options->refusal,
  };

  g_return_val_if_fail (options->file && options->field, FALSE);
  picture = options->picture ? hecha_signing_picture_load (options->picture, error) : NULL;
  if (options->picture && !picture)
    return FALSE;
  pdf = hecha_pdf_file_open (options->file, &failure);
  digests = pdf ? hecha_range_digest_new (pdf) : NULL;
  self = hecha_issue_newest (session, options->file, digests, &stored, error);
  if (self && !pdf)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  key = self && may_refuse (self, options, error) ? hecha_signing_key_open (options, error) : NULL;
  if (!key || !may_sign (self, options->field, hecha_key_get_certificate (key->key), error))
    return FALSE;
  signing.picture = picture;
  signing.pdf = pdf;
  signing.digests = digests;
  signing.content = self;
  signing.stored = stored;
  signing.certificate = hecha_key_get_certificate (key->key);
  if (!sign (&signing, key, options, cancellable, error))
    return FALSE;
  hecha_case_cache_forget (session, stored->case_id);
  return TRUE;
}

/**
 * hecha_issue_sign:
 * @file: the newest version of a report; replaced by the signed one
 * @field: name of a signature field of the procedure
 * @key: a PKCS#12 file, or the address of a certificate on a token (pkcs11:…)
 * @password: its password or PIN; not kept
 * @refusal: (nullable): as in #HechaSignOptions
 * @picture: (nullable): likewise
 *
 * As hecha_issue_sign_with(), with a time stamp where this workspace has an
 * authority and the network is there: without a network one signs all the same.
 */
gboolean
hecha_issue_sign (HechaSession  *session,
                  const char    *file,
                  const char    *field,
                  const char    *key,
                  const char    *password,
                  const char    *refusal,
                  const char    *picture,
                  GError       **error)
{
  gboolean is_token = g_str_has_prefix (key, "pkcs11:");
  g_autofree char *tsa = hecha_issue_get_tsa (session);
  HechaSignOptions options = {
    .file = file, .field = field, .key = is_token ? NULL : key, .token = is_token ? key : NULL, .password = password,
    .tsa = tsa, .seconds = STAMP_SECONDS, .refusal = refusal, .picture = picture,
  };
  g_autoptr(GError) failure = NULL;

  if (hecha_issue_sign_with (session, &options, NULL, &failure))
    return TRUE;
  if (tsa && g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_NETWORK))
    {
      options.tsa = NULL;
      return hecha_issue_sign_with (session, &options, NULL, error);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

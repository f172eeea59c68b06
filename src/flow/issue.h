/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "session.h"
#include "verification.h"

G_BEGIN_DECLS

/**
 * HechaIssuedReport:
 * @path: in the workspace
 * @sha256: of the file
 * @size: bytes
 * @pages: how many; 0 where it was not written just now
 * @revision: number of the freeze it shows
 */
typedef struct
{
  char    *path;
  char    *sha256;
  guint64  size;
  guint    pages;
  int      revision;
} HechaIssuedReport;

void hecha_issued_report_free (HechaIssuedReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaIssuedReport, hecha_issued_report_free)

/**
 * HechaSignOptions:
 * @file: the newest version of a report; replaced by the signed one
 * @field: name of a signature field of the procedure
 * @key: (nullable): a PKCS#12 file; or else
 * @token: (nullable): the address of a certificate on a token (RFC 7512), as hecha_issue_tokens() gives it
 * @password: of the file, or the PIN of the token; tried once, and not kept
 *
 * One signature that is to be made.
 */
typedef struct
{
  const char *file;
  const char *field;
  const char *key;
  const char *token;
  const char *password;
} HechaSignOptions;

/**
 * HechaTokenChoice:
 * @uri: its address (RFC 7512)
 * @token: label of the token
 * @subject: whose certificate it is
 * @fingerprint: SHA-256 of the certificate, lower-case hex
 * @not_after: end of its validity, microseconds since the epoch UTC
 *
 * A certificate on a token that is plugged in.
 */
typedef struct
{
  char   *uri;
  char   *token;
  char   *subject;
  char   *fingerprint;
  gint64  not_after;
} HechaTokenChoice;

void hecha_token_choice_free (HechaTokenChoice *self);

HechaIssuedReport       *hecha_issue_report   (HechaSession   *session,
                                         const char     *case_uuid,
                                         const char     *out,
                                         HechaProgress   progress,
                                         gpointer        progress_data,
                                         GCancellable   *cancellable,
                                         GError        **error);
HechaIssuedReport       *hecha_issue_preview  (HechaSession   *session,
                                         const char     *case_uuid,
                                         GCancellable   *cancellable,
                                         GError        **error);
HechaIssuedReport       *hecha_issue_current  (HechaSession   *session,
                                         const char     *case_uuid,
                                         GError        **error);
gboolean           hecha_issue_sign     (HechaSession   *session,
                                         const char     *file,
                                         const char     *field,
                                         const char     *key,
                                         const char     *password,
                                         GError        **error);
gboolean           hecha_issue_sign_with (HechaSession *session,
                                         const HechaSignOptions *options,
                                         GCancellable   *cancellable,
                                         GError        **error);
GPtrArray         *hecha_issue_tokens   (GError        **error);
gboolean           hecha_issue_reopen   (HechaSession   *session,
                                         const char     *case_uuid,
                                         const char     *reason,
                                         GError        **error);
HechaVerification *hecha_issue_verify   (HechaSession   *session,
                                         const char     *file,
                                         const char     *trust,
                                         const char     *evidence,
                                         GCancellable   *cancellable,
                                         GError        **error);

G_END_DECLS

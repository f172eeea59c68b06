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
 * HechaIssueOptions:
 * @out: (nullable): where a copy goes
 * @originals: whether the report carries the pixels of photos as the camera
 *   coded them, and not as they fit where they are printed
 * @progress: (nullable): told of hundredths
 * @progress_data: for @progress
 *
 * How a report is made.
 */
typedef struct
{
  const char    *out;
  gboolean       originals;
  HechaProgress  progress;
  gpointer       progress_data;
} HechaIssueOptions;

/**
 * HechaSignOptions:
 * @file: the newest version of a report; replaced by the signed one
 * @field: name of a signature field of the procedure
 * @key: (nullable): a PKCS#12 file; or else
 * @token: (nullable): the address of a certificate on a token (RFC 7512), as hecha_issue_tokens() gives it
 * @password: of the file, or the PIN of the token; tried once, and not kept
 * @tsa: (nullable): address of an authority that stamps the time beside the signature
 * @seconds: how long one waits for it while it says nothing; 0 for 20
 * @refusal: (nullable): what happened when the on-site person refused to sign,
 *   or that nobody was there; given by the first of the two officers who sign for it
 * @picture: (nullable): a PNG or JPEG file of a signature by hand or a seal, shown
 *   beside the words; it proves nothing
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
  const char *tsa;
  guint       seconds;
  const char *refusal;
  const char *picture;
} HechaSignOptions;

/**
 * HechaStampOptions:
 * @tsa: address of a time-stamping authority
 * @seconds: how long one waits for a server that says nothing; 0 for 20
 *
 * How a report is stamped.
 */
typedef struct
{
  const char *tsa;
  guint       seconds;
} HechaStampOptions;

/**
 * HechaStampOutcome:
 * @time: that is proven now, microseconds since the epoch UTC
 * @n_added: certificates, revocation lists and answers that were added
 * @n_missing: certificates about which nothing was to be had
 * @missing: (nullable): why, of the first of them; to be freed
 *
 * What hecha_issue_stamp() did.
 */
typedef struct
{
  gint64  time;
  guint   n_added;
  guint   n_missing;
  char   *missing;
} HechaStampOutcome;

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
HechaIssuedReport       *hecha_issue_report_with (HechaSession *session,
                                         const char     *case_uuid,
                                         const HechaIssueOptions *options,
                                         GCancellable   *cancellable,
                                         GError        **error);
char              *hecha_issue_copy_name (const char   *out,
                                         guint           record);
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
                                         const char     *refusal,
                                         const char     *picture,
                                         GError        **error);
gboolean           hecha_issue_sign_with (HechaSession *session,
                                         const HechaSignOptions *options,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean           hecha_issue_stamp    (HechaSession   *session,
                                         const char     *file,
                                         const HechaStampOptions *options,
                                         HechaStampOutcome *outcome,
                                         GCancellable   *cancellable,
                                         GError        **error);
char              *hecha_issue_get_tsa  (HechaSession   *session);
gboolean           hecha_issue_set_tsa  (HechaSession   *session,
                                         const char     *address,
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "issue.h"
#include "pdf-revision.h"
#include "range-digest.h"
#include "report-store.h"

G_BEGIN_DECLS

/* For the sources of issue.h. */

/**
 * HechaNextVersion:
 * @revision: of the report
 * @name: of the file in the workspace
 * @sha256: of the file
 * @before: SHA-256 of the version that it continues
 * @size: bytes
 * @growth: (nullable): how it continues the file of the version before; %NULL where it is a file of its own
 *
 * A report that was signed or stamped once more.
 */
typedef struct
{
  int      revision;
  char    *name;
  char    *sha256;
  char    *before;
  guint64  size;
  JsonObject *growth;
} HechaNextVersion;

HechaIssuedReport *hecha_issued_report_new    (HechaSession             *session,
                                               const char               *name,
                                               const char               *sha256,
                                               guint64                   size,
                                               guint                     pages,
                                               int                       revision);
HechaStoredReport *hecha_issue_find           (HechaSession             *session,
                                               const char               *sha256);
HechaCase         *hecha_issue_newest         (HechaSession             *session,
                                               const char               *file,
                                               HechaRangeDigest         *digests,
                                               HechaStoredReport       **stored,
                                               GError                  **error);

HechaNextVersion  *hecha_next_version_keep    (HechaSession             *session,
                                               const HechaCase          *content,
                                               const HechaStoredReport  *stored,
                                               const char               *temporary,
                                               GError                  **error);
HechaNextVersion  *hecha_next_version_add     (HechaSession             *session,
                                               const HechaCase          *content,
                                               const HechaStoredReport  *stored,
                                               HechaRangeDigest         *digests,
                                               HechaPdfRevision         *revision,
                                               const char               *file,
                                               GError                  **error);
void               hecha_next_version_drop    (HechaSession             *session,
                                               const HechaNextVersion   *self);
void               hecha_next_version_free    (HechaNextVersion         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaNextVersion, hecha_next_version_free)
JsonObject        *hecha_next_version_payload (const HechaNextVersion   *self);
gboolean           hecha_next_version_give    (HechaSession             *session,
                                               const HechaNextVersion   *self,
                                               const char               *file,
                                               GError                  **error);

G_END_DECLS

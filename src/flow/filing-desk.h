/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-check.h"
#include "scoring.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaFilingSheet:
 * @filing: as it stands
 * @digest: of it
 * @check: its verification; without rounds before it begins
 * @conflict: whether two people wrote the verification without seeing each other's
 * @missing: (element-type HechaFieldSpec): what the filing does not say (article 7)
 * @faults: (element-type utf8): what a notice would list
 * @scheme: (nullable): the scoring scheme that was imported
 * @sum: points of all factors; 0 where not every factor has some
 * @level: what they come to; 0 likewise
 * @refiled: whether the enterprise filed something else since the last decision
 *
 * The desk on which one filing is verified.
 */
typedef struct
{
  HechaFiling      *filing;
  char             *digest;
  HechaFilingCheck *check;
  gboolean          conflict;
  GPtrArray        *missing;
  GPtrArray        *faults;
  HechaScoring     *scheme;
  int               sum;
  int               level;
  gboolean          refiled;
} HechaFilingSheet;

void              hecha_filing_sheet_free    (HechaFilingSheet    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingSheet, hecha_filing_sheet_free)
HechaFilingSheet *hecha_filing_desk_load     (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              HechaLanguage        language,
                                              GError             **error);
gboolean          hecha_filing_desk_begin    (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              const char          *from,
                                              GError             **error);
gboolean          hecha_filing_desk_judge    (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              guint                factor,
                                              HechaOpinion         opinion,
                                              int                  points,
                                              const char          *note,
                                              GError             **error);
gboolean          hecha_filing_desk_set_faults (HechaSession      *session,
                                              const char          *code,
                                              HechaType            type,
                                              const char *const   *faults,
                                              GError             **error);
char             *hecha_filing_desk_decide   (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              HechaFilingDecision  decision,
                                              const char          *number,
                                              HechaLanguage        language,
                                              GError             **error);
gboolean          hecha_filing_desk_received (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              const char          *on,
                                              GError             **error);
gboolean          hecha_filing_desk_change   (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              const char          *on,
                                              guint                factors,
                                              const char          *note,
                                              GError             **error);
gboolean          hecha_filing_desk_regraded (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              const char          *on,
                                              GError             **error);
gboolean          hecha_filing_desk_attach   (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              const char *const   *paths,
                                              GCancellable        *cancellable,
                                              GError             **error);
gboolean          hecha_filing_desk_detach   (HechaSession        *session,
                                              const char          *code,
                                              HechaType            type,
                                              const char          *uuid,
                                              GError             **error);
gboolean          hecha_filing_desk_save     (HechaSession        *session,
                                              const char          *sha256,
                                              const char          *path,
                                              GError             **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/**
 * HechaRevocationRow:
 * @is_answer: whether it is an authority's answer about one certificate; else a list
 * @about: who issued the list, or the serial of the certificate in lower-case hex
 * @made: when it was true, microseconds since the epoch UTC
 * @next: when the next one is due, likewise; 0 where it does not say
 * @revoked: how many certificates it says were revoked
 *
 * What is at hand about revoked certificates, without a network.
 */
typedef struct
{
  gboolean is_answer;
  char    *about;
  gint64   made;
  gint64   next;
  guint    revoked;
} HechaRevocationRow;

/**
 * HechaRevocationOutcome:
 * @n_reports: reports whose signers were asked about
 * @n_kept: lists and answers that are at hand now and were not before, or were older
 * @n_missing: certificates about which nothing was to be had
 * @missing: (nullable): why, of the first of them
 *
 * What hecha_revocations_refresh() did.
 */
typedef struct
{
  guint n_reports;
  guint n_kept;
  guint n_missing;
  char *missing;
} HechaRevocationOutcome;

void       hecha_revocation_row_free (HechaRevocationRow      *self);
void       hecha_revocation_outcome_free (HechaRevocationOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRevocationOutcome, hecha_revocation_outcome_free)
GPtrArray *hecha_revocations_list    (HechaSession            *session,
                                      GError                 **error);
HechaRevocationOutcome *
           hecha_revocations_refresh (HechaSession            *session,
                                      guint                    seconds,
                                      GCancellable            *cancellable,
                                      GError                 **error);

/* For the sources of this folder. */
GPtrArray *hecha_revocations_load    (HechaSession            *session);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dss.h"

G_BEGIN_DECLS

/**
 * HechaRevocationRecord:
 * @is_answer: whether it is an answer of OCSP about one certificate; else a list
 * @about: who issued the list, or the serial of the certificate in lower-case hex
 * @made: when it was true, microseconds since the epoch UTC
 * @next: when the next one is due, likewise; 0 where it does not say
 * @revoked: how many certificates it says were revoked
 * @key: what it speaks of, in lower-case hex: of two with one key the newer one holds
 *
 * What is told of a revocation list or an answer. Says nothing of its signature.
 */
typedef struct
{
  gboolean is_answer;
  char    *about;
  gint64   made;
  gint64   next;
  guint    revoked;
  char    *key;
} HechaRevocationRecord;

HechaRevocationRecord *hecha_revocation_record_read (GBytes                 *der);
void                   hecha_revocation_record_free (HechaRevocationRecord  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRevocationRecord, hecha_revocation_record_free)
GPtrArray             *hecha_pdf_fetch_revocations  (const char             *path,
                                                     GBytes                 *authorities,
                                                     gint64                  now,
                                                     HechaFetch              fetch,
                                                     gpointer                data,
                                                     HechaValidationSummary *summary,
                                                     GError                **error);

G_END_DECLS

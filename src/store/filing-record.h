/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "digest.h"
#include "filing.h"

G_BEGIN_DECLS

/**
 * HechaFilingOutcome:
 *
 * What an import made of a row; %HECHA_FILING_PENDING before it has ended.
 */
typedef enum
{
  HECHA_FILING_PENDING,
  HECHA_FILING_ADDED,
  HECHA_FILING_CHANGED,
  HECHA_FILING_UNCHANGED,
} HechaFilingOutcome;

/**
 * HechaFilingRecord:
 * @filing: (nullable): what it says; never changed
 * @due_on: (nullable): when something is due next, YYYY-MM-DD
 * @payload: (nullable): @filing as canonical JSON
 * @digest: SHA-256 of @payload, as hecha_filing_digest()
 * @words: (nullable): what the search finds it by
 * @outcome: (out): told by the import
 * @is_older: (out): whether it was filed before what it replaced
 *
 * A filing ready for the register: all that takes time is done, in whatever
 * thread, before it comes to the database's.
 */
typedef struct
{
  HechaFiling        *filing;
  char               *due_on;
  char               *payload;
  char                digest[HECHA_DIGEST_HEX];
  char               *words;
  HechaFilingOutcome  outcome;
  gboolean            is_older;
} HechaFilingRecord;

void               hecha_filing_append_words  (GString           *out,
                                               const HechaFiling *filing);
HechaFilingRecord *hecha_filing_record_new    (HechaFiling       *filing,
                                               const char        *due_on);
void               hecha_filing_record_shrink (HechaFilingRecord *self);
void               hecha_filing_record_clear  (HechaFilingRecord *self);
void               hecha_filing_record_free   (HechaFilingRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingRecord, hecha_filing_record_free)

G_END_DECLS

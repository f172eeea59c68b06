/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journal.h"

G_BEGIN_DECLS

/**
 * HechaJournalFaultKind:
 * @HECHA_JOURNAL_FORGED: an event's hash or payload digest is not that of what it says
 * @HECHA_JOURNAL_BROKEN: an event does not follow the one before: removed, reordered or forked
 * @HECHA_JOURNAL_TRUNCATED: a chain ends before the place that was noted or that a freeze pinned
 * @HECHA_JOURNAL_REWRITTEN: at a place that a freeze pinned stands another event
 * @HECHA_JOURNAL_ROW: a table's row is not what the events come to
 *
 * On disk and on the command line: forged, broken, truncated, rewritten, row.
 */
typedef enum
{
  HECHA_JOURNAL_FORGED,
  HECHA_JOURNAL_BROKEN,
  HECHA_JOURNAL_TRUNCATED,
  HECHA_JOURNAL_REWRITTEN,
  HECHA_JOURNAL_ROW,
} HechaJournalFaultKind;

extern const HechaNick hecha_journal_fault_nicks[];

/**
 * HechaJournalFault:
 * @kind: what is wrong
 * @scope: where
 * @device: (nullable): in whose chain; %NULL for a table's row
 * @seq: at which place of it; 0 for a table's row
 * @message: in words
 */
typedef struct
{
  HechaJournalFaultKind  kind;
  char                  *scope;
  char                  *device;
  gint64                 seq;
  char                  *message;
} HechaJournalFault;

void       hecha_journal_fault_free (HechaJournalFault  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaJournalFault, hecha_journal_fault_free)
GPtrArray *hecha_journal_check      (HechaJournal       *self,
                                     const char         *scope,
                                     GError            **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "filing-check.h"
#include "procedure.h"

G_BEGIN_DECLS

/**
 * HechaFilingCheckRow:
 * @code: the enterprise's credit code
 * @check: its verification as one type
 * @author: who wrote it last
 * @time: when, RFC 3339
 * @conflict: whether two people wrote it without seeing each other's
 *
 * The verification of a filing as it stands.
 */
typedef struct
{
  char             *code;
  HechaFilingCheck *check;
  char             *author;
  char             *time;
  gboolean          conflict;
} HechaFilingCheckRow;

/**
 * HechaWaitingFiling:
 * @code: the enterprise's credit code
 * @type: as which it filed
 * @from: (nullable): YYYY-MM-DD from which it waits, or of what it waited for
 *
 * A filing for which a clock may run.
 */
typedef struct
{
  char      *code;
  HechaType  type;
  char      *from;
} HechaWaitingFiling;

void       hecha_filing_check_row_free     (HechaFilingCheckRow  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingCheckRow, hecha_filing_check_row_free)
void       hecha_waiting_filing_free       (HechaWaitingFiling   *self);
GPtrArray *hecha_filing_check_store_list   (HechaDb              *db,
                                            const char           *code,
                                            gboolean              running,
                                            GError              **error);
GPtrArray *hecha_filing_check_store_unverified (HechaDb          *db,
                                            const char           *before,
                                            guint                 types,
                                            guint                 limit,
                                            GError              **error);
GPtrArray *hecha_filing_check_store_uninspected (HechaDb         *db,
                                            const char           *before,
                                            guint                 types,
                                            guint                 limit,
                                            GError              **error);
GPtrArray *hecha_filing_check_store_evaluated (HechaDb           *db,
                                            GError              **error);
char      *hecha_filing_check_store_last_conclusion (HechaDb       *db,
                                         const char          *code,
                                         HechaType            type);
char      *hecha_filing_check_store_last_visit (HechaDb          *db,
                                            const char           *code,
                                            HechaType             type,
                                            HechaProcedure        procedure);

G_END_DECLS

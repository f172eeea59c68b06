/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-item.h"

G_BEGIN_DECLS

/* Rows that are read together. */
#define HECHA_FILING_LIST_PAGE 100

/**
 * HechaFilingReader:
 *
 * Reads rows, as hecha_intake_rows() does. Called in a thread of its own.
 */
typedef GPtrArray *(*HechaFilingReader) (HechaSession  *session,
                                         const gint64  *ids,
                                         guint          n,
                                         GError       **error);

/**
 * HechaFilingList:
 *
 * A #GListModel of #HechaFilingItem over up to a million ids. Rows are read in
 * pages, without waiting, when somebody asks for an item of the page; the page
 * asked for last is read first. Signal "failed" (GError *): a page could not
 * be read. Main thread only.
 */
#define HECHA_TYPE_FILING_LIST (hecha_filing_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaFilingList, hecha_filing_list, HECHA, FILING_LIST, GObject)

HechaFilingList *hecha_filing_list_new         (HechaFilingReader  reader);
void             hecha_filing_list_set_session (HechaFilingList   *self,
                                                HechaSession      *session);
void             hecha_filing_list_take_ids    (HechaFilingList   *self,
                                                GArray            *ids);

G_END_DECLS

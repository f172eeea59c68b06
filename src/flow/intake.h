/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadline.h"
#include "filing.h"
#include "reconciliation.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaIntakeTarget:
 * @id: what a column can be: a field's id, or type, level, site-name, …
 * @label: for people
 */
typedef struct
{
  const char *id;
  HechaText   label;
} HechaIntakeTarget;

/**
 * HechaIntakeChoice:
 * @sheet: (nullable): the one sheet to read; %NULL for each that holds filings
 * @columns: (nullable): what some columns are called, as #HechaIntakePreview
 *   has it; of the same name twice the first means the first
 * @targets: (nullable): what each of @columns is: id of a #HechaIntakeTarget;
 *   remembered for registers with the same headers
 *
 * What the user says of the files to import.
 */
typedef struct
{
  const char        *sheet;
  const char *const *columns;
  const char *const *targets;
} HechaIntakeChoice;

/**
 * HechaIntakePreview:
 * @sheets: names of the sheets that are not hidden; one for a csv
 * @sheet: the one that is shown
 * @headers: header of each column, its letters where it has none
 * @targets: what each column was taken for: id of a #HechaIntakeTarget, or empty
 *   for a column that is kept as it is
 * @rows: (element-type GStrv): the first rows, one text a column
 */
typedef struct
{
  GStrv      sheets;
  char      *sheet;
  GStrv      headers;
  GStrv      targets;
  GPtrArray *rows;
} HechaIntakePreview;

/**
 * HechaFilingQuery:
 * @search: (nullable): words, in names, codes, contacts, regions
 * @types: bit 1 << #HechaType for each that is wanted; 0 for all
 * @levels: bit 1 << level; 0 for all
 * @region: (nullable): first digits of a region code
 * @state: (nullable): a filing state's name
 * @due: (nullable): overdue, soon or later
 * @sort: what to order by
 * @descending: whether the last come first
 * @limit: at most so many; 0 for all
 */
typedef struct
{
  const char      *search;
  guint            types;
  guint            levels;
  const char      *region;
  const char      *state;
  const char      *due;
  HechaFilingSort  sort;
  gboolean         descending;
  guint            limit;
} HechaFilingQuery;

/**
 * HechaFilingRow:
 * @id: names the row within this workspace
 * @filing: what was filed
 * @due: (nullable): YYYY-MM-DD of the next evaluation
 * @due_state: how near that is
 * @conclusion: (nullable): id of the grade of the last issued visit
 */
typedef struct
{
  gint64         id;
  HechaFiling   *filing;
  char          *due;
  HechaDueState  due_state;
  char          *conclusion;
} HechaFilingRow;

void hecha_filing_row_free (HechaFilingRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingRow, hecha_filing_row_free)
void hecha_intake_preview_free (HechaIntakePreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaIntakePreview, hecha_intake_preview_free)

const HechaIntakeTarget *hecha_intake_targets (guint *n);
HechaIntakePreview  *hecha_intake_preview  (HechaSession            *session,
                                            const char              *path,
                                            const char              *sheet,
                                            GError                 **error);
HechaReconciliation *hecha_intake_import   (HechaSession            *session,
                                            const char *const       *paths,
                                            const HechaIntakeChoice *choice,
                                            HechaProgress            progress,
                                            gpointer                 progress_data,
                                            GCancellable            *cancellable,
                                            GError                 **error);
gboolean             hecha_intake_save     (const HechaReconciliation *reconciliation,
                                            const char              *path,
                                            HechaLanguage            language,
                                            GError                 **error);
GArray              *hecha_intake_query    (HechaSession            *session,
                                            const HechaFilingQuery  *query,
                                            GError                 **error);
GPtrArray           *hecha_intake_rows     (HechaSession            *session,
                                            const gint64            *ids,
                                            guint                    n,
                                            GError                 **error);
GPtrArray           *hecha_intake_enterprise (HechaSession          *session,
                                            const char              *code,
                                            GError                 **error);
GPtrArray           *hecha_intake_history  (HechaSession            *session,
                                            const char              *code,
                                            HechaType                type,
                                            GError                 **error);

G_END_DECLS

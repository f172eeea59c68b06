/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"
#include "term.h"

G_BEGIN_DECLS

/**
 * HechaDueQuery:
 * @kinds: bit 1 << #HechaTermKind for each that is wanted; 0 for those that are
 *   the holder's own: an evaluation body neither verifies nor inspects
 * @overdue: only what has passed
 * @days: how far ahead; 0 for 60
 * @code: (nullable): only this enterprise
 * @limit: how many of each kind at most; 0 for 500
 */
typedef struct
{
  guint       kinds;
  gboolean    overdue;
  guint       days;
  const char *code;
  guint       limit;
} HechaDueQuery;

/**
 * HechaDueRow:
 * @term: the clock
 * @state: how near it is
 * @days_left: until the day; less than 0 once it has passed
 * @code: the enterprise's credit code
 * @enterprise: its name
 * @type: of the filing; -1 for a finding
 * @level: of the filing; 0 for a finding
 * @case_uuid: (nullable): the visit of a finding
 * @number: (nullable): its number
 * @what: (nullable): the finding, or what changed
 * @uid: names the row over all exports
 *
 * One line of a due list.
 */
typedef struct
{
  HechaTerm      term;
  HechaDueState  state;
  int            days_left;
  char          *code;
  char          *enterprise;
  int            type;
  int            level;
  char          *case_uuid;
  char          *number;
  char          *what;
  char          *uid;
} HechaDueRow;

void       hecha_due_row_free          (HechaDueRow          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDueRow, hecha_due_row_free)
GPtrArray *hecha_deadlines_list        (HechaSession         *session,
                                        const HechaDueQuery  *query,
                                        GError              **error);
GArray    *hecha_deadlines_of_filing   (HechaSession         *session,
                                        const char           *code,
                                        HechaType             type,
                                        GError              **error);
gboolean   hecha_deadlines_save        (HechaSession         *session,
                                        GPtrArray            *rows,
                                        const char           *path,
                                        HechaLanguage         language,
                                        GError              **error);

G_END_DECLS

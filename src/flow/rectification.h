/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "evidence.h"
#include "session.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaRectificationRow:
 * @case_uuid: of the visit that found it
 * @number: for people
 * @code: the enterprise's credit code
 * @enterprise: its name
 * @finding_uuid: names the finding
 * @what: what was found
 * @risk: (nullable): what may come of it
 * @measure: (nullable): what is to be done
 * @responsible: (nullable): who does it
 * @deadline: (nullable): YYYY-MM-DD
 * @item_title: of the item
 * @major: whether it is a major hazard 重大风险隐患
 * @state: open, cured or accepted
 * @note: (nullable): what the newest re-check saw
 * @author: (nullable): who made it
 * @time: (nullable): when, RFC 3339
 * @evidence: (element-type HechaEvidence): what shows it
 * @days_left: until the deadline; %G_MAXINT without one
 */
typedef struct
{
  char      *case_uuid;
  char      *number;
  char      *code;
  char      *enterprise;
  char      *what;
  char      *risk;
  char      *measure;
  char      *responsible;
  char      *deadline;
  char      *finding_uuid;
  char      *item_title;
  gboolean   major;
  char      *state;
  char      *note;
  char      *author;
  char      *time;
  GPtrArray *evidence;
  int        days_left;
} HechaRectificationRow;

/**
 * HechaRecheck:
 * @state: open, cured or accepted
 * @note: (nullable): what was seen
 * @author: who looked
 * @time: when, RFC 3339
 * @evidence: (element-type HechaEvidence): what shows it
 *
 * One look at a finding after the visit.
 */
typedef struct
{
  char      *state;
  char      *note;
  char      *author;
  char      *time;
  GPtrArray *evidence;
} HechaRecheck;

void       hecha_rectification_row_free   (HechaRectificationRow  *self);
void       hecha_recheck_free             (HechaRecheck           *self);

GPtrArray *hecha_rectification_list       (HechaSession           *session,
                                           HechaLanguage           language,
                                           GError                **error);
gboolean   hecha_rectification_is_overdue (const HechaRectificationRow *row);
gboolean   hecha_rectification_recheck    (HechaSession           *session,
                                           const char             *finding_uuid,
                                           const char             *state,
                                           const char             *note,
                                           const char *const      *paths,
                                           GError                **error);
GPtrArray *hecha_rectification_history    (HechaSession           *session,
                                           const char             *finding_uuid,
                                           GError                **error);

G_END_DECLS

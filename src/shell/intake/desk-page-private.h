/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What desk-page.c reads and carries out, and desk-groups.c shows and asks. */

#include "desk-page.h"
#include "filing-desk.h"
#include "states.h"

G_BEGIN_DECLS

typedef enum
{
  HECHA_DESK_BEGIN,
  HECHA_DESK_JUDGE,
  HECHA_DESK_FAULTS,
  HECHA_DESK_DECIDE,
  HECHA_DESK_RECEIVED,
  HECHA_DESK_CHANGE,
  HECHA_DESK_REGRADED,
} HechaDeskEditKind;

/**
 * HechaDeskEdit:
 * @kind: which step of flow it is
 * @code: the enterprise
 * @type: which of its filings
 * @factor: of a judgement or a change
 * @opinion: of a judgement
 * @points: likewise
 * @decision: of a decision
 * @language: of texts and notices
 * @text: (nullable): note, or number of the notice
 * @day: (nullable): YYYY-MM-DD
 * @faults: (nullable): all of them
 *
 * One edit of a verification, for the thread that makes it.
 */
typedef struct
{
  HechaDeskEditKind    kind;
  char                *code;
  HechaType            type;
  guint                factor;
  HechaOpinion         opinion;
  int                  points;
  HechaFilingDecision  decision;
  HechaLanguage        language;
  char                *text;
  char                *day;
  GStrv                faults;
} HechaDeskEdit;

struct _HechaDeskPage
{
  HechaPlace parent_instance;

  AdwWindowTitle     *title;
  HechaStates        *states;
  AdwPreferencesPage *page;

  char               *code;
  HechaType           type;
  HechaFilingSheet   *sheet;
  char               *shape;        /* of what is shown: only a new one is built anew */
  GPtrArray          *groups;       /* of the page */
  AdwPreferencesGroup *faults;
  GPtrArray          *fault_rows;
  GtkWidget          *number;
  GtkWidget          *change_factor;
  GtkWidget          *change_note;
};

HechaDeskEdit *hecha_desk_page_edit        (HechaDeskPage     *self,
                                            HechaDeskEditKind  kind);
void           hecha_desk_page_run         (HechaDeskPage     *self,
                                            HechaDeskEdit     *edit);
void           hecha_desk_page_build       (HechaDeskPage     *self);
void           hecha_desk_page_show_faults (HechaDeskPage     *self);

G_END_DECLS

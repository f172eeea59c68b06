/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-desk.h"

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

HechaDeskEdit *hecha_desk_edit_new  (const char         *code,
                                     HechaType           type,
                                     HechaDeskEditKind   kind);
void           hecha_desk_edit_free (HechaDeskEdit      *self);
gpointer       hecha_desk_edit_job  (HechaSession       *session,
                                     gpointer            data,
                                     GCancellable       *cancellable,
                                     GError            **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "finding.h"
#include "nick.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaCourse:
 * @HECHA_COURSE_NEW: found at this visit for the first time 新发现
 * @HECHA_COURSE_PERSISTING: found earlier, and still so 持续存在
 * @HECHA_COURSE_CLOSED: found earlier, and closed: by a re-check, or because
 *   its item conforms now 已闭环
 * @HECHA_COURSE_PENDING: found earlier, and not looked at yet 待复核
 *
 * What became of a finding from one visit to the next.
 */
typedef enum
{
  HECHA_COURSE_NEW,
  HECHA_COURSE_PERSISTING,
  HECHA_COURSE_CLOSED,
  HECHA_COURSE_PENDING,
} HechaCourse;

#define HECHA_N_COURSES (HECHA_COURSE_PENDING + 1)

extern const HechaNick hecha_course_nicks[];
extern const HechaText hecha_course_labels[HECHA_N_COURSES];

/**
 * HechaPriorFinding:
 * @finding: as it was written down
 * @state: open, cured or accepted: what its newest re-check said
 * @note: (nullable): what that saw
 */
typedef struct
{
  HechaFinding *finding;
  char         *state;
  char         *note;
} HechaPriorFinding;

/**
 * HechaPrior:
 * @case_uuid: of an earlier visit to the same enterprise
 * @number: (nullable): for people
 * @planned_on: (nullable): YYYY-MM-DD
 * @findings: (element-type HechaPriorFinding): of items of the same types
 *
 * What a visit carries along of an earlier one, so that it says the same
 * wherever it is opened.
 */
typedef struct
{
  char      *case_uuid;
  char      *number;
  char      *planned_on;
  GPtrArray *findings;
} HechaPrior;

HechaPriorFinding *hecha_prior_finding_new (const HechaFinding  *finding,
                                                const char          *state,
                                                const char          *note);
HechaPrior *hecha_prior_new       (const char         *case_uuid,
                                       const char         *number,
                                       const char         *planned_on);
void          hecha_prior_free      (HechaPrior       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPrior, hecha_prior_free)
JsonObject   *hecha_prior_to_json   (const HechaPrior *self);
HechaPrior *hecha_prior_from_json (JsonObject         *object);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "evidence.h"
#include "filing.h"
#include "term.h"

G_BEGIN_DECLS

#define HECHA_N_FACTORS 7
#define HECHA_FACTOR_FIELD(factor) ((HechaField) (HECHA_FIELD_SIZE + (factor)))

/**
 * HechaOpinion:
 * @HECHA_OPINION_NONE: not looked at yet
 * @HECHA_OPINION_AGREED: what the enterprise says of the factor carries the level
 * @HECHA_OPINION_DOUBTED: it speaks for another level
 *
 * What the verifier thinks of one of the seven factors of article 6.
 */
typedef enum
{
  HECHA_OPINION_NONE,
  HECHA_OPINION_AGREED,
  HECHA_OPINION_DOUBTED,
} HechaOpinion;

/**
 * HechaFilingDecision:
 * @HECHA_FILING_OPEN: no decision yet
 * @HECHA_FILING_ACCEPT: complete, and graded plausibly
 * @HECHA_FILING_CORRECT: to be corrected
 */
typedef enum
{
  HECHA_FILING_OPEN,
  HECHA_FILING_ACCEPT,
  HECHA_FILING_CORRECT,
} HechaFilingDecision;

/**
 * HechaFilingRound:
 * @from: (nullable): YYYY-MM-DD from which the 30 working days count; %NULL for
 *   the filing date
 * @resubmitted: whether @from is the day on which a correction arrived
 * @filing: (nullable): digest of what was looked at
 * @opinions: of each factor
 * @points: of each factor by an imported scoring scheme; 0 for none
 * @notes: (nullable) each: on each factor
 * @faults: (element-type utf8): what is to be corrected, besides what the
 *   worksheet says
 * @decision: how it ended
 * @decided_on: (nullable): YYYY-MM-DD
 * @by: (nullable): who decided
 * @number: (nullable): of the notice
 * @sha256: (nullable): of the notice's file
 * @received_on: (nullable): YYYY-MM-DD on which the enterprise received a
 *   correction notice
 *
 * One round of the verification of a filing.
 */
typedef struct
{
  char                *from;
  gboolean             resubmitted;
  char                *filing;
  HechaOpinion         opinions[HECHA_N_FACTORS];
  int                  points[HECHA_N_FACTORS];
  char                *notes[HECHA_N_FACTORS];
  GPtrArray           *faults;
  HechaFilingDecision  decision;
  char                *decided_on;
  char                *by;
  char                *number;
  char                *sha256;
  char                *received_on;
} HechaFilingRound;

/**
 * HechaFactorChange:
 * @on: YYYY-MM-DD of the change
 * @factors: bit 1 << n for each factor that changed
 * @note: (nullable): what changed
 * @regraded_on: (nullable): YYYY-MM-DD on which the enterprise graded itself again
 *
 * A large change in a factor (article 6).
 */
typedef struct
{
  char  *on;
  guint  factors;
  char  *note;
  char  *regraded_on;
} HechaFactorChange;

/**
 * HechaFilingCheck:
 * @type: of the filing
 * @rounds: (element-type HechaFilingRound): the last one is the running one
 * @changes: (element-type HechaFactorChange): in the order in which they were recorded
 * @evidence: (element-type HechaEvidence): files that the enterprise handed in with it
 *
 * The verification 核查 of one filing (article 7), with its re-gradings
 * (article 6). Desk work of the authority; no visit.
 */
typedef struct
{
  HechaType  type;
  GPtrArray *rounds;
  GPtrArray *changes;
  GPtrArray *evidence;
} HechaFilingCheck;

extern const HechaNick hecha_opinion_nicks[];
extern const HechaText hecha_opinion_labels[];
extern const HechaNick hecha_filing_decision_nicks[];

HechaFilingCheck  *hecha_filing_check_new       (HechaType               type);
void               hecha_filing_check_free      (HechaFilingCheck       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingCheck, hecha_filing_check_free)
JsonObject        *hecha_filing_check_to_json   (const HechaFilingCheck *self);
HechaFilingCheck  *hecha_filing_check_from_json (JsonObject             *object);
HechaFilingRound  *hecha_filing_check_round     (const HechaFilingCheck *self);
HechaFilingRound  *hecha_filing_check_add_round (HechaFilingCheck       *self,
                                                 const char             *from,
                                                 gboolean                resubmitted);
HechaFactorChange *hecha_filing_check_change    (const HechaFilingCheck *self);
HechaFactorChange *hecha_filing_check_add_change (HechaFilingCheck      *self,
                                                 const char             *on,
                                                 guint                   factors,
                                                 const char             *note);
gboolean           hecha_filing_check_add_file  (HechaFilingCheck       *self,
                                                 HechaEvidence          *file,
                                                 GError                **error);
gboolean           hecha_filing_check_remove_file (HechaFilingCheck     *self,
                                                 const char             *uuid);
HechaFilingState   hecha_filing_check_state     (const HechaFilingCheck *self);
gboolean           hecha_filing_check_is_of     (const HechaFilingCheck *self,
                                                 const char             *digest);
GPtrArray         *hecha_filing_missing         (const HechaFiling      *filing);
GPtrArray         *hecha_filing_check_faults    (const HechaFilingCheck *self,
                                                 const HechaFiling      *filing,
                                                 HechaLanguage           language);
gboolean           hecha_filing_check_may_decide (const HechaFilingCheck *self,
                                                 const HechaFiling      *filing,
                                                 HechaFilingDecision     decision,
                                                 GError                **error);
void               hecha_filing_check_verification (const HechaFilingCheck *self,
                                                 const HechaFiling      *filing,
                                                 HechaCalendar          *calendar,
                                                 HechaTerm              *term);
gboolean           hecha_filing_check_correction (const HechaFilingCheck *self,
                                                 HechaCalendar          *calendar,
                                                 HechaTerm              *term);
void               hecha_filing_check_regrading (const HechaFilingCheck *self,
                                                 HechaCalendar          *calendar,
                                                 HechaTerm              *term);

G_END_DECLS

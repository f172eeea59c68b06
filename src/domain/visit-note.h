/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nick.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaVisitNote:
 * @HECHA_VISIT_NOTE_APPROVED_BY: who approved an inspection before it began
 * @HECHA_VISIT_NOTE_APPROVED_ON: on which day
 * @HECHA_VISIT_NOTE_CEILING: how many inspections a year the authority's own
 *   rule allows for the enterprise; nothing official is known
 * @HECHA_VISIT_NOTE_ELSEWHERE: how many there were this year that the workspace
 *   does not know of; those that it knows are counted
 * @HECHA_VISIT_NOTE_JOINT: with which authorities it is combined 综合查一次
 * @HECHA_VISIT_NOTE_SCAN_CODE: its number in the register of 扫码入企
 * @HECHA_VISIT_NOTE_LAWS: the legal basis in force on the day, a line each
 * @HECHA_VISIT_NOTE_UNTIL: the last day, where a visit takes several
 * @HECHA_VISIT_NOTE_SAMPLING: how objects are chosen, how many of how many
 * @HECHA_VISIT_NOTE_OPENING: time and place of the opening meeting
 * @HECHA_VISIT_NOTE_CLOSING: of the closing meeting
 * @HECHA_VISIT_NOTE_ARRIVED: when the team arrived
 * @HECHA_VISIT_NOTE_LEFT: when it left
 * @HECHA_VISIT_NOTE_PRESENT: who was there besides the team
 *
 * What a visit's documents say besides its plan, in words.
 */
typedef enum
{
  HECHA_VISIT_NOTE_APPROVED_BY,
  HECHA_VISIT_NOTE_APPROVED_ON,
  HECHA_VISIT_NOTE_CEILING,
  HECHA_VISIT_NOTE_ELSEWHERE,
  HECHA_VISIT_NOTE_JOINT,
  HECHA_VISIT_NOTE_SCAN_CODE,
  HECHA_VISIT_NOTE_LAWS,
  HECHA_VISIT_NOTE_UNTIL,
  HECHA_VISIT_NOTE_SAMPLING,
  HECHA_VISIT_NOTE_OPENING,
  HECHA_VISIT_NOTE_CLOSING,
  HECHA_VISIT_NOTE_ARRIVED,
  HECHA_VISIT_NOTE_LEFT,
  HECHA_VISIT_NOTE_PRESENT,
} HechaVisitNote;

#define HECHA_N_VISIT_NOTES (HECHA_VISIT_NOTE_PRESENT + 1)

/* No note is longer, in bytes. */
#define HECHA_VISIT_NOTE_LARGEST 4000

extern const HechaNick hecha_visit_note_nicks[];
extern const HechaText hecha_visit_note_labels[HECHA_N_VISIT_NOTES];

JsonObject *hecha_visit_notes_to_json   (char       *const  notes[HECHA_N_VISIT_NOTES]);
void        hecha_visit_notes_from_json (JsonObject        *object,
                                         char              *notes[HECHA_N_VISIT_NOTES]);
gboolean    hecha_visit_note_set        (char              *notes[HECHA_N_VISIT_NOTES],
                                         HechaVisitNote     note,
                                         const char        *text,
                                         GError           **error);

G_END_DECLS

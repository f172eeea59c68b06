/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "procedure.h"
#include "visit-note.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaNoteGroup:
 *
 * What the documents of a visit say besides its plan, a field for each note of
 * its procedure. Signal "noted" (HechaVisitNote note, const char *text): a note
 * was written, changed or emptied.
 */
#define HECHA_TYPE_NOTE_GROUP (hecha_note_group_get_type ())
G_DECLARE_FINAL_TYPE (HechaNoteGroup, hecha_note_group, HECHA, NOTE_GROUP, AdwPreferencesGroup)

void  hecha_note_group_show     (HechaNoteGroup  *self,
                                 HechaProcedure   procedure,
                                 gboolean         planning);
void  hecha_note_group_set      (HechaNoteGroup  *self,
                                 char *const      notes[HECHA_N_VISIT_NOTES]);
void  hecha_note_group_set_inspected (HechaNoteGroup    *self,
                                      const char *const *days);
char *hecha_note_group_dup_text (HechaNoteGroup  *self,
                                 HechaVisitNote   note);
void  hecha_note_group_flush    (HechaNoteGroup  *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit-note.h"

#include "error.h"

#include <string.h>

const HechaNick hecha_visit_note_nicks[] = {
  { HECHA_VISIT_NOTE_APPROVED_BY, "approved-by" },
  { HECHA_VISIT_NOTE_APPROVED_ON, "approved-on" },
  { HECHA_VISIT_NOTE_CEILING, "ceiling" },
  { HECHA_VISIT_NOTE_ELSEWHERE, "elsewhere" },
  { HECHA_VISIT_NOTE_JOINT, "joint" },
  { HECHA_VISIT_NOTE_SCAN_CODE, "scan-code" },
  { HECHA_VISIT_NOTE_LAWS, "laws" },
  { HECHA_VISIT_NOTE_UNTIL, "until" },
  { HECHA_VISIT_NOTE_SAMPLING, "sampling" },
  { HECHA_VISIT_NOTE_OPENING, "opening" },
  { HECHA_VISIT_NOTE_CLOSING, "closing" },
  { HECHA_VISIT_NOTE_ARRIVED, "arrived" },
  { HECHA_VISIT_NOTE_LEFT, "left" },
  { HECHA_VISIT_NOTE_PRESENT, "present" },
  { 0, NULL },
};

const HechaText hecha_visit_note_labels[HECHA_N_VISIT_NOTES] = {
  [HECHA_VISIT_NOTE_APPROVED_BY] = { "检查批准人", "Inspection approved by" },
  [HECHA_VISIT_NOTE_APPROVED_ON] = { "批准日期", "Approved on" },
  [HECHA_VISIT_NOTE_CEILING] = { "本年度检查次数上限", "Ceiling of inspections this year" },
  [HECHA_VISIT_NOTE_ELSEWHERE] = { "本年度其他已检查次数（本工作区以外）", "Other inspections this year, not in this workspace" },
  [HECHA_VISIT_NOTE_JOINT] = { "联合检查机关（综合查一次）", "Combined with (综合查一次)" },
  [HECHA_VISIT_NOTE_SCAN_CODE] = { "扫码入企登记号", "Scan-in registration (扫码入企)" },
  [HECHA_VISIT_NOTE_LAWS] = { "法律依据（每行一条）", "Legal basis, a line each" },
  [HECHA_VISIT_NOTE_UNTIL] = { "计划结束日期", "Planned until" },
  [HECHA_VISIT_NOTE_SAMPLING] = { "抽样说明", "Sampling" },
  [HECHA_VISIT_NOTE_OPENING] = { "首次会议时间、地点", "Opening meeting, time and place" },
  [HECHA_VISIT_NOTE_CLOSING] = { "末次会议时间、地点", "Closing meeting, time and place" },
  [HECHA_VISIT_NOTE_ARRIVED] = { "到达时间", "Arrived" },
  [HECHA_VISIT_NOTE_LEFT] = { "离开时间", "Left" },
  [HECHA_VISIT_NOTE_PRESENT] = { "其他在场人员", "Others present" },
};

/**
 * hecha_visit_notes_to_json:
 *
 * Returns: (transfer full): a text for each note that there is, by its nick
 */
JsonObject *
hecha_visit_notes_to_json (char *const notes[HECHA_N_VISIT_NOTES])
{
  JsonObject *object = json_object_new ();

  for (const HechaNick *nick = hecha_visit_note_nicks; nick->text; nick++)
    hecha_json_set_string (object, nick->text, notes[nick->value]);
  return object;
}

/**
 * hecha_visit_notes_from_json:
 * @object: (nullable): as hecha_visit_notes_to_json() makes it; a visit from
 *   before there were notes has none. What is too long is cut out.
 */
void
hecha_visit_notes_from_json (JsonObject *object,
                             char       *notes[HECHA_N_VISIT_NOTES])
{
  for (const HechaNick *nick = hecha_visit_note_nicks; object && nick->text; nick++)
    hecha_visit_note_set (notes, nick->value, hecha_json_string (object, nick->text), NULL);
}

/**
 * hecha_visit_note_set:
 * @text: (nullable): %NULL or empty takes the note away
 *
 * Returns: %FALSE with %HECHA_ERROR_TOO_LARGE
 */
gboolean
hecha_visit_note_set (char            *notes[HECHA_N_VISIT_NOTES],
                      HechaVisitNote   note,
                      const char      *text,
                      GError         **error)
{
  if (text && strlen (text) > HECHA_VISIT_NOTE_LARGEST)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "“%s” has more than %d bytes",
                   hecha_visit_note_labels[note].en, HECHA_VISIT_NOTE_LARGEST);
      return FALSE;
    }
  g_free (notes[note]);
  notes[note] = text && *text ? g_strdup (text) : NULL;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-desk.h"

#include "attach.h"
#include "documents.h"
#include "error.h"
#include "filing-check-store.h"
#include "filing-store.h"
#include "scoring-scheme.h"
#include "session-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOTICE_LIMIT (16 * 1024 * 1024)
#define FILE_LIMIT   (256 * 1024 * 1024)   /* no more of one file is shown or saved */

void
hecha_filing_sheet_free (HechaFilingSheet *self)
{
  g_clear_pointer (&self->filing, hecha_filing_free);
  g_free (self->digest);
  g_clear_pointer (&self->check, hecha_filing_check_free);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->scheme, hecha_scoring_free);
  g_free (self);
}

/* Reading */

typedef struct
{
  const char       *code;
  HechaType         type;
  HechaFilingSheet *sheet;
} Reading;

static gboolean
read_sheet (HechaDb     *db,
            Reading     *reading,
            GError     **error)
{
  g_autoptr(HechaStoredFiling) stored = hecha_filing_store_find (db, reading->code, reading->type, error);
  g_autoptr(GPtrArray) checks = stored ? hecha_filing_check_store_list (db, reading->code, FALSE, error) : NULL;
  HechaFilingSheet *sheet = reading->sheet;

  if (!checks)
    return FALSE;
  sheet->filing = g_steal_pointer (&stored->filing);
  sheet->digest = hecha_filing_digest (sheet->filing);
  for (guint i = 0; i < checks->len; i++)
    {
      HechaFilingCheckRow *row = checks->pdata[i];

      if (row->check->type != reading->type)
        continue;
      sheet->check = g_steal_pointer (&row->check);
      sheet->conflict = row->conflict;
    }
  if (!sheet->check)
    sheet->check = hecha_filing_check_new (reading->type);
  return TRUE;
}

static gboolean
read_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  return read_sheet (hecha_journal_db (journal), data, error);
}

/**
 * hecha_filing_desk_load:
 * @language: of the faults
 *
 * Returns: (transfer full) (nullable): the desk of one filing; %HECHA_ERROR_NOT_FOUND
 */
HechaFilingSheet *
hecha_filing_desk_load (HechaSession   *session,
                        const char     *code,
                        HechaType       type,
                        HechaLanguage   language,
                        GError        **error)
{
  g_autoptr(HechaFilingSheet) sheet = g_new0 (HechaFilingSheet, 1);
  Reading reading = { code, type, sheet };
  const HechaFilingRound *round;

  if (!hecha_session_work (session, read_work, &reading, error))
    return NULL;
  round = hecha_filing_check_round (sheet->check);
  sheet->missing = hecha_filing_missing (sheet->filing);
  sheet->faults = hecha_filing_check_faults (sheet->check, sheet->filing, language);
  sheet->refiled = round && round->decision != HECHA_FILING_OPEN && g_strcmp0 (round->filing, sheet->digest) != 0;
  sheet->scheme = hecha_scoring_scheme_load (NULL);
  if (sheet->scheme && round)
    hecha_scoring_level (sheet->scheme, round, &sheet->sum, &sheet->level);
  return g_steal_pointer (&sheet);
}

/* Writing: the whole state is the payload of one event. */

typedef struct _Edit Edit;
typedef gboolean (*Change) (HechaFilingSheet  *sheet,
                            Edit              *edit,
                            GError           **error);

struct _Edit
{
  Reading              reading;
  Change               change;
  const char          *day;
  const char          *note;
  guint                factors;
  HechaOpinion         opinion;
  int                  points;
  const char *const   *faults;
  HechaFilingDecision  decision;
  const char          *number;
  const char          *by;
  const char          *sha256;
  const char          *digest;   /* what the decision was made on */
  GPtrArray           *files;    /* HechaEvidence that is added */
};

static gboolean
edit_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Edit *edit = data;
  g_autoptr(HechaFilingSheet) sheet = g_new0 (HechaFilingSheet, 1);
  g_autofree char *scope = hecha_scope_of_register (edit->reading.code);
  g_autofree char *subject = g_strconcat ("verification/", hecha_nick_text (hecha_type_nicks, edit->reading.type), NULL);

  edit->reading.sheet = sheet;
  return read_sheet (hecha_journal_db (journal), &edit->reading, error) && edit->change (sheet, edit, error) &&
         hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_FILING_CHECKED, subject,
                                                             hecha_filing_check_to_json (sheet->check)), error);
}

static gboolean
run_edit (HechaSession  *session,
          Edit          *edit,
          GError       **error)
{
  g_autofree char *scope = hecha_scope_of_register (edit->reading.code);

  if (!hecha_session_change (session, edit_work, edit, error))
    return FALSE;
  hecha_session_emit_changed (session, scope, "verification");
  return TRUE;
}

static gboolean
check_day (const char  *day,
           GError     **error)
{
  GDate date;

  if (hecha_date_from_text (day, &date))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "“%s” is no day: YYYY-MM-DD", day ? day : "");
  return FALSE;
}

static gboolean
check_holder (HechaSession  *session,
              GError       **error)
{
  HechaHolder holder = hecha_session_get_holder (session);

  return holder == HECHA_HOLDER_INDUSTRY || holder == HECHA_HOLDER_COMMUNICATIONS ||
         hecha_refuse (error, "A filing is verified by the local authority (article 7)");
}

/* The round that is open, or else a refusal. */
static HechaFilingRound *
open_round (HechaFilingSheet  *sheet,
            GError           **error)
{
  HechaFilingRound *round = hecha_filing_check_round (sheet->check);

  if (round && round->decision == HECHA_FILING_OPEN)
    return round;
  hecha_refuse (error, "No round of the verification is open: begin one first");
  return NULL;
}

static gboolean
begin (HechaFilingSheet  *sheet,
       Edit              *edit,
       GError           **error)
{
  HechaFilingRound *last = hecha_filing_check_round (sheet->check), *round;
  gboolean correction = last && last->decision == HECHA_FILING_CORRECT;

  if (last && last->decision == HECHA_FILING_OPEN)
    {
      /* The day from which an open round counts can be set again. */
      g_free (last->from);
      last->from = g_strdup (edit->day);
      return TRUE;
    }
  if (correction && !edit->day)
    return hecha_refuse (error, "The second round counts from the day on which the correction arrived: say which");
  round = hecha_filing_check_add_round (sheet->check, edit->day, correction);
  round->filing = g_strdup (sheet->digest);
  for (guint i = 0; correction && i < HECHA_N_FACTORS; i++)
    {
      round->opinions[i] = last->opinions[i] == HECHA_OPINION_DOUBTED ? HECHA_OPINION_NONE : last->opinions[i];
      round->points[i] = last->points[i];
      round->notes[i] = g_strdup (last->notes[i]);
    }
  return TRUE;
}

/**
 * hecha_filing_desk_begin:
 * @from: (nullable): YYYY-MM-DD from which the 30 working days count; %NULL for
 *   the filing date. After a correction notice the day on which the correction
 *   arrived.
 *
 * Begins a round of the verification, or sets the day of the one that is open.
 * A round after a correction keeps the opinions that were no doubts.
 */
gboolean
hecha_filing_desk_begin (HechaSession  *session,
                         const char    *code,
                         HechaType      type,
                         const char    *from,
                         GError       **error)
{
  Edit edit = { .reading = { code, type, NULL }, .change = begin, .day = from };

  return check_holder (session, error) && (!from || check_day (from, error)) && run_edit (session, &edit, error);
}

static gboolean
judge (HechaFilingSheet  *sheet,
       Edit              *edit,
       GError           **error)
{
  HechaFilingRound *round = open_round (sheet, error);

  if (!round)
    return FALSE;
  round->opinions[edit->factors] = edit->opinion;
  round->points[edit->factors] = edit->points;
  g_free (round->notes[edit->factors]);
  round->notes[edit->factors] = edit->note && *edit->note ? g_strdup (edit->note) : NULL;
  return TRUE;
}

/**
 * hecha_filing_desk_judge:
 * @factor: from 0, of the seven
 * @points: by the imported scheme; 0 for none
 * @note: (nullable): why
 *
 * Notes the verifier's opinion on one factor of article 6.
 */
gboolean
hecha_filing_desk_judge (HechaSession  *session,
                         const char    *code,
                         HechaType      type,
                         guint          factor,
                         HechaOpinion   opinion,
                         int            points,
                         const char    *note,
                         GError       **error)
{
  g_autoptr(HechaScoring) scheme = points ? hecha_scoring_scheme_load (error) : NULL;
  Edit edit = { .reading = { code, type, NULL }, .change = judge, .factors = factor, .opinion = opinion, .points = points,
                .note = note };

  g_return_val_if_fail (factor < HECHA_N_FACTORS, FALSE);
  if (points && !scheme)
    return FALSE;
  if (points && (points < 0 || points > scheme->most[factor]))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "The scoring scheme %s gives this factor at most %d points",
                   scheme->id, scheme->most[factor]);
      return FALSE;
    }
  return check_holder (session, error) && run_edit (session, &edit, error);
}

static gboolean
set_faults (HechaFilingSheet  *sheet,
            Edit              *edit,
            GError           **error)
{
  HechaFilingRound *round = open_round (sheet, error);

  if (!round)
    return FALSE;
  g_ptr_array_set_size (round->faults, 0);
  for (guint i = 0; edit->faults[i]; i++)
    if (*edit->faults[i])
      g_ptr_array_add (round->faults, g_strdup (edit->faults[i]));
  return TRUE;
}

/**
 * hecha_filing_desk_set_faults:
 * @faults: (array zero-terminated=1): all that is to be corrected, besides
 *   what is missing and what is doubted
 */
gboolean
hecha_filing_desk_set_faults (HechaSession       *session,
                              const char         *code,
                              HechaType           type,
                              const char *const  *faults,
                              GError            **error)
{
  Edit edit = { .reading = { code, type, NULL }, .change = set_faults, .faults = faults };

  return check_holder (session, error) && run_edit (session, &edit, error);
}

/* Deciding */

static void
set_decision (HechaFilingRound *round,
              const Edit       *edit)
{
  round->decision = edit->decision;
  g_free (round->decided_on);
  round->decided_on = g_strdup (edit->day);
  g_free (round->number);
  round->number = g_strdup (edit->number);
  g_free (round->by);
  round->by = g_strdup (edit->by);
  g_free (round->sha256);
  round->sha256 = g_strdup (edit->sha256);
}

static gboolean
decide (HechaFilingSheet  *sheet,
        Edit              *edit,
        GError           **error)
{
  HechaFilingRound *round;

  if (!hecha_filing_check_may_decide (sheet->check, sheet->filing, edit->decision, error))
    return FALSE;
  if (g_strcmp0 (sheet->digest, edit->digest) != 0)
    return hecha_refuse (error, "The filing changed while its notice was made: look at it again");
  round = hecha_filing_check_round (sheet->check);
  g_free (round->filing);
  round->filing = g_strdup (sheet->digest);
  set_decision (round, edit);
  return TRUE;
}

/* The notice says what the decision will be: it is made on a copy before. */
static char *
make_notice (HechaSession      *session,
             HechaFilingSheet  *sheet,
             const Edit        *edit,
             HechaLanguage      language,
             GError           **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GInputStream) stream = NULL;
  HechaVaultEntry entry;

  set_decision (hecha_filing_check_round (sheet->check), edit);
  bytes = hecha_documents_notice (session, sheet->filing, sheet->check, language, error);
  if (!bytes)
    return NULL;
  stream = g_memory_input_stream_new_from_bytes (bytes);
  return hecha_vault_import (hecha_session_get_vault (session), stream, NOTICE_LIMIT, NULL, NULL, NULL, &entry, error)
         ? g_strdup (entry.sha256) : NULL;
}

static char *
default_number (const HechaFilingSheet *sheet,
                const char             *today)
{
  const char *code = hecha_filing_get (sheet->filing, HECHA_FIELD_CODE);
  gsize length = strlen (code);

  return g_strdup_printf ("%.4s-%s-%s-%u", today, code + (length > 6 ? length - 6 : 0),
                          hecha_nick_text (hecha_type_nicks, sheet->filing->type), sheet->check->rounds->len);
}

/**
 * hecha_filing_desk_decide:
 * @decision: accept or correct
 * @number: (nullable): of the notice; %NULL for one of the program's making
 * @language: of the notice
 *
 * Ends the round (article 7): makes the notice, keeps it in the vault, and
 * records the decision with its digest.
 *
 * Returns: (transfer full) (nullable): SHA-256 of the notice, for
 *   hecha_filing_desk_save(); %HECHA_ERROR_REFUSED, which names the rule
 */
char *
hecha_filing_desk_decide (HechaSession         *session,
                          const char           *code,
                          HechaType             type,
                          HechaFilingDecision   decision,
                          const char           *number,
                          HechaLanguage         language,
                          GError              **error)
{
  g_autoptr(HechaFilingSheet) sheet = NULL;
  g_autofree char *today = NULL, *named = NULL, *sha256 = NULL;
  Edit edit = { .reading = { code, type, NULL }, .change = decide, .decision = decision,
                .by = hecha_session_get_author (session) };
  GDate day;

  g_return_val_if_fail (decision != HECHA_FILING_OPEN, NULL);
  sheet = check_holder (session, error) ? hecha_filing_desk_load (session, code, type, language, error) : NULL;
  if (!sheet || !hecha_filing_check_may_decide (sheet->check, sheet->filing, decision, error))
    return NULL;
  g_date_clear (&day, 1);
  hecha_clock_today (hecha_session_get_clock (session), &day);
  edit.day = today = hecha_date_to_text (&day);
  named = number && *number ? g_strdup (number) : default_number (sheet, today);
  edit.number = named;
  edit.digest = sheet->digest;
  sha256 = make_notice (session, sheet, &edit, language, error);
  edit.sha256 = sha256;
  return sha256 && run_edit (session, &edit, error) ? g_steal_pointer (&sha256) : NULL;
}

static gboolean
received (HechaFilingSheet  *sheet,
          Edit              *edit,
          GError           **error)
{
  HechaFilingRound *round = hecha_filing_check_round (sheet->check);

  if (!round || round->decision != HECHA_FILING_CORRECT)
    return hecha_refuse (error, "There is no correction notice that the enterprise could have received");
  if (strcmp (edit->day, round->decided_on) < 0)
    return hecha_refuse (error, "A notice is not received before it is made");
  g_free (round->received_on);
  round->received_on = g_strdup (edit->day);
  return TRUE;
}

/**
 * hecha_filing_desk_received:
 * @on: YYYY-MM-DD
 *
 * Records when the enterprise received the correction notice: its 20 working
 * days count from then.
 */
gboolean
hecha_filing_desk_received (HechaSession  *session,
                            const char    *code,
                            HechaType      type,
                            const char    *on,
                            GError       **error)
{
  Edit edit = { .reading = { code, type, NULL }, .change = received, .day = on };

  return check_day (on, error) && check_holder (session, error) && run_edit (session, &edit, error);
}

static gboolean
change (HechaFilingSheet  *sheet,
        Edit              *edit,
        GError           **error)
{
  if (!edit->factors)
    return hecha_refuse (error, "A change is in at least one of the seven factors (article 6)");
  hecha_filing_check_add_change (sheet->check, edit->day, edit->factors, edit->note);
  return TRUE;
}

/**
 * hecha_filing_desk_change:
 * @on: YYYY-MM-DD of the change
 * @factors: bit 1 << n for each factor that changed
 * @note: (nullable): what changed
 *
 * Records a large change in a factor: three months for the re-grading begin
 * (article 6). The enterprise may record its own.
 */
gboolean
hecha_filing_desk_change (HechaSession  *session,
                          const char    *code,
                          HechaType      type,
                          const char    *on,
                          guint          factors,
                          const char    *note,
                          GError       **error)
{
  Edit edit = { .reading = { code, type, NULL }, .change = change, .day = on, .factors = factors, .note = note };

  return check_day (on, error) && run_edit (session, &edit, error);
}

static gboolean
regraded (HechaFilingSheet  *sheet,
          Edit              *edit,
          GError           **error)
{
  HechaFactorChange *last = hecha_filing_check_change (sheet->check);

  if (!last || last->regraded_on)
    return hecha_refuse (error, "No change waits for a re-grading");
  if (strcmp (edit->day, last->on) < 0)
    return hecha_refuse (error, "A re-grading comes after the change");
  last->regraded_on = g_strdup (edit->day);
  return TRUE;
}

/**
 * hecha_filing_desk_regraded:
 * @on: YYYY-MM-DD
 *
 * Records that the enterprise graded itself again after the last change; what
 * it then files is verified in a new round.
 */
gboolean
hecha_filing_desk_regraded (HechaSession  *session,
                            const char    *code,
                            HechaType      type,
                            const char    *on,
                            GError       **error)
{
  Edit edit = { .reading = { code, type, NULL }, .change = regraded, .day = on };

  return check_day (on, error) && run_edit (session, &edit, error);
}

static gboolean
attach (HechaFilingSheet  *sheet,
        Edit              *edit,
        GError           **error)
{
  for (guint i = 0; i < edit->files->len; i++)
    if (!hecha_filing_check_add_file (sheet->check, hecha_evidence_copy (edit->files->pdata[i]), error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_filing_desk_attach:
 * @paths: (array zero-terminated=1): files; they are copied, and not changed
 *
 * Keeps what the enterprise handed in with its filing (article 7): all of it, or
 * nothing; the same bytes once.
 */
gboolean
hecha_filing_desk_attach (HechaSession       *session,
                          const char         *code,
                          HechaType           type,
                          const char *const  *paths,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);
  g_autoptr(GArray) entries = NULL;
  Edit edit = { .reading = { code, type, NULL }, .change = attach, .files = added };

  for (guint i = 0; paths[i]; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  entries = hecha_vault_import_many (hecha_session_get_vault (session), files, FILE_LIMIT, NULL, NULL, cancellable, error);
  for (guint i = 0; entries && i < entries->len; i++)
    {
      g_autofree char *base = g_path_get_basename (paths[i]), *name = g_filename_display_name (base);

      g_ptr_array_add (added, hecha_attach_evidence (session, &g_array_index (entries, HechaVaultEntry, i), name, "file"));
    }
  return entries && run_edit (session, &edit, error);
}

static gboolean
detach (HechaFilingSheet  *sheet,
        Edit              *edit,
        GError           **error)
{
  if (hecha_filing_check_remove_file (sheet->check, edit->note))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The filing has no file “%s”", edit->note);
  return FALSE;
}

/**
 * hecha_filing_desk_detach:
 * @uuid: of a file
 *
 * Takes a file out; its bytes stay, as the journal still names them.
 */
gboolean
hecha_filing_desk_detach (HechaSession  *session,
                          const char    *code,
                          HechaType      type,
                          const char    *uuid,
                          GError       **error)
{
  Edit edit = { .reading = { code, type, NULL }, .change = detach, .note = uuid };

  return run_edit (session, &edit, error);
}

/**
 * hecha_filing_desk_save:
 * @sha256: of a notice that a round ended in, or of a file of the filing
 * @path: overwritten
 */
gboolean
hecha_filing_desk_save (HechaSession  *session,
                          const char    *sha256,
                          const char    *path,
                          GError       **error)
{
  g_autoptr(GBytes) bytes = hecha_vault_load (hecha_session_get_vault (session), sha256, FILE_LIMIT, error);
  g_autoptr(GError) failure = NULL;

  if (!bytes)
    return FALSE;
  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &failure))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, failure->message);
  return FALSE;
}

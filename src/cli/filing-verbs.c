/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "filing-desk.h"
#include "scoring-scheme.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
usage (GError     **error,
       const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
parse_type (const char  *text,
            HechaType   *type,
            GError     **error)
{
  int value;

  if (!hecha_nick_value (hecha_type_nicks, text, &value))
    return usage (error, _("--type is connected, platform or identifier"));
  *type = value;
  return TRUE;
}

static gboolean
parse_factor (const char  *text,
              gsize        length,
              guint       *factor,
              GError     **error)
{
  g_autofree char *id = g_strndup (text, length);
  HechaField field;

  if (!hecha_field_from_text (id, &field) || field < HECHA_FIELD_SIZE)
    return usage (error, _("a factor is one of size, business-scope, internet-use, important-systems, important-data, "
                           "importance, consequences"));
  *factor = field - HECHA_FIELD_SIZE;
  return TRUE;
}

/* What the verbs share: an enterprise and one of its types. */
typedef struct
{
  HechaCommand *command;
  const char   *code;
  HechaType     type;
} Desk;

static const char *
level_text (int level)
{
  return hecha_text_get (hecha_level_label (level), hecha_command_language ());
}

static void
tell_rounds (HechaCommand           *command,
             const HechaFilingSheet *sheet)
{
  for (guint i = 0; i < sheet->check->rounds->len; i++)
    {
      const HechaFilingRound *round = sheet->check->rounds->pdata[i];

      hecha_command_say (command, _("Round %u: %s  %s  %s"), i + 1,
                         hecha_nick_text (hecha_filing_decision_nicks, round->decision),
                         round->decided_on ? round->decided_on : "", round->number ? round->number : "");
    }
  for (guint i = 0; i < sheet->faults->len; i++)
    hecha_command_say (command, "  ! %s", (char *) sheet->faults->pdata[i]);
  if (sheet->refiled)
    hecha_command_say (command, "%s", _("The enterprise filed something else since the last decision."));
  if (sheet->level)
    hecha_command_say (command, _("Points: %d, after %s: %s (filed as %s)"), sheet->sum, sheet->scheme->id,
                       level_text (sheet->level), level_text (sheet->filing->level));
}

static gboolean
tell_sheet (Desk    *desk,
            GError **error)
{
  JsonObject *result = desk->command->result;
  g_autoptr(HechaFilingSheet) sheet = hecha_filing_desk_load (desk->command->session, desk->code, desk->type,
                                                              hecha_command_language (), error);
  JsonArray *missing = json_array_new (), *faults = json_array_new ();

  json_object_set_array_member (result, "missing", missing);
  json_object_set_array_member (result, "faults", faults);
  if (!sheet)
    return FALSE;
  for (guint i = 0; i < sheet->missing->len; i++)
    json_array_add_string_element (missing, ((HechaFieldSpec *) sheet->missing->pdata[i])->id);
  for (guint i = 0; i < sheet->faults->len; i++)
    json_array_add_string_element (faults, sheet->faults->pdata[i]);
  json_object_set_object_member (result, "verification", hecha_filing_check_to_json (sheet->check));
  json_object_set_boolean_member (result, "refiled", sheet->refiled);
  json_object_set_boolean_member (result, "conflict", sheet->conflict);
  json_object_set_int_member (result, "level", sheet->filing->level);
  if (sheet->level)
    {
      json_object_set_int_member (result, "points", sheet->sum);
      json_object_set_int_member (result, "suggested-level", sheet->level);
    }
  tell_rounds (desk->command, sheet);
  return TRUE;
}

/* FACTOR=agreed|doubted[:NOTE], or FACTOR=agreed/POINTS[:NOTE] */
static gboolean
judge (Desk        *desk,
       const char  *text,
       GError     **error)
{
  const char *equals = strchr (text, '='), *rest = equals ? equals + 1 : "";
  const char *note = strchr (rest, ':');
  g_autofree char *words = g_strndup (rest, note ? (gsize) (note - rest) : strlen (rest));
  char *slash = strchr (words, '/');
  guint64 points = 0;
  guint factor;
  int opinion;

  if (slash)
    *slash++ = '\0';
  if (!equals || !parse_factor (text, equals - text, &factor, error))
    return equals ? FALSE : usage (error, _("--factor is FACTOR=agreed|doubted[/POINTS][:NOTE]"));
  if (!hecha_nick_value (hecha_opinion_nicks, words, &opinion) ||
      (slash && !g_ascii_string_to_unsigned (slash, 10, 1, 10000, &points, NULL)))
    return usage (error, _("--factor is FACTOR=agreed|doubted[/POINTS][:NOTE]"));
  return hecha_filing_desk_judge (desk->command->session, desk->code, desk->type, factor, opinion, (int) points,
                                  note ? note + 1 : NULL, error);
}

typedef struct
{
  char     *type;
  gboolean  begin;
  char     *from;
  char    **factors;
  char    **faults;
  gboolean  accept;
  gboolean  correct;
  char     *number;
  char     *received;
  char     *out;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->type);
  g_free (wish->from);
  g_strfreev (wish->factors);
  g_strfreev (wish->faults);
  g_free (wish->number);
  g_free (wish->received);
  g_free (wish->out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
save_notice (Desk        *desk,
             const char  *path,
             GError     **error)
{
  g_autoptr(HechaFilingSheet) sheet = hecha_filing_desk_load (desk->command->session, desk->code, desk->type,
                                                              hecha_command_language (), error);
  const char *sha256 = NULL;

  for (guint i = 0; sheet && i < sheet->check->rounds->len; i++)
    if (((HechaFilingRound *) sheet->check->rounds->pdata[i])->sha256)
      sha256 = ((HechaFilingRound *) sheet->check->rounds->pdata[i])->sha256;
  if (sheet && !sha256)
    return usage (error, _("No round has ended: there is no notice to save"));
  return sheet && hecha_filing_desk_save (desk->command->session, sha256, path, error);
}

static gboolean
decide (Desk        *desk,
        const Wish  *wish,
        GError     **error)
{
  g_autofree char *sha256 = hecha_filing_desk_decide (desk->command->session, desk->code, desk->type,
                                                      wish->accept ? HECHA_FILING_ACCEPT : HECHA_FILING_CORRECT,
                                                      wish->number, hecha_command_language (), error);

  hecha_json_set_string (desk->command->result, "notice", sha256);
  return sha256 != NULL;
}

/* In the order in which the work is done. */
static gboolean
carry_out (Desk        *desk,
           const Wish  *wish,
           GError     **error)
{
  HechaSession *session = desk->command->session;

  if ((wish->begin || wish->from) && !hecha_filing_desk_begin (session, desk->code, desk->type, wish->from, error))
    return FALSE;
  for (guint i = 0; wish->factors && wish->factors[i]; i++)
    if (!judge (desk, wish->factors[i], error))
      return FALSE;
  if (wish->faults && !hecha_filing_desk_set_faults (session, desk->code, desk->type,
                                                     (const char *const *) wish->faults, error))
    return FALSE;
  if ((wish->accept || wish->correct) && !decide (desk, wish, error))
    return FALSE;
  if (wish->received && !hecha_filing_desk_received (session, desk->code, desk->type, wish->received, error))
    return FALSE;
  return (!wish->out || save_notice (desk, wish->out, error)) && tell_sheet (desk, error);
}

static gboolean
run_filing_verify (HechaCommand  *command,
                   int            argc,
                   char         **argv,
                   GError       **error)
{
  g_auto(Wish) wish = { NULL };
  const GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &wish.type, N_("As which type it filed"), "connected|platform|identifier" },
    { "begin", 0, 0, G_OPTION_ARG_NONE, &wish.begin, N_("Begin a round, counted from the filing date"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &wish.from, N_("Begin a round counted from this day, or count the open one from it"), "YYYY-MM-DD" },
    { "factor", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wish.factors, N_("An opinion on one of the seven factors; repeat"), "FACTOR=agreed|doubted[/POINTS][:NOTE]" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wish.faults, N_("What else is to be corrected; repeat; all of it"), N_("TEXT") },
    { "accept", 0, 0, G_OPTION_ARG_NONE, &wish.accept, N_("Accept the filing and make the notice"), NULL },
    { "correct", 0, 0, G_OPTION_ARG_NONE, &wish.correct, N_("Make the correction notice"), NULL },
    { "number", 0, 0, G_OPTION_ARG_STRING, &wish.number, N_("Number of the notice"), N_("TEXT") },
    { "received", 0, 0, G_OPTION_ARG_STRING, &wish.received, N_("The day on which the notice was received"), "YYYY-MM-DD" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &wish.out, N_("Save the last notice as a PDF"), N_("FILE") },
    { NULL },
  };
  Desk desk = { command };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !parse_type (wish.type, &desk.type, error))
    return FALSE;
  if (wish.accept && wish.correct)
    return usage (error, _("a filing is either accepted or to be corrected"));
  desk.code = argv[1];
  return hecha_command_session (command, error) && carry_out (&desk, &wish, error);
}

static gboolean
run_filing_change (HechaCommand  *command,
                   int            argc,
                   char         **argv,
                   GError       **error)
{
  g_autofree char *type = NULL, *on = NULL, *note = NULL, *regraded = NULL;
  g_auto(GStrv) factors = NULL;
  const GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, N_("As which type it filed"), "connected|platform|identifier" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("The day of the change"), "YYYY-MM-DD" },
    { "factor", 0, 0, G_OPTION_ARG_STRING_ARRAY, &factors, N_("A factor that changed; repeat"), N_("FACTOR") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("What changed"), N_("TEXT") },
    { "regraded", 0, 0, G_OPTION_ARG_STRING, &regraded, N_("The day on which the enterprise graded itself again"), "YYYY-MM-DD" },
    { NULL },
  };
  Desk desk = { command };
  guint mask = 0, factor;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !parse_type (type, &desk.type, error))
    return FALSE;
  if ((on != NULL) == (regraded != NULL))
    return usage (error, _("filing change needs either --on with --factor, or --regraded"));
  for (guint i = 0; factors && factors[i]; i++)
    if (!parse_factor (factors[i], strlen (factors[i]), &factor, error))
      return FALSE;
    else
      mask |= 1u << factor;
  desk.code = argv[1];
  if (!hecha_command_session (command, error))
    return FALSE;
  if (on ? !hecha_filing_desk_change (command->session, desk.code, desk.type, on, mask, note, error)
         : !hecha_filing_desk_regraded (command->session, desk.code, desk.type, regraded, error))
    return FALSE;
  return tell_sheet (&desk, error);
}

static void
tell_files (HechaCommand *command,
            GPtrArray    *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const HechaEvidence *file = files->pdata[i];

      json_array_add_object_element (array, hecha_evidence_to_json (file));
      hecha_command_say (command, "%s  %s  %s  %.12s", file->uuid, file->name, file->media_type, file->sha256);
    }
  json_object_set_array_member (command->result, "files", array);
}

/* A file of the filing as it was handed in. */
static gboolean
save_file (Desk        *desk,
           GPtrArray   *files,
           const char  *uuid,
           const char  *path,
           GError     **error)
{
  for (guint i = 0; uuid && i < files->len; i++)
    if (g_str_equal (((HechaEvidence *) files->pdata[i])->uuid, uuid))
      return hecha_filing_desk_save (desk->command->session, ((HechaEvidence *) files->pdata[i])->sha256, path, error);
  return usage (error, _("--out needs --file with a file of the filing"));
}

static gboolean
run_filing_files (HechaCommand  *command,
                  int            argc,
                  char         **argv,
                  GError       **error)
{
  g_autofree char *type = NULL, *remove = NULL, *file = NULL, *out = NULL;
  g_auto(GStrv) paths = NULL;
  const GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, N_("As which type it filed"), "connected|platform|identifier" },
    { "add", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, N_("A file that the enterprise handed in; repeat"), N_("FILE") },
    { "remove", 0, 0, G_OPTION_ARG_STRING, &remove, N_("Take a file out again"), "UUID" },
    { "file", 0, 0, G_OPTION_ARG_STRING, &file, N_("Which file is saved"), "UUID" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_("Where it is saved"), N_("FILE") },
    { NULL },
  };
  g_autoptr(HechaFilingSheet) sheet = NULL;
  Desk desk = { command };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !parse_type (type, &desk.type, error) ||
      !hecha_command_session (command, error))
    return FALSE;
  desk.code = argv[1];
  if ((paths && !hecha_filing_desk_attach (command->session, desk.code, desk.type, (const char *const *) paths, NULL, error)) ||
      (remove && !hecha_filing_desk_detach (command->session, desk.code, desk.type, remove, error)) ||
      !(sheet = hecha_filing_desk_load (command->session, desk.code, desk.type, hecha_command_language (), error)) ||
      (out && !save_file (&desk, sheet->check->evidence, file, out, error)))
    return FALSE;
  tell_files (command, sheet->check->evidence);
  return TRUE;
}

static gboolean
run_scoring_add (HechaCommand  *command,
                 int            argc,
                 char         **argv,
                 GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaScoring) scheme = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) ||
      !(scheme = hecha_scoring_scheme_set (argv[1], error)))
    return FALSE;
  json_object_set_string_member (command->result, "id", scheme->id);
  json_object_set_string_member (command->result, "version", scheme->version);
  hecha_command_say (command, "%s  %s  %s", scheme->id, scheme->version,
                     hecha_text_get (&scheme->title, hecha_command_language ()));
  return TRUE;
}

const HechaVerb hecha_filing_verbs[] = {
  { "filing verify", "CODE --type T [--begin] [--factor F=…] [--accept|--correct] …", N_("Verify a filing (article 7)"),
    N_("Without an option to change it, shows the verification. Article 7 gives the authority 30 working days and the "
       "enterprise 20 for a correction.\nJSON: missing, faults, verification, refiled, conflict, level, points, "
       "suggested-level, notice."), run_filing_verify },
  { "filing change", "CODE --type T --on DATE --factor F… | --regraded DATE", N_("Record a change that calls for a re-grading (article 6)"),
    N_("JSON: as filing verify."), run_filing_change },
  { "filing files", "CODE --type T [--add FILE …] [--remove UUID] [--file UUID --out FILE]",
    N_("List, add or save what the enterprise handed in with its filing"),
    N_("JSON: files[] of uuid, name, sha256, size, media-type, author, time."), run_filing_files },
  { "scoring add", "FILE", N_("Import a scoring scheme for the seven factors"),
    N_("FILE is JSON: id, version, title, official, factors {FACTOR: most points}, level-2-from, level-3-from. None "
       "ships: the Measures have no scheme."), run_scoring_add },
  { NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"
#include "intake.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* On a terminal; nobody reads more than these there. */
#define MOST_WARNINGS 20

static gboolean
run_init (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_autofree char *holder = NULL, *unit = NULL, *author = NULL;
  const GOptionEntry entries[] = {
    { "holder", 0, 0, G_OPTION_ARG_STRING, &holder, N_("Whose workspace it is"), "evaluation|industry|communications|enterprise" },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("The holder’s name"), N_("NAME") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &author, N_("Who works here"), N_("NAME") },
    { NULL },
  };
  int value;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  if (!hecha_nick_value (hecha_holder_nicks, holder, &value) || !unit || !author)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("init needs --holder evaluation|industry|communications|enterprise, --unit and --author"));
      return FALSE;
    }
  if (!hecha_session_create (command->workspace, value, unit, author, error) ||
      !hecha_command_session (command, error))
    return FALSE;
  json_object_set_string_member (command->result, "workspace", hecha_session_get_directory (command->session));
  json_object_set_string_member (command->result, "device", hecha_session_get_device (command->session));
  hecha_command_say (command, _("Workspace %s of %s, device %.12s"),
                     hecha_session_get_directory (command->session), unit,
                     hecha_session_get_device (command->session));
  return TRUE;
}

static void
say_issue (HechaCommand        *command,
           const HechaRowIssue *issue,
           const char          *weight)
{
  hecha_command_note (command, "%s: %s%s%s, %s %u%s%s: %s (%s)", weight, issue->file, issue->sheet ? " · " : "",
                      issue->sheet ? issue->sheet : "", _("row"), issue->row, issue->column ? ", " : "",
                      issue->header ? issue->header : issue->column ? issue->column : "",
                      hecha_text_get (&issue->message, hecha_command_language ()), issue->rule);
}

static void
say_issues (HechaCommand              *command,
            const HechaReconciliation *list)
{
  for (guint i = 0; i < list->refusals->len; i++)
    say_issue (command, list->refusals->pdata[i], _("refused"));
  for (guint i = 0; i < MIN (list->warnings->len, MOST_WARNINGS); i++)
    say_issue (command, list->warnings->pdata[i], _("warning"));
  if (list->warnings->len > MOST_WARNINGS)
    hecha_command_note (command, _("%u more warnings: --json and --save give them all"),
                        list->warnings->len - MOST_WARNINGS);
}

static void
set_column_error (const char  *named,
                  GError     **error)
{
  g_autoptr(GString) ids = g_string_new (NULL);
  guint n;
  const HechaIntakeTarget *all = hecha_intake_targets (&n);

  for (guint i = 0; i < n; i++)
    if (*all[i].id)
      g_string_append_printf (ids, "%s%s", ids->len ? ", " : "", all[i].id);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--column %s is not HEADER=FIELD, where the field is one of %s, or nothing for other information"),
               named, ids->str);
}

static gboolean
is_target (const char *id)
{
  guint n;
  const HechaIntakeTarget *targets = hecha_intake_targets (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (targets[i].id, id))
      return TRUE;
  return FALSE;
}

/* The last "=" divides: a header may hold one. */
static gboolean
split_columns (char    **named,
               GStrv    *columns,
               GStrv    *targets,
               GError  **error)
{
  g_autoptr(GStrvBuilder) headers = g_strv_builder_new (), ids = g_strv_builder_new ();

  for (; named && *named; named++)
    {
      const char *divider = strrchr (*named, '=');
      g_autofree char *header = divider ? g_strndup (*named, divider - *named) : NULL;

      if (!header || !*header || !is_target (divider + 1))
        {
          set_column_error (*named, error);
          return FALSE;
        }
      g_strv_builder_add (headers, header);
      g_strv_builder_add (ids, divider + 1);
    }
  *columns = g_strv_builder_end (headers);
  *targets = g_strv_builder_end (ids);
  return TRUE;
}

static gboolean
run_import (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  g_autofree char *sheet = NULL, *save = NULL;
  g_auto(GStrv) named = NULL, columns = NULL, targets = NULL;
  const GOptionEntry entries[] = {
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_("Read this sheet only"), N_("NAME") },
    { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &named,
      N_("What a column is, by its header, or its letters where it has none; repeatable, and remembered"), N_("HEADER=FIELD") },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, N_("Write the reconciliation list as a spreadsheet"), N_("FILE") },
    { NULL },
  };
  g_autoptr(HechaReconciliation) list = NULL;
  HechaIntakeChoice choice = { NULL };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, -1, error) ||
      !split_columns (named, &columns, &targets, error) || !hecha_command_session (command, error))
    return FALSE;
  choice.sheet = sheet;
  choice.columns = (const char *const *) columns;
  choice.targets = (const char *const *) targets;
  list = hecha_intake_import (command->session, (const char *const *) argv + 1, &choice, NULL, NULL, NULL, error);
  if (!list)
    return FALSE;
  json_object_unref (command->result);
  command->result = hecha_reconciliation_to_json (list);
  say_issues (command, list);
  if (list->counts[HECHA_OUTCOME_REFUSED] && list->counts[HECHA_OUTCOME_REFUSED] == hecha_reconciliation_n_read (list))
    command->exit_status = 1;
  hecha_command_say (command, _("%u read = %u accepted + %u unchanged + %u refused"), hecha_reconciliation_n_read (list),
                     list->counts[HECHA_OUTCOME_ACCEPTED], list->counts[HECHA_OUTCOME_UNCHANGED],
                     list->counts[HECHA_OUTCOME_REFUSED]);
  return !save || hecha_intake_save (list, save, hecha_command_language (), error);
}

static JsonObject *
show_filing (HechaCommand *command,
             gpointer      data)
{
  const HechaFilingRow *row = data;
  JsonObject *object = hecha_filing_to_json (row->filing);

  hecha_json_set_string (object, "due", row->due);
  hecha_json_set_string (object, "conclusion", row->conclusion);
  hecha_command_say (command, "%s  %-10s  %d  %-10s  %s", hecha_filing_get (row->filing, HECHA_FIELD_CODE),
                     hecha_nick_text (hecha_type_nicks, row->filing->type), row->filing->level,
                     row->due ? row->due : "—", hecha_filing_get (row->filing, HECHA_FIELD_NAME));
  return object;
}

static gboolean
show_filings (HechaCommand            *command,
              const HechaFilingQuery  *query,
              GError                 **error)
{
  g_autoptr(GArray) ids = hecha_intake_query (command->session, query, error);
  g_autoptr(GPtrArray) rows = ids ? hecha_intake_rows (command->session, (const gint64 *) ids->data, ids->len, error) : NULL;

  if (rows)
    hecha_command_show (command, "filings", rows, show_filing);
  return rows != NULL;
}

static gboolean
run_filings (HechaCommand  *command,
             int            argc,
             char         **argv,
             GError       **error)
{
  g_autofree char *search = NULL, *type = NULL, *region = NULL, *state = NULL, *due = NULL, *level = NULL;
  int limit = 0, value = 0;
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_("Words in names, codes, contacts, regions"), N_("TEXT") },
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, N_("One type of enterprise"), "connected|platform|identifier" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &level, N_("One level"), "1|2|3" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, N_("First digits of the region code"), N_("DIGITS") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("One filing state"), "submitted|correcting|accepted" },
    { "due", 0, 0, G_OPTION_ARG_STRING, &due, N_("How near the next evaluation is"), "overdue|soon|later" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), "N" },
    { NULL },
  };
  HechaFilingQuery query = { NULL };

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  if (limit < 0 || (region && (!*region || region[strspn (region, "0123456789")] || strlen (region) > 6)))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("--limit is not negative; --region is up to six digits"));
      return FALSE;
    }
  hecha_nick_value (hecha_type_nicks, type, &value);
  query.search = search;
  query.types = type ? 1u << value : 0;
  query.levels = level ? 1u << (*level - '0') : 0;
  query.region = region;
  query.state = state;
  query.due = due;
  query.limit = limit;
  return hecha_command_session (command, error) && show_filings (command, &query, error);
}

const HechaVerb hecha_intake_verbs[] = {
  { "init", "--holder HOLDER --unit NAME --author NAME", N_("Make a workspace"), NULL, run_init },
  { "import", "FILE…", N_("Load filings from .xlsx, .csv or .json"),
    N_("JSON: read, accepted, unchanged, refused, refusals[] of file, sheet, row, column, rule, message. "
       "Status 1 where every row was refused."), run_import },
  { "filings", "", N_("List and search filings"), N_("JSON: filings[] of type, level, name, code, …, due."), run_filings },
  { NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum
{
  EXIT_DONE = 0,
  EXIT_REFUSED = 1,
  EXIT_USAGE = 2,
};

/* In the order of the day. */
static const HechaVerb *const tables[] = {
  hecha_intake_verbs,
  hecha_filing_verbs,
  hecha_deadline_verbs,
  hecha_library_verbs,
  hecha_pack_verbs,
  hecha_plan_verbs,
  hecha_object_verbs,
  hecha_checklist_verbs,
  hecha_inspect_verbs,
  hecha_document_verbs,
  hecha_issue_verbs,
  hecha_trust_verbs,
  hecha_hand_over_verbs,
  hecha_review_verbs,
  hecha_rectification_verbs,
};

static void
print_help (void)
{
  g_print (_("Usage: hechactl [--workspace DIR] [--json] VERB …\n\n"
             "Checks industrial-internet enterprises under the Measures, from filings to signed reports.\n\n"
             "  --workspace DIR   the workspace; the user’s own without it\n"
             "  --json            JSON on stdout, messages on stderr\n"
             "  --version         print the version\n"
             "  VERB --help       help on one verb\n\n"));
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const HechaVerb *verb = tables[t]; verb->name; verb++)
      g_print ("  %-14s %s\n", verb->name, _(verb->summary));
  g_print (_("\nExit status: 0 done, 1 refused or a negative answer, 2 usage.\n"));
}

/* The verb of one word or two that @argv begins with. */
static const HechaVerb *
find_verb (int    argc,
           char **argv,
           int   *words)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const HechaVerb *verb = tables[t]; verb->name; verb++)
      {
        const char *second = strchr (verb->name, ' ');
        gsize length = second ? (gsize) (second - verb->name) : strlen (verb->name);

        if (strlen (argv[0]) != length || strncmp (argv[0], verb->name, length) != 0)
          continue;
        if (second && (argc < 2 || strcmp (argv[1], second + 1) != 0))
          continue;
        *words = second ? 2 : 1;
        return verb;
      }
  return NULL;
}

static gboolean
parse_globals (HechaCommand  *command,
               char         **workspace,
               int           *argc,
               char        ***argv,
               GError       **error)
{
  gboolean version = FALSE, help = FALSE;
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, workspace, NULL, NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &command->json, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  /* Global options stand before the verb; what follows is the verb's. */
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (version)
    g_print ("hechactl %s\n", HECHA_VERSION);
  else if (help)
    print_help ();
  if (version || help)
    exit (EXIT_DONE);
  if (*argc > 1)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("what is to be done? hechactl --help lists the verbs"));
  return FALSE;
}

static int
report_error (HechaCommand *command,
              const GError *error)
{
  hecha_command_note (command, "%s", error->message);
  return error->domain == G_OPTION_ERROR ? EXIT_USAGE : EXIT_REFUSED;
}

static int
run (HechaCommand  *command,
     int            argc,
     char         **argv,
     GError       **error)
{
  int words;

  command->verb = find_verb (argc, argv, &words);
  if (!command->verb)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("there is no verb “%s”; hechactl --help lists them"), argv[0]);
      return EXIT_USAGE;
    }
  command->result = json_object_new ();
  if (!command->verb->run (command, argc - words + 1, argv + words - 1, error))
    return EXIT_REFUSED;
  if (command->json)
    {
      g_autoptr(JsonNode) node = json_node_alloc ();
      g_autofree char *text = NULL;

      json_node_init_object (node, command->result);
      text = hecha_json_pretty (node);
      g_print ("%s\n", text);
    }
  return command->exit_status;
}

int
main (int    argc,
      char **argv)
{
  HechaCommand command = { NULL };
  g_autofree char *workspace = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  /* Else the C library keeps what whole fonts took, 20 MB each, between the pictures of a report. */
  mallopt (M_MMAP_THRESHOLD, 8 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 16 * 1024 * 1024);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HECHA_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse_globals (&command, &workspace, &argc, &argv, &error))
    return report_error (&command, error);
  if (!workspace)
    workspace = hecha_session_default_directory ();
  command.workspace = workspace;
  status = run (&command, argc - 1, argv + 1, &error);
  if (error)
    status = report_error (&command, error);
  g_clear_pointer (&command.result, json_object_unref);
  g_clear_object (&command.session);
  return status;
}

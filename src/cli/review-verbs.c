/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "review.h"

#include <glib/gi18n.h>
#include <string.h>

/* ITEM=TEXT */
static gboolean
comment_on (HechaCommand  *command,
            const char    *uuid,
            char         **comments,
            GError       **error)
{
  for (guint i = 0; comments && comments[i]; i++)
    {
      g_auto(GStrv) parts = g_strsplit (comments[i], "=", 2);

      if (!hecha_review_comment (command->session, uuid, parts[0], parts[1], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
decide (HechaCommand  *command,
        const char    *name,
        gboolean       approve,
        const char    *key,
        const char    *pin_file,
        const char    *reason,
        char         **comments,
        GError       **error)
{
  g_autofree char *uuid = hecha_command_case (command, name, error);
  g_autofree char *password = NULL;
  gboolean done, signed_now = FALSE;

  if (!uuid || !comment_on (command, uuid, comments, error))
    return FALSE;
  if (!approve)
    done = hecha_review_return (command->session, uuid, reason, error);
  else
    {
      password = key ? hecha_command_read_password (pin_file, error) : NULL;
      done = (password || !key) && hecha_review_approve (command->session, uuid, key, password, &signed_now, error);
      if (password)
        explicit_bzero (password, strlen (password));
    }
  if (!done)
    return FALSE;
  json_object_set_string_member (command->result, "case", uuid);
  json_object_set_string_member (command->result, "decision", approve ? "approve" : "return");
  json_object_set_boolean_member (command->result, "signed", signed_now);
  hecha_command_say (command, "%s", !approve ? _("Returned") : signed_now ? _("Approved and signed")
                                    : key ? _("Approved; the report carried this key’s signature already")
                                    : _("Approved; the report was signed on paper"));
  return TRUE;
}

static gboolean
run_review (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  g_autofree char *key = NULL, *pin_file = NULL, *reason = NULL;
  g_auto(GStrv) comments = NULL;
  gboolean approve = FALSE;
  const GOptionEntry entries[] = {
    { "approve", 0, 0, G_OPTION_ARG_NONE, &approve, N_("Approve the report and sign it"), NULL },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, N_("PKCS#12 file with the key"), N_("FILE") },
    { "pin-file", 0, 0, G_OPTION_ARG_FILENAME, &pin_file, N_("File with its password"), N_("FILE") },
    { "return", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Send the report back"), N_("REASON") },
    { "comment", 0, 0, G_OPTION_ARG_STRING_ARRAY, &comments, N_("Say something of an item; any number of times"), N_("ITEM=TEXT") },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  for (guint i = 0; comments && comments[i]; i++)
    if (!strchr (comments[i], '='))
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--comment is ITEM=TEXT, not “%s”"), comments[i]);
        return FALSE;
      }
  if (approve == (reason != NULL) || !key != !pin_file)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("review needs either --approve, with --key and --pin-file unless it was signed on paper, or --return REASON"));
      return FALSE;
    }
  return decide (command, argv[1], approve, key, pin_file, reason, comments, error);
}

const HechaVerb hecha_review_verbs[] = {
  { "review", "CASE --approve [--key P12 --pin-file F] | --return REASON [--comment ITEM=TEXT]…", N_("Approve a report, or return it"),
    N_("JSON: case, decision (approve or return), signed (whether it was signed just now)."), run_review },
  { NULL },
};

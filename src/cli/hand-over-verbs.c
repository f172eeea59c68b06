/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"
#include "hand-over.h"

#include <glib/gi18n.h>

static gboolean
run_remote_add (HechaCommand  *command,
                int            argc,
                char         **argv,
                GError       **error)
{
  g_autofree char *user = NULL, *password_file = NULL, *ca = NULL, *password = NULL, *folder = NULL, *url = NULL;
  const GOptionEntry entries[] = {
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, N_("User name"), N_("NAME") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file, N_("File with the password"), N_("FILE") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca, N_("Certificate of a private authority"), "PEM" },
    { NULL },
  };
  HechaRemoteSpec remote = { NULL };

  if (!hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) || !hecha_command_session (command, error))
    return FALSE;
  if (password_file && !(password = hecha_command_read_password (password_file, error)))
    return FALSE;
  remote.name = argv[1];
  folder = strstr (argv[2], "://") ? NULL : g_canonicalize_filename (argv[2], NULL);
  url = folder ? g_filename_to_uri (folder, NULL, NULL) : g_strdup (argv[2]);
  remote.url = url;
  remote.user = user;
  remote.ca = ca;
  return hecha_hand_over_add_remote (command->session, &remote, password, error);
}

static JsonObject *
show_remote (HechaCommand *command,
             gpointer      row)
{
  const HechaRemoteSpec *remote = row;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", remote->name);
  json_object_set_string_member (object, "url", remote->url);
  hecha_json_set_string (object, "user", remote->user);
  hecha_command_say (command, "%s  %s", remote->name, remote->url);
  return object;
}

static gboolean
run_remote_list (HechaCommand  *command,
                 int            argc,
                 char         **argv,
                 GError       **error)
{
  return hecha_command_list (command, argc, argv, "remotes", hecha_hand_over_remotes, show_remote, error);
}

static JsonArray *
strings_to_json (GPtrArray *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, strings->pdata[i]);
  return array;
}

static void
append (GString    *words,
        guint       n,
        const char *format)
{
  if (n == 0)
    return;
  g_string_append (words, words->len ? ", " : "");
  g_string_append_printf (words, format, n);
}

/* What came, in words. */
static void
say_pulled (HechaCommand        *command,
            const HechaExchange *exchange)
{
  g_autoptr(GString) words = g_string_new (NULL);

  append (words, exchange->reports, ngettext ("%u report", "%u reports", exchange->reports));
  append (words, exchange->evidence, ngettext ("%u file of evidence", "%u files of evidence", exchange->evidence));
  append (words, exchange->decisions, ngettext ("%u decision", "%u decisions", exchange->decisions));
  append (words, exchange->entries, ngettext ("%u journal entry", "%u journal entries", exchange->entries));
  append (words, exchange->cases->len, ngettext ("about %u visit", "about %u visits", exchange->cases->len));
  hecha_command_say (command, "%s", words->len ? words->str : _("Nothing new"));
}

static void
tell_exchange (HechaCommand        *command,
               const HechaExchange *exchange)
{
  json_object_set_int_member (command->result, "sent", exchange->sent);
  json_object_set_int_member (command->result, "skipped", exchange->skipped);
  json_object_set_int_member (command->result, "failed", exchange->failed);
  json_object_set_int_member (command->result, "received", exchange->received);
  json_object_set_int_member (command->result, "reports", exchange->reports);
  json_object_set_int_member (command->result, "evidence", exchange->evidence);
  json_object_set_int_member (command->result, "decisions", exchange->decisions);
  json_object_set_int_member (command->result, "entries", exchange->entries);
  json_object_set_array_member (command->result, "cases", strings_to_json (exchange->cases));
  json_object_set_array_member (command->result, "unknown-devices", strings_to_json (exchange->devices));
  json_object_set_array_member (command->result, "unaddressed", strings_to_json (exchange->unaddressed));
  json_object_set_array_member (command->result, "faults", strings_to_json (exchange->faults));
  if (exchange->unaddressed->len)
    hecha_command_note (command, ngettext ("%u report is for no destination yet; name one with “push --remote”",
                                           "%u reports are for no destination yet; name one with “push --remote”",
                                           exchange->unaddressed->len), exchange->unaddressed->len);
  for (guint i = 0; i < exchange->devices->len; i++)
    hecha_command_note (command, _("Device %s is not admitted; admit it with “device admit”"),
                        (char *) exchange->devices->pdata[i]);
  for (guint i = 0; i < exchange->faults->len; i++)
    hecha_command_note (command, "%s", (char *) exchange->faults->pdata[i]);
  command->exit_status = exchange->failed || exchange->faults->len ? 1 : 0;
}

static gboolean
exchange (HechaCommand  *command,
          gboolean       push,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_autofree char *remote = NULL;
  const GOptionEntry entries[] = {
    { "remote", 0, 0, G_OPTION_ARG_STRING, &remote, N_("One remote; without it all, of which each gets what is meant for it"), N_("NAME") },
    { NULL },
  };
  g_autoptr(HechaExchange) result = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error) || !hecha_command_session (command, error))
    return FALSE;
  result = push ? hecha_hand_over_push (command->session, remote, NULL, NULL, NULL, error)
                : hecha_hand_over_pull (command->session, remote, NULL, NULL, NULL, error);
  if (!result)
    return FALSE;
  tell_exchange (command, result);
  if (push)
    hecha_command_say (command, _("%u sent, %u there already, %u failed"), result->sent, result->skipped, result->failed);
  else
    say_pulled (command, result);
  return TRUE;
}

static gboolean
run_push (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  return exchange (command, TRUE, argc, argv, error);
}

static gboolean
run_pull (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  return exchange (command, FALSE, argc, argv, error);
}

static JsonObject *
show_outbox (HechaCommand *command,
             gpointer      data)
{
  const HechaOutboxRow *row = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "case", row->case_uuid);
  hecha_json_set_string (object, "number", row->number);
  json_object_set_string_member (object, "what", row->what);
  json_object_set_string_member (object, "remote", row->remote);
  json_object_set_string_member (object, "state", row->state);
  json_object_set_int_member (object, "arrived", row->arrived);
  json_object_set_int_member (object, "total", row->total);
  json_object_set_int_member (object, "attempts", row->attempts);
  hecha_json_set_string (object, "next-try", row->next_try);
  hecha_json_set_string (object, "why", row->why);
  hecha_json_set_string (object, "receipt", row->receipt);
  hecha_command_say (command, _("%s  %s  %u of %u arrived  %s"), row->number, row->remote, row->arrived, row->total,
                     row->receipt ? row->receipt : row->why ? row->why : "");
  return object;
}

static gboolean
run_outbox (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  return hecha_command_list (command, argc, argv, "outbox", hecha_hand_over_outbox, show_outbox, error);
}

static JsonObject *
show_device (HechaCommand *command,
             gpointer      data)
{
  const HechaDeviceRow *row = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", row->id);
  hecha_json_set_string (object, "name", row->name);
  hecha_json_set_string (object, "unit", row->unit);
  json_object_set_string_member (object, "state", row->state);
  json_object_set_int_member (object, "waiting", row->waiting);
  hecha_command_say (command, "%s  %-8s  %s  %s", row->id, row->state, row->unit ? row->unit : "—",
                     row->name ? row->name : "—");
  return object;
}

static gboolean
run_device_list (HechaCommand  *command,
                 int            argc,
                 char         **argv,
                 GError       **error)
{
  return hecha_command_list (command, argc, argv, "devices", hecha_hand_over_devices, show_device, error);
}

static gboolean
run_device_admit (HechaCommand  *command,
                  int            argc,
                  char         **argv,
                  GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };

  return hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) &&
         hecha_command_session (command, error) &&
         hecha_hand_over_admit (command->session, argv[1], error);
}

static JsonObject *
show_waiting (HechaCommand *command,
              gpointer      data)
{
  const HechaWaitingRow *row = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "device", row->device);
  json_object_set_string_member (object, "scope", row->scope);
  json_object_set_int_member (object, "first", row->first);
  json_object_set_int_member (object, "last", row->last);
  json_object_set_int_member (object, "forked-at", row->forked_at);
  json_object_set_string_member (object, "state", row->sha256 ? "set-aside" : row->forked_at ? "forked" : "waiting");
  hecha_json_set_string (object, "why", row->why);
  hecha_json_set_string (object, "sha256", row->sha256);
  hecha_json_set_string (object, "entries", row->entries);
  hecha_command_say (command, "%s  %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT "  %s\n%s", row->scope, row->first, row->last,
                     row->sha256 ? _("set aside") : row->forked_at ? _("forked") : _("waiting"),
                     row->entries ? row->entries : "");
  return object;
}

static gboolean
run_device_waiting (HechaCommand  *command,
                    int            argc,
                    char         **argv,
                    GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) rows = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error))
    return FALSE;
  rows = hecha_hand_over_waiting (command->session, argv[1], error);
  if (rows)
    hecha_command_show (command, "waiting", rows, show_waiting);
  return rows != NULL;
}

static gboolean
run_device_set_aside (HechaCommand  *command,
                      int            argc,
                      char         **argv,
                      GError       **error)
{
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why; recorded"), N_("REASON") },
    { NULL },
  };

  return hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) &&
         hecha_command_session (command, error) &&
         hecha_hand_over_set_aside (command->session, argv[1], reason, error);
}

const HechaVerb hecha_hand_over_verbs[] = {
  { "remote add", "NAME URL|FOLDER", N_("Name a folder to hand over to, of a WebDAV server or on a stick"), NULL, run_remote_add },
  { "remote list", "", N_("List the remotes"), N_("JSON: remotes[] of name, url, user."), run_remote_list },
  { "outbox", "", N_("List what is handed over, and how far it is"),
    N_("JSON: outbox[] of case, number, what, remote, state, arrived, total, attempts, next-try, why, receipt."), run_outbox },
  { "push", "", N_("Hand over what is ready"), N_("JSON: sent, skipped, failed, cases[], unaddressed[] (of several destinations none was chosen), faults[]."), run_push },
  { "pull", "", N_("Fetch what arrived"), N_("JSON: received (files), reports, evidence, decisions, entries, cases[], unknown-devices[], faults[]."), run_pull },
  { "device list", "", N_("List the devices that write here"), N_("JSON: devices[] of id, name, unit, state, waiting."), run_device_list },
  { "device admit", "DEVICE", N_("Admit a device"), NULL, run_device_admit },
  { "device waiting", "DEVICE", N_("Show what of a device was not merged"),
    N_("JSON: waiting[] of device, scope, first, last, forked-at, state, why, sha256, entries."), run_device_waiting },
  { "device set-aside", "DEVICE --reason REASON", N_("Keep aside what of a device waits, and list it no longer"), NULL,
    run_device_set_aside },
  { NULL },
};

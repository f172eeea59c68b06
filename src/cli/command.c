/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "clock.h"
#include "error.h"
#include "file.h"
#include "inspect.h"
#include "type-results.h"
#include "visits.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes of a file with a password: more than anybody types. */
#define PASSWORD_LIMIT (1024 * 1024)

/**
 * hecha_command_session:
 *
 * Returns: (transfer none) (nullable): the workspace, opened at the first call
 */
HechaSession *
hecha_command_session (HechaCommand  *self,
                       GError       **error)
{
  if (!self->session)
    {
      self->session = hecha_session_open (self->workspace, hecha_clock_system (), error);
      if (self->session && hecha_session_get_notice (self->session))
        hecha_command_note (self, "%s", hecha_session_get_notice (self->session));
    }
  return self->session;
}

static gboolean
is_help (char **argv)
{
  for (; *argv && strcmp (*argv, "--") != 0; argv++)
    if (strcmp (*argv, "--help") == 0 || strcmp (*argv, "-h") == 0)
      return TRUE;
  return FALSE;
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  g_print ("%s", help);
}

/* What an option takes stands in its help: "a|b|c" is one of these words. */
static gboolean
check_word (const GOptionEntry  *entry,
            const char          *value,
            GError             **error)
{
  g_auto(GStrv) words = g_strsplit (entry->arg_description, "|", -1);
  g_autofree char *list = NULL;

  if (g_strv_contains ((const char *const *) words, value))
    return TRUE;
  list = g_strjoinv (", ", words);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--%s is one of %s, not “%s”"), entry->long_name, list,
               value);
  return FALSE;
}

static gboolean
check_day (const GOptionEntry  *entry,
           const char          *value,
           GError             **error)
{
  GDate day;

  if (hecha_date_from_text (value, &day))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--%s is a day as YYYY-MM-DD, not “%s”"),
               entry->long_name, value);
  return FALSE;
}

static gboolean
check_values (const GOptionEntry  *entries,
              GError             **error)
{
  for (; entries->long_name; entries++)
    {
      const char *value = entries->arg == G_OPTION_ARG_STRING ? *(char **) entries->arg_data : NULL;

      if (!value || !entries->arg_description)
        continue;
      if (strchr (entries->arg_description, '|') && !check_word (entries, value, error))
        return FALSE;
      if (strcmp (entries->arg_description, "YYYY-MM-DD") == 0 && !check_day (entries, value, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hecha_command_parse:
 * @entries: the verb's options; the value of one that is described as "a|b" or
 *   "YYYY-MM-DD" is checked
 * @argc: (inout): the verb's arguments, argv[0] is the verb; options are taken out
 * @least: how many other arguments there must be
 * @most: how many there may be, -1 for any number
 *
 * Prints the help and exits where that was asked for.
 *
 * Returns: %FALSE with an error of %G_OPTION_ERROR
 */
gboolean
hecha_command_parse (HechaCommand        *self,
                     const GOptionEntry  *entries,
                     int                 *argc,
                     char              ***argv,
                     int                  least,
                     int                  most,
                     GError             **error)
{
  const GOptionEntry everywhere[] = {
    { "json", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->json, NULL, NULL },
    { NULL },
  };
  g_autofree char *usage = g_strconcat (self->verb->name, " ", self->verb->usage, NULL);
  g_autoptr(GOptionContext) context = g_option_context_new (usage);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _(self->verb->summary));
  if (self->verb->help)
    g_option_context_set_description (context, _(self->verb->help));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, everywhere, NULL);
  if (is_help (*argv))
    {
      print_help (context);
      exit (0);
    }
  if (!g_option_context_parse (context, argc, argv, error) || !check_values (entries, error))
    return FALSE;
  /* A "--" that ended the options is no argument. */
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      memmove (&(*argv)[1], &(*argv)[2], sizeof (char *) * (*argc - 1));
      (*argc)--;
    }
  if (*argc - 1 >= least && (most < 0 || *argc - 1 <= most))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("usage: hechactl %s"), usage);
  return FALSE;
}

/**
 * hecha_command_show:
 * @member: what the list is called in JSON
 * @rows: the list
 * @show: shows one row
 */
void
hecha_command_show (HechaCommand  *self,
                    const char    *member,
                    GPtrArray     *rows,
                    HechaShowRow   show)
{
  JsonArray *array = json_array_new ();

  json_object_set_array_member (self->result, member, array);
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, show (self, rows->pdata[i]));
}

/**
 * hecha_command_list:
 * @read: gives the rows
 *
 * A verb without options or arguments that lists what there is, as
 * hecha_command_show() does.
 */
gboolean
hecha_command_list (HechaCommand   *self,
                    int             argc,
                    char          **argv,
                    const char     *member,
                    HechaReadRows   read,
                    HechaShowRow    show,
                    GError        **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) rows = NULL;

  if (!hecha_command_parse (self, entries, &argc, &argv, 0, 0, error) || !hecha_command_session (self, error))
    return FALSE;
  rows = read (self->session, error);
  if (rows)
    hecha_command_show (self, member, rows, show);
  return rows != NULL;
}

/**
 * hecha_command_say:
 * @format: one line for people; nothing is printed where JSON was asked for
 */
void
hecha_command_say (HechaCommand *self,
                   const char   *format,
                   ...)
{
  g_autofree char *line = NULL;
  va_list args;

  if (self->json)
    return;
  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_print ("%s\n", line);
}

/**
 * hecha_command_note:
 * @format: one line for stderr
 */
void
hecha_command_note (HechaCommand *self,
                    const char   *format,
                    ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("hechactl: %s\n", line);
}

static void
say_result (HechaCommand *self,
            JsonObject   *result)
{
  const char *type = hecha_json_string (result, "enterprise-type"), *rate = hecha_json_string (result, "conformity-rate");
  const char *conclusion = hecha_json_string (result, "conclusion"), *label = hecha_json_string (result, "conclusion-label");

  hecha_command_say (self, "%s  %s  %s", type ? type : "", rate ? rate : "—",
                     label ? label : conclusion ? _("no conclusion") : "");
}

/**
 * hecha_command_results:
 * @content: a visit
 *
 * Says what the visit comes to for each of its types, in JSON as "results".
 */
void
hecha_command_results (HechaCommand    *self,
                       const HechaCase *content)
{
  g_autoptr(GError) error = NULL;
  JsonArray *results = hecha_type_results (self->session, content, &error);

  if (!results)
    {
      hecha_command_note (self, "%s", error->message);
      return;
    }
  for (guint i = 0; i < json_array_get_length (results); i++)
    say_result (self, json_array_get_object_element (results, i));
  json_object_set_array_member (self->result, "results", results);
}

/**
 * hecha_command_case:
 * @name: a case's UUID or its number
 *
 * Returns: (transfer full) (nullable): its UUID; %HECHA_ERROR_NOT_FOUND
 */
char *
hecha_command_case (HechaCommand  *self,
                    const char    *name,
                    GError       **error)
{
  HechaSession *session = hecha_command_session (self, error);

  return session ? hecha_visits_find (session, name, error) : NULL;
}

/**
 * hecha_command_load:
 * @name: a case's UUID or its number
 *
 * Returns: (transfer full) (nullable): what it holds; %HECHA_ERROR_NOT_FOUND
 */
HechaCase *
hecha_command_load (HechaCommand  *self,
                    const char    *name,
                    GError       **error)
{
  g_autofree char *uuid = hecha_command_case (self, name, error);

  return uuid ? hecha_inspect_load (self->session, uuid, error) : NULL;
}

/**
 * hecha_command_item:
 * @name: an item's id or UUID
 *
 * Returns: (transfer none) (nullable): the item, as this visit asks it; %HECHA_ERROR_NOT_FOUND
 */
HechaChecklistEntry *
hecha_command_item (const HechaCase  *content,
                    const char       *name,
                    GError          **error)
{
  HechaChecklistEntry *entry = hecha_checklist_find (content->checklist, name);

  if (!entry)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, _("There is no item “%s” in this checklist"), name);
  return entry;
}

/**
 * hecha_command_object:
 * @name: the UUID of an object of a visit, or its name where no other has it
 *
 * Returns: (transfer none) (nullable): the object; %HECHA_ERROR_NOT_FOUND,
 *   %HECHA_ERROR_INVALID where several have the name
 */
HechaObject *
hecha_command_object (const HechaCase  *content,
                      const char       *name,
                      GError          **error)
{
  HechaObject *found = hecha_case_object (content, name);

  if (!found)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, _("There is no object “%s” in this visit"), name);
  for (guint i = 0; found && i < content->objects->len; i++)
    {
      HechaObject *other = content->objects->pdata[i];

      if (strcmp (found->uuid, name) == 0 || other == found || strcmp (other->name, name) != 0)
        continue;
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   _("Several objects of this visit are called “%s”: say which by its UUID (object list)"), name);
      return NULL;
    }
  return found;
}

/**
 * hecha_command_read_password:
 * @file: a file whose first line is the password; it never stands in an argument
 *
 * Returns: (transfer full) (nullable): the password
 */
char *
hecha_command_read_password (const char  *file,
                             GError     **error)
{
  g_autoptr(GBytes) bytes = hecha_file_read (file, PASSWORD_LIMIT, error);
  g_autofree char *text = NULL;

  if (!bytes)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  text[strcspn (text, "\r\n")] = '\0';
  return g_steal_pointer (&text);
}

/**
 * hecha_command_language:
 *
 * Returns: the language of the terminal, for texts that come in both
 */
HechaLanguage
hecha_command_language (void)
{
  /* TRANSLATORS: the code of your language: "en" or "zh" */
  return hecha_language_from_text (C_("language code", "en"));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "documents.h"
#include "error.h"

#include <glib/gi18n.h>

static JsonObject *
show_document (HechaCommand *command,
               gpointer      data)
{
  const HechaDocumentRow *row = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", row->id);
  json_object_set_string_member (object, "language", hecha_language_to_text (row->language));
  hecha_json_set_string (object, "title", row->title);
  hecha_json_set_string (object, "for", row->use);
  json_object_set_boolean_member (object, "own", row->own);
  hecha_json_set_string (object, "fault", row->fault);
  hecha_command_say (command, "%-24s %-6s %-11s %s%s%s", row->id, hecha_language_to_text (row->language),
                     row->use ? row->use : "—", row->own ? "* " : "", row->title, row->fault ? " ✗" : "");
  if (row->fault)
    hecha_command_note (command, "%s", row->fault);
  return object;
}

static gboolean
run_list (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autofree char *uuid = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  if (argc < 2)
    return hecha_command_list (command, argc, argv, "documents", hecha_documents_list, show_document, error);
  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) ||
      !(uuid = hecha_command_case (command, argv[1], error)) ||
      !(rows = hecha_documents_of_visit (command->session, uuid, error)))
    return FALSE;
  hecha_command_show (command, "documents", rows, show_document);
  return TRUE;
}

static gboolean
make (HechaCommand             *command,
      const HechaDocumentOrder *order,
      const char               *out,
      GError                  **error)
{
  guint pages;

  if (!hecha_documents_make (command->session, order, out, &pages, NULL, error))
    return FALSE;
  json_object_set_string_member (command->result, "document", out);
  json_object_set_int_member (command->result, "pages", pages);
  hecha_command_say (command, _("%s: %u pages"), out, pages);
  return TRUE;
}

static gboolean
run_make (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_autofree char *of = NULL, *filing = NULL, *type = NULL, *language = NULL, *out = NULL, *uuid = NULL;
  const GOptionEntry entries[] = {
    { "case", 0, 0, G_OPTION_ARG_STRING, &of, N_("The visit that it is about"), N_("CASE") },
    { "filing", 0, 0, G_OPTION_ARG_STRING, &filing, N_("The enterprise whose filing it is about"), N_("CODE") },
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, N_("Which of its filings"), "connected|platform|identifier" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("Of the document; the visit’s without it"), "zh-CN|en" },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write the PDF here"), N_("FILE") },
    { NULL },
  };
  HechaDocumentOrder order = { NULL };
  int value = 0;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  if (!of == !filing || !out || (filing && !hecha_nick_value (hecha_type_nicks, type, &value)))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("document make needs --out, and --case or --filing with --type"));
      return FALSE;
    }
  if (of ? !(uuid = hecha_command_case (command, of, error)) : !hecha_command_session (command, error))
    return FALSE;
  order = (HechaDocumentOrder) { argv[1], uuid, filing, value, hecha_language_from_text (language), language != NULL };
  return make (command, &order, out, error);
}

static gboolean
run_check (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  g_autofree char *language = NULL;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("Of the template"), "zh-CN|en" },
    { NULL },
  };
  g_autoptr(GPtrArray) faults = NULL;
  JsonArray *array;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error) ||
      !(faults = hecha_documents_check (command->session, argv[1], hecha_language_from_text (language), error)))
    return FALSE;
  array = json_array_new ();
  json_object_set_array_member (command->result, "faults", array);
  for (guint i = 0; i < faults->len; i++)
    {
      json_array_add_string_element (array, faults->pdata[i]);
      hecha_command_say (command, "%s", (char *) faults->pdata[i]);
    }
  command->exit_status = faults->len ? 1 : 0;
  return TRUE;
}

static gboolean
run_customise (HechaCommand  *command,
               int            argc,
               char         **argv,
               GError       **error)
{
  g_autofree char *language = NULL, *path = NULL;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("Of the template"), "zh-CN|en" },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) || !hecha_command_session (command, error) ||
      !(path = hecha_documents_customise (command->session, argv[1], hecha_language_from_text (language), error)))
    return FALSE;
  json_object_set_string_member (command->result, "template", path);
  hecha_command_say (command, "%s", path);
  return TRUE;
}

static gboolean
run_fields (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  JsonArray *array;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error))
    return FALSE;
  array = json_array_new ();
  json_object_set_array_member (command->result, "fields", array);
  for (const char *const *field = hecha_documents_fields (); *field; field++)
    {
      json_array_add_string_element (array, *field);
      hecha_command_say (command, "%s", *field);
    }
  return TRUE;
}

const HechaVerb hecha_document_verbs[] = {
  { "document list", "[CASE]", N_("List the documents that can be made"),
    N_("JSON: documents[] of id, language, title, for, own, fault. A star marks the workspace’s own."), run_list },
  { "document make", "ID --case CASE|--filing CODE --type T --out FILE", N_("Make a document of a visit or filing"),
    N_("JSON: document, pages."), run_make },
  { "document check", "ID|FILE", N_("Check the template of a document"),
    N_("JSON: faults[], each with file and line; exit status 1 where there are any."), run_check },
  { "document edit", "ID", N_("Copy a template into the workspace, to be changed there"), N_("JSON: template."),
    run_customise },
  { "document fields", "", N_("List the fields that a template may name"), N_("JSON: fields[]."), run_fields },
  { NULL },
};

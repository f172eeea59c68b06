/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-words.h"

#include "error.h"

#include <glib/gi18n.h>
#include <string.h>

/* What follows the name of the file; the layers below speak English only. What
 * ends with a space goes on. */
static const char *const reasons[] = {
  N_("the file is empty"),
  N_("not a file"),
  N_("an old Excel workbook (.xls); save it as .xlsx"),
  N_("the workbook is encrypted with a password; save it without one"),
  N_("encrypted with a password; save it without one"),
  N_("a PDF document, not a spreadsheet"),
  N_("a web page or XML file, whatever its name says; open it in a spreadsheet program and save it as .xlsx"),
  N_("an OpenDocument file, not an Excel workbook; save it as .xlsx"),
  N_("a zip file without an Excel workbook inside"),
  N_("a binary Excel workbook (.xlsb); save it as .xlsx"),
  N_("a Word document, not an Excel workbook"),
  N_("the workbook has no sheet"),
  N_("a quote is opened and never closed"),
  /* TRANSLATORS: the names of columns follow, with a space between */
  N_("no column for "),
};

static const struct
{
  HechaError  code;
  const char *text;
} kinds[] = {
  { HECHA_ERROR_NOT_FOUND, N_("What is asked for is not there.") },
  { HECHA_ERROR_IO, N_("The file cannot be read.") },
  { HECHA_ERROR_INVALID, N_("The file does not hold what is needed.") },
  { HECHA_ERROR_UNSUPPORTED, N_("Files of this kind cannot be read.") },
  { HECHA_ERROR_DAMAGED, N_("The file is damaged.") },
  { HECHA_ERROR_TOO_LARGE, N_("The file holds more than is allowed.") },
};

static char *
translate_reason (const char *message,
                  const char *rest)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      gsize length = strlen (reasons[i]);

      if (reasons[i][length - 1] == ' ' ? g_str_has_prefix (rest, reasons[i]) : g_str_equal (rest, reasons[i]))
        return g_strdup_printf ("%.*s%s%s", (int) (rest - message), message, _(reasons[i]), rest + length);
    }
  return NULL;
}

/**
 * hecha_import_words_failure:
 * @error: why a register could not be read
 *
 * Returns: (transfer full): the reason in the language of the window, or what
 *   kind of reason it is over the message as it stands
 */
char *
hecha_import_words_failure (const GError *error)
{
  for (const char *colon = strstr (error->message, ": "); colon; colon = strstr (colon + 1, ": "))
    {
      char *words = translate_reason (error->message, colon + 2);

      if (words)
        return words;
    }
  for (gsize i = 0; error->domain == HECHA_ERROR && i < G_N_ELEMENTS (kinds); i++)
    if (error->code == (int) kinds[i].code)
      return g_strdup_printf ("%s\n%s", _(kinds[i].text), error->message);
  return g_strdup (error->message);
}

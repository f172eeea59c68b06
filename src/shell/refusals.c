/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_VALUES 3

/* What the steps refuse with, as they say it: the layers below speak English only.
 * Each value is written %s here, whatever it is there. */
static const char *const refusals[] = {
  N_("Only an authority carries out an inspection (article 14; 国办发〔2024〕54号); an "
     "evaluation body takes part as technical support"),
  N_("Platform and identifier-resolution enterprises are inspected by the communications "
     "administration (articles 3 and 14): plan the connected industrial enterprise alone"),
  N_("Connected industrial enterprises are inspected by the industry department (articles 3 and 14): "
     "plan the platform or identifier-resolution enterprise alone"),
  N_("Each inspector needs the number of the law-enforcement certificate (执法证)"),
  N_("An inspection has inspectors, technical support, the enterprise’s person on site and an "
     "approver: it is not mixed with an evaluation"),
  N_("An inspection needs at least two inspectors with law-enforcement certificates (执法证)"),
  N_("A conformity evaluation is made by the enterprise or a third party (article 9), not by an "
     "authority"),
  N_("An evaluation has no inspectors: it is not mixed with an inspection"),
  N_("A visit is about at least one type of the enterprise (article 6)"),
  N_("The report is %s: return it, it cannot be approved"),
  N_("There is no issued report of this visit to decide about"),
  N_("This revision of the report has been decided about already"),
  N_("The report is signed as approved by %s already: the decision needs the key of that signature"),
  N_("Returning a report needs a reason"),
  N_("A risk is accepted with a reason: say why in the note"),
  N_("A finding is closed by what was seen: a note, or evidence"),
  N_("Reopening a visit needs a reason"),
  N_("The visit is open: there is nothing to reopen"),
  N_("This is a visit of “%s”: only they change it or open it again. Return its report with reasons instead"),
  N_("No report has been issued of this visit yet"),
  N_("This report has no field “%s”"),
  N_("The plan names another certificate for this field, that of %s"),
  N_("The field “%s” is signed already"),
  N_("This certificate has signed as “%s”: one person fills one field"),
  N_("There is nothing of this visit that “%s” has not been told: issue or sign its report first"),
  N_("There is no remote “%s”"),
  N_("There is no remote yet: add one first"),
  N_("The name of a destination is a short text without slashes that does not begin with a point"),
  N_("%s holds no certificate in PEM"),
  N_("Not everything arrived: %s"),
  N_("Nothing of this device waits"),
  N_("%s: the signature of device %s does not match: it was altered, or is not that device's"),
  N_("%s is not what was announced: its digest is %s"),
  N_("%s holds another announcement than its name says"),
  N_("%s holds another chain than its name says"),
  N_("No journal at hand knows the report %s that device %s announced: it is forged, or what that "
     "device wrote waits until the device is admitted"),
  N_("The chain of device %s was forked: its events up to %s in %s are not those that are at hand. "
     "Nothing was merged; both are kept"),
};

/* The values of @message where it is made after @pattern; there is a text after each. */
static gboolean
read_values (const char *pattern,
             const char *message,
             char       *values[MAX_VALUES])
{
  g_auto(GStrv) texts = g_strsplit (pattern, "%s", -1);
  const char *at = message;

  if (!g_str_has_prefix (at, texts[0]))
    return FALSE;
  at += strlen (texts[0]);
  for (guint i = 1; texts[i]; i++)
    {
      const char *end = *texts[i] ? strstr (at, texts[i]) : at + strlen (at);

      if (!end || i > MAX_VALUES)
        return FALSE;
      values[i - 1] = g_strndup (at, end - at);
      at = end + strlen (texts[i]);
    }
  return *at == '\0';
}

static char *
fill (const char *text,
      char       *values[MAX_VALUES])
{
  g_auto(GStrv) texts = g_strsplit (text, "%s", -1);
  GString *filled = g_string_new (texts[0]);

  for (guint i = 1; texts[i]; i++)
    {
      g_string_append (filled, i <= MAX_VALUES && values[i - 1] ? values[i - 1] : "");
      g_string_append (filled, texts[i]);
    }
  return g_string_free (filled, FALSE);
}

static char *
translate (const char *message)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      char *values[MAX_VALUES] = { NULL };
      char *text = read_values (refusals[i], message, values) ? fill (_(refusals[i]), values) : NULL;

      for (guint j = 0; j < MAX_VALUES; j++)
        g_free (values[j]);
      if (text)
        return text;
    }
  return NULL;
}

/**
 * hecha_refusal_words:
 * @message: of an error, perhaps after the place where it happened and a colon
 *
 * Returns: (transfer full): the message in the language of the window, where it
 *   is one that people meet; else as it is
 */
char *
hecha_refusal_words (const char *message)
{
  char *text = translate (message);
  const char *colon = message;

  while (!text && (colon = strstr (colon, ": ")))
    {
      g_autofree char *rest = NULL;

      colon += strlen (": ");
      rest = translate (colon);
      if (rest)
        text = g_strdup_printf ("%.*s%s", (int) (colon - message), message, rest);
    }
  return text ? text : g_strdup (message);
}

/**
 * hecha_refusal_text:
 *
 * Returns: (transfer none): as hecha_refusal_words(), of the error's message
 */
const char *
hecha_refusal_text (const GError *error)
{
  g_autofree char *words = hecha_refusal_words (error->message);

  return g_intern_string (words);
}

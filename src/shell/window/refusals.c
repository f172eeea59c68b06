/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals-private.h"

#include "error.h"
#include "intake.h"
#include "place.h"
#include "verification-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_VALUES 4

/* What the steps refuse with, as they say it: the layers below speak English only.
 * Each value is written %s here, whatever it is there. */
static const char *const refusals[] = {
  N_("Only an authority carries out an inspection (article 14; 国办发〔2024〕54号); an "
     "evaluation body takes part as technical support"),
  N_("Platform and identifier-resolution enterprises are inspected by the communications "
     "administration (articles 3 and 14): plan a joint inspection with it, or the connected "
     "industrial enterprise alone"),
  N_("Connected industrial enterprises are inspected by the industry department (articles 3 and 14): "
     "plan a joint inspection with it, or the platform or identifier-resolution enterprise alone"),
  N_("A joint inspection covers types of both authorities (articles 3 and 14)"),
  N_("%s stands for both authorities: each record has people of its own"),
  N_("Only an inspection is made by two authorities together"),
  N_("The second authority of a joint inspection is another one than that which plans it"),
  N_("This visit has a record for each authority: name one, by the visit’s number with -1 or -2"),
  N_("Each inspector needs the number of the law-enforcement certificate (执法证)"),
  N_("An inspection has inspectors, technical support, the enterprise’s person on site and an "
     "approver: it is not mixed with an evaluation"),
  N_("An inspection needs at least two inspectors with law-enforcement certificates (执法证)"),
  N_("A conformity evaluation is made by the enterprise or a third party (article 9), not by an "
     "authority"),
  N_("An evaluation has no inspectors: it is not mixed with an inspection"),
  N_("A visit is about at least one type of the enterprise (article 6)"),
  N_("The conclusion rule %s@%s is there already and does not say the same: give this one a version of its own"),
  N_("a conclusion rule says whether it is official, true or false"),
  N_("The profile imports %s: add that catalog as well, together or before"),
  N_("The pack imports %s, which is not in it"),
  N_("%s: several packs have a file of this name, which are not the same: add the one that is meant "
     "together with the profile"),
  N_("%s may be %s or %s, which are not the same: add the one that is meant together with the profile"),
  N_("%s holds no items"),
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
  N_("The plan names %s for the field “%s”"),
  N_("Say who signed"),
  N_("Say who signed as “%s”, in at most 100 characters"),
  N_("“%s” is no day: write YYYY-MM-DD"),
  N_("%s is before the report was issued, or still to come"),
  N_("%s signs as “%s” already: one person fills one field"),
  N_("A refusal is signed by two officers, on the same paper"),
  N_("The refusal was recorded on paper: both officers signed there"),
  N_("Officers have signed that the on-site person did not: their place is locked"),
  N_("%s was changed since it was looked at: choose it again"),
  N_("An object needs a name, on one line"),
  N_("%s, row %s: an object without a name"),
  N_("%s, row %s: an object without a kind"),
  N_("%s, row %s: “%s” is no kind of object: write one of %s"),
  N_("%s has no row of headers with “name” (名称) and “kind” (类型)"),
  N_("The visit was reopened since the scans were looked at"),
  N_("An approval is signed: give a key, or have it signed on paper"),
  N_("The scans of what was signed on paper are not at hand, or damaged: fetch them first"),
  N_("This certificate has signed as “%s”: one person fills one field"),
  N_("“%s” is signed already, and is signed after “%s”: open the report again for a new revision"),
  N_("“%s” signs before “%s”: sign there first, or take the scan of what was signed on paper"),
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

  /* Of the signing keys and signatures. */
  N_("A refusal is signed by an officer, not as “%s”"),
  N_("The on-site person has signed: there is no refusal to be recorded"),
  N_("Write what happened: the on-site person refused to sign, or was absent"),
  N_("What happened is written down and signed: the second officer signs the same words"),
  N_("What happened does not fit: write at most 1000 characters"),
  N_("The certificate of %s cannot sign: %s"),
  N_("The certificate of %s has expired: %s to %s"),
  N_("The certificate of %s is not yet valid: %s to %s"),
  N_("it is the certificate of an authority"),
  N_("its key usage allows neither digitalSignature nor nonRepudiation"),
  N_("its extended key usage names no purpose of signing documents"),
  N_("PKCS#12 file: damaged, or no such file"),
  N_("PKCS#12 file: holds no %s"),
  N_("private key"),
  N_("certificate for its key"),
  N_("PKCS#12 file: protected in a way that is not supported here"),
  N_("no token that is plugged in holds such a certificate"),
  N_("The modules for tokens cannot be loaded"),
  N_("the time-stamping authority's clock and this computer's differ by %s days: one of them is wrong"),
  N_("Bytes follow the end of the file: it was changed"),

  /* Of tokens, pictures and keys. */
  N_("wrong PIN"),
  N_("its PIN is locked: unlock it with the token's own program"),
  N_("its PIN has expired: set a new one with the token's own program"),
  N_("it is not there, or was pulled out"),
  N_("RSA of %s bits is outside 2048 to 4096"),
  N_("keys of the kind %s are not handled"),
  N_("it has an extension that cannot be read"),
  N_("%s is no file with a picture"),
  N_("%s is neither PNG nor JPEG"),
  N_("The picture has %s × %s pixels; at most %s million are decoded"),
  N_("The picture (%s) is damaged: %s"),
  N_("Nothing is signed yet: sign first"),
  N_("The visit was reopened: issue its next revision and sign that"),
  N_("A newer version of this report is in the workspace (SHA-256 %s): sign that one"),
  N_("%s is no report, or no version of one, that this workspace knows: fetch it first"),
  N_("No field is left for a time stamp"),
  N_("%s: cannot be written: %s"),

  /* Of the trust list. */
  N_("Not a certificate in PEM or DER"),
  N_("Not a certificate in PEM or DER (%s)"),
  N_("More than %s certificates, or more than 1 MiB"),
  N_("more than %s are not read here"),
  N_("It issues no certificates and makes no time stamps: it vouches for nobody"),
  N_("Its key is too weak to prove anything"),
  N_("The name of the agency is too long"),
  N_("this certificate is not trusted"),
  N_("Trust list: holds no certificate in PEM"),

  /* Of the network. */
  N_("no server of that name is known (%s)"),
  N_("no connection to the server (%s)"),
  N_("the server did not answer in time (%s)"),
  N_("the connection was cut (%s)"),
  N_("the server's certificate is not trusted (%s)"),
  N_("the file of trusted certificates cannot be read (%s)"),
  N_("the server's answer does not end (%s)"),
  N_("what answers there is no web server (%s)"),
  N_("no secure connection could be made (%s)"),
  N_("the transfer failed (%s)"),
  N_("the server refused the user name or password"),
  N_("the server refused the user name or password (no right to this folder)"),
  N_("not on the server"),
  N_("no longer on the server"),
  N_("the folder is not on the server"),
  N_("already on the server"),
  N_("larger than the server accepts"),
  N_("no space left on the server"),
  N_("the server points to another address, which is not followed (status %s)"),
  N_("the server answered %s with status %s"),
  N_("%s is no WebDAV folder"),
  N_("%s is not on the server"),
  N_("%s at the destination has other content: its digest is %s"),
  N_("%s is not what its name says: its digest is %s"),
  N_("The folder %s cannot be reached (%s): is the stick plugged in?"),
  N_("A folder asks for no user name, password or authority"),
  N_("%s: something else is where a file or a folder of Hecha has to be"),
  N_("this is not an address of the form file:///folder"),
  N_("%s is not in the folder"),
  N_("%s of %s files did not arrive: %s"),
  N_("the address must begin with https://"),
  N_("%s addresses are not supported, only https"),
  N_("the address of a folder has no “?” or “#”"),
  N_("user name and password do not belong into the address"),
  N_("the address names no server"),
  N_("this is not an address of the form https://server/folder"),

  /* Of files to import, and of evidence. */
  N_("%s, sheet “%s”: no column for %s"),
  N_("no column for %s"),
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
  N_("%s has no sheet with rows"),

  /* Of the workspace. */
  N_("%s is a workspace already"),
  N_("A workspace needs the name of the unit and of the person who works here, each on one line"),
  N_("%s entries contradict each other: choose between them first"),
  N_("The visit was changed while its report was being made: try again"),
  N_("The results are not what was frozen by an earlier version: reopen the visit and issue it again"),
  N_("The library has no newer version of what this visit uses"),
  N_("Setting entries aside needs a reason"),
  NULL,
};

/* What kind of fault it is, over the words of the layer that met it. */
static const char *const kinds[] = {
  [HECHA_ERROR_INVALID] = N_("Something here is not as it has to be."),
  [HECHA_ERROR_NOT_FOUND] = N_("What is asked for is not there."),
  [HECHA_ERROR_EXISTS] = N_("It is there already."),
  [HECHA_ERROR_REFUSED] = N_("The procedure does not allow this now."),
  [HECHA_ERROR_CONFLICT] = N_("Two edits did not know of each other."),
  [HECHA_ERROR_TOO_LARGE] = N_("This is larger than is allowed."),
  [HECHA_ERROR_UNSUPPORTED] = N_("Things of this kind cannot be used here."),
  [HECHA_ERROR_DAMAGED] = N_("What was read is damaged."),
  [HECHA_ERROR_BUSY] = N_("Another program is using it."),
  [HECHA_ERROR_TOO_NEW] = N_("A later version of Hecha wrote this."),
  [HECHA_ERROR_UNTRUSTED] = N_("Nobody vouches for this signature."),
  [HECHA_ERROR_PASSWORD] = N_("The password or PIN was refused."),
  [HECHA_ERROR_IO] = N_("A file could not be read or written."),
  [HECHA_ERROR_NETWORK] = N_("The server cannot be reached, or does not answer as it should."),
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

static char *translate_at (const char *message, gboolean whole);

/* What a column can be is named in both languages, “Type (企业类型)”: in a Chinese window the Chinese name alone. */
static char *
column_words (const char *value)
{
  g_auto(GStrv) names = g_strsplit (value, ", ", -1);
  guint n, known = 0, wanted = g_strv_length (names);
  const HechaIntakeTarget *targets = hecha_intake_targets (&n);

  for (guint i = 0; i < wanted; i++)
    for (guint j = 0; j < n; j++)
      {
        g_autofree char *both = g_strdup_printf ("%s (%s)", targets[j].label.en, targets[j].label.zh);

        if (!g_str_equal (names[i], both))
          continue;
        g_free (names[i]);
        names[i] = g_strdup (targets[j].label.zh);
        known++;
        break;
      }
  return wanted > 0 && known == wanted ? g_strjoinv (C_("between names in a list", ", "), names) : NULL;
}

/* Names of signature fields, one or several. */
static char *
field_words (const char *value)
{
  g_auto(GStrv) names = g_strsplit (value, ", ", -1);

  for (guint i = 0; names[i]; i++)
    {
      const char *title = hecha_field_title (names[i]);

      if (i > 0 && g_str_equal (title, names[i]))
        return g_strdup (value);
      if (title != names[i])
        {
          g_free (names[i]);
          names[i] = g_strdup (title);
        }
    }
  return g_strjoinv (C_("between names in a list", ", "), names);
}

/* A value is a name of signature fields, of columns, another message, or stays as it is. */
static char *
value_words (const char *value,
             gboolean    whole)
{
  char *text = whole ? translate_at (value, FALSE) : NULL;

  if (!text && hecha_shell_language () == HECHA_LANGUAGE_ZH)
    text = column_words (value);
  return text ? text : field_words (value);
}

/* The values in their order, or each by its number where a language needs another one: %2$s. */
static char *
fill (const char *text,
      char       *values[MAX_VALUES],
      gboolean    whole)
{
  g_auto(GStrv) texts = g_strsplit (text, "%", -1);
  GString *filled = g_string_new (texts[0]);

  for (guint i = 1; texts[i]; i++)
    {
      gboolean numbered = g_ascii_isdigit (texts[i][0]) && g_str_has_prefix (texts[i] + 1, "$s");
      guint place = numbered ? (guint) (texts[i][0] - '1') : i - 1;
      g_autofree char *value = place < MAX_VALUES && values[place] ? value_words (values[place], whole) : g_strdup ("");

      g_string_append (filled, value);
      g_string_append (filled, texts[i] + (numbered ? strlen ("1$s") : strlen ("s")));
    }
  return g_string_free (filled, FALSE);
}

static char *
translate_by (const char *const *table,
              const char        *message,
              gboolean           whole)
{
  for (; *table; table++)
    {
      char *values[MAX_VALUES] = { NULL };
      gboolean fits = read_values (*table, message, values);
      char *text = fits ? fill (_(*table), values, whole) : NULL;

      for (guint j = 0; j < MAX_VALUES; j++)
        g_free (values[j]);
      if (text)
        return text;
    }
  return NULL;
}

/* @whole: not a value of another one. */
static char *
translate (const char *message,
           gboolean    whole)
{
  char *text = translate_by (hecha_verification_messages, message, whole);

  return text ? text : translate_by (refusals, message, whole);
}

static char *
place_words (const char *part)
{
  for (const char *const *place = hecha_verification_places; *place; place++)
    {
      char *values[MAX_VALUES] = { NULL };
      gboolean fits = read_values (*place, part, values) && values[0][strspn (values[0], "0123456789")] == '\0';
      char *text = fits ? fill (_(*place), values, FALSE) : NULL;

      g_free (values[0]);
      if (text)
        return text;
    }
  return g_strdup (part);
}

/* Places in a file have words, each; its name and others stay as they are. */
static void
append_places (GString    *out,
               const char *places)
{
  g_auto(GStrv) parts = g_strsplit (places, ": ", -1);

  for (guint i = 0; parts[i] && parts[i + 1]; i++)
    {
      g_autofree char *part = g_strconcat (parts[i], ": ", NULL), *words = place_words (part);

      g_string_append (out, words);
    }
}

/* Also after the place where it happened and a colon. */
static char *
translate_at (const char *message,
              gboolean    whole)
{
  char *text = translate (message, whole);
  const char *colon = message;

  while (!text && (colon = strstr (colon, ": ")))
    {
      g_autofree char *rest = NULL, *places = NULL;
      GString *out;

      colon += strlen (": ");
      rest = translate (colon, whole);
      if (!rest)
        continue;
      places = g_strndup (message, (gsize) (colon - message));
      out = g_string_new (NULL);
      append_places (out, places);
      g_string_append (out, rest);
      text = g_string_free (out, FALSE);
    }
  return text;
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
  char *text = translate_at (message, TRUE);

  return text ? text : g_strdup (message);
}

/**
 * hecha_refusal_text:
 *
 * Returns: (transfer none): as hecha_refusal_words(), of the error's message; over
 *   one that has no words in the language of the window, what kind of fault it is
 */
const char *
hecha_refusal_text (const GError *error)
{
  g_autofree char *words = translate_at (error->message, TRUE);
  const char *kind = "";

  if (!words && error->domain == HECHA_ERROR && (guint) error->code < G_N_ELEMENTS (kinds))
    kind = _(kinds[error->code]);
  if (!words && *kind && kind != kinds[error->code])
    words = g_strdup_printf ("%s\n%s", kind, error->message);
  return g_intern_string (words ? words : error->message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-check.h"

#include "error.h"
#include "refusals.h"
#include "row-issue.h"
#include "words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Of a spreadsheet's faults, for a message. */
#define SHOWN_FAULTS 8

/* The most that a dialog lists. */
#define LISTED_FAULTS 200

/* What hecha_library_check() says of an item behind its id. */
static const char *const sayings[] = {
  N_("no steps"),
  N_("a major hazard and what may downgrade it go together"),
  N_("a TEST on a control device or system, without its OT impact"),
  N_("another item has this UUID"),
  N_("another item has this id"),
  N_("another item has this label"),
  N_("an unknown domain"),
  N_("an unknown kind of object"),
  N_("an unknown article of the Measures: they have 22"),
  N_("an unknown item of the Guidelines: they have 33"),
  N_("a source that names no document, by its title 《》, its number or as a standard"),
  N_("a source that cites other documents in Chinese than in English"),
  N_("a level that is not 1, 2 or 3"),
  N_("its name is not in both languages"),
};

/* What it may say that there is none of. */
static const char *const parts[] = {
  NC_("of an item", "title"), NC_("of an item", "requirement"), NC_("of an item", "source"), NC_("of an item", "evidence"),
  NC_("of an item", "typical finding"), NC_("of an item", "risk"), NC_("of an item", "remedy"),
  NC_("of an item", "OT impact"), NC_("of an item", "hazard"), NC_("of an item", "mitigation"),
};

static char *
part_words (const char *part)
{
  guint step;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i], part))
      return g_strdup (g_dpgettext2 (NULL, "of an item", part));
  if (sscanf (part, "step %u", &step) == 1)
    return g_strdup_printf (_("step %u"), step);
  if (sscanf (part, "word on what a yes to step %u", &step) == 1)
    return g_strdup_printf (_("word on what a yes to step %u looks like"), step);
  return g_strdup (part);
}

/**
 * hecha_pack_fault_words:
 * @fault: a line of hecha_library_check()
 *
 * Returns: (transfer full): it in the language of the window
 */
char *
hecha_pack_fault_words (const char *fault)
{
  const char *colon = strstr (fault, ": "), *what = colon ? colon + 2 : fault;
  g_autofree char *of = g_strndup (fault, colon ? colon - fault : 0), *part = NULL, *named = NULL, *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sayings); i++)
    if (g_str_equal (sayings[i], what))
      words = g_strdup (_(sayings[i]));
  if (!words && g_str_has_suffix (what, " is not in both languages"))
    {
      part = g_strndup (what, strlen (what) - strlen (" is not in both languages"));
      named = part_words (part);
      /* TRANSLATORS: %s is a part of an item, such as “remedy” */
      words = g_strdup_printf (_("%s is not in both languages"), named);
    }
  else if (!words && g_str_has_prefix (what, "no "))
    {
      named = part_words (what + strlen ("no "));
      /* TRANSLATORS: %s is a part of an item, such as “source” */
      words = g_strdup_printf (_("no %s"), named);
    }
  return g_strdup_printf ("%s%s%s", of, colon ? ": " : "", words ? words : what);
}

/**
 * hecha_pack_set_faults:
 * @faults: (element-type HechaRowIssue): of a spreadsheet
 *
 * Puts them into @error, as far as a message can show them.
 */
void
hecha_pack_set_faults (GPtrArray  *faults,
                       GError    **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (faults->len, SHOWN_FAULTS); i++)
    {
      const HechaRowIssue *fault = faults->pdata[i];

      /* TRANSLATORS: sheet, row, column, what is wrong */
      g_string_append_printf (text, _("Sheet %s, row %u, column %s: %s"), fault->sheet ? fault->sheet : "–", fault->row,
                              fault->column ? fault->column : "–", hecha_words (&fault->message));
      g_string_append_c (text, '\n');
    }
  if (faults->len > SHOWN_FAULTS)
    g_string_append_printf (text, ngettext ("and %u more", "and %u more", faults->len - SHOWN_FAULTS),
                            faults->len - SHOWN_FAULTS);
  g_clear_error (error);
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, text->str);
}

/* Checking. */

typedef struct
{
  char *digest;
  int   level;
} Asked;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->digest);
  g_free (data);
}

void
hecha_pack_faults_free (HechaPackFaults *self)
{
  g_strfreev (self->lines);
  g_free (self);
}

static gpointer
check_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Asked *asked = data;
  g_autoptr(HechaPack) pack = hecha_library_load (session, asked->digest, asked->level, error);
  HechaPackFaults *faults;

  if (!pack)
    return NULL;
  faults = g_new0 (HechaPackFaults, 1);
  faults->lines = hecha_library_check (pack);
  faults->items = pack->items->len;
  return faults;
}

static GtkWidget *
list_new (const char *const *lines,
          guint              n)
{
  GtkWidget *group = adw_preferences_group_new (), *scroll = gtk_scrolled_window_new ();

  for (guint i = 0; i < MIN (n, LISTED_FAULTS); i++)
    {
      g_autofree char *words = hecha_pack_fault_words (lines[i]);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 400);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), group);
  return scroll;
}

/**
 * hecha_pack_check_async:
 * @digest: of the pack
 * @level: which of its profiles; 0 for every item
 * @callback: in the main thread; hecha_pack_check_finish() gives it what was found
 *
 * Checks a pack without waiting.
 */
void
hecha_pack_check_async (HechaSession        *session,
                        const char          *digest,
                        int                  level,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->digest = g_strdup (digest);
  asked->level = level;
  hecha_session_run_async (session, check_job, asked, asked_free, (GDestroyNotify) hecha_pack_faults_free, NULL, callback,
                           data);
}

/**
 * hecha_pack_check_finish:
 *
 * Returns: (transfer full) (nullable): what was found; %NULL where the pack cannot be read
 */
HechaPackFaults *
hecha_pack_check_finish (HechaSession  *session,
                         GAsyncResult  *result,
                         GError       **error)
{
  return hecha_session_run_finish (session, result, error);
}

/**
 * hecha_pack_check_dialog_new:
 * @heading: what the pack is called
 * @faults: (nullable): of the pack
 * @error: (nullable): why it could not be read, without @faults
 *
 * Returns: (transfer none): every fault of the pack, or that there is none
 */
GtkWidget *
hecha_pack_check_dialog_new (GtkWindow             *parent,
                             const char            *heading,
                             const HechaPackFaults *faults,
                             const GError          *error)
{
  guint n = faults ? g_strv_length (faults->lines) : 0;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (!faults)
    body = g_strdup (hecha_refusal_text (error));
  else if (n > 0)
    body = g_strdup_printf (_("Items: %u · faults: %u"), faults->items, n);
  else
    body = g_strdup_printf (_("Items: %u. No fault: each has source, steps, both languages and known references."),
                            faults->items);
  dialog = adw_message_dialog_new (parent, heading, body);
  if (n > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list_new ((const char *const *) faults->lines, n));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  return dialog;
}

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

typedef struct
{
  GStrv faults;
  guint items;
} Checked;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->digest);
  g_free (data);
}

static void
checked_free (Checked *checked)
{
  g_strfreev (checked->faults);
  g_free (checked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Checked, checked_free)

static gpointer
check_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Asked *asked = data;
  g_autoptr(HechaPack) pack = hecha_library_load (session, asked->digest, asked->level, error);
  Checked *checked;

  if (!pack)
    return NULL;
  checked = g_new0 (Checked, 1);
  checked->faults = hecha_library_check (pack);
  checked->items = pack->items->len;
  return checked;
}

static GtkWidget *
list_new (const char *const *faults,
          guint              n)
{
  GtkWidget *group = adw_preferences_group_new (), *scroll = gtk_scrolled_window_new ();

  for (guint i = 0; i < MIN (n, LISTED_FAULTS); i++)
    {
      g_autofree char *words = hecha_pack_fault_words (faults[i]);
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

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(AdwMessageDialog) dialog = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(Checked) checked = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autofree char *body = NULL;
  guint n = checked ? g_strv_length (checked->faults) : 0;

  g_weak_ref_clear (data);
  g_free (data);
  if (!dialog || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!checked)
    body = g_strdup (hecha_refusal_text (error));
  else if (n > 0)
    body = g_strdup_printf (_("Items: %u · faults: %u"), checked->items, n);
  else
    body = g_strdup_printf (_("Items: %u. No fault: each has source, steps, both languages and known references."),
                            checked->items);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_set_extra_child (dialog, n ? list_new ((const char *const *) checked->faults, n) : NULL);
}

/**
 * hecha_pack_check_dialog_new:
 * @heading: what the pack is called
 * @digest: of the pack
 * @level: which of its profiles; 0 for every item
 *
 * Begins to check; closing the dialog cancels it.
 *
 * Returns: (transfer none): what says every fault of the pack, or that there is none
 */
GtkWidget *
hecha_pack_check_dialog_new (GtkWindow    *parent,
                             const char   *heading,
                             HechaSession *session,
                             const char   *digest,
                             int           level)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, _("Checking every item…"));
  GtkWidget *spinner = gtk_spinner_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GWeakRef *held = g_new0 (GWeakRef, 1);
  Asked *asked = g_new0 (Asked, 1);

  asked->digest = g_strdup (digest);
  asked->level = level;
  g_weak_ref_init (held, dialog);
  gtk_spinner_start (GTK_SPINNER (spinner));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), spinner);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);
  hecha_session_run_async (session, check_job, asked, asked_free, (GDestroyNotify) checked_free, cancellable, checked_cb,
                           held);
  return dialog;
}

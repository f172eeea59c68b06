/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand-over-page.h"

#include "busy-bar.h"
#include "device-list.h"
#include "hand-over.h"
#include "pill.h"
#include "place-read.h"
#include "refusals.h"
#include "remote-dialog.h"
#include "states.h"
#include "verification-words.h"
#include "window.h"

#include <glib/gi18n.h>

struct _HechaHandOverPage
{
  HechaPlace parent_instance;

  HechaStates     *states;
  HechaBusyBar    *busy;
  HechaDeviceList *devices;
  AdwBin          *outbox;
  AdwBin          *remotes;
  GtkWidget       *outcome;
  GtkLabel        *outcome_text;
};

G_DEFINE_FINAL_TYPE (HechaHandOverPage, hecha_hand_over_page, HECHA_TYPE_PLACE)

/* The outbox. */

typedef struct
{
  const char *id;
  const char *words;
  const char *css_class;
} State;

static const State *
find_state (const char *id)
{
  static const State states[] = {
    { "waiting", N_("Waiting"), "warning" },
    { "sending", N_("Being sent"), "accent" },
    { "sent", N_("Sent"), "success" },
    { "failed", N_("Not sent"), "error" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].id, id) == 0)
      return &states[i];
  return &states[0];
}

/* What goes where. */
static char *
errand_words (const HechaOutboxRow *row)
{
  if (g_str_equal (row->what, "decision"))
    /* TRANSLATORS: the visit's number, then where it goes */
    return g_strdup_printf (_("Decision on report %s, to %s"), row->number, row->remote);
  if (g_str_equal (row->what, "report"))
    /* TRANSLATORS: the visit's number, then where it goes */
    return g_strdup_printf (_("Report %s, to %s"), row->number, row->remote);
  if (g_str_equal (row->what, "register"))
    /* TRANSLATORS: the enterprise's code, then where it goes */
    return g_strdup_printf (_("Entries in the register on %s, to %s"), row->number, row->remote);
  /* TRANSLATORS: the visit's number, then where it goes */
  return g_strdup_printf (_("Visit %s, to %s"), row->number, row->remote);
}

static char *
outbox_words (const HechaOutboxRow *row)
{
  g_autofree char *errand = errand_words (row);
  GString *words = g_string_new (errand);

  if (row->total > 0)
    {
      g_string_append (words, "\n");
      g_string_append_printf (words, ngettext ("%u of %u file arrived", "%u of %u files arrived", row->total),
                              row->arrived, row->total);
    }
  if (row->attempts > 0 && g_strcmp0 (row->state, "sent") != 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, ngettext ("%u attempt", "%u attempts", row->attempts), row->attempts);
    }
  if (row->next_try && g_strcmp0 (row->state, "sent") != 0)
    {
      g_autofree char *moment = hecha_moment_words_from_text (row->next_try);

      g_string_append (words, " · ");
      /* TRANSLATORS: %s is day and time */
      g_string_append_printf (words, _("next try %s"), moment);
    }
  if (row->why)
    {
      g_autofree char *why = hecha_refusal_words (row->why);

      g_string_append_printf (words, "\n%s", why);
    }
  return g_string_free (words, FALSE);
}

static GtkWidget *
outbox_row_new (const HechaOutboxRow *row)
{
  const State *state = find_state (row->state);
  g_autofree char *words = outbox_words (row);
  GtkWidget *line = adw_action_row_new ();
  GtkWidget *pill = hecha_pill_new (_(state->words), state->css_class);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), row->enterprise ? row->enterprise : row->number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), words);
  gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_NONE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), pill);
  return line;
}

static void
show_outbox (HechaHandOverPage *self,
             GPtrArray         *rows)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Outbox"));
  if (rows->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _("Nothing waits. Reports are handed over under Reports, decisions from the report under Review."));
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), outbox_row_new (rows->pdata[i]));
  adw_bin_set_child (self->outbox, group);
}

/* The destinations. */

static void
show_remotes (HechaHandOverPage *self,
              GPtrArray         *remotes)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Destinations"));
  for (guint i = 0; i < remotes->len; i++)
    {
      const HechaRemoteSpec *remote = remotes->pdata[i];
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *folder = g_filename_from_uri (remote->url, NULL, NULL);
      g_autofree char *subtitle = folder ? g_filename_display_name (folder)
                                  : remote->user ? g_strdup_printf ("%s\n%s", remote->url, remote->user)
                                  : g_strdup (remote->url);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), remote->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_bin_set_child (self->remotes, group);
}

/* Reading. */

typedef struct
{
  GPtrArray *outbox;
  GPtrArray *remotes;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->outbox, g_ptr_array_unref);
  g_clear_pointer (&reading->remotes, g_ptr_array_unref);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Reading) reading = g_new0 (Reading, 1);

  reading->outbox = hecha_hand_over_outbox (session, error);
  if (reading->outbox)
    reading->remotes = hecha_hand_over_remotes (session, error);
  return reading->remotes ? g_steal_pointer (&reading) : NULL;
}

static void
update_actions (HechaHandOverPage *self,
                gboolean           may)
{
  gboolean idle = !hecha_busy_bar_is_busy (self->busy);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-over.send", may && idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-over.fetch", may && idle);
}

static void
show (HechaPlace   *place,
      gpointer      result,
      const GError *error)
{
  HechaHandOverPage *self = HECHA_HAND_OVER_PAGE (place);
  g_autoptr(Reading) reading = result;

  if (!reading)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  show_outbox (self, reading->outbox);
  show_remotes (self, reading->remotes);
  update_actions (self, reading->remotes->len > 0);
  if (reading->remotes->len == 0 && reading->outbox->len == 0)
    hecha_states_show_empty (self->states);
  else
    hecha_states_show_content (self->states);
}

static void
hecha_hand_over_page_refresh (HechaPlace *place)
{
  HechaHandOverPage *self = HECHA_HAND_OVER_PAGE (place);

  hecha_states_show_loading (self->states);
  hecha_device_list_read (self->devices, hecha_place_get_session (place));
  hecha_place_read (place, read_job, NULL, NULL, reading_free, show);
}

/* Sending and fetching. */

typedef struct
{
  HechaBusyBar *busy;   /* held */
  gboolean      fetch;
} Exchanging;

static void
exchanging_free (gpointer data)
{
  Exchanging *exchanging = data;

  g_object_unref (exchanging->busy);
  g_free (exchanging);
}

static gpointer
exchange_job (HechaSession  *session,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Exchanging *exchanging = data;

  return exchanging->fetch
         ? hecha_hand_over_pull (session, NULL, hecha_busy_bar_progress, exchanging->busy, cancellable, error)
         : hecha_hand_over_push (session, NULL, hecha_busy_bar_progress, exchanging->busy, cancellable, error);
}

static void
append_count (GString    *words,
              guint       n,
              const char *text)
{
  if (n == 0)
    return;
  g_string_append (words, words->len ? " · " : "");
  g_string_append_printf (words, text, n);
}

static char *
exchange_words (const HechaExchange *exchange)
{
  GString *words = g_string_new (NULL);

  append_count (words, exchange->sent, ngettext ("%u file sent", "%u files sent", exchange->sent));
  append_count (words, exchange->skipped, ngettext ("%u file was there already", "%u files were there already",
                                                    exchange->skipped));
  append_count (words, exchange->reports, ngettext ("%u report came", "%u reports came", exchange->reports));
  append_count (words, exchange->evidence, ngettext ("%u file of evidence came", "%u files of evidence came",
                                                     exchange->evidence));
  append_count (words, exchange->decisions, ngettext ("%u decision came", "%u decisions came", exchange->decisions));
  append_count (words, exchange->entries, ngettext ("%u journal entry came", "%u journal entries came",
                                                    exchange->entries));
  append_count (words, exchange->failed, ngettext ("%u file could not be sent", "%u files could not be sent",
                                                   exchange->failed));
  append_count (words, exchange->unaddressed->len,
                ngettext ("%u report has no destination: hand it over from its page",
                          "%u reports have no destination: hand them over from their pages", exchange->unaddressed->len));
  if (words->len == 0)
    g_string_append (words, _("Nothing new"));
  for (guint i = 0; exchange->faults && i < exchange->faults->len; i++)
    {
      g_autofree char *fault = hecha_refusal_words (exchange->faults->pdata[i]);

      g_string_append_printf (words, "\n%s", fault);
    }
  return g_string_free (words, FALSE);
}

static void
exchanged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HechaHandOverPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaExchange) exchange = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autofree char *words = exchange ? exchange_words (exchange)
                           : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? g_strdup (_("Stopped"))
                           : g_strdup (hecha_refusal_text (error));
  gboolean good = exchange && exchange->failed == 0 && (!exchange->faults || exchange->faults->len == 0);

  hecha_busy_bar_end (self->busy);
  gtk_label_set_label (self->outcome_text, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->outcome_text), (const char *[]) { good ? "success" : "error", NULL });
  gtk_widget_set_visible (self->outcome, TRUE);
  if (hecha_place_get_session (HECHA_PLACE (self)))
    hecha_place_refresh (HECHA_PLACE (self));
}

static void
exchange (HechaHandOverPage *self,
          gboolean           fetch)
{
  Exchanging *exchanging = g_new0 (Exchanging, 1);
  GCancellable *cancellable = hecha_busy_bar_begin (self->busy, fetch ? _("Fetching…") : _("Sending…"));

  exchanging->busy = g_object_ref (self->busy);
  exchanging->fetch = fetch;
  gtk_widget_set_visible (self->outcome, FALSE);
  update_actions (self, FALSE);
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (self)), exchange_job, exchanging, exchanging_free,
                           (GDestroyNotify) hecha_exchange_free, cancellable, exchanged_cb, g_object_ref (self));
}

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  exchange (HECHA_HAND_OVER_PAGE (widget), FALSE);
}

static void
fetch_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  exchange (HECHA_HAND_OVER_PAGE (widget), TRUE);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HechaSession *session = hecha_place_get_session (HECHA_PLACE (widget));
  HechaRemoteDialog *dialog;

  if (!session)
    return;
  dialog = hecha_remote_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), session);
  g_signal_connect_object (dialog, "added", G_CALLBACK (hecha_place_refresh), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_set_visible (HECHA_HAND_OVER_PAGE (widget)->outcome, FALSE);
}

static void
hecha_hand_over_page_class_init (HechaHandOverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HECHA_PLACE_CLASS (klass)->refresh = hecha_hand_over_page_refresh;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_BUSY_BAR);
  g_type_ensure (HECHA_TYPE_DEVICE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/hand-over-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaHandOverPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaHandOverPage, busy);
  gtk_widget_class_bind_template_child (widget_class, HechaHandOverPage, devices);
  gtk_widget_class_bind_template_child (widget_class, HechaHandOverPage, outbox);
  gtk_widget_class_bind_template_child (widget_class, HechaHandOverPage, remotes);
  gtk_widget_class_bind_template_child (widget_class, HechaHandOverPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, HechaHandOverPage, outcome_text);
  gtk_widget_class_install_action (widget_class, "hand-over.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "hand-over.fetch", NULL, fetch_action);
  gtk_widget_class_install_action (widget_class, "hand-over.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "hand-over.close", NULL, close_action);
}

static void
hecha_hand_over_page_init (HechaHandOverPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self, FALSE);
}

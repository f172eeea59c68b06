/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-list.h"

#include "event.h"
#include "hand-over.h"
#include "reason-dialog.h"
#include "visits.h"
#include "window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaDeviceList
{
  AdwBin parent_instance;

  HechaSession *session;
  char         *asked;   /* id of the device that the dialog asks about */
};

G_DEFINE_FINAL_TYPE (HechaDeviceList, hecha_device_list, ADW_TYPE_BIN)

/* More chains than these are counted; “device waiting” shows all. */
#define MAX_PARTS 6

static gboolean
is_unknown (const HechaDeviceRow *device)
{
  return g_strcmp0 (device->state, "unknown") == 0;
}

static gpointer
admit_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  hecha_hand_over_admit (session, data, error);
  return NULL;
}

static void
admitted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaDeviceList) self = data;
  g_autoptr(GError) error = NULL;
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  if (error && window)
    hecha_window_show_error (window, _("The device was not admitted"), error);
  hecha_device_list_read (self, HECHA_SESSION (source));
}

static void
set_aside_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HechaDeviceList) self = data;
  g_autoptr(GError) error = NULL;
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  if (error && window)
    hecha_window_show_error (window, _("Nothing was set aside"), error);
  hecha_device_list_read (self, HECHA_SESSION (source));
}

static void
response_cb (HechaDeviceList *self,
             const char      *response)
{
  if (g_str_equal (response, "admit") && self->session && self->asked)
    hecha_session_edit_async (self->session, admit_job, g_strdup (self->asked), g_free, NULL, NULL, admitted_cb,
                              g_object_ref (self));
}

static void
admit_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaDeviceList *self = HECHA_DEVICE_LIST (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autofree char *body = g_strdup_printf (_("What it signed will count as its owner’s. Compare its number with the one "
                                             "that its owner reads out:\n\n%.4s %.4s %.4s %.4s"),
                                           id, id + 4, id + 8, id + 12);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                                         _("Admit This Device?"), body));

  g_free (self->asked);
  self->asked = g_strdup (id);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "admit", _("_Admit"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "admit", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What waits is put away, not thrown away. */

typedef struct
{
  char *id;
  char *reason;
} Aside;

static void
aside_free (gpointer data)
{
  Aside *aside = data;

  g_free (aside->id);
  g_free (aside->reason);
  g_free (aside);
}

static gpointer
aside_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Aside *aside = data;

  hecha_hand_over_set_aside (session, aside->id, aside->reason, error);
  return NULL;
}

static void
reason_given_cb (GtkWidget  *widget,
                 const char *reason)
{
  HechaDeviceList *self = HECHA_DEVICE_LIST (widget);
  Aside *aside = g_new0 (Aside, 1);

  aside->id = g_strdup (self->asked);
  aside->reason = g_strdup (reason);
  hecha_session_edit_async (self->session, aside_job, aside, aside_free, NULL, NULL, set_aside_cb, g_object_ref (self));
}

/* What the entries are about, in words and with how many there are of each. */
static char *
contents_of (GPtrArray *events)
{
  static const struct { HechaEventKind kind; const char *words; } kinds[] = {
    { HECHA_EVENT_VISIT_SET, N_("plan of the visit") },
    { HECHA_EVENT_OBJECT_SET, N_("objects") },
    { HECHA_EVENT_ANSWER_SET, N_("answers and notes") },
    { HECHA_EVENT_FINDING_SET, N_("findings") },
    { HECHA_EVENT_EVIDENCE_SET, N_("evidence") },
    { HECHA_EVENT_RECHECKED, N_("re-checks") },
    { HECHA_EVENT_FILING_CHECKED, N_("verifications of filings") },
  };
  GString *text = g_string_new (NULL);
  guint told = 0;

  for (guint i = 0; i <= G_N_ELEMENTS (kinds); i++)
    {
      const gboolean rest = i == G_N_ELEMENTS (kinds);
      guint n = rest ? events->len - told : 0;

      for (guint j = 0; !rest && j < events->len; j++)
        n += ((HechaEvent *) events->pdata[j])->kind == kinds[i].kind;
      told += n;
      if (n)
        g_string_append_printf (text, "%s%s × %u", text->len ? C_("between names in a list", ", ") : "",
                                rest ? _("other entries") : _(kinds[i].words), n);
    }
  return g_string_free (text, FALSE);
}

/* In the user's time zone; a claim of the device that wrote it. */
static char *
moment_of (const HechaEvent *event)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (event->time, NULL);
  g_autoptr(GDateTime) local = time ? g_date_time_to_local (time) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup (event->time);
}

/* Which visit or register the entries are of. */
static char *
place_of (const HechaWaitingRow *row,
          GPtrArray             *visits)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const HechaVisitRow *visit = visits->pdata[i];
      g_autofree char *scope = hecha_scope_of_case (visit->uuid);

      if (g_str_equal (scope, row->scope))
        return g_strdup_printf (_("Visit %s, %s"), visit->number, visit->enterprise);
    }
  if (g_str_has_prefix (row->scope, "register:"))
    return g_strdup_printf (_("Register of %s"), row->scope + strlen ("register:"));
  return g_strdup (_("A visit that is not here"));
}

static char *
describe_waiting (const HechaWaitingRow *row,
                  GPtrArray             *visits)
{
  const HechaEvent *first = row->events->pdata[0], *last = row->events->pdata[row->events->len - 1];
  g_autofree char *place = place_of (row, visits), *contents = contents_of (row->events);
  g_autofree char *from = moment_of (first), *to = moment_of (last);

  return g_strdup_printf ("%s\n%s\n%s, %s%s%s%s", place, contents, first->author, from,
                          g_str_equal (from, to) ? "" : " – ", g_str_equal (from, to) ? "" : to,
                          row->forked_at ? _(" (forked)") : "");
}

/* A text for each part that waits. */
static gpointer
waiting_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GPtrArray) rows = hecha_hand_over_waiting (session, data, error);
  g_autoptr(GPtrArray) visits = rows ? hecha_visits_list (session, error) : NULL;
  GPtrArray *texts;

  if (!visits)
    return NULL;
  texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    if (((HechaWaitingRow *) rows->pdata[i])->events)
      g_ptr_array_add (texts, describe_waiting (rows->pdata[i], visits));
  return texts;
}

/* Shows what waits, and asks why it is put away. */
static void
waiting_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaDeviceList) self = data;
  g_autoptr(GPtrArray) texts = hecha_session_run_finish (HECHA_SESSION (source), result, NULL);
  g_autoptr(GString) body = g_string_new (_("It is kept with the proof of who signed it, and counts no more. Say why."));

  for (guint i = 0; texts && i < MIN (texts->len, MAX_PARTS); i++)
    g_string_append_printf (body, "\n\n%s", (char *) texts->pdata[i]);
  if (texts && texts->len > MAX_PARTS)
    g_string_append_printf (body, "\n\n+ %u", texts->len - MAX_PARTS);
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    hecha_reason_ask (GTK_WIDGET (self), _("Set These Entries Aside?"), body->str, _("_Set Aside"), reason_given_cb);
}

static void
aside_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaDeviceList *self = HECHA_DEVICE_LIST (widget);

  g_free (self->asked);
  self->asked = g_variant_dup_string (parameter, NULL);
  hecha_session_run_async (self->session, waiting_job, g_strdup (self->asked), g_free, (GDestroyNotify) g_ptr_array_unref,
                           NULL, waiting_cb, g_object_ref (self));
}

static GtkWidget *
button_new (const char *label,
            const char *action,
            const char *id,
            const char *name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "touch");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
row_new (const HechaDeviceRow *device)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *title = g_strdup_printf ("%s · %s", device->name ? device->name : _("Unknown person"),
                                            device->unit ? device->unit : _("unknown unit"));
  g_autofree char *subtitle = g_strdup_printf (ngettext ("Device %.16s · %u entry waits", "Device %.16s · %u entries wait",
                                                         device->waiting), device->id, device->waiting);
  g_autofree char *name = g_strdup_printf (_("Admit the device of %s"), title);
  g_autofree char *aside = g_strdup_printf (_("Set aside what waits of %s"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  if (is_unknown (device))
    gtk_box_append (GTK_BOX (buttons), button_new (_("_Admit…"), "devices.admit", device->id, name));
  if (device->waiting)
    gtk_box_append (GTK_BOX (buttons), button_new (_("Set A_side…"), "devices.set-aside", device->id, aside));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), buttons);
  return row;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaDeviceList) self = data;
  g_autoptr(GPtrArray) devices = hecha_session_run_finish (HECHA_SESSION (source), result, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  for (guint i = 0; devices && i < devices->len; i++)
    {
      const HechaDeviceRow *device = devices->pdata[i];

      if ((!is_unknown (device) && device->waiting == 0) || strlen (device->id) < 16)
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (device));
      n++;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Devices That Are Not Admitted"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("What they signed is kept, but does not count until somebody admits them."));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_hand_over_devices (session, error);
}

static void
hecha_device_list_dispose (GObject *object)
{
  HechaDeviceList *self = HECHA_DEVICE_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (hecha_device_list_parent_class)->dispose (object);
}

static void
hecha_device_list_class_init (HechaDeviceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hecha_device_list_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "devices.admit", "s", admit_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "devices.set-aside", "s", aside_action);
}

static void
hecha_device_list_init (HechaDeviceList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * hecha_device_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hecha_device_list_new (void)
{
  return g_object_new (HECHA_TYPE_DEVICE_LIST, NULL);
}

/**
 * hecha_device_list_read:
 *
 * Reads the devices again, without waiting.
 */
void
hecha_device_list_read (HechaDeviceList *self,
                        HechaSession    *session)
{
  g_return_if_fail (HECHA_IS_DEVICE_LIST (self) && session);

  g_set_object (&self->session, session);
  hecha_session_run_async (session, read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, read_cb,
                           g_object_ref (self));
}

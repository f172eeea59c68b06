/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence-view.h"

#include "evidence-facts.h"
#include "pdf-view.h"
#include "states.h"
#include "text-field.h"
#include "thumbnail.h"
#include "window.h"
#include "zoom-view.h"

#include <glib/gi18n.h>

#define PICTURE_MAX 4096

struct _HechaEvidenceView
{
  HechaPlace parent_instance;

  AdwWindowTitle     *title;
  AdwFlap            *flap;
  HechaStates        *states;
  HechaZoomView      *zoom;
  GtkStack           *kinds;
  HechaPdfView       *pages;
  GtkWidget          *picture_bar;
  HechaTextField     *caption;
  HechaEvidenceFacts *facts;
  HechaOnSite        *visit;
  HechaEvidence      *evidence;
  gboolean            noted;
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaEvidenceView, hecha_evidence_view, HECHA_TYPE_PLACE)

/* Custody: once a page, whatever is done with it. */
static void
note_look (HechaEvidenceView *self)
{
  if (!self->noted)
    hecha_on_site_viewed (self->visit, self->evidence->uuid);
  self->noted = TRUE;
}

static void
show_pixels (HechaEvidenceView *self,
             HechaPixels       *pixels,
             GError            *error)
{
  g_autoptr(GdkTexture) texture = pixels ? hecha_texture_from_pixels (pixels) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!pixels)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  hecha_zoom_view_set_texture (self->zoom, texture);
  hecha_states_show_content (self->states);
  note_look (self);
}

/* Pictures. */

static gpointer
picture_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return hecha_inspect_picture (session, data, PICTURE_MAX, PICTURE_MAX, error);
}

static void
picture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaEvidenceView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  show_pixels (self, pixels, error);
}

/* Pages. */

static void
opened_cb (HechaEvidenceView *self)
{
  note_look (self);
}

static gpointer
bytes_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return hecha_inspect_bytes (session, data, error);
}

static void
bytes_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaEvidenceView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!bytes)
    {
      show_pixels (self, NULL, error);
      return;
    }
  gtk_stack_set_visible_child (self->kinds, GTK_WIDGET (self->pages));
  gtk_widget_set_visible (self->picture_bar, FALSE);
  hecha_states_show_content (self->states);
  hecha_pdf_view_set_bytes (self->pages, bytes, self->evidence->name);
}

static void
load (HechaEvidenceView *self)
{
  HechaSession *session = hecha_place_get_session (HECHA_PLACE (self));
  gboolean is_picture = hecha_evidence_is_picture (self->evidence);

  if (self->evidence->withdrawn || (!is_picture && g_strcmp0 (self->evidence->media_type, "application/pdf") != 0))
    {
      hecha_states_show_empty (self->states);
      return;
    }
  hecha_states_show_loading (self->states);
  hecha_session_run_async (session, is_picture ? picture_job : bytes_job, hecha_evidence_copy (self->evidence),
                           (GDestroyNotify) hecha_evidence_free,
                           is_picture ? (GDestroyNotify) hecha_pixels_free : (GDestroyNotify) g_bytes_unref,
                           self->cancellable, is_picture ? picture_cb : bytes_cb, g_object_ref (self));
}

/* Callbacks. */

static void
show_record (HechaEvidenceView *self)
{
  const HechaEvidence *evidence = self->evidence;
  gboolean captioned = evidence->caption && *evidence->caption;

  adw_window_title_set_title (self->title, captioned ? evidence->caption : evidence->name);
  adw_window_title_set_subtitle (self->title, captioned ? evidence->name : "");
  hecha_text_field_set_text (self->caption, evidence->caption);
  gtk_widget_set_sensitive (GTK_WIDGET (self->caption), hecha_on_site_may_edit (self->visit));
  hecha_evidence_facts_show (self->facts, self->visit, evidence);
}

static void
loaded_cb (HechaEvidenceView *self)
{
  HechaEvidence *now = hecha_on_site_find_evidence (self->visit, self->evidence->uuid);

  if (!now)
    return;
  hecha_evidence_free (self->evidence);
  self->evidence = hecha_evidence_copy (now);
  show_record (self);
}

static void
caption_edited_cb (HechaEvidenceView *self,
                   const char        *text)
{
  HechaEvidence *changed;

  if (g_strcmp0 (self->evidence->caption ? self->evidence->caption : "", text) == 0)
    return;
  changed = hecha_evidence_copy (self->evidence);
  g_free (changed->caption);
  changed->caption = g_strdup (text);
  hecha_on_site_set_evidence (self->visit, changed);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaZoomView *zoom = HECHA_EVIDENCE_VIEW (widget)->zoom;

  if (g_strcmp0 (name, "evidence.zoom-in") == 0)
    hecha_zoom_view_zoom (zoom, 1.25);
  else if (g_strcmp0 (name, "evidence.zoom-out") == 0)
    hecha_zoom_view_zoom (zoom, 0.8);
  else if (g_strcmp0 (name, "evidence.zoom-fit") == 0)
    hecha_zoom_view_fit (zoom);
  else
    hecha_zoom_view_turn (zoom, 1);
}

static void
side_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AdwFlap *flap = HECHA_EVIDENCE_VIEW (widget)->flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
removal_cb (HechaEvidenceView *self)
{
  hecha_on_site_remove_evidence (self->visit, self->evidence->uuid);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (root ? GTK_WINDOW (root) : NULL, _("Remove This Evidence?"),
                                              _("It no longer stands for any item. The journal keeps that it was "
                                                "there, and undo brings it back."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response::remove", G_CALLBACK (removal_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
hecha_evidence_view_refresh (HechaPlace *place)
{
  HechaEvidenceView *self = HECHA_EVIDENCE_VIEW (place);

  show_record (self);
  if (!self->noted)
    load (self);
}

/* The visit follows the changes by itself. */
static void
hecha_evidence_view_changed (HechaPlace *place,
                             const char *scope,
                             const char *subject)
{
}

static void
hecha_evidence_view_dispose (GObject *object)
{
  HechaEvidenceView *self = HECHA_EVIDENCE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->evidence, hecha_evidence_free);
  G_OBJECT_CLASS (hecha_evidence_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/evidence-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, title);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, flap);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, states);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, zoom);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, kinds);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, pages);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, picture_bar);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, caption);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceView, facts);
  gtk_widget_class_bind_template_callback (widget_class, caption_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
hecha_evidence_view_class_init (HechaEvidenceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_evidence_view_dispose;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_evidence_view_refresh;
  HECHA_PLACE_CLASS (klass)->changed = hecha_evidence_view_changed;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_ZOOM_VIEW);
  g_type_ensure (HECHA_TYPE_PDF_VIEW);
  g_type_ensure (HECHA_TYPE_TEXT_FIELD);
  g_type_ensure (HECHA_TYPE_EVIDENCE_FACTS);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "evidence.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "evidence.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "evidence.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "evidence.turn", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "evidence.side", NULL, side_action);
  gtk_widget_class_install_action (widget_class, "evidence.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "evidence.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "evidence.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "evidence.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "evidence.zoom-fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "evidence.turn", NULL);
}

static void
hecha_evidence_view_init (HechaEvidenceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * hecha_evidence_view_new:
 * @visit: that it belongs to
 * @uuid: which of its evidence
 *
 * Returns: (transfer floating): for hecha_window_push()
 */
GtkWidget *
hecha_evidence_view_new (HechaOnSite *visit,
                         const char  *uuid)
{
  HechaEvidenceView *self = g_object_new (HECHA_TYPE_EVIDENCE_VIEW, NULL);
  HechaEvidence *evidence = hecha_on_site_find_evidence (visit, uuid);

  g_return_val_if_fail (evidence, GTK_WIDGET (self));
  self->visit = g_object_ref (visit);
  self->evidence = hecha_evidence_copy (evidence);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.remove", hecha_on_site_may_edit (visit));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL, evidence->name, -1);
  g_signal_connect_object (visit, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

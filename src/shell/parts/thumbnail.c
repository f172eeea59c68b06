/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thumbnail.h"

#include "refusals.h"

#include <glib/gi18n.h>

struct _HechaThumbnail
{
  GtkButton parent_instance;

  AdwClamp     *clamp;
  GtkStack     *stack;
  GtkPicture   *picture;
  GtkImage     *icon;
  GtkLabel     *caption;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaThumbnail, hecha_thumbnail, GTK_TYPE_BUTTON)

typedef struct
{
  HechaEvidence *evidence;
  int            width;
  int            height;
} Request;

static void
request_free (Request *request)
{
  hecha_evidence_free (request->evidence);
  g_free (request);
}

static gpointer
decode_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Request *request = data;

  return hecha_inspect_picture (session, request->evidence, request->width, request->height, error);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaThumbnail) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autoptr(GdkTexture) texture = NULL;

  if (!pixels)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_widget_set_tooltip_text (GTK_WIDGET (self), hecha_refusal_text (error));
      return;
    }
  texture = hecha_texture_from_pixels (pixels);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->picture));
}

static const char *
icon_of (const HechaEvidence *evidence)
{
  const char *type = evidence->media_type ? evidence->media_type : "";

  if (evidence->withdrawn)
    return "action-unavailable-symbolic";
  if (hecha_evidence_is_picture (evidence))
    return "image-x-generic-symbolic";
  if (g_str_has_prefix (type, "video/"))
    return "video-x-generic-symbolic";
  if (g_str_has_prefix (type, "audio/"))
    return "audio-x-generic-symbolic";
  return "x-office-document-symbolic";
}

static void
hecha_thumbnail_dispose (GObject *object)
{
  HechaThumbnail *self = HECHA_THUMBNAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (hecha_thumbnail_parent_class)->dispose (object);
}

static void
hecha_thumbnail_class_init (HechaThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_thumbnail_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/thumbnail.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaThumbnail, clamp);
  gtk_widget_class_bind_template_child (widget_class, HechaThumbnail, stack);
  gtk_widget_class_bind_template_child (widget_class, HechaThumbnail, picture);
  gtk_widget_class_bind_template_child (widget_class, HechaThumbnail, icon);
  gtk_widget_class_bind_template_child (widget_class, HechaThumbnail, caption);
}

static void
hecha_thumbnail_init (HechaThumbnail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
load (HechaThumbnail      *self,
      HechaOnSite         *visit,
      const HechaEvidence *evidence,
      int                  width,
      int                  height)
{
  Request *request = g_new0 (Request, 1);

  request->evidence = hecha_evidence_copy (evidence);
  request->width = width * 2;
  request->height = height * 2;
  hecha_session_run_async (hecha_on_site_get_session (visit), decode_job, request, (GDestroyNotify) request_free,
                           (GDestroyNotify) hecha_pixels_free, self->cancellable, decoded_cb, g_object_ref (self));
}

/**
 * hecha_thumbnail_new:
 * @width: of the picture, in pixels of the window
 *
 * Returns: (transfer floating): decodes the picture without waiting
 */
GtkWidget *
hecha_thumbnail_new (HechaOnSite         *visit,
                     const HechaEvidence *evidence,
                     int                  width,
                     int                  height)
{
  HechaThumbnail *self = g_object_new (HECHA_TYPE_THUMBNAIL, NULL);
  const char *caption = evidence->caption && *evidence->caption ? evidence->caption : evidence->name;
  /* TRANSLATORS: %s is the caption or the file name of a piece of evidence */
  g_autofree char *name = g_strdup_printf (_("Open %s"), caption);

  gtk_widget_set_size_request (GTK_WIDGET (self->stack), width, height);
  adw_clamp_set_maximum_size (self->clamp, height);
  adw_clamp_set_tightening_threshold (self->clamp, height);
  gtk_image_set_from_icon_name (self->icon, icon_of (evidence));
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "page.open-evidence");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", evidence->uuid);
  if ((hecha_evidence_is_picture (evidence) || g_strcmp0 (evidence->media_type, "application/pdf") == 0) && !evidence->withdrawn && hecha_on_site_get_session (visit))
    load (self, visit, evidence, width, height);
  return GTK_WIDGET (self);
}

/**
 * hecha_texture_from_pixels:
 *
 * Returns: (transfer full): the same picture for GTK; the bytes are shared
 */
GdkTexture *
hecha_texture_from_pixels (const HechaPixels *pixels)
{
  return gdk_memory_texture_new (pixels->width, pixels->height, GDK_MEMORY_DEFAULT, pixels->data, pixels->stride);
}

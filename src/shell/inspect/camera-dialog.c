/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera-dialog.h"

#include "camera.h"
#include "refusals.h"
#include "thumbnail.h"

#include <glib/gi18n.h>

struct _HechaCameraDialog
{
  HechaDialog parent_instance;

  GtkStack      *stack;
  GtkWidget     *starting;
  GtkWidget     *live;
  AdwStatusPage *trouble;
  GtkPicture    *picture;
  GtkWidget     *take;
  GtkWidget     *again;
  GtkWidget     *retake;
  GtkWidget     *use;
  HechaCamera   *camera;
  GBytes        *still;
};

static guint taken_signal;

/* Why there may be no picture. The layers below speak English only. */
static const char *const troubles[] = {
  N_("No camera was found"),
  N_("The camera is no longer there"),
  N_("Another program is using the camera"),
  N_("This program may not use the camera"),
  N_("The camera sends pictures in an unknown form"),
  N_("The camera has not sent a picture yet"),
};

G_DEFINE_FINAL_TYPE (HechaCameraDialog, hecha_camera_dialog, HECHA_TYPE_DIALOG)

static void
update (HechaCameraDialog *self)
{
  gtk_widget_set_visible (self->take, self->camera && !self->still);
  gtk_widget_set_visible (self->again, !self->camera && !self->still);
  gtk_widget_set_visible (self->retake, self->still != NULL);
  gtk_widget_set_visible (self->use, self->still != NULL);
}

static void
show_trouble (HechaCameraDialog *self,
              const char        *message)
{
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_str_equal (troubles[i], message))
      message = _(troubles[i]);
  escaped = g_markup_escape_text (message, -1);
  adw_status_page_set_description (self->trouble, escaped);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->trouble));
  update (self);
}

static void
frame_cb (HechaCameraDialog *self,
          HechaPixels       *pixels)
{
  g_autoptr(GdkTexture) texture = NULL;

  if (self->still)
    return;
  texture = hecha_texture_from_pixels (pixels);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (self->stack, self->live);
}

static void
drop_camera (HechaCameraDialog *self)
{
  if (!self->camera)
    return;
  g_signal_handlers_disconnect_by_data (self->camera, self);
  hecha_camera_stop (self->camera);
  g_clear_object (&self->camera);
}

static void
failed_cb (HechaCameraDialog *self,
           const char        *message)
{
  drop_camera (self);
  show_trouble (self, message);
}

static void
start (HechaCameraDialog *self)
{
  self->camera = hecha_camera_start (NULL);
  g_signal_connect_object (self->camera, "frame", G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
again_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaCameraDialog *self = HECHA_CAMERA_DIALOG (widget);

  gtk_stack_set_visible_child (self->stack, self->starting);
  start (self);
}

static void
take_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaCameraDialog *self = HECHA_CAMERA_DIALOG (widget);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  if (!self->camera || self->still)
    return;
  self->still = hecha_camera_still (self->camera, &error);
  if (!self->still)
    {
      show_trouble (self, hecha_refusal_text (error));
      return;
    }
  texture = gdk_texture_new_from_bytes (self->still, NULL);
  if (texture)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  update (self);
  gtk_widget_grab_focus (self->use);
}

static void
retake_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaCameraDialog *self = HECHA_CAMERA_DIALOG (widget);

  g_clear_pointer (&self->still, g_bytes_unref);
  update (self);
  gtk_widget_grab_focus (self->take);
}

static void
use_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HechaCameraDialog *self = HECHA_CAMERA_DIALOG (widget);

  if (self->still)
    g_signal_emit (self, taken_signal, 0, self->still);
  gtk_window_close (GTK_WINDOW (self));
}

static void
hecha_camera_dialog_dispose (GObject *object)
{
  HechaCameraDialog *self = HECHA_CAMERA_DIALOG (object);

  drop_camera (self);
  g_clear_pointer (&self->still, g_bytes_unref);
  G_OBJECT_CLASS (hecha_camera_dialog_parent_class)->dispose (object);
}

static void
hecha_camera_dialog_class_init (HechaCameraDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_camera_dialog_dispose;
  taken_signal = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_BYTES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/camera-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, starting);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, live);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, take);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, again);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, retake);
  gtk_widget_class_bind_template_child (widget_class, HechaCameraDialog, use);
  gtk_widget_class_install_action (widget_class, "camera.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "camera.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "camera.retake", NULL, retake_action);
  gtk_widget_class_install_action (widget_class, "camera.use", NULL, use_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_camera_dialog_init (HechaCameraDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  start (self);
}

/**
 * hecha_camera_dialog_new:
 * @parent: (nullable): the window that it stands over
 *
 * Returns: (transfer none): a dialog with a running camera, or what is wrong with it
 */
GtkWidget *
hecha_camera_dialog_new (GtkWindow *parent)
{
  return g_object_new (HECHA_TYPE_CAMERA_DIALOG, "transient-for", parent, "modal", parent != NULL, NULL);
}

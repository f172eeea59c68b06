/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera-dialog.h"

#include "fixture.h"

/* GStreamer's test picture stands in for a camera. */

typedef struct
{
  GtkWidget *dialog;
  GBytes    *taken;
  gboolean   closed;
} Fixture;

static void
taken_cb (Fixture *f,
          GBytes  *bytes)
{
  f->taken = g_bytes_ref (bytes);
}

static void
closed_cb (Fixture *f)
{
  f->closed = TRUE;
}

static void
open_dialog (Fixture    *f,
             const char *camera)
{
  fixture_language ("en");
  g_setenv ("HECHA_CAMERA", camera, TRUE);
  f->dialog = hecha_camera_dialog_new (NULL);
  g_signal_connect_swapped (f->dialog, "taken", G_CALLBACK (taken_cb), f);
  g_signal_connect_swapped (f->dialog, "destroy", G_CALLBACK (closed_cb), f);
  gtk_window_present (GTK_WINDOW (f->dialog));
  fixture_settle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  if (!f->closed)
    gtk_window_destroy (GTK_WINDOW (f->dialog));
  g_clear_pointer (&f->taken, g_bytes_unref);
}

static gboolean
is_live (gpointer data)
{
  GtkWidget *picture = fixture_find (data, GTK_TYPE_PICTURE, NULL);

  return picture && gtk_picture_get_paintable (GTK_PICTURE (picture));
}

static gboolean
is_trouble (gpointer data)
{
  GtkWidget *stack = fixture_find (data, GTK_TYPE_STACK, NULL);

  return ADW_IS_STATUS_PAGE (gtk_stack_get_visible_child (GTK_STACK (stack)));
}

static const char *
trouble (Fixture *f)
{
  GtkWidget *stack = fixture_find (f->dialog, GTK_TYPE_STACK, NULL);

  return adw_status_page_get_description (ADW_STATUS_PAGE (gtk_stack_get_visible_child (GTK_STACK (stack))));
}

/* A still, another one, and that is kept. */
static void
test_take (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GdkTexture) texture = NULL;

  open_dialog (f, "test");
  fixture_until (is_live, f->dialog);
  g_assert_null (fixture_find (f->dialog, GTK_TYPE_BUTTON, "Use"));
  fixture_picture (f->dialog, "camera-en-light-720");
  gtk_widget_activate_action (f->dialog, "camera.take", NULL);
  g_assert_nonnull (fixture_find (f->dialog, GTK_TYPE_BUTTON, "_Use This Picture"));
  g_assert_null (fixture_find (f->dialog, GTK_TYPE_BUTTON, "_Take Picture"));
  gtk_widget_activate_action (f->dialog, "camera.retake", NULL);
  g_assert_nonnull (fixture_find (f->dialog, GTK_TYPE_BUTTON, "_Take Picture"));
  g_assert_null (f->taken);
  gtk_widget_activate_action (f->dialog, "camera.take", NULL);
  gtk_widget_activate_action (f->dialog, "camera.use", NULL);
  g_assert_true (f->closed);
  texture = gdk_texture_new_from_bytes (f->taken, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), >=, 320);
}

/* None: it says so, lets one try again, and finds what was plugged in meanwhile. */
static void
test_absent (Fixture       *f,
             gconstpointer  data)
{
  open_dialog (f, "no-such-device");
  fixture_until (is_trouble, f->dialog);
  g_assert_cmpstr (trouble (f), ==, "The camera is no longer there");
  g_assert_null (fixture_find (f->dialog, GTK_TYPE_BUTTON, "_Take Picture"));
  gtk_window_set_default_size (GTK_WINDOW (f->dialog), 360, 720);
  fixture_settle ();
  fixture_picture (f->dialog, "camera-absent-en-light-360");
  g_setenv ("HECHA_CAMERA", "test", TRUE);
  g_signal_emit_by_name (fixture_find (f->dialog, GTK_TYPE_BUTTON, "_Try Again"), "clicked");
  fixture_until (is_live, f->dialog);
  g_assert_nonnull (fixture_find (f->dialog, GTK_TYPE_BUTTON, "_Take Picture"));
}

/* Unplugged after a few pictures: nothing can be taken, nothing was. */
static void
test_ends (Fixture       *f,
           gconstpointer  data)
{
  open_dialog (f, "test:3");
  fixture_until (is_trouble, f->dialog);
  g_assert_nonnull (strstr (trouble (f), "it sends no more pictures"));
  gtk_widget_activate_action (f->dialog, "camera.take", NULL);
  gtk_widget_activate_action (f->dialog, "camera.use", NULL);
  g_assert_null (f->taken);
}

static void
test_speaks_chinese (Fixture       *f,
                     gconstpointer  data)
{
  open_dialog (f, "test");
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  f->closed = FALSE;
  fixture_language ("zh_CN");
  g_setenv ("HECHA_CAMERA", "no-such-device", TRUE);
  f->dialog = hecha_camera_dialog_new (NULL);
  gtk_window_present (GTK_WINDOW (f->dialog));
  fixture_until (is_trouble, f->dialog);
  g_assert_cmpstr (trouble (f), ==, "相机已断开");
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

/* Closed while the camera is still being started: nothing comes after. */
static void
test_closed_meanwhile (Fixture       *f,
                       gconstpointer  data)
{
  open_dialog (f, "test");
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *) &f->dialog);
  gtk_window_close (GTK_WINDOW (f->dialog));
  g_assert_true (f->closed);
  fixture_until (is_gone, f);
  g_assert_null (f->taken);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/camera-dialog/take", test_take },
    { "/camera-dialog/absent", test_absent },
    { "/camera-dialog/ends", test_ends },
    { "/camera-dialog/speaks-chinese", test_speaks_chinese },
    { "/camera-dialog/closed-meanwhile", test_closed_meanwhile },
  };

  fixture_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, NULL, tests[i].test, tear_down);
  return g_test_run ();
}

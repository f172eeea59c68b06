/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "objects-page.h"

#include "fixture.h"
#include "topology-dialogs.h"
#include "topology-view.h"

#include <gdk/x11/gdkx.h>

typedef struct
{
  HechaSession *session;
  HechaOnSite  *visit;
  GtkWidget    *page;
  GtkWidget    *window;
  GtkWidget    *view;
} Shown;

static gboolean
is_read (gpointer visit)
{
  return hecha_on_site_get_case (visit) != NULL;
}

static gboolean
has_moved (gpointer visit)
{
  return hecha_on_site_get_case (visit)->spots->len == 1;
}

static gboolean
has_none_moved (gpointer visit)
{
  return hecha_on_site_get_case (visit)->spots->len == 0;
}

static gboolean
is_sampled (gpointer visit)
{
  return hecha_on_site_get_case (visit)->samplings->len == 1;
}

static gboolean
is_connected (gpointer visit)
{
  return hecha_on_site_get_case (visit)->links->len == 1;
}

static void
add (HechaSession *session,
     const char   *visit,
     const char   *kind,
     const char   *name,
     const char   *zone)
{
  g_autoptr(HechaObject) object = hecha_object_new (kind, name);
  g_autoptr(GError) error = NULL;

  object->zone = g_strdup (zone);
  hecha_inspect_set_object (session, visit, object, &error);
  g_assert_no_error (error);
}

static void
show (Shown *self,
      int    width,
      guint  n)
{
  static const char *const zones[] = { "L1 现场控制", "L2 过程监控", "L3 生产管理", "L4 企业办公" };
  static const char *const kinds[] = { "control-device", "host", "application", "network-device" };
  g_autofree char *uuid = NULL;

  self->session = fixture_session (HECHA_HOLDER_EVALUATION);
  uuid = fixture_plan (self->session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%02u", i % 5 == 4 ? "二号注塑车间温度采集控制器" : "DEV", i + 1);

      add (self->session, uuid, kinds[i * 4 / n], name, zones[i * 4 / n]);
    }
  self->visit = hecha_on_site_new (uuid);
  hecha_on_site_set_session (self->visit, self->session);
  hecha_on_site_load (self->visit);
  fixture_until (is_read, self->visit);
  self->page = hecha_objects_page_new (self->visit);
  self->window = fixture_window (self->page, width, 640);
  self->view = fixture_find (self->page, HECHA_TYPE_TOPOLOGY_VIEW, NULL);
  gtk_widget_activate_action (self->page, "objects.diagram", NULL);
  fixture_settle ();
}

static void
hide (Shown *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->visit);
  g_object_unref (self->session);
}

/* The pointer itself is taken: pressed on a point of the view, moved, let go. */
static void
drag (GtkWidget *view,
      double     x,
      double     y,
      int        dx,
      int        dy)
{
  GtkNative *native = gtk_widget_get_native (view);
  g_autofree char *xid = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (gtk_native_get_surface (native)));
  g_autofree char *at_x = NULL, *at_y = NULL, *by_x = g_strdup_printf ("%d", dx), *by_y = g_strdup_printf ("%d", dy);
  double left, top, in_x, in_y;
  g_autoptr(GError) error = NULL;

  gtk_native_get_surface_transform (native, &left, &top);
  gtk_widget_translate_coordinates (view, GTK_WIDGET (native), x, y, &in_x, &in_y);
  at_x = g_strdup_printf ("%d", (int) (in_x + left));
  at_y = g_strdup_printf ("%d", (int) (in_y + top));
  const char *argv[] = { "xdotool", "mousemove", "--window", xid, at_x, at_y, "mousedown", "1", "mousemove_relative",
                         "--sync", "--", by_x, by_y, "mouseup", "1", NULL };
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static const HechaSpot *
spot (Shown *self)
{
  return hecha_on_site_get_case (self->visit)->spots->pdata[0];
}

/* The first of a plant lies at 76, 68; margin and padding are worked by hand in domain/test-topology. */
static void
test_drag_and_undo (void)
{
  g_autofree char *program = g_find_program_in_path ("xdotool");
  Shown self;

  if (!program)
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  show (&self, 900, 8);
  drag (self.view, 90, 80, 60, 40);
  fixture_until (has_moved, self.visit);
  g_assert_cmpint (ABS (spot (&self)->x - 136), <=, 2);
  g_assert_cmpint (ABS (spot (&self)->y - 108), <=, 2);
  g_assert_cmpstr (hecha_topology_view_get_selected (HECHA_TOPOLOGY_VIEW (self.view)), ==, spot (&self)->object);
  hecha_on_site_undo (self.visit);
  fixture_until (has_none_moved, self.visit);
  hide (&self);
}

/* Arrows choose, with Control they move; the action puts it back. */
static void
test_keyboard (void)
{
  Shown self;

  show (&self, 900, 8);
  gtk_widget_grab_focus (self.view);
  fixture_key (self.view, GDK_KEY_Right, 0);
  g_assert_nonnull (hecha_topology_view_get_selected (HECHA_TOPOLOGY_VIEW (self.view)));
  gtk_test_accessible_assert_role (self.view, GTK_ACCESSIBLE_ROLE_IMG);
  fixture_key (self.view, GDK_KEY_Right, GDK_CONTROL_MASK);
  fixture_until (has_moved, self.visit);
  g_assert_cmpint (spot (&self)->x, ==, 86);
  g_assert_cmpint (spot (&self)->y, ==, 68);
  gtk_widget_activate_action (self.page, "objects.automatic", NULL);
  fixture_until (has_none_moved, self.visit);
  hide (&self);
}

static void
test_connect_and_sample (void)
{
  Shown self;
  GtkWidget *dialog, *spins;
  HechaCase *content;

  show (&self, 900, 8);
  dialog = hecha_connect_dialog_new (GTK_WINDOW (self.window), self.visit, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_settle ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "connect");
  fixture_until (is_connected, self.visit);
  hecha_on_site_set_sampling (self.visit, hecha_sampling_new ("control-device", 12, 3, "每条产线一台"));
  fixture_until (is_sampled, self.visit);
  fixture_settle ();
  g_assert_nonnull (fixture_find (self.page, GTK_TYPE_LABEL, "Control device: 3 of 12. 每条产线一台 ⚠ Only 2 listed"));
  dialog = hecha_sampling_dialog_new (GTK_WINDOW (self.window), self.visit);
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_settle ();
  spins = fixture_find (dialog, GTK_TYPE_SPIN_BUTTON, NULL);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "keep"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spins), 5000);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "keep"));
  gtk_window_close (GTK_WINDOW (dialog));
  content = hecha_on_site_get_case (self.visit);
  dialog = hecha_disconnect_dialog_new (GTK_WINDOW (self.window), self.visit);
  g_assert_cmpuint (content->links->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  hide (&self);
}

/* Fitted, sixty objects can still be read; and whoever wants it larger or smaller has buttons and keys. */
static void
test_zoom (void)
{
  Shown self;
  double fitted;

  show (&self, 900, 60);
  gtk_widget_activate_action (self.page, "objects.fit", NULL);
  fitted = hecha_topology_view_get_zoom (HECHA_TOPOLOGY_VIEW (self.view));
  g_assert_cmpfloat (fitted, >=, 0.7);
  g_assert_nonnull (fixture_find (self.page, GTK_TYPE_BUTTON, "Larger"));
  fixture_key (self.view, GDK_KEY_plus, GDK_CONTROL_MASK);
  g_assert_cmpfloat (hecha_topology_view_get_zoom (HECHA_TOPOLOGY_VIEW (self.view)), >, fitted);
  g_signal_emit_by_name (fixture_find (self.page, GTK_TYPE_BUTTON, "Smaller"), "clicked");
  fixture_key (self.view, GDK_KEY_minus, GDK_CONTROL_MASK);
  g_assert_cmpfloat (hecha_topology_view_get_zoom (HECHA_TOPOLOGY_VIEW (self.view)), <, fitted);
  fixture_key (self.view, GDK_KEY_0, GDK_CONTROL_MASK);
  g_assert_cmpfloat (hecha_topology_view_get_zoom (HECHA_TOPOLOGY_VIEW (self.view)), ==, fitted);
  hide (&self);
}

static void
test_pictures (void)
{
  static const struct { const char *name, *language; gboolean dark; int width; guint n; } rows[] = {
    { "topology-zh", "zh_CN", FALSE, 1000, 60 },
    { "topology-en-dark-narrow", "en", TRUE, 360, 60 },
    { "topology-zh-empty", "zh_CN", FALSE, 360, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Shown self;

      fixture_language (rows[i].language);
      fixture_dark (rows[i].dark);
      show (&self, rows[i].width, rows[i].n);
      if (rows[i].n)
        {
          HechaCase *content = hecha_on_site_get_case (self.visit);
          HechaLink *link = hecha_link_new (((HechaObject *) content->objects->pdata[0])->uuid,
                                            ((HechaObject *) content->objects->pdata[30])->uuid);

          link->label = g_strdup ("OPC UA");
          link->conduit = TRUE;
          hecha_on_site_connect (self.visit, link);
          fixture_until (is_connected, self.visit);
          hecha_on_site_set_sampling (self.visit, hecha_sampling_new ("control-device", 120, 30, "每条产线一台"));
          fixture_until (is_sampled, self.visit);
          fixture_settle ();
          if (i == 0)
            gtk_widget_activate_action (self.page, "objects.fit", NULL);
        }
      fixture_settle ();
      fixture_picture (self.window, rows[i].name);
      hide (&self);
    }
  fixture_dark (FALSE);
  fixture_language ("en");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/topology-view/drag-and-undo", test_drag_and_undo);
  g_test_add_func ("/topology-view/keyboard", test_keyboard);
  g_test_add_func ("/topology-view/connect-and-sample", test_connect_and_sample);
  g_test_add_func ("/topology-view/zoom", test_zoom);
  g_test_add_func ("/topology-view/pictures", test_pictures);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-field.h"

#include "fixture.h"

static void
note_cb (GtkWidget  *field,
         const char *text,
         GString    *noted)
{
  g_string_append_printf (noted, "[%s]", text);
}

static GtkTextBuffer *
buffer_of (GtkWidget *field)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_find (field, GTK_TYPE_TEXT_VIEW, NULL)));
}

/* What is typed is told once, when the keyboard goes on; what is stored is not told. */
static void
test_edited (void)
{
  g_autoptr(GtkWidget) field = g_object_ref_sink (hecha_text_field_new ("Observation"));
  g_autoptr(GString) noted = g_string_new (NULL);
  g_autofree char *kept = NULL;

  g_signal_connect (field, "edited", G_CALLBACK (note_cb), noted);
  hecha_text_field_set_text (HECHA_TEXT_FIELD (field), "stored");
  hecha_text_field_flush (HECHA_TEXT_FIELD (field));
  g_assert_cmpstr (noted->str, ==, "");
  gtk_text_buffer_set_text (buffer_of (field), "typed", -1);
  hecha_text_field_set_text (HECHA_TEXT_FIELD (field), "stored elsewhere");
  kept = hecha_text_field_dup_text (HECHA_TEXT_FIELD (field));
  g_assert_cmpstr (kept, ==, "typed");
  hecha_text_field_flush (HECHA_TEXT_FIELD (field));
  hecha_text_field_flush (HECHA_TEXT_FIELD (field));
  g_assert_cmpstr (noted->str, ==, "[typed]");
}

static void
test_hint (void)
{
  g_autoptr(GtkWidget) field = g_object_ref_sink (hecha_text_field_new ("Observation"));
  GtkWidget *hint;

  hecha_text_field_set_hint (HECHA_TEXT_FIELD (field), "What was seen");
  hint = fixture_find (field, GTK_TYPE_LABEL, "What was seen");
  g_assert_true (gtk_widget_get_visible (hint));
  hecha_text_field_set_text (HECHA_TEXT_FIELD (field), "seen");
  g_assert_false (gtk_widget_get_visible (hint));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (field, GTK_TYPE_TEXT_VIEW, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Observation");
}

static int
height_of (GtkWidget *field)
{
  int height;

  gtk_widget_measure (field, GTK_ORIENTATION_VERTICAL, 200, NULL, &height, NULL, NULL);
  return height;
}

static guint
count_wheels (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      n += GTK_IS_EVENT_CONTROLLER_SCROLL (controller) &&
           gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_NONE;
    }
  return n;
}

/* It is as high as its text, so the wheel has nothing to do in it, and is left to the page. */
static void
test_wheel (void)
{
  g_autoptr(GtkWidget) field = g_object_ref_sink (hecha_text_field_new ("Observation"));
  int empty = height_of (field);

  hecha_text_field_set_text (HECHA_TEXT_FIELD (field), "one\ntwo\nthree");
  g_assert_cmpint (height_of (field), >, empty);
  g_assert_cmpuint (count_wheels (fixture_find (field, GTK_TYPE_SCROLLED_WINDOW, NULL)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/text-field/edited", test_edited);
  g_test_add_func ("/text-field/hint", test_hint);
  g_test_add_func ("/text-field/wheel", test_wheel);
  return g_test_run ();
}

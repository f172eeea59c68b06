/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "take-in.h"

#include "camera-dialog.h"
#include "checklist-page.h"
#include "evidence-strip.h"
#include "fixture.h"
#include "item-view.h"

#include <glib/gstdio.h>

/* Evidence on its way into an item: dropped, pasted, chosen, from the camera. */

typedef struct
{
  HechaSession *session;
  char         *uuid;
  GtkWidget    *page;
  HechaOnSite  *visit;
  GtkWidget    *window;
  char         *failure;
} Fixture;

static gboolean
is_read (gpointer data)
{
  return hecha_on_site_get_case (((Fixture *) data)->visit) != NULL;
}

static void
failed_cb (Fixture      *f,
           const char   *what,
           const GError *error)
{
  f->failure = g_strdup (error->message);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  fixture_language ("en");
  f->session = fixture_session (HECHA_HOLDER_EVALUATION);
  f->uuid = fixture_plan (f->session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  f->page = hecha_checklist_page_new (f->uuid);
  f->visit = hecha_checklist_page_get_visit (HECHA_CHECKLIST_PAGE (f->page));
  g_signal_connect_swapped (f->visit, "failed", G_CALLBACK (failed_cb), f);
  hecha_place_set_session (HECHA_PLACE (f->page), f->session);
  f->window = fixture_window (f->page, 1200, 800);
  fixture_until (is_read, f);
  fixture_settle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  fixture_settle ();
  g_clear_pointer (&f->uuid, g_free);
  g_clear_pointer (&f->failure, g_free);
  g_clear_object (&f->session);
}

static GtkWidget *
strip (Fixture *f)
{
  return fixture_find (f->page, HECHA_TYPE_EVIDENCE_STRIP, NULL);
}

static gboolean
has_one (gpointer data)
{
  return hecha_evidence_strip_get_n (HECHA_EVIDENCE_STRIP (strip (data))) == 1;
}

static gboolean
has_two (gpointer data)
{
  return hecha_evidence_strip_get_n (HECHA_EVIDENCE_STRIP (strip (data))) == 2;
}

static gboolean
has_failed (gpointer data)
{
  return ((Fixture *) data)->failure != NULL;
}

static HechaEvidence *
nth (Fixture *f,
     guint    i)
{
  return hecha_on_site_get_case (f->visit)->evidence->pdata[i];
}

static GtkEventController *
drop_target_of (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return controller;
    }
  g_assert_not_reached ();
}

static GdkFileList *
file_list (const char *first,
           const char *second)
{
  g_autoptr(GSList) files = g_slist_append (NULL, g_file_new_for_path (first));
  GdkFileList *list;

  if (second)
    files = g_slist_append (files, g_file_new_for_path (second));
  list = gdk_file_list_new_from_list (files);
  g_slist_foreach (files, (GFunc) (void (*) (void)) g_object_unref, NULL);
  return list;
}

static gboolean
drop (Fixture      *f,
      const GValue *value)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (drop_target_of (strip (f)), "drop", value, 1.0, 1.0, &taken);
  return taken;
}

static void
test_drop (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *one = fixture_png ("机柜.png", 64, 48), *two = fixture_png ("cabinet 2.png", 80, 60);
  g_auto(GValue) value = G_VALUE_INIT, text = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, file_list (one, two));
  g_assert_true (drop (f, &value));
  fixture_until (has_two, f);
  g_assert_cmpstr (nth (f, 0)->name, ==, "机柜.png");
  g_assert_cmpstr (nth (f, 1)->media_type, ==, "image/png");
  g_assert_true (hecha_evidence_is_for (nth (f, 1), hecha_checklist_page_get_item (HECHA_CHECKLIST_PAGE (f->page))));
  g_value_init (&text, G_TYPE_STRING);
  g_value_set_static_string (&text, "words");
  g_assert_false (drop (f, &text));
}

/* Both were dropped, one was deleted before it was read: none is taken, and it is named. */
/* A field under the pointer would write the path of the file into the record: the item is asked before it. */
static void
test_drop_on_a_field (Fixture       *f,
                      gconstpointer  data)
{
  GtkEventController *target = drop_target_of (gtk_widget_get_ancestor (strip (f), HECHA_TYPE_ITEM_VIEW));
  g_autofree char *path = fixture_png ("cabinet.png", 64, 48);
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_assert_cmpint (gtk_event_controller_get_propagation_phase (target), ==, GTK_PHASE_CAPTURE);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, file_list (path, NULL));
  g_signal_emit_by_name (target, "drop", &value, 1.0, 1.0, &taken);
  g_assert_true (taken);
  fixture_until (has_one, f);
  g_assert_cmpstr (nth (f, 0)->name, ==, "cabinet.png");
}

static void
test_drop_of_what_is_gone (Fixture       *f,
                           gconstpointer  data)
{
  g_autofree char *one = fixture_png ("there.png", 64, 48), *two = fixture_png ("gone.png", 80, 60);
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, file_list (one, two));
  g_unlink (two);
  g_assert_true (drop (f, &value));
  fixture_until (has_failed, f);
  g_assert_true (g_str_has_prefix (f->failure, "gone.png: "));
  fixture_until (is_read, f);
  g_assert_cmpuint (hecha_on_site_get_case (f->visit)->evidence->len, ==, 0);
}

static void
test_paste_picture (Fixture       *f,
                    gconstpointer  data)
{
  g_autofree char *path = fixture_png ("screen.png", 320, 200);
  g_autoptr(GdkTexture) texture = gdk_texture_new_from_filename (path, NULL);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (f->window), texture);
  fixture_key (f->page, GDK_KEY_v, GDK_CONTROL_MASK);
  fixture_until (has_one, f);
  g_assert_true (g_str_has_prefix (nth (f, 0)->name, "paste-"));
  g_assert_cmpstr (nth (f, 0)->origin, ==, "paste");
  g_assert_cmpstr (nth (f, 0)->media_type, ==, "image/png");
}

static void
test_paste_files (Fixture       *f,
                  gconstpointer  data)
{
  g_autofree char *one = fixture_file ("log.txt", "line", -1), *two = fixture_png ("two.png", 80, 60);
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, file_list (one, two));
  gdk_clipboard_set_value (gtk_widget_get_clipboard (f->window), &value);
  fixture_key (f->page, GDK_KEY_v, GDK_CONTROL_MASK);
  fixture_until (has_two, f);
  g_assert_cmpstr (nth (f, 0)->name, ==, "log.txt");
  g_assert_cmpuint (nth (f, 0)->size, ==, 4);
}

/* Words in the clipboard are no evidence. */
static void
test_paste_words (Fixture       *f,
                  gconstpointer  data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (f->window), "words");
  fixture_key (f->page, GDK_KEY_v, GDK_CONTROL_MASK);
  fixture_settle ();
  g_assert_cmpuint (hecha_on_site_get_case (f->visit)->evidence->len, ==, 0);
}

static GtkWidget *
toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static gboolean
is_chooser_there (gpointer data)
{
  return toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL;
}

static gboolean
is_chosen (gpointer data)
{
  g_autoptr(GListModel) files = gtk_file_chooser_get_files (data);

  return g_list_model_get_n_items (files) == 1;
}

static void
test_choose (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *path = fixture_png ("chosen.png", 64, 48);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWidget *chooser;

  fixture_key (f->page, GDK_KEY_o, GDK_CONTROL_MASK);
  fixture_until (is_chooser_there, NULL);
  chooser = toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
  fixture_until (is_chosen, chooser);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  fixture_until (has_one, f);
  g_assert_cmpstr (nth (f, 0)->name, ==, "chosen.png");
  g_assert_cmpstr (nth (f, 0)->origin, ==, "file");
}

static void
test_choose_nothing (Fixture       *f,
                     gconstpointer  data)
{
  fixture_key (f->page, GDK_KEY_o, GDK_CONTROL_MASK);
  fixture_until (is_chooser_there, NULL);
  gtk_dialog_response (GTK_DIALOG (toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG)), GTK_RESPONSE_CANCEL);
  fixture_settle ();
  g_assert_null (toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG));
  g_assert_cmpuint (hecha_on_site_get_case (f->visit)->evidence->len, ==, 0);
}

static gboolean
is_live (gpointer data)
{
  GtkWidget *picture = fixture_find (data, GTK_TYPE_PICTURE, NULL);

  return picture && gtk_picture_get_paintable (GTK_PICTURE (picture));
}

static void
test_camera (Fixture       *f,
             gconstpointer  data)
{
  GtkWidget *dialog;

  g_setenv ("HECHA_CAMERA", "test", TRUE);
  fixture_key (f->page, GDK_KEY_e, GDK_CONTROL_MASK);
  dialog = toplevel (HECHA_TYPE_CAMERA_DIALOG);
  fixture_until (is_live, dialog);
  gtk_widget_activate_action (dialog, "camera.take", NULL);
  gtk_widget_activate_action (dialog, "camera.use", NULL);
  fixture_until (has_one, f);
  g_assert_cmpstr (nth (f, 0)->origin, ==, "camera");
  g_assert_cmpstr (nth (f, 0)->media_type, ==, "image/jpeg");
  g_assert_nonnull (fixture_find (strip (f), GTK_TYPE_BUTTON, nth (f, 0)->name));
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
    { "/take-in/drop", test_drop },
    { "/take-in/drop-on-a-field", test_drop_on_a_field },
    { "/take-in/drop-of-what-is-gone", test_drop_of_what_is_gone },
    { "/take-in/paste-picture", test_paste_picture },
    { "/take-in/paste-files", test_paste_files },
    { "/take-in/paste-words", test_paste_words },
    { "/take-in/choose", test_choose },
    { "/take-in/choose-nothing", test_choose_nothing },
    { "/take-in/camera", test_camera },
  };

  fixture_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}

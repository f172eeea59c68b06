/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "objects-page.h"

#include "fixture.h"
#include "object-dialog.h"

static gboolean
is_read (gpointer visit)
{
  return hecha_on_site_get_case (visit) != NULL;
}

static gboolean
has_one (gpointer page)
{
  return hecha_objects_page_get_n (page) == 1;
}

static gboolean
has_two (gpointer page)
{
  return hecha_objects_page_get_n (page) == 2;
}

static gboolean
has_none (gpointer page)
{
  return hecha_objects_page_get_n (page) == 0;
}

static void
test_add_and_undo (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  g_autoptr(HechaOnSite) visit = hecha_on_site_new (uuid);
  GtkWidget *page, *window, *dialog, *name;

  hecha_on_site_set_session (visit, session);
  hecha_on_site_load (visit);
  fixture_until (is_read, visit);
  page = hecha_objects_page_new (visit);
  window = fixture_window (page, 900, 600);
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "No Objects Yet"));
  dialog = hecha_object_dialog_new (GTK_WINDOW (window), visit, NULL, "control-device");
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_settle ();
  name = fixture_find (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_false (gtk_widget_get_sensitive (fixture_find (dialog, GTK_TYPE_BUTTON, "_Keep")));
  gtk_editable_set_text (GTK_EDITABLE (name), "PLC-07");
  gtk_widget_activate_action (dialog, "object.save", NULL);
  fixture_until (has_one, page);
  fixture_settle ();
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "PLC-07"));
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "Control device"));
  hecha_on_site_undo (visit);
  fixture_until (has_none, page);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_noted (gpointer visit)
{
  GPtrArray *objects = hecha_on_site_get_case (visit)->objects;

  return objects->len == 1 && ((HechaObject *) objects->pdata[0])->note;
}

static GtkWidget *
entry_of (GtkWidget  *dialog,
          const char *title)
{
  return gtk_widget_get_ancestor (fixture_find (dialog, GTK_TYPE_LABEL, title), ADW_TYPE_ENTRY_ROW);
}

static HechaOnSite *
visit_on (HechaSession *session)
{
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  HechaOnSite *visit = hecha_on_site_new (uuid);

  hecha_on_site_set_session (visit, session);
  hecha_on_site_load (visit);
  fixture_until (is_read, visit);
  return visit;
}

/* What else is known of an object is shown, can be changed and stays. */
static void
test_note (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autoptr(HechaOnSite) visit = visit_on (session);
  g_autoptr(HechaObject) object = hecha_object_new ("host", "HMI-1");
  GtkWidget *dialog;

  object->note = g_strdup ("102/tcp");
  dialog = hecha_object_dialog_new (NULL, visit, object, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_of (dialog, "Note, such as open ports"))), ==, "102/tcp");
  gtk_editable_set_text (GTK_EDITABLE (entry_of (dialog, "Note, such as open ports")), "102/tcp, 502/tcp");
  gtk_widget_activate_action (dialog, "object.save", NULL);
  fixture_until (is_noted, visit);
  g_assert_cmpstr (((HechaObject *) hecha_on_site_get_case (visit)->objects->pdata[0])->note, ==, "102/tcp, 502/tcp");
}

static GtkWidget *
dialog_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) each = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (each) == GTK_WINDOW (window))
        return GTK_WIDGET (each);
    }
  g_assert_not_reached ();
}

/* A scan does not know its zone: who imports it names one. */
static void
test_scan (void)
{
  static const char scan[] = "<?xml version=\"1.0\"?><nmaprun scanner=\"nmap\"><host><status state=\"up\"/>"
                             "<address addr=\"10.1.7.12\" addrtype=\"ipv4\"/></host>"
                             "<host><status state=\"down\"/><address addr=\"10.1.7.13\" addrtype=\"ipv4\"/></host></nmaprun>";
  static const char *const languages[] = { "en", "zh_CN" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
      g_autoptr(HechaOnSite) visit = visit_on (session);
      g_autofree char *path = fixture_file ("plant.XML", scan, -1), *name = g_strdup_printf ("scan-zone-%s-360", languages[i]);
      GtkWidget *page, *window, *dialog;

      fixture_language (languages[i]);
      page = hecha_objects_page_new (visit);
      window = fixture_window (page, 360, 600);
      hecha_objects_page_import (HECHA_OBJECTS_PAGE (page), path);
      dialog = dialog_over (window);
      fixture_settle ();
      fixture_picture (dialog, name);
      gtk_editable_set_text (GTK_EDITABLE (fixture_find (dialog, ADW_TYPE_ENTRY_ROW, NULL)), " L1 现场控制 ");
      if (i == 1)   /* and who did not answer only where it is wanted */
        gtk_check_button_set_active (GTK_CHECK_BUTTON (fixture_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "import");
      fixture_until (i == 1 ? has_two : has_one, page);
      g_assert_cmpstr (((HechaObject *) hecha_on_site_get_case (visit)->objects->pdata[0])->zone, ==, "L1 现场控制");
      gtk_window_destroy (GTK_WINDOW (window));
    }
  fixture_language ("en");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/objects-page/add-and-undo", test_add_and_undo);
  g_test_add_func ("/objects-page/note", test_note);
  g_test_add_func ("/objects-page/scan", test_scan);
  return g_test_run ();
}

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

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/objects-page/add-and-undo", test_add_and_undo);
  return g_test_run ();
}

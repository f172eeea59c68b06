/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "earlier-box.h"

#include "fixture.h"
#include "move.h"

#include <string.h>

static void
say (HechaSession *session,
     const char   *uuid)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (answers, hecha_answer_new (FIXTURE_ITEM, HECHA_WHOLE, 1, HECHA_ANSWER_OBSERVATION, "Seen on the rack"));
  g_ptr_array_add (answers, hecha_answer_new (FIXTURE_ITEM, HECHA_WHOLE, 1, HECHA_ANSWER_STEP, "yes"));
  g_assert_true (hecha_inspect_answer (session, uuid, answers, &error));
  g_assert_no_error (error);
}

static gboolean
has_case (gpointer visit)
{
  return hecha_on_site_get_case (visit) != NULL;
}

static gboolean
says_earlier (gpointer box)
{
  return fixture_find (box, GTK_TYPE_LABEL, "Seen on the rack") != NULL;
}

static GtkWidget *
box_for (HechaSession  *session,
         const char    *uuid,
         GtkWidget    **window)
{
  g_autoptr(HechaOnSite) visit = hecha_on_site_new (uuid);
  GtkWidget *box = g_object_new (HECHA_TYPE_EARLIER_BOX, NULL);

  hecha_on_site_set_session (visit, session);
  hecha_on_site_load (visit);
  *window = fixture_window (box, 500, 400);
  fixture_until (has_case, visit);
  hecha_earlier_box_set_item (HECHA_EARLIER_BOX (box), visit,
                              hecha_checklist_find (hecha_on_site_get_case (visit)->checklist, FIXTURE_ITEM)->item);
  return box;
}

static void
test_moved (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = NULL;
  g_autoptr(HechaMove) move = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *window, *box;

  fixture_pack (session, "1", "Cabinets are locked.");
  uuid = fixture_plan_own (session);
  say (session, uuid);
  box = box_for (session, uuid, &window);
  fixture_settle ();
  g_assert_false (gtk_widget_get_visible (box));
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_pack (session, "2", "Cabinets are locked and watched.");
  move = hecha_move_apply (session, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (move->again, ==, 1);
  box = box_for (session, uuid, &window);
  fixture_until (says_earlier, box);
  g_assert_nonnull (fixture_find (box, GTK_TYPE_LABEL, "Cabinets are locked."));
  g_assert_nonnull (fixture_find (box, GTK_TYPE_LABEL, "version 1"));
  fixture_picture (window, "earlier-en");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/earlier-box/moved", test_moved);
  return g_test_run ();
}

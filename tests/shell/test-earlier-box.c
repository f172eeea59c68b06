/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "earlier-box.h"

#include "fixture.h"
#include "library.h"
#include "move.h"

#include <string.h>

#define ITEM "0f0c0d8e-6a61-4a7c-8d0c-8c9f2f6f4b11"

/* A pack of one item, whose requirement is @words. */
static void
add_pack (HechaSession *session,
          const char   *version,
          const char   *words)
{
  g_autofree char *text = g_strdup_printf (
    "{\"catalog\": {\"uuid\": \"0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10\", \"metadata\": {\"title\": \"Mine\","
    " \"version\": \"%s\", \"oscal-version\": \"1.2.1\", \"last-modified\": \"2026-01-01T00:00:00Z\", \"props\": ["
    "{\"name\": \"pack-id\", \"ns\": \"https://hecha.org/ns/oscal\", \"value\": \"mine\"}]}, \"groups\": [{\"id\": \"g\","
    " \"title\": \"G\", \"controls\": [{\"id\": \"a-1\", \"title\": \"First\", \"props\": [{\"name\": \"item-uuid\","
    " \"ns\": \"https://hecha.org/ns/oscal\", \"value\": \"" ITEM "\"}], \"parts\": [{\"name\": \"statement\","
    " \"prose\": \"%s\"}]}]}]}}", version, words);
  g_autofree char *path = fixture_file ("mine.json", text, -1);
  const char *const paths[] = { path, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_library_add (session, paths, &error);

  g_assert_no_error (error);
}

static char *
plan_with (HechaSession *session,
           const char   *pack)
{
  static const HechaRole roles[] = { HECHA_ROLE_LEAD, HECHA_ROLE_EVALUATOR, HECHA_ROLE_PREPARED, HECHA_ROLE_REVIEWED,
                                     HECHA_ROLE_APPROVED };
  static const char *const names[] = { "甲", "乙", "丙", "丁", "戊" };
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  HechaPlan plan = { .code = FIXTURE_CODE_ONE_TYPE, .types = 1u << HECHA_TYPE_CONNECTED, .on = "2026-03-02",
                     .procedure = HECHA_PROCEDURE_EVALUATION, .members = members };
  g_autoptr(GError) error = NULL;
  char *uuid;

  plan.packs[HECHA_TYPE_CONNECTED] = (char *) pack;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_ptr_array_add (members, hecha_member_new (roles[i], names[i]));
  uuid = hecha_plan_visit (session, &plan, &error);
  g_assert_no_error (error);
  return uuid;
}

static void
say (HechaSession *session,
     const char   *uuid)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (answers, hecha_answer_new (ITEM, HECHA_WHOLE, 1, HECHA_ANSWER_OBSERVATION, "Seen on the rack"));
  g_ptr_array_add (answers, hecha_answer_new (ITEM, HECHA_WHOLE, 1, HECHA_ANSWER_STEP, "yes"));
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
                              hecha_checklist_find (hecha_on_site_get_case (visit)->checklist, ITEM)->item);
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

  add_pack (session, "1", "Cabinets are locked.");
  uuid = plan_with (session, "mine");
  say (session, uuid);
  box = box_for (session, uuid, &window);
  fixture_settle ();
  g_assert_false (gtk_widget_get_visible (box));
  gtk_window_destroy (GTK_WINDOW (window));
  add_pack (session, "2", "Cabinets are locked and watched.");
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

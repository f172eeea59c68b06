/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "team-dialog.h"

#include "inspect.h"
#include "refusals.h"
#include "report-fixture.h"

#include <string.h>

static GtkWidget *
find_row (GtkWidget  *root,
          GType       type,
          const char *title)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, type, title);
  return found;
}

/* An inspection of two officers, the second with a signing certificate. */
static char *
plan_inspection (HechaSession *session)
{
  static const struct { HechaRole role; const char *name, *number; } people[] = {
    { HECHA_ROLE_INSPECTOR, "赵检", "ZF-0001" }, { HECHA_ROLE_INSPECTOR, "钱检", "ZF-0002" },
    { HECHA_ROLE_ON_SITE_PERSON, "孙厂", NULL }, { HECHA_ROLE_APPROVED, "李局", NULL },
  };
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_autoptr(GError) error = NULL;
  HechaPlan plan = { .code = FIXTURE_CODE_ONE_TYPE, .types = 1u << HECHA_TYPE_CONNECTED, .on = "2026-03-02",
                     .procedure = HECHA_PROCEDURE_INSPECTION, .members = members };
  char *uuid;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      HechaMember *member = hecha_member_new (people[i].role, people[i].name);

      member->number = g_strdup (people[i].number);
      g_ptr_array_add (members, member);
    }
  ((HechaMember *) members->pdata[1])->fingerprint = g_strnfill (64, 'a');
  ((HechaMember *) members->pdata[1])->subject = g_strdup ("CN=钱检");
  uuid = hecha_plan_visit (session, &plan, &error);
  g_assert_no_error (error);
  return uuid;
}

static gboolean
has_team (gpointer dialog)
{
  GtkWidget *group = fixture_find (dialog, ADW_TYPE_EXPANDER_ROW, NULL);

  return group && gtk_widget_get_mapped (group);
}

static GtkWidget *
open_dialog (HechaSession *session,
             const char   *uuid)
{
  GtkWidget *dialog = hecha_team_dialog_new (NULL, session, uuid);

  gtk_window_present (GTK_WINDOW (dialog));
  fixture_until (has_team, dialog);
  return dialog;
}

static gboolean
is_refused (gpointer dialog)
{
  return fixture_find (dialog, GTK_TYPE_LABEL, "inspectors") || fixture_find (dialog, GTK_TYPE_LABEL, "执法证");
}

static void
count_cb (guint *changes)
{
  *changes += 1;
}

static gboolean
is_counted (gpointer changes)
{
  return *(guint *) changes > 0;
}

/* Two certified officers stay two (国办发〔2024〕54号); whoever is named instead is in the plan, and the other keeps all. */
static void
test_changed (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
  g_autofree char *uuid = plan_inspection (session);
  g_autoptr(HechaCase) content = NULL;
  GtkWidget *dialog, *first, *number;
  guint changes = 0;

  fixture_language ("en");
  dialog = open_dialog (session, uuid);
  g_signal_connect_swapped (dialog, "changed", G_CALLBACK (count_cb), &changes);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "CN=钱检"));
  first = find_row (dialog, ADW_TYPE_EXPANDER_ROW, "赵检");
  g_assert_nonnull (first);
  number = find_row (first, ADW_TYPE_ENTRY_ROW, "Law-enforcement certificate number");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (number)), ==, "ZF-0001");
  gtk_editable_set_text (GTK_EDITABLE (find_row (first, ADW_TYPE_ENTRY_ROW, "Name")), "周检");
  gtk_editable_set_text (GTK_EDITABLE (number), "");
  gtk_widget_activate_action (dialog, "team.change", NULL);
  fixture_until (is_refused, dialog);
  fixture_picture (dialog, "team-refused");
  g_assert_cmpuint (changes, ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (number), "ZF-0003");
  gtk_widget_activate_action (dialog, "team.change", NULL);
  fixture_until (is_counted, &changes);
  content = hecha_inspect_load (session, uuid, NULL);
  g_assert_cmpuint (content->visit->members->len, ==, 4);
  g_assert_cmpstr (((HechaMember *) content->visit->members->pdata[0])->name, ==, "周检");
  g_assert_cmpstr (((HechaMember *) content->visit->members->pdata[0])->number, ==, "ZF-0003");
  g_assert_cmpuint (strlen (((HechaMember *) content->visit->members->pdata[1])->fingerprint), ==, 64);
  g_assert_cmpstr (((HechaMember *) content->visit->members->pdata[1])->subject, ==, "CN=钱检");
}

/* Once the report is frozen its signers are fixed, and the dialog says so. */
static void
test_frozen (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = NULL, *report = NULL;
  GtkWidget *dialog;

  fixture_language ("zh_CN");
  fixture_pack (session, "1", "Words");
  uuid = fixture_plan_own (session);
  fixture_answer (session, uuid);
  dialog = open_dialog (session, uuid);
  g_assert_true (gtk_widget_is_sensitive (find_row (dialog, ADW_TYPE_EXPANDER_ROW, "李小红")));
  gtk_window_close (GTK_WINDOW (dialog));
  report = fixture_report (session, uuid);
  dialog = open_dialog (session, uuid);
  g_assert_false (gtk_widget_is_sensitive (find_row (dialog, ADW_TYPE_EXPANDER_ROW, "李小红")));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "报告已冻结"));
  fixture_settle ();
  fixture_picture (dialog, "team-frozen-zh");
  gtk_window_close (GTK_WINDOW (dialog));
}

static gboolean
has_failed (gpointer dialog)
{
  GtkWidget *button = fixture_find (dialog, GTK_TYPE_BUTTON, "Try _Again");

  return button && gtk_widget_get_mapped (button);
}

/* A visit that cannot be read says why, has no team to change, and is read once more when that is asked for. */
static void
test_again (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  const char *none = "0f0c0d8e-6a61-4a7c-8d0c-000000000000";
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog, *button;
  guint held;

  fixture_language ("en");
  dialog = hecha_team_dialog_new (NULL, session, none);
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_until (has_failed, dialog);
  fixture_settle ();
  fixture_picture (dialog, "team-failed");
  g_assert_null (hecha_inspect_load (session, none, &error));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, hecha_refusal_text (error)));
  g_assert_false (has_team (dialog));
  button = fixture_find (dialog, GTK_TYPE_BUTTON, "Try _Again");
  held = G_OBJECT (session)->ref_count;
  gtk_widget_activate_action (button, gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), NULL);
  g_assert_cmpuint (G_OBJECT (session)->ref_count, >, held);    /* by the reading that began */
  fixture_until (has_failed, dialog);
  gtk_window_close (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/team-dialog/changed", test_changed);
  g_test_add_func ("/team-dialog/frozen", test_frozen);
  g_test_add_func ("/team-dialog/again", test_again);
  return g_test_run ();
}

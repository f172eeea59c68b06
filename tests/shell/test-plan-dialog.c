/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan-dialog.h"

#include "fixture.h"
#include "text-field.h"
#include "visits.h"

#include <string.h>

static gboolean
is_ready (gpointer dialog)
{
  GtkWidget *plan = fixture_find (dialog, GTK_TYPE_BUTTON, "_Plan");

  if (!plan)
    plan = fixture_find (dialog, GTK_TYPE_BUTTON, "安排(_P)");
  return plan && gtk_widget_is_sensitive (plan);
}

static const char *
problem_of (GtkWidget *dialog)
{
  GtkWidget *revealer = fixture_find (dialog, GTK_TYPE_REVEALER, NULL);

  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)))
    return NULL;
  return gtk_label_get_label (GTK_LABEL (gtk_revealer_get_child (GTK_REVEALER (revealer))));
}

static AdwComboRow *
procedure_of (GtkWidget *dialog)
{
  return ADW_COMBO_ROW (fixture_find (dialog, ADW_TYPE_COMBO_ROW, NULL));
}

static GtkWidget *
open_dialog (HechaSession *session)
{
  GtkWidget *dialog = hecha_plan_dialog_new (session, FIXTURE_CODE_TWO_TYPES);

  gtk_window_present (GTK_WINDOW (dialog));
  fixture_until (is_ready, dialog);
  return dialog;
}

static void
planned_cb (GtkWidget   *dialog,
            const char  *uuid,
            char       **planned)
{
  *planned = g_strdup (uuid);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

/* Whoever opens it types a name, and then fills in: the keyboard is never on Cancel. */
static void
test_keyboard (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
  GtkWidget *dialog = hecha_plan_dialog_new (session, NULL), *search;

  gtk_window_present (GTK_WINDOW (dialog));
  fixture_settle ();
  search = fixture_find (dialog, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), search));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = open_dialog (session);
  g_assert_true (ADW_IS_ACTION_ROW (gtk_window_get_focus (GTK_WINDOW (dialog))) ||
                 GTK_IS_CHECK_BUTTON (gtk_window_get_focus (GTK_WINDOW (dialog))));
  /* What an inspection wants of its officers is called as the refusal calls it. */
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "Law-enforcement certificate number"));
  adw_combo_row_set_selected (procedure_of (dialog), HECHA_PROCEDURE_EVALUATION);
  g_assert_null (fixture_find (dialog, GTK_TYPE_LABEL, "Law-enforcement certificate number"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Article 14: an evaluation body does not inspect. */
static void
test_refused (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *dialog = open_dialog (session);
  g_autofree char *planned = NULL;

  g_signal_connect (dialog, "planned", G_CALLBACK (planned_cb), &planned);
  g_assert_cmpuint (adw_combo_row_get_selected (procedure_of (dialog)), ==, HECHA_PROCEDURE_EVALUATION);
  g_assert_null (problem_of (dialog));
  adw_combo_row_set_selected (procedure_of (dialog), HECHA_PROCEDURE_INSPECTION);
  gtk_widget_activate_action (dialog, "plan.plan", NULL);
  g_assert_nonnull (strstr (problem_of (dialog), "Only an authority"));
  /* From now on each change is judged. */
  adw_combo_row_set_selected (procedure_of (dialog), HECHA_PROCEDURE_EVALUATION);
  g_assert_null (problem_of (dialog));
  g_assert_null (planned);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_types_and_day (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *dialog = open_dialog (session);
  GtkWidget *day = fixture_find (dialog, ADW_TYPE_ENTRY_ROW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (day), "2026-02-30");
  gtk_widget_activate_action (dialog, "plan.plan", NULL);
  g_assert_nonnull (strstr (problem_of (dialog), "not a day"));
  gtk_editable_set_text (GTK_EDITABLE (day), "2026-02-27");
  g_assert_null (problem_of (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
question_over (GtkWidget *dialog)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (dialog))
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* Nobody reviews and approves yet: that is said, and only who then says so goes on. */
static void
answer_question (GtkWidget  *dialog,
                 const char *response,
                 const char *picture)
{
  GtkWidget *question;

  gtk_widget_activate_action (dialog, "plan.plan", NULL);
  question = question_over (dialog);
  g_assert_nonnull (question);
  fixture_settle ();
  g_assert_nonnull (fixture_find (question, GTK_TYPE_LABEL, "Reviewed by, Approved by"));
  if (picture)
    fixture_picture (question, picture);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  fixture_settle ();
}

static void
test_planned (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *dialog = open_dialog (session);
  g_autofree char *planned = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) visits = NULL;
  g_autoptr(HechaCase) content = NULL;
  const HechaVisitRow *visit;
  GtkWidget *sampling = gtk_widget_get_ancestor (fixture_find (dialog, GTK_TYPE_LABEL, "Sampling"), HECHA_TYPE_TEXT_FIELD);

  g_signal_connect (dialog, "planned", G_CALLBACK (planned_cb), &planned);
  g_assert_null (fixture_find (dialog, GTK_TYPE_LABEL, "Ceiling of inspections this year"));
  hecha_text_field_set_text (HECHA_TEXT_FIELD (sampling), "3 of 12 hosts");
  answer_question (dialog, "back", "plan-unnamed");
  g_assert_null (planned);
  g_assert_true (is_ready (dialog));
  answer_question (dialog, "plan", NULL);
  fixture_until (is_set, &planned);
  visits = hecha_visits_list (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (visits->len, ==, 1);
  visit = visits->pdata[0];
  g_assert_cmpstr (visit->uuid, ==, planned);
  g_assert_cmpstr (visit->code, ==, FIXTURE_CODE_TWO_TYPES);
  g_assert_cmpuint (visit->types, ==, 1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_PLATFORM);
  content = hecha_inspect_load (session, planned, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content->visit->notes[HECHA_VISIT_NOTE_SAMPLING], ==, "3 of 12 hosts");
}

static guint
n_visible_rows (GtkWidget *root,
                GType      type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_visible (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    n += n_visible_rows (child, type);
  return n;
}

static GtkWidget *
entry_row (GtkWidget  *root,
           const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = entry_row (child, title);
  return found;
}

/* Types of both lines: refused alone; with a second authority its people get places of their own. */
static void
check_joint (const char *language,
             const char *title,
             const char *refusal,
             const char *noise,
             const char *picture)
{
  g_autoptr(HechaSession) session = NULL;
  GtkWidget *dialog, *partner;
  guint before;

  fixture_language (language);
  session = fixture_session (HECHA_HOLDER_INDUSTRY);
  dialog = open_dialog (session);
  adw_combo_row_set_selected (procedure_of (dialog), HECHA_PROCEDURE_INSPECTION);
  partner = entry_row (dialog, title);
  g_assert_nonnull (partner);
  g_assert_true (gtk_widget_get_visible (partner));
  before = n_visible_rows (dialog, ADW_TYPE_EXPANDER_ROW);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, noise));
  gtk_editable_set_text (GTK_EDITABLE (partner), "示例省通信管理局");
  g_assert_null (fixture_find (dialog, GTK_TYPE_LABEL, noise));
  g_assert_cmpuint (n_visible_rows (dialog, ADW_TYPE_EXPANDER_ROW), ==, before + 3);
  gtk_widget_activate_action (dialog, "plan.plan", NULL);
  g_assert_nonnull (strstr (problem_of (dialog), refusal));
  fixture_settle ();
  fixture_picture (dialog, picture);
  gtk_editable_set_text (GTK_EDITABLE (partner), "");
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, noise));
  g_assert_cmpuint (n_visible_rows (dialog, ADW_TYPE_EXPANDER_ROW), ==, before);
  adw_combo_row_set_selected (procedure_of (dialog), HECHA_PROCEDURE_EVALUATION);
  g_assert_false (gtk_widget_get_visible (partner));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_joint (void)
{
  check_joint ("en", "Second authority, for a joint inspection", "inspector",
               "Platform enterprise belongs to the communications administration", "plan-joint");
  check_joint ("zh_CN", "联合检查的第二机关", "执法证", "第三条：平台企业由通信管理局负责", "plan-joint-zh");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/plan-dialog/refused", test_refused);
  g_test_add_func ("/plan-dialog/day", test_types_and_day);
  g_test_add_func ("/plan-dialog/planned", test_planned);
  g_test_add_func ("/plan-dialog/keyboard", test_keyboard);
  g_test_add_func ("/plan-dialog/joint", test_joint);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apache.h"
#include "device-list.h"
#include "hand-over-page.h"
#include "hand-over.h"
#include "issue.h"
#include "loopback.h"
#include "remote-dialog.h"
#include "report-fixture.h"
#include "results-view.h"
#include "review-detail.h"
#include "review-page.h"
#include "sign-dialog.h"
#include "states.h"

/* From the evaluator's outbox over a real server to the office's decision and back, on the pages of both. */

typedef struct
{
  HechaSession *session;
  GtkWidget    *page;
  GtkWidget    *window;
} Side;

static gboolean
has_content (gpointer data)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL);
  GtkWidget *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

static gboolean
is_empty (gpointer data)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL);
  GtkWidget *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "empty") == 0;
}

static void
side_show (Side      *side,
           GtkWidget *page,
           int        width)
{
  if (side->window)
    gtk_window_destroy (GTK_WINDOW (side->window));
  side->page = page;
  side->window = fixture_window (page, width, width < 700 ? 720 : 800);
  hecha_place_set_session (HECHA_PLACE (page), side->session);
}

static void
side_clear (Side *side)
{
  gtk_window_destroy (GTK_WINDOW (side->window));
  fixture_settle ();
  g_object_unref (side->session);
}

static GtkWidget *
dialog_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return GTK_WIDGET (other);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return dialog_over (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return dialog_over (data) == NULL;
}

static GtkWidget *
row_called (GtkWidget  *root,
            const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = row_called (child, title);
  return found;
}

typedef struct
{
  GtkWidget  *root;
  const char *words;
} Words;

static gboolean
says_words (gpointer data)
{
  Words *words = data;

  return fixture_find (words->root, GTK_TYPE_LABEL, words->words) != NULL;
}

static void
until_it_says (GtkWidget  *root,
               const char *text)
{
  Words words = { root, text };

  g_test_message ("until it says “%s”", text);
  fixture_until (says_words, &words);
}

/* No page is wider than a narrow window, in either language. */
static void
pictures (Side       *side,
          GtkWidget *(*make) (gconstpointer data),
          gconstpointer data,
          const char *name)
{
  static const struct { const char *language; gboolean dark; int width; } looks[] = {
    { "en", FALSE, 1200 }, { "zh_CN", TRUE, 1200 }, { "en", TRUE, 360 }, { "zh_CN", FALSE, 360 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s-%s-%d", name, looks[i].language, looks[i].width);
      int minimum;

      fixture_language (looks[i].language);
      fixture_dark (looks[i].dark);
      side_show (side, make (data), looks[i].width);
      fixture_until (has_content, side->page);
      fixture_settle ();
      fixture_picture (side->window, file);
      gtk_widget_measure (side->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: at least %d wide", file, minimum);
      g_assert_cmpint (minimum, <=, 360);
    }
  fixture_dark (FALSE);
  fixture_language ("en");
}

static GtkWidget *
hand_over_page (gconstpointer data)
{
  return g_object_new (HECHA_TYPE_HAND_OVER_PAGE, NULL);
}

static GtkWidget *
review_page (gconstpointer data)
{
  return g_object_new (HECHA_TYPE_REVIEW_PAGE, NULL);
}

static GtkWidget *
review_detail (gconstpointer data)
{
  return hecha_review_detail_new (data);
}

/* Through the dialog, under a Chinese name. */
static void
add_remote (Side   *side,
            Apache *apache,
            guint16 port)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/dav/", port);
  GtkWidget *dialog;

  side_show (side, hand_over_page (NULL), 1200);
  fixture_until (is_empty, side->page);
  gtk_widget_activate (fixture_find (side->page, GTK_TYPE_BUTTON, "_Add a Destination…"));
  fixture_until (has_dialog, side->window);
  dialog = dialog_over (side->window);
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Name")), "省厅");
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Address")), url);
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "User")), apache->user);
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Password")), apache->password);
  hecha_remote_dialog_set_authority (HECHA_REMOTE_DIALOG (dialog), apache->ca_file);
  gtk_widget_activate (fixture_find (dialog, GTK_TYPE_BUTTON, "_Add"));
  g_test_message ("until the destination is kept");
  fixture_until (has_no_dialog, side->window);
  until_it_says (side->page, "省厅");
}

static void
send_and_resume (Side       *side,
                 const char *uuid,
                 Cut        *cut)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_hand_over_queue (side->session, uuid, "省厅", &error));
  pictures (side, hand_over_page, NULL, "hand-over-waiting");
  side_show (side, hand_over_page (NULL), 1200);
  fixture_until (has_content, side->page);
  until_it_says (side->page, "0 of ");
  cut->up = 20 * 1024;
  cut->connections = G_MAXUINT;
  gtk_widget_activate_action (side->page, "hand-over.send", NULL);
  until_it_says (side->page, "could not be sent");
  until_it_says (side->page, "1 attempt");
  pictures (side, hand_over_page, NULL, "hand-over-cut");
  cut->connections = 0;
  side_show (side, hand_over_page (NULL), 1200);
  fixture_until (has_content, side->page);
  gtk_widget_activate_action (side->page, "hand-over.send", NULL);
  until_it_says (side->page, " sent");
  until_it_says (side->page, "Sent");
  g_assert_null (fixture_find (side->page, GTK_TYPE_LABEL, "could not be sent"));
}

static gboolean
has_no_devices (gpointer data)
{
  return fixture_find (data, GTK_TYPE_BUTTON, "_Admit…") == NULL;
}

/* What came is told in words; who sent it is admitted after a look at its number. */
static void
fetch_and_admit (Side *side)
{
  GtkWidget *dialog;

  side_show (side, hand_over_page (NULL), 1200);
  fixture_until (has_content, side->page);
  gtk_widget_activate_action (side->page, "hand-over.fetch", NULL);
  until_it_says (side->page, "1 report came");
  until_it_says (side->page, "Devices That Are Not Admitted");
  pictures (side, review_page, NULL, "review-arrived");
  side_show (side, review_page (NULL), 1200);
  fixture_until (has_content, side->page);
  until_it_says (side->page, "Devices That Are Not Admitted");
  gtk_widget_activate (fixture_find (side->page, GTK_TYPE_BUTTON, "_Admit…"));
  fixture_until (has_dialog, side->window);
  dialog = dialog_over (side->window);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "admit");
  fixture_until (has_no_devices, side->page);
}

static void
approve (Side       *side,
         const char *uuid)
{
  g_autofree char *key = fixture_p12 ("approved");
  GtkWidget *dialog;

  pictures (side, review_detail, uuid, "review-detail-arrived");
  side_show (side, hecha_review_detail_new (uuid), 1200);
  fixture_until (has_content, side->page);
  g_assert_nonnull (fixture_find (side->page, HECHA_TYPE_RESULTS_VIEW, NULL));
  gtk_widget_activate (fixture_find (side->page, GTK_TYPE_BUTTON, "_Approve…"));
  fixture_until (has_dialog, side->window);
  dialog = dialog_over (side->window);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), key);
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Password")), "nein");
  gtk_widget_activate_action (dialog, "dialog.sign", NULL);
  until_it_says (dialog, "This is not the key’s password");
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Password")), FIXTURE_PASSWORD);
  gtk_widget_activate_action (dialog, "dialog.sign", NULL);
  until_it_says (side->page, "Approved by ");
  pictures (side, review_detail, uuid, "review-detail-approved");
}

static void
bring_back (Side       *office,
            Side       *evaluator,
            const char *uuid)
{
  g_autoptr(HechaCase) content = NULL;

  side_show (office, hand_over_page (NULL), 1200);
  fixture_until (has_content, office->page);
  gtk_widget_activate_action (office->page, "hand-over.send", NULL);
  until_it_says (office->page, " sent");
  side_show (evaluator, hand_over_page (NULL), 1200);
  fixture_until (has_content, evaluator->page);
  gtk_widget_activate_action (evaluator->page, "hand-over.fetch", NULL);
  until_it_says (evaluator->page, "1 decision came");
  pictures (evaluator, hand_over_page, NULL, "hand-over-decided");
  content = hecha_inspect_load (evaluator->session, uuid, NULL);
  g_assert_cmpint (content->state, ==, HECHA_VISIT_APPROVED);
}

static HechaSession *
office_session (void)
{
  g_autofree char *parent = g_dir_make_tmp ("hecha-office-XXXXXX", NULL);
  g_autofree char *directory = g_build_filename (parent, "workspace", NULL);
  g_autoptr(GError) error = NULL;
  HechaSession *session;

  hecha_session_create (directory, HECHA_HOLDER_INDUSTRY, "某省工业和信息化厅", "李处长", &error);
  g_assert_no_error (error);
  session = hecha_session_open (directory, hecha_clock_system (), &error);
  g_assert_no_error (error);
  return session;
}

static void
test_whole_way (void)
{
  g_autoptr(GError) error = NULL;
  Apache *apache = apache_start (APACHE_DEFAULT, &error);
  Cut cut = { .target = 0 };
  Loopback *proxy;
  Side evaluator = { NULL }, office = { NULL };
  g_autofree char *uuid = NULL, *file = NULL;

  g_assert_no_error (error);
  cut.target = apache->port;
  proxy = loopback_start (loopback_cut, &cut);
  fixture_language ("en");
  evaluator.session = fixture_session (HECHA_HOLDER_EVALUATION);
  office.session = office_session ();
  uuid = fixture_issued (evaluator.session, &file);
  fixture_sign (evaluator.session, file, "prepared", "prepared");
  fixture_sign (evaluator.session, file, "reviewed", "reviewed");
  add_remote (&evaluator, apache, loopback_port (proxy));
  add_remote (&office, apache, apache->port);
  send_and_resume (&evaluator, uuid, &cut);
  fetch_and_admit (&office);
  approve (&office, uuid);
  bring_back (&office, &evaluator, uuid);
  side_clear (&evaluator);
  side_clear (&office);
  loopback_stop (proxy);
  apache_stop (apache);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/handing-over/whole-way", test_whole_way);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamp-dialog.h"

#include "busy-bar.h"
#include "issue-page.h"
#include "issue.h"
#include "report-fixture.h"
#include "states.h"
#include "verification-dialog.h"

#include <signal.h>
#include <sys/prctl.h>

/* Proving the time from the page of a signed report: nobody answers, a liar does, an honest authority does; and what
 * the verification then says. */

typedef struct
{
  HechaSession *session;
  char         *uuid;
  GtkWidget    *page;
  GtkWidget    *window;
} Desk;

static char        *keys;      /* a folder with what the authority needs */
static char        *base;      /* address of its server */
static GSubprocess *servers;

static const char settings[] =
  "[tsa]\nserial = tsa.serial\nsigner_cert = tsa.pem\ncerts = ca.pem\nsigner_key = tsa.key\nsigner_digest = sha256\n"
  "default_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n";

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
make_authority (void)
{
  static const char script[] =
    "cd \"$0\" && openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3000 -subj /CN=TestCA"
    " -addext keyUsage=critical,keyCertSign,cRLSign && openssl req -new -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr"
    " -subj /CN=TestTSA && printf 'keyUsage=critical,digitalSignature\\nextendedKeyUsage=critical,timeStamping\\n' > ext &&"
    " openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 1000 -extfile ext";
  g_autofree char *config = NULL, *program = g_test_build_filename (G_TEST_DIST, "support", "proof-servers.py", NULL);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *port = NULL;

  keys = g_dir_make_tmp ("hecha-tsa-XXXXXX", NULL);
  config = g_build_filename (keys, "tsa.cnf", NULL);
  g_assert_true (g_file_set_contents (config, settings, -1, NULL));
  fixture_run ("sh", "-c", script, keys, NULL);
  /* A test that fails leaves nobody behind, for whom the whole run would wait. */
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  servers = g_subprocess_launcher_spawn (launcher, &error, "/usr/bin/python3", program, keys, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (servers));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  port = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (port);
  base = g_strconcat ("http://127.0.0.1:", port, NULL);
}

static gboolean
has_content (gpointer data)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL), *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

static GtkWidget *
dialog_over (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (((Desk *) data)->window)
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* The action is not there while the page works or reads itself again. */
static gboolean
asks (gpointer data)
{
  if (!dialog_over (data))
    gtk_widget_activate_action (((Desk *) data)->page, "issue.stamp", NULL);
  return dialog_over (data) != NULL;
}

static GtkWidget *
ask (Desk *desk)
{
  fixture_until (asks, desk);
  return fixture_find (dialog_over (desk), ADW_TYPE_ENTRY_ROW, NULL);
}

static guint
count_stamps (Desk *desk)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (desk->session, desk->uuid, NULL);
  g_autoptr(HechaVerification) verification = hecha_issue_verify (desk->session, report->path, NULL, NULL, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < verification->signatures->len; i++)
    n += g_str_has_prefix (((HechaSignatureResult *) verification->signatures->pdata[i])->field, "timestamp-");
  return n;
}

static gboolean
is_idle (gpointer data)
{
  g_autofree char *tsa = hecha_issue_get_tsa (((Desk *) data)->session);

  return tsa != NULL;
}

static void
answer (Desk       *desk,
        const char *path)
{
  GtkWidget *dialog = dialog_over (desk), *entry = fixture_find (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  g_autofree char *address = g_strconcat (base, path, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), address);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "stamp"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stamp");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The page may be worked with again. */
static gboolean
may_stamp (gpointer data)
{
  GtkWidget *page = ((Desk *) data)->page;

  return !fixture_find (page, HECHA_TYPE_BUSY_BAR, NULL) && has_content (page);
}

static void
take (Desk       *desk,
      const char *name)
{
  g_autofree char *full = g_strdup_printf ("%s-%s", name, g_getenv ("LANGUAGE"));

  fixture_settle ();
  fixture_picture (dialog_over (desk), full);
}

static void
test_stamp (gconstpointer language)
{
  Desk desk = { NULL };
  g_autofree char *file = NULL, *known = NULL, *honest = g_strconcat (base, "/tsa", NULL);
  g_autoptr(HechaIssuedReport) report = NULL;

  fixture_language (language);
  desk.session = fixture_session (HECHA_HOLDER_EVALUATION);
  desk.uuid = fixture_issued (desk.session, &file);
  fixture_sign (desk.session, file, "prepared", "王小明");
  desk.page = hecha_issue_page_new (desk.uuid);
  desk.window = fixture_window (desk.page, 1200, 800);
  hecha_place_set_session (HECHA_PLACE (desk.page), desk.session);
  fixture_until (has_content, desk.page);

  /* Nobody is known: it is asked, and nothing goes without an address. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ask (&desk))), ==, "");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog_over (&desk)), "stamp"));
  take (&desk, "stamp-dialog");

  /* A liar is refused: the report is as it was, the address is not kept, and asked for again. */
  answer (&desk, "/tsa/nonce");
  fixture_until (may_stamp, &desk);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ask (&desk))), ==, "");
  g_assert_null (hecha_issue_get_tsa (desk.session));
  g_assert_cmpuint (count_stamps (&desk), ==, 0);

  /* An honest one stamps, and is remembered. */
  answer (&desk, "/tsa");
  fixture_until (is_idle, &desk);
  known = hecha_issue_get_tsa (desk.session);
  g_assert_cmpstr (known, ==, honest);
  g_assert_cmpuint (count_stamps (&desk), ==, 1);
  report = hecha_issue_current (desk.session, desk.uuid, NULL);
  g_assert_cmpstr (report->path, !=, "");
  fixture_until (may_stamp, &desk);
  gtk_window_destroy (GTK_WINDOW (desk.window));
  fixture_settle ();
  g_free (desk.uuid);
  g_object_unref (desk.session);
}

int
main (int    argc,
      char **argv)
{
  int status;

  fixture_init (&argc, &argv);
  make_authority ();
  g_test_add_data_func ("/stamp-dialog/en", "en", test_stamp);
  g_test_add_data_func ("/stamp-dialog/zh_CN", "zh_CN", test_stamp);
  status = g_test_run ();
  g_subprocess_force_exit (servers);
  g_object_unref (servers);
  fixture_run ("rm", "-r", keys, NULL);
  g_free (keys);
  g_free (base);
  return status;
}

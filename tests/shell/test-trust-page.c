/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-fixture.h"
#include "states.h"
#include "trust-dialog.h"
#include "trust-list.h"
#include "trust-page.h"

#include <glib/gstdio.h>
#include <string.h>

/* From a file of certificates to a trusted authority and back, on the page. */

typedef struct
{
  HechaSession *session;
  char         *folder;
  GtkWidget    *page;
  GtkWidget    *window;
} Desk;

static char *
in_folder (Desk       *desk,
           const char *name)
{
  return g_build_filename (desk->folder, name, NULL);
}

static void
make (Desk       *desk,
      const char *command)
{
  g_autofree char *whole = g_strdup_printf ("cd '%s' && { %s; } 2>&1", desk->folder, command);

  fixture_run ("sh", "-c", whole, NULL);
}

static gboolean
says_none (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "None yet") || fixture_find (data, GTK_TYPE_LABEL, "暂无");
}

static void
changed_cb (HechaPlace *page,
            const char *scope,
            const char *subject)
{
  HECHA_PLACE_GET_CLASS (page)->changed (page, scope, subject);
}

static Desk
desk_new (const char *language,
          int         width)
{
  Desk desk = { NULL };

  fixture_language (language);
  desk.session = fixture_session (HECHA_HOLDER_INDUSTRY);
  desk.folder = g_dir_make_tmp ("hecha-trust-XXXXXX", NULL);
  make (&desk, "openssl req -x509 -utf8 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -days 3650 -subj '/CN=示例省根证书'"
               " -addext keyUsage=critical,keyCertSign,cRLSign -keyout ca.key -out ca.pem");
  make (&desk, "openssl req -x509 -utf8 -newkey rsa:2048 -nodes -days 365 -subj '/CN=Example TSA' -addext"
               " basicConstraints=critical,CA:FALSE -addext extendedKeyUsage=critical,timeStamping -keyout tsa.key -out tsa.pem");
  make (&desk, "openssl x509 -in ca.pem -outform DER -out ca.der; cat ca.pem tsa.pem > both.pem");
  desk.page = hecha_trust_page_new ();
  desk.window = fixture_window (desk.page, width, 800);
  hecha_place_set_session (HECHA_PLACE (desk.page), desk.session);
  /* What the window does for its places. */
  g_signal_connect_object (desk.session, "changed", G_CALLBACK (changed_cb), desk.page, G_CONNECT_SWAPPED);
  fixture_until (says_none, desk.page);
  return desk;
}

static void
desk_clear (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  fixture_settle ();
  fixture_run ("rm", "-r", desk->folder, NULL);
  g_free (desk->folder);
  g_object_unref (desk->session);
}

static GtkWidget *
dialog_over (Desk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (desk->window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return dialog_over (data) == NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return dialog_over (data) != NULL;
}

static gboolean
shows (gpointer data,
       const char *name)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (fixture_find (states, GTK_TYPE_STACK, NULL))), name) == 0;
}

static gboolean
has_content (gpointer data)
{
  return shows (data, "content");
}

static gboolean
has_error (gpointer data)
{
  return shows (data, "error");
}

static GtkWidget *
look (Desk       *desk,
      const char *name)
{
  g_autofree char *path = in_folder (desk, name);

  hecha_trust_page_look (HECHA_TRUST_PAGE (desk->page), path);
  g_assert_nonnull (dialog_over (desk));
  return dialog_over (desk);
}

static gboolean
can_trust (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (fixture_find (dialog, GTK_TYPE_BUTTON, "_Trust"));
}

/* SHA-256 of the DER, four digits at a time: computed here over the file that openssl wrote. */
static char *
fingerprint (Desk *desk)
{
  g_autofree char *path = in_folder (desk, "ca.der"), *bytes = NULL, *hex = NULL;
  GString *groups = g_string_new (NULL);
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, size);
  for (guint i = 0; hex[i]; i += 4)
    g_string_append_printf (groups, "%s%.4s", i ? " " : "", hex + i);
  return g_string_free (groups, FALSE);
}

static gboolean
says_trusted (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "示例省根证书") != NULL;
}

static guint
count (Desk *desk)
{
  g_autoptr(GPtrArray) list = hecha_trust_list_load (desk->session, NULL);

  return list->len;
}

static void
test_add_and_remove (void)
{
  Desk desk = desk_new ("en", 900);
  GtkWidget *dialog = look (&desk, "ca.der"), *agency, *remove;
  g_autofree char *groups = fingerprint (&desk), *words = NULL;

  /* What it is stands there before anybody says yes, and looking alone trusts nothing. */
  fixture_until (has_content, dialog);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, groups));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "Root authority"));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "ECDSA P-384, 384 bits"));
  g_assert_true (can_trust (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_until (has_no_dialog, &desk);
  g_assert_cmpuint (count (&desk), ==, 0);

  dialog = look (&desk, "ca.der");
  fixture_until (has_content, dialog);
  agency = fixture_find (dialog, ADW_TYPE_COMBO_ROW, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (agency), 1);
  words = g_strdup_printf ("For the people of %s alone", hecha_session_get_unit (desk.session));
  gtk_widget_activate (fixture_find (dialog, GTK_TYPE_BUTTON, "_Trust"));
  fixture_until (has_no_dialog, &desk);
  fixture_until (says_trusted, desk.page);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, words));
  g_assert_cmpuint (count (&desk), ==, 1);
  fixture_picture (desk.window, "trust-list-en");

  remove = fixture_find (desk.page, GTK_TYPE_BUTTON, "Trust 示例省根证书 no longer…");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, "Trust 示例省根证书 no longer…");
  gtk_widget_activate (remove);
  fixture_until (has_dialog, &desk);
  dialog = dialog_over (&desk);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "示例省根证书 alone vouches"));
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_until (has_no_dialog, &desk);
  g_assert_cmpuint (count (&desk), ==, 1);
  gtk_widget_activate (fixture_find (desk.page, GTK_TYPE_BUTTON, "Trust 示例省根证书 no longer…"));
  fixture_until (has_dialog, &desk);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog_over (&desk)), "remove");
  gtk_window_destroy (GTK_WINDOW (dialog_over (&desk)));
  fixture_until (says_none, desk.page);
  while (says_trusted (desk.page))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count (&desk), ==, 0);
  desk_clear (&desk);
}

/* Of several nobody is trusted unasked; a signer's and a file that is none are refused in place. */
static void
test_choosing (void)
{
  static const char *const rubbish[] = { "rubbish.pem", "large.pem", "none.pem" };
  Desk desk = desk_new ("en", 900);
  GtkWidget *dialog = look (&desk, "both.pem"), *check;

  fixture_until (has_content, dialog);
  g_assert_false (can_trust (dialog));
  check = fixture_find (gtk_widget_get_ancestor (fixture_find (dialog, GTK_TYPE_LABEL, "Example TSA"), ADW_TYPE_EXPANDER_ROW),
                        GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "Trust Example TSA");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (can_trust (dialog));
  gtk_widget_activate_action (dialog, "dialog.trust", NULL);
  fixture_until (has_no_dialog, &desk);
  g_assert_cmpuint (count (&desk), ==, 1);

  make (&desk, "openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=Somebody -addext basicConstraints=CA:FALSE"
               " -keyout k.pem -out person.pem; echo no > rubbish.pem; head -c 1048577 /dev/zero > large.pem");
  dialog = look (&desk, "person.pem");
  fixture_until (has_content, dialog);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "vouches for nobody"));
  g_assert_null (fixture_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL));
  g_assert_false (can_trust (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  for (guint i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      fixture_until (has_no_dialog, &desk);
      dialog = look (&desk, rubbish[i]);
      fixture_until (has_error, dialog);
      g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, rubbish[i]));
      g_assert_false (can_trust (dialog));
      gtk_window_close (GTK_WINDOW (dialog));
    }
  g_assert_cmpuint (count (&desk), ==, 1);
  desk_clear (&desk);
}

static gboolean
is_refreshed (gpointer data)
{
  return gtk_widget_is_sensitive (fixture_find (data, GTK_TYPE_BUTTON, "_Refresh"));
}

static gboolean
has_list (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "List of 示例省根证书") || fixture_find (data, GTK_TYPE_LABEL, "示例省根证书的吊销列表");
}

/* Puts a list of the CA beside the workspace's reports, as a refresh does. */
static void
keep_list (Desk *desk)
{
  g_autofree char *command = g_strdup_printf ("printf '[ca]\\ndefault_ca=a\\n[a]\\ndatabase=index\\ndefault_md=sha256\\n"
                                              "default_crl_days=30\\ncertificate=ca.pem\\nprivate_key=ca.key\\n' > ca.cnf;"
                                              " : > index; openssl ca -config ca.cnf -gencrl -out list.pem; mkdir -p '%s/revocations';"
                                              " openssl crl -in list.pem -outform DER -out '%s/revocations/list.der'",
                                              hecha_session_get_directory (desk->session), hecha_session_get_directory (desk->session));

  make (desk, command);
}

static void
test_revocations (void)
{
  Desk desk = desk_new ("en", 900);

  keep_list (&desk);
  hecha_place_refresh (HECHA_PLACE (desk.page));
  fixture_until (has_list, desk.page);
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "0 certificates revoked"));
  g_assert_nonnull (fixture_find (desk.page, GTK_TYPE_LABEL, "the next one by"));
  gtk_widget_activate_action (desk.page, "trust.refresh", NULL);
  g_assert_false (is_refreshed (desk.page));
  fixture_until (is_refreshed, desk.page);
  desk_clear (&desk);
}

static void
test_pictures (void)
{
  static const struct { const char *suffix, *language; gboolean dark; int width; } looks[] = {
    { "zh-light-360", "zh_CN", FALSE, 360 }, { "zh-dark-1200", "zh_CN", TRUE, 1200 }, { "en-dark-360", "en", TRUE, 360 },
    { "en-light-1200", "en", FALSE, 1200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      Desk desk = desk_new (looks[i].language, looks[i].width);
      g_autofree char *list = g_strconcat ("trust-list-", looks[i].suffix, NULL), *ask = g_strconcat ("trust-ask-", looks[i].suffix, NULL);
      g_autofree char *path = in_folder (&desk, "both.pem");
      g_autoptr(GPtrArray) anchors = hecha_trust_list_read (path, NULL);
      GtkWidget *dialog;

      fixture_dark (looks[i].dark);
      hecha_trust_list_add (desk.session, anchors->pdata[0], "某市工业和信息化局网络安全评测中心", NULL);
      hecha_trust_list_add (desk.session, anchors->pdata[1], NULL, NULL);
      keep_list (&desk);
      hecha_place_refresh (HECHA_PLACE (desk.page));
      fixture_until (has_list, desk.page);
      fixture_settle ();
      fixture_picture (desk.window, list);
      dialog = look (&desk, "ca.pem");
      if (looks[i].width == 360)
        gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 720);
      fixture_until (has_content, dialog);
      fixture_settle ();
      fixture_picture (dialog, ask);
      desk_clear (&desk);
    }
  fixture_dark (FALSE);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/trust-page/add-and-remove", test_add_and_remove);
  g_test_add_func ("/trust-page/choosing", test_choosing);
  g_test_add_func ("/trust-page/revocations", test_revocations);
  g_test_add_func ("/trust-page/pictures", test_pictures);
  return g_test_run ();
}

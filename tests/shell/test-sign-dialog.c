/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sign-dialog.h"

#include "expired.h"
#include "issue-page.h"
#include "issue.h"
#include "report-fixture.h"
#include "states.h"

#include <gnutls/pkcs11.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* Signing from the page of a report: with tokens, with keys that may not, pictures that are none, files that were
 * changed, a full disk, and a refusal. What is refused is said in the dialog, and the report is as it was. */

#define PIN     "648291"
#define SOFTHSM "/usr/lib/softhsm/libsofthsm2.so"
#define USAGE   "keyUsage=critical,digitalSignature,nonRepudiation"

typedef struct
{
  HechaSession *session;
  char         *uuid;
  char         *file;      /* the report in the workspace, as it was issued */
  GtkWidget    *page;
  GtkWidget    *window;
} Desk;

static char *keys;         /* a folder that all tests share */

static void
make (const char *format,
      ...)
{
  g_autofree char *command = NULL, *whole = NULL;
  va_list list;

  va_start (list, format);
  command = g_strdup_vprintf (format, list);
  va_end (list);
  whole = g_strdup_printf ("cd '%s' && { %s; } > output 2>&1", keys, command);
  fixture_run ("sh", "-c", whole, NULL);
}

static char *
key_path (const char *name)
{
  return g_strdup_printf ("%s/%s", keys, name);
}

/* NAME.key, NAME.pem and NAME.p12; @kind as of openssl req -newkey. */
static void
make_key (const char *name,
          const char *kind,
          const char *days,
          const char *extensions)
{
  make ("openssl req -new -utf8 -newkey %s -nodes -subj '/CN=王小明' -keyout %s.key -out %s.csr && printf '%s\\n' > ext &&"
        " openssl x509 -req -in %s.csr -signkey %s.key -extfile ext %s -out %s.pem && openssl pkcs12 -export -inkey %s.key"
        " -in %s.pem -passout pass:" FIXTURE_PASSWORD " -out %s.p12", kind, name, name, extensions, name, name, days, name,
        name, name, name);
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
has_dialog (gpointer data)
{
  return dialog_over (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return dialog_over (data) == NULL;
}

static gboolean
has_content (gpointer data)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL), *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

static void
open_page (Desk *desk)
{
  desk->page = hecha_issue_page_new (desk->uuid);
  desk->window = fixture_window (desk->page, 1200, 800);
  hecha_place_set_session (HECHA_PLACE (desk->page), desk->session);
  fixture_until (has_content, desk->page);
}

static Desk
desk_new (const char *language)
{
  Desk desk = { NULL };

  fixture_language (language);
  desk.session = fixture_session (HECHA_HOLDER_EVALUATION);
  desk.uuid = fixture_issued (desk.session, &desk.file);
  open_page (&desk);
  return desk;
}

static void
desk_clear (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  fixture_settle ();
  g_free (desk->uuid);
  g_free (desk->file);
  g_object_unref (desk->session);
}

static GtkWidget *
ask (Desk       *desk,
     const char *field)
{
  gtk_widget_activate_action (desk->page, "issue.sign", "s", field);
  fixture_until (has_dialog, desk);
  return dialog_over (desk);
}

static GBytes *
report_of (Desk *desk)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (desk->session, desk->uuid, NULL);
  char *text;
  gsize size;

  g_assert_true (g_file_get_contents (report->path, &text, &size, NULL));
  return g_bytes_new_take (text, size);
}

static guint
count_signings (Desk *desk)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (desk->session, desk->uuid, NULL);

  return content->signings->len;
}

static gboolean
is_idle (gpointer data)
{
  return gtk_widget_is_sensitive (fixture_find (data, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL));
}

static void
try_password (GtkWidget  *dialog,
              const char *password)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)), password);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.sign", NULL));
}

/* It stays open and says @words; nothing was signed, and the file is as it was. */
static void
assert_refused (Desk       *desk,
                GtkWidget  *dialog,
                GBytes     *before,
                guint       n,
                const char *words)
{
  g_autoptr(GBytes) after = NULL;

  fixture_until (is_idle, dialog);
  after = report_of (desk);
  if (!fixture_find (dialog, GTK_TYPE_LABEL, words))
    g_error ("“%s” is not said", words);
  g_assert_true (gtk_widget_get_visible (dialog));
  g_assert_cmpuint (count_signings (desk), ==, n);
  g_assert_true (g_bytes_equal (before, after));
}

static void
assert_signed (Desk *desk)
{
  fixture_until (has_no_dialog, desk);
  g_assert_cmpuint (count_signings (desk), ==, 1);
}

/* Tokens: SoftHSM, and a module over it with the faults that it has not. */

static void
set_fault (const char *word)
{
  g_autofree char *path = key_path ("fault");

  g_assert_true (g_file_set_contents (path, word, -1, NULL));
}

static void
make_token (void)
{
  g_autofree char *conf = key_path ("softhsm.conf"), *library = key_path ("softhsm-copy.so"), *fault = key_path ("fault");

  make ("mkdir -p tokens; printf 'directories.tokendir = %s/tokens\\nobjectstore.backend = file\\nlog.level = ERROR\\n' >"
        " softhsm.conf; cp " SOFTHSM " softhsm-copy.so", keys);
  g_setenv ("SOFTHSM2_CONF", conf, TRUE);
  g_setenv ("FAULT_TOKEN_LIBRARY", library, TRUE);
  g_setenv ("FAULT_TOKEN", fault, TRUE);
  make ("softhsm2-util --init-token --free --label office --pin " PIN " --so-pin 99887766 && for what in privkey=good.key"
        " certificate=good.pem; do p11tool --batch --login --set-pin=" PIN " --write --load-$what --id=01 --label=good"
        " pkcs11:token=office; done");
}

static gboolean
has_token (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "王小明 · office") != NULL;
}

static void
test_token (void)
{
  Desk desk = desk_new ("en");
  g_autoptr(GBytes) before = report_of (&desk);
  GtkWidget *dialog = ask (&desk, "prepared");

  gtk_widget_activate (fixture_find (dialog, GTK_TYPE_BUTTON, "_Token…"));
  fixture_until (has_token, dialog);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "PIN of the token"));
  try_password (dialog, "000000");
  assert_refused (&desk, dialog, before, 0, "This is not the token’s PIN");
  try_password (dialog, PIN);
  assert_signed (&desk);
  desk_clear (&desk);
}

static char *
faulty_uri (void)
{
  g_autoptr(GPtrArray) tokens = hecha_issue_tokens (NULL);

  for (guint i = 0; i < tokens->len; i++)
    if (strstr (((HechaTokenChoice *) tokens->pdata[i])->uri, "serial=fault"))
      return g_strdup (((HechaTokenChoice *) tokens->pdata[i])->uri);
  g_error ("no faulty token");
}

/* Locked, pulled out before and in the middle: said in the person's language, and the next try is possible. */
static void
test_token_faults (gconstpointer data)
{
  static const struct { const char *fault, *en, *zh; } table[] = {
    { "locked", "its PIN is locked", "已锁定" },
    { "midway", "or was pulled out", "已被拔出" },
  };
  static gsize plugged;
  Desk desk = desk_new (data);
  g_autoptr(GBytes) before = report_of (&desk);
  g_autofree char *uri = NULL;
  GtkWidget *dialog = ask (&desk, "prepared");

  set_fault ("none");
  if (g_once_init_enter (&plugged))
    g_once_init_leave (&plugged, gnutls_pkcs11_add_provider (FAULT_MODULE, NULL) == 0 ? 1 : 2);
  uri = faulty_uri ();
  gtk_widget_activate_action (dialog, "dialog.use-token", "(ss)", uri, "王小明 · office");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      set_fault (table[i].fault);
      try_password (dialog, PIN);
      assert_refused (&desk, dialog, before, 0, g_str_equal (data, "en") ? table[i].en : table[i].zh);
    }
  set_fault ("none");
  try_password (dialog, PIN);
  assert_signed (&desk);
  desk_clear (&desk);
}

/* Keys that may not sign. */
static void
test_keys (gconstpointer data)
{
  static const struct { const char *key, *en, *zh; } table[] = {
    { "expired.p12", "has expired", "已过期" },
    { "server.p12", "names no purpose of signing documents", "不含文件签名" },
    { "agreement.p12", "neither digitalSignature nor nonRepudiation", "抗抵赖" },
    { "authority.p12", "the certificate of an authority", "颁发机构的证书" },
    { "weak.p12", "RSA of 1024 bits is outside 2048 to 4096", "1024 位 RSA" },
    { "good.pem", "PKCS#12 file", "PKCS#12" },
  };
  Desk desk = desk_new (data);
  g_autoptr(GBytes) before = report_of (&desk);
  GtkWidget *dialog = ask (&desk, "prepared");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *path = key_path (table[i].key);

      hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), path);
      try_password (dialog, FIXTURE_PASSWORD);
      assert_refused (&desk, dialog, before, 0, g_str_equal (data, "en") ? table[i].en : table[i].zh);
    }
  desk_clear (&desk);
}

/* Pictures that are none, and then one that is. */
static void
test_pictures (gconstpointer data)
{
  static const struct { const char *picture, *en, *zh; } table[] = {
    { "words.png", "neither PNG nor JPEG", "既不是 PNG" },
    { "cut.png", "is damaged", "已损坏" },
    { "large.png", "more than 8.0\302\240MiB", "大于 8.0\302\240MiB" },
    { "none.png", "is no file with a picture", "不是图片文件" },
  };
  Desk desk = desk_new (data);
  g_autoptr(GBytes) before = report_of (&desk);
  g_autofree char *key = key_path ("good.p12"), *good = fixture_png ("seal.png", 120, 60);
  GtkWidget *dialog = ask (&desk, "prepared");

  make ("echo no picture > words.png; head -c 60 '%s' > cut.png; { cat '%s'; head -c 8388609 /dev/zero; } > large.png", good, good);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), key);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *path = key_path (table[i].picture);

      hecha_sign_dialog_set_picture (HECHA_SIGN_DIALOG (dialog), path);
      try_password (dialog, FIXTURE_PASSWORD);
      assert_refused (&desk, dialog, before, 0, g_str_equal (data, "en") ? table[i].en : table[i].zh);
    }
  hecha_sign_dialog_set_picture (HECHA_SIGN_DIALOG (dialog), good);
  try_password (dialog, FIXTURE_PASSWORD);
  assert_signed (&desk);
  desk_clear (&desk);
}

static gboolean
says_signed (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Signed by") != NULL;
}

/* Somebody else signed the field while the dialog stood open. */
static void
test_signed_meanwhile (void)
{
  Desk desk = desk_new ("en");
  g_autofree char *key = key_path ("good.p12"), *other = key_path ("other.p12");
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog = ask (&desk, "prepared");

  hecha_issue_sign (desk.session, desk.file, "prepared", key, FIXTURE_PASSWORD, NULL, NULL, &error);
  g_assert_no_error (error);
  before = report_of (&desk);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), key);
  try_password (dialog, FIXTURE_PASSWORD);
  assert_refused (&desk, dialog, before, 1, "is signed already");
  gtk_window_destroy (GTK_WINDOW (dialog));
  hecha_place_refresh (HECHA_PLACE (desk.page));
  fixture_until (says_signed, desk.page);
  dialog = ask (&desk, "prepared");
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), other);
  try_password (dialog, FIXTURE_PASSWORD);
  assert_refused (&desk, dialog, before, 1, "is signed already");
  desk_clear (&desk);
}

/* The file is not the one that was frozen. */
static void
test_changed_file (void)
{
  Desk desk = desk_new ("en");
  g_autofree char *key = key_path ("good.p12"), *command = NULL;
  g_autoptr(GBytes) before = NULL;
  GtkWidget *dialog = ask (&desk, "prepared");

  command = g_strdup_printf ("chmod u+w '%s'; echo %% more >> '%s'", desk.file, desk.file);
  fixture_run ("sh", "-c", command, NULL);
  before = report_of (&desk);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), key);
  try_password (dialog, FIXTURE_PASSWORD);
  assert_refused (&desk, dialog, before, 0, "is no report, or no version of one");
  desk_clear (&desk);
}

/* In the middle of writing there is no room; once there is, the same dialog signs. */
static void
test_disk_full (void)
{
  Desk desk = desk_new ("en");
  g_autofree char *key = key_path ("good.p12");
  g_autoptr(GBytes) before = report_of (&desk);
  struct rlimit old;
  GtkWidget *dialog = ask (&desk, "prepared");

  signal (SIGXFSZ, SIG_IGN);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), key);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit) { g_bytes_get_size (before) / 2, old.rlim_max }), ==, 0);
  try_password (dialog, FIXTURE_PASSWORD);
  fixture_until (is_idle, dialog);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  assert_refused (&desk, dialog, before, 0, "cannot be written");
  try_password (dialog, FIXTURE_PASSWORD);
  assert_signed (&desk);
  desk_clear (&desk);
}

/* A refusal: two officers sign what the first of them wrote. */

static void
add_member (GPtrArray  *members,
            HechaRole   role,
            const char *name)
{
  HechaMember *member = hecha_member_new (role, name);

  member->number = g_strdup ("ZF-0001");
  g_ptr_array_add (members, member);
}

static void
plan_inspection (Desk *desk)
{
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_autoptr(GError) error = NULL;
  HechaPlan plan = { .code = FIXTURE_CODE_ONE_TYPE, .types = 1u << HECHA_TYPE_CONNECTED, .language = HECHA_LANGUAGE_ZH,
                     .procedure = HECHA_PROCEDURE_INSPECTION, .on = "2026-03-02", .members = members };

  add_member (members, HECHA_ROLE_INSPECTOR, "赵检");
  add_member (members, HECHA_ROLE_INSPECTOR, "钱检");
  add_member (members, HECHA_ROLE_ON_SITE_PERSON, "孙厂");
  add_member (members, HECHA_ROLE_APPROVED, "李局");
  desk->session = fixture_session (HECHA_HOLDER_INDUSTRY);
  desk->uuid = hecha_plan_visit (desk->session, &plan, &error);
  g_assert_no_error (error);
  fixture_answer (desk->session, desk->uuid);
  desk->file = fixture_report (desk->session, desk->uuid);
}

static gboolean
has_first_refusal (gpointer data)
{
  return count_signings (data) == 3;
}

static gboolean
is_refused (gpointer data)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (((Desk *) data)->session, ((Desk *) data)->uuid, NULL);

  return content->signings->len == 4 && hecha_case_is_refused (content);
}

static gboolean
is_sign_dialog (gpointer data)
{
  return dialog_over (data) && HECHA_IS_SIGN_DIALOG (dialog_over (data));
}

static void
test_refusal (void)
{
  Desk desk = { NULL };
  g_autofree char *one = key_path ("good.p12"), *two = key_path ("other.p12");
  GtkWidget *dialog, *text;

  fixture_language ("en");
  plan_inspection (&desk);
  fixture_sign (desk.session, desk.file, "inspector-1", "赵检");
  fixture_sign (desk.session, desk.file, "inspector-2", "钱检");
  open_page (&desk);
  gtk_widget_activate_action (desk.page, "issue.refuse", NULL);
  fixture_until (has_dialog, &desk);
  dialog = dialog_over (&desk);
  text = fixture_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "孙厂看过笔录后拒绝签字", -1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_until (is_sign_dialog, &desk);
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog_over (&desk)), one);
  try_password (dialog_over (&desk), FIXTURE_PASSWORD);
  fixture_until (has_first_refusal, &desk);
  fixture_until (has_no_dialog, &desk);
  /* The page has to know of the first before it asks for the second. */
  while (!is_sign_dialog (&desk))
    {
      gtk_widget_activate_action (desk.page, "issue.refuse", NULL);
      fixture_settle ();
      if (has_dialog (&desk) && !is_sign_dialog (&desk))
        gtk_window_destroy (GTK_WINDOW (dialog_over (&desk)));
    }
  /* One person cannot be both officers. */
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog_over (&desk)), one);
  try_password (dialog_over (&desk), FIXTURE_PASSWORD);
  fixture_until (is_idle, dialog_over (&desk));
  g_assert_nonnull (fixture_find (dialog_over (&desk), GTK_TYPE_LABEL, "one person fills one field"));
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog_over (&desk)), two);
  try_password (dialog_over (&desk), FIXTURE_PASSWORD);
  fixture_until (is_refused, &desk);
  fixture_until (has_no_dialog, &desk);
  desk_clear (&desk);
}

static void
take (Desk       *desk,
      const char *name,
      int         width,
      gboolean    dark)
{
  GtkWidget *dialog = dialog_over (desk);
  g_autofree char *full = g_strdup_printf ("%s-%s-%s-%d", name, g_getenv ("LANGUAGE"), dark ? "dark" : "light", width);

  if (HECHA_IS_SIGN_DIALOG (dialog))
    gtk_window_set_default_size (GTK_WINDOW (dialog), width == 360 ? 360 : -1, -1);
  for (guint i = 0; i < 10; i++)
    fixture_settle ();
  fixture_picture (dialog, full);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_settle ();
}

/* What asks for a refusal, a signature with a token's PIN and a picture, and for the authority of time. */
static void
test_looks (gconstpointer language)
{
  static const int widths[] = { 1200, 360 };
  Desk desk = { NULL };
  g_autofree char *seal = fixture_png ("印章.png", 120, 120), *key = key_path ("good.p12");

  fixture_language (language);
  plan_inspection (&desk);
  fixture_sign (desk.session, desk.file, "inspector-1", "赵检");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *dialog;

      fixture_dark (i % 2);
      desk.page = hecha_issue_page_new (desk.uuid);
      desk.window = fixture_window (desk.page, widths[i / 2], 720);
      hecha_place_set_session (HECHA_PLACE (desk.page), desk.session);
      fixture_until (has_content, desk.page);
      gtk_widget_activate_action (desk.page, "issue.refuse", NULL);
      fixture_until (has_dialog, &desk);
      take (&desk, "refusal-dialog", widths[i / 2], i % 2);
      dialog = ask (&desk, "inspector-2");
      hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (dialog), key);
      hecha_sign_dialog_set_picture (HECHA_SIGN_DIALOG (dialog), seal);
      take (&desk, "sign-dialog", widths[i / 2], i % 2);
      gtk_widget_activate_action (desk.page, "issue.stamp", NULL);
      fixture_until (has_dialog, &desk);
      take (&desk, "stamp-dialog", widths[i / 2], i % 2);
      gtk_window_destroy (GTK_WINDOW (desk.window));
      fixture_settle ();
    }
  fixture_dark (FALSE);
  g_free (desk.uuid);
  g_free (desk.file);
  g_object_unref (desk.session);
}

static void
make_keys (void)
{
  static const char *const expired[] = { EXPIRED_DAYS, NULL };
  g_autofree char *past = g_strjoinv (" ", (char **) expired);

  keys = g_dir_make_tmp ("hecha-keys-XXXXXX", NULL);
  make_key ("good", "ec -pkeyopt ec_paramgen_curve:P-256", "-days 300", USAGE);
  make_key ("other", "rsa:3072", "-days 300", USAGE);
  make_key ("expired", "ec -pkeyopt ec_paramgen_curve:P-256", past, USAGE);
  make_key ("server", "ec -pkeyopt ec_paramgen_curve:P-256", "-days 300", USAGE "\\nextendedKeyUsage=serverAuth");
  make_key ("agreement", "ec -pkeyopt ec_paramgen_curve:P-256", "-days 300", "keyUsage=critical,keyAgreement");
  make_key ("authority", "ec -pkeyopt ec_paramgen_curve:P-256", "-days 300", "basicConstraints=critical,CA:TRUE");
  make_key ("weak", "rsa:1024", "-days 300", USAGE);
}

static gboolean
has_programs (void)
{
  g_autofree char *softhsm = g_find_program_in_path ("softhsm2-util"), *p11tool = g_find_program_in_path ("p11tool");

  return softhsm && p11tool && g_file_test (SOFTHSM, G_FILE_TEST_EXISTS);
}

int
main (int    argc,
      char **argv)
{
  static const char *const languages[] = { "en", "zh_CN" };
  gboolean tokens = has_programs ();
  int status;

  fixture_init (&argc, &argv);
  make_keys ();
  if (tokens)
    {
      make_token ();
      g_test_add_func ("/sign-dialog/token", test_token);
    }
  g_test_add_func ("/sign-dialog/signed-meanwhile", test_signed_meanwhile);
  g_test_add_func ("/sign-dialog/changed-file", test_changed_file);
  g_test_add_func ("/sign-dialog/disk-full", test_disk_full);
  g_test_add_func ("/sign-dialog/refusal", test_refusal);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *bad = g_strconcat ("/sign-dialog/keys/", languages[i], NULL);
      g_autofree char *picture = g_strconcat ("/sign-dialog/pictures/", languages[i], NULL);
      g_autofree char *looks = g_strconcat ("/sign-dialog/looks/", languages[i], NULL);
      g_autofree char *token = g_strconcat ("/sign-dialog/token-faults/", languages[i], NULL);

      g_test_add_data_func (looks, languages[i], test_looks);
      g_test_add_data_func (bad, languages[i], test_keys);
      g_test_add_data_func (picture, languages[i], test_pictures);
      if (tokens)
        g_test_add_data_func (token, languages[i], test_token_faults);
    }
  status = g_test_run ();
  fixture_run ("rm", "-r", keys, NULL);
  g_free (keys);
  return status;
}

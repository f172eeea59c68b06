/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"
#include "tsa-fixture.h"

#include <string.h>

#define USAGE "keyUsage=critical,digitalSignature,nonRepudiation\n"

/* A report that one person signed, and the servers of the CA. */
typedef struct
{
  Workspace   *self;
  GSubprocess *servers;
  char        *base;
  char        *uuid;
  char        *out;
} Stage;

static void
start_servers (Stage *stage)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "support", "proof-servers.py", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *port = NULL;

  stage->servers = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/usr/bin/python3", script,
                                     stage->self->files->folder, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (stage->servers));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  port = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  stage->base = g_strdup_printf ("http://127.0.0.1:%s", port);
}

static void
make_keys (Stage *stage)
{
  g_autofree char *listed = g_strdup_printf (USAGE "crlDistributionPoints=URI:%s/ca.crl\n", stage->base);
  g_autofree char *answered = g_strdup_printf (USAGE "authorityInfoAccess=OCSP;URI:%s/ocsp\n", stage->base);

  fixture_make_ca (stage->self->files);
  fixture_make_register (stage->self->files);
  fixture_make_tsa (stage->self->files, "tsa", "secs:1");
  fixture_make_key (stage->self->files, "prepared", "甲", "P-256", listed, "1000");
  fixture_make_key (stage->self->files, "reviewed", "乙", "rsa:2048", answered, "1000");
  fixture_make_key (stage->self->files, "approved", "丙", "P-384", USAGE, "1000");
  fixture_register (stage->self->files, "reviewed");
  stage->self->now = g_get_real_time ();
}

static char *
address (Stage      *stage,
         const char *path)
{
  return g_strconcat (stage->base, path, NULL);
}

static gboolean
sign (Stage       *stage,
      const char  *field,
      const char  *tsa,
      guint        seconds,
      GError     **error)
{
  g_autofree char *name = g_strconcat (field, ".p12", NULL);
  g_autofree char *path = fixture_path (stage->self->files, name);
  g_autofree char *url = tsa ? address (stage, tsa) : NULL;
  HechaSignOptions options = {
    .file = stage->out, .field = field, .key = path, .password = FIXTURE_PASSWORD, .tsa = url, .seconds = seconds,
  };

  stage->self->now = g_get_real_time ();
  return hecha_issue_sign_with (stage->self->session, &options, NULL, error);
}

static void
stage_begin (Stage *stage)
{
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) error = NULL;

  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  start_servers (stage);
  make_keys (stage);
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
  workspace_answer_all (stage->self, stage->uuid);
  stage->out = fixture_path (stage->self->files, "out.pdf");
  report = hecha_issue_report (stage->self->session, stage->uuid, stage->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
stage_end (Stage *stage)
{
  g_subprocess_force_exit (stage->servers);
  g_subprocess_wait (stage->servers, NULL, NULL);
  g_object_unref (stage->servers);
  workspace_free (stage->self);
  g_free (stage->base);
  g_free (stage->uuid);
  g_free (stage->out);
}

static HechaVerification *
verify (Stage *stage)
{
  g_autofree char *trust = fixture_path (stage->self->files, "ca.pem");
  g_autoptr(GError) error = NULL;
  HechaVerification *found = hecha_issue_verify (stage->self->session, stage->out, trust, NULL, NULL, &error);

  g_assert_no_error (error);
  return found;
}

/* Signed offline and online, stamped later; what was fetched makes the verdict. */
static void
test_stamp (void)
{
  Stage stage = { NULL };
  g_autofree char *tsa = NULL;
  HechaStampOptions options = { NULL };
  HechaStampOutcome outcome;
  g_autoptr(HechaVerification) before = NULL, after = NULL;
  g_autoptr(HechaIssuedReport) current = NULL;
  g_autoptr(GBytes) ours = NULL, kept = NULL;
  g_autofree char *text = NULL;
  gsize size;
  g_autoptr(GError) error = NULL;

  stage_begin (&stage);
  tsa = address (&stage, "/tsa");
  options.tsa = tsa;
  g_assert_true (sign (&stage, "prepared", NULL, 0, &error));
  g_assert_true (sign (&stage, "reviewed", "/tsa", 0, &error));
  g_assert_true (sign (&stage, "approved", NULL, 0, &error));
  g_assert_no_error (error);
  before = verify (&stage);
  g_assert_cmpint (before->verdict, ==, HECHA_FILE_VALID_UNTRUSTED);
  g_assert_false (((HechaSignatureResult *) before->signatures->pdata[0])->time_proven);
  g_assert_true (((HechaSignatureResult *) before->signatures->pdata[1])->time_proven);
  g_assert_true (hecha_issue_stamp (stage.self->session, stage.out, &options, &outcome, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_missing, ==, 0);
  g_assert_cmpuint (outcome.n_added, >=, 6);
  g_assert_cmpint (ABS (outcome.time - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
  stage.self->now = g_get_real_time () + 2 * G_USEC_PER_SEC;
  after = verify (&stage);
  g_assert_cmpint (after->verdict, ==, HECHA_FILE_VALID);
  g_assert_cmpuint (after->signatures->len, ==, 4);
  for (guint i = 0; i < after->signatures->len; i++)
    g_assert_true (((HechaSignatureResult *) after->signatures->pdata[i])->time_proven);
  /* The stamped version is the newest now, and a copy of it stays in the workspace. */
  current = hecha_issue_current (stage.self->session, stage.uuid, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (current->path, &text, &size, NULL));
  kept = g_bytes_new_take (g_steal_pointer (&text), size);
  ours = fixture_read (stage.self->files, "out.pdf");
  g_assert_true (g_bytes_equal (ours, kept));
  stage_end (&stage);
}

/* Lying, slow and broken authorities: each is refused, and the file is as it was. */
static void
test_liars (void)
{
  static const struct { const char *path; int code; const char *part; } table[] = {
    { "/tsa/imprint", HECHA_ERROR_DAMAGED, "other bytes" },
    { "/tsa/nonce", HECHA_ERROR_REFUSED, "nonce" },
    { "/tsa/mods", HECHA_ERROR_REFUSED, "something else" },
    { "/tsa/oversize", HECHA_ERROR_TOO_LARGE, "larger than" },
    { "/tsa/broken", HECHA_ERROR_DAMAGED, "cannot be read" },
    { "/tsa/fault", HECHA_ERROR_NETWORK, "status 500" },
    { "/tsa/moved", HECHA_ERROR_NETWORK, "not followed" },
    { "/tsa/slow", HECHA_ERROR_NETWORK, "in time" },
    { "/nothing", HECHA_ERROR_NOT_FOUND, "not on the server" },
  };
  Stage stage = { NULL };
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GError) unsigned_error = NULL, error = NULL;
  g_autofree char *tsa = NULL;
  HechaStampOutcome outcome;

  stage_begin (&stage);
  tsa = address (&stage, "/tsa");
  g_assert_false (hecha_issue_stamp (stage.self->session, stage.out, &(HechaStampOptions) { tsa, 0 }, &outcome, NULL,
                                     &unsigned_error));
  g_assert_error (unsigned_error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_true (sign (&stage, "prepared", NULL, 0, &error));
  before = fixture_read (stage.self->files, "out.pdf");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *url = address (&stage, table[i].path);
      HechaStampOptions options = { url, 1 };
      g_autoptr(GError) signing = NULL, stamping = NULL;
      g_autoptr(GBytes) after = NULL;

      g_assert_false (sign (&stage, "reviewed", table[i].path, 1, &signing));
      g_test_message ("%s: %s", table[i].path, signing->message);
      g_assert_error (signing, HECHA_ERROR, table[i].code);
      g_assert_nonnull (strstr (signing->message, table[i].part));
      if (i % 4 == 0)
        {
          g_assert_false (hecha_issue_stamp (stage.self->session, stage.out, &options, &outcome, NULL, &stamping));
          g_assert_error (stamping, HECHA_ERROR, table[i].code);
        }
      after = fixture_read (stage.self->files, "out.pdf");
      g_assert_true (g_bytes_equal (before, after));
    }
  g_assert_true (sign (&stage, "reviewed", "/tsa", 0, &error));
  g_assert_no_error (error);
  stage_end (&stage);
}

/* The authority that the workspace asks, whenever somebody signs: with the network a stamp, without it none. */
static void
test_whenever_online (void)
{
  static const struct { const char *field, *base; gboolean proven; } steps[] = {
    { "prepared", NULL, TRUE }, { "reviewed", "http://127.0.0.1:1", FALSE },
  };
  Stage stage = { NULL };
  g_autoptr(GError) error = NULL, lie = NULL;
  g_autofree char *liar = NULL, *key = NULL;

  stage_begin (&stage);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *address = g_strconcat (steps[i].base ? steps[i].base : stage.base, "/tsa", NULL);
      g_autofree char *name = g_strconcat (steps[i].field, ".p12", NULL), *path = fixture_path (stage.self->files, name);
      g_autoptr(HechaVerification) found = NULL;

      g_assert_true (hecha_issue_set_tsa (stage.self->session, address, &error));
      stage.self->now = g_get_real_time ();
      g_assert_true (hecha_issue_sign (stage.self->session, stage.out, steps[i].field, path, FIXTURE_PASSWORD, NULL, NULL, &error));
      g_assert_no_error (error);
      stage.self->now = g_get_real_time () + 2 * G_USEC_PER_SEC;
      found = verify (&stage);
      g_assert_cmpint (((HechaSignatureResult *) found->signatures->pdata[i])->time_proven, ==, steps[i].proven);
    }
  /* One that lies is no network that is missing. */
  liar = address (&stage, "/tsa/imprint");
  key = fixture_path (stage.self->files, "approved.p12");
  g_assert_true (hecha_issue_set_tsa (stage.self->session, liar, &error));
  g_assert_false (hecha_issue_sign (stage.self->session, stage.out, "approved", key, FIXTURE_PASSWORD, NULL, NULL, &lie));
  g_assert_error (lie, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  stage_end (&stage);
}

static void
test_address (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *none = hecha_issue_get_tsa (self->session), *some = NULL;
  g_autoptr(GError) error = NULL, bad = NULL;

  g_assert_null (none);
  g_assert_true (hecha_issue_set_tsa (self->session, "http://tsa.example.org/", &error));
  g_assert_no_error (error);
  some = hecha_issue_get_tsa (self->session);
  g_assert_cmpstr (some, ==, "http://tsa.example.org/");
  g_assert_false (hecha_issue_set_tsa (self->session, "ftp://tsa.example.org/", &bad));
  g_assert_error (bad, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/issue-stamp/stamp", test_stamp);
  g_test_add_func ("/flow/issue-stamp/liars", test_liars);
  g_test_add_func ("/flow/issue-stamp/whenever-online", test_whenever_online);
  g_test_add_func ("/flow/issue-stamp/address", test_address);
  return g_test_run ();
}

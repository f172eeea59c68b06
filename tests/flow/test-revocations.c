/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revocations.h"

#include "error.h"
#include "sides.h"
#include "trust-list.h"
#include "tsa-fixture.h"
#include "workspace.h"

#include <glib/gstdio.h>
#include <string.h>

/* A report that was signed offline, its servers on loopback, and the unit's own trust list. */

#define USAGE "keyUsage=critical,digitalSignature,nonRepudiation\n"

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
trust_in (Workspace  *self,
          const char *path,
          const char *agency)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) anchors = hecha_trust_list_read (path, &error);

  g_assert_no_error (error);
  g_assert_true (hecha_trust_list_add (self->session, anchors->pdata[0], agency, &error));
  g_assert_no_error (error);
}

static void
trust (Stage      *stage,
       const char *name,
       const char *agency)
{
  g_autofree char *path = fixture_path (stage->self->files, name);

  trust_in (stage->self, path, agency);
}

static void
sign_all (Stage *stage)
{
  static const char *const fields[] = { "prepared", "reviewed", "approved" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    workspace_sign (stage->self, stage->out, fields[i]);
}

static void
stage_begin (Stage *stage)
{
  g_autofree char *listed = NULL, *answered = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) error = NULL;

  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  start_servers (stage);
  listed = g_strdup_printf (USAGE "crlDistributionPoints=URI:%s/ca.crl\n", stage->base);
  answered = g_strdup_printf (USAGE "authorityInfoAccess=OCSP;URI:%s/ocsp\n", stage->base);
  fixture_make_ca (stage->self->files);
  fixture_make_register (stage->self->files);
  fixture_make_key (stage->self->files, "prepared", "甲", "P-256", listed, "1000");
  fixture_make_key (stage->self->files, "reviewed", "乙", "rsa:2048", answered, "1000");
  fixture_make_key (stage->self->files, "approved", "丙", "P-384", USAGE, "1000");
  fixture_register (stage->self->files, "reviewed");
  stage->self->now = g_get_real_time ();
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
  workspace_answer_all (stage->self, stage->uuid);
  stage->out = fixture_path (stage->self->files, "out.pdf");
  report = hecha_issue_report (stage->self->session, stage->uuid, stage->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  sign_all (stage);
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

/* The trust of each signature, in the order of signing. */
static void
assert_trusts (Stage      *stage,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaVerification) found = NULL;
  g_autoptr(GString) said = g_string_new (NULL);

  stage->self->now = g_get_real_time () + 2 * G_USEC_PER_SEC;
  found = hecha_issue_verify (stage->self->session, stage->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->signatures->len; i++)
    g_string_append_printf (said, "%s%s", i ? " " : "",
                            hecha_nick_text (hecha_signature_trust_nicks,
                                             ((HechaSignatureResult *) found->signatures->pdata[i])->trust));
  g_assert_cmpstr (said->str, ==, expected);
}

static guint
refresh (Stage *stage,
         guint  n_missing)
{
  g_autoptr(HechaRevocationOutcome) outcome = NULL;
  g_autoptr(GError) error = NULL;

  stage->self->now = g_get_real_time ();
  outcome = hecha_revocations_refresh (stage->self->session, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome->n_reports, ==, 1);
  g_assert_cmpuint (outcome->n_missing, ==, n_missing);
  g_assert_cmpint (outcome->missing != NULL, ==, n_missing > 0);
  return outcome->n_kept;
}

/* What was fetched once proves the signers with no server there any more; a revocation is seen at the next time. */
static void
test_refresh (void)
{
  Stage stage = { NULL };
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree char *serial = NULL, *text = NULL;
  g_autoptr(GError) error = NULL;

  stage_begin (&stage);
  assert_trusts (&stage, "untrusted untrusted untrusted");
  trust (&stage, "ca.pem", NULL);
  assert_trusts (&stage, "unknown-offline unknown-offline trusted");
  g_assert_cmpuint (refresh (&stage, 0), ==, 2);
  assert_trusts (&stage, "trusted trusted trusted");

  rows = hecha_revocations_list (stage.self->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_false (((HechaRevocationRow *) rows->pdata[0])->is_answer);
  g_assert_cmpstr (((HechaRevocationRow *) rows->pdata[0])->about, ==, "Hecha Test CA");
  /* default_crl_days = 30; openssl ocsp -ndays 7 */
  g_assert_cmpint (((HechaRevocationRow *) rows->pdata[0])->next - ((HechaRevocationRow *) rows->pdata[0])->made, ==,
                   (gint64) 30 * 86400 * G_USEC_PER_SEC);
  g_assert_true (((HechaRevocationRow *) rows->pdata[1])->is_answer);
  text = fixture_run (stage.self->files, "openssl", "x509", "-in", "reviewed.pem", "-noout", "-serial", NULL);
  serial = g_ascii_strdown (g_strstrip (strchr (text, '=') + 1), -1);
  g_assert_cmpstr (((HechaRevocationRow *) rows->pdata[1])->about, ==, serial);

  fixture_revoke (stage.self->files, "prepared");
  fixture_revoke (stage.self->files, "reviewed");
  g_assert_cmpuint (refresh (&stage, 0), ==, 2);
  assert_trusts (&stage, "revoked revoked trusted");
  g_subprocess_force_exit (stage.servers);
  g_subprocess_wait (stage.servers, NULL, NULL);
  g_assert_cmpuint (refresh (&stage, 2), ==, 0);
  assert_trusts (&stage, "revoked revoked trusted");
  stage_end (&stage);
}

/* Whoever fetches a report fetches with it what the next verification needs, when there may be no network. */
static void
test_pulled (void)
{
  Stage stage = { NULL };
  g_autoptr(GError) error = NULL;
  Sides sides = { apache_start (APACHE_DEFAULT, &error) };
  g_autoptr(Workspace) office = workspace_new (HECHA_HOLDER_INDUSTRY, "某省工信厅");
  g_autoptr(HechaExchange) sent = NULL, got = NULL;
  g_autofree char *roots = NULL;
  Stage there;

  g_assert_no_error (error);
  stage_begin (&stage);
  sides_connect (&sides, stage.self, sides.apache->port);
  sides_connect (&sides, office, sides.apache->port);
  roots = fixture_path (stage.self->files, "ca.pem");
  trust_in (office, roots, NULL);
  sent = sides_push (stage.self);
  sides_clean (sent);
  office->now = g_get_real_time ();
  got = sides_pull (office);
  sides_clean (got);
  g_assert_cmpuint (got->reports, ==, 1);
  there = (Stage) { .self = office, .out = stage.out };
  assert_trusts (&there, "trusted trusted trusted");
  apache_stop (sides.apache);
  stage_end (&stage);
}

/* What lies in the folder and is none of the issuers' proves nothing, and does not stop what is. */
static void
test_rubbish (void)
{
  Stage stage = { NULL };
  g_autofree char *folder = NULL, *rubbish = NULL, *sham = NULL, *list = NULL;
  g_autoptr(GBytes) forged = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  guint8 *bytes;
  gsize size;

  stage_begin (&stage);
  trust (&stage, "ca.pem", NULL);
  folder = g_build_filename (stage.self->directory, "revocations", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  rubbish = g_build_filename (folder, "rubbish.der", NULL);
  sham = g_build_filename (folder, "sham.der", NULL);
  g_assert_true (g_file_set_contents (rubbish, "0\x82no list", 9, &error));
  forged = fixture_list (stage.self->files);
  bytes = g_bytes_unref_to_data (g_steal_pointer (&forged), &size);
  bytes[size - 1] ^= 1;
  g_assert_true (g_file_set_contents (sham, (char *) bytes, (gssize) size, &error));
  g_free (bytes);
  assert_trusts (&stage, "unknown-offline unknown-offline trusted");
  g_assert_cmpuint (refresh (&stage, 0), ==, 2);
  assert_trusts (&stage, "trusted trusted trusted");
  stage_end (&stage);
}

static void
test_cancelled (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL, failure = NULL;
  g_autoptr(GPtrArray) none = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_revocations_refresh (self->session, 1, cancellable, &failure));
  g_assert_error (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  none = hecha_revocations_list (self->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* An authority that is trusted for one agency vouches for its people alone. */
static void
test_agency (void)
{
  Stage stage = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) anchors = NULL;

  stage_begin (&stage);
  trust (&stage, "ca.pem", "别的机构");
  assert_trusts (&stage, "untrusted untrusted untrusted");
  trust (&stage, "ca.pem", "示例机构");
  assert_trusts (&stage, "unknown-offline unknown-offline trusted");
  trust (&stage, "ca.pem", WORKSPACE_NAME);
  assert_trusts (&stage, "untrusted untrusted untrusted");
  anchors = hecha_trust_list_load (stage.self->session, &error);
  g_assert_cmpuint (anchors->len, ==, 1);
  g_assert_true (hecha_trust_list_remove (stage.self->session, ((HechaTrustAnchor *) anchors->pdata[0])->fingerprint, &error));
  assert_trusts (&stage, "untrusted untrusted untrusted");
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/revocations/refresh", test_refresh);
  g_test_add_func ("/flow/revocations/pulled", test_pulled);
  g_test_add_func ("/flow/revocations/rubbish", test_rubbish);
  g_test_add_func ("/flow/revocations/cancelled", test_cancelled);
  g_test_add_func ("/flow/revocations/agency", test_agency);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust-list.h"

#include "digest.h"
#include "error.h"
#include "workspace.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define CA  "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
#define TSA "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
#define MIB (1024 * 1024)

static void
make_certificates (Fixture *files)
{
  fixture_make_ca (files);
  fixture_make_key (files, "below", "Below CA", "P-384", CA, "400");
  fixture_make_key (files, "tsa", "A TSA", "rsa:2048", TSA, "400");
  fixture_make_key (files, "person", "某人", "P-256", "keyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n", "400");
  fixture_make_key (files, "weak", "Weak CA", "rsa:1024", CA, "400");
  fixture_make_key (files, "past", "Past CA", "P-256", CA, NULL);
  g_free (fixture_run (files, "openssl", "x509", "-in", "ca.pem", "-outform", "DER", "-out", "ca.der", NULL));
  g_free (fixture_run (files, "sh", "-c", "cat ca.pem below.pem tsa.pem person.pem weak.pem past.pem > all.pem", NULL));
}

static GPtrArray *
read_list (Fixture     *files,
           const char  *name,
           GError     **error)
{
  g_autofree char *path = fixture_path (files, name);

  return hecha_trust_list_read (path, error);
}

/* SHA-256 of the DER as the openssl program tells it. */
static char *
fingerprint_by_openssl (Fixture    *files,
                        const char *name)
{
  g_autofree char *text = fixture_run (files, "openssl", "x509", "-in", name, "-noout", "-fingerprint", "-sha256", NULL);
  g_auto(GStrv) parts = g_strsplit (strchr (text, '=') + 1, ":", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  g_autofree char *lower = g_ascii_strdown (g_strstrip (joined), -1);

  return g_steal_pointer (&lower);
}

static void
test_read (void)
{
  static const struct { HechaAnchorKind kind; const char *subject; const char *fault; } expected[] = {
    { HECHA_ANCHOR_ROOT, NULL, NULL },
    { HECHA_ANCHOR_BELOW, "Below CA", NULL },
    { HECHA_ANCHOR_STAMPS, "A TSA", NULL },
    { HECHA_ANCHOR_NONE, "某人", "vouches for nobody" },
    { HECHA_ANCHOR_BELOW, "Weak CA", "too weak" },
    { HECHA_ANCHOR_BELOW, "Past CA", NULL },
  };
  g_autoptr(Fixture) files = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL, der = NULL;
  g_autofree char *fingerprint = NULL;

  make_certificates (files);
  all = read_list (files, "all.pem", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    {
      const HechaTrustAnchor *anchor = all->pdata[i];

      g_assert_cmpint (anchor->kind, ==, expected[i].kind);
      if (expected[i].subject)
        g_assert_cmpstr (anchor->subject, ==, expected[i].subject);
      g_assert_cmpint (anchor->fault != NULL, ==, expected[i].fault != NULL);
      if (expected[i].fault)
        g_assert_nonnull (strstr (anchor->fault, expected[i].fault));
    }
  der = read_list (files, "ca.der", &error);
  g_assert_no_error (error);
  fingerprint = fingerprint_by_openssl (files, "ca.pem");
  g_assert_cmpuint (der->len, ==, 1);
  g_assert_cmpstr (((HechaTrustAnchor *) der->pdata[0])->fingerprint, ==, fingerprint);
  g_assert_cmpstr (((HechaTrustAnchor *) all->pdata[0])->fingerprint, ==, fingerprint);
}

/* Hostile files: each is refused by name, whatever it is. */
static void
test_refused (void)
{
  static const struct { const char *name; int code; } table[] = {
    { "large.pem", HECHA_ERROR_TOO_LARGE }, { "many.pem", HECHA_ERROR_TOO_LARGE }, { "empty.pem", HECHA_ERROR_INVALID },
    { "text.pem", HECHA_ERROR_INVALID }, { "cut.der", HECHA_ERROR_INVALID }, { "cut.pem", HECHA_ERROR_INVALID },
    { "person.key", HECHA_ERROR_INVALID }, { "folder", HECHA_ERROR_INVALID }, { "pipe", HECHA_ERROR_INVALID },
    { "nothing.pem", HECHA_ERROR_IO },
  };
  g_autoptr(Fixture) files = fixture_new ();
  g_autofree char *large = g_malloc (MIB + 1), *folder = fixture_path (files, "folder"), *pipe = fixture_path (files, "pipe");

  make_certificates (files);
  /* A certificate, and then more than such a file can be; one byte less is read. */
  memset (large, '\n', MIB + 1);
  {
    g_autoptr(GBytes) ca = fixture_read (files, "ca.pem");
    g_autoptr(GPtrArray) fits = NULL;

    memcpy (large, g_bytes_get_data (ca, NULL), g_bytes_get_size (ca));
    fixture_write (files, "fits.pem", large, MIB);
    fits = read_list (files, "fits.pem", NULL);
    g_assert_nonnull (fits);
  }
  fixture_write (files, "large.pem", large, MIB + 1);
  fixture_write (files, "empty.pem", "", 0);
  fixture_write (files, "text.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", 58);
  g_free (fixture_run (files, "sh", "-c", "head -c 200 ca.der > cut.der; head -c 200 ca.pem > cut.pem;"
                       " for i in $(seq 65); do cat ca.pem; done > many.pem", NULL));
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", table[i].name);
      g_assert_null (read_list (files, table[i].name, &error));
      g_assert_error (error, HECHA_ERROR, table[i].code);
      g_assert_nonnull (strstr (error->message, table[i].name));
    }
}

static GPtrArray *
load (Workspace *self)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *list = hecha_trust_list_load (self->session, &error);

  g_assert_no_error (error);
  return list;
}

static void
test_list (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "天津市工业和信息化局");
  g_autoptr(GError) error = NULL, refused = NULL, missing = NULL, again = NULL;
  g_autoptr(GPtrArray) all = NULL, none = NULL, two = NULL, moved = NULL, one = NULL;
  const HechaTrustAnchor *ca, *tsa;

  make_certificates (self->files);
  all = read_list (self->files, "all.pem", &error);
  ca = all->pdata[0];
  tsa = all->pdata[2];
  none = load (self);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_true (hecha_trust_list_add (self->session, ca, "  某测评机构 ", &error));
  g_assert_true (hecha_trust_list_add (self->session, tsa, "", &error));
  g_assert_no_error (error);
  g_assert_false (hecha_trust_list_add (self->session, all->pdata[3], NULL, &refused));
  g_assert_error (refused, HECHA_ERROR, HECHA_ERROR_REFUSED);

  /* It is there after the program was closed, and says who did it and when. */
  workspace_close (self);
  workspace_open (self);
  two = load (self);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (((HechaTrustAnchor *) two->pdata[0])->fingerprint, ==, tsa->fingerprint);
  g_assert_null (((HechaTrustAnchor *) two->pdata[0])->agency);
  g_assert_cmpstr (((HechaTrustAnchor *) two->pdata[1])->agency, ==, "某测评机构");
  g_assert_cmpstr (((HechaTrustAnchor *) two->pdata[1])->author, ==, "张工");
  g_assert_nonnull (((HechaTrustAnchor *) two->pdata[1])->time);

  /* One that is there gets another agency. */
  g_assert_true (hecha_trust_list_add (self->session, ca, NULL, &error));
  moved = load (self);
  g_assert_cmpuint (moved->len, ==, 2);
  g_assert_null (((HechaTrustAnchor *) moved->pdata[0])->agency);
  g_assert_null (((HechaTrustAnchor *) moved->pdata[1])->agency);

  g_assert_false (hecha_trust_list_remove (self->session, "0123", &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_true (hecha_trust_list_remove (self->session, ca->fingerprint, &error));
  g_assert_no_error (error);
  g_assert_false (hecha_trust_list_remove (self->session, ca->fingerprint, &again));
  g_assert_error (again, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  one = load (self);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (((HechaTrustAnchor *) one->pdata[0])->fingerprint, ==, tsa->fingerprint);
}

static void
test_agencies (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) alone = hecha_trust_list_agencies (self->session, &error), names = NULL;
  g_autofree char *uuid = NULL;

  g_assert_cmpstrv (alone, ((const char *const[]) { "示例机构", NULL }));
  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  names = hecha_trust_list_agencies (self->session, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (names, ((const char *const[]) { "示例机构", WORKSPACE_NAME, NULL }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/trust-list/read", test_read);
  g_test_add_func ("/flow/trust-list/refused", test_refused);
  g_test_add_func ("/flow/trust-list/list", test_list);
  g_test_add_func ("/flow/trust-list/agencies", test_agencies);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification-told.h"

#include "pdf-edit.h"
#include "workspace.h"

#include <string.h>

static GString *
load (Fixture *files)
{
  g_autoptr(GBytes) bytes = NULL;

  fixture_make_pdf (files, "plain.pdf", 3, FALSE);
  bytes = fixture_read (files, "plain.pdf");
  return g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static HechaPdfFile *
read_text (const GString *data)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data->str, data->len);
  g_autoptr(GError) error = NULL;
  HechaPdfFile *file = hecha_pdf_file_new (bytes, &error);

  g_assert_no_error (error);
  return file;
}

/* Of the page of this number, from 1. */
static guint
page_object (const GString *data,
             guint          page)
{
  g_autofree char *pages = object_text (data, object_around (data, find_first (data, "/Type /Pages")));
  const char *at = strstr (pages, "/Kids [ ") + strlen ("/Kids [ ");

  for (guint i = 1; i < page; i++)
    at = strstr (at, " R ") + 3;
  return (guint) g_ascii_strtoull (at, NULL, 10);
}

/* The first update says the same, the second turns page 2 of 3. */
static void
test_change (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autoptr(GString) data = load (files);
  g_autoptr(HechaVerification) verification = hecha_verification_new ();
  HechaSignatureResult *signature = hecha_verification_add_signature (verification, "prepared");
  guint page = page_object (data, 2);
  g_autofree char *text = object_text (data, page);
  g_autoptr(HechaPdfFile) file = NULL;

  signature->status = HECHA_SIGNATURE_CHANGED;
  signature->covers = data->len;
  update_object (data, page, text);
  replace_text (&text, "/MediaBox", "/Rotate 180 /MediaBox");
  update_object (data, page, text);
  file = read_text (data);
  hecha_verification_told (verification, file, NULL);
  g_assert_nonnull (verification->change);
  g_assert_cmpuint (verification->change->covers, ==, signature->covers);
  g_assert_cmpuint (verification->change->revision, ==, 3);
  g_assert_cmpuint (verification->change->revisions, ==, 3);
  g_assert_true (verification->change->all);
  g_assert_cmpuint (verification->change->pages->len, ==, 1);
  g_assert_cmpuint (g_array_index (verification->change->pages, guint, 0), ==, 2);
  g_assert_null (verification->refusal);
}

static void
test_no_change (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autoptr(GString) data = load (files);
  g_autoptr(HechaPdfFile) file = read_text (data);
  g_autoptr(HechaVerification) verification = hecha_verification_new ();

  hecha_verification_add_signature (verification, "prepared")->covers = data->len;
  hecha_verification_told (verification, file, NULL);
  g_assert_null (verification->change);
  g_assert_null (verification->refusal);
}

/* Words are told once an officer has signed for them. */
static void
test_refusal (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autoptr(GString) data = load (files);
  guint field = object_around (data, find_first (data, "/T (remark)"));
  g_autofree char *text = object_text (data, field);
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(HechaVerification) before = hecha_verification_new (), after = hecha_verification_new ();

  replace_text (&text, "/T (remark)", "/T (refusal) /V <FEFF62D27B7E>");
  update_object (data, field, text);
  file = read_text (data);
  hecha_verification_add_signature (before, "inspector-1");
  hecha_verification_told (before, file, NULL);
  g_assert_null (before->refusal);
  hecha_verification_add_signature (after, "refusal-officer-1");
  hecha_verification_told (after, file, NULL);
  g_assert_cmpstr (after->refusal, ==, "拒签");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/verification-told/change", test_change);
  g_test_add_func ("/flow/verification-told/no-change", test_no_change);
  g_test_add_func ("/flow/verification-told/refusal", test_refusal);
  return g_test_run ();
}

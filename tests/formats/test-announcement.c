/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "announcement.h"

#include "error.h"
#include "signatory-fixture.h"

#define CASE "7f4f6d0e-3f0b-4a52-8f3e-2f1c0f1b9a11"
#define SHA  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static HechaAnnouncement *
make (void)
{
  HechaAnnouncement *announcement = hecha_announcement_new ();

  announcement->case_uuid = g_strdup (CASE);
  announcement->number = g_strdup ("2026-0007");
  announcement->enterprise = g_strdup ("示例化工有限公司");
  announcement->unit = g_strdup ("示例评测中心");
  announcement->time = g_strdup ("2026-03-02T09:00:00Z");
  announcement->revision = 1;
  announcement->report = hecha_sent_file_new ("cases/c/reports/1-x.pdf", SHA, 4711);
  g_ptr_array_add (announcement->segments, hecha_sent_file_new ("cases/c/journal/d/1-2-x.jsonl", SHA, 12));
  g_ptr_array_add (announcement->evidence, hecha_sent_file_new ("cases/c/evidence/" SHA, SHA, 0));
  return announcement;
}

static char *
build (const HechaAnnouncement *announcement)
{
  g_autofree char *device = NULL;
  HechaSignatory signatory = fake_signatory (&device);
  g_autoptr(GError) error = NULL;
  char *text = hecha_announcement_build (announcement, &signatory, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_round_trip (void)
{
  g_autoptr(HechaAnnouncement) made = make ();
  g_autofree char *text = build (made);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaAnnouncement) read = hecha_announcement_parse (text, -1, "x", fake_verify, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read->case_uuid, ==, CASE);
  g_assert_cmpstr (read->number, ==, "2026-0007");
  g_assert_cmpstr (read->enterprise, ==, "示例化工有限公司");
  g_assert_null (read->code);
  g_assert_cmpint (read->revision, ==, 1);
  g_assert_cmpint (read->report->size, ==, 4711);
  g_assert_cmpuint (read->segments->len, ==, 1);
  g_assert_cmpstr (((HechaSentFile *) read->evidence->pdata[0])->path, ==, "cases/c/evidence/" SHA);
  g_assert_cmpstr (read->public_key, ==, FAKE_KEY);
}

static void
test_paths (void)
{
  static const char *const wrong[] = {
    "", "/etc/passwd", "../x", "a/../b", "a//b", "a/./b", "a\\b", "a\nb", "a/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(HechaAnnouncement) made = make ();
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;

      g_ptr_array_add (made->evidence, hecha_sent_file_new (wrong[i], SHA, 1));
      text = build (made);
      g_assert_null (hecha_announcement_parse (text, -1, "x", fake_verify, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

static void
test_receipt (void)
{
  g_autoptr(HechaReceipt) made = hecha_receipt_new ();
  g_autofree char *device = NULL;
  HechaSignatory signatory = fake_signatory (&device);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaReceipt) read = NULL;

  made->case_uuid = g_strdup (CASE);
  made->sha256 = g_strdup (SHA);
  made->time = g_strdup ("2026-03-02T09:00:00Z");
  made->unit = g_strdup ("通信管理局");
  made->expected = 214;
  made->arrived = 213;
  text = hecha_receipt_build (made, &signatory, &error);
  g_assert_no_error (error);
  read = hecha_receipt_parse (text, -1, "x", fake_verify, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->arrived, ==, 213);
  g_assert_cmpint (read->expected, ==, 214);
  g_assert_cmpstr (read->unit, ==, "通信管理局");
  /* A receipt is no announcement. */
  g_assert_null (hecha_announcement_parse (text, -1, "x", fake_verify, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_free (text);
  made->arrived = 215;
  text = hecha_receipt_build (made, &signatory, NULL);
  g_assert_null (hecha_receipt_parse (text, -1, "x", fake_verify, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/announcement/round-trip", test_round_trip);
  g_test_add_func ("/announcement/paths", test_paths);
  g_test_add_func ("/announcement/receipt", test_receipt);
  return g_test_run ();
}

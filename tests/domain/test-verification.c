/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification.h"

#include "json.h"

#define ABC_SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
test_json (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();
  HechaSignatureResult *one = hecha_verification_add_signature (verification, "approved");
  g_autoptr(JsonObject) object = NULL;
  g_autofree char *text = NULL;
  g_autoptr(HechaEvidence) scan = hecha_evidence_new (ABC_SHA256, 3, "a.pdf");
  HechaPaperResult *paper;

  one->status = HECHA_SIGNATURE_UNSUPPORTED;
  one->trust = HECHA_TRUST_UNKNOWN_OFFLINE;
  one->time = G_GINT64_CONSTANT (1769394600125000);
  hecha_checks_add (one->checks, "cms", FALSE, "No.");
  hecha_differences_add (one->differences, "metadata", HECHA_GRADE_HARMLESS, "Yes.");
  hecha_checks_add (verification->checks, "structure", TRUE, NULL);
  one->root = (g_free (one->root), g_strdup ("CA"));
  hecha_verification_add_signature (verification, "body-seal");
  paper = hecha_verification_add_paper (verification, "prepared", "甲");
  paper->day = g_strdup ("2026-11-25");
  hecha_paper_add_scan (paper, scan, 3, TRUE);
  hecha_verification_worsen (verification, HECHA_FILE_INCOMPLETE);
  object = hecha_verification_to_json (verification);
  text = hecha_json_canonical_object (object);
  g_assert_cmpstr (text, ==,
    "{\"checks\":[{\"message\":\"\",\"name\":\"structure\",\"ok\":true}],\"papers\":["
    "{\"day\":\"2026-11-25\",\"field\":\"prepared\",\"recorded-by\":\"\",\"scans\":["
    "{\"at-hand\":true,\"name\":\"a.pdf\",\"pages\":3,\"sha256\":\"" ABC_SHA256 "\"}],\"signer\":\"甲\"}],\"signatures\":["
    "{\"certificate\":\"\",\"checks\":[{\"message\":\"No.\",\"name\":\"cms\",\"ok\":false}],\"covers\":0,"
    "\"differences\":[{\"grade\":\"harmless\",\"message\":\"Yes.\",\"name\":\"metadata\"}],\"field\":\"approved\","
    "\"root\":\"CA\",\"root-certificate\":\"\",\"signer\":\"\",\"stamp-root\":\"\",\"stamp-root-certificate\":\"\","
    "\"status\":\"unsupported-algorithm\",\"time\":\"2026-01-26T02:30:00.125Z\",\"time-proven\":false,"
    "\"trust\":\"unknown-offline\"},"
    "{\"certificate\":\"\",\"checks\":[],\"covers\":0,\"differences\":[],\"field\":\"body-seal\",\"root\":\"\","
    "\"root-certificate\":\"\",\"signer\":\"\",\"stamp-root\":\"\",\"stamp-root-certificate\":\"\",\"status\":\"intact\",\"time\":null,"
    "\"time-proven\":false,\"trust\":\"untrusted\"}],\"verdict\":\"incomplete\"}");
}

/* From best to worst, as the design orders them. */
static void
test_order (void)
{
  static const char *const names[] = { "valid", "valid-untrusted", "incomplete", "changed", "broken", "unsigned",
                                       "unreadable" };
  g_autoptr(HechaVerification) verification = hecha_verification_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int verdict;

      g_assert_true (hecha_nick_value (hecha_file_verdict_nicks, names[i], &verdict));
      hecha_verification_worsen (verification, (HechaFileVerdict) verdict);
      g_assert_cmpstr (hecha_nick_text (hecha_file_verdict_nicks, verification->verdict), ==, names[i]);
      hecha_verification_worsen (verification, HECHA_FILE_VALID);
      g_assert_cmpstr (hecha_nick_text (hecha_file_verdict_nicks, verification->verdict), ==, names[i]);
    }
}

/* The newest revision that was changed afterwards: the least of a difference is looked at. */
static void
test_unchanged_to (void)
{
  static const struct { HechaSignatureStatus status; guint64 covers; } signatures[] = {
    { HECHA_SIGNATURE_CHANGED, 100 }, { HECHA_SIGNATURE_CHANGED, 200 }, { HECHA_SIGNATURE_INTACT, 300 },
    { HECHA_SIGNATURE_BROKEN, 400 },
  };
  g_autoptr(HechaVerification) self = hecha_verification_new ();

  g_assert_cmpuint (hecha_verification_unchanged_to (self), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      HechaSignatureResult *signature = hecha_verification_add_signature (self, "field");

      signature->status = signatures[i].status;
      signature->covers = signatures[i].covers;
    }
  g_assert_cmpuint (hecha_verification_unchanged_to (self), ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/verification/json", test_json);
  g_test_add_func ("/verification/order", test_order);
  g_test_add_func ("/verification/unchanged-to", test_unchanged_to);
  return g_test_run ();
}

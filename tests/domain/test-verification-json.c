/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification-json.h"

#include "json.h"

#define ABC_SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
test_json (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();
  HechaSignatureResult *one = hecha_verification_add_signature (verification, "approved");
  g_autoptr(JsonObject) object = NULL;
  g_autofree char *text = NULL;
  const guint pages[] = { 2, 7 };
  HechaRevisionChange *change;
  g_autoptr(HechaEvidence) scan = hecha_evidence_new (ABC_SHA256, 3, "a.pdf");
  HechaPaperResult *paper;

  one->status = HECHA_SIGNATURE_UNSUPPORTED;
  one->trust = HECHA_TRUST_UNKNOWN_OFFLINE;
  one->time = G_GINT64_CONSTANT (1769394600125000);
  hecha_checks_add (one->checks, "cms", FALSE, "No.");
  hecha_differences_add (one->differences, "metadata", HECHA_GRADE_HARMLESS, "Yes.");
  hecha_checks_add (verification->checks, "structure", TRUE, NULL);
  one->revision = 2;
  change = hecha_verification_add_change (verification, 500);
  change->revision = 3;
  change->revisions = 4;
  change->all = TRUE;
  g_array_append_vals (change->pages, pages, G_N_ELEMENTS (pages));
  verification->refusal = g_strdup ("拒签");
  one->root = (g_free (one->root), g_strdup ("CA"));
  hecha_verification_add_signature (verification, "body-seal");
  paper = hecha_verification_add_paper (verification, "prepared", "甲");
  paper->day = g_strdup ("2026-11-25");
  hecha_paper_add_scan (paper, scan, 3, TRUE);
  hecha_verification_worsen (verification, HECHA_FILE_INCOMPLETE);
  object = hecha_verification_to_json (verification);
  text = hecha_json_canonical_object (object);
  g_assert_cmpstr (text, ==,
    "{\"change\":{\"all-pages\":true,\"covers\":500,\"pages\":[2,7],\"revision\":3,\"revisions\":4},"
    "\"checks\":[{\"message\":\"\",\"name\":\"structure\",\"ok\":true}],\"papers\":["
    "{\"day\":\"2026-11-25\",\"field\":\"prepared\",\"recorded-by\":\"\",\"scans\":["
    "{\"at-hand\":true,\"name\":\"a.pdf\",\"pages\":3,\"sha256\":\"" ABC_SHA256 "\"}],\"signer\":\"甲\"}],\"refusal\":\"拒签\",\"signatures\":["
    "{\"certificate\":\"\",\"checks\":[{\"message\":\"No.\",\"name\":\"cms\",\"ok\":false}],\"covers\":0,"
    "\"differences\":[{\"grade\":\"harmless\",\"message\":\"Yes.\",\"name\":\"metadata\"}],\"field\":\"approved\","
    "\"revision\":2,\"root\":\"CA\",\"root-certificate\":\"\",\"signer\":\"\",\"stamp-root\":\"\",\"stamp-root-certificate\":\"\","
    "\"status\":\"unsupported-algorithm\",\"time\":\"2026-01-26T02:30:00.125Z\",\"time-proven\":false,"
    "\"trust\":\"unknown-offline\"},"
    "{\"certificate\":\"\",\"checks\":[],\"covers\":0,\"differences\":[],\"field\":\"body-seal\",\"revision\":0,\"root\":\"\","
    "\"root-certificate\":\"\",\"signer\":\"\",\"stamp-root\":\"\",\"stamp-root-certificate\":\"\",\"status\":\"intact\",\"time\":null,"
    "\"time-proven\":false,\"trust\":\"untrusted\"}],\"verdict\":\"incomplete\"}");
}

/* Neither changed nor refused. */
static void
test_nothing (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();
  g_autoptr(JsonObject) object = hecha_verification_to_json (verification);
  g_autofree char *text = hecha_json_canonical_object (object);

  g_assert_cmpstr (text, ==, "{\"change\":null,\"checks\":[],\"papers\":[],\"refusal\":null,\"signatures\":[],"
                             "\"verdict\":\"valid\"}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/verification-json/all", test_json);
  g_test_add_func ("/verification-json/nothing", test_nothing);
  return g_test_run ();
}

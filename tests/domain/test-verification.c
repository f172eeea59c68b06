/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification.h"

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
  g_test_add_func ("/verification/order", test_order);
  g_test_add_func ("/verification/unchanged-to", test_unchanged_to);
  return g_test_run ();
}

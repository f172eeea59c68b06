/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"

/* Valid codes of public bodies; the others are made from them by hand. */
static void
test_credit_code (void)
{
  static const struct { const char *code; HechaCheck check; const char *rule; } rows[] = {
    { "91330100799655058B", HECHA_CHECK_OK, NULL },
    { "914403001922038216", HECHA_CHECK_OK, NULL },
    { "91110000802100433B", HECHA_CHECK_OK, NULL },
    { "91440300708461136T", HECHA_CHECK_OK, NULL },
    { "9111000071093123XX", HECHA_CHECK_OK, NULL },
    { "91330100799655058C", HECHA_CHECK_ERROR, "credit-code-check-character" },
    { "91330100799655085B", HECHA_CHECK_ERROR, "credit-code-check-character" },
    { "9133010079965505B", HECHA_CHECK_ERROR, "credit-code-length" },
    { "", HECHA_CHECK_ERROR, "credit-code-length" },
    { "9133010079965505IB", HECHA_CHECK_ERROR, "credit-code-character" },
    { "91330100799655058b", HECHA_CHECK_ERROR, "credit-code-character" },
    { "913A0100799655058B", HECHA_CHECK_ERROR, "credit-code-character" },
    { "000000000000000000", HECHA_CHECK_ERROR, "credit-code-character" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *rule = "unset";

      g_assert_cmpint (hecha_credit_code_check (rows[i].code, &rule), ==, rows[i].check);
      g_assert_cmpstr (rule, ==, rows[i].rule);
    }
}

/* Two characters that change places, or one that changes, never pass. */
static void
test_credit_code_catches_typing (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  char code[] = "91330100799655058B";

  for (guint i = 8; i < 18; i++)
    for (guint j = 0; j < 31; j++)
      {
        char kept = code[i];

        if (alphabet[j] == kept)
          continue;
        code[i] = alphabet[j];
        g_assert_cmpint (hecha_credit_code_check (code, NULL), ==, HECHA_CHECK_ERROR);
        code[i] = kept;
      }
}

static void
test_region (void)
{
  static const struct { const char *code; HechaCheck check; const char *rule; } rows[] = {
    { "330100", HECHA_CHECK_OK, NULL },
    { "210200", HECHA_CHECK_OK, NULL },
    { "990100", HECHA_CHECK_WARNING, "region-unknown" },
    { "3301", HECHA_CHECK_ERROR, "region-form" },
    { "33010a", HECHA_CHECK_ERROR, "region-form" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *rule = "unset";

      g_assert_cmpint (hecha_region_check (rows[i].code, &rule), ==, rows[i].check);
      g_assert_cmpstr (rule, ==, rows[i].rule);
    }
}

/* GB/T 4754-2017: C is manufacturing, divisions 13 to 43. */
static void
test_industry (void)
{
  static const struct { const char *code; HechaCheck check; const char *rule; HechaSector sector; } rows[] = {
    { "C3921", HECHA_CHECK_OK, NULL, HECHA_SECTOR_ELECTRONICS },
    { "39", HECHA_CHECK_OK, NULL, HECHA_SECTOR_ELECTRONICS },
    { "C31", HECHA_CHECK_OK, NULL, HECHA_SECTOR_RAW_MATERIALS },
    { "C34", HECHA_CHECK_OK, NULL, HECHA_SECTOR_EQUIPMENT },
    { "C40", HECHA_CHECK_OK, NULL, HECHA_SECTOR_EQUIPMENT },
    { "C13", HECHA_CHECK_OK, NULL, HECHA_SECTOR_CONSUMER_GOODS },
    { "C29", HECHA_CHECK_OK, NULL, HECHA_SECTOR_UNKNOWN },
    { "I65", HECHA_CHECK_OK, NULL, HECHA_SECTOR_UNKNOWN },
    { "I66", HECHA_CHECK_WARNING, "industry-section", HECHA_SECTOR_UNKNOWN },
    { "C", HECHA_CHECK_OK, NULL, HECHA_SECTOR_UNKNOWN },
    { "A34", HECHA_CHECK_WARNING, "industry-section", HECHA_SECTOR_EQUIPMENT },
    { "98", HECHA_CHECK_WARNING, "industry-unknown", HECHA_SECTOR_UNKNOWN },
    { "3", HECHA_CHECK_ERROR, "industry-form", HECHA_SECTOR_UNKNOWN },
    { "C39215", HECHA_CHECK_ERROR, "industry-form", HECHA_SECTOR_UNKNOWN },
    { "", HECHA_CHECK_ERROR, "industry-form", HECHA_SECTOR_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *rule = "unset";

      g_test_message ("%s", rows[i].code);
      g_assert_cmpint (hecha_industry_check (rows[i].code, &rule), ==, rows[i].check);
      g_assert_cmpstr (rule, ==, rows[i].rule);
      g_assert_cmpint (hecha_industry_sector (rows[i].code), ==, rows[i].sector);
    }
  g_assert_cmpint (hecha_industry_sector (NULL), ==, HECHA_SECTOR_UNKNOWN);
}

static void
test_phone (void)
{
  static const char *const good[] = {
    "13800138000", "+86 138 0013 8000", "0086-13800138000", "021-12345678", "(0571) 8765 4321", "0571-87654321-801",
    "400-800-1234", "8008201234", "021-12345678x12", "010-12345678#9",
  };
  static const char *const odd[] = { "12345", "1280013800", "12800138000", "电话", "", "138001380001" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_cmpint (hecha_phone_check (good[i], NULL), ==, HECHA_CHECK_OK);
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_test_message ("%s", odd[i]);
      g_assert_cmpint (hecha_phone_check (odd[i], NULL), ==, HECHA_CHECK_WARNING);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/identity/credit-code", test_credit_code);
  g_test_add_func ("/identity/credit-code-catches-typing", test_credit_code_catches_typing);
  g_test_add_func ("/identity/region", test_region);
  g_test_add_func ("/identity/industry", test_industry);
  g_test_add_func ("/identity/phone", test_phone);
  return g_test_run ();
}

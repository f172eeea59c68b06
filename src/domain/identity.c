/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"

#include <string.h>

/* GB 32100-2015, table 1. */
static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* The province digits of GB/T 2260. */
static const guint8 provinces[] = {
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44,
  45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82,
};

static HechaCheck
say (const char **rule,
     const char  *id,
     HechaCheck   check)
{
  if (rule)
    *rule = id;
  return check;
}

static gboolean
is_province (const char *digits)
{
  int number = g_ascii_digit_value (digits[0]) * 10 + g_ascii_digit_value (digits[1]);

  return memchr (provinces, number, sizeof provinces) != NULL;
}

/* GB 11714-1997: the organisation code inside, characters 9 to 17. */
static gboolean
inner_check_holds (const char *code)
{
  static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0, check;

  for (int i = 0; i < 8; i++)
    {
      char c = code[8 + i];

      sum += weights[i] * (g_ascii_isdigit (c) ? c - '0' : c - 'A' + 10);
    }
  check = 11 - sum % 11;
  return code[16] == (check == 10 ? 'X' : check == 11 ? '0' : '0' + check);
}

/**
 * hecha_credit_code_check:
 * @code: a unified social credit code, upper case, without spaces
 * @rule: (out) (optional) (nullable): the rule that was broken, or %NULL
 *
 * Checks after GB 32100-2015. Errors: credit-code-length,
 * credit-code-character (no authority that registers has the number 0), credit-code-check-character. Warnings:
 * credit-code-region (an abolished or unknown province) and
 * credit-code-organisation (the inner check of GB 11714, which old codes break).
 *
 * Returns: what to do with it
 */
HechaCheck
hecha_credit_code_check (const char  *code,
                         const char **rule)
{
  int sum = 0, weight = 1;

  if (strlen (code) != 18)
    return say (rule, "credit-code-length", HECHA_CHECK_ERROR);
  for (int i = 0; i < 18; i++)
    if (!strchr (alphabet, code[i]) || (i == 0 && code[i] == '0') || (i >= 2 && i < 8 && !g_ascii_isdigit (code[i])))
      return say (rule, "credit-code-character", HECHA_CHECK_ERROR);
  for (int i = 0; i < 17; i++)
    {
      sum += (int) (strchr (alphabet, code[i]) - alphabet) * weight;
      weight = weight * 3 % 31;
    }
  if (code[17] != alphabet[(31 - sum % 31) % 31])
    return say (rule, "credit-code-check-character", HECHA_CHECK_ERROR);
  /* 10 00 00 is the national registration authority itself. */
  if (!is_province (code + 2) && strncmp (code + 2, "100000", 6) != 0)
    return say (rule, "credit-code-region", HECHA_CHECK_WARNING);
  if (!inner_check_holds (code))
    return say (rule, "credit-code-organisation", HECHA_CHECK_WARNING);
  return say (rule, NULL, HECHA_CHECK_OK);
}

/**
 * hecha_region_check:
 * @code: a region code
 * @rule: (out) (optional) (nullable): the rule that was broken, or %NULL
 *
 * Checks after GB/T 2260. Error: region-form (six digits). Warning:
 * region-unknown (no such province; an old code is taken all the same).
 */
HechaCheck
hecha_region_check (const char  *code,
                    const char **rule)
{
  if (strlen (code) != 6 || strspn (code, "0123456789") != 6)
    return say (rule, "region-form", HECHA_CHECK_ERROR);
  if (!is_province (code))
    return say (rule, "region-unknown", HECHA_CHECK_WARNING);
  return say (rule, NULL, HECHA_CHECK_OK);
}

/* GB/T 4754-2017: section letter, divisions 01 to 97. */
static gboolean
division_of (const char *code,
             int        *division)
{
  const char *digits = g_ascii_isupper (code[0]) ? code + 1 : code;
  gsize length = strlen (digits);

  if (length < 2 || length > 4 || strspn (digits, "0123456789") != length)
    return FALSE;
  *division = g_ascii_digit_value (digits[0]) * 10 + g_ascii_digit_value (digits[1]);
  return TRUE;
}

/**
 * hecha_industry_check:
 * @code: an industry code: two to four digits, a section letter before them or not
 * @rule: (out) (optional) (nullable): the rule that was broken, or %NULL
 *
 * Checks after GB/T 4754-2017: any well-formed longer code is taken. Error:
 * industry-form. Warnings: industry-unknown (divisions end at 97) and
 * industry-section (the letter is not the division's).
 */
HechaCheck
hecha_industry_check (const char  *code,
                      const char **rule)
{
  /* The last division of each section, A to T. */
  static const guint8 last[] = { 5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97 };
  int division, section;

  if (strlen (code) == 1 && code[0] >= 'A' && code[0] <= 'T')
    return say (rule, NULL, HECHA_CHECK_OK);
  if (!division_of (code, &division))
    return say (rule, "industry-form", HECHA_CHECK_ERROR);
  if (division < 1 || division > 97)
    return say (rule, "industry-unknown", HECHA_CHECK_WARNING);
  for (section = 0; division > last[section]; section++)
    ;
  if (g_ascii_isupper (code[0]) && code[0] != 'A' + section)
    return say (rule, "industry-section", HECHA_CHECK_WARNING);
  return say (rule, NULL, HECHA_CHECK_OK);
}

/**
 * hecha_industry_sector:
 * @code: (nullable): an industry code after GB/T 4754-2017
 *
 * Returns: the sector of article 3 that the division suggests; a suggestion only
 */
HechaSector
hecha_industry_sector (const char *code)
{
  int division;

  if (!code || !division_of (code, &division))
    return HECHA_SECTOR_UNKNOWN;
  if (division == 39)
    return HECHA_SECTOR_ELECTRONICS;
  if (division == 25 || division == 26 || (division >= 30 && division <= 32))
    return HECHA_SECTOR_RAW_MATERIALS;
  if ((division >= 33 && division <= 38) || division == 40)
    return HECHA_SECTOR_EQUIPMENT;
  if ((division >= 13 && division <= 24) || division == 27 || division == 28)
    return HECHA_SECTOR_CONSUMER_GOODS;
  return HECHA_SECTOR_UNKNOWN;
}

/* The digits of a phone number, without country code and extension. */
static gboolean
phone_digits (const char *phone,
              char        digits[17])
{
  gsize n = 0;

  if (g_str_has_prefix (phone, "+86"))
    phone += 3;
  else if (g_str_has_prefix (phone, "0086"))
    phone += 4;
  for (; *phone; phone++)
    if (g_ascii_isdigit (*phone) && n < 16)
      digits[n++] = *phone;
    else if (n >= 7 && strchr ("xX#*", *phone))
      break;
    else if (!strchr (" -()", *phone))
      return FALSE;
  digits[n] = '\0';
  return TRUE;
}

/**
 * hecha_phone_check:
 * @phone: a phone number as people write it
 * @rule: (out) (optional) (nullable): the rule that was broken, or %NULL
 *
 * A soft check: mobile (1, 3 to 9, nine digits), landline with area code,
 * 400 and 800, +86 before and an extension after. Anything else is the warning
 * phone-form: a wrong number is better than none.
 */
HechaCheck
hecha_phone_check (const char  *phone,
                   const char **rule)
{
  char digits[17];
  gsize length;

  if (!phone_digits (phone, digits))
    return say (rule, "phone-form", HECHA_CHECK_WARNING);
  length = strlen (digits);
  if (length == 11 && digits[0] == '1' && digits[1] >= '3')
    return say (rule, NULL, HECHA_CHECK_OK);
  if (length == 10 && (g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800")))
    return say (rule, NULL, HECHA_CHECK_OK);
  if (digits[0] == '0' && length >= 10 && length <= 12)
    return say (rule, NULL, HECHA_CHECK_OK);
  /* An extension written with a hyphen, 021-12345678-801. */
  if (digits[0] == '0' && length >= 13 && length <= 16 && strchr (phone, '-'))
    return say (rule, NULL, HECHA_CHECK_OK);
  return say (rule, "phone-form", HECHA_CHECK_WARNING);
}

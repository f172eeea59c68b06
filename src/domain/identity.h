/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaCheck:
 * @HECHA_CHECK_OK: nothing to say
 * @HECHA_CHECK_WARNING: unusual, but taken: the rule says what to look at
 * @HECHA_CHECK_ERROR: not taken
 */
typedef enum
{
  HECHA_CHECK_OK,
  HECHA_CHECK_WARNING,
  HECHA_CHECK_ERROR,
} HechaCheck;

/**
 * HechaSector:
 *
 * The four sectors of article 3 of the Measures.
 */
typedef enum
{
  HECHA_SECTOR_UNKNOWN,
  HECHA_SECTOR_RAW_MATERIALS,
  HECHA_SECTOR_EQUIPMENT,
  HECHA_SECTOR_CONSUMER_GOODS,
  HECHA_SECTOR_ELECTRONICS,
} HechaSector;

HechaCheck  hecha_credit_code_check (const char  *code,
                                     const char **rule);
HechaCheck  hecha_region_check      (const char  *code,
                                     const char **rule);
HechaCheck  hecha_industry_check    (const char  *code,
                                     const char **rule);
HechaCheck  hecha_phone_check       (const char  *phone,
                                     const char **rule);
HechaSector hecha_industry_sector   (const char  *code);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing.h"

G_BEGIN_DECLS

/**
 * HechaColumnTarget:
 *
 * What a column of a register can be: a #HechaField, or one of these.
 */
typedef enum
{
  HECHA_TARGET_TYPE = HECHA_N_FIELDS,   /* one type or several, with levels or not */
  HECHA_TARGET_LEVEL,
  HECHA_TARGET_CONNECTED_LEVEL,         /* a column of levels for each type */
  HECHA_TARGET_PLATFORM_LEVEL,
  HECHA_TARGET_IDENTIFIER_LEVEL,
  HECHA_TARGET_SITE_NAME,
  HECHA_TARGET_SITE_REGION,
  HECHA_TARGET_SITE_ADDRESS,
  HECHA_TARGET_IGNORE,                  /* a running number */
  HECHA_TARGET_EXTRA,                   /* kept by its header */
} HechaColumnTarget;

#define HECHA_N_TARGETS (HECHA_TARGET_EXTRA + 1)

/**
 * HechaFilingColumn:
 * @header: what stands over it, empty where nothing does
 * @target: a #HechaField or a #HechaColumnTarget
 * @confidence: 1 for a known header, less for one that contains a known one, 0
 *   for none; 1 where the user said so
 */
typedef struct
{
  char  *header;
  int    target;
  double confidence;
} HechaFilingColumn;

const char      *hecha_target_id         (int               target);
gboolean         hecha_target_from_id    (const char       *id,
                                          int              *target);
const HechaText *hecha_target_label      (int               target);

int              hecha_target_guess      (const char       *header,
                                          double           *confidence);
guint            hecha_columns_guess     (HechaFilingColumn *columns,
                                          guint             n_columns);

G_END_DECLS

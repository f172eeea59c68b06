/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

G_BEGIN_DECLS

/**
 * HechaBulk:
 * @steps: (nullable): yes, no or na for every step of every item
 * @verdict: to choose; open to leave it
 * @reason: (nullable): why
 * @note: (nullable): added to the items' notes
 *
 * What several items are answered with together.
 */
typedef struct
{
  const char   *steps;
  HechaVerdict  verdict;
  const char   *reason;
  const char   *note;
} HechaBulk;

GPtrArray *hecha_same_answer (const HechaCase *visit,
                              const HechaItem *item,
                              const char      *object);
GPtrArray *hecha_bulk_answer (const HechaCase *visit,
                              GPtrArray       *items,
                              const HechaBulk *bulk,
                              guint           *refused);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadline.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaRules:
 * @year: what 每年 means
 * @area: (nullable): where the authority that holds the workspace is: GB/T 2260
 *   digits of a province or of one of the five cities, or "corps"
 * @conclusion: (nullable): id of the conclusion rule; %NULL for the shipped one
 * @ceiling: (nullable): how many inspections of one enterprise in a year the
 *   authority's own rule allows; %NULL where none is known
 *
 * What the Measures leave open, as this workspace decided it.
 */
typedef struct
{
  HechaYearRule  year;
  char          *area;
  char          *conclusion;
  char          *ceiling;
} HechaRules;

void        hecha_rules_free (HechaRules    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRules, hecha_rules_free)
HechaRules *hecha_rules_load (HechaSession  *session,
                              GError       **error);
gboolean    hecha_rules_set  (HechaSession  *session,
                              const char    *name,
                              const char    *value,
                              GError       **error);

G_END_DECLS

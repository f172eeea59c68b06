/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaRulesPage:
 *
 * The rules of the Measures by article with where Hecha holds each, what this
 * workspace decided where they leave something open, and the files that decide
 * it: tables of working days, rules for conclusions, a scoring scheme.
 */
#define HECHA_TYPE_RULES_PAGE (hecha_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaRulesPage, hecha_rules_page, HECHA, RULES_PAGE, HechaPlace)

/**
 * HechaRulesFile:
 * @HECHA_RULES_TABLE: the working days of a year
 * @HECHA_RULES_CONCLUSION: a rule for conclusions
 * @HECHA_RULES_SCHEME: a scoring scheme for the seven factors
 *
 * What can be added on the page.
 */
typedef enum
{
  HECHA_RULES_TABLE,
  HECHA_RULES_CONCLUSION,
  HECHA_RULES_SCHEME,
} HechaRulesFile;

GtkWidget *hecha_rules_page_new (void);
void       hecha_rules_page_add (HechaRulesPage *self,
                                 HechaRulesFile  kind,
                                 const char     *path);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"
#include "case.h"
#include "filing-check.h"

G_BEGIN_DECLS

/**
 * HechaDocumentMaker:
 * @unit: whose workspace it is
 * @author: who sits at it
 * @today: the day of the document
 * @calendar: working days
 * @inspected: (nullable): days of the enterprise's inspections this year that the
 *   workspace knows of, without the one that the document is about
 *
 * What every document says of who makes it, and when.
 */
typedef struct
{
  const char    *unit;
  const char    *author;
  GDate          today;
  HechaCalendar *calendar;
  GStrv          inspected;
} HechaDocumentMaker;

extern const char *const hecha_document_vocabulary[];

JsonObject *hecha_document_values_of_case   (const HechaDocumentMaker *maker,
                                             const HechaCase          *content,
                                             HechaLanguage             language);
JsonObject *hecha_document_values_of_filing (const HechaDocumentMaker *maker,
                                             const HechaFiling        *filing,
                                             const HechaFilingCheck   *check,
                                             HechaLanguage             language);

G_END_DECLS

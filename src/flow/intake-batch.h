/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"
#include "deadline.h"
#include "filing-store.h"
#include "filing-table.h"

G_BEGIN_DECLS

/**
 * HechaIntakeReading:
 * @file: (transfer none): its name
 * @sheet: (nullable) (transfer none): none where the file has none
 * @name: (nullable) (transfer none): of the enterprise, as far as the row says
 * @code: (nullable) (transfer none): its credit code, as far as the row says
 * @first: where the filings that it tells begin among the lines told
 * @n_told: how many they are
 * @issues: (nullable) (element-type HechaRowIssue): for which it was refused, and warnings
 *
 * A row as it was read.
 */
typedef struct
{
  const char *file;
  const char *sheet;
  guint       row;
  const char *name;
  const char *code;
  gboolean    refused;
  guint       first;
  guint       n_told;
  GPtrArray  *issues;
} HechaIntakeReading;

/**
 * HechaIntakeBatch:
 * @readings: (element-type HechaIntakeReading): in the order of the rows
 * @left_out: (element-type HechaRowIssue): sheets that hold no filings
 * @memories: (element-type HechaIntakeMemory): columns that were corrected
 * @import: names it in the register
 *
 * One file on its way into the register: one thread reads it, another, the
 * database's, takes what is ready.
 */
typedef struct
{
  GArray            *readings;
  GPtrArray         *left_out;
  GPtrArray         *memories;
  HechaFilingImport *import;

  /*< private >*/
  GStringChunk      *texts;      /* of the readings, and the keys */
  GArray            *told;       /* guint: lines that the readings tell, one reading after the other */
  GPtrArray         *lines;
  GHashTable        *by_key;     /* "CODE/TYPE": place in lines, and 1 */
  guint              recorded;   /* of the lines */
  GPtrArray         *changed;    /* lines that were told more after they were recorded */
  GPtrArray         *records;
  GAsyncQueue       *ready;      /* GPtrArray of records; an empty one is the last */
  GAsyncQueue       *stored;     /* the same, on the way back */
  GPtrArray         *shrunk;     /* what came back while more was read */
  GPtrArray         *taken;      /* that the database works on */
  guint              next;       /* of them */
  HechaCalendar     *calendar;
  HechaYearRule      year_rule;
} HechaIntakeBatch;

HechaIntakeBatch   *hecha_intake_batch_new     (HechaFilingImport        *import,
                                                HechaCalendar            *calendar,
                                                HechaYearRule             year_rule);
void                hecha_intake_batch_free    (HechaIntakeBatch         *self);
void                hecha_intake_batch_take    (HechaIntakeBatch         *self,
                                                const char               *file,
                                                const char               *sheet,
                                                HechaFilingEntry         *entry);
void                hecha_intake_batch_end     (HechaIntakeBatch         *self);
void                hecha_intake_batch_let_go  (HechaIntakeBatch         *self);
void                hecha_intake_batch_stop    (HechaIntakeBatch         *self);
HechaFilingRecord  *hecha_intake_batch_next    (HechaIntakeBatch         *self);
gboolean            hecha_intake_batch_empty   (HechaIntakeBatch         *self);
const HechaFiling  *hecha_intake_batch_filing  (HechaIntakeBatch         *self,
                                                guint                     place);
HechaFilingOutcome  hecha_intake_batch_outcome (HechaIntakeBatch         *self,
                                                guint                     place);
gboolean            hecha_intake_batch_is_older (HechaIntakeBatch        *self,
                                                 guint                    place);
void                hecha_intake_reading_add   (HechaIntakeReading       *self,
                                                HechaRowIssue            *issue);

G_END_DECLS


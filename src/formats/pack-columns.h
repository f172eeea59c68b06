/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"

G_BEGIN_DECLS

/**
 * HechaPackSheet:
 *
 * The sheets of a pack as a spreadsheet: what the pack is called, its domains,
 * its items, and their steps.
 */
typedef enum
{
  HECHA_PACK_SHEET_PACK,
  HECHA_PACK_SHEET_DOMAINS,
  HECHA_PACK_SHEET_ITEMS,
  HECHA_PACK_SHEET_STEPS,
  HECHA_N_PACK_SHEETS,
} HechaPackSheet;

/**
 * HechaPackCell:
 * @HECHA_PACK_CELL_PLAIN: text of no language
 * @HECHA_PACK_CELL_ZH: the Chinese of a #HechaText
 * @HECHA_PACK_CELL_EN: the English of a #HechaText
 * @HECHA_PACK_CELL_NUMBER: a number from 1
 * @HECHA_PACK_CELL_YES: "yes", or nothing
 * @HECHA_PACK_CELL_KINDS: kinds of object
 * @HECHA_PACK_CELL_METHOD: how a step is done
 * @HECHA_PACK_CELL_ITEM: the id of the item that a step belongs to
 * @HECHA_PACK_CELL_PLACE: a step's number
 *
 * What a cell holds.
 */
typedef enum
{
  HECHA_PACK_CELL_PLAIN,
  HECHA_PACK_CELL_ZH,
  HECHA_PACK_CELL_EN,
  HECHA_PACK_CELL_NUMBER,
  HECHA_PACK_CELL_YES,
  HECHA_PACK_CELL_KINDS,
  HECHA_PACK_CELL_METHOD,
  HECHA_PACK_CELL_ITEM,
  HECHA_PACK_CELL_PLACE,
} HechaPackCell;

/**
 * HechaPackColumn:
 * @header: its name in either language
 * @cell: what it holds
 * @offset: of the member in #HechaItem, #HechaStep, #HechaGroup or #HechaPackFacts
 * @width: characters
 * @wanted: whether a row without it is at fault
 * @line: whether OSCAL allows one line only
 */
typedef struct
{
  HechaText     header;
  HechaPackCell cell;
  gsize         offset;
  int           width;
  gboolean      wanted;
  gboolean      line;
} HechaPackColumn;

/**
 * HechaPackFacts:
 * @id: names the pack over its versions
 * @version: as its author counts
 * @title: what people call it
 * @type: (nullable): the enterprise type that it is for
 *
 * The one row of the first sheet.
 */
typedef struct
{
  char     *id;
  char     *version;
  HechaText title;
  char     *type;
} HechaPackFacts;

typedef struct
{
  HechaText              name;
  const HechaPackColumn *columns;
  guint                  n_columns;
} HechaPackSheetForm;

extern const HechaPackSheetForm hecha_pack_sheets[HECHA_N_PACK_SHEETS];

G_END_DECLS

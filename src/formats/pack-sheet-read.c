/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of pack-sheet.h that reads. */
#include "pack-sheet.h"

#include "error.h"
#include "object.h"
#include "oscal-build.h"
#include "pack-columns.h"
#include "row-issue.h"
#include "table.h"
#include "uuid.h"

#include <string.h>

#define MAX_FAULTS  500
#define MAX_ITEMS   20000
#define MAX_STEPS   64
#define MAX_COLUMNS 256
#define MAX_WEIGHT  1000

typedef struct
{
  HechaStep *step;
  guint      number;
  guint      row;
} ReadStep;

typedef struct
{
  HechaTable     *table;
  GPtrArray      *faults;
  HechaPack      *pack;
  HechaPackFacts  facts;
  gboolean        has_facts;
  GHashTable     *groups;    /* ids */
  GHashTable     *items;     /* id: HechaItem */
  GHashTable     *uuids;
  GHashTable     *steps;     /* HechaItem: GArray of ReadStep */
  HechaPackSheet  which;
  const char     *sheet;     /* as the file calls it */
  guint           row;
  int             map[MAX_COLUMNS];   /* which column of the form each column of the file is, or -1 */
} Reading;

static void
complain (Reading    *reading,
          int         column,
          const char *rule,
          const char *value)
{
  const HechaPackSheetForm *form = &hecha_pack_sheets[reading->which];
  HechaRowIssue *issue;
  char letters[4];

  if (reading->faults->len >= MAX_FAULTS)
    return;
  issue = hecha_row_issue_new (TRUE, hecha_table_name (reading->table), reading->sheet, reading->row, rule, value);
  if (column >= 0)
    {
      hecha_column_letters (column, letters);
      issue->column = g_strdup (letters);
      if (reading->map[column] >= 0)
        issue->header = g_strdup (form->columns[reading->map[column]].header.zh);
    }
  g_ptr_array_add (reading->faults, issue);
}

/* The file's column that holds the form's column at @offset, for a fault; -1 for none. */
static int
column_at (Reading       *reading,
           HechaPackCell  cell,
           gsize          offset)
{
  const HechaPackSheetForm *form = &hecha_pack_sheets[reading->which];

  for (guint i = 0; i < MAX_COLUMNS; i++)
    if (reading->map[i] >= 0 && form->columns[reading->map[i]].cell == cell &&
        form->columns[reading->map[i]].offset == offset)
      return i;
  return -1;
}

/* Cells */

static gboolean
read_number (const char *text,
             int         highest,
             int        *number)
{
  gint64 read;

  if (!g_ascii_string_to_signed (text, 10, 1, highest, &read, NULL))
    return FALSE;
  *number = read;
  return TRUE;
}

static gboolean
read_yes (const char *text,
          gboolean   *yes)
{
  *yes = g_ascii_strcasecmp (text, "yes") == 0 || strcmp (text, "是") == 0;
  return *yes || g_ascii_strcasecmp (text, "no") == 0 || strcmp (text, "否") == 0;
}

static gboolean
read_method (const char  *text,
             HechaMethod *method)
{
  static const char *const words[] = { "访谈", "核查", "测试" };
  g_autofree char *upper = g_ascii_strup (text, -1);
  int value;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (text, words[i]) == 0)
      {
        *method = i;
        return TRUE;
      }
  if (!hecha_nick_value (hecha_method_nicks, upper, &value))
    return FALSE;
  *method = value;
  return TRUE;
}

static const char *
kind_of (const char *word)
{
  for (const HechaObjectKind *kind = hecha_object_kinds; kind->id; kind++)
    if (strcmp (kind->id, word) == 0 || strcmp (kind->label.zh, word) == 0)
      return kind->id;
  return NULL;
}

static gboolean
read_kinds (const char *text,
            GStrv      *kinds)
{
  g_autoptr(GRegex) gaps = g_regex_new ("[\\s,;，；、]+", 0, 0, NULL);
  g_auto(GStrv) words = g_regex_split (gaps, text, 0);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i]; i++)
    {
      if (!kind_of (words[i]))
        return FALSE;
      g_strv_builder_add (builder, kind_of (words[i]));
    }
  g_strfreev (*kinds);
  *kinds = g_strv_builder_end (builder);
  return TRUE;
}

static void
set_string (char       **member,
            const char  *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

/* The rule that @text breaks, or NULL. */
static const char *
read_cell (const HechaPackColumn *column,
           gpointer               record,
           const char            *text)
{
  gpointer member = G_STRUCT_MEMBER_P (record, column->offset);

  if (column->line && strchr (text, '\n'))
    return "pack-one-line";
  switch (column->cell)
    {
    case HECHA_PACK_CELL_PLAIN:
      set_string (member, text);
      return NULL;
    case HECHA_PACK_CELL_ZH:
      set_string (&((HechaText *) member)->zh, text);
      return NULL;
    case HECHA_PACK_CELL_EN:
      set_string (&((HechaText *) member)->en, text);
      return NULL;
    case HECHA_PACK_CELL_NUMBER:
      return read_number (text, column->offset == G_STRUCT_OFFSET (HechaItem, min_level) ? 3 : MAX_WEIGHT, member)
             ? NULL : "pack-number";
    case HECHA_PACK_CELL_YES:
      return read_yes (text, member) ? NULL : "pack-yes";
    case HECHA_PACK_CELL_KINDS:
      return read_kinds (text, member) ? NULL : "pack-kind";
    case HECHA_PACK_CELL_METHOD:
      return read_method (text, member) ? NULL : "pack-method";
    default:
      return NULL;
    }
}

/* Reads a row into @record; what a step's row says of its place goes to @item and @place. */
static void
read_cells (Reading         *reading,
            const HechaRow  *row,
            gpointer         record,
            char           **item,
            int             *place)
{
  const HechaPackSheetForm *form = &hecha_pack_sheets[reading->which];
  gboolean seen[32] = { FALSE };

  for (guint i = 0; i < MIN (row->n_cells, MAX_COLUMNS); i++)
    {
      const HechaPackColumn *column = reading->map[i] >= 0 ? &form->columns[reading->map[i]] : NULL;
      g_autofree char *text = g_strstrip (g_strdup (row->cells[i].text));
      const char *rule;

      if (!*text)
        continue;
      if (!column)
        {
          complain (reading, i, "pack-column-unknown", text);
          continue;
        }
      seen[reading->map[i]] = TRUE;
      rule = row->cells[i].notes & HECHA_CELL_ERROR ? "cell-error" : read_cell (column, record, text);
      if (column->cell == HECHA_PACK_CELL_ITEM)
        set_string (item, text);
      if (column->cell == HECHA_PACK_CELL_PLACE && !read_number (text, MAX_STEPS, place))
        rule = "pack-number";
      if (rule)
        complain (reading, i, rule, text);
    }
  for (guint i = 0; i < form->n_columns; i++)
    if (form->columns[i].wanted && !seen[i])
      complain (reading, column_at (reading, form->columns[i].cell, form->columns[i].offset), "pack-value-missing",
                form->columns[i].header.zh);
}

static gboolean
is_token (const char *id)
{
  g_autofree char *token = id ? hecha_oscal_token (id) : NULL;

  return id && strcmp (id, token) == 0;
}

/* Rows */

static void
add_facts (Reading        *reading,
           const HechaRow *row)
{
  int type;

  if (reading->has_facts)
    {
      complain (reading, 0, "pack-twice", NULL);
      return;
    }
  reading->has_facts = TRUE;
  read_cells (reading, row, &reading->facts, NULL, NULL);
  if (reading->facts.type && !hecha_nick_value (hecha_type_nicks, reading->facts.type, &type))
    complain (reading, column_at (reading, HECHA_PACK_CELL_PLAIN, G_STRUCT_OFFSET (HechaPackFacts, type)),
              "pack-type", reading->facts.type);
}

static void
add_domain (Reading        *reading,
            const HechaRow *row)
{
  HechaGroup *group = g_new0 (HechaGroup, 1);

  g_ptr_array_add (reading->pack->groups, group);
  read_cells (reading, row, group, NULL, NULL);
  if (!group->id)
    return;
  if (!is_token (group->id))
    complain (reading, column_at (reading, HECHA_PACK_CELL_PLAIN, G_STRUCT_OFFSET (HechaGroup, id)), "pack-id", group->id);
  if (!g_hash_table_add (reading->groups, group->id))
    complain (reading, column_at (reading, HECHA_PACK_CELL_PLAIN, G_STRUCT_OFFSET (HechaGroup, id)), "pack-twice",
              group->id);
  if (hecha_text_is_empty (&group->title))
    complain (reading, -1, "pack-title", group->id);
}

static void
check_item (Reading   *reading,
            HechaItem *item)
{
  int id = column_at (reading, HECHA_PACK_CELL_PLAIN, G_STRUCT_OFFSET (HechaItem, id));
  int uuid = column_at (reading, HECHA_PACK_CELL_PLAIN, G_STRUCT_OFFSET (HechaItem, uuid));
  char *lower = item->uuid ? g_ascii_strdown (item->uuid, -1) : NULL;

  g_free (item->uuid);
  item->uuid = lower;
  if (!is_token (item->id))
    complain (reading, id, "pack-id", item->id);
  if (item->group && !g_hash_table_contains (reading->groups, item->group))
    complain (reading, column_at (reading, HECHA_PACK_CELL_PLAIN, G_STRUCT_OFFSET (HechaItem, group)),
              "pack-domain", item->group);
  if (hecha_text_is_empty (&item->title))
    complain (reading, -1, "pack-title", item->id);
  if (hecha_text_is_empty (&item->requirement))
    hecha_text_copy (&item->title, &item->requirement);
  if (item->uuid && !g_uuid_string_is_valid (item->uuid))
    complain (reading, uuid, "pack-uuid", item->uuid);
  else if (item->uuid && !g_hash_table_add (reading->uuids, item->uuid))
    complain (reading, uuid, "pack-twice", item->uuid);
}

static void
add_item (Reading        *reading,
          const HechaRow *row)
{
  HechaItem *item = hecha_item_new ();

  g_ptr_array_add (reading->pack->items, item);
  read_cells (reading, row, item, NULL, NULL);
  if (!item->id)
    return;
  check_item (reading, item);
  if (g_hash_table_contains (reading->items, item->id))
    complain (reading, column_at (reading, HECHA_PACK_CELL_PLAIN, G_STRUCT_OFFSET (HechaItem, id)), "pack-twice", item->id);
  else
    g_hash_table_insert (reading->items, item->id, item);
}

static void
add_step (Reading        *reading,
          const HechaRow *row)
{
  ReadStep read = { hecha_step_new (HECHA_METHOD_EXAMINE), 0, row->number };
  g_autofree char *id = NULL;
  int place = 0;
  HechaItem *item;
  GArray *steps;

  read_cells (reading, row, read.step, &id, &place);
  if (hecha_text_is_empty (&read.step->text))
    complain (reading, -1, "pack-step-text", id);
  item = id ? g_hash_table_lookup (reading->items, id) : NULL;
  if (id && !item)
    complain (reading, column_at (reading, HECHA_PACK_CELL_ITEM, 0), "pack-item", id);
  if (!item || place == 0)
    {
      hecha_step_free (read.step);
      return;
    }
  read.number = place;
  steps = g_hash_table_lookup (reading->steps, item);
  if (!steps)
    g_hash_table_insert (reading->steps, item, steps = g_array_new (FALSE, FALSE, sizeof (ReadStep)));
  g_array_append_val (steps, read);
}

/* Sheets */

static int
find_column (const HechaPackSheetForm *form,
             const char               *header)
{
  g_autofree char *text = g_strstrip (g_strdup (header));

  for (guint i = 0; i < form->n_columns; i++)
    if (strcmp (text, form->columns[i].header.zh) == 0 || g_ascii_strcasecmp (text, form->columns[i].header.en) == 0)
      return i;
  return -1;
}

static void
read_header (Reading        *reading,
             const HechaRow *row)
{
  const HechaPackSheetForm *form = &hecha_pack_sheets[reading->which];
  gboolean seen[32] = { FALSE };

  for (guint i = 0; i < MAX_COLUMNS; i++)
    reading->map[i] = -1;
  for (guint i = 0; i < row->n_cells; i++)
    {
      int found = i < MAX_COLUMNS && row->cells[i].length ? find_column (form, row->cells[i].text) : -1;

      if (row->cells[i].length && found < 0)
        complain (reading, MIN (i, MAX_COLUMNS - 1), "pack-column-unknown", row->cells[i].text);
      else if (found >= 0 && seen[found])
        complain (reading, i, "pack-twice", row->cells[i].text);
      else if (found >= 0)
        {
          reading->map[i] = found;
          seen[found] = TRUE;
        }
    }
  for (guint i = 0; i < form->n_columns; i++)
    if (form->columns[i].wanted && !seen[i])
      complain (reading, -1, "pack-column-missing", form->columns[i].header.zh);
}

static gboolean
read_rows (Reading  *reading,
           GError  **error)
{
  static void (*const add[]) (Reading *, const HechaRow *) = { add_facts, add_domain, add_item, add_step };
  g_autoptr(GError) failure = NULL;
  gboolean has_header = FALSE;
  HechaRow row;

  while (hecha_table_next (reading->table, &row, &failure))
    {
      if (row.n_cells == 0)
        continue;
      reading->row = row.number;
      if (!has_header)
        read_header (reading, &row);
      else if (reading->pack->items->len < MAX_ITEMS && reading->faults->len < MAX_FAULTS)
        add[reading->which] (reading, &row);
      has_header = TRUE;
    }
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Sheets are found by name, in either language, so that they may stand in any order and beside others. */
static gboolean
read_sheet (Reading         *reading,
            HechaPackSheet   which,
            GError         **error)
{
  const HechaText *name = &hecha_pack_sheets[which].name;

  reading->which = which;
  for (guint i = 0; i < hecha_table_n_sheets (reading->table); i++)
    {
      reading->sheet = hecha_table_sheet_name (reading->table, i);
      if (strcmp (reading->sheet, name->zh) == 0 || g_ascii_strcasecmp (reading->sheet, name->en) == 0)
        return hecha_table_select (reading->table, i, error) && read_rows (reading, error);
    }
  reading->sheet = NULL;
  reading->row = 0;
  complain (reading, -1, "pack-sheet-missing", name->zh);
  return TRUE;
}

/* The whole */

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const ReadStep *left = a, *right = b;

  return (left->number > right->number) - (left->number < right->number);
}

/* Steps count from 1 without a gap. */
static void
take_steps (Reading   *reading,
            HechaItem *item)
{
  GArray *steps = g_hash_table_lookup (reading->steps, item);

  reading->row = 0;
  if (!steps)
    {
      if (item->id)
        complain (reading, -1, "pack-no-steps", item->id);
      return;
    }
  g_array_sort (steps, compare_steps);
  for (guint i = 0; i < steps->len; i++)
    {
      ReadStep *read = &g_array_index (steps, ReadStep, i);

      reading->row = read->row;
      if (read->number != i + 1)
        complain (reading, column_at (reading, HECHA_PACK_CELL_PLACE, 0), "pack-step-number", item->id);
      g_ptr_array_add (item->steps, read->step);
    }
  g_array_set_size (steps, 0);
}

static void
finish_item (Reading   *reading,
             HechaItem *item)
{
  g_autofree char *name = g_strconcat (reading->facts.id ? reading->facts.id : "", "/", item->id, NULL);

  if (!item->uuid)
    item->uuid = hecha_uuid_name (HECHA_OSCAL_SPACE, name);
  if (!item->label)
    item->label = g_strdup (item->id);
  take_steps (reading, item);
  hecha_item_seal (item);
}

static gboolean
read_all (Reading  *reading,
          GError  **error)
{
  for (int which = 0; which < HECHA_N_PACK_SHEETS; which++)
    if (!read_sheet (reading, which, error))
      return FALSE;
  for (guint i = 0; i < reading->pack->items->len; i++)
    finish_item (reading, reading->pack->items->pdata[i]);
  return TRUE;
}

static void
free_steps (gpointer data)
{
  GArray *steps = data;

  for (guint i = 0; i < steps->len; i++)
    hecha_step_free (g_array_index (steps, ReadStep, i).step);
  g_array_unref (steps);
}

static void
reading_clear (Reading *reading)
{
  g_hash_table_unref (reading->groups);
  g_hash_table_unref (reading->items);
  g_hash_table_unref (reading->uuids);
  g_hash_table_unref (reading->steps);
  g_free (reading->facts.id);
  g_free (reading->facts.version);
  hecha_text_clear (&reading->facts.title);
  g_free (reading->facts.type);
}

static gboolean
refuse (const Reading  *reading,
        GError        **error)
{
  const HechaRowIssue *first = reading->faults->pdata[0];

  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s, sheet %s, row %u, column %s: %s (%u in all)", first->file,
               first->sheet ? first->sheet : "-", first->row, first->column ? first->column : "-", first->message.en,
               reading->faults->len);
  return FALSE;
}

static HechaPack *
take_pack (Reading  *reading,
           char    **type)
{
  HechaPack *pack = hecha_pack_new (reading->facts.id, reading->facts.version);

  hecha_text_copy (&reading->facts.title, &pack->title);
  g_ptr_array_extend_and_steal (pack->groups, g_steal_pointer (&reading->pack->groups));
  g_ptr_array_extend_and_steal (pack->items, g_steal_pointer (&reading->pack->items));
  reading->pack->groups = g_ptr_array_new ();
  reading->pack->items = g_ptr_array_new ();
  *type = g_steal_pointer (&reading->facts.type);
  return pack;
}

/**
 * hecha_pack_sheet_read:
 * @path: an .xlsx as hecha_pack_sheet_write() writes it; sheets and columns in
 *   any order, named in either language
 * @type: (out) (transfer full) (nullable): the enterprise type that it is for
 * @faults: (element-type HechaRowIssue): filled; each names sheet, row and column
 *
 * Reads a pack that was written or changed in a spreadsheet program. An item
 * without a UUID is a new one, named by the pack and its id.
 *
 * Returns: (transfer full) (nullable): the pack with sealed items;
 *   %HECHA_ERROR_INVALID where there is any fault, and errors as of
 *   hecha_table_open()
 */
HechaPack *
hecha_pack_sheet_read (const char  *path,
                       char       **type,
                       GPtrArray   *faults,
                       GError     **error)
{
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, error);
  g_autoptr(HechaPack) gathered = hecha_pack_new (NULL, NULL);
  Reading reading = { .table = table, .faults = faults, .pack = gathered };
  HechaPack *pack = NULL;

  if (!table)
    return NULL;
  reading.groups = g_hash_table_new (g_str_hash, g_str_equal);
  reading.items = g_hash_table_new (g_str_hash, g_str_equal);
  reading.uuids = g_hash_table_new (g_str_hash, g_str_equal);
  reading.steps = g_hash_table_new_full (NULL, NULL, NULL, free_steps);
  if (read_all (&reading, error) && (faults->len == 0 || refuse (&reading, error)))
    pack = take_pack (&reading, type);
  reading_clear (&reading);
  return pack;
}

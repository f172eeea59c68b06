/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-row.h"

#include "clock.h"
#include "filing-words.h"
#include "identity.h"

#include <string.h>

#define MAX_TEXT 10000   /* bytes of a field */

/* One row on its way to filings. */
typedef struct
{
  const HechaRowPlace *place;
  const HechaRow      *row;
  HechaFilingEntry    *entry;
  int                  column[HECHA_N_TARGETS];   /* -1 for none */
  HechaFiling         *common;                    /* what all the row's filings say */
} Reader;

/* A row may be wider than the header. */
static const char *
header_of (Reader *reader,
           guint   column)
{
  return column < reader->place->n_columns ? reader->place->columns[column].header : "";
}

static void
say (Reader     *reader,
     HechaCheck  check,
     int         column,
     const char *rule,
     const char *value)
{
  HechaRowIssue *issue;
  char letters[4];

  if (check == HECHA_CHECK_OK)
    return;
  issue = hecha_row_issue_new (check == HECHA_CHECK_ERROR, reader->place->file, reader->place->sheet,
                               reader->row->number, rule, value);
  if (column >= 0)
    {
      hecha_column_letters (column, letters);
      issue->column = g_strdup (letters);
      issue->header = g_strdup (header_of (reader, column));
    }
  reader->entry->refused |= issue->is_error;
  g_ptr_array_add (reader->entry->issues, issue);
}

/* Cells */

static const HechaCell *
cell_of (Reader *reader,
         int     target)
{
  int column = reader->column[target];

  return column >= 0 && (guint) column < reader->row->n_cells ? &reader->row->cells[column] : NULL;
}

/* ="013800000000" and '013800000000: how digits are kept from a spreadsheet program that would count with them. */
static void
unquote (char *text)
{
  gsize length = strlen (text);
  gsize begin = *text == '\'' ? 1 : 0;

  if (length > 3 && strncmp (text, "=\"", 2) == 0 && text[length - 1] == '"' && !memchr (text + 2, '"', length - 3))
    {
      begin = 2;
      length--;
    }
  memmove (text, text + begin, length - begin);
  text[length - begin] = '\0';
}

/* What stands for nothing ("-", "/", "无") is nothing. */
static char *
clean (const char *text)
{
  static const char *const nothing[] = { "-", "--", "—", "——", "/", "\\", "无", "n/a", "N/A", NULL };
  char *out = hecha_words_line (text);

  if (*out == '=' || *out == '\'')
    unquote (out);
  if (strnlen (out, 8) < 8 && g_strv_contains (nothing, out))
    *out = '\0';
  return out;
}

/* "13900000001.0": programs that take each column of numbers for fractions write so. */
static char *
without_fraction (char *text)
{
  gsize digits = strspn (text, "0123456789");

  if (digits && strcmp (text + digits, ".0") == 0)
    text[digits] = '\0';
  return text;
}

/* "9.1E+17": what is left of a code that a spreadsheet program took for a number. */
static gboolean
is_scientific (const char *code)
{
  gsize digits = strspn (code, "0123456789.");

  return digits && g_ascii_isdigit (code[0]) && code[digits] == 'E' && code[digits + 1] == '+'
         && g_ascii_isdigit (code[digits + 2]) && !code[digits + 2 + strspn (code + digits + 2, "0123456789")];
}

static char *
text_of (Reader *reader,
         int     target)
{
  const HechaCell *cell = cell_of (reader, target);

  if (!cell)
    return g_strdup ("");
  if (cell->notes & HECHA_CELL_ERROR)
    say (reader, HECHA_CHECK_ERROR, reader->column[target], "cell-error", cell->text);
  if (cell->notes & HECHA_CELL_FORMULA)
    say (reader, HECHA_CHECK_ERROR, reader->column[target], "cell-formula", NULL);
  if (cell->length <= MAX_TEXT)
    return without_fraction (clean (cell->text));
  say (reader, HECHA_CHECK_ERROR, reader->column[target], "text-too-long", cell->text);
  return g_strdup ("");
}

static void
keep_extra (Reader     *reader,
            int         column,
            const char *value)
{
  const char *header = header_of (reader, column);
  char letters[4];

  if (g_str_has_prefix (header, "extra."))   /* as hecha_filing_to_json() names it */
    header += strlen ("extra.");
  if (!*header)
    {
      hecha_column_letters (column, letters);
      header = letters;
    }
  if (!g_hash_table_contains (reader->common->extra, header))
    {
      g_hash_table_insert (reader->common->extra, g_strdup (header), g_strdup (value));
      return;
    }
  hecha_column_letters (column, letters);
  g_hash_table_insert (reader->common->extra, g_strdup_printf ("%s (%s)", header, letters), g_strdup (value));
}

/* Fields */

static void
read_code (Reader *reader)
{
  int column = reader->column[HECHA_FIELD_CODE];
  const HechaCell *cell = cell_of (reader, HECHA_FIELD_CODE);
  g_autofree char *text = text_of (reader, HECHA_FIELD_CODE);
  g_autofree char *code = hecha_words_code (text);
  const char *rule = NULL;
  HechaCheck check;

  hecha_filing_set (reader->common, HECHA_FIELD_CODE, code);
  reader->entry->code = g_strdup (code);
  if (!*code)
    return;
  if (cell->notes & HECHA_CELL_LOSSY || is_scientific (code))
    {
      say (reader, HECHA_CHECK_ERROR, column, "credit-code-number", code);
      return;
    }
  check = hecha_credit_code_check (code, &rule);
  say (reader, check, column, rule, code);
}

static void
set_region (Reader *reader,
            int     target,
            char  **out)
{
  g_autofree char *text = text_of (reader, target);
  g_autofree char *code = NULL;
  const char *rule = NULL;
  gboolean by_name;
  HechaCheck check;

  if (!*text)
    return;
  code = hecha_words_region (text, &by_name);
  check = hecha_region_check (code, &rule);
  if (check == HECHA_CHECK_ERROR && !strpbrk (code, "0123456789"))
    {
      /* A place that no province begins with is no mistake of form. */
      say (reader, HECHA_CHECK_WARNING, reader->column[target], "region-unknown", text);
      keep_extra (reader, reader->column[target], text);
      return;
    }
  say (reader, check, reader->column[target], rule, text);
  if (by_name)
    {
      say (reader, HECHA_CHECK_WARNING, reader->column[target], "region-name", text);
      keep_extra (reader, reader->column[target], text);
    }
  *out = g_steal_pointer (&code);
}

static void
read_industry (Reader *reader)
{
  int column = reader->column[HECHA_FIELD_INDUSTRY];
  g_autofree char *text = text_of (reader, HECHA_FIELD_INDUSTRY);
  g_autofree char *code = NULL;
  const char *rule = NULL;
  HechaCheck check;

  if (!*text)
    return;
  code = hecha_words_industry (text);
  if (!code)
    {
      say (reader, HECHA_CHECK_WARNING, column, "industry-name", text);
      keep_extra (reader, column, text);
      return;
    }
  check = hecha_industry_check (code, &rule);
  say (reader, check, column, rule, text);
  hecha_filing_set (reader->common, HECHA_FIELD_INDUSTRY, code);
}

static void
read_phone (Reader    *reader,
            HechaField field)
{
  g_autofree char *cell = text_of (reader, field);
  g_autofree char *text = hecha_words_fold (cell);
  const char *rule = NULL;
  HechaCheck check = *text ? hecha_phone_check (text, &rule) : HECHA_CHECK_OK;

  say (reader, check, reader->column[field], rule, text);
  hecha_filing_set (reader->common, field, text);
}

static void
read_date (Reader    *reader,
           HechaField field)
{
  g_autofree char *text = text_of (reader, field);
  g_autofree char *day = NULL;
  GDate date;

  if (!*text)
    return;
  if (hecha_words_serial (text, &date))
    say (reader, HECHA_CHECK_WARNING, reader->column[field], "date-serial", text);
  else if (!hecha_words_date (text, &date))
    {
      say (reader, HECHA_CHECK_ERROR, reader->column[field], "date-form", text);
      return;
    }
  day = hecha_date_to_text (&date);
  hecha_filing_set (reader->common, field, day);
}

static void
read_word (Reader          *reader,
           HechaField       field,
           const HechaWord *words,
           const char      *rule)
{
  g_autofree char *text = text_of (reader, field);
  const char *id = *text ? hecha_words_find (words, text) : NULL;

  if (*text && !id)
    say (reader, HECHA_CHECK_WARNING, reader->column[field], rule, text);
  hecha_filing_set (reader->common, field, id);
}

static void
read_email (Reader *reader)
{
  g_autofree char *text = text_of (reader, HECHA_FIELD_EMAIL);
  const char *at = strchr (text, '@');

  if (*text && (!at || at == text || !strchr (at, '.') || strpbrk (text, " ,;")))
    say (reader, HECHA_CHECK_WARNING, reader->column[HECHA_FIELD_EMAIL], "email-form", text);
  hecha_filing_set (reader->common, HECHA_FIELD_EMAIL, text);
}

static void
read_field (Reader    *reader,
            HechaField field)
{
  g_autofree char *text = NULL;

  switch (field)
    {
    case HECHA_FIELD_CODE:
      read_code (reader);
      break;
    case HECHA_FIELD_REGION:
      set_region (reader, field, &reader->common->fields[field]);
      break;
    case HECHA_FIELD_INDUSTRY:
      read_industry (reader);
      break;
    case HECHA_FIELD_OFFICER_PHONE:
    case HECHA_FIELD_PHONE:
      read_phone (reader, field);
      break;
    case HECHA_FIELD_EMAIL:
      read_email (reader);
      break;
    case HECHA_FIELD_FILED_ON:
    case HECHA_FIELD_LAST_EVALUATED_ON:
      read_date (reader, field);
      break;
    case HECHA_FIELD_STATE:
      read_word (reader, field, hecha_words_states, "state-unknown");
      break;
    case HECHA_FIELD_CRITICAL:
      read_word (reader, field, hecha_words_yes_no, "critical-unknown");
      break;
    case HECHA_FIELD_NODE_KIND:
      read_word (reader, field, hecha_words_node_kinds, "node-kind-unknown");
      break;
    default:
      text = text_of (reader, field);
      hecha_filing_set (reader->common, field, text);
      break;
    }
}

/* Article 7 names what a filing says at least. */
static void
check_required (Reader *reader)
{
  if (!reader->common->fields[HECHA_FIELD_PHONE] && reader->common->fields[HECHA_FIELD_OFFICER_PHONE])
    {
      say (reader, HECHA_CHECK_WARNING, reader->column[HECHA_FIELD_PHONE], "phone-of-officer", NULL);
      hecha_filing_set (reader->common, HECHA_FIELD_PHONE, reader->common->fields[HECHA_FIELD_OFFICER_PHONE]);
    }
  for (int field = 0; field < HECHA_N_FIELDS; field++)
    {
      g_autofree char *rule = NULL;

      if (!hecha_field_specs[field].required || reader->common->fields[field])
        continue;
      rule = g_strconcat (field == HECHA_FIELD_CODE ? "credit-code" : hecha_field_specs[field].id, "-missing", NULL);
      say (reader, HECHA_CHECK_ERROR, reader->column[field], rule, NULL);
    }
}

static void
read_site (Reader *reader)
{
  g_autofree char *name = text_of (reader, HECHA_TARGET_SITE_NAME);
  g_autofree char *address = text_of (reader, HECHA_TARGET_SITE_ADDRESS);
  g_autofree char *region = NULL;

  set_region (reader, HECHA_TARGET_SITE_REGION, &region);
  if (!region)
    region = g_strdup (reader->common->fields[HECHA_FIELD_REGION]);
  if (!*address)
    {
      g_free (address);
      address = g_strdup (reader->common->fields[HECHA_FIELD_ADDRESS]);
    }
  if (*name || region || address)
    g_ptr_array_add (reader->common->sites, hecha_site_new (name, region, address));
}

static void
read_extras (Reader *reader)
{
  for (guint i = 0; i < reader->row->n_cells; i++)
    {
      const HechaCell *cell = &reader->row->cells[i];
      g_autofree char *text = NULL;

      if (!cell->length
          || (i < reader->place->n_columns && reader->place->columns[i].target != HECHA_TARGET_EXTRA))
        continue;
      if (cell->length > MAX_TEXT)
        {
          say (reader, HECHA_CHECK_ERROR, i, "text-too-long", cell->text);
          continue;
        }
      text = clean (cell->text);
      if (*text)
        keep_extra (reader, i, text);
    }
}

/* Types and levels */

typedef struct
{
  gboolean there[HECHA_N_TYPES];
  int      level[HECHA_N_TYPES];
  gboolean conflict;
} Grades;

static void
add_grade (Grades *grades,
           int     type,
           int     level)
{
  if (grades->there[type] && level && grades->level[type] && grades->level[type] != level)
    grades->conflict = TRUE;
  grades->there[type] = TRUE;
  if (level)
    grades->level[type] = level;
}

/* "联网工业企业、平台企业 三级": the one level there is counts for all. */
static void
add_type_cell (Reader *reader,
               Grades *grades)
{
  g_autofree char *text = text_of (reader, HECHA_TARGET_TYPE);
  HechaGrade list[HECHA_MAX_GRADES];
  guint n = *text ? hecha_words_grades (text, list) : 0, levels = 0;
  int level = 0;

  for (guint i = 0; i < n; i++)
    if (list[i].level)
      {
        levels++;
        level = list[i].level;
      }
  for (guint i = 0; i < n; i++)
    if (list[i].type >= 0)
      add_grade (grades, list[i].type, levels == 1 && i + 1 < n && list[n - 1].level ? level : list[i].level);
    else
      n = 0;   /* a level without a type */
  if (*text && !n)
    say (reader, HECHA_CHECK_ERROR, reader->column[HECHA_TARGET_TYPE], "type-unknown", text);
}

static void
add_level_columns (Reader *reader,
                   Grades *grades)
{
  for (int type = 0; type < HECHA_N_TYPES; type++)
    {
      int target = HECHA_TARGET_CONNECTED_LEVEL + type;
      g_autofree char *text = text_of (reader, target);
      const char *word = *text ? hecha_words_find (hecha_words_yes_no, text) : NULL;
      HechaGrade list[HECHA_MAX_GRADES];

      /* "1" is a level here, not a yes. */
      if (*text && hecha_words_grades (text, list) == 1 && list[0].level)
        add_grade (grades, type, list[0].level);
      else if (g_strcmp0 (word, "yes") == 0)
        add_grade (grades, type, 0);
      else if (*text && !word)
        say (reader, HECHA_CHECK_ERROR, reader->column[target], "level-unknown", text);
    }
}

/* A level for all types, one for each in their order, or each with its type. */
static gboolean
spread_levels (Grades     *grades,
               HechaGrade *list,
               guint       n)
{
  guint types = 0, next = 0;

  for (int type = 0; type < HECHA_N_TYPES; type++)
    types += grades->there[type];
  for (guint i = 0; i < n; i++)
    if (!list[i].level || (list[i].type < 0) != (list[0].type < 0))
      return FALSE;
  if (n == 0)
    return FALSE;
  if (list[0].type >= 0)
    {
      for (guint i = 0; i < n; i++)
        add_grade (grades, list[i].type, list[i].level);
      return TRUE;
    }
  if (n != 1 && n != types)
    return FALSE;
  for (int type = 0; type < HECHA_N_TYPES; type++)
    if (grades->there[type] && n == 1 && !grades->level[type])
      grades->level[type] = list[0].level;
    else if (grades->there[type] && n > 1)
      add_grade (grades, type, list[next++].level);
  return TRUE;
}

static void
add_level_cell (Reader *reader,
                Grades *grades)
{
  g_autofree char *text = text_of (reader, HECHA_TARGET_LEVEL);
  HechaGrade list[HECHA_MAX_GRADES];

  if (*text && !spread_levels (grades, list, hecha_words_grades (text, list)))
    say (reader, HECHA_CHECK_ERROR, reader->column[HECHA_TARGET_LEVEL], "level-unknown", text);
}

static void
read_grades (Reader *reader,
             Grades *grades)
{
  gboolean before = reader->entry->refused;
  gboolean any = FALSE, all = TRUE;

  reader->entry->refused = FALSE;
  add_type_cell (reader, grades);
  add_level_columns (reader, grades);
  add_level_cell (reader, grades);
  for (int type = 0; type < HECHA_N_TYPES; type++)
    {
      any |= grades->there[type];
      all &= !grades->there[type] || grades->level[type];
    }
  if (reader->entry->refused)
    return;
  reader->entry->refused = before;
  if (!any)
    say (reader, HECHA_CHECK_ERROR, reader->column[HECHA_TARGET_TYPE], "type-missing", NULL);
  else if (grades->conflict)
    say (reader, HECHA_CHECK_ERROR, reader->column[HECHA_TARGET_LEVEL], "level-conflict", NULL);
  else if (!all)
    say (reader, HECHA_CHECK_ERROR, reader->column[HECHA_TARGET_LEVEL], "level-missing", NULL);
}

/* The last one is @common itself: most rows have one type. */
static void
make_filings (Reader *reader,
              Grades *grades)
{
  for (int type = HECHA_N_TYPES - 1; type >= 0; type--)
    {
      gboolean last = TRUE;
      HechaFiling *filing;

      if (!grades->there[type])
        continue;
      for (int other = 0; other < type; other++)
        last &= !grades->there[other];
      filing = last ? g_steal_pointer (&reader->common) : hecha_filing_copy (reader->common);
      filing->type = type;
      filing->level = grades->level[type];
      if (type != HECHA_TYPE_IDENTIFIER)
        hecha_filing_set (filing, HECHA_FIELD_NODE_KIND, NULL);
      g_ptr_array_insert (reader->entry->filings, 0, filing);
    }
}

/* A title between the rows, a remark under them. */
static gboolean
is_single_cell (const HechaRow *row)
{
  const HechaCell *only = NULL;

  for (guint i = 0; i < row->n_cells; i++)
    if (hecha_cell_is_used (&row->cells[i]) && only && !(row->cells[i].notes & HECHA_CELL_SPREAD))
      return FALSE;
    else if (hecha_cell_is_used (&row->cells[i]))
      only = &row->cells[i];
  return TRUE;
}

static void
read_row (Reader *reader)
{
  Grades grades = { 0 };

  if (is_single_cell (reader->row))
    {
      const HechaCell *cell = reader->row->cells;

      while (!hecha_cell_is_used (cell))
        cell++;
      say (reader, HECHA_CHECK_ERROR, (int) (cell - reader->row->cells), "not-a-filing", cell->text);
      return;
    }
  for (int field = 0; field < HECHA_N_FIELDS; field++)
    if (reader->column[field] >= 0)
      read_field (reader, field);
  reader->entry->name = g_strdup (reader->common->fields[HECHA_FIELD_NAME]);
  check_required (reader);
  read_grades (reader, &grades);
  read_site (reader);
  read_extras (reader);
  if (!reader->entry->refused)
    make_filings (reader, &grades);
}

/**
 * hecha_filing_row_read:
 * @place: where the row stands
 * @row: a row with at least one cell that is not empty
 *
 * Returns: (transfer full): what became of it
 */
HechaFilingEntry *
hecha_filing_row_read (const HechaRowPlace *place,
                       const HechaRow      *row)
{
  Reader reader = { .place = place, .row = row, .common = hecha_filing_new (HECHA_TYPE_CONNECTED, 1) };

  reader.entry = g_new0 (HechaFilingEntry, 1);
  reader.entry->row = row->number;
  reader.entry->filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  reader.entry->issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  memset (reader.column, -1, sizeof reader.column);
  for (guint i = 0; i < place->n_columns; i++)
    reader.column[place->columns[i].target] = (int) i;
  read_row (&reader);
  g_clear_pointer (&reader.common, hecha_filing_free);
  return reader.entry;
}

void
hecha_filing_entry_free (HechaFilingEntry *self)
{
  g_free (self->name);
  g_free (self->code);
  g_clear_pointer (&self->filings, g_ptr_array_unref);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_free (self);
}

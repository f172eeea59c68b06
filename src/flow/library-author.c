/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of library.h that takes packs out into files and makes new ones of spreadsheets. */
#include "library-private.h"

#include "error.h"
#include "oscal-pack.h"
#include "oscal-profile.h"
#include "pack-diff.h"
#include "pack-sheet.h"
#include "row-issue.h"
#include "table.h"

#include <string.h>

/* The enterprise type that a bundle is for, or NULL. */
static const char *
type_of (HechaBundle *bundle)
{
  g_autoptr(GPtrArray) names = hecha_bundle_names (bundle);
  HechaType type;
  int level;

  for (guint i = 0; i < names->len; i++)
    if (g_str_has_suffix (names->pdata[i], ".json") &&
        hecha_oscal_profile_target (hecha_bundle_get (bundle, names->pdata[i]), names->pdata[i], &type, &level, NULL))
      return hecha_nick_text (hecha_type_nicks, type);
  return NULL;
}

/* A pack of the library that may be changed: its items are nobody else's. */
static HechaPack *
own_copy (HechaSession        *session,
          const HechaPackRow  *row,
          const char         **type,
          GError             **error)
{
  g_autoptr(GBytes) zip = hecha_library_bytes (session, row->digest, error);
  g_autoptr(HechaBundle) bundle = zip ? hecha_bundle_read (zip, row->id, error) : NULL;
  HechaPack *pack = bundle ? hecha_library_read (zip, row->id, 0, error) : NULL;

  if (!pack)
    return NULL;
  *type = type_of (bundle);
  g_free (pack->id);
  pack->id = g_strdup (row->id);
  return pack;
}

/**
 * hecha_library_to_sheet:
 * @wanted: as of hecha_library_find()
 * @path: an .xlsx, replaced if it is there
 * @language: of the names of sheets and columns
 *
 * Returns: whether the pack was written; errors as of hecha_pack_sheet_write()
 */
gboolean
hecha_library_to_sheet (HechaSession  *session,
                        const char    *wanted,
                        const char    *path,
                        HechaLanguage  language,
                        GError       **error)
{
  g_autoptr(HechaPackRow) row = hecha_library_find (session, wanted, HECHA_TYPE_CONNECTED, error);
  const char *type = NULL;
  g_autoptr(HechaPack) pack = row ? own_copy (session, row, &type, error) : NULL;

  return pack && hecha_pack_sheet_write (pack, type, path, language, error);
}

/* The pack of the library with this id and version, or NULL. */
static HechaPackRow *
same_version (HechaSession    *session,
              const HechaPack *pack)
{
  g_autofree char *wanted = g_strconcat (pack->id, "@", pack->version, NULL);

  return hecha_library_find (session, wanted, HECHA_TYPE_CONNECTED, NULL);
}

/* A version means one thing: where it is in the library already, nothing may have changed. */
static gboolean
is_unchanged (HechaSession        *session,
              const HechaPack     *pack,
              const HechaPackRow  *there,
              GError             **error)
{
  g_autoptr(HechaPack) before = hecha_library_load (session, there->digest, 0, error);
  g_autoptr(GPtrArray) changes = before ? hecha_items_diff (before->items, pack->items) : NULL;

  if (!changes)
    return FALSE;
  if (changes->len == 0)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS,
               "%s, version %s, is in the library with other items (%u differ): give the new one another version",
               pack->id, pack->version, changes->len);
  return FALSE;
}

static HechaPackRow *
add_made (HechaSession     *session,
          const HechaPack  *pack,
          const char       *type,
          GError          **error)
{
  g_autoptr(HechaPackRow) there = same_version (session, pack);
  g_autofree char *time = hecha_clock_now_text (hecha_session_get_clock (session));
  g_autoptr(HechaBundle) bundle = NULL;

  if (there)
    return is_unchanged (session, pack, there, error) ? g_steal_pointer (&there) : NULL;
  bundle = hecha_oscal_pack_write (pack, type, time, error);
  return bundle ? hecha_library_keep (session, bundle, pack->id, error) : NULL;
}

/**
 * hecha_library_from_sheet:
 * @path: an .xlsx as of hecha_library_to_sheet()
 * @faults: (element-type HechaRowIssue): filled
 *
 * Adds the pack that a spreadsheet holds.
 *
 * Returns: (transfer full) (nullable): the pack; the one that is there already
 *   where nothing changed. %HECHA_ERROR_INVALID with @faults filled,
 *   %HECHA_ERROR_EXISTS where the library has this version with other items
 */
HechaPackRow *
hecha_library_from_sheet (HechaSession  *session,
                          const char    *path,
                          GPtrArray     *faults,
                          GError       **error)
{
  g_autofree char *type = NULL;
  g_autoptr(HechaPack) pack = hecha_pack_sheet_read (path, &type, faults, error);

  if (pack && pack->items->len == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s holds no items", path);
      return NULL;
    }
  return pack ? add_made (session, pack, type, error) : NULL;
}

/**
 * hecha_library_export:
 * @wanted: as of hecha_library_find()
 * @path: a bundle (.zip), replaced if it is there
 *
 * Writes a pack as it is, with its signature.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_library_export (HechaSession  *session,
                      const char    *wanted,
                      const char    *path,
                      GError       **error)
{
  g_autoptr(HechaPackRow) row = hecha_library_find (session, wanted, HECHA_TYPE_CONNECTED, error);
  g_autoptr(GBytes) zip = row ? hecha_library_bytes (session, row->digest, error) : NULL;
  g_autoptr(GError) failure = NULL;

  if (!zip)
    return FALSE;
  if (g_file_set_contents (path, g_bytes_get_data (zip, NULL), g_bytes_get_size (zip), &failure))
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
  return FALSE;
}

/* References to a standard that only its holder can give */

typedef struct
{
  HechaTable *table;
  GPtrArray  *faults;
  GHashTable *items;    /* id: HechaItem */
  int         id;       /* the columns */
  int         clause;
} Referring;

static void
complain (Referring      *referring,
          const HechaRow *row,
          int             column,
          const char     *rule,
          const char     *value)
{
  HechaRowIssue *issue = hecha_row_issue_new (TRUE, hecha_table_name (referring->table), NULL, row->number, rule, value);
  char letters[4];

  hecha_column_letters (column, letters);
  issue->column = g_strdup (letters);
  g_ptr_array_add (referring->faults, issue);
}

static int
column_named (const HechaRow *row,
              const char     *zh,
              const char     *en)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (row->cells[i].text));

      if (strcmp (text, zh) == 0 || g_ascii_strcasecmp (text, en) == 0)
        return i;
    }
  return -1;
}

static gboolean
read_reference_header (Referring       *referring,
                       const HechaRow  *row,
                       GError         **error)
{
  referring->id = column_named (row, "检查项标识", "Item id");
  referring->clause = column_named (row, "GB/T 44462 条款", "GB/T 44462 clause");
  if (referring->id >= 0 && referring->clause >= 0)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
               "%s, row %u: the columns “Item id” (检查项标识) and “GB/T 44462 clause” (GB/T 44462 条款) are wanted",
               hecha_table_name (referring->table), row->number);
  return FALSE;
}

static void
read_reference (Referring      *referring,
                const HechaRow *row)
{
  g_autofree char *id = (int) row->n_cells > referring->id ? g_strstrip (g_strdup (row->cells[referring->id].text)) : NULL;
  g_autofree char *clause = (int) row->n_cells > referring->clause
                            ? g_strstrip (g_strdup (row->cells[referring->clause].text)) : NULL;
  HechaItem *item = id && *id ? g_hash_table_lookup (referring->items, id) : NULL;

  if (!id || !*id)
    complain (referring, row, referring->id, "pack-value-missing", clause);
  else if (!item)
    complain (referring, row, referring->id, "pack-item", id);
  else if (!clause || strchr (clause, '\n'))
    complain (referring, row, referring->clause, clause ? "pack-one-line" : "pack-value-missing", clause);
  else
    {
      g_free (item->gbt_44462);
      item->gbt_44462 = *clause ? g_strdup (clause) : NULL;
    }
}

static gboolean
read_references (Referring  *referring,
                 GError    **error)
{
  g_autoptr(GError) failure = NULL;
  gboolean has_header = FALSE;
  HechaRow row;

  if (!hecha_table_select (referring->table, 0, error))
    return FALSE;
  while (hecha_table_next (referring->table, &row, &failure))
    {
      if (row.n_cells == 0)
        continue;
      if (has_header)
        read_reference (referring, &row);
      else if (!read_reference_header (referring, &row, error))
        return FALSE;
      has_header = TRUE;
    }
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (referring->faults->len)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %u rows are at fault, nothing was taken in",
                 hecha_table_name (referring->table), referring->faults->len);
  return referring->faults->len == 0;
}

/**
 * hecha_library_refer:
 * @wanted: as of hecha_library_find()
 * @path: a table (csv, xlsx, json) of item ids and clauses of GB/T 44462
 * @version: (nullable): of the new pack; %NULL for the old one with "+44462" behind it
 * @faults: (element-type HechaRowIssue): filled
 *
 * Makes a version of the pack whose items name the clauses of GB/T 44462, which
 * is not public: only who holds the standard can give them. Answers stay, since
 * the items ask for the same.
 *
 * Returns: (transfer full) (nullable): the new version
 */
HechaPackRow *
hecha_library_refer (HechaSession  *session,
                     const char    *wanted,
                     const char    *path,
                     const char    *version,
                     GPtrArray     *faults,
                     GError       **error)
{
  g_autoptr(HechaPackRow) row = hecha_library_find (session, wanted, HECHA_TYPE_CONNECTED, error);
  const char *type = NULL;
  g_autoptr(HechaPack) pack = row ? own_copy (session, row, &type, error) : NULL;
  g_autoptr(HechaTable) table = pack ? hecha_table_open (path, NULL, error) : NULL;
  g_autoptr(GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  Referring referring = { table, faults, items, -1, -1 };

  if (!table)
    return NULL;
  for (guint i = 0; i < pack->items->len; i++)
    g_hash_table_insert (items, ((HechaItem *) pack->items->pdata[i])->id, pack->items->pdata[i]);
  if (!read_references (&referring, error))
    return NULL;
  g_free (pack->version);
  pack->version = version ? g_strdup (version) : g_strconcat (row->version, "+44462", NULL);
  return add_made (session, pack, type, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-store.h"

#include "digest.h"
#include "error.h"
#include "search-text.h"

#include <string.h>

/* Up to this many matches are looked up and sorted; for the first of more than
 * that the list is gone through in its order. */
#define SORTED 5000

void
hecha_stored_filing_free (HechaStoredFiling *self)
{
  g_clear_pointer (&self->filing, hecha_filing_free);
  g_free (self->due_on);
  g_free (self->state);
  g_free (self);
}

/* Queries */

/* Each takes ?1 types, ?2 level, ?3 and ?4 the bounds of the region, ?5 state, ?6 due before, ?7 limit, ?9 due from,
 * ?10 the runs that each must have. */
#define FILTERS \
  "(?1 = 0 OR ?1 & " HECHA_FILING_TYPE_BIT ")" \
  " AND (?2 = 0 OR ?2 & (1 << level)) AND (?3 IS NULL OR region BETWEEN ?3 AND ?4)" \
  " AND (?5 IS NULL OR state = ?5) AND (?6 IS NULL OR due_on < ?6)" \
  " AND (?9 IS NULL OR due_on >= ?9)" \
  " AND (?10 IS NULL OR NOT EXISTS (SELECT 1 FROM json_each (?10) WHERE instr (payload, value) = 0))"

static const char *const orders[][2] = {
  [HECHA_FILING_SORT_NAME] = { "name, id", "name DESC, id DESC" },
  [HECHA_FILING_SORT_CODE] = { "code, type", "code DESC, type DESC" },
  [HECHA_FILING_SORT_LEVEL] = { "level, name, id", "level DESC, name, id" },
  [HECHA_FILING_SORT_REGION] = { "region, name, id", "region DESC, name, id" },
  [HECHA_FILING_SORT_STATE] = { "state, name, id", "state DESC, name, id" },
  [HECHA_FILING_SORT_DUE] = { "due_on IS NULL, due_on, name, id", "due_on DESC, name, id" },
};

static HechaRows *
list (HechaDb                *db,
      const HechaFilingFilter *query,
      const char             *match,
      guint                   limit)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT id FROM filing WHERE " FILTERS "%s ORDER BY %s LIMIT ?7",
    match ? " AND id IN (SELECT rowid FROM filing_text WHERE filing_text MATCH ?8)" : " AND ?8 IS NULL",
    orders[query->sort][query->descending]);
  g_autofree char *runs = hecha_search_text_runs (query->search);
  g_autofree char *end = query->region ? g_strconcat (query->region, "\xff", NULL) : NULL;

  return hecha_db_query (db, sql, "iissssisss", (int) query->types, (int) query->levels, query->region, end,
                         query->state, query->due_before, limit ? (int) limit : -1, match, query->due_from, runs);
}

static gboolean
take_ids (HechaRows  *rows,
          GArray     *ids,
          GError    **error)
{
  while (hecha_rows_next (rows))
    {
      gint64 id = hecha_rows_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return hecha_rows_end (rows, error);
}

/* A bit for each id that matches. */
static GByteArray *
list_matches (HechaDb     *db,
              const char  *match,
              guint       *n,
              GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT rowid FROM filing_text WHERE filing_text MATCH ?", "s", match);
  g_autoptr(GByteArray) bits = g_byte_array_new ();

  while (hecha_rows_next (rows))
    {
      guint byte = (guint) (hecha_rows_int (rows, 0) / 8);
      guint length = bits->len;

      if (byte >= length)
        {
          g_byte_array_set_size (bits, byte + 1024);
          memset (bits->data + length, 0, bits->len - length);
        }
      bits->data[byte] |= 1u << hecha_rows_int (rows, 0) % 8;
      ++*n;
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&bits) : NULL;
}

static gboolean
walk (HechaDb                 *db,
      const HechaFilingFilter  *query,
      const GByteArray        *bits,
      GArray                  *ids,
      GError                 **error)
{
  g_autoptr(HechaRows) rows = list (db, query, NULL, 0);

  while (ids->len < query->limit && hecha_rows_next (rows))
    {
      gint64 id = hecha_rows_int (rows, 0);

      if (id / 8 < bits->len && (bits->data[id / 8] & (1u << id % 8)))
        g_array_append_val (ids, id);
    }
  return hecha_rows_end (rows, error);
}

static gboolean
search (HechaDb                 *db,
        const HechaFilingFilter  *query,
        const char              *match,
        GArray                  *ids,
        GError                 **error)
{
  g_autoptr(HechaRows) rows = NULL;
  g_autoptr(GByteArray) bits = NULL;
  guint n = 0;

  if (query->limit)
    {
      bits = list_matches (db, match, &n, error);
      if (!bits)
        return FALSE;
      if (n > SORTED)
        return walk (db, query, bits, ids, error);
    }
  rows = list (db, query, match, query->limit);
  return take_ids (rows, ids, error);
}

/**
 * hecha_filing_store_query:
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the ids of the
 *   filings, in order; a search without a word in it is none
 */
GArray *
hecha_filing_store_query (HechaDb                 *db,
                          const HechaFilingFilter  *query,
                          GError                 **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *match = hecha_search_text_match (query->search);
  g_autoptr(HechaRows) rows = NULL;

  if (match)
    return search (db, query, match, ids, error) ? g_steal_pointer (&ids) : NULL;
  rows = list (db, query, NULL, query->limit);
  return take_ids (rows, ids, error) ? g_steal_pointer (&ids) : NULL;
}

/* Rows */

#define SELECT_ROW \
  "SELECT id, payload, due_on, (SELECT count (*) FROM filing_version v WHERE v.filing = f.id), state FROM filing f "

static HechaFiling *
parse (const char  *payload,
       GError     **error)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object (payload, -1, "filing", error);

  return object ? hecha_filing_from_json (object, error) : NULL;
}

static gboolean
take_rows (HechaRows  *rows,
           GPtrArray  *list,
           GError    **error)
{
  while (hecha_rows_next (rows))
    {
      HechaFiling *filing = parse (hecha_rows_text (rows, 1), error);
      HechaStoredFiling *row;

      if (!filing)
        return FALSE;
      row = g_new0 (HechaStoredFiling, 1);
      row->id = hecha_rows_int (rows, 0);
      row->filing = filing;
      row->due_on = hecha_rows_dup (rows, 2);
      row->versions = (int) hecha_rows_int (rows, 3);
      row->state = hecha_rows_dup (rows, 4);
      g_ptr_array_add (list, row);
    }
  return hecha_rows_end (rows, error);
}

/**
 * hecha_filing_store_page:
 * @ids: (array length=n): as hecha_filing_store_query() gives them
 *
 * Returns: (transfer full) (element-type HechaStoredFiling) (nullable): their
 *   rows, in this order; an id that is gone has none
 */
GPtrArray *
hecha_filing_store_page (HechaDb       *db,
                         const gint64  *ids,
                         guint          n,
                         GError       **error)
{
  g_autoptr(GPtrArray) page = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_stored_filing_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_ROW "WHERE id = ?", "x", ids[i]);

      if (!take_rows (rows, page, error))
        return NULL;
    }
  return g_steal_pointer (&page);
}

/**
 * hecha_filing_store_of_code:
 * @code: unified social credit code
 *
 * Returns: (transfer full) (element-type HechaStoredFiling) (nullable): the
 *   enterprise's filings, one for each type
 */
GPtrArray *
hecha_filing_store_of_code (HechaDb     *db,
                            const char  *code,
                            GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_ROW "WHERE code = ? ORDER BY type", "s", code);
  g_autoptr(GPtrArray) list_of = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_stored_filing_free);

  return take_rows (rows, list_of, error) ? g_steal_pointer (&list_of) : NULL;
}

/**
 * hecha_filing_store_find:
 *
 * Returns: (transfer full) (nullable): the filing of a code and type;
 *   %HECHA_ERROR_NOT_FOUND
 */
HechaStoredFiling *
hecha_filing_store_find (HechaDb     *db,
                         const char  *code,
                         HechaType    type,
                         GError     **error)
{
  g_autoptr(GPtrArray) rows = hecha_filing_store_of_code (db, code, error);

  for (guint i = 0; rows && i < rows->len; i++)
    if (((HechaStoredFiling *) rows->pdata[i])->filing->type == type)
      return g_ptr_array_steal_index (rows, i);
  if (rows)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no filing of %s as %s", code,
                 hecha_nick_text (hecha_type_nicks, type));
  return NULL;
}

/**
 * hecha_filing_store_versions:
 *
 * Returns: (transfer full) (element-type HechaFiling) (nullable): what the
 *   filing said before, the newest first
 */
GPtrArray *
hecha_filing_store_versions (HechaDb  *db,
                             gint64    id,
                             GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT payload FROM filing_version WHERE filing = ? ORDER BY id DESC",
                                              "x", id);
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);

  while (hecha_rows_next (rows))
    {
      HechaFiling *filing = parse (hecha_rows_text (rows, 0), error);

      if (!filing)
        return NULL;
      g_ptr_array_add (versions, filing);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&versions) : NULL;
}

/**
 * hecha_filing_store_set_due:
 * @due_on: (nullable): YYYY-MM-DD
 */
gboolean
hecha_filing_store_set_due (HechaDb     *db,
                            gint64       id,
                            const char  *due_on,
                            GError     **error)
{
  return hecha_db_exec (db, error, "UPDATE filing SET due_on = ? WHERE id = ?", "sx", due_on, id);
}

/**
 * hecha_filing_store_count:
 *
 * Returns: how many filings there are
 */
gint64
hecha_filing_store_count (HechaDb *db)
{
  return hecha_db_int (db, 0, "SELECT count (*) FROM filing", "");
}

/* Columns */

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * hecha_filing_headers_digest:
 * @headers: (array zero-terminated=1): of a table, in any order
 *
 * Returns: (transfer full): SHA-256 over the set of them
 */
char *
hecha_filing_headers_digest (const char *const *headers)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; headers[i]; i++)
    g_ptr_array_add (sorted, (char *) headers[i]);
  g_ptr_array_sort (sorted, compare_texts);
  for (guint i = 0; i < sorted->len; i++)
    g_string_append_printf (text, "%s\n", (char *) sorted->pdata[i]);
  return hecha_sha256_hex (text->str, text->len);
}

/**
 * hecha_filing_store_mappings:
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): by
 *   hecha_filing_headers_digest(): which column is which field, as it was
 *   remembered for tables with these headers; JSON
 */
GHashTable *
hecha_filing_store_mappings (HechaDb  *db,
                             GError  **error)
{
  g_autoptr(GHashTable) mappings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT headers, mapping FROM column_map", "");

  while (hecha_rows_next (rows))
    g_hash_table_insert (mappings, hecha_rows_dup (rows, 0), hecha_rows_dup (rows, 1));
  return hecha_rows_end (rows, error) ? g_steal_pointer (&mappings) : NULL;
}

/**
 * hecha_filing_store_remember:
 * @mapping: JSON, for hecha_filing_store_mappings()
 * @time: RFC 3339
 */
gboolean
hecha_filing_store_remember (HechaDb            *db,
                             const char *const  *headers,
                             const char         *mapping,
                             const char         *time,
                             GError            **error)
{
  g_autofree char *digest = hecha_filing_headers_digest (headers);

  return hecha_db_exec (db, error, "INSERT OR REPLACE INTO column_map (headers, mapping, time) VALUES (?, ?, ?)",
                        "sss", digest, mapping, time);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-store.h"

#include "digest.h"
#include "uuid.h"

#include <string.h>

/* What one import keeps from row to row. */
typedef struct
{
  HechaFilingImport *import;
  HechaFilingSource  source;
  gpointer           data;
  GPtrArray         *records;  /* the last of each filing, where the first one stood */
  GHashTable        *places;   /* id of a filing: its index in records, and 1 */
} Import;

/**
 * hecha_filing_import_new:
 * @file: the file's name, for people
 * @sha256: of the file
 * @time: RFC 3339
 *
 * Returns: (transfer full): an import with a UUID of its own
 */
HechaFilingImport *
hecha_filing_import_new (const char *file,
                         const char *sha256,
                         const char *time)
{
  HechaFilingImport *self = g_new0 (HechaFilingImport, 1);

  self->uuid = hecha_uuid_new ();
  self->file = g_strdup (file);
  self->sha256 = g_strdup (sha256);
  self->time = g_strdup (time);
  return self;
}

void
hecha_filing_import_free (HechaFilingImport *self)
{
  g_free (self->uuid);
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->time);
  g_free (self->root);
  g_free (self);
}

static gboolean
index_words (HechaDb     *db,
             gint64       id,
             const char  *words,
             GError     **error)
{
  return hecha_db_exec (db, error, "INSERT INTO filing_text (rowid, words) VALUES (?, ?)", "xs", id, words);
}

static const char *
state_of (const HechaFiling *filing)
{
  const char *state = hecha_filing_get (filing, HECHA_FIELD_STATE);

  return *state ? state : hecha_nick_text (hecha_filing_state_nicks, HECHA_FILING_SUBMITTED);
}

/* A day, or nothing that is taken for one. */
static const char *
filed_on (const HechaFiling *filing)
{
  GDate day;

  return hecha_filing_get_date (filing, HECHA_FIELD_FILED_ON, &day) ? hecha_filing_get (filing, HECHA_FIELD_FILED_ON) : NULL;
}

/* Where the verification of what a filing says stands. A trigger would do, but before each of its statements the
 * full-text index is flushed, which makes an import more than twice as slow. */
#define VERIFIED(code, type, digest) \
  "(SELECT c.state FROM filing_check c WHERE c.code = " code " AND c.type = " type " AND c.filing = " digest ")"

/* @id: (out): of the new row; 0 where the filing is there already */
static gboolean
add_row (HechaDb                  *db,
         Import                   *self,
         const HechaFilingRecord  *record,
         gint64                   *id,
         GError                  **error)
{
  const HechaFiling *filing = record->filing;

  if (!hecha_db_exec (db, error,
                      "INSERT INTO filing (code, type, level, name, region, industry, state, filed_on, due_on, digest,"
                      "                    import, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                      "  coalesce (" VERIFIED ("?1", "?2", "?10") ", ?7), ?8, ?9, ?10, ?11, ?12)"
                      "  ON CONFLICT (code, type) DO NOTHING", "ssisssssssss",
                      hecha_filing_get (filing, HECHA_FIELD_CODE), hecha_nick_text (hecha_type_nicks, filing->type),
                      filing->level, hecha_filing_get (filing, HECHA_FIELD_NAME),
                      hecha_filing_get (filing, HECHA_FIELD_REGION), hecha_filing_get (filing, HECHA_FIELD_INDUSTRY),
                      state_of (filing), filed_on (filing), record->due_on, record->digest, self->import->uuid,
                      record->payload))
    return FALSE;
  *id = hecha_db_changes (db) ? hecha_db_last_id (db) : 0;
  return *id == 0 || index_words (db, *id, record->words, error);
}

/* An index without content is told what it held to forget it. */
static gboolean
forget_words (HechaDb  *db,
              gint64    id,
              GError  **error)
{
  return hecha_db_exec (db, error, "INSERT INTO filing_text (filing_text, rowid, words)"
                        "  SELECT 'delete', id, hecha_filing_words (payload) FROM filing WHERE id = ?", "x", id);
}

static gboolean
rewrite_row (HechaDb                  *db,
             Import                   *self,
             gint64                    id,
             const HechaFilingRecord  *record,
             GError                  **error)
{
  const HechaFiling *filing = record->filing;

  return forget_words (db, id, error) &&
         hecha_db_exec (db, error, "UPDATE filing SET level = ?1, name = ?2, region = ?3, industry = ?4,"
                        "  state = coalesce (" VERIFIED ("filing.code", "filing.type", "?8") ", ?5),"
                        "  filed_on = ?6, due_on = ?7, digest = ?8, import = ?9, payload = ?10 WHERE id = ?11",
                        "isssssssssx", filing->level, hecha_filing_get (filing, HECHA_FIELD_NAME),
                        hecha_filing_get (filing, HECHA_FIELD_REGION), hecha_filing_get (filing, HECHA_FIELD_INDUSTRY),
                        state_of (filing), filed_on (filing), record->due_on, record->digest, self->import->uuid,
                        record->payload, id) &&
         index_words (db, id, record->words, error);
}

static gboolean
note_older (HechaDb            *db,
            gint64              id,
            HechaFilingRecord  *record,
            GError            **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT filed_on > ? FROM filing WHERE id = ?", "sx",
                                              filed_on (record->filing), id);

  record->is_older = hecha_rows_next (rows) && hecha_rows_int (rows, 0) == 1;
  return hecha_rows_end (rows, error);
}

/* Where the filing was there before: what it said then is kept. */
static gboolean
change_row (HechaDb            *db,
            Import             *self,
            gint64              id,
            HechaFilingRecord  *record,
            GError            **error)
{
  record->outcome = HECHA_FILING_CHANGED;
  self->import->changed++;
  return note_older (db, id, record, error) &&
         hecha_db_exec (db, error, "INSERT INTO filing_version (filing, import, digest, payload)"
                        "  SELECT id, import, digest, payload FROM filing WHERE id = ?", "x", id) &&
         rewrite_row (db, self, id, record, error);
}

static void
take_place (Import            *self,
            gint64             id,
            HechaFilingRecord *record)
{
  g_ptr_array_add (self->records, record);
  g_hash_table_insert (self->places, GSIZE_TO_POINTER (id), GUINT_TO_POINTER (self->records->len));
}

static HechaRows *
find_row (HechaDb                 *db,
          const HechaFilingRecord *record)
{
  return hecha_db_query (db, "SELECT id, digest, due_on FROM filing WHERE code = ? AND type = ?", "ss",
                         hecha_filing_get (record->filing, HECHA_FIELD_CODE),
                         hecha_nick_text (hecha_type_nicks, record->filing->type));
}

/* A filing of this import is rewritten as it is told once more; one that was there before waits until all is told,
 * since only then it is known whether it says something else now. */
static gboolean
meet_row (HechaDb            *db,
          Import             *self,
          HechaFilingRecord  *record,
          GError            **error)
{
  g_autoptr(HechaRows) rows = find_row (db, record);
  const HechaFilingRecord *earlier;
  guint place;
  gint64 id;

  if (!hecha_rows_next (rows))
    return hecha_rows_end (rows, error);
  id = hecha_rows_int (rows, 0);
  /* One that says what is there already is not written. */
  if (strcmp (hecha_rows_text (rows, 1), record->digest) == 0)
    hecha_filing_record_shrink (record);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, GSIZE_TO_POINTER (id)));
  earlier = place ? self->records->pdata[place - 1] : NULL;
  if (!earlier)
    {
      take_place (self, id, record);
      return TRUE;
    }
  self->records->pdata[place - 1] = record;
  record->outcome = earlier->outcome;
  return record->outcome == HECHA_FILING_PENDING || strcmp (record->digest, earlier->digest) == 0 ||
         rewrite_row (db, self, id, record, error);
}

static gboolean
import_row (HechaDb            *db,
            Import             *self,
            HechaFilingRecord  *record,
            GError            **error)
{
  gint64 id;

  if (!add_row (db, self, record, &id, error))
    return FALSE;
  if (!id)
    return meet_row (db, self, record, error);
  record->outcome = HECHA_FILING_ADDED;
  self->import->added++;
  take_place (self, id, record);
  return TRUE;
}

/* What was there before is compared with what it says now. */
static gboolean
settle_row (HechaDb            *db,
            Import             *self,
            HechaFilingRecord  *record,
            GError            **error)
{
  g_autoptr(HechaRows) rows = find_row (db, record);
  gint64 id;

  if (!hecha_rows_next (rows))
    return hecha_rows_end (rows, error);
  id = hecha_rows_int (rows, 0);
  if (strcmp (hecha_rows_text (rows, 1), record->digest) != 0)
    return change_row (db, self, id, record, error);
  record->outcome = HECHA_FILING_UNCHANGED;
  self->import->unchanged++;
  return g_strcmp0 (hecha_rows_text (rows, 2), record->due_on) == 0 ||
         hecha_filing_store_set_due (db, id, record->due_on, error);
}

static gboolean
import_rows (HechaDb  *db,
             Import   *self,
             GError  **error)
{
  for (;;)
    {
      HechaFilingRecord *record = NULL;

      if (!self->source (self->data, &record, error))
        return FALSE;
      if (!record)
        return TRUE;
      if (!import_row (db, self, record, error))
        return FALSE;
    }
}

static gboolean
settle_rows (HechaDb  *db,
             Import   *self,
             GError  **error)
{
  g_autoptr(HechaDigester) root = hecha_digester_new (FALSE);
  char digest[HECHA_DIGEST_HEX];

  for (guint i = 0; i < self->records->len; i++)
    {
      HechaFilingRecord *record = self->records->pdata[i];

      if (record->outcome == HECHA_FILING_PENDING && !settle_row (db, self, record, error))
        return FALSE;
      hecha_digester_update (root, record->digest, strlen (record->digest));
      hecha_digester_update (root, "\n", 1);
    }
  hecha_digester_finish (root, digest, NULL);
  g_free (self->import->root);
  self->import->root = g_strdup (digest);
  return TRUE;
}

static gboolean
import_work (HechaDb   *db,
             gpointer   data,
             GError   **error)
{
  Import *self = data;
  HechaFilingImport *import = self->import;

  /* Its rows refer to it, so it comes first. */
  if (!hecha_db_exec (db, error, "INSERT INTO import (uuid, file, sha256, root, time, added, changed, unchanged)"
                      "  VALUES (?, ?, ?, '', ?, 0, 0, 0)", "ssss",
                      import->uuid, import->file, import->sha256, import->time) ||
      !import_rows (db, self, error) || !settle_rows (db, self, error))
    return FALSE;
  return hecha_db_exec (db, error, "UPDATE import SET root = ?, added = ?, changed = ?, unchanged = ? WHERE uuid = ?",
                        "siiis", import->root, (int) import->added, (int) import->changed, (int) import->unchanged,
                        import->uuid);
}

/**
 * hecha_filing_store_import:
 * @import: what is imported; its out members are set
 * @source: (scope call): gives one record after the other; of two of the same
 *   filing the later one counts
 *
 * Takes filings into the register, as a whole or not at all; joins the running
 * transaction. A filing that is there and says the same is left alone, one
 * that says something else keeps what it said before as a version. What is new
 * is stored while @source still reads.
 */
gboolean
hecha_filing_store_import (HechaDb            *db,
                           HechaFilingImport  *import,
                           HechaFilingSource   source,
                           gpointer            data,
                           GError            **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new ();
  g_autoptr(GHashTable) places = g_hash_table_new (NULL, NULL);
  Import self = { .import = import, .source = source, .data = data, .records = records, .places = places };

  g_return_val_if_fail (db && import && source, FALSE);

  import->added = import->changed = import->unchanged = 0;
  return hecha_db_transaction (db, import_work, &self, error);
}

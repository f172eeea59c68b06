/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-store.h"

#include "digest.h"
#include "search-text.h"
#include "uuid.h"

#include <string.h>

/* What one import keeps from row to row. */
typedef struct
{
  HechaFilingImport *import;
  HechaFilingSource  source;
  gpointer           data;
  HechaDigester     *root;
  GString           *text[4];
} Import;

/* The columns of filing_text. */
static const struct
{
  int        column;
  HechaField field;
} indexed[] = {
  { 0, HECHA_FIELD_NAME },
  { 1, HECHA_FIELD_CODE },
  { 2, HECHA_FIELD_CONTACT },
  { 2, HECHA_FIELD_PHONE },
  { 2, HECHA_FIELD_SECURITY_OFFICER },
  { 2, HECHA_FIELD_OFFICER_PHONE },
  { 2, HECHA_FIELD_PERSON_IN_CHARGE },
  { 3, HECHA_FIELD_REGION },
  { 3, HECHA_FIELD_ADDRESS },
};

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

static void
make_text (Import            *self,
           const HechaFiling *filing)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->text); i++)
    g_string_truncate (self->text[i], 0);
  for (guint i = 0; i < G_N_ELEMENTS (indexed); i++)
    {
      GString *text = self->text[indexed[i].column];

      if (text->len)
        g_string_append (text, " / ");
      hecha_search_text_append (text, hecha_filing_get (filing, indexed[i].field));
    }
}

static gboolean
index_row (HechaDb            *db,
           Import             *self,
           gint64              id,
           const HechaFiling  *filing,
           gboolean            remove,
           GError            **error)
{
  make_text (self, filing);
  /* A contentless index is told what it held to forget it. */
  if (remove)
    return hecha_db_exec (db, error, "INSERT INTO filing_text (filing_text, rowid, name, code, people, place)"
                          "  VALUES ('delete', ?, ?, ?, ?, ?)", "xssss", id, self->text[0]->str,
                          self->text[1]->str, self->text[2]->str, self->text[3]->str);
  return hecha_db_exec (db, error, "INSERT INTO filing_text (rowid, name, code, people, place)"
                        "  VALUES (?, ?, ?, ?, ?)", "xssss", id, self->text[0]->str,
                        self->text[1]->str, self->text[2]->str, self->text[3]->str);
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

static gboolean
add_row (HechaDb                *db,
         Import                 *self,
         const HechaFilingInput *entry,
         const char             *digest,
         const char             *payload,
         GError                **error)
{
  const HechaFiling *filing = entry->filing;

  if (!hecha_db_exec (db, error,
                      "INSERT INTO filing (code, type, level, name, region, industry, state, filed_on, due_on, digest,"
                      "                    import, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                      "  coalesce (" VERIFIED ("?1", "?2", "?10") ", ?7), ?8, ?9, ?10, ?11, ?12)", "ssisssssssss",
                      hecha_filing_get (filing, HECHA_FIELD_CODE), hecha_nick_text (hecha_type_nicks, filing->type),
                      filing->level, hecha_filing_get (filing, HECHA_FIELD_NAME),
                      hecha_filing_get (filing, HECHA_FIELD_REGION), hecha_filing_get (filing, HECHA_FIELD_INDUSTRY),
                      state_of (filing), filed_on (filing), entry->due_on, digest, self->import->uuid, payload))
    return FALSE;
  self->import->added++;
  return index_row (db, self, hecha_db_last_id (db), filing, FALSE, error);
}

static gboolean
forget_text (HechaDb  *db,
             Import   *self,
             gint64    id,
             GError  **error)
{
  g_autofree char *payload = hecha_db_text (db, "SELECT payload FROM filing WHERE id = ?", "x", id);
  g_autoptr(JsonObject) object = payload ? hecha_json_parse_object (payload, -1, "filing", error) : NULL;
  g_autoptr(HechaFiling) old = object ? hecha_filing_from_json (object, error) : NULL;

  return old && index_row (db, self, id, old, TRUE, error);
}

static gboolean
change_row (HechaDb                *db,
            Import                 *self,
            gint64                  id,
            const HechaFilingInput *entry,
            const char             *digest,
            const char             *payload,
            GError                **error)
{
  const HechaFiling *filing = entry->filing;

  if (!forget_text (db, self, id, error) ||
      !hecha_db_exec (db, error, "INSERT INTO filing_version (filing, import, digest, payload)"
                      "  SELECT id, import, digest, payload FROM filing WHERE id = ?", "x", id) ||
      !hecha_db_exec (db, error, "UPDATE filing SET level = ?1, name = ?2, region = ?3, industry = ?4,"
                      "  state = coalesce (" VERIFIED ("filing.code", "filing.type", "?8") ", ?5),"
                      "  filed_on = ?6, due_on = ?7, digest = ?8, import = ?9, payload = ?10 WHERE id = ?11", "isssssssssx",
                      filing->level, hecha_filing_get (filing, HECHA_FIELD_NAME),
                      hecha_filing_get (filing, HECHA_FIELD_REGION), hecha_filing_get (filing, HECHA_FIELD_INDUSTRY),
                      state_of (filing), filed_on (filing), entry->due_on, digest, self->import->uuid, payload, id))
    return FALSE;
  self->import->changed++;
  return index_row (db, self, id, filing, FALSE, error);
}

static gboolean
import_row (HechaDb                *db,
            Import                 *self,
            const HechaFilingInput *entry,
            GError                **error)
{
  g_autoptr(JsonObject) object = hecha_filing_to_json (entry->filing);
  g_autofree char *payload = hecha_json_canonical_object (object);
  g_autofree char *digest = hecha_sha256_hex (payload, strlen (payload));
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT id, digest, due_on FROM filing WHERE code = ? AND type = ?",
                                              "ss", hecha_filing_get (entry->filing, HECHA_FIELD_CODE),
                                              hecha_nick_text (hecha_type_nicks, entry->filing->type));
  gint64 id;

  hecha_digester_update (self->root, digest, strlen (digest));
  hecha_digester_update (self->root, "\n", 1);
  if (!hecha_rows_next (rows))
    return hecha_rows_end (rows, error) && add_row (db, self, entry, digest, payload, error);
  id = hecha_rows_int (rows, 0);
  if (strcmp (hecha_rows_text (rows, 1), digest) != 0)
    return change_row (db, self, id, entry, digest, payload, error);
  self->import->unchanged++;
  return g_strcmp0 (hecha_rows_text (rows, 2), entry->due_on) == 0 ||
         hecha_filing_store_set_due (db, id, entry->due_on, error);
}

static gboolean
import_rows (HechaDb  *db,
             Import   *self,
             GError  **error)
{
  for (;;)
    {
      HechaFilingInput entry = { NULL, NULL };

      if (!self->source (self->data, &entry, error))
        return FALSE;
      if (!entry.filing)
        return TRUE;
      if (!import_row (db, self, &entry, error))
        return FALSE;
    }
}

static gboolean
import_work (HechaDb   *db,
             gpointer   data,
             GError   **error)
{
  Import *self = data;
  HechaFilingImport *import = self->import;
  char root[HECHA_DIGEST_HEX];

  /* Its rows refer to it, so it comes first. */
  if (!hecha_db_exec (db, error, "INSERT INTO import (uuid, file, sha256, root, time, added, changed, unchanged)"
                      "  VALUES (?, ?, ?, '', ?, 0, 0, 0)", "ssss",
                      import->uuid, import->file, import->sha256, import->time) ||
      !import_rows (db, self, error))
    return FALSE;
  hecha_digester_finish (self->root, root, NULL);
  g_free (import->root);
  import->root = g_strdup (root);
  return hecha_db_exec (db, error, "UPDATE import SET root = ?, added = ?, changed = ?, unchanged = ? WHERE uuid = ?",
                        "siiis", root, (int) import->added, (int) import->changed, (int) import->unchanged,
                        import->uuid);
}

/**
 * hecha_filing_store_import:
 * @import: what is imported; its out members are set
 * @source: (scope call): gives one row after the other
 *
 * Takes filings into the register, as a whole or not at all; joins the running
 * transaction. A filing that is there and says the same is left alone, one
 * that says something else keeps what it said before as a version.
 */
gboolean
hecha_filing_store_import (HechaDb            *db,
                           HechaFilingImport  *import,
                           HechaFilingSource   source,
                           gpointer            data,
                           GError            **error)
{
  Import self = { .import = import, .source = source, .data = data };
  gboolean ok;

  g_return_val_if_fail (db && import && source, FALSE);

  import->added = import->changed = import->unchanged = 0;
  self.root = hecha_digester_new (FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (self.text); i++)
    self.text[i] = g_string_new (NULL);
  ok = hecha_db_transaction (db, import_work, &self, error);
  for (guint i = 0; i < G_N_ELEMENTS (self.text); i++)
    g_string_free (self.text[i], TRUE);
  hecha_digester_free (self.root);
  return ok;
}

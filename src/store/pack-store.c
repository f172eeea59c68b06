/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-store.h"

#include "error.h"
#include "json.h"

#define USERS "FROM visit v, json_each (v.payload, '$.scopes') s WHERE json_extract (s.value, '$.digest') = "

#define SELECT_PACK \
  "SELECT digest, id, version, kind, title, items, signer, added," \
  "       (SELECT count (DISTINCT v.case_id) " USERS "p.digest), "

void
hecha_stored_pack_free (HechaStoredPack *self)
{
  g_free (self->digest);
  g_free (self->id);
  g_free (self->version);
  g_free (self->kind);
  hecha_text_clear (&self->title);
  g_free (self->signer);
  g_free (self->added);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/**
 * hecha_pack_store_put:
 * @pack: with its bytes; its number of cases is not looked at
 *
 * Adds a pack to the library. One with this digest that is there already stays
 * as it is, but for its signature.
 */
gboolean
hecha_pack_store_put (HechaDb             *db,
                      const HechaStoredPack  *pack,
                      GError             **error)
{
  g_autoptr(JsonObject) title = hecha_text_to_json (&pack->title);
  g_autofree char *text = hecha_json_canonical_object (title);

  return hecha_db_exec (db, error, "INSERT INTO pack (digest, id, version, kind, title, items, signer, added, bytes)"
                        "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE"
                        "  SET signer = excluded.signer, bytes = excluded.bytes WHERE excluded.signer IS NOT NULL", "sssssissy",
                        pack->digest, pack->id, pack->version, pack->kind, text, pack->items, pack->signer,
                        pack->added, pack->bytes);
}

static HechaStoredPack *
row_of (HechaRows *rows)
{
  HechaStoredPack *pack = g_new0 (HechaStoredPack, 1);
  g_autoptr(JsonObject) title = hecha_json_parse_object (hecha_rows_text (rows, 4), -1, "title", NULL);

  pack->digest = hecha_rows_dup (rows, 0);
  pack->id = hecha_rows_dup (rows, 1);
  pack->version = hecha_rows_dup (rows, 2);
  pack->kind = hecha_rows_dup (rows, 3);
  if (title)
    hecha_text_from_json (title, &pack->title);
  pack->items = (int) hecha_rows_int (rows, 5);
  pack->signer = hecha_rows_dup (rows, 6);
  pack->added = hecha_rows_dup (rows, 7);
  pack->cases = (int) hecha_rows_int (rows, 8);
  pack->bytes = hecha_rows_bytes (rows, 9);
  return pack;
}

/**
 * hecha_pack_store_list:
 * @id: (nullable): only the versions of this pack
 *
 * Returns: (transfer full) (element-type HechaStoredPack) (nullable): the packs by
 *   id, the last added first, without their bytes
 */
GPtrArray *
hecha_pack_store_list (HechaDb     *db,
                       const char  *id,
                       GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_PACK "NULL FROM pack p WHERE ?1 IS NULL OR id = ?1"
                                              " ORDER BY id, added DESC, rowid DESC", "s", id);
  g_autoptr(GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_stored_pack_free);

  while (hecha_rows_next (rows))
    g_ptr_array_add (packs, row_of (rows));
  return hecha_rows_end (rows, error) ? g_steal_pointer (&packs) : NULL;
}

static HechaStoredPack *
only_row (HechaRows   *rows,
          const char  *what,
          GError     **error)
{
  if (hecha_rows_next (rows))
    return row_of (rows);
  if (hecha_rows_end (rows, error))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The library has no checklist %s", what);
  return NULL;
}

/**
 * hecha_pack_store_get:
 *
 * Returns: (transfer full) (nullable): the pack with its bytes; %HECHA_ERROR_NOT_FOUND
 */
HechaStoredPack *
hecha_pack_store_get (HechaDb     *db,
                      const char  *digest,
                      GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_PACK "bytes FROM pack p WHERE digest = ?", "s", digest);

  return only_row (rows, digest, error);
}

/**
 * hecha_pack_store_find:
 * @version: (nullable): %NULL for the one that was added last
 *
 * Returns: (transfer full) (nullable): the pack with its bytes; %HECHA_ERROR_NOT_FOUND
 */
HechaStoredPack *
hecha_pack_store_find (HechaDb     *db,
                       const char  *id,
                       const char  *version,
                       GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_PACK "bytes FROM pack p"
                                              " WHERE id = ?1 AND (?2 IS NULL OR version = ?2)"
                                              " ORDER BY added DESC, rowid DESC LIMIT 1", "ss", id, version);

  return only_row (rows, id, error);
}

/**
 * hecha_pack_store_cases:
 *
 * Returns: (transfer full) (nullable): the numbers of the visits that use the pack
 */
GStrv
hecha_pack_store_cases (HechaDb     *db,
                        const char  *digest,
                        GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT DISTINCT coalesce (v.number, v.case_id) " USERS "? ORDER BY 1",
                                              "s", digest);
  g_autoptr(GStrvBuilder) cases = g_strv_builder_new ();

  while (hecha_rows_next (rows))
    g_strv_builder_add (cases, hecha_rows_text (rows, 0));
  return hecha_rows_end (rows, error) ? g_strv_builder_end (cases) : NULL;
}

/**
 * hecha_pack_store_remove:
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED where a visit uses the pack
 */
gboolean
hecha_pack_store_remove (HechaDb     *db,
                         const char  *digest,
                         GError     **error)
{
  g_auto(GStrv) cases = hecha_pack_store_cases (db, digest, error);

  if (!cases)
    return FALSE;
  if (cases[0])
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "The visit %s uses this checklist", cases[0]);
      return FALSE;
    }
  return hecha_db_exec (db, error, "DELETE FROM pack WHERE digest = ?", "s", digest);
}

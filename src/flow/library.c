/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-private.h"

#include "bundle.h"
#include "error.h"
#include "oscal-catalog.h"
#include "oscal-profile.h"
#include "pack-store.h"

#include <string.h>

#define SHIPPED "/org/hecha/data/checklists/"

/* The cache */

struct _HechaPackCache
{
  GMutex      lock;
  GHashTable *packs;   /* "DIGEST/LEVEL": HechaPack; never dropped, there are few */
};

HechaPackCache *
hecha_pack_cache_new (void)
{
  HechaPackCache *self = g_new0 (HechaPackCache, 1);

  g_mutex_init (&self->lock);
  self->packs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hecha_pack_free);
  return self;
}

void
hecha_pack_cache_free (HechaPackCache *self)
{
  g_hash_table_unref (self->packs);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
hecha_pack_row_free (HechaPackRow *self)
{
  g_free (self->id);
  g_free (self->version);
  g_free (self->digest);
  hecha_text_clear (&self->title);
  g_free (self->type);
  g_free (self->signer);
  g_free (self);
}

/* Reading a pack */

/* An import inside a bundle names a file beside the profile: "../common/catalog.json". */
static GBytes *
load_member (const char  *href,
             gpointer     data,
             GError     **error)
{
  const char *name = g_str_has_prefix (href, "../") ? href + 3 : href;
  GBytes *bytes = hecha_bundle_get (data, name);

  if (bytes)
    return g_bytes_ref (bytes);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The pack imports %s, which is not in it", href);
  return NULL;
}

static gboolean
is_profile_for (GBytes     *bytes,
                const char *name,
                int         level)
{
  HechaType type;
  int target;

  return hecha_oscal_profile_target (bytes, name, &type, &target, NULL) && (level == 0 || target == level);
}

/* The profile for @level; the highest one for level 0. A bundle without
 * targets has one profile, or a catalog alone. */
static char *
choose_member (HechaBundle *bundle,
               int          level)
{
  g_autoptr(GPtrArray) names = hecha_bundle_names (bundle);
  const char *chosen = NULL, *any = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      GBytes *bytes = g_str_has_suffix (name, ".json") ? hecha_bundle_get (bundle, name) : NULL;

      if (!bytes)
        continue;
      if (is_profile_for (bytes, name, level))
        chosen = name;
      if (!any || !g_str_has_suffix (name, "catalog.json"))
        any = name;
    }
  return g_strdup (chosen ? chosen : any);
}

static HechaPack *
read_bundle (GBytes      *zip,
             const char  *name,
             int          level,
             GError     **error)
{
  g_autoptr(HechaBundle) bundle = hecha_bundle_read (zip, name, error);
  g_autofree char *member = bundle ? choose_member (bundle, level) : NULL;
  GBytes *bytes = member ? hecha_bundle_get (bundle, member) : NULL;

  if (!bundle)
    return NULL;
  if (!bytes)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s holds no OSCAL catalog or profile", name);
      return NULL;
    }
  return hecha_oscal_read (bytes, member, load_member, bundle, error);
}

typedef struct
{
  const char      *digest;
  HechaStoredPack *pack;
} Find;

static gboolean
find_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Find *find = data;

  find->pack = hecha_pack_store_get (hecha_journal_db (journal), find->digest, error);
  return find->pack != NULL;
}

/* The items of a published catalog that asks for a level beyond @level drop out. */
static void
drop_higher (HechaPack *pack,
             int        level)
{
  for (guint i = pack->items->len; level && i > 0; i--)
    if (((HechaItem *) pack->items->pdata[i - 1])->min_level > level)
      g_ptr_array_remove_index (pack->items, i - 1);
}

static HechaPack *
read_stored (HechaSession  *session,
             const char    *digest,
             int            level,
             GError       **error)
{
  Find find = { digest, NULL };
  g_autoptr(HechaStoredPack) stored = NULL;
  HechaPack *pack;

  if (!hecha_session_work (session, find_work, &find, error))
    return NULL;
  stored = find.pack;
  pack = read_bundle (stored->bytes, stored->id, level, error);
  if (!pack)
    return NULL;
  drop_higher (pack, level);
  g_free (pack->digest);
  pack->digest = g_strdup (digest);
  return pack;
}

static HechaPack *
copy_pack (const HechaPack *pack)
{
  HechaPack *copy = hecha_pack_new (pack->id, pack->version);

  hecha_text_copy (&pack->title, &copy->title);
  copy->digest = g_strdup (pack->digest);
  copy->signer = g_strdup (pack->signer);
  for (guint i = 0; i < pack->groups->len; i++)
    {
      HechaGroup *group = pack->groups->pdata[i];

      g_ptr_array_add (copy->groups, hecha_group_new (group->id, &group->title));
    }
  for (guint i = 0; i < pack->items->len; i++)
    g_ptr_array_add (copy->items, hecha_item_ref (pack->items->pdata[i]));
  return copy;
}

/**
 * hecha_library_load:
 * @digest: of a pack of the library
 * @level: 1 to 3, or 0 for all that the pack has
 *
 * Returns: (transfer full) (nullable): the pack as at that level; it shares its
 *   items with other calls
 */
HechaPack *
hecha_library_load (HechaSession  *session,
                    const char    *digest,
                    int            level,
                    GError       **error)
{
  HechaPackCache *cache = hecha_session_get_packs (session);
  g_autofree char *key = g_strdup_printf ("%s/%d", digest, level);
  HechaPack *pack;

  g_mutex_lock (&cache->lock);
  pack = g_hash_table_lookup (cache->packs, key);
  if (!pack && (pack = read_stored (session, digest, level, error)))
    g_hash_table_insert (cache->packs, g_steal_pointer (&key), pack);
  pack = pack ? copy_pack (pack) : NULL;
  g_mutex_unlock (&cache->lock);
  return pack;
}

/**
 * hecha_library_fill:
 * @self: a case without its checklist
 *
 * Joins the packs that the case pinned.
 */
gboolean
hecha_library_fill (HechaSession  *session,
                    HechaCase     *self,
                    GError       **error)
{
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autoptr(HechaPack) pack = hecha_library_load (session, scope->digest, scope->level, error);

      if (!pack || !hecha_checklist_add (self->checklist, scope->type, pack, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hecha_library_bytes:
 *
 * Returns: (transfer full) (nullable): the pack's bundle, to hand over
 */
GBytes *
hecha_library_bytes (HechaSession  *session,
                     const char    *digest,
                     GError       **error)
{
  Find find = { digest, NULL };
  g_autoptr(HechaStoredPack) stored = NULL;

  if (!hecha_session_work (session, find_work, &find, error))
    return NULL;
  stored = find.pack;
  return g_bytes_ref (stored->bytes);
}

/* Adding */

static gboolean
put_work (HechaJournal  *journal,
          gpointer       data,
          GError       **error)
{
  HechaStoredPack *pack = data;
  g_autofree char *subject = g_strconcat ("pack/", pack->id, NULL);
  JsonObject *payload = json_object_new ();

  json_object_set_string_member (payload, "id", pack->id);
  json_object_set_string_member (payload, "version", pack->version);
  json_object_set_string_member (payload, "digest", pack->digest);
  json_object_set_int_member (payload, "items", pack->items);
  return hecha_pack_store_put (hecha_journal_db (journal), pack, error) &&
         hecha_journal_append (journal, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_PACK_ADDED, subject,
                                                             payload), error);
}

static gboolean
has_work (HechaJournal  *journal,
          gpointer       data,
          GError       **error)
{
  Find *find = data;

  find->pack = hecha_pack_store_get (hecha_journal_db (journal), find->digest, NULL);
  return TRUE;
}

static gboolean
is_known (HechaSession *session,
          const char   *digest)
{
  Find find = { digest, NULL };
  g_autoptr(HechaStoredPack) stored = NULL;

  hecha_session_work (session, has_work, &find, NULL);
  stored = find.pack;
  return stored != NULL;
}

/* A pack's id over its versions: our bundles are named by the type they are
 * for, others by the document itself. */
static HechaStoredPack *
stored_of (HechaSession  *session,
           HechaBundle   *bundle,
           const char    *id,
           const char    *kind,
           GError       **error)
{
  g_autoptr(HechaStoredPack) stored = g_new0 (HechaStoredPack, 1);
  g_autoptr(HechaPack) pack = NULL;

  stored->bytes = hecha_bundle_write (bundle, error);
  pack = stored->bytes ? read_bundle (stored->bytes, id ? id : "pack", 0, error) : NULL;
  if (!pack)
    return NULL;
  if (pack->items->len == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s holds no items", pack->id);
      return NULL;
    }
  stored->digest = hecha_bundle_digest (bundle);
  stored->id = g_strdup (id ? id : pack->id);
  stored->version = g_strdup (pack->version);
  stored->kind = g_strdup (kind);
  hecha_text_copy (&pack->title, &stored->title);
  stored->items = pack->items->len;
  stored->added = hecha_clock_now_text (hecha_session_get_clock (session));
  return g_steal_pointer (&stored);
}

static GBytes *
shipped_file (const char  *name,
              GError     **error)
{
  g_autofree char *path = g_strconcat (SHIPPED, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static HechaBundle *
shipped_bundle (const char  *type,
                GError     **error)
{
  static const char *const own[] = { "catalog.json", "level-1.json", "level-2.json", "level-3.json" };
  g_autoptr(HechaBundle) bundle = hecha_bundle_new ();
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, g_strdup ("common/catalog.json"));
  g_ptr_array_add (names, g_strdup ("data/catalog.json"));
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_ptr_array_add (names, g_build_filename (type, own[i], NULL));
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr(GBytes) bytes = shipped_file (names->pdata[i], error);

      if (!bytes || !hecha_bundle_add (bundle, names->pdata[i], bytes, error))
        return NULL;
    }
  return g_steal_pointer (&bundle);
}

/**
 * hecha_library_add_shipped:
 *
 * Adds the packs that came with this version, where they are not there yet.
 */
gboolean
hecha_library_add_shipped (HechaSession  *session,
                           GError       **error)
{
  for (int type = 0; type < HECHA_N_TYPES; type++)
    {
      const char *id = hecha_nick_text (hecha_type_nicks, type);
      g_autoptr(HechaBundle) bundle = shipped_bundle (id, error);
      g_autofree char *digest = bundle ? hecha_bundle_digest (bundle) : NULL;
      g_autoptr(HechaStoredPack) stored = NULL;

      if (!bundle)
        return FALSE;
      if (is_known (session, digest))
        continue;
      stored = stored_of (session, bundle, id, "bundle", error);
      if (!stored || !hecha_session_change (session, put_work, stored, error))
        return FALSE;
    }
  return TRUE;
}

/* Listing */

static gboolean
list_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  GPtrArray **stored = data;

  *stored = hecha_pack_store_list (hecha_journal_db (journal), NULL, error);
  return *stored != NULL;
}

static HechaPackRow *
row_of (const HechaStoredPack *stored)
{
  HechaPackRow *row = g_new0 (HechaPackRow, 1);
  int type;

  row->id = g_strdup (stored->id);
  row->version = g_strdup (stored->version);
  row->digest = g_strdup (stored->digest);
  hecha_text_copy (&stored->title, &row->title);
  row->items = stored->items;
  row->signer = g_strdup (stored->signer);
  row->cases = stored->cases;
  row->shipped = hecha_nick_value (hecha_type_nicks, stored->id, &type);
  row->type = row->shipped ? g_strdup (stored->id) : NULL;
  return row;
}

/**
 * hecha_library_list:
 *
 * Returns: (transfer full) (element-type HechaPackRow) (nullable): the packs,
 *   by id, the newest of each last
 */
GPtrArray *
hecha_library_list (HechaSession  *session,
                    GError       **error)
{
  g_autoptr(GPtrArray) stored = NULL;
  GPtrArray *rows;

  if (!hecha_session_work (session, list_work, &stored, error))
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pack_row_free);
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (rows, row_of (stored->pdata[i]));
  return rows;
}

/**
 * hecha_library_find:
 * @wanted: (nullable): a pack's id or the beginning of its digest; %NULL for
 *   the one that fits @type
 *
 * Returns: (transfer full) (nullable): the newest version of the pack;
 *   %HECHA_ERROR_NOT_FOUND
 */
HechaPackRow *
hecha_library_find (HechaSession  *session,
                    const char    *wanted,
                    HechaType      type,
                    GError       **error)
{
  const char *id = wanted ? wanted : hecha_nick_text (hecha_type_nicks, type);
  g_autoptr(GPtrArray) rows = hecha_library_list (session, error);

  for (guint i = rows ? rows->len : 0; i > 0; i--)
    {
      HechaPackRow *row = rows->pdata[i - 1];

      if (strcmp (row->id, id) == 0 || (strlen (id) >= 8 && g_str_has_prefix (row->digest, id)))
        return g_ptr_array_steal_index (rows, i - 1);
    }
  if (rows)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no checklist pack “%s” in the library", id);
  return NULL;
}

/* Adding what somebody else wrote */

typedef struct
{
  HechaSession *session;
  GHashTable   *files;    /* base name and URN: bytes, of the files that are added together */
  HechaBundle  *bundle;   /* what the profile turned out to import */
} Gathering;

static GBytes *
library_document (HechaSession *session,
                  const char   *name)
{
  g_autoptr(GPtrArray) rows = hecha_library_list (session, NULL);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      HechaPackRow *row = rows->pdata[i];
      g_autoptr(GBytes) zip = hecha_library_bytes (session, row->digest, NULL);
      g_autoptr(HechaBundle) bundle = zip ? hecha_bundle_read (zip, row->id, NULL) : NULL;
      GBytes *bytes = bundle ? hecha_bundle_get (bundle, name) : NULL;

      if (bytes)
        return g_bytes_ref (bytes);
    }
  return NULL;
}

/* A profile's import is looked for beside it, then in the library; never fetched. */
static GBytes *
gather (const char  *href,
        gpointer     data,
        GError     **error)
{
  Gathering *gathering = data;
  g_autofree char *name = g_path_get_basename (href);
  GBytes *bytes = g_hash_table_lookup (gathering->files, name);

  bytes = bytes ? g_bytes_ref (bytes) : library_document (gathering->session, name);
  if (!bytes)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                   "The profile imports %s: add that catalog as well, together or before", href);
      return NULL;
    }
  if (!hecha_bundle_add (gathering->bundle, name, bytes, NULL))
    g_debug ("%s is in the bundle already", name);
  return bytes;
}

static gboolean
add_document (HechaSession  *session,
              GHashTable    *files,
              const char    *name,
              GBytes        *bytes,
              GPtrArray     *rows,
              GError       **error)
{
  g_autoptr(HechaBundle) bundle = hecha_bundle_new ();
  Gathering gathering = { session, files, bundle };
  g_autoptr(HechaPack) pack = hecha_oscal_read (bytes, name, gather, &gathering, error);
  g_autoptr(GPtrArray) imported = NULL;
  g_autoptr(HechaStoredPack) stored = NULL;

  if (!pack)
    return FALSE;
  imported = hecha_bundle_names (bundle);
  if (!hecha_bundle_add (bundle, name, bytes, error))
    return FALSE;
  stored = stored_of (session, bundle, NULL, imported->len ? "profile" : "catalog", error);
  if (!stored)
    return FALSE;
  if (!is_known (session, stored->digest) && !hecha_session_change (session, put_work, stored, error))
    return FALSE;
  g_ptr_array_add (rows, row_of (stored));
  return TRUE;
}

static gboolean
add_bundle (HechaSession  *session,
            const char    *name,
            GBytes        *bytes,
            GPtrArray     *rows,
            GError       **error)
{
  g_autoptr(HechaBundle) bundle = hecha_bundle_read (bytes, name, error);
  g_autoptr(HechaStoredPack) stored = bundle ? stored_of (session, bundle, NULL, "bundle", error) : NULL;

  if (!stored || (!is_known (session, stored->digest) && !hecha_session_change (session, put_work, stored, error)))
    return FALSE;
  g_ptr_array_add (rows, row_of (stored));
  return TRUE;
}

static gboolean
read_files (const char *const  *paths,
            GHashTable         *files,
            GError            **error)
{
  for (guint i = 0; paths[i]; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr(GError) failure = NULL;
      gsize size;

      if (!g_file_get_contents (paths[i], &text, &size, &failure))
        {
          g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
          return FALSE;
        }
      g_hash_table_insert (files, g_path_get_basename (paths[i]), g_bytes_new_take (g_steal_pointer (&text), size));
    }
  return TRUE;
}

static gboolean
is_zip (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 4 && memcmp (data, "PK\003\004", 4) == 0;
}

/**
 * hecha_library_add:
 * @paths: (array zero-terminated=1): OSCAL catalogs and profiles (JSON), bundles
 *   (zip); a profile finds its catalog among them or in the library
 *
 * Returns: (transfer full) (element-type HechaPackRow) (nullable): a pack for
 *   each file; an error names the file, the place in it and the rule
 */
GPtrArray *
hecha_library_add (HechaSession       *session,
                   const char *const  *paths,
                   GError            **error)
{
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pack_row_free);

  if (!read_files (paths, files, error))
    return NULL;
  for (guint i = 0; paths[i]; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      GBytes *bytes = g_hash_table_lookup (files, name);

      if (is_zip (bytes) ? !add_bundle (session, name, bytes, rows, error)
                         : !add_document (session, files, name, bytes, rows, error))
        return NULL;
    }
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "library");
  return g_steal_pointer (&rows);
}

/**
 * hecha_library_receive:
 * @bytes: a pack's bundle that came with a case
 * @digest: what the case pinned
 *
 * Takes in a pack that came with a case.
 *
 * Returns: %FALSE with %HECHA_ERROR_DAMAGED where it is another pack
 */
gboolean
hecha_library_receive (HechaSession  *session,
                       GBytes        *bytes,
                       const char    *id,
                       const char    *digest,
                       GError       **error)
{
  g_autoptr(HechaBundle) bundle = hecha_bundle_read (bytes, id, error);
  g_autoptr(HechaStoredPack) stored = bundle ? stored_of (session, bundle, id, "bundle", error) : NULL;

  if (!stored)
    return FALSE;
  if (strcmp (stored->digest, digest) == 0)
    return is_known (session, digest) || hecha_session_change (session, put_work, stored, error);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "The pack %s is not the one that the case speaks of", id);
  return FALSE;
}

/**
 * hecha_library_has:
 *
 * Returns: whether the pack is in the library
 */
gboolean
hecha_library_has (HechaSession *session,
                   const char   *digest)
{
  return is_known (session, digest);
}

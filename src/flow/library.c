/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-private.h"

#include "error.h"
#include "oscal-document.h"
#include "oscal-profile.h"

#include <string.h>

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

static gboolean
ends_with_path (const char *path,
                const char *end)
{
  g_autofree char *within = g_strconcat ("/", end, NULL);

  return g_str_has_suffix (path, within);
}

/* What is published gives an address, of which only the last part is told here. Otherwise
 * the folders agree, as far as both have any. */
static gboolean
is_named (const char *name,
          const char *href)
{
  g_autofree char *own = g_path_get_basename (name), *wanted = g_path_get_basename (href);

  return strcmp (own, wanted) == 0 &&
         (strstr (href, "://") || strcmp (name, href) == 0 || ends_with_path (name, href) || ends_with_path (href, name));
}

static gboolean
is_meant (const char *name,
          GBytes     *bytes,
          const char *href)
{
  g_autoptr(HechaOscalDocument) document = NULL;

  if (!g_str_has_prefix (href, "urn:uuid:"))
    return is_named (name, href);
  document = g_str_has_suffix (name, ".json") ? hecha_oscal_document_parse (bytes, name, NULL) : NULL;
  return document && g_ascii_strcasecmp (document->uuid, href + strlen ("urn:uuid:")) == 0;
}

static void
forget (HechaLibraryMeant *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->other, g_free);
}

/**
 * hecha_library_offer:
 * @name: of a file
 * @bytes: what is in it
 *
 * Returns: whether it may be the file that is meant
 */
gboolean
hecha_library_offer (HechaLibraryMeant *self,
                     const char        *name,
                     GBytes            *bytes)
{
  gboolean exact = strcmp (name, self->href) == 0, was_exact = g_strcmp0 (self->name, self->href) == 0;

  if (!exact && (was_exact || !is_meant (name, bytes, self->href)))
    return FALSE;
  if (exact && !was_exact)
    forget (self);
  if (!self->bytes)
    {
      self->bytes = g_bytes_ref (bytes);
      self->name = g_strdup (name);
    }
  else if (!self->other && !g_bytes_equal (self->bytes, bytes))
    self->other = g_strdup (name);
  return TRUE;
}

/**
 * hecha_library_meant:
 * @name: (out) (optional) (transfer full): of the file
 *
 * Ends @self.
 *
 * Returns: (transfer full) (nullable): what is in the file that is meant; %NULL
 *   without an error where none was offered, %HECHA_ERROR_INVALID where it may
 *   be one of several
 */
GBytes *
hecha_library_meant (HechaLibraryMeant  *self,
                     char              **name,
                     GError            **error)
{
  GBytes *bytes = NULL;

  if (self->other && strcmp (self->other, self->name) == 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: several packs have a file of this name, which are not the"
                 " same: add the one that is meant together with the profile", self->href);
  else if (self->other)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s may be %s or %s, which are not the same: add the one that is"
                 " meant together with the profile", self->href, self->name, self->other);
  else
    bytes = g_steal_pointer (&self->bytes);
  if (bytes && name)
    *name = g_steal_pointer (&self->name);
  forget (self);
  return bytes;
}

/* The member of a bundle that an import refers to. */
static GBytes *
load_member (const char  *href,
             gpointer     data,
             GError     **error)
{
  HechaBundle *bundle = data;
  g_autoptr(GPtrArray) names = hecha_bundle_names (bundle);
  HechaLibraryMeant meant = { .href = href };
  GError *failure = NULL;
  GBytes *bytes;

  for (guint i = 0; i < names->len; i++)
    hecha_library_offer (&meant, names->pdata[i], hecha_bundle_get (bundle, names->pdata[i]));
  bytes = hecha_library_meant (&meant, NULL, &failure);
  if (failure)
    g_propagate_error (error, failure);
  else if (!bytes)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The pack imports %s, which is not in it", href);
  return bytes;
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

/**
 * hecha_library_read:
 * @zip: a pack's bundle
 * @name: of the file or pack, for errors
 * @level: 1 to 3, or 0 for the highest that the pack has
 *
 * Returns: (transfer full) (nullable): the pack
 */
HechaPack *
hecha_library_read (GBytes      *zip,
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
  pack = hecha_library_read (stored->bytes, stored->id, level, error);
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

/**
 * hecha_library_row:
 *
 * Returns: (transfer full): a stored pack, for people
 */
HechaPackRow *
hecha_library_row (const HechaStoredPack *stored)
{
  HechaPackRow *row = g_new0 (HechaPackRow, 1);
  int type;
  gboolean of_type = hecha_nick_value (hecha_type_nicks, stored->id, &type);

  row->id = g_strdup (stored->id);
  row->version = g_strdup (stored->version);
  row->digest = g_strdup (stored->digest);
  hecha_text_copy (&stored->title, &row->title);
  row->items = stored->items;
  row->signer = g_strdup (stored->signer);
  row->cases = stored->cases;
  row->shipped = of_type && hecha_library_is_shipped (type, stored->digest);
  row->type = of_type ? g_strdup (stored->id) : NULL;
  return row;
}

/**
 * hecha_library_list:
 *
 * Returns: (transfer full) (element-type HechaPackRow) (nullable): the packs,
 *   by id, the last added of each first
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
    g_ptr_array_add (rows, hecha_library_row (stored->pdata[i]));
  return rows;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of library.h that takes packs in: those that came with this version,
 * what people add, what comes with a case. */
#include "library-private.h"

#include "error.h"
#include "oscal-profile.h"

#include <string.h>

#define SHIPPED "/org/hecha/data/checklists/"

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

typedef struct
{
  const char *digest;
  gboolean    there;
  char       *signer;
} Find;

static gboolean
has_work (HechaJournal  *journal,
          gpointer       data,
          GError       **error)
{
  Find *find = data;
  g_autoptr(HechaStoredPack) stored = hecha_pack_store_get (hecha_journal_db (journal), find->digest, NULL);

  find->there = stored != NULL;
  find->signer = stored ? g_strdup (stored->signer) : NULL;
  return TRUE;
}

static gboolean
is_known (HechaSession *session,
          const char   *digest)
{
  Find find = { digest, FALSE, NULL };
  gboolean known = hecha_session_work (session, has_work, &find, NULL) && find.there;

  g_free (find.signer);
  return known;
}

/* Adds the pack; one that is there already, only where it is signed now. */
static gboolean
put (HechaSession     *session,
     HechaStoredPack  *stored,
     GError          **error)
{
  Find find = { stored->digest, FALSE, NULL };
  g_autofree char *signer = NULL;

  if (!hecha_session_work (session, has_work, &find, error))
    return FALSE;
  signer = find.signer;
  return (find.there && (!stored->signer || g_strcmp0 (stored->signer, signer) == 0)) ||
         hecha_session_change (session, put_work, stored, error);
}

/* Our bundles call the profile for a level "id-3"; the pack over its levels is "id". */
static char *
id_over_levels (HechaBundle *bundle,
                const char  *id)
{
  g_autoptr(GPtrArray) names = hecha_bundle_names (bundle);
  HechaType type;
  int level;

  for (guint i = 0; i < names->len; i++)
    if (g_str_has_suffix (names->pdata[i], ".json") &&
        hecha_oscal_profile_target (hecha_bundle_get (bundle, names->pdata[i]), names->pdata[i], &type, &level, NULL))
      {
        g_autofree char *suffix = g_strdup_printf ("-%d", level);

        if (g_str_has_suffix (id, suffix))
          return g_strndup (id, strlen (id) - strlen (suffix));
      }
  return g_strdup (id);
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
  pack = stored->bytes ? hecha_library_read (stored->bytes, id ? id : "pack", 0, error) : NULL;
  if (!pack)
    return NULL;
  if (pack->items->len == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s holds no items", pack->id);
      return NULL;
    }
  if (!hecha_library_signer (bundle, &stored->signer, error))
    {
      g_prefix_error (error, "%s: ", pack->id);
      return NULL;
    }
  stored->digest = hecha_bundle_digest (bundle);
  stored->id = id ? g_strdup (id) : id_over_levels (bundle, pack->id);
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

static gpointer
make_shipped_digests (gpointer data)
{
  GPtrArray *digests = g_ptr_array_new ();

  for (int type = 0; type < HECHA_N_TYPES; type++)
    {
      g_autoptr(HechaBundle) bundle = shipped_bundle (hecha_nick_text (hecha_type_nicks, type), NULL);

      g_ptr_array_add (digests, bundle ? hecha_bundle_digest (bundle) : g_strdup (""));
    }
  return digests;
}

/**
 * hecha_library_is_shipped:
 *
 * Returns: whether the pack with @digest is the one that came with this version
 *   for @type. Thread-safe.
 */
gboolean
hecha_library_is_shipped (HechaType   type,
                          const char *digest)
{
  static GOnce once = G_ONCE_INIT;
  GPtrArray *digests = g_once (&once, make_shipped_digests, NULL);

  return strcmp (digests->pdata[type], digest) == 0;
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

/* Adding what somebody else wrote */

typedef struct
{
  HechaSession *session;
  GHashTable   *files;    /* name: bytes, of the files that are added together */
  HechaBundle  *bundle;   /* what the profile turned out to import */
} Gathering;

static void
offer_beside (HechaLibraryMeant *meant,
              GHashTable        *files)
{
  GHashTableIter iter;
  gpointer name, bytes;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    hecha_library_offer (meant, name, bytes);
}

/* Of the versions of a pack the one that was added last counts. */
static void
offer_library (HechaLibraryMeant *meant,
               HechaSession      *session)
{
  g_autoptr(GPtrArray) rows = hecha_library_list (session, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      HechaPackRow *row = rows->pdata[i];
      g_autoptr(GBytes) zip = g_hash_table_contains (seen, row->id) ? NULL : hecha_library_bytes (session, row->digest, NULL);
      g_autoptr(HechaBundle) bundle = zip ? hecha_bundle_read (zip, row->id, NULL) : NULL;
      g_autoptr(GPtrArray) names = bundle ? hecha_bundle_names (bundle) : NULL;

      for (guint j = 0; names && j < names->len; j++)
        if (hecha_library_offer (meant, names->pdata[j], hecha_bundle_get (bundle, names->pdata[j])))
          g_hash_table_add (seen, row->id);
    }
}

/* One that is imported twice is there already. */
static gboolean
keep (HechaBundle  *bundle,
      const char   *name,
      GBytes       *bytes,
      GError      **error)
{
  GBytes *there = hecha_bundle_get (bundle, name);

  return (there && g_bytes_equal (there, bytes)) || hecha_bundle_add (bundle, name, bytes, error);
}

/* A profile's import is looked for beside it, then in the library; never fetched. */
static GBytes *
gather (const char  *href,
        gpointer     data,
        GError     **error)
{
  Gathering *gathering = data;
  HechaLibraryMeant beside = { .href = href }, meant = { .href = href };
  g_autofree char *name = NULL;
  GError *failure = NULL;
  GBytes *bytes;

  offer_beside (&beside, gathering->files);
  bytes = hecha_library_meant (&beside, &name, &failure);
  if (!bytes && !failure)
    {
      offer_library (&meant, gathering->session);
      bytes = hecha_library_meant (&meant, &name, &failure);
    }
  if (failure)
    g_propagate_error (error, failure);
  else if (!bytes)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                 "The profile imports %s: add that catalog as well, together or before", href);
  else if (!keep (gathering->bundle, name, bytes, error))
    g_clear_pointer (&bytes, g_bytes_unref);
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
  if (!put (session, stored, error))
    return FALSE;
  g_ptr_array_add (rows, hecha_library_row (stored));
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

  if (!stored || !put (session, stored, error))
    return FALSE;
  g_ptr_array_add (rows, hecha_library_row (stored));
  return TRUE;
}

/* What each file is called among the others: its path from the folder that holds them all. Catalogs of several folders
 * may have one name. */
static GStrv
names_of (const char *const *paths)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(GFile) folder = NULL;

  for (guint i = 0; paths[i]; i++)
    {
      g_autoptr(GFile) file = g_file_new_for_path (paths[i]);

      if (!folder)
        folder = g_file_get_parent (file);
      while (folder && !g_file_has_prefix (file, folder))
        {
          g_autoptr(GFile) within = g_steal_pointer (&folder);

          folder = g_file_get_parent (within);
        }
    }
  for (guint i = 0; paths[i]; i++)
    {
      g_autoptr(GFile) file = g_file_new_for_path (paths[i]);
      g_autofree char *name = folder ? g_file_get_relative_path (folder, file) : g_file_get_basename (file);

      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static gboolean
read_files (const char *const  *paths,
            const char *const  *names,
            GHashTable         *files,
            GError            **error)
{
  for (guint i = 0; paths[i]; i++)
    {
      GBytes *bytes = hecha_library_file (paths[i], error);

      if (!bytes)
        return FALSE;
      g_hash_table_insert (files, g_strdup (names[i]), bytes);
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
  g_auto(GStrv) names = names_of (paths);

  if (!read_files (paths, (const char *const *) names, files, error))
    return NULL;
  for (guint i = 0; paths[i]; i++)
    {
      GBytes *bytes = g_hash_table_lookup (files, names[i]);

      if (is_zip (bytes) ? !add_bundle (session, names[i], bytes, rows, error)
                         : !add_document (session, files, names[i], bytes, rows, error))
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
    return put (session, stored, error);
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

/**
 * hecha_library_keep:
 * @bundle: a pack that was made or signed here
 * @id: (nullable): what it is called over its versions
 *
 * Returns: (transfer full) (nullable): the pack, which is in the library now
 */
HechaPackRow *
hecha_library_keep (HechaSession  *session,
                    HechaBundle   *bundle,
                    const char    *id,
                    GError       **error)
{
  g_autoptr(HechaStoredPack) stored = stored_of (session, bundle, id, "bundle", error);

  if (!stored || !put (session, stored, error))
    return NULL;
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "library");
  return hecha_library_row (stored);
}

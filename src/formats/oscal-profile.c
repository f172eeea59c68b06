/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-profile.h"

#include "error.h"
#include "oscal-alter.h"
#include "oscal-catalog.h"
#include "oscal-select.h"

#include <string.h>

/* Profiles import profiles; deeper or wider than this nobody means it. */
#define MAX_DEPTH     8
#define MAX_DOCUMENTS 64

typedef struct
{
  HechaOscalLoad  load;
  gpointer        data;
  GPtrArray      *open;       /* names of the documents being resolved */
  guint           n_loaded;
  gsize           size;
  HechaDigester  *digester;   /* over the digests of all documents, in the order of loading */
} Resolver;

static GPtrArray *resolve (Resolver *self, HechaOscalDocument *document, GError **error);

static gboolean
is_absolute (const char *href)
{
  g_autofree char *scheme = g_uri_parse_scheme (href);

  return scheme != NULL;
}

/* A path relative to the importing document becomes one relative to the top,
 * which ".." does not leave (RFC 3986, 5.2.4). */
static char *
join_path (const char *base,
           const char *href)
{
  g_autofree char *plain = g_uri_unescape_string (href, NULL);
  g_autofree char *folder = g_path_get_dirname (base);
  g_autofree char *joined = NULL;
  g_auto(GStrv) parts = NULL;
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  if (!plain || !*plain || *plain == '/' || strchr (plain, '\\'))
    return NULL;
  joined = g_build_path ("/", folder, plain, NULL);
  parts = g_strsplit (joined, "/", -1);
  for (char **part = parts; *part; part++)
    {
      if (strcmp (*part, "..") == 0)
        g_ptr_array_set_size (kept, kept->len ? kept->len - 1 : 0);
      else if (**part && strcmp (*part, ".") != 0)
        g_ptr_array_add (kept, *part);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static JsonObject *
find_resource (HechaOscalDocument *document,
               const char         *uuid)
{
  JsonArray *resources = hecha_json_array (hecha_json_object (document->root, "back-matter"), "resources");

  for (guint i = 0; resources && i < json_array_get_length (resources); i++)
    {
      JsonObject *resource = hecha_json_element (resources, i);
      const char *own = hecha_json_string (resource, "uuid");

      if (own && g_ascii_strcasecmp (own, uuid) == 0)
        return resource;
    }
  return NULL;
}

static void
add_candidate (GPtrArray  *candidates,
               const char *base,
               const char *href)
{
  char *path = is_absolute (href) ? g_strdup (href) : join_path (base, href);

  if (!path)
    return;
  /* Publishers keep a catalog as XML, JSON and YAML side by side, and often name one of them only. */
  if (g_str_has_suffix (path, ".xml"))
    g_ptr_array_add (candidates, g_strdup_printf ("%.*s.json", (int) strlen (path) - 4, path));
  else if (g_str_has_suffix (path, ".yaml"))
    g_ptr_array_add (candidates, g_strdup_printf ("%.*s.json", (int) strlen (path) - 5, path));
  g_ptr_array_add (candidates, path);
}

static void
add_rlinks (GPtrArray  *candidates,
            const char *base,
            JsonObject *resource)
{
  JsonArray *rlinks = hecha_json_array (resource, "rlinks");

  for (int json = 1; json >= 0; json--)
    for (guint i = 0; rlinks && i < json_array_get_length (rlinks); i++)
      {
        const char *href = hecha_json_string (hecha_json_element (rlinks, i), "href");

        if (href && g_str_has_suffix (href, ".json") == json)
          add_candidate (candidates, base, href);
      }
}

static GBytes *
embedded (JsonObject *resource)
{
  const char *value = hecha_json_string (hecha_json_object (resource, "base64"), "value");
  gsize size;
  guchar *bytes = value ? g_base64_decode (value, &size) : NULL;

  return bytes ? g_bytes_new_take (bytes, size) : NULL;
}

/* Tries each way to name the document; @name is the one that it was found by. */
static GBytes *
load_import (Resolver            *self,
             HechaOscalDocument  *document,
             const char          *href,
             const char          *path,
             char               **name,
             GError             **error)
{
  g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func (g_free);
  JsonObject *resource = *href == '#' ? find_resource (document, href + 1) : NULL;
  GBytes *bytes = resource ? embedded (resource) : NULL;

  if (bytes)
    {
      *name = g_strdup_printf ("%s%s", document->name, href);
      return bytes;
    }
  if (resource)
    add_rlinks (candidates, document->name, resource);
  if (*href == '#')
    g_ptr_array_add (candidates, g_strconcat ("urn:uuid:", href + 1, NULL));
  else
    add_candidate (candidates, document->name, href);
  for (guint i = 0; i < candidates->len; i++)
    {
      g_autoptr(GError) failure = NULL;

      bytes = self->load (candidates->pdata[i], self->data, &failure);
      if (bytes)
        {
          *name = g_strdup (candidates->pdata[i]);
          return bytes;
        }
      if (!g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: %s: ", document->name, path);
          return NULL;
        }
    }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
               "%s: %s: “%.200s” is neither in the pack nor in the library, and is not fetched from elsewhere",
               document->name, path, href);
  return NULL;
}

static HechaOscalDocument *
open_import (Resolver            *self,
             HechaOscalDocument  *document,
             const char          *href,
             const char          *path,
             GError             **error)
{
  g_autofree char *name = NULL;
  g_autoptr(GBytes) bytes = load_import (self, document, href, path, &name, error);
  HechaOscalDocument *import;

  if (!bytes)
    return NULL;
  if (g_ptr_array_find_with_equal_func (self->open, name, g_str_equal, NULL))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s: imports itself by way of “%.200s”",
                   document->name, path, name);
      return NULL;
    }
  self->size += g_bytes_get_size (bytes);
  if (++self->n_loaded > MAX_DOCUMENTS || self->size > 2 * (gsize) HECHA_OSCAL_MAX_SIZE ||
      self->open->len >= MAX_DEPTH)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: %s: imports more, or deeper, than is followed",
                   document->name, path);
      return NULL;
    }
  import = hecha_oscal_document_parse (bytes, name, error);
  if (import)
    hecha_digester_update (self->digester, import->digest, strlen (import->digest));
  return import;
}

static gboolean
add_control (HechaOscalDocument       *profile,
             GHashTable               *by_id,
             GPtrArray                *chain,
             const HechaOscalControl  *control,
             GError                  **error)
{
  JsonObject *combine = hecha_json_object (hecha_json_object (profile->root, "merge"), "combine");
  gboolean first = g_strcmp0 (hecha_json_string (combine, "method"), "use-first") == 0;
  HechaOscalControl *known = g_hash_table_lookup (by_id, control->id);
  HechaOscalControl *copy;

  if (known && (first || strcmp (known->document->uuid, control->document->uuid) == 0))
    return TRUE;
  if (known || chain->len >= HECHA_OSCAL_MAX_CONTROLS)
    {
      g_set_error (error, HECHA_ERROR, known ? HECHA_ERROR_INVALID : HECHA_ERROR_TOO_LARGE,
                   known ? "%s: profile.imports: %.80s stands in two of the imported catalogs"
                         : "%s: profile.imports: too many controls, at %.80s", profile->name, control->id);
      return FALSE;
    }
  copy = hecha_oscal_control_copy (control);
  g_ptr_array_add (chain, copy);
  g_hash_table_insert (by_id, copy->id, copy);
  return TRUE;
}

static gboolean
add_import (Resolver            *self,
            HechaOscalDocument  *profile,
            JsonObject          *import,
            const char          *path,
            GHashTable          *by_id,
            GPtrArray           *chain,
            GError             **error)
{
  const char *href = hecha_json_string (import, "href");
  g_autoptr(HechaOscalDocument) document = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) taken = NULL;

  if (!href || !*href)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s.href is missing", profile->name, path);
      return FALSE;
    }
  document = open_import (self, profile, href, path, error);
  all = document ? resolve (self, document, error) : NULL;
  taken = all ? hecha_oscal_select (profile, import, path, all, error) : NULL;
  for (guint i = 0; taken && i < taken->len; i++)
    if (!add_control (profile, by_id, chain, taken->pdata[i], error))
      return FALSE;
  return taken != NULL;
}

static GPtrArray *
resolve_profile (Resolver            *self,
                 HechaOscalDocument  *profile,
                 GError             **error)
{
  JsonArray *imports = hecha_json_array (profile->root, "imports");
  g_autoptr(GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_oscal_control_free);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) merged = NULL;

  if (!imports || json_array_get_length (imports) == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: profile.imports is missing or empty", profile->name);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (imports); i++)
    {
      g_autofree char *path = g_strdup_printf ("profile.imports[%u]", i);

      if (!add_import (self, profile, hecha_json_element (imports, i), path, by_id, chain, error))
        return NULL;
    }
  merged = hecha_oscal_merge (profile, chain, error);
  return merged && hecha_oscal_alter (profile, merged, error) ? g_steal_pointer (&merged) : NULL;
}

static GPtrArray *
resolve (Resolver            *self,
         HechaOscalDocument  *document,
         GError             **error)
{
  GPtrArray *controls;

  g_ptr_array_add (self->open, document->name);
  controls = document->kind == HECHA_OSCAL_CATALOG ? hecha_oscal_controls (document, error)
                                                   : resolve_profile (self, document, error);
  g_ptr_array_set_size (self->open, self->open->len - 1);
  return controls;
}

static GBytes *
load_nothing (const char  *href,
              gpointer     data,
              GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no library");
  return NULL;
}

/**
 * hecha_oscal_read:
 * @bytes: an OSCAL catalog or profile as JSON
 * @name: its path from the top of the pack or the library, with "/"
 * @load: (nullable) (scope call): finds what a profile imports
 * @data: for @load
 *
 * Opens a catalog, or a profile with what it imports, as a checklist. The
 * pack's digest is that of the catalog, or SHA-256 over the digests of the
 * profile and of all it imports, in order, as hex.
 *
 * Returns: (transfer full) (nullable): the pack; %HECHA_ERROR_NOT_FOUND for an
 *   import that is not at hand, else as hecha_oscal_catalog_read()
 */
HechaPack *
hecha_oscal_read (GBytes          *bytes,
                  const char      *name,
                  HechaOscalLoad   load,
                  gpointer         data,
                  GError         **error)
{
  g_autoptr(HechaOscalDocument) document = hecha_oscal_document_parse (bytes, name, error);
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  g_autoptr(GPtrArray) open = g_ptr_array_new ();
  g_autoptr(GPtrArray) controls = NULL;
  Resolver self = { load ? load : load_nothing, data, open, 0, 0, digester };
  HechaPack *pack;

  if (!document)
    return NULL;
  hecha_digester_update (digester, document->digest, strlen (document->digest));
  controls = resolve (&self, document, error);
  pack = controls ? hecha_oscal_pack_new (document, controls, error) : NULL;
  if (pack && document->kind == HECHA_OSCAL_PROFILE)
    hecha_digester_finish (digester, pack->digest, NULL);
  return pack;
}

/**
 * hecha_oscal_profile_target:
 * @type: (out): our prop "enterprise-type" of its metadata
 * @level: (out): our prop "level" of its metadata, 1 to 3
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where the document does not say
 *   for whom it is, as published profiles do not; else as
 *   hecha_oscal_document_parse()
 */
gboolean
hecha_oscal_profile_target (GBytes      *bytes,
                            const char  *name,
                            HechaType   *type,
                            int         *level,
                            GError     **error)
{
  g_autoptr(HechaOscalDocument) document = hecha_oscal_document_parse (bytes, name, error);
  JsonObject *metadata = document ? hecha_json_object (document->root, "metadata") : NULL;
  const char *text = hecha_oscal_own_prop (metadata, "level");
  gint64 number;
  int value;

  if (!document)
    return FALSE;
  if (!hecha_nick_value (hecha_type_nicks, hecha_oscal_own_prop (metadata, "enterprise-type"), &value) ||
      !text || !g_ascii_string_to_signed (text, 10, 1, 3, &number, NULL))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                   "%s does not say which type of enterprise and which level it is for", name);
      return FALSE;
    }
  *type = value;
  *level = number;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "multistatus.h"

#include "error.h"

#include <libxml/xmlreader.h>
#include <string.h>

#define DAV          "DAV:"
#define SIZE_MAX_DAV (G_GINT64_CONSTANT (1) << 53)
#define DEPTH_MAX    32

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

static gboolean
is_dav (const xmlNode *node,
        const char    *name)
{
  return node->type == XML_ELEMENT_NODE && node->ns
         && g_strcmp0 ((const char *) node->ns->href, DAV) == 0
         && g_str_equal ((const char *) node->name, name);
}

static xmlNode *
dav_child (const xmlNode *parent,
           const char    *name)
{
  for (xmlNode *child = parent ? parent->children : NULL; child; child = child->next)
    if (is_dav (child, name))
      return child;
  return NULL;
}

static char *
dav_text (const xmlNode *parent,
          const char    *name)
{
  xmlNode *child = dav_child (parent, name);
  xmlChar *text = child ? xmlNodeGetContent (child) : NULL;
  char *copy = text ? g_strstrip (g_strdup ((const char *) text)) : NULL;

  xmlFree (text);
  return copy;
}

/* The properties that the server could give: those of the propstat of status 200. */
static xmlNode *
found_properties (const xmlNode *response)
{
  for (xmlNode *child = response->children; child; child = child->next)
    {
      g_autofree char *status = is_dav (child, "propstat") ? dav_text (child, "status") : NULL;

      if (status && g_str_has_prefix (status, "HTTP/") && strstr (status, " 200"))
        return dav_child (child, "prop");
    }
  return NULL;
}

static char *
host_of (const char  *url,
         const char **path)
{
  const char *authority = strstr (url, "://") + 3;
  gsize length = strcspn (authority, "/?#");
  g_autofree char *text = g_strndup (authority, length);
  const char *colon = strrchr (text, ':');

  *path = authority + length;
  if (colon && !strchr (colon, ']'))
    text[colon - text] = '\0';
  return g_ascii_strdown (text, -1);
}

/* The name that @href has directly below the folder, or NULL for the folder
 * itself and for everything that lies elsewhere. Behind a proxy servers name
 * another scheme or port, which is let pass: a name is all that is taken. */
static char *
name_below (const char *href,
            const char *folder_url)
{
  const char *folder_path;
  const char *path = href;
  g_autofree char *host = host_of (folder_url, &folder_path);
  g_autofree char *folder = g_uri_unescape_string (folder_path, NULL);
  g_autofree char *name = NULL;
  gsize length;

  if (strstr (href, "://"))
    {
      g_autofree char *other = host_of (href, &path);

      if (!g_str_equal (host, other))
        return NULL;
    }
  if (path[0] == '/')
    {
      g_autofree char *parent = NULL;
      const char *end = path + strlen (path);

      if (end > path + 1 && end[-1] == '/')
        end--;
      while (end > path && end[-1] != '/')
        end--;
      parent = g_uri_unescape_segment (path, end, "/");
      if (!parent || g_strcmp0 (parent, folder) != 0)
        return NULL;
      path = end;
    }
  length = strlen (path);
  if (length > 0 && path[length - 1] == '/')
    length--;
  name = g_uri_unescape_segment (path, path + length, "/");
  return hecha_remote_segment_is_valid (name) ? g_steal_pointer (&name) : NULL;
}

static gint64
size_of (const xmlNode *properties)
{
  g_autofree char *text = dav_text (properties, "getcontentlength");
  guint64 size;

  if (!text || !g_ascii_string_to_unsigned (text, 10, 0, SIZE_MAX_DAV, &size, NULL))
    return -1;
  return size;
}

static HechaRemoteEntry *
read_response (const xmlNode *response,
               const char    *folder_url)
{
  g_autofree char *href = dav_text (response, "href");
  g_autofree char *name = href ? name_below (href, folder_url) : NULL;
  xmlNode *properties = found_properties (response);
  gboolean is_folder;

  if (!name || !properties)
    return NULL;
  is_folder = dav_child (dav_child (properties, "resourcetype"), "collection") != NULL;
  return hecha_remote_entry_new (name, is_folder ? 0 : size_of (properties), is_folder);
}

static gboolean
refuse (GError     **error,
        HechaError   code,
        const char  *why)
{
  g_set_error (error, HECHA_ERROR, code, "the server's list of files cannot be read: %s", why);
  return FALSE;
}

static gboolean
take_node (xmlTextReader  *reader,
           const char     *folder_url,
           GHashTable     *names,
           GPtrArray      *entries,
           GError        **error)
{
  xmlNode *node = xmlTextReaderCurrentNode (reader);
  HechaRemoteEntry *entry;

  if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE)
    return refuse (error, HECHA_ERROR_DAMAGED, "it declares a document type");
  if (xmlTextReaderDepth (reader) > DEPTH_MAX)
    return refuse (error, HECHA_ERROR_DAMAGED, "it is nested too deep");
  if (xmlTextReaderNodeType (reader) != XML_READER_TYPE_ELEMENT)
    return TRUE;
  if (xmlTextReaderDepth (reader) == 0 && !is_dav (node, "multistatus"))
    return refuse (error, HECHA_ERROR_DAMAGED, "it is no WebDAV answer");
  if (xmlTextReaderDepth (reader) != 1 || !is_dav (node, "response"))
    return TRUE;
  node = xmlTextReaderExpand (reader);
  if (!node)
    return TRUE;        /* the reader reports the damage next */
  entry = read_response (node, folder_url);
  if (entry && g_hash_table_contains (names, entry->name))
    hecha_remote_entry_free (entry);
  else if (entry)
    {
      g_ptr_array_add (entries, entry);
      g_hash_table_add (names, entry->name);
    }
  if (entries->len > HECHA_MULTISTATUS_ENTRIES_MAX)
    return refuse (error, HECHA_ERROR_TOO_LARGE, "it names more than 100000 files");
  return TRUE;
}

static void
ignore_xml_error (void       *data,
                  xmlErrorPtr xml_error)
{
}

/**
 * hecha_multistatus_parse:
 * @xml: the body of a 207 answer, hostile
 * @folder_url: what was asked for, ending in a slash
 *
 * Reads the answer to a PROPFIND of depth 1 (RFC 4918, 14.16) in UTF-8. Names are
 * percent-decoded; the folder itself, names elsewhere, names that Hecha would
 * not give and second mentions are left out.
 *
 * Returns: (transfer full) (element-type HechaRemoteEntry) (nullable): the
 *   entries, or %NULL with %HECHA_ERROR_DAMAGED or %HECHA_ERROR_TOO_LARGE
 */
GPtrArray *
hecha_multistatus_parse (GBytes      *xml,
                         const char  *folder_url,
                         GError     **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_remote_entry_free);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(xmlTextReader) reader = NULL;
  gsize size;
  const char *data;
  int more;

  g_return_val_if_fail (xml, NULL);
  g_return_val_if_fail (folder_url && strstr (folder_url, "://") && g_str_has_suffix (folder_url, "/"), NULL);

  data = g_bytes_get_data (xml, &size);
  /* libxml2 prints what it thinks of other encodings: it is not asked to convert any. */
  if (size > 0 && size <= G_MAXINT && g_utf8_validate (data, size, NULL))
    reader = xmlReaderForMemory (data, size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR
                                                         | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
  if (!reader)
    {
      refuse (error, HECHA_ERROR_DAMAGED, "it is empty or not in UTF-8");
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (reader, ignore_xml_error, NULL);
  while ((more = xmlTextReaderRead (reader)) == 1)
    if (!take_node (reader, folder_url, names, entries, error))
      return NULL;
  if (more == 0)
    return g_steal_pointer (&entries);
  refuse (error, HECHA_ERROR_DAMAGED, "it is no well-formed XML");
  return NULL;
}

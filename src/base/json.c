/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json.h"

#include "error.h"
#include "file.h"
#include "json-check.h"

#include <math.h>
#include <string.h>

/* Reading: json-glib builds the tree, but it also takes comments, single
 * quotes and repeated members; hecha_json_check() has refused those before. */

/**
 * hecha_json_parse:
 * @text: (array length=length): RFC 8259 text in UTF-8, without a BOM
 * @length: bytes, or -1 where @text ends with a NUL
 * @name: what the text is, for the error: a file's name, usually
 *
 * Returns: (transfer full) (nullable): the tree; %HECHA_ERROR_INVALID names
 *   line, column and rule
 */
JsonNode *
hecha_json_parse (const char  *text,
                  gssize       length,
                  const char  *name,
                  GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) failure = NULL;

  if (length < 0)
    length = strlen (text);
  if (!hecha_json_check (text, length, name, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &failure))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s", name, failure->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/**
 * hecha_json_parse_object:
 *
 * As hecha_json_parse(), for a text whose outermost value is an object.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *
hecha_json_parse_object (const char  *text,
                         gssize       length,
                         const char  *name,
                         GError     **error)
{
  g_autoptr(JsonNode) node = hecha_json_parse (text, length, name, error);

  if (!node)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: not a JSON object", name);
      return NULL;
    }
  return json_node_dup_object (node);
}

/**
 * hecha_json_read:
 * @path: a file that somebody chose; an error of what is in it begins with its base name
 * @most: bytes
 * @text: (out) (optional) (transfer full): what is in it
 *
 * Returns: (transfer full) (nullable): the object in it; errors as of
 *   hecha_file_read() and hecha_json_parse_object()
 */
JsonObject *
hecha_json_read (const char  *path,
                 gsize        most,
                 char       **text,
                 GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GBytes) bytes = hecha_file_read (path, most, error);
  JsonObject *object;
  gsize length;
  const char *data;

  if (!bytes)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  object = hecha_json_parse_object (data, (gssize) length, name, error);
  if (object && text)
    *text = g_strndup (data, length);
  return object;
}

/* Writing: RFC 8785. */

static gboolean canonical_value (JsonNode *node, GString *out, GError **error);

static void
escape (GString *out,
        char     c)
{
  static const char short_forms[] = "\"\"\\\\\bb\ff\nn\rr\tt";

  for (const char *p = short_forms; *p; p += 2)
    if (*p == c)
      {
        g_string_append_c (out, '\\');
        g_string_append_c (out, p[1]);
        return;
      }
  g_string_append_printf (out, "\\u%04x", (guchar) c);
}

static void
canonical_string (const char *text,
                  GString    *out)
{
  const char *run = text, *p;

  g_string_append_c (out, '"');
  for (p = text; *p; p++)
    if ((guchar) *p < 0x20 || *p == '"' || *p == '\\')
      {
        g_string_append_len (out, run, p - run);
        escape (out, *p);
        run = p + 1;
      }
  g_string_append_len (out, run, p - run);
  g_string_append_c (out, '"');
}

static gunichar
utf16_unit (const char *p,
            gboolean    second)
{
  gunichar c = g_utf8_get_char (p);

  if (c < 0x10000)
    return c;
  c -= 0x10000;
  return second ? 0xdc00 + (c & 0x3ff) : 0xd800 + (c >> 10);
}

/* RFC 8785 orders members by UTF-16 code unit, which differs from the order of
 * UTF-8 bytes where a character outside the BMP meets one above U+D7FF. */
static int
compare_utf16 (gconstpointer a,
               gconstpointer b)
{
  const char *left = *(const char *const *) a, *right = *(const char *const *) b;

  while (*left && *right)
    {
      gunichar l = utf16_unit (left, FALSE), r = utf16_unit (right, FALSE);

      if (l == r)
        {
          l = utf16_unit (left, TRUE);
          r = utf16_unit (right, TRUE);
        }
      if (l != r)
        return l < r ? -1 : 1;
      left = g_utf8_next_char (left);
      right = g_utf8_next_char (right);
    }
  return *left ? 1 : *right ? -1 : 0;
}

static gboolean
canonical_object (JsonObject  *object,
                  GString     *out,
                  GError     **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *l = members; l; l = l->next)
    g_ptr_array_add (names, l->data);
  g_ptr_array_sort (names, compare_utf16);
  g_string_append_c (out, '{');
  for (guint i = 0; i < names->len; i++)
    {
      if (i)
        g_string_append_c (out, ',');
      canonical_string (names->pdata[i], out);
      g_string_append_c (out, ':');
      if (!canonical_value (json_object_get_member (object, names->pdata[i]), out, error))
        return FALSE;
    }
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
canonical_array (JsonArray  *array,
                 GString    *out,
                 GError    **error)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i)
        g_string_append_c (out, ',');
      if (!canonical_value (json_array_get_element (array, i), out, error))
        return FALSE;
    }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
canonical_number (JsonNode  *node,
                  GString   *out,
                  GError   **error)
{
  double number = json_node_get_double (node);

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE && number != floor (number))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "The number %g has a fraction: journal records hold whole numbers only", number);
      return FALSE;
    }
  if (fabs (number) > (double) HECHA_JSON_MAX_INTEGER)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "The number %g is beyond 2^53: JSON cannot carry it", number);
      return FALSE;
    }
  g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
  return TRUE;
}

static gboolean
canonical_value (JsonNode  *node,
                 GString   *out,
                 GError   **error)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return canonical_object (json_node_get_object (node), out, error);
    case JSON_NODE_ARRAY:
      return canonical_array (json_node_get_array (node), out, error);
    case JSON_NODE_NULL:
      g_string_append (out, "null");
      return TRUE;
    case JSON_NODE_VALUE:
    default:
      break;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    canonical_string (json_node_get_string (node), out);
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else
    return canonical_number (node, out, error);
  return TRUE;
}

/**
 * hecha_json_canonical:
 * @node: a tree of objects, arrays, text, booleans, null and whole numbers
 *   below 2^53
 *
 * Returns: (transfer full) (nullable): the one byte sequence that RFC 8785
 *   gives for @node; %HECHA_ERROR_INVALID for any other number
 */
char *
hecha_json_canonical (JsonNode  *node,
                      GError   **error)
{
  g_autoptr(GString) out = g_string_new (NULL);

  if (!canonical_value (node, out, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * hecha_json_canonical_append:
 * @object: an object that our own code made, so that it holds no other number
 *
 * Appends @object to @out as hecha_json_canonical() writes it.
 */
void
hecha_json_canonical_append (GString    *out,
                             JsonObject *object)
{
  g_autoptr(GError) error = NULL;

  if (!canonical_object (object, out, &error))
    g_error ("%s", error->message);
}

/**
 * hecha_json_canonical_object:
 * @object: an object that our own code made, so that it holds no other number
 *
 * Returns: (transfer full): as hecha_json_canonical()
 */
char *
hecha_json_canonical_object (JsonObject *object)
{
  GString *out = g_string_new (NULL);

  hecha_json_canonical_append (out, object);
  return g_string_free (out, FALSE);
}

/**
 * hecha_json_pretty:
 *
 * Returns: (transfer full): @node for people, two spaces a level, without a
 *   last newline
 */
char *
hecha_json_pretty (JsonNode *node)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, node);
  return json_generator_to_data (generator, NULL);
}

/* Reading members of foreign objects: a member of the wrong kind is no member. */

static JsonNode *
member_of_type (JsonObject   *object,
                const char   *member,
                JsonNodeType  type)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && json_node_get_node_type (node) == type ? node : NULL;
}

/**
 * hecha_json_string:
 * @object: (nullable): an object
 *
 * Returns: (transfer none) (nullable): the text; %NULL where @member is missing or no text
 */
const char *
hecha_json_string (JsonObject *object,
                   const char *member)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * hecha_json_int:
 * @object: (nullable): an object
 * @fallback: what a missing member, or one that is no whole number, stands for
 */
gint64
hecha_json_int (JsonObject *object,
                const char *member,
                gint64      fallback)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : fallback;
}

/**
 * hecha_json_bool:
 * @object: (nullable): an object
 *
 * Returns: whether @member is there and true
 */
gboolean
hecha_json_bool (JsonObject *object,
                 const char *member)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/**
 * hecha_json_array:
 * @object: (nullable): an object
 *
 * Returns: (transfer none) (nullable): the array
 */
JsonArray *
hecha_json_array (JsonObject *object,
                  const char *member)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_ARRAY);

  return node ? json_node_get_array (node) : NULL;
}

/**
 * hecha_json_object:
 * @object: (nullable): an object
 *
 * Returns: (transfer none) (nullable): the object
 */
JsonObject *
hecha_json_object (JsonObject *object,
                   const char *member)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_OBJECT);

  return node ? json_node_get_object (node) : NULL;
}

/**
 * hecha_json_element:
 * @array: (nullable): an array
 *
 * Returns: (transfer none) (nullable): the object at @index; %NULL where there
 *   is none or something else stands there
 */
JsonObject *
hecha_json_element (JsonArray *array,
                    guint      index)
{
  JsonNode *node = array && index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * hecha_json_set_string:
 * @value: (nullable): left out where %NULL or empty
 */
void
hecha_json_set_string (JsonObject *object,
                       const char *member,
                       const char *value)
{
  if (value && *value)
    json_object_set_string_member (object, member, value);
}

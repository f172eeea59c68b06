/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-reader.h"

#include "error.h"
#include "json-check.h"
#include "json.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

/* An array of objects, or an object with such an array, as a table: the names
 * of members are the headers (row 0), the n-th object is row n. An object
 * inside an object makes columns "outer.inner"; an array of objects makes a row
 * for each of them, under the same number; any other array is a list "a、b". */

#define MAX_COLUMNS 1024
#define MAX_ROWS_EACH 64

typedef struct
{
  HechaTableSource *source;
  JsonNode         *root;
  JsonArray        *objects;   /* owned by root */
  GPtrArray        *headers;
  GHashTable       *columns;   /* header → column + 1 */
  GPtrArray        *texts;     /* of the row: GString, one a column */
  GArray           *cells;
  guint             next;      /* element; row 0 is before the first */
  gboolean          started;
  guint             part;      /* of the element, where it makes several rows */
} RowsJson;

/* Values as text */

static gboolean
is_object_array (JsonNode *node)
{
  return JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0
         && JSON_NODE_HOLDS_OBJECT (json_array_get_element (json_node_get_array (node), 0));
}

static void
append_scalar (GString  *out,
               JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == G_TYPE_STRING)
    g_string_append (out, json_node_get_string (node));
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "TRUE" : "FALSE");
  else if (type == G_TYPE_DOUBLE)
    g_string_append (out, g_ascii_formatd (number, sizeof number, fabs (json_node_get_double (node)) < 1e15 ? "%.15g" : "%.0f",
                                           json_node_get_double (node)));
}

static void
append_list (GString   *out,
             JsonArray *array)
{
  guint n = json_array_get_length (array);

  for (guint i = 0; i < n; i++)
    {
      if (out->len)
        g_string_append (out, "、");
      append_scalar (out, json_array_get_element (array, i));
    }
}

static guint32
value_notes (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_DOUBLE)
    return HECHA_CELL_NUMBER | (fabs (json_node_get_double (node)) >= 1e15 ? HECHA_CELL_LOSSY : 0);
  return type == G_TYPE_INT64 ? HECHA_CELL_NUMBER : 0;
}

/* Columns */

static guint
column_of (RowsJson   *self,
           const char *outer,
           const char *name,
           gboolean    add)
{
  g_autofree char *header = outer ? g_strconcat (outer, ".", name, NULL) : g_strdup (name);
  guint column = GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, header));

  if (column || !add || self->headers->len >= MAX_COLUMNS)
    return column;
  g_ptr_array_add (self->headers, g_strdup (header));
  g_ptr_array_add (self->texts, g_string_new (NULL));
  g_hash_table_insert (self->columns, g_steal_pointer (&header), GUINT_TO_POINTER (self->headers->len));
  return self->headers->len;
}

static JsonObject *
inner_object (JsonNode *node,
              guint     part)
{
  guint n;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  if (!is_object_array (node))
    return NULL;
  n = json_array_get_length (json_node_get_array (node));
  return hecha_json_element (json_node_get_array (node), MIN (part, n - 1));
}

static guint
rows_of (JsonObject *object)
{
  g_autoptr(GList) values = json_object_get_values (object);
  guint rows = 1;

  for (GList *l = values; l; l = l->next)
    if (is_object_array (l->data))
      rows = MAX (rows, json_array_get_length (json_node_get_array (l->data)));
  return MIN (rows, MAX_ROWS_EACH);
}

static void
collect_columns (RowsJson   *self,
                 JsonObject *object)
{
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *l = names; l; l = l->next)
    {
      JsonObject *inner = inner_object (json_object_get_member (object, l->data), 0);
      g_autoptr(GList) inner_names = inner ? json_object_get_members (inner) : NULL;

      if (!inner)
        column_of (self, NULL, l->data, TRUE);
      for (GList *i = inner_names; i; i = i->next)
        column_of (self, l->data, i->data, TRUE);
    }
}

/* Rows */

static void
put_value (RowsJson   *self,
           const char *outer,
           const char *name,
           JsonNode   *node)
{
  guint column = column_of (self, outer, name, FALSE);
  GString *text;

  if (!column)
    return;
  text = self->texts->pdata[column - 1];
  if (JSON_NODE_HOLDS_ARRAY (node))
    append_list (text, json_node_get_array (node));
  else
    append_scalar (text, node);
  g_array_index (self->cells, HechaCell, column - 1).notes = value_notes (node);
}

static void
put_object (RowsJson   *self,
            JsonObject *object)
{
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *l = names; l; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      JsonObject *inner = inner_object (node, self->part);
      g_autoptr(GList) inner_names = inner ? json_object_get_members (inner) : NULL;

      if (!inner)
        put_value (self, NULL, l->data, node);
      for (GList *i = inner_names; i; i = i->next)
        put_value (self, l->data, i->data, json_object_get_member (inner, i->data));
    }
}

static void
clear_row (RowsJson *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    g_string_truncate (self->texts->pdata[i], 0);
  g_array_set_size (self->cells, 0);
  g_array_set_size (self->cells, self->texts->len);
}

static void
hand_out (RowsJson *self,
          guint     number,
          HechaRow *row)
{
  row->number = number;
  row->n_cells = 0;
  for (guint i = 0; i < self->cells->len; i++)
    {
      HechaCell *cell = &g_array_index (self->cells, HechaCell, i);
      GString *text = self->texts->pdata[i];

      cell->text = text->str;
      cell->length = text->len;
      if (text->len)
        row->n_cells = i + 1;
    }
  row->cells = (const HechaCell *) self->cells->data;
}

/* The reader */

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
rows_json_free (gpointer reader)
{
  RowsJson *self = reader;

  g_clear_pointer (&self->root, json_node_unref);
  g_ptr_array_unref (self->headers);
  g_hash_table_unref (self->columns);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->cells);
  g_free (self);
}

static char *
load (HechaTableSource  *source,
      gsize             *size,
      GError           **error)
{
  g_autofree char *text = NULL;
  gssize n = 1;

  if (source->size > HECHA_JSON_MAX_SIZE)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than 256 MiB of JSON", source->name);
      return NULL;
    }
  text = g_malloc (source->size + 1);
  for (*size = 0; *size < source->size && n > 0; *size += MAX (n, 0))
    n = pread (source->fd, text + *size, source->size - *size, *size);
  if (n < 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: cannot be read", source->name);
      return NULL;
    }
  text[*size] = '\0';
  return g_steal_pointer (&text);
}

static JsonArray *
find_objects (JsonNode *root)
{
  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_node_get_array (root);
  return JSON_NODE_HOLDS_OBJECT (root) ? hecha_json_array (json_node_get_object (root), "filings") : NULL;
}

static gboolean
parse (RowsJson  *self,
       GError   **error)
{
  gsize size;
  g_autofree char *text = load (self->source, &size, error);
  gsize mark;

  if (!text)
    return FALSE;
  mark = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  self->root = hecha_json_parse (text + mark, size - mark, self->source->name, error);
  if (!self->root)
    return FALSE;
  self->objects = find_objects (self->root);
  if (!self->objects)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "%s: neither an array of objects nor an object with an array \"filings\"", self->source->name);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (self->objects); i++)
    if (hecha_json_element (self->objects, i))
      collect_columns (self, hecha_json_element (self->objects, i));
  return TRUE;
}

static gpointer
rows_json_open (HechaTableSource  *source,
                GError           **error)
{
  RowsJson *self = g_new0 (RowsJson, 1);

  self->source = source;
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_ptr_array_new_with_free_func (string_free);
  self->cells = g_array_new (FALSE, TRUE, sizeof (HechaCell));
  if (!parse (self, error))
    {
      rows_json_free (self);
      return NULL;
    }
  hecha_table_source_add_sheet (source, "", FALSE);
  return self;
}

static gboolean
rows_json_select (gpointer   reader,
                  guint      sheet,
                  GError   **error)
{
  RowsJson *self = reader;

  self->next = self->part = 0;
  self->started = FALSE;
  return TRUE;
}

static void
put_headers (RowsJson *self,
             HechaRow *row)
{
  self->started = TRUE;
  for (guint i = 0; i < self->headers->len; i++)
    g_string_assign (self->texts->pdata[i], self->headers->pdata[i]);
  hand_out (self, 0, row);
}

static gboolean
rows_json_next (gpointer   reader,
                HechaRow  *row,
                GError   **error)
{
  RowsJson *self = reader;
  JsonObject *object;

  if (g_cancellable_set_error_if_cancelled (self->source->cancellable, error))
    return FALSE;
  clear_row (self);
  if (!self->started)
    {
      put_headers (self, row);
      return TRUE;
    }
  if (self->next >= json_array_get_length (self->objects))
    return FALSE;
  object = hecha_json_element (self->objects, self->next);
  if (object)
    put_object (self, object);
  else if (self->texts->len)
    append_scalar (self->texts->pdata[0], json_array_get_element (self->objects, self->next));
  hand_out (self, self->next + 1, row);
  if (object && ++self->part < rows_of (object))
    return TRUE;
  self->part = 0;
  self->next++;
  return TRUE;
}

static double
rows_json_progress (gpointer reader)
{
  RowsJson *self = reader;
  guint n = json_array_get_length (self->objects);

  return n ? (double) self->next / n : 1;
}

const HechaTableReader hecha_rows_json_reader = {
  rows_json_open, rows_json_select, rows_json_next, rows_json_progress, rows_json_free
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-value.h"

#include "pdf-cursor.h"

#include <string.h>

/**
 * hecha_pdf_value_new:
 *
 * Returns: (transfer full): an empty value
 */
HechaPdfValue *
hecha_pdf_value_new (HechaPdfType type)
{
  HechaPdfValue *self = g_new0 (HechaPdfValue, 1);

  self->type = type;
  if (type == HECHA_PDF_DICTIONARY)
    self->keys = g_ptr_array_new_with_free_func (g_free);
  if (type == HECHA_PDF_DICTIONARY || type == HECHA_PDF_ARRAY)
    self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pdf_value_free);
  return self;
}

/**
 * hecha_pdf_value_free:
 * @self: (transfer full): a value
 */
void
hecha_pdf_value_free (HechaPdfValue *self)
{
  g_free (self->text);
  g_clear_pointer (&self->string, g_bytes_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

/**
 * hecha_pdf_value_copy:
 *
 * Returns: (transfer full): a deep copy
 */
HechaPdfValue *
hecha_pdf_value_copy (const HechaPdfValue *self)
{
  HechaPdfValue *copy = hecha_pdf_value_new (self->type);

  copy->integer = self->integer;
  copy->generation = self->generation;
  copy->text = g_strdup (self->text);
  copy->string = self->string ? g_bytes_ref (self->string) : NULL;
  for (guint i = 0; self->keys && i < self->keys->len; i++)
    g_ptr_array_add (copy->keys, g_strdup (self->keys->pdata[i]));
  for (guint i = 0; self->items && i < self->items->len; i++)
    g_ptr_array_add (copy->items, hecha_pdf_value_copy (self->items->pdata[i]));
  return copy;
}

static gint
find_key (const HechaPdfValue *self,
          const char          *key)
{
  for (guint i = 0; self->keys && i < self->keys->len; i++)
    if (strcmp (self->keys->pdata[i], key) == 0)
      return (gint) i;
  return -1;
}

/**
 * hecha_pdf_value_get:
 * @self: (nullable): a dictionary, else nothing is found
 *
 * Returns: (transfer none) (nullable): the value of @key; an entry that is
 *   null is as good as none
 */
const HechaPdfValue *
hecha_pdf_value_get (const HechaPdfValue *self,
                     const char          *key)
{
  gint at = self ? find_key (self, key) : -1;
  const HechaPdfValue *value = at >= 0 ? self->items->pdata[at] : NULL;

  return value && value->type != HECHA_PDF_NULL ? value : NULL;
}

/**
 * hecha_pdf_value_is_name:
 * @self: (nullable): a value
 *
 * Returns: whether it is the name @name
 */
gboolean
hecha_pdf_value_is_name (const HechaPdfValue *self,
                         const char          *name)
{
  return self && self->type == HECHA_PDF_NAME && strcmp (self->text, name) == 0;
}

/**
 * hecha_pdf_value_to_utf8:
 * @self: (nullable): a text string (ISO 32000-1, 7.9.2.2)
 *
 * Returns: (transfer full) (nullable): its text; %NULL where @self is no
 *   string. PDFDocEncoding is read as Latin-1, with which it agrees where it
 *   prints.
 */
char *
hecha_pdf_value_to_utf8 (const HechaPdfValue *self)
{
  gsize size;
  const char *data;

  if (!self || self->type != HECHA_PDF_STRING)
    return NULL;
  data = g_bytes_get_data (self->string, &size);
  if (size == 0)
    return g_strdup ("");
  if (size >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return g_convert (data + 2, (gssize) size - 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_make_valid (data + 3, (gssize) size - 3);
  return g_convert (data, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/**
 * hecha_pdf_value_set:
 * @self: a dictionary
 * @value: (transfer full): put in the place of the old one, or at the end
 */
void
hecha_pdf_value_set (HechaPdfValue *self,
                     const char    *key,
                     HechaPdfValue *value)
{
  gint at = find_key (self, key);

  g_return_if_fail (self->type == HECHA_PDF_DICTIONARY);
  if (at >= 0)
    {
      hecha_pdf_value_free (self->items->pdata[at]);
      self->items->pdata[at] = value;
      return;
    }
  g_ptr_array_add (self->keys, g_strdup (key));
  g_ptr_array_add (self->items, value);
}

/**
 * hecha_pdf_value_set_parsed:
 * @self: a dictionary
 * @text: our own PDF text of the value; a wrong one is a programming error
 */
void
hecha_pdf_value_set_parsed (HechaPdfValue *self,
                            const char    *key,
                            const char    *text)
{
  HechaPdfCursor cursor = { (const guint8 *) text, strlen (text), 0 };
  HechaPdfValue *value = hecha_pdf_read_value (&cursor, NULL);

  g_return_if_fail (value);
  hecha_pdf_value_set (self, key, value);
}

static gboolean
array_equal (const HechaPdfValue *a,
             const HechaPdfValue *b)
{
  if (a->items->len != b->items->len)
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    if (!hecha_pdf_value_equal (a->items->pdata[i], b->items->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Whether @b says of each key of @a what @a says of it. */
static gboolean
entries_agree (const HechaPdfValue *a,
               const HechaPdfValue *b)
{
  for (guint i = 0; i < a->keys->len; i++)
    if (!hecha_pdf_value_equal (a->items->pdata[i], hecha_pdf_value_get (b, a->keys->pdata[i])))
      return FALSE;
  return TRUE;
}

/* Every key of @b that @a lacks must be null. */
static gboolean
lacks_nothing (const HechaPdfValue *a,
               const HechaPdfValue *b)
{
  for (guint i = 0; i < b->keys->len; i++)
    if (hecha_pdf_value_get (b, b->keys->pdata[i]) && !hecha_pdf_value_get (a, b->keys->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * hecha_pdf_value_equal:
 * @a: (nullable): a value
 * @b: (nullable): another
 *
 * Returns: whether they say the same; references are compared, not followed;
 *   the order of a dictionary's keys does not count, and an entry that is null
 *   is as good as none (ISO 32000-1, 7.3.7)
 */
gboolean
hecha_pdf_value_equal (const HechaPdfValue *a,
                       const HechaPdfValue *b)
{
  if ((!a || a->type == HECHA_PDF_NULL) && (!b || b->type == HECHA_PDF_NULL))
    return TRUE;
  if (!a || !b || a->type != b->type || a->integer != b->integer || a->generation != b->generation)
    return FALSE;
  if (g_strcmp0 (a->text, b->text) != 0)
    return FALSE;
  if (a->string)
    return g_bytes_equal (a->string, b->string);
  if (a->keys)
    return entries_agree (a, b) && lacks_nothing (a, b);
  return !a->items || array_equal (a, b);
}

static void
write_name (const char *name,
            GString    *out)
{
  g_string_append_c (out, '/');
  for (const guint8 *p = (const guint8 *) name; *p; p++)
    if (g_ascii_isgraph (*p) && !strchr ("()<>[]{}/%#", *p))
      g_string_append_c (out, (char) *p);
    else
      g_string_append_printf (out, "#%02x", *p);
}

static void
write_string (GBytes  *string,
              GString *out)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (string, &size);

  g_string_append_c (out, '<');
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (out, "%02x", data[i]);
  g_string_append_c (out, '>');
}

static void
write_items (const HechaPdfValue *self,
             GString             *out)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      g_string_append_c (out, ' ');
      if (self->keys)
        {
          write_name (self->keys->pdata[i], out);
          g_string_append_c (out, ' ');
        }
      hecha_pdf_value_write (self->items->pdata[i], out);
    }
}

/**
 * hecha_pdf_value_write:
 * @out: the value is appended as PDF text; it was read with a limited depth
 */
void
hecha_pdf_value_write (const HechaPdfValue *self,
                       GString             *out)
{
  switch (self->type)
    {
    case HECHA_PDF_NULL:
      g_string_append (out, "null");
      break;
    case HECHA_PDF_BOOLEAN:
      g_string_append (out, self->integer ? "true" : "false");
      break;
    case HECHA_PDF_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, self->integer);
      break;
    case HECHA_PDF_REAL:
      g_string_append (out, self->text);
      break;
    case HECHA_PDF_NAME:
      write_name (self->text, out);
      break;
    case HECHA_PDF_STRING:
      write_string (self->string, out);
      break;
    case HECHA_PDF_ARRAY:
      g_string_append_c (out, '[');
      write_items (self, out);
      g_string_append (out, " ]");
      break;
    case HECHA_PDF_DICTIONARY:
      g_string_append (out, "<<");
      write_items (self, out);
      g_string_append (out, " >>");
      break;
    case HECHA_PDF_REFERENCE:
      g_string_append_printf (out, "%" G_GINT64_FORMAT " %d R", self->integer, self->generation);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * hecha_pdf_append_text:
 * @text: UTF-8
 *
 * Appends a text string (ISO 32000-1, 7.9.2.2) in UTF-16BE, as hex.
 */
void
hecha_pdf_append_text (GString    *out,
                       const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  g_string_append (out, "<feff");
  for (glong i = 0; units && i < length; i++)
    g_string_append_printf (out, "%04x", units[i]);
  g_string_append_c (out, '>');
}

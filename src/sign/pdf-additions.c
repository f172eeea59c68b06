/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of pdf-diff.c that knows what other programs and people add to a
 * signed file: signature fields of their own, notes, metadata, copies. */
#include "pdf-diff-private.h"

#include "pdf-tree.h"

#include <string.h>

#define AREA_LIMIT     64
#define PARENT_LIMIT   32
#define METADATA_LIMIT (1024 * 1024)
#define FONT_LIMIT     64

enum { WIDGET_HIDDEN, WIDGET_SHOWN, WIDGET_FOUND };

static const char *
foreign_key (const HechaPdfValue *dictionary,
             const char *const   *known)
{
  for (guint i = 0; i < dictionary->keys->len; i++)
    if (!g_strv_contains (known, dictionary->keys->pdata[i]))
      return dictionary->keys->pdata[i];
  return NULL;
}

static void
tell_once (HechaDiff           *self,
           const char          *name,
           HechaDifferenceGrade grade,
           const char          *message)
{
  for (guint i = 0; i < self->out->differences->len; i++)
    if (g_str_equal (((HechaDifference *) self->out->differences->pdata[i])->name, name))
      return;
  hecha_differences_add (self->out->differences, name, grade, message);
}

/* Whether both name the same object, or nothing, and it was not written since. */
static gboolean
is_untouched (HechaDiff           *self,
              const HechaPdfValue *old,
              const HechaPdfValue *new)
{
  guint number = new && new->type == HECHA_PDF_REFERENCE ? (guint) new->integer : 0;

  return hecha_pdf_value_equal (old, new)
         && (number == 0 || hecha_diff_is_same (self, number)
             || (!hecha_diff_is_there (self->before, number) && !hecha_diff_is_there (self->after, number)));
}

static void
allow_added (HechaDiff *self,
             guint      number)
{
  g_hash_table_add (self->allowed, GUINT_TO_POINTER (number));
  g_hash_table_add (self->added, GUINT_TO_POINTER (number));
}

/* Where something is shown. */

/* The corners of a rectangle, lower left first. */
static gboolean
read_box (HechaPdfFile        *file,
          const HechaPdfValue *box,
          double              *edge)
{
  if (!box || box->type != HECHA_PDF_ARRAY || box->items->len != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      const HechaPdfValue *item = hecha_pdf_file_resolve (file, box->items->pdata[i], NULL);

      if (!item || (item->type != HECHA_PDF_INTEGER && item->type != HECHA_PDF_REAL))
        return FALSE;
      edge[i] = item->type == HECHA_PDF_REAL ? g_ascii_strtod (item->text, NULL) : (double) item->integer;
    }
  for (guint i = 0; i < 2; i++)
    if (edge[i] > edge[i + 2])
      {
        double swapped = edge[i];

        edge[i] = edge[i + 2];
        edge[i + 2] = swapped;
      }
  return TRUE;
}

static const HechaPdfValue *
inherited (HechaPdfFile        *file,
           const HechaPdfValue *page,
           const char          *key)
{
  const HechaPdfValue *found = NULL;

  for (guint i = 0; i < PARENT_LIMIT && page && !found; i++)
    {
      found = hecha_pdf_file_lookup (file, page, key);
      page = hecha_pdf_file_lookup (file, page, "Parent");
    }
  return found;
}

static gboolean
is_hidden (HechaPdfFile        *file,
           const HechaPdfValue *widget)
{
  const HechaPdfValue *flags = hecha_pdf_file_lookup (file, widget, "F");
  double edge[4];

  if (flags && flags->type == HECHA_PDF_INTEGER && (flags->integer & 2))
    return TRUE;
  return read_box (file, hecha_pdf_file_lookup (file, widget, "Rect"), edge) && edge[0] >= edge[2] && edge[1] >= edge[3];
}

/* The whole page where it is turned or scaled. */
static gboolean
add_area (HechaDiff           *self,
          guint                page,
          const HechaPdfValue *on,
          const HechaPdfValue *shown)
{
  const HechaPdfValue *crop = inherited (self->after, on, "CropBox"), *turn = inherited (self->after, on, "Rotate");
  HechaPdfArea area = { page, 0, 0, 0, 0 };
  double box[4], edge[4];

  if (self->out->areas->len >= AREA_LIMIT)
    return hecha_diff_refuse (self, "More than %d annotations were added.", AREA_LIMIT);
  if (!read_box (self->after, hecha_pdf_file_lookup (self->after, shown, "Rect"), edge))
    return hecha_diff_refuse (self, "What was added to page %u says not where it is.", page + 1);
  if (!(turn && turn->integer != 0) && !hecha_pdf_value_get (on, "UserUnit")
      && read_box (self->after, crop ? crop : inherited (self->after, on, "MediaBox"), box))
    area = (HechaPdfArea) { page, edge[0] - box[0], box[3] - edge[3], edge[2] - edge[0], edge[3] - edge[1] };
  g_array_append_val (self->out->areas, area);
  return TRUE;
}

/* A look for the mouse or for a state could show what nobody checked. */
static gboolean
has_one_look (HechaDiff           *self,
              const HechaPdfValue *widget)
{
  static const char *const one[] = { "N", NULL };
  const HechaPdfValue *looks = hecha_pdf_file_lookup (self->after, widget, "AP");
  const HechaPdfValue *look = hecha_pdf_value_get (looks, "N");

  return looks && looks->type == HECHA_PDF_DICTIONARY && !foreign_key (looks, one) && look
         && look->type == HECHA_PDF_REFERENCE;
}

/* Signature fields. */

static gboolean
is_stamp (HechaDiff           *self,
          const HechaPdfField *field)
{
  const HechaPdfObject *value = hecha_pdf_file_get_object (self->after, field->value, NULL);

  return value && hecha_pdf_value_is_name (hecha_pdf_value_get (value->value, "SubFilter"), "ETSI.RFC3161");
}

/**
 * hecha_pdf_additions_sign:
 * @field: that was signed since
 *
 * Tells of it.
 *
 * Returns: whether the signed revision lets anybody sign after it; time stamps
 *   are allowed under every level (ISO 32000-2, 12.8.2.2.2)
 */
gboolean
hecha_pdf_additions_sign (HechaDiff           *self,
                          const HechaPdfField *field)
{
  gboolean stamped = is_stamp (self, field);

  g_ptr_array_add (self->out->filled, g_strdup (field->name));
  if (self->out->level == 1 && !stamped)
    return hecha_diff_refuse (self, "The field \"%s\" was signed, and the signed revision was to be the last.",
                              field->name);
  hecha_diff_tell (self, stamped ? "time-stamp" : "signature", stamped ? HECHA_GRADE_MECHANICS : HECHA_GRADE_ALLOWED,
                   stamped ? "The field \"%s\" was time-stamped." : "The field \"%s\" was signed.", field->name);
  return TRUE;
}

/**
 * hecha_pdf_additions_field:
 * @field: of @self's after, that its before has not
 *
 * A field that somebody added to sign in. Where a signature certifies the file it
 * may not be seen, since it could lie over anything (Mladenov, Mainka et al.,
 * "Breaking the Specification: PDF Certification", 2021), but where that lets
 * everybody annotate.
 *
 * Returns: whether it may be there
 */
gboolean
hecha_pdf_additions_field (HechaDiff           *self,
                           const HechaPdfField *field)
{
  static const char *const known[] = {
    "AP", "AS", "BS", "Border", "C", "Contents", "DA", "DR", "F", "FT", "Ff", "H", "Lock", "M", "MK", "NM", "P", "Q",
    "Rect", "SV", "StructParent", "Subtype", "T", "TM", "TU", "Type", "V", NULL
  };
  const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, field->number, NULL);
  gboolean hidden = object && is_hidden (self->after, object->value);
  const char *key;

  if (!object || object->is_stream || !field->is_signature || hecha_diff_is_there (self->before, field->number)
      || field->value == 0 || hecha_diff_is_there (self->before, field->value))
    return hecha_diff_refuse (self, "The field \"%s\" was added, and nobody signed in it.", field->name);
  key = foreign_key (object->value, known);
  if (key)
    return hecha_diff_refuse (self, "The field \"%s\" was added, and holds /%s.", field->name, key);
  if (!hidden && (self->out->level == 1 || self->out->level == 2))
    return hecha_diff_refuse (self, "The field \"%s\" was added where it is seen, which the certification does not allow.",
                              field->name);
  if (!hidden && !has_one_look (self, object->value))
    return hecha_diff_refuse (self, "The field \"%s\" was added, and can look like several things.", field->name);
  g_hash_table_insert (self->widgets, GUINT_TO_POINTER (field->number),
                       GUINT_TO_POINTER (hidden ? WIDGET_HIDDEN : WIDGET_SHOWN));
  allow_added (self, field->number);
  return hecha_pdf_additions_sign (self, field) && hecha_diff_allow_graph (self, object->value);
}

/* Whether a field's text would be drawn in the font of this name, or in a part of @value. */
static gboolean
asks_for_font (const HechaPdfValue *value,
               const char          *name)
{
  g_autofree char *asked = g_strconcat ("/", name, NULL);
  const HechaPdfValue *look = value->keys ? hecha_pdf_value_get (value, "DA") : NULL;
  g_autofree char *text = look ? hecha_pdf_value_to_utf8 (look) : NULL;

  if (look && (!text || strstr (text, asked)))
    return TRUE;
  for (guint i = 0; value->items && i < value->items->len; i++)
    if (asks_for_font (value->items->pdata[i], name))
      return TRUE;
  return FALSE;
}

/* A font that is missing in the signed revision would come with another look of what was signed. */
static gboolean
was_missing (HechaDiff  *self,
             const char *name)
{
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, hecha_pdf_file_get_entries (self->before));
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      const HechaPdfObject *object = hecha_pdf_file_get_object (self->before, GPOINTER_TO_UINT (number), NULL);

      if (object && asks_for_font (object->value, name))
        return TRUE;
    }
  return FALSE;
}

/* Fonts that a new field's look may use: those that are there stay. */
gboolean
hecha_pdf_additions_resources (HechaDiff           *self,
                               const HechaPdfValue *before,
                               const HechaPdfValue *after)
{
  static const char *const except[] = { "Font", NULL };
  const HechaPdfValue *fonts = hecha_pdf_value_get (before, "Font"), *more = hecha_pdf_value_get (after, "Font");

  if (hecha_pdf_value_equal (before, after))
    return TRUE;
  if (!after || after->type != HECHA_PDF_DICTIONARY || (before && before->type != HECHA_PDF_DICTIONARY)
      || (before && hecha_diff_key (before, after, except)) || (fonts && (!more || !fonts->keys))
      || (more && !more->keys))
    return hecha_diff_refuse (self, "The form's /DR was changed.");
  /* Each one is looked for in the whole file. */
  if (more && more->keys->len > FONT_LIMIT)
    return hecha_diff_refuse (self, "The form names more than %d fonts.", FONT_LIMIT);
  for (guint i = 0; fonts && i < fonts->keys->len; i++)
    if (!hecha_pdf_value_equal (fonts->items->pdata[i], hecha_pdf_value_get (more, fonts->keys->pdata[i])))
      return hecha_diff_refuse (self, "The form's /DR was changed.");
  for (guint i = 0; more && more->keys && i < more->keys->len; i++)
    if (!hecha_pdf_value_get (fonts, more->keys->pdata[i]) && was_missing (self, more->keys->pdata[i]))
      return hecha_diff_refuse (self, "The form's font /%s, which was missing, was added.", (char *) more->keys->pdata[i]);
  return hecha_diff_allow_graph (self, after);
}

/* Pages. */

/* What a comment may hold: no action, no condition, no file. */
static gboolean
allow_annotation (HechaDiff           *self,
                  guint                page,
                  const HechaPdfValue *on,
                  guint                number)
{
  static const char *const kinds[] = {
    "Caret", "Circle", "FreeText", "Highlight", "Ink", "Line", "PolyLine", "Polygon", "Popup", "Square", "Squiggly",
    "Stamp", "StrikeOut", "Text", "Underline", NULL
  };
  static const char *const known[] = {
    "AP", "AS", "BE", "BS", "Border", "C", "CA", "Contents", "CreationDate", "DA", "DS", "F", "IC", "IRT", "IT", "InkList",
    "L", "LE", "M", "NM", "Name", "Open", "P", "Parent", "Popup", "Q", "QuadPoints", "RC", "RD", "RT", "Rect", "Rotate",
    "StructParent", "Subj", "Subtype", "T", "Type", "Vertices", NULL
  };
  const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, number, NULL);
  const HechaPdfValue *kind = object ? hecha_pdf_value_get (object->value, "Subtype") : NULL;
  gboolean is_popup = hecha_pdf_value_is_name (kind, "Popup");

  if (!object || object->is_stream || !object->value->keys || !kind || kind->type != HECHA_PDF_NAME
      || !g_strv_contains (kinds, kind->text) || foreign_key (object->value, known)
      || (!is_popup && !has_one_look (self, object->value)))
    return hecha_diff_refuse (self, "An annotation was added to page %u that is more than a comment.", page + 1);
  allow_added (self, number);
  hecha_diff_tell (self, "annotation", HECHA_GRADE_ALLOWED, "An annotation of the kind %s was added to page %u.",
                   kind->text, page + 1);
  return hecha_diff_allow_graph (self, object->value) && (is_popup || add_area (self, page, on, object->value));
}

static gboolean
add_annotation (HechaDiff           *self,
                guint                page,
                const HechaPdfValue *on,
                const HechaPdfValue *item)
{
  guint number = item->type == HECHA_PDF_REFERENCE ? (guint) item->integer : 0;
  gpointer key = GUINT_TO_POINTER (number), state;

  if (g_hash_table_lookup_extended (self->widgets, key, NULL, &state))
    {
      const HechaPdfObject *widget = hecha_pdf_file_get_object (self->after, number, NULL);

      if (GPOINTER_TO_UINT (state) == WIDGET_HIDDEN)
        return TRUE;
      g_hash_table_insert (self->widgets, key, GUINT_TO_POINTER (WIDGET_FOUND));
      return add_area (self, page, on, widget->value);
    }
  if (number == 0 || hecha_diff_is_there (self->before, number) || self->out->level != 3)
    return hecha_diff_refuse (self, "An annotation was added to page %u.", page + 1);
  return allow_annotation (self, page, on, number);
}

/* What differs otherwise is left to the comparison of objects. */
static gboolean
compare_page (HechaDiff *self,
              guint      page,
              guint      number)
{
  static const char *const except[] = { "Annots", NULL };
  const HechaPdfObject *a = number ? hecha_pdf_file_get_object (self->before, number, NULL) : NULL;
  const HechaPdfObject *b = a ? hecha_pdf_file_get_object (self->after, number, NULL) : NULL;
  const HechaPdfValue *old = a ? hecha_pdf_value_get (a->value, "Annots") : NULL;
  const HechaPdfValue *new = b ? hecha_pdf_value_get (b->value, "Annots") : NULL;
  const HechaPdfValue *list = hecha_pdf_file_resolve (self->after, new, NULL);
  int n;

  if (!new || b->is_stream || hecha_diff_key (a->value, b->value, except)
      || (hecha_diff_is_same (self, number) && is_untouched (self, old, new)))
    return TRUE;
  n = hecha_diff_common (hecha_pdf_file_resolve (self->before, old, NULL), list);
  if (n < 0 || n == (int) list->items->len)
    return TRUE;
  for (guint i = (guint) n; i < list->items->len; i++)
    if (!add_annotation (self, page, b->value, list->items->pdata[i]))
      return FALSE;
  g_hash_table_add (self->pages, GUINT_TO_POINTER (number));
  g_hash_table_add (self->allowed, GUINT_TO_POINTER (number));
  if (hecha_pdf_value_equal (old, new))
    hecha_diff_allow_object (self, new);
  return hecha_diff_allow_graph (self, new);
}

/* What is shown on pages beside what was there: fields that others added to
 * sign in, and notes, where the signed revision allows them. */
gboolean
hecha_pdf_additions_pages (HechaDiff *self)
{
  g_autoptr(GArray) pages = hecha_pdf_list_pages (self->before, NULL);
  GHashTableIter iter;
  gpointer state;

  for (guint i = 0; pages && i < pages->len; i++)
    if (!compare_page (self, i, g_array_index (pages, guint, i)))
      return FALSE;
  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &state))
    if (GPOINTER_TO_UINT (state) == WIDGET_SHOWN)
      return hecha_diff_refuse (self, "A signature field that was added is on no page.");
  return TRUE;
}

/* Metadata. */

/* Dates and names of versions, which each program writes anew, are left out. */
static char *
comparable_packet (HechaPdfFile        *file,
                   const HechaPdfValue *reference)
{
  static const char pattern[] = "(xmp:ModifyDate|xmp:MetadataDate|xmpMM:InstanceID)(\\s*=\\s*(\"[^\"]*\"|'[^']*')|>[^<]*<)";
  const HechaPdfObject *object = reference && reference->type == HECHA_PDF_REFERENCE
                                 ? hecha_pdf_file_get_object (file, (guint) reference->integer, NULL) : NULL;
  g_autoptr(GBytes) bytes = object && object->is_stream ? hecha_pdf_file_decode (file, object, METADATA_LIMIT, NULL) : NULL;
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autofree char *text = NULL;

  if (!bytes || !hecha_pdf_value_is_name (hecha_pdf_value_get (object->value, "Type"), "Metadata")
      || !g_utf8_validate (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    return NULL;
  text = g_regex_replace (regex, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), 0, "\\1", 0, NULL);
  return text ? g_strstrip (g_steal_pointer (&text)) : NULL;
}

static gboolean
compare_packets (HechaDiff           *self,
                 const HechaPdfValue *old,
                 const HechaPdfValue *new)
{
  g_autofree char *a = NULL, *b = NULL;

  if (is_untouched (self, old, new))
    return TRUE;
  b = comparable_packet (self->after, new);
  a = old ? comparable_packet (self->before, old) : g_strdup ("");
  if (!a || !b || (self->out->level && strcmp (a, b) != 0))
    return hecha_diff_refuse (self, "The file's metadata was changed.");
  if (hecha_pdf_value_equal (old, new))
    self->metadata = (guint) new->integer;
  else if (hecha_diff_is_there (self->before, (guint) new->integer))
    return hecha_diff_refuse (self, "The file's metadata was replaced by something else.");
  hecha_diff_allow_object (self, new);
  tell_once (self, "metadata", HECHA_GRADE_HARMLESS, "The file's information was brought up to date.");
  return hecha_diff_allow_graph (self, new);
}

/* A date of ISO 32000-2, 7.9.4, which some leave the "D:" from, and no sentence in its place. */
static gboolean
is_date (const HechaPdfValue *value)
{
  g_autofree char *text = hecha_pdf_value_to_utf8 (value);
  const char *digits = text && g_str_has_prefix (text, "D:") ? text + 2 : text;

  return digits && strspn (digits, "0123456789+-Z'") == strlen (digits);
}

/* Texts alone, and those that say what the file is the same. */
static gboolean
is_same_information (const HechaDiff     *self,
                     const HechaPdfValue *a,
                     const HechaPdfValue *b)
{
  static const char *const dates[] = { "ModDate", NULL };
  g_autoptr(HechaPdfValue) none = hecha_pdf_value_new (HECHA_PDF_DICTIONARY);

  if (!b || !b->keys || (a && !a->keys))
    return FALSE;
  for (guint i = 0; i < b->keys->len; i++)
    {
      const HechaPdfValue *value = b->items->pdata[i];

      if (value->type != HECHA_PDF_STRING && !hecha_pdf_value_equal (value, hecha_pdf_value_get (a, b->keys->pdata[i])))
        return FALSE;
    }
  if (hecha_pdf_value_get (b, "ModDate") && !is_date (hecha_pdf_value_get (b, "ModDate")))
    return FALSE;
  return self->out->level == 0 || !hecha_diff_key (a ? a : none, b, dates);
}

static gboolean
compare_information (HechaDiff *self)
{
  const HechaPdfValue *old = hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->before), "Info");
  const HechaPdfValue *new = hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->after), "Info");
  gboolean same = hecha_pdf_value_equal (old, new);

  if (is_untouched (self, old, new))
    return TRUE;
  if (!new || new->type != HECHA_PDF_REFERENCE || same != hecha_diff_is_there (self->before, (guint) new->integer)
      || !is_same_information (self, hecha_pdf_file_resolve (self->before, old, NULL),
                               hecha_pdf_file_resolve (self->after, new, NULL)))
    return hecha_diff_refuse (self, "The trailer's /Info was changed.");
  if (same)
    hecha_diff_allow_object (self, new);
  tell_once (self, "metadata", HECHA_GRADE_HARMLESS, "The file's information was brought up to date.");
  return hecha_diff_allow_graph (self, new);
}

/* What the file says of itself: where a signature certifies it, its dates alone may change. */
gboolean
hecha_pdf_additions_metadata (HechaDiff *self)
{
  const HechaPdfValue *a = hecha_pdf_file_get_catalog (self->before, NULL);
  const HechaPdfValue *b = hecha_pdf_file_get_catalog (self->after, NULL);

  return compare_packets (self, hecha_pdf_value_get (a, "Metadata"), hecha_pdf_value_get (b, "Metadata"))
         && compare_information (self);
}

/* Objects without a meaning. */

static void
name_references (GHashTable          *named,
                 const HechaPdfValue *value)
{
  if (value->type == HECHA_PDF_REFERENCE)
    g_hash_table_add (named, GUINT_TO_POINTER ((guint) value->integer));
  for (guint i = 0; value->items && i < value->items->len; i++)
    name_references (named, value->items->pdata[i]);
}

static gboolean
is_named (HechaDiff *self,
          guint      number)
{
  GHashTableIter iter;
  gpointer key;

  if (!self->named)
    {
      self->named = g_hash_table_new (NULL, NULL);
      name_references (self->named, hecha_pdf_file_get_trailer (self->after));
      g_hash_table_iter_init (&iter, hecha_pdf_file_get_entries (self->after));
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, GPOINTER_TO_UINT (key), NULL);

          if (object)
            name_references (self->named, object->value);
        }
    }
  return g_hash_table_contains (self->named, GUINT_TO_POINTER (number));
}

/* Programs that add or sign a field leave objects that they did not use after all. */
gboolean
hecha_pdf_additions_left_over (HechaDiff *self,
                               guint      number)
{
  if (g_hash_table_size (self->widgets) + g_hash_table_size (self->filled) == 0
      || hecha_diff_is_there (self->before, number) || is_named (self, number))
    return FALSE;
  g_hash_table_add (self->added, GUINT_TO_POINTER (number));
  tell_once (self, "left-over", HECHA_GRADE_HARMLESS, "Objects were added that nothing refers to.");
  return TRUE;
}

/* Programs write objects again that they did not change. */
gboolean
hecha_pdf_additions_rewritten (HechaDiff *self,
                               guint      number)
{
  const HechaPdfEntry *old = hecha_pdf_file_get_entry (self->before, number);
  const HechaPdfEntry *new = hecha_pdf_file_get_entry (self->after, number);
  const HechaPdfObject *a = old && old->kind ? hecha_pdf_file_get_object (self->before, number, NULL) : NULL;
  const HechaPdfObject *b = a && new && new->kind ? hecha_pdf_file_get_object (self->after, number, NULL) : NULL;
  const char *bytes = g_bytes_get_data (hecha_pdf_file_get_bytes (self->after), NULL);

  if (!b || (old->kind == 1 ? old->index : 0) != (new->kind == 1 ? new->index : 0)
      || a->is_stream != b->is_stream || !hecha_pdf_value_equal (a->value, b->value)
      || (a->is_stream && (a->size != b->size || memcmp (bytes + a->data, bytes + b->data, a->size) != 0)))
    return FALSE;
  tell_once (self, "rewritten", HECHA_GRADE_HARMLESS, "Objects were written anew that say the same.");
  return TRUE;
}

/* What acts. */

static gboolean
is_active (const HechaPdfValue *value)
{
  static const char *const keys[] = { "AA", "JS", "JavaScript", "OC", "OpenAction", "RichMediaContent", NULL };
  static const char *const actions[] = {
    "GoTo", "GoTo3DView", "GoToE", "GoToR", "Hide", "ImportData", "JavaScript", "Launch", "Movie", "Named", "Rendition",
    "ResetForm", "RichMediaExecute", "SetOCGState", "Sound", "SubmitForm", "Thread", "Trans", "URI", NULL
  };
  const HechaPdfValue *action = value->keys ? hecha_pdf_value_get (value, "S") : NULL;

  if (action && action->type == HECHA_PDF_NAME && g_strv_contains (actions, action->text))
    return TRUE;
  for (guint i = 0; value->keys && i < value->keys->len; i++)
    if (g_strv_contains (keys, value->keys->pdata[i]))
      return TRUE;
  for (guint i = 0; value->items && i < value->items->len; i++)
    if (is_active (value->items->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Nothing that was added acts by itself, or is shown at times. */
gboolean
hecha_pdf_additions_passive (HechaDiff *self)
{
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, self->added);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, GPOINTER_TO_UINT (number), NULL);

      if (object && is_active (object->value))
        return hecha_diff_refuse (self, "Object %u, which was added, holds an action or a condition.",
                                  GPOINTER_TO_UINT (number));
    }
  return TRUE;
}

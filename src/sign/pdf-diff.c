/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-diff-private.h"
#include "pdf-tree.h"

#include <string.h>

#define GRAPH_LIMIT 100000

/* Everything is forbidden but what is listed here: an object that differs is
 * a change unless one of the rules below has put it among the allowed ones. */

gboolean
hecha_diff_refuse (HechaDiff  *self,
                   const char *format,
                   ...)
{
  va_list args;

  va_start (args, format);
  if (!self->out->change)
    {
      self->out->change = g_strdup_vprintf (format, args);
      hecha_differences_add (self->out->differences, self->stage, self->grade, self->out->change);
    }
  va_end (args);
  return FALSE;
}

void
hecha_diff_tell (HechaDiff           *self,
                 const char          *name,
                 HechaDifferenceGrade grade,
                 const char          *format,
                 ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  hecha_differences_add (self->out->differences, name, grade, message);
}

gboolean
hecha_diff_is_there (HechaPdfFile *file,
                     guint         number)
{
  const HechaPdfEntry *entry = hecha_pdf_file_get_entry (file, number);

  return entry && entry->kind != 0;
}

gboolean
hecha_diff_is_same (HechaDiff *self,
                    guint      number)
{
  const HechaPdfEntry *a = hecha_pdf_file_get_entry (self->before, number);
  const HechaPdfEntry *b = hecha_pdf_file_get_entry (self->after, number);

  return a && b && a->kind == b->kind && a->offset == b->offset && a->index == b->index;
}

/* Allows the new objects that @value names itself, and queues them. */
static void
allow_new (HechaDiff           *self,
           const HechaPdfValue *value)
{
  guint number = (guint) value->integer;

  for (guint i = 0; value->items && i < value->items->len; i++)
    allow_new (self, value->items->pdata[i]);
  if (value->type != HECHA_PDF_REFERENCE || hecha_diff_is_there (self->before, number)
      || !g_hash_table_add (self->allowed, GUINT_TO_POINTER (number)))
    return;
  g_hash_table_add (self->added, GUINT_TO_POINTER (number));
  g_queue_push_tail (&self->queue, GUINT_TO_POINTER (number));
}

/* Allows the new objects that @value leads to. */
gboolean
hecha_diff_allow_graph (HechaDiff           *self,
                        const HechaPdfValue *value)
{
  if (value)
    allow_new (self, value);
  while (!g_queue_is_empty (&self->queue))
    {
      guint number = GPOINTER_TO_UINT (g_queue_pop_head (&self->queue));
      const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, number, NULL);

      if (!object || g_hash_table_size (self->added) > GRAPH_LIMIT)
        return hecha_diff_refuse (self, "Object %u of a later revision cannot be read.", number);
      allow_new (self, object->value);
    }
  return TRUE;
}

/* Whether @a and @b agree in every key but those of @except. */
const char *
hecha_diff_key (const HechaPdfValue *a,
                const HechaPdfValue *b,
                const char *const   *except)
{
  const HechaPdfValue *both[] = { a, b };

  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < both[k]->keys->len; i++)
      {
        const char *key = both[k]->keys->pdata[i];

        if (!g_strv_contains (except, key)
            && !hecha_pdf_value_equal (hecha_pdf_value_get (a, key), hecha_pdf_value_get (b, key)))
          return key;
      }
  return NULL;
}

static gboolean
compare_trailers (HechaDiff *self)
{
  static const char *const section[] = { "Prev", "Size", "Type", "W", "Index", "Length", "Filter", "DecodeParms",
                                         "ID", "Info", NULL };
  const HechaPdfValue *a = hecha_pdf_file_get_trailer (self->before), *b = hecha_pdf_file_get_trailer (self->after);
  const HechaPdfValue *old = hecha_pdf_value_get (a, "ID"), *new = hecha_pdf_value_get (b, "ID");
  const char *key = hecha_diff_key (a, b, section);

  if (key)
    return hecha_diff_refuse (self, "The trailer's /%s was changed.", key);
  if (!old != !new || (old && (old->type != HECHA_PDF_ARRAY || new->type != HECHA_PDF_ARRAY || old->items->len != 2
                               || new->items->len != 2
                               || !hecha_pdf_value_equal (old->items->pdata[0], new->items->pdata[0]))))
    return hecha_diff_refuse (self, "The file's /ID was changed.");
  return TRUE;
}

/* The sections of the signed revision must be the oldest of the file's, all of them. */
static gboolean
compare_sections (HechaDiff *self)
{
  guint old = hecha_pdf_file_n_sections (self->before), new = hecha_pdf_file_n_sections (self->after);

  if (old > new)
    return hecha_diff_refuse (self, "The signed revision is not part of the file's history.");
  for (guint i = 0; i < old; i++)
    if (hecha_pdf_file_get_section (self->before, i, NULL)
        != hecha_pdf_file_get_section (self->after, new - old + i, NULL))
      return hecha_diff_refuse (self, "The signed revision is not part of the file's history.");
  return TRUE;
}

void
hecha_diff_allow_object (HechaDiff           *self,
                         const HechaPdfValue *reference)
{
  if (reference && reference->type == HECHA_PDF_REFERENCE)
    g_hash_table_add (self->allowed, GUINT_TO_POINTER ((guint) reference->integer));
}

/* How many items @first has, where @all begins with them; -1 where it does not: later signers add to the end. */
int
hecha_diff_common (const HechaPdfValue *first,
                   const HechaPdfValue *all)
{
  int n = first && first->type == HECHA_PDF_ARRAY ? (int) first->items->len : 0;

  if ((first && first->type != HECHA_PDF_ARRAY) || !all || all->type != HECHA_PDF_ARRAY || (int) all->items->len < n)
    return -1;
  for (int i = 0; i < n; i++)
    if (!hecha_pdf_value_equal (first->items->pdata[i], all->items->pdata[i]))
      return -1;
  return n;
}

static gboolean
compare_form (HechaDiff           *self,
              const HechaPdfValue *before,
              const HechaPdfValue *after)
{
  static const char *const except[] = { "SigFlags", "Fields", "DR", NULL };
  const HechaPdfValue *a = hecha_pdf_file_resolve (self->before, before, NULL);
  const HechaPdfValue *b = hecha_pdf_file_resolve (self->after, after, NULL);
  const HechaPdfValue *old, *new;
  const char *key;

  if (!a && !b)
    return TRUE;
  if (!a || !b || a->type != HECHA_PDF_DICTIONARY || b->type != HECHA_PDF_DICTIONARY
      || before->type != after->type || (before->type == HECHA_PDF_REFERENCE && !hecha_pdf_value_equal (before, after)))
    return hecha_diff_refuse (self, "The form was replaced.");
  key = hecha_diff_key (a, b, except);
  if (key)
    return hecha_diff_refuse (self, "The form's /%s was changed.", key);
  old = hecha_pdf_value_get (a, "Fields");
  new = hecha_pdf_value_get (b, "Fields");
  if (old ? hecha_diff_common (hecha_pdf_file_resolve (self->before, old, NULL),
                               hecha_pdf_file_resolve (self->after, new, NULL)) < 0 : new != NULL)
    return hecha_diff_refuse (self, "The list of the form's fields was changed.");
  if (!hecha_pdf_additions_resources (self, hecha_pdf_value_get (a, "DR"), hecha_pdf_value_get (b, "DR")))
    return FALSE;
  if (!hecha_pdf_value_equal (hecha_pdf_value_get (a, "SigFlags"), hecha_pdf_value_get (b, "SigFlags"))
      || !hecha_pdf_value_equal (hecha_pdf_value_get (a, "DR"), hecha_pdf_value_get (b, "DR")))
    hecha_diff_tell (self, "form", HECHA_GRADE_HARMLESS, "The form's flags or fonts were brought up to date.");
  hecha_diff_allow_object (self, after);
  hecha_diff_allow_object (self, old && hecha_pdf_value_equal (old, new) ? old : NULL);
  return TRUE;
}

/* A document security store holds certificates and revocation data, which
 * change nothing that is seen (EN 319 142-1, 5.4). */
static gboolean
compare_validation_data (HechaDiff           *self,
                         const HechaPdfValue *before,
                         const HechaPdfValue *after)
{
  static const char *const keys[] = { "Type", "VRI", "Certs", "CRLs", "OCSPs", NULL };
  const HechaPdfValue *old = hecha_pdf_file_resolve (self->before, before, NULL);
  const HechaPdfValue *store = hecha_pdf_file_resolve (self->after, after, NULL);
  const HechaPdfValue *both[] = { store, before ? old : store };

  if (!after && !before)
    return TRUE;
  for (guint k = 0; k < G_N_ELEMENTS (both); k++)
    {
      if (!both[k] || both[k]->type != HECHA_PDF_DICTIONARY)
        return hecha_diff_refuse (self, "The validation data was removed, or is none.");
      for (guint i = 0; i < both[k]->keys->len; i++)
        if (!g_strv_contains (keys, both[k]->keys->pdata[i]))
          return hecha_diff_refuse (self, "The validation data holds /%s.", (char *) both[k]->keys->pdata[i]);
    }
  self->out->has_validation_data = !hecha_pdf_value_equal (before, after)
                                   || (after->type == HECHA_PDF_REFERENCE && !hecha_diff_is_same (self, (guint) after->integer));
  if (self->out->has_validation_data)
    hecha_diff_tell (self, "validation-data", HECHA_GRADE_MECHANICS, "Certificates and revocation data were added.");
  if (before && hecha_pdf_value_equal (before, after))
    hecha_diff_allow_object (self, after);
  return hecha_diff_allow_graph (self, after) && hecha_diff_allow_graph (self, store);
}

/* ISO 32000-2, 7.12: names of developers with a version, or some. */
static gboolean
is_extension (const HechaPdfValue *value)
{
  static const char *const keys[] = { "BaseVersion", "ExtensionLevel", "ExtensionRevision", "Type", "URL", NULL };

  if (value->type == HECHA_PDF_ARRAY)
    {
      for (guint i = 0; i < value->items->len; i++)
        if (!is_extension (value->items->pdata[i]))
          return FALSE;
      return TRUE;
    }
  for (guint i = 0; value->keys && i < value->keys->len; i++)
    if (!g_strv_contains (keys, value->keys->pdata[i])
        || ((HechaPdfValue *) value->items->pdata[i])->items)
      return FALSE;
  return value->type == HECHA_PDF_DICTIONARY;
}

/* A program that adds validation data says by which extension of PDF. */
static gboolean
compare_extensions (HechaDiff           *self,
                    const HechaPdfValue *before,
                    const HechaPdfValue *after)
{
  gboolean good = after && after->keys && self->out->has_validation_data;

  if (hecha_pdf_value_equal (before, after))
    return TRUE;
  for (guint i = 0; good && i < after->keys->len; i++)
    good = g_str_equal (after->keys->pdata[i], "Type") || is_extension (after->items->pdata[i]);
  return good || hecha_diff_refuse (self, "The catalog's /Extensions was changed.");
}

static gboolean
compare_catalogs (HechaDiff *self)
{
  static const char *const except[] = { "AcroForm", "DSS", "Extensions", "Metadata", NULL };
  const HechaPdfValue *a = hecha_pdf_file_get_catalog (self->before, NULL);
  const HechaPdfValue *b = hecha_pdf_file_get_catalog (self->after, NULL);
  const char *key;

  if (!a || !b)
    return hecha_diff_refuse (self, "The catalog cannot be read.");
  key = hecha_diff_key (a, b, except);
  if (key)
    return hecha_diff_refuse (self, "The catalog's /%s was changed.", key);
  if (!compare_form (self, hecha_pdf_value_get (a, "AcroForm"), hecha_pdf_value_get (b, "AcroForm"))
      || !compare_validation_data (self, hecha_pdf_value_get (a, "DSS"), hecha_pdf_value_get (b, "DSS")))
    return FALSE;
  if (!compare_extensions (self, hecha_pdf_value_get (a, "Extensions"), hecha_pdf_value_get (b, "Extensions")))
    return FALSE;
  hecha_diff_allow_object (self, hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->after), "Root"));
  return TRUE;
}

/* Other programs put a signature's look over the object of the empty one: fine
 * where nothing but the field had that object, which compare_shadows() asks. */
static void
allow_replacing (HechaDiff           *self,
                 const HechaPdfField *field,
                 const HechaPdfValue *before)
{
  const HechaPdfValue *look = hecha_pdf_value_get (hecha_pdf_file_lookup (self->before, before, "AP"), "N");

  g_hash_table_add (self->filled, GUINT_TO_POINTER (field->number));
  if (!look || look->type != HECHA_PDF_REFERENCE || hecha_diff_is_same (self, (guint) look->integer))
    return;
  g_hash_table_add (self->replaced, GUINT_TO_POINTER ((guint) look->integer));
  hecha_diff_allow_object (self, look);
}

/* Poppler from 25.03 on says of a field that it signs that no border is drawn around it. */
static gboolean
says_no_border (const HechaPdfValue *before,
                const HechaPdfValue *after)
{
  const HechaPdfValue *border = hecha_pdf_value_get (after, "Border");

  if (hecha_pdf_value_get (before, "Border") || !border || border->type != HECHA_PDF_ARRAY || border->items->len != 3)
    return FALSE;
  for (guint i = 0; i < border->items->len; i++)
    {
      const HechaPdfValue *number = border->items->pdata[i];

      if (number->type != HECHA_PDF_INTEGER || number->integer != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
allow_filling (HechaDiff           *self,
               const HechaPdfField *field,
               const HechaPdfValue *before,
               const HechaPdfValue *after)
{
  const char *const except[] = { "V", "AP", "AS", "M", says_no_border (before, after) ? "Border" : NULL, NULL };
  const char *key = hecha_diff_key (before, after, except);

  if (key)
    return hecha_diff_refuse (self, "The field \"%s\" was signed, and its /%s was changed with it.", field->name, key);
  if (field->value == 0 || hecha_diff_is_there (self->before, field->value))
    return hecha_diff_refuse (self, "The field \"%s\" was filled with something that is older than it.", field->name);
  allow_replacing (self, field, before);
  return hecha_pdf_additions_sign (self, field)
         && hecha_diff_allow_graph (self, hecha_pdf_value_get (after, "V"))
         && hecha_diff_allow_graph (self, hecha_pdf_value_get (after, "AP"));
}

/* The places of a field with several, as those of a choice have: only which look is shown. */
static gboolean
allow_places (HechaDiff           *self,
              const HechaPdfField *field,
              const HechaPdfValue *kids)
{
  static const char *const except[] = { "AS", NULL };

  for (guint i = 0; kids && kids->type == HECHA_PDF_ARRAY && i < kids->items->len; i++)
    {
      const HechaPdfValue *kid = kids->items->pdata[i];
      guint number = kid->type == HECHA_PDF_REFERENCE ? (guint) kid->integer : 0;
      const HechaPdfObject *a = hecha_diff_is_there (self->before, number)
                                ? hecha_pdf_file_get_object (self->before, number, NULL) : NULL;
      const HechaPdfObject *b = a ? hecha_pdf_file_get_object (self->after, number, NULL) : NULL;

      if (!b || !a->value->keys || !b->value->keys || hecha_diff_key (a->value, b->value, except))
        return hecha_diff_refuse (self, "The field \"%s\" was changed.", field->name);
      if (!hecha_diff_is_same (self, number))
        hecha_diff_allow_object (self, kid);
    }
  return TRUE;
}

/* What a field that is filled in looks like is as it was, or of its own. */
static gboolean
has_own_look (HechaDiff           *self,
              const HechaPdfValue *before,
              const HechaPdfValue *after)
{
  const HechaPdfValue *old = hecha_pdf_value_get (before, "AP"), *new = hecha_pdf_value_get (after, "AP");
  const HechaPdfValue *look = hecha_pdf_value_get (hecha_pdf_file_resolve (self->after, new, NULL), "N");
  const HechaPdfValue *then = hecha_pdf_value_get (hecha_pdf_file_resolve (self->before, old, NULL), "N");

  return hecha_pdf_value_equal (old, new)
         || (look && look->type == HECHA_PDF_REFERENCE
             && (!hecha_diff_is_there (self->before, (guint) look->integer) || hecha_pdf_value_equal (look, then)));
}

/* A text field that was empty; where the file is certified for that, any field with a
 * value of its kind as well. Whether somebody signs for it is asked elsewhere. */
static gboolean
allow_text (HechaDiff           *self,
            const HechaPdfField *field,
            const HechaPdfValue *before,
            const HechaPdfValue *after)
{
  static const char *const text[] = { "V", "AP", NULL }, *const any[] = { "V", "AP", "AS", "I", "RV", "M", NULL };
  gboolean is_form = self->out->level >= 2;
  const HechaPdfValue *value = hecha_pdf_value_get (after, "V"), *type = hecha_pdf_value_get (before, "FT");
  gboolean is_text = hecha_pdf_value_is_name (type, "Tx") && value->type == HECHA_PDF_STRING;
  gboolean is_choice = (hecha_pdf_value_is_name (type, "Btn") && value->type == HECHA_PDF_NAME)
                       || (hecha_pdf_value_is_name (type, "Ch")
                           && (value->type == HECHA_PDF_STRING || value->type == HECHA_PDF_ARRAY));

  if (self->out->level == 1)
    return hecha_diff_refuse (self, "The field \"%s\" was filled in, and the signed revision was to be the last.",
                              field->name);
  if (hecha_diff_key (before, after, is_form ? any : text) || !(is_text || (is_form && is_choice))
      || hecha_pdf_value_equal (hecha_pdf_value_get (before, "V"), value) || !has_own_look (self, before, after))
    return hecha_diff_refuse (self, "The field \"%s\" was changed.", field->name);
  g_ptr_array_add (self->out->texts, g_strdup (field->name));
  hecha_diff_tell (self, "field-filled", HECHA_GRADE_ALLOWED, "The field \"%s\" was filled in.", field->name);
  if (is_form)
    allow_replacing (self, field, before);
  return (!is_choice || allow_places (self, field, hecha_pdf_value_get (after, "Kids")))
         && hecha_diff_allow_graph (self, hecha_pdf_value_get (after, "AP"));
}

static gboolean
compare_field (HechaDiff           *self,
               const HechaPdfField *old,
               const HechaPdfField *new)
{
  static const char *const except[] = { NULL };
  const HechaPdfObject *a = hecha_pdf_file_get_object (self->before, old->number, NULL);
  const HechaPdfObject *b = hecha_pdf_file_get_object (self->after, new->number, NULL);

  if (!a || !b || old->number != new->number || old->generation != new->generation
      || old->is_signature != new->is_signature || strcmp (old->name, new->name) != 0)
    return hecha_diff_refuse (self, "The field \"%s\" was replaced.", old->name);
  if (hecha_diff_is_same (self, new->number))
    return TRUE;
  g_hash_table_add (self->allowed, GUINT_TO_POINTER (new->number));
  if (!old->is_filled && new->is_filled && new->is_signature)
    return allow_filling (self, new, a->value, b->value);
  if (!hecha_diff_key (a->value, b->value, except))
    return TRUE;
  if (!new->is_signature && new->is_filled && (!old->is_filled || self->out->level >= 2))
    return allow_text (self, new, a->value, b->value);
  return hecha_diff_refuse (self, "The field \"%s\" was changed.", old->name);
}

static gboolean
compare_fields (HechaDiff *self)
{
  g_autoptr(GPtrArray) old = hecha_pdf_form_list (self->before, NULL);
  g_autoptr(GPtrArray) new = hecha_pdf_form_list (self->after, NULL);

  if (!old || !new || old->len > new->len)
    return hecha_diff_refuse (self, "The form's fields were added to, removed or made unreadable.");
  for (guint i = 0; i < old->len; i++)
    if (!compare_field (self, old->pdata[i], new->pdata[i]))
      return FALSE;
  for (guint i = old->len; i < new->len; i++)
    if (!hecha_pdf_additions_field (self, new->pdata[i]))
      return FALSE;
  return TRUE;
}

/* A revision's own containers may be new as well; nothing can refer to them. */
static gboolean
is_container (HechaDiff *self,
              guint number)
{
  const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, number, NULL);
  const HechaPdfValue *type = object && object->is_stream ? hecha_pdf_value_get (object->value, "Type") : NULL;

  if (hecha_diff_is_there (self->before, number)
      || !(hecha_pdf_value_is_name (type, "XRef") || hecha_pdf_value_is_name (type, "ObjStm")))
    return FALSE;
  g_hash_table_add (self->added, GUINT_TO_POINTER (number));
  return TRUE;
}

/* What may be written anew is never a stream, whose bytes are not compared, but
 * for the empty look of a field. */
static gboolean
touch (HechaDiff *self,
       guint number)
{
  HechaPdfFile *const both[] = { self->before, self->after };

  if (!hecha_diff_is_there (self->before, number) || g_hash_table_contains (self->replaced, GUINT_TO_POINTER (number))
      || g_hash_table_contains (self->pages, GUINT_TO_POINTER (number)) || number == self->metadata)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const HechaPdfObject *object = hecha_pdf_file_get_object (both[i], number, NULL);

      if (!object || object->is_stream)
        return hecha_diff_refuse (self, "Object %u, a stream, was changed.", number);
    }
  g_hash_table_add (self->touched, GUINT_TO_POINTER (number));
  return TRUE;
}

static gboolean
compare_object (HechaDiff *self,
                guint number)
{
  const HechaPdfEntry *new = hecha_pdf_file_get_entry (self->after, number);
  const HechaPdfObject *object;
  const HechaPdfValue *type;
  gboolean is_old;

  if (hecha_diff_is_same (self, number))
    return TRUE;
  if (g_hash_table_contains (self->allowed, GUINT_TO_POINTER (number)))
    return touch (self, number);
  if (new->kind == 0)
    return !hecha_diff_is_there (self->before, number) || hecha_diff_refuse (self, "Object %u was freed.", number);
  if (is_container (self, number) || hecha_pdf_additions_left_over (self, number)
      || hecha_pdf_additions_rewritten (self, number))
    return TRUE;
  object = hecha_pdf_file_get_object (self->after, number, NULL);
  type = object ? hecha_pdf_value_get (object->value, "Type") : NULL;
  is_old = hecha_diff_is_there (self->before, number);
  if (type && type->text)
    return hecha_diff_refuse (self, is_old ? "Object %u of type %s was changed." : "Object %u of type %s was added.", number,
                              type->text);
  return hecha_diff_refuse (self, is_old ? "Object %u was changed." : "Object %u was added.", number);
}

static gboolean
compare_objects (HechaDiff *self)
{
  GHashTableIter iter;
  gpointer number;
  guint n_different = 0;

  g_hash_table_iter_init (&iter, hecha_pdf_file_get_entries (self->after));
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      guint n = GPOINTER_TO_UINT (number);

      n_different += !hecha_diff_is_same (self, n)
                     && (hecha_diff_is_there (self->before, n) || hecha_diff_is_there (self->after, n));
      if (!compare_object (self, n))
        return FALSE;
    }
  if (n_different == 0 && hecha_pdf_file_n_sections (self->before) != hecha_pdf_file_n_sections (self->after))
    return hecha_diff_refuse (self, "A revision without a purpose was added.");
  return TRUE;
}

/* In these places fields, form, catalog and validation data are what they are;
 * in any other an entry that may change could be the name of something drawn. */
static const char *const places[] = {
  "AcroForm", "Annots", "CO", "DSS", "Data", "Fields", "Info", "Kids", "Obj", "Parent", "Root", "T", NULL,
};

static gboolean
is_catalog (const HechaDiff *self)
{
  const HechaPdfValue *root = hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->before), "Root");

  return root && (guint) root->integer == self->current;
}

/* @key: where @value stands; %NULL for an object of its own */
static gboolean
check_reference (HechaDiff           *self,
                 const HechaPdfValue *value,
                 const char          *key)
{
  gpointer number = GUINT_TO_POINTER ((guint) value->integer);

  if (g_hash_table_contains (self->added, number))
    return hecha_diff_refuse (self, "The signed revision refers to object %u, which was added after it.",
                    (guint) value->integer);
  if (g_hash_table_contains (self->replaced, number)
      && !(g_hash_table_contains (self->filled, GUINT_TO_POINTER (self->current)) && g_strcmp0 (key, "N") == 0))
    return hecha_diff_refuse (self, "Object %u, which is more than the look of a field, was changed.", (guint) value->integer);
  if (self->metadata && self->metadata == (guint) value->integer
      && !(is_catalog (self) && g_strcmp0 (key, "Metadata") == 0))
    return hecha_diff_refuse (self, "Object %u, which is more than metadata, was changed.", self->metadata);
  if (g_hash_table_contains (self->touched, number) && key && !g_strv_contains (places, key))
    return hecha_diff_refuse (self, "Object %u was changed, which the signed revision uses as /%s.", (guint) value->integer, key);
  return TRUE;
}

static gboolean
check_references (HechaDiff           *self,
                  const HechaPdfValue *value,
                  const char          *key)
{
  if (value->type == HECHA_PDF_REFERENCE)
    return check_reference (self, value, key);
  for (guint i = 0; value->items && i < value->items->len; i++)
    if (!check_references (self, value->items->pdata[i], value->keys ? value->keys->pdata[i] : key))
      return FALSE;
  return TRUE;
}

/* Shadow attacks: what was signed refers to an object that is not there yet, and
 * a signature's appearance, allowed by itself, is put in that place; or an object
 * is a field and something else as well; or it is complete only with the bytes
 * that follow the signed ones. */
static gboolean
compare_shadows (HechaDiff *self)
{
  GHashTableIter iter;
  gpointer number;

  if (hecha_pdf_file_n_sections (self->before) == hecha_pdf_file_n_sections (self->after))
    return TRUE;
  if (!check_references (self, hecha_pdf_file_get_trailer (self->before), NULL))
    return FALSE;
  g_hash_table_iter_init (&iter, hecha_pdf_file_get_entries (self->before));
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      const HechaPdfObject *object = hecha_pdf_file_get_object (self->before, GPOINTER_TO_UINT (number), NULL);

      self->current = GPOINTER_TO_UINT (number);
      if (!object || object->value->type == HECHA_PDF_REFERENCE)
        return hecha_diff_refuse (self, "Object %u of the signed revision cannot be read.", GPOINTER_TO_UINT (number));
      if (!check_references (self, object->value, NULL))
        return FALSE;
    }
  return TRUE;
}

/* In this order: fields say what pages may show, and all of it what objects may differ. */
static const struct
{
  const char *name;
  HechaDifferenceGrade grade;
  gboolean (*compare) (HechaDiff *self);
} stages[] = {
  { "trailer", HECHA_GRADE_SUSPICIOUS, compare_trailers },
  { "history", HECHA_GRADE_SUSPICIOUS, compare_sections },
  { "catalog", HECHA_GRADE_SUSPICIOUS, compare_catalogs },
  { "metadata", HECHA_GRADE_SUSPICIOUS, hecha_pdf_additions_metadata },
  { "fields", HECHA_GRADE_VISIBLE, compare_fields },
  { "pages", HECHA_GRADE_VISIBLE, hecha_pdf_additions_pages },
  { "objects", HECHA_GRADE_VISIBLE, compare_objects },
  { "active-content", HECHA_GRADE_SUSPICIOUS, hecha_pdf_additions_passive },
  { "shadows", HECHA_GRADE_VISIBLE, compare_shadows },
};

static void
compare (HechaDiff *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages) && !self->out->change; i++)
    {
      self->stage = stages[i].name;
      self->grade = stages[i].grade;
      stages[i].compare (self);
    }
}

/**
 * hecha_pdf_diff_new:
 * @before: a signed revision
 * @after: the whole file
 *
 * Compares by the cross-references: an object whose entry has not moved has
 * not changed, since the bytes of @before are the first ones of @after.
 *
 * Returns: (transfer full): what was changed since
 */
HechaPdfDiff *
hecha_pdf_diff_new (HechaPdfFile *before,
                    HechaPdfFile *after)
{
  HechaPdfDiff *out = g_new0 (HechaPdfDiff, 1);
  HechaDiff self = { .before = before, .after = after, .out = out, .queue = G_QUEUE_INIT };
  GHashTable **const sets[] = { &self.allowed, &self.added, &self.replaced, &self.filled, &self.touched, &self.pages,
                                &self.widgets };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    *sets[i] = g_hash_table_new (NULL, NULL);
  out->filled = g_ptr_array_new_with_free_func (g_free);
  out->texts = g_ptr_array_new_with_free_func (g_free);
  out->areas = g_array_new (FALSE, TRUE, sizeof (HechaPdfArea));
  out->differences = hecha_differences_new ();
  out->level = hecha_pdf_form_level (before);
  compare (&self);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    g_hash_table_unref (*sets[i]);
  g_clear_pointer (&self.named, g_hash_table_unref);
  g_queue_clear (&self.queue);
  return out;
}

/**
 * hecha_pdf_diff_free:
 * @self: (transfer full): a diff
 */
void
hecha_pdf_diff_free (HechaPdfDiff *self)
{
  g_free (self->change);
  g_ptr_array_unref (self->filled);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->areas);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_free (self);
}

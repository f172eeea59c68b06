/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-diff.h"

#include <string.h>

#define GRAPH_LIMIT 100000

/* Everything is forbidden but what is listed here: an object that differs is
 * a change unless one of the rules below has put it among the allowed ones. */
typedef struct
{
  HechaPdfFile *before;
  HechaPdfFile *after;
  HechaPdfDiff *out;
  GHashTable *allowed;          /* object numbers */
  GHashTable *added;            /* those of them that were not there before */
  GHashTable *replaced;         /* empty looks of fields, which other programs write over */
  GHashTable *filled;           /* the fields themselves */
  GHashTable *touched;          /* allowed ones that were there and were written anew */
  guint current;                /* object of the signed revision that is looked at */
  GQueue queue;                 /* those whose values were not looked at yet */
} Diff;

static gboolean G_GNUC_PRINTF (2, 3)
changed (Diff       *self,
         const char *format,
         ...)
{
  va_list args;

  va_start (args, format);
  if (!self->out->change)
    self->out->change = g_strdup_vprintf (format, args);
  va_end (args);
  return FALSE;
}

static gboolean
is_there (HechaPdfFile *file,
          guint         number)
{
  const HechaPdfEntry *entry = hecha_pdf_file_get_entry (file, number);

  return entry && entry->kind != 0;
}

static gboolean
is_same (Diff *self,
         guint number)
{
  const HechaPdfEntry *a = hecha_pdf_file_get_entry (self->before, number);
  const HechaPdfEntry *b = hecha_pdf_file_get_entry (self->after, number);

  return a && b && a->kind == b->kind && a->offset == b->offset && a->index == b->index;
}

/* Allows the new objects that @value names itself, and queues them. */
static void
allow_new (Diff                *self,
           const HechaPdfValue *value)
{
  guint number = (guint) value->integer;

  for (guint i = 0; value->items && i < value->items->len; i++)
    allow_new (self, value->items->pdata[i]);
  if (value->type != HECHA_PDF_REFERENCE || is_there (self->before, number)
      || !g_hash_table_add (self->allowed, GUINT_TO_POINTER (number)))
    return;
  g_hash_table_add (self->added, GUINT_TO_POINTER (number));
  g_queue_push_tail (&self->queue, GUINT_TO_POINTER (number));
}

/* Allows the new objects that @value leads to. */
static gboolean
allow_graph (Diff                *self,
             const HechaPdfValue *value)
{
  if (value)
    allow_new (self, value);
  while (!g_queue_is_empty (&self->queue))
    {
      guint number = GPOINTER_TO_UINT (g_queue_pop_head (&self->queue));
      const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, number, NULL);

      if (!object || g_hash_table_size (self->added) > GRAPH_LIMIT)
        return changed (self, "Object %u of a later revision cannot be read.", number);
      allow_new (self, object->value);
    }
  return TRUE;
}

/* Whether @a and @b agree in every key but those of @except. */
static const char *
differing_key (const HechaPdfValue *a,
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
compare_trailers (Diff *self)
{
  static const char *const section[] = { "Prev", "Size", "Type", "W", "Index", "Length", "Filter", "DecodeParms",
                                         "ID", NULL };
  const HechaPdfValue *a = hecha_pdf_file_get_trailer (self->before), *b = hecha_pdf_file_get_trailer (self->after);
  const HechaPdfValue *old = hecha_pdf_value_get (a, "ID"), *new = hecha_pdf_value_get (b, "ID");
  const char *key = differing_key (a, b, section);

  if (key)
    return changed (self, "The trailer's /%s was changed.", key);
  if (!old != !new || (old && (old->type != HECHA_PDF_ARRAY || new->type != HECHA_PDF_ARRAY || old->items->len != 2
                               || new->items->len != 2
                               || !hecha_pdf_value_equal (old->items->pdata[0], new->items->pdata[0]))))
    return changed (self, "The file's /ID was changed.");
  return TRUE;
}

/* The sections of the signed revision must be the oldest of the file's, all of them. */
static gboolean
compare_sections (Diff *self)
{
  guint old = hecha_pdf_file_n_sections (self->before), new = hecha_pdf_file_n_sections (self->after);

  if (old > new)
    return changed (self, "The signed revision is not part of the file's history.");
  for (guint i = 0; i < old; i++)
    if (hecha_pdf_file_get_section (self->before, i, NULL)
        != hecha_pdf_file_get_section (self->after, new - old + i, NULL))
      return changed (self, "The signed revision is not part of the file's history.");
  return TRUE;
}

static void
allow_object (Diff                *self,
              const HechaPdfValue *reference)
{
  if (reference && reference->type == HECHA_PDF_REFERENCE)
    g_hash_table_add (self->allowed, GUINT_TO_POINTER ((guint) reference->integer));
}

static gboolean
compare_form (Diff                *self,
              const HechaPdfValue *before,
              const HechaPdfValue *after)
{
  static const char *const except[] = { "SigFlags", "Fields", NULL };
  const HechaPdfValue *a = hecha_pdf_file_resolve (self->before, before, NULL);
  const HechaPdfValue *b = hecha_pdf_file_resolve (self->after, after, NULL);
  const HechaPdfValue *old, *new;
  const char *key;

  if (!a && !b)
    return TRUE;
  if (!a || !b || a->type != HECHA_PDF_DICTIONARY || b->type != HECHA_PDF_DICTIONARY
      || before->type != after->type || (before->type == HECHA_PDF_REFERENCE && !hecha_pdf_value_equal (before, after)))
    return changed (self, "The form was replaced.");
  key = differing_key (a, b, except);
  if (key)
    return changed (self, "The form's /%s was changed.", key);
  old = hecha_pdf_value_get (a, "Fields");
  new = hecha_pdf_value_get (b, "Fields");
  if (!hecha_pdf_value_equal (hecha_pdf_file_resolve (self->before, old, NULL),
                              hecha_pdf_file_resolve (self->after, new, NULL)))
    return changed (self, "The list of the form's fields was changed.");
  allow_object (self, after);
  allow_object (self, old && hecha_pdf_value_equal (old, new) ? old : NULL);
  return TRUE;
}

/* A document security store holds certificates and revocation data, which
 * change nothing that is seen (EN 319 142-1, 5.4). */
static gboolean
compare_validation_data (Diff                *self,
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
        return changed (self, "The validation data was removed, or is none.");
      for (guint i = 0; i < both[k]->keys->len; i++)
        if (!g_strv_contains (keys, both[k]->keys->pdata[i]))
          return changed (self, "The validation data holds /%s.", (char *) both[k]->keys->pdata[i]);
    }
  self->out->has_validation_data = !hecha_pdf_value_equal (before, after)
                                   || (after->type == HECHA_PDF_REFERENCE && !is_same (self, (guint) after->integer));
  if (before && hecha_pdf_value_equal (before, after))
    allow_object (self, after);
  return allow_graph (self, after) && allow_graph (self, store);
}

static gboolean
compare_catalogs (Diff *self)
{
  static const char *const except[] = { "AcroForm", "DSS", "Extensions", NULL };
  const HechaPdfValue *a = hecha_pdf_file_get_catalog (self->before, NULL);
  const HechaPdfValue *b = hecha_pdf_file_get_catalog (self->after, NULL);
  const char *key;

  if (!a || !b)
    return changed (self, "The catalog cannot be read.");
  key = differing_key (a, b, except);
  if (key)
    return changed (self, "The catalog's /%s was changed.", key);
  if (!compare_form (self, hecha_pdf_value_get (a, "AcroForm"), hecha_pdf_value_get (b, "AcroForm"))
      || !compare_validation_data (self, hecha_pdf_value_get (a, "DSS"), hecha_pdf_value_get (b, "DSS")))
    return FALSE;
  if (!self->out->has_validation_data
      && !hecha_pdf_value_equal (hecha_pdf_value_get (a, "Extensions"), hecha_pdf_value_get (b, "Extensions")))
    return changed (self, "The catalog's /Extensions was changed.");
  allow_object (self, hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->after), "Root"));
  return TRUE;
}

/* Other programs put a signature's look over the object of the empty one: fine
 * where nothing but the field had that object, which compare_shadows() asks. */
static void
allow_replacing (Diff                *self,
                 const HechaPdfField *field,
                 const HechaPdfValue *before)
{
  const HechaPdfValue *look = hecha_pdf_value_get (hecha_pdf_file_lookup (self->before, before, "AP"), "N");

  g_hash_table_add (self->filled, GUINT_TO_POINTER (field->number));
  if (!look || look->type != HECHA_PDF_REFERENCE || is_same (self, (guint) look->integer))
    return;
  g_hash_table_add (self->replaced, GUINT_TO_POINTER ((guint) look->integer));
  allow_object (self, look);
}

static gboolean
allow_filling (Diff                *self,
               const HechaPdfField *field,
               const HechaPdfValue *before,
               const HechaPdfValue *after)
{
  static const char *const except[] = { "V", "AP", "AS", "M", NULL };
  const char *key = differing_key (before, after, except);

  if (key)
    return changed (self, "The field \"%s\" was signed, and its /%s was changed with it.", field->name, key);
  if (field->value == 0 || is_there (self->before, field->value))
    return changed (self, "The field \"%s\" was filled with something that is older than it.", field->name);
  g_ptr_array_add (self->out->filled, g_strdup (field->name));
  allow_replacing (self, field, before);
  return allow_graph (self, hecha_pdf_value_get (after, "V")) && allow_graph (self, hecha_pdf_value_get (after, "AP"));
}

/* A text field that was empty; that somebody signs for it is asked elsewhere. */
static gboolean
allow_text (Diff                *self,
            const HechaPdfField *field,
            const HechaPdfValue *before,
            const HechaPdfValue *after)
{
  static const char *const except[] = { "V", "AP", NULL };
  const HechaPdfValue *value = hecha_pdf_value_get (after, "V");
  const char *key = differing_key (before, after, except);

  if (key || !hecha_pdf_value_is_name (hecha_pdf_value_get (before, "FT"), "Tx") || value->type != HECHA_PDF_STRING)
    return changed (self, "The field \"%s\" was changed.", field->name);
  g_ptr_array_add (self->out->texts, g_strdup (field->name));
  return allow_graph (self, hecha_pdf_value_get (after, "AP"));
}

static gboolean
compare_field (Diff                *self,
               const HechaPdfField *old,
               const HechaPdfField *new)
{
  static const char *const except[] = { NULL };
  const HechaPdfObject *a = hecha_pdf_file_get_object (self->before, old->number, NULL);
  const HechaPdfObject *b = hecha_pdf_file_get_object (self->after, new->number, NULL);

  if (!a || !b || old->number != new->number || old->generation != new->generation
      || old->is_signature != new->is_signature || strcmp (old->name, new->name) != 0)
    return changed (self, "The field \"%s\" was replaced.", old->name);
  if (is_same (self, new->number))
    return TRUE;
  g_hash_table_add (self->allowed, GUINT_TO_POINTER (new->number));
  if (!old->is_filled && new->is_filled && new->is_signature)
    return allow_filling (self, new, a->value, b->value);
  if (!old->is_filled && new->is_filled)
    return allow_text (self, new, a->value, b->value);
  if (differing_key (a->value, b->value, except))
    return changed (self, "The field \"%s\" was changed.", old->name);
  return TRUE;
}

static gboolean
compare_fields (Diff *self)
{
  g_autoptr(GPtrArray) old = hecha_pdf_form_list (self->before, NULL);
  g_autoptr(GPtrArray) new = hecha_pdf_form_list (self->after, NULL);

  if (!old || !new || old->len != new->len)
    return changed (self, "The form's fields were added to, removed or made unreadable.");
  for (guint i = 0; i < old->len; i++)
    if (!compare_field (self, old->pdata[i], new->pdata[i]))
      return FALSE;
  return TRUE;
}

/* A revision's own containers may be new as well; nothing can refer to them. */
static gboolean
is_container (Diff *self,
              guint number)
{
  const HechaPdfObject *object = hecha_pdf_file_get_object (self->after, number, NULL);
  const HechaPdfValue *type = object && object->is_stream ? hecha_pdf_value_get (object->value, "Type") : NULL;

  if (is_there (self->before, number)
      || !(hecha_pdf_value_is_name (type, "XRef") || hecha_pdf_value_is_name (type, "ObjStm")))
    return FALSE;
  g_hash_table_add (self->added, GUINT_TO_POINTER (number));
  return TRUE;
}

/* What may be written anew is never a stream, whose bytes are not compared, but
 * for the empty look of a field. */
static gboolean
touch (Diff *self,
       guint number)
{
  HechaPdfFile *const both[] = { self->before, self->after };

  if (!is_there (self->before, number) || g_hash_table_contains (self->replaced, GUINT_TO_POINTER (number)))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const HechaPdfObject *object = hecha_pdf_file_get_object (both[i], number, NULL);

      if (!object || object->is_stream)
        return changed (self, "Object %u, a stream, was changed.", number);
    }
  g_hash_table_add (self->touched, GUINT_TO_POINTER (number));
  return TRUE;
}

static gboolean
compare_object (Diff *self,
                guint number)
{
  const HechaPdfEntry *new = hecha_pdf_file_get_entry (self->after, number);
  const HechaPdfObject *object;
  const HechaPdfValue *type;

  if (is_same (self, number))
    return TRUE;
  if (g_hash_table_contains (self->allowed, GUINT_TO_POINTER (number)))
    return touch (self, number);
  if (new->kind == 0)
    return !is_there (self->before, number) || changed (self, "Object %u was freed.", number);
  if (is_container (self, number))
    return TRUE;
  object = hecha_pdf_file_get_object (self->after, number, NULL);
  type = object ? hecha_pdf_value_get (object->value, "Type") : NULL;
  return changed (self, "Object %u%s%s was %s.", number, type && type->text ? " of type " : "",
                  type && type->text ? type->text : "", is_there (self->before, number) ? "changed" : "added");
}

static gboolean
compare_objects (Diff *self)
{
  GHashTableIter iter;
  gpointer number;
  guint n_different = 0;

  g_hash_table_iter_init (&iter, hecha_pdf_file_get_entries (self->after));
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      guint n = GPOINTER_TO_UINT (number);

      n_different += !is_same (self, n) && (is_there (self->before, n) || is_there (self->after, n));
      if (!compare_object (self, n))
        return FALSE;
    }
  if (n_different == 0 && hecha_pdf_file_n_sections (self->before) != hecha_pdf_file_n_sections (self->after))
    return changed (self, "A revision without a purpose was added.");
  return TRUE;
}

/* In these places fields, form, catalog and validation data are what they are;
 * in any other an entry that may change could be the name of something drawn. */
static const char *const places[] = {
  "AcroForm", "Annots", "CO", "DSS", "Data", "Fields", "Kids", "Obj", "Parent", "Root", "T", NULL,
};

/* @key: where @value stands; %NULL for an object of its own */
static gboolean
check_reference (Diff                *self,
                 const HechaPdfValue *value,
                 const char          *key)
{
  gpointer number = GUINT_TO_POINTER ((guint) value->integer);

  if (g_hash_table_contains (self->added, number))
    return changed (self, "The signed revision refers to object %u, which was added after it.",
                    (guint) value->integer);
  if (g_hash_table_contains (self->replaced, number)
      && !(g_hash_table_contains (self->filled, GUINT_TO_POINTER (self->current)) && g_strcmp0 (key, "N") == 0))
    return changed (self, "Object %u, which is more than the look of a field, was changed.", (guint) value->integer);
  if (g_hash_table_contains (self->touched, number) && key && !g_strv_contains (places, key))
    return changed (self, "Object %u was changed, which the signed revision uses as /%s.", (guint) value->integer, key);
  return TRUE;
}

static gboolean
check_references (Diff                *self,
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
compare_shadows (Diff *self)
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
        return changed (self, "Object %u of the signed revision cannot be read.", GPOINTER_TO_UINT (number));
      if (!check_references (self, object->value, NULL))
        return FALSE;
    }
  return TRUE;
}

/**
 * hecha_pdf_diff_new:
 * @before: a signed revision
 * @after: the whole file
 *
 * Compares by the cross-references: an object whose entry has not moved has
 * not changed, since the bytes of @before are the first ones of @after.
 * Nothing is decoded or copied.
 *
 * Returns: (transfer full): what was changed since
 */
HechaPdfDiff *
hecha_pdf_diff_new (HechaPdfFile *before,
                    HechaPdfFile *after)
{
  HechaPdfDiff *out = g_new0 (HechaPdfDiff, 1);
  g_autoptr(GHashTable) allowed = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) added = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) replaced = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) filled = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) touched = g_hash_table_new (NULL, NULL);
  Diff self = { before, after, out, allowed, added, replaced, filled, touched, 0, G_QUEUE_INIT };

  out->filled = g_ptr_array_new_with_free_func (g_free);
  out->texts = g_ptr_array_new_with_free_func (g_free);
  if (compare_trailers (&self) && compare_sections (&self) && compare_catalogs (&self) && compare_fields (&self)
      && compare_objects (&self))
    compare_shadows (&self);
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
  g_free (self);
}

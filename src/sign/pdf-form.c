/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-form.h"

#include "error.h"
#include "pdf-tree.h"

#include <string.h>

#define DEPTH_LIMIT 16
#define FIELD_LIMIT 10000

typedef struct
{
  HechaPdfFile *file;
  GHashTable *seen;             /* object numbers */
  GPtrArray *fields;
} Walk;

static gboolean visit (Walk *walk, const HechaPdfValue *reference, const char *prefix, const char *type,
                       guint depth, GError **error);

static void
field_free (gpointer data)
{
  HechaPdfField *field = data;

  g_free (field->name);
  g_free (field);
}

static gboolean
damaged (GError    **error,
         const char *rule)
{
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, rule);
  return FALSE;
}

static gboolean
has_child_fields (Walk                *walk,
                  const HechaPdfValue *kids)
{
  for (guint i = 0; kids && kids->type == HECHA_PDF_ARRAY && i < kids->items->len; i++)
    if (hecha_pdf_file_lookup (walk->file, kids->items->pdata[i], "T"))
      return TRUE;
  return FALSE;
}

static gboolean
visit_kids (Walk                *walk,
            const HechaPdfValue *kids,
            const char          *prefix,
            const char          *type,
            guint                depth,
            GError             **error)
{
  for (guint i = 0; i < kids->items->len; i++)
    if (!visit (walk, kids->items->pdata[i], prefix, type, depth + 1, error))
      return FALSE;
  return TRUE;
}

static void
add_field (Walk                *walk,
           const HechaPdfValue *reference,
           const HechaPdfValue *dictionary,
           const char          *name,
           const char          *type)
{
  HechaPdfField *field = g_new0 (HechaPdfField, 1);
  const HechaPdfValue *value = hecha_pdf_value_get (dictionary, "V");
  const HechaPdfValue *found = hecha_pdf_file_resolve (walk->file, value, NULL);

  field->name = g_strdup (name);
  field->number = (guint) reference->integer;
  field->generation = (guint) reference->generation;
  field->is_signature = g_strcmp0 (type, "Sig") == 0;
  /* With something that cannot be read it is not empty. */
  field->is_filled = value && (!found || found->type != HECHA_PDF_NULL);
  if (field->is_filled && value->type == HECHA_PDF_REFERENCE)
    field->value = (guint) value->integer;
  g_ptr_array_add (walk->fields, field);
}

static gboolean
visit (Walk                *walk,
       const HechaPdfValue *reference,
       const char          *prefix,
       const char          *type,
       guint                depth,
       GError             **error)
{
  const HechaPdfValue *dictionary, *kids, *own_type;
  g_autofree char *part = NULL;
  g_autofree char *name = NULL;

  if (depth > DEPTH_LIMIT || walk->fields->len >= FIELD_LIMIT)
    return damaged (error, "the form has too many fields, or nests them too deep");
  if (reference->type != HECHA_PDF_REFERENCE)
    return damaged (error, "a field of the form is not an object of its own");
  if (!g_hash_table_add (walk->seen, GUINT_TO_POINTER ((guint) reference->integer)))
    return damaged (error, "the form lists a field twice");
  dictionary = hecha_pdf_file_resolve (walk->file, reference, error);
  if (!dictionary)
    return FALSE;
  if (dictionary->type != HECHA_PDF_DICTIONARY)
    return damaged (error, "the form lists something that is no field");
  part = hecha_pdf_value_to_utf8 (hecha_pdf_file_lookup (walk->file, dictionary, "T"));
  name = part && prefix ? g_strdup_printf ("%s.%s", prefix, part) : g_strdup (part ? part : prefix ? prefix : "");
  own_type = hecha_pdf_file_lookup (walk->file, dictionary, "FT");
  if (own_type && own_type->type == HECHA_PDF_NAME)
    type = own_type->text;
  kids = hecha_pdf_file_lookup (walk->file, dictionary, "Kids");
  if (has_child_fields (walk, kids))
    return visit_kids (walk, kids, name, type, depth, error);
  add_field (walk, reference, dictionary, name, type);
  return TRUE;
}

static gboolean
check_names (GPtrArray *fields,
             GError   **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < fields->len; i++)
    if (!g_hash_table_add (names, ((HechaPdfField *) fields->pdata[i])->name))
      return damaged (error, "two fields of the form have one name");
  return TRUE;
}

/**
 * hecha_pdf_form_list:
 *
 * Returns: (transfer full) (element-type HechaPdfField) (nullable): the fields
 *   of the form in its order, none where there is no form; %HECHA_ERROR_DAMAGED
 *   where the form cannot be read or is ambiguous
 */
GPtrArray *
hecha_pdf_form_list (HechaPdfFile *file,
                     GError      **error)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func (field_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk walk = { file, seen, fields };
  const HechaPdfValue *catalog = hecha_pdf_file_get_catalog (file, error);
  const HechaPdfValue *list;

  if (!catalog)
    return NULL;
  list = hecha_pdf_file_lookup (file, hecha_pdf_file_lookup (file, catalog, "AcroForm"), "Fields");
  for (guint i = 0; list && list->type == HECHA_PDF_ARRAY && i < list->items->len; i++)
    if (!visit (&walk, list->items->pdata[i], NULL, NULL, 0, error))
      return NULL;
  return check_names (fields, error) ? g_steal_pointer (&fields) : NULL;
}

/**
 * hecha_pdf_form_find:
 * @fields: (element-type HechaPdfField): as hecha_pdf_form_list() gives them
 *
 * Returns: (transfer none) (nullable): the field of this full name
 */
const HechaPdfField *
hecha_pdf_form_find (GPtrArray  *fields,
                     const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_strcmp0 (((HechaPdfField *) fields->pdata[i])->name, name) == 0)
      return fields->pdata[i];
  return NULL;
}

/**
 * hecha_pdf_form_transform:
 * @signature: (nullable): the dictionary of a signature
 * @method: "DocMDP" or "FieldMDP"
 *
 * Returns: (transfer none) (nullable): its signature reference of this method
 */
const HechaPdfValue *
hecha_pdf_form_transform (HechaPdfFile        *file,
                          const HechaPdfValue *signature,
                          const char          *method)
{
  const HechaPdfValue *list = hecha_pdf_file_lookup (file, signature, "Reference");

  for (guint i = 0; list && list->type == HECHA_PDF_ARRAY && i < list->items->len; i++)
    {
      const HechaPdfValue *item = hecha_pdf_file_resolve (file, list->items->pdata[i], NULL);

      if (hecha_pdf_value_is_name (hecha_pdf_file_lookup (file, item, "TransformMethod"), method))
        return item;
    }
  return NULL;
}

/* The fields of a lock (12.7.4.5, table 233) or of FieldMDP parameters (12.8.2.4). */
static gboolean
lock_holds (HechaPdfFile        *file,
            const HechaPdfValue *lock,
            const char          *name)
{
  const HechaPdfValue *action = hecha_pdf_file_lookup (file, lock, "Action");
  const HechaPdfValue *fields = hecha_pdf_file_lookup (file, lock, "Fields");
  gboolean listed = FALSE;

  for (guint i = 0; fields && fields->type == HECHA_PDF_ARRAY && i < fields->items->len; i++)
    {
      g_autofree char *locked
        = hecha_pdf_value_to_utf8 (hecha_pdf_file_resolve (file, fields->items->pdata[i], NULL));

      listed |= locked && g_str_has_prefix (name, locked)
                && (name[strlen (locked)] == '\0' || name[strlen (locked)] == '.');
    }
  return hecha_pdf_value_is_name (action, "All")
         || (hecha_pdf_value_is_name (action, "Include") && listed)
         || (hecha_pdf_value_is_name (action, "Exclude") && !listed);
}

/**
 * hecha_pdf_form_is_locked:
 * @by: a signature field that is filled
 * @name: full name of another field
 *
 * Returns: whether the signature in @by forbids that @name is filled after it,
 *   by the lock of its field or by its own FieldMDP
 */
gboolean
hecha_pdf_form_is_locked (HechaPdfFile        *file,
                          const HechaPdfField *by,
                          const char          *name)
{
  const HechaPdfObject *object = hecha_pdf_file_get_object (file, by->number, NULL);
  const HechaPdfValue *list;

  if (!object || g_str_equal (by->name, name))
    return FALSE;
  if (lock_holds (file, hecha_pdf_file_lookup (file, object->value, "Lock"), name))
    return TRUE;
  list = hecha_pdf_file_lookup (file, hecha_pdf_file_lookup (file, object->value, "V"), "Reference");
  for (guint i = 0; list && list->type == HECHA_PDF_ARRAY && i < list->items->len; i++)
    if (hecha_pdf_value_is_name (hecha_pdf_file_lookup (file, list->items->pdata[i], "TransformMethod"), "FieldMDP")
        && lock_holds (file, hecha_pdf_file_lookup (file, list->items->pdata[i], "TransformParams"), name))
      return TRUE;
  return FALSE;
}

static guint
level_of (HechaPdfFile        *file,
          const HechaPdfValue *certifying)
{
  const HechaPdfValue *transform = hecha_pdf_form_transform (file, certifying, "DocMDP");
  const HechaPdfValue *p = hecha_pdf_file_lookup (file, hecha_pdf_file_lookup (file, transform, "TransformParams"), "P");

  if (!transform)
    return 0;
  return p && p->type == HECHA_PDF_INTEGER && p->integer >= 1 && p->integer <= 3 ? (guint) p->integer : p ? 1 : 2;
}

/**
 * hecha_pdf_form_level:
 *
 * Returns: what @file lets others do to it, by its certification and by the
 *   locks of its signed fields (ISO 32000-2, 12.8.2.2 and table 237): 1 nothing,
 *   2 fill in and sign, 3 annotate as well; 0 where it says nothing
 */
guint
hecha_pdf_form_level (HechaPdfFile *file)
{
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, NULL);
  const HechaPdfValue *permissions = hecha_pdf_file_lookup (file, hecha_pdf_file_get_catalog (file, NULL), "Perms");
  const HechaPdfValue *certifying = hecha_pdf_value_get (permissions, "DocMDP");
  guint level = 0;

  for (guint i = 0; fields && i < fields->len; i++)
    {
      const HechaPdfField *field = fields->pdata[i];
      const HechaPdfObject *object = field->is_signature && field->is_filled
                                     ? hecha_pdf_file_get_object (file, field->number, NULL) : NULL;
      const HechaPdfValue *lock = object ? hecha_pdf_file_lookup (file, object->value, "Lock") : NULL;
      const HechaPdfValue *final = hecha_pdf_file_lookup (file, lock, "P");

      if (final && final->type == HECHA_PDF_INTEGER && final->integer == 1)
        return 1;
      /* What nobody signed with certifies nothing. */
      if (object && certifying && certifying->type == HECHA_PDF_REFERENCE && field->value == (guint) certifying->integer)
        level = level_of (file, certifying);
    }
  return level;
}

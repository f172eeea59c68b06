/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-item.h"

#include "error.h"
#include "object.h"
#include "uuid.h"

#include <string.h>

#define MAX_STEPS  64
#define MAX_WEIGHT 1000

typedef gboolean (*StepFunc) (const HechaOscalWords *words, HechaItem *item, JsonObject *part, GError **error);

static gboolean
invalid (const HechaOscalWords  *words,
         const char             *what,
         const char             *value,
         GError                **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s: %s “%.80s” is not as it should be",
               words->document->name, words->path, what, value);
  return FALSE;
}

static gboolean
has_name (JsonObject *part,
          const char *name,
          const char *old_name)
{
  const char *own = hecha_json_string (part, "name");

  return g_strcmp0 (own, name) == 0 || (old_name && g_strcmp0 (own, old_name) == 0);
}

static JsonObject *
find_part (JsonObject *holder,
           const char *name,
           gboolean    own)
{
  JsonArray *parts = hecha_json_array (holder, "parts");

  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = hecha_json_element (parts, i);

      if (has_name (part, name, NULL) && hecha_oscal_is_own (part) == own)
        return part;
    }
  return NULL;
}

static gboolean
read_own_part (const HechaOscalWords  *words,
               JsonObject             *holder,
               const char             *name,
               HechaText              *text,
               GError                **error)
{
  JsonObject *part = find_part (holder, name, TRUE);

  return !part || hecha_oscal_words_part (words, part, text, error);
}

/* A step of ours: its words, and inside it what a yes looks like. */
static gboolean
add_own_step (const HechaOscalWords  *words,
              HechaItem              *item,
              JsonObject             *part,
              HechaMethod             method,
              GError                **error)
{
  HechaStep *step = hecha_step_new (method);

  g_ptr_array_add (item->steps, step);
  return hecha_oscal_words_part (words, part, &step->text, error) &&
         read_own_part (words, part, "yes", &step->yes, error);
}

static gboolean
add_tree_step (const HechaOscalWords  *words,
               HechaItem              *item,
               JsonObject             *part,
               HechaMethod             method,
               GError                **error)
{
  g_auto(HechaText) text = { NULL, NULL };
  HechaStep *step;

  if (!hecha_oscal_words_tree (words, part, &text, error))
    return FALSE;
  if (hecha_text_is_empty (&text))
    return TRUE;
  step = hecha_step_new (method);
  step->text = text;
  text = (HechaText) { NULL, NULL };
  g_ptr_array_add (item->steps, step);
  return TRUE;
}

/* Published catalogs name the method in the prop "method", some only in the label; any other method is a way of
 * examining. */
static int
method_of (JsonObject *part)
{
  const char *const said[] = { hecha_oscal_prop (part, "method"), hecha_oscal_prop (part, "label") };
  int method = HECHA_METHOD_EXAMINE;

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *upper = said[i] ? g_ascii_strup (said[i], -1) : NULL;

      if (hecha_nick_value (hecha_method_nicks, upper, &method))
        break;
    }
  return method;
}

/* An assessment method: our numbered steps, or a published catalog's method with the things to look at. */
static gboolean
add_method (const HechaOscalWords  *words,
            HechaItem              *item,
            JsonObject             *part,
            GError                **error)
{
  JsonArray *parts = hecha_json_array (part, "parts");
  guint before = item->steps->len;
  int method = method_of (part);

  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *child = hecha_json_element (parts, i);

      if (has_name (child, "step", NULL) && hecha_oscal_is_own (child) &&
          !add_own_step (words, item, child, method, error))
        return FALSE;
    }
  return item->steps->len > before || add_tree_step (words, item, part, method, error);
}

static gboolean
add_objective (const HechaOscalWords  *words,
               HechaItem              *item,
               JsonObject             *part,
               GError                **error)
{
  return add_tree_step (words, item, part, HECHA_METHOD_EXAMINE, error);
}

/* The leaves of the objectives: each is one thing to determine. */
static gboolean
add_leaves (const HechaOscalWords  *words,
            HechaItem              *item,
            JsonObject             *part,
            int                     depth,
            GError                **error)
{
  JsonArray *parts = hecha_json_array (part, "parts");
  gboolean leaf = TRUE;

  for (guint i = 0; parts && depth < HECHA_OSCAL_MAX_NESTING && i < json_array_get_length (parts); i++)
    {
      JsonObject *child = hecha_json_element (parts, i);

      if (!has_name (child, "assessment-objective", "objective"))
        continue;
      leaf = FALSE;
      if (!add_leaves (words, item, child, depth + 1, error))
        return FALSE;
    }
  return !leaf || add_objective (words, item, part, error);
}

static gboolean
add_objective_leaves (const HechaOscalWords  *words,
                      HechaItem              *item,
                      JsonObject             *part,
                      GError                **error)
{
  return add_leaves (words, item, part, 0, error);
}

static gboolean
add_from (const HechaOscalWords  *words,
          HechaItem              *item,
          JsonObject             *control,
          const char             *name,
          const char             *old_name,
          StepFunc                add,
          GError                **error)
{
  JsonArray *parts = hecha_json_array (control, "parts");

  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = hecha_json_element (parts, i);

      if (has_name (part, name, old_name) && !add (words, item, part, error))
        return FALSE;
      if (item->steps->len > MAX_STEPS)
        return invalid (words, "the number of steps of", item->id, error);
    }
  return TRUE;
}

static gboolean
read_steps (const HechaOscalWords  *words,
            HechaItem              *item,
            JsonObject             *control,
            GError                **error)
{
  HechaStep *step;

  if (!add_from (words, item, control, "assessment-method", "assessment", add_method, error))
    return FALSE;
  if (item->steps->len == 0 &&
      !add_from (words, item, control, "assessment-objective", "objective", add_objective_leaves, error))
    return FALSE;
  if (item->steps->len == 0)
    {
      step = hecha_step_new (HECHA_METHOD_EXAMINE);
      hecha_text_copy (&item->requirement, &step->text);
      g_ptr_array_add (item->steps, step);
    }
  return TRUE;
}

static gboolean
read_number (const HechaOscalWords  *words,
             JsonObject             *control,
             const char             *name,
             int                     highest,
             int                    *number,
             GError                **error)
{
  const char *value = hecha_oscal_own_prop (control, name);
  gint64 read;

  if (!value)
    return TRUE;
  if (!g_ascii_string_to_signed (value, 10, 1, highest, &read, NULL))
    return invalid (words, name, value, error);
  *number = read;
  return TRUE;
}

static gboolean
read_kinds (const HechaOscalWords  *words,
            HechaItem              *item,
            JsonObject             *control,
            GError                **error)
{
  JsonArray *props = hecha_json_array (control, "props");
  g_autoptr(GStrvBuilder) kinds = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; props && i < json_array_get_length (props); i++)
    {
      JsonObject *prop = hecha_json_element (props, i);
      const char *kind = hecha_json_string (prop, "value");

      if (!hecha_oscal_is_own (prop) || g_strcmp0 (hecha_json_string (prop, "name"), "object-kind") != 0)
        continue;
      if (!hecha_object_kind_find (kind))
        return invalid (words, "object-kind", kind ? kind : "", error);
      g_strv_builder_add (kinds, kind);
      n++;
    }
  if (n)
    item->object_kinds = g_strv_builder_end (kinds);
  return TRUE;
}

static gboolean
read_props (const HechaOscalWords  *words,
            HechaItem              *item,
            JsonObject             *control,
            GError                **error)
{
  const char *uuid = hecha_oscal_own_prop (control, "item-uuid");
  const char *label = hecha_oscal_prop (control, "label");

  if (uuid && !g_uuid_string_is_valid (uuid))
    return invalid (words, "item-uuid", uuid, error);
  item->uuid = uuid ? g_ascii_strdown (uuid, -1) : hecha_uuid_name (words->document->uuid, item->id);
  item->label = g_strdup (label ? label : item->id);
  item->gbt_44462 = g_strdup (hecha_oscal_own_prop (control, "gbt-44462"));
  item->unverified = g_strcmp0 (hecha_oscal_own_prop (control, "unverified"), "yes") == 0;
  hecha_oscal_title (words->document, control, &item->title);
  hecha_oscal_own_text (words->document, control, "source", &item->source);
  hecha_oscal_own_text (words->document, control, "ot-impact", &item->ot_impact);
  hecha_oscal_own_text (words->document, control, "hazard", &item->hazard);
  hecha_oscal_own_text (words->document, control, "mitigation", &item->mitigation);
  return read_number (words, control, "min-level", 3, &item->min_level, error) &&
         read_number (words, control, "weight", MAX_WEIGHT, &item->weight, error) &&
         read_kinds (words, item, control, error);
}

/* A catalog that is not ours names no source for each control: it is itself the source. One of ours that names none
 * has a fault, which is found where a pack is checked. */
static void
name_source (const HechaOscalWords *words,
             HechaItem             *item,
             JsonObject            *control)
{
  const HechaText *title = &words->document->title;

  if (!hecha_text_is_empty (&item->source) || hecha_oscal_own_prop (control, "item-uuid"))
    return;
  if (title->zh)
    item->source.zh = g_strdup_printf ("%s，%s", title->zh, item->label);
  if (title->en)
    item->source.en = g_strdup_printf ("%s, %s", title->en, item->label);
}

static gboolean
read_requirement (const HechaOscalWords  *words,
                  HechaItem              *item,
                  JsonObject             *control,
                  GError                **error)
{
  JsonObject *statement = find_part (control, "statement", FALSE);

  if (statement && !hecha_oscal_words_tree (words, statement, &item->requirement, error))
    return FALSE;
  if (hecha_text_is_empty (&item->requirement))
    hecha_text_copy (&item->title, &item->requirement);
  return TRUE;
}

/**
 * hecha_oscal_item_new:
 * @words: where the control stands, with its parameters
 * @control: an OSCAL control with an id
 * @group: id of the group that it belongs to
 *
 * Reads a control as an item: our props and parts where there are any, else
 * the statement as requirement and the assessment methods, the objectives or
 * the statement itself as steps.
 *
 * Returns: (transfer full) (nullable): the sealed item; %HECHA_ERROR_INVALID
 *   and %HECHA_ERROR_TOO_LARGE name file, place and rule
 */
HechaItem *
hecha_oscal_item_new (const HechaOscalWords  *words,
                      JsonObject             *control,
                      const char             *group,
                      GError                **error)
{
  g_autoptr(HechaItem) item = hecha_item_new ();

  item->id = g_strdup (hecha_json_string (control, "id"));
  item->group = g_strdup (group);
  if (!read_props (words, item, control, error) || !read_requirement (words, item, control, error) ||
      !read_own_part (words, control, "evidence", &item->evidence, error) ||
      !read_own_part (words, control, "finding", &item->finding, error) ||
      !read_own_part (words, control, "risk", &item->risk, error) ||
      !read_own_part (words, control, "remedy", &item->remedy, error) ||
      !read_steps (words, item, control, error))
    return NULL;
  name_source (words, item, control);
  hecha_item_seal (item);
  return g_steal_pointer (&item);
}

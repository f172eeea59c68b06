/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-select.h"

#include "error.h"

#include <string.h>

/* A pattern is matched against every control. */
#define MAX_PATTERN  256
#define MAX_PATTERNS 1000

typedef struct
{
  const char *name;       /* the profile's file */
  GPtrArray  *controls;
  GHashTable *by_id;
  guint       n_patterns;
} Selector;

static gboolean
invalid (const char  *name,
         const char  *path,
         const char  *rule,
         const char  *value,
         GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s: %s %.80s", name, path, rule, value);
  return FALSE;
}

static gboolean
select_ids (Selector    *self,
            JsonArray   *ids,
            const char  *path,
            GHashTable  *chosen,
            GError     **error)
{
  for (guint i = 0; ids && i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      const char *id = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
      HechaOscalControl *control = g_hash_table_lookup (self->by_id, id);

      if (!control)
        return invalid (self->name, path, "with-ids names a control that is not there:", id, error);
      g_hash_table_add (chosen, control->id);
    }
  return TRUE;
}

static gboolean
select_matching (Selector    *self,
                 JsonArray   *matching,
                 const char  *path,
                 GHashTable  *chosen,
                 GError     **error)
{
  for (guint i = 0; matching && i < json_array_get_length (matching); i++)
    {
      const char *pattern = hecha_json_string (hecha_json_element (matching, i), "pattern");
      g_autoptr(GPatternSpec) spec = NULL;

      if (!pattern || strlen (pattern) > MAX_PATTERN || ++self->n_patterns > MAX_PATTERNS)
        return invalid (self->name, path, "cannot match the pattern", pattern ? pattern : "", error);
      spec = g_pattern_spec_new (pattern);
      for (guint j = 0; j < self->controls->len; j++)
        {
          HechaOscalControl *control = self->controls->pdata[j];

          if (g_pattern_spec_match_string (spec, control->id))
            g_hash_table_add (chosen, control->id);
        }
    }
  return TRUE;
}

/* Controls that stand inside others come after them. */
static void
select_children (Selector   *self,
                 GHashTable *chosen)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      HechaOscalControl *control = self->controls->pdata[i];

      if (control->parent && g_hash_table_contains (chosen, control->parent))
        g_hash_table_add (chosen, control->id);
    }
}

static void
join (GHashTable *into,
      GHashTable *from)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (into, id);
}

static gboolean
select_list (Selector    *self,
             JsonArray   *list,
             const char  *path,
             GHashTable  *chosen,
             GError     **error)
{
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *each = hecha_json_element (list, i);
      g_autoptr(GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);

      if (!select_ids (self, hecha_json_array (each, "with-ids"), path, own, error) ||
          !select_matching (self, hecha_json_array (each, "matching"), path, own, error))
        return FALSE;
      if (g_strcmp0 (hecha_json_string (each, "with-child-controls"), "yes") == 0)
        select_children (self, own);
      join (chosen, own);
    }
  return TRUE;
}

/**
 * hecha_oscal_select:
 * @profile: where the selection stands
 * @selection: an import or an insert-controls
 * @path: its place
 * @controls: (element-type HechaOscalControl): what there is
 *
 * Returns: (transfer full) (element-type HechaOscalControl) (nullable): copies
 *   of what include-all or include-controls takes and exclude-controls leaves,
 *   in the order of @controls; all where neither stands there.
 *   %HECHA_ERROR_INVALID for a control that there is not.
 */
GPtrArray *
hecha_oscal_select (HechaOscalDocument  *profile,
                    JsonObject          *selection,
                    const char          *path,
                    GPtrArray           *controls,
                    GError             **error)
{
  g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_oscal_control_free);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) included = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) excluded = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *include = hecha_json_array (selection, "include-controls");
  Selector self = { profile->name, controls, by_id, 0 };

  for (guint i = 0; i < controls->len; i++)
    g_hash_table_insert (by_id, ((HechaOscalControl *) controls->pdata[i])->id, controls->pdata[i]);
  if (!select_list (&self, include, path, included, error) ||
      !select_list (&self, hecha_json_array (selection, "exclude-controls"), path, excluded, error))
    return NULL;
  for (guint i = 0; i < controls->len; i++)
    {
      const HechaOscalControl *control = controls->pdata[i];

      if ((!include || g_hash_table_contains (included, control->id)) && !g_hash_table_contains (excluded, control->id))
        g_ptr_array_add (taken, hecha_oscal_control_copy (control));
    }
  return g_steal_pointer (&taken);
}

/* Merging: the selected controls keep their groups, lose them, or are put into those of the profile. */

typedef struct
{
  HechaOscalDocument *profile;
  GPtrArray          *controls;
  GPtrArray          *merged;
  GHashTable         *placed;
  guint               n_groups;
} Merge;

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp ((*(HechaOscalControl *const *) a)->id, (*(HechaOscalControl *const *) b)->id);
}

static int
compare_ids_backwards (gconstpointer a,
                       gconstpointer b)
{
  return compare_ids (b, a);
}

static void
set_group (HechaOscalControl *control,
           const char        *group,
           const HechaText   *title)
{
  g_free (control->group);
  hecha_text_clear (&control->group_title);
  control->group = g_strdup (group);
  hecha_text_copy (title, &control->group_title);
}

static gboolean
insert_controls (Merge            *merge,
                 JsonArray        *inserts,
                 const char       *path,
                 const char       *group,
                 const HechaText  *title,
                 GError          **error)
{
  for (guint i = 0; inserts && i < json_array_get_length (inserts); i++)
    {
      JsonObject *insert = hecha_json_element (inserts, i);
      const char *order = hecha_json_string (insert, "order");
      g_autoptr(GPtrArray) taken = hecha_oscal_select (merge->profile, insert, path, merge->controls, error);

      if (!taken)
        return FALSE;
      if (g_strcmp0 (order, "ascending") == 0)
        g_ptr_array_sort (taken, compare_ids);
      else if (g_strcmp0 (order, "descending") == 0)
        g_ptr_array_sort (taken, compare_ids_backwards);
      for (guint j = 0; j < taken->len; j++)
        {
          HechaOscalControl *control = taken->pdata[j];

          if (g_hash_table_contains (merge->placed, control->id))
            continue;
          control = hecha_oscal_control_copy (control);
          set_group (control, group, title);
          g_hash_table_add (merge->placed, control->id);
          g_ptr_array_add (merge->merged, control);
        }
    }
  return TRUE;
}

static gboolean
insert_groups (Merge       *merge,
               JsonArray   *groups,
               const char  *path,
               int          depth,
               GError     **error)
{
  for (guint i = 0; groups && i < json_array_get_length (groups); i++)
    {
      JsonObject *group = hecha_json_element (groups, i);
      g_autofree char *at = g_strdup_printf ("%s.groups[%u]", path, i);
      g_autofree char *made = g_strdup_printf ("group-%u", ++merge->n_groups);
      const char *id = hecha_json_string (group, "id");
      g_auto(HechaText) title = { NULL, NULL };

      if (depth > HECHA_OSCAL_MAX_NESTING || !hecha_json_string (group, "title"))
        return invalid (merge->profile->name, at, "is nested too deep, or the group has no title:", id ? id : "", error);
      hecha_oscal_title (merge->profile, group, &title);
      if (!insert_controls (merge, hecha_json_array (group, "insert-controls"), at, id ? id : made, &title, error) ||
          !insert_groups (merge, hecha_json_array (group, "groups"), at, depth + 1, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hecha_oscal_merge:
 * @profile: a profile
 * @controls: (element-type HechaOscalControl): what it selected
 *
 * Applies the profile's "merge". Without one the groups stay, since a
 * checklist without domains helps nobody; "flat" and "as-is": false take them
 * away; "custom" takes only what its groups insert.
 *
 * Returns: (transfer full) (element-type HechaOscalControl) (nullable): the
 *   controls in order; %HECHA_ERROR_INVALID
 */
GPtrArray *
hecha_oscal_merge (HechaOscalDocument  *profile,
                   GPtrArray           *controls,
                   GError             **error)
{
  JsonObject *directive = hecha_json_object (profile->root, "merge");
  JsonObject *custom = hecha_json_object (directive, "custom");
  gboolean flat = directive && (json_object_has_member (directive, "flat") ||
                                (json_object_has_member (directive, "as-is") && !hecha_json_bool (directive, "as-is")));
  g_autoptr(GPtrArray) merged = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_oscal_control_free);
  g_autoptr(GHashTable) placed = g_hash_table_new (g_str_hash, g_str_equal);
  Merge merge = { profile, controls, merged, placed, 0 };

  if (custom)
    return insert_groups (&merge, hecha_json_array (custom, "groups"), "profile.merge.custom", 0, error) &&
           insert_controls (&merge, hecha_json_array (custom, "insert-controls"), "profile.merge.custom",
                            profile->id, &profile->title, error)
           ? g_steal_pointer (&merged) : NULL;
  for (guint i = 0; i < controls->len; i++)
    {
      HechaOscalControl *control = hecha_oscal_control_copy (controls->pdata[i]);

      if (flat)
        set_group (control, profile->id, &profile->title);
      g_ptr_array_add (merged, control);
    }
  return g_steal_pointer (&merged);
}

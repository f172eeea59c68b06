/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-alter.h"

#include "error.h"

#include <string.h>

/* Elements that may be looked at or copied in all; alterations multiply. */
#define MAX_WORK (20 * 1000 * 1000)

typedef struct
{
  const char *name;     /* the profile's file */
  guint       work;
  GHashTable *copied;   /* controls that are copies of our own already */
} Alter;

static JsonNode *copy_node (JsonNode *node, guint *work);

static JsonObject *
copy_object (JsonObject *object,
             guint      *work)
{
  JsonObject *copy = json_object_new ();
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *l = members; l; l = l->next)
    json_object_set_member (copy, l->data, copy_node (json_object_get_member (object, l->data), work));
  return copy;
}

static JsonArray *
copy_array (JsonArray *array,
            guint     *work)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    json_array_add_element (copy, copy_node (json_array_get_element (array, i), work));
  return copy;
}

/* As deep as the document, which the reader of JSON limits. */
static JsonNode *
copy_node (JsonNode *node,
           guint    *work)
{
  JsonNode *copy = json_node_alloc ();
  g_auto(GValue) value = G_VALUE_INIT;

  ++*work;
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      json_node_init (copy, JSON_NODE_OBJECT);
      json_node_take_object (copy, copy_object (json_node_get_object (node), work));
      break;
    case JSON_NODE_ARRAY:
      json_node_init (copy, JSON_NODE_ARRAY);
      json_node_take_array (copy, copy_array (json_node_get_array (node), work));
      break;
    case JSON_NODE_VALUE:
      json_node_get_value (node, &value);
      json_node_init (copy, JSON_NODE_VALUE);
      json_node_set_value (copy, &value);
      break;
    case JSON_NODE_NULL:
    default:
      json_node_init_null (copy);
    }
  return copy;
}

static gboolean
within_limits (Alter   *alter,
               GError **error)
{
  if (alter->work <= MAX_WORK)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: profile.modify: more alterations than can be made",
               alter->name);
  return FALSE;
}

/* The members of a control, a part or a parameter that an alteration can name. */
static const struct { const char *member, *item; } listed[] = {
  { "params", "param" }, { "props", "prop" }, { "links", "link" }, { "parts", "part" },
};

static gboolean
criterion (JsonObject *remove,
           const char *by,
           const char *value)
{
  const char *wanted = hecha_json_string (remove, by);

  return !wanted || g_strcmp0 (wanted, value) == 0;
}

static gboolean
is_removed (JsonObject *remove,
            JsonObject *object,
            const char *item)
{
  return criterion (remove, "by-item-name", item) &&
         criterion (remove, "by-name", hecha_json_string (object, "name")) &&
         criterion (remove, "by-class", hecha_json_string (object, "class")) &&
         criterion (remove, "by-id", hecha_json_string (object, "id")) &&
         criterion (remove, "by-ns", hecha_json_string (object, "ns"));
}

static void
remove_inside (Alter      *alter,
               JsonObject *holder,
               JsonObject *remove)
{
  for (guint m = 0; m < G_N_ELEMENTS (listed); m++)
    {
      JsonArray *array = hecha_json_array (holder, listed[m].member);

      for (guint i = array ? json_array_get_length (array) : 0; i > 0; i--)
        {
          JsonObject *object = hecha_json_element (array, i - 1);

          alter->work++;
          if (object && is_removed (remove, object, listed[m].item))
            json_array_remove_element (array, i - 1);
          else if (object)
            remove_inside (alter, object, remove);
        }
    }
}

static gboolean
apply_removes (Alter       *alter,
               JsonObject  *control,
               JsonArray   *removes,
               const char  *path,
               GError     **error)
{
  static const char *const criteria[] = { "by-item-name", "by-name", "by-class", "by-id", "by-ns" };

  for (guint i = 0; removes && i < json_array_get_length (removes); i++)
    {
      JsonObject *remove = hecha_json_element (removes, i);
      gboolean any = FALSE;

      for (guint c = 0; c < G_N_ELEMENTS (criteria); c++)
        any = any || hecha_json_string (remove, criteria[c]);
      if (!any)
        {
          g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s.removes[%u] does not say what to remove",
                       alter->name, path, i);
          return FALSE;
        }
      remove_inside (alter, control, remove);
      if (!within_limits (alter, error))
        return FALSE;
    }
  return TRUE;
}

/* Puts copies of what is added into the member, before the element @at. */
static void
splice (Alter      *alter,
        JsonObject *holder,
        const char *member,
        guint       at,
        JsonArray  *added)
{
  JsonArray *old = hecha_json_array (holder, member);
  JsonArray *joined = json_array_new ();
  guint n = old ? json_array_get_length (old) : 0;

  for (guint i = 0; i <= n; i++)
    {
      for (guint j = 0; i == MIN (at, n) && j < json_array_get_length (added); j++)
        json_array_add_element (joined, copy_node (json_array_get_element (added, j), &alter->work));
      if (i < n)
        json_array_add_element (joined, copy_node (json_array_get_element (old, i), &alter->work));
    }
  json_object_set_array_member (holder, member, joined);
}

/* The holder of the part @id, and the part's place in it. */
static JsonObject *
find_part (Alter      *alter,
           JsonObject *holder,
           const char *id,
           guint      *at)
{
  JsonArray *parts = hecha_json_array (holder, "parts");
  JsonObject *found = NULL;

  for (guint i = 0; !found && parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = hecha_json_element (parts, i);

      alter->work++;
      *at = i;
      found = g_strcmp0 (hecha_json_string (part, "id"), id) == 0 ? holder
              : part ? find_part (alter, part, id, at) : NULL;
    }
  return found;
}

static void
add_inside (Alter      *alter,
            JsonObject *target,
            JsonObject *add,
            gboolean    first)
{
  for (guint m = 0; m < G_N_ELEMENTS (listed); m++)
    {
      JsonArray *added = hecha_json_array (add, listed[m].member);

      if (added)
        splice (alter, target, listed[m].member, first ? 0 : G_MAXUINT, added);
    }
  hecha_json_set_string (target, "title", hecha_json_string (add, "title"));
}

static gboolean
apply_add (Alter       *alter,
           JsonObject  *control,
           JsonObject  *add,
           const char  *path,
           GError     **error)
{
  const char *id = hecha_json_string (add, "by-id");
  const char *position = hecha_json_string (add, "position");
  gboolean first = g_strcmp0 (position, "starting") == 0 || g_strcmp0 (position, "before") == 0;
  gboolean beside = g_strcmp0 (position, "before") == 0 || g_strcmp0 (position, "after") == 0;
  JsonArray *parts = hecha_json_array (add, "parts");
  JsonObject *holder;
  guint at = 0;

  if (!id || g_strcmp0 (id, hecha_json_string (control, "id")) == 0)
    {
      add_inside (alter, control, add, first);
      return TRUE;
    }
  holder = find_part (alter, control, id, &at);
  if (!holder)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s: the control has no part with the id %.80s",
                   alter->name, path, id);
      return FALSE;
    }
  if (!beside)
    add_inside (alter, hecha_json_element (hecha_json_array (holder, "parts"), at), add, first);
  else if (parts)
    splice (alter, holder, "parts", first ? at : at + 1, parts);
  return TRUE;
}

static void
add_params (HechaOscalControl *control,
            JsonArray         *params)
{
  for (guint i = 0; params && i < json_array_get_length (params); i++)
    {
      JsonObject *param = hecha_json_element (params, i);
      const char *id = hecha_json_string (param, "id");

      if (id)
        g_hash_table_replace (control->params, g_strdup (id), json_object_ref (param));
    }
}

static gboolean
apply_adds (Alter              *alter,
            HechaOscalControl  *control,
            JsonArray          *adds,
            const char         *path,
            GError            **error)
{
  for (guint i = 0; adds && i < json_array_get_length (adds); i++)
    {
      g_autofree char *at = g_strdup_printf ("%s.adds[%u]", path, i);
      JsonObject *add = hecha_json_element (adds, i);

      add_params (control, hecha_json_array (add, "params"));
      if (!apply_add (alter, control->json, add, at, error) || !within_limits (alter, error))
        return FALSE;
    }
  return TRUE;
}

/* The document is immutable; the first alteration of a control makes a copy, without the controls inside it, which
 * are listed on their own. */
static void
make_own (Alter             *alter,
          HechaOscalControl *control)
{
  JsonObject *copy;

  if (!g_hash_table_add (alter->copied, control))
    return;
  copy = json_object_new ();
  for (guint m = 0; m < G_N_ELEMENTS (listed); m++)
    {
      JsonArray *array = hecha_json_array (control->json, listed[m].member);

      if (array)
        json_object_set_array_member (copy, listed[m].member, copy_array (array, &alter->work));
    }
  hecha_json_set_string (copy, "id", hecha_json_string (control->json, "id"));
  hecha_json_set_string (copy, "title", hecha_json_string (control->json, "title"));
  hecha_json_set_string (copy, "class", hecha_json_string (control->json, "class"));
  json_object_unref (control->json);
  control->json = copy;
}

static void
set_parameters (GPtrArray *controls,
                JsonArray *settings)
{
  g_autoptr(GHashTable) tables = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer table;

  for (guint i = 0; i < controls->len; i++)
    g_hash_table_add (tables, ((HechaOscalControl *) controls->pdata[i])->params);
  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    for (guint i = 0; settings && i < json_array_get_length (settings); i++)
      {
        JsonObject *setting = hecha_json_element (settings, i);
        const char *id = hecha_json_string (setting, "param-id");
        JsonObject *param = id ? g_hash_table_lookup (table, id) : NULL;

        if (!param)
          continue;
        /* A setting says nothing of the label where the catalog's own is to stay. */
        if (hecha_json_array (setting, "values") || hecha_json_object (setting, "select") ||
            hecha_json_string (setting, "label"))
          g_hash_table_replace (table, g_strdup (id), json_object_ref (setting));
      }
}

/**
 * hecha_oscal_alter:
 * @profile: a profile
 * @controls: (element-type HechaOscalControl): what it selected
 *
 * Applies the profile's "modify": parameters are set, props, parts and
 * parameters removed and added. What it says of controls that it did not
 * select is passed over.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID or %HECHA_ERROR_TOO_LARGE
 */
gboolean
hecha_oscal_alter (HechaOscalDocument  *profile,
                   GPtrArray           *controls,
                   GError             **error)
{
  JsonObject *modify = hecha_json_object (profile->root, "modify");
  JsonArray *alters = hecha_json_array (modify, "alters");
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) copied = g_hash_table_new (NULL, NULL);
  Alter alter = { profile->name, 0, copied };

  for (guint i = 0; i < controls->len; i++)
    g_hash_table_insert (by_id, ((HechaOscalControl *) controls->pdata[i])->id, controls->pdata[i]);
  set_parameters (controls, hecha_json_array (modify, "set-parameters"));
  for (guint i = 0; alters && i < json_array_get_length (alters); i++)
    {
      g_autofree char *path = g_strdup_printf ("profile.modify.alters[%u]", i);
      JsonObject *each = hecha_json_element (alters, i);
      const char *id = hecha_json_string (each, "control-id");
      HechaOscalControl *control = id ? g_hash_table_lookup (by_id, id) : NULL;

      if (!control)
        continue;
      make_own (&alter, control);
      if (!apply_removes (&alter, control->json, hecha_json_array (each, "removes"), path, error) ||
          !apply_adds (&alter, control, hecha_json_array (each, "adds"), path, error))
        return FALSE;
    }
  return TRUE;
}

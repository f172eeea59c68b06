/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conclusions.h"

#include "device-file.h"
#include "error.h"
#include "file.h"
#include "rules.h"

#include <gio/gio.h>
#include <string.h>

#define SHIPPED "/org/hecha/data/conclusions/internal.json"

/* A rule is a page of text. */
#define LARGEST (256 * 1024)

void
hecha_conclusion_file_free (HechaConclusionFile *self)
{
  g_free (self->path);
  g_clear_pointer (&self->rule, hecha_conclusion_rule_free);
  g_free (self->fault);
  g_free (self);
}

static char *
own_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "hecha", "conclusions", NULL);
}

static HechaConclusionRule *
read_shipped (GError **error)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr(JsonObject) object = bytes ? hecha_json_parse_object (g_bytes_get_data (bytes, NULL),
                                                                  g_bytes_get_size (bytes), SHIPPED, error) : NULL;

  return object ? hecha_conclusion_rule_from_json (object, SHIPPED, error) : NULL;
}

/* @text: (out) (optional): what is in the file */
static HechaConclusionRule *
read_file (const char  *path,
           char       **text,
           GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(JsonObject) object = hecha_json_read (path, LARGEST, text, error);

  return object ? hecha_conclusion_rule_from_json (object, name, error) : NULL;
}

/**
 * hecha_conclusions_list:
 *
 * Returns: (transfer full) (element-type HechaConclusionFile) (nullable): the
 *   shipped rule first, then those that the user added, also those that cannot
 *   be used
 */
GPtrArray *
hecha_conclusions_list (GError **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_conclusion_file_free);
  g_autofree char *folder = own_folder ();
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  HechaConclusionFile *file = g_new0 (HechaConclusionFile, 1);
  const char *name;

  g_ptr_array_add (files, file);
  file->rule = read_shipped (error);
  if (!file->rule)
    return NULL;
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autoptr(GError) failure = NULL;

      file = g_new0 (HechaConclusionFile, 1);
      g_ptr_array_add (files, file);
      file->path = g_build_filename (folder, name, NULL);
      file->rule = read_file (file->path, NULL, &failure);
      file->fault = failure ? g_strdup (failure->message) : NULL;
    }
  return g_steal_pointer (&files);
}

/* Whether @wanted, id or id@version, names @rule. */
static gboolean
is_named (const HechaConclusionRule *rule,
          const char                *wanted)
{
  g_autofree char *full = g_strconcat (rule->id, "@", rule->version, NULL);

  return g_str_equal (wanted, rule->id) || g_str_equal (wanted, full);
}

/**
 * hecha_conclusions_load:
 *
 * Returns: (transfer full) (nullable): the rule that the workspace chose, the
 *   latest version of it unless the choice names one; %HECHA_ERROR_NOT_FOUND
 *   where it is not there any more: another one is never taken in its place
 */
HechaConclusionRule *
hecha_conclusions_load (HechaSession  *session,
                        GError       **error)
{
  g_autoptr(HechaRules) rules = hecha_rules_load (session, error);
  g_autoptr(GPtrArray) files = rules ? hecha_conclusions_list (error) : NULL;
  HechaConclusionFile *found = NULL;

  if (!files)
    return NULL;
  if (!rules->conclusion)
    return g_steal_pointer (&((HechaConclusionFile *) files->pdata[0])->rule);
  for (guint i = 0; i < files->len; i++)
    {
      HechaConclusionFile *file = files->pdata[i];

      if (file->rule && is_named (file->rule, rules->conclusion) &&
          (!found || strverscmp (file->rule->version, found->rule->version) > 0))
        found = file;
    }
  if (found)
    return g_steal_pointer (&found->rule);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
               "The conclusion rule “%s” that this workspace chose is not there: add it again, or choose another",
               rules->conclusion);
  return NULL;
}

static char *
own_path (const HechaConclusionRule *rule)
{
  g_autofree char *full = g_strconcat (rule->id, "@", rule->version, NULL), *folder = own_folder ();
  g_autofree char *escaped = g_uri_escape_string (full, "@", FALSE), *name = g_strconcat (escaped, ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

/* What a rule's file says, the shipped one's where there is no path. */
static char *
text_of (const char *path)
{
  g_autoptr(GBytes) bytes = path ? hecha_file_read (path, LARGEST, NULL)
                                 : g_resources_lookup_data (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

/* A report names its rule by id and version: two that do not say the same never bear one name. */
static gboolean
is_new_or_same (const HechaConclusionRule  *rule,
                const char                 *text,
                GError                    **error)
{
  g_autoptr(GPtrArray) files = hecha_conclusions_list (error);

  for (guint i = 0; files && i < files->len; i++)
    {
      const HechaConclusionFile *file = files->pdata[i];
      g_autofree char *there = NULL;

      if (!file->rule || strcmp (file->rule->id, rule->id) != 0 || strcmp (file->rule->version, rule->version) != 0)
        continue;
      there = text_of (file->path);
      if (g_strcmp0 (there, text) == 0)
        continue;
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS,
                   "The conclusion rule %s@%s is there already and does not say the same: give this one a version of its own",
                   rule->id, rule->version);
      return FALSE;
    }
  return files != NULL;
}

/**
 * hecha_conclusions_add:
 * @path: a file as data/conclusions/internal.json
 *
 * Checks a conclusion rule and keeps it with the user's configuration. Versions
 * stand beside each other.
 *
 * Returns: (transfer full) (nullable): what it says; %HECHA_ERROR_INVALID,
 *   %HECHA_ERROR_EXISTS where another rule has its id and version, %HECHA_ERROR_IO
 */
HechaConclusionRule *
hecha_conclusions_add (const char  *path,
                       GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(HechaConclusionRule) rule = read_file (path, &text, error);
  g_autofree char *own = rule ? own_path (rule) : NULL;

  if (!rule || !is_new_or_same (rule, text, error) || !hecha_config_write (own, text, error))
    return NULL;
  return g_steal_pointer (&rule);
}

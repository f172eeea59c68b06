/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-words.h"

#include "error.h"

#include <string.h>

/* A parameter's value may insert another parameter; deeper than this it goes in circles. */
#define MAX_INSERTS 6
/* Taken from the budget beside the words, so that inserts of nothing come to an end as well. */
#define COST_OF_INSERT 16

static gboolean insert_words (const HechaOscalWords *self, const char *prose, int depth, GString *out,
                              GError **error);

static gboolean
spend (const HechaOscalWords  *self,
       gsize                   length,
       GString                *out,
       GError                **error)
{
  if (out->len + length > HECHA_OSCAL_MAX_TEXT || length > *self->budget)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: %s: the text is longer than can be read",
                   self->document->name, self->path);
      return FALSE;
    }
  *self->budget -= length;
  return TRUE;
}

static gboolean
append (const HechaOscalWords  *self,
        const char             *words,
        gsize                   length,
        GString                *out,
        GError                **error)
{
  if (!spend (self, length, out, error))
    return FALSE;
  g_string_append_len (out, words, length);
  return TRUE;
}

static gboolean
insert_list (const HechaOscalWords  *self,
             JsonArray              *list,
             const char             *separator,
             int                     depth,
             GString                *out,
             GError                **error)
{
  gboolean first = TRUE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      if (!first && !append (self, separator, strlen (separator), out, error))
        return FALSE;
      if (!insert_words (self, json_node_get_string (node), depth, out, error))
        return FALSE;
      first = FALSE;
    }
  return TRUE;
}

/* What a parameter stands for: its values, else its choices or its label, bracketed since somebody still has to set
 * them. */
static gboolean
insert_param (const HechaOscalWords  *self,
              const char             *id,
              int                     depth,
              GString                *out,
              GError                **error)
{
  JsonObject *param = g_hash_table_lookup (self->params, id);
  JsonArray *values = hecha_json_array (param, "values");
  JsonArray *choices = hecha_json_array (hecha_json_object (param, "select"), "choice");
  const char *label = hecha_json_string (param, "label");

  if (depth > MAX_INSERTS)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s: parameter %.80s inserts itself",
                   self->document->name, self->path, id);
      return FALSE;
    }
  if (!spend (self, COST_OF_INSERT, out, error))
    return FALSE;
  if (values)
    return insert_list (self, values, ", ", depth, out, error);
  if (!append (self, "[", 1, out, error))
    return FALSE;
  if (choices ? !insert_list (self, choices, "; ", depth, out, error)
              : !insert_words (self, label ? label : id, label ? depth : MAX_INSERTS + 1, out, error))
    return FALSE;
  return append (self, "]", 1, out, error);
}

/* "insert: param, ac-1_prm_1" (1.0 and later) or, in documents from before it, "ac-1_prm_1". */
static char *
param_of_insert (const char *inside,
                 gsize       length)
{
  g_autofree char *copy = g_strstrip (g_strndup (inside, length));
  const char *comma = strchr (copy, ',');

  if (!g_str_has_prefix (copy, "insert:"))
    return strpbrk (copy, " \t\r\n,:") || *copy == '\0' ? NULL : g_steal_pointer (&copy);
  return comma ? g_strstrip (g_strdup (comma + 1)) : NULL;
}

static gboolean
insert_words (const HechaOscalWords  *self,
              const char             *prose,
              int                     depth,
              GString                *out,
              GError                **error)
{
  const char *p = prose;
  const char *open;

  while (depth <= MAX_INSERTS && (open = strstr (p, "{{")) != NULL)
    {
      const char *close = strstr (open, "}}");
      g_autofree char *id = close ? param_of_insert (open + 2, close - open - 2) : NULL;
      const char *next = close ? close + 2 : open + 2;
      gboolean ok = append (self, p, (id ? open : next) - p, out, error) &&
                    (!id || insert_param (self, id, depth + 1, out, error));

      if (!ok)
        return FALSE;
      p = next;
    }
  return append (self, p, strlen (p), out, error);
}

/**
 * hecha_oscal_words_insert:
 * @prose: markup with `{{ insert: param, ID }}` in it
 *
 * Returns: (transfer full) (nullable): the words with their parameters in
 *   place, without white space around them; %HECHA_ERROR_INVALID where a
 *   parameter inserts itself, %HECHA_ERROR_TOO_LARGE past the limits
 */
char *
hecha_oscal_words_insert (const HechaOscalWords  *self,
                          const char             *prose,
                          GError                **error)
{
  g_autoptr(GString) out = g_string_new (NULL);

  if (!insert_words (self, prose, 0, out, error))
    return NULL;
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

/**
 * hecha_oscal_words_part:
 * @text: (out caller-allocates): must be empty; the part's own prose, with
 *   that of a "translation" part of our namespace inside it, whose class is the
 *   language
 *
 * Returns: %FALSE as hecha_oscal_words_insert() does
 */
gboolean
hecha_oscal_words_part (const HechaOscalWords  *self,
                        JsonObject             *part,
                        HechaText              *text,
                        GError                **error)
{
  JsonArray *parts = hecha_json_array (part, "parts");
  const char *prose = hecha_json_string (part, "prose");
  char *words;

  if (prose)
    {
      words = hecha_oscal_words_insert (self, prose, error);
      if (!words)
        return FALSE;
      *hecha_oscal_document_slot (self->document, text, words) = words;
    }
  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *child = hecha_json_element (parts, i);
      char **slot = g_strcmp0 (hecha_json_string (child, "class"), "en") == 0 ? &text->en : &text->zh;

      if (!hecha_oscal_is_own (child) || g_strcmp0 (hecha_json_string (child, "name"), "translation") != 0 ||
          !hecha_json_string (child, "prose") || *slot)
        continue;
      *slot = hecha_oscal_words_insert (self, hecha_json_string (child, "prose"), error);
      if (!*slot)
        return FALSE;
    }
  return TRUE;
}

static void
append_line (GString    *out,
             int         depth,
             const char *label,
             const char *words)
{
  if (!words || !*words)
    return;
  if (out->len)
    g_string_append_c (out, '\n');
  for (int i = 1; i < depth; i++)
    g_string_append (out, "  ");
  if (label)
    g_string_append_printf (out, "%s ", label);
  g_string_append (out, words);
}

static gboolean
walk (const HechaOscalWords  *self,
      JsonObject             *part,
      int                     depth,
      GString                *zh,
      GString                *en,
      GError                **error)
{
  JsonArray *parts = hecha_json_array (part, "parts");
  const char *label = depth ? hecha_oscal_prop (part, "label") : NULL;
  g_auto(HechaText) own = { NULL, NULL };

  if (depth > HECHA_OSCAL_MAX_NESTING)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: %s: parts more than %d deep",
                   self->document->name, self->path, HECHA_OSCAL_MAX_NESTING);
      return FALSE;
    }
  if (!hecha_oscal_words_part (self, part, &own, error) ||
      !spend (self, 2 * (2 * depth + (label ? strlen (label) : 0)), zh->len > en->len ? zh : en, error))
    return FALSE;
  append_line (zh, depth, label, own.zh);
  append_line (en, depth, label, own.en);
  if (!spend (self, 0, zh->len > en->len ? zh : en, error))
    return FALSE;
  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *child = hecha_json_element (parts, i);

      if (child && !hecha_oscal_is_own (child) && !walk (self, child, depth + 1, zh, en, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hecha_oscal_words_tree:
 * @text: (out caller-allocates): must be empty; the part's prose and that of
 *   the parts inside it, a line each, labelled and indented
 *
 * Returns: %FALSE as hecha_oscal_words_insert() does
 */
gboolean
hecha_oscal_words_tree (const HechaOscalWords  *self,
                        JsonObject             *part,
                        HechaText              *text,
                        GError                **error)
{
  g_autoptr(GString) zh = g_string_new (NULL);
  g_autoptr(GString) en = g_string_new (NULL);

  if (!walk (self, part, 0, zh, en, error))
    return FALSE;
  if (zh->len)
    text->zh = g_strdup (zh->str);
  if (en->len)
    text->en = g_strdup (en->str);
  return TRUE;
}

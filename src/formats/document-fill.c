/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-template-private.h"

#include "error.h"

#include <string.h>

/* A template of few lines can ask for much: each repetition multiplies. */
#define MAX_PARTS 20000
#define MAX_TEXT  (8 * 1024 * 1024)
#define MAX_STEPS 400000

typedef struct
{
  const HechaDocumentTemplate *template;
  HechaPaper                  *paper;
  JsonObject                  *values;
  const char                  *variables[HECHA_TEMPLATE_MAX_DEPTH + 1];
  JsonObject                  *elements[HECHA_TEMPLATE_MAX_DEPTH + 1];
  guint                        n_variables;
  gsize                        bytes;
  guint                        steps;
} Filler;

/* Values */

static JsonNode *
look_up (const Filler *self,
         const char   *path)
{
  g_auto(GStrv) words = g_strsplit (path, ".", -1);
  JsonObject *object = self->values;
  guint i = 0;

  for (guint v = self->n_variables; v > 0 && words[0]; v--)
    if (strcmp (self->variables[v - 1], words[0]) == 0)
      {
        object = self->elements[v - 1];
        i = 1;
        break;
      }
  for (; words[i] && words[i + 1] && object; i++)
    object = hecha_json_object (object, words[i]);
  return object && words[i] ? json_object_get_member (object, words[i]) : NULL;
}

static const char *
look_up_text (const Filler *self,
              const char   *path)
{
  JsonNode *node = look_up (self, path);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

static JsonArray *
look_up_list (const Filler *self,
              const char   *path)
{
  JsonNode *node = look_up (self, path);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
holds (const Filler            *self,
       const HechaTemplateLine *line)
{
  JsonArray *list = look_up_list (self, line->path);
  const char *text = look_up_text (self, line->path);
  gboolean there = (list && json_array_get_length (list)) || (text && *text);

  return there != line->negated;
}

/* What is not known is a line to write on; in a table the cell is room enough. */
static char *
fill_text (Filler     *self,
           const char *text,
           const char *blank)
{
  GString *filled = g_string_new (NULL);

  while (*text)
    {
      gsize plain = strcspn (text, "{");
      const char *end;
      g_autofree char *path = NULL;
      const char *value;

      g_string_append_len (filled, text, plain);
      text += plain;
      if (!*text)
        break;
      if (text[1] == '{')
        {
          g_string_append_c (filled, '{');
          text += 2;
          continue;
        }
      end = strchr (text, '}');
      g_assert (end);
      path = g_strndup (text + 1, end - text - 1);
      value = look_up_text (self, path);
      g_string_append (filled, value && *value ? value : blank);
      text = end + 1;
    }
  self->bytes += filled->len;
  return g_string_free (filled, FALSE);
}

/* Lines */

static void
fill_part (Filler                  *self,
           const HechaTemplateLine *line)
{
  const char *blank = self->paper->language == HECHA_LANGUAGE_ZH ? "＿＿＿＿＿＿" : "____________";
  HechaPaperPart *part = hecha_paper_add (self->paper, line->part, line->level, NULL);

  part->text = line->text ? fill_text (self, line->text, blank) : NULL;
  part->field = g_strdup (line->field);
  memcpy (part->weights, line->weights, sizeof part->weights);
  part->n_weights = line->n_weights;
  if (line->cells)
    {
      guint n = g_strv_length (line->cells);

      part->cells = g_new0 (char *, n + 1);
      for (guint i = 0; i < n; i++)
        part->cells[i] = fill_text (self, line->cells[i], "");
    }
}

static gboolean
is_within_limits (const Filler  *self,
                  guint          number,
                  GError       **error)
{
  if (self->paper->parts->len <= MAX_PARTS && self->bytes <= MAX_TEXT && self->steps <= MAX_STEPS)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
               "%s, line %u: with its repetitions the document would have more than %d parts or %d bytes",
               self->template->name, number, MAX_PARTS, MAX_TEXT);
  return FALSE;
}

static gboolean fill_lines (Filler *self, guint from, guint to, GError **error);

static gboolean
fill_each (Filler                   *self,
           const HechaTemplateLine  *line,
           guint                     from,
           GError                  **error)
{
  JsonArray *list = look_up_list (self, line->text);
  guint n = list ? json_array_get_length (list) : 0;
  gboolean ok = TRUE;

  self->n_variables++;
  self->variables[self->n_variables - 1] = line->variable;
  for (guint i = 0; i < n && ok; i++)
    {
      self->elements[self->n_variables - 1] = hecha_json_element (list, i);
      ok = !self->elements[self->n_variables - 1] || fill_lines (self, from, line->next, error);
    }
  self->n_variables--;
  return ok;
}

/* The depth is that of the template, which its parser holds to %HECHA_TEMPLATE_MAX_DEPTH. */
static gboolean
fill_lines (Filler  *self,
            guint    from,
            guint    to,
            GError **error)
{
  for (guint i = from; i < to; i++)
    {
      const HechaTemplateLine *line = self->template->lines->pdata[i];

      self->steps++;
      if (!is_within_limits (self, line->number, error))
        return FALSE;
      if (line->kind == HECHA_LINE_PART)
        fill_part (self, line);
      else if (line->kind == HECHA_LINE_EACH)
        {
          if (!fill_each (self, line, i + 1, error))
            return FALSE;
          i = line->next;
        }
      else if (line->kind == HECHA_LINE_IF && !holds (self, line))
        i = line->next;
      else if (line->kind == HECHA_LINE_ELSE)
        i = line->next;
    }
  return TRUE;
}

static char *
fill_key (Filler     *self,
          const char *key)
{
  const char *text = hecha_document_template_get (self->template, key);

  return text ? fill_text (self, text, "") : NULL;
}

/**
 * hecha_document_template_fill:
 * @language: of the document
 * @values: what the fields say: objects within objects, lists of objects, and
 *   texts; what is missing becomes a line to write on, in a table an empty cell
 *
 * Puts a case's words into a template. Pure.
 *
 * Returns: (transfer full) (nullable): the paper; %HECHA_ERROR_TOO_LARGE names
 *   the line whose repetitions go beyond the limits
 */
HechaPaper *
hecha_document_template_fill (const HechaDocumentTemplate  *self,
                              HechaLanguage                 language,
                              JsonObject                   *values,
                              GError                      **error)
{
  g_autoptr(HechaPaper) paper = NULL;
  Filler filler = { .template = self, .values = values };

  g_return_val_if_fail (self && values, NULL);
  filler.paper = paper = hecha_paper_new (language);
  paper->title = fill_key (&filler, "title");
  paper->letterhead = fill_key (&filler, "letterhead");
  paper->number = fill_key (&filler, "number");
  paper->subject = fill_key (&filler, "subject");
  paper->footer = fill_key (&filler, "footer");
  paper->strip = fill_key (&filler, "strip");
  if (!fill_lines (&filler, 0, self->lines->len, error))
    return NULL;
  return g_steal_pointer (&paper);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-template-private.h"

#include "error.h"

#include <string.h>

#define MAX_LINE   8192
#define MAX_LINES  4000
#define MAX_FAULTS 50

/* Narrower columns leave no room for a character of each line. */
#define NARROWEST 25

/* What stands at the top of a template, before the first empty line. */
static const char *const keys[] = { "title", "for", "letterhead", "number", "subject", "footer", "strip", NULL };

static const char *const uses[] = { "evaluation", "inspection", "visit", "filing", NULL };

typedef struct
{
  HechaDocumentTemplate *template;
  const char *const     *vocabulary;
  GPtrArray             *faults;
  GArray                *open;      /* indexes of the EACH, IF and ELSE that wait for their END */
  guint                  number;
  guint                  columns;   /* of the table that rows belong to, 0 for none */
  gboolean               head_may_come;
} Parser;

static void
line_free (HechaTemplateLine *self)
{
  g_free (self->text);
  g_strfreev (self->cells);
  g_free (self->field);
  g_free (self->path);
  g_free (self->variable);
  g_free (self);
}

void
hecha_document_template_free (HechaDocumentTemplate *self)
{
  g_free (self->name);
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static void G_GNUC_PRINTF (2, 3)
fault (Parser     *self,
       const char *format,
       ...)
{
  g_autofree char *what = NULL;
  va_list args;

  if (self->faults->len >= MAX_FAULTS)
    return;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->faults, g_strdup_printf ("%s, line %u: %s", self->template->name, self->number, what));
}

/* Fields */

/* A path as the vocabulary writes it: a variable is an element of its list. */
static char *
resolve (const Parser *self,
         const char   *path)
{
  gsize length = strcspn (path, ".");

  for (guint i = self->open->len; i > 0; i--)
    {
      const HechaTemplateLine *line = self->template->lines->pdata[g_array_index (self->open, guint, i - 1)];

      if (line->kind == HECHA_LINE_EACH && strlen (line->variable) == length && strncmp (line->variable, path, length) == 0)
        return g_strconcat (line->path, "[]", path + length, NULL);
    }
  return g_strdup (path);
}

static gboolean
is_field (const Parser *self,
          const char   *resolved)
{
  return g_strv_contains (self->vocabulary, resolved);
}

static gboolean
is_list (const Parser *self,
         const char   *resolved)
{
  g_autofree char *prefix = g_strconcat (resolved, "[].", NULL);

  for (const char *const *word = self->vocabulary; *word; word++)
    if (g_str_has_prefix (*word, prefix))
      return TRUE;
  return FALSE;
}

static void
check_field (Parser     *self,
             const char *path)
{
  g_autofree char *resolved = resolve (self, path);

  if (!is_field (self, resolved))
    fault (self, "there is no field {%s}%s", path, is_list (self, resolved) ? "; it is a list: use :each" : "");
}

static void
check_text (Parser     *self,
            const char *text)
{
  for (const char *at = strchr (text, '{'); at; at = strchr (at, '{'))
    {
      const char *end = strpbrk (at + 1, "{}");
      g_autofree char *path = NULL;

      if (at[1] == '{')
        {
          at += 2;
          continue;
        }
      if (!end || *end != '}')
        {
          fault (self, "a field begins with { and does not end; write {{ for the sign itself");
          return;
        }
      path = g_strndup (at + 1, end - at - 1);
      check_field (self, path);
      at = end + 1;
    }
}

/* Lines */

static HechaTemplateLine *
add_line (Parser         *self,
          HechaLineKind   kind,
          HechaPaperKind  part,
          int             level,
          const char     *text)
{
  HechaTemplateLine *line = g_new0 (HechaTemplateLine, 1);

  line->kind = kind;
  line->number = self->number;
  line->part = part;
  line->level = level;
  line->text = g_strdup (text);
  g_ptr_array_add (self->template->lines, line);
  if (text)
    check_text (self, text);
  return line;
}

static void
add_part (Parser         *self,
          HechaPaperKind  part,
          int             level,
          const char     *text)
{
  self->columns = 0;
  if (text && !*text)
    fault (self, "nothing stands after the sign at the beginning of the line");
  add_line (self, HECHA_LINE_PART, part, level, text);
}

static GStrv
split_cells (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *inner = g_strndup (text, length && text[length - 1] == '|' ? length - 1 : length);
  GStrv cells = g_strsplit (inner, "|", -1);

  for (guint i = 0; cells[i]; i++)
    g_strstrip (cells[i]);
  return cells;
}

static void
parse_row (Parser *self,
           char   *text)
{
  gboolean head = *text == '!';
  HechaTemplateLine *line;

  if (self->columns == 0)
    {
      fault (self, "a row needs :table or :facts above it, with no other text between");
      return;
    }
  if (head && !self->head_may_come)
    fault (self, "a head |! must be the first row of its table");
  self->head_may_come = FALSE;
  line = add_line (self, HECHA_LINE_PART, HECHA_PAPER_ROW, head, NULL);
  line->cells = split_cells (text + head);
  if (g_strv_length (line->cells) != self->columns)
    fault (self, "the row has %u cells and its table %u columns", g_strv_length (line->cells), self->columns);
  for (guint i = 0; line->cells[i]; i++)
    check_text (self, line->cells[i]);
}

static void
parse_table (Parser     *self,
             const char *arguments)
{
  g_auto(GStrv) words = g_strsplit_set (arguments, " \t", -1);
  HechaTemplateLine *line = add_line (self, HECHA_LINE_PART, HECHA_PAPER_TABLE, 0, NULL);
  guint sum = 0;

  for (guint i = 0; words[i]; i++)
    {
      guint64 weight = 0;

      if (!*words[i])
        continue;
      if (!g_ascii_string_to_unsigned (words[i], 10, 1, 100, &weight, NULL))
        fault (self, "“%s” is no width of a column, from 1 to 100", words[i]);
      else if (line->n_weights == HECHA_PAPER_MAX_COLUMNS)
        fault (self, "a table has up to %d columns", HECHA_PAPER_MAX_COLUMNS);
      if (line->n_weights < HECHA_PAPER_MAX_COLUMNS)
        line->weights[line->n_weights++] = MAX (weight, 1);
    }
  for (guint i = 0; i < line->n_weights; i++)
    sum += line->weights[i];
  for (guint i = 0; i < line->n_weights; i++)
    if (line->weights[i] * NARROWEST < sum)
      fault (self, "column %u takes less than one part in %d of the table", i + 1, NARROWEST);
  if (line->n_weights == 0)
    fault (self, ":table needs the width of each column, such as :table 1 4 2");
  self->columns = line->n_weights;
  self->head_may_come = TRUE;
}

static void
parse_facts (Parser     *self,
             const char *arguments)
{
  HechaTemplateLine *line = add_line (self, HECHA_LINE_PART, HECHA_PAPER_TABLE, 1, NULL);

  if (*arguments)
    fault (self, ":facts stands alone");
  line->weights[0] = 10;
  line->weights[1] = 32;
  line->n_weights = self->columns = 2;
  self->head_may_come = FALSE;
}

static gboolean
is_name (const char *text)
{
  return *text && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static void
open_line (Parser *self)
{
  guint index = self->template->lines->len - 1;

  if (self->open->len == HECHA_TEMPLATE_MAX_DEPTH)
    fault (self, ":each and :if stand in one another up to %d deep", HECHA_TEMPLATE_MAX_DEPTH);
  g_array_append_val (self->open, index);
}

static void
parse_each (Parser     *self,
            const char *arguments)
{
  g_auto(GStrv) words = g_strsplit (arguments, " ", -1);
  gboolean shaped = g_strv_length (words) == 3 && is_name (words[0]) && strcmp (words[1], "in") == 0;
  g_autofree char *path = shaped ? resolve (self, words[2]) : g_strdup ("");
  HechaTemplateLine *line;

  if (!shaped)
    fault (self, "a repetition is written :each NAME in LIST");
  else if (!is_list (self, path))
    fault (self, "there is no list “%s”", words[2]);
  line = add_line (self, HECHA_LINE_EACH, 0, 0, NULL);
  line->variable = g_strdup (shaped ? words[0] : "");
  /* As it is written goes to the filling, as it is resolved to what stands inside. */
  line->text = g_strdup (shaped ? words[2] : "");
  line->path = g_steal_pointer (&path);
  open_line (self);
}

static void
parse_if (Parser     *self,
          const char *arguments)
{
  gboolean negated = g_str_has_prefix (arguments, "not ");
  const char *path = arguments + (negated ? strlen ("not ") : 0);
  g_autofree char *resolved = resolve (self, path);
  HechaTemplateLine *line = add_line (self, HECHA_LINE_IF, 0, 0, NULL);

  if (!is_field (self, resolved) && !is_list (self, resolved))
    fault (self, "there is no field and no list “%s”", path);
  line->negated = negated;
  line->path = g_strdup (path);
  open_line (self);
}

static void
parse_else (Parser     *self,
            const char *arguments)
{
  guint *top = self->open->len ? &g_array_index (self->open, guint, self->open->len - 1) : NULL;
  HechaTemplateLine *begun = top ? self->template->lines->pdata[*top] : NULL;

  if (!begun || begun->kind != HECHA_LINE_IF || *arguments)
    {
      fault (self, ":else stands alone, between :if and :end");
      return;
    }
  add_line (self, HECHA_LINE_ELSE, 0, 0, NULL);
  begun->next = self->template->lines->len - 1;
  *top = begun->next;
}

static void
parse_end (Parser     *self,
           const char *arguments)
{
  HechaTemplateLine *begun;

  if (self->open->len == 0 || *arguments)
    {
      fault (self, ":end stands alone, and ends an :each or :if");
      return;
    }
  begun = self->template->lines->pdata[g_array_index (self->open, guint, self->open->len - 1)];
  g_array_set_size (self->open, self->open->len - 1);
  add_line (self, HECHA_LINE_END, 0, 0, NULL);
  begun->next = self->template->lines->len - 1;
}

/* [NAME] before the words names the signature field. Returns: the words. */
static char *
parse_field (Parser  *self,
             char    *words,
             char   **field)
{
  char *end = *words == '[' ? strchr (words, ']') : NULL;
  g_autofree char *name = end ? g_strndup (words + 1, end - words - 1) : NULL;

  if (*words != '[')
    return words;
  if (!name || !is_name (name) || strlen (name) > 40 || g_str_has_prefix (name, "sign-"))
    {
      fault (self, "the name of a signature field stands in brackets, of small letters, digits and hyphens: [authority-seal]");
      return words;
    }
  for (guint i = 0; i < self->template->lines->len; i++)
    if (g_strcmp0 (((HechaTemplateLine *) self->template->lines->pdata[i])->field, name) == 0)
      fault (self, "there is a signature field “%s” already", name);
  *field = g_steal_pointer (&name);
  return g_strstrip (end + 1);
}

static void
parse_sign (Parser     *self,
            const char *arguments)
{
  g_auto(GStrv) places = split_cells (arguments);

  self->columns = 0;
  for (guint i = 0; places[i]; i++)
    {
      g_auto(GStrv) sides = g_strsplit (places[i], "=", 2);
      g_autofree char *field = NULL;
      char *words = sides[0] ? parse_field (self, g_strstrip (sides[0]), &field) : NULL;
      HechaTemplateLine *line;

      if (!words || !*words)
        {
          fault (self, "a place to sign needs words, as in :sign Approved by");
          continue;
        }
      line = add_line (self, HECHA_LINE_PART, HECHA_PAPER_PLACE, 0, words);
      line->field = g_steal_pointer (&field);
      if (sides[1])
        {
          line->cells = g_strdupv ((char *[]) { g_strstrip (sides[1]), NULL });
          check_text (self, line->cells[0]);
        }
    }
}

static void
parse_write (Parser     *self,
             const char *arguments)
{
  add_part (self, HECHA_PAPER_PLACE, 1, arguments);
}

static void
parse_page (Parser     *self,
            const char *arguments)
{
  if (*arguments)
    fault (self, ":page stands alone");
  add_part (self, HECHA_PAPER_PAGE_BREAK, 0, NULL);
}

static void
parse_space (Parser     *self,
             const char *arguments)
{
  guint64 height = 0;

  if (!g_ascii_string_to_unsigned (arguments, 10, 1, 200, &height, NULL))
    fault (self, ":space needs a height of 1 to 200 millimetres");
  add_part (self, HECHA_PAPER_SPACE, (int) height, NULL);
}

static void
parse_command (Parser *self,
               char   *text)
{
  static const struct
  {
    const char *name;
    void      (*parse) (Parser *self, const char *arguments);
  } commands[] = {
    { "table", parse_table }, { "facts", parse_facts }, { "each", parse_each }, { "if", parse_if },
    { "else", parse_else }, { "end", parse_end }, { "sign", parse_sign }, { "write", parse_write },
    { "page", parse_page }, { "space", parse_space },
  };
  gsize length = strcspn (text, " \t");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strlen (commands[i].name) == length && strncmp (commands[i].name, text, length) == 0)
      {
        commands[i].parse (self, g_strstrip (text + length));
        return;
      }
  fault (self, "there is no command “:%.*s”", (int) MIN (length, 40), text);
}

static void
parse_body_line (Parser *self,
                 char   *text)
{
  static const struct
  {
    const char     *sign;
    HechaPaperKind  part;
    int             level;
  } signs[] = {
    { "### ", HECHA_PAPER_HEADING, 3 }, { "## ", HECHA_PAPER_HEADING, 2 }, { "# ", HECHA_PAPER_HEADING, 1 },
    { "- ", HECHA_PAPER_LIST, 0 }, { "> ", HECHA_PAPER_NOTE, 0 }, { "! ", HECHA_PAPER_STRONG, 0 },
    { "^ ", HECHA_PAPER_CENTRED, 0 }, { "\\", HECHA_PAPER_TEXT, 0 },
  };

  if (*text == ':')
    {
      parse_command (self, text + 1);
      return;
    }
  if (*text == '|')
    {
      parse_row (self, text + 1);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i].sign))
      {
        add_part (self, signs[i].part, signs[i].level, g_strstrip (text + strlen (signs[i].sign)));
        return;
      }
  add_part (self, HECHA_PAPER_TEXT, 0, text);
}

static void
parse_key (Parser *self,
           char   *text)
{
  char *colon = strchr (text, ':');

  if (!colon)
    {
      fault (self, "the top of a template is made of lines such as “title: …”, up to an empty line");
      return;
    }
  *colon = '\0';
  g_strstrip (text);
  g_strstrip (colon + 1);
  if (!g_strv_contains (keys, text))
    fault (self, "“%.40s” is none of title, for, letterhead, number, subject, footer, strip", text);
  else if (g_hash_table_contains (self->template->keys, text))
    fault (self, "“%s” is there already", text);
  else if (strcmp (text, "for") == 0 && !g_strv_contains (uses, colon + 1))
    fault (self, "“%.40s” is none of evaluation, inspection, visit, filing", colon + 1);
  else
    {
      check_text (self, colon + 1);
      g_hash_table_insert (self->template->keys, g_strdup (text), g_strdup (colon + 1));
    }
}

static gboolean
line_is_sound (Parser     *self,
               const char *text,
               gsize       length)
{
  const char *wrong;

  if (length > MAX_LINE)
    fault (self, "the line has more than %d bytes", MAX_LINE);
  else if (!g_utf8_validate (text, length, &wrong))
    fault (self, "byte %u of the line is not UTF-8", (guint) (wrong - text + 1));
  else
    {
      for (gsize i = 0; i < length; i++)
        if ((guchar) text[i] < ' ' && text[i] != '\t' && !(text[i] == '\r' && i + 1 == length))
          {
            fault (self, "byte %u of the line is a control character", (guint) i + 1);
            return FALSE;
          }
      return TRUE;
    }
  return FALSE;
}

static void
parse_lines (Parser     *self,
             const char *text,
             gsize       length)
{
  gboolean top = TRUE;

  for (const char *end = text + length; text < end && self->faults->len < MAX_FAULTS; )
    {
      const char *stop = memchr (text, '\n', end - text);
      gsize n = (stop ? stop : end) - text;
      g_autofree char *line = NULL;

      if (++self->number > MAX_LINES)
        {
          fault (self, "a template has up to %d lines", MAX_LINES);
          return;
        }
      line = line_is_sound (self, text, n) ? g_strstrip (g_strndup (text, n)) : NULL;
      text += n + (stop != NULL);
      if (!line || g_str_has_prefix (line, "//"))
        continue;
      if (top && *line)
        parse_key (self, line);
      else if (*line)
        parse_body_line (self, line);
      top = top && *line;
    }
}

static HechaDocumentTemplate *
parse (const char        *text,
       gsize              length,
       const char        *name,
       const char *const *vocabulary,
       GPtrArray         *faults)
{
  HechaDocumentTemplate *self = g_new0 (HechaDocumentTemplate, 1);
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  Parser parser = { self, vocabulary, faults, open };

  self->name = g_strdup (name);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  if (length > HECHA_DOCUMENT_TEMPLATE_LARGEST)
    {
      fault (&parser, "a template has up to %d bytes", HECHA_DOCUMENT_TEMPLATE_LARGEST);
      return self;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  parse_lines (&parser, text, length);
  parser.number = MAX (parser.number, 1);
  if (!hecha_document_template_get (self, "title"))
    fault (&parser, "the template has no title");
  if (!hecha_document_template_get (self, "for"))
    fault (&parser, "the template does not say what it is for");
  if (open->len)
    {
      parser.number = ((HechaTemplateLine *) self->lines->pdata[g_array_index (open, guint, open->len - 1)])->number;
      fault (&parser, "what begins here is never ended with :end");
    }
  return self;
}

/**
 * hecha_document_template_parse:
 * @text: (array length=length): the file; hostile
 * @name: of the file, for messages
 * @vocabulary: (array zero-terminated=1): every field that can be filled,
 *   such as “enterprise.name”, or “team[].name” where there are several
 *
 * Reads a template. Pure.
 *
 * Returns: (transfer full) (nullable): the template; %HECHA_ERROR_INVALID names
 *   file and line of the first fault
 */
HechaDocumentTemplate *
hecha_document_template_parse (const char         *text,
                               gsize               length,
                               const char         *name,
                               const char *const  *vocabulary,
                               GError            **error)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HechaDocumentTemplate) self = NULL;

  g_return_val_if_fail (text || length == 0, NULL);
  g_return_val_if_fail (name && vocabulary, NULL);
  self = parse (text, length, name, vocabulary, faults);
  if (faults->len == 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, faults->pdata[0]);
  return NULL;
}

/**
 * hecha_document_template_check:
 *
 * Returns: (transfer full) (element-type utf8): every fault of a template, up
 *   to 50, each with file and line; none where hecha_document_template_parse()
 *   takes it
 */
GPtrArray *
hecha_document_template_check (const char        *text,
                               gsize              length,
                               const char        *name,
                               const char *const *vocabulary)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HechaDocumentTemplate) self = parse (text, length, name, vocabulary, faults);

  return faults;
}

/**
 * hecha_document_template_get:
 * @key: title, for, letterhead, number, subject, footer or strip
 *
 * Returns: (transfer none) (nullable): what the top of the template says, its
 *   fields not filled
 */
const char *
hecha_document_template_get (const HechaDocumentTemplate *self,
                             const char                  *key)
{
  return g_hash_table_lookup (self->keys, key);
}

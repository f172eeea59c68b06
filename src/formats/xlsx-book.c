/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx-book.h"

#include "error.h"

#include <string.h>

#define MAX_SHEETS     1024
#define MAX_STYLES     65536
#define MAX_TEXTS      (16 * 1000 * 1000)
#define MAX_TEXTS_SIZE (256 * 1024 * 1024)

#define WORKBOOK_TYPE "/officeDocument"

const char *const hecha_xlsx_spaces[] = {
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  "http://purl.oclc.org/ooxml/spreadsheetml/main",
  NULL
};

static const char *const relationship_spaces[] = {
  "http://schemas.openxmlformats.org/package/2006/relationships",
  NULL
};

struct _HechaXlsxBook
{
  HechaZipPackage *package;
  GArray          *sheets;          /* HechaXlsxSheet */
  gboolean         date1904;
  GHashTable      *formats;         /* number format → HechaNumberStyle */
  GByteArray      *styles;          /* of each cell format */
  gboolean         in_cell_formats;
  GString         *texts;           /* shared strings, each ending with a NUL */
  GArray          *starts;          /* guint32: of each in texts */
  gboolean         in_item;
  guint            phonetic;        /* depth inside rPh */
  gboolean         in_text;
};

/* Relationships */

typedef struct
{
  char *id;
  char *type;
  char *part;
} Relationship;

typedef struct
{
  const char *base;
  GPtrArray  *list;
} Relationships;

static void
relationship_free (gpointer data)
{
  Relationship *relationship = data;

  g_free (relationship->id);
  g_free (relationship->type);
  g_free (relationship->part);
  g_free (relationship);
}

/* A target is relative to the folder of the part that names it, or absolute;
 * it is looked up among the parts of the zip and nowhere else. */
static char *
resolve_target (const char *base,
                const char *target)
{
  g_autoptr(GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  const char *slash = strrchr (base, '/');
  g_autofree char *decoded = g_uri_unescape_string (target, NULL);
  g_autofree char *joined = NULL;
  g_auto(GStrv) steps = NULL;

  if (!decoded)
    decoded = g_strdup (target);
  g_strdelimit (decoded, "\\", '/');
  if (*decoded == '/' || !slash)
    joined = g_strdup (decoded);
  else
    joined = g_strdup_printf ("%.*s/%s", (int) (slash - base), base, decoded);
  steps = g_strsplit (joined, "/", 64);
  for (guint i = 0; steps[i]; i++)
    if (g_str_equal (steps[i], ".."))
      g_ptr_array_set_size (path, path->len ? path->len - 1 : 0);
    else if (*steps[i] && !g_str_equal (steps[i], "."))
      g_ptr_array_add (path, g_strdup (steps[i]));
  g_ptr_array_add (path, NULL);
  return g_strjoinv ("/", (char **) path->pdata);
}

static gboolean
relationship_start (gpointer                  data,
                    const char               *name,
                    const HechaXmlAttribute  *attributes,
                    guint                     n,
                    GError                  **error)
{
  Relationships *relationships = data;
  g_autofree char *id = NULL, *type = NULL, *target = NULL, *mode = NULL;
  Relationship *relationship;

  if (strcmp (name, "Relationship") != 0 || relationships->list->len >= MAX_STYLES)
    return TRUE;
  id = hecha_xml_attribute (attributes, n, "Id");
  type = hecha_xml_attribute (attributes, n, "Type");
  target = hecha_xml_attribute (attributes, n, "Target");
  mode = hecha_xml_attribute (attributes, n, "TargetMode");
  if (!id || !type || !target || g_strcmp0 (mode, "External") == 0)
    return TRUE;
  relationship = g_new0 (Relationship, 1);
  relationship->part = resolve_target (relationships->base, target);
  relationship->id = g_steal_pointer (&id);
  relationship->type = g_steal_pointer (&type);
  g_ptr_array_add (relationships->list, relationship);
  return TRUE;
}

static GPtrArray *
read_relationships (HechaXlsxBook  *self,
                    const char     *base,
                    GError        **error)
{
  static const HechaXmlHandler handler = { relationship_spaces, relationship_start };
  const char *slash = strrchr (base, '/');
  const char *file = slash ? slash + 1 : base;
  g_autofree char *part = g_strdup_printf ("%.*s_rels/%s.rels", (int) (file - base), base, file);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (relationship_free);
  Relationships relationships = { base, list };

  if (!hecha_xml_part_parse (self->package, part, &handler, &relationships, error))
    return NULL;
  return g_steal_pointer (&list);
}

static const char *
find_part (GPtrArray  *relationships,
           const char *id,
           const char *type)
{
  for (guint i = 0; i < relationships->len; i++)
    {
      Relationship *relationship = relationships->pdata[i];

      if ((!id || g_str_equal (relationship->id, id)) && g_str_has_suffix (relationship->type, type))
        return relationship->part;
    }
  return NULL;
}

/* The workbook */

static char *
relationship_id (const HechaXmlAttribute *attributes,
                 guint                    n)
{
  for (guint i = 0; i < n; i++)
    if (attributes[i].prefixed && strcmp (attributes[i].name, "id") == 0)
      return g_strndup (attributes[i].value, attributes[i].length);
  return NULL;
}

static gboolean
is_true (const char *value)
{
  return value && (g_str_equal (value, "1") || g_str_equal (value, "true") || g_str_equal (value, "on"));
}

static gboolean
workbook_start (gpointer                  data,
                const char               *name,
                const HechaXmlAttribute  *attributes,
                guint                     n,
                GError                  **error)
{
  HechaXlsxBook *self = data;
  g_autofree char *date1904 = NULL, *state = NULL;
  HechaXlsxSheet sheet;

  if (strcmp (name, "workbookPr") == 0)
    {
      date1904 = hecha_xml_attribute (attributes, n, "date1904");
      self->date1904 = is_true (date1904);
    }
  if (strcmp (name, "sheet") != 0)
    return TRUE;
  if (self->sheets->len >= MAX_SHEETS)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than %d sheets", self->package->name, MAX_SHEETS);
      return FALSE;
    }
  state = hecha_xml_attribute (attributes, n, "state");
  sheet.name = hecha_xml_attribute (attributes, n, "name");
  sheet.hidden = state && !g_str_equal (state, "visible");
  sheet.part = relationship_id (attributes, n);
  g_array_append_val (self->sheets, sheet);
  return TRUE;
}

/* Turns the relationship of each sheet into its part; chart sheets and such go. */
static void
resolve_sheets (HechaXlsxBook *self,
                GPtrArray     *relationships)
{
  for (guint i = 0; i < self->sheets->len;)
    {
      HechaXlsxSheet *sheet = &g_array_index (self->sheets, HechaXlsxSheet, i);
      const char *part = sheet->part ? find_part (relationships, sheet->part, "/worksheet") : NULL;

      if (!part)
        {
          g_array_remove_index (self->sheets, i);
          continue;
        }
      g_free (sheet->part);
      sheet->part = g_strdup (part);
      if (!sheet->name)
        sheet->name = g_strdup_printf ("%u", i + 1);
      i++;
    }
}

/* Styles */

static gboolean
styles_start (gpointer                  data,
              const char               *name,
              const HechaXmlAttribute  *attributes,
              guint                     n,
              GError                  **error)
{
  HechaXlsxBook *self = data;
  gboolean is_format = strcmp (name, "numFmt") == 0;
  g_autofree char *id_text = NULL, *code = NULL;
  guint id;

  if (strcmp (name, "cellXfs") == 0)
    self->in_cell_formats = TRUE;
  if (!is_format && !(self->in_cell_formats && strcmp (name, "xf") == 0))
    return TRUE;
  id_text = hecha_xml_attribute (attributes, n, "numFmtId");
  id = id_text ? (guint) g_ascii_strtoull (id_text, NULL, 10) : 0;
  if (is_format)
    {
      code = hecha_xml_attribute (attributes, n, "formatCode");
      if (code && g_hash_table_size (self->formats) < MAX_STYLES)
        g_hash_table_insert (self->formats, GUINT_TO_POINTER (id), GUINT_TO_POINTER (hecha_xlsx_custom_style (code)));
      return TRUE;
    }
  if (self->styles->len < MAX_STYLES)
    {
      gpointer custom;
      guint8 style = hecha_xlsx_builtin_style (id);

      if (g_hash_table_lookup_extended (self->formats, GUINT_TO_POINTER (id), NULL, &custom))
        style = GPOINTER_TO_UINT (custom);
      g_byte_array_append (self->styles, &style, 1);
    }
  return TRUE;
}

static gboolean
styles_end (gpointer     data,
            const char  *name,
            GError     **error)
{
  HechaXlsxBook *self = data;

  if (strcmp (name, "cellXfs") == 0)
    self->in_cell_formats = FALSE;
  return TRUE;
}

/* Shared strings */

static gboolean
strings_start (gpointer                  data,
               const char               *name,
               const HechaXmlAttribute  *attributes,
               guint                     n,
               GError                  **error)
{
  HechaXlsxBook *self = data;
  guint32 start = self->texts->len;

  if (strcmp (name, "si") == 0 && !self->in_item)
    {
      self->in_item = TRUE;
      g_array_append_val (self->starts, start);
    }
  else if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  else if (strcmp (name, "t") == 0)
    self->in_text = self->phonetic == 0 && self->in_item;
  return TRUE;
}

static gboolean
strings_end (gpointer     data,
             const char  *name,
             GError     **error)
{
  HechaXlsxBook *self = data;

  if (strcmp (name, "t") == 0)
    self->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    self->phonetic--;
  else if (strcmp (name, "si") == 0 && self->in_item)
    {
      self->in_item = FALSE;
      hecha_xlsx_unescape (self->texts, g_array_index (self->starts, guint32, self->starts->len - 1));
      g_string_append_c (self->texts, '\0');
    }
  if (self->texts->len <= MAX_TEXTS_SIZE && self->starts->len <= MAX_TEXTS)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than 16 million or 256 MiB of shared texts",
               self->package->name);
  return FALSE;
}

static void
strings_text (gpointer    data,
              const char *text,
              gsize       length)
{
  HechaXlsxBook *self = data;

  if (self->in_text)
    g_string_append_len (self->texts, text, length);
}

/* Opening */

static gboolean
parse_optional (HechaXlsxBook          *self,
                const char             *part,
                const HechaXmlHandler  *handler,
                GError                **error)
{
  g_autoptr(GError) failure = NULL;

  if (!part || hecha_xml_part_parse (self->package, part, handler, self, &failure)
      || g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static const char *
other_kind (HechaXlsxBook *self)
{
  g_autoptr(HechaZipPart) mimetype = hecha_zip_part_open (self->package, "mimetype", NULL);

  return mimetype ? "an OpenDocument file, not an Excel workbook; save it as .xlsx"
                  : "a zip file without an Excel workbook inside";
}

static char *
find_workbook (HechaXlsxBook  *self,
               GError        **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(GPtrArray) relationships = read_relationships (self, "", &failure);
  const char *part = relationships ? find_part (relationships, NULL, WORKBOOK_TYPE) : NULL;
  const char *rule = NULL;

  if (failure && !g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!part)
    rule = other_kind (self);
  else if (g_str_has_suffix (part, ".bin"))
    rule = "a binary Excel workbook (.xlsb); save it as .xlsx";
  else if (!strstr (part, "workbook") && g_str_has_suffix (part, "document.xml"))
    rule = "a Word document, not an Excel workbook";
  if (!rule)
    return g_strdup (part);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s: %s", self->package->name, rule);
  return NULL;
}

static gboolean
read_book (HechaXlsxBook  *self,
           GError        **error)
{
  static const HechaXmlHandler workbook = { hecha_xlsx_spaces, workbook_start };
  static const HechaXmlHandler styles = { hecha_xlsx_spaces, styles_start, styles_end };
  static const HechaXmlHandler strings = { hecha_xlsx_spaces, strings_start, strings_end, strings_text };
  g_autofree char *part = find_workbook (self, error);
  g_autoptr(GPtrArray) relationships = NULL;

  if (!part || !hecha_xml_part_parse (self->package, part, &workbook, self, error))
    return FALSE;
  relationships = read_relationships (self, part, error);
  if (!relationships)
    return FALSE;
  resolve_sheets (self, relationships);
  if (!self->sheets->len)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: the workbook has no sheet", self->package->name);
      return FALSE;
    }
  return parse_optional (self, find_part (relationships, NULL, "/styles"), &styles, error)
         && parse_optional (self, find_part (relationships, NULL, "/sharedStrings"), &strings, error);
}

static void
clear_sheet (gpointer data)
{
  HechaXlsxSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
}

/**
 * hecha_xlsx_book_open:
 * @package: (transfer none): must outlive the book
 *
 * Returns: (transfer full) (nullable): the workbook, its sheets not yet read;
 *   %HECHA_ERROR_UNSUPPORTED for another kind of zip, errors of
 *   hecha_xml_part_parse()
 */
HechaXlsxBook *
hecha_xlsx_book_open (HechaZipPackage  *package,
                      GError          **error)
{
  g_autoptr(HechaXlsxBook) self = g_new0 (HechaXlsxBook, 1);

  self->package = package;
  self->sheets = g_array_new (FALSE, TRUE, sizeof (HechaXlsxSheet));
  g_array_set_clear_func (self->sheets, clear_sheet);
  self->formats = g_hash_table_new (NULL, NULL);
  self->styles = g_byte_array_new ();
  self->texts = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  return read_book (self, error) ? g_steal_pointer (&self) : NULL;
}

void
hecha_xlsx_book_free (HechaXlsxBook *self)
{
  g_array_unref (self->sheets);
  g_hash_table_unref (self->formats);
  g_byte_array_unref (self->styles);
  g_string_free (self->texts, TRUE);
  g_array_unref (self->starts);
  g_free (self);
}

guint
hecha_xlsx_book_n_sheets (HechaXlsxBook *self)
{
  return self->sheets->len;
}

/**
 * hecha_xlsx_book_sheet:
 *
 * Returns: (transfer none): the sheet at @index
 */
const HechaXlsxSheet *
hecha_xlsx_book_sheet (HechaXlsxBook *self,
                       guint          index)
{
  g_return_val_if_fail (index < self->sheets->len, NULL);

  return &g_array_index (self->sheets, HechaXlsxSheet, index);
}

gboolean
hecha_xlsx_book_date1904 (HechaXlsxBook *self)
{
  return self->date1904;
}

/**
 * hecha_xlsx_book_style:
 * @index: of a cell format, from the file
 *
 * Returns: what numbers of this cell format are
 */
HechaNumberStyle
hecha_xlsx_book_style (HechaXlsxBook *self,
                       guint          index)
{
  return index < self->styles->len ? self->styles->data[index] : HECHA_NUMBER_PLAIN;
}

/**
 * hecha_xlsx_book_string:
 * @index: of a shared string, from the file
 * @length: (out): its bytes
 *
 * Returns: (transfer none) (nullable): the text, or %NULL where there is none
 */
const char *
hecha_xlsx_book_string (HechaXlsxBook *self,
                        guint64        index,
                        guint32       *length)
{
  guint32 start, end;

  if (index >= self->starts->len)
    return NULL;
  start = g_array_index (self->starts, guint32, index);
  end = index + 1 < self->starts->len ? g_array_index (self->starts, guint32, index + 1) : (guint32) self->texts->len;
  *length = end - start - 1;
  return self->texts->str + start;
}

/**
 * hecha_xlsx_unescape:
 * @text: changed from @from on
 *
 * Replaces `_x000D_` and such by the character they stand for (ST_Xstring,
 * ISO/IEC 29500-1, 22.9.2.19); one that cannot stand in a text goes.
 */
void
hecha_xlsx_unescape (GString *text,
                     gsize    from)
{
  char *in = strstr (text->str + from, "_x"), *out = in;

  if (!in)
    return;
  while (*in)
    {
      gunichar c = 0;
      guint digits = 0;

      if (in[0] == '_' && in[1] == 'x')
        for (; digits < 4 && g_ascii_isxdigit (in[2 + digits]); digits++)
          c = c << 4 | g_ascii_xdigit_value (in[2 + digits]);
      if (digits != 4 || in[6] != '_')
        {
          *out++ = *in++;
          continue;
        }
      in += 7;
      if (c && g_unichar_validate (c))
        out += g_unichar_to_utf8 (c, out);
    }
  g_string_truncate (text, out - text->str);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include "digest.h"
#include "error.h"
#include "table-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _HechaTable
{
  HechaTableKind          kind;
  HechaTableSource        source;
  const HechaTableReader *reader;
  gpointer                data;
  gboolean                selected;
};

/* Opening */

static gboolean
open_file (HechaTableSource  *source,
           const char        *path,
           GError           **error)
{
  struct stat info;

  /* A pipe with this name must not hang the program. */
  source->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (source->fd < 0 || fstat (source->fd, &info) < 0)
    {
      g_set_error (error, HECHA_ERROR, errno == ENOENT ? HECHA_ERROR_NOT_FOUND : HECHA_ERROR_IO,
                   "%s: cannot be opened: %s", source->name, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: not a file", source->name);
      return FALSE;
    }
  source->size = info.st_size;
  return TRUE;
}

/* An old workbook and an encrypted new one are both OLE containers; the latter
 * has a stream of this name ([MS-OFFCRYPTO] 2.3.4.4). */
static gboolean
has_encrypted_package (int fd)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  const gsize overlap = sizeof name, size = 1024 * 1024;
  g_autofree char *block = g_malloc (size);
  gssize n;

  for (off_t offset = 0; (n = pread (fd, block, size, offset)) > 0; offset += n - overlap)
    {
      if (memmem (block, n, name, sizeof name))
        return TRUE;
      if ((gsize) n < size)
        break;
    }
  return FALSE;
}

static const char *
refused_content (const char *head,
                 int         fd)
{
  if (memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return has_encrypted_package (fd)
      ? "the workbook is encrypted with a password; save it without one"
      : "an old Excel workbook (.xls); save it as .xlsx";
  if (memcmp (head, "%PDF-", 5) == 0)
    return "a PDF document, not a spreadsheet";
  while (strchr (" \t\r\n", *head) && *head)
    head++;
  if (*head == '<')
    return "a web page or XML file, whatever its name says; open it in a spreadsheet program and save it as .xlsx";
  return NULL;
}

static gboolean
detect (HechaTable  *self,
        GError     **error)
{
  static const HechaTableReader *const readers[] = {
    [HECHA_TABLE_CSV] = &hecha_csv_reader,
    [HECHA_TABLE_XLSX] = &hecha_xlsx_reader,
    [HECHA_TABLE_JSON] = &hecha_rows_json_reader,
  };
  char head[65] = { 0 };
  const char *text = head, *refused;
  gssize n = pread (self->source.fd, head, sizeof head - 1, 0);

  if (n <= 0)
    {
      g_set_error (error, HECHA_ERROR, n < 0 ? HECHA_ERROR_IO : HECHA_ERROR_INVALID, "%s: %s", self->source.name,
                   n < 0 ? g_strerror (errno) : "the file is empty");
      return FALSE;
    }
  text += memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  refused = refused_content (text, self->source.fd);
  if (refused)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s: %s", self->source.name, refused);
      return FALSE;
    }
  self->kind = memcmp (text, "PK\3\4", 4) == 0 ? HECHA_TABLE_XLSX
               : memchr ("[{", text[strspn (text, " \t\r\n")], 2) ? HECHA_TABLE_JSON : HECHA_TABLE_CSV;
  self->reader = readers[self->kind];
  return TRUE;
}

/**
 * hecha_table_open:
 * @path: a .csv, .xlsx or .json; the kind is told by the content
 * @cancellable: (nullable): stops this and every later call on the table
 *
 * Returns: (transfer full) (nullable): the table, no sheet selected;
 *   %HECHA_ERROR_NOT_FOUND, %HECHA_ERROR_IO; %HECHA_ERROR_UNSUPPORTED for an
 *   old .xls, an encrypted workbook and other kinds; %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_INVALID
 */
HechaTable *
hecha_table_open (const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(HechaTable) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (HechaTable, 1);
  self->source.name = g_path_get_basename (path);
  self->source.fd = -1;
  self->source.cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->source.sheets = g_array_new (FALSE, TRUE, sizeof (HechaSheet));
  if (!open_file (&self->source, path, error) || !detect (self, error))
    return NULL;
  self->data = self->reader->open (&self->source, error);
  return self->data ? g_steal_pointer (&self) : NULL;
}

void
hecha_table_free (HechaTable *self)
{
  if (self->data)
    self->reader->free (self->data);
  for (guint i = 0; i < self->source.sheets->len; i++)
    g_free (g_array_index (self->source.sheets, HechaSheet, i).name);
  g_array_unref (self->source.sheets);
  g_clear_object (&self->source.cancellable);
  g_free (self->source.name);
  if (self->source.fd >= 0)
    close (self->source.fd);
  g_free (self);
}

/**
 * hecha_table_digest:
 * @path: as for hecha_table_open()
 *
 * Reads the whole file once.
 *
 * Returns: (transfer full) (nullable): its SHA-256 in lower-case hex;
 *   %HECHA_ERROR_NOT_FOUND, %HECHA_ERROR_INVALID for what is no file, %HECHA_ERROR_IO
 */
char *
hecha_table_digest (const char  *path,
                    GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  HechaTableSource source = { .name = name, .fd = -1 };
  g_autoptr(GError) failure = NULL;
  g_autoptr(GMappedFile) file = NULL;
  gboolean opened = open_file (&source, path, error);

  if (opened)
    file = g_mapped_file_new_from_fd (source.fd, FALSE, &failure);
  if (source.fd >= 0)
    close (source.fd);
  if (file)
    return hecha_sha256_hex (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  if (opened)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", name, failure->message);
  return NULL;
}

/* For the kinds of file */

/**
 * hecha_table_source_add_sheet:
 * @name: UTF-8
 */
void
hecha_table_source_add_sheet (HechaTableSource *source,
                              const char       *name,
                              gboolean          hidden)
{
  HechaSheet sheet = { g_strdup (name), hidden };

  g_array_append_val (source->sheets, sheet);
}

/* Reading */

HechaTableKind
hecha_table_kind (HechaTable *self)
{
  return self->kind;
}

/**
 * hecha_table_name:
 *
 * Returns: (transfer none): the file's name without its folder
 */
const char *
hecha_table_name (HechaTable *self)
{
  return self->source.name;
}

guint
hecha_table_n_sheets (HechaTable *self)
{
  return self->source.sheets->len;
}

/**
 * hecha_table_sheet_name:
 *
 * Returns: (transfer none): the sheet's name; empty for csv and JSON
 */
const char *
hecha_table_sheet_name (HechaTable *self,
                        guint       sheet)
{
  g_return_val_if_fail (sheet < self->source.sheets->len, NULL);

  return g_array_index (self->source.sheets, HechaSheet, sheet).name;
}

/**
 * hecha_table_sheet_hidden:
 *
 * Returns: whether the spreadsheet program does not show the sheet
 */
gboolean
hecha_table_sheet_hidden (HechaTable *self,
                          guint       sheet)
{
  g_return_val_if_fail (sheet < self->source.sheets->len, FALSE);

  return g_array_index (self->source.sheets, HechaSheet, sheet).hidden;
}

/**
 * hecha_table_select:
 *
 * Goes to the first row of @sheet, also after rows of it were read.
 *
 * Returns: %FALSE with an error as of hecha_table_open()
 */
gboolean
hecha_table_select (HechaTable  *self,
                    guint        sheet,
                    GError     **error)
{
  g_return_val_if_fail (sheet < self->source.sheets->len, FALSE);

  self->selected = self->reader->select (self->data, sheet, error);
  return self->selected;
}

/**
 * hecha_table_next:
 * @row: (out caller-allocates): the next row, perhaps without cells; rows that
 *   the file leaves out are not read, @row's number tells
 *
 * Returns: %FALSE at the end, with @error unset, or on failure with
 *   %HECHA_ERROR_DAMAGED, %HECHA_ERROR_INVALID or %HECHA_ERROR_TOO_LARGE, naming
 *   file, row and byte or column, or %G_IO_ERROR_CANCELLED
 */
gboolean
hecha_table_next (HechaTable  *self,
                  HechaRow    *row,
                  GError     **error)
{
  g_return_val_if_fail (self->selected, FALSE);

  return self->reader->next (self->data, row, error);
}

/**
 * hecha_table_progress:
 *
 * Returns: the part of the sheet's bytes that has been read, 0 to 1
 */
double
hecha_table_progress (HechaTable *self)
{
  return CLAMP (self->reader->progress (self->data), 0, 1);
}

/**
 * hecha_column_letters:
 * @column: from 0, below %HECHA_TABLE_MAX_COLUMNS
 * @out: (out caller-allocates): "A" … "XFD"
 */
void
hecha_column_letters (guint column,
                      char  out[4])
{
  guint n = column < 26 ? 1 : column < 702 ? 2 : 3;

  g_return_if_fail (column < HECHA_TABLE_MAX_COLUMNS);

  out[n] = '\0';
  for (column++; column; column = (column - 1) / 26)
    out[--n] = 'A' + (column - 1) % 26;
}

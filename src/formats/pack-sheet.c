/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-sheet.h"

#include "error.h"
#include "pack-columns.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define MAX_TEXT 32767   /* UTF-16 units that a cell holds */

typedef struct
{
  lxw_workbook *book;
  lxw_format   *head;
  lxw_format   *text;
  HechaLanguage language;
  lxw_worksheet *sheet;
  guint         row;
} Writer;

/* What the row of a step needs to know besides the step. */
typedef struct
{
  const HechaItem *item;
  guint            number;
} Place;

static void
begin_sheet (Writer         *writer,
             HechaPackSheet  which)
{
  const HechaPackSheetForm *form = &hecha_pack_sheets[which];

  writer->sheet = workbook_add_worksheet (writer->book, hecha_text_get (&form->name, writer->language));
  writer->row = 0;
  for (guint i = 0; i < form->n_columns; i++)
    {
      worksheet_set_column (writer->sheet, i, i, form->columns[i].width, NULL);
      worksheet_write_string (writer->sheet, 0, i, hecha_text_get (&form->columns[i].header, writer->language),
                              writer->head);
    }
  worksheet_freeze_panes (writer->sheet, 1, 1);
}

static char *
cell_text (const HechaPackColumn *column,
           gconstpointer          record,
           const Place           *place)
{
  gconstpointer member = G_STRUCT_MEMBER_P (record, column->offset);

  switch (column->cell)
    {
    case HECHA_PACK_CELL_PLAIN:
      return g_strdup (*(char *const *) member);
    case HECHA_PACK_CELL_ZH:
      return g_strdup (((const HechaText *) member)->zh);
    case HECHA_PACK_CELL_EN:
      return g_strdup (((const HechaText *) member)->en);
    case HECHA_PACK_CELL_NUMBER:
      return g_strdup_printf ("%d", *(const int *) member);
    case HECHA_PACK_CELL_YES:
      return *(const gboolean *) member ? g_strdup ("yes") : NULL;
    case HECHA_PACK_CELL_KINDS:
      return *(const GStrv *) member ? g_strjoinv (" ", *(const GStrv *) member) : NULL;
    case HECHA_PACK_CELL_METHOD:
      return g_strdup (hecha_nick_text (hecha_method_nicks, *(const HechaMethod *) member));
    case HECHA_PACK_CELL_ITEM:
      return g_strdup (place->item->id);
    case HECHA_PACK_CELL_PLACE:
      return g_strdup_printf ("%u", place->number);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* A spreadsheet that could not be read again as it was is not written. */
static gboolean
fits (const char  *text,
      const char  *header,
      GError     **error)
{
  glong units = 0;
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16 (text, -1, NULL, &units, NULL);

  if (!utf16 || units > MAX_TEXT)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "“%.40s…” (%s) is longer than a cell holds", text, header);
      return FALSE;
    }
  for (const char *p = text; *p; p++)
    if (g_ascii_iscntrl (*p) && *p != '\n' && *p != '\t')
      {
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "“%.40s…” (%s) holds a control character", text, header);
        return FALSE;
      }
  return TRUE;
}

/* What looks like the escape of a character, such as _x000D_, is itself escaped (ECMA-376, 22.4.2.4). */
static char *
escape (const char *text)
{
  g_autoptr(GRegex) escapes = NULL;

  if (!strstr (text, "_x"))
    return g_strdup (text);
  escapes = g_regex_new ("_(?=x[0-9A-Fa-f]{4}_)", 0, 0, NULL);
  return g_regex_replace_literal (escapes, text, -1, 0, "_x005F_", 0, NULL);
}

/* Always as text, never as a formula. */
static gboolean
write_row (Writer          *writer,
           HechaPackSheet   which,
           gconstpointer    record,
           const Place     *place,
           GError         **error)
{
  const HechaPackSheetForm *form = &hecha_pack_sheets[which];

  writer->row++;
  for (guint i = 0; i < form->n_columns; i++)
    {
      g_autofree char *text = cell_text (&form->columns[i], record, place), *escaped = NULL;

      if (!text || !*text)
        continue;
      if (!fits (text, hecha_text_get (&form->columns[i].header, writer->language), error))
        return FALSE;
      escaped = escape (text);
      worksheet_write_string (writer->sheet, writer->row, i, escaped, writer->text);
    }
  return TRUE;
}

static gboolean
write_steps (Writer           *writer,
             const HechaItem  *item,
             GError          **error)
{
  for (guint i = 0; i < item->steps->len; i++)
    {
      const Place place = { item, i + 1 };

      if (!write_row (writer, HECHA_PACK_SHEET_STEPS, item->steps->pdata[i], &place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_sheets (Writer           *writer,
              const HechaPack  *pack,
              const char       *type,
              GError          **error)
{
  const HechaPackFacts facts = { pack->id, pack->version, pack->title, (char *) type };

  begin_sheet (writer, HECHA_PACK_SHEET_PACK);
  if (!write_row (writer, HECHA_PACK_SHEET_PACK, &facts, NULL, error))
    return FALSE;
  begin_sheet (writer, HECHA_PACK_SHEET_DOMAINS);
  for (guint i = 0; i < pack->groups->len; i++)
    if (!write_row (writer, HECHA_PACK_SHEET_DOMAINS, pack->groups->pdata[i], NULL, error))
      return FALSE;
  begin_sheet (writer, HECHA_PACK_SHEET_ITEMS);
  for (guint i = 0; i < pack->items->len; i++)
    if (!write_row (writer, HECHA_PACK_SHEET_ITEMS, pack->items->pdata[i], NULL, error))
      return FALSE;
  begin_sheet (writer, HECHA_PACK_SHEET_STEPS);
  for (guint i = 0; i < pack->items->len; i++)
    if (!write_steps (writer, pack->items->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_book (const HechaPack  *pack,
            const char       *type,
            const char       *path,
            HechaLanguage     language,
            GError          **error)
{
  Writer writer = { .book = workbook_new (path), .language = language };
  gboolean written;
  lxw_error failure;

  writer.head = workbook_add_format (writer.book);
  format_set_bold (writer.head);
  writer.text = workbook_add_format (writer.book);
  format_set_text_wrap (writer.text);
  format_set_align (writer.text, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format (writer.text, "@");
  written = write_sheets (&writer, pack, type, error);
  failure = workbook_close (writer.book);
  if (written && failure != LXW_NO_ERROR)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: cannot be written: %s", path, lxw_strerror (failure));
      return FALSE;
    }
  return written;
}

/**
 * hecha_pack_sheet_write:
 * @pack: a pack with its items
 * @type: (nullable): the enterprise type that it is for
 * @path: an .xlsx, replaced if it is there, never left half written
 * @language: of the names of sheets and columns; the words are in both
 *
 * Writes a pack as a spreadsheet that hecha_pack_sheet_read() reads again
 * without loss.
 *
 * Returns: %FALSE with %HECHA_ERROR_TOO_LARGE or %HECHA_ERROR_INVALID for a
 *   text that no cell can hold, or %HECHA_ERROR_IO
 */
gboolean
hecha_pack_sheet_write (const HechaPack  *pack,
                        const char       *type,
                        const char       *path,
                        HechaLanguage     language,
                        GError          **error)
{
  g_autofree char *temp = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  /* libxlsxwriter says on the terminal that it cannot create a file. */
  int fd = open (temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  gboolean done = fd >= 0 && close (fd) == 0;

  if (done && !write_book (pack, type, temp, language, error))
    {
      g_unlink (temp);
      return FALSE;
    }
  if (done && g_rename (temp, path) == 0)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: cannot be written: %s", path, g_strerror (errno));
  g_unlink (temp);
  return FALSE;
}

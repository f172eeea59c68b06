/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reconciliation-sheet.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define ROWS_A_SHEET 1000000   /* a sheet holds 1,048,576 */
#define MAX_TEXT     32000     /* characters; a cell holds 32,767 */

typedef struct
{
  lxw_workbook *book;
  lxw_format   *head;
  lxw_format   *wrap;
  HechaLanguage language;
} Writer;

typedef struct
{
  HechaText header;
  int       width;   /* characters */
} Column;

static const Column summary_columns[] = { { { "结果", "Outcome" }, 24 }, { { "行数", "Rows" }, 12 } };

static const Column issue_columns[] = {
  { { "文件", "File" }, 24 }, { { "工作表", "Sheet" }, 14 }, { { "行", "Row" }, 8 }, { { "列", "Column" }, 8 },
  { { "列标题", "Header" }, 22 }, { { "规则", "Rule" }, 28 }, { { "说明", "What is wrong" }, 70 },
};

static const Column row_columns[] = {
  { { "文件", "File" }, 24 }, { { "工作表", "Sheet" }, 14 }, { { "行", "Row" }, 8 }, { { "结果", "Outcome" }, 12 },
  { { "企业名称", "Enterprise" }, 36 }, { { "统一社会信用代码", "Unified social credit code" }, 24 },
};

static const HechaText outcomes[HECHA_N_OUTCOMES] = {
  [HECHA_OUTCOME_ACCEPTED] = { "已接收", "accepted" },
  [HECHA_OUTCOME_UNCHANGED] = { "未变化", "unchanged" },
  [HECHA_OUTCOME_REFUSED] = { "未接收", "refused" },
};

static lxw_worksheet *
add_sheet (Writer          *writer,
           const HechaText *name,
           guint            number,
           const Column    *columns,
           guint            n_columns)
{
  const char *base = hecha_text_get (name, writer->language);
  g_autofree char *title = number ? g_strdup_printf ("%s %u", base, number + 1) : g_strdup (base);
  lxw_worksheet *sheet = workbook_add_worksheet (writer->book, title);

  for (guint i = 0; i < n_columns; i++)
    {
      worksheet_set_column (sheet, i, i, columns[i].width, NULL);
      worksheet_write_string (sheet, 0, i, hecha_text_get (&columns[i].header, writer->language), writer->head);
    }
  worksheet_freeze_panes (sheet, 1, 0);
  return sheet;
}

/* Always as text, never as a formula; without what XML cannot hold. */
static void
put_text (lxw_worksheet *sheet,
          guint          row,
          guint          column,
          const char    *text,
          lxw_format    *format)
{
  g_autofree char *copy = NULL;

  if (!text || !*text)
    return;
  copy = g_utf8_make_valid (text, -1);
  for (char *p = copy; *p; p++)
    if (g_ascii_iscntrl (*p) && *p != '\n')
      *p = ' ';
  if (g_utf8_strlen (copy, -1) > MAX_TEXT)
    *g_utf8_offset_to_pointer (copy, MAX_TEXT) = '\0';
  worksheet_write_string (sheet, row, column, copy, format);
}

static void
put_summary (Writer                    *writer,
             const HechaReconciliation *list)
{
  static const HechaText name = { "汇总", "Summary" }, read = { "读取", "read" };
  lxw_worksheet *sheet = add_sheet (writer, &name, 0, summary_columns, G_N_ELEMENTS (summary_columns));

  put_text (sheet, 1, 0, hecha_text_get (&read, writer->language), NULL);
  worksheet_write_number (sheet, 1, 1, hecha_reconciliation_n_read (list), NULL);
  for (int i = 0; i < HECHA_N_OUTCOMES; i++)
    {
      put_text (sheet, i + 2, 0, hecha_text_get (&outcomes[i], writer->language), NULL);
      worksheet_write_number (sheet, i + 2, 1, list->counts[i], NULL);
    }
}

static void
put_issues (Writer          *writer,
            const HechaText *name,
            GPtrArray       *issues)
{
  lxw_worksheet *sheet = NULL;

  for (guint i = 0; i < MAX (issues->len, 1); i++)
    {
      const HechaRowIssue *issue = i < issues->len ? issues->pdata[i] : NULL;
      guint row = i % ROWS_A_SHEET + 1;

      if (row == 1)
        sheet = add_sheet (writer, name, i / ROWS_A_SHEET, issue_columns, G_N_ELEMENTS (issue_columns));
      if (!issue)
        return;
      put_text (sheet, row, 0, issue->file, NULL);
      put_text (sheet, row, 1, issue->sheet, NULL);
      worksheet_write_number (sheet, row, 2, issue->row, NULL);
      put_text (sheet, row, 3, issue->column, NULL);
      put_text (sheet, row, 4, issue->header, NULL);
      put_text (sheet, row, 5, issue->rule, NULL);
      put_text (sheet, row, 6, hecha_text_get (&issue->message, writer->language), writer->wrap);
    }
}

static void
put_rows (Writer                    *writer,
          const HechaReconciliation *list)
{
  static const HechaText name = { "逐行结果", "Rows" };
  lxw_worksheet *sheet = NULL;

  for (guint i = 0; i < list->rows->len; i++)
    {
      const HechaReconciledRow *entry = &g_array_index (list->rows, HechaReconciledRow, i);
      guint row = i % ROWS_A_SHEET + 1;

      if (row == 1)
        sheet = add_sheet (writer, &name, i / ROWS_A_SHEET, row_columns, G_N_ELEMENTS (row_columns));
      put_text (sheet, row, 0, entry->file, NULL);
      put_text (sheet, row, 1, entry->sheet, NULL);
      worksheet_write_number (sheet, row, 2, entry->row, NULL);
      put_text (sheet, row, 3, hecha_text_get (&outcomes[entry->outcome], writer->language), NULL);
      put_text (sheet, row, 4, entry->name, NULL);
      put_text (sheet, row, 5, entry->code, NULL);
    }
}

static lxw_error
write_book (const HechaReconciliation *list,
            const char                *path,
            HechaLanguage              language)
{
  static const HechaText refused = { "未接收", "Refused" }, warned = { "提示", "Warnings" };
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = (char *) g_get_tmp_dir () };
  Writer writer = { .book = workbook_new_opt (path, &options), .language = language };

  if (!writer.book)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  writer.head = workbook_add_format (writer.book);
  format_set_bold (writer.head);
  writer.wrap = workbook_add_format (writer.book);
  format_set_text_wrap (writer.wrap);
  put_summary (&writer, list);
  put_issues (&writer, &refused, list->refusals);
  put_issues (&writer, &warned, list->warnings);
  put_rows (&writer, list);
  return workbook_close (writer.book);
}

/**
 * hecha_reconciliation_sheet_write:
 * @list: the reconciliation list of an import
 * @path: an .xlsx, replaced if it is there, never left half written
 * @language: of headings and messages
 *
 * Writes sheets for the counts, the refusals, the warnings and every row. The
 * memory taken does not grow with the list.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_reconciliation_sheet_write (const HechaReconciliation  *list,
                                  const char                 *path,
                                  HechaLanguage               language,
                                  GError                    **error)
{
  g_autofree char *temp = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  /* libxlsxwriter says on the terminal that it cannot create a file. */
  int fd = open (temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  lxw_error failure = LXW_NO_ERROR;

  if (fd >= 0)
    {
      close (fd);
      failure = write_book (list, temp, language);
      if (failure == LXW_NO_ERROR && g_rename (temp, path) == 0)
        return TRUE;
    }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: cannot be written: %s", path,
               failure ? lxw_strerror (failure) : g_strerror (errno));
  g_unlink (temp);
  return FALSE;
}

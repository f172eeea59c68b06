/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table-text.h"

#include <archive.h>
#include <archive_entry.h>

/* A zip written by libarchive. */
static inline struct archive *
zip_begin (const char *path)
{
  struct archive *zip = archive_write_new ();

  archive_write_set_format_zip (zip);
  g_assert_cmpint (archive_write_open_filename (zip, path), ==, ARCHIVE_OK);
  return zip;
}

static inline void
zip_add (struct archive *zip,
         const char     *name,
         const void     *data,
         gsize           size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (zip, data, size), ==, (gssize) size);
  archive_entry_free (entry);
}

static inline void
zip_end (struct archive *zip)
{
  g_assert_cmpint (archive_write_close (zip), ==, ARCHIVE_OK);
  archive_write_free (zip);
}

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static const char *const plain_parts[] = {
  "_rels/.rels",
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='a' Type='" OFFICE "/officeDocument' Target='xl/workbook.xml'/></Relationships>",
  "xl/_rels/workbook.xml.rels",
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='r1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
  "<Relationship Id='r2' Type='" OFFICE "/worksheet' Target='/xl/worksheets/sheet2.xml'/>"
  "<Relationship Id='r3' Type='" OFFICE "/styles' Target='styles.xml'/>"
  "<Relationship Id='r4' Type='" OFFICE "/sharedStrings' Target='../xl/./sharedStrings.xml'/>"
  "<Relationship Id='r5' Type='" OFFICE "/chartsheet' Target='chart.xml'/></Relationships>",
  "xl/workbook.xml",
  "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><sheets><sheet name='一季度' sheetId='1' r:id='r1'/></sheets></workbook>",
  "xl/styles.xml",
  "<styleSheet xmlns='" MAIN "'><numFmts><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/></numFmts>"
  "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
  "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>",
  "xl/sharedStrings.xml",
  "<sst xmlns='" MAIN "'><si><t>名称</t></si>"
  "<si><r><rPr><b/></rPr><t>示例</t></r><r><t xml:space='preserve'> 甲 &amp; 乙</t></r>"
  "<rPh sb='0' eb='1'><t>ピンイン</t></rPh></si><si/><si><t>a_x000D_b_x005F_x41_x0000_</t></si></sst>",
  NULL
};

/* Writes a workbook of plain_parts, with the part @name replaced or, where
 * @text is NULL, left out; any number of such pairs, ending with NULL. */
static inline char *
write_workbook (const char *first,
                ...)
{
  g_autoptr(GHashTable) parts = g_hash_table_new (g_str_hash, g_str_equal);
  char *path = write_temp ("t.xlsx", "", 0);
  struct archive *zip = zip_begin (path);
  GHashTableIter iter;
  gpointer name, text;
  va_list args;

  for (gsize i = 0; plain_parts[i]; i += 2)
    g_hash_table_insert (parts, (gpointer) plain_parts[i], (gpointer) plain_parts[i + 1]);
  va_start (args, first);
  for (const char *part = first; part; part = va_arg (args, const char *))
    g_hash_table_insert (parts, (gpointer) part, va_arg (args, char *));
  va_end (args);
  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (text)
      zip_add (zip, name, text, strlen (text));
  zip_end (zip);
  return path;
}

/* The first sheet of the workbook at @path, which is removed. */
static inline char *
read_workbook (char    *path,
               GError **error)
{
  HechaTable *table = hecha_table_open (path, NULL, error);
  char *text = NULL;

  if (table && hecha_table_select (table, 0, error))
    text = rows_text (table, error);
  g_clear_pointer (&table, hecha_table_free);
  remove_temp (path);
  return text;
}

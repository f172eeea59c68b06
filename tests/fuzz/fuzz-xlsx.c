/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-table.h"

#include <archive.h>
#include <archive_entry.h>

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static const char *const parts[][2] = {
  { "xl/worksheets/sheet1.xml",
    "<worksheet xmlns='" MAIN "'><sheetData><row r='1'><c r='A1' s='1' t='s'><v>0</v></c></row></sheetData></worksheet>" },
  { "xl/sharedStrings.xml", "<sst xmlns='" MAIN "'><si><t>a</t></si></sst>" },
  { "xl/styles.xml", "<styleSheet xmlns='" MAIN "'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>" },
  { "xl/workbook.xml",
    "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><sheets><sheet name='s' r:id='r1'/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships xmlns='" PACKAGE "'><Relationship Id='r1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='r2' Type='" OFFICE "/styles' Target='styles.xml'/>"
    "<Relationship Id='r3' Type='" OFFICE "/sharedStrings' Target='sharedStrings.xml'/></Relationships>" },
  { "_rels/.rels",
    "<Relationships xmlns='" PACKAGE "'><Relationship Id='a' Type='" OFFICE "/officeDocument' Target='xl/workbook.xml'/>"
    "</Relationships>" },
};

static void
add (struct archive *zip,
     const char     *name,
     const void     *data,
     size_t          size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, size);
  archive_write_header (zip, entry);
  archive_write_data (zip, data, size);
  archive_entry_free (entry);
}

/* A workbook in which the input stands for one part: the digit in front says which. */
static void
fuzz_part (guint          index,
           const uint8_t *data,
           size_t         size)
{
  g_autofree char *buffer = g_malloc (size + 65536);
  struct archive *zip = archive_write_new ();
  size_t used = 0;

  archive_write_set_format_zip (zip);
  archive_write_zip_set_compression_store (zip);
  archive_write_open_memory (zip, buffer, size + 65536, &used);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (i == index)
      add (zip, parts[i][0], data, size);
    else
      add (zip, parts[i][0], parts[i][1], strlen (parts[i][1]));
  archive_write_close (zip);
  archive_write_free (zip);
  fuzz_table (buffer, used);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  if (size && g_ascii_isdigit (data[0]))
    fuzz_part ((data[0] - '0') % G_N_ELEMENTS (parts), data + 1, size - 1);
  else
    fuzz_table (data, size);
  return 0;
}

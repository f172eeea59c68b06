/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "zip-text.h"

#include <stdarg.h>
#include <xlsxwriter.h>

#define SHEET(data) "<worksheet xmlns='" MAIN "'><sheetData>" data "</sheetData></worksheet>"

typedef struct
{
  const char *name;
  const char *sheet;
  const char *rows;
} Good;

static const Good good[] = {
  { "shared", SHEET ("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>"),
    "1:名称|示例 甲 & 乙\n" },
  { "escapes", SHEET ("<row r='1'><c r='A1' t='s'><v>3</v></c>"
                      "<c r='B1' t='inlineStr'><is><t>_x4E2D__x12_x</t></is></c></row>"),
    "1:a\rb_x41|中_x12_x\n" },
  { "inline", SHEET ("<row r='2'><c r='B2' t='inlineStr'><is><t>示</t><rPh sb='0' eb='1'><t>shi</t></rPh></is></c>"
                     "<c r='D2' t='inlineStr'><is><r><t>甲</t></r><r><t>乙</t></r></is></c></row>"),
    "2:|示||甲乙\n" },
  { "no-names", SHEET ("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='5'><c><v>3</v></c></row><row><c><v>4</v></c></row>"),
    "1:1||2\n5:3\n6:4\n" },
  { "formula", SHEET ("<row r='1'><c r='A1' t='str'><f>A2&amp;\"x\"</f><v>合计</v></c><c r='B1'><f>1+1</f><v>2</v></c>"
                      "<c r='C1'><f>NOW()</f></c></row>"),
    "1:合计|2|{f}\n" },
  { "formula-of-nothing", SHEET ("<row r='1'><c r='A1' t='str'><f>\"\"</f><v></v></c><c r='B1'><f>1+1</f><v/></c>"
                                 "<c r='C1'><v/></c><c r='D1'><v>3</v></c></row>"),
    "1:|{f}||3\n" },
  { "booleans-errors", SHEET ("<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c>"
                              "<c r='C1' t='e'><v>#REF!</v></c></row>"),
    "1:TRUE|FALSE|#REF!{e}\n" },
  { "dates", SHEET ("<row r='1'><c r='A1' s='1'><v>46086</v></c><c r='B1' s='2'><v>46086.25</v></c>"
                    "<c r='C1'><v>46086</v></c><c r='D1' t='d'><v>2026-03-05T00:00:00</v></c>"
                    "<c r='E1' t='d'><v>2026-03-05T08:30:00</v></c><c r='F1' s='99'><v>1</v></c></row>"),
    "1:2026-03-05{d}|2026-03-05 06:00:00{d}|46086|2026-03-05{d}|2026-03-05 08:30:00{d}|1\n" },
  { "lossy", SHEET ("<row r='1'><c r='A1'><v>9.1440300192203802E+17</v></c></row>"), "1:914403001922038016{l}\n" },
  { "empty-sheet", "<worksheet xmlns='" MAIN "'><sheetData/></worksheet>", "" },
  { "empty-cells", SHEET ("<row r='1'><c r='A1' s='1'/><c r='B1' t='s'><v>2</v></c></row>"), "1:\n" },
  { "strict", "<worksheet xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'><sheetData><row r='1'>"
              "<c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>", "1:名称\n" },
  /* LibreOffice and some libraries give every element a prefix. */
  { "prefix", "<x:worksheet xmlns:x='" MAIN "'><x:sheetData><x:row r='1'><x:c r='A1' t='s'><x:v>0</x:v></x:c>"
              "<x:c r='B1' t='inlineStr'><x:is><x:t>b</x:t></x:is></x:c></x:row><x:row r='2'/></x:sheetData>"
              "<x:mergeCells><x:mergeCell ref=\"A1:A2\"/></x:mergeCells></x:worksheet>", "1:名称|b\n2:名称{s}\n" },
  { "foreign-elements", "<worksheet xmlns='" MAIN "' xmlns:f='urn:foreign'><f:row r='9'/><sheetData><row r='1'><f:c r='Z1'><v>5</v></f:c>"
                        "<c r='A1'><v>1</v><extLst><ext><f:v>7</f:v></ext></extLst></c></row></sheetData>"
                        "<extLst><f:sheetData><f:row r='1'/></f:sheetData></extLst></worksheet>", "1:1\n" },
  /* A header over two columns, a name over two rows, and a range of nothing. */
  { "merged", "<worksheet xmlns='" MAIN "'><sheetData>"
              "<row r='1'><c r='A1' t='inlineStr'><is><t>名称</t></is></c><c r='B1' t='inlineStr'><is><t>联系方式</t></is></c></row>"
              "<row r='2'><c r='B2' t='inlineStr'><is><t>姓名</t></is></c><c r='C2' t='inlineStr'><is><t>电话</t></is></c></row>"
              "<row r='3'><c r='A3' t='inlineStr'><is><t>甲</t></is></c><c r='B3'><v>1</v></c></row>"
              "<row r='4'><c r='B4'><v>2</v></c></row><row r='5'><c r='B5'><v>3</v></c></row></sheetData>"
              "<mergeCells count='4'><mergeCell ref='A3:A4'/><mergeCell ref='B1:C1'/><mergeCell ref='A1:A2'/>"
              "<mergeCell ref='E1:F5'/></mergeCells></worksheet>",
    "1:名称|联系方式|联系方式{s}\n2:名称{s}|姓名|电话\n3:甲|1\n4:甲{s}|2\n5:|3\n" },
  { "merge-in-text", SHEET ("<row r='1'><c r='A1' t='inlineStr'><is><t>mergeCell ref='A1:B1'></t></is></c></row>"),
    "1:mergeCell ref='A1:B1'>\n" },
};

static void
test_good (gconstpointer data)
{
  const Good *row = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_workbook (write_workbook ("xl/worksheets/sheet1.xml", row->sheet, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, row->rows);
}

typedef struct
{
  const char *name;
  const char *part;
  const char *text;
  int         code;
  const char *message;
} Bad;

#define IN_SHEET "xl/worksheets/sheet1.xml"

static const Bad bad[] = {
  { "row-order", IN_SHEET, SHEET ("<row r='3'/><row r='2'/>"), HECHA_ERROR_DAMAGED,
    "t.xlsx, sheet “一季度”, row 3: the rows that follow are not in rising order" },
  { "cell-order", IN_SHEET, SHEET ("<row r='1'><c r='B1'/><c r='B1'/></row>"), HECHA_ERROR_DAMAGED,
    "t.xlsx, sheet “一季度”, row 1: the cells are not in rising order" },
  { "rows", IN_SHEET, SHEET ("<row r='1048577'/>"), HECHA_ERROR_TOO_LARGE,
    "t.xlsx, sheet “一季度”, row 1048577: more rows than a sheet can have" },
  { "columns", IN_SHEET, SHEET ("<row r='1'><c r='XFE1'/></row>"), HECHA_ERROR_DAMAGED,
    "t.xlsx, sheet “一季度”, row 1: a cell's name is not one of a sheet's" },
  { "shared", IN_SHEET, SHEET ("<row r='7'><c r='A7' t='s'><v>4</v></c></row>"), HECHA_ERROR_DAMAGED,
    "t.xlsx, sheet “一季度”, row 7: a cell refers to a shared text that is not there" },
  { "not-well-formed", IN_SHEET, "<worksheet xmlns='" MAIN "'><sheetData><row>", HECHA_ERROR_DAMAGED,
    "t.xlsx, part xl/worksheets/sheet1.xml, line 1: not well-formed XML (*" },
  { "no-sheet-part", IN_SHEET, NULL, HECHA_ERROR_NOT_FOUND, "t.xlsx: no part xl/worksheets/sheet1.xml inside" },
  { "dtd", IN_SHEET, "<!DOCTYPE x [<!ENTITY a 'b'>]>" SHEET (""), HECHA_ERROR_INVALID,
    "t.xlsx, part xl/worksheets/sheet1.xml: a document type declaration is not allowed" },
  { "entity", IN_SHEET, SHEET ("<row r='1'><c t='inlineStr'><is><t>&a;</t></is></c></row>"), HECHA_ERROR_DAMAGED,
    "t.xlsx, part xl/worksheets/sheet1.xml, line 1: not well-formed XML (*" },
  { "no-sheet", "xl/workbook.xml", "<workbook xmlns='" MAIN "'/>", HECHA_ERROR_INVALID,
    "t.xlsx: the workbook has no sheet" },
  { "no-workbook", "_rels/.rels", NULL, HECHA_ERROR_UNSUPPORTED,
    "t.xlsx: a zip file without an Excel workbook inside" },
  { "external", "_rels/.rels",
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a'"
    " Type='" OFFICE "/officeDocument' Target='http://127.0.0.1/w.xml' TargetMode='External'/></Relationships>",
    HECHA_ERROR_UNSUPPORTED, "t.xlsx: a zip file without an Excel workbook inside" },
  { "outside", "_rels/.rels",
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a'"
    " Type='" OFFICE "/officeDocument' Target='../../../etc/passwd'/></Relationships>",
    HECHA_ERROR_NOT_FOUND, "t.xlsx: no part etc/passwd inside" },
  { "xlsb", "_rels/.rels",
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a'"
    " Type='" OFFICE "/officeDocument' Target='xl/workbook.bin'/></Relationships>",
    HECHA_ERROR_UNSUPPORTED, "t.xlsx: a binary Excel workbook (.xlsb); save it as .xlsx" },
  { "nested-items", "xl/sharedStrings.xml", "<sst xmlns='" MAIN "'><si><si><t>x</t></si></sst>", HECHA_ERROR_DAMAGED,
    "t.xlsx, part xl/sharedStrings.xml, line 1: not well-formed XML (*" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;

  text = read_workbook (write_workbook (IN_SHEET, SHEET (""), row->part, row->text, NULL), &error);
  g_assert_null (text);
  g_assert_error (error, HECHA_ERROR, row->code);
  if (!g_pattern_match_simple (row->message, error->message))
    g_assert_cmpstr (error->message, ==, row->message);
}

/* Several sheets, one of them hidden, one a chart; the 1904 system. */
static void
test_sheets (void)
{
  char *path = write_workbook ("xl/workbook.xml",
                               "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><workbookPr date1904='1'/><sheets>"
                               "<sheet name='表一' r:id='r1'/><sheet name='图' r:id='r5'/>"
                               "<sheet name='表二' state='veryHidden' r:id='r2'/></sheets></workbook>",
                               IN_SHEET, SHEET ("<row r='1'><c r='A1' s='1'><v>35063</v></c></row>"),
                               "xl/worksheets/sheet2.xml", SHEET ("<row r='4'><c r='B4'><v>4</v></c></row>"), NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, &error);
  g_autofree char *first = NULL, *second = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (hecha_table_kind (table), ==, HECHA_TABLE_XLSX);
  g_assert_cmpstr (hecha_table_name (table), ==, "t.xlsx");
  g_assert_cmpuint (hecha_table_n_sheets (table), ==, 2);
  g_assert_cmpstr (hecha_table_sheet_name (table, 0), ==, "表一");
  g_assert_false (hecha_table_sheet_hidden (table, 0));
  g_assert_cmpstr (hecha_table_sheet_name (table, 1), ==, "表二");
  g_assert_true (hecha_table_sheet_hidden (table, 1));
  g_assert_true (hecha_table_select (table, 1, &error));
  second = rows_text (table, &error);
  g_assert_cmpstr (second, ==, "4:|4\n");
  g_assert_true (hecha_table_select (table, 0, &error));
  first = rows_text (table, &error);
  g_assert_cmpstr (first, ==, "1:1999-12-31{d}\n");
  g_assert_cmpfloat (hecha_table_progress (table), ==, 1.0);
  remove_temp (path);
}

static void
check_file_error (char       *path,
                  int         code,
                  const char *pattern)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_workbook (path, &error);

  g_assert_null (text);
  g_assert_error (error, HECHA_ERROR, code);
  if (!g_pattern_match_simple (pattern, error->message))
    g_assert_cmpstr (error->message, ==, pattern);
}

/* A workbook cut in the middle, and one with a flipped byte in packed data. */
static void
test_damaged (void)
{
  g_autoptr(GString) sheet = g_string_new ("<worksheet xmlns='" MAIN "'><sheetData>");
  g_autofree char *bytes = NULL;
  char *path;
  gsize size;

  for (guint i = 1; i < 3000; i++)
    g_string_append_printf (sheet, "<row r='%u'><c r='A%u'><v>%u</v></c></row>", i, i, i * 7919);
  g_string_append (sheet, "</sheetData></worksheet>");
  path = write_workbook (IN_SHEET, sheet->str, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  remove_temp (path);
  check_file_error (write_temp ("t.xlsx", bytes, size / 2), HECHA_ERROR_DAMAGED,
                    "t.xlsx: the zip container is damaged or cut off (*");
  check_file_error (write_temp ("t.xlsx", "PK\3\4", 4), HECHA_ERROR_DAMAGED,
                    "t.xlsx: the zip container is damaged or cut off (*");
  for (gsize i = 0; i + 4 < size; i++)
    if (memcmp (bytes + i, "sheet1.xml", 10) == 0)
      {
        for (gsize j = 2000; j < 2100; j++)
          bytes[i + j] ^= 0x55;
        break;
      }
  check_file_error (write_temp ("t.xlsx", bytes, size), HECHA_ERROR_DAMAGED, "t.xlsx*");
}

static char *
write_bomb (gsize mebibytes)
{
  g_autofree char *zeros = g_strnfill (1024 * 1024, ' ');
  char *path = write_temp ("t.xlsx", "", 0);
  struct archive *zip = zip_begin (path);
  struct archive_entry *entry = archive_entry_new ();

  for (gsize i = 0; plain_parts[i]; i += 2)
    zip_add (zip, plain_parts[i], plain_parts[i + 1], strlen (plain_parts[i + 1]));
  archive_entry_set_pathname (entry, IN_SHEET);
  archive_entry_set_filetype (entry, AE_IFREG);
  g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
  archive_write_data (zip, SHEET (""), strlen (SHEET ("")));
  for (gsize i = 0; i < mebibytes; i++)
    archive_write_data (zip, zeros, 1024 * 1024);
  archive_entry_free (entry);
  zip_end (zip);
  return path;
}

static void
test_bomb (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_workbook (write_bomb (60), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "");
  check_file_error (write_bomb (80), HECHA_ERROR_TOO_LARGE,
                    "t.xlsx, part xl/worksheets/sheet1.xml: unpacks to more than 200 times its size: refused as a zip bomb");
}

/* A file that gnumeric 1.12 wrote from a csv with a title row. */
static void
test_gnumeric (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "data", "gnumeric.xlsx", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (hecha_table_select (table, 0, &error));
  text = rows_text (table, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "1:示例登记表\n2:名称|代码|登记日期|人数\n"
                             "3:示例甲有限公司|91120116000000019T|2026-03-05{d}|120\n"
                             "4:示例乙\n分公司|914403001922038272{l}|2025-12-31{d}|1.5\n");
}

/* A file of libxlsxwriter, in constant memory (inline strings) and not (shared). */
static void
test_xlsxwriter (gconstpointer constant)
{
  lxw_workbook_options options = { .constant_memory = constant != NULL };
  char *path = write_temp ("t.xlsx", "", 0);
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "甲");
  lxw_format *date = workbook_add_format (book);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  format_set_num_format (date, "yyyy\"年\"m\"月\"d\"日\"");
  worksheet_merge_range (sheet, 0, 0, 0, 2, "标题 <&>", NULL);
  worksheet_write_string (sheet, 1, 0, "  前后  ", NULL);
  worksheet_write_datetime (sheet, 1, 1, &(lxw_datetime) { .year = 2026, .month = 3, .day = 5 }, date);
  worksheet_write_number (sheet, 1, 2, 13900000001, NULL);
  worksheet_write_boolean (sheet, 1, 3, 1, NULL);
  worksheet_write_formula_num (sheet, 1, 4, "=1+1", NULL, 2);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  text = read_workbook (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "1:标题 <&>|标题 <&>{s}|标题 <&>{s}\n2:  前后  |2026-03-05{d}|13900000001|TRUE|2\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/xlsx/good/", good[i].name, NULL);

      g_test_add_data_func (path, &good[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/xlsx/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/xlsx/sheets", test_sheets);
  g_test_add_func ("/xlsx/damaged", test_damaged);
  g_test_add_func ("/xlsx/bomb", test_bomb);
  g_test_add_func ("/xlsx/gnumeric", test_gnumeric);
  g_test_add_data_func ("/xlsx/xlsxwriter", NULL, test_xlsxwriter);
  g_test_add_data_func ("/xlsx/xlsxwriter-constant", "yes", test_xlsxwriter);
  return g_test_run ();
}

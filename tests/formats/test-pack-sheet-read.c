/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "pack-sheet.h"
#include "row-issue.h"
#include "table-text.h"

#include <xlsxwriter.h>

/* A pack as small as one can be. A line is a row, "|" parts cells. */
static const char *const sound[] = {
  "Pack\nPack id|Version|Title (English)|Enterprise type\nmine|1|Mine|platform",
  "领域\n领域标识|名称（中文）\ng|域",
  "Items\nItem id|Domain id|Title (English)|Lowest level|Kinds of object|To be verified\na-1|g|First|2|host、机房与场所|yes\nb-1|g|Second||主机|",
  "步骤\n检查项标识|步骤|方法|做什么（中文）|符合时的情形（中文）\na-1|2|TEST|二|有\nb-1|1|interview|问|答\na-1|1|核查|一|有",
};

static char *
book_of (const char *const *sheets)
{
  char *path = write_temp ("pack.xlsx", "", 0);
  lxw_workbook *book = workbook_new (path);

  for (guint s = 0; s < 4; s++)
    {
      g_auto(GStrv) rows = g_strsplit (sheets[s], "\n", -1);
      lxw_worksheet *sheet = workbook_add_worksheet (book, rows[0]);

      for (guint r = 1; rows[r]; r++)
        {
          g_auto(GStrv) cells = g_strsplit (rows[r], "|", -1);

          for (guint c = 0; cells[c]; c++)
            if (*cells[c])
              worksheet_write_string (sheet, r - 1, c, cells[c], NULL);
        }
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

/* The first fault as "sheet row column rule". */
static char *
fault_of (const char *const *sheets)
{
  char *path = book_of (sheets);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autofree char *type = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPack) pack = hecha_pack_sheet_read (path, &type, faults, &error);
  const HechaRowIssue *fault;

  remove_temp (path);
  if (pack)
    return g_strdup ("none");
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpuint (faults->len, >=, 1);
  fault = faults->pdata[0];
  g_assert_nonnull (fault->message.zh);
  return g_strdup_printf ("%s %u %s %s", fault->sheet ? fault->sheet : "-", fault->row,
                          fault->column ? fault->column : "-", fault->rule);
}

static void
test_sound (void)
{
  char *path = book_of (sound);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autofree char *type = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPack) pack = NULL;
  HechaItem *first, *second;

  pack = hecha_pack_sheet_read (path, &type, faults, &error);
  g_assert_no_error (error);
  remove_temp (path);
  first = pack->items->pdata[0];
  second = pack->items->pdata[1];
  g_assert_cmpstr (type, ==, "platform");
  g_assert_cmpint (first->min_level, ==, 2);
  g_assert_true (first->unverified);
  g_assert_cmpstr (first->object_kinds[0], ==, "host");
  g_assert_cmpstr (first->object_kinds[1], ==, "room");
  g_assert_cmpstr (first->label, ==, "a-1");
  g_assert_cmpuint (first->steps->len, ==, 2);
  g_assert_cmpstr (((HechaStep *) first->steps->pdata[0])->text.zh, ==, "一");
  g_assert_cmpint (((HechaStep *) first->steps->pdata[1])->method, ==, HECHA_METHOD_TEST);
  g_assert_cmpint (second->min_level, ==, 1);
  g_assert_cmpstr (second->object_kinds[0], ==, "host");
  g_assert_true (g_uuid_string_is_valid (second->uuid));
  g_assert_cmpstr (second->uuid, !=, first->uuid);
}

#define ITEM_HEAD "Items\nItem id|Domain id|Title (English)|Lowest level|Kinds of object|UUID|Source (English)\n"
#define STEP_HEAD "步骤\n检查项标识|步骤|方法|做什么（中文）\n"

static const struct
{
  guint       sheet;
  const char *text;
  const char *fault;
} faults_of[] = {
  { 0, "Else\nPack id|Version\nmine|1", "- 0 - pack-sheet-missing" },
  { 0, "Pack\nPack id|Version\n|1", "Pack 2 A pack-value-missing" },
  { 0, "Pack\nPack id\nmine", "Pack 1 - pack-column-missing" },
  { 0, "Pack\nPack id|Version|Colour\nmine|1|red", "Pack 1 C pack-column-unknown" },
  { 0, "Pack\nPack id|Version\nmine|1\nmine|2", "Pack 3 A pack-twice" },
  { 0, "Pack\nPack id|Version|Enterprise type\nmine|1|ship", "Pack 2 C pack-type" },
  { 1, "领域\n领域标识|名称（中文）\n1 g|域", "领域 2 A pack-id" },
  { 1, "领域\n领域标识|名称（中文）\ng|域\ng|域", "领域 3 A pack-twice" },
  { 1, "领域\n领域标识|名称（中文）\ng|", "领域 2 - pack-title" },
  { 2, ITEM_HEAD "a 1|g|First", "Items 2 A pack-id" },
  { 2, ITEM_HEAD "a-1|h|First", "Items 2 B pack-domain" },
  { 2, ITEM_HEAD "a-1|g|", "Items 2 - pack-title" },
  { 2, ITEM_HEAD "a-1|g|First|4", "Items 2 D pack-number" },
  { 2, ITEM_HEAD "a-1|g|First|1|boat", "Items 2 E pack-kind" },
  { 2, ITEM_HEAD "a-1|g|First|1||xyz", "Items 2 F pack-uuid" },
  { 2, ITEM_HEAD "a-1|g|First|1||6BA7B810-9DAD-11D1-80B4-00C04FD430C8\nb-1|g|Second|1||6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "Items 3 F pack-twice" },
  { 2, ITEM_HEAD "a-1|g|First\na-1|g|Again", "Items 3 A pack-twice" },
  { 2, ITEM_HEAD "b-1|g|First\na-1|g|First\nc-1|g|Third", "步骤 0 - pack-no-steps" },
  { 3, STEP_HEAD "a-1|1|guess|一\nb-1|1|TEST|一", "步骤 2 C pack-method" },
  { 3, STEP_HEAD "a-1|1|TEST|\nb-1|1|TEST|一", "步骤 2 - pack-step-text" },
  { 3, STEP_HEAD "z-1|1|TEST|一", "步骤 2 A pack-item" },
  { 3, STEP_HEAD "a-1|0|TEST|一", "步骤 2 B pack-number" },
  { 3, STEP_HEAD "a-1|2|TEST|一\nb-1|1|TEST|一", "步骤 2 B pack-step-number" },
  { 3, STEP_HEAD "a-1|1|TEST|一\na-1|1|TEST|一\nb-1|1|TEST|一", "步骤 3 B pack-step-number" },
};

static void
test_faults (void)
{
  const char *good[4];

  memcpy (good, sound, sizeof good);
  good[2] = ITEM_HEAD "a-1|g|First\nb-1|g|Second";
  for (guint i = 0; i < G_N_ELEMENTS (faults_of); i++)
    {
      const char *sheets[4];
      g_autofree char *fault = NULL;

      memcpy (sheets, good, sizeof sheets);
      sheets[faults_of[i].sheet] = faults_of[i].text;
      fault = fault_of (sheets);
      g_assert_cmpstr (fault, ==, faults_of[i].fault);
    }
}

/* A line break, which no test row here can hold, where OSCAL allows one line. */
static void
test_one_line (void)
{
  char *path = write_temp ("pack.xlsx", "", 0);
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "Pack");
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autofree char *type = NULL;
  g_autoptr(GError) error = NULL;

  worksheet_write_string (sheet, 0, 0, "Pack id", NULL);
  worksheet_write_string (sheet, 0, 1, "Version", NULL);
  worksheet_write_string (sheet, 1, 0, "two\nlines", NULL);
  worksheet_write_string (sheet, 1, 1, "1", NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  g_assert_null (hecha_pack_sheet_read (path, &type, faults, &error));
  g_assert_cmpstr (((HechaRowIssue *) faults->pdata[0])->rule, ==, "pack-one-line");
  g_assert_cmpstr (((HechaRowIssue *) faults->pdata[0])->column, ==, "A");
  g_assert_nonnull (strstr (error->message, "pack.xlsx, sheet Pack, row 2, column A"));
  remove_temp (path);
}

static void
test_no_spreadsheet (void)
{
  char *path = write_temp ("pack.xlsx", "PK\003\004 no", 8);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autofree char *type = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_pack_sheet_read (path, &type, faults, &error));
  g_assert_nonnull (error);
  remove_temp (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pack-sheet-read/sound", test_sound);
  g_test_add_func ("/pack-sheet-read/faults", test_faults);
  g_test_add_func ("/pack-sheet-read/one-line", test_one_line);
  g_test_add_func ("/pack-sheet-read/no-spreadsheet", test_no_spreadsheet);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"
#include "xlsx-number.h"

#include <string.h>

typedef struct
{
  const char       *value;
  HechaNumberStyle  style;
  gboolean          date1904;
  const char       *text;
  guint32           notes;
} Number;

#define NUMBER HECHA_CELL_NUMBER
#define DATE   (HECHA_CELL_NUMBER | HECHA_CELL_DATE)
#define LOSSY  (HECHA_CELL_NUMBER | HECHA_CELL_LOSSY)

/* Dates: the examples of ISO/IEC 29500-1, 18.17.4.1 and .3, and what Excel shows. */
static const Number numbers[] = {
  { "0", HECHA_NUMBER_PLAIN, FALSE, "0", NUMBER },
  { "-12", HECHA_NUMBER_PLAIN, FALSE, "-12", NUMBER },
  { "120", HECHA_NUMBER_PLAIN, FALSE, "120", NUMBER },
  { "120.0", HECHA_NUMBER_PLAIN, FALSE, "120", NUMBER },
  { "13900000001", HECHA_NUMBER_PLAIN, FALSE, "13900000001", NUMBER },
  { "1.3900000001E10", HECHA_NUMBER_PLAIN, FALSE, "13900000001", NUMBER },
  { "0.30000000000000004", HECHA_NUMBER_PLAIN, FALSE, "0.3", NUMBER },
  { "1.5", HECHA_NUMBER_PLAIN, FALSE, "1.5", NUMBER },
  { "123456789012345", HECHA_NUMBER_PLAIN, FALSE, "123456789012345", NUMBER },
  { "1234567890123450", HECHA_NUMBER_PLAIN, FALSE, "1234567890123450", LOSSY },
  { "9.1440300192203808E+16", HECHA_NUMBER_PLAIN, FALSE, "91440300192203808", LOSSY },
  { "9.1440300192203802E+17", HECHA_NUMBER_PLAIN, FALSE, "914403001922038016", LOSSY },
  { "914403001922038216", HECHA_NUMBER_PLAIN, FALSE, "914403001922038272", LOSSY },
  { "1e400", HECHA_NUMBER_PLAIN, FALSE, "1e400", 0 },
  { "0x10", HECHA_NUMBER_PLAIN, FALSE, "0x10", 0 },
  { "12abc", HECHA_NUMBER_PLAIN, FALSE, "12abc", 0 },
  { "nan", HECHA_NUMBER_PLAIN, FALSE, "nan", 0 },
  { "2", HECHA_NUMBER_DATE, FALSE, "1900-01-02", DATE },
  { "59", HECHA_NUMBER_DATE, FALSE, "1900-02-28", DATE },
  { "61", HECHA_NUMBER_DATE, FALSE, "1900-03-01", DATE },
  { "3687", HECHA_NUMBER_DATE, FALSE, "1910-02-03", DATE },
  { "38749", HECHA_NUMBER_DATE, FALSE, "2006-02-01", DATE },
  { "46086", HECHA_NUMBER_DATE, FALSE, "2026-03-05", DATE },
  { "46086.5", HECHA_NUMBER_DATE, FALSE, "2026-03-05 12:00:00", DATE },
  { "46085.99999999999", HECHA_NUMBER_DATE, FALSE, "2026-03-05", DATE },
  { "2958465", HECHA_NUMBER_DATE, FALSE, "9999-12-31", DATE },
  { "2958466", HECHA_NUMBER_DATE, FALSE, "2958466", NUMBER },
  { "-1", HECHA_NUMBER_DATE, FALSE, "-1", NUMBER },
  { "2", HECHA_NUMBER_DATE, TRUE, "1904-01-03", DATE },
  { "35063", HECHA_NUMBER_DATE, TRUE, "1999-12-31", DATE },
  { "0.75", HECHA_NUMBER_TIME, FALSE, "18:00:00", DATE },
  { "46086.75", HECHA_NUMBER_TIME, FALSE, "2026-03-05 18:00:00", DATE },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const Number *row = &numbers[i];
      g_autoptr(GString) out = g_string_new (NULL);
      guint32 notes = hecha_xlsx_number (row->value, strlen (row->value), row->style, row->date1904, out);

      g_test_message ("%s", row->value);
      g_assert_cmpstr (out->str, ==, row->text);
      g_assert_cmpuint (notes, ==, row->notes);
    }
}

static void
test_custom (void)
{
  static const struct { const char *format; HechaNumberStyle style; } rows[] = {
    { "General", HECHA_NUMBER_PLAIN }, { "0", HECHA_NUMBER_PLAIN }, { "@", HECHA_NUMBER_PLAIN },
    { "#,##0.00_);[Red](#,##0.00)", HECHA_NUMBER_PLAIN }, { "0.00E+00", HECHA_NUMBER_PLAIN },
    { "0\" days\"", HECHA_NUMBER_PLAIN }, { "0\\d", HECHA_NUMBER_PLAIN }, { "[$¥-804]#,##0", HECHA_NUMBER_PLAIN },
    { "[DBNum1][$-804]General", HECHA_NUMBER_PLAIN }, { "0;\"yes\";d", HECHA_NUMBER_PLAIN },
    { "yyyy-mm-dd", HECHA_NUMBER_DATE }, { "yyyy\"年\"m\"月\"d\"日\"", HECHA_NUMBER_DATE },
    { "[$-804]yyyy\"年\"m\"月\"d\"日\";@", HECHA_NUMBER_DATE }, { "yyyy/m/d h:mm", HECHA_NUMBER_DATE },
    { "m\"月\"", HECHA_NUMBER_DATE }, { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", HECHA_NUMBER_DATE },
    { "h:mm:ss", HECHA_NUMBER_TIME }, { "[h]:mm", HECHA_NUMBER_TIME }, { "mm:ss.0", HECHA_NUMBER_TIME },
    { "\"open", HECHA_NUMBER_PLAIN }, { "[open", HECHA_NUMBER_PLAIN }, { "\\", HECHA_NUMBER_PLAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].format);
      g_assert_cmpint (hecha_xlsx_custom_style (rows[i].format), ==, rows[i].style);
    }
}

static void
test_builtin (void)
{
  static const struct { guint id; HechaNumberStyle style; } rows[] = {
    { 0, HECHA_NUMBER_PLAIN }, { 1, HECHA_NUMBER_PLAIN }, { 11, HECHA_NUMBER_PLAIN }, { 14, HECHA_NUMBER_DATE },
    { 17, HECHA_NUMBER_DATE }, { 18, HECHA_NUMBER_TIME }, { 22, HECHA_NUMBER_DATE }, { 31, HECHA_NUMBER_DATE },
    { 32, HECHA_NUMBER_TIME }, { 37, HECHA_NUMBER_PLAIN }, { 46, HECHA_NUMBER_TIME }, { 49, HECHA_NUMBER_PLAIN },
    { 57, HECHA_NUMBER_DATE }, { 59, HECHA_NUMBER_PLAIN }, { 164, HECHA_NUMBER_PLAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (hecha_xlsx_builtin_style (rows[i].id), ==, rows[i].style);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/xlsx-number/numbers", test_numbers);
  g_test_add_func ("/xlsx-number/custom", test_custom);
  g_test_add_func ("/xlsx-number/builtin", test_builtin);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "table-text.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gssize      size;      /* -1: up to the NUL */
  const char *rows;
} Good;

static const Good good[] = {
  { "plain", "a,b\nc,d\n", -1, "1:a|b\n2:c|d\n" },
  { "no-last-newline", "a,b\nc,d", -1, "1:a|b\n2:c|d\n" },
  { "crlf", "a,b\r\nc,d\r\n", -1, "1:a|b\n2:c|d\n" },
  { "cr", "a,b\rc,d\r", -1, "1:a|b\n2:c|d\n" },
  { "mixed-ends", "a,b\r\nc,d\ne,f\rg,h", -1, "1:a|b\n2:c|d\n3:e|f\n4:g|h\n" },
  { "mark", "\xef\xbb\xbf" "a,b\n", -1, "1:a|b\n" },
  { "tab", "a\tb, c\td\n1\t2\t3\n", -1, "1:a|b, c|d\n2:1|2|3\n" },
  { "semicolon", "a;b;c\n1,5;2,5;3\n4;5,25;6\n", -1, "1:a|b|c\n2:1,5|2,5|3\n3:4|5,25|6\n" },
  { "title-row", "示例登记表\n名称;代码\n甲,乙;1\n丙;2\n", -1, "1:示例登记表\n2:名称|代码\n3:甲,乙|1\n4:丙|2\n" },
  { "sep-line", "sep=;\r\na,a;b\nc;d\n", -1, "1:a,a|b\n2:c|d\n" },
  { "delimiter-in-quotes", "\"a;b;c;d\",e\n\"f;g;h;i\",j\n", -1, "1:a;b;c;d|e\n2:f;g;h;i|j\n" },
  { "quotes", "\"a\",\"b \"\"c\"\" d\",\"\"\n\"\",\"\"\"\",x\n", -1, "1:a|b \"c\" d\n2:|\"|x\n" },
  { "newline-in-quotes", "\"a\nb\r\nc\",d\ne,f\n", -1, "1:a\nb\r\nc|d\n2:e|f\n" },
  { "quote-inside", "a\"b,c\"\"d\n", -1, "1:a\"b|c\"\"d\n" },
  { "after-quote", "\"a\"bc\"d\",e\n", -1, "1:abc\"d\"|e\n" },
  { "empty-rows", "a\n\n,,\nb\n", -1, "1:a\n2:\n3:\n4:b\n" },
  { "trailing-delimiters", "a,b,,,\n", -1, "1:a|b\n" },
  { "spaces-kept", " a , b\n", -1, "1: a | b\n" },
  { "utf16-le", "\xff\xfe" "\x0d\x54" "," "\0" "\xf0\x79" "\n\0" "\x3d\xd8\x00\xde", 14, "1:名|称\n2:😀\n" },
  { "utf16-be", "\xfe\xff" "\x54\x0d" "\0" "," "\x79\xf0" "\0\n", 10, "1:名|称\n" },
  /* GB18030 of 名称,代码 and of 示例𠀀 (a four-byte character) */
  { "gb18030", "\xc3\xfb\xb3\xc6,\xb4\xfa\xc2\xeb\r\n\xca\xbe\xc0\xfd\x95\x32\x82\x36,1\r\n", -1,
    "1:名称|代码\n2:示例𠀀|1\n" },
};

static void
test_good (gconstpointer data)
{
  const Good *row = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_bytes ("t.csv", row->bytes, row->size, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, row->rows);
}

typedef struct
{
  const char *name;
  const char *bytes;
  gssize      size;
  int         code;
  const char *message;
} Bad;

static const Bad bad[] = {
  { "nul", "a,b\nc,\0d\n", 9, HECHA_ERROR_DAMAGED, "t.csv, row 2: byte 6 is a NUL: this is not a text file" },
  { "utf8-broken", "名称,代码\n示例,\xe4\xb8x\n再\n", -1, HECHA_ERROR_DAMAGED,
    "t.csv, row 2: byte 21 (0xE4) is not valid UTF-8" },
  { "utf8-cut", "名称,代码\n示例\xe4\xb8", -1, HECHA_ERROR_DAMAGED,
    "t.csv, row 2: byte 20 begins a character that is cut off (UTF-8)" },
  { "gb18030-broken", "\xc3\xfb\xb3\xc6,\xb4\xfa\xc2\xeb\n\xff,1\n", -1, HECHA_ERROR_DAMAGED,
    "t.csv, row 2: byte 10 (0xFF) is not valid GB18030" },
  { "utf16-nul", "\xff\xfe" "a\0\n\0" "\0\0" "b\0", 10, HECHA_ERROR_DAMAGED,
    "t.csv, row 2: byte 6 is a NUL: this is not a text file" },
  { "utf16-odd", "\xff\xfe" "a\0b", 5, HECHA_ERROR_DAMAGED,
    "t.csv, row 1: byte 4 begins a character that is cut off (UTF-16LE)" },
  { "open-quote", "a,b\nc,\"d\ne\n", -1, HECHA_ERROR_INVALID,
    "t.csv, row 2, column B: a quote is opened and never closed" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_bytes ("t.csv", row->bytes, row->size, &error);

  g_assert_null (text);
  g_assert_error (error, HECHA_ERROR, row->code);
  g_assert_cmpstr (error->message, ==, row->message);
}

static void
check_repeated (char        c,
                gsize       count,
                const char *after,
                const char *message)
{
  g_autoptr(GString) bytes = g_string_new ("x\n");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < count; i++)
    g_string_append_c (bytes, c);
  g_string_append (bytes, after);
  text = read_bytes ("t.csv", bytes->str, bytes->len, &error);
  if (!message)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_limits (void)
{
  check_repeated ('y', 1024 * 1024, "\n", NULL);
  check_repeated ('y', 1024 * 1024 + 1, "\n", "t.csv, row 2, column A: a field of more than 1 MiB");
  check_repeated ('y', 3 * 1024 * 1024, "", "t.csv, row 2, column A: a field of more than 1 MiB");
  check_repeated (',', 1023, "z\n", NULL);
  check_repeated (',', 1024, "z\n", "t.csv, row 2, column AMJ: more than 1024 columns");
}

/* Rows, fields and characters cut by the end of a buffer, in three encodings. */
static void
check_long (const char *encoding)
{
  g_autoptr(GString) bytes = g_string_new (NULL);
  g_autoptr(GString) rows = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL, *encoded = NULL;
  gsize size;

  for (guint i = 1; i <= 20000; i++)
    {
      g_string_append_printf (bytes, "示例企业%u,\"引\"\"号\r\n%u\",%.*s\r\n", i, i * 7, i % 60,
                              "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh");
      g_string_append_printf (rows, "%u:示例企业%u|引\"号\r\n%u%s%.*s\n", i, i, i * 7, i % 60 ? "|" : "", i % 60,
                              "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh");
    }
  encoded = g_convert (bytes->str, bytes->len, encoding, "UTF-8", NULL, &size, &error);
  g_assert_no_error (error);
  text = read_bytes ("t.csv", encoded, size, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_equal (text, rows->str));
}

static void
test_long (void)
{
  check_long ("UTF-8");
  check_long ("GB18030");
  check_long ("UTF-16");
}

/* A sheet can be read again from its start: preview first, import afterwards. */
static void
test_again (void)
{
  char *path = write_temp ("t.csv", "a,b\nc,d\n", -1);
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, NULL);
  g_autofree char *text = NULL;
  HechaRow row;

  g_assert_true (hecha_table_select (table, 0, NULL));
  g_assert_true (hecha_table_next (table, &row, NULL));
  g_assert_true (hecha_table_select (table, 0, NULL));
  text = rows_text (table, NULL);
  g_assert_cmpstr (text, ==, "1:a|b\n2:c|d\n");
  g_assert_cmpfloat (hecha_table_progress (table), ==, 1.0);
  remove_temp (path);
}

static void
test_cancelled (void)
{
  char *path = write_temp ("t.csv", "a,b\nc,d\n", -1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(HechaTable) table = hecha_table_open (path, cancellable, NULL);
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (hecha_table_select (table, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  remove_temp (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/good/", good[i].name, NULL);

      g_test_add_data_func (path, &good[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/long", test_long);
  g_test_add_func ("/csv/again", test_again);
  g_test_add_func ("/csv/cancelled", test_cancelled);
  return g_test_run ();
}

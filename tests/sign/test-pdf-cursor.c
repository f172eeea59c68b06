/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-cursor.h"

#include "error.h"

#include <string.h>

static HechaPdfValue *
read_text (const char *text,
           GError    **error)
{
  HechaPdfCursor cursor = { (const guint8 *) text, strlen (text), 0 };

  return hecha_pdf_read_value (&cursor, error);
}

/* ISO 32000-1, 7.3, its own examples among them. */
static void
test_good (void)
{
  static const char *const table[][2] = {
    { "true", "true" }, { "null ", "null" }, { "+17", "17" }, { "-98", "-98" }, { "34.5", "34.5" }, { "-.002", "-.002" },
    { "(a\\(b\\)(c)\\n\\101\\\n)", "<61286229286329" "0a41>" }, { "<901FA>", "<901fa0>" }, { "(\r\n)", "<0a>" },
    { "/A#42", "/AB" }, { "/Lime#20Green", "/Lime#20Green" }, { "/", "/" }, { "[549 3.14 false (R)/X]",
      "[ 549 3.14 false <52> /X ]" }, { "12 0 R", "12 0 R" }, { "[1 2 3 0 R]", "[ 1 2 3 0 R ]" },
    { "<</A 1/B<</C(x)>>>>", "<< /A 1 /B << /C <78> >> >>" }, { "% comment\n[ % more\r1]", "[ 1 ]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaPdfValue) value = read_text (table[i][0], &error);
      g_autoptr(GString) out = g_string_new (NULL);
      g_autoptr(HechaPdfValue) again = NULL;
      g_autoptr(HechaPdfValue) copy = NULL;

      g_assert_no_error (error);
      hecha_pdf_value_write (value, out);
      g_assert_cmpstr (out->str, ==, table[i][1]);
      again = read_text (out->str, NULL);
      g_assert_true (hecha_pdf_value_equal (value, again));
      copy = hecha_pdf_value_copy (value);
      g_assert_true (hecha_pdf_value_equal (value, copy));
    }
}

static void
test_bad (void)
{
  static const char *const table[] = {
    "", "  ", "[1", "<<", "<</A", "<</A 1", "<</A 1 /A 2>>", "<</A 1 /#41 2>>", "<<1 2>>", "(open", "(\\", "<12", "<1x>",
    "/A#4", "/A#zz", "/A#00", "True", "1.2.3", "--1", "1-1", "R", "99999999999999999999", "]", ">>", ")", "+", ".",
  };
  g_autoptr(GString) deep = g_string_new (NULL), wide = g_string_new (NULL);
  g_autoptr(GError) failure = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (table[i], &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (read_text (deep->str, &failure));
  g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_clear_error (&failure);
  g_string_assign (wide, "<<");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (wide, "/%x 0", i);
  g_string_append (wide, ">>");
  g_assert_null (read_text (wide->str, &failure));
  g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

/* Where the cursor stands afterwards; -1 where the word is not there. */
static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *word;
    int position;
  } table[] = {
    { "obj", "obj", 3 }, { "obj<<", "obj", 3 }, { "obj 1", "obj", 3 }, { "obj%", "obj", 3 }, { "object", "obj", -1 },
    { "ob", "obj", -1 }, { "", "obj", -1 }, { "endobj", "obj", -1 }, { "OBJ", "obj", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HechaPdfCursor cursor = { (const guint8 *) table[i].text, strlen (table[i].text), 0 };

      g_assert_cmpint (hecha_pdf_skip_word (&cursor, table[i].word), ==, table[i].position >= 0);
      g_assert_cmpuint (cursor.position, ==, MAX (table[i].position, 0));
    }
}

static void
test_space (void)
{
  static const char text[] = "\0\t\n\f\r %a\n% b\r x";
  HechaPdfCursor cursor = { (const guint8 *) text, sizeof text - 1, 0 };
  HechaPdfCursor open = { (const guint8 *) "% no end", 8, 0 };

  hecha_pdf_skip_space (&cursor);
  g_assert_cmpuint (cursor.position, ==, sizeof text - 2);
  hecha_pdf_skip_space (&open);
  g_assert_cmpuint (open.position, ==, 8);
}

static void
test_unsigned (void)
{
  static const struct
  {
    const char *text;
    guint64 limit;
    guint64 value;
    gsize position;
  } table[] = {
    { "0 65535 f", 65535, 0, 1 }, { "0000000016 00000 n", G_MAXUINT64, 16, 10 }, { "65535", 65535, 65535, 5 },
    { "65536", 65535, 7, 0 }, { "-1", 65535, 7, 0 }, { "+1", 65535, 7, 0 }, { "", 65535, 7, 0 }, { " 1", 65535, 7, 0 },
    { "18446744073709551616", G_MAXUINT64, 7, 0 }, { "99999999999999999999999", G_MAXUINT64, 7, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HechaPdfCursor cursor = { (const guint8 *) table[i].text, strlen (table[i].text), 0 };
      guint64 value = 7;

      g_assert_cmpint (hecha_pdf_read_unsigned (&cursor, table[i].limit, &value), ==, table[i].position > 0);
      g_assert_cmpuint (value, ==, table[i].value);
      g_assert_cmpuint (cursor.position, ==, table[i].position);
    }
}

/* Each value knows its bytes: what is signed is compared by them. */
static void
test_places (void)
{
  static const char text[] = "  << /A [ 1 0 R (x) ] >> tail";
  HechaPdfCursor cursor = { (const guint8 *) text, sizeof text - 1, 0 };
  g_autoptr(HechaPdfValue) value = hecha_pdf_read_value (&cursor, NULL);
  const HechaPdfValue *list = hecha_pdf_value_get (value, "A"), *reference = list->items->pdata[0];

  g_assert_cmpuint (value->start, ==, 2);
  g_assert_cmpuint (value->end, ==, 24);
  g_assert_cmpuint (cursor.position, ==, 24);
  g_assert_cmpuint (list->start, ==, 8);
  g_assert_cmpuint (list->end, ==, 21);
  g_assert_cmpuint (reference->start, ==, 10);
  g_assert_cmpuint (reference->end, ==, 15);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-cursor/good", test_good);
  g_test_add_func ("/pdf-cursor/bad", test_bad);
  g_test_add_func ("/pdf-cursor/words", test_words);
  g_test_add_func ("/pdf-cursor/space", test_space);
  g_test_add_func ("/pdf-cursor/unsigned", test_unsigned);
  g_test_add_func ("/pdf-cursor/places", test_places);
  return g_test_run ();
}

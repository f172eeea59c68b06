/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-value.h"

#include "error.h"

#include <string.h>

static HechaPdfValue *
read_text (const char *text,
           GError    **error)
{
  HechaPdfCursor cursor = { (const guint8 *) text, strlen (text), 0 };

  return hecha_pdf_value_read (&cursor, error);
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
  g_autoptr(GString) deep = g_string_new (NULL);
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
}

static void
test_equal (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean equal;
  } table[] = {
    { "<</A 1/B 2>>", "<</B 2/A 1>>", TRUE }, { "<</A 1>>", "<</A 2>>", FALSE }, { "<</A 1>>", "<</A 1/B 2>>", FALSE },
    { "[1 2]", "[2 1]", FALSE }, { "1 0 R", "1 1 R", FALSE }, { "(a)", "<61>", TRUE }, { "/A", "(A)", FALSE },
    { "1", "1.0", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaPdfValue) a = read_text (table[i].a, NULL);
      g_autoptr(HechaPdfValue) b = read_text (table[i].b, NULL);

      g_assert_cmpint (hecha_pdf_value_equal (a, b), ==, table[i].equal);
    }
}

static void
test_text (void)
{
  static const char *const table[][2] = {
    { "<feff738b5c0f660e>", "王小明" }, { "<feffd83dde00>", "😀" }, { "(abc)", "abc" }, { "<e9>", "é" },
    { "<efbbbfe78e8b>", "王" }, { "()", "" },
  };
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaPdfValue) value = read_text (table[i][0], NULL);
      g_autofree char *text = hecha_pdf_value_to_utf8 (value);

      g_assert_cmpstr (text, ==, table[i][1]);
    }
  hecha_pdf_append_text (out, "王😀");
  g_assert_cmpstr (out->str, ==, "<feff738bd83dde00>");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-value/good", test_good);
  g_test_add_func ("/pdf-value/bad", test_bad);
  g_test_add_func ("/pdf-value/equal", test_equal);
  g_test_add_func ("/pdf-value/text", test_text);
  return g_test_run ();
}

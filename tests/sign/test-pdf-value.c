/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-value.h"

#include "pdf-cursor.h"

#include <string.h>

static HechaPdfValue *
read_text (const char *text,
           GError    **error)
{
  HechaPdfCursor cursor = { (const guint8 *) text, strlen (text), 0 };

  return hecha_pdf_read_value (&cursor, error);
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
    { "1", "1.0", FALSE }, { "[1 2]", "[1 2 3]", FALSE }, { "<</A/B>>", "[/A/B]", FALSE },
    { "<</A null/B 1>>", "<</B 1/C 2>>", FALSE }, { "<</B 1/C 2>>", "<</A null/B 1>>", FALSE },
    { "<</A null/B 1>>", "<</B 1>>", TRUE }, { "<</B 1>>", "<</B 1/A null>>", TRUE }, { "[null]", "[]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaPdfValue) a = read_text (table[i].a, NULL);
      g_autoptr(HechaPdfValue) b = read_text (table[i].b, NULL);

      g_assert_cmpint (hecha_pdf_value_equal (a, b), ==, table[i].equal);
    }
}

/* A copy shares nothing: what is changed in it is not changed in what was read. */
static void
test_set (void)
{
  g_autoptr(HechaPdfValue) value = read_text ("<</A 1/B null/L[1<</X 2>>]>>", NULL);
  g_autoptr(HechaPdfValue) copy = hecha_pdf_value_copy (value);
  g_autoptr(GString) out = g_string_new (NULL);
  HechaPdfValue *list = (HechaPdfValue *) hecha_pdf_value_get (copy, "L");

  hecha_pdf_value_set_parsed (copy, "A", "[3 0 R]");
  hecha_pdf_value_set_parsed (copy, "C D", "(x)");
  hecha_pdf_value_set_parsed (list->items->pdata[1], "X", "5");
  hecha_pdf_value_write (copy, out);
  g_assert_cmpstr (out->str, ==, "<< /A [ 3 0 R ] /B null /L [ 1 << /X 5 >> ] /C#20D <78> >>");
  g_string_truncate (out, 0);
  hecha_pdf_value_write (value, out);
  g_assert_cmpstr (out->str, ==, "<< /A 1 /B null /L [ 1 << /X 2 >> ] >>");
}

static void
test_get (void)
{
  g_autoptr(HechaPdfValue) value = read_text ("<</A/Name/B null>>", NULL);
  g_autoptr(HechaPdfValue) list = read_text ("[/A]", NULL);

  g_assert_true (hecha_pdf_value_is_name (hecha_pdf_value_get (value, "A"), "Name"));
  g_assert_false (hecha_pdf_value_is_name (hecha_pdf_value_get (value, "A"), "Nam"));
  g_assert_false (hecha_pdf_value_is_name (value, "Name"));
  g_assert_false (hecha_pdf_value_is_name (NULL, "Name"));
  g_assert_null (hecha_pdf_value_get (value, "B"));
  g_assert_null (hecha_pdf_value_get (value, "C"));
  g_assert_null (hecha_pdf_value_get (list, "A"));
  g_assert_null (hecha_pdf_value_get (NULL, "A"));
  g_assert_null (hecha_pdf_value_to_utf8 (list));
  g_assert_null (hecha_pdf_value_to_utf8 (NULL));
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
  g_test_add_func ("/pdf-value/equal", test_equal);
  g_test_add_func ("/pdf-value/get", test_get);
  g_test_add_func ("/pdf-value/set", test_set);
  g_test_add_func ("/pdf-value/text", test_text);
  return g_test_run ();
}

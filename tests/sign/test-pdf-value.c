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
  g_test_add_func ("/pdf-value/equal", test_equal);
  g_test_add_func ("/pdf-value/text", test_text);
  return g_test_run ();
}

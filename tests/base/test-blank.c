/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "blank.h"

static void
test_blank (void)
{
  static const struct { const char *text; gboolean blank, line; } rows[] = {
    { NULL, TRUE, FALSE },
    { "", TRUE, FALSE },
    { " ", TRUE, FALSE },
    { "\t\n \r", TRUE, FALSE },
    { "　", TRUE, FALSE },                    /* ideographic space */
    { "\xc2\xa0", TRUE, FALSE },              /* no-break space */
    { "\xe2\x80\x8b\xef\xbb\xbf", TRUE, FALSE }, /* zero-width space, byte order mark */
    { "\x01", TRUE, FALSE },
    { "无", FALSE, TRUE },
    { " 甲 乙 ", FALSE, TRUE },
    { "-", FALSE, TRUE },
    { "第一行\n第二行", FALSE, FALSE },
    { "a\xe2\x80\xa8" "b", FALSE, FALSE },    /* line separator */
    { "a\x7f", FALSE, FALSE },
    { "😀", FALSE, TRUE },
    { "अ॑", FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (hecha_is_blank (rows[i].text), ==, rows[i].blank);
      g_assert_cmpint (hecha_is_line (rows[i].text), ==, rows[i].line);
    }
  g_assert_false (hecha_is_line ("\xff\xfe"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/blank", test_blank);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-text.h"

#include <string.h>

/* The directives of a format, in order, without their flags. */
static char *
directives (const char *format)
{
  GString *found = g_string_new (NULL);

  for (const char *p = strchr (format, '%'); p; p = strchr (p + 2, '%'))
    g_string_append_c (found, p[1]);
  return g_string_free (found, FALSE);
}

/* Only formats are handed to printf(), so that a bare per cent sign is one too. */
static void
test_both_languages (void)
{
  for (HechaSay id = 0; id < HECHA_N_SAY; id++)
    {
      const char *zh = hecha_report_text (id, HECHA_LANGUAGE_ZH);
      const char *en = hecha_report_text (id, HECHA_LANGUAGE_EN);
      g_autofree char *zh_directives = directives (zh);
      g_autofree char *en_directives = directives (en);

      g_test_message ("%u: %s | %s", id, zh, en);
      g_assert_cmpstr (zh, !=, "");
      g_assert_cmpstr (en, !=, "");
      g_assert_true (g_utf8_validate (zh, -1, NULL));
      g_assert_cmpstr (zh, !=, en);
      g_assert_cmpstr (zh_directives, ==, en_directives);
      g_assert_cmpuint (strspn (zh_directives, "sduc"), ==, strlen (zh_directives));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-text/both-languages", test_both_languages);
  return g_test_run ();
}

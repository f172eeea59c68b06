/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-mark.h"

#include "error.h"

#include <string.h>

#define DIGEST "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define PRINTED "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"

static void
test_text (void)
{
  char number[] = "2026-0007-3FA2", digest[] = DIGEST;
  const HechaPageMark frozen = { number, 2, digest, 3, 12 }, draft = { number, 0, NULL, 1, 1 };
  g_autofree char *text = hecha_page_mark_to_text (&frozen), *of_draft = hecha_page_mark_to_text (&draft);

  g_assert_cmpstr (text, ==, "HECHA/1 2026-0007-3FA2 R2 " PRINTED " 3/12");
  g_assert_cmpstr (of_draft, ==, "HECHA/1 2026-0007-3FA2 R0 DRAFT 1/1");
  /* The alphanumeric mode of QR codes (ISO/IEC 18004, table 5) has these characters alone. */
  g_assert_cmpuint (strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"), ==, strlen (text));
}

static void
test_parse (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPageMark) mark = hecha_page_mark_parse ("HECHA/1 2026-0007-3FA2 R2 " PRINTED " 3/12", &error);
  g_autoptr(HechaPageMark) draft = hecha_page_mark_parse ("HECHA/1 2026-0007-3FA2 R0 DRAFT 1/1", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (mark->number, ==, "2026-0007-3FA2");
  g_assert_cmpint (mark->revision, ==, 2);
  g_assert_cmpstr (mark->digest, ==, DIGEST);
  g_assert_cmpuint (mark->page, ==, 3);
  g_assert_cmpuint (mark->pages, ==, 12);
  g_assert_nonnull (draft);
  g_assert_cmpint (draft->revision, ==, 0);
  g_assert_null (draft->digest);
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "", "HECHA/1 ", "HECHA/2 2026-0007 R2 " PRINTED " 3/12", "https://example.org/",
    "HECHA/1  R2 " PRINTED " 3/12",
    "HECHA/1 2026-0007 2 " PRINTED " 3/12",
    "HECHA/1 2026-0007 R " PRINTED " 3/12",
    "HECHA/1 2026-0007 R-1 " PRINTED " 3/12",
    "HECHA/1 2026-0007 R4294967297 " PRINTED " 3/12",
    "HECHA/1 2026-0007 R2 BA7816BF 3/12",
    "HECHA/1 2026-0007 R2 " PRINTED " 0/12",
    "HECHA/1 2026-0007 R2 " PRINTED " 13/12",
    "HECHA/1 2026-0007 R2 " PRINTED " 3/99999",
    "HECHA/1 2026-0007 R2 " PRINTED " 3",
    "HECHA/1 2026-0007 R2 " PRINTED " 3/12/1",
    "HECHA/1 2026-0007 R2 " PRINTED " 03/12",
    "HECHA/1 2026-0007 R2 " PRINTED " 3/12 ",
    "HECHA/1 2026-0007 R2 " PRINTED " +3/12",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaPageMark) mark = hecha_page_mark_parse (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (mark);
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/page-mark/text", test_text);
  g_test_add_func ("/page-mark/parse", test_parse);
  g_test_add_func ("/page-mark/bad", test_bad);
  return g_test_run ();
}

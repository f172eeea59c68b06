/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-second.h"

#include "fixture.h"

#include <string.h>

static Fixture *fixture;

static void
test_pages (gconstpointer data)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, data);
  g_autofree char *message = NULL;

  g_assert_cmpint (hecha_pdf_second_reading (bytes, &message), ==, 4);
  g_assert_cmpstr (message, ==, "qpdf reads 4 pages.");
}

/* Nothing is repaired: a program that shows a file with repairs shows another file. */
static void
test_damaged (void)
{
  static const char *const table[][2] = { { "startxref", "startxxxx" }, { "/Root", "/Toot" } };
  g_autoptr(GBytes) plain = fixture_read (fixture, "plain.pdf");
  gsize size = g_bytes_get_size (plain);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (plain, 0, size / 2), empty = g_bytes_new (NULL, 0);
  GBytes *parts[] = { half, empty };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (plain, NULL), size);
      char *at = memmem (copy, size, table[i][0], strlen (table[i][0]));
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *message = NULL;

      g_assert_nonnull (at);
      memcpy (at, table[i][1], strlen (table[i][1]));
      bytes = g_bytes_new (copy, size);
      g_assert_cmpint (hecha_pdf_second_reading (bytes, &message), ==, -1);
      g_assert_nonnull (message);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *message = NULL;

      g_assert_cmpint (hecha_pdf_second_reading (parts[i], &message), ==, -1);
      g_assert_nonnull (message);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_pdf (fixture, "plain.pdf", 4, FALSE);
  fixture_make_pdf (fixture, "packed.pdf", 4, TRUE);
  g_test_add_data_func ("/pdf-second/table", "plain.pdf", test_pages);
  g_test_add_data_func ("/pdf-second/stream", "packed.pdf", test_pages);
  g_test_add_func ("/pdf-second/damaged", test_damaged);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}

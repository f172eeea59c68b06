/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a sample document, to be looked at and measured:
 * make-report FILE evaluation|inspection zh|en ITEMS PICTURES JPEG [two] [long] [draft] [plant] */
#include "sample-input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main (int    argc,
      char **argv)
{
  HechaSample sample = { 0 };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(GError) error = NULL;
  gint64 begin;
  guint pages;

  if (argc < 7)
    {
      fprintf (stderr, "usage: %s FILE evaluation|inspection zh|en ITEMS PICTURES JPEG [two] [long] [draft]\n", argv[0]);
      return 2;
    }
  sample.procedure = strcmp (argv[2], "inspection") == 0 ? HECHA_PROCEDURE_INSPECTION : HECHA_PROCEDURE_EVALUATION;
  sample.language = hecha_language_from_text (argv[3]);
  sample.n_items = strtoul (argv[4], NULL, 10);
  sample.n_pictures = strtoul (argv[5], NULL, 10);
  for (int i = 7; i < argc; i++)
    {
      sample.two_types |= strcmp (argv[i], "two") == 0;
      sample.long_texts |= strcmp (argv[i], "long") == 0;
      sample.n_devices += strcmp (argv[i], "plant") == 0 ? 60 : 0;
      sample.draft |= strcmp (argv[i], "draft") == 0;
    }
  sample_input_init (&input, &sample, argv[6]);
  begin = g_get_monotonic_time ();
  if (!hecha_report_write (argv[1], &input.input, &pages, NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  printf ("%s: %u pages, %.0f ms\n", argv[1], pages, (g_get_monotonic_time () - begin) / 1000.0);
  return 0;
}

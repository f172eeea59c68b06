/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"
#include "error.h"
#include "oscal-document.h"

/* A small file of tests/formats/oscal, or of data/checklists where @folder says so. */
static inline GBytes *
fixture (const char *folder,
         const char *name)
{
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL)
                                 : g_test_build_filename (G_TEST_DIST, "formats", "oscal", name, NULL);
  g_autoptr(GError) error = NULL;
  char *text;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, size);
}

/* A catalog that is as good as it gets around @body, which ends its object. */
static inline GBytes *
catalog_with (const char *body)
{
  char *text = g_strdup_printf ("{\"catalog\": {\"uuid\": \"0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10\", \"metadata\": "
                                "{\"title\": \"T\", \"version\": \"1\", \"oscal-version\": \"1.2.1\", "
                                "\"last-modified\": \"2026-01-01T00:00:00Z\"}, %s}}", body);

  return g_bytes_new_take (text, strlen (text));
}

static inline HechaItem *
item_of (HechaPack  *pack,
         const char *id)
{
  for (guint i = 0; i < pack->items->len; i++)
    if (strcmp (((HechaItem *) pack->items->pdata[i])->id, id) == 0)
      return pack->items->pdata[i];
  g_test_message ("no item %s", id);
  g_assert_not_reached ();
}

static inline void
assert_step (HechaItem   *item,
             guint        nth,
             HechaMethod  method,
             const char  *zh,
             const char  *en)
{
  HechaStep *step = item->steps->pdata[nth];

  g_assert_cmpint (step->method, ==, method);
  g_assert_cmpstr (step->text.zh, ==, zh);
  g_assert_cmpstr (step->text.en, ==, en);
}

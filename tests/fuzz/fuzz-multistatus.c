/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "multistatus.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) xml = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = hecha_multistatus_parse (xml, "https://dav.example.org/dav/a/", &error);

  g_assert_true ((entries == NULL) == (error != NULL));
  for (guint i = 0; entries && i < entries->len; i++)
    {
      const HechaRemoteEntry *entry = entries->pdata[i];

      g_assert_true (hecha_remote_segment_is_valid (entry->name));
      g_assert_cmpint (entry->size, >=, -1);
    }
  return 0;
}

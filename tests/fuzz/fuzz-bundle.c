/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle.h"
#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaBundle) bundle = hecha_bundle_read (bytes, "input.zip", &error);
  g_autoptr(GPtrArray) names = bundle ? hecha_bundle_names (bundle) : g_ptr_array_new ();

  g_assert_true ((bundle == NULL) == (error != NULL));
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *inside = g_strconcat ("/", names->pdata[i], "/", NULL);

      g_assert_null (strstr (inside, "/../"));
      g_assert_null (strstr (inside, "//"));
    }
  return 0;
}

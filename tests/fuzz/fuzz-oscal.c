/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "oscal-profile.h"

#include <string.h>

static const char small[] =
  "{\"catalog\": {\"uuid\": \"0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10\", \"metadata\": {\"title\": \"T\","
  " \"version\": \"1\", \"oscal-version\": \"1.2.1\"}, \"params\": [{\"id\": \"p\", \"label\": \"l\"}],"
  " \"controls\": [{\"id\": \"hc-1\", \"title\": \"A\", \"parts\": [{\"id\": \"hc-1_smt\", \"name\": \"statement\","
  " \"prose\": \"{{ insert: param, p }}\"}], \"controls\": [{\"id\": \"hc-1.1\", \"title\": \"B\"}]}]}}";

typedef struct
{
  const uint8_t *data;
  size_t         size;
} Input;

/* A profile may import a catalog, or itself. */
static GBytes *
load (const char  *href,
      gpointer     data,
      GError     **error)
{
  const Input *input = data;

  return strstr (href, "self") ? g_bytes_new (input->data, input->size) : g_bytes_new_static (small, strlen (small));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  Input input = { data, size };
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPack) pack = hecha_oscal_read (bytes, "input.json", load, &input, &error);

  g_assert_true ((pack == NULL) == (error != NULL));
  for (guint i = 0; pack && i < pack->items->len; i++)
    {
      const HechaItem *item = pack->items->pdata[i];

      g_assert_true (g_uuid_string_is_valid (item->uuid));
      g_assert_cmpuint (item->steps->len, >=, 1);
      g_assert_nonnull (item->digest);
    }
  return 0;
}

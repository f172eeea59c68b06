/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "announcement.h"
#include "fuzz.h"
#include "segment.h"

/* What lies behind the signature is what is looked for here. */
static gboolean
accept_cb (const char    *public_key,
           gconstpointer  data,
           gsize          size,
           const char    *signature)
{
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) other = NULL;
  g_autoptr(HechaSegment) segment = hecha_segment_parse (bytes, "input", accept_cb, &error);
  g_autoptr(HechaAnnouncement) announcement = hecha_announcement_parse ((const char *) data, size, "input", accept_cb,
                                                                        &other);

  g_assert_true ((segment == NULL) == (error != NULL));
  g_assert_true ((announcement == NULL) == (other != NULL));
  if (segment)
    g_assert_cmpint (segment->last - segment->first + 1, ==, segment->events->len);
  return 0;
}

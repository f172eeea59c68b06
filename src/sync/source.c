/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source.h"

static GInputStream *
open_bytes (gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return g_memory_input_stream_new_from_bytes (data);
}

/**
 * hecha_source_from_bytes:
 * @bytes: must outlive the source, which takes no reference
 *
 * Returns: a source that gives @bytes
 */
HechaSource
hecha_source_from_bytes (GBytes *bytes)
{
  return (HechaSource) { open_bytes, bytes, g_bytes_get_size (bytes) };
}

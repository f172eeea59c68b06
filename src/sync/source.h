/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaSource:
 * @open: returns a new stream at the first byte, or %NULL and an error. It may
 *   be called more than once, when a server asks for the body again
 * @data: for @open
 * @size: bytes; the stream gives them, and may go on with others that are not sent
 *
 * Bytes to be sent that need not be in memory. Used from the sender's thread.
 */
typedef struct
{
  GInputStream *(*open) (gpointer       data,
                         GCancellable  *cancellable,
                         GError       **error);
  gpointer data;
  guint64 size;
} HechaSource;

HechaSource hecha_source_from_bytes (GBytes *bytes);

G_END_DECLS

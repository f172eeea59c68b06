/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-filter.h"

#include "error.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK (64 * 1024)

/* GLib's converter is zlib without a dependency of its own. */
static GBytes *
convert (GConverter   *converter,
         const guint8 *data,
         gsize         size,
         gsize         limit,
         GError      **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize used = 0, made = 0;

      result = g_converter_convert (converter, data, size, chunk, CHUNK, G_CONVERTER_INPUT_AT_END,
                                    &used, &made, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      data += used;
      size -= used;
      if (out->len + made > limit)
        {
          g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                       "a stream holds more than %" G_GSIZE_FORMAT " bytes", limit);
          return NULL;
        }
      g_byte_array_append (out, chunk, (guint) made);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * hecha_inflate:
 * @data: (array length=size): zlib data (RFC 1950)
 * @limit: the most bytes to make of it
 *
 * Returns: (transfer full) (nullable): the bytes; %HECHA_ERROR_TOO_LARGE over
 *   @limit, else %HECHA_ERROR_DAMAGED
 */
GBytes *
hecha_inflate (gconstpointer data,
               gsize         size,
               gsize         limit,
               GError      **error)
{
  g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr(GError) failure = NULL;
  GBytes *bytes = convert (G_CONVERTER (zlib), data, size, MIN (limit, G_MAXUINT / 2), &failure);

  if (bytes)
    return bytes;
  if (failure->domain == HECHA_ERROR)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "a compressed stream: %s", failure->message);
  return NULL;
}

/**
 * hecha_deflate:
 *
 * Returns: (transfer full): @data as zlib data
 */
GBytes *
hecha_deflate (gconstpointer data,
               gsize         size)
{
  g_autoptr(GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  GBytes *bytes = convert (G_CONVERTER (zlib), data, size, G_MAXUINT / 2, NULL);

  g_assert (bytes);
  return bytes;
}

static guint8
paeth (int left,
       int up,
       int corner)
{
  int estimate = left + up - corner;
  int a = abs (estimate - left), b = abs (estimate - up), c = abs (estimate - corner);

  return (guint8) (a <= b && a <= c ? left : b <= c ? up : corner);
}

static gboolean
undo_row (guint8        filter,
          const guint8 *in,
          const guint8 *above,
          guint8       *out,
          gsize         columns)
{
  for (gsize i = 0; i < columns; i++)
    {
      int left = i ? out[i - 1] : 0, corner = i ? above[i - 1] : 0;
      int guess[] = { 0, left, above[i], (left + above[i]) / 2, paeth (left, above[i], corner) };

      if (filter >= G_N_ELEMENTS (guess))
        return FALSE;
      out[i] = (guint8) (in[i] + guess[filter]);
    }
  return TRUE;
}

/**
 * hecha_undo_predictor:
 * @bytes: rows of a PNG filter type and @columns bytes, of one byte a sample
 *
 * Returns: (transfer full) (nullable): the rows without their filters (RFC
 *   2083, 6); %HECHA_ERROR_DAMAGED where @bytes is no such thing
 */
GBytes *
hecha_undo_predictor (GBytes  *bytes,
                      gsize    columns,
                      GError **error)
{
  gsize size;
  const guint8 *in = g_bytes_get_data (bytes, &size);
  gsize rows;
  g_autofree guint8 *out = NULL;
  g_autofree guint8 *zeros = NULL;

  if (columns == 0 || columns > 65536 || size % (columns + 1))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "a stream's rows do not fit its predictor");
      return NULL;
    }
  rows = size / (columns + 1);
  out = g_malloc (rows * columns + 1);
  zeros = g_malloc0 (columns);
  for (gsize row = 0; row < rows; row++)
    if (!undo_row (in[row * (columns + 1)], in + row * (columns + 1) + 1,
                   row ? out + (row - 1) * columns : zeros, out + row * columns, columns))
      {
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "a stream's row has an unknown predictor");
        return NULL;
      }
  return g_bytes_new_take (g_steal_pointer (&out), rows * columns);
}

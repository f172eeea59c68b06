/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "icc.h"

#include <math.h>
#include <string.h>

#define CURVE_POINTS 1024
#define HEADER_SIZE  128
#define N_TAGS       9

static void
put16 (GByteArray *out,
       guint16     value)
{
  guint16 big = GUINT16_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, 2);
}

static void
put32 (GByteArray *out,
       guint32     value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, 4);
}

static void
put_text (GByteArray *out,
          const char *text,
          gsize       size)
{
  g_byte_array_append (out, (const guint8 *) text, size);
}

static void
put_zeros (GByteArray *out,
           guint       n)
{
  for (guint i = 0; i < n; i++)
    put_text (out, "", 1);
}

static void
put_xyz (GByteArray    *out,
         const guint32  xyz[3])
{
  put_text (out, "XYZ ", 4);
  put32 (out, 0);
  for (guint i = 0; i < 3; i++)
    put32 (out, xyz[i]);
}

static void
put_description (GByteArray *out,
                 const char *text)
{
  put_text (out, "desc", 4);
  put32 (out, 0);
  put32 (out, strlen (text) + 1);
  put_text (out, text, strlen (text) + 1);
  put_zeros (out, 4 + 4 + 2 + 1 + 67);
}

static void
put_copyright (GByteArray *out,
               const char *text)
{
  put_text (out, "text", 4);
  put32 (out, 0);
  put_text (out, text, strlen (text) + 1);
}

/* IEC 61966-2-1, from an encoded value to a linear one. */
static double
linear (double encoded)
{
  return encoded <= 0.04045 ? encoded / 12.92 : pow ((encoded + 0.055) / 1.055, 2.4);
}

static void
put_curve (GByteArray *out)
{
  put_text (out, "curv", 4);
  put32 (out, 0);
  put32 (out, CURVE_POINTS);
  for (guint i = 0; i < CURVE_POINTS; i++)
    put16 (out, (guint16) (linear (i / (CURVE_POINTS - 1.0)) * 65535 + 0.5));
}

static void
put_header (GByteArray *out,
            guint32     size)
{
  put32 (out, size);
  put32 (out, 0);
  put32 (out, 0x02100000);
  put_text (out, "mntrRGB XYZ ", 12);
  for (guint i = 0; i < 6; i++)
    put16 (out, (const guint16[]) { 2026, 1, 1, 0, 0, 0 }[i]);
  put_text (out, "acsp", 4);
  put_zeros (out, 28);
  put32 (out, 0xf6d6);
  put32 (out, 0x10000);
  put32 (out, 0xd32d);
  put_zeros (out, HEADER_SIZE - out->len);
}

/**
 * hecha_icc_srgb:
 *
 * Makes an ICC profile, version 2.1, of the sRGB colour space, from the curve
 * of IEC 61966-2-1 and its primaries adapted to D50.
 *
 * Returns: (transfer full): the same bytes each time
 */
GBytes *
hecha_icc_srgb (void)
{
  static const char names[N_TAGS][5] = { "desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC" };
  static const guint32 xyz[4][3] = { { 0xf6d6, 0x10000, 0xd32d }, { 0x6fa2, 0x38f5, 0x0390 },
                                     { 0x6299, 0xb785, 0x18da }, { 0x24a0, 0x0f84, 0xb6cf } };
  const guint start = HEADER_SIZE + 4 + N_TAGS * 12;
  guint32 offset[N_TAGS], size[N_TAGS];
  g_autoptr(GByteArray) body = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < N_TAGS; i++)
    {
      offset[i] = i > 6 ? offset[6] : start + body->len;
      if (i == 0)
        put_description (body, "sRGB");
      else if (i == 1)
        put_copyright (body, "No copyright, use freely");
      else if (i < 6)
        put_xyz (body, xyz[i - 2]);
      else if (i == 6)
        put_curve (body);
      size[i] = i > 6 ? size[6] : start + body->len - offset[i];
      put_zeros (body, (4 - body->len % 4) % 4);
    }
  put_header (out, start + body->len);
  put32 (out, N_TAGS);
  for (guint i = 0; i < N_TAGS; i++)
    {
      put_text (out, names[i], 4);
      put32 (out, offset[i]);
      put32 (out, size[i]);
    }
  g_byte_array_append (out, body->data, body->len);
  return g_byte_array_free_to_bytes (out);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "stamp.h"

/* SHA-256 of "hecha", which the good ones of the corpus stamp. */
static const guint8 imprint[] = {
  0x8a, 0xba, 0x9c, 0x88, 0xac, 0x75, 0x5b, 0x76, 0x19, 0xa0, 0xd5, 0x20, 0x7f, 0xb6, 0xde, 0xbf,
  0x09, 0x02, 0x80, 0xf3, 0xcf, 0x4f, 0x2b, 0x4d, 0x13, 0xee, 0x97, 0xe8, 0x1e, 0x85, 0x1e, 0xb9,
};

static GBytes *
answer_cb (GBytes   *query,
           gpointer  data,
           GError  **error)
{
  return g_bytes_ref (data);
}

/* The input is an authority's answer, and a token that somebody put into a file. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GBytes) digest = g_bytes_new_static (imprint, sizeof imprint);
  HechaStamper stamper = { answer_cb, bytes, NULL, 0 };
  g_autoptr(GBytes) fetched = hecha_stamp_fetch (&stamper, digest, NULL);
  g_autoptr(HechaStamp) stamp = hecha_stamp_read (bytes, NULL);

  /* No answer of a corpus answers this question, whose nonce is new. */
  g_assert_null (fetched);
  if (stamp)
    hecha_stamp_verify (stamp, digest, NULL);
  return 0;
}

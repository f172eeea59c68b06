/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "cms.h"

/* SHA-256 of "hecha", which the good ones of the corpus sign. */
static const guint8 imprint[] = {
  0x8a, 0xba, 0x9c, 0x88, 0xac, 0x75, 0x5b, 0x76, 0x19, 0xa0, 0xd5, 0x20, 0x7f, 0xb6, 0xde, 0xbf,
  0x09, 0x02, 0x80, 0xf3, 0xcf, 0x4f, 0x2b, 0x4d, 0x13, 0xee, 0x97, 0xe8, 0x1e, 0x85, 0x1e, 0xb9,
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GBytes) digest = g_bytes_new_static (imprint, sizeof imprint);
  g_autoptr(HechaCms) cms = hecha_cms_read (bytes, NULL);
  g_autoptr(GPtrArray) certificates = cms ? hecha_cms_dup_certificates (cms) : NULL;
  g_autoptr(GBytes) value = cms ? hecha_cms_dup_signature (cms) : NULL;
  g_autoptr(GBytes) token = cms && hecha_cms_has_stamp (cms) ? hecha_cms_dup_stamp (cms) : NULL;
  g_autoptr(HechaStamp) stamp = token ? hecha_stamp_read (token, NULL) : NULL;
  g_autofree char *message = NULL;

  if (!cms)
    return 0;
  hecha_cms_verify (cms, digest, NULL);
  hecha_cms_names_certificate (cms, NULL);
  /* Nothing is trusted here. */
  g_assert_cmpint (hecha_cms_judge_trust (cms, NULL, NULL, 0, NULL, &message), !=, HECHA_TRUST_TRUSTED);
  return 0;
}

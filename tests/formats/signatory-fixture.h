/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "digest.h"
#include "signed-json.h"

#include <string.h>

/* A stand-in for a key: it "signs" with a digest over key and data. The real one is tested in tests/sign. */
#define FAKE_KEY "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="   /* 0123456789abcdef0123456789abcdef */

static inline char *
fake_signature (const char    *public_key,
                gconstpointer  data,
                gsize          size)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  char digest[HECHA_DIGEST_HEX];

  hecha_digester_update (digester, public_key, strlen (public_key));
  hecha_digester_update (digester, data, size);
  hecha_digester_finish (digester, digest, NULL);
  return g_base64_encode ((const guchar *) digest, strlen (digest));
}

static inline char *
fake_sign (gconstpointer   data,
           gsize           size,
           gpointer        user_data,
           GError        **error)
{
  return fake_signature (user_data, data, size);
}

static inline gboolean
fake_verify (const char    *public_key,
             gconstpointer  data,
             gsize          size,
             const char    *signature)
{
  g_autofree char *expected = fake_signature (public_key, data, size);

  return strcmp (expected, signature) == 0;
}

static inline HechaSignatory
fake_signatory (char **device)
{
  static const char raw[] = "0123456789abcdef0123456789abcdef";

  *device = hecha_sha256_hex (raw, strlen (raw));
  return (HechaSignatory) { *device, FAKE_KEY, "laptop 1", "Example Evaluation Co.", fake_sign, (gpointer) FAKE_KEY };
}

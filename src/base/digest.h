/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HECHA_SHA256_SIZE 32
#define HECHA_DIGEST_HEX  65    /* 64 hex digits and the NUL; SM3 has the same length */

/**
 * HechaDigester:
 *
 * Computes SHA-256 and, where asked, SM3 over a stream in one pass. Not
 * thread-safe; one a thread.
 */
typedef struct _HechaDigester HechaDigester;

HechaDigester *hecha_digester_new    (gboolean       with_sm3);
void           hecha_digester_free   (HechaDigester *self);
void           hecha_digester_update (HechaDigester *self,
                                      gconstpointer  data,
                                      gsize          size);
void           hecha_digester_finish (HechaDigester *self,
                                      char           sha256[HECHA_DIGEST_HEX],
                                      char           sm3[HECHA_DIGEST_HEX]);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDigester, hecha_digester_free)

char    *hecha_sha256_hex    (gconstpointer data,
                              gsize         size);
gboolean hecha_is_sha256_hex (const char   *text);
char    *hecha_hex_encode    (const guint8 *data,
                              gsize         size);
GBytes  *hecha_hex_decode    (const char   *text);
void     hecha_random_bytes  (guint8       *out,
                              gsize         size);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "certificate.h"

G_BEGIN_DECLS

/**
 * HechaPinTry:
 * @HECHA_PIN_WANTED: the token asks
 * @HECHA_PIN_WRONG: the one given before was wrong
 * @HECHA_PIN_LAST: the next wrong one locks the token
 *
 * Why a PIN is asked for.
 */
typedef enum
{
  HECHA_PIN_WANTED,
  HECHA_PIN_WRONG,
  HECHA_PIN_LAST,
} HechaPinTry;

/**
 * HechaPinAsk:
 * @token: label of the token
 *
 * Called in the thread that signs. Returns: (transfer full) (nullable): the
 * PIN, which is wiped and freed after use; %NULL to give up.
 */
typedef char *(*HechaPinAsk) (const char  *token,
                              HechaPinTry  reason,
                              gpointer     data);

/**
 * HechaTokenCertificate:
 * @uri: of the certificate and its key (RFC 7512)
 * @token: label of the token
 * @certificate: what is told of it
 *
 * A certificate of a person or body on a token that is plugged in.
 */
typedef struct
{
  char             *uri;
  char             *token;
  HechaCertificate *certificate;
} HechaTokenCertificate;

void       hecha_token_certificate_free (HechaTokenCertificate *self);
GPtrArray *hecha_token_list             (GError               **error);

G_END_DECLS

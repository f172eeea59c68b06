/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/**
 * HechaSignFunc:
 *
 * Signs with a device's key.
 *
 * Returns: (transfer full) (nullable): the signature in base64
 */
typedef char *(*HechaSignFunc) (gconstpointer   data,
                                gsize           size,
                                gpointer        user_data,
                                GError        **error);

/**
 * HechaVerifyFunc:
 * @public_key: base64, from outside
 * @signature: base64, from outside
 *
 * Returns: whether @signature is that key's signature of the data
 */
typedef gboolean (*HechaVerifyFunc) (const char    *public_key,
                                     gconstpointer  data,
                                     gsize          size,
                                     const char    *signature);

/**
 * HechaSignatory:
 * @device: SHA-256 of its public key, lower-case hex
 * @public_key: base64
 * @name: what people call the device
 * @unit: whose it is
 * @sign: signs with its key
 * @user_data: for @sign
 *
 * A device that signs.
 */
typedef struct
{
  const char    *device;
  const char    *public_key;
  const char    *name;
  const char    *unit;
  HechaSignFunc  sign;
  gpointer       user_data;
} HechaSignatory;

char       *hecha_signed_json_build (JsonObject            *object,
                                     const char            *kind,
                                     const HechaSignatory  *signatory,
                                     GError               **error);
JsonObject *hecha_signed_json_parse (const char            *text,
                                     gssize                 length,
                                     const char            *name,
                                     const char            *kind,
                                     HechaVerifyFunc        verify,
                                     GError               **error);

G_END_DECLS

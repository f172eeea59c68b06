/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaDeviceKey:
 *
 * The Ed25519 key of one device, which signs everything that leaves the
 * machine. Immutable; may be used from any thread.
 */
typedef struct _HechaDeviceKey HechaDeviceKey;

HechaDeviceKey *hecha_device_key_generate   (GError              **error);
HechaDeviceKey *hecha_device_key_from_pem   (GBytes               *pem,
                                             GError              **error);
void            hecha_device_key_free       (HechaDeviceKey       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDeviceKey, hecha_device_key_free)
GBytes         *hecha_device_key_to_pem     (const HechaDeviceKey *self,
                                             GError              **error);
const char     *hecha_device_key_get_id     (const HechaDeviceKey *self);
const char     *hecha_device_key_get_public (const HechaDeviceKey *self);
char           *hecha_device_key_sign       (const HechaDeviceKey *self,
                                             gconstpointer         data,
                                             gsize                 size,
                                             GError              **error);
gboolean        hecha_device_key_verify     (const char           *public_key,
                                             gconstpointer         data,
                                             gsize                 size,
                                             const char           *signature);
char           *hecha_device_id_of          (const char           *public_key);

G_END_DECLS

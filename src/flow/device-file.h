/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "device-key.h"

G_BEGIN_DECLS

/**
 * HechaDeviceFile:
 *
 * What the user's configuration keeps of one workspace: the device key, and
 * which folder and which state of the database it was last used with, so that
 * a copy or a restored backup is noticed.
 */
typedef struct _HechaDeviceFile HechaDeviceFile;

HechaDeviceFile *hecha_device_file_open    (const char             *workspace_uuid,
                                            const char             *directory,
                                            const char             *token,
                                            GError                **error);
void             hecha_device_file_free    (HechaDeviceFile        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDeviceFile, hecha_device_file_free)
const HechaDeviceKey *hecha_device_file_get_key   (HechaDeviceFile *self);
const char           *hecha_device_file_get_token (HechaDeviceFile *self);
const char           *hecha_device_file_get_notice (HechaDeviceFile *self);
char            *hecha_config_path         (const char             *workspace_uuid,
                                            const char             *name);
gboolean         hecha_config_write        (const char             *path,
                                            const char             *text,
                                            GError                **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote.h"

G_BEGIN_DECLS

HechaRemote *hecha_webdav_new (const char              *url,
                               const HechaHttpOptions  *options,
                               const HechaCredentials  *credentials,
                               const char              *tag,
                               GError                 **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote.h"

G_BEGIN_DECLS

gboolean     hecha_folder_is_address (const char   *url);
HechaRemote *hecha_folder_new        (const char   *url,
                                      const char   *tag,
                                      GError      **error);

G_END_DECLS

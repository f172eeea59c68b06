/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote.h"

G_BEGIN_DECLS

#define HECHA_MULTISTATUS_ENTRIES_MAX 100000

GPtrArray *hecha_multistatus_parse (GBytes      *xml,
                                    const char  *folder_url,
                                    GError     **error);

G_END_DECLS

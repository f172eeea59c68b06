/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaLibraryPage:
 *
 * The checklist packs 检查表: version, signer, digest, and how many visits use them.
 */
#define HECHA_TYPE_LIBRARY_PAGE (hecha_library_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaLibraryPage, hecha_library_page, HECHA, LIBRARY_PAGE, HechaPlace)

G_END_DECLS

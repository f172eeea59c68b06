/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"
#include "oscal-words.h"

G_BEGIN_DECLS

HechaItem *hecha_oscal_item_new (const HechaOscalWords  *words,
                                 JsonObject             *control,
                                 const char             *group,
                                 GError                **error);

G_END_DECLS

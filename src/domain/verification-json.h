/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *hecha_verification_to_json (const HechaVerification *self);

G_END_DECLS

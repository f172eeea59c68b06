/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"
#include "verification.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void hecha_verification_told (HechaVerification *verification,
                              HechaPdfFile      *pdf,
                              GCancellable      *cancellable);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void hecha_report_data_check (const char        *file,
                              HechaVerification *verification,
                              GCancellable      *cancellable);

G_END_DECLS

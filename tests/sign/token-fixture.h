/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"

/* A SoftHSM token in the fixture's folder, filled by p11tool. */

#define FIXTURE_PIN "648291"
#define FIXTURE_SOFTHSM "/usr/lib/softhsm/libsofthsm2.so"

gboolean fixture_has_tokens (void);
void     fixture_make_token (Fixture    *self,
                             const char *label);
void     fixture_fill_token (Fixture    *self,
                             const char *label,
                             const char *name,
                             const char *id);

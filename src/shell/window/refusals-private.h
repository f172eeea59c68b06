/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "refusals.h"

/* What a verification says, as it says it: each value is written %s. %NULL after the last. */
extern const char *const hecha_verification_messages[];

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "refusals.h"

/* What a verification says, as it says it: each value is written %s. %NULL after the last. */
extern const char *const hecha_verification_messages[];

/* Where in a file something is, by a number: stands before what is said of it. %NULL after the last. */
extern const char *const hecha_verification_places[];

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scoring.h"

G_BEGIN_DECLS

HechaScoring *hecha_scoring_scheme_load (GError     **error);
HechaScoring *hecha_scoring_scheme_set  (const char  *path,
                                         GError     **error);

G_END_DECLS

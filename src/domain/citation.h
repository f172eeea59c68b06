/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text.h"

G_BEGIN_DECLS

GStrv hecha_citation_check (const HechaText *source);

G_END_DECLS

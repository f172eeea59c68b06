/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

G_BEGIN_DECLS

GBytes *hecha_evidence_manifest (const HechaCase *self);
GBytes *hecha_journal_heads_file     (const HechaCase *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"

#include <gio/gio.h>

/**
 * HechaRangeDigest:
 *
 * Digests of a file's signed ranges. What two signatures have in common is
 * read once: ask in the order of the ranges.
 */
typedef struct _HechaRangeDigest HechaRangeDigest;

HechaRangeDigest *hecha_range_digest_new     (const HechaPdfFile *file);
void              hecha_range_digest_free    (HechaRangeDigest   *self);
GBytes           *hecha_range_digest_compute (HechaRangeDigest   *self,
                                              const char         *algorithm,
                                              gsize               gap,
                                              gsize               resume,
                                              gsize               end,
                                              GCancellable       *cancellable);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"

#include <gio/gio.h>

/**
 * HechaRangeDigest:
 *
 * Digests of a mapped file and of its signed ranges. What two of them have in common
 * is read once, but for a few MB where the next one begins before it ends.
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
char             *hecha_range_digest_whole   (HechaRangeDigest   *self,
                                              GCancellable       *cancellable);
GBytes           *hecha_range_digest_extend  (HechaRangeDigest   *self,
                                              gconstpointer       data,
                                              gsize               size,
                                              gconstpointer       more,
                                              gsize               more_size);
gboolean          hecha_range_digest_is_same (HechaRangeDigest   *self,
                                              const char         *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRangeDigest, hecha_range_digest_free)

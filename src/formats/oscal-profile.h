/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"
#include "enterprise.h"

G_BEGIN_DECLS

/**
 * HechaOscalLoad:
 * @href: what an import refers to: a path relative to the pack's or library's
 *   top, without "..", or an absolute URI, or "urn:uuid:" and the UUID of a
 *   catalog
 * @data: for the callback
 *
 * Finds a document that an import refers to, in the same pack or in the
 * library. It is never fetched from elsewhere.
 *
 * Returns: (transfer full) (nullable): its bytes; %HECHA_ERROR_NOT_FOUND where
 *   it is not at hand
 */
typedef GBytes *(*HechaOscalLoad) (const char  *href,
                                   gpointer     data,
                                   GError     **error);

HechaPack *hecha_oscal_read           (GBytes          *bytes,
                                       const char      *name,
                                       HechaOscalLoad   load,
                                       gpointer         data,
                                       GError         **error);
gboolean   hecha_oscal_profile_target (GBytes          *bytes,
                                       const char      *name,
                                       HechaType       *type,
                                       int             *level,
                                       GError         **error);

G_END_DECLS

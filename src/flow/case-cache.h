/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "session-private.h"

G_BEGIN_DECLS

/**
 * HechaCaseCache:
 *
 * The cases that are being worked on, as the journal tells them, so that an
 * edit is judged without reading the whole case again. Its lock orders the
 * edits: between hecha_case_cache_lock() and _unlock() nobody else edits.
 * A case that was changed from elsewhere is forgotten, and read again.
 */
typedef struct _HechaCaseCache HechaCaseCache;

HechaCaseCache *hecha_case_cache_new    (void);
void            hecha_case_cache_free   (HechaCaseCache  *self);
HechaCase      *hecha_case_cache_lock   (HechaSession    *session,
                                         const char      *case_uuid,
                                         GError         **error);
void            hecha_case_cache_unlock (HechaSession    *session,
                                         const char      *case_uuid,
                                         gboolean         forget);
void            hecha_case_cache_forget (HechaSession    *session,
                                         const char      *case_uuid);
HechaCase      *hecha_case_load         (HechaSession    *session,
                                         const char      *case_uuid,
                                         GError         **error);

G_END_DECLS

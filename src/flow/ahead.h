/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaAhead:
 *
 * Works out one result after the other in two threads, some ahead of who takes
 * them, and no more than some, so that they cost little memory.
 */
typedef struct _HechaAhead HechaAhead;

/**
 * HechaAheadFunc:
 * @nth: which, from 0
 *
 * Works out one result. Called in threads of its own, two at a time.
 *
 * Returns: (transfer full) (nullable): the result; %NULL may be one
 */
typedef gpointer (*HechaAheadFunc) (guint      nth,
                                    gpointer   data,
                                    GError   **error);

HechaAhead *hecha_ahead_new  (guint            n,
                              guint            ahead,
                              HechaAheadFunc   func,
                              gpointer         data,
                              GDestroyNotify   free_result);
gpointer    hecha_ahead_take (HechaAhead      *self,
                              guint            nth,
                              GError         **error);
void        hecha_ahead_free (HechaAhead      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaAhead, hecha_ahead_free)

G_END_DECLS

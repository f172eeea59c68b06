/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaBusyBar:
 *
 * Says what is being done, how far it is, and stops it. Hidden where nothing is.
 */
#define HECHA_TYPE_BUSY_BAR (hecha_busy_bar_get_type ())
G_DECLARE_FINAL_TYPE (HechaBusyBar, hecha_busy_bar, HECHA, BUSY_BAR, AdwBin)

GCancellable *hecha_busy_bar_begin    (HechaBusyBar *self,
                                       const char   *what);
void          hecha_busy_bar_progress (guint64       done,
                                       guint64       total,
                                       gpointer      self);
gboolean      hecha_busy_bar_is_busy  (HechaBusyBar *self);
void          hecha_busy_bar_end      (HechaBusyBar *self);

G_END_DECLS

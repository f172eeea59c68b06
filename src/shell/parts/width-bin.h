/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HechaWidthBin:
 *
 * Holds its one child and says how wide it is: signal "width-changed" (int
 * width), once the sizes are given out, so that its handlers may show, hide and
 * rearrange.
 */
#define HECHA_TYPE_WIDTH_BIN (hecha_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (HechaWidthBin, hecha_width_bin, HECHA, WIDTH_BIN, GtkWidget)

G_END_DECLS

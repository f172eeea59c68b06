/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "capture.h"

#include <gst/gst.h>

G_BEGIN_DECLS

gboolean    hecha_capture_init   (GError     **error);
GstElement *hecha_capture_source (const char  *device,
                                  GError     **error);

G_END_DECLS

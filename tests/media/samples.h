/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

/* 64 × 32 pixels: red and green above blue and white. */
HechaPixels *sample_quadrants  (void);
char        *sample_corners    (const HechaPixels *pixels);
GByteArray  *sample_exif       (gboolean           big,
                                int                orientation,
                                const char        *time,
                                const char        *offset);
GBytes      *sample_jpeg       (const GByteArray  *exif);
GBytes      *sample_png        (const GByteArray  *exif);
GBytes      *sample_webp       (const GByteArray  *exif);
GBytes      *sample_tiff       (int                orientation);
GBytes      *sample_gif        (void);
GBytes      *sample_bmp        (void);
GBytes      *sample_pdf        (void);
GBytes      *sample_file       (const char        *name);
GBytes      *sample_cut        (GBytes            *bytes,
                                gsize              size);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

/**
 * HechaAppearance:
 * @role: as what one signs
 * @name: who signs
 * @time: when, as claimed
 * @certificate: digits that tell the certificate
 * @language: "zh_CN" or "en"
 * @picture: (nullable): of a signature by hand or a seal, beside the words
 *
 * What a visible signature shows.
 */
typedef struct
{
  const char *role;
  const char *name;
  gint64      time;
  const char *certificate;
  const char *language;
  const HechaPixels *picture;
} HechaAppearance;

/* What the content stream calls its picture. */
#define HECHA_APPEARANCE_PICTURE "Picture"

GString *hecha_appearance_draw (const HechaAppearance *words,
                                double                 width,
                                double                 height);
GString *hecha_appearance_draw_text (const char *text,
                                     const char *language,
                                     double      width,
                                     double      height);

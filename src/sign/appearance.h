/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * HechaAppearance:
 * @role: as what one signs
 * @name: who signs
 * @time: when, as claimed
 * @certificate: digits that tell the certificate
 * @language: "zh_CN" or "en"
 *
 * The words of a visible signature.
 */
typedef struct
{
  const char *role;
  const char *name;
  gint64      time;
  const char *certificate;
  const char *language;
} HechaAppearance;

GString *hecha_appearance_draw (const HechaAppearance *words,
                                double                 width,
                                double                 height);
GString *hecha_appearance_draw_text (const char *text,
                                     const char *language,
                                     double      width,
                                     double      height);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaNumberStyle:
 * @HECHA_NUMBER_PLAIN: a quantity or a code
 * @HECHA_NUMBER_DATE: shown as a date, with or without a time
 * @HECHA_NUMBER_TIME: shown as a time of day alone
 */
typedef enum
{
  HECHA_NUMBER_PLAIN,
  HECHA_NUMBER_DATE,
  HECHA_NUMBER_TIME,
} HechaNumberStyle;

HechaNumberStyle hecha_xlsx_builtin_style (guint             id);
HechaNumberStyle hecha_xlsx_custom_style  (const char       *format);
guint32          hecha_xlsx_number        (const char       *value,
                                           gsize             length,
                                           HechaNumberStyle  style,
                                           gboolean          date1904,
                                           GString          *out);

G_END_DECLS

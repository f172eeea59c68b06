/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"

/**
 * HechaPdfField:
 * @name: its full name, the partial ones joined by dots
 * @number: its object
 * @generation: of that object
 * @is_signature: whether it is a signature field
 * @value: the object that is its value; 0 where it has none, or a direct one
 * @is_filled: whether it has a value at all
 *
 * A field of a form that holds a value (ISO 32000-1, 12.7.3).
 */
typedef struct
{
  char    *name;
  guint    number;
  guint    generation;
  gboolean is_signature;
  guint    value;
  gboolean is_filled;
} HechaPdfField;

GPtrArray           *hecha_pdf_form_list (HechaPdfFile *file,
                                          GError      **error);
const HechaPdfField *hecha_pdf_form_find (GPtrArray    *fields,
                                          const char   *name);
const HechaPdfValue *hecha_pdf_form_transform (HechaPdfFile        *file,
                                               const HechaPdfValue *signature,
                                               const char          *method);
guint                hecha_pdf_form_level (HechaPdfFile *file);
gboolean             hecha_pdf_form_is_locked (HechaPdfFile        *file,
                                               const HechaPdfField *by,
                                               const char          *name);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaTextField:
 *
 * A caption and a text that wraps and grows. Enter keeps it (Shift+Enter begins
 * a new line), and so does leaving it or a second without typing: signal
 * "edited" (const char *text). Signal "entered": Enter was pressed.
 */
#define HECHA_TYPE_TEXT_FIELD (hecha_text_field_get_type ())
G_DECLARE_FINAL_TYPE (HechaTextField, hecha_text_field, HECHA, TEXT_FIELD, GtkBox)

GtkWidget *hecha_text_field_new       (const char     *label);
void       hecha_text_field_set_label (HechaTextField *self,
                                       const char     *label);
void       hecha_text_field_set_hint  (HechaTextField *self,
                                       const char     *hint);
void       hecha_text_field_set_text  (HechaTextField *self,
                                       const char     *text);
char      *hecha_text_field_dup_text  (HechaTextField *self);
void       hecha_text_field_flush     (HechaTextField *self);
void       hecha_text_field_drop      (HechaTextField *self);
void       hecha_text_field_mark      (HechaTextField *self,
                                       gboolean        missing);

G_END_DECLS

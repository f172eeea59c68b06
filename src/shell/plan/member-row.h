/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "procedure.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaMemberRow:
 *
 * One of a visit's team: role, name, post, certificate number, and the file of
 * the certificate that will sign. Signals "changed" and "removed".
 */
#define HECHA_TYPE_MEMBER_ROW (hecha_member_row_get_type ())
G_DECLARE_FINAL_TYPE (HechaMemberRow, hecha_member_row, HECHA, MEMBER_ROW, AdwExpanderRow)

GtkWidget   *hecha_member_row_new             (HechaProcedure  procedure,
                                               HechaRole       role,
                                               const char     *name);
HechaMember *hecha_member_row_dup_member      (HechaMemberRow *self);
void         hecha_member_row_set_member      (HechaMemberRow    *self,
                                               const HechaMember *member);
void         hecha_member_row_set_authorities (HechaMemberRow *self,
                                               const char     *unit,
                                               const char     *partner);
void         hecha_member_row_set_partner     (HechaMemberRow *self,
                                               gboolean        partner);
gboolean     hecha_member_row_is_partner      (HechaMemberRow *self);
void         hecha_member_row_set_certificate (HechaMemberRow *self,
                                               const char     *path);

G_END_DECLS

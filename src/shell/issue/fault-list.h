/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaFaultList:
 *
 * What a visit still lacks before its report can be issued; pressing a line
 * activates the action "issue.show-item" with the item's UUID.
 */
#define HECHA_TYPE_FAULT_LIST (hecha_fault_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaFaultList, hecha_fault_list, HECHA, FAULT_LIST, AdwBin)

GtkWidget *hecha_fault_list_new (void);
guint      hecha_fault_list_set (HechaFaultList  *self,
                                 const HechaCase *content);

G_END_DECLS

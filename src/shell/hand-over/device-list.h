/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaDeviceList:
 *
 * The devices whose entries wait for somebody to admit them; hidden where there
 * is none.
 */
#define HECHA_TYPE_DEVICE_LIST (hecha_device_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaDeviceList, hecha_device_list, HECHA, DEVICE_LIST, AdwBin)

GtkWidget *hecha_device_list_new  (void);
void       hecha_device_list_read (HechaDeviceList *self,
                                   HechaSession    *session);

G_END_DECLS

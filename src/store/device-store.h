/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journal.h"

G_BEGIN_DECLS

/**
 * HechaDeviceState:
 *
 * What a device is to this workspace. On disk: own, admitted, unknown.
 */
typedef enum
{
  HECHA_DEVICE_OWN,
  HECHA_DEVICE_ADMITTED,
  HECHA_DEVICE_UNKNOWN,
} HechaDeviceState;

extern const HechaNick hecha_device_state_nicks[];

/**
 * HechaDevice:
 * @id: SHA-256 of the public key, lower-case hex
 * @public_key: (nullable): as the device says
 * @name: (nullable): as the device says
 * @unit: (nullable): as the device says
 * @state: what it is to this workspace
 * @waiting: events of it that wait for its admission
 */
typedef struct
{
  char             *id;
  char             *public_key;
  char             *name;
  char             *unit;
  HechaDeviceState  state;
  gint64            waiting;
} HechaDevice;

HechaDevice *hecha_device_new           (const char         *id,
                                         HechaDeviceState    state);
void         hecha_device_free          (HechaDevice        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDevice, hecha_device_free)

gboolean     hecha_device_store_put     (HechaDb            *db,
                                         const HechaDevice  *device,
                                         GError            **error);
HechaDevice *hecha_device_store_find    (HechaDb            *db,
                                         const char         *id,
                                         GError            **error);
GPtrArray   *hecha_device_store_list    (HechaDb            *db,
                                         GError            **error);
GPtrArray   *hecha_device_store_waiting (HechaJournal       *journal,
                                         const char         *device,
                                         GError            **error);
gboolean     hecha_device_store_drop    (HechaJournal       *journal,
                                         GPtrArray          *events,
                                         GError            **error);
gboolean     hecha_device_store_receive (HechaJournal       *journal,
                                         GPtrArray          *events,
                                         gboolean           *waits,
                                         GError            **error);
gboolean     hecha_device_store_admit   (HechaJournal       *journal,
                                         const HechaEvent   *event,
                                         GError            **error);

G_END_DECLS

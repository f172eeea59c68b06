/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of hand-over.h about the devices that write here. */
#include "exchange.h"

#include "device-store.h"
#include "error.h"

#include <string.h>

void
hecha_device_row_free (HechaDeviceRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->state);
  g_free (self);
}

static gboolean
devices_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  GPtrArray **devices = data;

  *devices = hecha_device_store_list (hecha_journal_db (journal), error);
  return *devices != NULL;
}

/**
 * hecha_hand_over_devices:
 *
 * Returns: (transfer full) (element-type HechaDeviceRow) (nullable): the devices
 *   that write here, and those that wait to be admitted
 */
GPtrArray *
hecha_hand_over_devices (HechaSession  *session,
                         GError       **error)
{
  g_autoptr(GPtrArray) devices = NULL;
  GPtrArray *rows;

  if (!hecha_session_work (session, devices_work, &devices, error))
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_device_row_free);
  for (guint i = 0; i < devices->len; i++)
    {
      HechaDevice *device = devices->pdata[i];
      HechaDeviceRow *row = g_new0 (HechaDeviceRow, 1);

      row->id = g_strdup (device->id);
      row->name = g_strdup (device->name);
      row->unit = g_strdup (device->unit);
      row->state = g_strdup (hecha_nick_text (hecha_device_state_nicks, device->state));
      row->waiting = (guint) device->waiting;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static HechaDeviceRow *
find_row (GPtrArray   *rows,
          const char  *device,
          GError     **error)
{
  HechaDeviceRow *found = NULL;
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    if (g_str_has_prefix (((HechaDeviceRow *) rows->pdata[i])->id, device))
      {
        found = rows->pdata[i];
        n++;
      }
  if (n == 1 && strlen (device) >= 8)
    return found;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "“%s” names no device, or more than one", device);
  return NULL;
}

/**
 * hecha_devices_find:
 * @device: id of a device, or the beginning of it that no other has
 *
 * Returns: (transfer full) (nullable): its id
 */
char *
hecha_devices_find (HechaSession  *session,
                    const char    *device,
                    GError       **error)
{
  g_autoptr(GPtrArray) rows = hecha_hand_over_devices (session, error);
  HechaDeviceRow *found = rows ? find_row (rows, device, error) : NULL;

  return found ? g_strdup (found->id) : NULL;
}

/**
 * hecha_hand_over_admit:
 * @device: id of a device, or the beginning of it that no other has
 *
 * Admits a device: what waited for it is merged, and what it writes from now
 * on is taken in.
 */
gboolean
hecha_hand_over_admit (HechaSession  *session,
                       const char    *device,
                       GError       **error)
{
  g_autoptr(GPtrArray) rows = hecha_hand_over_devices (session, error);
  HechaDeviceRow *found = rows ? find_row (rows, device, error) : NULL;
  g_autofree char *subject = NULL;
  JsonObject *payload;

  if (!found)
    return FALSE;
  subject = g_strconcat ("device/", found->id, NULL);
  payload = json_object_new ();
  hecha_json_set_string (payload, "name", found->name);
  hecha_json_set_string (payload, "unit", found->unit);
  return hecha_session_append_one (session, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_DEVICE_ADMITTED,
                                                                 subject, payload), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capture-device.h"

#include "error.h"

#include <stdlib.h>
#include <string.h>

static void
device_free (gpointer data)
{
  HechaCaptureDevice *device = data;

  g_free (device->id);
  g_free (device->name);
  g_free (device);
}

static HechaCaptureDevice *
device_new (const char *id,
            const char *name)
{
  HechaCaptureDevice *device = g_new0 (HechaCaptureDevice, 1);

  device->id = g_strdup (id);
  device->name = g_strdup (name);
  return device;
}

/* The only device, where the environment names one. */
static const char *
get_named (void)
{
  const char *named = g_getenv ("HECHA_CAMERA");

  return named && *named ? named : NULL;
}

static gboolean
is_test (const char *device)
{
  return device && (g_str_equal (device, HECHA_CAPTURE_TEST) || g_str_has_prefix (device, HECHA_CAPTURE_TEST ":"));
}

/* What tells two cameras of one make apart. */
static char *
get_id (GstDevice *device)
{
  static const char *const keys[] = { "device.path", "api.v4l2.path", "object.path" };
  g_autoptr(GstStructure) properties = gst_device_get_properties (device);

  for (guint i = 0; properties && i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = gst_structure_get_string (properties, keys[i]);

      if (value)
        return g_strdup (value);
    }
  return gst_device_get_display_name (device);
}

static GList *
list_devices (void)
{
  g_autoptr(GstDeviceMonitor) monitor = gst_device_monitor_new ();
  GList *devices;

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  if (!gst_device_monitor_start (monitor))
    return NULL;
  devices = gst_device_monitor_get_devices (monitor);
  gst_device_monitor_stop (monitor);
  return devices;
}

static GstElement *
test_source (const char  *device,
             GError     **error)
{
  GstElement *source = gst_element_factory_make ("videotestsrc", NULL);
  const char *count = strchr (device, ':');

  if (!source)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "A part of GStreamer is missing: videotestsrc");
      return NULL;
    }
  g_object_set (source, "is-live", TRUE, NULL);
  if (count)
    g_object_set (source, "num-buffers", atoi (count + 1), NULL);
  return gst_object_ref_sink (source);
}

/**
 * hecha_capture_init:
 *
 * Starts GStreamer, once.
 *
 * Returns: %FALSE with %HECHA_ERROR_UNSUPPORTED
 */
gboolean
hecha_capture_init (GError **error)
{
  g_autoptr(GError) local = NULL;

  if (gst_init_check (NULL, NULL, &local))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "GStreamer does not start: %s",
               local ? local->message : "no reason given");
  return FALSE;
}

/**
 * hecha_capture_source:
 * @device: (nullable): an id as of hecha_capture_devices(); %NULL for the first
 *
 * Returns: (transfer full): an element that gives pictures, or %NULL with
 *   %HECHA_ERROR_NOT_FOUND or %HECHA_ERROR_UNSUPPORTED
 */
GstElement *
hecha_capture_source (const char  *device,
                      GError     **error)
{
  GstElement *source = NULL;
  GList *devices;

  if (!device)
    device = get_named ();
  if (is_test (device))
    return test_source (device, error);
  devices = list_devices ();
  for (GList *l = devices; l && !source; l = l->next)
    {
      g_autofree char *id = get_id (l->data);

      if (!device || g_str_equal (device, id))
        source = gst_device_create_element (l->data, NULL);
    }
  g_list_free_full (devices, gst_object_unref);
  if (!source)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                         device ? "The camera is no longer there" : "No camera was found");
  return source ? gst_object_ref_sink (source) : NULL;
}

/**
 * hecha_capture_devices:
 *
 * Looks for cameras; may take a second. For worker threads.
 *
 * Returns: (transfer full) (element-type HechaCaptureDevice): what is there,
 *   maybe nothing, or %NULL with %HECHA_ERROR_UNSUPPORTED
 */
GPtrArray *
hecha_capture_devices (GError **error)
{
  GPtrArray *found;
  GList *devices;

  if (!hecha_capture_init (error))
    return NULL;
  found = g_ptr_array_new_with_free_func (device_free);
  if (is_test (get_named ()))
    g_ptr_array_add (found, device_new (get_named (), "Test picture"));
  devices = is_test (get_named ()) ? NULL : list_devices ();
  for (GList *l = devices; l; l = l->next)
    {
      g_autofree char *id = get_id (l->data);
      g_autofree char *name = gst_device_get_display_name (l->data);

      g_ptr_array_add (found, device_new (id, name));
    }
  g_list_free_full (devices, gst_object_unref);
  return found;
}

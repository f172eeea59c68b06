/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of inspect.h that takes objects from a scan of a network. */
#include "inspect-private.h"

#include "case-cache.h"
#include "nmap-xml.h"
#include "uuid.h"

#include <string.h>

/* So many open ports are named in a note. */
#define MAX_NOTED 16

/* Ports where controllers answer, as registered with IANA or published by their makers: S7, Modbus, Crimson, Fox,
 * IEC 104, MELSEC, FINS, SRTP, DNP3, PROFINET, EtherNet/IP, BACnet. */
static const guint control_ports[] = {
  102, 502, 789, 1911, 2404, 4911, 5006, 5007, 9600, 18245, 20000, 34962, 34963, 34964, 44818, 47808,
};

/* How nmap calls the devices that are there for the network. */
static const char *const network_devices[] = {
  "WAP", "bridge", "broadband router", "firewall", "hub", "load balancer", "proxy server", "router", "security-misc",
  "switch", NULL,
};

/* What it probably is; people correct it. */
static const char *
kind_of (const HechaNmapHost *host)
{
  if (host->device && g_strv_contains (network_devices, host->device))
    return "network-device";
  for (guint i = 0; i < host->ports->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (control_ports); j++)
      if (((HechaNmapPort *) host->ports->pdata[i])->number == control_ports[j])
        return "control-device";
  return "host";
}

static char *
note_of (const HechaNmapHost *host)
{
  g_autoptr(GString) note = g_string_new (NULL);

  if (host->mac)
    g_string_append_printf (note, "MAC %s", host->mac);
  if (host->mac && host->vendor)
    g_string_append_printf (note, " (%s)", host->vendor);
  for (guint i = 0; i < MIN (host->ports->len, MAX_NOTED); i++)
    {
      const HechaNmapPort *port = host->ports->pdata[i];

      g_string_append_printf (note, "%s%u/%s", note->len ? " · " : "", port->number, port->protocol ? port->protocol : "?");
      if (port->service)
        g_string_append_printf (note, " %s", port->service);
      if (port->product)
        g_string_append_printf (note, " (%s)", port->product);
    }
  if (host->ports->len > MAX_NOTED)
    g_string_append_printf (note, " · +%u", host->ports->len - MAX_NOTED);
  return note->len ? g_strdup (note->str) : NULL;
}

static HechaObject *
object_of (const HechaNmapHost *host,
           GHashTable          *names,
           const char          *zone)
{
  const char *address = host->address ? host->address : host->mac;
  g_autofree char *name = g_strdup (host->name ? host->name : address);
  HechaObject *object;

  if (g_hash_table_contains (names, name))
    {
      char *longer = g_strdup_printf ("%s (%s)", name, address);

      g_free (name);
      name = longer;
    }
  object = hecha_object_new (kind_of (host), name);
  object->address = g_strdup (address);
  object->zone = g_strdup (zone);
  object->note = note_of (host);
  return object;
}

static void
note_known (HechaCase  *self,
            GHashTable *names,
            GHashTable *addresses)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      const HechaObject *object = self->objects->pdata[i];

      g_hash_table_add (names, g_strdup (object->name));
      if (object->address)
        g_hash_table_add (addresses, g_strdup (object->address));
    }
}

static GPtrArray *
take_hosts (HechaCase  *self,
            GPtrArray  *hosts,
            const char *zone,
            gboolean    all)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  g_autofree char *group = hecha_uuid_new ();

  note_known (self, names, addresses);
  for (guint i = 0; i < hosts->len; i++)
    {
      const HechaNmapHost *host = hosts->pdata[i];
      const char *address = host->address ? host->address : host->mac;
      g_autoptr(HechaObject) object = NULL;

      if (!address || (!host->up && !all) || g_hash_table_contains (addresses, address))
        continue;
      object = object_of (host, names, zone);
      g_hash_table_add (names, g_strdup (object->name));
      g_hash_table_add (addresses, g_strdup (address));
      g_ptr_array_add (events, hecha_inspect_event (self->visit->uuid, HECHA_EVENT_OBJECT_SET, "object", object->uuid,
                                                    hecha_object_to_json (object), group));
    }
  return events;
}

/**
 * hecha_inspect_import_scan:
 * @path: what `nmap -oX` wrote
 * @zone: (nullable): where all of it lies; a scan does not know
 * @all: also the hosts that did not answer
 * @added: (out): how many
 *
 * Adds the hosts of a scan: name, address, hardware address and its vendor, open
 * ports. Who has an address that is there already is left alone. The kind is a
 * suggestion, by the type that nmap recognised and by ports of controllers; no
 * reason for sampling is made up. A file that is not whole adds nothing.
 */
gboolean
hecha_inspect_import_scan (HechaSession  *session,
                           const char    *case_uuid,
                           const char    *path,
                           const char    *zone,
                           gboolean       all,
                           guint         *added,
                           GError       **error)
{
  g_autoptr(GPtrArray) hosts = hecha_nmap_read (path, error), events = NULL;
  g_autoptr(HechaCase) self = hosts ? hecha_case_load (session, case_uuid, error) : NULL;

  if (!self)
    return FALSE;
  events = take_hosts (self, hosts, zone, all);
  if (events->len && !hecha_session_append (session, events, error))
    return FALSE;
  hecha_case_cache_forget (session, case_uuid);
  *added = events->len;
  return TRUE;
}

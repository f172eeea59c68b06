/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "nmap-xml.h"

#include <string.h>

static void
check_text (const char *text)
{
  g_assert_true (!text || (*text && strlen (text) <= HECHA_NMAP_MAX_TEXT && g_utf8_validate (text, -1, NULL)));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) xml = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hosts = hecha_nmap_parse (xml, "scan.xml", &error);

  g_assert_true ((hosts == NULL) == (error != NULL));
  for (guint i = 0; hosts && i < hosts->len; i++)
    {
      const HechaNmapHost *host = hosts->pdata[i];

      g_assert_true (!host->address || g_hostname_is_ip_address (host->address));
      check_text (host->mac);
      check_text (host->vendor);
      check_text (host->name);
      check_text (host->device);
      for (guint j = 0; j < host->ports->len; j++)
        {
          const HechaNmapPort *port = host->ports->pdata[j];

          g_assert_cmpuint (port->number, <=, 65535);
          check_text (port->service);
          check_text (port->product);
        }
    }
  return 0;
}

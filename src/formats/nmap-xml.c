/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nmap-xml.h"

#include "error.h"
#include "file.h"

#include <errno.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>
#include <unistd.h>

#define MAX_DEPTH  64
#define CHUNK      65536
#define HEAD       4096

typedef struct
{
  const char    *name;
  xmlParserCtxt *parser;
  GPtrArray     *hosts;
  HechaNmapHost *host;
  HechaNmapPort *port;
  gboolean       open;
  gboolean       begun;
  guint          depth;
  GError        *failure;
} Reader;

static void
port_free (HechaNmapPort *port)
{
  g_free (port->protocol);
  g_free (port->service);
  g_free (port->product);
  g_free (port);
}

static void
host_free (HechaNmapHost *host)
{
  g_free (host->address);
  g_free (host->mac);
  g_free (host->vendor);
  g_free (host->name);
  g_free (host->device);
  g_ptr_array_unref (host->ports);
  g_free (host);
}

static void
fail (Reader     *self,
      int         code,
      const char *what)
{
  if (!self->failure)
    g_set_error (&self->failure, HECHA_ERROR, code, "%s, line %d: %s", self->name, xmlSAX2GetLineNumber (self->parser), what);
  xmlStopParser (self->parser);
}

/* The value of an attribute, cut between characters; %NULL where it is not there, or blank. */
static char *
dup_attribute (const xmlChar **attributes,
               int             n,
               const char     *name)
{
  for (int i = 0; i < n; i++, attributes += 5)
    if (!attributes[1] && strcmp ((const char *) attributes[0], name) == 0)
      {
        const char *value = (const char *) attributes[3];
        gsize whole = attributes[4] - attributes[3], length = MIN (whole, HECHA_NMAP_MAX_TEXT);
        g_autofree char *text = NULL;

        while (length && length < whole && (value[length] & 0xc0) == 0x80)
          length--;
        text = g_strstrip (g_strdelimit (g_strndup (value, length), "\t\r\n", ' '));
        return *text ? g_steal_pointer (&text) : NULL;
      }
  return NULL;
}

/* The first one holds. */
static void
keep (char **place,
      char  *text)
{
  if (*place)
    g_free (text);
  else
    *place = text;
}

static void
read_address (Reader         *self,
              const xmlChar **attributes,
              int             n)
{
  g_autofree char *address = dup_attribute (attributes, n, "addr"), *type = dup_attribute (attributes, n, "addrtype");

  if (g_strcmp0 (type, "mac") == 0)
    {
      keep (&self->host->mac, g_steal_pointer (&address));
      keep (&self->host->vendor, dup_attribute (attributes, n, "vendor"));
    }
  else if (!address || !g_hostname_is_ip_address (address))
    fail (self, HECHA_ERROR_INVALID, "an address of a host is no IP address");
  else
    keep (&self->host->address, g_steal_pointer (&address));
}

static void
begin_port (Reader         *self,
            const xmlChar **attributes,
            int             n)
{
  g_autofree char *number = dup_attribute (attributes, n, "portid");
  guint64 value;

  if (!number || !g_ascii_string_to_unsigned (number, 10, 0, 65535, &value, NULL))
    {
      fail (self, HECHA_ERROR_INVALID, "a port has no number from 0 to 65535");
      return;
    }
  self->port = g_new0 (HechaNmapPort, 1);
  self->port->number = (guint) value;
  self->port->protocol = dup_attribute (attributes, n, "protocol");
  self->open = FALSE;
}

static void
begin_in_host (Reader         *self,
               const char     *name,
               const xmlChar **attributes,
               int             n)
{
  g_autofree char *state = dup_attribute (attributes, n, "state");

  if (strcmp (name, "status") == 0)
    self->host->up = g_strcmp0 (state, "up") == 0;
  else if (strcmp (name, "address") == 0)
    read_address (self, attributes, n);
  else if (strcmp (name, "hostname") == 0)
    keep (&self->host->name, dup_attribute (attributes, n, "name"));
  else if (strcmp (name, "osclass") == 0)
    keep (&self->host->device, dup_attribute (attributes, n, "type"));
  else if (strcmp (name, "port") == 0 && !self->port)
    begin_port (self, attributes, n);
  else if (self->port && strcmp (name, "state") == 0)
    self->open = g_strcmp0 (state, "open") == 0;
  else if (self->port && strcmp (name, "service") == 0)
    {
      keep (&self->port->service, dup_attribute (attributes, n, "name"));
      keep (&self->port->product, dup_attribute (attributes, n, "product"));
    }
}

/* Callbacks of libxml2 */

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *space,
                  int             n_spaces,
                  const xmlChar **spaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Reader *self = data;

  if (self->failure)
    return;
  if (++self->depth > MAX_DEPTH)
    fail (self, HECHA_ERROR_TOO_LARGE, "the elements are too deep");
  else if (self->depth == 1 && strcmp ((const char *) name, "nmaprun") != 0)
    fail (self, HECHA_ERROR_INVALID, "this is no scan by nmap: its root is not nmaprun");
  else if (self->depth == 2 && strcmp ((const char *) name, "host") == 0)
    {
      if (self->hosts->len == HECHA_NMAP_MAX_HOSTS)
        {
          fail (self, HECHA_ERROR_TOO_LARGE, "there are too many hosts");
          return;
        }
      self->host = g_new0 (HechaNmapHost, 1);
      self->host->ports = g_ptr_array_new_with_free_func ((GDestroyNotify) port_free);
      g_ptr_array_add (self->hosts, self->host);
    }
  else if (self->host)
    begin_in_host (self, (const char *) name, attributes, n_attributes);
  self->begun = TRUE;
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *space)
{
  Reader *self = data;

  if (self->failure)
    return;
  self->depth--;
  if (self->port && strcmp ((const char *) name, "port") == 0)
    {
      if (self->open && self->host->ports->len < HECHA_NMAP_MAX_PORTS)
        g_ptr_array_add (self->host->ports, g_steal_pointer (&self->port));
      g_clear_pointer (&self->port, port_free);
    }
  if (self->depth == 1)
    self->host = NULL;
}

/* nmap writes <!DOCTYPE nmaprun>: it may name a type, but declare nothing. */
static void
entity_declared_cb (void          *data,
                    const xmlChar *name,
                    int            type,
                    const xmlChar *public_id,
                    const xmlChar *system_id,
                    xmlChar       *content)
{
  fail (data, HECHA_ERROR_INVALID, "entities are not allowed");
}

static void
attribute_declared_cb (void           *data,
                       const xmlChar  *element,
                       const xmlChar  *name,
                       int             type,
                       int             default_kind,
                       const xmlChar  *default_value,
                       xmlEnumeration *tree)
{
  xmlFreeEnumeration (tree);
  fail (data, HECHA_ERROR_INVALID, "declarations are not allowed");
}

static void
silent_cb (void       *data,
           const char *format,
           ...)
{
}

static gboolean
not_well_formed (Reader  *self,
                 GError **error)
{
  const xmlError *last = xmlCtxtGetLastError (self->parser);
  g_autofree char *message = g_strdup (last && last->message ? last->message : "no detail");

  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s, line %d: not well-formed XML (%s)", self->name,
               last ? last->line : 0, g_strchomp (message));
  return FALSE;
}

static gboolean
parse (Reader  *self,
       GBytes  *bytes,
       GError **error)
{
  gsize size, step;
  const char *text = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size && !self->failure && self->parser->wellFormed; i += step)
    {
      step = MIN (size - i, CHUNK);
      xmlParseChunk (self->parser, text + i, (int) step, 0);
    }
  if (!self->failure && self->parser->wellFormed)
    xmlParseChunk (self->parser, NULL, 0, 1);
  if (self->failure)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      return FALSE;
    }
  return (self->parser->wellFormed && self->begun) || not_well_formed (self, error);
}

/**
 * hecha_nmap_parse:
 * @bytes: of a file that `nmap -oX` wrote
 * @name: what to call it in errors
 *
 * Nothing is fetched and nothing expanded: a file that declares anything is refused.
 *
 * Returns: (transfer full) (element-type HechaNmapHost) (nullable): the hosts
 *   in the order of the file, also those that did not answer;
 *   %HECHA_ERROR_INVALID for what is no scan, %HECHA_ERROR_DAMAGED for bad XML,
 *   %HECHA_ERROR_TOO_LARGE
 */
GPtrArray *
hecha_nmap_parse (GBytes      *bytes,
                  const char  *name,
                  GError     **error)
{
  g_autoptr(GPtrArray) hosts = g_ptr_array_new_with_free_func ((GDestroyNotify) host_free);
  Reader reader = { .name = name, .hosts = hosts };
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .entityDecl = entity_declared_cb,
    .attributeDecl = attribute_declared_cb,
    .error = silent_cb,
    .warning = silent_cb,
  };
  gboolean good;

  if (g_bytes_get_size (bytes) > HECHA_NMAP_MAX_SIZE)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s is larger than %d MiB", name,
                   HECHA_NMAP_MAX_SIZE / 1024 / 1024);
      return NULL;
    }
  reader.parser = xmlCreatePushParserCtxt (&sax, &reader, NULL, 0, NULL);
  if (!reader.parser)
    g_error ("libxml2: out of memory");
  xmlCtxtUseOptions (reader.parser, XML_PARSE_NONET);
  good = parse (&reader, bytes, error);
  g_clear_pointer (&reader.port, port_free);
  if (reader.parser->myDoc)
    xmlFreeDoc (reader.parser->myDoc);
  xmlFreeParserCtxt (reader.parser);
  return good ? g_steal_pointer (&hosts) : NULL;
}

static GBytes *
read_file (const char  *path,
           const char  *name,
           gsize        most,
           GError     **error)
{
  g_autofree char *buffer = NULL;
  gsize size = 0, room = 0;
  gssize n = 0;
  int fd = hecha_file_open (path, error);

  if (fd < 0)
    return NULL;
  do
    {
      if (room - size < CHUNK)
        buffer = g_realloc (buffer, room = room * 2 + CHUNK);
      n = read (fd, buffer + size, MIN (room - size, most - size));
      size += MAX (n, 0);
    }
  while (n > 0 && size < most);
  if (n < 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s cannot be read: %s", name, g_strerror (errno));
  close (fd);
  return n < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&buffer), size);
}

/**
 * hecha_nmap_read:
 *
 * Returns: (transfer full) (element-type HechaNmapHost) (nullable): the hosts of a
 *   file; errors as of hecha_nmap_parse(), and %HECHA_ERROR_IO
 */
GPtrArray *
hecha_nmap_read (const char  *path,
                 GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GBytes) bytes = read_file (path, name, HECHA_NMAP_MAX_SIZE + 1, error);

  return bytes ? hecha_nmap_parse (bytes, name, error) : NULL;
}

/**
 * hecha_nmap_is_scan:
 *
 * Returns: whether a file begins as XML does, so that it is none of the
 *   spreadsheets that hecha_table_open() reads
 */
gboolean
hecha_nmap_is_scan (const char *path)
{
  g_autoptr(GBytes) head = read_file (path, path, HEAD, NULL);
  gsize size = 0;
  const char *text = head ? g_bytes_get_data (head, &size) : NULL;

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3, size -= 3;
  while (size && g_ascii_isspace (*text))
    text++, size--;
  return size && *text == '<';
}

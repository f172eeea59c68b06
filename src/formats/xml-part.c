/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml-part.h"

#include "error.h"

#include <libxml/parser.h>
#include <string.h>

#define MAX_ATTRIBUTES 64
#define MAX_DEPTH      256

struct _HechaXmlPart
{
  HechaZipPart          *part;
  const char            *package_name;
  const HechaXmlHandler *handler;
  gpointer               data;
  xmlParserCtxt         *parser;
  const xmlChar         *space;     /* the last namespace seen, interned by libxml2 */
  gboolean               ours;      /* whether it is one of the handler's */
  guint                  depth;
  GError                *failure;
};

/* Callbacks of libxml2 */

static gboolean
is_ours (HechaXmlPart  *self,
         const xmlChar *space)
{
  if (space == self->space && space)
    return self->ours;
  self->space = space;
  self->ours = space && g_strv_contains (self->handler->spaces, (const char *) space);
  return self->ours;
}

static void
stop (HechaXmlPart *self)
{
  xmlStopParser (self->parser);
}

/* libxml2 limits the depth of trees, not that of streams. */
static gboolean
go_deeper (HechaXmlPart *self)
{
  if (++self->depth <= MAX_DEPTH)
    return TRUE;
  g_set_error (&self->failure, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s, part %s: elements more than %d deep",
               self->package_name, hecha_zip_part_name (self->part), MAX_DEPTH);
  stop (self);
  return FALSE;
}

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
  HechaXmlPart *self = data;
  HechaXmlAttribute list[MAX_ATTRIBUTES];
  guint n = MIN (n_attributes, MAX_ATTRIBUTES);

  if (self->failure || !go_deeper (self) || !is_ours (self, space))
    return;
  for (guint i = 0; i < n; i++, attributes += 5)
    {
      list[i].name = (const char *) attributes[0];
      list[i].prefixed = attributes[1] != NULL;
      list[i].value = (const char *) attributes[3];
      list[i].length = attributes[4] - attributes[3];
    }
  if (!self->handler->start (self->data, (const char *) name, list, n, &self->failure))
    stop (self);
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *space)
{
  HechaXmlPart *self = data;

  self->depth--;
  if (self->failure || !self->handler->end || !is_ours (self, space))
    return;
  if (!self->handler->end (self->data, (const char *) name, &self->failure))
    stop (self);
}

static void
characters_cb (void          *data,
               const xmlChar *text,
               int            length)
{
  HechaXmlPart *self = data;

  if (!self->failure && self->handler->text)
    self->handler->text (self->data, (const char *) text, length);
}

/* Open Packaging Conventions forbid a DTD (ISO/IEC 29500-2, 6.2.5). */
static void
internal_subset_cb (void          *data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  HechaXmlPart *self = data;

  if (!self->failure)
    g_set_error (&self->failure, HECHA_ERROR, HECHA_ERROR_INVALID, "%s, part %s: a document type declaration is not allowed",
                 self->package_name, hecha_zip_part_name (self->part));
  stop (self);
}

static void
silent_cb (void       *data,
           const char *format,
           ...)
{
}

/**
 * hecha_xml_part_open:
 * @package: (transfer none): must outlive the part
 * @name: of the part
 * @handler: (transfer none): static
 * @data: for @handler
 *
 * Returns: (transfer full) (nullable): a parser at the begin of the part; errors
 *   as of hecha_zip_part_open()
 */
HechaXmlPart *
hecha_xml_part_open (HechaZipPackage        *package,
                     const char             *name,
                     const HechaXmlHandler  *handler,
                     gpointer                data,
                     GError                **error)
{
  g_autoptr(HechaXmlPart) self = g_new0 (HechaXmlPart, 1);
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .ignorableWhitespace = characters_cb,
    .internalSubset = internal_subset_cb,
    .error = silent_cb,
    .warning = silent_cb,
  };

  self->handler = handler;
  self->data = data;
  self->package_name = package->name;
  self->part = hecha_zip_part_open (package, name, error);
  if (!self->part)
    return NULL;
  self->parser = xmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL);
  if (!self->parser)
    g_error ("libxml2: out of memory");
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET);
  return g_steal_pointer (&self);
}

void
hecha_xml_part_free (HechaXmlPart *self)
{
  if (self->parser && self->parser->myDoc)
    xmlFreeDoc (self->parser->myDoc);
  g_clear_pointer (&self->parser, xmlFreeParserCtxt);
  g_clear_pointer (&self->part, hecha_zip_part_free);
  g_clear_error (&self->failure);
  g_free (self);
}

static gboolean
not_well_formed (HechaXmlPart  *self,
                 GError       **error)
{
  const xmlError *last = xmlCtxtGetLastError (self->parser);
  g_autofree char *message = g_strdup (last && last->message ? last->message : "no detail");

  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s, part %s, line %d: not well-formed XML (%s)",
               self->package_name, hecha_zip_part_name (self->part), last ? last->line : 0, g_strchomp (message));
  return FALSE;
}

/**
 * hecha_xml_part_step:
 * @done: (out): whether the part has ended
 *
 * Unpacks and parses one block.
 *
 * Returns: %FALSE with an error as of hecha_zip_part_read(), the handler's own,
 *   %HECHA_ERROR_DAMAGED for bad XML or %HECHA_ERROR_INVALID for a DTD
 */
gboolean
hecha_xml_part_step (HechaXmlPart  *self,
                     gboolean      *done,
                     GError       **error)
{
  const char *block;
  gsize size;

  if (!hecha_zip_part_read (self->part, &block, &size, error))
    return FALSE;
  xmlParseChunk (self->parser, block, (int) size, size == 0);
  if (self->failure)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      return FALSE;
    }
  if (!self->parser->wellFormed)
    return not_well_formed (self, error);
  *done = size == 0;
  return TRUE;
}

/**
 * hecha_xml_part_packed:
 *
 * Returns: packed bytes of the part that have been read
 */
guint64
hecha_xml_part_packed (HechaXmlPart *self)
{
  return hecha_zip_part_packed (self->part);
}

/**
 * hecha_xml_part_parse:
 *
 * Parses a whole part.
 *
 * Returns: %FALSE with an error as of hecha_xml_part_open() and hecha_xml_part_step()
 */
gboolean
hecha_xml_part_parse (HechaZipPackage        *package,
                      const char             *name,
                      const HechaXmlHandler  *handler,
                      gpointer                data,
                      GError                **error)
{
  g_autoptr(HechaXmlPart) self = hecha_xml_part_open (package, name, handler, data, error);
  gboolean done = FALSE;

  if (!self)
    return FALSE;
  while (!done)
    if (!hecha_xml_part_step (self, &done, error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_xml_attribute:
 * @name: an attribute without prefix
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
hecha_xml_attribute (const HechaXmlAttribute *attributes,
                     guint                    n,
                     const char              *name)
{
  for (guint i = 0; i < n; i++)
    if (!attributes[i].prefixed && strcmp (attributes[i].name, name) == 0)
      return g_strndup (attributes[i].value, attributes[i].length);
  return NULL;
}

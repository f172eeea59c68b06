/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zip-part.h"

G_BEGIN_DECLS

/**
 * HechaXmlAttribute:
 * @name: without its prefix
 * @prefixed: whether it had one
 * @value: (array length=length): UTF-8, not ending with a NUL
 */
typedef struct
{
  const char *name;
  gboolean    prefixed;
  const char *value;
  gsize       length;
} HechaXmlAttribute;

/**
 * HechaXmlHandler:
 * @space: begin of the namespaces whose elements are reported, with others
 *   ignored: a %NULL-terminated list of names
 *
 * Called as a part is read. Names come without prefix. @start and @end return
 * %FALSE after setting an error, which ends the reading.
 */
typedef struct
{
  const char *const *spaces;
  gboolean (*start) (gpointer data, const char *name, const HechaXmlAttribute *attributes, guint n, GError **error);
  gboolean (*end)   (gpointer data, const char *name, GError **error);
  void     (*text)  (gpointer data, const char *text, gsize length);
} HechaXmlHandler;

/**
 * HechaXmlPart:
 *
 * Parses a part of a package as it is unpacked. No DTD, no entities but the
 * five of XML, nothing fetched.
 */
typedef struct _HechaXmlPart HechaXmlPart;

HechaXmlPart *hecha_xml_part_open  (HechaZipPackage        *package,
                                    const char             *name,
                                    const HechaXmlHandler  *handler,
                                    gpointer                data,
                                    GError                **error);
void          hecha_xml_part_free  (HechaXmlPart           *self);
gboolean      hecha_xml_part_step  (HechaXmlPart           *self,
                                    gboolean               *done,
                                    GError                **error);
guint64       hecha_xml_part_packed (HechaXmlPart          *self);
gboolean      hecha_xml_part_parse (HechaZipPackage        *package,
                                    const char             *name,
                                    const HechaXmlHandler  *handler,
                                    gpointer                data,
                                    GError                **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaXmlPart, hecha_xml_part_free)

char *hecha_xml_attribute (const HechaXmlAttribute *attributes,
                           guint                    n,
                           const char              *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "object.h"

G_BEGIN_DECLS

/* What stands before the name of a zone where a connection ends at the zone as a whole. */
#define HECHA_LINK_ZONE "zone:"

/**
 * HechaLink:
 * @uuid: names the connection
 * @from: UUID of an object, or %HECHA_LINK_ZONE and the name of a zone as
 *   hecha_object_dup_zone() makes it
 * @to: likewise
 * @label: (nullable): what runs over it, such as Modbus TCP
 * @conduit: whether it is a guarded way between two zones 管道 (IEC 62443)
 *
 * A connection 连接 between things that are looked at.
 */
typedef struct
{
  char     *uuid;
  char     *from;
  char     *to;
  char     *label;
  gboolean  conduit;
} HechaLink;

HechaLink  *hecha_link_new       (const char       *from,
                                  const char       *to);
HechaLink  *hecha_link_copy      (const HechaLink  *self);
void        hecha_link_free      (HechaLink        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaLink, hecha_link_free)
JsonObject *hecha_link_to_json   (const HechaLink  *self);
HechaLink  *hecha_link_from_json (JsonObject       *object);
gboolean    hecha_link_check     (const HechaLink  *self,
                                  GPtrArray        *objects,
                                  GError          **error);
char       *hecha_link_end_text  (const char       *end,
                                  GPtrArray        *objects);

G_END_DECLS

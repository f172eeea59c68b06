/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"
#include "oscal-document.h"

G_BEGIN_DECLS

/**
 * HechaOscalControl:
 * @document: where it stands
 * @json: the control; immutable
 * @id: its id
 * @parent: (nullable): id of the control that it stands in
 * @group: id of its group
 * @group_title: the group's name
 * @params: (element-type utf8 JsonObject): the parameters of its document
 * @path: its place in the document
 *
 * A control on its way from a catalog to a pack.
 */
typedef struct
{
  HechaOscalDocument *document;
  JsonObject         *json;
  char               *id;
  char               *parent;
  char               *group;
  HechaText           group_title;
  GHashTable         *params;
  char               *path;
} HechaOscalControl;

HechaOscalControl *hecha_oscal_control_copy (const HechaOscalControl *self);
void               hecha_oscal_control_free (HechaOscalControl       *self);
GPtrArray         *hecha_oscal_controls     (HechaOscalDocument      *document,
                                             GError                 **error);
HechaPack         *hecha_oscal_pack_new     (HechaOscalDocument      *document,
                                             GPtrArray               *controls,
                                             GError                 **error);

HechaPack         *hecha_oscal_catalog_read (GBytes                  *bytes,
                                             const char              *name,
                                             GError                 **error);

G_END_DECLS

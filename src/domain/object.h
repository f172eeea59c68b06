/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"
#include "json.h"

G_BEGIN_DECLS

/**
 * HechaObjectKind:
 * @id: on disk; frozen
 * @types: bit 1 << #HechaType for each type of enterprise that usually has it;
 *   none is forbidden to have another
 * @connected: whether it is part of a network, so that a diagram shows it
 * @label: for people
 */
typedef struct
{
  const char *id;
  guint       types;
  gboolean    connected;
  HechaText   label;
} HechaObjectKind;

/* Ends with a NULL id. */
extern const HechaObjectKind hecha_object_kinds[];

/**
 * HechaObject:
 * @uuid: names the object in answers
 * @kind: id of a #HechaObjectKind
 * @name: what the plant calls it, such as PLC-07
 * @site: (nullable): name of its #HechaSite
 * @zone: (nullable): network zone
 * @address: (nullable): network address or place
 * @reason: (nullable): why it was sampled
 * @note: (nullable): what else is known, such as open ports; added later, left out where there is none
 *
 * What is looked at during a visit 测评对象.
 */
typedef struct
{
  char *uuid;
  char *kind;
  char *name;
  char *site;
  char *zone;
  char *address;
  char *reason;
  char *note;
} HechaObject;

const HechaObjectKind *hecha_object_kind_find (const char *id);
void         hecha_object_kind_refuse (const char      *text,
                                       GError         **error);
HechaObject *hecha_object_new       (const char        *kind,
                                     const char        *name);
HechaObject *hecha_object_copy      (const HechaObject *self);
void         hecha_object_free      (HechaObject       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaObject, hecha_object_free)
JsonObject  *hecha_object_to_json   (const HechaObject *self);
HechaObject *hecha_object_from_json (JsonObject        *object);
char        *hecha_object_dup_zone  (const HechaObject *self);
GPtrArray   *hecha_object_kinds_for (guint              types);
int          hecha_names_compare    (const char        *a,
                                     const char        *b);
int          hecha_zones_compare    (const char        *a,
                                     const char        *b);
GPtrArray   *hecha_objects_sorted   (GPtrArray         *objects);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nick.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaObjectKind:
 * @id: on disk; frozen
 * @label: for people
 */
typedef struct
{
  const char *id;
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
} HechaObject;

const HechaObjectKind *hecha_object_kind_find (const char *id);
HechaObject *hecha_object_new       (const char        *kind,
                                     const char        *name);
HechaObject *hecha_object_copy      (const HechaObject *self);
void         hecha_object_free      (HechaObject       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaObject, hecha_object_free)
JsonObject  *hecha_object_to_json   (const HechaObject *self);
HechaObject *hecha_object_from_json (JsonObject        *object);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "event.h"
#include "signed-json.h"

G_BEGIN_DECLS

#define HECHA_SEGMENT_MAX_SIZE   (64 * 1024 * 1024)
#define HECHA_SEGMENT_MAX_EVENTS 200000

/**
 * HechaSegment:
 * @scope: the scope of the chain
 * @device: whose chain it is
 * @public_key: base64
 * @name: (nullable): what people call the device
 * @unit: (nullable): whose the device is
 * @first: seq of the first event
 * @last: seq of the last event
 * @head: hash of the last event
 * @events: (element-type HechaEvent): in order
 *
 * A piece of one device's chain in one scope, as it travels: a line of
 * canonical JSON for each event, then one with the device's signed seal.
 */
typedef struct
{
  char      *scope;
  char      *device;
  char      *public_key;
  char      *name;
  char      *unit;
  gint64     first;
  gint64     last;
  char      *head;
  GPtrArray *events;
} HechaSegment;

void          hecha_segment_free      (HechaSegment          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSegment, hecha_segment_free)
GBytes       *hecha_segment_build     (GPtrArray             *events,
                                       const HechaSignatory  *signatory,
                                       GError               **error);
HechaSegment *hecha_segment_parse     (GBytes                *bytes,
                                       const char            *name,
                                       HechaVerifyFunc        verify,
                                       GError               **error);
char         *hecha_segment_name      (const HechaEvent      *first,
                                       const HechaEvent      *last);
gboolean      hecha_segment_read_name (const char            *name,
                                       gint64                *first,
                                       gint64                *last,
                                       char                 **head);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "procedure.h"
#include "visit.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HechaVisitRow:
 * @uuid: the case
 * @number: for people
 * @enterprise: its name
 * @code: its credit code
 * @types: bit 1 << #HechaType
 * @procedure: evaluation or inspection
 * @planned_on: YYYY-MM-DD
 * @state: where it stands
 * @items: how many items it asks for
 * @done: how many of them have a verdict
 * @findings: how many
 * @report: (nullable): SHA-256 of its newest report
 * @signed_fields: how many required fields are signed
 * @required_fields: of how many
 * @holder_name: whose case it is (the unit that planned it)
 * @received: whether it came from another workspace
 * @sent_to: (nullable): the remote that has all of it
 * @partner: (nullable): of a joint inspection the second authority
 * @records: (nullable) (element-type HechaVisitRow): of a joint inspection that was
 *   frozen its records, with number, state, report and signatures of their own
 */
typedef struct
{
  char            *uuid;
  char            *number;
  char            *enterprise;
  char            *code;
  guint            types;
  HechaProcedure   procedure;
  char            *planned_on;
  HechaVisitState  state;
  guint            items;
  guint            done;
  guint            findings;
  char            *report;
  guint            signed_fields;
  guint            required_fields;
  char            *holder_name;
  gboolean         received;
  char            *sent_to;
  char            *partner;
  GPtrArray       *records;
} HechaVisitRow;

void           hecha_visit_row_free      (HechaVisitRow       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaVisitRow, hecha_visit_row_free)

JsonObject    *hecha_visit_row_to_json   (const HechaVisitRow *self);
HechaVisitRow *hecha_visit_row_from_json (JsonObject          *object);

G_END_DECLS

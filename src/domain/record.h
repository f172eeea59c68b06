/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

G_BEGIN_DECLS

/* A joint inspection is one visit with a record for each authority. What has a
 * case's UUID speaks of the visit; UUID/1 and UUID/2 name the records: the
 * first is of the authority that planned the visit, the second of its partner.
 * Any other visit has no records: its report goes by the visit's own name. */
#define HECHA_N_RECORDS 2

guint  hecha_record_of_id       (const char   *id);
char  *hecha_record_case        (const char   *id);
char  *hecha_record_id          (const char   *case_uuid,
                                 guint         record);
char  *hecha_record_subject     (const char   *id);
char  *hecha_record_number      (const char   *number,
                                 guint         record);
void   hecha_visit_take_record  (HechaVisit   *self,
                                 guint         record);
void   hecha_case_keep_items    (HechaCase    *self);

G_END_DECLS

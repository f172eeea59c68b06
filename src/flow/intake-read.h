/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake-batch.h"
#include "intake.h"
#include "jurisdiction.h"
#include "rules.h"

G_BEGIN_DECLS

/**
 * HechaIntakeReader:
 * @holder: who keeps the workspace
 * @choice: (nullable): what the user says of the files
 * @mappings: of hecha_intake_mappings()
 * @jurisdiction: which authority supervises what
 * @rules: the rules of the workspace
 * @today: YYYY-MM-DD; days after it are warned of
 * @progress: (nullable): told how far it is, in the thread that reads
 * @cancellable: (nullable): heeded at each row
 * @batches: (element-type HechaIntakeBatch): one for each of @paths
 * @paths: the files
 * @used: which of the columns of @choice were found
 * @stop: atomic; set to leave the rest unread
 * @failure: (nullable): why it was given up; set before the batches are ended
 *
 * What the thread that reads works with; all of it outlives the thread.
 */
typedef struct
{
  HechaHolder              holder;
  const HechaIntakeChoice *choice;
  GHashTable              *mappings;
  HechaJurisdiction       *jurisdiction;
  HechaRules              *rules;
  const char              *today;
  HechaProgress            progress;
  gpointer                 progress_data;
  GCancellable            *cancellable;
  GPtrArray               *batches;
  const char *const       *paths;
  gboolean                *used;
  int                      stop;
  GError                  *failure;

  /*< private >*/
  HechaIntakeBatch        *batch;
  guint                    number;
  gboolean                 told_unset;   /* what is the same for each filing is said once */
} HechaIntakeReader;

void hecha_intake_read (HechaIntakeReader *self);

G_END_DECLS

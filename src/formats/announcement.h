/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "signed-json.h"

G_BEGIN_DECLS

#define HECHA_ANNOUNCEMENT_MAX_FILES 100000

/**
 * HechaSentFile:
 * @path: where it is, relative to the store's top
 * @sha256: lower-case hex
 * @size: bytes
 */
typedef struct
{
  char   *path;
  char   *sha256;
  gint64  size;
} HechaSentFile;

/**
 * HechaAnnouncement:
 * @case_uuid: the case
 * @number: for people
 * @enterprise: its name
 * @code: its credit code
 * @unit: who hands over
 * @time: claimed, RFC 3339
 * @revision: of the report
 * @report: the report
 * @segments: (element-type HechaSentFile): of the case's journal
 * @evidence: (element-type HechaSentFile): what the report speaks of
 * @device: who signed
 * @public_key: base64
 *
 * What lies in the inbox of a store: that a report was handed over, and all
 * that belongs to it.
 */
typedef struct
{
  char          *case_uuid;
  char          *number;
  char          *enterprise;
  char          *code;
  char          *unit;
  char          *time;
  gint64         revision;
  HechaSentFile *report;
  GPtrArray     *segments;
  GPtrArray     *evidence;
  char          *device;
  char          *public_key;
} HechaAnnouncement;

/**
 * HechaReceipt:
 * @case_uuid: the case
 * @sha256: of the report that arrived
 * @time: claimed, RFC 3339
 * @unit: who received it
 * @expected: evidence files that were announced
 * @arrived: how many of them are at hand at the right size and digest
 * @device: who signed
 * @public_key: base64
 */
typedef struct
{
  char   *case_uuid;
  char   *sha256;
  char   *time;
  char   *unit;
  gint64  expected;
  gint64  arrived;
  char   *device;
  char   *public_key;
} HechaReceipt;

HechaSentFile     *hecha_sent_file_new      (const char               *path,
                                             const char               *sha256,
                                             gint64                    size);
void               hecha_sent_file_free     (HechaSentFile            *self);

HechaAnnouncement *hecha_announcement_new   (void);
void               hecha_announcement_free  (HechaAnnouncement        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaAnnouncement, hecha_announcement_free)
char              *hecha_announcement_build (const HechaAnnouncement  *self,
                                             const HechaSignatory     *signatory,
                                             GError                  **error);
HechaAnnouncement *hecha_announcement_parse (const char               *text,
                                             gssize                    length,
                                             const char               *name,
                                             HechaVerifyFunc           verify,
                                             GError                  **error);

HechaReceipt      *hecha_receipt_new        (void);
void               hecha_receipt_free       (HechaReceipt             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaReceipt, hecha_receipt_free)
char              *hecha_receipt_build      (const HechaReceipt       *self,
                                             const HechaSignatory     *signatory,
                                             GError                  **error);
HechaReceipt      *hecha_receipt_parse      (const char               *text,
                                             gssize                    length,
                                             const char               *name,
                                             HechaVerifyFunc           verify,
                                             GError                  **error);

G_END_DECLS

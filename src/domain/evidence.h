/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/**
 * HechaEvidence:
 * @uuid: names the record
 * @sha256: lower-case hex; names the bytes in the vault
 * @sm3: (nullable): lower-case hex
 * @size: bytes
 * @media_type: sniffed, not believed: image/jpeg, application/pdf, …
 * @name: the file's name where it came from
 * @caption: (nullable): what it shows
 * @origin: file, camera, paste or edit
 * @original: (nullable): UUID of the evidence that this is an edited copy of
 * @author: who added it
 * @time: when it was added, RFC 3339
 * @items: UUIDs of the items that it speaks for; empty for the visit as a whole
 * @object: (nullable): UUID of the object that it shows
 * @withdrawn: (nullable): why the bytes were destroyed, %NULL where they are kept
 */
typedef struct
{
  char      *uuid;
  char      *sha256;
  char      *sm3;
  guint64    size;
  char      *media_type;
  char      *name;
  char      *caption;
  char      *origin;
  char      *original;
  char      *author;
  char      *time;
  GPtrArray *items;
  char      *object;
  char      *withdrawn;
} HechaEvidence;

HechaEvidence *hecha_evidence_new       (const char          *sha256,
                                         guint64              size,
                                         const char          *name);
HechaEvidence *hecha_evidence_copy      (const HechaEvidence *self);
void           hecha_evidence_free      (HechaEvidence       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaEvidence, hecha_evidence_free)
gboolean       hecha_evidence_is_picture (const HechaEvidence *self);
gboolean       hecha_evidence_is_for    (const HechaEvidence *self,
                                         const char          *item);
JsonObject    *hecha_evidence_to_json   (const HechaEvidence *self);
HechaEvidence *hecha_evidence_from_json (JsonObject          *object);

G_END_DECLS

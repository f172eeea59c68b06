/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaStoredPack:
 * @digest: SHA-256 of @bytes' content as the pack counts it; names the row
 * @id: names the pack over its versions
 * @version: as its author counts
 * @kind: catalog, profile or bundle
 * @title: what people call it
 * @items: how many
 * @signer: (nullable): who signed the bundle it came in
 * @added: RFC 3339
 * @cases: how many visits use it
 * @bytes: (nullable): the file; %NULL in a list
 *
 * A checklist pack of the library.
 */
typedef struct
{
  char      *digest;
  char      *id;
  char      *version;
  char      *kind;
  HechaText  title;
  int        items;
  char      *signer;
  char      *added;
  int        cases;
  GBytes    *bytes;
} HechaStoredPack;

void          hecha_stored_pack_free    (HechaStoredPack        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaStoredPack, hecha_stored_pack_free)

gboolean      hecha_pack_store_put   (HechaDb             *db,
                                      const HechaStoredPack  *pack,
                                      GError             **error);
GPtrArray    *hecha_pack_store_list  (HechaDb             *db,
                                      const char          *id,
                                      GError             **error);
HechaStoredPack *hecha_pack_store_get   (HechaDb             *db,
                                      const char          *digest,
                                      GError             **error);
HechaStoredPack *hecha_pack_store_find  (HechaDb             *db,
                                      const char          *id,
                                      const char          *version,
                                      GError             **error);
GStrv         hecha_pack_store_cases (HechaDb             *db,
                                      const char          *digest,
                                      GError             **error);
gboolean      hecha_pack_store_remove (HechaDb            *db,
                                      const char          *digest,
                                      GError             **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bundle.h"
#include "case.h"
#include "library.h"
#include "pack-store.h"
#include "session-private.h"

G_BEGIN_DECLS

/**
 * HechaPackCache:
 *
 * Packs that were read from the library, by digest and level: reading one
 * takes longer than everything else about a case. Thread-safe.
 */
typedef struct _HechaPackCache HechaPackCache;

/**
 * HechaLibraryMeant:
 * @href: what an import refers to, as #HechaOscalLoad has it
 *
 * Looks among files for the one that is meant: the one of this name, else one of
 * its base name whose folders agree or, for a "urn:uuid:", by the UUID of the
 * document in it.
 */
typedef struct
{
  const char *href;

  /*< private >*/
  GBytes     *bytes;   /* (nullable): of what was found */
  char       *name;
  char       *other;   /* (nullable): what else it may be, with another content */
} HechaLibraryMeant;

HechaPackCache *hecha_pack_cache_new  (void);
void            hecha_pack_cache_free (HechaPackCache *self);
GBytes         *hecha_library_file    (const char     *path,
                                       GError        **error);
gboolean        hecha_library_fill    (HechaSession   *session,
                                       HechaCase      *self,
                                       GError        **error);
GBytes         *hecha_library_bytes   (HechaSession   *session,
                                       const char     *digest,
                                       GError        **error);
HechaPack      *hecha_library_read    (GBytes         *zip,
                                       const char     *name,
                                       int             level,
                                       GError        **error);
gboolean        hecha_library_offer   (HechaLibraryMeant *self,
                                       const char     *name,
                                       GBytes         *bytes);
GBytes         *hecha_library_meant   (HechaLibraryMeant *self,
                                       char          **name,
                                       GError        **error);
HechaPackRow   *hecha_library_row     (const HechaStoredPack *stored);
gboolean        hecha_library_is_shipped (HechaType    type,
                                       const char     *digest);
gboolean        hecha_library_signer  (HechaBundle    *bundle,
                                       char          **signer,
                                       GError        **error);
HechaPackRow   *hecha_library_keep    (HechaSession   *session,
                                       HechaBundle    *bundle,
                                       const char     *id,
                                       GError        **error);
gboolean        hecha_library_has     (HechaSession   *session,
                                       const char     *digest);
gboolean        hecha_library_receive (HechaSession   *session,
                                       GBytes         *bytes,
                                       const char     *id,
                                       const char     *digest,
                                       GError        **error);

G_END_DECLS

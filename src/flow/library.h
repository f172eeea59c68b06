/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"
#include "issue.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaPackRow:
 * @id: names the pack over its versions
 * @version: as its author counts
 * @digest: SHA-256 of its files
 * @title: what people call it
 * @items: how many
 * @type: (nullable): the enterprise type it is for
 * @level: the level it is for, 0 for none
 * @signer: (nullable): who signed it
 * @shipped: whether it came with this version of Hecha
 * @cases: how many visits use it
 */
typedef struct
{
  char      *id;
  char      *version;
  char      *digest;
  HechaText  title;
  guint      items;
  char      *type;
  int        level;
  char      *signer;
  gboolean   shipped;
  guint      cases;
} HechaPackRow;

void hecha_pack_row_free (HechaPackRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPackRow, hecha_pack_row_free)

GPtrArray *hecha_library_list  (HechaSession        *session,
                                GError             **error);
gboolean   hecha_library_add_shipped (HechaSession  *session,
                                GError             **error);
GPtrArray *hecha_library_add   (HechaSession        *session,
                                const char *const   *paths,
                                GError             **error);
HechaPack *hecha_library_load  (HechaSession        *session,
                                const char          *digest,
                                int                  level,
                                GError             **error);
GStrv      hecha_library_check (const HechaPack     *pack);
HechaPackRow *hecha_library_find (HechaSession      *session,
                                const char          *wanted,
                                HechaType            type,
                                GError             **error);
gboolean   hecha_library_to_sheet   (HechaSession   *session,
                                     const char     *wanted,
                                     const char     *path,
                                     HechaLanguage   language,
                                     GError        **error);
HechaPackRow *hecha_library_from_sheet (HechaSession *session,
                                     const char     *path,
                                     GPtrArray      *faults,
                                     GError        **error);
HechaPackRow *hecha_library_refer   (HechaSession   *session,
                                     const char     *wanted,
                                     const char     *path,
                                     const char     *version,
                                     GPtrArray      *faults,
                                     GError        **error);
gboolean   hecha_library_export     (HechaSession   *session,
                                     const char     *wanted,
                                     const char     *path,
                                     GError        **error);
HechaPackRow *hecha_library_sign    (HechaSession   *session,
                                     const char     *wanted,
                                     const HechaSignOptions *options,
                                     GError        **error);
HechaPack *hecha_library_open  (HechaSession        *session,
                                const char          *wanted,
                                int                  level,
                                GError             **error);

G_END_DECLS

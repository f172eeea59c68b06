/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The member that holds the signature over hecha_bundle_manifest(). */
#define HECHA_BUNDLE_SIGNATURE "signature.cms"

#define HECHA_BUNDLE_MAX_MEMBERS 10000
#define HECHA_BUNDLE_MAX_SIZE    (G_GUINT64_CONSTANT (256) << 20)   /* unpacked, all members */
#define HECHA_BUNDLE_MAX_RATIO   200
#define HECHA_BUNDLE_FREE_RATIO  (G_GUINT64_CONSTANT (1) << 20)     /* no ratio is asked below this */

/**
 * HechaBundle:
 *
 * Files that travel together in one zip, held in memory: a checklist pack, or
 * what one visit hands over by stick. What is signed is the manifest, a list
 * of names, sizes and digests, and not the zip around it.
 */
typedef struct _HechaBundle HechaBundle;

HechaBundle *hecha_bundle_new      (void);
void         hecha_bundle_free     (HechaBundle  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaBundle, hecha_bundle_free)
gboolean     hecha_bundle_add      (HechaBundle  *self,
                                    const char   *name,
                                    GBytes       *bytes,
                                    GError      **error);
GBytes      *hecha_bundle_get      (HechaBundle  *self,
                                    const char   *name);
GBytes      *hecha_bundle_load     (const char   *name,
                                    gpointer      bundle,
                                    GError      **error);
GPtrArray   *hecha_bundle_names    (HechaBundle  *self);
char        *hecha_bundle_manifest (HechaBundle  *self);
char        *hecha_bundle_digest   (HechaBundle  *self);
HechaBundle *hecha_bundle_read     (GBytes       *bytes,
                                    const char   *name,
                                    GError      **error);
GBytes      *hecha_bundle_write    (HechaBundle  *self,
                                    GError      **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Keys made by the openssl program, and a PDF made by cairo and qpdf: nothing
 * of it comes from the code under test. */

typedef struct
{
  char *folder;
} Fixture;

Fixture *fixture_new         (void);
void     fixture_free        (Fixture     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
char    *fixture_path        (Fixture     *self,
                              const char  *name);
GBytes  *fixture_read        (Fixture     *self,
                              const char  *name);
void     fixture_write       (Fixture     *self,
                              const char  *name,
                              gconstpointer data,
                              gsize        size);
char    *fixture_run         (Fixture     *self,
                              const char  *first,
                              ...) G_GNUC_NULL_TERMINATED;
gboolean fixture_has_program (const char  *name);
void     fixture_make_ca     (Fixture     *self);
/* Without @days the certificate is one of the past. */
void     fixture_make_key    (Fixture     *self,
                              const char  *name,
                              const char  *subject,
                              const char  *kind,
                              const char  *extensions,
                              const char  *days);
void     fixture_make_pdf    (Fixture     *self,
                              const char  *name,
                              guint        n_pages,
                              gboolean     object_streams);

/* Files written by hand, in memory: object i + 1 is @bodies[i], and object 1
 * the catalog; an update replaces or adds one object, or frees it (%NULL). */
GString *fixture_write_pdf   (const char *const *bodies,
                              const char  *trailer);
void     fixture_update_pdf  (GString     *pdf,
                              guint        number,
                              const char  *body,
                              const char  *trailer);

#define FIXTURE_PASSWORD "geheim-密码"
#define FIXTURE_ATTACHMENT "{\"verdict\":\"conforming\"}"

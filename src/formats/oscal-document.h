/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "digest.h"
#include "text.h"

G_BEGIN_DECLS

/* The namespace of our props and parts in OSCAL documents; data/checklists/README.md lists them. */
#define HECHA_OSCAL_NS "https://hecha.org/ns/oscal"

/* What a foreign document may hold at most. */
#define HECHA_OSCAL_MAX_SIZE     (64 * 1024 * 1024)
#define HECHA_OSCAL_MAX_CONTROLS 20000
#define HECHA_OSCAL_MAX_NESTING  16
#define HECHA_OSCAL_MAX_TEXT     (64 * 1024)

/**
 * HechaOscalKind:
 *
 * The OSCAL documents that open as a checklist.
 */
typedef enum
{
  HECHA_OSCAL_CATALOG,
  HECHA_OSCAL_PROFILE,
} HechaOscalKind;

/**
 * HechaOscalDocument:
 * @kind: catalog or profile
 * @name: the file's name, for errors and for relative references
 * @root: the object below "catalog" or "profile"; immutable
 * @uuid: the document's own
 * @id: our pack-id prop, else @uuid
 * @version: as its author counts
 * @title: of its metadata
 * @language: (nullable): our language prop: that of the prose; %NULL where it
 *   is told text by text
 * @digest: SHA-256 of its bytes
 *
 * An OSCAL document whose envelope was read and found in order. Immutable,
 * reference-counted, of one thread at a time.
 */
typedef struct
{
  HechaOscalKind  kind;
  char           *name;
  JsonObject     *root;
  char           *uuid;
  char           *id;
  char           *version;
  HechaText       title;
  char           *language;
  char           *digest;
  /*< private >*/
  grefcount       refs;
} HechaOscalDocument;

HechaOscalDocument *hecha_oscal_document_parse (GBytes              *bytes,
                                                const char          *name,
                                                GError             **error);
HechaOscalDocument *hecha_oscal_document_ref   (HechaOscalDocument  *self);
void                hecha_oscal_document_unref (HechaOscalDocument  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaOscalDocument, hecha_oscal_document_unref)
char              **hecha_oscal_document_slot  (const HechaOscalDocument *self,
                                                HechaText           *text,
                                                const char          *words);

const char *hecha_oscal_prop      (JsonObject               *holder,
                                   const char               *name);
const char *hecha_oscal_own_prop  (JsonObject               *holder,
                                   const char               *name);
void        hecha_oscal_own_text  (const HechaOscalDocument *document,
                                   JsonObject               *holder,
                                   const char               *name,
                                   HechaText                *text);
void        hecha_oscal_title     (const HechaOscalDocument *document,
                                   JsonObject               *holder,
                                   HechaText                *text);
gboolean    hecha_oscal_is_own    (JsonObject               *object);

G_END_DECLS

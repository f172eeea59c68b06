/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaMethod:
 *
 * How a step is done: 访谈, 核查, 测试. On disk as in OSCAL: INTERVIEW, EXAMINE, TEST.
 */
typedef enum
{
  HECHA_METHOD_INTERVIEW,
  HECHA_METHOD_EXAMINE,
  HECHA_METHOD_TEST,
} HechaMethod;

extern const HechaNick hecha_method_nicks[];

/**
 * HechaStep:
 * @method: how it is done
 * @text: what is done
 * @yes: what a yes looks like; may be empty
 *
 * A step is named by its place in its item, counted from 1.
 */
typedef struct
{
  HechaMethod method;
  HechaText   text;
  HechaText   yes;
} HechaStep;

/**
 * HechaItem:
 * @uuid: names the item in answers; packs that share an item share it
 * @id: the control's id in its catalog
 * @label: what people call it, such as 4.2
 * @group: id of its #HechaGroup
 * @title: a few words
 * @requirement: in our own words
 * @source: where it comes from (article, item, or standard with what is known)
 * @evidence: what is expected
 * @finding: a typical finding
 * @risk: what may come of it
 * @remedy: what helps
 * @ot_impact: what a TEST may do to a live device; empty where it touches none
 * @hazard: when a failure is a major hazard 重大风险隐患; empty where never
 * @mitigation: what may downgrade it
 * @gbt_44462: (nullable): a reference that a holder of the standard imported
 * @min_level: the lowest level it applies to, 1 to 3
 * @weight: for scoring schemes; 1 unless the pack says more
 * @unverified: whether the source was believed and not re-read (待核)
 * @object_kinds: (nullable): kinds of #HechaObject it is looked at on; %NULL:
 *   the enterprise as a whole
 * @steps: (element-type HechaStep): at least one
 * @digest: SHA-256 over the text that an answer speaks of
 */
typedef struct
{
  char       *uuid;
  char       *id;
  char       *label;
  char       *group;
  HechaText   title;
  HechaText   requirement;
  HechaText   source;
  HechaText   evidence;
  HechaText   finding;
  HechaText   risk;
  HechaText   remedy;
  HechaText   ot_impact;
  HechaText   hazard;
  HechaText   mitigation;
  char       *gbt_44462;
  int         min_level;
  int         weight;
  gboolean    unverified;
  GStrv       object_kinds;
  GPtrArray  *steps;
  char       *digest;
  /*< private >*/
  gatomicrefcount refs;
} HechaItem;

/**
 * HechaGroup:
 * @id: the group's id in its catalog
 * @title: the protection domain's name
 */
typedef struct
{
  char      *id;
  HechaText  title;
} HechaGroup;

/**
 * HechaPack:
 * @id: names the pack over its versions
 * @version: as its author counts
 * @title: what people call it
 * @digest: SHA-256 of the catalog's bytes (and the profile's, where one was resolved)
 * @signer: (nullable): who signed the bundle it came in
 * @groups: (element-type HechaGroup): in the catalog's order
 * @items: (element-type HechaItem): in the catalog's order
 *
 * What an OSCAL catalog, seen through a profile or not, comes to.
 */
typedef struct
{
  char      *id;
  char      *version;
  HechaText  title;
  char      *digest;
  char      *signer;
  GPtrArray *groups;
  GPtrArray *items;
} HechaPack;

/**
 * HechaChecklistEntry:
 * @item: the item
 * @types: bit 1 << #HechaType for each type that the item counts for
 */
typedef struct
{
  HechaItem *item;
  guint      types;
} HechaChecklistEntry;

/**
 * HechaChecklist:
 * @groups: (element-type HechaGroup): those that have items, in order
 * @entries: (element-type HechaChecklistEntry): each item once, ordered by group
 * @titles: what the pack of each type is called; empty where there is none
 *
 * The checklist of one visit: what its types ask for together. An item that
 * two types share stands there once (article 6 asks for separate gradings, not
 * for asking twice).
 */
typedef struct
{
  GPtrArray  *groups;
  GPtrArray  *entries;
  HechaText   titles[HECHA_N_TYPES];
  /*< private >*/
  GHashTable *by_uuid;
} HechaChecklist;

HechaStep  *hecha_step_new             (HechaMethod      method);
void        hecha_step_free            (HechaStep       *self);

HechaItem  *hecha_item_new             (void);
HechaItem  *hecha_item_ref             (HechaItem       *self);
void        hecha_item_unref           (HechaItem       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaItem, hecha_item_unref)
void        hecha_item_seal            (HechaItem       *self);
gboolean    hecha_item_has_method      (const HechaItem *self,
                                        HechaMethod      method);

HechaGroup *hecha_group_new            (const char      *id,
                                        const HechaText *title);
void        hecha_group_free           (HechaGroup      *self);

HechaPack  *hecha_pack_new             (const char      *id,
                                        const char      *version);
void        hecha_pack_free            (HechaPack       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPack, hecha_pack_free)

HechaChecklist      *hecha_checklist_new   (void);
void                 hecha_checklist_free  (HechaChecklist  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaChecklist, hecha_checklist_free)
gboolean             hecha_checklist_add   (HechaChecklist  *self,
                                            HechaType        type,
                                            const HechaPack *pack,
                                            GError         **error);
HechaChecklistEntry *hecha_checklist_find  (HechaChecklist  *self,
                                            const char      *uuid_or_id);

G_END_DECLS

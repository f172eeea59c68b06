/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "line-row.h"
#include "row-object.h"
#include "states.h"

G_BEGIN_DECLS

/**
 * HechaListPane:
 *
 * A list of two-line rows under a search entry and a choice of kinds. Signals
 * "narrowed": search or kind changed; "activated" (HechaRowObject *).
 */
#define HECHA_TYPE_LIST_PANE (hecha_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (HechaListPane, hecha_list_pane, HECHA, LIST_PANE, AdwBin)

void         hecha_list_pane_setup      (HechaListPane      *self,
                                         const char         *label,
                                         const char *const  *kinds,
                                         HechaLineBind       bind,
                                         gpointer            user_data);
HechaStates *hecha_list_pane_get_states (HechaListPane      *self);
guint        hecha_list_pane_get_kind   (HechaListPane      *self);
void         hecha_list_pane_set_kind   (HechaListPane      *self,
                                         guint               kind);
void         hecha_list_pane_set_search (HechaListPane      *self,
                                         const char         *words);
gboolean     hecha_list_pane_matches    (HechaListPane      *self,
                                         const char         *text);
gboolean     hecha_list_pane_is_narrowed (HechaListPane     *self);
gboolean     hecha_list_pane_take       (HechaListPane      *self,
                                         GPtrArray         **objects,
                                         GPtrArray          *rows,
                                         GDestroyNotify      row_free,
                                         const GError       *error);
void         hecha_list_pane_show       (HechaListPane      *self,
                                         GPtrArray          *rows);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What checklist-page.c shows and checklist-actions.c does. */

#include "checklist-page.h"
#include "item-list.h"
#include "item-view.h"
#include "side-pane.h"
#include "states.h"

G_BEGIN_DECLS

struct _HechaChecklistPage
{
  HechaPlace parent_instance;

  AdwWindowTitle  *title;
  HechaStates     *states;
  AdwFlap         *flap;
  AdwLeaflet      *leaflet;
  HechaItemList   *list;
  HechaItemView   *view;
  HechaSidePane   *side;
  GtkWidget       *frozen;
  GtkWidget       *list_button;
  GtkWidget       *undo_button;
  GtkWidget       *side_button;
  GtkWidget       *report_button;
  HechaOnSite     *visit;
  char            *wanted;    /* item to show once it is read */
  char            *wanted_object;
  gboolean         three;     /* panes beside each other */
  gboolean         focused;   /* the first item got the keyboard */
};

void hecha_checklist_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS

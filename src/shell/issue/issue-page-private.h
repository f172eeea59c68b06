/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "busy-bar.h"
#include "case.h"
#include "fault-list.h"
#include "issue-page.h"
#include "issue.h"
#include "pdf-view.h"
#include "signature-list.h"
#include "states.h"

G_BEGIN_DECLS

/* What issue-page.c shows and issue-actions.c does something about. */
struct _HechaIssuePage
{
  HechaPlace parent_instance;

  AdwWindowTitle      *title;
  HechaStates         *states;
  AdwLeaflet          *leaflet;
  HechaFaultList      *faults;
  AdwActionRow        *report_row;
  AdwActionRow        *decision_row;
  AdwActionRow        *verdict_row;
  GtkImage            *verdict_icon;
  GtkWidget           *open_buttons;
  GtkWidget           *hand_over;
  GtkWidget           *issued_buttons;
  GtkWidget           *pages_button;
  HechaSignatureList  *signatures;
  HechaPdfView        *pages;
  GtkLabel            *pages_note;
  HechaBusyBar        *busy;

  AdwComboRow         *record_row;

  char                *case_uuid;
  guint                record;         /* of a joint inspection, 1 or 2; 0 before one was chosen */
  HechaCase           *content;
  HechaIssuedReport   *report;
  HechaVerification   *verification;
  char                *shown;          /* digest of the report whose pages are shown */
  GCancellable        *verifying;
  gboolean             ask_stamper;    /* the last time stamp was not to be had: ask whose it should be */
  gboolean             to_signer;      /* once it is read again, the keyboard goes to who signs next */
};

void hecha_issue_page_update          (HechaIssuePage *self,
                                       guint           faults);
void hecha_issue_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS

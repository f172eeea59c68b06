/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "item-view.h"

#include "evidence-strip.h"
#include "finding-list.h"
#include "item-head.h"
#include "earlier-box.h"
#include "last-visit.h"
#include "object-tabs.h"
#include "ot-box.h"
#include "place.h"
#include "step-row.h"
#include "text-field.h"
#include "verdict-bar.h"

#include <glib/gi18n.h>

struct _HechaItemView
{
  GtkBox parent_instance;

  GtkScrolledWindow  *scroller;
  HechaItemHead      *head;
  HechaObjectTabs    *tabs;
  HechaOtBox         *ot;
  GtkBox             *steps;
  HechaTextField     *object_reason;
  HechaVerdictBar    *verdict;
  HechaTextField     *note;
  HechaEarlierBox    *earlier;
  HechaLastVisit     *last;
  HechaFindingList   *findings;
  HechaEvidenceStrip *evidence;
  GtkLabel           *place;
  GtkWidget          *next;
  HechaOnSite        *visit;
  HechaItem          *item;
};

G_DEFINE_FINAL_TYPE (HechaItemView, hecha_item_view, GTK_TYPE_BOX)

static HechaStepRow *
step_row (HechaItemView *self,
          int            step)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->steps));

  while (row && hecha_step_row_get_step (HECHA_STEP_ROW (row)) != step)
    row = gtk_widget_get_next_sibling (row);
  return row ? HECHA_STEP_ROW (row) : NULL;
}

static HechaStepRow *
first_open_step (HechaItemView *self)
{
  const char *object = hecha_object_tabs_get_object (self->tabs);

  for (guint step = 1; self->item && step <= self->item->steps->len; step++)
    if (!hecha_on_site_get_answer (self->visit, self->item->uuid, object, step, HECHA_ANSWER_STEP))
      return step_row (self, step);
  return NULL;
}

static void
show_object_reason (HechaItemView *self)
{
  const char *object = hecha_object_tabs_get_object (self->tabs);
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  const char *reason = hecha_on_site_get_answer (self->visit, self->item->uuid, object, 0, HECHA_ANSWER_REASON);
  gboolean wanted = object && (reason || hecha_verdict_of_object (self->item, visit->answers, object) ==
                                         HECHA_VERDICT_NOT_APPLICABLE);

  hecha_text_field_set_text (self->object_reason, object ? reason : NULL);
  hecha_text_field_mark (self->object_reason, wanted && !reason);
  gtk_widget_set_visible (GTK_WIDGET (self->object_reason), wanted);
}

/* Values only: what is there stays, and so does the keyboard. */
static void
refresh (HechaItemView *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  g_autoptr(GPtrArray) findings = hecha_case_findings (visit, self->item->uuid);
  g_autoptr(GArray) faults = hecha_item_faults (self->item, visit->answers, visit->objects, findings);
  GtkWidget *row;

  hecha_item_head_refresh (self->head);
  hecha_ot_box_refresh (self->ot);
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); row; row = gtk_widget_get_next_sibling (row))
    hecha_step_row_refresh (HECHA_STEP_ROW (row), faults);
  show_object_reason (self);
  hecha_verdict_bar_refresh (self->verdict, faults);
  hecha_text_field_set_text (self->note, hecha_on_site_get_answer (self->visit, self->item->uuid, NULL, 0,
                                                                   HECHA_ANSWER_NOTE));
  gtk_widget_set_sensitive (GTK_WIDGET (self->note), hecha_on_site_may_edit (self->visit));
  hecha_last_visit_refresh (self->last);
  hecha_finding_list_refresh (self->findings, faults);
  hecha_evidence_strip_refresh (self->evidence);
}

static void
step_next_cb (HechaItemView *self,
              HechaStepRow  *row)
{
  HechaStepRow *next = step_row (self, hecha_step_row_get_step (row) + 1);

  if (next)
    hecha_step_row_focus (next, FALSE);
  else
    hecha_item_view_focus_step (self);
}

static void
step_refused_cb (HechaItemView *self)
{
  hecha_ot_box_complain (self->ot);
}

static void
build_steps (HechaItemView *self)
{
  const char *object = hecha_object_tabs_get_object (self->tabs);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))))
    gtk_box_remove (self->steps, child);
  for (guint step = 1; step <= self->item->steps->len; step++)
    {
      GtkWidget *row = hecha_step_row_new (self->visit, self->item, object, step);

      g_signal_connect_object (row, "next", G_CALLBACK (step_next_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "refused", G_CALLBACK (step_refused_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->steps, row);
    }
}

static void
build_for_object (HechaItemView *self)
{
  const char *object = hecha_object_tabs_get_object (self->tabs);

  hecha_text_field_drop (self->object_reason);
  hecha_ot_box_set_item (self->ot, self->visit, self->item, object);
  hecha_evidence_strip_set_item (self->evidence, self->visit, self->item, object);
  build_steps (self);
  refresh (self);
}

static void
flush_steps (HechaItemView *self)
{
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); row; row = gtk_widget_get_next_sibling (row))
    hecha_step_row_flush (HECHA_STEP_ROW (row));
}

static void
build (HechaItemView *self)
{
  hecha_text_field_drop (self->note);
  hecha_item_head_set_item (self->head, self->visit, self->item);
  hecha_object_tabs_set_item (self->tabs, self->visit, self->item);
  hecha_verdict_bar_set_item (self->verdict, self->visit, self->item);
  hecha_last_visit_set_item (self->last, self->visit, self->item);
  hecha_earlier_box_set_item (self->earlier, self->visit, self->item);
  hecha_finding_list_set_item (self->findings, self->visit, self->item);
  build_for_object (self);
}

/* Callbacks. */

static void
tabs_switched_cb (HechaItemView *self)
{
  build_for_object (self);
}

static void
item_changed_cb (HechaItemView *self,
                 const char    *uuid)
{
  if (!self->item || g_strcmp0 (self->item->uuid, uuid) != 0)
    return;
  hecha_object_tabs_refresh (self->tabs);
  refresh (self);
}

static void
loaded_cb (HechaItemView *self)
{
  HechaItem *item = self->item ? hecha_on_site_find_item (self->visit, self->item->uuid) : NULL;
  g_autofree char *before = g_strdup (hecha_object_tabs_get_object (self->tabs));

  if (!item)
    return;
  hecha_object_tabs_refresh (self->tabs);
  if (g_strcmp0 (before, hecha_object_tabs_get_object (self->tabs)) != 0)
    build_for_object (self);
  else
    refresh (self);
}

static void
note_edited_cb (HechaItemView *self,
                const char    *text)
{
  hecha_on_site_say (self->visit, self->item->uuid, NULL, 0, HECHA_ANSWER_NOTE, text);
}

static void
object_reason_edited_cb (HechaItemView *self,
                         const char    *text)
{
  hecha_on_site_say (self->visit, self->item->uuid, hecha_object_tabs_get_object (self->tabs), 0,
                     HECHA_ANSWER_REASON, text);
}

static void
go_on_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  if (HECHA_ITEM_VIEW (widget)->item)
    hecha_item_view_focus_step (HECHA_ITEM_VIEW (widget));
}

static void
hecha_item_view_dispose (GObject *object)
{
  HechaItemView *self = HECHA_ITEM_VIEW (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  G_OBJECT_CLASS (hecha_item_view_parent_class)->dispose (object);
}

static void
hecha_item_view_class_init (HechaItemViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_item_view_dispose;
  g_type_ensure (HECHA_TYPE_ITEM_HEAD);
  g_type_ensure (HECHA_TYPE_OBJECT_TABS);
  g_type_ensure (HECHA_TYPE_OT_BOX);
  g_type_ensure (HECHA_TYPE_VERDICT_BAR);
  g_type_ensure (HECHA_TYPE_TEXT_FIELD);
  g_type_ensure (HECHA_TYPE_EARLIER_BOX);
  g_type_ensure (HECHA_TYPE_LAST_VISIT);
  g_type_ensure (HECHA_TYPE_FINDING_LIST);
  g_type_ensure (HECHA_TYPE_EVIDENCE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/item-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, scroller);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, head);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, tabs);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, ot);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, steps);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, object_reason);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, verdict);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, note);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, earlier);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, last);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, findings);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, evidence);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, place);
  gtk_widget_class_bind_template_child (widget_class, HechaItemView, next);
  gtk_widget_class_bind_template_callback (widget_class, tabs_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, hecha_item_view_focus_step);
  gtk_widget_class_bind_template_callback (widget_class, object_reason_edited_cb);
  gtk_widget_class_install_action (widget_class, "item.go-on", NULL, go_on_action);
}

static void
hecha_item_view_init (HechaItemView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hecha_evidence_strip_take_drops (self->evidence, GTK_WIDGET (self));
}

/**
 * hecha_item_view_set_visit:
 * @visit: what it shows an item of, and follows
 */
void
hecha_item_view_set_visit (HechaItemView *self,
                           HechaOnSite   *visit)
{
  g_return_if_fail (HECHA_IS_ITEM_VIEW (self) && !self->visit);
  self->visit = g_object_ref (visit);
  g_signal_connect_object (visit, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visit, "item-changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hecha_item_view_show:
 * @uuid: of an item; what is being typed for the one before is kept
 */
void
hecha_item_view_show (HechaItemView *self,
                      const char    *uuid)
{
  HechaItem *item = hecha_on_site_find_item (self->visit, uuid);

  if (!item || (self->item && g_strcmp0 (self->item->uuid, uuid) == 0))
    return;
  hecha_item_view_flush (self);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
  build (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/**
 * hecha_item_view_get_item:
 *
 * Returns: (transfer none) (nullable): UUID of the item that is shown
 */
const char *
hecha_item_view_get_item (HechaItemView *self)
{
  return self->item ? self->item->uuid : NULL;
}

/**
 * hecha_item_view_get_object:
 *
 * Returns: (transfer none) (nullable): UUID of the object that is looked at
 */
const char *
hecha_item_view_get_object (HechaItemView *self)
{
  return hecha_object_tabs_get_object (self->tabs);
}

void
hecha_item_view_set_object (HechaItemView *self,
                            const char    *object)
{
  hecha_object_tabs_select (self->tabs, object);
}

/**
 * hecha_item_view_choose:
 * @verdict: for the item, as by its key
 */
void
hecha_item_view_choose (HechaItemView *self,
                        HechaVerdict   verdict)
{
  if (self->item)
    hecha_verdict_bar_choose (self->verdict, verdict);
}

/**
 * hecha_item_view_answer:
 * @value: yes, no or na, for the first step that is open
 */
void
hecha_item_view_answer (HechaItemView *self,
                        const char    *value)
{
  HechaStepRow *row = first_open_step (self);

  if (row)
    hecha_step_row_answer (row, value);
}

void
hecha_item_view_toggle_flag (HechaItemView *self)
{
  if (self->item)
    hecha_item_head_toggle_flag (self->head);
}

void
hecha_item_view_carry (HechaItemView *self)
{
  if (self->item)
    hecha_last_visit_carry (self->last);
}

void
hecha_item_view_add_finding (HechaItemView *self)
{
  if (self->item)
    hecha_finding_list_add (self->findings);
}

/**
 * hecha_item_view_flush:
 *
 * Keeps what is being typed.
 */
void
hecha_item_view_flush (HechaItemView *self)
{
  if (!self->item)
    return;
  flush_steps (self);
  hecha_ot_box_flush (self->ot);
  hecha_text_field_flush (self->object_reason);
  hecha_verdict_bar_flush (self->verdict);
  hecha_text_field_flush (self->note);
  hecha_finding_list_flush (self->findings);
}

/**
 * hecha_item_view_set_place:
 * @place: where one is, and what is saved
 */
void
hecha_item_view_set_place (HechaItemView *self,
                           const char    *place)
{
  gtk_label_set_label (self->place, place);
}

static void
focus_fault (HechaItemView    *self,
             const HechaFault *fault)
{
  HechaStepRow *row;

  if (fault->object && g_strcmp0 (fault->object->uuid, hecha_object_tabs_get_object (self->tabs)) != 0)
    hecha_object_tabs_select (self->tabs, fault->object->uuid);
  row = step_row (self, fault->step);
  if (fault->kind == HECHA_FAULT_FINDING_MISSING || fault->kind == HECHA_FAULT_FINDING_CONTRADICTS)
    gtk_widget_grab_focus (GTK_WIDGET (self->findings));
  else if (fault->kind == HECHA_FAULT_OT_NOTE_MISSING)
    hecha_ot_box_complain (self->ot);
  else if (row)
    hecha_step_row_focus (row, fault->kind == HECHA_FAULT_OBSERVATION_MISSING);
  else if (fault->kind == HECHA_FAULT_REASON_MISSING && fault->object)
    gtk_widget_grab_focus (GTK_WIDGET (self->object_reason));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->verdict));
}

/**
 * hecha_item_view_focus_step:
 *
 * Takes the keyboard to what the item lacks first, on whichever of its objects,
 * or to the button that goes to the next item: Y, Y, Y and Enter answer an item
 * and go on.
 */
void
hecha_item_view_focus_step (HechaItemView *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  g_autoptr(GPtrArray) findings = hecha_case_findings (visit, self->item->uuid);
  g_autoptr(GArray) faults = hecha_item_faults (self->item, visit->answers, visit->objects, findings);

  if (faults->len > 0 && hecha_on_site_may_edit (self->visit))
    focus_fault (self, &g_array_index (faults, HechaFault, 0));
  else
    gtk_widget_grab_focus (self->next);
}

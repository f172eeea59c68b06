/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "finding-list.h"

#include "finding-row.h"

struct _HechaFindingList
{
  GtkBox parent_instance;

  GtkBox      *rows;
  GtkLabel    *wanted;
  GtkLabel    *contradicting;
  GtkWidget   *add;
  HechaOnSite *visit;
  HechaItem   *item;
};

G_DEFINE_FINAL_TYPE (HechaFindingList, hecha_finding_list, GTK_TYPE_BOX)

static HechaFindingRow *
find_row (HechaFindingList *self,
          const char       *uuid)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row && g_strcmp0 (hecha_finding_row_get_uuid (HECHA_FINDING_ROW (row)), uuid) != 0)
    row = gtk_widget_get_next_sibling (row);
  return row ? HECHA_FINDING_ROW (row) : NULL;
}

static gboolean
is_there (GPtrArray  *findings,
          const char *uuid)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_strcmp0 (((HechaFinding *) findings->pdata[i])->uuid, uuid) == 0)
      return TRUE;
  return FALSE;
}

static void
add_clicked_cb (HechaFindingList *self)
{
  hecha_finding_list_add (self);
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaFindingList *self = HECHA_FINDING_LIST (widget);
  HechaFindingRow *row = find_row (self, g_variant_get_string (parameter, NULL));

  if (row)
    gtk_box_remove (self->rows, GTK_WIDGET (row));
}

static gboolean
hecha_finding_list_grab_focus (GtkWidget *widget)
{
  HechaFindingList *self = HECHA_FINDING_LIST (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  /* What is to be taken back is there; what is missing is added. */
  if (first && gtk_widget_get_visible (GTK_WIDGET (self->contradicting)))
    return gtk_widget_grab_focus (first);
  return gtk_widget_grab_focus (self->add);
}

static void
hecha_finding_list_dispose (GObject *object)
{
  HechaFindingList *self = HECHA_FINDING_LIST (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  G_OBJECT_CLASS (hecha_finding_list_parent_class)->dispose (object);
}

static void
hecha_finding_list_class_init (HechaFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_finding_list_dispose;
  widget_class->grab_focus = hecha_finding_list_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/finding-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaFindingList, rows);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingList, wanted);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingList, contradicting);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingList, add);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_install_action (widget_class, "findings.drop", "s", drop_action);
}

static void
hecha_finding_list_init (HechaFindingList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_finding_list_set_item:
 * @item: whose findings they are
 */
void
hecha_finding_list_set_item (HechaFindingList *self,
                             HechaOnSite      *visit,
                             HechaItem        *item)
{
  GtkWidget *row;

  g_set_object (&self->visit, visit);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_box_remove (self->rows, row);
}

static void
drop_gone (HechaFindingList *self,
           GPtrArray        *findings)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row)
    {
      HechaFindingRow *finding_row = HECHA_FINDING_ROW (row);

      row = gtk_widget_get_next_sibling (row);
      if (hecha_finding_row_is_stored (finding_row) &&
          !is_there (findings, hecha_finding_row_get_uuid (finding_row)))
        gtk_box_remove (self->rows, GTK_WIDGET (finding_row));
    }
}

static gboolean
is_among (GArray         *faults,
          HechaFaultKind  kind)
{
  for (guint i = 0; faults && i < faults->len; i++)
    if (g_array_index (faults, HechaFault, i).kind == kind)
      return TRUE;
  return FALSE;
}

/**
 * hecha_finding_list_refresh:
 * @faults: (nullable) (element-type HechaFault): what the item lacks
 *
 * Shows what is stored; a new finding that says nothing yet stays.
 */
void
hecha_finding_list_refresh (HechaFindingList *self,
                            GArray           *faults)
{
  g_autoptr(GPtrArray) findings = hecha_case_findings (hecha_on_site_get_case (self->visit), self->item->uuid);

  drop_gone (self, findings);
  for (guint i = 0; i < findings->len; i++)
    {
      HechaFinding *finding = findings->pdata[i];
      HechaFindingRow *row = find_row (self, finding->uuid);

      if (row)
        hecha_finding_row_refresh (row, finding);
      else
        gtk_box_append (self->rows, hecha_finding_row_new (self->visit, self->item, finding));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->wanted), is_among (faults, HECHA_FAULT_FINDING_MISSING));
  gtk_widget_set_visible (GTK_WIDGET (self->contradicting), is_among (faults, HECHA_FAULT_FINDING_CONTRADICTS));
  gtk_widget_set_sensitive (self->add, hecha_on_site_may_edit (self->visit));
}

/* Whoever asked for a row is to see it; where it is, is known once it was laid out. */
static gboolean
reveal_cb (GtkWidget     *row,
           GdkFrameClock *clock,
           gpointer       data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkAdjustment *place = viewport ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)) : NULL;
  graphene_rect_t bounds;
  double top;

  if (gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  if (!place || !gtk_widget_compute_bounds (row, viewport, &bounds))
    return G_SOURCE_REMOVE;
  top = gtk_adjustment_get_value (place) + bounds.origin.y;
  gtk_adjustment_clamp_page (place, top, top + bounds.size.height);
  return G_SOURCE_REMOVE;
}

/**
 * hecha_finding_list_add:
 *
 * Begins a new finding.
 */
void
hecha_finding_list_add (HechaFindingList *self)
{
  GtkWidget *row;

  if (!hecha_on_site_may_edit (self->visit))
    return;
  row = hecha_finding_row_new (self->visit, self->item, NULL);
  gtk_box_append (self->rows, row);
  gtk_widget_grab_focus (row);
  gtk_widget_add_tick_callback (row, reveal_cb, NULL, NULL);
}

/**
 * hecha_finding_list_flush:
 *
 * Keeps what is being typed.
 */
void
hecha_finding_list_flush (HechaFindingList *self)
{
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row; row = gtk_widget_get_next_sibling (row))
    hecha_finding_row_flush (HECHA_FINDING_ROW (row));
}

/**
 * hecha_finding_list_get_n:
 *
 * Returns: how many findings are shown, new ones included
 */
guint
hecha_finding_list_get_n (HechaFindingList *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row;
       row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "item-list.h"

#include "item-cell.h"
#include "item-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaItemList
{
  AdwBin parent_instance;

  GtkSearchEntry  *search;
  GtkDropDown     *filter;
  GtkProgressBar  *progress;
  GtkLabel        *count;
  GtkStack        *stack;
  GtkWidget       *scroller;
  AdwStatusPage   *nothing;
  GtkListView     *view;
  GtkRevealer     *bulk_revealer;
  GtkButton       *bulk_button;
  GtkButton       *all_button;
  GtkToggleButton *select_button;

  HechaOnSite        *visit;
  HechaItemRows      *rows;
  GtkSingleSelection *selection;
  GPtrArray          *cells;    /* those that are bound */
  gboolean            selecting;
  gboolean            moving;   /* the selection is set by us */
};

enum
{
  SELECTED,
  PICKED,
  BULK,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HechaItemList, hecha_item_list, ADW_TYPE_BIN)

/* What is done. */

static void
update_progress (HechaItemList *self)
{
  guint done, total;
  g_autofree char *text = NULL;

  hecha_item_list_get_progress (self, &done, &total);
  /* TRANSLATORS: how many items are done, of how many */
  text = g_strdup_printf (_("%u of %u done"), done, total);
  gtk_label_set_label (self->count, text);
  gtk_progress_bar_set_fraction (self->progress, total ? (double) done / total : 0);
}

static void
update_bulk (HechaItemList *self)
{
  g_autoptr(GPtrArray) checked = hecha_item_rows_get_checked (self->rows);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Answer %u item…", "Answer %u items…",
                                                         checked->len), checked->len);

  gtk_button_set_label (self->bulk_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bulk_button), checked->len > 0);
  gtk_button_set_label (self->all_button, hecha_item_rows_all_checked (self->rows) ? _("Select _None") : _("Select _All"));
  gtk_revealer_set_reveal_child (self->bulk_revealer, self->selecting);
}

/* What is shown. */

static void
fill (HechaItemList *self)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  HechaItemFilter filter = gtk_drop_down_get_selected (self->filter);
  guint done, total;

  self->moving = TRUE;
  hecha_item_rows_filter (self->rows, filter, search);
  self->moving = FALSE;
  update_bulk (self);
  hecha_item_rows_get_progress (self->rows, &done, &total);
  adw_status_page_set_title (self->nothing, *search ? _("No Such Item")
                             : filter == HECHA_ITEM_FILTER_OPEN ? _("Every Item Is Done") : _("None of the Items"));
  adw_status_page_set_description (self->nothing, *search ? _("Search for other words, or show all items.")
                                                          : _("Show all items to see them again."));
  gtk_stack_set_visible_child (self->stack, hecha_item_list_get_n_shown (self) || !total ? self->scroller
                                                                                         : GTK_WIDGET (self->nothing));
}

static void
refill_cb (HechaItemList *self)
{
  g_autofree char *current = NULL;
  HechaItemRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row && hecha_item_row_get_item (row))
    current = g_strdup (hecha_item_row_get_item (row)->uuid);
  fill (self);
  hecha_item_list_select (self, current);
}

static void
loaded_cb (HechaItemList *self)
{
  if (hecha_item_rows_load (self->rows, hecha_on_site_get_case (self->visit)))
    fill (self);
  update_progress (self);
}

static void
item_changed_cb (HechaItemList *self,
                 const char    *uuid)
{
  hecha_item_rows_update (self->rows, hecha_on_site_get_case (self->visit), uuid);
  update_progress (self);
}

/* The view. */

static void
tell (HechaItemList *self,
      guint          signal,
      HechaItemRow  *row)
{
  if (row && hecha_item_row_get_item (row))
    g_signal_emit (self, signals[signal], 0, hecha_item_row_get_item (row)->uuid);
}

static void
clicked_cb (HechaItemList *self,
            HechaItemCell *cell)
{
  HechaItemRow *row = hecha_item_cell_get_row (cell);

  if (self->selecting && row && hecha_item_row_get_item (row))
    hecha_item_row_set_checked (row, !hecha_item_row_get_checked (row));
  else
    tell (self, PICKED, row);
}

static void
selected_cb (HechaItemList *self)
{
  if (!self->moving && !self->selecting)
    tell (self, SELECTED, gtk_single_selection_get_selected_item (self->selection));
}

static void
activate_cb (HechaItemList *self,
             guint          place)
{
  HechaItemRow *row = hecha_item_rows_get_row (self->rows, place);

  if (self->selecting && hecha_item_row_get_item (row))
    hecha_item_row_set_checked (row, !hecha_item_row_get_checked (row));
  else
    tell (self, PICKED, row);
}

/* Keys. GTK's own arrows do not get past a heading. */

static guint
focused_place (HechaItemList *self)
{
  GtkWidget *line = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  HechaItemRow *row = line ? hecha_item_cell_get_row (HECHA_ITEM_CELL (gtk_widget_get_first_child (line))) : NULL;
  HechaItem *item = row ? hecha_item_row_get_item (row) : NULL;

  return hecha_item_rows_find (self->rows, item ? item->uuid : NULL);
}

static void
focus_place (HechaItemList *self,
             guint          place)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", place);
  for (guint i = 0; i < self->cells->len; i++)
    if (hecha_item_cell_get_row (self->cells->pdata[i]) == hecha_item_rows_get_row (self->rows, place))
      gtk_widget_grab_focus (gtk_widget_get_parent (self->cells->pdata[i]));
  if (!self->selecting)
    gtk_single_selection_set_selected (self->selection, place);
}

/* From @place, which is not looked at itself, to the next item in a direction. */
static void
move_from (HechaItemList *self,
           guint          place,
           int            direction)
{
  guint next = hecha_item_rows_next (self->rows, place, direction);

  if (next != GTK_INVALID_LIST_POSITION)
    focus_place (self, next);
}

static gboolean
enter_list_cb (GtkWidget     *scroller,
               GdkFrameClock *clock,
               gpointer       data)
{
  HechaItemList *self = data;
  guint place = gtk_single_selection_get_selected (self->selection);

  if (!gtk_widget_is_focus (scroller))
    return G_SOURCE_REMOVE;
  if (place == GTK_INVALID_LIST_POSITION || !hecha_item_row_get_item (hecha_item_rows_get_row (self->rows, place)))
    move_from (self, GTK_INVALID_LIST_POSITION, 1);
  else
    focus_place (self, place);
  return G_SOURCE_REMOVE;
}

/* The list's own way in ends at its first line, a heading, which takes no focus. While the focus is on its way it
 * cannot be sent elsewhere. */
static void
scroller_focused_cb (HechaItemList *self)
{
  if (gtk_widget_has_focus (self->scroller))
    gtk_widget_add_tick_callback (self->scroller, enter_list_cb, self, NULL);
}

static gboolean
view_key_pressed_cb (HechaItemList   *self,
                     guint            keyval,
                     guint            keycode,
                     GdkModifierType  state)
{
  guint place = focused_place (self);

  if (place == GTK_INVALID_LIST_POSITION || state & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    move_from (self, place, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    move_from (self, place, -1);
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home)
    move_from (self, G_MAXUINT, 1);
  else if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End)
    move_from (self, hecha_item_list_get_n_shown (self), -1);
  else if (keyval == GDK_KEY_space && self->selecting)
    activate_cb (self, place);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
all_clicked_cb (HechaItemList *self)
{
  hecha_item_rows_check_shown (self->rows, !hecha_item_rows_all_checked (self->rows));
}

static gboolean
key_pressed_cb (HechaItemList   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (!self->selecting)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    hecha_item_list_set_selecting (self, FALSE);
  else if (keyval == GDK_KEY_a && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK)
    all_clicked_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Enter goes to the first that was found. */
static void
search_entered_cb (HechaItemList *self)
{
  g_autofree char *uuid = NULL;
  guint first;

  fill (self);
  first = hecha_item_rows_next (self->rows, GTK_INVALID_LIST_POSITION, 1);
  if (first == GTK_INVALID_LIST_POSITION)
    return;
  uuid = g_strdup (hecha_item_row_get_item (hecha_item_rows_get_row (self->rows, first))->uuid);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill (self);
  g_signal_emit (self, signals[PICKED], 0, uuid);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
search_stopped_cb (HechaItemList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_signal_emit (self, signals[LEFT], 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          HechaItemList            *self)
{
  GtkWidget *cell = hecha_item_cell_new ();

  g_signal_connect_object (cell, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         HechaItemList            *self)
{
  HechaItemRow *row = gtk_list_item_get_item (list_item);
  HechaItemCell *cell = HECHA_ITEM_CELL (gtk_list_item_get_child (list_item));
  gboolean pickable = hecha_item_row_get_item (row) != NULL;

  gtk_list_item_set_selectable (list_item, pickable);
  gtk_list_item_set_activatable (list_item, pickable);
  hecha_item_cell_set_row (cell, row);
  hecha_item_cell_set_selecting (cell, self->selecting);
  g_ptr_array_add (self->cells, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           HechaItemList            *self)
{
  HechaItemCell *cell = HECHA_ITEM_CELL (gtk_list_item_get_child (list_item));

  hecha_item_cell_set_row (cell, NULL);
  g_ptr_array_remove_fast (self->cells, cell);
}

static void
bulk_clicked_cb (HechaItemList *self)
{
  g_signal_emit (self, signals[BULK], 0);
}

static void
select_toggled_cb (HechaItemList *self)
{
  hecha_item_list_set_selecting (self, gtk_toggle_button_get_active (self->select_button));
}

static void
hecha_item_list_dispose (GObject *object)
{
  HechaItemList *self = HECHA_ITEM_LIST (object);

  g_clear_object (&self->visit);
  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  G_OBJECT_CLASS (hecha_item_list_parent_class)->dispose (object);
}

static void
hecha_item_list_finalize (GObject *object)
{
  HechaItemList *self = HECHA_ITEM_LIST (object);

  g_clear_object (&self->selection);
  g_object_unref (self->rows);
  g_ptr_array_unref (self->cells);
  G_OBJECT_CLASS (hecha_item_list_parent_class)->finalize (object);
}

static void
hecha_item_list_class_init (HechaItemListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_item_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_item_list_finalize;
  /* "selected" on the way through the list, "picked" to work on. */
  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PICKED] = g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BULK] = g_signal_new ("bulk", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/item-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, search);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, filter);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, progress);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, count);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, stack);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, scroller);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, nothing);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, view);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, bulk_revealer);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, bulk_button);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, all_button);
  gtk_widget_class_bind_template_child (widget_class, HechaItemList, select_button);
  gtk_widget_class_bind_template_callback (widget_class, refill_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bulk_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scroller_focused_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_entered_cb);
}

static void
hecha_item_list_init (HechaItemList *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = hecha_item_rows_new ();
  self->cells = g_ptr_array_new ();
  self->selection = gtk_single_selection_new (g_object_ref (hecha_item_rows_get_shown (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->rows, "changed", G_CALLBACK (update_bulk), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * hecha_item_list_set_visit:
 * @visit: what it shows and follows
 */
void
hecha_item_list_set_visit (HechaItemList *self,
                           HechaOnSite   *visit)
{
  g_return_if_fail (HECHA_IS_ITEM_LIST (self) && !self->visit);
  self->visit = g_object_ref (visit);
  g_signal_connect_object (visit, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visit, "item-changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hecha_item_list_select:
 * @uuid: (nullable): of the item that is being looked at; "picked" is not said
 */
void
hecha_item_list_select (HechaItemList *self,
                        const char    *uuid)
{
  guint place = hecha_item_rows_find (self->rows, uuid);

  self->moving = TRUE;
  gtk_single_selection_set_selected (self->selection, place);
  self->moving = FALSE;
  if (place != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", place);
}

/**
 * hecha_item_list_search:
 *
 * Lets the user type what to look for.
 */
void
hecha_item_list_search (HechaItemList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
hecha_item_list_set_filter (HechaItemList   *self,
                            HechaItemFilter  filter)
{
  gtk_drop_down_set_selected (self->filter, filter);
}

/**
 * hecha_item_list_set_selecting:
 * @selecting: whether items are being ticked
 */
void
hecha_item_list_set_selecting (HechaItemList *self,
                               gboolean       selecting)
{
  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  gtk_toggle_button_set_active (self->select_button, selecting);
  if (!selecting)
    hecha_item_rows_uncheck (self->rows);
  if (!selecting && gtk_widget_get_focus_child (GTK_WIDGET (self->bulk_revealer)))
    gtk_widget_grab_focus (GTK_WIDGET (self->select_button));   /* what had the keyboard is hidden now */
  for (guint i = 0; i < self->cells->len; i++)
    hecha_item_cell_set_selecting (self->cells->pdata[i], selecting);
  update_bulk (self);
  if (!selecting)
    refill_cb (self);   /* what was answered together may not fit the filter any more */
}

gboolean
hecha_item_list_get_selecting (HechaItemList *self)
{
  return self->selecting;
}

/**
 * hecha_item_list_get_checked:
 *
 * Returns: (transfer container) (element-type HechaItem): the ticked items
 */
GPtrArray *
hecha_item_list_get_checked (HechaItemList *self)
{
  return hecha_item_rows_get_checked (self->rows);
}

/**
 * hecha_item_list_step:
 * @from: (nullable): UUID of an item; %NULL for before the first
 * @direction: 1 or -1
 * @open_only: goes on to an item without a verdict, round the end
 *
 * Returns: (transfer full) (nullable): UUID of the next one in the order of the
 *   checklist; %NULL where there is none
 */
char *
hecha_item_list_step (HechaItemList *self,
                      const char    *from,
                      int            direction,
                      gboolean       open_only)
{
  return hecha_item_rows_step (self->rows, from, direction, open_only);
}

/**
 * hecha_item_list_get_number:
 *
 * Returns: which item of the checklist this is, from 1; 0 where it is none
 */
guint
hecha_item_list_get_number (HechaItemList *self,
                            const char    *uuid)
{
  return hecha_item_rows_get_number (self->rows, uuid);
}

void
hecha_item_list_get_progress (HechaItemList *self,
                              guint         *done,
                              guint         *total)
{
  hecha_item_rows_get_progress (self->rows, done, total);
}

/**
 * hecha_item_list_get_n_shown:
 *
 * Returns: how many lines the filters leave, groups included
 */
guint
hecha_item_list_get_n_shown (HechaItemList *self)
{
  return g_list_model_get_n_items (hecha_item_rows_get_shown (self->rows));
}

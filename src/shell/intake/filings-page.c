/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filings-page.h"

#include "filing-cells.h"
#include "filing-filter.h"
#include "filing-list.h"
#include "filing-page.h"
#include "place-read.h"
#include "states.h"
#include "window.h"

#include <glib/gi18n.h>

struct _HechaFilingsPage
{
  HechaPlace parent_instance;

  GtkSearchEntry    *search;
  GtkMenuButton     *filter_button;
  GtkLabel          *badge;
  HechaFilingFilter *filter;
  HechaStates       *states;
  AdwSqueezer       *squeezer;
  GtkWidget         *wide;
  GtkColumnView     *columns;
  GtkListView       *lines;
  GtkLabel          *count;

  HechaFilingList    *list;
  GtkSingleSelection *selection;
  guint               layout_id;
  HechaFilingSort     sort;
  gboolean            descending;
};

enum
{
  PROP_0,
  PROP_SORT,
  PROP_DESCENDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const HechaNick sort_nicks[] = {
  { HECHA_FILING_SORT_NAME, "name" },
  { HECHA_FILING_SORT_CODE, "code" },
  { HECHA_FILING_SORT_LEVEL, "level" },
  { HECHA_FILING_SORT_REGION, "region" },
  { HECHA_FILING_SORT_STATE, "state" },
  { HECHA_FILING_SORT_DUE, "due" },
  { 0, NULL },
};

G_DEFINE_FINAL_TYPE (HechaFilingsPage, hecha_filings_page, HECHA_TYPE_PLACE)

/* Querying: the result of an older question is dropped. */

static void
query_free (gpointer data)
{
  HechaFilingQuery *query = data;

  g_free ((char *) query->search);
  g_free (query);
}

static gpointer
query_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return hecha_intake_query (session, data, error);
}

static gboolean
is_narrowed (HechaFilingsPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) || hecha_filing_filter_count (self->filter) > 0;
}

static void
show_empty (HechaFilingsPage *self)
{
  gboolean narrowed = is_narrowed (self);

  g_object_set (self->states,
                "empty-icon", narrowed ? "edit-find-symbolic" : "x-office-spreadsheet-symbolic",
                "empty-title", narrowed ? _("Nothing Matches") : _("No Filings Yet"),
                "empty-description", narrowed
                  ? _("No filing has all of these words and properties.")
                  : _("Import the register of enterprises from a spreadsheet, or drop the file here."),
                "empty-label", narrowed ? _("_Show All") : _("_Import…"),
                "empty-action", narrowed ? "filings.clear" : "win.import",
                NULL);
  hecha_states_show_empty (self->states);
}

static void
show_ids (HechaPlace   *place,
          gpointer      result,
          const GError *error)
{
  HechaFilingsPage *self = HECHA_FILINGS_PAGE (place);
  GArray *ids = result;
  g_autofree char *count = NULL;

  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  count = g_strdup_printf (ngettext ("%'u filing", "%'u filings", ids->len), ids->len);
  gtk_label_set_label (self->count, count);
  if (ids->len == 0)
    show_empty (self);
  else
    hecha_states_show_content (self->states);
  hecha_filing_list_take_ids (self->list, ids);
}

static void
hecha_filings_page_refresh (HechaPlace *place)
{
  HechaFilingsPage *self = HECHA_FILINGS_PAGE (place);
  HechaFilingQuery *query = g_new0 (HechaFilingQuery, 1);
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  hecha_filing_filter_get (self->filter, query);
  query->sort = self->sort;
  query->descending = self->descending;
  query->search = *words ? g_steal_pointer (&words) : NULL;
  hecha_filing_list_set_session (self->list, hecha_place_get_session (place));
  hecha_states_show_loading (self->states);
  hecha_place_read (place, query_job, query, query_free, (GDestroyNotify) g_array_unref, show_ids);
}

static void
search_changed_cb (HechaFilingsPage *self)
{
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
filter_changed_cb (HechaFilingsPage *self)
{
  guint n = hecha_filing_filter_count (self->filter);
  g_autofree char *badge = g_strdup_printf ("%u", n);
  g_autofree char *label = n ? g_strdup_printf (ngettext ("Filters, %u set", "Filters, %u set", n), n)
                             : g_strdup (_("Filters"));

  gtk_label_set_label (self->badge, badge);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), n > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->filter_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  hecha_place_refresh (HECHA_PLACE (self));
}

/* The header, a click on it, and the menu are one state. */
static void
sorter_changed_cb (HechaFilingsPage *self)
{
  self->sort = hecha_filing_cells_get_sort (self->columns, &self->descending);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
list_failed_cb (HechaFilingsPage *self,
                const GError     *error)
{
  hecha_states_show_error (self->states, error);
}

/* Wide: columns; narrow: rows of two lines. Only what is seen has the model. */

static gboolean
layout_cb (gpointer data)
{
  HechaFilingsPage *self = data;
  gboolean wide = adw_squeezer_get_visible_child (self->squeezer) == self->wide;
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  self->layout_id = 0;
  gtk_column_view_set_model (self->columns, wide ? model : NULL);
  gtk_list_view_set_model (self->lines, wide ? NULL : model);
  return G_SOURCE_REMOVE;
}

static void
squeezed_cb (HechaFilingsPage *self)
{
  if (self->layout_id == 0)
    self->layout_id = g_idle_add (layout_cb, self);
}

static void
activated_cb (HechaFilingsPage *self,
              guint             position)
{
  g_autoptr(HechaFilingItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const HechaFilingRow *row = item ? hecha_filing_item_get_row (item) : NULL;

  if (row)
    hecha_window_push (hecha_window_of (GTK_WIDGET (self)),
                       HECHA_PLACE (hecha_filing_page_new (hecha_filing_get (row->filing, HECHA_FIELD_CODE),
                                                           row->filing->type)));
}

/* Actions. */

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  const HechaFilingQuery all = { NULL };

  hecha_filings_page_show (HECHA_FILINGS_PAGE (widget), &all);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (HECHA_FILINGS_PAGE (widget)->search));
}

static void
plan_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaFilingItem *item = gtk_single_selection_get_selected_item (HECHA_FILINGS_PAGE (widget)->selection);
  const HechaFilingRow *row = item ? hecha_filing_item_get_row (item) : NULL;

  gtk_widget_activate_action (widget, "win.plan", "s", row ? hecha_filing_get (row->filing, HECHA_FIELD_CODE) : "");
}

static void
hecha_filings_page_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  HechaFilingsPage *self = HECHA_FILINGS_PAGE (object);

  if (id == PROP_SORT)
    g_value_set_string (value, hecha_nick_text (sort_nicks, self->sort));
  else if (id == PROP_DESCENDING)
    g_value_set_boolean (value, self->descending);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hecha_filings_page_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  HechaFilingsPage *self = HECHA_FILINGS_PAGE (object);
  int sort = self->sort;

  if (id == PROP_SORT && hecha_nick_value (sort_nicks, g_value_get_string (value), &sort))
    hecha_filing_cells_set_sort (self->columns, sort, self->descending);
  else if (id == PROP_DESCENDING)
    hecha_filing_cells_set_sort (self->columns, sort, g_value_get_boolean (value));
  else if (id != PROP_SORT)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hecha_filings_page_dispose (GObject *object)
{
  HechaFilingsPage *self = HECHA_FILINGS_PAGE (object);

  g_clear_handle_id (&self->layout_id, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (hecha_filings_page_parent_class)->dispose (object);
}

static void
hecha_filings_page_class_init (HechaFilingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_filings_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = hecha_filings_page_get_property;
  G_OBJECT_CLASS (klass)->set_property = hecha_filings_page_set_property;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_filings_page_refresh;
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "name", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, G_PARAM_READWRITE |
                                                      G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_FILING_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/filings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, search);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, badge);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, squeezer);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, wide);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, lines);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingsPage, count);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, squeezed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "filings.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "filings.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "filings.plan", NULL, plan_action);
  gtk_widget_class_install_property_action (widget_class, "filings.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "filings.descending", "descending");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "filings.search", NULL);
}

static void
hecha_filings_page_init (HechaFilingsPage *self)
{
  g_autoptr(GtkListItemFactory) lines = hecha_filing_cells_line_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = hecha_filing_list_new (hecha_intake_rows);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (list_failed_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  hecha_filing_cells_append_columns (self->columns);
  hecha_filing_cells_set_sort (self->columns, self->sort, self->descending);
  g_signal_connect_object (gtk_column_view_get_sorter (self->columns), "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->lines, lines);
  squeezed_cb (self);
}

/**
 * hecha_filings_page_show:
 * @query: what is to be shown; its limit is left alone
 *
 * Sets the search and the filters.
 */
void
hecha_filings_page_show (HechaFilingsPage       *self,
                         const HechaFilingQuery *query)
{
  g_return_if_fail (HECHA_IS_FILINGS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), query->search ? query->search : "");
  hecha_filing_filter_set (self->filter, query);
}

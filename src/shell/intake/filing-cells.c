/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-cells.h"

#include "filing-item.h"
#include "line-row.h"
#include "pill.h"
#include "region.h"
#include "words.h"

#include <glib/gi18n.h>

/* Shows @row in a cell; %NULL while it is being read. */
typedef void (*Show) (GtkWidget            *cell,
                      const HechaFilingRow *row);

static void
show_field (GtkWidget            *cell,
            const HechaFilingRow *row,
            HechaField            field)
{
  gtk_label_set_label (GTK_LABEL (cell), row ? hecha_filing_get (row->filing, field) : "");
}

static void
show_name (GtkWidget            *cell,
           const HechaFilingRow *row)
{
  const char *name = row ? hecha_filing_get (row->filing, HECHA_FIELD_NAME) : "…";

  gtk_label_set_label (GTK_LABEL (cell), name);
  gtk_widget_set_tooltip_text (cell, name);
}

static void
show_code (GtkWidget            *cell,
           const HechaFilingRow *row)
{
  show_field (cell, row, HECHA_FIELD_CODE);
}

static void
show_type (GtkWidget            *cell,
           const HechaFilingRow *row)
{
  g_autofree char *text = row ? hecha_words_type_level (row->filing->type, row->filing->level) : NULL;

  hecha_pill_set (cell, text, row && row->filing->level == 3 ? "accent" : NULL);
}

static const char *
region_text (const HechaFilingRow *row)
{
  const char *code = hecha_filing_get (row->filing, HECHA_FIELD_REGION);
  const HechaRegion *region = hecha_region_find (code);

  return region ? hecha_words (&region->name) : code ? code : "";
}

static void
show_region (GtkWidget            *cell,
             const HechaFilingRow *row)
{
  gtk_label_set_label (GTK_LABEL (cell), row ? region_text (row) : "");
  gtk_widget_set_tooltip_text (cell, row ? hecha_filing_get (row->filing, HECHA_FIELD_REGION) : NULL);
}

static void
show_sector (GtkWidget            *cell,
             const HechaFilingRow *row)
{
  gtk_label_set_label (GTK_LABEL (cell),
                       row ? hecha_words_sector (hecha_filing_get (row->filing, HECHA_FIELD_INDUSTRY)) : "");
}

static void
show_state (GtkWidget            *cell,
            const HechaFilingRow *row)
{
  gtk_label_set_label (GTK_LABEL (cell),
                       row ? hecha_words_filing_state (hecha_filing_get (row->filing, HECHA_FIELD_STATE)) : "");
}

static void
show_due (GtkWidget            *cell,
          const HechaFilingRow *row)
{
  g_autofree char *text = row ? hecha_words_due (row->due_state, row->due) : NULL;

  hecha_pill_set (cell, text, row ? hecha_words_due_class (row->due_state) : NULL);
}

static void
show_conclusion (GtkWidget            *cell,
                 const HechaFilingRow *row)
{
  gtk_label_set_label (GTK_LABEL (cell), row ? hecha_words_conclusion (row->conclusion) : "");
}

#define UNSORTED -1

static const struct
{
  const char *title;
  Show        show;
  gboolean    expand;
  int         sort;    /* HechaFilingSort */
} columns[] = {
  { N_("Enterprise"), show_name, TRUE, HECHA_FILING_SORT_NAME },
  { N_("Credit code"), show_code, FALSE, HECHA_FILING_SORT_CODE },
  { N_("Type and level"), show_type, FALSE, HECHA_FILING_SORT_LEVEL },
  { N_("Region"), show_region, FALSE, HECHA_FILING_SORT_REGION },
  { N_("Sector"), show_sector, FALSE, UNSORTED },
  { N_("State"), show_state, FALSE, HECHA_FILING_SORT_STATE },
  { N_("Next due"), show_due, FALSE, HECHA_FILING_SORT_DUE },
  { N_("Conclusion"), show_conclusion, FALSE, UNSORTED },
};

/* Cells follow their item: it may be read after it was bound. */

static void
row_notify_cb (HechaFilingItem *item,
               GParamSpec      *pspec,
               GtkWidget       *cell)
{
  Show show = g_object_get_data (G_OBJECT (cell), "show");

  show (cell, hecha_filing_item_get_row (item));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  HechaFilingItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *cell = gtk_list_item_get_child (list_item);

  g_signal_connect (item, "notify::row", G_CALLBACK (row_notify_cb), cell);
  row_notify_cb (item, NULL, cell);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), row_notify_cb,
                                        gtk_list_item_get_child (list_item));
}

static GtkListItemFactory *
factory_new (GCallback setup_cb,
             gpointer  data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup_cb, data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

static void
setup_cell_cb (GtkListItemFactory *factory,
               GtkListItem        *list_item,
               gpointer            data)
{
  guint column = GPOINTER_TO_UINT (data);
  GtkWidget *cell = gtk_label_new (NULL);

  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (cell, columns[column].expand ? GTK_ALIGN_FILL : GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (cell), 0);
  if (columns[column].expand)
    {
      gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (cell), 18);
    }
  g_object_set_data (G_OBJECT (cell), "show", columns[column].show);
  gtk_list_item_set_child (list_item, cell);
}

static void
show_line (GtkWidget            *cell,
           const HechaFilingRow *row)
{
  HechaLineRow *line = HECHA_LINE_ROW (cell);
  g_autofree char *type = NULL, *due = NULL, *subtitle = NULL;

  if (!row)
    {
      hecha_line_row_set (line, "…", NULL);
      return;
    }
  type = hecha_words_type_level (row->filing->type, row->filing->level);
  due = hecha_words_due (row->due_state, row->due);
  subtitle = g_strdup_printf ("%s · %s", region_text (row), hecha_filing_get (row->filing, HECHA_FIELD_CODE));
  hecha_line_row_set (line, hecha_filing_get (row->filing, HECHA_FIELD_NAME), subtitle);
  hecha_line_row_set_pill (line, 0, type, row->filing->level == 3 ? "accent" : NULL);
  hecha_line_row_set_pill (line, 1, due, hecha_words_due_class (row->due_state));
}

static void
setup_line_cb (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  GtkWidget *line = hecha_line_row_new ();

  g_object_set_data (G_OBJECT (line), "show", show_line);
  gtk_list_item_set_child (list_item, line);
}

/* The database sorts. A sorter here only says which column it is, and the one
 * of the view whether it turns that round. */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      sort)
{
  g_object_set_data (G_OBJECT (a), "sort", sort);
  return -1;
}

static GtkColumnViewColumn *
column_of (GtkColumnView   *view,
           HechaFilingSort  sort)
{
  g_autoptr(GtkColumnViewColumn) column = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].sort == (int) sort)
      column = g_list_model_get_item (gtk_column_view_get_columns (view), i);
  return column;
}

/**
 * hecha_filing_cells_get_sort:
 * @descending: (out): whether the last come first
 *
 * Returns: what the header of @view says to sort by, the name where it says nothing
 */
HechaFilingSort
hecha_filing_cells_get_sort (GtkColumnView *view,
                             gboolean      *descending)
{
  g_autoptr(GObject) a = g_object_new (G_TYPE_OBJECT, NULL), b = g_object_new (G_TYPE_OBJECT, NULL);

  *descending = gtk_sorter_compare (gtk_column_view_get_sorter (view), a, b) == GTK_ORDERING_LARGER;
  return GPOINTER_TO_INT (g_object_get_data (a, "sort"));
}

/**
 * hecha_filing_cells_set_sort:
 *
 * Shows in the header of @view what is sorted by; the view's sorter changes.
 */
void
hecha_filing_cells_set_sort (GtkColumnView   *view,
                             HechaFilingSort  sort,
                             gboolean         descending)
{
  gtk_column_view_sort_by_column (view, column_of (view, sort),
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * hecha_filing_cells_append_columns:
 * @view: for a model of #HechaFilingItem
 */
void
hecha_filing_cells_append_columns (GtkColumnView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column =
        gtk_column_view_column_new (_(columns[i].title), factory_new (G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i)));

      gtk_column_view_column_set_expand (column, columns[i].expand);
      gtk_column_view_column_set_resizable (column, TRUE);
      if (columns[i].sort != UNSORTED)
        {
          g_autoptr(GtkSorter) sorter =
            GTK_SORTER (gtk_custom_sorter_new (compare_cb, GINT_TO_POINTER (columns[i].sort), NULL));

          gtk_column_view_column_set_sorter (column, sorter);
        }
      gtk_column_view_append_column (view, column);
    }
}

/**
 * hecha_filing_cells_line_factory:
 *
 * Returns: (transfer full): the same as rows of two lines
 */
GtkListItemFactory *
hecha_filing_cells_line_factory (void)
{
  return factory_new (G_CALLBACK (setup_line_cb), NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-filter.h"

#include "region.h"
#include "words.h"

#include <glib/gi18n.h>

#define N_LEVELS 3

struct _HechaFilingFilter
{
  AdwBin parent_instance;

  GtkBox         *types_box;
  GtkBox         *levels_box;
  GtkCheckButton *types[HECHA_N_TYPES];
  GtkCheckButton *levels[N_LEVELS];   /* level 3 first */
  GtkDropDown    *region;
  GtkDropDown    *state;
  GtkDropDown    *due;
  gboolean        setting;
};

G_DEFINE_FINAL_TYPE (HechaFilingFilter, hecha_filing_filter, ADW_TYPE_BIN)

/* In the order of the drop-downs of the template; the first is any. */
static const char *const states[] = { NULL, "submitted", "correcting", "accepted" };
static const char *const dues[] = { NULL, "overdue", "soon", "later" };

static void
changed_cb (HechaFilingFilter *self)
{
  if (!self->setting)
    g_signal_emit_by_name (self, "changed");
}

static guint
index_of (const char *const *words,
          guint              n,
          const char        *word)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return 0;
}

static const char *
region_digits (HechaFilingFilter *self)
{
  guint selected = gtk_drop_down_get_selected (self->region), n;
  const HechaRegion *regions = hecha_regions (&n);

  return selected > 0 && selected <= n ? regions[selected - 1].digits : NULL;
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  const HechaFilingQuery all = { NULL };

  hecha_filing_filter_set (HECHA_FILING_FILTER (widget), &all);
}

static GtkCheckButton *
append_check (HechaFilingFilter *self,
              GtkBox            *box,
              const char        *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, check);
  return GTK_CHECK_BUTTON (check);
}

static void
fill_regions (HechaFilingFilter *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const HechaRegion *regions = hecha_regions (&n);

  gtk_string_list_append (names, _("Any region"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, hecha_words (&regions[i].name));
  gtk_drop_down_set_model (self->region, G_LIST_MODEL (names));
}

static void
hecha_filing_filter_class_init (HechaFilingFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/filing-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaFilingFilter, types_box);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingFilter, levels_box);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingFilter, region);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingFilter, state);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingFilter, due);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "filter.clear", NULL, clear_action);
}

static void
hecha_filing_filter_init (HechaFilingFilter *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int type = 0; type < HECHA_N_TYPES; type++)
    self->types[type] = append_check (self, self->types_box, hecha_words_type (type));
  for (guint i = 0; i < N_LEVELS; i++)
    {
      g_autofree char *level = hecha_words_level (N_LEVELS - i);

      self->levels[i] = append_check (self, self->levels_box, level);
    }
  fill_regions (self);
  self->setting = FALSE;
}

/**
 * hecha_filing_filter_get:
 * @query: (inout): all but its search and limit is set; the texts are static
 */
void
hecha_filing_filter_get (HechaFilingFilter *self,
                         HechaFilingQuery  *query)
{
  g_return_if_fail (HECHA_IS_FILING_FILTER (self));

  query->types = query->levels = 0;
  for (int type = 0; type < HECHA_N_TYPES; type++)
    query->types |= (guint) gtk_check_button_get_active (self->types[type]) << type;
  for (guint i = 0; i < N_LEVELS; i++)
    query->levels |= (guint) gtk_check_button_get_active (self->levels[i]) << (N_LEVELS - i);
  query->region = region_digits (self);
  query->state = states[gtk_drop_down_get_selected (self->state) % G_N_ELEMENTS (states)];
  query->due = dues[gtk_drop_down_get_selected (self->due) % G_N_ELEMENTS (dues)];
}

/**
 * hecha_filing_filter_set:
 * @query: its search and limit are left alone
 *
 * Emits "changed" once.
 */
void
hecha_filing_filter_set (HechaFilingFilter      *self,
                         const HechaFilingQuery *query)
{
  guint n;
  const HechaRegion *regions = hecha_regions (&n), *region = hecha_region_find (query->region);

  g_return_if_fail (HECHA_IS_FILING_FILTER (self));
  self->setting = TRUE;
  for (int type = 0; type < HECHA_N_TYPES; type++)
    gtk_check_button_set_active (self->types[type], (query->types & 1u << type) != 0);
  for (guint i = 0; i < N_LEVELS; i++)
    gtk_check_button_set_active (self->levels[i], (query->levels & 1u << (N_LEVELS - i)) != 0);
  gtk_drop_down_set_selected (self->region, region ? region - regions + 1 : 0);
  gtk_drop_down_set_selected (self->state, index_of (states, G_N_ELEMENTS (states), query->state));
  gtk_drop_down_set_selected (self->due, index_of (dues, G_N_ELEMENTS (dues), query->due));
  self->setting = FALSE;
  changed_cb (self);
}

/**
 * hecha_filing_filter_count:
 *
 * Returns: how many of the five say anything
 */
guint
hecha_filing_filter_count (HechaFilingFilter *self)
{
  HechaFilingQuery query = { NULL };

  hecha_filing_filter_get (self, &query);
  return (query.types != 0) + (query.levels != 0) + (query.region != NULL) + (query.state != NULL) +
         (query.due != NULL);
}

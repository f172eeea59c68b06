/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visits-page.h"

#include "list-pane.h"
#include "place-read.h"
#include "visit-open.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaVisitsPage
{
  HechaPlace parent_instance;

  HechaListPane *pane;
  GPtrArray     *objects;   /* HechaRowObject of HechaVisitRow, all of them */
};

G_DEFINE_FINAL_TYPE (HechaVisitsPage, hecha_visits_page, HECHA_TYPE_PLACE)

/* What is being worked on comes first. */
static const HechaVisitState order[] = {
  HECHA_VISIT_ON_SITE, HECHA_VISIT_RETURNED, HECHA_VISIT_PLANNED, HECHA_VISIT_TO_SIGN, HECHA_VISIT_ISSUED,
  HECHA_VISIT_APPROVED,
};

static gboolean
is_wanted (HechaVisitsPage     *self,
           const HechaVisitRow *row)
{
  guint kind = hecha_list_pane_get_kind (self->pane);
  g_autofree char *text = g_strjoin (" ", row->enterprise, row->code, row->number, row->planned_on, NULL);

  return (kind == 0 || order[kind - 1] == row->state) && hecha_list_pane_matches (self->pane, text);
}

static void
add_state (HechaVisitsPage *self,
           GPtrArray       *rows,
           HechaVisitState  state)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < self->objects->len; i++)
    {
      const HechaVisitRow *row = hecha_row_object_get (self->objects->pdata[i]);

      if (row->state != state || !is_wanted (self, row))
        continue;
      if (!begun)
        g_ptr_array_add (rows, hecha_row_object_new_heading (hecha_words (&hecha_visit_state_labels[state])));
      begun = TRUE;
      g_ptr_array_add (rows, g_object_ref (self->objects->pdata[i]));
    }
}

static void
show_empty (HechaVisitsPage *self)
{
  gboolean narrowed = hecha_list_pane_is_narrowed (self->pane);
  HechaStates *states = hecha_list_pane_get_states (self->pane);

  g_object_set (states,
                "empty-icon", narrowed ? "edit-find-symbolic" : "x-office-calendar-symbolic",
                "empty-title", narrowed ? _("Nothing Matches") : _("No Visits Yet"),
                "empty-description", narrowed ? _("No visit has all of these words.")
                                              : _("Plan a visit to an enterprise that has been filed."),
                "empty-label", narrowed ? _("_Show All") : _("_Plan a Visit…"),
                "empty-action", narrowed ? "pane.clear" : "win.plan-any",
                NULL);
  hecha_states_show_empty (states);
}

static void
narrowed_cb (HechaVisitsPage *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (!self->objects)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_state (self, rows, order[i]);
  if (rows->len > 0)
    hecha_list_pane_show (self->pane, rows);
  else
    show_empty (self);
}

static void
activated_cb (HechaVisitsPage *self,
              HechaRowObject  *object)
{
  const HechaVisitRow *row = hecha_row_object_get (object);

  hecha_visit_open (GTK_WIDGET (self), row->uuid, row->state);
}

static gpointer
list_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_visits_list (session, error);
}

static void
show_visits (HechaPlace   *place,
             gpointer      result,
             const GError *error)
{
  HechaVisitsPage *self = HECHA_VISITS_PAGE (place);

  if (hecha_list_pane_take (self->pane, &self->objects, result, (GDestroyNotify) hecha_visit_row_free, error))
    narrowed_cb (self);
}

static void
hecha_visits_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (hecha_list_pane_get_states (HECHA_VISITS_PAGE (place)->pane));
  hecha_place_read (place, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show_visits);
}

static void
hecha_visits_page_finalize (GObject *object)
{
  g_clear_pointer (&HECHA_VISITS_PAGE (object)->objects, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_visits_page_parent_class)->finalize (object);
}

static void
hecha_visits_page_class_init (HechaVisitsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_visits_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_visits_page_refresh;
  g_type_ensure (HECHA_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/visits-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaVisitsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
hecha_visits_page_init (HechaVisitsPage *self)
{
  const char *kinds[G_N_ELEMENTS (order) + 2] = { _("All visits") };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    kinds[i + 1] = hecha_words (&hecha_visit_state_labels[order[i]]);
  hecha_list_pane_setup (self->pane, _("Visits"), kinds, hecha_visit_line_bind, NULL);
}

/**
 * hecha_visits_page_show:
 * @state: which visits
 *
 * Shows those that stand there only.
 */
void
hecha_visits_page_show (HechaVisitsPage *self,
                        HechaVisitState  state)
{
  g_return_if_fail (HECHA_IS_VISITS_PAGE (self));

  hecha_list_pane_set_search (self->pane, "");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == state)
      hecha_list_pane_set_kind (self->pane, i + 1);
}

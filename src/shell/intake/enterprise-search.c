/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "enterprise-search.h"

#include "intake.h"
#include "line-row.h"
#include "refusals.h"
#include "row-object.h"
#include "words.h"

#include <glib/gi18n.h>

#define LIMIT 100

struct _HechaEnterpriseSearch
{
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkListView    *view;
  GtkLabel       *problem;

  HechaSession   *session;
  GListStore     *store;
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaEnterpriseSearch, hecha_enterprise_search, ADW_TYPE_BIN)

static gpointer
search_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  HechaFilingQuery query = { .search = data, .limit = LIMIT };
  g_autoptr(GArray) ids = NULL;

  if (data && !*(char *) data)
    query.search = NULL;
  ids = hecha_intake_query (session, &query, error);
  return ids ? hecha_intake_rows (session, (const gint64 *) ids->data, ids->len, error) : NULL;
}

/* Filings come one for each type; an enterprise is shown once. */
static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaEnterpriseSearch) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session)
    return;
  gtk_label_set_label (self->problem, error ? hecha_refusal_text (error) : rows->len ? "" : _("No enterprise has these words."));
  g_list_store_remove_all (self->store);
  if (rows)
    g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; rows && i < rows->len; i++)
    {
      HechaFilingRow *row = rows->pdata[i];
      g_autoptr(HechaRowObject) object = hecha_row_object_new (row, (GDestroyNotify) hecha_filing_row_free);

      if (g_hash_table_add (seen, (char *) hecha_filing_get (row->filing, HECHA_FIELD_CODE)))
        g_list_store_append (self->store, object);
    }
}

static void
search_changed_cb (HechaEnterpriseSearch *self)
{
  if (!self->session)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hecha_session_run_async (self->session, search_job,
                           g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)))), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, found_cb, g_object_ref (self));
}

static void
choose (HechaEnterpriseSearch *self,
        guint                  position)
{
  g_autoptr(HechaRowObject) object = g_list_model_get_item (G_LIST_MODEL (self->store), position);
  const HechaFilingRow *row = object ? hecha_row_object_get (object) : NULL;

  if (row)
    g_signal_emit_by_name (self, "chosen", hecha_filing_get (row->filing, HECHA_FIELD_CODE));
}

static void
search_activated_cb (HechaEnterpriseSearch *self)
{
  choose (self, 0);
}

static void
activated_cb (HechaEnterpriseSearch *self,
              guint                  position)
{
  choose (self, position);
}

static void
bind_line (HechaLineRow *line,
           gpointer      data,
           gpointer      user_data)
{
  const HechaFilingRow *row = data;
  g_autofree char *due = hecha_words_due (row->due_state, row->due);

  hecha_line_row_set (line, hecha_filing_get (row->filing, HECHA_FIELD_NAME),
                      hecha_filing_get (row->filing, HECHA_FIELD_CODE));
  hecha_line_row_set_pill (line, 1, due, hecha_words_due_class (row->due_state));
}

static void
hecha_enterprise_search_dispose (GObject *object)
{
  HechaEnterpriseSearch *self = HECHA_ENTERPRISE_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hecha_enterprise_search_parent_class)->dispose (object);
}

static gboolean
hecha_enterprise_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HECHA_ENTERPRISE_SEARCH (widget)->search));
}

static void
hecha_enterprise_search_class_init (HechaEnterpriseSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_enterprise_search_dispose;
  widget_class->grab_focus = hecha_enterprise_search_grab_focus;
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/enterprise-search.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaEnterpriseSearch, search);
  gtk_widget_class_bind_template_child (widget_class, HechaEnterpriseSearch, view);
  gtk_widget_class_bind_template_child (widget_class, HechaEnterpriseSearch, problem);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
hecha_enterprise_search_init (HechaEnterpriseSearch *self)
{
  g_autoptr(GtkListItemFactory) factory = hecha_line_factory_new (bind_line, NULL);
  g_autoptr(GtkNoSelection) model = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (HECHA_TYPE_ROW_OBJECT);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (model));
}

/**
 * hecha_enterprise_search_set_session:
 * @session: where to search
 *
 * Begins with everybody.
 */
void
hecha_enterprise_search_set_session (HechaEnterpriseSearch *self,
                                     HechaSession          *session)
{
  g_return_if_fail (HECHA_IS_ENTERPRISE_SEARCH (self));

  g_set_object (&self->session, session);
  search_changed_cb (self);
}

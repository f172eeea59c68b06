/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "side-pane.h"

#include "evidence-strip.h"
#include "file-dialog.h"
#include "filing-desk.h"
#include "inspect.h"
#include "last-visit.h"
#include "place.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaSidePane
{
  AdwBin parent_instance;

  HechaEvidenceStrip *evidence;
  GtkWidget          *expected_box;
  GtkLabel           *expected;
  HechaLastVisit     *last;
  GtkListBox         *filing;
  int                 n_facts;   /* rows of it before the files */
  HechaOnSite        *visit;
  char               *item;
};

G_DEFINE_FINAL_TYPE (HechaSidePane, hecha_side_pane, ADW_TYPE_BIN)

static void
add_fact (HechaSidePane *self,
          const char    *title,
          const char    *value)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (value ? value : "", -1);

  if (!value || !*value)
    {
      g_object_ref_sink (row);
      g_object_unref (row);
      return;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->filing, row);
  self->n_facts++;
}

static char *
describe_scopes (const HechaVisit *visit)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < visit->scopes->len; i++)
    {
      const HechaScope *scope = visit->scopes->pdata[i];

      g_autofree char *level = hecha_words_level (scope->level);

      g_string_append_printf (text, "%s%s · %s", i ? "\n" : "", hecha_words_type (scope->type), level);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_sites (const HechaVisit *visit)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < visit->sites->len; i++)
    {
      const HechaSite *site = visit->sites->pdata[i];
      const char *address = site->address ? site->address : "";
      /* A filing without a name for the site has the address for it. */
      const char *name = site->name && strcmp (site->name, address) != 0 ? site->name : "";

      g_string_append_printf (text, "%s%s%s%s", i ? "\n" : "", name, *name && *address ? " · " : "", address);
    }
  return g_string_free (text, FALSE);
}

static void
fill_filing (HechaSidePane *self)
{
  const HechaVisit *visit = hecha_on_site_get_case (self->visit)->visit;
  g_autofree char *scopes = describe_scopes (visit);
  g_autofree char *sites = describe_sites (visit);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->filing, 0)))
    gtk_list_box_remove (self->filing, GTK_WIDGET (row));
  self->n_facts = 0;
  add_fact (self, _("Enterprise"), hecha_visit_enterprise (visit));
  add_fact (self, _("Credit code"), hecha_visit_code (visit));
  add_fact (self, _("Checked as"), scopes);
  add_fact (self, _("Sites"), sites);
}

/* What the enterprise handed in with its filings; a laptop without the register has none of it. */

static gpointer
files_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (session, data, error);
  GPtrArray *files = content ? g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free) : NULL;

  for (guint i = 0; content && i < content->visit->scopes->len; i++)
    {
      const HechaScope *scope = content->visit->scopes->pdata[i];
      g_autoptr(HechaFilingSheet) sheet = hecha_filing_desk_load (session, hecha_visit_code (content->visit), scope->type,
                                                                  hecha_shell_language (), NULL);

      for (guint j = 0; sheet && j < sheet->check->evidence->len; j++)
        g_ptr_array_add (files, hecha_evidence_copy (sheet->check->evidence->pdata[j]));
    }
  return files;
}

static void
files_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaSidePane) self = data;
  g_autoptr(GPtrArray) files = hecha_session_run_finish (HECHA_SESSION (source), result, NULL);
  GtkListBoxRow *row;

  if (!self->visit || !files)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->filing, self->n_facts)))
    gtk_list_box_remove (self->filing, GTK_WIDGET (row));
  for (guint i = 0; i < files->len; i++)
    gtk_list_box_append (self->filing, hecha_file_row_new (HECHA_SESSION (source), files->pdata[i]));
}

static void
read_files (HechaSidePane *self)
{
  HechaSession *session = hecha_on_site_get_session (self->visit);

  if (session)
    hecha_session_run_async (session, files_job, g_strdup (hecha_on_site_get_uuid (self->visit)), g_free,
                             (GDestroyNotify) g_ptr_array_unref, NULL, files_cb, g_object_ref (self));
}

static void
show (HechaSidePane *self)
{
  HechaItem *item = hecha_on_site_find_item (self->visit, self->item);

  if (!item)
    return;
  hecha_evidence_strip_set_item (self->evidence, self->visit, item, NULL);
  hecha_last_visit_set_item (self->last, self->visit, item);
  hecha_last_visit_refresh (self->last);
  gtk_label_set_label (self->expected, hecha_text_is_empty (&item->evidence)
                       ? "" : hecha_text_get (&item->evidence, hecha_shell_language ()));
  gtk_widget_set_visible (self->expected_box, !hecha_text_is_empty (&item->evidence));
}

static void
loaded_cb (HechaSidePane *self)
{
  fill_filing (self);
  read_files (self);
  show (self);
}

static void
item_changed_cb (HechaSidePane *self,
                 const char    *uuid)
{
  if (g_strcmp0 (uuid, self->item) == 0)
    show (self);
}

static void
hecha_side_pane_dispose (GObject *object)
{
  HechaSidePane *self = HECHA_SIDE_PANE (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, g_free);
  G_OBJECT_CLASS (hecha_side_pane_parent_class)->dispose (object);
}

static void
hecha_side_pane_class_init (HechaSidePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_side_pane_dispose;
  g_type_ensure (HECHA_TYPE_EVIDENCE_STRIP);
  g_type_ensure (HECHA_TYPE_LAST_VISIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/side-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaSidePane, evidence);
  gtk_widget_class_bind_template_child (widget_class, HechaSidePane, expected_box);
  gtk_widget_class_bind_template_child (widget_class, HechaSidePane, expected);
  gtk_widget_class_bind_template_child (widget_class, HechaSidePane, last);
  gtk_widget_class_bind_template_child (widget_class, HechaSidePane, filing);
}

static void
hecha_side_pane_init (HechaSidePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_side_pane_set_visit:
 * @visit: what it shows and follows
 */
void
hecha_side_pane_set_visit (HechaSidePane *self,
                           HechaOnSite   *visit)
{
  g_return_if_fail (HECHA_IS_SIDE_PANE (self) && !self->visit);
  self->visit = g_object_ref (visit);
  g_signal_connect_object (visit, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visit, "item-changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hecha_side_pane_show:
 * @uuid: of the item that is looked at
 */
void
hecha_side_pane_show (HechaSidePane *self,
                      const char    *uuid)
{
  g_free (self->item);
  self->item = g_strdup (uuid);
  show (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "on-site-private.h"

#include <glib/gi18n.h>

struct _HechaOnSite
{
  GObject parent_instance;

  char         *uuid;
  char         *scope;
  HechaSession *session;
  HechaCase    *visit;
  GHashTable   *previous;   /* item UUID → HechaPrevious */
  char         *saved;
  guint         pending;    /* edits on their way */
  guint         echoes;     /* "changed" signals that our own edits will still cause */
  guint         edits;      /* counts edits, so that a reading knows whether it is outdated */
  gboolean      reload;     /* read again once nothing is pending */
};

G_DEFINE_FINAL_TYPE (HechaOnSite, hecha_on_site, G_TYPE_OBJECT)

enum
{
  LOADED,
  LOAD_FAILED,
  ITEM_CHANGED,
  SAVED,
  FAILED,
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Reading. */

typedef struct
{
  HechaCase  *visit;
  GHashTable *previous;
} Reading;

typedef struct
{
  char  *uuid;
  guint  edits;
} Request;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->visit, hecha_case_free);
  g_clear_pointer (&reading->previous, g_hash_table_unref);
  g_free (reading);
}

static void
request_free (Request *request)
{
  g_free (request->uuid);
  g_free (request);
}

static gpointer
load_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Request *request = data;
  Reading *reading = g_new0 (Reading, 1);

  reading->visit = hecha_inspect_load (session, request->uuid, error);
  if (reading->visit)
    reading->previous = hecha_inspect_previous (session, request->uuid, error);
  if (reading->previous)
    return reading;
  reading_free (reading);
  return NULL;
}

static void
take_reading (HechaOnSite *self,
              Reading     *reading)
{
  HechaCase *old_visit = g_steal_pointer (&self->visit);
  GHashTable *old_previous = g_steal_pointer (&self->previous);

  self->visit = g_steal_pointer (&reading->visit);
  self->previous = g_steal_pointer (&reading->previous);
  reading_free (reading);
  /* Whoever still points into the old ones lets go of them now. */
  g_signal_emit (self, signals[LOADED], 0);
  g_clear_pointer (&old_visit, hecha_case_free);
  g_clear_pointer (&old_previous, g_hash_table_unref);
}

typedef struct
{
  HechaOnSite *self;
  guint        edits;
} Load;

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Load *load = data;
  g_autoptr(HechaOnSite) self = load->self;
  g_autoptr(GError) error = NULL;
  Reading *reading = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!reading)
    g_signal_emit (self, signals[LOAD_FAILED], 0, error);
  else if (load->edits == self->edits)
    take_reading (self, reading);
  else
    {
      reading_free (reading);
      hecha_on_site_load (self);
    }
}

/**
 * hecha_on_site_load:
 *
 * Reads the visit again, after the edits that are on their way.
 */
void
hecha_on_site_load (HechaOnSite *self)
{
  Request *request;
  Load *load;

  g_return_if_fail (HECHA_IS_ON_SITE (self));
  self->reload = self->pending > 0;
  if (self->reload || !self->session)
    return;
  request = g_new0 (Request, 1);
  request->uuid = g_strdup (self->uuid);
  load = g_new0 (Load, 1);
  load->self = g_object_ref (self);
  load->edits = self->edits;
  hecha_session_run_async (self->session, load_job, request, (GDestroyNotify) request_free,
                           (GDestroyNotify) reading_free, NULL, loaded_cb, load);
}

static void
changed_cb (HechaOnSite *self,
            const char  *scope,
            const char  *subject)
{
  if (g_strcmp0 (scope, self->scope) != 0)
    return;
  if (self->echoes)
    self->echoes--;
  else
    hecha_on_site_load (self);
}

/* Writing. */

/**
 * hecha_edit_new:
 * @what: heading where it fails, to be translated
 * @run: (scope async): saves it, in the thread of the edits
 *
 * Returns: (transfer full): for hecha_edit_start()
 */
HechaEdit *
hecha_edit_new (HechaOnSite  *self,
                const char   *what,
                gboolean    (*run) (HechaEdit *, HechaSession *, GError **))
{
  HechaEdit *edit = g_new0 (HechaEdit, 1);

  edit->self = g_object_ref (self);
  edit->what = what;
  edit->run = run;
  return edit;
}

static void
edit_free (HechaEdit *edit)
{
  g_clear_pointer (&edit->answers, g_ptr_array_unref);
  g_clear_pointer (&edit->finding, hecha_finding_free);
  g_clear_pointer (&edit->object, hecha_object_free);
  g_clear_pointer (&edit->evidence, hecha_evidence_free);
  g_clear_pointer (&edit->link, hecha_link_free);
  g_clear_pointer (&edit->spot, hecha_spot_free);
  g_clear_pointer (&edit->sampling, hecha_sampling_free);
  g_clear_pointer (&edit->added, g_ptr_array_unref);
  g_clear_pointer (&edit->bytes, g_bytes_unref);
  g_free (edit->item);
  g_free (edit->of_object);
  g_free (edit->path);
  g_strfreev (edit->paths);
  g_free (edit->name);
  g_free (edit->origin);
  g_object_unref (edit->self);
  g_free (edit);
}

static gpointer
edit_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  HechaEdit *edit = data;

  return edit->run (edit, session, error) ? edit : NULL;
}

static void
note_saved (HechaOnSite *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  g_free (self->saved);
  self->saved = g_date_time_format (now, "%H:%M:%S");
  g_signal_emit (self, signals[SAVED], 0, self->saved);
}

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HechaEdit *edit = data;
  HechaOnSite *self = g_object_ref (edit->self);
  g_autoptr(GError) error = NULL;

  self->pending--;
  if (hecha_session_run_finish (HECHA_SESSION (source), result, &error))
    {
      note_saved (self);
      if (edit->done)
        edit->done (edit);
    }
  else
    {
      self->echoes -= self->echoes > 0;
      self->reload = TRUE;
      g_signal_emit (self, signals[FAILED], 0, _(edit->what), error);
    }
  if (self->reload)
    hecha_on_site_load (self);
  edit_free (edit);
  g_object_unref (self);
}

/**
 * hecha_edit_start:
 * @edit: (transfer full): freed when it is over
 */
void
hecha_edit_start (HechaEdit *edit)
{
  HechaOnSite *self = edit->self;

  if (!self->session)
    {
      edit_free (edit);
      return;
    }
  self->pending++;
  self->echoes++;
  self->edits++;
  hecha_session_edit_async (self->session, edit_job, edit, NULL, NULL, NULL, edited_cb, edit);
}

/**
 * hecha_on_site_emit_item:
 * @item: UUID of an item that something changed about
 */
void
hecha_on_site_emit_item (HechaOnSite *self,
                         const char  *item)
{
  g_signal_emit (self, signals[ITEM_CHANGED], 0, item);
}

/**
 * hecha_on_site_reload_done:
 *
 * For @done of an edit: what it changed is read again.
 */
void
hecha_on_site_reload_done (HechaEdit *edit)
{
  edit->self->reload = TRUE;
}

/* The object. */

static void
hecha_on_site_finalize (GObject *object)
{
  HechaOnSite *self = HECHA_ON_SITE (object);

  g_clear_pointer (&self->visit, hecha_case_free);
  g_clear_pointer (&self->previous, g_hash_table_unref);
  g_clear_object (&self->session);
  g_free (self->uuid);
  g_free (self->scope);
  g_free (self->saved);
  G_OBJECT_CLASS (hecha_on_site_parent_class)->finalize (object);
}

static void
hecha_on_site_class_init (HechaOnSiteClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_on_site_finalize;
  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOAD_FAILED] = g_signal_new ("load-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[ITEM_CHANGED] = g_signal_new ("item-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
  signals[ADDED] = g_signal_new ("added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hecha_on_site_init (HechaOnSite *self)
{
}

/**
 * hecha_on_site_new:
 *
 * Returns: (transfer full): a visit that is not read yet
 */
HechaOnSite *
hecha_on_site_new (const char *case_uuid)
{
  HechaOnSite *self = g_object_new (HECHA_TYPE_ON_SITE, NULL);

  self->uuid = g_strdup (case_uuid);
  self->scope = hecha_scope_of_case (case_uuid);
  return self;
}

const char *
hecha_on_site_get_uuid (HechaOnSite *self)
{
  return self->uuid;
}

/**
 * hecha_on_site_get_session:
 *
 * Returns: (transfer none) (nullable): the open workspace
 */
HechaSession *
hecha_on_site_get_session (HechaOnSite *self)
{
  return self->session;
}

void
hecha_on_site_set_session (HechaOnSite  *self,
                           HechaSession *session)
{
  g_return_if_fail (HECHA_IS_ON_SITE (self));
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hecha_on_site_get_case:
 *
 * Returns: (transfer none) (nullable): the visit, good until "loaded"; %NULL until it was read
 */
HechaCase *
hecha_on_site_get_case (HechaOnSite *self)
{
  return self->visit;
}

/**
 * hecha_on_site_may_edit:
 *
 * Returns: whether answers are taken: the visit was read and is not frozen
 */
gboolean
hecha_on_site_may_edit (HechaOnSite *self)
{
  return self->visit && !self->visit->frozen;
}

/**
 * hecha_on_site_get_saved:
 *
 * Returns: (transfer none) (nullable): time of day of the last edit that was committed
 */
const char *
hecha_on_site_get_saved (HechaOnSite *self)
{
  return self->saved;
}

/**
 * hecha_on_site_get_previous:
 *
 * Returns: (transfer none) (nullable): what the last visit said of @item
 */
const HechaPrevious *
hecha_on_site_get_previous (HechaOnSite *self,
                            const char  *item)
{
  return self->previous ? g_hash_table_lookup (self->previous, item) : NULL;
}

/**
 * hecha_on_site_find_item:
 *
 * Returns: (transfer none) (nullable): the item of the checklist
 */
HechaItem *
hecha_on_site_find_item (HechaOnSite *self,
                         const char  *uuid)
{
  HechaChecklistEntry *entry = self->visit && uuid ? hecha_checklist_find (self->visit->checklist, uuid) : NULL;

  return entry ? entry->item : NULL;
}

/**
 * hecha_on_site_find_evidence:
 *
 * Returns: (transfer none) (nullable): the record
 */
HechaEvidence *
hecha_on_site_find_evidence (HechaOnSite *self,
                             const char  *uuid)
{
  for (guint i = 0; self->visit && i < self->visit->evidence->len; i++)
    if (g_strcmp0 (((HechaEvidence *) self->visit->evidence->pdata[i])->uuid, uuid) == 0)
      return self->visit->evidence->pdata[i];
  return NULL;
}

/**
 * hecha_on_site_get_answer:
 * @object: (nullable): UUID of an object; %NULL for the whole
 *
 * Returns: (transfer none) (nullable): what was said
 */
const char *
hecha_on_site_get_answer (HechaOnSite      *self,
                          const char       *item,
                          const char       *object,
                          int               step,
                          HechaAnswerField  field)
{
  return self->visit ? hecha_answers_get (self->visit->answers, item, object, step, field) : NULL;
}

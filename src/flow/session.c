/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-private.h"

#include "case-cache.h"
#include "device-file.h"
#include "device-store.h"
#include "error.h"
#include "library-private.h"
#include "report-growth.h"
#include "setting-store.h"
#include "uuid.h"
#include "visit-store.h"

#include <glib/gstdio.h>
#include <string.h>

struct _HechaSession
{
  GObject parent_instance;

  char             *directory;
  const HechaClock *clock;
  GMainContext     *context;
  HechaDbWorker    *worker;
  HechaJournal     *journal;   /* belongs to the worker's thread */
  HechaVault       *vault;
  HechaDeviceFile  *device;
  HechaCaseCache   *cases;
  HechaPackCache   *packs;
  GThreadPool      *edits;     /* one thread: edits are saved in the order they were made */
  char             *uuid;
  HechaHolder       holder;
  char             *unit;
  char             *author;
};

G_DEFINE_FINAL_TYPE (HechaSession, hecha_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Work in the database's thread. */

typedef struct
{
  HechaSession *session;
  HechaWork     work;
  gpointer      data;
} Errand;

static gboolean
run_errand (HechaDb   *db,
            gpointer   data,
            GError   **error)
{
  Errand *errand = data;

  return errand->work (errand->session->journal, errand->data, error);
}

static gboolean
change_errand (HechaDb   *db,
               gpointer   data,
               GError   **error)
{
  return hecha_db_transaction (db, run_errand, data, error);
}

/**
 * hecha_session_work:
 * @work: (scope call): reads; called in the database's thread
 *
 * Blocks until it is done.
 *
 * Returns: what @work returns
 */
gboolean
hecha_session_work (HechaSession  *self,
                    HechaWork      work,
                    gpointer       data,
                    GError       **error)
{
  Errand errand = { self, work, data };

  return hecha_db_worker_run (self->worker, run_errand, &errand, error);
}

/**
 * hecha_session_change:
 * @work: (scope call): writes; called in the database's thread, in one transaction
 *
 * Blocks until it is committed, or rolled back where @work fails.
 *
 * Returns: what @work returns
 */
gboolean
hecha_session_change (HechaSession  *self,
                      HechaWork      work,
                      gpointer       data,
                      GError       **error)
{
  Errand errand = { self, work, data };

  return hecha_db_worker_run (self->worker, change_errand, &errand, error);
}

/* Events. */

typedef struct
{
  HechaSession *session;
  GPtrArray    *events;
  const char   *scope;
} Appending;

/* What says something in a document, or closes and opens it, is for those whose visit it is. */
static gboolean
is_for_holder (const HechaEvent *event)
{
  return hecha_event_kind_class (event->kind) == HECHA_EVENT_CONTENT ||
         event->kind == HECHA_EVENT_FROZEN || event->kind == HECHA_EVENT_REOPENED;
}

/**
 * hecha_session_check_holder:
 * @case_uuid: a visit, or one that is not here yet
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED where another unit planned it; in
 *   the database's thread
 */
gboolean
hecha_session_check_holder (HechaSession  *self,
                            HechaJournal  *journal,
                            const char    *case_uuid,
                            GError       **error)
{
  g_autofree char *unit = hecha_visit_store_unit (hecha_journal_db (journal), case_uuid);

  if (!unit || strcmp (unit, self->unit) == 0)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
               "This is a visit of “%s”: only they change it or open it again. Return its report with reasons instead",
               unit);
  return FALSE;
}

static gboolean
may_append (HechaJournal     *journal,
            const Appending  *appending,
            GError          **error)
{
  const char *uuid = g_str_has_prefix (appending->scope, "case:") ? appending->scope + strlen ("case:") : NULL;
  gboolean asks = FALSE;

  for (guint i = 0; i < appending->events->len; i++)
    asks |= is_for_holder (appending->events->pdata[i]);
  return !uuid || !asks || hecha_session_check_holder (appending->session, journal, uuid, error);
}

static gboolean
append_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Appending *appending = data;

  return may_append (journal, appending, error) && hecha_journal_append_all (journal, appending->events, error);
}

/**
 * hecha_session_event:
 * @payload: (transfer full): what there is to say
 *
 * Returns: (transfer full): an event for hecha_session_append()
 */
HechaEvent *
hecha_session_event (const char     *scope,
                     HechaEventKind  kind,
                     const char     *subject,
                     JsonObject     *payload)
{
  HechaEvent *event = hecha_event_new (scope, kind, subject, payload);

  json_object_unref (payload);
  return event;
}

/**
 * hecha_session_append:
 * @events: (element-type HechaEvent): of one scope; one action, and one undo
 *
 * Saves events, and tells the faces once they are committed.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for content of a frozen case, or of
 *   another holder's; %HECHA_ERROR_IO; then nothing was saved
 */
gboolean
hecha_session_append (HechaSession  *self,
                      GPtrArray     *events,
                      GError       **error)
{
  g_autofree char *scope = NULL;
  g_autofree char *subject = NULL;
  Appending appending = { self, events, NULL };

  if (events->len == 0)
    return TRUE;
  scope = g_strdup (((HechaEvent *) events->pdata[0])->scope);
  subject = g_strdup (events->len == 1 ? ((HechaEvent *) events->pdata[0])->subject : "");
  appending.scope = scope;
  if (!hecha_session_change (self, append_work, &appending, error))
    return FALSE;
  hecha_session_emit_changed (self, scope, subject);
  return TRUE;
}

/**
 * hecha_session_append_one:
 * @event: (transfer full): an event
 *
 * As hecha_session_append().
 */
gboolean
hecha_session_append_one (HechaSession  *self,
                          HechaEvent    *event,
                          GError       **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);

  g_ptr_array_add (events, event);
  return hecha_session_append (self, events, error);
}

/* Signals and jobs. */

typedef struct
{
  HechaSession *session;
  char         *scope;
  char         *subject;
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->session);
  g_free (change->scope);
  g_free (change->subject);
  g_free (change);
}

static gboolean
emit_cb (gpointer data)
{
  Change *change = data;

  g_signal_emit (change->session, signals[CHANGED], 0, change->scope, change->subject);
  return G_SOURCE_REMOVE;
}

/**
 * hecha_session_emit_changed:
 * @scope: where something was saved
 * @subject: what
 *
 * Tells the faces, in the main context that the session was opened in. Any thread.
 */
void
hecha_session_emit_changed (HechaSession *self,
                            const char   *scope,
                            const char   *subject)
{
  Change *change = g_new0 (Change, 1);

  change->session = g_object_ref (self);
  change->scope = g_strdup (scope);
  change->subject = g_strdup (subject);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT_IDLE, emit_cb, change, (GDestroyNotify) change_free);
}

typedef struct
{
  HechaJob       job;
  gpointer       data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Call;

static void
call_free (Call *call)
{
  if (call->data_free)
    call->data_free (call->data);
  g_free (call);
}

static void
run_call (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    return;
  result = call->job (source, call->data, cancellable, &error);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, call->result_free);
}

static void
run_edit (gpointer data,
          gpointer user_data)
{
  g_autoptr(GTask) task = data;

  run_call (task, g_task_get_source_object (task), g_task_get_task_data (task), g_task_get_cancellable (task));
}

static GTask *
call_new (HechaSession        *self,
          HechaJob             job,
          gpointer             data,
          GDestroyNotify       data_free,
          GDestroyNotify       result_free,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->job = job;
  call->data = data;
  call->data_free = data_free;
  call->result_free = result_free;
  g_task_set_source_tag (task, call_new);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  return task;
}

/**
 * hecha_session_run_async:
 * @job: called in a thread of its own
 * @data: (nullable): for @job
 * @data_free: (nullable): frees @data, in any thread
 * @result_free: (nullable): frees a result that nobody took
 * @callback: called in the caller's main context
 *
 * Runs something that may take long: reading, importing, sending.
 */
void
hecha_session_run_async (HechaSession        *self,
                         HechaJob             job,
                         gpointer             data,
                         GDestroyNotify       data_free,
                         GDestroyNotify       result_free,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = call_new (self, job, data, data_free, result_free, cancellable, callback, user_data);

  g_task_run_in_thread (task, run_call);
}

/**
 * hecha_session_edit_async:
 *
 * As hecha_session_run_async(), but one after the other, in the order of the
 * calls: what was answered last is saved last.
 */
void
hecha_session_edit_async (HechaSession        *self,
                          HechaJob             job,
                          gpointer             data,
                          GDestroyNotify       data_free,
                          GDestroyNotify       result_free,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_thread_pool_push (self->edits,
                      call_new (self, job, data, data_free, result_free, cancellable, callback, user_data), NULL);
}

/**
 * hecha_session_run_finish:
 *
 * Returns: (nullable): what the job returned, now the caller's; %NULL with
 *   @error set where it failed
 */
gpointer
hecha_session_run_finish (HechaSession  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Making and opening. */

/* What a kill left of a report that was being written. */
static void
sweep_reports (HechaSession *self)
{
  g_autofree char *folder = g_build_filename (self->directory, "reports", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, HECHA_REPORT_UNFINISHED))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

static void
no_workspace (const char  *directory,
              GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s is no workspace: make one with “init”", directory);
}

static gboolean
begin (HechaDb   *db,
       gpointer   data,
       GError   **error)
{
  HechaSession *self = data;
  g_autofree char *holder = hecha_setting_store_get (db, HECHA_SETTING_HOLDER);
  g_autofree char *token = hecha_setting_store_get (db, HECHA_SETTING_OPENING);
  HechaDevice device;
  int value;

  self->uuid = hecha_setting_store_get (db, HECHA_SETTING_WORKSPACE);
  self->unit = hecha_setting_store_get (db, HECHA_SETTING_UNIT);
  self->author = hecha_setting_store_get (db, HECHA_SETTING_AUTHOR);
  if (!self->uuid && !holder && !self->unit && !self->author)
    {
      no_workspace (self->directory, error);
      return FALSE;
    }
  if (!self->uuid || !self->unit || !self->author || !hecha_nick_value (hecha_holder_nicks, holder, &value))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s: the workspace does not say whose it is",
                   self->directory);
      return FALSE;
    }
  self->holder = value;
  self->device = hecha_device_file_open (self->uuid, self->directory, token, error);
  if (!self->device || !hecha_setting_store_set (db, HECHA_SETTING_OPENING, hecha_device_file_get_token (self->device), error))
    return FALSE;
  device = (HechaDevice) {
    .id = (char *) hecha_session_get_device (self),
    .public_key = (char *) hecha_device_key_get_public (hecha_device_file_get_key (self->device)),
    .name = self->author,
    .unit = self->unit,
    .state = HECHA_DEVICE_OWN,
  };
  if (!hecha_device_store_put (db, &device, error))
    return FALSE;
  self->journal = hecha_journal_new (db, hecha_device_key_get_id (hecha_device_file_get_key (self->device)),
                                     self->author, self->clock);
  return TRUE;
}

static gboolean
end (HechaDb   *db,
     gpointer   data,
     GError   **error)
{
  g_clear_pointer (&((HechaSession *) data)->journal, hecha_journal_free);
  return TRUE;
}

static void
hecha_session_dispose (GObject *object)
{
  HechaSession *self = HECHA_SESSION (object);

  /* Each edit holds a reference to the session, so none is waiting now. */
  if (self->edits)
    g_thread_pool_free (g_steal_pointer (&self->edits), FALSE, TRUE);
  if (self->worker)
    hecha_db_worker_run (self->worker, end, self, NULL);
  g_clear_pointer (&self->worker, hecha_db_worker_close);
  g_clear_pointer (&self->vault, hecha_vault_unref);
  g_clear_pointer (&self->device, hecha_device_file_free);
  g_clear_pointer (&self->cases, hecha_case_cache_free);
  g_clear_pointer (&self->packs, hecha_pack_cache_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (hecha_session_parent_class)->dispose (object);
}

static void
hecha_session_finalize (GObject *object)
{
  HechaSession *self = HECHA_SESSION (object);

  g_free (self->directory);
  g_free (self->uuid);
  g_free (self->unit);
  g_free (self->author);
  G_OBJECT_CLASS (hecha_session_parent_class)->finalize (object);
}

static void
hecha_session_class_init (HechaSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hecha_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_session_finalize;

  /**
   * HechaSession::changed:
   * @scope: where something was saved
   * @subject: what; may be empty
   */
  signals[CHANGED] = g_signal_new ("changed", HECHA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
hecha_session_init (HechaSession *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->cases = hecha_case_cache_new ();
  self->packs = hecha_pack_cache_new ();
  self->edits = g_thread_pool_new (run_edit, NULL, 1, FALSE, NULL);
}

/**
 * hecha_session_open:
 * @directory: a workspace
 * @clock: (transfer none): must outlive the session
 *
 * Opens a workspace, brings its database up to date, and adds the checklist
 * packs that came with this version.
 *
 * Returns: (transfer full) (nullable): the session; %HECHA_ERROR_NOT_FOUND,
 *   %HECHA_ERROR_BUSY, %HECHA_ERROR_TOO_NEW or %HECHA_ERROR_DAMAGED
 */
HechaSession *
hecha_session_open (const char        *directory,
                    const HechaClock  *clock,
                    GError           **error)
{
  g_autoptr(HechaSession) self = NULL;
  g_autofree char *vault = NULL;

  if (!hecha_session_exists (directory))
    {
      no_workspace (directory, error);
      return NULL;
    }
  self = g_object_new (HECHA_TYPE_SESSION, NULL);
  self->directory = g_canonicalize_filename (directory, NULL);
  self->clock = clock;
  self->worker = hecha_db_worker_open (self->directory, error);
  vault = g_build_filename (self->directory, "vault", NULL);
  self->vault = self->worker ? hecha_vault_open (vault, error) : NULL;
  if (!self->vault || !hecha_db_worker_run (self->worker, begin, self, error) ||
      !hecha_library_add_shipped (self, error))
    return NULL;
  sweep_reports (self);
  hecha_report_growth_mend (self);
  return g_steal_pointer (&self);
}

const char *
hecha_session_get_directory (HechaSession *self)
{
  return self->directory;
}

HechaHolder
hecha_session_get_holder (HechaSession *self)
{
  return self->holder;
}

/**
 * hecha_session_get_unit:
 *
 * Returns: (transfer none): the holder's name
 */
const char *
hecha_session_get_unit (HechaSession *self)
{
  return self->unit;
}

/**
 * hecha_session_get_author:
 *
 * Returns: (transfer none): who works here
 */
const char *
hecha_session_get_author (HechaSession *self)
{
  return self->author;
}

/**
 * hecha_session_get_device:
 *
 * Returns: (transfer none): SHA-256 of this device's public key
 */
const char *
hecha_session_get_device (HechaSession *self)
{
  return hecha_device_key_get_id (hecha_device_file_get_key (self->device));
}

/**
 * hecha_session_get_notice:
 *
 * Returns: (transfer none) (nullable): why a new device began at this opening
 */
const char *
hecha_session_get_notice (HechaSession *self)
{
  return hecha_device_file_get_notice (self->device);
}

const HechaClock *
hecha_session_get_clock (HechaSession *self)
{
  return self->clock;
}

HechaVault *
hecha_session_get_vault (HechaSession *self)
{
  return self->vault;
}

const HechaDeviceKey *
hecha_session_get_key (HechaSession *self)
{
  return hecha_device_file_get_key (self->device);
}

/**
 * hecha_session_reports:
 *
 * Returns: (transfer full): the folder of the issued reports; made, mode 0700
 */
char *
hecha_session_reports (HechaSession *self)
{
  char *folder = g_build_filename (self->directory, "reports", NULL);

  g_mkdir_with_parents (folder, 0700);
  return folder;
}

/**
 * hecha_session_config:
 * @name: of a file
 *
 * Returns: (transfer full): where the user's configuration keeps it for this workspace
 */
char *
hecha_session_config (HechaSession *self,
                      const char   *name)
{
  return hecha_config_path (self->uuid, name);
}

HechaCaseCache *
hecha_session_get_cases (HechaSession *self)
{
  return self->cases;
}

HechaPackCache *
hecha_session_get_packs (HechaSession *self)
{
  return self->packs;
}

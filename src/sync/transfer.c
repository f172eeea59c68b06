/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer.h"

#include "error.h"

/* A network error is tried once more; after so many in a row, of whatever
 * objects, the server is taken for lost. */
#define TRIES_PER_OBJECT 2
#define FAILURES_IN_ROW  4

/**
 * hecha_transfer_new_push:
 * @path: where it shall lie
 * @source: its bytes; opened while it is sent
 * @source_free: (nullable): frees the source's data in the end
 * @sha256: of its bytes
 *
 * Returns: (transfer full): an object to be pushed
 */
HechaTransfer *
hecha_transfer_new_push (const char     *path,
                         HechaSource     source,
                         GDestroyNotify  source_free,
                         const char     *sha256)
{
  HechaTransfer *self;

  g_return_val_if_fail (path, NULL);
  g_return_val_if_fail (hecha_is_sha256_hex (sha256), NULL);

  self = g_new0 (HechaTransfer, 1);
  self->path = g_strdup (path);
  self->size = source.size;
  self->sha256 = g_strdup (sha256);
  self->source = source;
  self->source_free = source_free;
  return self;
}

/**
 * hecha_transfer_new_pull:
 * @path: where it lies
 * @size: as listed, -1 for unknown
 *
 * The digest is taken from the name, if that has one.
 *
 * Returns: (transfer full): an object to be pulled
 */
HechaTransfer *
hecha_transfer_new_pull (const char *path,
                         gint64      size)
{
  HechaTransfer *self;

  g_return_val_if_fail (path, NULL);

  self = g_new0 (HechaTransfer, 1);
  self->path = g_strdup (path);
  self->size = size;
  self->sha256 = hecha_remote_path_digest (path);
  return self;
}

/**
 * hecha_transfer_free:
 * @self: an object
 */
void
hecha_transfer_free (HechaTransfer *self)
{
  if (self->source_free)
    self->source_free (self->source.data);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

/**
 * hecha_transfer_report:
 * @bytes: of the current object that went
 * @total: of them in all
 * @run: a #HechaTransferRun
 *
 * A #HechaHttpProgress that tells whom the run is to tell.
 */
void
hecha_transfer_report (guint64  bytes,
                       guint64  total,
                       gpointer run)
{
  HechaTransferRun *self = run;

  if (self->progress)
    self->progress (self->arrived, self->items->len, self->current, bytes, self->progress_data);
}

static gboolean
is_network (const GError *error)
{
  return g_error_matches (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
}

static void
try_item (HechaTransferRun *run,
          HechaTransfer    *item,
          guint            *failures,
          GCancellable     *cancellable)
{
  gboolean skipped = FALSE;

  run->current = item;
  g_clear_error (&item->error);
  for (guint i = 0; i < TRIES_PER_OBJECT; i++)
    {
      g_clear_error (&item->error);
      if (run->attempt (run, item, &skipped, cancellable, &item->error) || !is_network (item->error))
        break;
      *failures += 1;
    }
  if (!is_network (item->error))
    *failures = 0;
  if (g_error_matches (item->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (item->error)
    item->state = HECHA_TRANSFER_FAILED;
  else
    item->state = skipped ? HECHA_TRANSFER_SKIPPED : HECHA_TRANSFER_DONE;
  run->arrived += item->error == NULL;
  hecha_transfer_report (item->error ? 0 : MAX (item->size, 0), 0, run);
}

/**
 * hecha_transfer_run:
 * @run: the objects; those that did not arrive in a former run are tried again
 *
 * Tries one object after the other. One that fails by itself does not hold up
 * the others; a refused password ends the run at once, since servers lock out
 * who tries often, and so does a server that is lost.
 *
 * Returns: %TRUE if all objects arrived or were there, else %FALSE with
 *   %G_IO_ERROR_CANCELLED or how many did not and the first reason
 */
gboolean
hecha_transfer_run (HechaTransferRun  *run,
                    GCancellable      *cancellable,
                    GError           **error)
{
  const GError *first = NULL;
  guint failures = 0;

  g_return_val_if_fail (run && run->items && run->attempt, FALSE);

  run->arrived = 0;
  for (guint i = 0; i < run->items->len; i++)
    ((HechaTransfer *) run->items->pdata[i])->state = HECHA_TRANSFER_WAITING;
  for (guint i = 0; i < run->items->len; i++)
    {
      HechaTransfer *item = run->items->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      try_item (run, item, &failures, cancellable);
      if (!first)
        first = item->error;
      if (g_error_matches (item->error, HECHA_ERROR, HECHA_ERROR_PASSWORD) || failures >= FAILURES_IN_ROW)
        break;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!first)
    return TRUE;
  g_set_error (error, first->domain, first->code, "%u of %u files did not arrive: %s",
               run->items->len - run->arrived, run->items->len, first->message);
  return FALSE;
}

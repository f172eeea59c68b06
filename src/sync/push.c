/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "push.h"

typedef struct
{
  HechaTransferRun run;
  HechaRemote *remote;
  gboolean verify;
} Push;

static gboolean
push_attempt (HechaTransferRun  *run,
              HechaTransfer     *item,
              gboolean          *skipped,
              GCancellable      *cancellable,
              GError           **error)
{
  Push *self = (Push *) run;
  HechaRemoteObject object = {
    .path = item->path, .source = item->source, .sha256 = item->sha256, .verify = self->verify,
    .progress = hecha_transfer_report, .progress_data = run,
  };
  HechaRemotePut outcome;

  if (!hecha_remote_put (self->remote, &object, &outcome, cancellable, error))
    return FALSE;
  *skipped = outcome == HECHA_REMOTE_SKIPPED;
  return TRUE;
}

/**
 * hecha_push:
 * @remote: where to
 * @items: (element-type HechaTransfer): what, made by hecha_transfer_new_push();
 *   their states say afterwards how each went
 * @verify: whether each object is read back and its digest compared
 * @progress: (nullable): told after each object, and while it is sent
 *
 * Sends what is not there yet. Blocks: for worker threads. A push that was cut
 * or cancelled is taken up by pushing the same items again.
 *
 * Returns: %TRUE if every object is there, else %FALSE as hecha_transfer_run()
 */
gboolean
hecha_push (HechaRemote            *remote,
            GPtrArray              *items,
            gboolean                verify,
            HechaTransferProgress   progress,
            gpointer                progress_data,
            GCancellable           *cancellable,
            GError                **error)
{
  Push self = { { items, progress, progress_data, push_attempt }, remote, verify };

  g_return_val_if_fail (remote, FALSE);
  g_return_val_if_fail (items, FALSE);

  return hecha_transfer_run (&self.run, cancellable, error);
}

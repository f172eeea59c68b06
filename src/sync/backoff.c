/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backoff.h"

#define SHORTEST (2 * 60 * G_USEC_PER_SEC)
#define LONGEST  (G_GINT64_CONSTANT (6) * 60 * 60 * G_USEC_PER_SEC)

/**
 * hecha_backoff_next:
 * @now: microseconds since the epoch
 * @attempts: that failed so far, from 1
 * @random: any number, for the jitter
 *
 * When to try again: the wait doubles with each attempt up to six hours, and
 * its second half is left to chance, so that devices that lost the same server
 * do not come back together. After the first it is 1 to 2 minutes, at last 3 to
 * 6 hours.
 *
 * Returns: microseconds since the epoch
 */
gint64
hecha_backoff_next (gint64  now,
                    guint   attempts,
                    guint32 random)
{
  gint64 wait = SHORTEST;

  for (guint i = 1; i < attempts && wait < LONGEST; i++)
    wait *= 2;
  wait = MIN (wait, LONGEST);
  return now + wait / 2 + (gint64) ((double) random / G_MAXUINT32 * (wait / 2));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place-read.h"

typedef struct
{
  GWeakRef        place;
  GCancellable   *cancellable;
  GDestroyNotify  result_free;
  HechaPlaceShow  show;
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->place);
  g_object_unref (reading->cancellable);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
cancel_and_unref (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(Reading) reading = data;
  g_autoptr(HechaPlace) place = g_weak_ref_get (&reading->place);
  g_autoptr(GError) error = NULL;
  gpointer value = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (place && hecha_place_get_session (place) && !g_cancellable_is_cancelled (reading->cancellable))
    reading->show (place, value, error);
  else if (value)
    reading->result_free (value);
}

/**
 * hecha_place_read:
 * @place: a page with a session
 * @job: reads what the page shows, in a thread of its own
 * @data: (nullable): for @job
 * @result_free: frees a result that nobody wants any more
 * @show: called in the main thread, but neither when a later reading was begun
 *   meanwhile nor when the page is gone
 *
 * Reads what a page shows.
 */
void
hecha_place_read (HechaPlace     *place,
                  HechaJob        job,
                  gpointer        data,
                  GDestroyNotify  data_free,
                  GDestroyNotify  result_free,
                  HechaPlaceShow  show)
{
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (HECHA_IS_PLACE (place) && hecha_place_get_session (place));
  g_weak_ref_init (&reading->place, place);
  reading->cancellable = g_cancellable_new ();
  reading->result_free = result_free;
  reading->show = show;
  g_object_set_data_full (G_OBJECT (place), "hecha-reading", g_object_ref (reading->cancellable), cancel_and_unref);
  hecha_session_run_async (hecha_place_get_session (place), job, data, data_free, result_free, reading->cancellable,
                           read_cb, reading);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place-save.h"

#include "window.h"

typedef struct
{
  HechaPlace *place;
  char       *failed;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->place);
  g_free (saving->failed);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(Saving) saving = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = hecha_window_of (GTK_WIDGET (saving->place));

  if (!window)
    return;
  if (words)
    hecha_window_toast (window, words);
  else
    hecha_window_show_error (window, saving->failed, error);
}

/**
 * hecha_place_save:
 * @place: a page with a session
 * @job: writes a file, in a thread of its own; returns what is said when it is
 *   done, a string, or %NULL with its error set
 * @data: (nullable): for @job
 * @failed: what is said over the error
 *
 * Writes a file that was chosen on a page, without waiting, and says how it went.
 */
void
hecha_place_save (HechaPlace     *place,
                  HechaJob        job,
                  gpointer        data,
                  GDestroyNotify  data_free,
                  const char     *failed)
{
  Saving *saving;

  g_return_if_fail (HECHA_IS_PLACE (place) && hecha_place_get_session (place));

  saving = g_new0 (Saving, 1);
  saving->place = g_object_ref (place);
  saving->failed = g_strdup (failed);
  hecha_session_run_async (hecha_place_get_session (place), job, data, data_free, g_free, NULL, saved_cb, saving);
}

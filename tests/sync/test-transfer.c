/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "transfer.h"

#include <string.h>

/* The outcomes of the attempts in their order: "." arrived, "s" skipped,
 * "n" network, "p" password, "d" damaged, "c" cancels. */
typedef struct
{
  HechaTransferRun run;
  const char *script;
  GString *told;
} Script;

static gboolean
script_attempt (HechaTransferRun  *run,
                HechaTransfer     *item,
                gboolean          *skipped,
                GCancellable      *cancellable,
                GError           **error)
{
  Script *self = (Script *) run;
  char what = *self->script++;

  g_assert_cmpint (what, !=, '\0');
  *skipped = what == 's';
  if (what == '.' || what == 's')
    return TRUE;
  if (what == 'c')
    {
      g_cancellable_cancel (cancellable);
      return !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  g_set_error (error, HECHA_ERROR,
               what == 'n' ? HECHA_ERROR_NETWORK : what == 'p' ? HECHA_ERROR_PASSWORD : HECHA_ERROR_DAMAGED,
               "reason %c", what);
  return FALSE;
}

static void
told_cb (guint                arrived,
         guint                total,
         const HechaTransfer *current,
         guint64              bytes,
         gpointer             data)
{
  Script *self = data;

  g_assert_cmpuint (total, ==, self->run.items->len);
  g_string_append_printf (self->told, "%u", arrived);
}

static void
test_scripts (void)
{
  static const struct { const char *script, *states, *told; const char *message; } rows[] = {
    { "..s.", "DDSD", "1234", NULL },
    { "ssss", "SSSS", "1234", NULL },
    { ".d..", "DFDD", "1123", "1 of 4 files did not arrive: reason d" },
    { "n...n.", "DDDD", "1234", NULL },
    { "nn...", "FDDD", "0123", "1 of 4 files did not arrive: reason n" },
    { "nndnn.", "FFFD", "0001", "3 of 4 files did not arrive: reason n" },
    { ".nnnn", "DFFW", "111", "3 of 4 files did not arrive: reason n" },
    { ".p", "DFWW", "11", "3 of 4 files did not arrive: reason p" },
    { ".c", "DWWW", "1", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_transfer_free);
      g_autoptr(GString) told = g_string_new (NULL);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Script script = { { items, told_cb, &script, script_attempt }, rows[i].script, told };
      g_autoptr(GError) error = NULL;

      for (guint k = 0; k < 4; k++)
        g_ptr_array_add (items, hecha_transfer_new_pull ("a/b", 1));
      g_assert_true (hecha_transfer_run (&script.run, cancellable, &error) == !rows[i].message);
      g_assert_cmpstr (script.script, ==, "");
      g_assert_cmpstr (told->str, ==, rows[i].told);
      for (guint k = 0; k < 4; k++)
        {
          const HechaTransfer *item = items->pdata[k];

          g_assert_cmpint ("WDSF"[item->state], ==, rows[i].states[k]);
          g_assert_true (item->state != HECHA_TRANSFER_FAILED || item->error);
        }
      if (rows[i].message && !*rows[i].message)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else if (rows[i].message)
        g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_nothing (void)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  HechaTransferRun run = { items, NULL, NULL, script_attempt };

  g_assert_true (hecha_transfer_run (&run, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/transfer/scripts", test_scripts);
  g_test_add_func ("/transfer/nothing", test_nothing);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ahead.h"

#include "error.h"

#define N     100
#define AHEAD 3
#define BAD   7

typedef struct
{
  GMutex lock;
  guint  last_taken;
  guint  furthest;    /* beyond what was taken, when a piece of work began */
  guint  done;
  guint  at_once;
  guint  most_at_once;
} Told;

static gpointer
square_cb (guint      nth,
           gpointer   data,
           GError   **error)
{
  Told *told = data;

  g_mutex_lock (&told->lock);
  told->furthest = MAX (told->furthest, nth - MIN (nth, told->last_taken));
  told->at_once++;
  told->most_at_once = MAX (told->most_at_once, told->at_once);
  g_mutex_unlock (&told->lock);
  g_thread_yield ();
  g_mutex_lock (&told->lock);
  told->at_once--;
  told->done++;
  g_mutex_unlock (&told->lock);
  if (nth == BAD)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "seven");
  return nth == BAD ? NULL : g_memdup2 (&(guint) { nth * nth }, sizeof nth);
}

/* Each in its place, whatever the threads did first, and never far ahead. */
static void
test_order (void)
{
  Told told = { .last_taken = 0 };
  g_autoptr(HechaAhead) ahead = hecha_ahead_new (N, AHEAD, square_cb, &told, g_free);

  g_assert_cmpuint (told.done, ==, 0);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree guint *result = NULL;

      g_mutex_lock (&told.lock);
      told.last_taken = i;
      g_mutex_unlock (&told.lock);
      result = hecha_ahead_take (ahead, i, &error);
      if (i == BAD)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
      else
        g_assert_cmpuint (*result, ==, i * i);
    }
  g_assert_cmpuint (told.done, ==, N);
  g_assert_cmpuint (told.furthest, <=, AHEAD);
  g_assert_cmpuint (told.most_at_once, <=, 2);
}

/* What nobody took is freed (the leak checker sees it), and the rest never begun. */
static void
test_given_up (void)
{
  Told told = { .last_taken = 0 };
  HechaAhead *ahead = hecha_ahead_new (N, AHEAD, square_cb, &told, g_free);
  g_autofree guint *result = hecha_ahead_take (ahead, 0, NULL);

  g_assert_cmpuint (*result, ==, 0);
  hecha_ahead_free (ahead);
  g_assert_cmpuint (told.done, <=, 1 + AHEAD);
  hecha_ahead_free (hecha_ahead_new (0, AHEAD, square_cb, &told, g_free));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ahead/order", test_order);
  g_test_add_func ("/ahead/given-up", test_given_up);
  return g_test_run ();
}

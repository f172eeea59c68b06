/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ahead.h"

#define THREADS 2

typedef struct
{
  gpointer  result;
  GError   *error;
  gboolean  done;
} Slot;

struct _HechaAhead
{
  GThreadPool    *pool;
  HechaAheadFunc  func;
  gpointer        data;
  GDestroyNotify  free_result;
  guint           n;
  guint           ahead;
  guint           begun;     /* of the taker alone */
  GMutex          lock;      /* guards the slots, with @changed */
  GCond           changed;
  Slot           *slots;
};

/* From 1: a pool takes no NULL. */
static void
work_cb (gpointer number,
         gpointer data)
{
  HechaAhead *self = data;
  guint nth = GPOINTER_TO_UINT (number) - 1;
  Slot slot = { .done = TRUE };

  slot.result = self->func (nth, self->data, &slot.error);
  g_mutex_lock (&self->lock);
  self->slots[nth] = slot;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/**
 * hecha_ahead_new:
 * @n: how many results there are
 * @ahead: how many are worked out before they are asked for
 * @func: gives one
 * @data: for @func; outlives the object
 * @free_result: (nullable): for what nobody took
 *
 * Nothing is worked out before the first one is taken.
 */
HechaAhead *
hecha_ahead_new (guint           n,
                 guint           ahead,
                 HechaAheadFunc  func,
                 gpointer        data,
                 GDestroyNotify  free_result)
{
  HechaAhead *self = g_new0 (HechaAhead, 1);

  self->n = n;
  self->ahead = ahead;
  self->func = func;
  self->data = data;
  self->free_result = free_result;
  self->slots = g_new0 (Slot, n);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  /* Without threads of its own it starts none now, and cannot fail. */
  self->pool = g_thread_pool_new (work_cb, self, THREADS, FALSE, NULL);
  return self;
}

/**
 * hecha_ahead_take:
 * @nth: from 0, below the number given at the beginning; each is taken once,
 *   best in order
 *
 * Waits for a result, and has the next ones begun. One thread.
 *
 * Returns: (transfer full) (nullable): what the function gave, with its error
 */
gpointer
hecha_ahead_take (HechaAhead  *self,
                  guint        nth,
                  GError     **error)
{
  Slot slot;

  g_return_val_if_fail (self && nth < self->n, NULL);
  for (; self->begun < MIN (self->n, nth + 1 + self->ahead); self->begun++)
    g_thread_pool_push (self->pool, GUINT_TO_POINTER (self->begun + 1), NULL);
  g_mutex_lock (&self->lock);
  while (!self->slots[nth].done)
    g_cond_wait (&self->changed, &self->lock);
  slot = self->slots[nth];
  self->slots[nth] = (Slot) { .done = TRUE };
  g_mutex_unlock (&self->lock);
  if (slot.error)
    g_propagate_error (error, slot.error);
  return slot.result;
}

/**
 * hecha_ahead_free:
 *
 * Waits for what is being worked out, and begins no more.
 */
void
hecha_ahead_free (HechaAhead *self)
{
  g_thread_pool_free (self->pool, TRUE, TRUE);
  for (guint i = 0; i < self->n; i++)
    {
      if (self->slots[i].result && self->free_result)
        self->free_result (self->slots[i].result);
      g_clear_error (&self->slots[i].error);
    }
  g_free (self->slots);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

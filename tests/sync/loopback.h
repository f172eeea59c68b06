/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Loopback:
 *
 * A listener on 127.0.0.1 in a thread of its own, which serves one connection
 * after the other.
 */
typedef struct _Loopback Loopback;

/* Serves the @n-th connection, counted from 0; the caller closes @fd. */
typedef void (*LoopbackServe) (int      fd,
                               guint    n,
                               gpointer data);

Loopback *loopback_start (LoopbackServe  serve,
                          gpointer       data);
guint16   loopback_port  (Loopback      *self);
void      loopback_stop  (Loopback      *self);

/**
 * Cut:
 * @target: the port to pass on to
 * @up: the first connection is cut after so many bytes to the server; 0 for never
 * @down: the same from the server
 * @connections: how many are cut
 * @passed_up: all bytes to the server so far
 * @passed_down: all bytes from the server so far
 */
typedef struct
{
  guint16 target;
  gsize up;
  gsize down;
  guint connections;
  gsize passed_up;
  gsize passed_down;
} Cut;

void loopback_cut (int      fd,
                   guint    n,
                   gpointer cut);

/**
 * Canned:
 * @method: (nullable): which requests; %NULL for all
 * @answer: what to send, headers and all
 * @size: of @answer; 0 for its length as text
 * @repeat: send the last byte of @answer again and again, until the client goes
 * @drip: then wait until the client goes
 *
 * An array that ends with an @answer of %NULL; one request a connection.
 */
typedef struct
{
  const char *method;
  const char *answer;
  gsize size;
  gboolean repeat;
  gboolean drip;
} Canned;

void loopback_canned (int      fd,
                      guint    n,
                      gpointer canned);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loopback.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct _Loopback
{
  LoopbackServe serve;
  gpointer data;
  int listener;
  int stop[2];      /* nothing is written; the end of it stops the thread */
  guint16 port;
  GThread *thread;
};

static int stop_fd = -1;    /* of the thread that serves */

static gboolean
wait_for (int    a,
          int    b,
          short *a_events,
          short *b_events)
{
  struct pollfd fds[] = { { stop_fd, POLLIN, 0 }, { a, POLLIN, 0 }, { b, POLLIN, 0 } };

  poll (fds, b < 0 ? 2 : 3, -1);
  *a_events = fds[1].revents;
  if (b_events)
    *b_events = fds[2].revents;
  return fds[0].revents == 0;
}

static gpointer
listen_cb (gpointer data)
{
  Loopback *self = data;
  short events;

  stop_fd = self->stop[0];
  for (guint n = 0; wait_for (self->listener, -1, &events, NULL); n++)
    {
      int fd = accept (self->listener, NULL, NULL);

      if (fd < 0)
        continue;
      self->serve (fd, n, self->data);
      close (fd);
    }
  return NULL;
}

/**
 * loopback_start:
 * @serve: called in the listener's thread for each connection
 *
 * Only one at a time.
 *
 * Returns: (transfer full): a listener on a port of its own
 */
Loopback *
loopback_start (LoopbackServe serve,
                gpointer      data)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  Loopback *self = g_new0 (Loopback, 1);

  self->serve = serve;
  self->data = data;
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (pipe (self->stop), ==, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (self->listener, 16), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("loopback", listen_cb, self);
  return self;
}

/**
 * loopback_port:
 *
 * Returns: where it listens
 */
guint16
loopback_port (Loopback *self)
{
  return self->port;
}

/**
 * loopback_stop:
 * @self: (transfer full): stopped, its connection cut
 */
void
loopback_stop (Loopback *self)
{
  close (self->stop[1]);
  g_thread_join (self->thread);
  close (self->stop[0]);
  close (self->listener);
  g_free (self);
}

static gboolean
send_all (int         fd,
          const char *bytes,
          gsize       size)
{
  while (size > 0)
    {
      gssize sent = send (fd, bytes, size, MSG_NOSIGNAL);

      if (sent <= 0)
        return FALSE;
      bytes += sent;
      size -= sent;
    }
  return TRUE;
}

/* Passes on what is there, @left bytes at most where that is not 0. */
static gboolean
relay (int    from,
       int    to,
       gsize *passed,
       gsize  cut_after,
       gsize *all)
{
  char buffer[16384];
  gsize size = cut_after ? MIN (sizeof buffer, cut_after - *passed) : sizeof buffer;
  gssize got = recv (from, buffer, size, 0);

  if (got <= 0 || !send_all (to, buffer, got))
    return FALSE;
  *passed += got;
  *all += got;
  return cut_after == 0 || *passed < cut_after;
}

/**
 * loopback_cut:
 * @cut: a #Cut
 *
 * A proxy that cuts its first connections in the middle.
 */
void
loopback_cut (int      fd,
              guint    n,
              gpointer cut)
{
  Cut *self = cut;
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK), .sin_port = htons (self->target),
  };
  gsize up = 0, down = 0;
  gsize up_limit = n < self->connections ? self->up : 0;
  gsize down_limit = n < self->connections ? self->down : 0;
  short client, server;
  const int yes = 1;
  int target = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean on = connect (target, (struct sockaddr *) &address, sizeof address) == 0;

  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  setsockopt (target, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  while (on && wait_for (fd, target, &client, &server))
    {
      if (client)
        on = relay (fd, target, &up, up_limit, &self->passed_up);
      if (on && server)
        on = relay (target, fd, &down, down_limit, &self->passed_down);
    }
  close (target);
}

/* Reads a request to its end, so that closing resets nothing. */
static char *
read_request (int fd)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[65536];
  const char *end = NULL;
  gsize wanted = G_MAXSIZE;
  short events;

  while (text->len < wanted && wait_for (fd, -1, &events, NULL))
    {
      gssize got = recv (fd, buffer, sizeof buffer, 0);

      if (got <= 0)
        break;
      g_string_append_len (text, buffer, got);
      if (!end && (end = strstr (text->str, "\r\n\r\n")))
        {
          const char *length = strstr (text->str, "Content-Length: ");

          wanted = end + 4 - text->str + (length ? strtoul (length + 16, NULL, 10) : 0);
          if (strstr (text->str, "Expect: 100-continue"))
            break;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * loopback_canned:
 * @canned: an array of #Canned
 *
 * An HTTP server that gives prepared answers.
 */
void
loopback_canned (int      fd,
                 guint    n,
                 gpointer canned)
{
  const Canned *answer = canned;
  g_autofree char *request = read_request (fd);
  char buffer[16384];
  short events;
  gsize size;

  while (answer->answer && answer->method && !g_str_has_prefix (request, answer->method))
    answer++;
  if (!answer->answer)
    return;
  size = answer->size ? answer->size : strlen (answer->answer);
  if (!send_all (fd, answer->answer, size))
    return;
  memset (buffer, answer->answer[size - 1], sizeof buffer);
  while (answer->repeat && send_all (fd, buffer, sizeof buffer))
    ;
  while (answer->drip && wait_for (fd, -1, &events, NULL) && recv (fd, buffer, sizeof buffer, 0) > 0)
    ;
}

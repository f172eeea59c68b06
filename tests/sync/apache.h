/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ApacheFlags:
 * @APACHE_EXPIRED: the server's certificate has expired
 * @APACHE_DIGEST: HTTP Digest in the place of Basic
 */
typedef enum
{
  APACHE_DEFAULT = 0,
  APACHE_EXPIRED = 1 << 0,
  APACHE_DIGEST = 1 << 1,
} ApacheFlags;

/**
 * Apache:
 * @url: of a WebDAV folder, https on 127.0.0.1, ending in a slash
 * @port: where it listens
 * @ca_file: the authority made for this one server
 * @other_ca_file: another authority, which knows nothing of it
 * @user: who may enter
 * @password: with what
 * @root: the folder on disk that the url shows
 * @log_file: Apache's error log
 *
 * A real Apache httpd with mod_dav over TLS, in a temporary folder. It ends
 * when the thread that started it ends, in whatever way.
 */
typedef struct
{
  char *url;
  guint16 port;
  char *ca_file;
  char *other_ca_file;
  char *user;
  char *password;
  char *root;
  char *log_file;

  /*< private >*/
  char *folder;
  GPid pid;
} Apache;

Apache *apache_start (ApacheFlags   flags,
                      GError      **error);
void    apache_stop  (Apache       *self);

G_END_DECLS

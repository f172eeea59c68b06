/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apache.h"
#include "expired.h"

#include <errno.h>
#include <ftw.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORTS_TRIED   5
#define START_SECONDS 30
#define REALM         "hecha"
#define SIGN_SERVER   "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", \
                      "-extfile", "server.ext", "-out", "server.pem"

static const char configuration[] =
  "ServerRoot \"%1$s\"\n"
  "ServerName 127.0.0.1\n"
  "Listen 127.0.0.1:%2$u\n"
  "PidFile \"%1$s/httpd.pid\"\n"
  "DefaultRuntimeDir \"%1$s/run\"\n"
  "Mutex \"fcntl:%1$s/run\" default\n"
  "ErrorLog \"%1$s/error.log\"\n"
  "LogLevel notice\n"
  "%3$s"
  "LoadModule mpm_event_module %4$s/mod_mpm_event.so\n"
  "LoadModule authz_core_module %4$s/mod_authz_core.so\n"
  "LoadModule authz_user_module %4$s/mod_authz_user.so\n"
  "LoadModule authn_core_module %4$s/mod_authn_core.so\n"
  "LoadModule authn_file_module %4$s/mod_authn_file.so\n"
  "LoadModule auth_basic_module %4$s/mod_auth_basic.so\n"
  "LoadModule auth_digest_module %4$s/mod_auth_digest.so\n"
  "LoadModule alias_module %4$s/mod_alias.so\n"
  "LoadModule mime_module %4$s/mod_mime.so\n"
  "LoadModule dav_module %4$s/mod_dav.so\n"
  "LoadModule dav_fs_module %4$s/mod_dav_fs.so\n"
  "LoadModule ssl_module %4$s/mod_ssl.so\n"
  "TypesConfig /dev/null\n"
  "StartServers 1\n"
  "ThreadsPerChild 8\n"
  "MinSpareThreads 1\n"
  "MaxSpareThreads 16\n"
  "MaxRequestWorkers 16\n"
  "DAVLockDB \"%1$s/run/locks\"\n"
  "DocumentRoot \"%1$s/run\"\n"
  "Alias /dav \"%1$s/dav\"\n"
  "SSLEngine on\n"
  "SSLCertificateFile \"%1$s/server.pem\"\n"
  "SSLCertificateKeyFile \"%1$s/server.key\"\n"
  "<Directory \"/\">\n  AllowOverride None\n  Require all denied\n</Directory>\n"
  "<Directory \"%1$s/dav\">\n"
  "  Dav On\n"
  "  AuthName " REALM "\n"
  "  AuthType %5$s\n"
  "  Auth%5$sProvider file\n"
  "  AuthUserFile \"%1$s/users\"\n"
  "  Require valid-user\n"
  "</Directory>\n";

static gboolean
run_openssl (const char         *folder,
             const char *const  *arguments,
             GError            **error)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autofree char *messages = NULL;
  int status;

  g_ptr_array_add (argv, (char *) "openssl");
  for (guint i = 0; arguments[i]; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);
  if (!g_spawn_sync (folder, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                     &output, &messages, &status, error))
    return FALSE;
  if (g_spawn_check_wait_status (status, error))
    return TRUE;
  g_prefix_error (error, "openssl %s: %s: ", arguments[0], messages);
  return FALSE;
}

static gboolean
make_certificates (const char   *folder,
                   gboolean      expired,
                   GError      **error)
{
  static const char *const curve = "ec_paramgen_curve:P-256";
  const char *const past[] = { SIGN_SERVER, EXPIRED_DAYS, NULL };
  const char *const present[] = { SIGN_SERVER, "-days", "2", NULL };
  g_autofree char *extensions = g_build_filename (folder, "server.ext", NULL);

  return g_file_set_contents (extensions, "subjectAltName=IP:127.0.0.1\n", -1, error)
         && run_openssl (folder, (const char *[]) {
              "req", "-x509", "-newkey", "ec", "-pkeyopt", curve, "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
              "-subj", "/CN=Hecha test authority", "-days", "2", NULL }, error)
         && run_openssl (folder, (const char *[]) {
              "req", "-x509", "-newkey", "ec", "-pkeyopt", curve, "-nodes", "-keyout", "other.key", "-out", "other.pem",
              "-subj", "/CN=Another authority", "-days", "2", NULL }, error)
         && run_openssl (folder, (const char *[]) {
              "req", "-newkey", "ec", "-pkeyopt", curve, "-nodes", "-keyout", "server.key", "-out", "server.csr",
              "-subj", "/CN=127.0.0.1", NULL }, error)
         && run_openssl (folder, expired ? past : present, error);
}

static gboolean
write_users (Apache       *self,
             ApacheFlags   flags,
             GError      **error)
{
  g_autofree char *file = g_build_filename (self->folder, "users", NULL);
  g_autofree char *line = NULL;

  if (flags & APACHE_DIGEST)
    {
      g_autofree char *secret = g_strdup_printf ("%s:" REALM ":%s", self->user, self->password);
      g_autofree char *md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, secret, -1);

      line = g_strdup_printf ("%s:" REALM ":%s\n", self->user, md5);
    }
  else
    {
      g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
      guint8 raw[20];
      gsize size = sizeof raw;
      g_autofree char *base64 = NULL;

      g_checksum_update (sum, (const guchar *) self->password, -1);
      g_checksum_get_digest (sum, raw, &size);
      base64 = g_base64_encode (raw, size);
      line = g_strdup_printf ("%s:{SHA}%s\n", self->user, base64);
    }
  return g_file_set_contents_full (file, line, -1, G_FILE_SET_CONTENTS_NONE, 0644, error);
}

static const struct passwd *
server_user (void)
{
  const struct passwd *entry = NULL;

  if (getuid () == 0 && !(entry = getpwnam ("www-data")))
    entry = getpwnam ("nobody");
  return entry;
}

/* Started by root, Apache serves as another user, who must get at the folder. */
static gboolean
hand_over_folders (Apache  *self,
                   GError **error)
{
  const struct passwd *user = server_user ();
  g_autofree char *run = g_build_filename (self->folder, "run", NULL);

  if (g_mkdir (self->root, 0755) == 0 && g_mkdir (run, 0755) == 0
      && g_chmod (self->folder, 0711) == 0
      && (!user || (chown (self->root, user->pw_uid, user->pw_gid) == 0
                    && chown (run, user->pw_uid, user->pw_gid) == 0)))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be set up", self->folder);
  return FALSE;
}

static guint16
free_port (void)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_DEFAULT, NULL);

  if (!socket || !g_socket_bind (socket, any, FALSE, NULL)
      || !(bound = g_socket_get_local_address (socket, NULL)))
    return 0;
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

static gboolean
write_configuration (Apache       *self,
                     ApacheFlags   flags,
                     GError      **error)
{
  const struct passwd *user = server_user ();
  g_autofree char *file = g_build_filename (self->folder, "httpd.conf", NULL);
  g_autofree char *as = user ? g_strdup_printf ("User #%u\nGroup #%u\n", user->pw_uid, user->pw_gid) : g_strdup ("");
  g_autofree char *text = NULL;
  const char *modules = g_getenv ("HECHA_APACHE_MODULES");

  text = g_strdup_printf (configuration, self->folder, self->port, as,
                          modules ? modules : "/usr/lib/apache2/modules",
                          flags & APACHE_DIGEST ? "Digest" : "Basic");
  return g_file_set_contents (file, text, -1, error);
}

/* Runs in the child before Apache: only calls that are safe there. */
static void
die_with_parent_cb (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != GPOINTER_TO_INT (data))
    _exit (1);
}

/* Apache tells nobody when it serves. But its pid file comes after it has bound
 * its port, so that a stranger on that port is not taken for it. */
static gboolean
wait_until_it_serves (Apache  *self,
                      GError **error)
{
  gint64 deadline = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;
  g_autofree char *pid_file = g_build_filename (self->folder, "httpd.pid", NULL);
  g_autofree char *log = NULL;

  while (g_get_monotonic_time () < deadline)
    {
      if (g_file_test (pid_file, G_FILE_TEST_EXISTS))
        return TRUE;
      if (waitpid (self->pid, NULL, WNOHANG) != 0)
        {
          self->pid = 0;
          break;
        }
      poll (NULL, 0, 10);
    }
  g_file_get_contents (self->log_file, &log, NULL, NULL);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "Apache does not start: %s", log ? log : "no log");
  return FALSE;
}

static void
stop_server (Apache *self)
{
  if (self->pid == 0)
    return;
  kill (self->pid, SIGTERM);
  waitpid (self->pid, NULL, 0);
  self->pid = 0;
}

static gboolean
start_server (Apache       *self,
              ApacheFlags   flags,
              GError      **error)
{
  const char *program = g_file_test ("/usr/sbin/apache2", G_FILE_TEST_IS_EXECUTABLE) ? "/usr/sbin/apache2" : "httpd";
  g_autofree char *file = g_build_filename (self->folder, "httpd.conf", NULL);
  const char *argv[] = { program, "-DFOREGROUND", "-f", file, NULL };

  self->port = free_port ();
  return write_configuration (self, flags, error)
         && g_spawn_async (self->folder, (char **) argv, NULL,
                           G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                           die_with_parent_cb, GINT_TO_POINTER (getpid ()), &self->pid, error)
         && wait_until_it_serves (self, error);
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                kind,
           struct FTW        *where)
{
  return remove (path);
}

static gboolean
prepare (Apache       *self,
         ApacheFlags   flags,
         GError      **error)
{
  const char *parent = g_getenv ("TMPDIR");

  /* Not g_dir_make_tmp(): a newer GLib isolates that as well, and the server's workers could not enter. */
  self->folder = g_build_filename (parent ? parent : "/tmp", "hecha-apache-XXXXXX", NULL);
  if (!g_mkdtemp (self->folder))
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->folder, g_strerror (errno));
      g_clear_pointer (&self->folder, g_free);
      return FALSE;
    }
  self->root = g_build_filename (self->folder, "dav", NULL);
  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  self->other_ca_file = g_build_filename (self->folder, "other.pem", NULL);
  self->log_file = g_build_filename (self->folder, "error.log", NULL);
  self->user = g_strdup ("inspector");
  self->password = g_strdup ("核查 p:w\"d");
  return hand_over_folders (self, error)
         && write_users (self, flags, error)
         && make_certificates (self->folder, (flags & APACHE_EXPIRED) != 0, error);
}

/**
 * apache_start:
 * @flags: what is different from a sound server
 *
 * Starts a server and waits until it serves. As root or as anybody.
 *
 * Returns: (transfer full) (nullable): the server, or %NULL with an error
 */
Apache *
apache_start (ApacheFlags   flags,
              GError      **error)
{
  Apache *self = g_new0 (Apache, 1);

  if (prepare (self, flags, error))
    for (guint i = 0; i < PORTS_TRIED; i++)
      {
        g_clear_error (error);
        if (start_server (self, flags, error))
          {
            self->url = g_strdup_printf ("https://127.0.0.1:%u/dav/", self->port);
            return self;
          }
        stop_server (self);
      }
  apache_stop (self);
  return NULL;
}

/**
 * apache_stop:
 * @self: (transfer full): stopped, its folder removed
 */
void
apache_stop (Apache *self)
{
  stop_server (self);
  if (self->folder)
    nftw (self->folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_free (self->url);
  g_free (self->ca_file);
  g_free (self->other_ca_file);
  g_free (self->user);
  g_free (self->password);
  g_free (self->root);
  g_free (self->log_file);
  g_free (self->folder);
  g_free (self);
}

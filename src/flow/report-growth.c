/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next version of a report is the one before it and a few KB more. In the
 * workspace both are one file with two names, of which the journal says how many
 * bytes each version has; a copy elsewhere is continued in its place.
 *
 * A note beside the reports says what is being continued. It is there before the
 * first byte is added and goes after the last one is safe, so that whoever opens
 * the workspace after a kill or a power loss finds it. Whether the journal knows
 * the next version then decides: the copy is completed, or the file cut back. */
#include "report-growth.h"

#include "durable.h"
#include "error.h"
#include "file.h"
#include "report-files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTE       ".growing-"
#define NOTE_LIMIT (1 << 20)
#define TAIL_LIMIT (64 << 20)

static char *
note_path (HechaSession *session,
           JsonObject   *growth)
{
  g_autofree char *name = g_path_get_basename (hecha_json_string (growth, "name"));
  g_autofree char *note = g_strconcat (NOTE, name, NULL);

  return hecha_report_file_path (session, note);
}

/* What a version is called here, by either of the names in a note. */
static char *
path_of (HechaSession *session,
         JsonObject   *growth,
         const char   *which)
{
  return hecha_report_file_path (session, hecha_json_string (growth, which));
}

/* What the journal knows of a note. */
typedef struct
{
  JsonObject        *growth;
  HechaStoredReport *before, *next;
} Looking;

static void
looking_clear (Looking *self)
{
  g_clear_pointer (&self->before, hecha_stored_report_free);
  g_clear_pointer (&self->next, hecha_stored_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Looking, looking_clear)

static gboolean
look_up (HechaJournal       *journal,
         const char         *sha256,
         HechaStoredReport **found,
         GError            **error)
{
  g_autoptr(GError) failure = NULL;

  *found = hecha_report_store_find (hecha_journal_db (journal), sha256, &failure);
  if (*found || g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
look_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Looking *looking = data;

  return look_up (journal, hecha_json_string (looking->growth, "before"), &looking->before, error)
         && look_up (journal, hecha_json_string (looking->growth, "sha256"), &looking->next, error);
}

/* Whether a copy is the version before, or that and what a kill left behind it.
 * @is_fresh: whether its bytes were read a moment ago. */
static gboolean
may_append (JsonObject *growth,
            const char *copy,
            gboolean    is_fresh)
{
  guint64 from = (guint64) hecha_json_int (growth, "from", 0), to = (guint64) hecha_json_int (growth, "to", 0);
  g_autofree char *sha256 = NULL;
  struct stat about;

  if (stat (copy, &about) != 0 || !S_ISREG (about.st_mode) || access (copy, W_OK) != 0)
    return FALSE;
  if (is_fresh)
    return (guint64) about.st_size == from;
  return (guint64) about.st_size >= from && (guint64) about.st_size <= to
         && hecha_file_digest_first (copy, from, &sha256, NULL, NULL)
         && g_strcmp0 (sha256, hecha_json_string (growth, "before")) == 0;
}

static guint8 *
read_tail (const char  *path,
           guint64      from,
           gsize        length,
           GError     **error)
{
  g_autofree guint8 *tail = g_malloc (length);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize n = fd < 0 ? -1 : pread (fd, tail, length, (off_t) from);

  if (fd >= 0)
    close (fd);
  if (n == (gssize) length)
    return g_steal_pointer (&tail);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: cannot be read", path);
  return NULL;
}

/* The journal knows the next version: a copy becomes it too. */
static gboolean
complete (HechaSession  *session,
          JsonObject    *growth,
          gboolean       is_fresh,
          GError       **error)
{
  const char *copy = hecha_json_string (growth, "copy");
  g_autofree char *own = path_of (session, growth, "next");
  guint64 from = (guint64) hecha_json_int (growth, "from", 0);
  gsize length = (gsize) hecha_json_int (growth, "to", 0) - from;
  g_autofree guint8 *tail = NULL;

  if (!copy)
    return TRUE;
  if (!may_append (growth, copy, is_fresh))
    return !is_fresh || hecha_file_copy (own, copy, error);
  tail = read_tail (own, from, length, error);
  return tail && hecha_durable_append (copy, from, tail, length, error);
}

/* Nobody will ask for the next version. */
static gboolean
take_back (HechaSession  *session,
           JsonObject    *growth,
           GError       **error)
{
  g_autofree char *name = path_of (session, growth, "name"), *next = path_of (session, growth, "next");

  g_unlink (next);
  return hecha_durable_append (name, (guint64) hecha_json_int (growth, "from", 0), NULL, 0, error);
}

static gboolean
settle (HechaSession  *session,
        JsonObject    *growth,
        gboolean       is_fresh,
        GError       **error)
{
  g_auto(Looking) looking = { growth, NULL, NULL };
  g_autofree char *note = note_path (session, growth);
  gboolean good;

  if (!hecha_session_work (session, look_work, &looking, error))
    return FALSE;
  /* A note that is not of ours is not followed. */
  if (!looking.before || looking.before->size != hecha_json_int (growth, "from", 0))
    good = TRUE;
  else
    good = looking.next ? complete (session, growth, is_fresh, error) : take_back (session, growth, error);
  if (good)
    g_unlink (note);
  return good;
}

static gboolean
note_down (HechaSession *session,
           JsonObject   *growth)
{
  g_autofree char *text = hecha_json_canonical_object (growth), *note = note_path (session, growth);
  g_autofree char *temporary = hecha_report_file_temporary (session);
  gboolean good = g_file_set_contents_full (temporary, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL) &&
                  hecha_durable_link (temporary, note, NULL);

  g_unlink (temporary);
  return good;
}

static JsonObject *
growth_new (const HechaStoredReport *stored,
            const char              *next,
            const char              *sha256,
            gsize                    length,
            const char              *copy)
{
  JsonObject *growth = json_object_new ();

  json_object_set_string_member (growth, "name", stored->name ? stored->name : stored->sha256);
  json_object_set_string_member (growth, "next", next);
  json_object_set_string_member (growth, "before", stored->sha256);
  json_object_set_string_member (growth, "sha256", sha256);
  json_object_set_int_member (growth, "from", stored->size);
  json_object_set_int_member (growth, "to", stored->size + (gint64) length);
  if (copy)
    json_object_set_string_member (growth, "copy", copy);
  return growth;
}

/**
 * hecha_report_growth_begin:
 * @stored: the newest version of a report
 * @digests: of a file with its bytes
 * @next: what the next one is called here
 * @sha256: of the next one, in lower-case hex
 * @tail: what follows @stored in it
 * @copy: (nullable): a file with the bytes of @stored that is continued too, UTF-8, absolute
 *
 * Makes the next version of a report durably one of the workspace. The journal
 * is to name it now; hecha_report_growth_end() ends it, whether it did or not.
 *
 * Returns: (transfer full) (nullable): what to end; %NULL where the file of @stored is not
 *   here as it was or cannot have two names: the next version has to be written whole
 */
JsonObject *
hecha_report_growth_begin (HechaSession             *session,
                           const HechaStoredReport  *stored,
                           HechaRangeDigest         *digests,
                           const char               *next,
                           const char               *sha256,
                           const GString            *tail,
                           const char               *copy)
{
  g_autoptr(JsonObject) growth = growth_new (stored, next, sha256, tail->len, copy);
  g_autofree char *from = path_of (session, growth, "name"), *to = path_of (session, growth, "next");
  guint64 size = (guint64) stored->size;
  struct stat about;

  if (tail->len > TAIL_LIMIT || lstat (from, &about) != 0 || !S_ISREG (about.st_mode) || (guint64) about.st_size != size
      || g_file_test (to, G_FILE_TEST_EXISTS) || (copy && !hecha_range_digest_is_same (digests, from))
      || !note_down (session, growth))
    return NULL;
  if (hecha_file_append (from, size, tail->str, tail->len, NULL) && hecha_durable_link (from, to, NULL))
    return g_steal_pointer (&growth);
  settle (session, growth, TRUE, NULL);
  return NULL;
}

/**
 * hecha_report_growth_end:
 * @growth: what was begun
 *
 * Where the journal names the next version, the copy becomes it durably; else
 * all is as it was.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO: the copy is then as it was, and is tried
 *   again when the workspace is opened
 */
gboolean
hecha_report_growth_end (HechaSession  *session,
                         JsonObject    *growth,
                         GError       **error)
{
  return settle (session, growth, TRUE, error);
}

static gboolean
is_sound (JsonObject *growth)
{
  static const char *const texts[] = { "name", "next", "before", "sha256" };
  gint64 from = hecha_json_int (growth, "from", 0), to = hecha_json_int (growth, "to", 0);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!hecha_json_string (growth, texts[i]))
      return FALSE;
  return from > 0 && to > from && to - from <= TAIL_LIMIT;
}

static void
mend_one (HechaSession *session,
          const char   *name)
{
  g_autofree char *path = hecha_report_file_path (session, name);
  g_autoptr(JsonObject) growth = hecha_json_read (path, NOTE_LIMIT, NULL, NULL);

  if (growth && is_sound (growth))
    settle (session, growth, FALSE, NULL);
  else
    g_unlink (path);
}

/**
 * hecha_report_growth_mend:
 *
 * Ends what a kill or a power loss interrupted. Before anybody else uses the session.
 */
void
hecha_report_growth_mend (HechaSession *session)
{
  /* Opening makes no folder. */
  g_autofree char *folder = g_build_filename (hecha_session_get_directory (session), "reports", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, NOTE))
      mend_one (session, name);
}

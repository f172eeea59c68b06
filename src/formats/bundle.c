/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle.h"

#include "digest.h"
#include "error.h"
#include "json.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

#define MAX_NAME 255
#define BLOCK    65536

struct _HechaBundle
{
  GTree   *members;   /* name → GBytes, in the order of the names' bytes */
  guint64  size;
};

/* Reading a zip from memory. */
typedef struct
{
  HechaBundle    *bundle;
  struct archive *archive;
  const char     *name;
  gsize           packed;
} Reader;

typedef struct archive ArchiveRead;
typedef struct archive_entry ArchiveEntry;
typedef struct archive ArchiveWrite;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveRead, archive_read_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveWrite, archive_write_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, archive_entry_free)

/* libarchive turns names by the charset of the thread's locale; a bundle is the same wherever it is packed. */
static locale_t
use_utf8 (locale_t *utf8)
{
  *utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  return *utf8 ? uselocale (*utf8) : (locale_t) 0;
}

static void
use_again (locale_t before,
           locale_t utf8)
{
  if (!utf8)
    return;
  uselocale (before);
  freelocale (utf8);
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  return strcmp (a, b);
}

/**
 * hecha_bundle_new:
 *
 * Returns: (transfer full): a bundle without members
 */
HechaBundle *
hecha_bundle_new (void)
{
  HechaBundle *self = g_new0 (HechaBundle, 1);

  self->members = g_tree_new_full (compare_names, NULL, g_free, (GDestroyNotify) g_bytes_unref);
  return self;
}

void
hecha_bundle_free (HechaBundle *self)
{
  g_tree_unref (self->members);
  g_free (self);
}

static const char *
fault_of_name (const char *name)
{
  g_auto(GStrv) parts = NULL;

  if (!name || !*name || strlen (name) > MAX_NAME || !g_utf8_validate (name, -1, NULL))
    return "is empty, too long or not UTF-8";
  for (const char *p = name; *p; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f || *p == '\\' || *p == ':')
      return "has a character that no file here has";
  parts = g_strsplit (name, "/", -1);
  for (char **part = parts; *part; part++)
    if (**part == '\0' || strcmp (*part, ".") == 0 || strcmp (*part, "..") == 0)
      return "is no plain path below the top";
  return NULL;
}

/**
 * hecha_bundle_add:
 * @name: a path below the top, with "/"
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID for a name that is no plain path,
 *   %HECHA_ERROR_EXISTS for one that is there, %HECHA_ERROR_TOO_LARGE past the
 *   limits
 */
gboolean
hecha_bundle_add (HechaBundle  *self,
                  const char   *name,
                  GBytes       *bytes,
                  GError      **error)
{
  const char *fault = fault_of_name (name);

  g_return_val_if_fail (self && bytes, FALSE);
  if (fault)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "The name of a member %s", fault);
      return FALSE;
    }
  if (g_tree_lookup (self->members, name))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS, "“%s” is in it twice", name);
      return FALSE;
    }
  if (g_tree_nnodes (self->members) >= HECHA_BUNDLE_MAX_MEMBERS ||
      self->size + g_bytes_get_size (bytes) > HECHA_BUNDLE_MAX_SIZE)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "More than %d files or %d MiB",
                   HECHA_BUNDLE_MAX_MEMBERS, (int) (HECHA_BUNDLE_MAX_SIZE >> 20));
      return FALSE;
    }
  self->size += g_bytes_get_size (bytes);
  g_tree_insert (self->members, g_strdup (name), g_bytes_ref (bytes));
  return TRUE;
}

/**
 * hecha_bundle_get:
 *
 * Returns: (transfer none) (nullable): the member's bytes
 */
GBytes *
hecha_bundle_get (HechaBundle *self,
                  const char  *name)
{
  return g_tree_lookup (self->members, name);
}

/**
 * hecha_bundle_load:
 * @name: a member
 * @bundle: a #HechaBundle
 *
 * hecha_bundle_get() in the shape of a #HechaOscalLoad, for a profile whose
 * catalogs lie in the same pack.
 *
 * Returns: (transfer full) (nullable): its bytes; %HECHA_ERROR_NOT_FOUND
 */
GBytes *
hecha_bundle_load (const char  *name,
                   gpointer     bundle,
                   GError     **error)
{
  GBytes *bytes = hecha_bundle_get (bundle, name);

  if (bytes)
    return g_bytes_ref (bytes);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "“%s” is not in the pack", name);
  return NULL;
}

static gboolean
collect_name (gpointer name,
              gpointer bytes,
              gpointer names)
{
  g_ptr_array_add (names, name);
  return FALSE;
}

/**
 * hecha_bundle_names:
 *
 * Returns: (transfer container) (element-type utf8): the names, in order
 */
GPtrArray *
hecha_bundle_names (HechaBundle *self)
{
  GPtrArray *names = g_ptr_array_new ();

  g_tree_foreach (self->members, collect_name, names);
  return names;
}

/**
 * hecha_bundle_manifest:
 *
 * Returns: (transfer full): what is signed: canonical JSON with name, size and
 *   SHA-256 of each member but the signature, ordered by name
 */
char *
hecha_bundle_manifest (HechaBundle *self)
{
  g_autoptr(GPtrArray) names = hecha_bundle_names (self);
  g_autoptr(JsonObject) manifest = json_object_new ();
  JsonArray *files = json_array_new ();

  for (guint i = 0; i < names->len; i++)
    {
      GBytes *bytes = g_tree_lookup (self->members, names->pdata[i]);
      g_autofree char *sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      JsonObject *file;

      if (strcmp (names->pdata[i], HECHA_BUNDLE_SIGNATURE) == 0)
        continue;
      file = json_object_new ();
      json_object_set_string_member (file, "name", names->pdata[i]);
      json_object_set_string_member (file, "sha256", sha256);
      json_object_set_int_member (file, "size", g_bytes_get_size (bytes));
      json_array_add_object_element (files, file);
    }
  json_object_set_int_member (manifest, "v", 1);
  json_object_set_array_member (manifest, "files", files);
  return hecha_json_canonical_object (manifest);
}

/**
 * hecha_bundle_digest:
 *
 * Returns: (transfer full): SHA-256 of the manifest, which names what the
 *   bundle holds, however it was packed and whoever signed it
 */
char *
hecha_bundle_digest (HechaBundle *self)
{
  g_autofree char *manifest = hecha_bundle_manifest (self);

  return hecha_sha256_hex (manifest, strlen (manifest));
}

static gboolean
damaged (const Reader  *reader,
         GError       **error)
{
  const char *why = archive_error_string (reader->archive);

  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s: the zip is damaged: %s", reader->name,
               why ? why : "it ends too soon");
  return FALSE;
}

static gboolean
within_limits (const Reader  *reader,
               guint64        unpacked,
               GError       **error)
{
  guint64 total = reader->bundle->size + unpacked;

  if (total <= HECHA_BUNDLE_MAX_SIZE &&
      (total <= HECHA_BUNDLE_FREE_RATIO || total / HECHA_BUNDLE_MAX_RATIO <= reader->packed))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: unpacks to more than is read", reader->name);
  return FALSE;
}

static GBytes *
read_member (Reader  *reader,
             GError **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  la_ssize_t length;

  while ((length = archive_read_data (reader->archive, block, BLOCK)) > 0)
    {
      g_byte_array_append (bytes, block, length);
      if (!within_limits (reader, bytes->len, error))
        return NULL;
    }
  if (length < 0)
    {
      damaged (reader, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
add_entry (Reader                *reader,
           struct archive_entry  *entry,
           GError               **error)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  g_autoptr(GBytes) bytes = NULL;

  if (archive_entry_filetype (entry) == AE_IFDIR)
    return TRUE;
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) || archive_entry_symlink (entry))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: “%.255s” is a link or no plain file", reader->name,
                   name ? name : "");
      return FALSE;
    }
  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s: “%.255s” is encrypted", reader->name,
                   name ? name : "");
      return FALSE;
    }
  bytes = read_member (reader, error);
  if (!bytes)
    return FALSE;
  if (hecha_bundle_add (reader->bundle, name, bytes, error))
    return TRUE;
  g_prefix_error (error, "%s: ", reader->name);
  return FALSE;
}

static gboolean
read_members (Reader  *reader,
              GBytes  *bytes,
              GError **error)
{
  struct archive_entry *entry;
  const void *data = g_bytes_get_data (bytes, &reader->packed);
  int status;

  archive_read_support_format_zip_seekable (reader->archive);
  if (archive_read_open_memory (reader->archive, data, reader->packed) != ARCHIVE_OK)
    return damaged (reader, error);
  while ((status = archive_read_next_header (reader->archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    if (!add_entry (reader, entry, error))
      return FALSE;
  return (status == ARCHIVE_EOF && g_tree_nnodes (reader->bundle->members) > 0) || damaged (reader, error);
}

/**
 * hecha_bundle_read:
 * @bytes: a zip, from outside
 * @name: the file's name, for errors
 *
 * Unpacks into memory, within limits; folders are passed over, links and
 * paths that leave the folder refuse the whole.
 *
 * Returns: (transfer full) (nullable): the bundle; %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_INVALID, %HECHA_ERROR_EXISTS, %HECHA_ERROR_TOO_LARGE,
 *   %HECHA_ERROR_UNSUPPORTED
 */
HechaBundle *
hecha_bundle_read (GBytes      *bytes,
                   const char  *name,
                   GError     **error)
{
  g_autoptr(HechaBundle) bundle = hecha_bundle_new ();
  g_autoptr(ArchiveRead) archive = archive_read_new ();
  Reader reader = { bundle, archive, name, 0 };
  locale_t utf8;
  locale_t before = use_utf8 (&utf8);
  gboolean ok = read_members (&reader, bytes, error);

  use_again (before, utf8);
  return ok ? g_steal_pointer (&bundle) : NULL;
}

static la_ssize_t
write_cb (struct archive *archive,
          void           *data,
          const void     *buffer,
          size_t          length)
{
  g_byte_array_append (data, buffer, length);
  return length;
}

/* Text is packed, all else stored: pictures and PDFs only cost time. No time stands in it, so the same members give the
 * same bytes. */
static gboolean
write_member (struct archive  *archive,
              const char      *name,
              GBytes          *bytes)
{
  g_autoptr(ArchiveEntry) entry = archive_entry_new ();
  gboolean text = g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".jsonl") ||
                  g_str_has_suffix (name, ".md");
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  return (text ? archive_write_zip_set_compression_deflate (archive)
               : archive_write_zip_set_compression_store (archive)) == ARCHIVE_OK &&
         archive_write_header (archive, entry) == ARCHIVE_OK &&
         (size == 0 || archive_write_data (archive, data, size) == (la_ssize_t) size) &&
         archive_write_finish_entry (archive) == ARCHIVE_OK;
}

static gboolean
write_members (HechaBundle     *self,
               struct archive  *archive,
               GByteArray      *out)
{
  g_autoptr(GPtrArray) names = hecha_bundle_names (self);
  gboolean ok = archive_write_set_format_zip (archive) == ARCHIVE_OK &&
                archive_write_set_options (archive, "hdrcharset=UTF-8") == ARCHIVE_OK &&
                archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK &&
                archive_write_open (archive, out, NULL, write_cb, NULL) == ARCHIVE_OK;

  for (guint i = 0; ok && i < names->len; i++)
    ok = write_member (archive, names->pdata[i], g_tree_lookup (self->members, names->pdata[i]));
  return ok && archive_write_close (archive) == ARCHIVE_OK;
}

/**
 * hecha_bundle_write:
 *
 * Returns: (transfer full) (nullable): the bundle as a zip, its members ordered
 *   by name; the same members give the same bytes. %HECHA_ERROR_IO where the
 *   library fails.
 */
GBytes *
hecha_bundle_write (HechaBundle  *self,
                    GError      **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  g_autoptr(ArchiveWrite) archive = archive_write_new ();
  locale_t utf8;
  locale_t before = use_utf8 (&utf8);
  gboolean ok = write_members (self, archive, out);

  use_again (before, utf8);
  if (ok)
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "Cannot pack the bundle: %s",
               archive_error_string (archive) ? archive_error_string (archive) : "unknown");
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle.h"

#include "digest.h"
#include "error.h"
#include "oscal-profile.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static GBytes *
text (const char *words)
{
  return g_bytes_new (words, strlen (words));
}

static void
add (HechaBundle *bundle,
     const char  *name,
     const char  *words)
{
  g_autoptr(GBytes) bytes = text (words);
  g_autoptr(GError) error = NULL;

  hecha_bundle_add (bundle, name, bytes, &error);
  g_assert_no_error (error);
}

/* sha256 of "a" and "bb" from sha256sum; the digest is sha256sum's of the manifest below. */
#define MANIFEST \
  "{\"files\":[" \
  "{\"name\":\"connected/catalog.json\",\"sha256\":" \
  "\"3b64db95cb55c763391c707108489ae18b4112d783300de38e033b4c98c3deaf\",\"size\":2}," \
  "{\"name\":\"图.png\",\"sha256\":" \
  "\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\",\"size\":1}],\"v\":1}"

static void
test_round_trip (void)
{
  g_autoptr(HechaBundle) one = hecha_bundle_new ();
  g_autoptr(HechaBundle) other = hecha_bundle_new ();
  g_autoptr(HechaBundle) read = NULL;
  g_autoptr(GBytes) first = NULL;
  g_autoptr(GBytes) second = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autofree char *manifest = NULL;
  g_autofree char *digest = NULL;
  g_autoptr(GError) error = NULL;

  add (one, "图.png", "a");
  add (one, "connected/catalog.json", "bb");
  add (one, HECHA_BUNDLE_SIGNATURE, "opaque");
  add (other, HECHA_BUNDLE_SIGNATURE, "opaque");
  add (other, "connected/catalog.json", "bb");
  add (other, "图.png", "a");
  first = hecha_bundle_write (one, &error);
  g_assert_no_error (error);
  g_setenv ("TZ", "America/New_York", TRUE);
  second = hecha_bundle_write (other, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  read = hecha_bundle_read (first, "x.zip", &error);
  g_assert_no_error (error);
  names = hecha_bundle_names (read);
  g_assert_cmpuint (names->len, ==, 3);
  g_assert_cmpstr (names->pdata[2], ==, "图.png");
  g_assert_cmpmem (g_bytes_get_data (hecha_bundle_get (read, "connected/catalog.json"), NULL), 2, "bb", 2);
  g_assert_null (hecha_bundle_get (read, "nothing"));
  manifest = hecha_bundle_manifest (read);
  g_assert_cmpstr (manifest, ==, MANIFEST);
  digest = hecha_bundle_digest (read);
  g_assert_cmpstr (digest, ==, "14027382f781ccc8dfb27a828d456a0980c79c310e9c26572a85d48cff3a0f43");
}

typedef struct
{
  const char *name;
  const char *link;
  gsize       size;
} Member;

/* A zip as somebody else, or an attacker, makes it. */
static GBytes *
zip (const Member *members,
     gsize         n)
{
  struct archive *archive = archive_write_new ();
  gsize capacity = 1 << 22, used = 0;
  char *buffer = g_malloc (capacity);
  g_autofree char *zeros = NULL;

  archive_write_set_format_zip (archive);
  archive_write_set_options (archive, "hdrcharset=UTF-8");
  g_assert_cmpint (archive_write_open_memory (archive, buffer, capacity, &used), ==, ARCHIVE_OK);
  for (gsize i = 0; i < n; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname_utf8 (entry, members[i].name);
      archive_entry_set_filetype (entry, members[i].link ? AE_IFLNK : AE_IFREG);
      if (members[i].link)
        archive_entry_set_symlink (entry, members[i].link);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, members[i].size);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      zeros = g_realloc (zeros, members[i].size + 1);
      memset (zeros, 0, members[i].size + 1);
      if (members[i].size)
        archive_write_data (archive, zeros, members[i].size);
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_take (buffer, used);
}

static void
test_refused (void)
{
  static const struct { Member members[2]; int code; } rows[] = {
    { { { "../x.json", NULL, 1 } }, HECHA_ERROR_INVALID },
    { { { "a/../../x", NULL, 1 } }, HECHA_ERROR_INVALID },
    { { { "/etc/passwd", NULL, 1 } }, HECHA_ERROR_INVALID },
    { { { "C:x", NULL, 1 } }, HECHA_ERROR_INVALID },
    { { { "./x", NULL, 1 } }, HECHA_ERROR_INVALID },
    { { { "link", "target", 0 } }, HECHA_ERROR_INVALID },
    { { { "twice", NULL, 1 }, { "twice", NULL, 2 } }, HECHA_ERROR_EXISTS },
    { { { "bomb", NULL, 64 << 20 } }, HECHA_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) bytes = zip (rows[i].members, rows[i].members[1].name ? 2 : 1);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_bundle_read (bytes, "x.zip", &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, HECHA_ERROR, rows[i].code);
      g_assert_true (g_str_has_prefix (error->message, "x.zip: "));
    }
}

/* A profile and its catalog in one pack. */
static void
test_load (void)
{
  g_autoptr(HechaBundle) bundle = hecha_bundle_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  HechaOscalLoad load = hecha_bundle_load;

  add (bundle, "data/catalog.json", "{}");
  bytes = load ("data/catalog.json", bundle, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 2);
  g_assert_null (load ("catalog.json", bundle, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

static void
test_damaged (void)
{
  static const Member member = { "a.json", NULL, 100000 };
  g_autoptr(GBytes) whole = zip (&member, 1);
  gsize sizes[] = { 0, 1, 30, g_bytes_get_size (whole) / 2, g_bytes_get_size (whole) - 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_from_bytes (whole, 0, sizes[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_bundle_read (bytes, "x.zip", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
}

/* A byte changed inside a member is seen by the zip's own checksum, or changes the digest. */
static void
test_changed (void)
{
  g_autoptr(HechaBundle) bundle = hecha_bundle_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaBundle) read = NULL;
  g_autofree char *digest = NULL;
  g_autofree guint8 *copy = NULL;
  gsize size;

  add (bundle, "picture.png", "these are the bytes of a picture");
  digest = hecha_bundle_digest (bundle);
  bytes = hecha_bundle_write (bundle, NULL);
  size = g_bytes_get_size (bytes);
  copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
  ((char *) memmem (copy, size, "bytes", 5))[0] = 'B';
  g_bytes_unref (bytes);
  bytes = g_bytes_new (copy, size);
  read = hecha_bundle_read (bytes, "x.zip", NULL);
  if (read)
    {
      g_autofree char *other = hecha_bundle_digest (read);

      g_assert_cmpstr (other, !=, digest);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle/round-trip", test_round_trip);
  g_test_add_func ("/bundle/refused", test_refused);
  g_test_add_func ("/bundle/load", test_load);
  g_test_add_func ("/bundle/damaged", test_damaged);
  g_test_add_func ("/bundle/changed", test_changed);
  return g_test_run ();
}

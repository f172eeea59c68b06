/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "range-digest.h"

#include "fixture.h"

static const char *const bodies[] = { "<< /Type /Catalog >>", "(what is signed)", NULL };

/* GLib's checksum of the same bytes. */
static void
assert_digest (GBytes           *digest,
               GString          *text,
               GChecksumType     type,
               gsize             gap,
               gsize             resume,
               gsize             end)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (type);
  guint8 expected[64];
  gsize size = sizeof expected;

  g_checksum_update (checksum, (const guchar *) text->str, (gssize) gap);
  g_checksum_update (checksum, (const guchar *) text->str + resume, (gssize) (end - resume));
  g_checksum_get_digest (checksum, expected, &size);
  g_assert_nonnull (digest);
  g_assert_cmpmem (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest), expected, size);
}

/* In the order of the ranges, and out of it. */
static void
test_ranges (void)
{
  static const struct
  {
    const char *algorithm;
    GChecksumType type;
    gsize gap;
    gsize resume;
    gsize end;
  } table[] = {
    { "SHA256", G_CHECKSUM_SHA256, 20, 40, 60 }, { "SHA256", G_CHECKSUM_SHA256, 50, 60, 100 },
    { "SHA256", G_CHECKSUM_SHA256, 50, 50, 50 }, { "SHA512", G_CHECKSUM_SHA512, 60, 70, 100 },
    { "SHA384", G_CHECKSUM_SHA384, 10, 20, 21 }, { "SHA256", G_CHECKSUM_SHA256, 5, 6, 100 },
    { "SHA256", G_CHECKSUM_SHA256, 0, 100, 100 },
  };
  g_autoptr(GString) text = fixture_write_pdf (bodies, "");
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_new (bytes, NULL);
  HechaRangeDigest *digests = hecha_range_digest_new (file);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GBytes) digest = hecha_range_digest_compute (digests, table[i].algorithm, table[i].gap, table[i].resume,
                                                             table[i].end, NULL);

      assert_digest (digest, text, table[i].type, table[i].gap, table[i].resume, table[i].end);
    }
  hecha_range_digest_free (digests);
}

/* What is to follow the file counts, whatever was asked before. */
static void
test_extend (void)
{
  g_autoptr(GString) text = fixture_write_pdf (bodies, ""), longer = g_string_new_len (text->str, (gssize) text->len);
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_new (bytes, NULL);
  HechaRangeDigest *digests = hecha_range_digest_new (file);

  g_string_append (longer, "first, then second");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GBytes) between = hecha_range_digest_compute (digests, i == 1 ? "SHA512" : "SHA256", 10, 20, 30, NULL);
      g_autoptr(GBytes) both = hecha_range_digest_extend (digests, "first, ", 7, "then second", 11);
      g_autoptr(GBytes) one = hecha_range_digest_extend (digests, "first, then second", 18, NULL, 0);

      g_assert_nonnull (between);
      assert_digest (both, longer, G_CHECKSUM_SHA256, 0, 0, longer->len);
      g_assert_true (g_bytes_equal (both, one));
    }
  hecha_range_digest_free (digests);
}

/* Larger than what is read at once, and mapped: pages are given back meanwhile. */
static void
test_large (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GString) stream = g_string_new ("<< /Length 9000000 >>\nstream\n"), text = NULL;
  const char *large[] = { "<< /Type /Catalog >>", NULL, NULL };
  g_autofree char *path = fixture_path (fixture, "large.pdf");
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  /* Chunks have 4 MiB: before, at and behind their ends, forwards and backwards. */
  static const gsize gaps[] = { 4500000, 8500000, 4194304, 4194303, 8388608, 100, 8999000, 4194305 };
  g_autofree char *whole = NULL, *expected = NULL;
  HechaRangeDigest *digests;

  for (guint i = 0; i < 9000000; i++)
    g_string_append_c (stream, (char) ('a' + i % 23));
  g_string_append (stream, "\nendstream");
  large[1] = stream->str;
  text = fixture_write_pdf (large, "");
  fixture_write (fixture, "large.pdf", text->str, text->len);
  file = hecha_pdf_file_open (path, NULL);
  digests = hecha_range_digest_new (file);
  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_range_digest_compute (digests, "SHA256", 4500000, 4600000, text->len, cancellable));
  g_assert_null (hecha_range_digest_whole (digests, cancellable));
  whole = hecha_range_digest_whole (digests, NULL);
  expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->str, text->len);
  g_assert_cmpstr (whole, ==, expected);
  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    {
      gsize gap = gaps[i];
      g_autoptr(GBytes) digest = hecha_range_digest_compute (digests, "SHA256", gap, gap + 9, text->len, NULL);

      assert_digest (digest, text, G_CHECKSUM_SHA256, gap, gap + 9, text->len);
    }
  hecha_range_digest_free (digests);
}

static void
test_same (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GString) text = fixture_write_pdf (bodies, "");
  g_autofree char *path = fixture_path (fixture, "one.pdf"), *other = fixture_path (fixture, "other.pdf");
  g_autofree char *nowhere = fixture_path (fixture, "nowhere");
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(HechaRangeDigest) digests = NULL;

  fixture_write (fixture, "one.pdf", text->str, text->len);
  file = hecha_pdf_file_open (path, NULL);
  digests = hecha_range_digest_new (file);
  fixture_write (fixture, "other.pdf", text->str, text->len);
  g_assert_true (hecha_range_digest_is_same (digests, other));
  fixture_write (fixture, "other.pdf", text->str, text->len - 1);
  g_assert_false (hecha_range_digest_is_same (digests, other));
  g_string_append_c (text, '\n');
  fixture_write (fixture, "other.pdf", text->str, text->len);
  g_assert_false (hecha_range_digest_is_same (digests, other));
  text->str[text->len - 2] ^= 1;
  fixture_write (fixture, "other.pdf", text->str, text->len - 1);
  g_assert_false (hecha_range_digest_is_same (digests, other));
  g_assert_false (hecha_range_digest_is_same (digests, nowhere));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/range-digest/ranges", test_ranges);
  g_test_add_func ("/range-digest/extend", test_extend);
  g_test_add_func ("/range-digest/large", test_large);
  g_test_add_func ("/range-digest/same", test_same);
  return g_test_run ();
}

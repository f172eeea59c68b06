/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "table-text.h"
#include "text-input.h"

#include <fcntl.h>
#include <unistd.h>

static HechaTextInput *
open_bytes (const void *bytes,
            gssize      size,
            int        *fd)
{
  char *path = write_temp ("t.txt", bytes, size);
  HechaTextInput *input;

  *fd = open (path, O_RDONLY | O_CLOEXEC);
  remove_temp (path);
  input = hecha_text_input_new (*fd, "t.txt", NULL, NULL);
  g_assert_nonnull (input);
  return input;
}

/* 示例 in each encoding; the UTF-8 of 示例 with one broken byte stays UTF-8. */
static void
test_detect (void)
{
  static const struct { const char *bytes; gssize size; const char *encoding; } rows[] = {
    { "abc", 3, "UTF-8" }, { "", 0, "UTF-8" }, { "\xe7\xa4\xba\xe4\xbe\x8b", 6, "UTF-8" }, { "\xef\xbb\xbf\xff", 4, "UTF-8" },
    { "\xe7\xa4\xba\xe4\xbe\x8b\xe7\xa4\xba\xff", 10, "UTF-8" }, { "\xca\xbe\xc0\xfd", 4, "GB18030" },
    { "\xff\xfe" "a", 3, "UTF-16LE" }, { "\xfe\xff", 2, "UTF-16BE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int fd;
      g_autoptr(HechaTextInput) input = open_bytes (rows[i].bytes, rows[i].size, &fd);

      g_assert_cmpstr (hecha_text_input_encoding (input), ==, rows[i].encoding);
      close (fd);
    }
}

/* Text beyond ASCII that begins late in the file. */
static void
test_late (void)
{
  g_autofree char *ascii = g_strnfill (300000, 'a');
  g_autofree char *bytes = g_strconcat (ascii, "\xca\xbe\xc0\xfd", NULL);
  g_autoptr(GString) out = g_string_new (NULL);
  int fd;
  g_autoptr(HechaTextInput) input = open_bytes (bytes, -1, &fd);
  char room[16];
  gssize n;

  while ((n = hecha_text_input_read (input, room, sizeof room, NULL)) > 0)
    g_string_append_len (out, room, n);
  g_assert_cmpint (n, ==, 0);
  g_assert_true (hecha_text_input_check (input, 1, NULL));
  g_assert_cmpuint (hecha_text_input_offset (input), ==, 300004);
  g_assert_cmpstr (out->str + 300000, ==, "示例");
  close (fd);
}

static void
test_broken (void)
{
  int fd;
  g_autoptr(HechaTextInput) input = open_bytes ("ab\xffgh", 5, &fd);
  g_autoptr(GError) error = NULL;
  char room[16];

  g_assert_cmpint (hecha_text_input_read (input, room, sizeof room, NULL), ==, 2);
  g_assert_cmpint (hecha_text_input_read (input, room, sizeof room, NULL), ==, 0);
  g_assert_false (hecha_text_input_check (input, 9, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "t.txt, row 9: byte 2 (0xFF) is not valid GB18030");
  close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/text-input/detect", test_detect);
  g_test_add_func ("/text-input/late", test_late);
  g_test_add_func ("/text-input/broken", test_broken);
  return g_test_run ();
}

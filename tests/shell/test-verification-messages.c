/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals-private.h"

#include "fixture.h"

#include <glib/gi18n.h>
#include <string.h>

/* Values that are no other message and no name of a field. */
static const char *const values[] = { "11", "22 22", "“33”", "/44" };

/* @text with the values in their order, or by their numbers. */
static char *
filled (const char *text)
{
  g_autoptr(GString) out = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%%%u$s", i + 1);

      if (!g_string_replace (out, numbered, values[i], 1))
        g_string_replace (out, "%s", values[i], 1);
    }
  return g_strdup (out->str);
}

/* Each sentence has Chinese words of its own, with its values: none is taken for another one that
 * begins and ends alike. */
static void
test_each (void)
{
  for (guint i = 0; hecha_verification_messages[i]; i++)
    {
      const char *message = hecha_verification_messages[i];
      g_autofree char *said = filled (message), *expected = NULL, *words = NULL, *same = NULL;

      fixture_language ("zh_CN");
      g_assert_cmpstr (_(message), !=, message);
      expected = filled (_(message));
      words = hecha_refusal_words (said);
      g_assert_cmpstr (words, ==, expected);
      fixture_language ("en");
      same = hecha_refusal_words (said);
      g_assert_cmpstr (same, ==, said);
    }
}

/* Sentences within sentences, places, fields and several of them. */
static void
test_within (void)
{
  static const struct { const char *message, *words; } table[] = {
    { "After this signature: The field \"reviewed\" was changed.", "此签名之后：“审核”被改动。" },
    { "After this signature: Object 12 of type Page was changed.", "此签名之后：Page 类型的对象 12 被改动。" },
    { "Signatures that are missing: reviewed, approved.", "缺少的签名：审核、批准。" },
    { "The time stamp beside the signature: The time stamp is one of other bytes.", "签名旁的时间戳：时间戳对应的是其他字节。" },
    { "The signed bytes are not a whole revision of the file: byte 17: a name is too long",
      "所签字节不是文件的一个完整修订：第 17 字节处：名称过长" },
    { "/tmp/报告.pdf: object 12: byte 345: a name is too long", "/tmp/报告.pdf: 对象 12：第 345 字节处：名称过长" },
    { "byte 9.pdf: byte 17: a hybrid file, which has two readings", "byte 9.pdf: 第 17 字节处：混合文件，可作两种解读" },
    { "An annotation of the kind Text was added to page 2.", "第 2 页添加了 Text 类型的批注。" },
    { "The field \"timestamp-1\" was time-stamped.", "“整个文件的时间戳”已加盖时间戳。" },
  };

  fixture_language ("zh_CN");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = hecha_refusal_words (table[i].message);

      g_assert_cmpstr (words, ==, table[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/verification-messages/each", test_each);
  g_test_add_func ("/verification-messages/within", test_within);
  return g_test_run ();
}

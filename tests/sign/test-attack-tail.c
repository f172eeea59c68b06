/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is added after the last signature, so that nobody signs for it. */
#include "attack.h"

#include <string.h>

static Attack *attack;

/* @name with the newest object around @marker written anew, @to in place of @marker. */
static GString *
write_anew (const char *name,
            const char *marker,
            const char *to)
{
  GString *data = attack_load (attack, name);
  guint number = object_around (data, find_last (data, marker));
  g_autofree char *text = object_text (data, number);

  replace_text (&text, marker, to);
  update_object (data, number, text);
  return data;
}

/* Harmless as it may be; a file of others is judged by what it says alone. */
static void
test_harmless (void)
{
  static const struct { const char *marker, *to, *ours, *others; } rows[] = {
    { "/Type /Pages", "/Type /Pages", "last-revision", "" },
    { "/SigFlags 3", "/SigFlags 1", "last-revision", "" },
    { "/Producer", "/ModDate (D:20270101000000Z) /Producer", "last-revision", "" },
    { "/Producer", "/ModDate (D:Withdrawn) /Producer", "later-changes", "later-changes" },
    { "/Producer", "/ModDate /Withdrawn /Producer", "later-changes", "later-changes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) data = write_anew ("s2.pdf", rows[i].marker, rows[i].to);

      attack_expect_of_ours (attack, rows[i].to, data, "changed", rows[i].ours);
      attack_expect (attack, rows[i].to, data, *rows[i].others ? "changed" : "valid", rows[i].others);
    }
}

/* A time stamp proves when it was there, and not who agrees with it. */
static void
test_stamped (void)
{
  g_autoptr(GString) data = write_anew ("s2.pdf", "/Type /Pages", "/Type /Pages"), stamped = NULL, good = NULL;

  attack_store (attack, "anew.pdf", data);
  attack_stamp (attack, "anew.pdf", "stamped.pdf");
  stamped = attack_load (attack, "stamped.pdf");
  attack_expect_of_ours (attack, "stamped all the same", stamped, "changed", "last-revision");
  attack_stamp (attack, "s2.pdf", "good.pdf");
  good = attack_load (attack, "good.pdf");
  attack_expect_of_ours (attack, "a stamp alone", good, "valid", "");
}

/* What follows a signature is fine where the next one covers it. */
static void
test_adopted (void)
{
  g_autoptr(GString) data = write_anew ("s1.pdf", "/Type /Pages", "/Type /Pages"), adopted = NULL;

  attack_store (attack, "anew.pdf", data);
  attack_sign (attack, "anew.pdf", "adopted.pdf", "p256", "reviewed");
  adopted = attack_load (attack, "adopted.pdf");
  attack_expect_of_ours (attack, "signed for by the next", adopted, "valid", "");
}

/* A text is filled in, and its field says so. */
static void
test_text (void)
{
  g_autoptr(GString) data = write_anew ("s1.pdf", "/T (remark)", "/T (remark) /V (agreed)");
  g_autoptr(GString) stamped = NULL, adopted = NULL, locked = NULL;

  attack_expect_of_ours (attack, "nobody signed", data, "changed", "signed-texts");
  attack_store (attack, "filled.pdf", data);
  attack_stamp (attack, "filled.pdf", "stamped.pdf");
  stamped = attack_load (attack, "stamped.pdf");
  attack_expect_of_ours (attack, "stamped all the same", stamped, "changed", "signed-texts");
  /* A form that somebody hands out may be filled in by whom the certification lets. */
  attack_expect (attack, "a form", data, "valid", "");
  /* Who signs afterwards signs for it. */
  attack_sign (attack, "filled.pdf", "adopted.pdf", "p256", "reviewed");
  adopted = attack_load (attack, "adopted.pdf");
  attack_expect_of_ours (attack, "signed for by the next", adopted, "valid", "");
  attack_sign (attack, "s1.pdf", "locked.pdf", "p256", "witness");
  locked = write_anew ("locked.pdf", "/T (remark)", "/T (remark) /V (agreed)");
  attack_expect (attack, "a locked text", locked, "changed", "field-locks");
}

static gboolean
is_asked (const HechaVerification *verification)
{
  for (guint i = 0; i < verification->checks->len; i++)
    if (g_str_equal (((HechaVerificationCheck *) verification->checks->pdata[i])->name, "last-revision"))
      return TRUE;
  return FALSE;
}

/* Nothing is said that was not asked: of a file of others, and where it cannot be known what the last one signed. */
static void
test_not_asked (void)
{
  g_autoptr(GString) good = attack_load (attack, "s2.pdf");
  g_autoptr(GString) anew = write_anew ("s2.pdf", "/Type /Pages", "/Type /Pages");
  g_autoptr(GString) torn = write_anew ("s2.pdf", "/ByteRange [0 ", "/ByteRange [0 9 ");
  g_autoptr(HechaVerification) ours = attack_verify_of_ours (attack, good), others = attack_verify (attack, anew);
  g_autoptr(HechaVerification) broken = attack_verify_of_ours (attack, torn);

  g_assert_true (is_asked (ours));
  g_assert_false (is_asked (others));
  g_assert_cmpint (broken->verdict, ==, HECHA_FILE_BROKEN);
  g_assert_false (is_asked (broken));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  attack = attack_new ();
  g_test_add_func ("/attack/tail/harmless", test_harmless);
  g_test_add_func ("/attack/tail/stamped", test_stamped);
  g_test_add_func ("/attack/tail/adopted", test_adopted);
  g_test_add_func ("/attack/tail/text", test_text);
  g_test_add_func ("/attack/tail/not-asked", test_not_asked);
  status = g_test_run ();
  attack_free (attack);
  return status;
}

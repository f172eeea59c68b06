/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence.h"

#include "digest.h"

static void
test_round_trip (void)
{
  g_autofree char *digest = hecha_sha256_hex ("x", 1);
  g_autoptr(HechaEvidence) evidence = hecha_evidence_new (digest, 5000000000, "阀门.jpg"), copy = NULL;

  evidence->media_type = g_strdup ("image/jpeg");
  g_ptr_array_add (evidence->items, g_strdup ("i"));
  copy = hecha_evidence_copy (evidence);
  g_assert_cmpuint (copy->size, ==, 5000000000);
  g_assert_cmpstr (copy->sha256, ==, digest);
  g_assert_cmpstr (copy->name, ==, "阀门.jpg");
  g_assert_true (hecha_evidence_is_picture (copy));
  g_assert_true (hecha_evidence_is_for (copy, "i"));
  g_assert_false (hecha_evidence_is_for (copy, "j"));
}

/* A digest becomes a path in the vault: what is none is not let in. */
static void
test_refused (void)
{
  static const char *const digests[] = { "", "../../etc/passwd", "ABCDEF" };

  for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
    {
      g_autoptr(HechaEvidence) evidence = hecha_evidence_new (digests[i], 1, "n");
      g_autoptr(JsonObject) object = hecha_evidence_to_json (evidence);

      g_assert_null (hecha_evidence_from_json (object));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/evidence/round-trip", test_round_trip);
  g_test_add_func ("/evidence/refused", test_refused);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "evidence-store.h"

static Place place;

static void
set_evidence (const char *scope,
              const char *uuid,
              const char *digest,
              const char *withdrawn)
{
  g_autoptr(HechaEvidence) evidence = hecha_evidence_new (digest, 5, "照片.jpg");
  g_autoptr(JsonObject) payload = NULL;
  g_autofree char *subject = g_strconcat ("evidence/", uuid, NULL);

  g_free (evidence->uuid);
  evidence->uuid = g_strdup (uuid);
  evidence->withdrawn = g_strdup (withdrawn);
  payload = hecha_evidence_to_json (evidence);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_EVIDENCE_SET, subject, payload));
}

static void
test_uses (void)
{
  g_autofree char *device = device_id (1), *one = case_uuid (1), *two = case_uuid (2);
  g_autofree char *first = hecha_scope_of_case (one), *second = hecha_scope_of_case (two);
  g_autofree char *a = case_uuid (11), *b = case_uuid (12), *shared = device_id (20), *own = device_id (21);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) uses = NULL, list = NULL;
  g_autoptr(HechaEvidence) found = NULL, missing = NULL;
  g_auto(GStrv) all = NULL, left = NULL;

  place_open (&place, device);
  set_evidence (first, a, shared, NULL);
  set_evidence (second, a, shared, NULL);
  set_evidence (first, b, own, NULL);
  all = hecha_evidence_store_digests (place.db, &error);
  g_assert_cmpuint (g_strv_length (all), ==, 2);
  set_evidence (first, a, shared, "个人信息");
  set_evidence (first, b, own, "个人信息");
  uses = hecha_evidence_store_uses (place.db, shared, &error);
  g_assert_cmpuint (uses->len, ==, 2);
  g_assert_true (((HechaEvidenceUse *) uses->pdata[0])->withdrawn);
  g_assert_false (((HechaEvidenceUse *) uses->pdata[1])->withdrawn);
  left = hecha_evidence_store_digests (place.db, &error);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  g_assert_cmpstr (left[0], ==, shared);
  list = hecha_evidence_store_list (place.db, one, &error);
  g_assert_cmpuint (list->len, ==, 2);
  found = hecha_evidence_store_get (place.db, one, a, &error);
  g_assert_cmpstr (found->withdrawn, ==, "个人信息");
  missing = hecha_evidence_store_get (place.db, two, b, &error);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/evidence-store/uses", test_uses);
  return g_test_run ();
}

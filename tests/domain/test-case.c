/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case.h"

static HechaCase *
sample (void)
{
  HechaVisit *visit = hecha_visit_new (HECHA_PROCEDURE_EVALUATION);
  HechaCase *self = hecha_case_new (visit);

  return self;
}

static void
sign (HechaCase  *self,
      const char *field)
{
  HechaSigning *signing = hecha_signing_new ();

  signing->field = g_strdup (field);
  g_ptr_array_add (self->signings, signing);
}

static void
test_state (void)
{
  g_autoptr(HechaCase) self = sample ();

  g_assert_cmpint (hecha_case_compute_state (self), ==, HECHA_VISIT_PLANNED);
  hecha_answers_put (self->answers, hecha_answer_new ("i", NULL, 1, HECHA_ANSWER_STEP, "yes"));
  g_assert_cmpint (hecha_case_compute_state (self), ==, HECHA_VISIT_ON_SITE);
  self->frozen = TRUE;
  g_assert_cmpint (hecha_case_compute_state (self), ==, HECHA_VISIT_TO_SIGN);
  sign (self, "prepared");
  sign (self, "reviewed");
  g_assert_cmpint (hecha_case_compute_state (self), ==, HECHA_VISIT_TO_SIGN);
  sign (self, "approved");
  g_assert_cmpint (hecha_case_compute_state (self), ==, HECHA_VISIT_ISSUED);
  self->decision = hecha_decision_new (TRUE, NULL);
  g_assert_cmpint (hecha_case_compute_state (self), ==, HECHA_VISIT_APPROVED);
  self->decision->approve = FALSE;
  g_assert_cmpint (hecha_case_compute_state (self), ==, HECHA_VISIT_RETURNED);
}

static void
test_lookups (void)
{
  g_autoptr(HechaCase) self = sample ();
  HechaObject *plc = hecha_object_new ("control-device", "PLC-07");
  HechaEvidence *photo = hecha_evidence_new ("00", 1, "a.jpg");
  g_autoptr(GPtrArray) findings = NULL, evidence = NULL, none = NULL;

  g_ptr_array_add (self->objects, plc);
  g_ptr_array_add (self->findings, hecha_finding_new ("i", "found"));
  g_ptr_array_add (photo->items, g_strdup ("i"));
  g_ptr_array_add (self->evidence, photo);
  g_assert_true (hecha_case_object (self, "PLC-07") == plc);
  g_assert_true (hecha_case_object (self, plc->uuid) == plc);
  g_assert_null (hecha_case_object (self, "HMI"));
  g_assert_null (hecha_case_object (self, NULL));
  findings = hecha_case_findings (self, "i");
  evidence = hecha_case_evidence (self, "i");
  none = hecha_case_evidence (self, "j");
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (evidence->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/case/state", test_state);
  g_test_add_func ("/case/lookups", test_lookups);
  return g_test_run ();
}

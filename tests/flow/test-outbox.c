/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"

static void
test_noted (void)
{
  g_autoptr(Sides) self = sides_new ();
  HechaSession *session = self->sender->session;
  g_autofree char *open = workspace_plan_of (self->sender, WORKSPACE_TWO_SITES, 1u << HECHA_TYPE_CONNECTED,
                                             HECHA_PROCEDURE_EVALUATION, workspace_team, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) before = hecha_hand_over_outbox (session, NULL);
  HechaOutboxRow *row;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_false (hecha_hand_over_queue (session, open, "office", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_hand_over_queue (session, self->uuid, "office", &error));
  g_assert_true (hecha_hand_over_queue (session, self->uuid, "office", &error));
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "waiting");
  g_assert_cmpuint (row->arrived, ==, 0);
  g_assert_cmpuint (row->total, ==, 4);    /* two files of evidence, the report, the chain */
  g_assert_cmpuint (row->attempts, ==, 0);
  g_assert_null (row->receipt);
  hecha_outbox_row_free (row);
}

/* What was told is not told again; what happens to the report later is. */
static void
test_told (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) first = NULL, second = NULL;
  g_autoptr(GError) error = NULL;
  HechaOutboxRow *row;

  first = sides_push (self->sender);
  sides_clean (first);
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "sent");
  g_assert_cmpuint (row->arrived, ==, row->total);
  hecha_outbox_row_free (row);
  g_assert_false (hecha_hand_over_queue (self->sender->session, self->uuid, "office", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_issue_reopen (self->sender->session, self->uuid, "补充", &error));
  hecha_issued_report_free (workspace_issue (self->sender, self->uuid));
  g_assert_true (hecha_hand_over_queue (self->sender->session, self->uuid, "office", &error));
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "waiting");
  g_assert_cmpuint (row->arrived, ==, 4);
  g_assert_cmpuint (row->total, ==, 6);    /* one report more, and the rest of the chain */
  hecha_outbox_row_free (row);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/outbox/noted", test_noted);
  g_test_add_func ("/flow/outbox/told", test_told);
  return g_test_run ();
}

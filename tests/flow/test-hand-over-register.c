/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"
#include "exchange.h"
#include "filing-desk.h"
#include "rectification.h"

#include <string.h>

#define TYPE HECHA_TYPE_CONNECTED

/* Two laptops of one authority, of which the second admitted the first. */
static Workspace *
colleague_of (Sides     *self,
              Workspace *first)
{
  Workspace *second = sides_join (self, HECHA_HOLDER_INDUSTRY, "某省工信厅");
  g_autoptr(HechaExchange) sent = NULL, got = NULL;
  g_autoptr(GError) error = NULL;

  sent = sides_push (first);
  got = sides_pull (second);
  g_assert_cmpuint (got->devices->len, >=, 1);
  hecha_hand_over_admit (second->session, hecha_session_get_device (first->session), &error);
  g_assert_no_error (error);
  return second;
}

static void
begin (Workspace *workspace)
{
  g_autoptr(GError) error = NULL;

  hecha_filing_desk_begin (workspace->session, WORKSPACE_CODE, TYPE, NULL, &error);
  g_assert_no_error (error);
}

static void
judge (Workspace    *workspace,
       HechaOpinion  fourth)
{
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    g_assert_true (hecha_filing_desk_judge (workspace->session, WORKSPACE_CODE, TYPE, i,
                                            i == 3 ? fourth : HECHA_OPINION_AGREED, 0, NULL, NULL));
}

static HechaFilingSheet *
sheet_of (Workspace *workspace)
{
  g_autoptr(GError) error = NULL;
  HechaFilingSheet *sheet = hecha_filing_desk_load (workspace->session, WORKSPACE_CODE, TYPE, HECHA_LANGUAGE_ZH, &error);

  g_assert_no_error (error);
  return sheet;
}

/* How many notices lie in the inbox, of all its days. */
static guint
count_notices (Sides *self)
{
  g_autofree char *path = sides_path (self, "inbox");
  g_autoptr(GDir) days = g_dir_open (path, 0, NULL);
  const char *day;
  guint n = 0;

  g_assert_nonnull (days);
  while ((day = g_dir_read_name (days)))
    {
      g_autofree char *folder = g_build_filename (path, day, NULL);
      g_autoptr(GDir) notices = g_dir_open (folder, 0, NULL);

      g_assert_nonnull (notices);
      while (g_dir_read_name (notices))
        n++;
    }
  return n;
}

/* A verification that one laptop began goes on at the other, and its notice comes with it. */
static void
test_verification (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(Workspace) first = sides_join (self, HECHA_HOLDER_INDUSTRY, "某省工信厅"), second = NULL;
  g_autoptr(HechaExchange) sent = NULL, got = NULL, again = NULL, back = NULL;
  g_autoptr(HechaFilingSheet) begun = NULL, decided = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *notice = NULL, *path = NULL;
  g_autofree char *handed = NULL, *copy = NULL, *text = NULL;
  const char *paths[] = { NULL, NULL };
  g_autoptr(GPtrArray) rows = NULL;
  guint told;

  workspace_import (first);
  begin (first);
  second = colleague_of (self, first);
  workspace_import (second);
  begun = sheet_of (second);
  g_assert_cmpuint (begun->check->rounds->len, ==, 1);

  judge (first, HECHA_OPINION_DOUBTED);
  notice = hecha_filing_desk_decide (first->session, WORKSPACE_CODE, TYPE, HECHA_FILING_CORRECT, NULL, HECHA_LANGUAGE_ZH, &error);
  g_assert_no_error (error);
  fixture_write (first->files, "定级报告.txt", "what was handed in", 18);
  paths[0] = handed = fixture_path (first->files, "定级报告.txt");
  g_assert_true (hecha_filing_desk_attach (first->session, WORKSPACE_CODE, TYPE, paths, NULL, &error));
  sent = sides_push (first);
  sides_clean (sent);
  g_assert_cmpuint (sent->sent, ==, 3);
  got = sides_pull (second);
  sides_clean (got);
  decided = sheet_of (second);
  g_assert_cmpint (hecha_filing_check_round (decided->check)->decision, ==, HECHA_FILING_CORRECT);
  g_assert_cmpint (hecha_filing_check_state (decided->check), ==, HECHA_FILING_CORRECTING);
  path = fixture_path (second->files, "notice.pdf");
  g_assert_true (hecha_filing_desk_save (second->session, notice, path, &error));
  /* What the enterprise handed in is there too. */
  g_assert_cmpuint (decided->check->evidence->len, ==, 1);
  copy = fixture_path (second->files, "copy");
  g_assert_true (hecha_filing_desk_save (second->session, ((HechaEvidence *) decided->check->evidence->pdata[0])->sha256, copy,
                                           &error));
  g_assert_true (g_file_get_contents (copy, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "what was handed in");

  /* Said once: another push sends nothing, another pull finds nothing. */
  told = count_notices (self);
  again = sides_push (first);
  g_assert_cmpuint (again->sent, ==, 0);
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpuint (count_notices (self), ==, told);
  back = sides_pull (second);
  g_assert_cmpuint (back->entries, ==, 0);
  rows = hecha_hand_over_outbox (first->session, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((HechaOutboxRow *) rows->pdata[0])->number, ==, WORKSPACE_CODE);
  g_assert_cmpstr (((HechaOutboxRow *) rows->pdata[0])->enterprise, ==, WORKSPACE_NAME);
  g_assert_cmpstr (((HechaOutboxRow *) rows->pdata[0])->state, ==, "sent");
}

/* What two of them said without seeing each other is a conflict, not a loss. */
static void
test_conflict (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(Workspace) first = sides_join (self, HECHA_HOLDER_INDUSTRY, "某省工信厅"), second = NULL;
  g_autoptr(HechaExchange) sent = NULL, got = NULL;
  g_autoptr(HechaFilingSheet) sheet = NULL;

  workspace_import (first);
  begin (first);
  second = colleague_of (self, first);
  workspace_import (second);
  judge (first, HECHA_OPINION_AGREED);
  judge (second, HECHA_OPINION_DOUBTED);
  sent = sides_push (first);
  got = sides_pull (second);
  sheet = sheet_of (second);
  g_assert_true (sheet->conflict);
}

/* What somebody says whom nobody admitted changes no register. */
static void
test_stranger (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(Workspace) first = sides_join (self, HECHA_HOLDER_INDUSTRY, "别的厅");
  g_autoptr(HechaExchange) sent = NULL, got = NULL;
  g_autoptr(HechaFilingSheet) before = NULL, after = NULL;
  g_autoptr(GError) error = NULL;

  workspace_import (first);
  workspace_import (self->office);
  begin (first);
  sent = sides_push (first);
  got = sides_pull (self->office);
  sides_clean (got);
  g_assert_true (g_ptr_array_find_with_equal_func (got->devices, hecha_session_get_device (first->session), g_str_equal, NULL));
  before = sheet_of (self->office);
  g_assert_cmpuint (before->check->rounds->len, ==, 0);
  hecha_hand_over_admit (self->office->session, hecha_session_get_device (first->session), &error);
  g_assert_no_error (error);
  after = sheet_of (self->office);
  g_assert_cmpuint (after->check->rounds->len, ==, 1);
}

static HechaRectificationRow *
only_row (Workspace *workspace)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_rectification_list (workspace->session, HECHA_LANGUAGE_ZH, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 0);
  return g_ptr_array_steal_index (rows, 0);
}

/* A re-check at the office comes to who inspected, with the evidence of the cure. */
static void
test_recheck (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) handed = sides_push (self->sender), taken = sides_pull (self->office), sent = NULL, got = NULL;
  HechaRectificationRow *open = only_row (self->office), *cured;
  g_autofree char *photo = fixture_path (self->office->files, "cure.txt");
  const char *const paths[] = { photo, NULL };
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(GError) error = NULL;
  const HechaRecheck *recheck;
  const HechaEvidence *evidence;

  sides_clean (handed);
  g_assert_cmpstr (open->state, !=, "cured");
  g_assert_true (g_file_set_contents (photo, "cured", -1, NULL));
  hecha_hand_over_admit (self->sender->session, hecha_session_get_device (self->office->session), NULL);
  hecha_rectification_recheck (self->office->session, open->finding_uuid, "cured", "已更换", paths, &error);
  g_assert_no_error (error);
  sent = sides_push (self->office);
  sides_clean (sent);
  got = sides_pull (self->sender);
  sides_clean (got);
  hecha_hand_over_admit (self->sender->session, hecha_session_get_device (self->office->session), &error);
  g_assert_no_error (error);
  history = hecha_rectification_history (self->sender->session, open->finding_uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 1);
  recheck = history->pdata[0];
  g_assert_cmpstr (recheck->state, ==, "cured");
  g_assert_cmpuint (recheck->evidence->len, ==, 1);
  evidence = recheck->evidence->pdata[0];
  {
    g_autoptr(HechaExchange) later = sides_pull (self->sender);

    sides_clean (later);
  }
  g_assert_true (hecha_vault_contains (hecha_session_get_vault (self->sender->session), evidence->sha256));
  cured = only_row (self->sender);
  hecha_rectification_row_free (open);
  hecha_rectification_row_free (cured);
}

/* A name in the inbox is believed for no more than a code. */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *scope;
  } rows[] = {
    { "register-91330100799655058B-00ff.json", "register:91330100799655058B" },
    { "register-91330100799655058B.json", NULL },
    { "register-../../etc/passwd-1.json", NULL },
    { "register-9133010079965505OB-00ff.json", NULL },
    { "register-", NULL },
    { "register-91330100-00ff.json", NULL },
    { "register-91330100799655058B2-00ff.json", NULL },
    { "91330100799655058B-1.json", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *scope = hecha_register_of_notice (rows[i].name);

      g_assert_cmpstr (scope, ==, rows[i].scope);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/hand-over-register/verification", test_verification);
  g_test_add_func ("/hand-over-register/conflict", test_conflict);
  g_test_add_func ("/hand-over-register/stranger", test_stranger);
  g_test_add_func ("/hand-over-register/recheck", test_recheck);
  g_test_add_func ("/hand-over-register/names", test_names);
  return g_test_run ();
}

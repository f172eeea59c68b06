/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signature-list.h"

#include "fixture.h"

static guint
count_buttons (GtkWidget *root)
{
  guint n = GTK_IS_BUTTON (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    n += count_buttons (child);
  return n;
}

static void
add_signing (HechaCase  *content,
             const char *field,
             const char *signer)
{
  HechaSigning *signing = g_new0 (HechaSigning, 1);

  signing->field = g_strdup (field);
  signing->signer = g_strdup (signer);
  signing->time = g_strdup ("2026-03-02T08:00:00Z");
  g_ptr_array_add (content->signings, signing);
}

/* Officers signed that the on-site person would not: that place says so, and waits for nobody. */
static void
test_refusal (void)
{
  g_autoptr(HechaSession) session = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GtkWidget) list = NULL;
  guint before;

  fixture_language ("en");
  session = fixture_session (HECHA_HOLDER_EVALUATION);
  uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_EN);
  content = hecha_inspect_load (session, uuid, NULL);
  content->visit->procedure = HECHA_PROCEDURE_INSPECTION;
  list = g_object_ref_sink (hecha_signature_list_new ());
  hecha_signature_list_set (HECHA_SIGNATURE_LIST (list), content, NULL, TRUE);
  before = count_buttons (list);
  add_signing (content, HECHA_FIELD_REFUSAL_OFFICER "1", "孙检查");
  add_signing (content, HECHA_FIELD_REFUSAL_OFFICER "2", "李检查");
  hecha_signature_list_set (HECHA_SIGNATURE_LIST (list), content, NULL, TRUE);
  g_assert_cmpuint (count_buttons (list), ==, before - 1);
  g_assert_nonnull (fixture_find (list, GTK_TYPE_LABEL, "Did not sign; witnessed by 孙检查, 李检查"));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/signature-list/refusal", test_refusal);
  return g_test_run ();
}

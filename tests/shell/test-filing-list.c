/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-list.h"

#include "fixture.h"

/* How often the fake reader was asked, and for how much at most; threads count. */
static int asked, largest;

static GPtrArray *
read_rows (HechaSession  *session,
           const gint64  *ids,
           guint          n,
           GError       **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_row_free);

  g_atomic_int_inc (&asked);
  if ((int) n > g_atomic_int_get (&largest))
    g_atomic_int_set (&largest, n);
  for (guint i = 0; i < n; i++)
    {
      HechaFilingRow *row = g_new0 (HechaFilingRow, 1);

      /* Number 7 was deleted meanwhile. */
      if (ids[i] == 7)
        {
          g_free (row);
          continue;
        }
      row->id = ids[i];
      row->filing = hecha_filing_new (HECHA_TYPE_PLATFORM, 2);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static GPtrArray *
fail_rows (HechaSession  *session,
           const gint64  *ids,
           guint          n,
           GError       **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no rows today");
  return NULL;
}

static GArray *
ids_new (gint64 first,
         guint  n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = first; id < first + n; id++)
    g_array_append_val (ids, id);
  return ids;
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u=%u ", position, removed, added, g_list_model_get_n_items (model));
}

static void
test_changes (void)
{
  g_autoptr(HechaFilingList) list = hecha_filing_list_new (read_rows);
  g_autoptr(GString) log = g_string_new (NULL);

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), log);
  hecha_filing_list_take_ids (list, ids_new (1, 5));
  hecha_filing_list_take_ids (list, ids_new (1, 5));
  hecha_filing_list_take_ids (list, ids_new (3, 250));
  hecha_filing_list_take_ids (list, ids_new (0, 0));
  hecha_filing_list_take_ids (list, ids_new (0, 0));
  g_assert_cmpstr (log->str, ==, "0-0+5=5 0-5+0=0 0-0+250=250 0-250+0=0 ");
}

static gboolean
has_row (gpointer data)
{
  return hecha_filing_item_get_row (data) != NULL;
}

static void
test_rows (void)
{
  g_autoptr(HechaFilingList) list = hecha_filing_list_new (read_rows);
  g_autoptr(HechaFilingItem) last = NULL;
  g_autoptr(HechaFilingItem) again = NULL;
  g_autoptr(HechaFilingItem) gone = NULL;
  g_autoptr(HechaFilingItem) after = NULL;

  hecha_filing_list_take_ids (list, ids_new (1, 250));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 250));
  last = g_list_model_get_item (G_LIST_MODEL (list), 249);
  g_assert_cmpint (hecha_filing_item_get_id (last), ==, 250);
  g_assert_null (hecha_filing_item_get_row (last));
  fixture_until (has_row, last);
  g_assert_cmpint (hecha_filing_item_get_row (last)->id, ==, 250);
  again = g_list_model_get_item (G_LIST_MODEL (list), 249);
  g_assert_true (again == last);
  gone = g_list_model_get_item (G_LIST_MODEL (list), 6);
  after = g_list_model_get_item (G_LIST_MODEL (list), 7);
  fixture_until (has_row, after);
  g_assert_null (hecha_filing_item_get_row (gone));
  g_assert_cmpint (hecha_filing_item_get_row (after)->id, ==, 8);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, hecha_filing_item_get_id (gtk_list_item_get_item (item)));

  gtk_list_item_set_child (item, gtk_label_new (text));
}

static gboolean
is_idle (gpointer data)
{
  return !g_main_context_pending (NULL);
}

/* 100,000 rows in a view: what is seen is read, and hardly more. */
static void
test_many (void)
{
  g_autoptr(HechaFilingList) list = hecha_filing_list_new (read_rows);
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view, *window;

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (list)))),
                            g_object_ref (factory));
  window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  window = fixture_window (window, 400, 600);
  g_atomic_int_set (&asked, 0);
  hecha_filing_list_take_ids (list, ids_new (1, 100000));
  fixture_settle ();
  fixture_until (is_idle, NULL);
  g_assert_cmpint (g_atomic_int_get (&asked), >, 0);
  g_assert_cmpint (g_atomic_int_get (&asked), <=, 8);
  hecha_filing_list_take_ids (list, ids_new (50000, 100000));
  fixture_settle ();
  fixture_until (is_idle, NULL);
  g_assert_cmpint (g_atomic_int_get (&asked), <=, 16);
  g_assert_cmpint (g_atomic_int_get (&largest), ==, HECHA_FILING_LIST_PAGE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
failed_cb (HechaFilingList *list,
           const GError    *error,
           char           **message)
{
  *message = g_strdup (error->message);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_failure (void)
{
  g_autoptr(HechaFilingList) list = hecha_filing_list_new (fail_rows);
  g_autoptr(HechaFilingItem) item = NULL;
  g_autofree char *message = NULL;

  g_signal_connect (list, "failed", G_CALLBACK (failed_cb), &message);
  hecha_filing_list_take_ids (list, ids_new (1, 3));
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  fixture_until (is_set, &message);
  g_assert_cmpstr (message, ==, "no rows today");
  g_assert_null (hecha_filing_item_get_row (item));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/filing-list/changes", test_changes);
  g_test_add_func ("/filing-list/rows", test_rows);
  g_test_add_func ("/filing-list/many", test_many);
  g_test_add_func ("/filing-list/failure", test_failure);
  return g_test_run ();
}

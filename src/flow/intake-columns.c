/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-columns.h"

#include "filing-store.h"
#include "session-private.h"

/**
 * hecha_intake_targets:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what a column can be
 */
const HechaIntakeTarget *
hecha_intake_targets (guint *n)
{
  static HechaIntakeTarget targets[HECHA_N_TARGETS];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < HECHA_N_TARGETS; i++)
        {
          targets[i].id = hecha_target_id (i);
          targets[i].label = *hecha_target_label (i);
        }
      g_once_init_leave (&ready, 1);
    }
  *n = HECHA_N_TARGETS;
  return targets;
}

/**
 * hecha_intake_headers:
 *
 * Returns: (transfer full): what each column is called: its header, its letters
 *   where it has none
 */
GStrv
hecha_intake_headers (HechaFilingTable *table)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < hecha_filing_table_n_columns (table); i++)
    {
      const char *header = hecha_filing_table_column (table, i)->header;
      char letters[4];

      hecha_column_letters (i, letters);
      g_strv_builder_add (builder, *header ? header : letters);
    }
  return g_strv_builder_end (builder);
}

/**
 * hecha_intake_targets_of:
 *
 * Returns: (transfer full): id of the target of each column
 */
GStrv
hecha_intake_targets_of (HechaFilingTable *table)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < hecha_filing_table_n_columns (table); i++)
    g_strv_builder_add (builder, hecha_target_id (hecha_filing_table_column (table, i)->target));
  return g_strv_builder_end (builder);
}

/* Of the headers that are the same, the first means the first. */
static int
find_column (const char *const *headers,
             const char *const *wanted,
             guint              index)
{
  guint before = 0;

  for (guint i = 0; i < index; i++)
    before += g_str_equal (wanted[i], wanted[index]);
  for (guint i = 0; headers[i]; i++)
    if (g_str_equal (headers[i], wanted[index]) && before-- == 0)
      return (int) i;
  return -1;
}

/**
 * hecha_intake_correct:
 * @choice: what some columns are
 * @used: (nullable) (array): set for each member of @choice->columns that is a
 *   column of @table
 *
 * Returns: whether any is
 */
gboolean
hecha_intake_correct (HechaFilingTable        *table,
                      const HechaIntakeChoice *choice,
                      gboolean                *used)
{
  g_auto(GStrv) headers = hecha_intake_headers (table);
  gboolean any = FALSE;

  for (guint i = 0; choice->columns && choice->columns[i]; i++)
    {
      int column = find_column ((const char *const *) headers, choice->columns, i), target;

      if (column < 0 || !hecha_target_from_id (choice->targets[i], &target))
        continue;
      hecha_filing_table_set_target (table, column, target);
      any = TRUE;
      if (used)
        used[i] = TRUE;
    }
  return any;
}

/* Memory: {"columns": [{"header": H, "target": T}, …]} */

static gboolean
load_mappings (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  GHashTable **mappings = data;

  *mappings = hecha_filing_store_mappings (hecha_journal_db (journal), error);
  return *mappings != NULL;
}

/**
 * hecha_intake_mappings:
 *
 * Returns: (transfer full) (nullable): what columns were corrected to in all
 *   registers so far, for hecha_intake_recall(); %NULL with an error where the
 *   workspace cannot be read
 */
GHashTable *
hecha_intake_mappings (HechaSession  *session,
                       GError       **error)
{
  GHashTable *mappings = NULL;

  hecha_session_work (session, load_mappings, &mappings, error);
  return mappings;
}

static void
apply_mapping (HechaFilingTable *table,
               const char       *mapping)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object (mapping, -1, "columns", NULL);
  JsonArray *columns = object ? hecha_json_array (object, "columns") : NULL;
  g_autoptr(GStrvBuilder) headers = g_strv_builder_new (), targets = g_strv_builder_new ();
  g_auto(GStrv) all_headers = NULL, all_targets = NULL;
  HechaIntakeChoice choice = { NULL };

  for (guint i = 0; columns && i < json_array_get_length (columns); i++)
    {
      JsonObject *column = hecha_json_element (columns, i);
      const char *header = column ? hecha_json_string (column, "header") : NULL;
      const char *target = column ? hecha_json_string (column, "target") : NULL;

      g_strv_builder_add (headers, header ? header : "");
      g_strv_builder_add (targets, target ? target : "");
    }
  choice.columns = (const char *const *) (all_headers = g_strv_builder_end (headers));
  choice.targets = (const char *const *) (all_targets = g_strv_builder_end (targets));
  hecha_intake_correct (table, &choice, NULL);
}

/* A register without headers is known by nothing. */
static gboolean
has_header (HechaFilingTable *table)
{
  for (guint i = 0; i < hecha_filing_table_n_columns (table); i++)
    if (*hecha_filing_table_column (table, i)->header)
      return TRUE;
  return FALSE;
}

/**
 * hecha_intake_recall:
 * @mappings: of hecha_intake_mappings()
 *
 * Takes the columns for what they were corrected to in a register with the
 * same headers, in whatever order.
 */
void
hecha_intake_recall (GHashTable       *mappings,
                     HechaFilingTable *table)
{
  g_auto(GStrv) headers = hecha_intake_headers (table);
  g_autofree char *digest = hecha_filing_headers_digest ((const char *const *) headers);
  const char *found = has_header (table) ? g_hash_table_lookup (mappings, digest) : NULL;

  if (found)
    apply_mapping (table, found);
}

/**
 * hecha_intake_memory_new:
 *
 * Returns: (transfer full) (nullable): what is to be remembered of @table;
 *   %NULL where it has no headers
 */
HechaIntakeMemory *
hecha_intake_memory_new (HechaFilingTable *table)
{
  g_auto(GStrv) targets = hecha_intake_targets_of (table);
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *columns = json_array_new ();
  HechaIntakeMemory *self;

  json_object_set_array_member (object, "columns", columns);
  if (!has_header (table))
    return NULL;
  self = g_new0 (HechaIntakeMemory, 1);
  self->headers = hecha_intake_headers (table);
  for (guint i = 0; targets[i]; i++)
    {
      JsonObject *column = json_object_new ();

      json_object_set_string_member (column, "header", self->headers[i]);
      json_object_set_string_member (column, "target", targets[i]);
      json_array_add_object_element (columns, column);
    }
  self->mapping = hecha_json_canonical_object (object);
  return self;
}

/**
 * hecha_intake_memory_save:
 * @time: RFC 3339
 *
 * Joins the running transaction.
 */
gboolean
hecha_intake_memory_save (const HechaIntakeMemory  *self,
                          HechaJournal             *journal,
                          const char               *time,
                          GError                  **error)
{
  return hecha_filing_store_remember (hecha_journal_db (journal), (const char *const *) self->headers, self->mapping, time,
                                      error);
}

void
hecha_intake_memory_free (HechaIntakeMemory *self)
{
  g_strfreev (self->headers);
  g_free (self->mapping);
  g_free (self);
}

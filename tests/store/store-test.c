/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"

#include "digest.h"
#include "journal-projection.h"
#include "migrations.h"

#include <glib/gstdio.h>
#include <string.h>

static gint64
still_now (gpointer data)
{
  return G_GINT64_CONSTANT (1769394600125000);
}

const HechaClock still_clock = { still_now, NULL };

void
remove_tree (const char *dir)
{
  g_autoptr(GDir) folder = g_dir_open (dir, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (dir));
}

void
place_reopen (Place      *place,
              const char *vfs)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (place->dir, "hecha.db", NULL);
  g_autofree char *device = place->journal ? g_strdup (hecha_journal_device (place->journal)) : NULL;

  g_clear_pointer (&place->journal, hecha_journal_free);
  g_clear_pointer (&place->db, hecha_db_close);
  place->db = hecha_db_open (path, vfs, &error);
  g_assert_no_error (error);
  hecha_db_migrate (place->db, &error);
  g_assert_no_error (error);
  if (device)
    place->journal = hecha_journal_new (place->db, device, "王检查", &still_clock);
}

void
place_open (Place      *place,
            const char *device)
{
  g_autoptr(GError) error = NULL;

  memset (place, 0, sizeof *place);
  place->dir = g_dir_make_tmp ("hecha-store-XXXXXX", &error);
  g_assert_no_error (error);
  place_reopen (place, NULL);
  place->journal = hecha_journal_new (place->db, device, "王检查", &still_clock);
}

void
place_close (Place *place)
{
  g_clear_pointer (&place->journal, hecha_journal_free);
  g_clear_pointer (&place->db, hecha_db_close);
  remove_tree (place->dir);
  g_free (place->dir);
}

char *
device_id (int number)
{
  g_autofree char *name = g_strdup_printf ("device %d", number);

  return hecha_sha256_hex (name, strlen (name));
}

char *
case_uuid (int number)
{
  return g_strdup_printf ("0c4e7a52-0000-4000-8000-%012d", number);
}

HechaVisit *
some_visit (const char *uuid,
            const char *number)
{
  HechaVisit *visit = hecha_visit_new (HECHA_PROCEDURE_EVALUATION);
  HechaScope *scope = hecha_scope_new (HECHA_TYPE_CONNECTED, 2);
  HechaFiling *filing = hecha_filing_new (HECHA_TYPE_CONNECTED, 2);

  g_free (visit->uuid);
  visit->uuid = g_strdup (uuid);
  visit->number = g_strdup (number);
  visit->holder = HECHA_HOLDER_EVALUATION;
  visit->unit = g_strdup ("某评测中心");
  visit->planned_on = g_strdup ("2026-03-02");
  scope->pack = g_strdup ("connected");
  scope->version = g_strdup ("1.0");
  scope->digest = g_strnfill (64, 'a');
  g_ptr_array_add (visit->scopes, scope);
  hecha_filing_set (filing, HECHA_FIELD_NAME, "江苏某某机械有限公司");
  hecha_filing_set (filing, HECHA_FIELD_CODE, "91320100MA1MTEST0X");
  g_ptr_array_add (visit->filings, filing);
  g_ptr_array_add (visit->members, hecha_member_new (HECHA_ROLE_LEAD, "王检查"));
  return visit;
}

HechaEvent *
answer_event (const char *scope,
              const char *item,
              int         step,
              const char *value)
{
  g_autoptr(HechaAnswer) answer = hecha_answer_new (item, NULL, step, HECHA_ANSWER_STEP, value);
  g_autofree char *subject = hecha_answer_subject (answer);
  g_autoptr(JsonObject) payload = json_object_new ();

  if (value)
    json_object_set_string_member (payload, "value", value);
  else
    json_object_set_null_member (payload, "value");
  return hecha_event_new (scope, HECHA_EVENT_ANSWER_SET, subject, payload);
}

HechaEvent *
course_event (const char     *scope,
              HechaEventKind  kind,
              const char     *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) payload = hecha_json_parse_object (json, -1, "payload", &error);

  g_assert_no_error (error);
  return hecha_event_new (scope, kind, "report", payload);
}

HechaEvent *
frozen_event (HechaJournal *journal,
              const char   *scope,
              int           revision)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) heads = hecha_journal_heads (journal, scope, &error);
  g_autoptr(JsonObject) payload = json_object_new ();
  JsonArray *array = json_array_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < heads->len; i++)
    {
      HechaHead *head = heads->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "device", head->device);
      json_object_set_int_member (object, "count", head->count);
      json_object_set_string_member (object, "hash", head->hash);
      json_array_add_object_element (array, object);
    }
  json_object_set_int_member (payload, "revision", revision);
  json_object_set_string_member (payload, "number", "R-2026-1");
  json_object_set_array_member (payload, "heads", array);
  return hecha_event_new (scope, HECHA_EVENT_FROZEN, "report", payload);
}

void
append_ok (Place      *place,
           HechaEvent *event)
{
  g_autoptr(GError) error = NULL;

  hecha_journal_append (place->journal, event, &error);
  g_assert_no_error (error);
}

typedef struct
{
  GPtrArray *records;
  guint      place;
  gboolean   stops;
} Rows;

static gboolean
next_row (gpointer            data,
          HechaFilingRecord **record,
          GError            **error)
{
  Rows *rows = data;

  if (rows->place < rows->records->len)
    *record = rows->records->pdata[rows->place++];
  else if (rows->stops)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "stopped");
  return *record || !rows->stops;
}

/* One after the other; where it @stops, it fails after the last. */
gboolean
store_filings (Place              *place,
               HechaFilingImport  *import,
               GPtrArray          *filings,
               const char         *due_on,
               gboolean            stops,
               GError            **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_record_free);
  Rows rows = { records, 0, stops };

  for (guint i = 0; i < filings->len; i++)
    g_ptr_array_add (records, hecha_filing_record_new (hecha_filing_copy (filings->pdata[i]), due_on));
  return hecha_filing_store_import (place->db, import, next_row, &rows, error);
}

/* Every row of every table that the journal is shown in. */
char *
dump_all (HechaDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT DISTINCT scope FROM chain ORDER BY scope", "");

  while (hecha_rows_next (rows))
    {
      g_autoptr(GPtrArray) lines = hecha_projection_dump (db, hecha_rows_text (rows, 0), &error);

      g_assert_no_error (error);
      for (guint i = 0; i < lines->len; i++)
        g_string_append_printf (out, "%s\n", (char *) lines->pdata[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

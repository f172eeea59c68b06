/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db-private.h"

#include "filing-record.h"

/* hecha_filing_words (payload): what a filing is found by. What is no filing is found by nothing. */
static void
filing_words (sqlite3_context  *context,
              int               n_values,
              sqlite3_value   **values)
{
  const char *payload = (const char *) sqlite3_value_text (values[0]);
  g_autoptr(JsonObject) object = payload ? hecha_json_parse_object (payload, -1, "filing", NULL) : NULL;
  g_autoptr(HechaFiling) filing = object ? hecha_filing_from_json (object, NULL) : NULL;
  g_autoptr(GString) words = g_string_new (NULL);

  if (filing)
    hecha_filing_append_words (words, filing);
  sqlite3_result_text (context, words->str, (int) words->len, SQLITE_TRANSIENT);
}

/**
 * hecha_db_define_functions:
 *
 * Gives the connection the SQL functions of Hecha. The schema itself does not
 * use them, so that any program can read a workspace.
 *
 * Returns: a result code of SQLite
 */
int
hecha_db_define_functions (HechaDb *self)
{
  return sqlite3_create_function_v2 (self->handle, "hecha_filing_words", 1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, filing_words, NULL,
                                     NULL, NULL);
}

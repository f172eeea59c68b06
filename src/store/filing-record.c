/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-record.h"

#include "search-text.h"

#include <string.h>

/* What is searched, and in which column of filing_text. */
static const struct
{
  int        column;
  HechaField field;
} indexed[] = {
  { 0, HECHA_FIELD_NAME },
  { 1, HECHA_FIELD_CODE },
  { 2, HECHA_FIELD_CONTACT },
  { 2, HECHA_FIELD_PHONE },
  { 2, HECHA_FIELD_SECURITY_OFFICER },
  { 2, HECHA_FIELD_OFFICER_PHONE },
  { 2, HECHA_FIELD_PERSON_IN_CHARGE },
  { 3, HECHA_FIELD_REGION },
  { 3, HECHA_FIELD_ADDRESS },
};

/* They stand behind the payload, so that a record is one piece of memory to let go of in another thread. */
static void
append_texts (GString           *out,
              const HechaFiling *filing,
              gsize              starts[HECHA_FILING_N_TEXTS])
{
  int column = -1;

  for (guint i = 0; i < G_N_ELEMENTS (indexed); i++)
    {
      if (indexed[i].column == column)
        g_string_append (out, " / ");
      else
        {
          g_string_append_c (out, '\0');
          starts[column = indexed[i].column] = out->len;
        }
      hecha_search_text_append (out, hecha_filing_get (filing, indexed[i].field));
    }
}

/**
 * hecha_filing_record_new:
 * @filing: (transfer full): a filing
 * @due_on: (nullable): when something is due next, YYYY-MM-DD
 *
 * In any thread.
 *
 * Returns: (transfer full): @filing, ready for the register
 */
HechaFilingRecord *
hecha_filing_record_new (HechaFiling *filing,
                         const char  *due_on)
{
  HechaFilingRecord *self = g_new0 (HechaFilingRecord, 1);
  g_autoptr(JsonObject) object = hecha_filing_to_json (filing);
  GString *buffer = g_string_sized_new (1024);
  gsize starts[HECHA_FILING_N_TEXTS];
  g_autofree char *digest = NULL;

  self->filing = filing;
  self->due_on = g_strdup (due_on);
  hecha_json_canonical_append (buffer, object);
  digest = hecha_sha256_hex (buffer->str, buffer->len);
  g_strlcpy (self->digest, digest, sizeof self->digest);
  append_texts (buffer, filing, starts);
  self->payload = g_string_free (buffer, FALSE);
  for (int i = 0; i < HECHA_FILING_N_TEXTS; i++)
    self->texts[i] = self->payload + starts[i];
  return self;
}

/**
 * hecha_filing_record_shrink:
 *
 * Lets go of what only the database wanted.
 */
void
hecha_filing_record_shrink (HechaFilingRecord *self)
{
  g_clear_pointer (&self->payload, g_free);
  memset (self->texts, 0, sizeof self->texts);
}

void
hecha_filing_record_free (HechaFilingRecord *self)
{
  hecha_filing_record_shrink (self);
  hecha_filing_free (self->filing);
  g_free (self->due_on);
  g_free (self);
}

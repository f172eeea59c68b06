/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-record.h"

#include "search-text.h"

/* What is searched. */
static const HechaField indexed[] = {
  HECHA_FIELD_NAME,
  HECHA_FIELD_CODE,
  HECHA_FIELD_CONTACT,
  HECHA_FIELD_PHONE,
  HECHA_FIELD_SECURITY_OFFICER,
  HECHA_FIELD_OFFICER_PHONE,
  HECHA_FIELD_PERSON_IN_CHARGE,
  HECHA_FIELD_REGION,
  HECHA_FIELD_ADDRESS,
};

/**
 * hecha_filing_append_words:
 *
 * Appends what the search finds @filing by, as hecha_search_text_append() does.
 */
void
hecha_filing_append_words (GString           *out,
                           const HechaFiling *filing)
{
  for (guint i = 0; i < G_N_ELEMENTS (indexed); i++)
    {
      hecha_search_text_append (out, hecha_filing_get (filing, indexed[i]));
      g_string_append_c (out, ' ');
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
  g_autofree char *digest = NULL;
  gsize length;

  self->filing = filing;
  self->due_on = g_strdup (due_on);
  hecha_json_canonical_append (buffer, object);
  digest = hecha_sha256_hex (buffer->str, buffer->len);
  g_strlcpy (self->digest, digest, sizeof self->digest);
  length = buffer->len;
  /* The words stand behind the payload, so that a record is one piece of memory to let go of in another thread. */
  g_string_append_c (buffer, '\0');
  hecha_filing_append_words (buffer, filing);
  self->payload = g_string_free (buffer, FALSE);
  self->words = self->payload + length + 1;
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
  self->words = NULL;
}

/**
 * hecha_filing_record_clear:
 *
 * Lets go of all but its digest and outcome.
 */
void
hecha_filing_record_clear (HechaFilingRecord *self)
{
  hecha_filing_record_shrink (self);
  g_clear_pointer (&self->filing, hecha_filing_free);
  g_clear_pointer (&self->due_on, g_free);
}

void
hecha_filing_record_free (HechaFilingRecord *self)
{
  hecha_filing_record_clear (self);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification-told.h"

#include "pdf-form.h"
#include "pdf-history.h"
#include "procedure.h"
#include "revision-look.h"

/* Characters of a refusal that are told: more than fit the page. */
#define WORDS_LIMIT 4000

/* Where the file was changed after it was signed, and what is seen of it. */
static void
tell_change (HechaVerification *verification,
             HechaPdfFile      *pdf,
             GCancellable      *cancellable)
{
  guint64 covers = hecha_verification_unchanged_to (verification);
  HechaRevisionChange *change = covers ? hecha_verification_add_change (verification, covers) : NULL;
  g_autoptr(HechaRevisionLook) look = NULL;

  if (!change)
    return;
  change->revisions = hecha_pdf_history_count (pdf);
  change->revision = hecha_pdf_history_find_change (pdf, (gsize) covers);
  look = hecha_revision_look_at (hecha_pdf_file_get_bytes (pdf), covers, cancellable, NULL);
  change->all = look && look->all;
  if (look)
    g_array_append_vals (change->pages, look->pages->data, look->pages->len);
}

/* What officers signed for in place of the on-site person. */
static void
tell_refusal (HechaVerification *verification,
              HechaPdfFile      *pdf)
{
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (pdf, NULL);
  const HechaPdfField *field = fields ? hecha_pdf_form_find (fields, HECHA_FIELD_REFUSAL) : NULL;
  const HechaPdfObject *object = field ? hecha_pdf_file_get_object (pdf, field->number, NULL) : NULL;
  const HechaPdfValue *words = object ? hecha_pdf_file_lookup (pdf, object->value, "V") : NULL;
  g_autofree char *text = NULL;
  gboolean is_witnessed = FALSE;

  for (guint i = 0; i < verification->signatures->len; i++)
    is_witnessed |= hecha_field_is_refusal (((HechaSignatureResult *) verification->signatures->pdata[i])->field);
  text = is_witnessed ? hecha_pdf_value_to_utf8 (words) : NULL;
  if (text && g_utf8_strlen (text, -1) > WORDS_LIMIT)
    *g_utf8_offset_to_pointer (text, WORDS_LIMIT) = '\0';
  verification->refusal = g_steal_pointer (&text);
}

/**
 * hecha_verification_told:
 * @verification: of @pdf
 * @pdf: a file that was judged
 *
 * Adds what a person wants to see beside the verdict: in which revision a signed file was
 * changed and which pages look different since, and what officers wrote where somebody
 * did not sign. Blocks while pages are drawn; not for the main thread.
 */
void
hecha_verification_told (HechaVerification *verification,
                         HechaPdfFile      *pdf,
                         GCancellable      *cancellable)
{
  g_return_if_fail (verification && pdf);
  tell_change (verification, pdf, cancellable);
  tell_refusal (verification, pdf);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust-private.h"

#include "file.h"
#include "revocations.h"

#define PEM_LIMIT (16 * 1024 * 1024)

/* Whose people sign in a field: the enterprise's person on site, else those of the unit
 * whose report it is. */
static const char *
agency_of (const HechaCase           *content,
           const HechaSignatureField *field)
{
  return field->role == HECHA_ROLE_ON_SITE_PERSON ? hecha_visit_enterprise (content->visit) : content->visit->unit;
}

static gboolean
has_own (GPtrArray  *anchors,
         const char *agency)
{
  for (guint i = 0; i < anchors->len; i++)
    if (agency && g_strcmp0 (((HechaTrustAnchor *) anchors->pdata[i])->agency, agency) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_field (HechaTrusts                *self,
           GPtrArray                  *anchors,
           GPtrArray                  *revocations,
           const HechaCase            *content,
           const HechaSignatureField  *field,
           GError                    **error)
{
  const char *agency = agency_of (content, field);
  g_autoptr(GBytes) bundle = has_own (anchors, agency) ? hecha_trust_list_bundle (anchors, agency) : NULL;
  HechaTrust *trust = bundle ? hecha_trust_new (bundle, revocations, error) : NULL;

  if (trust)
    g_hash_table_insert (self->fields, (gpointer) field->name, trust);
  return trust || !bundle;
}

static gboolean
add_fields (HechaTrusts      *self,
            GPtrArray        *anchors,
            GPtrArray        *revocations,
            const HechaCase  *content,
            GError          **error)
{
  HechaProcedure procedure = content->visit->procedure;
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);
  gboolean ok = TRUE;

  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) hecha_trust_free);
  for (guint i = 0; ok && i < n; i++)
    ok = add_field (self, anchors, revocations, content, &fields[i], error);
  for (guint i = 0; ok && procedure == HECHA_PROCEDURE_INSPECTION && i < 2; i++)
    ok = add_field (self, anchors, revocations, content,
                    hecha_procedure_field (procedure, i ? HECHA_FIELD_REFUSAL_OFFICER "2" : HECHA_FIELD_REFUSAL_OFFICER "1"),
                    error);
  return ok;
}

static gboolean
load_file (HechaTrusts  *self,
           const char   *path,
           GPtrArray    *revocations,
           GError      **error)
{
  g_autoptr(GBytes) bytes = hecha_file_read (path, PEM_LIMIT, error);

  self->everybody = bytes ? hecha_trust_new (bytes, revocations, error) : NULL;
  return self->everybody != NULL;
}

/**
 * hecha_trusts_load:
 * @self: zeroed
 * @session: (nullable): whose list is taken, and what it has at hand of revocations
 * @path: (nullable): roots in PEM that are trusted this once, in place of the list
 * @content: (nullable): the case of what is verified, which says whose people sign
 *
 * Returns: %FALSE with %HECHA_ERROR_IO, %HECHA_ERROR_INVALID, %HECHA_ERROR_TOO_LARGE
 */
gboolean
hecha_trusts_load (HechaTrusts      *self,
                   HechaSession     *session,
                   const char       *path,
                   const HechaCase  *content,
                   GError          **error)
{
  g_autoptr(GPtrArray) revocations = session ? hecha_revocations_load (session) : NULL;
  g_autoptr(GPtrArray) anchors = NULL;
  g_autoptr(GBytes) bundle = NULL;

  if (path)
    return load_file (self, path, revocations, error);
  if (!session)
    return TRUE;
  anchors = hecha_trust_list_load (session, error);
  if (!anchors)
    return FALSE;
  bundle = hecha_trust_list_bundle (anchors, NULL);
  self->everybody = bundle ? hecha_trust_new (bundle, revocations, error) : NULL;
  return (self->everybody || !bundle)
         && (!content || add_fields (self, anchors, revocations, content, error));
}

/**
 * hecha_trusts_clear:
 */
void
hecha_trusts_clear (HechaTrusts *self)
{
  g_clear_pointer (&self->everybody, hecha_trust_free);
  g_clear_pointer (&self->fields, g_hash_table_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust-list.h"

#include "certificate.h"
#include "digest.h"
#include "error.h"
#include "file.h"
#include "session-private.h"
#include "setting-store.h"
#include "trust-private.h"
#include "visits.h"

#include <string.h>

#define FILE_LIMIT   (1024 * 1024)
#define BUNDLE_LIMIT (16 * 1024 * 1024)
#define AGENCY_LIMIT 200

const HechaNick hecha_anchor_kind_nicks[] = {
  { HECHA_ANCHOR_ROOT, "root" },
  { HECHA_ANCHOR_BELOW, "authority" },
  { HECHA_ANCHOR_STAMPS, "time-stamps" },
  { HECHA_ANCHOR_NONE, "signer" },
  { 0, NULL },
};

/**
 * hecha_trust_anchor_free:
 * @self: (transfer full): an anchor
 */
void
hecha_trust_anchor_free (HechaTrustAnchor *self)
{
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->serial);
  g_free (self->fingerprint);
  g_free (self->algorithm);
  g_free (self->pem);
  g_free (self->fault);
  g_free (self->agency);
  g_free (self->author);
  g_free (self->time);
  g_free (self);
}

/* Looking at certificates. */

static HechaAnchorKind
kind_of (const HechaCertificate *certificate)
{
  if (certificate->is_authority)
    return certificate->is_root ? HECHA_ANCHOR_ROOT : HECHA_ANCHOR_BELOW;
  return certificate->stamp_misuse ? HECHA_ANCHOR_NONE : HECHA_ANCHOR_STAMPS;
}

static const char *
fault_of (const HechaCertificate *certificate)
{
  if (kind_of (certificate) == HECHA_ANCHOR_NONE)
    return "It issues no certificates and makes no time stamps: it vouches for nobody";
  return certificate->is_strong ? NULL : "Its key is too weak to prove anything";
}

static HechaTrustAnchor *
anchor_new (const HechaCertificate *certificate)
{
  HechaTrustAnchor *self = g_new0 (HechaTrustAnchor, 1);

  self->kind = kind_of (certificate);
  self->subject = g_strdup (certificate->subject);
  self->issuer = g_strdup (certificate->issuer);
  self->serial = g_strdup (certificate->serial);
  self->fingerprint = g_strdup (certificate->fingerprint);
  self->algorithm = g_strdup (certificate->algorithm);
  self->bits = certificate->bits;
  self->not_before = certificate->not_before;
  self->not_after = certificate->not_after;
  self->pem = g_strdup (certificate->pem);
  self->fault = g_strdup (fault_of (certificate));
  return self;
}

/**
 * hecha_trust_list_read:
 * @path: certificates in PEM, or one in DER; from outside
 *
 * Looks at certificates that may be trusted; trusts none of them.
 *
 * Returns: (transfer full) (element-type HechaTrustAnchor) (nullable): at least one, with
 *   their faults; %HECHA_ERROR_INVALID, %HECHA_ERROR_TOO_LARGE over 1 MiB or 64
 *   certificates, %HECHA_ERROR_IO
 */
GPtrArray *
hecha_trust_list_read (const char  *path,
                       GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) certificates = NULL;
  GPtrArray *out;

  g_return_val_if_fail (path, NULL);
  bytes = hecha_file_read (path, FILE_LIMIT, error);
  certificates = bytes ? hecha_certificate_read_all (bytes, error) : NULL;
  if (!certificates)
    {
      if (bytes)
        g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  out = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_trust_anchor_free);
  for (guint i = 0; i < certificates->len; i++)
    g_ptr_array_add (out, anchor_new (certificates->pdata[i]));
  return out;
}

/* The list. */

static HechaTrustAnchor *
anchor_of_setting (const char *value)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object (value, strlen (value), "trust", NULL);
  const char *pem = object ? hecha_json_string (object, "pem") : NULL;
  g_autoptr(GBytes) bytes = pem ? g_bytes_new (pem, strlen (pem)) : NULL;
  g_autoptr(HechaCertificate) certificate = bytes ? hecha_certificate_read (bytes, NULL) : NULL;
  HechaTrustAnchor *self = certificate ? anchor_new (certificate) : NULL;

  if (!self)
    return NULL;
  self->agency = g_strdup (hecha_json_string (object, "agency"));
  self->author = g_strdup (hecha_json_string (object, "author"));
  self->time = g_strdup (hecha_json_string (object, "time"));
  return self;
}

static gboolean
load_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  GPtrArray **values = data;

  *values = hecha_setting_store_list (hecha_journal_db (journal), HECHA_SETTING_TRUST, error);
  return *values != NULL;
}

static int
by_name (gconstpointer a,
         gconstpointer b)
{
  const HechaTrustAnchor *one = *(HechaTrustAnchor *const *) a, *other = *(HechaTrustAnchor *const *) b;
  int order = g_strcmp0 (one->agency, other->agency);

  return order ? order : g_utf8_collate (one->subject, other->subject);
}

/**
 * hecha_trust_list_load:
 *
 * Returns: (transfer full) (element-type HechaTrustAnchor) (nullable): what this
 *   workspace's unit trusts: first what vouches for everybody, then by agency
 */
GPtrArray *
hecha_trust_list_load (HechaSession  *session,
                       GError       **error)
{
  g_autoptr(GPtrArray) values = NULL;
  GPtrArray *out;

  if (!hecha_session_work (session, load_work, &values, error))
    return NULL;
  out = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_trust_anchor_free);
  for (guint i = 0; i < values->len; i++)
    {
      HechaTrustAnchor *anchor = anchor_of_setting (values->pdata[i]);

      if (anchor)
        g_ptr_array_add (out, anchor);
    }
  g_ptr_array_sort (out, by_name);
  return out;
}

typedef struct
{
  const char *fingerprint;
  char       *value;        /* NULL: it is trusted no longer */
  JsonObject *payload;
} Choice;

static gboolean
set_work (HechaJournal  *journal,
          gpointer       data,
          GError       **error)
{
  Choice *choice = data;
  g_autofree char *name = g_strconcat (HECHA_SETTING_TRUST, choice->fingerprint, NULL);
  HechaDb *db = hecha_journal_db (journal);
  g_autofree char *before = hecha_setting_store_get (db, name);

  if (!choice->value && !before)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s: this certificate is not trusted", choice->fingerprint);
      return FALSE;
    }
  return hecha_setting_store_set (db, name, choice->value, error) &&
         hecha_journal_append (journal, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_TRUST_CHOSEN, name,
                                                             json_object_ref (choice->payload)), error);
}

static gboolean
choose (HechaSession  *session,
        const char    *fingerprint,
        char          *value,
        JsonObject    *payload,
        GError       **error)
{
  Choice choice = { fingerprint, value, payload };

  if (!hecha_session_change (session, set_work, &choice, error))
    return FALSE;
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "trust");
  return TRUE;
}

/**
 * hecha_trust_list_add:
 * @anchor: as hecha_trust_list_read() gave it, and somebody looked at it
 * @agency: (nullable): for whose people alone it vouches: a unit or an enterprise, as
 *   visits name it; %NULL for everybody's
 *
 * Trusts a certificate from now on; one that is trusted already gets another agency.
 * Who did it stands in the journal.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED for one with a fault
 */
gboolean
hecha_trust_list_add (HechaSession            *session,
                      const HechaTrustAnchor  *anchor,
                      const char              *agency,
                      GError                 **error)
{
  g_autoptr(JsonObject) object = NULL, payload = NULL;
  g_autofree char *time = NULL, *value = NULL, *unit = NULL;

  g_return_val_if_fail (anchor, FALSE);
  unit = agency ? g_strstrip (g_strdup (agency)) : NULL;
  if (anchor->fault || (unit && strlen (unit) > AGENCY_LIMIT))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "%s: %s", anchor->subject,
                   anchor->fault ? anchor->fault : "The name of the agency is too long");
      return FALSE;
    }
  time = hecha_clock_now_text (hecha_session_get_clock (session));
  payload = json_object_new ();
  json_object_set_string_member (payload, "subject", anchor->subject);
  if (unit && *unit)
    json_object_set_string_member (payload, "agency", unit);
  object = json_object_new ();
  if (unit && *unit)
    json_object_set_string_member (object, "agency", unit);
  json_object_set_string_member (object, "author", hecha_session_get_author (session));
  json_object_set_string_member (object, "pem", anchor->pem);
  json_object_set_string_member (object, "time", time);
  value = hecha_json_canonical_object (object);
  return choose (session, anchor->fingerprint, value, payload, error);
}

/* What @text is the beginning of, and nothing else. */
static const HechaTrustAnchor *
find (GPtrArray   *anchors,
      const char  *text,
      GError     **error)
{
  const HechaTrustAnchor *found = NULL;
  guint n = 0;

  for (guint i = 0; i < anchors->len && strlen (text) >= 8; i++)
    if (g_str_has_prefix (((HechaTrustAnchor *) anchors->pdata[i])->fingerprint, text))
      {
        found = anchors->pdata[i];
        n++;
      }
  if (n == 1)
    return found;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s: this certificate is not trusted", text);
  return NULL;
}

/**
 * hecha_trust_list_remove:
 * @fingerprint: of a certificate, or at least the first eight digits of it
 *
 * Trusts it no longer: what it alone vouched for is not proved from now on.
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND
 */
gboolean
hecha_trust_list_remove (HechaSession  *session,
                         const char    *fingerprint,
                         GError       **error)
{
  g_autoptr(GPtrArray) anchors = hecha_trust_list_load (session, error);
  const HechaTrustAnchor *anchor = anchors ? find (anchors, fingerprint, error) : NULL;
  g_autoptr(JsonObject) payload = json_object_new ();

  if (!anchor)
    return FALSE;
  json_object_set_boolean_member (payload, "removed", TRUE);
  return choose (session, anchor->fingerprint, NULL, payload, error);
}

/**
 * hecha_trust_list_agencies:
 *
 * Returns: (transfer full) (nullable): the names that a certificate may be trusted for:
 *   this unit, and those of the visits at hand with their enterprises, by name
 */
GStrv
hecha_trust_list_agencies (HechaSession  *session,
                           GError       **error)
{
  g_autoptr(GPtrArray) visits = hecha_visits_list (session, error);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GList) sorted = NULL;

  if (!visits)
    return NULL;
  for (guint i = 0; i < visits->len; i++)
    {
      const HechaVisitRow *row = visits->pdata[i];
      char *const all[] = { row->holder_name, row->partner, row->enterprise };

      for (guint j = 0; j < G_N_ELEMENTS (all); j++)
        if (all[j] && *all[j])
          g_hash_table_add (names, all[j]);
    }
  g_strv_builder_add (builder, hecha_session_get_unit (session));
  g_hash_table_remove (names, hecha_session_get_unit (session));
  sorted = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) g_utf8_collate);
  for (GList *name = sorted; name; name = name->next)
    g_strv_builder_add (builder, name->data);
  return g_strv_builder_end (builder);
}

/* For verifying. */

/**
 * hecha_trust_list_bundle:
 * @agency: (nullable): whose own anchors are in it too
 *
 * Returns: (transfer full) (nullable): what vouches for everybody, and what vouches for
 *   the people of @agency, in PEM; %NULL for nothing
 */
GBytes *
hecha_trust_list_bundle (GPtrArray  *anchors,
                         const char *agency)
{
  g_autoptr(GString) pem = g_string_new (NULL);

  for (guint i = 0; i < anchors->len; i++)
    {
      const HechaTrustAnchor *anchor = anchors->pdata[i];

      if (!anchor->fault && (!anchor->agency || g_strcmp0 (anchor->agency, agency) == 0))
        g_string_append (pem, anchor->pem);
    }
  return pem->len ? g_string_free_to_bytes (g_steal_pointer (&pem)) : NULL;
}

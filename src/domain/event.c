/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event.h"

#include "clock.h"
#include "digest.h"
#include "error.h"
#include "record.h"

#include <string.h>

const HechaNick hecha_event_kind_nicks[] = {
  { HECHA_EVENT_FILINGS_IMPORTED, "filings-imported" },
  { HECHA_EVENT_PACK_ADDED, "pack-added" },
  { HECHA_EVENT_REMOTE_SET, "remote-set" },
  { HECHA_EVENT_DEVICE_ADMITTED, "device-admitted" },
  { HECHA_EVENT_VISIT_SET, "visit-set" },
  { HECHA_EVENT_OBJECT_SET, "object-set" },
  { HECHA_EVENT_ANSWER_SET, "answer-set" },
  { HECHA_EVENT_FINDING_SET, "finding-set" },
  { HECHA_EVENT_EVIDENCE_SET, "evidence-set" },
  { HECHA_EVENT_LINK_SET, "link-set" },
  { HECHA_EVENT_SPOT_SET, "spot-set" },
  { HECHA_EVENT_SAMPLING_SET, "sampling-set" },
  { HECHA_EVENT_FROZEN, "frozen" },
  { HECHA_EVENT_REPORT_MADE, "report-made" },
  { HECHA_EVENT_SIGNED, "signed" },
  { HECHA_EVENT_SIGNED_ON_PAPER, "signed-on-paper" },
  { HECHA_EVENT_STAMPED, "stamped" },
  { HECHA_EVENT_HANDED_OVER, "handed-over" },
  { HECHA_EVENT_RECEIVED, "received" },
  { HECHA_EVENT_DECIDED, "decided" },
  { HECHA_EVENT_REOPENED, "reopened" },
  { HECHA_EVENT_RECHECKED, "rechecked" },
  { HECHA_EVENT_FILING_CHECKED, "filing-checked" },
  { HECHA_EVENT_RULE_CHOSEN, "rule-chosen" },
  { HECHA_EVENT_TRUST_CHOSEN, "trust-chosen" },
  { HECHA_EVENT_VIEWED, "viewed" },
  { HECHA_EVENT_SEGMENT_SET_ASIDE, "segment-set-aside" },
  { HECHA_EVENT_EXPORTED, "exported" },
  { 0, NULL },
};

/**
 * hecha_event_kind_class:
 *
 * Returns: which of the three classes @kind is of
 */
HechaEventClass
hecha_event_kind_class (HechaEventKind kind)
{
  switch (kind)
    {
    case HECHA_EVENT_VISIT_SET:
    case HECHA_EVENT_OBJECT_SET:
    case HECHA_EVENT_ANSWER_SET:
    case HECHA_EVENT_FINDING_SET:
    case HECHA_EVENT_EVIDENCE_SET:
    case HECHA_EVENT_LINK_SET:
    case HECHA_EVENT_SPOT_SET:
    case HECHA_EVENT_SAMPLING_SET:
      return HECHA_EVENT_CONTENT;
    case HECHA_EVENT_RECEIVED:
    case HECHA_EVENT_VIEWED:
    case HECHA_EVENT_SEGMENT_SET_ASIDE:
    case HECHA_EVENT_EXPORTED:
      return HECHA_EVENT_CUSTODY;
    case HECHA_EVENT_FILINGS_IMPORTED:
    case HECHA_EVENT_PACK_ADDED:
    case HECHA_EVENT_REMOTE_SET:
    case HECHA_EVENT_DEVICE_ADMITTED:
    case HECHA_EVENT_FROZEN:
    case HECHA_EVENT_REPORT_MADE:
    case HECHA_EVENT_SIGNED:
    case HECHA_EVENT_SIGNED_ON_PAPER:
    case HECHA_EVENT_STAMPED:
    case HECHA_EVENT_HANDED_OVER:
    case HECHA_EVENT_DECIDED:
    case HECHA_EVENT_REOPENED:
    case HECHA_EVENT_RECHECKED:
    case HECHA_EVENT_FILING_CHECKED:
    case HECHA_EVENT_RULE_CHOSEN:
    case HECHA_EVENT_TRUST_CHOSEN:
    default:
      return HECHA_EVENT_COURSE;
    }
}

/**
 * hecha_event_new:
 * @payload: what there is to say; read here, not kept
 *
 * Returns: (transfer full): an event with a fresh salt and its payload digest;
 *   the journal adds device, seq, lamport, prev, time, author and based-on, and
 *   seals it
 */
HechaEvent *
hecha_event_new (const char     *scope,
                 HechaEventKind  kind,
                 const char     *subject,
                 JsonObject     *payload)
{
  HechaEvent *self = g_new0 (HechaEvent, 1);
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  guint8 salt[HECHA_SALT_SIZE];

  self->scope = g_strdup (scope);
  self->kind = kind;
  self->subject = g_strdup (subject);
  self->payload = hecha_json_canonical_object (payload);
  self->prev = g_strdup ("");
  self->based_on = g_new0 (char *, 1);
  hecha_random_bytes (salt, sizeof salt);
  self->salt = hecha_hex_encode (salt, sizeof salt);
  self->payload_digest = g_malloc (HECHA_DIGEST_HEX);
  hecha_digester_update (digester, salt, sizeof salt);
  hecha_digester_update (digester, self->payload, strlen (self->payload));
  hecha_digester_finish (digester, self->payload_digest, NULL);
  return self;
}

HechaEvent *
hecha_event_copy (const HechaEvent *self)
{
  HechaEvent *copy = g_memdup2 (self, sizeof *self);

  copy->scope = g_strdup (self->scope);
  copy->device = g_strdup (self->device);
  copy->prev = g_strdup (self->prev);
  copy->hash = g_strdup (self->hash);
  copy->time = g_strdup (self->time);
  copy->author = g_strdup (self->author);
  copy->subject = g_strdup (self->subject);
  copy->group = g_strdup (self->group);
  copy->based_on = g_strdupv (self->based_on);
  copy->payload_digest = g_strdup (self->payload_digest);
  copy->salt = g_strdup (self->salt);
  copy->payload = g_strdup (self->payload);
  return copy;
}

void
hecha_event_free (HechaEvent *self)
{
  g_free (self->scope);
  g_free (self->device);
  g_free (self->prev);
  g_free (self->hash);
  g_free (self->time);
  g_free (self->author);
  g_free (self->subject);
  g_free (self->group);
  g_strfreev (self->based_on);
  g_free (self->payload_digest);
  g_free (self->salt);
  g_free (self->payload);
  g_free (self);
}

/* The record is what the hash speaks of: everything but hash, salt and payload. */
static JsonObject *
record_of (const HechaEvent *self)
{
  JsonObject *record = json_object_new ();
  JsonArray *based_on = json_array_new ();

  for (guint i = 0; self->based_on[i]; i++)
    json_array_add_string_element (based_on, self->based_on[i]);
  json_object_set_int_member (record, "v", HECHA_EVENT_VERSION);
  json_object_set_string_member (record, "scope", self->scope);
  json_object_set_string_member (record, "device", self->device);
  json_object_set_int_member (record, "seq", self->seq);
  json_object_set_int_member (record, "lamport", self->lamport);
  json_object_set_string_member (record, "prev-hash", self->prev);
  json_object_set_string_member (record, "time", self->time);
  json_object_set_string_member (record, "author", self->author);
  json_object_set_string_member (record, "kind", hecha_nick_text (hecha_event_kind_nicks, self->kind));
  json_object_set_string_member (record, "subject", self->subject);
  hecha_json_set_string (record, "group", self->group);
  json_object_set_array_member (record, "based-on", based_on);
  json_object_set_string_member (record, "payload-digest", self->payload_digest);
  return record;
}

static char *
hash_of (const HechaEvent *self)
{
  g_autoptr(JsonObject) record = record_of (self);
  g_autofree char *canonical = hecha_json_canonical_object (record);

  return hecha_sha256_hex (canonical, strlen (canonical));
}

/**
 * hecha_event_seal:
 * @self: an event that lacks nothing but its hash
 */
void
hecha_event_seal (HechaEvent *self)
{
  g_return_if_fail (self->device && self->time && self->author && self->seq > 0 && self->lamport > 0);

  g_free (self->hash);
  self->hash = hash_of (self);
}

/**
 * hecha_event_to_json:
 *
 * Returns: (transfer full): the record with hash, salt and payload, as a line
 *   of a chain segment holds it
 */
JsonObject *
hecha_event_to_json (const HechaEvent *self)
{
  JsonObject *object = record_of (self);

  json_object_set_string_member (object, "hash", self->hash);
  hecha_json_set_string (object, "salt", self->salt);
  hecha_json_set_string (object, "payload", self->payload);
  return object;
}

static gboolean
payload_matches (const HechaEvent *self)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  g_autoptr(GBytes) salt = self->salt ? hecha_hex_decode (self->salt) : NULL;
  char digest[HECHA_DIGEST_HEX];

  if (!salt || g_bytes_get_size (salt) != HECHA_SALT_SIZE)
    return FALSE;
  hecha_digester_update (digester, g_bytes_get_data (salt, NULL), HECHA_SALT_SIZE);
  hecha_digester_update (digester, self->payload, strlen (self->payload));
  hecha_digester_finish (digester, digest, NULL);
  return strcmp (digest, self->payload_digest) == 0;
}

static gboolean
is_scope (const char *scope)
{
  return scope && (strcmp (scope, HECHA_SCOPE_WORKSPACE) == 0 || g_str_has_prefix (scope, "register:") ||
                   (g_str_has_prefix (scope, "case:") && g_uuid_string_is_valid (scope + strlen ("case:"))));
}

static gboolean
read_based_on (HechaEvent *self,
               JsonArray  *array)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gboolean ok = array != NULL;

  for (guint i = 0; ok && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *hash = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

      ok = hecha_is_sha256_hex (hash);
      if (ok)
        g_strv_builder_add (builder, hash);
    }
  self->based_on = g_strv_builder_end (builder);
  return ok;
}

static gboolean
is_whole (const HechaEvent *self,
          JsonObject       *object)
{
  gint64 time;

  return hecha_json_int (object, "v", 0) == HECHA_EVENT_VERSION && is_scope (self->scope) &&
         hecha_is_sha256_hex (self->device) && self->seq > 0 && self->lamport > 0 &&
         self->prev && (*self->prev == '\0' || hecha_is_sha256_hex (self->prev)) &&
         hecha_is_sha256_hex (self->hash) && hecha_time_from_text (self->time, &time) && self->author &&
         self->subject && *self->subject && hecha_is_sha256_hex (self->payload_digest);
}

/**
 * hecha_event_from_json:
 * @object: a line of a chain segment
 *
 * Returns: (transfer full) (nullable): the event, whose hash and payload digest
 *   were recomputed and hold. %HECHA_ERROR_INVALID for a record that is not
 *   whole, %HECHA_ERROR_TOO_NEW for a kind or version that this Hecha does not
 *   know, %HECHA_ERROR_DAMAGED for a hash that is not the record's.
 */
HechaEvent *
hecha_event_from_json (JsonObject  *object,
                       GError     **error)
{
  g_autoptr(HechaEvent) self = g_new0 (HechaEvent, 1);
  g_autofree char *hash = NULL;
  int kind = 0;
  gboolean known = hecha_nick_value (hecha_event_kind_nicks, hecha_json_string (object, "kind"), &kind);

  self->kind = kind;
  self->scope = g_strdup (hecha_json_string (object, "scope"));
  self->device = g_strdup (hecha_json_string (object, "device"));
  self->seq = hecha_json_int (object, "seq", 0);
  self->lamport = hecha_json_int (object, "lamport", 0);
  self->prev = g_strdup (hecha_json_string (object, "prev-hash"));
  self->hash = g_strdup (hecha_json_string (object, "hash"));
  self->time = g_strdup (hecha_json_string (object, "time"));
  self->author = g_strdup (hecha_json_string (object, "author"));
  self->subject = g_strdup (hecha_json_string (object, "subject"));
  self->group = g_strdup (hecha_json_string (object, "group"));
  self->payload_digest = g_strdup (hecha_json_string (object, "payload-digest"));
  self->salt = g_strdup (hecha_json_string (object, "salt"));
  self->payload = g_strdup (hecha_json_string (object, "payload"));
  if (!known || hecha_json_int (object, "v", 0) > HECHA_EVENT_VERSION)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_NEW, "An event of the kind “%s” is not known to this version",
                   hecha_json_string (object, "kind") ? hecha_json_string (object, "kind") : "");
      return NULL;
    }
  if (!read_based_on (self, hecha_json_array (object, "based-on")) || !is_whole (self, object))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "An event is not whole");
      return NULL;
    }
  hash = hash_of (self);
  if (strcmp (hash, self->hash) != 0 || (self->payload && !payload_matches (self)))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
                   "Event %" G_GINT64_FORMAT " of device %.12s was altered: its %s does not match",
                   self->seq, self->device, strcmp (hash, self->hash) != 0 ? "hash" : "payload digest");
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * hecha_event_dup_payload:
 *
 * Returns: (transfer full) (nullable): the payload; %NULL once it was destroyed
 */
JsonObject *
hecha_event_dup_payload (const HechaEvent *self)
{
  return self->payload ? hecha_json_parse_object (self->payload, -1, "payload", NULL) : NULL;
}

/**
 * hecha_event_compare:
 *
 * The order of events across devices: lamport, then device, then seq. It is
 * the same on every machine, and never the wall clock's.
 *
 * Returns: less than, equal to or greater than 0
 */
int
hecha_event_compare (const HechaEvent *a,
                     const HechaEvent *b)
{
  int devices;

  if (a->lamport != b->lamport)
    return a->lamport < b->lamport ? -1 : 1;
  devices = strcmp (a->device, b->device);
  if (devices != 0)
    return devices;
  return a->seq < b->seq ? -1 : a->seq > b->seq;
}

/**
 * hecha_event_follows:
 * @previous: (nullable): the event before it in the chain; %NULL for the first
 *
 * Returns: %FALSE with %HECHA_ERROR_DAMAGED where @self is not the next link
 */
gboolean
hecha_event_follows (const HechaEvent  *self,
                     const HechaEvent  *previous,
                     GError           **error)
{
  const char *what = NULL;

  if (self->seq != (previous ? previous->seq + 1 : 1))
    what = "is missing the events before it";
  else if (strcmp (self->prev, previous ? previous->hash : "") != 0)
    what = "does not follow the event before it: the chain is forked or reordered";
  else if (previous && self->lamport <= previous->lamport)
    what = "runs backwards";
  else if (previous && (strcmp (self->scope, previous->scope) != 0 || strcmp (self->device, previous->device) != 0))
    what = "belongs to another chain";
  if (!what)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "Event %" G_GINT64_FORMAT " of device %.12s %s",
               self->seq, self->device, what);
  return FALSE;
}

/**
 * hecha_scope_of_case:
 * @id: of a case, or of a record of it
 *
 * Returns: (transfer full): the journal's scope of a case
 */
char *
hecha_scope_of_case (const char *id)
{
  g_autofree char *uuid = hecha_record_case (id);

  return g_strconcat ("case:", uuid, NULL);
}

/**
 * hecha_scope_of_register:
 *
 * Returns: (transfer full): the journal's scope of an enterprise's register
 */
char *
hecha_scope_of_register (const char *code)
{
  return g_strconcat ("register:", code, NULL);
}

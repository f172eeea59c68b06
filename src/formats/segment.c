/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment.h"

#include "digest.h"
#include "error.h"

#include <string.h>

#define KIND "segment"

void
hecha_segment_free (HechaSegment *self)
{
  g_free (self->scope);
  g_free (self->device);
  g_free (self->public_key);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->head);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self);
}

/**
 * hecha_segment_name:
 *
 * Returns: (transfer full): the file's name, `<first>-<last>-<headhash>.jsonl`
 */
char *
hecha_segment_name (const HechaEvent *first,
                    const HechaEvent *last)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%s.jsonl", first->seq, last->seq, last->hash);
}

/**
 * hecha_segment_read_name:
 * @name: a file's name, from outside
 * @first: (out): seq of the first event
 * @last: (out): seq of the last event
 * @head: (out) (transfer full): hash of the last event
 *
 * Returns: whether @name is that of a segment, written as we write it
 */
gboolean
hecha_segment_read_name (const char  *name,
                         gint64      *first,
                         gint64      *last,
                         char       **head)
{
  g_auto(GStrv) parts = g_strsplit (name, "-", 4);
  g_autofree char *again = NULL;
  gint64 from, to;

  if (g_strv_length (parts) != 3 || !g_str_has_suffix (parts[2], ".jsonl"))
    return FALSE;
  parts[2][strlen (parts[2]) - strlen (".jsonl")] = '\0';
  if (!g_ascii_string_to_signed (parts[0], 10, 1, HECHA_JSON_MAX_INTEGER, &from, NULL) ||
      !g_ascii_string_to_signed (parts[1], 10, from, HECHA_JSON_MAX_INTEGER, &to, NULL) ||
      !hecha_is_sha256_hex (parts[2]))
    return FALSE;
  again = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%s.jsonl", from, to, parts[2]);
  if (strcmp (again, name) != 0)
    return FALSE;
  *first = from;
  *last = to;
  *head = g_strdup (parts[2]);
  return TRUE;
}

/**
 * hecha_segment_build:
 * @events: (element-type HechaEvent): at least one; of one device, one scope,
 *   following each other
 *
 * Returns: (transfer full) (nullable): the segment's bytes;
 *   %HECHA_ERROR_TOO_LARGE where the events must be parted over several
 *   segments, or the signing function's error
 */
GBytes *
hecha_segment_build (GPtrArray             *events,
                     const HechaSignatory  *signatory,
                     GError               **error)
{
  const HechaEvent *first, *last;
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(JsonObject) seal = json_object_new ();
  g_autofree char *digest = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (events && events->len > 0 && signatory, NULL);
  first = events->pdata[0];
  last = events->pdata[events->len - 1];
  for (guint i = 0; i < events->len && out->len <= HECHA_SEGMENT_MAX_SIZE; i++)
    {
      g_autoptr(JsonObject) object = hecha_event_to_json (events->pdata[i]);
      g_autofree char *canonical = hecha_json_canonical_object (object);

      g_string_append (out, canonical);
      g_string_append_c (out, '\n');
    }
  digest = hecha_sha256_hex (out->str, out->len);
  json_object_set_string_member (seal, "scope", first->scope);
  json_object_set_int_member (seal, "first", first->seq);
  json_object_set_int_member (seal, "last", last->seq);
  json_object_set_string_member (seal, "head", last->hash);
  json_object_set_string_member (seal, "sha256", digest);
  line = hecha_signed_json_build (seal, KIND, signatory, error);
  if (!line)
    return NULL;
  g_string_append (out, line);
  g_string_append_c (out, '\n');
  if (out->len > HECHA_SEGMENT_MAX_SIZE || events->len > HECHA_SEGMENT_MAX_EVENTS)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                   "A chain segment holds at most %d events and %d bytes", HECHA_SEGMENT_MAX_EVENTS,
                   HECHA_SEGMENT_MAX_SIZE);
      return NULL;
    }
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
damaged (const char  *name,
         const char  *what,
         GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s: %s", name, what);
  return FALSE;
}

static HechaEvent *
read_event (const char  *line,
            gsize        length,
            const char  *place,
            GError     **error)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object (line, length, place, error);
  HechaEvent *event = object ? hecha_event_from_json (object, error) : NULL;

  if (object && !event)
    g_prefix_error (error, "%s: ", place);
  return event;
}

/* The first event's predecessor is in another segment, unless it is the chain's first. */
static gboolean
add_event (HechaSegment  *self,
           HechaEvent    *event,
           const char    *place,
           GError       **error)
{
  const HechaEvent *previous = self->events->len ? self->events->pdata[self->events->len - 1] : NULL;

  g_ptr_array_add (self->events, event);
  if (self->events->len > HECHA_SEGMENT_MAX_EVENTS)
    return damaged (place, "a chain segment of more events than one may hold", error);
  if (!previous && event->seq != 1)
    return *event->prev != '\0' || damaged (place, "the event does not name the one before it", error);
  if (hecha_event_follows (event, previous, error))
    return TRUE;
  g_prefix_error (error, "%s: ", place);
  return FALSE;
}

static gboolean
read_events (HechaSegment  *self,
             const char    *text,
             const char    *seal,
             const char    *name,
             GError       **error)
{
  for (guint number = 1; text < seal; number++)
    {
      const char *end = memchr (text, '\n', seal - text);
      g_autofree char *place = g_strdup_printf ("%s: line %u", name, number);
      HechaEvent *event = read_event (text, end - text, place, error);

      if (!event || !add_event (self, event, place, error))
        return FALSE;
      text = end + 1;
    }
  return self->events->len > 0 || damaged (name, "a chain segment without events", error);
}

/* Payloads are outside the events' hashes, so the seal speaks of the lines as well. */
static gboolean
read_seal (HechaSegment     *self,
           const char       *text,
           const char       *line,
           gsize             length,
           const char       *name,
           HechaVerifyFunc   verify,
           GError          **error)
{
  g_autofree char *place = g_strdup_printf ("%s: seal", name);
  g_autoptr(JsonObject) seal = hecha_signed_json_parse (line, length, place, KIND, verify, error);
  g_autofree char *digest = hecha_sha256_hex (text, line - text);
  const HechaEvent *first = self->events->pdata[0];
  const HechaEvent *last = self->events->pdata[self->events->len - 1];

  if (!seal)
    return FALSE;
  self->scope = g_strdup (hecha_json_string (seal, "scope"));
  self->device = g_strdup (hecha_json_string (seal, "device"));
  self->public_key = g_strdup (hecha_json_string (seal, "public-key"));
  self->name = g_strdup (hecha_json_string (seal, "device-name"));
  self->unit = g_strdup (hecha_json_string (seal, "device-unit"));
  self->head = g_strdup (hecha_json_string (seal, "head"));
  self->first = hecha_json_int (seal, "first", 0);
  self->last = hecha_json_int (seal, "last", 0);
  if (strcmp (first->device, self->device) != 0)
    return damaged (place, "signed by another device than the one that wrote the events", error);
  if (g_strcmp0 (first->scope, self->scope) != 0 || first->seq != self->first || last->seq != self->last ||
      g_strcmp0 (last->hash, self->head) != 0 || g_strcmp0 (hecha_json_string (seal, "sha256"), digest) != 0)
    return damaged (place, "does not speak of these events: some were taken away or added", error);
  return TRUE;
}

/**
 * hecha_segment_parse:
 * @bytes: a segment, from outside
 * @name: the file's name; where it is one of a segment it must say the same
 * @verify: checks the device's signature
 *
 * Reads a segment and checks all that can be checked without the chain: each
 * event's hash and payload digest, that they follow each other, and the seal.
 * Whether the device was admitted and where the chain stood is not said.
 *
 * Returns: (transfer full) (nullable): the segment; %HECHA_ERROR_INVALID,
 *   %HECHA_ERROR_DAMAGED, %HECHA_ERROR_TOO_NEW or %HECHA_ERROR_TOO_LARGE name
 *   the line
 */
HechaSegment *
hecha_segment_parse (GBytes           *bytes,
                     const char       *name,
                     HechaVerifyFunc   verify,
                     GError          **error)
{
  g_autoptr(HechaSegment) self = g_new0 (HechaSegment, 1);
  g_autofree char *head = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *seal;
  gint64 first, last;

  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  if (size > HECHA_SEGMENT_MAX_SIZE)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than %d bytes", name, HECHA_SEGMENT_MAX_SIZE);
      return NULL;
    }
  if (!text || size < 2 || text[size - 1] != '\n')
    {
      damaged (name, "the last line is cut off", error);
      return NULL;
    }
  seal = memrchr (text, '\n', size - 1);
  seal = seal ? seal + 1 : text;
  if (!read_events (self, text, seal, name, error) ||
      !read_seal (self, text, seal, text + size - 1 - seal, name, verify, error))
    return NULL;
  if (hecha_segment_read_name (name, &first, &last, &head) &&
      (first != self->first || last != self->last || strcmp (head, self->head) != 0))
    {
      damaged (name, "the file's name is that of another segment", error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

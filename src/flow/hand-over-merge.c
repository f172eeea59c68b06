/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include "device-store.h"
#include "error.h"
#include "segment.h"

#include <string.h>

/* One piece of a chain that lies in the store: cases/CASE/journal/DEVICE/FIRST-LAST-HEAD.jsonl,
 * or the same in registers/CODE/. */
typedef struct
{
  HechaContact *contact;
  const char   *scope;
  char         *path;
  char         *device;
  gint64        first;
  gint64        last;
  char         *head;
  GBytes       *bytes;
  HechaSegment *segment;
  char         *at_hand;   /* hash of our event number @last; NULL where we have none */
  gboolean      known;
  gboolean      waits;     /* kept aside until its device is admitted */
} Piece;

static void
piece_free (Piece *piece)
{
  g_free (piece->path);
  g_free (piece->device);
  g_free (piece->head);
  g_free (piece->at_hand);
  g_clear_pointer (&piece->bytes, g_bytes_unref);
  g_clear_pointer (&piece->segment, hecha_segment_free);
  g_free (piece);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Piece, piece_free)

static Piece *
piece_new (HechaContact *contact,
           const char   *scope,
           const char   *path)
{
  g_autoptr(Piece) piece = g_new0 (Piece, 1);
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  piece->contact = contact;
  piece->scope = scope;
  piece->path = g_strdup (path);
  if (g_strv_length (parts) != 5 || !hecha_segment_read_name (parts[4], &piece->first, &piece->last, &piece->head))
    return NULL;
  piece->device = g_strdup (parts[3]);
  return g_steal_pointer (&piece);
}

/* Each chain in order, and each device after the other. */
static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const Piece *first = *(Piece *const *) a, *second = *(Piece *const *) b;
  int by_device = strcmp (first->device, second->device);

  if (by_device != 0)
    return by_device;
  if (first->first != second->first)
    return first->first < second->first ? -1 : 1;
  return (first->last > second->last) - (first->last < second->last);
}

static gboolean
look_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Piece *piece = data;
  g_autoptr(GPtrArray) events = hecha_journal_read (journal, piece->scope, piece->device, piece->last, piece->last, error);
  g_autoptr(HechaDevice) device = hecha_device_store_find (hecha_journal_db (journal), piece->device, NULL);

  g_clear_pointer (&piece->at_hand, g_free);
  if (events && events->len)
    piece->at_hand = g_strdup (((HechaEvent *) events->pdata[0])->hash);
  piece->known = !device || device->state != HECHA_DEVICE_UNKNOWN;
  return events != NULL;
}

static gboolean
merge_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  HechaSegment *segment = ((Piece *) data)->segment;
  HechaDevice device = {
    .id = segment->device,
    .public_key = segment->public_key,
    .name = segment->name,
    .unit = segment->unit,
    .state = HECHA_DEVICE_UNKNOWN,
  };

  return hecha_device_store_put (hecha_journal_db (journal), &device, error) &&
         hecha_device_store_receive (journal, segment->events, &((Piece *) data)->waits, error);
}

static gboolean
fetch (Piece   *piece,
       GError **error)
{
  HechaContact *contact = piece->contact;

  piece->bytes = hecha_remote_get_bytes (contact->remote, piece->path, HECHA_SEGMENT_MAX_SIZE, contact->cancellable, error);
  piece->segment = piece->bytes ? hecha_segment_parse (piece->bytes, piece->path, hecha_device_key_verify, error) : NULL;
  if (!piece->segment)
    return FALSE;
  if (strcmp (piece->segment->scope, piece->scope) == 0 && strcmp (piece->segment->device, piece->device) == 0 &&
      strcmp (piece->segment->head, piece->head) == 0 && piece->segment->last == piece->last)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s holds another chain than its name says", piece->path);
  return FALSE;
}

static void
count (Piece *piece)
{
  HechaExchange *exchange = piece->contact->exchange;

  exchange->received++;
  for (guint i = 0; i < piece->segment->events->len; i++)
    {
      HechaEvent *event = piece->segment->events->pdata[i];

      exchange->entries++;
      exchange->decisions += event->kind == HECHA_EVENT_DECIDED;
    }
  if (g_str_has_prefix (piece->scope, "case:"))
    hecha_exchange_touch (exchange->cases, piece->scope + strlen ("case:"));
}

static gboolean
is_own (const Piece *piece)
{
  return strcmp (piece->device, hecha_session_get_device (piece->contact->session)) == 0;
}

/* What the device signed twice is kept as the proof, and named once. */
static gboolean
name_fork (Piece   *piece,
           GError **error)
{
  HechaSession *session = piece->contact->session;

  if (hecha_quarantine_knows (session, piece->head))
    return TRUE;
  if ((!piece->segment && !fetch (piece, error)) || !hecha_quarantine_fork (session, piece->segment, piece->bytes, error))
    return FALSE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT,
               "The chain of device %.12s was forked: its events up to %" G_GINT64_FORMAT " in %s are not those that "
               "are at hand. Nothing was merged; both are kept", piece->device, piece->last, piece->path);
  return FALSE;
}

/* What is at hand is not fetched again; but it must be the same. */
static gboolean
take_piece (Piece   *piece,
            GError **error)
{
  HechaSession *session = piece->contact->session;
  g_autoptr(GError) failure = NULL;

  if (!hecha_session_work (session, look_work, piece, error))
    return FALSE;
  if (piece->at_hand ? strcmp (piece->at_hand, piece->head) != 0 : is_own (piece))
    return name_fork (piece, error);
  if (piece->at_hand || (!piece->known && hecha_quarantine_knows (session, piece->head)))
    return TRUE;
  if (!fetch (piece, error))
    return FALSE;
  if (hecha_session_change (session, merge_work, piece, &failure))
    {
      if (!piece->waits)
        count (piece);
      return TRUE;
    }
  if (g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_CONFLICT))
    return name_fork (piece, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
note_device (Piece *piece)
{
  GPtrArray *devices = piece->contact->exchange->devices;

  if (hecha_session_work (piece->contact->session, look_work, piece, NULL) && !piece->known && !is_own (piece) &&
      !g_ptr_array_find_with_equal_func (devices, piece->device, g_str_equal, NULL))
    g_ptr_array_add (devices, g_strdup (piece->device));
}

static gboolean
list_chain (HechaContact  *contact,
            const char    *scope,
            const char    *folder,
            GPtrArray     *pieces,
            GError       **error)
{
  g_autoptr(GPtrArray) entries = hecha_remote_list (contact->remote, folder, contact->cancellable, error);

  for (guint i = 0; entries && i < entries->len; i++)
    {
      g_autofree char *path = g_strconcat (folder, "/", ((HechaRemoteEntry *) entries->pdata[i])->name, NULL);
      Piece *piece = piece_new (contact, scope, path);

      if (piece)
        g_ptr_array_add (pieces, piece);
    }
  return entries != NULL;
}

static GPtrArray *
list_pieces (HechaContact  *contact,
             const char    *scope,
             const char    *folder,
             GError       **error)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  g_autoptr(GPtrArray) devices = hecha_remote_list (contact->remote, folder, contact->cancellable, error);

  for (guint i = 0; devices && i < devices->len; i++)
    {
      HechaRemoteEntry *device = devices->pdata[i];
      g_autofree char *chain = g_strconcat (folder, "/", device->name, NULL);

      if (device->is_folder && !list_chain (contact, scope, chain, pieces, error))
        return NULL;
    }
  g_ptr_array_sort (pieces, compare_pieces);
  return devices ? g_steal_pointer (&pieces) : NULL;
}

/**
 * hecha_contact_merge:
 * @scope: of a case or a register
 * @folder: where its chains lie in the store
 *
 * Merges every chain of it that lies in the store. A piece that is forged,
 * forked or torn is noted as a fault and passed over, so that a stranger who can
 * write there cannot stop what others sent.
 *
 * Returns: %FALSE where the store could not be read
 */
gboolean
hecha_contact_merge (HechaContact  *contact,
                     const char    *scope,
                     const char    *folder,
                     GError       **error)
{
  g_autoptr(GPtrArray) pieces = list_pieces (contact, scope, folder, error);

  for (guint i = 0; pieces && i < pieces->len; i++)
    {
      Piece *piece = pieces->pdata[i];
      g_autoptr(GError) failure = NULL;

      if (!take_piece (piece, &failure))
        hecha_exchange_fault (contact->exchange, piece->path, failure);
      note_device (piece);
      if (g_error_matches (failure, HECHA_ERROR, HECHA_ERROR_NETWORK) ||
          g_cancellable_is_cancelled (contact->cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return pieces != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of inspect.h that says what is looked at, how it is connected, and how many of how many it is. */
#include "inspect-private.h"

#include "blank.h"
#include "case-cache.h"
#include "error.h"
#include "uuid.h"

#include <string.h>

JsonObject *
hecha_inspect_removed (void)
{
  JsonObject *payload = json_object_new ();

  json_object_set_boolean_member (payload, "removed", TRUE);
  return payload;
}

/**
 * hecha_inspect_event:
 * @prefix: of the subject
 * @uuid: what follows it there
 * @payload: (transfer full): the new state
 * @group: the action that it belongs to
 *
 * Returns: (transfer full): an event on a part of a case
 */
HechaEvent *
hecha_inspect_event (const char     *case_uuid,
                     HechaEventKind  kind,
                     const char     *prefix,
                     const char     *uuid,
                     JsonObject     *payload,
                     const char     *group)
{
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  g_autofree char *subject = g_strconcat (prefix, "/", uuid, NULL);
  HechaEvent *event = hecha_session_event (scope, kind, subject, payload);

  event->group = g_strdup (group);
  return event;
}

/**
 * hecha_inspect_append:
 * @payload: (transfer full): the new state
 *
 * For what the cache does not follow by itself: appends one event as an action
 * of its own, and has the case read again.
 */
gboolean
hecha_inspect_append (HechaSession    *session,
                      const char      *case_uuid,
                      HechaEventKind   kind,
                      const char      *prefix,
                      const char      *uuid,
                      JsonObject      *payload,
                      GError         **error)
{
  g_autofree char *group = hecha_uuid_new ();
  gboolean done = hecha_session_append_one (session, hecha_inspect_event (case_uuid, kind, prefix, uuid, payload, group),
                                            error);

  hecha_case_cache_forget (session, case_uuid);
  return done;
}

/* Objects */

/**
 * hecha_inspect_set_object:
 * @object: a new one, or a new state of one
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID for an unknown kind or no name
 */
gboolean
hecha_inspect_set_object (HechaSession       *session,
                          const char         *case_uuid,
                          const HechaObject  *object,
                          GError            **error)
{
  if (!hecha_is_line (object->name))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "An object needs a name, on one line");
      return FALSE;
    }
  if (!hecha_object_kind_find (object->kind))
    {
      hecha_object_kind_refuse (object->kind, error);
      return FALSE;
    }
  return hecha_inspect_append (session, case_uuid, HECHA_EVENT_OBJECT_SET, "object", object->uuid,
                               hecha_object_to_json (object), error);
}

/**
 * hecha_inspect_remove_object:
 *
 * Removes an object, and with it its connections and its place in the diagram;
 * one undo brings all of it back.
 */
gboolean
hecha_inspect_remove_object (HechaSession  *session,
                             const char    *case_uuid,
                             const char    *object_uuid,
                             GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  g_autofree char *group = hecha_uuid_new ();
  gboolean done;

  if (!self)
    return FALSE;
  g_ptr_array_add (events, hecha_inspect_event (case_uuid, HECHA_EVENT_OBJECT_SET, "object", object_uuid,
                                                hecha_inspect_removed (), group));
  for (guint i = 0; i < self->links->len; i++)
    {
      const HechaLink *link = self->links->pdata[i];

      if (strcmp (link->from, object_uuid) == 0 || strcmp (link->to, object_uuid) == 0)
        g_ptr_array_add (events, hecha_inspect_event (case_uuid, HECHA_EVENT_LINK_SET, "link", link->uuid,
                                                      hecha_inspect_removed (), group));
    }
  for (guint i = 0; i < self->spots->len; i++)
    if (strcmp (((HechaSpot *) self->spots->pdata[i])->object, object_uuid) == 0)
      g_ptr_array_add (events, hecha_inspect_event (case_uuid, HECHA_EVENT_SPOT_SET, "spot", object_uuid,
                                                    hecha_inspect_removed (), group));
  done = hecha_session_append (session, events, error);
  hecha_case_cache_forget (session, case_uuid);
  return done;
}

/* Connections */

/**
 * hecha_inspect_connect:
 * @link: a new connection, or a new state of one
 *
 * Returns: %FALSE with an error as of hecha_link_check()
 */
gboolean
hecha_inspect_connect (HechaSession     *session,
                       const char       *case_uuid,
                       const HechaLink  *link,
                       GError          **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);

  return self && hecha_link_check (link, self->objects, error) &&
         hecha_inspect_append (session, case_uuid, HECHA_EVENT_LINK_SET, "link", link->uuid, hecha_link_to_json (link), error);
}

/**
 * hecha_inspect_disconnect:
 * @link_uuid: of a connection
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where there is no such connection
 */
gboolean
hecha_inspect_disconnect (HechaSession  *session,
                          const char    *case_uuid,
                          const char    *link_uuid,
                          GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);

  for (guint i = 0; self && i < self->links->len; i++)
    if (strcmp (((HechaLink *) self->links->pdata[i])->uuid, link_uuid) == 0)
      return hecha_inspect_append (session, case_uuid, HECHA_EVENT_LINK_SET, "link", link_uuid, hecha_inspect_removed (),
                                   error);
  if (self)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no connection %s in this visit", link_uuid);
  return FALSE;
}

/* The diagram */

/**
 * hecha_inspect_move_object:
 * @spot: (nullable): where to; %NULL for where the layout puts it by itself
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where there is no such object
 */
gboolean
hecha_inspect_move_object (HechaSession     *session,
                           const char       *case_uuid,
                           const char       *object_uuid,
                           const HechaSpot  *spot,
                           GError          **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);

  if (!self)
    return FALSE;
  if (!hecha_case_object (self, object_uuid))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no object %s in this visit", object_uuid);
      return FALSE;
    }
  return hecha_inspect_append (session, case_uuid, HECHA_EVENT_SPOT_SET, "spot", object_uuid,
                               spot ? hecha_spot_to_json (spot) : hecha_inspect_removed (), error);
}

/* Sampling */

/**
 * hecha_inspect_set_sampling:
 * @sampling: how many of how many of a kind; nothing of nothing without a reason takes it back
 *
 * Returns: %FALSE with an error as of hecha_sampling_check()
 */
gboolean
hecha_inspect_set_sampling (HechaSession         *session,
                            const char           *case_uuid,
                            const HechaSampling  *sampling,
                            GError              **error)
{
  gboolean nothing = !sampling->population && !sampling->reason;

  return hecha_sampling_check (sampling, error) &&
         hecha_inspect_append (session, case_uuid, HECHA_EVENT_SAMPLING_SET, "sampling", sampling->kind,
                               nothing ? hecha_inspect_removed () : hecha_sampling_to_json (sampling), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of on-site.h that edits connections, places and sampling. */
#include "on-site-private.h"

#include <glib/gi18n.h>

static gboolean
connect_run (HechaEdit     *edit,
             HechaSession  *session,
             GError       **error)
{
  return hecha_inspect_connect (session, hecha_on_site_get_uuid (edit->self), edit->link, error);
}

/**
 * hecha_on_site_connect:
 * @link: (transfer full): a new connection
 */
void
hecha_on_site_connect (HechaOnSite *self,
                       HechaLink   *link)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Connection Was Not Saved"), connect_run);

  edit->link = link;
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
disconnect_run (HechaEdit     *edit,
                HechaSession  *session,
                GError       **error)
{
  return hecha_inspect_disconnect (session, hecha_on_site_get_uuid (edit->self), edit->item, error);
}

/**
 * hecha_on_site_disconnect:
 * @uuid: of a connection
 */
void
hecha_on_site_disconnect (HechaOnSite *self,
                          const char  *uuid)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Connection Was Not Removed"), disconnect_run);

  edit->item = g_strdup (uuid);
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
move_run (HechaEdit     *edit,
          HechaSession  *session,
          GError       **error)
{
  return hecha_inspect_move_object (session, hecha_on_site_get_uuid (edit->self), edit->item, edit->spot, error);
}

/**
 * hecha_on_site_move_object:
 * @uuid: of an object
 * @spot: (transfer full) (nullable): where to; %NULL for the automatic place
 */
void
hecha_on_site_move_object (HechaOnSite *self,
                           const char  *uuid,
                           HechaSpot   *spot)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Object Was Not Moved"), move_run);

  edit->item = g_strdup (uuid);
  edit->spot = spot;
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
sampling_run (HechaEdit     *edit,
              HechaSession  *session,
              GError       **error)
{
  return hecha_inspect_set_sampling (session, hecha_on_site_get_uuid (edit->self), edit->sampling, error);
}

/**
 * hecha_on_site_set_sampling:
 * @sampling: (transfer full): how many of how many
 */
void
hecha_on_site_set_sampling (HechaOnSite   *self,
                            HechaSampling *sampling)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Sampling Was Not Saved"), sampling_run);

  edit->sampling = sampling;
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

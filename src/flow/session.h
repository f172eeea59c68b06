/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "clock.h"
#include "enterprise.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaSession:
 *
 * One open workspace: clock, database, vault and device key, handed to every
 * step of the day. The steps (intake, plan, inspect, issue, hand-over, review,
 * library, overview) are functions that block; they may be called from any
 * thread but one that must not wait. A window calls them through
 * hecha_session_run_async() and hecha_session_edit_async().
 *
 * Signal "changed" (const char *scope, const char *subject): emitted in the
 * main context of the thread that opened the session after something was
 * saved: "workspace", "register:CODE" or "case:UUID", and what in it.
 */
#define HECHA_TYPE_SESSION (hecha_session_get_type ())
G_DECLARE_FINAL_TYPE (HechaSession, hecha_session, HECHA, SESSION, GObject)

/**
 * HechaProgress:
 * @done: what is done of @total
 * @total: 0 where it is not known
 *
 * Called from the thread that works, often.
 */
typedef void (*HechaProgress) (guint64  done,
                               guint64  total,
                               gpointer data);

/**
 * HechaJob:
 * @session: the session
 * @data: what hecha_session_run_async() was given
 *
 * Returns: (nullable): the result; %NULL with @error set for a failure
 */
typedef gpointer (*HechaJob) (HechaSession  *session,
                              gpointer       data,
                              GCancellable  *cancellable,
                              GError       **error);

char         *hecha_session_default_directory (void);
gboolean      hecha_session_exists       (const char           *directory);
gboolean      hecha_session_create       (const char           *directory,
                                          HechaHolder           holder,
                                          const char           *unit,
                                          const char           *author,
                                          GError              **error);
HechaSession *hecha_session_open         (const char           *directory,
                                          const HechaClock     *clock,
                                          GError              **error);

const char       *hecha_session_get_directory (HechaSession    *self);
HechaHolder       hecha_session_get_holder    (HechaSession    *self);
const char       *hecha_session_get_unit      (HechaSession    *self);
const char       *hecha_session_get_author    (HechaSession    *self);
const char       *hecha_session_get_device    (HechaSession    *self);
const char       *hecha_session_get_notice    (HechaSession    *self);
const HechaClock *hecha_session_get_clock     (HechaSession    *self);

void          hecha_session_run_async    (HechaSession         *self,
                                          HechaJob              job,
                                          gpointer              data,
                                          GDestroyNotify        data_free,
                                          GDestroyNotify        result_free,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
void          hecha_session_edit_async   (HechaSession         *self,
                                          HechaJob              job,
                                          gpointer              data,
                                          GDestroyNotify        data_free,
                                          GDestroyNotify        result_free,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gpointer      hecha_session_run_finish   (HechaSession         *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS

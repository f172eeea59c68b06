/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SQLite's "unix" VFS under the name "fault": it counts the writes, syncs and
 * truncations, fails the one asked for, and can lose what was never synced. */
#define FAULT_VFS "fault"

void  fault_vfs_register (void);
void  fault_vfs_arm      (guint       fail_at,
                          gboolean    for_good,
                          int         code);
guint fault_vfs_calls    (void);
void  fault_vfs_lose_power (const char *dir);

G_END_DECLS

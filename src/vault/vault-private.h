/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault.h"

struct _HechaVault
{
  char               *dir;          /* absolute */
  const HechaVaultIo *io;
  guint               next_temp;    /* atomic */
  GMutex              lock;         /* of what is in place: entries appear and go under it */
  gboolean            dir_dirty;    /* a folder in dir may not have been synced; under lock */
};

char *hecha_vault_folder (HechaVault *self,
                          const char *sha256);
char *hecha_vault_path   (HechaVault *self,
                          const char *sha256);

gboolean hecha_vault_destroy_derived (HechaVault  *self,
                                      const char  *folder,
                                      const char  *sha256,
                                      GError     **error);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A disk whose n-th call fails, and that keeps a record of what it was asked. */
typedef struct
{
  guint    calls;
  guint    fail_at;      /* 0: never */
  gboolean for_good;     /* whether each later call that needs room fails as well */
  int      code;
  GString *record;       /* a line a call, in paths relative to dir */
  char    *dir;
} Fault;

extern Fault fault;

const HechaVaultIo *fault_io     (void);
void                fault_begin  (const char *dir,
                                  guint       fail_at,
                                  gboolean    for_good,
                                  int         code);
void                fault_end    (void);
guint               count_files  (const char *dir);
void                remove_tree  (const char *dir);

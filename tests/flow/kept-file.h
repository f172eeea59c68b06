/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session-private.h"
#include "workspace.h"

/* SHA-256 of "abc": FIPS 180-4, appendix B. */
#define ABC_SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

/* A workspace whose vault holds "abc". */
typedef struct
{
  Workspace  *self;
  HechaVault *vault;
} Stage;

static inline void
stage_begin (Stage *stage)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("abc", 3, NULL);
  g_autoptr(GError) error = NULL;
  HechaVaultEntry entry;

  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  stage->vault = hecha_session_get_vault (stage->self->session);
  hecha_vault_import (stage->vault, stream, 3, NULL, NULL, NULL, &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry.sha256, ==, ABC_SHA256);
}

static inline void
stage_end (Stage *stage)
{
  workspace_free (stage->self);
}

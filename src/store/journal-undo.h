/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journal.h"

G_BEGIN_DECLS

GPtrArray *hecha_journal_last_group (HechaJournal  *self,
                                     const char    *scope,
                                     GError       **error);
gboolean   hecha_journal_undo       (HechaJournal  *self,
                                     const char    *scope,
                                     GError       **error);

G_END_DECLS

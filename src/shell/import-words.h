/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *hecha_import_words_failure (const GError *error);

G_END_DECLS

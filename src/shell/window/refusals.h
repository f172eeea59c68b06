/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *hecha_refusal_text  (const GError *error);
char       *hecha_refusal_words (const char   *message);

G_END_DECLS

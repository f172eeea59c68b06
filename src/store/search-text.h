/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  hecha_search_text_append (GString    *out,
                                const char *text);
char *hecha_search_text_match  (const char *search);
char *hecha_search_text_runs   (const char *search);

G_END_DECLS

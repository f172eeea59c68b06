/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaStates:
 *
 * What every page goes through: loading (shown after 200 ms only), empty (says
 * what to do next), error (the cause and a way on), or its content, which is
 * the child. An action named by "empty-action" is offered on the empty page,
 * one named by "retry-action" on the error page.
 */
#define HECHA_TYPE_STATES (hecha_states_get_type ())
G_DECLARE_FINAL_TYPE (HechaStates, hecha_states, HECHA, STATES, AdwBin)

void hecha_states_show_loading (HechaStates  *self);
void hecha_states_show_empty   (HechaStates  *self);
void hecha_states_show_content (HechaStates  *self);
void hecha_states_show_error   (HechaStates  *self,
                                const GError *error);

G_END_DECLS

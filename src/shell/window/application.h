/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HECHA_TYPE_APPLICATION (hecha_application_get_type ())
G_DECLARE_FINAL_TYPE (HechaApplication, hecha_application, HECHA, APPLICATION, AdwApplication)

HechaApplication *hecha_application_new (void);

G_END_DECLS

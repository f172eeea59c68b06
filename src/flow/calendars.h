/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"

G_BEGIN_DECLS

HechaCalendar *hecha_calendars_load (GError **error);

G_END_DECLS

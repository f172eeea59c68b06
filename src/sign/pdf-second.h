/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

int hecha_pdf_second_reading (GBytes  *bytes,
                              char   **message);

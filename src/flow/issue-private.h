/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "issue.h"
#include "report-store.h"

/* For the sources of issue.h. */

HechaStoredReport *hecha_issue_find (HechaSession *session,
                                     const char   *sha256);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/* What the tests of the report's pages share: a visit that can be issued, and
 * keys made by the openssl program. */

#define FIXTURE_PASSWORD "geheim-密码"

void  fixture_run     (const char   *first,
                       ...) G_GNUC_NULL_TERMINATED;
void  fixture_answer  (HechaSession *session,
                       const char   *case_uuid);
char *fixture_p12     (const char   *name);
char *fixture_report  (HechaSession *session,
                       const char   *case_uuid);
void  fixture_sign    (HechaSession *session,
                       const char   *file,
                       const char   *field,
                       const char   *name);
char *fixture_issued  (HechaSession *session,
                       char        **file);

G_END_DECLS

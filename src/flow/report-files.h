/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "session-private.h"

G_BEGIN_DECLS

/* The files of reports in a workspace: reports/NUMBER-rREVISION-DIGEST.pdf. Of such a file
 * the size that the journal names is the report; a later version may follow, see report-growth. */

gboolean hecha_file_digest        (const char    *path,
                                   char         **sha256,
                                   guint64       *size,
                                   GError       **error);
gboolean hecha_file_digest_first  (const char    *path,
                                   guint64        most,
                                   char         **sha256,
                                   guint64       *size,
                                   GError       **error);
char    *hecha_report_file_name   (const char    *number,
                                   int            revision,
                                   const char    *sha256);
char    *hecha_report_file_keep   (HechaSession  *session,
                                   const char    *temporary,
                                   const char    *number,
                                   int            revision,
                                   char         **sha256,
                                   guint64       *size,
                                   GError       **error);
char    *hecha_report_file_path   (HechaSession  *session,
                                   const char    *name);
char    *hecha_report_file_temporary (HechaSession *session);
gboolean hecha_file_copy          (const char    *from,
                                   const char    *to,
                                   GError       **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"
#include "trust.h"

G_BEGIN_DECLS

/**
 * HechaFetch:
 * @url: http or https, from a certificate
 * @query: (nullable): DER of an OCSP request, to be posted as
 *   application/ocsp-request; %NULL to get a list or a certificate
 *
 * Returns: (transfer full) (nullable): what is there
 */
typedef GBytes *(*HechaFetch) (const char *url,
                               GBytes     *query,
                               gpointer    data,
                               GError    **error);

/**
 * HechaValidationSummary:
 * @n_added: certificates, lists and answers that were not in the file before
 * @n_missing: certificates about which nothing could be fetched
 * @missing: (nullable): why, of the first of them
 *
 * What hecha_pdf_add_validation_data() did.
 */
typedef struct
{
  guint n_added;
  guint n_missing;
  char *missing;
} HechaValidationSummary;

gboolean hecha_pdf_add_validation_data (const char             *in_path,
                                        const char             *out_path,
                                        gint64                  now,
                                        HechaFetch              fetch,
                                        gpointer                data,
                                        HechaValidationSummary *summary,
                                        GError                **error);

/* For the sources of this folder. */
HechaValidationData *hecha_dss_read (HechaPdfFile *file);

G_END_DECLS

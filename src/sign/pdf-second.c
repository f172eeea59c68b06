/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-second.h"

#include <qpdf/qpdf-c.h>

/**
 * hecha_pdf_second_reading:
 * @bytes: a PDF, from outside
 * @message: (out) (transfer full): what qpdf says of it
 *
 * Reads a file with qpdf, which shares no code with our own reader, without
 * its repairs. A file that two readers understand differently is not judged.
 *
 * Returns: how many pages qpdf sees; -1 where it cannot read the file
 */
int
hecha_pdf_second_reading (GBytes *bytes,
                          char  **message)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  qpdf_data qpdf = qpdf_init ();
  int pages = -1;

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  qpdf_set_attempt_recovery (qpdf, QPDF_FALSE);
  if (!(qpdf_read_memory (qpdf, "file", data, size, NULL) & QPDF_ERRORS) && !qpdf_is_encrypted (qpdf))
    pages = qpdf_get_num_pages (qpdf);
  if (qpdf_has_error (qpdf))
    *message = g_utf8_make_valid (qpdf_get_error_full_text (qpdf, qpdf_get_error (qpdf)), -1);
  else
    *message = g_strdup_printf ("qpdf reads %d pages.", pages);
  qpdf_cleanup (&qpdf);
  return pages;
}

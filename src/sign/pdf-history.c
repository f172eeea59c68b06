/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-history.h"

#include "pdf-diff.h"

/* Beyond so many revisions after a signature nobody asks which of them it was. */
#define REVISION_LIMIT 64

/**
 * hecha_pdf_history_count:
 * @file: a file, or one of its revisions
 *
 * Returns: how many revisions it has: 1 as it was first written, and one more for
 *   each update behind it. The two sections of a linearized file are one.
 */
guint
hecha_pdf_history_count (const HechaPdfFile *file)
{
  guint n = 1;

  g_return_val_if_fail (file, 0);
  for (guint i = 0; i + 1 < hecha_pdf_file_n_sections (file); i++)
    n += hecha_pdf_file_get_section (file, i, NULL) > hecha_pdf_file_get_section (file, i + 1, NULL);
  return n;
}

/* Whether @revision changes what was signed; @added: whether it only shows something in addition. */
static gboolean
is_change (HechaPdfFile *before,
           HechaPdfFile *revision,
           gboolean     *added)
{
  HechaPdfDiff *diff = hecha_pdf_diff_new (before, revision);
  gboolean changed = diff->change != NULL;

  *added = diff->areas->len > 0;
  hecha_pdf_diff_free (diff);
  return changed;
}

/**
 * hecha_pdf_history_find_change:
 * @file: a file in which something was changed after it was signed
 * @covers: where the signed revision ends, bytes from the start
 *
 * Returns: the number of the first revision that differs from the signed one in a way that
 *   it does not allow, else of the first that shows something in addition; 0 where none
 *   does, or it cannot be told
 */
guint
hecha_pdf_history_find_change (HechaPdfFile *file,
                               gsize         covers)
{
  g_autoptr(HechaPdfFile) before = NULL;
  guint old, all, first = 0;
  gboolean added = FALSE;

  g_return_val_if_fail (file, 0);
  if (covers > g_bytes_get_size (hecha_pdf_file_get_bytes (file)))
    return 0;
  before = hecha_pdf_file_prefix (file, covers, NULL);
  old = before ? hecha_pdf_file_n_sections (before) : 0;
  all = hecha_pdf_file_n_sections (file);
  if (old == 0 || old > all || all - old > REVISION_LIMIT)
    return 0;
  for (guint i = all - old; i-- > 0;)
    {
      g_autoptr(HechaPdfFile) revision = hecha_pdf_file_revision (file, i, NULL);

      if (!revision)
        return 0;
      if (is_change (before, revision, &added))
        return hecha_pdf_history_count (revision);
      if (added && first == 0)
        first = hecha_pdf_history_count (revision);
    }
  return first;
}

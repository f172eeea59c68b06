/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "xml-part.h"
#include "xlsx-number.h"

G_BEGIN_DECLS

typedef struct
{
  char    *name;
  char    *part;
  gboolean hidden;
} HechaXlsxSheet;

/**
 * HechaXlsxBook:
 *
 * What the sheets of a workbook share: their list, the number formats and the
 * table of texts. Transitional and strict Office Open XML (ISO/IEC 29500-1, -4).
 */
typedef struct _HechaXlsxBook HechaXlsxBook;

extern const char *const hecha_xlsx_spaces[];

HechaXlsxBook        *hecha_xlsx_book_open     (HechaZipPackage  *package,
                                                GError          **error);
void                  hecha_xlsx_book_free     (HechaXlsxBook    *self);
guint                 hecha_xlsx_book_n_sheets (HechaXlsxBook    *self);
const HechaXlsxSheet *hecha_xlsx_book_sheet    (HechaXlsxBook    *self,
                                                guint             index);
gboolean              hecha_xlsx_book_date1904 (HechaXlsxBook    *self);
HechaNumberStyle      hecha_xlsx_book_style    (HechaXlsxBook    *self,
                                                guint             index);
const char           *hecha_xlsx_book_string   (HechaXlsxBook    *self,
                                                guint64           index,
                                                guint32          *length);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaXlsxBook, hecha_xlsx_book_free)

void                  hecha_xlsx_unescape      (GString          *text,
                                                gsize             from);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text.h"

G_BEGIN_DECLS

/**
 * HechaRowIssue:
 * @is_error: whether the row is refused for it; a warning otherwise
 * @file: name of the file, without its folder
 * @sheet: (nullable): name of the sheet; %NULL for csv and JSON
 * @row: as the spreadsheet program shows it
 * @column: (nullable): letters of the column, %NULL where it is about the whole row
 * @header: (nullable): what stands over the column
 * @rule: the rule's name, such as "credit-code-length"; frozen
 * @message: for people, with the value
 *
 * What is wrong or unusual in one row of an import.
 */
typedef struct
{
  gboolean  is_error;
  char     *file;
  char     *sheet;
  guint     row;
  char     *column;
  char     *header;
  char     *rule;
  HechaText message;
} HechaRowIssue;

HechaRowIssue *hecha_row_issue_new     (gboolean             is_error,
                                        const char          *file,
                                        const char          *sheet,
                                        guint                row,
                                        const char          *rule,
                                        const char          *value);
void           hecha_row_issue_name_field (HechaRowIssue    *self,
                                           const HechaText  *field);
HechaRowIssue *hecha_row_issue_copy    (const HechaRowIssue *self);
void           hecha_row_issue_free    (HechaRowIssue       *self);
void           hecha_row_issue_append  (HechaRowIssue       *self,
                                        const HechaRowIssue *other);
const HechaText *hecha_row_issue_basis (const HechaRowIssue *self);
JsonObject    *hecha_row_issue_to_json (const HechaRowIssue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRowIssue, hecha_row_issue_free)

G_END_DECLS

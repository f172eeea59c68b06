/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "json.h"
#include "session.h"
#include "text.h"

G_BEGIN_DECLS

typedef struct _HechaCommand HechaCommand;

/**
 * HechaVerb:
 * @name: as it is typed, "pack add" for two words
 * @usage: what follows the name
 * @summary: one line
 * @help: (nullable): more, for --help
 * @run: does it. Fills the command's JSON result and, unless JSON was asked
 *   for, prints for people. Returns %FALSE with an error where it was refused.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  const char *help;
  gboolean  (*run) (HechaCommand  *command,
                    int            argc,
                    char         **argv,
                    GError       **error);
} HechaVerb;

/**
 * HechaCommand:
 * @verb: what is to be done
 * @workspace: where
 * @json: whether JSON goes to stdout, and nothing else
 * @result: what JSON says
 * @exit_status: of the program, where @verb was carried out: 0, or 1 for a
 *   negative answer
 * @session: (nullable): opened by hecha_command_session()
 */
struct _HechaCommand
{
  const HechaVerb *verb;
  const char      *workspace;
  gboolean         json;
  JsonObject      *result;
  int              exit_status;
  HechaSession    *session;
};

/**
 * HechaReadRows:
 *
 * Returns: (transfer full) (nullable): what there is to list
 */
typedef GPtrArray *(*HechaReadRows) (HechaSession  *session,
                                     GError       **error);

/**
 * HechaShowRow:
 * @row: an element of what #HechaReadRows gave
 *
 * Says one row of a list for people.
 *
 * Returns: (transfer full): what JSON says of it
 */
typedef JsonObject *(*HechaShowRow) (HechaCommand *command,
                                     gpointer      row);

/* Ends with a NULL name. One table for each file of verbs. */
extern const HechaVerb hecha_intake_verbs[];
extern const HechaVerb hecha_filing_verbs[];
extern const HechaVerb hecha_deadline_verbs[];
extern const HechaVerb hecha_library_verbs[];
extern const HechaVerb hecha_pack_verbs[];
extern const HechaVerb hecha_plan_verbs[];
extern const HechaVerb hecha_object_verbs[];
extern const HechaVerb hecha_checklist_verbs[];
extern const HechaVerb hecha_inspect_verbs[];
extern const HechaVerb hecha_document_verbs[];
extern const HechaVerb hecha_issue_verbs[];
extern const HechaVerb hecha_trust_verbs[];
extern const HechaVerb hecha_hand_over_verbs[];
extern const HechaVerb hecha_review_verbs[];
extern const HechaVerb hecha_rectification_verbs[];

HechaSession *hecha_command_session (HechaCommand        *self,
                                     GError             **error);
gboolean      hecha_command_parse   (HechaCommand        *self,
                                     const GOptionEntry  *entries,
                                     int                 *argc,
                                     char              ***argv,
                                     int                  least,
                                     int                  most,
                                     GError             **error);
void          hecha_command_show    (HechaCommand        *self,
                                     const char          *member,
                                     GPtrArray           *rows,
                                     HechaShowRow         show);
gboolean      hecha_command_list    (HechaCommand        *self,
                                     int                  argc,
                                     char               **argv,
                                     const char          *member,
                                     HechaReadRows        read,
                                     HechaShowRow         show,
                                     GError             **error);
void          hecha_command_say     (HechaCommand        *self,
                                     const char          *format,
                                     ...) G_GNUC_PRINTF (2, 3);
void          hecha_command_note    (HechaCommand        *self,
                                     const char          *format,
                                     ...) G_GNUC_PRINTF (2, 3);
void          hecha_command_results (HechaCommand        *self,
                                     const HechaCase     *content);
char         *hecha_command_case    (HechaCommand        *self,
                                     const char          *name,
                                     GError             **error);
HechaCase    *hecha_command_load    (HechaCommand        *self,
                                     const char          *name,
                                     GError             **error);
HechaChecklistEntry *hecha_command_item (const HechaCase *content,
                                     const char          *name,
                                     GError             **error);
HechaObject  *hecha_command_object  (const HechaCase     *content,
                                     const char          *name,
                                     GError             **error);
char         *hecha_command_read_password (const char    *file,
                                     GError             **error);
HechaLanguage hecha_command_language (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"
#include "hand-over.h"
#include "inspect.h"
#include "intake.h"
#include "issue.h"
#include "library.h"
#include "overview.h"
#include "plan.h"
#include "review.h"

G_BEGIN_DECLS

/* A workspace in a temporary folder, with a clock that stands still unless it
 * is moved, and keys made by the openssl program. */
typedef struct
{
  Fixture      *files;       /* the folder, and the keys in it */
  char         *directory;   /* of the workspace */
  HechaSession *session;
  HechaClock    clock;
  gint64        now;         /* what the clock says; the real time of the start at first */
} Workspace;

/* Of the samples: filed as connected (level 3) and platform enterprise (level 2). */
#define WORKSPACE_CODE "91130102000000385H"
#define WORKSPACE_NAME "示例智能制造有限公司0038"
/* Filed as connected industrial enterprise with plants in two regions, on two rows. */
#define WORKSPACE_TWO_SITES "912102110000003931"

Workspace *workspace_new     (HechaHolder  holder,
                              const char  *unit);
Workspace *workspace_new_in  (const char  *directory);
void       workspace_free    (Workspace   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Workspace, workspace_free)
void       workspace_close   (Workspace   *self);
void       workspace_open    (Workspace   *self);
void       workspace_import  (Workspace   *self);
char      *workspace_plan    (Workspace   *self,
                              const char  *const *members);
char      *workspace_plan_of (Workspace   *self,
                              const char  *code,
                              guint        types,
                              HechaProcedure procedure,
                              const char  *const *members,
                              GError     **error);
void       workspace_key     (Workspace   *self,
                              const char  *name);
void       workspace_answer_all (Workspace *self,
                              const char  *case_uuid);
gboolean   workspace_answer  (Workspace   *self,
                              const char  *case_uuid,
                              const char  *item,
                              int          step,
                              HechaAnswerField field,
                              const char  *value,
                              GError     **error);
HechaIssuedReport *workspace_issue (Workspace *self,
                              const char  *case_uuid);
void       workspace_sign    (Workspace   *self,
                              const char  *file,
                              const char  *field);

/* prepared, reviewed and approved with certificates NAME.pem, for workspace_plan(). */
extern const char *const workspace_team[];
extern const char *const workspace_inspectors[];

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conclusion.h"
#include "report-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_REPORT_RESULTS  "assessment-results.json"
#define HECHA_REPORT_EVIDENCE "evidence-manifest.json"

/**
 * HechaReportFile:
 * @name: its name in the document
 * @media_type: such as application/json
 * @description: one line for people, in the case's language
 * @bytes: what it holds
 *
 * A data file that the document carries.
 */
typedef struct
{
  const char *name;
  const char *media_type;
  const char *description;
  GBytes     *bytes;
} HechaReportFile;

/* The place of a picture at 200 dots per inch: 77.6 mm × 60.6 mm. */
#define HECHA_REPORT_PICTURE_WIDTH  612
#define HECHA_REPORT_PICTURE_HEIGHT 478

/**
 * HechaReportPicture:
 * @jpeg: (nullable) (transfer full): the bytes of a JPEG of grey or three
 *   colours; %NULL where there is nothing to show
 * @width: its pixels
 * @height: its pixels
 * @orientation: how its pixels are to be turned, 1 to 8 (Exif 2.32); 0 or 1
 *   where they are upright
 */
typedef struct
{
  GBytes *jpeg;
  int     width;
  int     height;
  int     orientation;
} HechaReportPicture;

/**
 * HechaReportQr:
 * @width: modules a side, without the quiet zone; 0 for no code
 * @modules: (nullable) (transfer full): @width × @width bytes by row, the
 *   lowest bit set where dark
 */
typedef struct
{
  int     width;
  GBytes *modules;
} HechaReportQr;

/**
 * HechaReportInput:
 * @content: the case; frozen, or else the document is marked as a draft
 * @rule: (nullable): how conclusions are drawn; an evaluation needs one
 * @device: name and id of the device that makes the document
 * @author: who sits at it
 * @claimed_time: that device's time, RFC 3339; printed as claimed
 * @marking: (nullable): at the top of each page
 * @replaces: (nullable): number and digest of the document this one replaces
 * @basis: (nullable) (array zero-terminated=1): the laws in force on the day of
 *   the visit, from a dated data file; %NULL names them without article
 * @arrived: (nullable): of an inspection, in words
 * @left: (nullable): likewise
 * @present: (nullable): who was there besides the team
 * @files: (array length=n_files): what is attached; a frozen case needs
 *   %HECHA_REPORT_RESULTS and %HECHA_REPORT_EVIDENCE
 * @picture: (nullable): hands out the picture of an evidence record, one at a
 *   time, while pages are written; %FALSE stops with its error
 * @qr: (nullable): hands out the code of a page, from 1
 * @data: for @picture and @qr
 *
 * What a document is made from. Nothing is kept after the call.
 */
typedef struct
{
  const HechaCase           *content;
  const HechaConclusionRule *rule;
  const char                *device;
  const char                *author;
  const char                *claimed_time;
  const char                *marking;
  const char                *replaces;
  const char *const         *basis;
  const char                *arrived;
  const char                *left;
  const char                *present;
  const HechaReportFile     *files;
  guint                      n_files;
  gboolean                 (*picture) (const char          *evidence,
                                       HechaReportPicture  *picture,
                                       gpointer             data,
                                       GError             **error);
  gboolean                 (*qr)      (guint                page,
                                       guint                pages,
                                       HechaReportQr       *qr,
                                       gpointer             data,
                                       GError             **error);
  gpointer                   data;
} HechaReportInput;

HechaReportModel *hecha_report_build (const HechaReportInput  *input,
                                      GError                 **error);
GStrv             hecha_report_texts (const HechaReportInput  *input,
                                      GError                 **error);
gboolean          hecha_report_write (const char              *path,
                                      const HechaReportInput  *input,
                                      guint                   *n_pages,
                                      GCancellable            *cancellable,
                                      GError                 **error);

G_END_DECLS

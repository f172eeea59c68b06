/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

#include <poppler.h>

struct _HechaDocument
{
  GMutex             lock;       /* of poppler */
  PopplerDocument   *poppler;
  guint              n_pages;
  HechaDocumentRect *sizes;      /* of each page; its origin is 0 */
  GThreadPool       *worker;     /* one thread for what is asked asynchronously */
};

void hecha_document_work (gpointer data,
                          gpointer user_data);

typedef HechaDocument HechaPoppler;

HechaPoppler *hecha_document_begin    (HechaDocument  *self);
void          hecha_document_end      (HechaPoppler   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPoppler, hecha_document_end)
PopplerPage *hecha_document_get_page (HechaDocument  *self,
                                      guint           number,
                                      GCancellable   *cancellable,
                                      GError        **error);

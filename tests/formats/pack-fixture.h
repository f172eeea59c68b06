/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oscal-fixture.h"
#include "oscal-profile.h"
#include "pack-diff.h"

static inline GBytes *
load_shipped (const char  *href,
              gpointer     data,
              GError     **error)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "checklists", NULL);

  return fixture (folder, href);
}

/* A pack of data/checklists, such as "connected/level-3.json". */
static inline HechaPack *
shipped_pack (const char *name)
{
  g_autoptr(GBytes) bytes = load_shipped (name, NULL, NULL);
  g_autoptr(GError) error = NULL;
  HechaPack *pack = hecha_oscal_read (bytes, name, load_shipped, NULL, &error);

  g_assert_no_error (error);
  return pack;
}

static inline void
assert_same_items (HechaPack *before,
                   HechaPack *after)
{
  g_autoptr(GPtrArray) changes = hecha_items_diff (before->items, after->items);

  g_assert_cmpuint (before->items->len, ==, after->items->len);
  for (guint i = 0; i < changes->len; i++)
    {
      HechaItemChange *change = changes->pdata[i];

      g_test_message ("%s: %s %s", change->after ? change->after->id : change->before->id,
                      hecha_nick_text (hecha_change_kind_nicks, change->kind),
                      change->fields->len ? ((HechaFieldChange *) change->fields->pdata[0])->field : "");
    }
  g_assert_cmpuint (changes->len, ==, 0);
  for (guint i = 0; i < before->items->len; i++)
    g_assert_cmpstr (((HechaItem *) before->items->pdata[i])->id, ==, ((HechaItem *) after->items->pdata[i])->id);
}

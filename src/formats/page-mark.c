/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-mark.h"

#include "digest.h"
#include "error.h"

#include <string.h>

#define DRAFT        "DRAFT"
#define NUMBER_LIMIT 100

/**
 * hecha_page_mark_to_text:
 *
 * In capitals, which a QR code packs into two thirds of the room: its modules
 * are so much larger, and the page is read from a coarser scan.
 *
 * Returns: (transfer full): "HECHA/1 NUMBER rREVISION DIGEST PAGE/PAGES", in capitals
 */
char *
hecha_page_mark_to_text (const HechaPageMark *self)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (self != NULL && self->number != NULL, NULL);
  digest = self->digest ? g_ascii_strup (self->digest, -1) : g_strdup (DRAFT);
  return g_strdup_printf (HECHA_PAGE_MARK_PREFIX "%s R%d %s %u/%u", self->number, self->revision, digest, self->page,
                          self->pages);
}

static gboolean
take_count (const char  *text,
            guint        limit,
            guint       *count)
{
  guint64 value;

  if (!*text || *text == '0' || !g_ascii_string_to_unsigned (text, 10, 1, limit, &value, NULL))
    return FALSE;
  *count = (guint) value;
  return TRUE;
}

static gboolean
take_place (char           *text,
            HechaPageMark  *self)
{
  char *slash = strchr (text, '/');

  if (!slash)
    return FALSE;
  *slash = '\0';
  return take_count (text, HECHA_PAGE_MARK_MAX_PAGES, &self->page)
         && take_count (slash + 1, HECHA_PAGE_MARK_MAX_PAGES, &self->pages) && self->page <= self->pages;
}

static gboolean
take_digest (const char     *text,
             HechaPageMark  *self)
{
  if (strcmp (text, DRAFT) == 0)
    return TRUE;
  self->digest = g_ascii_strdown (text, -1);
  return hecha_is_sha256_hex (self->digest);
}

static gboolean
take_revision (const char     *text,
               HechaPageMark  *self)
{
  guint revision;

  /* A draft that was never frozen has revision 0. */
  if (text[0] != 'R' || (strcmp (text, "R0") != 0 && !take_count (text + 1, G_MAXINT, &revision)))
    return FALSE;
  self->revision = strcmp (text, "R0") == 0 ? 0 : (int) revision;
  return TRUE;
}

static gboolean
take_number (const char     *text,
             HechaPageMark  *self)
{
  self->number = g_strdup (text);
  return *text && strlen (text) <= NUMBER_LIMIT;
}

/**
 * hecha_page_mark_parse:
 * @text: of a code that was read from paper; anything
 *
 * Returns: (transfer full): what it says, or %NULL with %HECHA_ERROR_INVALID
 */
HechaPageMark *
hecha_page_mark_parse (const char  *text,
                       GError     **error)
{
  g_autoptr(HechaPageMark) self = g_new0 (HechaPageMark, 1);
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  if (g_str_has_prefix (text, HECHA_PAGE_MARK_PREFIX))
    parts = g_strsplit (text + strlen (HECHA_PAGE_MARK_PREFIX), " ", 5);
  if (parts && g_strv_length (parts) == 4 && take_number (parts[0], self) && take_revision (parts[1], self)
      && take_digest (parts[2], self) && take_place (parts[3], self))
    return g_steal_pointer (&self);
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "The code is not that of a page of a report");
  return NULL;
}

/**
 * hecha_page_mark_free:
 * @self: (transfer full): a mark
 */
void
hecha_page_mark_free (HechaPageMark *self)
{
  g_free (self->number);
  g_free (self->digest);
  g_free (self);
}

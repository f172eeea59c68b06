/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-edit.h"

#include <string.h>

gsize
find_last (const GString *data,
           const char    *part)
{
  gsize length = strlen (part);

  for (gsize at = data->len - length + 1; at > 0; at--)
    if (memcmp (data->str + at - 1, part, length) == 0)
      return at - 1;
  g_error ("no %s", part);
}

gsize
find_first (const GString *data,
            const char    *part)
{
  const char *at = memmem (data->str, data->len, part, strlen (part));

  g_assert_nonnull (at);
  return (gsize) (at - data->str);
}

/* The text of the newest object @number, without "obj" and "endobj". */
char *
object_text (const GString *data,
             guint          number)
{
  g_autofree char *head = g_strdup_printf ("\n%u 0 obj\n", number);
  const char *start = data->str + find_last (data, head) + strlen (head);
  const char *end = memmem (start, data->len - (gsize) (start - data->str), "endobj", 6);

  g_assert_nonnull (end);
  return g_strndup (start, (gsize) (end - start));
}

guint
number_after (const GString *data,
              const char    *key)
{
  return (guint) g_ascii_strtoull (data->str + find_last (data, key) + strlen (key), NULL, 10);
}

/* The number of the object that @at lies in. */
guint
object_around (const GString *data,
               gsize          at)
{
  while (memcmp (data->str + at, " 0 obj", 6) != 0)
    at--;
  while (g_ascii_isdigit (data->str[at - 1]))
    at--;
  return (guint) g_ascii_strtoull (data->str + at, NULL, 10);
}

/* The first @from in @text becomes @to. */
void
replace_text (char      **text,
              const char *from,
              const char *to)
{
  char *at = strstr (*text, from);
  char *out;

  g_assert_nonnull (at);
  out = g_strdup_printf ("%.*s%s%s", (int) (at - *text), *text, to, at + strlen (from));
  g_free (*text);
  *text = out;
}

/* The newest trailer's entries, but for those that each update says anew. */
static char *
trailer_entries (const GString *data)
{
  static const char *const again[] = { "/Prev ", "/Size " };
  gsize trailer = find_last (data, "trailer");
  char *out = g_strndup (data->str + trailer + 8, find_last (data, "startxref") - trailer - 8);

  for (guint i = 0; i < G_N_ELEMENTS (again); i++)
    {
      char *at = strstr (out, again[i]);

      if (at)
        memset (at, ' ', 6 + strspn (at + 6, "0123456789"));
    }
  for (guint i = 0; i < 2; i++)
    *strrchr (out, '>') = '\0';
  return out;
}

/* Appends a section of the cross-reference, with more @entries in its trailer. */
void
append_section (GString    *data,
                const char *rows,
                const char *entries,
                guint       size)
{
  gsize old = number_after (data, "startxref\n"), xref = data->len;
  g_autofree char *kept = trailer_entries (data);

  g_string_append_printf (data, "xref\n%strailer\n%s /Size %u /Prev %zu %s >>\nstartxref\n%zu\n%%%%EOF\n",
                          rows, kept, MAX (size, number_after (data, "/Size ")), old, entries, xref);
}

/* Appends an incremental update of @n objects; one without text is freed. */
void
update_objects (GString         *data,
                const PdfUpdate *updates,
                gsize            n)
{
  guint size = 0;
  g_autoptr(GString) rows = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      size = MAX (size, updates[i].number + 1);
      g_string_append_printf (rows, "%u 1\n%010zu %05u %c \n", updates[i].number, updates[i].text ? data->len : 0,
                              updates[i].text ? 0 : 1, updates[i].text ? 'n' : 'f');
      if (updates[i].text)
        g_string_append_printf (data, "%u 0 obj\n%s\nendobj\n", updates[i].number, updates[i].text);
    }
  append_section (data, rows->str, "", size);
}

/* Appends an incremental update of one object. */
void
update_object (GString    *data,
               guint       number,
               const char *text)
{
  update_objects (data, &(PdfUpdate) { number, text }, 1);
}

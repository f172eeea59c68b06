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

/* Appends an incremental update of one object. */
void
update_object (GString    *data,
               guint       number,
               const char *text)
{
  gsize old = number_after (data, "startxref\n");
  gsize trailer = find_last (data, "trailer");
  g_autofree char *dictionary = g_strndup (data->str + trailer + 8,
                                           find_last (data, "startxref") - trailer - 8);
  char *prev = strstr (dictionary, "/Prev ");
  gsize object = data->len, xref;

  if (prev)
    {
      gsize digits = strspn (prev + 6, "0123456789");

      memset (prev, ' ', 6 + digits);
    }
  *strrchr (dictionary, '>') = '\0';
  *strrchr (dictionary, '>') = '\0';
  g_string_append_printf (data, "%u 0 obj\n%s\nendobj\n", number, text);
  xref = data->len;
  g_string_append_printf (data, "xref\n%u 1\n%010zu 00000 n \ntrailer\n%s /Prev %zu >>\nstartxref\n%zu\n%%%%EOF\n",
                          number, object, dictionary, old, xref);
}

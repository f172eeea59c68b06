/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comment.h"

#include "blank.h"

#include <string.h>

/* More than a checklist has items. */
#define MOST 5000

void
hecha_comment_free (HechaComment *self)
{
  g_free (self->item);
  g_free (self->text);
  g_free (self);
}

/**
 * hecha_comments_new:
 *
 * Returns: (transfer full) (element-type HechaComment): no comments
 */
GPtrArray *
hecha_comments_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_comment_free);
}

/**
 * hecha_comments_get:
 * @comments: (nullable)
 *
 * Returns: (transfer none) (nullable): what is said of @item
 */
const char *
hecha_comments_get (GPtrArray  *comments,
                    const char *item)
{
  for (guint i = 0; comments && i < comments->len; i++)
    {
      const HechaComment *comment = comments->pdata[i];

      if (strcmp (comment->item, item) == 0)
        return comment->text;
    }
  return NULL;
}

/**
 * hecha_comments_set:
 * @text: in place of what was said of @item; an empty one takes that away
 */
void
hecha_comments_set (GPtrArray  *comments,
                    const char *item,
                    const char *text)
{
  HechaComment *comment;

  for (guint i = 0; i < comments->len; i++)
    if (strcmp (((HechaComment *) comments->pdata[i])->item, item) == 0)
      {
        g_ptr_array_remove_index (comments, i);
        break;
      }
  if (hecha_is_blank (text))
    return;
  comment = g_new0 (HechaComment, 1);
  comment->item = g_strdup (item);
  comment->text = g_strdup (text);
  g_ptr_array_add (comments, comment);
}

/**
 * hecha_comments_to_json:
 *
 * Returns: (transfer full): an object for each, of item and text
 */
JsonArray *
hecha_comments_to_json (GPtrArray *comments)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < comments->len; i++)
    {
      const HechaComment *comment = comments->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "item", comment->item);
      json_object_set_string_member (object, "text", comment->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

/**
 * hecha_comments_parse:
 * @text: (nullable): JSON as of hecha_comments_to_json(), whoever wrote it
 *
 * Returns: (transfer full) (element-type HechaComment): those that are whole
 */
GPtrArray *
hecha_comments_parse (const char *text)
{
  GPtrArray *comments = hecha_comments_new ();
  g_autoptr(JsonNode) node = text ? hecha_json_parse (text, -1, "comments", NULL) : NULL;
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array) && i < MOST; i++)
    {
      JsonObject *object = hecha_json_element (array, i);
      const char *item = object ? hecha_json_string (object, "item") : NULL;
      const char *said = object ? hecha_json_string (object, "text") : NULL;

      if (item && said && strlen (said) <= HECHA_COMMENT_LONGEST)
        hecha_comments_set (comments, item, said);
    }
  return comments;
}

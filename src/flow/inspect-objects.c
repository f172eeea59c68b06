/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of inspect.h that reads a list of objects from a spreadsheet. */
#include "inspect.h"

#include "case-cache.h"
#include "error.h"
#include "nmap-xml.h"
#include "table.h"
#include "uuid.h"

#include <string.h>

typedef enum
{
  COLUMN_NAME,
  COLUMN_KIND,
  COLUMN_ZONE,
  COLUMN_SITE,
  COLUMN_ADDRESS,
  COLUMN_REASON,
  COLUMN_NOTE,
  N_COLUMNS
} Column;

/* What stands over each column, in either language. */
static const char *const headers[N_COLUMNS][6] = {
  [COLUMN_NAME] = { "名称", "对象名称", "设备名称", "资产名称", "name", "object" },
  [COLUMN_KIND] = { "类型", "类别", "对象类型", "资产类型", "kind", "type" },
  [COLUMN_ZONE] = { "区域", "网络区域", "安全域", "分区", "zone", "network zone" },
  [COLUMN_SITE] = { "厂区", "工厂", "地点", "所属厂区", "site", "plant" },
  [COLUMN_ADDRESS] = { "地址", "IP地址", "IP", "位置", "address", "ip address" },
  [COLUMN_REASON] = { "抽样理由", "抽样原因", "理由", "说明", "reason", "why" },
  [COLUMN_NOTE] = { "备注", "型号", "厂商型号", "品牌型号", "note", "model" },
};

static gboolean
is_header (const char *cell,
           Column      column)
{
  g_autofree char *stripped = g_strstrip (g_strdup (cell));
  g_autofree char *folded = g_utf8_casefold (stripped, -1);

  for (guint i = 0; i < G_N_ELEMENTS (headers[column]); i++)
    {
      g_autofree char *known = g_utf8_casefold (headers[column][i], -1);

      if (strcmp (folded, known) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_columns (const HechaRow *row,
              int             columns[N_COLUMNS])
{
  for (int column = 0; column < N_COLUMNS; column++)
    {
      columns[column] = -1;
      for (guint i = 0; i < row->n_cells && columns[column] < 0; i++)
        if (is_header (row->cells[i].text, column))
          columns[column] = i;
    }
  return columns[COLUMN_NAME] >= 0 && columns[COLUMN_KIND] >= 0;
}

static char *
dup_cell (const HechaRow *row,
          int             column)
{
  g_autofree char *text = column >= 0 && column < (int) row->n_cells ? g_strstrip (g_strdup (row->cells[column].text)) : NULL;

  return text && *text ? g_steal_pointer (&text) : NULL;
}

/* Words that an asset list ends or begins the name of a kind with: 核心交换机, PLC柜. What it is stands at the end. */
static const struct
{
  const char *word;
  const char *kind;
} words[] = {
  { "plc", "control-device" }, { "rtu", "control-device" }, { "dtu", "control-device" }, { "ied", "control-device" },
  { "cnc", "control-device" }, { "控制器", "control-device" }, { "变频器", "control-device" }, { "机器人", "control-device" },
  { "数控机床", "control-device" }, { "hmi", "control-device" }, { "触摸屏", "control-device" },
  { "dcs", "control-system" }, { "scada", "control-system" }, { "控制系统", "control-system" }, { "fcs", "control-system" },
  { "交换机", "network-device" }, { "路由器", "network-device" }, { "防火墙", "network-device" }, { "网闸", "network-device" },
  { "网关", "network-device" }, { "网络设备", "network-device" }, { "安全设备", "network-device" },
  { "switch", "network-device" }, { "router", "network-device" }, { "firewall", "network-device" },
  { "gateway", "network-device" },
  { "服务器", "host" }, { "工程师站", "host" }, { "操作员站", "host" }, { "工作站", "host" }, { "工控机", "host" },
  { "上位机", "host" }, { "计算机", "host" }, { "server", "host" }, { "workstation", "host" }, { "pc", "host" },
  { "mes", "application" }, { "erp", "application" }, { "软件", "application" }, { "应用", "application" },
  { "平台", "platform" }, { "机房", "room" }, { "数据库", "data-set" }, { "数据集", "data-set" }, { "制度", "document" },
};

static const HechaObjectKind *
kind_of_word (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_suffix (folded, words[i].word))
      return hecha_object_kind_find (words[i].kind);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (folded, words[i].word))
      return hecha_object_kind_find (words[i].kind);
  return NULL;
}

static const HechaObjectKind *
kind_of (const char *text)
{
  for (const HechaObjectKind *kind = hecha_object_kinds; text && kind->id; kind++)
    if (g_ascii_strcasecmp (kind->id, text) == 0 || strcmp (kind->label.zh, text) == 0 ||
        g_ascii_strcasecmp (kind->label.en, text) == 0)
      return kind;
  return text ? kind_of_word (text) : NULL;
}

static HechaObject *
read_object (HechaTable      *table,
             const HechaRow  *row,
             const int        columns[N_COLUMNS],
             GError         **error)
{
  g_autofree char *name = dup_cell (row, columns[COLUMN_NAME]), *kind_text = dup_cell (row, columns[COLUMN_KIND]);
  const HechaObjectKind *kind = kind_of (kind_text);
  HechaObject *object;

  if (!name || !kind_text)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, name ? "%s, row %u: an object without a kind" :
                 "%s, row %u: an object without a name", hecha_table_name (table), row->number);
  else if (!kind)
    {
      hecha_object_kind_refuse (kind_text, error);
      g_prefix_error (error, "%s, row %u: ", hecha_table_name (table), row->number);
    }
  if (!name || !kind)
    return NULL;
  object = hecha_object_new (kind->id, name);
  object->zone = dup_cell (row, columns[COLUMN_ZONE]);
  object->site = dup_cell (row, columns[COLUMN_SITE]);
  object->address = dup_cell (row, columns[COLUMN_ADDRESS]);
  object->reason = dup_cell (row, columns[COLUMN_REASON]);
  object->note = dup_cell (row, columns[COLUMN_NOTE]);
  return object;
}

static gboolean
is_blank (const HechaRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *text = dup_cell (row, (int) i);

      if (text)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_objects (HechaTable  *table,
              GPtrArray   *objects,
              GError     **error)
{
  int columns[N_COLUMNS];
  gboolean found = FALSE;
  g_autoptr(GError) failure = NULL;
  HechaRow row;

  while (hecha_table_next (table, &row, &failure))
    {
      HechaObject *object;

      if (!found || is_blank (&row))
        {
          found = found || find_columns (&row, columns);
          continue;
        }
      object = read_object (table, &row, columns, error);
      if (!object)
        return FALSE;
      g_ptr_array_add (objects, object);
    }
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (!found)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s has no row of headers with “name” (名称) and “kind” (类型)",
                 hecha_table_name (table));
  return found && !(error && *error);
}

/**
 * hecha_inspect_import_objects:
 * @path: a spreadsheet with the headers name, kind, zone, site, address, reason, note, in either language; or
 *   a scan, for hecha_inspect_import_scan()
 * @added: (out): how many
 *
 * Adds the objects of a list; an object whose name is there already is left
 * alone. A row that is not whole refuses the list: nothing is added.
 */
gboolean
hecha_inspect_import_objects (HechaSession  *session,
                              const char    *case_uuid,
                              const char    *path,
                              guint         *added,
                              GError       **error)
{
  g_autoptr(HechaTable) table = NULL;
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  g_autofree char *scope = hecha_scope_of_case (case_uuid), *group = hecha_uuid_new ();
  g_autoptr(HechaCase) self = NULL;

  if (hecha_nmap_is_scan (path))
    return hecha_inspect_import_scan (session, case_uuid, path, NULL, FALSE, added, error);
  table = hecha_table_open (path, NULL, error);
  if (!table || !hecha_table_select (table, 0, error) || !read_objects (table, objects, error) ||
      !(self = hecha_case_load (session, case_uuid, error)))
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    {
      HechaObject *object = objects->pdata[i];
      g_autofree char *subject = g_strconcat ("object/", object->uuid, NULL);
      HechaEvent *event;

      if (hecha_case_object (self, object->name))
        continue;
      event = hecha_session_event (scope, HECHA_EVENT_OBJECT_SET, subject, hecha_object_to_json (object));
      event->group = g_strdup (group);
      g_ptr_array_add (events, event);
    }
  if (!hecha_session_append (session, events, error))
    return FALSE;
  hecha_case_cache_forget (session, case_uuid);
  *added = events->len;
  return TRUE;
}

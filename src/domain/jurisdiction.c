/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jurisdiction.h"

#include "error.h"

#include <string.h>

#define RULE_LINE "jurisdiction-line"
#define RULE_UNSET "jurisdiction-unset"

typedef struct
{
  char      *id;
  HechaText  name;
  guint      lines;    /* bit 1 << HechaHolder for each line that it has */
  char      *within;   /* the area that has the others; NULL */
} Area;

struct _HechaJurisdiction
{
  HechaHolder  lines[HECHA_N_TYPES];
  HechaText    industry;         /* with a %s for the area */
  HechaText    communications;
  GPtrArray   *areas;
};

static void
area_free (Area *self)
{
  g_free (self->id);
  hecha_text_clear (&self->name);
  g_free (self->within);
  g_free (self);
}

void
hecha_jurisdiction_free (HechaJurisdiction *self)
{
  hecha_text_clear (&self->industry);
  hecha_text_clear (&self->communications);
  g_ptr_array_unref (self->areas);
  g_free (self);
}

void
hecha_authority_free (HechaAuthority *self)
{
  g_free (self->area);
  hecha_text_clear (&self->name);
  g_free (self);
}

void
hecha_misassignment_free (HechaMisassignment *self)
{
  hecha_text_clear (&self->text);
  g_free (self);
}

static gboolean
line_from_text (const char  *text,
                HechaHolder *line)
{
  int value;

  if (!hecha_nick_value (hecha_holder_nicks, text, &value) ||
      (value != HECHA_HOLDER_INDUSTRY && value != HECHA_HOLDER_COMMUNICATIONS))
    return FALSE;
  *line = value;
  return TRUE;
}

static gboolean
read_lines (Area      *area,
            JsonArray *lines)
{
  HechaHolder line;

  area->lines = lines ? 0 : 1u << HECHA_HOLDER_INDUSTRY | 1u << HECHA_HOLDER_COMMUNICATIONS;
  for (guint i = 0; lines && i < json_array_get_length (lines); i++)
    {
      JsonNode *node = json_array_get_element (lines, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING || !line_from_text (json_node_get_string (node), &line))
        return FALSE;
      area->lines |= 1u << line;
    }
  return TRUE;
}

static gboolean
read_area (HechaJurisdiction *self,
           JsonObject        *object)
{
  Area *area = g_new0 (Area, 1);

  g_ptr_array_add (self->areas, area);
  area->id = g_strdup (hecha_json_string (object, "id"));
  area->within = g_strdup (hecha_json_string (object, "within"));
  if (hecha_json_object (object, "name"))
    hecha_text_from_json (hecha_json_object (object, "name"), &area->name);
  return area->id && area->name.zh && area->name.en && read_lines (area, hecha_json_array (object, "lines"));
}

/* What a line is called, with one place for the area. */
static gboolean
read_name (JsonObject *lines,
           const char *line,
           HechaText  *name)
{
  JsonObject *object = hecha_json_object (lines, line);

  if (!object)
    return FALSE;
  hecha_text_from_json (object, name);
  return name->zh && strstr (name->zh, "%s") && name->en && strstr (name->en, "%s");
}

static gboolean
read_types (HechaJurisdiction *self,
            JsonObject        *types)
{
  for (int type = 0; type < HECHA_N_TYPES; type++)
    if (!line_from_text (hecha_json_string (types, hecha_nick_text (hecha_type_nicks, type)), &self->lines[type]))
      return FALSE;
  return TRUE;
}

/**
 * hecha_jurisdiction_from_json:
 * @object: types, lines and areas, as data/jurisdiction/authorities.json
 * @name: the file's name, for the error
 *
 * Returns: (transfer full) (nullable): the table; %HECHA_ERROR_INVALID where it
 *   is not whole
 */
HechaJurisdiction *
hecha_jurisdiction_from_json (JsonObject  *object,
                              const char  *name,
                              GError     **error)
{
  g_autoptr(HechaJurisdiction) self = g_new0 (HechaJurisdiction, 1);
  JsonObject *lines = hecha_json_object (object, "lines"), *types = hecha_json_object (object, "types");
  JsonArray *areas = hecha_json_array (object, "areas");
  gboolean ok = lines && types && areas && read_name (lines, "industry", &self->industry) &&
                read_name (lines, "communications", &self->communications) && read_types (self, types);

  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) area_free);
  for (guint i = 0; ok && i < json_array_get_length (areas); i++)
    ok = hecha_json_element (areas, i) && read_area (self, hecha_json_element (areas, i));
  if (ok)
    return g_steal_pointer (&self);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
               "%s: a table of authorities needs a line for each type, the names of the lines, and areas with id and name",
               name);
  return NULL;
}

/**
 * hecha_jurisdiction_line:
 *
 * Returns: the line of authorities that supervises @type
 */
HechaHolder
hecha_jurisdiction_line (const HechaJurisdiction *self,
                         HechaType                type)
{
  return self->lines[type];
}

static const Area *
area_of_id (const HechaJurisdiction *self,
            const char              *id)
{
  for (guint i = 0; id && i < self->areas->len; i++)
    if (g_str_equal (((Area *) self->areas->pdata[i])->id, id))
      return self->areas->pdata[i];
  return NULL;
}

/* The smallest area that holds a region code: one of the five cities before its province. */
static const Area *
area_of_region (const HechaJurisdiction *self,
                const char              *region)
{
  const Area *found = NULL;

  for (guint i = 0; region && i < self->areas->len; i++)
    {
      const Area *area = self->areas->pdata[i];

      if (g_str_has_prefix (region, area->id) && (!found || strlen (area->id) > strlen (found->id)))
        found = area;
    }
  return found;
}

/**
 * hecha_jurisdiction_has_area:
 * @area: an id
 *
 * Returns: whether some authority of the table is for this area
 */
gboolean
hecha_jurisdiction_has_area (const HechaJurisdiction *self,
                             const char              *area)
{
  return area_of_id (self, area) != NULL;
}

static char *
fill_in (const char *format,
         const char *area)
{
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strconcat (parts[0], area, parts[1], NULL);
}

/**
 * hecha_jurisdiction_find:
 * @region: (nullable): GB/T 2260 code of where the enterprise or its site is
 * @corps: whether it belongs to the Xinjiang Production and Construction Corps,
 *   which has no code of its own
 *
 * Articles 3 and 14.
 *
 * Returns: (transfer full) (nullable): who supervises it; %NULL where the table
 *   has no such area
 */
HechaAuthority *
hecha_jurisdiction_find (const HechaJurisdiction *self,
                         HechaType                type,
                         const char              *region,
                         gboolean                 corps)
{
  const Area *area = corps ? area_of_id (self, HECHA_AREA_CORPS) : area_of_region (self, region);
  const HechaText *format = self->lines[type] == HECHA_HOLDER_INDUSTRY ? &self->industry : &self->communications;
  HechaAuthority *authority;

  if (area && !(area->lines & 1u << self->lines[type]))
    area = area_of_id (self, area->within);
  if (!area)
    return NULL;
  authority = g_new0 (HechaAuthority, 1);
  authority->line = self->lines[type];
  authority->area = g_strdup (area->id);
  authority->name.zh = fill_in (format->zh, area->name.zh);
  authority->name.en = fill_in (format->en, area->name.en);
  return authority;
}

/* Whom the register says that the filing is with: a column that Hecha has no field for. */
static const char *
assigned_to (const HechaFiling *filing)
{
  static const char *const headers[] = { "主管部门", "主管单位", "主管机关", "属地主管", "authority" };
  GHashTableIter iter;
  gpointer header, value;

  g_hash_table_iter_init (&iter, filing->extra);
  while (g_hash_table_iter_next (&iter, &header, &value))
    {
      g_autofree char *lower = g_utf8_strdown (header, -1);

      for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
        if (strstr (lower, headers[i]))
          return value;
    }
  return NULL;
}

/**
 * hecha_filing_of_corps:
 *
 * Returns: whether the register says that the filing is with the Corps, which
 *   no region code tells
 */
gboolean
hecha_filing_of_corps (const HechaFiling *filing)
{
  const char *assigned = assigned_to (filing);

  return assigned && strstr (assigned, "兵团");
}

/* The line that the name of an authority speaks of. */
static gboolean
line_of_name (const char  *name,
              HechaHolder *line)
{
  static const struct { const char *word; HechaHolder line; } words[] = {
    { "通信管理局", HECHA_HOLDER_COMMUNICATIONS }, { "通管局", HECHA_HOLDER_COMMUNICATIONS },
    { "ommunications", HECHA_HOLDER_COMMUNICATIONS },
    { "工业和信息化", HECHA_HOLDER_INDUSTRY }, { "工信", HECHA_HOLDER_INDUSTRY }, { "经济和信息化", HECHA_HOLDER_INDUSTRY },
    { "经信", HECHA_HOLDER_INDUSTRY }, { "ndustry", HECHA_HOLDER_INDUSTRY },
  };

  for (guint i = 0; name && i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i].word))
      {
        *line = words[i].line;
        return TRUE;
      }
  return FALSE;
}

static void
warn (GPtrArray  *warnings,
      const char *rule,
      char       *zh,
      char       *en)
{
  HechaMisassignment *warning = g_new0 (HechaMisassignment, 1);

  warning->rule = rule;
  warning->text.zh = zh;
  warning->text.en = en;
  g_ptr_array_add (warnings, warning);
}

static void
warn_line (const HechaJurisdiction *self,
           GPtrArray               *warnings,
           const char              *rule,
           HechaType                type)
{
  gboolean industry = self->lines[type] == HECHA_HOLDER_INDUSTRY;

  warn (warnings, rule,
        g_strdup_printf ("第三条：%s由%s负责", hecha_type_labels[type].zh, industry ? "工业和信息化主管部门" : "通信管理局"),
        g_strdup_printf ("Article 3: a filing as %s belongs to the %s", hecha_type_labels[type].en,
                         industry ? "industry department" : "communications administration"));
}

/* Where the enterprise and its plants are, against where the holder is. */
static void
check_area (const HechaJurisdiction *self,
            GPtrArray               *warnings,
            const char              *area,
            const HechaFiling       *filing,
            const char              *region)
{
  g_autoptr(HechaAuthority) authority = hecha_jurisdiction_find (self, filing->type, region, hecha_filing_of_corps (filing));

  if (!authority && !(region && *region))
    warn (warnings, "jurisdiction-region",
          g_strdup ("第三条：登记未填写行政区划，无法核对企业是否由本单位负责"),
          g_strdup ("Article 3: the filing names no region, so whether the enterprise belongs here could not be checked"));
  else if (!authority)
    warn (warnings, "jurisdiction-unknown",
          g_strdup_printf ("第三条：行政区划 %s 没有对应的主管部门", region),
          g_strdup_printf ("Article 3: no authority is known for the region %s", region));
  else if (!g_str_equal (authority->area, area))
    warn (warnings, "jurisdiction-area",
          g_strdup_printf ("第三条：应由%s负责", authority->name.zh),
          g_strdup_printf ("Article 3: it belongs to: %s", authority->name.en));
}

static gboolean
is_in_area (const HechaJurisdiction *self,
            const HechaFiling       *filing,
            const char              *region,
            const char              *area)
{
  g_autoptr(HechaAuthority) authority = hecha_jurisdiction_find (self, filing->type, region, hecha_filing_of_corps (filing));

  return authority && g_str_equal (authority->area, area);
}

/* Silence would read as "checked, and ours". */
static void
warn_unset (GPtrArray *warnings)
{
  warn (warnings, RULE_UNSET,
        g_strdup ("第三条：本单位的行政区域未设置，无法核对企业是否由本单位负责；请在“规则与工作日”页面设置，"
                  "或执行 hechactl rule set area"),
        g_strdup ("Article 3: the area of this authority is not set, so whether enterprises belong to it could not be "
                  "checked; set it on the page “Rules and Working Days”, or by hechactl rule set area"));
}

/* A plant in the holder's area is reason enough for the filing to be here. */
static gboolean
has_site_in_area (const HechaJurisdiction *self,
                  const HechaFiling       *filing,
                  const char              *area)
{
  for (guint i = 0; i < filing->sites->len; i++)
    if (is_in_area (self, filing, ((HechaSite *) filing->sites->pdata[i])->region, area))
      return TRUE;
  return FALSE;
}

/**
 * hecha_misassignment_is_of_line:
 *
 * Returns: whether the type is another line's than the holder's, which a joint
 *   inspection with that line makes right
 */
gboolean
hecha_misassignment_is_of_line (const HechaMisassignment *self)
{
  return g_str_equal (self->rule, RULE_LINE);
}

/**
 * hecha_misassignment_is_of_workspace:
 *
 * Returns: whether the warning is about what the workspace has not set, the same
 *   for each of its filings
 */
gboolean
hecha_misassignment_is_of_workspace (const HechaMisassignment *self)
{
  return g_str_equal (self->rule, RULE_UNSET);
}

/**
 * hecha_jurisdiction_check:
 * @holder: whose workspace it is
 * @area: (nullable): id of the area of an authority; %NULL where it was not chosen
 * @filing: a filing
 *
 * Returns: (transfer full) (element-type HechaMisassignment): what does not fit;
 *   empty where all does
 */
GPtrArray *
hecha_jurisdiction_check (const HechaJurisdiction *self,
                          HechaHolder              holder,
                          const char              *area,
                          const HechaFiling       *filing)
{
  GPtrArray *warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_misassignment_free);
  gboolean authority = holder == HECHA_HOLDER_INDUSTRY || holder == HECHA_HOLDER_COMMUNICATIONS;
  const char *region = hecha_filing_get (filing, HECHA_FIELD_REGION);
  HechaHolder assigned;

  if (authority && holder != self->lines[filing->type])
    warn_line (self, warnings, RULE_LINE, filing->type);
  else if (authority && !area)
    warn_unset (warnings);
  else if (authority && !has_site_in_area (self, filing, area))
    check_area (self, warnings, area, filing, region);
  if (line_of_name (assigned_to (filing), &assigned) && assigned != self->lines[filing->type])
    warn_line (self, warnings, "jurisdiction-assigned", filing->type);
  return warnings;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rule.h"

static const HechaRule rules[HECHA_N_RULES] = {
  [HECHA_RULE_SECTORS] = { "sectors", 3,
    { "主要涉及原材料工业、装备工业、消费品工业和电子信息制造业。",
      "The sectors are mainly raw materials, equipment, consumer goods and electronics." },
    { "企业登记：行业代码给出行业建议", "Filings: the industry code suggests the sector" } },
  [HECHA_RULE_SUPERVISION_CONNECTED] = { "supervision-connected", 3,
    { "联网工业企业由地方工业和信息化主管部门负责。",
      "Connected industrial enterprises belong to the local industry department." },
    { "企业登记：主管部门；导入、登记和计划中的提示", "Filings: supervision; warnings at import, in the filing and at planning" } },
  [HECHA_RULE_SUPERVISION_PLATFORM] = { "supervision-platform", 3,
    { "平台企业、标识解析企业由地方通信管理局负责。",
      "Platform and identifier resolution enterprises belong to the local communications administration." },
    { "企业登记：主管部门；导入、登记和计划中的提示", "Filings: supervision; warnings at import, in the filing and at planning" } },
  [HECHA_RULE_AUTHORITIES] = { "authorities", 3,
    { "省、自治区、直辖市及计划单列市各有主管部门；新疆生产建设兵团另有工业和信息化主管部门。",
      "Provinces, autonomous regions, municipalities and the five cities under separate planning each have their "
      "authorities; the Xinjiang Production and Construction Corps has an industry department." },
    { "企业登记：主管部门", "Filings: supervision" } },
  [HECHA_RULE_TYPES] = { "types", 5,
    { "企业类型为联网工业企业、平台企业、标识解析企业。",
      "The types are connected industrial, platform and identifier resolution enterprises." },
    { "企业登记：企业类型", "Filings: type of enterprise" } },
  [HECHA_RULE_NODE_KINDS] = { "node-kinds", 5,
    { "标识解析企业包括根节点、国家顶级节点、标识注册服务机构、递归节点运行机构。",
      "Identifier resolution enterprises run root, national top-level or recursive nodes, or register identifiers." },
    { "企业登记：节点类型", "Filings: kind of node" } },
  [HECHA_RULE_FACTORS] = { "factors", 6,
    { "企业结合七项要素自主定级。", "The enterprise grades itself by seven factors." },
    { "登记核查：七要素工作表", "Verification of a filing: worksheet of the seven factors" } },
  [HECHA_RULE_LEVELS] = { "levels", 6,
    { "级别由高到低为三级、二级、一级。", "The levels are 3, 2 and 1; 3 is the highest." },
    { "企业登记：企业级别", "Filings: level" } },
  [HECHA_RULE_REGRADING] = { "regrading", 6,
    { "定级要素发生较大变化的，三个月内重新定级。", "Within three months of a large change in a factor the enterprise grades itself again." },
    { "期限：重新定级", "Deadlines: re-grading" } },
  [HECHA_RULE_SEPARATE_GRADING] = { "separate-grading", 6,
    { "具有两种及以上属性的企业，按照不同类型分别定级。", "An enterprise of two or more types is graded separately for each." },
    { "每种类型单独登记、检查表、符合率和结论", "A filing, checklist, rate and conclusion for each type" } },
  [HECHA_RULE_FILING] = { "filing", 7,
    { "登记内容包括但不限于企业名称、类型、级别、联系方式、网络安全负责人。",
      "A filing says at least name, type, level, contact and the person responsible for cybersecurity." },
    { "导入与登记核查：齐全性", "Import and verification: completeness" } },
  [HECHA_RULE_VERIFICATION] = { "verification", 7,
    { "地方主管部门在三十个工作日内开展核查。", "The local authority verifies a filing within 30 working days." },
    { "期限：登记核查", "Deadlines: verification of the filing" } },
  [HECHA_RULE_CORRECTION] = { "correction", 7,
    { "材料内容不齐全、定级不准确的，通知企业在二十个工作日内补正。",
      "Where it is incomplete or wrongly graded, the enterprise is told to correct it within 20 working days." },
    { "登记核查：补正通知；期限：补正", "Verification: correction notice; deadlines: correction" } },
  [HECHA_RULE_PROTECTION] = { "protection", 8,
    { "根据企业类型、自身级别落实相适应的安全要求。", "Protection follows the type and the level." },
    { "检查表：按类型和级别选取测评项", "Checklists: items by type and level" } },
  [HECHA_RULE_EVALUATION_3] = { "evaluation-3", 9,
    { "三级企业每年至少开展一次符合性评测。", "Level 3: a conformity evaluation at least once a year." },
    { "期限：符合性评测", "Deadlines: conformity evaluation" } },
  [HECHA_RULE_EVALUATION_2] = { "evaluation-2", 9,
    { "二级企业每两年至少开展一次符合性评测。", "Level 2: a conformity evaluation at least once in two years." },
    { "期限：符合性评测", "Deadlines: conformity evaluation" } },
  [HECHA_RULE_EVALUATION_1] = { "evaluation-1", 9,
    { "一级企业可参照二级企业开展评测：属建议，不作逾期。",
      "Level 1 may follow level 2: this is advice, so it is never overdue." },
    { "期限：符合性评测（建议）", "Deadlines: conformity evaluation (advised)" } },
  [HECHA_RULE_EVALUATORS] = { "evaluators", 9,
    { "评测由企业自行或委托第三方评测机构开展。", "The enterprise evaluates itself or has a third party do so." },
    { "计划：谁可以计划评测", "Planning: who may plan an evaluation" } },
  [HECHA_RULE_HAZARDS] = { "hazards", 10,
    { "针对发现的网络安全风险，企业采取措施消除隐患；未规定天数。",
      "The enterprise removes the hazards that were found; no number of days is fixed." },
    { "整改；期限：整改", "Rectification; deadlines: rectification" } },
  [HECHA_RULE_PERSON_IN_CHARGE] = { "person-in-charge", 11,
    { "企业主要负责人为本企业网络安全第一责任人。", "The person in charge is the first responsible for cybersecurity." },
    { "企业登记：企业主要负责人；检查表：第一责任人", "Filings: person in charge; checklists: first responsible person" } },
  [HECHA_RULE_MANAGEMENT] = { "management", 11,
    { "建立健全内部网络安全管理制度，将网络安全纳入发展规划和工作考核，加大投入。",
      "There are internal rules; cybersecurity is part of the development plan and of appraisals, and has its funds." },
    { "检查表：责任、制度与投入", "Checklists: responsibility, rules and resources" } },
  [HECHA_RULE_MONITORING] = { "monitoring", 12,
    { "根据自身级别，建设监测网络运行状态、网络安全事件的技术手段。",
      "By its level the enterprise has means that watch the state of the network and security events." },
    { "检查表：监测技术手段", "Checklists: means of monitoring" } },
  [HECHA_RULE_LOGS] = { "logs", 12,
    { "留存相关的网络日志不少于六个月。", "Network logs are kept for at least six months." },
    { "检查表：网络日志留存不少于六个月", "Checklists: network logs kept for six months" } },
  [HECHA_RULE_DEFENCE] = { "defence", 12,
    { "采取防范网络攻击、病毒入侵等危害网络安全行为的技术措施。",
      "There are technical measures against network attacks and malware." },
    { "检查表：防攻击防病毒措施", "Checklists: against attacks and malware" } },
  [HECHA_RULE_LINKAGE] = { "linkage", 12,
    { "三级企业加强企业平台与国家、地方平台之间的协同联动。",
      "Level 3 links its platform with the national and local ones." },
    { "检查表（三级）：与国家、地方平台协同联动", "Checklists of level 3: linkage with national and local platforms" } },
  [HECHA_RULE_EMERGENCY] = { "emergency", 13,
    { "制定网络安全事件应急预案，定期开展安全演练。", "There is an incident plan, and drills are held regularly." },
    { "检查表：应急处置", "Checklists: emergencies" } },
  [HECHA_RULE_REPORTING] = { "reporting", 13,
    { "事件发生后立即启动应急预案并采取补救措施；发生一般及以上安全事件的，立即向地方主管部门报告。",
      "On an incident the plan starts at once, with remedies; incidents of general degree and above are reported to the "
      "local authority at once." },
    { "检查表：事件处置与立即报告", "Checklists: response and immediate report" } },
  [HECHA_RULE_INSPECTION_3] = { "inspection-3", 14,
    { "地方主管部门每年面向三级企业开展安全检查评估。", "The local authority inspects level 3 every year." },
    { "期限：监督检查", "Deadlines: supervisory inspection" } },
  [HECHA_RULE_INSPECTION_OTHER] = { "inspection-other", 14,
    { "定期面向二级、一级企业开展安全检查评估；未规定年数。",
      "Levels 2 and 1 are inspected regularly; no number of years is fixed." },
    { "期限：监督检查", "Deadlines: supervisory inspection" } },
  [HECHA_RULE_INSPECTION_LINES] = { "inspection-lines", 14,
    { "联网工业企业由工业和信息化主管部门开展安全评估，平台企业、标识解析企业由通信管理局开展安全检查。",
      "The industry department assesses connected industrial enterprises, the communications administration inspects "
      "platform and identifier resolution enterprises." },
    { "计划：谁可以计划检查", "Planning: who may plan an inspection" } },
  [HECHA_RULE_RECTIFICATION] = { "rectification", 14,
    { "对发现的风险隐患，指导企业加强整改；未规定天数。",
      "The authority guides the enterprise in curing what was found; no number of days is fixed." },
    { "整改；期限：整改", "Rectification; deadlines: rectification" } },
  [HECHA_RULE_COOPERATION] = { "cooperation", 14,
    { "企业应当配合主管部门的网络安全检查评估。", "The enterprise cooperates with inspections." },
    { "行政检查通知书；检查表：配合监督管理", "Notice of an inspection; checklists: cooperation with supervision" } },
  [HECHA_RULE_THIRD_PARTIES] = { "third-parties", 17,
    { "支持第三方机构依据相关标准开展检测评估等安全服务。", "Third parties evaluate and advise after the standards." },
    { "工作区归属：评测机构；检查表：评测机构与人员能力", "Holder of a workspace: evaluation body; checklists: ability of evaluators" } },
  [HECHA_RULE_CONSEQUENCES] = { "consequences", 20,
    { "不履行网络和数据安全保护义务的，按照《网络安全法》《数据安全法》等处理。",
      "Who does not protect networks and data is dealt with under the Cybersecurity Law and the Data Security Law." },
    { "补正通知书和检查文书中的说明", "Statements in the correction notice and in documents of an inspection" } },
  [HECHA_RULE_CRITICAL] = { "critical", 21,
    { "涉及关键信息基础设施安全保护的，按照有关规定执行。", "Critical information infrastructure follows its own rules." },
    { "企业登记：关键信息基础设施标记", "Filings: mark of critical information infrastructure" } },
};

/**
 * hecha_rule_get:
 *
 * Returns: (transfer none): the rule
 */
const HechaRule *
hecha_rule_get (HechaRuleId id)
{
  g_return_val_if_fail (id < HECHA_N_RULES, NULL);

  return &rules[id];
}

/**
 * hecha_rule_article:
 *
 * Returns: (transfer full): its article as documents cite it, such as 第二十条
 */
char *
hecha_rule_article (const HechaRule *self,
                    HechaLanguage    language)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  int tens = self->article / 10;

  if (language == HECHA_LANGUAGE_EN)
    return g_strdup_printf ("Article %d", self->article);
  return g_strdup_printf ("第%s%s%s条", tens > 1 ? digits[tens] : "", tens ? "十" : "", digits[self->article % 10]);
}

/**
 * hecha_rule_cite:
 *
 * Returns: (transfer full): the rule with its article before it
 */
char *
hecha_rule_cite (const HechaRule *self,
                 HechaLanguage    language)
{
  g_autofree char *article = hecha_rule_article (self, language);

  return g_strconcat (article, language == HECHA_LANGUAGE_ZH ? "：" : ": ", hecha_text_get (&self->text, language), NULL);
}

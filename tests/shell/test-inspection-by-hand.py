#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An inspection in the real window, in Chinese, by keys and pointer: two certified officers, the enterprise's person, the
documents of the day, an on-site record that verifies, its hand-over to the office above, and what that decides.

Wherever Enter is pressed, the keyboard is already where a newcomer needs it.

usage: test-inspection-by-hand.py HECHA HECHACTL PICTURES APACHE-FIXTURE DEPARTMENT
"""

import collections
import sys

import by_hand
import handing
from driver import FOCUSED, until

MAIN, IMPORT, PLAN, SIGN, PAPERS = "核查", "导入登记名单", "安排现场任务", "签署", "文书"
BOTH = "91130102000000385H"   # of the samples: connected and platform enterprise
FIELDS = {"inspector-1": "检查人员一", "inspector-2": "检查人员二", "on-site-person": "被检查企业现场人员", "approved": "批准"}
VERIFY = "验证(_V)", "验证", "信任机构", "证书颁发机构的证书"
FINDING = (("发现的问题", "Turnover"), ("风险", "Level too low"), ("整改措施", "Grade again"), ("责任人", "Zhao"),
           ("整改期限", "2027-02-28"))
REASON = "Say who was asked about the turnover"

# Its place in the list of holders, an enterprise of the samples and what it is, whose types are the other's and whose its
# own (article 3), who signs on site, and what the office above decides.
Department = collections.namedtuple("Department", "place code name types other own refusal signers decision")
INDUSTRY, COMMUNICATIONS = "%s由工业和信息化主管部门", "%s由通信管理局"
DEPARTMENTS = {
    "industry": Department(1, "91440305000000123P", "示例船舶重工有限公司0012", ("联网工业企业",),
                           COMMUNICATIONS % "平台企业" + "负责", INDUSTRY % "联网工业企业" + "负责",
                           "平台企业和标识解析企业由通信管理局检查", 4, "return"),
    "communications": Department(2, "913101150000004062", "示例云平台有限公司0040", ("平台企业", "标识解析企业"),
                                 INDUSTRY % "联网工业企业" + "负责", COMMUNICATIONS % "平台企业" + "负责",
                                 "联网工业企业由工业和信息化主管部门检查", 3, "approve"),
}


def begin(driver, department, unit, author):
    driver.click(MAIN, "使用单位类别", "combo box")
    driver.keys(MAIN, *["Down"] * department.place, "Return")
    driver.click(MAIN, "单位名称", "text")
    driver.type(MAIN, unit)
    driver.keys(MAIN, "Tab")
    driver.type(MAIN, author)
    driver.keys(MAIN, "Return")
    driver.see(MAIN, "栏目", "list")


def load(driver):
    driver.keys(MAIN, "ctrl+i")
    driver.keyboard_in(IMPORT, "选择文件")
    driver.keys(IMPORT, "Return")
    driver.choose_file(IMPORT, str(by_hand.hand.FILINGS), 1)
    driver.keyboard_in(IMPORT, "下一步")
    driver.keys(IMPORT, "Return")
    driver.click(IMPORT, "导入(_I)")
    driver.keyboard_in(IMPORT, "完成")
    driver.keys(IMPORT, "Return")
    driver.gone(IMPORT)


def enter(driver, field, text):
    driver.scroll(PLAN, field, "text", 60)
    driver.click(PLAN, field, "text")
    driver.type(PLAN, text)


def member(driver, row, name, officer=None, keys=None):
    """Opens a row of the team, fills it in and folds it."""
    driver.scroll(PLAN, row, "list item", 60)
    driver.click(PLAN, row, "list item")
    if row != name:
        enter(driver, "姓名", name)
    if officer:
        enter(driver, "执法证号", "LU-000" + officer)
        driver.scroll(PLAN, "选择(_C)…", "push button", 60)
        driver.click(PLAN, "选择(_C)…")
        driver.choose_file("签名证书", str(keys / ("inspector-%s.pem" % officer)))
    driver.scroll(PLAN, name, "list item", 60)
    driver.click(PLAN, name, "list item")
    until("the member folded", lambda: not driver.sees(PLAN, "姓名", "text"))


def begin_plan(driver, code):
    driver.keys(MAIN, "ctrl+n")
    driver.keyboard_in(PLAN, "搜索企业")
    driver.type(PLAN, code)
    driver.see(PLAN, code, "label")
    driver.keys(PLAN, "Return")
    driver.see(PLAN, "行政检查", "label")   # what an authority plans, without asking


def plan_foreign(driver, department):
    """Of two types the one that the other line supervises has a warning, and is refused."""
    begin_plan(driver, BOTH)
    driver.see(PLAN, "⚠ 第三条：" + department.other)
    assert not driver.sees(PLAN, "⚠ 第三条：" + department.own)
    driver.click(PLAN, "安排(_P)")
    driver.see(PLAN, department.refusal)
    driver.picture("inspection-foreign")
    driver.keys(PLAN, "Escape")
    driver.gone(PLAN)


def plan(driver, department, keys):
    """Refused until there are two officers, both certified; the last row of nobody first."""
    nobody = "尚未填写姓名"
    begin_plan(driver, department.code)
    for kind in department.types:
        driver.see(PLAN, kind, "check box")
    # Nobody has said yet where this authority is: that is all it is told.
    driver.see(PLAN, "⚠ 第三条：本单位的行政区域未设置")
    assert not driver.sees(PLAN, "⚠ 第三条：" + department.own)
    member(driver, nobody, "Chen")
    member(driver, nobody, "Zhao")
    driver.click(PLAN, "安排(_P)")
    driver.see(PLAN, "每名检查人员都须填写执法证号")
    member(driver, "Zhang", "Zhang", "1", keys)
    driver.see(PLAN, "行政检查须有至少两名持执法证的检查人员")
    member(driver, nobody, "Li", "2", keys)
    driver.picture("inspection-plan")
    driver.click(PLAN, "安排(_P)")
    driver.gone(PLAN)
    driver.keyboard_in(MAIN, "是")


def look_at_documents(driver):
    """Approval and notice come before anybody goes."""
    driver.click(MAIN, "更多")
    driver.keys(MAIN, "d")
    driver.see(PAPERS, "行政检查审批表", "label")
    driver.see(PAPERS, "行政检查通知书", "label")
    driver.picture("inspection-documents")
    driver.keys(PAPERS, "Escape")
    driver.gone(PAPERS)


def answer(driver):
    """One item with a finding and evidence, the rest together."""
    driver.keys(MAIN, "y", "n")
    by_hand.fill(driver, MAIN, (("观察记录", "Turnover differs from the audit"), ("来源", "Audit of 2025")))
    until("every step answered", lambda: driver.sees(MAIN, "问题", "push button", FOCUSED) or driver.keys(MAIN, "y"))
    driver.keys(MAIN, "Return")
    by_hand.fill(driver, MAIN, FINDING)
    driver.keyboard_in(MAIN, "当场整改", "check box")
    driver.keys(MAIN, "space", "Return")
    by_hand.fill(driver, MAIN, (("企业陈述", "Graded by the old figures"),))
    by_hand.add_evidence(driver, MAIN, "添加证据")
    driver.picture("inspection-finding")
    answer_rest(driver)


def answer_rest(driver):
    title = "批量作答"
    driver.keys(MAIN, "alt+Right")
    driver.see(MAIN, "GRD-02  ")
    driver.click(MAIN, "显示哪些检查项", "combo box")
    driver.keys(MAIN, "Down", "Return")
    driver.see_no(MAIN, "GRD-01", "label")   # and the list of choices is closed
    driver.click(MAIN, title)
    driver.click(MAIN, "全选")
    driver.click(MAIN, "作答")
    driver.keyboard_in(title, "共同备注")
    driver.keys(title, "shift+Tab", "space", "Down", "Return")
    driver.keyboard_in(title, "理由")
    driver.type(title, "Papers and tests on site")
    driver.keys(title, "Return")
    driver.gone(title)
    driver.keyboard_in(MAIN, "下一项")


def issue(driver):
    """Arrival, departure and who was there are asked for before the record is closed."""
    asked, notes = "出具报告？", "文书所需事项"
    driver.keys(MAIN, "ctrl+r")
    driver.see(MAIN, "内容齐全")
    driver.click(MAIN, "出具报告")
    driver.see(asked, "到达时间")
    driver.click(asked, "填写")
    for name, text in (("到达时间", "09:00"), ("离开时间", "11:30"), ("其他在场人员", "Wang, safety")):
        driver.scroll(notes, name, "text")
        driver.click(notes, name, "text")
        driver.type(notes, text)
    driver.keys(notes, "Escape")
    driver.gone(notes)
    driver.click(MAIN, "出具报告")
    driver.see(asked, "出具报告")
    assert not driver.sees(asked, "到达时间")
    driver.keys(asked, "Return")
    driver.see(MAIN, "第 1 版")


def sign(driver, department, keys):
    """By the keyboard alone: it goes from signer to signer. Where the office above approves, it signs."""
    for field, label in list(FIELDS.items())[:department.signers]:
        driver.keyboard_in(MAIN, "以“%s”身份签署" % label)
        driver.keys(MAIN, "Return")
        driver.keyboard_in(SIGN, "密钥或密码设备")
        driver.keys(SIGN, "Return")
        driver.choose_file("密钥文件", str(keys / (field + ".p12")))
        driver.see(SIGN, field + ".p12", "label")   # and the keyboard is in the password
        driver.type(SIGN, by_hand.PASSWORD)
        driver.keys(SIGN, "Return")
        driver.gone(SIGN)
    if department.signers == len(FIELDS):
        driver.see(MAIN, "应签人员均已签署")
        driver.keyboard_in(MAIN, "交付(_H)…")   # what follows
    else:
        driver.keyboard_in(MAIN, "以“批准”身份签署")
    driver.picture("inspection-signed")
    by_hand.verify(driver, MAIN, (*VERIFY, "有效" if department.signers == len(FIELDS) else "内容完整，签署不齐"), keys)
    driver.keys(VERIFY[1], "Escape")
    driver.gone(VERIFY[1])


def hand_over(driver, department, server):
    """There is no destination yet: where the report is to go is asked first, and there it goes."""
    driver.click(MAIN, "交付(_H)…")
    handing.say_destination(driver, server, "office")
    driver.see(MAIN, "待发箱")
    handing.send(driver)


def decide(driver, department, server, keys):
    """In the office above, which trusts the signers' authority and admits the sender."""
    begin(driver, department, "Provincial Bureau", "Qian")
    handing.trust(driver, keys)
    handing.hand_over_page(driver)
    handing.add_destination(driver, server, "office")
    handing.fetch(driver)
    handing.admit(driver)
    handing.open_report(driver, "alt+6", department.name)
    driver.see(MAIN, "有效" if department.signers == len(FIELDS) else "内容完整，签署不齐", "label")
    driver.picture("review")
    if department.decision == "approve":
        handing.approve(driver, keys)
    else:
        handing.give_back(driver, REASON)
    driver.picture("decided")
    driver.click(MAIN, "交付审阅决定(_H)…")
    driver.see(MAIN, "待发箱")
    handing.send(driver)


def bring_back(driver, department, keys):
    """Back at the department."""
    driver.see(MAIN, "栏目", "list")
    handing.hand_over_page(driver)
    handing.fetch(driver)
    handing.open_report(driver, "alt+5", department.name)
    if department.decision == "approve":
        driver.see(MAIN, "Qian 已批准，")
        by_hand.verify(driver, MAIN, (*VERIFY, "有效"), keys)
    else:
        driver.see(MAIN, "Qian 已退回，")
        driver.see(MAIN, REASON)
    driver.picture("brought-back")


def inspect(driver, department, keys):
    begin(driver, department, "City Bureau", "Zhang")
    load(driver)
    plan_foreign(driver, department)
    plan(driver, department, keys)
    look_at_documents(driver)
    answer(driver)
    issue(driver)
    sign(driver, department, keys)


def visit(driver, stage):
    department = DEPARTMENTS[sys.argv[5]]
    own, office = driver.words, stage.folder / "office"
    server = by_hand.hand.Server(sys.argv[4], stage.folder)
    try:
        inspect(driver, department, stage.keys)
        hand_over(driver, department, server)
        driver.restart(["env", "XDG_CONFIG_HOME=%s" % (office / "config"), own[0], "--workspace", str(office / "workspace")])
        decide(driver, department, server, stage.keys)
        driver.restart(own)
        bring_back(driver, department, stage.keys)
    finally:
        server.close()


def judge(told):
    department = DEPARTMENTS[sys.argv[5]]
    (case,) = told.told("cases")["cases"]
    assert case["state"] == {"approve": "approved", "return": "returned"}[department.decision], case
    verdicts = told.verdicts()
    assert verdicts[0] == "partial" and set(verdicts[1:]) == {"conforming"}, verdicts


if __name__ == "__main__":
    sys.exit(by_hand.play("an inspection from a workbook to what the office above decides", FIELDS, visit, judge))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A communications administration inspects an enterprise that is platform and identifier-resolution enterprise in one
visit (articles 3, 6 and 14): what it may plan, and what its documents and its record say.

usage: test-communications.py HECHACTL
"""

import subprocess
import sys

import hand
import tap

UNIT = "上海市通信管理局"
CODE = "913101150000004062"       # of the samples: platform and identifier enterprise, both of level 2
CONNECTED = "91440305000000123P"   # connected industrial enterprise alone
FIELDS = ("inspector-1", "inspector-2", "on-site-person", "approved")
NOT_OURS = "工业和信息化主管部门", "工业和信息化局", "联网工业企业（", "符合率", "评测结论"


def words(pdf):
    return "".join(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split())


class Communications:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.record = self.stage.folder / "record.pdf"
        self.case = None
        for field in FIELDS:
            self.stage.key(field)

    def plan_words(self, code=CODE, types="platform,identifier", procedure="inspection"):
        cert = self.stage.keys
        return ["plan", "--enterprise", code, "--types", types, "--procedure", procedure, "--on", "2026-09-01",
                f"--member=inspector=赵检:ZF-0001:{cert}/inspector-1.pem",
                f"--member=inspector=钱检:ZF-0002:{cert}/inspector-2.pem",
                f"--member=on-site-person=孙厂:{cert}/on-site-person.pem", f"--member=approved=李局:{cert}/approved.pem"]

    def plan(self):
        """Connected industrial enterprises are the industry department's, and an authority evaluates nobody."""
        self.me.run("init", "--holder", "communications", "--unit", UNIT, "--author", "赵检")
        self.me.run("import", hand.FILINGS)
        self.me.refused(*self.plan_words(CONNECTED, "connected"), naming="industry department")
        self.me.refused(*self.plan_words(procedure="evaluation"), naming="article 9")
        due = self.me.run("deadlines", "--days", "400")["deadlines"]
        assert due and not [row for row in due if row["type"] == "connected"]
        for supervision in self.me.run("jurisdiction", CODE)["supervision"]:
            tap.equal((supervision["line"], supervision["authority"]), ("communications", "Communications administration of Shanghai"))
            [unset] = supervision["warnings"]
            assert unset.startswith("Article 3: ") and "hechactl rule set area" in unset, unset
        self.me.run("rule", "set", "area", "31")
        planned = self.me.run(*self.plan_words())
        tap.equal(planned["warnings"], [])
        self.case = planned["case"]

    def documents(self):
        """In the name of this authority, on the articles that are its own."""
        for name in "inspection-approval", "inspection-notice", "result-notice":
            pdf = self.stage.folder / f"{name}.pdf"
            self.me.run("document", "make", name, "--case", self.case, "--out", pdf)
            self.judge(pdf, "平台企业（二级）", "标识解析企业（二级）")
        text = words(self.stage.folder / "inspection-notice.pdf")
        assert "第三条、第十四条" in text and "工业互联网平台企业安全检查清单" in words(self.stage.folder / "inspection-approval.pdf")

    def judge(self, pdf, *more):
        text = words(pdf)
        for word in (UNIT, *more):
            assert word in text, f"{pdf.name} does not say {word}"
        for word in NOT_OURS:
            assert word not in text, f"{pdf.name} says {word}"

    def sign(self):
        items = hand.answer_all(self.me, self.case)
        tap.equal({kind for item in items for kind in item["types"]}, {"platform", "identifier"})
        self.me.run("issue", self.case, "--out", self.record)
        self.judge(self.record, "现场检查笔录", "平台企业", "标识解析企业", "ZF-0001", "ZF-0002")
        for field in FIELDS:
            self.me.run("sign", self.record, "--as", field, "--key", self.stage.keys / f"{field}.p12", "--pin-file", self.stage.pin)
        tap.equal(self.me.run("verify", self.record, "--trust", self.stage.ca)["verdict"], "valid")


def main():
    day = Communications(sys.argv[1])
    try:
        tap.run([("what it may plan", day.plan), ("its documents", day.documents), ("its record", day.sign)])
    finally:
        day.stage.close()


if __name__ == "__main__":
    main()

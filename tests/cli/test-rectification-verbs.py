#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the findings of a visit over their re-checks to the next visit, driven as a user does.

usage: test-rectification-verbs.py HECHACTL
"""

import sys

import hand
import tap

CODE = "91130102000000385H"  # of the samples: connected (level 3) and platform (level 2)


class Rectification:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.case = None
        self.items = []

    def plan(self, day):
        team = [f"--member={role}={name}" for role, name in
                (("lead", "王评"), ("prepared", "甲"), ("reviewed", "乙"), ("approved", "丙"))]
        return self.me.run("plan", "--enterprise", CODE, "--types", "connected,platform", "--procedure", "evaluation",
                           "--on", day, *team)["case"]

    def say(self, item, value, *more, case=None):
        """Answers all of an item."""
        steps = [f"--step={step['number']}={value}" for step in item["steps"]]
        return self.me.run("answer", case or self.case, item["id"], *steps, "--observation=现场核对", "--source=管理制度",
                           *more)

    def first_visit(self):
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评中心", "--author", "王评")
        self.me.run("import", hand.FILINGS)
        self.case = self.plan("2025-11-24")
        self.items = self.me.run("checklist", self.case)["items"]
        for number, item in enumerate(self.items):
            if number < 3:
                self.say(item, "no")
                days = [["--working-days=20"], ["--deadline=2026-01-31"], []][number]
                told = self.me.run("finding", self.case, item["id"], f"--what=问题{number + 1}", "--measure=补充配置", *days)
                assert told["deadline"] == ["2025-12-22", "2026-01-31", None][number] if number < 2 else "deadline" not in told, told
            elif number == 3:
                self.say(item, "yes", *self.ot(item))
            else:
                self.me.run("answer", self.case, item["id"], "--verdict=conforming", "--reason=样例")
        self.me.refused("finding", self.case, self.items[0]["id"], "--what=x", "--working-days=2000", status=2)
        assert self.me.run("rectify")["findings"] == [], "a finding of a report that is not issued"
        self.me.run("issue", self.case)

    def ot(self, item):
        agreed = ["--ot-agreed=车间主任王工", "--ot-window=10:00–10:30", "--ot-stops=无", "--ot-way-back=恢复备份"]
        return agreed if item["ot-impact"] else []

    def rechecks(self):
        findings = self.me.run("rectify", "--enterprise", CODE)["findings"]
        assert [(f["what"], f["state"], f["overdue"]) for f in findings] == [
            ("问题1", "open", True), ("问题2", "open", True), ("问题3", "open", False)], findings
        first, second, third = (f["finding"] for f in findings)
        self.me.refused("recheck", first, "--state=cured", naming="evidence")
        self.me.refused("recheck", first, "--state=accepted", naming="reason")
        self.me.refused("recheck", first, "--note=x", status=2)
        self.me.refused("recheck", "no-such", "--state=cured", "--note=x", naming="finding")
        self.me.run("recheck", first, "--state=cured", "--note=已启用双因素认证", hand.PICTURE)
        self.me.run("recheck", second, "--state=open", "--note=仅部分完成")
        closed = self.me.run("rectify", "--state=closed")["findings"]
        assert [(f["finding"], f["by"], f["note"], f["overdue"]) for f in closed] == [
            (first, "王评", "已启用双因素认证", False)], closed
        assert closed[0]["evidence"][0]["name"] == hand.PICTURE.name and closed[0]["time"], closed
        assert [f["finding"] for f in self.me.run("rectify", "--state=overdue")["findings"]] == [second]
        assert [f["finding"] for f in self.me.run("rectify", "--state=open")["findings"]] == [second, third]
        (told,) = self.me.run("rectify", first)["rechecks"]
        assert told["state"] == "cured" and len(told["evidence"]) == 1, told
        self.me.refused("rectify", "--state=tea", status=2)


STEPS = ["first_visit", "rechecks"]
rectification = Rectification(sys.argv[1])
try:
    tap.run([(f"/cli/rectification/{step.replace('_', '-')}", getattr(rectification, step)) for step in STEPS])
finally:
    rectification.stage.close()

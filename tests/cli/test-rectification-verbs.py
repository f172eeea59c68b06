#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the findings of a visit over their re-checks to the next visit, driven as a user does.

usage: test-rectification-verbs.py HECHACTL
"""

import json
import subprocess
import sys

import hand
import tap

CODE = "913101150000004062"  # of the samples: platform and identifier resolution, both of level 2


class Rectification:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.case = None
        self.items = []

    def plan(self, day):
        team = [f"--member={role}={name}" for role, name in
                (("lead", "王评"), ("prepared", "甲"), ("reviewed", "乙"), ("approved", "丙"))]
        return self.me.run("plan", "--enterprise", CODE, "--types", "platform,identifier", "--procedure", "evaluation",
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


    def next_visit(self):
        """What the visit before said is offered, never taken; its findings are told apart."""
        before, self.case = self.case, self.plan("2026-11-24")
        items = self.me.run("checklist", self.case)["items"]
        number = next(case["number"] for case in self.me.run("cases")["cases"] if case["case"] == before)
        assert all(item["verdict"] == "open" for item in items), "taken in silence"
        assert all(item["previous"]["same-text"] and item["previous"]["number"] == number for item in items)
        assert [item["previous"]["verdict"] for item in items[:3]] == ["nonconforming"] * 3, items[0]["previous"]
        assert items[0]["previous"]["on"] == "2025-11-24" and "现场核对" in items[0]["previous"]["said"]
        courses = [[f["course"] for f in item["findings"]] for item in items[:4]]
        assert courses == [["closed"], ["pending"], ["pending"], []], courses
        second, third = (items[i]["findings"][0]["uuid"] for i in (1, 2))
        self.say(items[1], "no")
        self.me.refused("finding", self.case, items[1]["id"], "--what=x", "--persists=no-such", naming="no-such")
        self.me.run("finding", self.case, items[1]["id"], "--what=仍未解决", f"--persists={second}", "--working-days=10")
        for item in (items[0], items[2]):
            self.say(item, "yes", *self.ot(item))
        self.me.run("carry", self.case, items[4]["id"])
        told = self.me.run("checklist", self.case)["items"][4]
        assert (told["verdict"], told["carried"], told["confirmed"]) == ("conforming", f"{number} 2025-11-24", False), told
        self.me.refused("carry", self.case, items[4]["id"], naming="already")
        self.me.refused("carry", self.case, "no-such", naming="earlier")
        self.me.refused("carry", self.case, items[0]["id"], "--confirm", naming="verdict")
        rest = [item["id"] for item in items[5:]]
        self.say(items[3], "yes", *self.ot(items[3]))
        self.me.run("carry", self.case, *rest)
        self.me.refused("issue", self.case, naming="confirmed")
        self.me.run("carry", self.case, "--confirm", items[4]["id"], *rest)
        courses = [sorted((f["earlier"], f["course"]) for f in item["findings"])
                   for item in self.me.run("checklist", self.case)["items"][:3]]
        assert courses == [[(True, "closed")], [(False, "persisting"), (True, "persisting")], [(True, "closed")]], courses
        pdf = self.stage.folder / "next.pdf"
        drawn = self.me.run("checklist", self.case)["results"]
        issued = self.me.run("issue", self.case, "--out", pdf)
        self.in_the_report(pdf, number)
        self.each_type_by_itself(pdf, drawn, issued["results"])
        findings = {f["what"]: f for f in self.me.run("rectify", "--enterprise", CODE)["findings"]}
        assert {what: f["state"] for what, f in findings.items()} == {"问题1": "cured", "问题3": "cured", "仍未解决": "open"}
        assert findings["问题3"]["finding"] == third and findings["问题3"]["note"], "closed without a word"

    def each_type_by_itself(self, pdf, drawn, issued):
        """Rate and conclusion of each type, reckoned here by article 6 and the shipped rule, on every face."""
        assert drawn == issued == self.me.run("checklist", self.case)["results"], (drawn, issued)
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
        conclusion = text[text.rindex("判定规则") - 3000:text.rindex("判定规则")]
        items = self.me.run("checklist", self.case)["items"]
        names = {"platform": "平台企业", "identifier": "标识解析企业"}
        assert [result["enterprise-type"] for result in issued] == list(names), issued
        shared = [item for item in items if len(item["types"]) == 2]
        assert shared and any(item["verdict"] == "nonconforming" for item in items), "nothing to tell apart"
        for result in issued:
            mine = [item["verdict"] for item in items if result["enterprise-type"] in item["types"]]
            hundredths = mine.count("conforming") * 10000 // (len(mine) - mine.count("na"))
            rate = f"{hundredths // 100}.{hundredths % 100:02d}%"
            label = "符合" if hundredths > 9000 else "基本符合" if hundredths >= 6000 else "不符合"
            assert (result["conformity-rate"], result["conclusion-label"]) == (rate, label), (result, rate, label)
            assert (result["conclusion-rule"], result["conclusion-rule-official"]) == ("internal", "no"), result
            assert result["count-conforming"] == mine.count("conforming") and result["level"] == 2, result
            row = next(line for line in conclusion.splitlines() if names[result["enterprise-type"]] in line and "%" in line)
            assert rate in row and row.rstrip().endswith(label), row
            assert result["conclusion-rule-version"] in text
        assert issued[0]["conformity-rate"] != issued[1]["conformity-rate"], "the types cannot be told apart"

    def in_the_report(self, pdf, number):
        """Pages and data tell the findings apart, and what was carried over."""
        folder = self.stage.folder / "attached"
        folder.mkdir()
        subprocess.run(["pdfdetach", "-saveall", "-o", folder, pdf], check=True)
        results = json.loads((folder / "assessment-results.json").read_text())["assessment-results"]["results"]
        assert len(results) == 2, "a result for each type"
        said = [{prop["name"]: prop["value"] for prop in result["props"]} for result in results]
        assert all(result["conclusion"] and result["conformity-formula"] for result in said), said
        courses = set()
        for result in results:
            for risk in result.get("risks", []):
                props = {prop["name"]: prop["value"] for prop in risk["props"]}
                courses.add((risk["description"], props["course"], risk["status"]))
        assert courses == {("问题1", "closed", "closed"), ("问题3", "closed", "closed"), ("仍未解决", "persisting", "open")}, courses
        assert f"{number} 2025-11-24" in json.dumps(results), "what was carried over is not in the results"
        text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
        for words in ("历次问题的整改情况", "持续存在 1 项", "已闭环 2 项", f"沿用 {number} 2025-11-24 现场任务的结果"):
            assert words in text.replace("\n", "") or words.replace(" ", "") in text.replace("\n", "").replace(" ", ""), words


STEPS = ["first_visit", "rechecks", "next_visit"]
rectification = Rectification(sys.argv[1])
try:
    tap.run([(f"/cli/rectification/{step.replace('_', '-')}", getattr(rectification, step)) for step in STEPS])
finally:
    rectification.stage.close()

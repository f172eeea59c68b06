#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clocks, authorities, rules and the verification of filings, driven as a user does.

usage: test-clocks.py HECHACTL
"""

import datetime
import json
import sys

import hand
import tap

# Worked by hand by the yearly notices of the State Council.
VECTORS = [("2024-04-11", 20, "2024-05-11"), ("2025-09-15", 30, "2025-10-31"), ("2026-01-26", 20, "2026-02-28"),
           ("2026-09-10", 30, "2026-10-28")]


class Clocks:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")

    def deadline(self):
        for day, days, due in VECTORS:
            told = self.me.run("deadline", "--from", day, "--working-days", days)
            assert told["due"] == due and told["provisional"] is False and "Article 7" in told["rule"], told
        told = self.me.run("deadline", "--from", "2026-12-20", "--working-days", 30)
        assert told["due"] == "2027-01-29" and told["provisional"] is True, told
        assert self.me.run("deadline", "--from", "2025-11-30", "--months", 3)["due"] == "2026-02-28"
        for wrong in ([], ["--from", "2026-01-01"], ["--from", "2026-02-30", "--working-days", "2"],
                      ["--from", "2026-01-01", "--working-days", "2", "--months", "3"],
                      ["--from", "2026-01-01", "--working-days", "-3"]):
            self.me.refused("deadline", *wrong, status=2)
        assert not self.me.workspace.exists(), "counting days made a workspace"

    def a_new_year(self):
        table = self.stage.folder / "new.json"
        table.write_text(json.dumps({"year": 2027, "source": "made up", "off": ["2027-01-01..2027-01-03"], "working": []}))
        assert self.me.run("calendar", "add", table)["year"] == 2027
        told = self.me.run("deadline", "--from", "2026-12-30", "--working-days", 2)
        assert told["due"] == "2027-01-04" and told["provisional"] is False, told
        tables = self.me.run("calendar", "list")["tables"]
        assert [(t["year"], t["shipped"]) for t in tables] == [(2024, True), (2025, True), (2026, True), (2027, False)], tables
        table.write_text("{}")
        self.me.refused("calendar", "add", table, naming="new.json")


    def due_lists(self):
        office = self.stage.person("office")
        office.run("init", "--holder", "industry", "--unit", "示例省工业和信息化主管部门", "--author", "李核")
        office.run("import", hand.FILINGS)
        due = office.run("deadlines", "--days", 3650)["deadlines"]
        assert {row["kind"] for row in due} == {"verification", "evaluation", "inspection"}, due[:3]
        assert due == sorted(due, key=lambda row: row["due"]) and all(row["rule"] and row["assumed"] for row in due)
        assert {row["kind"]: row["article"] for row in due} == {"verification": 7, "evaluation": 9, "inspection": 14}
        assert not [row for row in due if row["kind"] == "evaluation" and row["level"] == 1], "level 1 is advice"
        some = office.run("deadlines", "--kind", "verification", "--overdue")["deadlines"]
        assert some and all(row["state"] == "overdue" and row["days-left"] < 0 for row in some), some[:3]
        office.refused("deadlines", "--kind", "tea", status=2)
        ics = self.stage.folder / "due.ics"
        due = office.run("deadlines", "--days", 3650, "--ics", ics)["deadlines"]
        self.same_days(ics.read_bytes(), due)

    def same_days(self, text, due):
        """Another program reads the same days, names and reminders from the calendar."""
        try:
            import icalendar
        except ImportError:
            raise tap.Skip("python3-icalendar is not there")
        events = icalendar.Calendar.from_ical(text).walk("VEVENT")
        days = sorted((str(event["DTSTART"].dt), str(event["SUMMARY"]).split(": ", 1)[1]) for event in events)
        assert days == sorted((row["due"], row["enterprise"]) for row in due), "the days differ"
        assert len({str(event["UID"]) for event in events}) == len(events), "a UID twice"
        assert all(event.walk("VALARM") for event in events), "no reminder"
        assert {str(event["STATUS"]) for event in events if event["DTSTART"].dt.year < 2027} <= {"CONFIRMED"}

    def rules(self):
        office = self.stage.person("office")
        rules = self.me.run("rules")["rules"]
        assert {rule["article"] for rule in rules} == {3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 20, 21}
        assert office.run("rule", "list")["year"] == "calendar"
        office.run("rule", "set", "year", "rolling")
        due = office.run("deadlines", "--kind", "evaluation", "--days", 3650)["deadlines"]
        assert not [row for row in due if row["due"].endswith("-12-31") and "31 December" in row["assumed"]]
        office.refused("rule", "set", "year", "lunar", naming="rolling")
        office.refused("rule", "set", naming="usage", status=2)
        office.run("rule", "set", "year")
        assert office.run("rule", "list")["year"] == "calendar"


    def jurisdiction(self):
        office = self.stage.person("ningbo")
        office.run("init", "--holder", "industry", "--unit", "宁波市工业和信息化主管部门", "--author", "李核")
        office.run("rule", "set", "area", "3302")
        table = self.stage.folder / "assigned.csv"
        table.write_text("企业名称,统一社会信用代码,企业类型,企业级别,行政区划代码,网络安全负责人,联系电话,属地主管部门\n"
                         "甲厂,91330100799655058B,联网工业企业,二级,330203,王,13800000001,宁波市经信局\n"
                         "乙厂,914403001922038216,联网工业企业,二级,330102,李,13800000002,\n"
                         "丙厂,91110000802100433B,平台企业,三级,330203,张,13800000003,宁波市经信局\n", encoding="utf-8")
        told = office.run("import", table)
        warnings = {(issue["row"], issue["rule"]) for issue in told["warnings"] if issue["rule"].startswith("jurisdiction")}
        assert warnings == {(3, "jurisdiction-area"), (4, "jurisdiction-line"), (4, "jurisdiction-assigned")}, told["warnings"]
        (row,) = office.run("jurisdiction", "914403001922038216")["supervision"]
        assert (row["line"], row["area"], row["article"]) == ("industry", "33", 3) and len(row["warnings"]) == 1, row
        inspectors = ["--member=inspector=赵检:ZF-1", "--member=inspector=钱检:ZF-2"]
        told = office.run("plan", "--enterprise", "914403001922038216", "--types", "connected", "--procedure", "inspection",
                          "--on", "2026-11-25", *inspectors)
        assert told["case"] and "Zhejiang" in told["warnings"][0], told
        told = office.run("plan", "--enterprise", "91330100799655058B", "--types", "connected", "--procedure", "inspection",
                          "--on", "2026-11-25", *inspectors)
        assert told["warnings"] == [], told


    def conclusions(self):
        (shipped,) = self.me.run("conclusion", "list")["conclusions"]
        assert shipped["official"] is False and len(shipped["corners"]) >= 6 and "÷" in shipped["formula"], shipped
        rule = json.loads((hand.SOURCE / "data" / "conclusions" / "internal.json").read_text(encoding="utf-8"))
        rule.update(id="ours", version="1")
        path = self.stage.folder / "ours.json"
        path.write_text(json.dumps(rule))
        assert self.me.run("conclusion", "add", path) == {"id": "ours", "version": "1"}
        rule["corners"][0]["gives"] = "conforming"
        path.write_text(json.dumps(rule))
        self.me.refused("conclusion", "add", path, naming="corner")
        assert [told["id"] for told in self.me.run("conclusion", "list")["conclusions"]] == ["internal", "ours"]


    def verification(self):
        office = self.stage.person("desk")
        office.run("init", "--holder", "industry", "--unit", "浙江省工业和信息化主管部门", "--author", "李核")
        factors = ["企业规模", "业务范围", "应用工业互联网的程度", "运营重要系统的程度", "掌握重要数据的程度",
                   "对行业发展和产业链供应链安全的重要程度", "发生网络安全事件的影响后果"]
        table = self.stage.folder / "desk.csv"
        table.write_text(",".join(["企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,联系电话,登记日期", *factors]) + "\n"
                         "甲厂,91330100799655058B,联网工业企业,二级,王,13800000001,2026-09-10," + "大," * 5 + ",重\n", encoding="utf-8")
        office.run("import", table)
        me = ["filing", "verify", "91330100799655058B", "--type", "connected"]
        told = office.run(*me)
        assert told["missing"] == [] and told["verification"]["rounds"] == [], told
        names = ["size", "business-scope", "internet-use", "important-systems", "important-data", "importance", "consequences"]
        office.refused(*me, "--accept", naming="begin one first")
        office.run(*me, "--begin", *[f"--factor={name}=agreed" for name in names[1:]])
        office.refused(*me, "--accept", naming="article 6")
        office.refused(*me, "--correct", naming="article 7")
        office.run(*me, "--factor=size=agreed")
        notice = self.stage.folder / "notice.pdf"
        told = office.run(*me, "--factor=important-systems=doubted:未列出DCS", "--fault=缺少网络拓扑图", "--correct",
                          "--number=补-1", "--out", notice)
        assert told["verification"]["state"] == "correcting" and len(told["faults"]) == 2 and len(told["notice"]) == 64, told
        assert notice.read_bytes().startswith(b"%PDF-")
        today = str(datetime.date.today())
        office.run(*me, "--received", today)
        (due,) = office.run("deadlines", "--kind", "correction")["deadlines"]
        assert due["due"] == office.run("deadline", "--from", today, "--working-days", 20)["due"], due
        assert "notice was received" in due["assumed"], due
        assert office.run("filings", "--state", "correcting")["filings"], "the register does not show it"
        table.write_text(table.read_text(encoding="utf-8").replace(",,重", ",中,重"), encoding="utf-8")
        office.run("import", table)
        told = office.run(*me)
        assert told["refiled"] is True and told["missing"] == [], told
        office.refused(*me, "--begin", naming="second round")
        told = office.run(*me, "--from", today, "--factor=important-systems=agreed", "--accept", "--out", notice)
        assert told["verification"]["state"] == "accepted" and len(told["verification"]["rounds"]) == 2, told
        change = ["filing", "change", "91330100799655058B", "--type", "connected"]
        office.run(*change, "--on", today, "--factor", "internet-use", "--note", "新上云平台")
        (due,) = office.run("deadlines", "--kind", "regrading", "--days", 120)["deadlines"]
        assert due["due"] == office.run("deadline", "--from", today, "--months", 3)["due"] and due["article"] == 6, due
        office.run(*change, "--regraded", today)
        assert office.run("deadlines", "--kind", "regrading", "--days", 120)["deadlines"] == []
        for wrong in (["--type", "bank"], ["--type", "connected", "--accept", "--correct"],
                      ["--type", "connected", "--factor", "colour=agreed"], ["--type", "connected", "--factor", "size"]):
            office.refused("filing", "verify", "91330100799655058B", *wrong, status=2)


    def scheme(self):
        """None ships; an imported one adds up points and says what level they come to, beside the one that was filed."""
        office = self.stage.person("scheme")
        office.run("init", "--holder", "industry", "--unit", "某省工信厅", "--author", "李核")
        office.run("import", hand.FILINGS)
        names = ["size", "business-scope", "internet-use", "important-systems", "important-data", "importance", "consequences"]
        me = ["filing", "verify", "91130102000000385H", "--type", "platform", "--begin"]
        points = [f"--factor={name}=agreed/5" for name in names]
        office.refused(*me, *points, naming="No scoring scheme")
        scheme = self.stage.folder / "scheme.json"
        scheme.write_text(json.dumps({"id": "own", "version": "1", "title": {"zh": "评分表", "en": "Points"}, "official": False,
                                      "factors": dict.fromkeys(names, 10), "level-2-from": 20, "level-3-from": 36}))
        tap.equal(office.run("scoring", "add", scheme), {"id": "own", "version": "1"})
        told = office.run(*me, *points)
        tap.equal((told["points"], told["suggested-level"], told["level"]), (35, 2, 2))
        told = office.run(*me[:-1], "--factor=size=agreed/6")
        tap.equal((told["points"], told["suggested-level"], told["level"]), (36, 3, 2))
        scheme.write_text("{}")
        office.refused("scoring", "add", scheme, naming="scheme.json")

    def files(self):
        """What an enterprise handed in is kept with its filing, and comes back byte for byte."""
        office = self.stage.person("files")
        office.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        office.run("import", hand.FILINGS)
        me = ["filing", "files", "91130102000000385H", "--type", "connected"]
        tap.equal(office.run(*me), {"files": []})
        (file,) = office.run(*me, "--add", hand.PICTURE, "--add", hand.PICTURE)["files"]
        tap.equal((file["name"], file["media-type"], file["author"]), (hand.PICTURE.name, "image/png", "张工"))
        copy = self.stage.folder / "copy.png"
        office.run(*me, "--file", file["uuid"], "--out", copy)
        tap.equal(copy.read_bytes(), hand.PICTURE.read_bytes())
        office.refused(*me, "--out", copy, status=2, naming="--file")
        office.refused(*me, "--add", self.stage.folder / "none", naming="none")
        office.refused(*me[:3], "--type", "identifier", "--add", hand.PICTURE, naming="")
        tap.equal(office.run(*me, "--remove", file["uuid"])["files"], [])
        office.refused(*me, "--remove", file["uuid"], naming=file["uuid"])


STEPS = ["deadline", "a_new_year", "due_lists", "rules", "jurisdiction", "conclusions", "verification", "scheme", "files"]
clocks = Clocks(sys.argv[1])
try:
    tap.run([(f"/cli/clocks/{step.replace('_', '-')}", getattr(clocks, step)) for step in STEPS])
finally:
    clocks.stage.close()

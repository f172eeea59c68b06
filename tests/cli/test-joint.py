#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A joint inspection of two authorities: one visit, and a record each, from the plan to the approvals.

usage: test-joint.py HECHACTL APACHE-FIXTURE
"""

import datetime
import json
import shutil
import subprocess
import sys

import hand
import tap

CODE = "91130102000000385H"  # of the samples: connected (level 3) and platform enterprise (level 2)
INDUSTRY, COMMUNICATIONS = "示例市工业和信息化局", "示例省通信管理局"
FIELDS = ("inspector-1", "inspector-2", "on-site-person", "approved")
OT = ["--ot-agreed=车间主任", "--ot-window=10:00–10:30", "--ot-stops=无", "--ot-way-back=恢复备份"]


class Joint:
    def __init__(self, hechactl, server):
        self.stage = hand.Stage(hechactl)
        self.server = hand.Server(server, self.stage.folder)
        self.industry, self.communications = self.stage.person("industry"), self.stage.person("communications")
        self.case = None
        self.pdf = [self.stage.folder / "record-1.pdf", self.stage.folder / "record-2.pdf"]
        self.items = []
        self.keys = {who: self.stage.key(who) for who in ("i1", "i2", "iboss", "c1", "c2", "cboss", "site")}

    def close(self):
        self.server.close()
        self.stage.close()

    def member(self, role, who, number=None, partner=False):
        cert = self.stage.keys / f"{who}.pem"
        return f"--{'partner-' if partner else ''}member={role}={who}:{number + ':' if number else ''}{cert}"

    def plan_words(self, *more):
        return ["plan", "--enterprise", CODE, "--types", "connected,platform", "--procedure", "inspection", "--on",
                "2026-09-01", *more]

    def own(self):
        return [self.member("inspector", "i1", "IND-1"), self.member("inspector", "i2", "IND-2"),
                self.member("approved", "iboss"), self.member("on-site-person", "site")]

    def theirs(self, *numbers):
        inspectors = [self.member("inspector", f"c{n}", f"COM-{n}", True) for n in numbers]
        return [*inspectors, self.member("approved", "cboss", partner=True)]

    def plan(self):
        """Types of both lines need both authorities, each with two certified officers of its own."""
        self.industry.run("init", "--holder", "industry", "--unit", INDUSTRY, "--author", "甲")
        self.industry.run("import", hand.FILINGS)
        self.industry.refused(*self.plan_words(*self.own()), naming="joint inspection")
        partner = ["--partner", COMMUNICATIONS]
        self.industry.refused(*self.plan_words(*self.own(), *self.theirs(1, 2)), status=2, naming="--partner")
        self.industry.refused(*self.plan_words(*self.own(), *partner, *self.theirs(1)), naming=COMMUNICATIONS)
        self.industry.refused(*self.plan_words(*self.own(), "--partner", INDUSTRY, *self.theirs(1, 2)), naming="another one")
        self.industry.refused(*self.plan_words(*self.own(), *partner, *self.theirs(1),
                                               self.member("inspector", "i1", "COM-9", True)), naming="both authorities")
        one_line = self.plan_words(*self.own(), *partner, *self.theirs(1, 2))
        one_line[one_line.index("connected,platform")] = "connected"
        self.industry.refused(*one_line, naming="types of both")
        self.case = self.industry.run(*self.plan_words(*self.own(), *partner, *self.theirs(1, 2)))["case"]
        (row,) = self.industry.run("cases")["cases"]
        assert (row["unit"], row["partner"], row["types"]) == (INDUSTRY, COMMUNICATIONS, ["connected", "platform"]), row
        assert "records" not in row, row

    def team(self):
        """Changed by the rules of planning: who names one authority's people alone is refused, and nothing changed."""
        people = self.industry.run("team", self.case)["members"]
        tap.equal([one["name"] for one in people if one.get("partner")], ["c1", "c2", "cboss"])
        self.industry.refused("team", self.case, *self.own(), naming=COMMUNICATIONS)
        self.industry.refused("team", self.case, *self.own(), *self.theirs(1), naming=COMMUNICATIONS)
        tap.equal(self.industry.run("team", self.case)["members"], people)
        told = self.industry.run("team", self.case, *self.own(), "--member=support=周支撑", *self.theirs(1, 2))["members"]
        tap.equal([one["name"] for one in told if one["role"] == "support"], ["周支撑"])
        self.industry.run("team", self.case, *self.own(), *self.theirs(1, 2))

    def on_site(self):
        """Answered once: a shared item counts in both records; each finding stands where its item counts."""
        self.items = self.industry.run("checklist", self.case)["items"]
        kinds = {}
        for item in self.items:
            kinds.setdefault("+".join(item["types"]), item)
        assert set(kinds) == {"connected", "platform", "connected+platform"}, set(kinds)
        self.bad = {kind: item["id"] for kind, item in kinds.items()}
        for item in self.items:
            if item["id"] in self.bad.values():
                steps = [f"--step={step['number']}=no" for step in item["steps"]]
                self.industry.run("answer", self.case, item["id"], *steps, "--observation=现场查看未见", "--source=查看配置",
                                  *(OT if item["ot-impact"] else []))
            else:
                self.industry.run("answer", self.case, item["id"], "--verdict=conforming", "--reason=样例")
        for kind, item in self.bad.items():
            self.industry.run("finding", self.case, item, f"--what=问题{kind}", "--measure=整改")
        self.industry.run("attach", self.case, self.bad["platform"], hand.PICTURE)

    def attached(self, pdf, name):
        folder = self.stage.folder / (pdf.stem + "-files")
        if not folder.exists():
            folder.mkdir()
            subprocess.run(["pdfdetach", "-saveall", "-o", folder, pdf], check=True)
        return json.loads((folder / name).read_text())

    def issue(self):
        """Two documents of one freeze, each of its own authority, types, people and findings."""
        told = self.industry.run("issue", self.case, "--out", self.stage.folder / "record.pdf")
        first, second = told["records"]
        number = self.industry.run("cases")["cases"][0]["number"]
        assert [first["number"], second["number"]] == [f"{number}-1", f"{number}-2"], told
        assert [first["unit"], second["unit"]] == [INDUSTRY, COMMUNICATIONS]
        assert [first["report"], second["report"]] == [str(pdf) for pdf in self.pdf]
        assert first["sha256"] != second["sha256"] and told["report"] == first["report"]
        types = [["connected"], ["platform"]]
        findings = [{"问题connected", "问题connected+platform"}, {"问题platform", "问题connected+platform"}]
        heads = [self.attached(pdf, "journal-heads.json")["heads"] for pdf in self.pdf]
        assert heads[0] == heads[1], "two freezes"
        for n, pdf in enumerate(self.pdf):
            results = self.attached(pdf, "assessment-results.json")["assessment-results"]["results"]
            props = [{prop["name"]: prop["value"] for prop in result["props"]} for result in results]
            assert [each["enterprise-type"] for each in props] == types[n], props
            assert "conclusion" not in props[0], "an inspection draws no conclusion on conformity"
            mine = [item for item in self.items if types[n][0] in item["types"]]
            assert int(props[0]["count-conforming"]) == len(mine) - 2, props
            assert {risk["description"] for risk in results[0]["risks"]} == findings[n], results[0]["risks"]
            files = self.attached(pdf, "evidence-manifest.json")["files"]
            assert len(files) == n, "evidence of the other authority's item"
            text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout.replace("\n", "")
            ours, others = (("i1", "i2", "iboss"), ("c1", "c2", "cboss"))[::1 if n == 0 else -1]
            assert f"{number}-{n + 1}" in text and f"与{(COMMUNICATIONS, INDUSTRY)[n]}联合检查" in text
            assert f"{number}-{2 - n}" in text, "does not name the other record"
            assert ("IND-1" in text) == (n == 0) and ("COM-1" in text) == (n == 1), "officers of the other authority"
            assert all(who in text for who in (*ours, "site"))
            signature_fields = self.industry.run("verify", pdf, status=1)
            assert signature_fields["verdict"] in ("unsigned", "incomplete"), signature_fields
        (row,) = self.industry.run("cases")["cases"]
        assert [record["state"] for record in row["records"]] == ["to-sign", "to-sign"] and row["state"] == "to-sign"
        assert [record["types"] for record in row["records"]] == types
        same = self.industry.run("issue", self.case)
        assert [record["sha256"] for record in same["records"]] == [first["sha256"], second["sha256"]]

    def sign(self):
        """Each record by its own people and the person on site; nobody signs for the other authority."""
        whom = [dict(zip(FIELDS, ("i1", "i2", "site", "iboss"))), dict(zip(FIELDS, ("c1", "c2", "site", "cboss")))]
        self.industry.refused("sign", self.pdf[1], "--as=inspector-1", "--key", self.keys["i1"], "--pin-file", self.stage.pin,
                              naming="c1")
        for n, pdf in enumerate(self.pdf):
            for field, who in whom[n].items():
                self.industry.run("sign", pdf, f"--as={field}", "--key", self.keys[who], "--pin-file", self.stage.pin)
            told = self.industry.run("verify", pdf, "--trust", self.stage.ca)
            assert told["verdict"] == "valid", told
            (row,) = self.industry.run("cases")["cases"]
            assert row["records"][n]["state"] == "issued", row
            assert row["state"] == ("to-sign", "issued")[n], "as far as the record that is behind"
            listing = subprocess.run(["pdfsig", pdf], capture_output=True, text=True).stdout
            assert listing.count("Signature is Valid") == 4, listing
        assert self.industry.run("journal", self.case, "--check") is not None

    def hand_over(self):
        """Both records go to the other authority, which decides about its own; the state is that of both."""
        self.communications.run("init", "--holder", "communications", "--unit", COMMUNICATIONS, "--author", "乙")
        for person in (self.industry, self.communications):
            person.run(*self.server.remote())
        self.industry.run("push")
        pulled = self.communications.run("pull")
        assert pulled["reports"] == 2, pulled
        (row,) = self.communications.run("cases")["cases"]
        assert row["state"] == "issued" and [record["state"] for record in row["records"]] == ["issued"] * 2, row
        number = row["records"][1]["number"]
        self.communications.refused("review", self.case, "--return=x", naming="-2")
        self.communications.refused("answer", self.case, self.items[0]["id"], "--verdict=conforming", "--reason=x",
                                    naming=INDUSTRY)
        self.communications.run("review", number, "--approve", "--key", self.keys["cboss"], "--pin-file", self.stage.pin)
        (row,) = self.communications.run("cases")["cases"]
        assert [record["state"] for record in row["records"]] == ["issued", "approved"] and row["state"] == "issued", row
        self.communications.run("push")
        self.industry.run("pull")
        self.industry.run("review", number[:-1] + "1", "--approve", "--key", self.keys["iboss"], "--pin-file", self.stage.pin)
        (row,) = self.industry.run("cases")["cases"]
        assert row["state"] == "approved" and [record["state"] for record in row["records"]] == ["approved"] * 2, row
        findings = self.industry.run("rectify", "--enterprise", CODE)["findings"]
        assert len(findings) == 3, "a finding of a shared item is one finding"

    def next_revision(self):
        """A reopening is of the visit: both records begin anew."""
        self.industry.run("reopen", self.case, "--reason=补充")
        again = self.industry.run("issue", self.case, "--out", self.stage.folder / "record.pdf")
        assert again["revision"] == 2, again
        (row,) = self.industry.run("cases")["cases"]
        assert [record["state"] for record in row["records"]] == ["to-sign"] * 2, row

    def scan(self, n):
        """The printed record as pictures, some of them askew or on their head."""
        for program in "pdftoppm", "convert":
            if not shutil.which(program):
                raise tap.Skip(f"{program} is not installed")
        folder = self.stage.folder / f"scan-{n + 1}"
        folder.mkdir()
        subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", self.pdf[n], folder / "page"], check=True)
        pages = sorted(folder.glob("page*.png"))
        for page, turn in zip(pages, ("4", "-3", "90", "181")):
            subprocess.run(["convert", page, "-background", "white", "-rotate", turn, "-colorspace", "Gray", page], check=True)
        return pages

    def on_paper(self):
        """Each record is printed, signed by hand and scanned by itself: its pages are told from those of the other,
        and what is signed on one says nothing of the other."""
        (row,) = self.industry.run("cases")["cases"]
        numbers = [record["number"] for record in row["records"]]
        scans = [self.scan(n) for n in range(2)]
        people = [("i1", "i2", "site", "iboss"), ("c1", "c2", "site", "cboss")]
        signed = [[f"--signed={field}={who}" for field, who in zip(FIELDS, whom)] for whom in people]
        day = f"--on={datetime.date.today()}"
        self.industry.refused("paper", numbers[0], *scans[1], *signed[0], day, naming=numbers[1])
        self.industry.refused("paper", numbers[0], *scans[0][:-1], *signed[0], day, naming="missing")
        self.industry.refused("paper", numbers[0], *scans[0], scans[1][0], *signed[0], day, naming="another report")
        self.industry.refused("paper", numbers[0], *scans[0], *signed[1], day, naming="i1")
        for n, states in enumerate((["issued", "to-sign"], ["issued", "issued"])):
            told = self.industry.run("paper", numbers[n], *reversed(scans[n]), *signed[n], day)
            assert told["expected"] == len(scans[n]) and {page["state"] for page in told["pages"]} == {"good"}, told
            assert {page["page"] for page in told["pages"]} == set(range(1, len(scans[n]) + 1)), told
            (row,) = self.industry.run("cases")["cases"]
            assert [record["state"] for record in row["records"]] == states and row["state"] == states[1], row
        self.industry.refused("sign", self.pdf[0], "--as=inspector-1", "--key", self.keys["i1"], "--pin-file", self.stage.pin,
                              naming="signed already")
        self.industry.run("push")
        self.communications.run("pull")
        told = self.communications.run("verify", self.pdf[1], status=1)
        (paper,) = [check for check in told["checks"] if check["name"] == "paper"]
        assert paper["ok"] and "inspector-1 by c1" in paper["message"], paper
        self.communications.run("review", numbers[1], "--approve")
        (row,) = self.communications.run("cases")["cases"]
        assert [record["state"] for record in row["records"]] == ["issued", "approved"], row


STEPS = ["plan", "team", "on_site", "issue", "sign", "hand_over", "next_revision", "on_paper"]
joint = Joint(*sys.argv[1:3])
try:
    tap.run([(f"/cli/joint/{step.replace('_', '-')}", getattr(joint, step)) for step in STEPS])
finally:
    joint.close()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One whole day with hechactl: from a spreadsheet to a report that a manager has approved, on both sides.

usage: test-day.py HECHACTL APACHE-FIXTURE
"""

import hashlib
import pathlib
import re
import shutil
import subprocess
import sys

import hand
import tap

CODE = "91130102000000385H"         # connected (level 3) and platform (level 2)
TWO_SITES = "912102110000003931"    # one connected industrial enterprise, plants in two regions
ROLES = ("prepared", "reviewed", "approved")
INSPECTORS = ("inspector-1", "inspector-2", "on-site-person", "approved")


class Day:
    def __init__(self, hechactl, fixture):
        self.fixture = fixture
        self.stage = hand.Stage(hechactl)
        self.evaluator = self.stage.person("evaluator")
        self.manager = self.stage.person("manager")
        self.report = self.stage.folder / "report.pdf"
        self.server = None

    def close(self):
        if self.server:
            self.server.close()
        self.stage.close()

    # The evaluation

    def begin(self):
        me = self.evaluator
        made = me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        tap.equal(set(made), {"workspace", "device"})
        assert re.fullmatch("[0-9a-f]{64}", made["device"])
        me.refused("init", "--holder", "evaluation", "--unit", "又一", "--author", "又", naming="workspace already")
        for path, mode in (self.evaluator.workspace, 0o700), (self.evaluator.workspace / "hecha.db", 0o600):
            tap.equal(path.stat().st_mode & 0o777, mode, path)

    def load(self):
        me = self.evaluator
        told = me.run("import", hand.FILINGS)
        tap.equal([told[key] for key in ("read", "accepted", "unchanged", "refused")], [50, 42, 0, 8])
        tap.equal(told["read"], told["accepted"] + told["unchanged"] + told["refused"])
        for refusal in told["refusals"]:
            assert {"file", "sheet", "row", "column", "rule", "message"} <= set(refusal), refusal
        tap.equal({refusal["row"] for refusal in told["refusals"]}, {44, 45, 46, 47, 48, 49, 50, 52})
        assert "row 44" in me.said, "the refusals are not on stderr"
        again = me.run("import", hand.FILINGS)
        tap.equal([again[key] for key in ("accepted", "unchanged", "refused")], [0, 42, 8])
        found = me.run("filings", "--search", "多厂区")["filings"]
        tap.equal([len(filing["sites"]) for filing in found], [2])
        tap.equal(len(me.run("filings", "--type", "platform", "--level", "2", "--limit", "3")["filings"]), 3)

    def plan(self):
        me = self.evaluator
        self.keys = {role: self.stage.key(role) for role in ROLES}
        members = [f"--member={role}={role}者:{self.stage.keys}/{role}.pem" for role in ROLES]
        planned = me.run("plan", "--enterprise", CODE, "--types", "connected,platform", "--procedure", "evaluation", "--on",
                         "2026-11-25", "--member", "lead=张工", *members)
        self.case = planned["case"]
        me.refused("plan", "--enterprise", CODE, "--types", "connected", "--procedure", "inspection", "--on", "2026-11-25",
                   naming="authority")
        me.refused("plan", "--enterprise", CODE, "--types", "identifier", "--procedure", "evaluation", "--on",
                   "2026-11-25", *members)
        rows = me.run("cases")["cases"]
        tap.equal([(row["case"], row["state"], row["done"]) for row in rows], [(self.case, "planned", 0)])

    def answer(self):
        me = self.evaluator
        me.run("object", "add", self.case, "--kind", "control-system", "--name", "一号DCS", "--zone", "生产控制区")
        me.run("object", "add", self.case, "--kind", "platform", "--name", "云平台")
        items = hand.answer_all(me, self.case)
        assert any(item["types"] == ["connected", "platform"] for item in items), "no item is shared by two types"
        assert {"id", "types", "level", "domain", "title", "verdict"} <= set(items[0])
        row = me.run("cases")["cases"][0]
        tap.equal((row["items"], row["done"], row["state"]), (len(items), len(items), "on-site"))
        self.item = items[0]["id"]
        attached = me.run("attach", self.case, self.item, hand.PICTURE)["evidence"]
        tap.equal(attached[0]["sha256"], hashlib.sha256(hand.PICTURE.read_bytes()).hexdigest())
        kept = me.workspace / "vault" / attached[0]["sha256"][:2] / attached[0]["sha256"][2:]
        tap.equal(kept.read_bytes(), hand.PICTURE.read_bytes())

    def issue(self):
        me = self.evaluator
        told = me.run("issue", self.case, "--out", self.report)
        tap.equal((told["case"], told["revision"]), (self.case, 1))
        tap.equal(told["sha256"], hashlib.sha256(self.report.read_bytes()).hexdigest())
        tap.equal(me.run("verify", self.report, status=1)["verdict"], "unsigned")
        me.refused("answer", self.case, self.item, "--note", "太晚", naming="frozen")
        me.refused("attach", self.case, self.item, hand.FILINGS, naming="frozen")
        me.refused("team", self.case, "--member=lead=新人", naming="frozen")

    def sign(self):
        me = self.evaluator
        before = self.report.read_bytes()
        wrong = self.stage.folder / "wrong"
        wrong.write_text("nein")

        def refused(field, key, pin, naming, path=self.report):
            me.refused("sign", path, "--as", field, "--key", self.keys[key], "--pin-file", pin, naming=naming)
            tap.equal(self.report.read_bytes() == before, True, "the file is as it was")

        refused("prepared", "prepared", wrong, "assword")
        refused("prepared", "reviewed", self.stage.pin, "another certificate")
        refused("nobody", "prepared", self.stage.pin, "no field")
        for field in "prepared", "reviewed":
            older = before
            me.run("sign", self.report, "--as", field, "--key", self.keys[field], "--pin-file", self.stage.pin)
            before = self.report.read_bytes()
            assert before.startswith(older), "a signature is no incremental revision"
        refused("prepared", "prepared", self.stage.pin, "signed already")
        stale = self.stage.folder / "stale.pdf"
        stale.write_bytes(older)
        refused("approved", "approved", self.stage.pin, "newer version", stale)
        stale.write_bytes(older + b"\n")
        refused("approved", "approved", self.stage.pin, "no report", stale)
        told = me.run("verify", self.report, "--trust", self.stage.ca, status=1)
        tap.equal(told["verdict"], "incomplete")
        for signature in told["signatures"]:
            assert {"field", "signer", "time", "time-proven", "trust", "checks"} <= set(signature), signature
            tap.equal((signature["status"], signature["trust"], signature["time-proven"]), ("intact", "trusted", False))

    # Handing over

    def push(self):
        me = self.evaluator
        self.server = hand.Server(self.fixture, self.stage.folder)
        me.refused("push", naming="no remote")
        me.run(*self.server.remote())
        tap.equal([remote["name"] for remote in me.run("remote", "list")["remotes"]], ["office"])
        # What cannot be written cuts the push short.
        place = self.server.root / "cases" / self.case / "reports"
        for folder in (place.parent.parent, place.parent):
            folder.mkdir()
            folder.chmod(0o777)     # the server may be another user
        place.write_text("in the way")
        cut = me.run("push", status=1)
        assert cut["failed"] and cut["faults"], cut
        assert not list((self.server.root).glob("inbox/*/*")), "announced though not all of it arrived"
        place.unlink()
        told = me.run("push")
        tap.equal((told["sent"], told["failed"]), (1, 0), "what had arrived is not sent again")
        tap.equal(told["cases"], [self.case])
        again = me.run("push")
        tap.equal((again["sent"], again["failed"]), (0, 0))
        assert self.server.password.read_text().strip() not in (me.workspace / "hecha.db").read_bytes().decode("latin-1")

    def pull(self):
        you = self.manager
        you.run("init", "--holder", "industry", "--unit", "示例市工业和信息化局", "--author", "李局")
        you.run(*self.server.remote())
        told = you.run("pull")
        tap.equal((told["cases"], told["faults"]), ([self.case], []))
        tap.equal(len(told["unknown-devices"]), 1)
        row = you.run("cases")["cases"][0]
        tap.equal((row["case"], row["enterprise"]), (self.case, "示例智能制造有限公司0038"))
        copies = list((you.workspace / "reports").glob("*.pdf"))
        tap.equal([hashlib.sha256(path.read_bytes()).hexdigest() for path in copies], [row["report"]])
        told = you.run("verify", copies[0], "--trust", self.stage.ca, status=1)
        tap.equal(told["verdict"], "incomplete")
        tap.equal({check["name"]: check["ok"] for check in told["checks"]}.get("evidence"), True)
        tap.equal(you.run("pull")["received"], 0)

    def approve(self):
        you, me = self.manager, self.evaluator
        you.run("review", self.case, "--approve", "--key", self.keys["approved"], "--pin-file", self.stage.pin)
        you.refused("review", self.case, "--return", "zu spät", naming="decided")
        told = you.run("push")
        assert told["sent"], told
        told = me.run("pull")
        tap.equal(told["faults"], [])
        for person in me, you:
            row = person.run("cases")["cases"][0]
            tap.equal(row["state"], "approved")
            path = next(path for path in (person.workspace / "reports").glob("*.pdf")
                        if hashlib.sha256(path.read_bytes()).hexdigest() == row["report"])
            told = person.run("verify", path, "--trust", self.stage.ca)
            tap.equal((told["verdict"], len(told["signatures"])), ("valid", 3))
            tap.equal(person.run("verify", path, status=1)["verdict"], "valid-untrusted")
            tap.equal(person.run("journal", self.case, "--check")["faults"], [])
            shutil.copy(path, self.report)

    # The report before other programs

    def flipped(self):
        """One flipped bit, anywhere that a signature covers: not valid any more, without a workspace's help."""
        whole = self.report.read_bytes()
        ranges = [tuple(map(int, found)) for found in re.findall(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", whole)]
        tap.equal(len(ranges), 3)
        changed = self.stage.folder / "changed.pdf"
        nobody = self.stage.person("nobody")
        tap.equal(nobody.run("verify", self.report, "--trust", self.stage.ca)["verdict"], "valid")
        covered = [(first, count) for one in ranges for first, count in ((one[0], one[1]), (one[2], one[3]))]
        places = {start + size * part // 12 for start, size in covered for part in range(12)}
        places |= {start + size - 1 for start, size in covered} | {start for start, _ in covered}
        for place in sorted(places):
            bent = bytearray(whole)
            bent[place] ^= 1 << place % 8
            changed.write_bytes(bent)
            verdict = nobody.run("verify", changed, "--trust", self.stage.ca, status=1)["verdict"]
            assert verdict not in ("valid", "valid-untrusted"), f"byte {place}: {verdict}"
        print(f"# {len(places)} flipped bits, none of them valid")

    def others(self):
        """pdfsig, mutool and openssl agree."""
        done = subprocess.run(["pdfsig", "-nocert", self.report], capture_output=True, text=True)
        tap.equal(done.stdout.count("Signature is Valid."), 3, done.stdout + done.stderr)
        done = subprocess.run(["mutool", "sign", "-v", self.report], capture_output=True, text=True)
        told = done.stdout + done.stderr
        tap.equal((told.count("signature is valid but"), told.count("unchanged since signing")), (2, 1), told)
        whole = self.report.read_bytes()
        for number, found in enumerate(re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", whole)):
            one, two, three, four = map(int, found.groups())
            content, cms = self.stage.folder / f"{number}.bin", self.stage.folder / f"{number}.der"
            content.write_bytes(whole[one:one + two] + whole[three:three + four])
            text = whole[one + two + 1:three - 1]
            der = bytes.fromhex(text.decode())
            length = 2 + (int.from_bytes(der[2:2 + (der[1] & 0x7f)], "big") + (der[1] & 0x7f) if der[1] & 0x80 else der[1])
            cms.write_bytes(der[:length])
            done = subprocess.run(["openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", cms, "-content", content, "-binary",
                                   "-CAfile", self.stage.ca, "-purpose", "any", "-out", "/dev/null"], capture_output=True,
                                  text=True)
            assert done.returncode == 0, done.stderr

    def schemas(self):
        """Plan and results are OSCAL by the published schemas."""
        folder = hand.SOURCE.parent / "shared" / "schemas"
        if not folder.is_dir():
            raise tap.Skip("../shared/schemas is not there")
        out = self.stage.folder / "attached"
        out.mkdir()
        subprocess.run(["pdfdetach", "-saveall", "-o", out, self.report], check=True, capture_output=True)
        for schema in sorted(folder.glob("oscal-*-assessment-results.schema.json")):
            for options, name in ([], "assessment-results.json"), (["--plan"], "assessment-plan.json"):
                done = subprocess.run([hand.SOURCE / "tests" / "formats" / "oscal-validate.py", *options, schema, out / name],
                                      capture_output=True, text=True)
                assert done.returncode == 0, done.stdout + done.stderr

    # An inspection, returned once

    def inspect(self):
        me = self.officer = self.stage.person("officer")
        me.run("init", "--holder", "industry", "--unit", "示例区工业和信息化局", "--author", "赵检")
        me.run("import", hand.FILINGS)
        added = me.run("pack", "add", hand.SOURCE / "tests" / "formats" / "oscal" / "lookalike-catalog.json")["packs"]
        keys = {field: self.stage.key("i-" + field) for field in INSPECTORS}
        members = [f"--member=inspector=赵检:ZF-001:{self.stage.keys}/i-inspector-1.pem",
                   f"--member=inspector=钱检:ZF-002:{self.stage.keys}/i-inspector-2.pem",
                   f"--member=on-site-person=孙厂:{self.stage.keys}/i-on-site-person.pem",
                   f"--member=approved=李局:{self.stage.keys}/i-approved.pem"]
        plan = ["plan", "--enterprise", TWO_SITES, "--procedure", "inspection", "--on", "2026-11-26", "--basis", "年度计划"]
        me.refused(*plan, "--types", "connected", *members[1:], naming="two inspectors")
        me.refused(*plan[:2], CODE, *plan[3:], "--types", "platform", *members, naming="communications")
        self.inspection = me.run(*plan, "--types", "connected", "--pack", f"connected={added[0]['id']}", *members)["case"]
        hand.answer_all(me, self.inspection, no_every=3)
        self.record = self.stage.folder / "record.pdf"
        self.issue_record(keys, 1)

    def issue_record(self, keys, revision):
        me = self.officer
        self.inspection_keys = keys
        tap.equal(me.run("issue", self.inspection, "--out", self.record)["revision"], revision)
        for field in INSPECTORS:
            me.run("sign", self.record, "--as", field, "--key", keys[field], "--pin-file", self.stage.pin)
        told = me.run("verify", self.record, "--trust", self.stage.ca)
        tap.equal((told["verdict"], [one["field"] for one in told["signatures"]]), ("valid", list(INSPECTORS)))

    def give_back(self):
        me, you = self.officer, self.manager
        me.run(*self.server.remote())
        me.run("push")
        you.run("pull")
        you.refused("review", self.inspection, "--return", "照片说明不完整", "--comment", "NONE-99=x", naming="“NONE-99”")
        you.refused("review", self.inspection, "--return", "照片说明不完整", "--comment", "补拍铭牌", status=2, naming="补拍铭牌")
        item = you.run("checklist", self.inspection)["items"][0]["id"]
        you.run("review", self.inspection, "--return", "照片说明不完整", "--comment", item + "=补拍铭牌")
        you.run("push")
        me.run("pull")
        row = next(row for row in me.run("cases")["cases"] if row["case"] == self.inspection)
        tap.equal(row["state"], "returned")
        told = me.run("checklist", self.inspection)
        tap.equal((told["decision"]["decision"], told["decision"]["reason"]), ("return", "照片说明不完整"))
        tap.equal({one["id"]: one["comment"] for one in told["items"] if "comment" in one}, {item: "补拍铭牌"})
        me.refused("reopen", self.inspection, "--reason", "", naming="reason")
        me.run("reopen", self.inspection, "--reason", "补充照片说明")
        item = me.run("checklist", self.inspection)["items"][0]["id"]
        me.run("attach", self.inspection, item, hand.PICTURE)
        self.issue_record(self.inspection_keys, 2)
        me.run("push")
        tap.equal(you.run("pull")["faults"], [])
        row = next(row for row in you.run("cases")["cases"] if row["case"] == self.inspection)
        assert row["state"] in ("issued", "to-sign"), row
        you.run("review", self.inspection, "--approve", "--key", self.inspection_keys["approved"], "--pin-file", self.stage.pin)
        you.run("push")
        tap.equal(me.run("pull")["faults"], [])
        for person in me, you:
            row = next(row for row in person.run("cases")["cases"] if row["case"] == self.inspection)
            tap.equal(row["state"], "approved")
            tap.equal(person.run("journal", self.inspection, "--check")["faults"], [])


day = Day(*sys.argv[1:3])
STEPS = ["begin", "load", "plan", "answer", "issue", "sign", "push", "pull", "approve", "flipped", "others", "schemas",
         "inspect", "give_back"]
try:
    tap.run([(f"/cli/day/{step.replace('_', '-')}", getattr(day, step)) for step in STEPS])
finally:
    day.close()

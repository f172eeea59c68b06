#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window says of a file and what hechactl verify --json says are the same, field by field: of reports that are
valid, changed, not proved, signed on paper and with a refusal, and of PDFs that others made.

usage: test-same-verdict.py HECHACTL SHOW-VERIFICATION
"""

import datetime
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import hand     # noqa: E402
import tap      # noqa: E402
import foreign  # noqa: E402
import second   # noqa: E402
import signing  # noqa: E402

VERDICTS = {
    "valid": "Valid", "valid-untrusted": "Intact, Signers Not Proved", "incomplete": "Intact, Not Complete",
    "changed": "Changed After Signing", "broken": "Signature Does Not Match", "unsigned": "Not Signed",
    "unreadable": "Cannot Be Judged",
}
STATUS = {"intact": "Intact", "unsupported-algorithm": "Unsupported algorithm", "changed": "Changed afterwards",
          "broken": "Does not match"}
TRUST = {"trusted": "Signer proved", "untrusted": "Signer not proved", "revoked": "Certificate revoked",
         "expired": "Certificate expired", "unknown-offline": "Revocation not known"}
GRADES = {"allowed": "Allowed", "mechanics": "Belongs to signing", "harmless": "Says the same", "suspicious": "Suspicious",
          "visible": "Changes what is seen, or may"}
ORDER = list(GRADES)
FIELDS = {
    "prepared": "Prepared by", "reviewed": "Reviewed by", "approved": "Approved by", "inspector-1": "First inspector",
    "inspector-2": "Second inspector", "refusal-officer-1": "First officer",
    "refusal-officer-2": "Second officer", "refusal": "What happened instead of the signature",
    "timestamp-1": "Time stamp of the whole file", "body-seal": None, "on-site-person": None,
}
TITLES = {
    "signature": "Signature", "time-stamp": "Time stamp", "validation-data": "Data to judge the signatures",
    "field-filled": "Field filled in", "metadata": "File information", "left-over": "Objects without use",
    "rewritten": "Objects written again", "objects": "Content", "catalog": "Catalog of the file", "pages": "Pages",
    "fields": "Fields", "covered": "Covered content",
}
PASSED, FAILED = "emblem-ok-symbolic", "dialog-warning-symbolic"
ROLES = ("prepared", "reviewed", "approved")
WORDS = "孙厂看过笔录后拒绝签字。"
HAN = re.compile("[\u4e00-\u9fff]")


def field(name):
    return FIELDS.get(name) or name


def words(message):
    """Names of fields are said by their labels; the rest of a sentence is the same in English."""
    message = re.sub(r'["“]([a-z]+(?:-[a-z0-9]+)*)["”]', lambda m: m.group(0)[0] + field(m.group(1)) + m.group(0)[-1], message)
    return re.sub(r"(?<=missing: )([a-z0-9, -]+)", lambda m: ", ".join(map(field, m.group(1).split(", "))), message)


def plain(markup):
    return html.unescape(re.sub("<[^>]*>", "", markup))


class Same:
    def __init__(self, hechactl, show):
        self.stage, self.show = hand.Stage(hechactl), str(pathlib.Path(show).resolve())
        self.folder, self.keys = self.stage.folder, self.stage.keys
        self.servers = None

    def close(self):
        if self.servers:
            self.servers.kill()
            self.servers.wait()
        self.stage.close()

    # The two that are held against each other

    def window(self, person, path, language="en"):
        done = subprocess.run([self.show, str(person.workspace), str(path)], capture_output=True, text=True,
                              env={**os.environ, "XDG_CONFIG_HOME": str(person.folder / "config"), "LANGUAGE": language})
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout[done.stdout.index("{"):])

    def told(self, person, path):
        try:
            return person.run("verify", path)
        except hand.Refused:
            return person.run("verify", path, status=1)

    def same(self, person, path, verdict):
        told, shown = self.told(person, path), self.window(person, path)
        tap.equal(told["verdict"], verdict)
        assert VERDICTS[verdict] in shown["head"], shown["head"]
        groups = {group["title"]: group["rows"] for group in shown["groups"]}
        self.same_signatures(told["signatures"], groups.pop("Signatures", []))
        self.same_papers(told["papers"], groups.pop("Signed on Paper", []))
        self.same_refusal(told, groups.pop("In Place of a Signature", []))
        followed = groups.pop("What Followed Each Signature", [])
        self.same_change(told["change"], [followed.pop(0)] if told["change"] else [])
        self.same_differences([one for one in told["signatures"] if one["differences"]], followed)
        (whole,) = groups.pop("") if told["checks"] else (None,)
        self.same_checks(told["checks"], whole["rows"])
        passed = sum(check["ok"] for check in told["checks"])
        tap.equal(whole["subtitle"], f"{passed} of {len(told['checks'])} passed")
        self.same_summary(told, *[[row["title"] for row in groups.pop(title, [])]
                                  for title in ("What Was Proved", "What Was Not Proved")])
        tap.equal(groups, {}, "something in the window that hechactl does not tell")
        self.chinese(person, path, told)

    def same_checks(self, checks, rows):
        tap.equal([(row["icon"], row["subtitle"]) for row in rows],
                  [(PASSED if check["ok"] else FAILED, words(check["message"])) for check in checks])
        tap.equal(len({row["title"] for row in rows}), len({check["name"] for check in checks}), "a title for each check")
        assert not any(row["title"] in [check["name"] for check in checks] for row in rows), rows

    def same_signatures(self, signatures, rows):
        tap.equal(len(rows), len(signatures))
        for one, row in zip(signatures, rows):
            tap.equal(row["title"], one["signer"] or "Unknown signer")
            name, state, time = row["subtitle"].split("\n")
            tap.equal((name, state), (field(one["field"]), f"{STATUS[one['status']]} · {TRUST[one['trust']]}"))
            moment = one["time"] and datetime.datetime.fromisoformat(one["time"][:19] + "+00:00").astimezone()
            tap.equal(time, f"{moment:%Y-%m-%d %H:%M}, {'proved' if one['time-proven'] else 'claimed'}" if moment
                      else "no time given")
            n = len(one["checks"])
            self.same_checks(one["checks"], row["rows"][:n])
            certificates = [("Certificate (SHA-256)", "", one["certificate"]),
                            ("Trusted authority that vouches for the signer", one["root"], one["root-certificate"]),
                            ("Trusted authority that vouches for the time", one["stamp-root"], one["stamp-root-certificate"])]
            tap.equal([(row["title"], plain(row["subtitle"])) for row in row["rows"][n:]],
                      [(title, f"{who}\n{digest}" if who else digest) for title, who, digest in certificates if digest])

    def same_differences(self, signatures, rows):
        tap.equal([row["title"] for row in rows], [f"After “{field(one['field'])}”" for one in signatures])
        for one, row in zip(signatures, rows):
            n, worst = len(one["differences"]), max((ORDER.index(each["grade"]) for each in one["differences"]))
            tap.equal(row["subtitle"], f"{n} difference{'' if n == 1 else 's'} · {GRADES[ORDER[worst]]}\n"
                                       f"signed revision {one['revision']}, up to byte {one['covers']}")
            tap.equal([(inner["title"], inner["subtitle"]) for inner in row["rows"]],
                      [(words(each["message"]), f"{TITLES[each['name']]} · {GRADES[each['grade']]}")
                       for each in one["differences"]])

    def same_change(self, change, rows):
        words = {0: "No page looks different: what was changed is not to be seen on them.", 1: "Page %s looks different."}
        tap.equal([(row["title"], row["subtitle"]) for row in rows],
                  [(f"Changed in revision {one['revision']} of {one['revisions']}",
                    words[len(one["pages"])].replace("%s", "".join(map(str, one["pages"])))) for one in [change] if one])

    def same_refusal(self, told, rows):
        officers = ", ".join(one["signer"] for one in told["signatures"] if one["field"].startswith("refusal-officer-"))
        tap.equal([(row["title"], row["subtitle"]) for row in rows],
                  [(words, f"Did not sign; witnessed by {officers}") for words in [told["refusal"]] if words])

    def same_papers(self, papers, rows):
        scans = {scan["sha256"]: (scan, paper) for paper in reversed(papers) for scan in paper["scans"]}
        tap.equal([(row["title"], row["subtitle"]) for row in rows[:len(papers)]],
                  [(paper["signer"], f"{field(paper['field'])}\n{paper['day']}") for paper in papers])
        tap.equal(sorted((plain(row["title"]), plain(row["subtitle"])) for row in rows[len(papers):]),
                  sorted((scan["name"], f"{scan['pages']} page{'' if scan['pages'] == 1 else 's'} · recorded by "
                          f"{paper['recorded-by']}\nSHA-256 {digest}") for digest, (scan, paper) in scans.items()))

    def same_summary(self, told, proved, unproved):
        """What is said to be proved is so, and of what is not proved nothing is said to be."""
        signatures = told["signatures"]
        checks = {check["name"]: check["ok"] for check in told["checks"]}
        intact = sum(one["status"] == "intact" for one in signatures)
        trusted = sum(one["status"] == "intact" and one["trust"] == "trusted" for one in signatures)
        stamped = sum(one["status"] == "intact" and one["time-proven"] for one in signatures)
        n = len(signatures)

        def has(lines, start):
            return any(line.startswith(start) for line in lines)

        tap.equal(has(proved, "What was signed is unchanged"), n > 0 and intact == n)
        tap.equal(has(proved, f"{intact} of {n} signatures match"), 0 < intact < n)
        tap.equal(has(unproved, "That the file is unchanged"), intact < n)
        tap.equal(has(proved, "Every required signature"), n > 0 and checks.get("required-signatures", False))
        tap.equal(has(proved, "A trusted authority vouches for every"), n > 0 and trusted == n)
        tap.equal(has(proved, f"A trusted authority vouches for {trusted} of"), 0 < trusted < n)
        tap.equal(sum(line.startswith("Who signed as") for line in unproved),
                  sum(one["trust"] != "trusted" for one in signatures))
        tap.equal(has(proved, "Time stamps prove"), n > 0 and stamped == n)
        tap.equal(has(unproved, "When it was signed"), stamped < n)
        roots = {one[key] for one in signatures if one["status"] == "intact" for key in ("root", "stamp-root") if one[key]}
        tap.equal({name for line in proved if line.startswith("The trusted authorities") for name in
                   line.split(": ", 1)[1].split(", ")}, roots)

    def chinese(self, person, path, told):
        """No sentence stays English in a Chinese window, and there are as many rows."""
        shown = self.window(person, path, "zh_CN")

        def sentences(rows):
            for row in rows:
                yield from (row["title"], row["subtitle"])
                yield from sentences(row.get("rows", []))

        for group in shown["groups"]:
            for text in sentences(group["rows"]):
                if re.search("[A-Za-z]{3,} [a-z]{2,}", plain(text)) and not HAN.search(text):
                    raise AssertionError(f"English in a Chinese window: {text!r}")
        (signatures,) = [group["rows"] for group in shown["groups"] if group["title"] == "签名"] or [[]]
        tap.equal(len(signatures), len(told["signatures"]))

    # The files

    def trust(self, person):
        (root,) = person.run("trust", "show", self.stage.ca)["authorities"]
        person.run("trust", "add", self.stage.ca, f"--fingerprint={root['fingerprint']}")

    def authority(self):
        """Of time, on loopback."""
        (self.keys / "tsa.cnf").write_text(signing.TSA)
        self.stage.key("tsa", "rsa", "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n")
        self.servers = subprocess.Popen([sys.executable, hand.SOURCE / "tests" / "support" / "proof-servers.py", self.keys],
                                        stdout=subprocess.PIPE, text=True)
        self.tsa = f"http://127.0.0.1:{self.servers.stdout.readline().strip()}/tsa"

    def issue(self):
        self.authority()
        for role in (*ROLES, "foreign", "inspector-1", "inspector-2", "leader"):
            self.stage.key(role, "rsa" if role in ("foreign", "prepared") else "P-256")
        self.me = me = self.stage.person("evaluator")
        me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        me.run("import", hand.FILINGS)
        self.code = me.run("filings", "--type", "identifier", "--limit", "1")["filings"][0]["code"]
        members = [f"--member={role}={role}者:{self.keys}/{role}.pem" for role in ROLES]
        self.case = me.run("plan", "--enterprise", self.code, "--types", "identifier", "--procedure", "evaluation", "--on",
                           "2026-11-25", "--member", "lead=张工", *members)["case"]
        hand.answer_all(me, self.case, no_every=0)
        self.report = self.folder / "report.pdf"
        me.run("issue", self.case, "--out", self.report)
        shutil.copy(self.report, self.folder / "bare.pdf")

    def unsigned_and_unreadable(self):
        self.same(self.me, self.report, "unsigned")
        (self.folder / "none.pdf").write_bytes(b"%PDF-1.7\nno\n")
        self.same(self.me, self.folder / "none.pdf", "unreadable")

    def unknown_trust(self):
        for role in ROLES:
            self.me.run("sign", self.report, "--as", role, "--key", self.keys / f"{role}.p12", "--pin-file", self.stage.pin,
                        *(["--tsa", self.tsa] if role == "approved" else []))
            if role == "prepared":
                shutil.copy(self.report, self.folder / "early.pdf")
        self.same(self.me, self.report, "valid-untrusted")

    def valid(self):
        self.trust(self.me)
        self.same(self.me, self.report, "valid")
        self.same(self.me, self.folder / "early.pdf", "incomplete")
        self.me.run("stamp", self.report, "--tsa", self.tsa)
        told = self.told(self.me, self.report)
        assert told["signatures"][-2]["stamp-root"] and told["signatures"][-1]["root"] == "示例CA", told
        self.same(self.me, self.report, "valid")

    def changed_and_broken(self):
        data = self.report.read_bytes()
        (self.folder / "longer.pdf").write_bytes(data + b"% more\n")
        self.same(self.me, self.folder / "longer.pdf", "changed")
        at = data.index(b"stream\n") + 100
        (self.folder / "flipped.pdf").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])
        self.same(self.me, self.folder / "flipped.pdf", "broken")

    def of_others(self):
        if not all(shutil.which(program) for program in ("pdfsig", "certutil", "pk12util")):
            raise tap.Skip("poppler-utils or libnss3-tools is not installed")
        store = foreign.Store(self.stage)
        for name in ("foreign", "prepared"):
            store.add(name)
        contract = self.folder / "contract.pdf"
        contract.write_bytes(foreign.contract())
        once = store.sign(contract, self.folder / "once.pdf", "foreign", new="one")
        twice = store.sign(once, self.folder / "twice.pdf", "prepared", new="two")
        self.same(self.me, twice, "valid")
        data = once.read_bytes()
        price = self.folder / "price.pdf"
        price.write_bytes(foreign.update(data, {4: foreign.newest(data, 4).replace(b"1000", b"9000")}))
        self.same(self.me, price, "changed")
        script = self.folder / "script.pdf"
        script.write_bytes(foreign.update(data, {1: foreign.newest(data, 1)[:-2] + b"/OpenAction << /S /JavaScript /JS (1) >> >>"}))
        self.same(self.me, script, "changed")

    def refusal(self):
        self.inspector = me = self.stage.person("inspector")
        me.run("init", "--holder", "communications", "--unit", "示例通信管理局", "--author", "赵检")
        me.run("import", hand.FILINGS)
        self.trust(me)
        case = me.run("plan", "--enterprise", self.code, "--types", "identifier", "--procedure", "inspection", "--on", "2026-11-25",
                      f"--member=inspector=赵检:ZF-0001:{self.keys}/inspector-1.pem",
                      f"--member=inspector=钱检:ZF-0002:{self.keys}/inspector-2.pem", "--member=on-site-person=孙厂",
                      f"--member=approved=李局:{self.keys}/leader.pem")["case"]
        hand.answer_all(me, case, no_every=0)
        record = self.folder / "record.pdf"
        me.run("issue", case, "--out", record)
        for name, key, *more in (("inspector-1", "inspector-1"), ("inspector-2", "inspector-2"),
                                 ("refusal-officer-1", "inspector-1", "--refusal", WORDS),
                                 ("refusal-officer-2", "inspector-2"), ("approved", "leader")):
            me.run("sign", record, "--as", name, "--key", self.keys / f"{key}.p12", "--pin-file", self.stage.pin, *more)
        self.same(me, record, "valid")
        tap.equal(self.told(me, record)["refusal"], WORDS)

    def on_paper(self):
        self.me.run("reopen", self.case, "--reason=补充")
        self.me.run("issue", self.case, "--out", self.report)
        pages = self.folder / "first.pdf", self.folder / "rest.pdf"
        for path, which in zip(pages, ("1", "2-z")):
            second.output("qpdf", "--empty", "--pages", self.report, which, "--", path)
        self.me.run("paper", self.case, *pages, *[f"--signed={role}={role}者" for role in ROLES[:2]],
                    f"--on={datetime.date.today()}")
        self.same(self.me, self.report, "unsigned")


same = Same(*sys.argv[1:3])
try:
    tap.run([(f"/shell/same-verdict/{step.__name__}", step) for step in (
        same.issue, same.unsigned_and_unreadable, same.unknown_trust, same.valid, same.changed_and_broken, same.of_others,
        same.refusal, same.on_paper)])
finally:
    same.close()

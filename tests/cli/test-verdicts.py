#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each word that a verification may say, of whole files, by hechactl verify: reports of ours, good and bad; and
PDFs that other programs signed, and changed afterwards.

usage: test-verdicts.py HECHACTL
"""

import re
import shutil
import subprocess
import sys

import hand
import foreign
import second
import tap

CA = """[ca]
default_ca = a
[a]
database = index.txt
new_certs_dir = .
serial = serial
policy = any
default_md = sha256
default_crl_days = 30
default_days = 1000
certificate = ca.pem
private_key = ca.key
[any]
commonName = supplied
"""
ROLES = ("prepared", "reviewed", "approved")


class Verdicts:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.folder, self.keys = self.stage.folder, self.stage.keys
        self.nobody = self.stage.person("nobody")
        (self.keys / "ca.cnf").write_text(CA)
        (self.keys / "index.txt").write_text("")
        (self.keys / "serial").write_text("10\n")
        self.servers = subprocess.Popen([sys.executable, hand.SOURCE / "tests" / "support" / "proof-servers.py", self.keys],
                                        stdout=subprocess.PIPE, text=True)
        self.base = f"http://127.0.0.1:{self.servers.stdout.readline().strip()}"

    def close(self):
        self.servers.kill()
        self.servers.wait()
        self.stage.close()

    def verify(self, path, *more, person=None, trust=True):
        """What is said of a file, and that the exit status says the same."""
        arguments = ["verify", path, *(["--trust", self.stage.ca] if trust else []), *more]
        person = person or self.nobody
        try:
            return person.run(*arguments)
        except hand.Refused:
            return person.run(*arguments, status=1)

    def said(self, path, *more, **how):
        told = self.verify(path, *more, **how)
        return told["verdict"], [(one["status"], one["trust"]) for one in told["signatures"]]

    def file(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    # Preparations

    def issue(self):
        listed = f"crlDistributionPoints=URI:{self.base}/ca.crl\n"
        for role in ROLES:
            self.stage.key(role, "rsa", hand.EXTENSIONS + (listed if role == "reviewed" else ""))
        self.stage.key("foreign", "rsa")
        self.me = me = self.stage.person("evaluator")
        me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        me.run("import", hand.FILINGS)
        code = me.run("filings", "--type", "identifier", "--limit", "1")["filings"][0]["code"]
        members = [f"--member={role}={role}者:{self.keys}/{role}.pem" for role in ROLES]
        case = me.run("plan", "--enterprise", code, "--types", "identifier", "--procedure", "evaluation", "--on", "2026-11-25",
                      "--member", "lead=张工", *members)["case"]
        item = hand.answer_all(me, case, no_every=0)[0]["id"]
        me.run("attach", case, item, hand.PICTURE)
        self.report = self.folder / "report.pdf"
        me.run("issue", case, "--out", self.report)
        self.bare = self.file("bare.pdf", self.report.read_bytes())
        self.store = foreign.Store(self.stage)
        for name in (*ROLES, "foreign"):
            self.store.add(name)

    def sign(self):
        for role in ROLES:
            if role == "approved":
                self.early = self.file("early.pdf", self.report.read_bytes())
            self.me.run("sign", self.report, "--as", role, "--key", self.keys / f"{role}.p12", "--pin-file", self.stage.pin)

    # Files

    def unreadable_and_unsigned(self):
        tap.equal(self.said(self.file("text.pdf", b"%PDF-1.7\nno\n")), ("unreadable", []))
        tap.equal(self.said(self.bare), ("unsigned", []))

    def incomplete(self):
        told = self.verify(self.early)
        tap.equal(told["verdict"], "incomplete")
        assert any(one["name"] == "required-signatures" and not one["ok"] and "approved" in one["message"]
                   for one in told["checks"]), told["checks"]

    def changed_and_broken(self):
        data = self.report.read_bytes()
        verdict, signatures = self.said(self.file("longer.pdf", data + b"% more\n"))
        tap.equal(verdict, "changed")
        at = data.index(b"stream\n") + 100
        verdict, signatures = self.said(self.file("flipped.pdf", data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]))
        tap.equal((verdict, {status for status, _ in signatures}), ("broken", {"broken"}))

    def unknown_offline(self):
        tap.equal(self.said(self.report), ("valid-untrusted", [("intact", "trusted"), ("intact", "unknown-offline"),
                                                               ("intact", "trusted")]))
        tap.equal(self.said(self.report, trust=False), ("valid-untrusted", [("intact", "untrusted")] * 3))

    def valid_and_revoked(self):
        self.me.run("trust", "refresh")
        tap.equal(self.said(self.report, person=self.me), ("valid", [("intact", "trusted")] * 3))
        self.stage.openssl("ca", "-config", "ca.cnf", "-revoke", "reviewed.pem")
        self.me.run("trust", "refresh")
        tap.equal(self.said(self.report, person=self.me),
                  ("valid-untrusted", [("intact", "trusted"), ("intact", "revoked"), ("intact", "trusted")]))

    def evidence(self):
        empty = self.folder / "empty"
        empty.mkdir()
        told = self.verify(self.report, "--evidence", empty)
        tap.equal(told["verdict"], "incomplete")
        assert any(one["name"] == "evidence" and not one["ok"] for one in told["checks"])
        shutil.copy(hand.PICTURE, empty)
        told = self.verify(self.report, "--evidence", empty)
        assert any(one["name"] == "evidence" and one["ok"] for one in told["checks"]), told["checks"]

    def expired(self):
        """Nothing proves that the signature was there while the certificate was good."""
        self.stage.key("past", "rsa")
        (self.keys / "extensions").write_text(hand.EXTENSIONS)
        self.stage.openssl("ca", "-config", "ca.cnf", "-batch", "-notext", "-in", "past.csr", "-out", "past.pem", "-extfile",
                           "extensions", "-startdate", "20200101000000Z", "-enddate", "20210101000000Z")
        path = self.store.sign(self.bare, self.folder / "past.pdf", "foreign", field="prepared")
        verdict, signatures = self.said(foreign.put(path, foreign.cms(self.stage, "past")))
        tap.equal((verdict, signatures), ("incomplete", [("intact", "expired")]))
        contract = self.file("contract.pdf", foreign.contract())
        path = self.store.sign(contract, self.folder / "past-contract.pdf", "foreign", new="one")
        tap.equal(self.said(foreign.put(path, foreign.cms(self.stage, "past"))), ("valid-untrusted", [("intact", "expired")]))

    def sm2(self):
        """A seal with an algorithm that is not judged: the others stay what they are, and alone it is nobody's."""
        (self.keys / "extensions").write_text(hand.EXTENSIONS)
        self.stage.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", "sm2.key")
        self.stage.openssl("req", "-new", "-key", "sm2.key", "-sm3", "-subj", "/CN=SM2", "-out", "sm2.csr")
        self.stage.openssl("x509", "-req", "-in", "sm2.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
                           "sm2.pem", "-days", "1000", "-extfile", "extensions")
        path = self.store.sign(self.report, self.folder / "sm2.pdf", "foreign", field="body-seal")
        told = self.verify(foreign.put(path, foreign.sm2_cms(self.stage, "sm2")))
        assert any("SM2" in one["message"] for one in told["signatures"][-1]["checks"] if one["name"] == "cms"), told
        verdict, signatures = self.said(path)
        tap.equal((verdict, signatures[-1][0]), ("valid-untrusted", "unsupported-algorithm"))
        tap.equal([status for status, _ in signatures[:3]], ["intact"] * 3)
        path = self.store.sign(self.report, self.folder / "sm2-own.pdf", "foreign", new="own")
        tap.equal(self.said(foreign.put(path, foreign.sm2_cms(self.stage, "sm2")))[0], "incomplete")
        path = self.store.sign(self.bare, self.folder / "sm2-alone.pdf", "foreign", field="prepared")
        verdict, signatures = self.said(foreign.put(path, foreign.sm2_cms(self.stage, "sm2")))
        tap.equal((verdict, signatures[0][0]), ("incomplete", "unsupported-algorithm"))

    def order(self):
        """Signed by another program, which asks nobody."""
        for name, roles, verdict in (("right", ROLES, "valid-untrusted"),
                                     ("wrong", ("prepared", "approved", "reviewed"), "incomplete")):
            path = self.bare
            for number, role in enumerate(roles):
                path = self.store.sign(path, self.folder / f"{name}-{number}.pdf", role, field=role)
            told = self.verify(path)
            tap.equal(told["verdict"], verdict)
            order = [one for one in told["checks"] if one["name"] == "signing-order"]
            tap.equal([one["ok"] for one in order], [name == "right"])
            assert name == "right" or "“reviewed”" in order[0]["message"], order

    # PDFs of others

    def differences(self, path):
        told = self.verify(path)
        return told["verdict"], [[(one["name"], one["grade"]) for one in signature["differences"]]
                                 for signature in told["signatures"]]

    def two_signers(self):
        self.contract = self.file("contract.pdf", foreign.contract())
        self.once = self.store.sign(self.contract, self.folder / "once.pdf", "foreign", new="one")
        twice = self.store.sign(self.once, self.folder / "twice.pdf", "prepared", new="two")
        tap.equal(self.differences(twice), ("valid", [[("signature", "allowed"), ("left-over", "harmless")], []]))
        second.check_with_mutool(twice, 2)

    def more_in_ours(self):
        """A field that is not seen may be added to a certified report; its signer is judged like the others."""
        path = self.store.sign(self.report, self.folder / "more.pdf", "foreign", new="extra")
        told = self.verify(path)
        tap.equal([one["status"] for one in told["signatures"]], ["intact"] * 4)
        tap.equal(told["verdict"], "valid-untrusted")

    def seen_field(self, rect):
        """The second signer's own field, on the page."""
        data = self.once.read_bytes()
        page, form = foreign.newest(data, 3), int(re.findall(rb"/AcroForm (\d+) 0 R", data)[-1])
        annots = int(re.search(rb"/Annots (\d+) 0 R", page).group(1))
        number = int(re.findall(rb"/Size (\d+)", data)[-1])
        look = b"0.9 g 0 0 200 60 re f"
        data = foreign.update(data, {
            annots: foreign.newest(data, annots).replace(b"]", b"%d 0 R ]" % number),
            form: foreign.newest(data, form).replace(b"]", b"%d 0 R ]" % number, 1),
            number: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (two) /F 4 /P 3 0 R /Rect [ %s ] /AP << /N %d 0 R >> "
                    b"/V %d 0 R >>" % (rect, number + 1, number + 2),
            number + 1: b"<< /Type /XObject /Subtype /Form /BBox [ 0 0 200 60 ] /Length %d >>\nstream\n%s\nendstream"
                        % (len(look), look),
            number + 2: foreign.EMPTY % b""})
        return foreign.put(foreign.cover(self.file("seen.pdf", data)), foreign.cms(self.stage, "prepared"))

    def seen_fields(self):
        verdict, differences = self.differences(self.seen_field(b"72 100 272 160"))
        tap.equal((verdict, differences[0][0]), ("valid", ("signature", "allowed")))
        verdict, differences = self.differences(self.seen_field(b"72 680 272 740"))
        tap.equal((verdict, differences[0][-1]), ("changed", ("covered", "visible")))

    def note(self, path):
        """A comment, by mutool."""
        script, out = self.folder / "note.js", self.folder / "noted.pdf"
        script.write_text('var d = new PDFDocument(scriptArgs[0]); var a = d.loadPage(0).createAnnotation("Text");'
                          'a.setRect([300, 300, 320, 320]); a.setContents("why?"); a.update();'
                          'd.save(scriptArgs[1], "incremental");')
        said = second.output("mutool", "run", script, path, out)
        assert out.read_bytes().startswith(path.read_bytes()), said
        return out

    def notes(self):
        tap.equal(self.differences(self.note(self.once)), ("changed", [[("pages", "visible")]]))
        tap.equal(self.said(self.note(self.report))[0], "changed")

    def copies_and_information(self):
        data = self.once.read_bytes()
        same = foreign.update(data, {4: foreign.newest(data, 4), 5: foreign.newest(data, 5)})
        tap.equal(self.differences(self.file("same.pdf", same)), ("valid", [[("rewritten", "harmless")]]))
        titled = foreign.update(data, {6: b"<< /Title (Another) >>"})
        tap.equal(self.differences(self.file("titled.pdf", titled)), ("valid", [[("metadata", "harmless")]]))
        price = foreign.update(data, {4: foreign.newest(data, 4).replace(b"1000", b"9000")})
        tap.equal(self.differences(self.file("price.pdf", price)), ("changed", [[("objects", "visible")]]))
        script = foreign.update(data, {1: foreign.newest(data, 1)[:-2] + b"/OpenAction << /S /JavaScript /JS (1) >> >>"})
        tap.equal(self.differences(self.file("script.pdf", script)), ("changed", [[("catalog", "suspicious")]]))

    def where_it_was_changed(self):
        """The second page of three, in the fourth revision: the one before says the same as was signed."""
        three = self.store.sign(self.file("three.pdf", foreign.contract(2)), self.folder / "signed.pdf", "foreign", new="one")
        data = three.read_bytes()
        tap.equal(self.verify(three)["change"], None)
        same = foreign.update(data, {8: foreign.newest(data, 8)})
        tap.equal(self.verify(self.file("same.pdf", same))["change"], None)
        price = foreign.update(same, {8: foreign.newest(data, 8).replace(b"1000", b"9000")})
        told = self.verify(self.file("price.pdf", price))
        tap.equal((told["verdict"], told["signatures"][0]["revision"]), ("changed", 2))
        tap.equal(told["change"], {"revision": 4, "revisions": 4, "covers": len(data), "pages": [2], "all-pages": True})
        hidden = foreign.update(same, {1: foreign.newest(data, 1)[:-2] + b"/OpenAction << /S /JavaScript /JS (1) >> >>"})
        told = self.verify(self.file("hidden.pdf", hidden))
        tap.equal((told["verdict"], told["change"]["revision"], told["change"]["pages"]), ("changed", 4, []))


if not all(shutil.which(program) for program in ("pdfsig", "certutil", "pk12util", "mutool")):
    print("1..0 # SKIP poppler-utils, libnss3-tools or mupdf-tools is not installed")
    sys.exit(0)
verdicts = Verdicts(sys.argv[1])
try:
    tap.run([(f"/cli/verdicts/{step.__name__}", step) for step in (
        verdicts.issue, verdicts.unreadable_and_unsigned, verdicts.sign, verdicts.incomplete, verdicts.changed_and_broken,
        verdicts.unknown_offline, verdicts.valid_and_revoked, verdicts.evidence, verdicts.expired, verdicts.sm2, verdicts.order,
        verdicts.two_signers, verdicts.more_in_ours, verdicts.seen_fields, verdicts.notes, verdicts.copies_and_information,
        verdicts.where_it_was_changed)])
finally:
    verdicts.close()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report of ours with three signatures and a time stamp, changed as an attacker would who has nothing but the file: hechactl
verify calls none of it valid, and says what it is. The same attacks and more on small files: tests/sign/test-attack-*.c.

usage: test-attacks.py HECHACTL
"""

import re
import sys
import urllib.request

import hand
import second
import tap
from signing import Signing

ROLES = ("prepared", "reviewed", "approved")


class Report(bytes):
    """The bytes of a PDF with cross-reference tables, and what can be done to them."""

    def newest(self, number):
        return re.findall(rb"\n%d 0 obj\n(.*?)\nendobj" % number, self, re.S)[-1]

    def object_with(self, marker):
        """The number of the last object that holds it."""
        at = self.rindex(marker)
        return int(re.findall(rb"\n(\d+) 0 obj\n", self[:at])[-1])

    def section(self, rows, more=b""):
        """A section of the cross-reference at the end, with the newest trailer's entries."""
        kept = re.sub(rb"/(Prev|Size) \d+", b"", self[self.rindex(b"trailer") + 7:self.rindex(b"startxref")])
        kept = kept[kept.index(b"<<") + 2:kept.rindex(b">>")]
        old, size = int(re.findall(rb"startxref\s+(\d+)", self)[-1]), max(map(int, re.findall(rb"/Size (\d+)", self)))
        return Report(self + b"xref\n%strailer\n<< %s /Size %d /Prev %d %s >>\nstartxref\n%d\n%%%%EOF\n"
                      % (rows, kept, size + 1, old, more, len(self)))

    def update(self, objects):
        """New texts of objects; None frees one."""
        out, rows = self, b""
        for number, text in objects.items():
            rows += b"%d 1\n%010d %05d %c \n" % ((number, len(out), 0, b"n") if text else (number, 0, 1, b"f"))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, text) if text else b""
        return Report(out).section(rows)

    def changed(self, marker, old, new):
        """The object with the marker, and new for old in it."""
        number = self.object_with(marker)
        text = self.newest(number)
        assert old in text, (marker, old, text[:400])
        return self.update({number: text.replace(old, new, 1)})


class Attacks(Signing):
    def issue(self):
        self.authority()
        for role in ROLES:
            self.key(role, "P-256")
        self.nobody, me = self.stage.person("nobody"), self.stage.person("evaluator")
        me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        members = [f"--member={role}={role}者:{self.keys}/{role}.pem" for role in ROLES]
        _, path = super().issue(me, "identifier", "evaluation", "--member", "lead=张工", *members)
        self.versions = [Report(path.read_bytes())]
        for role in ROLES:
            me.run("sign", path, "--as", role, "--key", self.keys / f"{role}.p12", "--pin-file", self.stage.pin)
            self.versions.append(Report(path.read_bytes()))
        me.run("stamp", path, "--tsa", f"{self.base}/tsa")
        self.report = Report(path.read_bytes())
        tap.equal(self.told(self.report)["verdict"], "valid")

    def told(self, data):
        path = self.folder / "attack.pdf"
        path.write_bytes(data)
        try:
            return self.nobody.run("verify", path, "--trust", self.stage.ca)
        except hand.Refused:
            return self.nobody.run("verify", path, "--trust", self.stage.ca, status=1)

    def expect(self, verdict, **attacks):
        """Each is seen for what it is."""
        for what, data in attacks.items():
            assert bytes(data) != bytes(self.report), what
            told = self.told(data)
            seen = [one["name"] for one in told["checks"] if not one["ok"]] + [
                one["name"] for signature in told["signatures"] for one in signature["checks"] if not one["ok"]]
            assert told["verdict"] == verdict and seen, (what, told["verdict"], seen)

    def flips(self):
        """All over what is signed, and in the parts of each signature."""
        ranges = [tuple(map(int, found)) for found in
                  re.findall(rb"/ByteRange *\[ *(\d+) +(\d+) +(\d+) +(\d+) *\]", self.report)]
        tap.equal(len(ranges), 4)
        places = {start + size * part // 3 for one in ranges for start, size in (one[:2], one[2:]) for part in range(3)}
        for place in places | {one[1] - 1 for one in ranges} | {one[2] for one in ranges}:
            bent = bytearray(self.report)
            bent[place] ^= 1 << place % 8
            verdict = self.told(bent)["verdict"]
            assert verdict in ("changed", "broken", "unreadable"), (place, verdict)

    def updates(self):
        report = self.report
        page = report.newest(report.object_with(b"/Type /Page "))
        content = int(re.search(rb"/Contents (\d+)", page)[1])
        file = int(re.search(rb"/EF << /F (\d+)", report.newest(report.object_with(b"/Type /Filespec")))[1])
        self.expect(
            "changed",
            page=report.changed(b"/Type /Page ", b"/MediaBox", b"/Rotate 180 /MediaBox"),
            content=report.update({content: b"<< /Length 1 >>\nstream\nn\nendstream"}),
            pages=report.changed(b"/Type /Pages", b"/Count 31", b"/Count 30"),
            attachment=report.update({file: b"<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream"}),
            attachment_name=report.changed(b"/Type /Filespec", b"journal-heads.json", b"journal-heals.json"),
            annotation=report.changed(b"/Type /Page ", b"/Type", b"/Annots [ << /Type /Annot /Subtype /FreeText >> ] /Type"),
            annotation_added=report.update({9000: b"<< /Type /Annot /Subtype /Stamp /Rect [ 0 0 595 842 ] >>"}),
            annotation_gone=report.changed(b"/Annots [", b"/Annots", b"/Annotz"),
            widget_moved=report.changed(b"/T (timestamp-2)", b"/Rect [ 0 0 0 0 ]", b"/Rect [ 0 0 595 842 ]"),
            widget_look=report.changed(b"/T (timestamp-2)", b"/F 132", b"/F 132 /AP << /N 12 0 R >>"),
            signed_widget_moved=report.changed(b"/AP <<", b"/Rect [ ", b"/Rect [ 1"),
            catalog_script=report.changed(b"/Type /Catalog", b"/Type", b"/OpenAction << /S /JavaScript /JS (1) >> /Type"),
            catalog_actions=report.changed(b"/Type /Catalog", b"/Type", b"/AA << /WS << /S /JavaScript /JS (1) >> >> /Type"),
            catalog_certification=report.changed(b"/Type /Catalog", b"/Perms", b"/Permz"),
            information=report.changed(b"/Producer", b"/Producer", b"/Prodvcer"),
            font=report.changed(b"/Type /Font ", b"/BaseFont", b"/BaseFond"),
            font_program=report.changed(b"/Type /FontDescriptor", b"/FontFile3", b"/FontFile2"),
            freed=report.update({content: None}),
            freed_and_used_again=report.update({content: None}).update({content: b"<< /Length 1 >>\nstream\nn\nendstream"}),
            trailing=Report(report + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
            rolled_back=Report(report + b"startxref\n%d\n%%%%EOF\n" % self.start(self.versions[1])))

    @staticmethod
    def start(data):
        return int(re.findall(rb"startxref\s+(\d+)", data)[-1])

    def signatures(self):
        report = self.report
        field = report.object_with(b"/T <74696d657374616d702d31>")      # timestamp-1, as it was filled
        value = re.search(rb"/V \d+ 0 R", report.newest(field))[0]
        other = report.object_with(b"/T (timestamp-2)")
        filled = report.newest(other).replace(b"/FT", value + b" /FT")
        self.expect("changed", removed=report.update({field: report.newest(field).replace(value, b"")}))
        self.expect("broken", duplicated=report.update({other: filled}),
                    moved=report.update({field: report.newest(field).replace(value, b""), other: filled}))
        forged = report.newest(other).replace(b"/FT", b"/V 9000 0 R /FT")
        for body in (b"", b"/ByteRange null /Contents null", b"/ByteRange [ 0 1 2 3 ]", b"/ByteRange [ 0 1 2 3 ] /Contents <00>",
                     b"/ByteRange [] /Contents (x)", b"/ByteRange [ 0 1 ] /ByteRange [ 0 1 2 3 ] /Contents <30>"):
            self.expect("broken", forged=report.update({
                other: forged, 9000: b"<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 %s >>" % body}))

    def ranges(self):
        """The range of the newest signature, written over; what it covered elsewhere; another one's, and another's token."""
        report = self.report
        found = list(re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]", report))
        one, before = found[-1], found[-2]
        first, gap, resume, length = map(int, one.groups())

        def written(*numbers):
            text = b"/ByteRange [%s]" % b" ".join(b"%d" % number for number in numbers)
            assert len(text) <= len(one[0])
            return Report(report[:one.start()] + text.ljust(len(one[0])) + report[one.end():])

        wrapped = Report(written(first, gap, len(report), length) + report[resume:])
        self.expect("broken", gap=written(first, gap, resume + 100, length - 100), wide=written(first, gap - 9, resume, length),
                    overlap=written(first, gap, gap - 50, length), start=written(9, gap - 9, resume, length),
                    short=written(first, gap, resume, length - 9), long=written(first, gap, resume, length + 9),
                    old=written(*map(int, before.groups())), wrapped=wrapped,
                    wrapped_and_changed=wrapped.changed(b"/Type /Page ", b"/MediaBox", b"/Rotate 180 /MediaBox"),
                    two_dictionaries=report.update({report.object_with(one[0]): report.newest(report.object_with(one[0]))}))

    def sections(self):
        report = self.report
        row = b"0 1\n0000000000 65535 f \n"
        loop = report.section(row)
        prev, own = re.findall(rb"/Prev (\d+)", loop)[-1], b"%d" % self.start(loop)
        at = loop.rindex(b"/Prev " + prev)
        self.expect("unreadable", hybrid=report.section(row, b"/XRefStm 15"), encrypted=report.section(row, b"/Encrypt << >>"),
                    loop=Report(loop[:at] + b"/Prev " + own.ljust(len(prev)) + loop[at + 6 + len(prev):]),
                    before=Report(b"\n" + report))
        self.expect("changed", empty=report.section(row))

    def other_stamp(self):
        """A good time stamp by the same authority, but of an earlier version."""
        (self.keys / "earlier.pdf").write_bytes(self.versions[2])
        self.stage.openssl("ts", "-query", "-data", "earlier.pdf", "-sha256", "-cert", "-out", "earlier.tsq")
        asked = urllib.request.Request(f"{self.base}/tsa", (self.keys / "earlier.tsq").read_bytes(),
                                       {"Content-Type": "application/timestamp-query"})
        with urllib.request.urlopen(asked) as answered:
            answer = answered.read()
        inside = len(answer) - len(second.element(answer, 0)) + 4     # both lengths have two bytes
        status = second.element(answer, inside)
        token = second.element(answer, inside + len(status)).hex().encode()
        start = self.report.index(b"/Contents <", self.report.rindex(b"/ByteRange")) + 11
        end = self.report.index(b">", start)
        assert token.startswith(b"3082") and len(token) <= end - start, (len(token), end - start)
        self.expect("broken", stamp=Report(self.report[:start] + token.ljust(end - start, b"0") + self.report[end:]))


attacks = Attacks(sys.argv[1])
try:
    tap.run([(f"/cli/attacks/{step.__name__}", step) for step in (
        attacks.issue, attacks.flips, attacks.updates, attacks.signatures, attacks.ranges, attacks.sections,
        attacks.other_stamp)])
finally:
    attacks.close()

# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs say of a signed report. What they print is read; how they exit says nothing."""

import pathlib
import re
import subprocess

import tap

STAMP = bytes.fromhex("060b2a864886f70d010910020e")     # id-aa-timeStampToken (RFC 3161, annex A)


def output(*command, cwd=None):
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def element(data, at):
    """The DER element at a place, whole."""
    length, size = data[at + 1], 2
    if length > 127:
        size += length - 128
        length = int.from_bytes(data[at + 2:at + size])
    return data[at:at + size + length]


class Signature:
    """One signature of a file: its kind, its CMS and the bytes that it covers."""

    def __init__(self, data, at):
        start, gap, resume, length = map(int, re.match(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]", data[at:]).groups())
        tap.equal(start, 0)
        self.end = resume + length
        self.content = data[:gap] + data[resume:self.end]
        self.cms = element(bytes.fromhex(data[gap + 1:resume - 1].decode()), 0)
        self.is_stamp = b"/SubFilter /ETSI.RFC3161" in data[at - 400:at]

    def stamp(self):
        """The token beside the signature, and the signature's value: nothing where there is none."""
        at = self.cms.find(STAMP)
        if at < 0:
            return None
        token = element(self.cms, at + len(STAMP) + len(element(self.cms, at + len(STAMP))) - len(
            element(self.cms, self.inner(at + len(STAMP)))))
        ends = self.cms.rindex(b"\xa1", 0, at)
        for size in range(64, 520):
            for head in (2, 3, 4):
                start = ends - size - head
                if start > 0 and self.cms[start] == 4 and len(element(self.cms, start)) == size + head:
                    return token, self.cms[ends - size:ends]
        raise AssertionError("no signature value before the stamp")

    def inner(self, at):
        """Where the content of the element at a place begins."""
        return at + (2 if self.cms[at + 1] < 128 else 2 + self.cms[at + 1] - 128)


def signatures(report):
    data = pathlib.Path(report).read_bytes()
    found = [Signature(data, match.start()) for match in re.finditer(rb"/ByteRange \[", data)]
    return sorted(found, key=lambda one: one.end)


def check_with_openssl(report, ca, folder):
    """Each signature and each stamp by itself. Returns how many there are of both, and beside signatures."""
    people = stamps = beside = 0
    for one in signatures(report):
        (folder / "content").write_bytes(one.content)
        (folder / "cms").write_bytes(one.cms)
        if one.is_stamp:
            said = output("openssl", "ts", "-verify", "-token_in", "-in", folder / "cms", "-data", folder / "content",
                          "-CAfile", ca)
            assert "Verification: OK" in said, said
            stamps += 1
            continue
        said = output("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder / "cms", "-content",
                      folder / "content", "-CAfile", ca, "-purpose", "any", "-out", "/dev/null")
        assert "CAdES Verification successful" in said, said
        people += 1
        if one.stamp():
            token, value = one.stamp()
            (folder / "token").write_bytes(token)
            (folder / "value").write_bytes(value)
            said = output("openssl", "ts", "-verify", "-token_in", "-in", folder / "token", "-data", folder / "value",
                          "-CAfile", ca)
            assert "Verification: OK" in said, said
            beside += 1
    return people, stamps, beside


def check_with_pdfsig(report, nss, people):
    said = output("pdfsig", "-nssdir", nss, report)
    parts = [part for part in re.split(r"Signature #\d+:", said)[1:] if "ETSI.CAdES.detached" in part]
    tap.equal(len(parts), people, said)
    for part in parts:
        assert "Signature Validation: Signature is Valid." in part, part
        assert "Certificate Validation: Certificate is Trusted." in part, part


def check_with_mutool(report, people):
    """It tells whether revisions followed a signature, not whether they were allowed."""
    said = output("mutool", "sign", "-v", report)
    good = said.count("The document is unchanged since signing.") + said.count(
        "The signature is valid but there have been edits since signing.")
    tap.equal(good, people, said)
    assert "igest failure" not in said, said


def check_with_qpdf(report):
    """It reads the structure, and judges nothing else."""
    said = output("qpdf", "--check", report)
    assert "No syntax or stream encoding errors found" in said, said
    assert "WARNING" not in said, said


def attachments(report, folder):
    """Name and bytes of each attachment, as pdfdetach gives them."""
    folder.mkdir()
    output("pdfdetach", "-saveall", "-o", folder, report)
    return {path.name: path.read_bytes() for path in folder.iterdir()}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Signatures in PDFs by other programs than ours: pdfsig makes them, openssl what stands in them."""

import re
import subprocess

import second

SM2_SIGN = "1.2.156.10197.1.501"        # GM/T 0006: SM2 signature with SM3
SM3 = "1.2.156.10197.1.401"


class Store:
    """An NSS database with a CA and keys, for pdfsig."""

    def __init__(self, stage):
        self.stage, self.folder = stage, stage.folder / "nss"
        self.folder.mkdir()
        second.output("certutil", "-N", "-d", self.folder, "--empty-password")
        second.output("certutil", "-A", "-d", self.folder, "-n", "ca", "-t", "CT,C,C", "-i", stage.ca)

    def add(self, name):
        self.stage.openssl("pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-out", f"{name}.nss",
                           "-passout", "file:pin", "-name", name)
        said = second.output("pk12util", "-i", self.stage.keys / f"{name}.nss", "-d", self.folder, "-w", self.stage.pin, "-K", "")
        assert "SUCCESSFUL" in said, said

    def sign(self, before, after, name, field=None, new=None):
        """Fills a field that is there, or adds one that is not seen."""
        how = ["-add-signature", "-new-signature-field-name", new] if new else ["-sign", field]
        said = second.output("pdfsig", "-nssdir", self.folder, *how, "-nick", name, before, after)
        assert after.is_file(), said
        assert after.read_bytes().startswith(before.read_bytes()), "not an incremental revision"
        return after


def put(path, make):
    """Writes another CMS into the newest signature; make() gives it for the signed bytes."""
    data = path.read_bytes()
    match = list(re.finditer(rb"/ByteRange \[ *(\d+) +(\d+) +(\d+) +(\d+) *\]", data))[-1]
    _, gap, resume, length = map(int, match.groups())
    hexed = make(data[:gap] + data[resume:resume + length]).hex().encode()
    room = resume - gap - 2
    assert len(hexed) <= room, "the CMS does not fit"
    path.write_bytes(data[:gap + 1] + hexed.ljust(room, b"0") + data[resume - 1:])
    return path


EMPTY = (b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 0000000000 0000000000 0000000000] "
         b"/Contents <" + b"0" * 8192 + b"> %s>>")


def cover(path):
    """Gives the newest signature, made of EMPTY, its range: the whole file."""
    data = path.read_bytes()
    at = data.rindex(b"/ByteRange [0 0000000000")
    gap = data.index(b"/Contents <", at) + 10
    resume = data.index(b">", gap) + 1
    numbers = b"/ByteRange [0 %010d %010d %010d" % (gap, resume, len(data) - resume)
    path.write_bytes(data[:at] + numbers + data[at + len(numbers):])
    return path


def cms(stage, name):
    """What openssl signs with a key, whatever its certificate is worth."""
    def make(content):
        (stage.keys / "content").write_bytes(content)
        stage.openssl("cms", "-sign", "-binary", "-in", "content", "-signer", f"{name}.pem", "-inkey", f"{name}.key",
                      "-certfile", "ca.pem", "-nosmimecap", "-outform", "DER", "-out", "cms.der")
        return (stage.keys / "cms.der").read_bytes()
    return make


# A CMS with SM2, which OpenSSL 3.0 does not put together: its signature value is openssl's.

def der(tag, *parts):
    body = b"".join(parts)
    size = bytes([len(body)]) if len(body) < 128 else len(body).to_bytes(2, "big")
    return bytes([tag]) + (b"" if len(body) < 128 else b"\x82") + size + body


def oid(text):
    first, second_arc, *rest = map(int, text.split("."))
    out = bytes([40 * first + second_arc])
    for arc in rest:
        groups = [arc & 127]
        while arc > 127:
            arc >>= 7
            groups.insert(0, arc & 127 | 128)
        out += bytes(groups)
    return der(6, out)


def sm2_cms(stage, name):
    def make(content):
        def run(*command):
            return subprocess.run(["openssl", *command], cwd=stage.keys, capture_output=True, check=True).stdout

        (stage.keys / "content").write_bytes(content)
        certificate = run("x509", "-in", f"{name}.pem", "-outform", "DER")
        value = run("dgst", "-sm3", "-sign", f"{name}.key", "content")
        digest = der(0x30, oid(SM3), b"\x05\x00")
        inner = second.element(certificate, len(certificate) - len(body_of(certificate)))
        fields = list(elements(body_of(inner)))
        signer = der(0x30, b"\x02\x01\x01", der(0x30, fields[3], fields[1]), digest, der(0x30, oid(SM2_SIGN)), der(4, value))
        signed = der(0x30, b"\x02\x01\x01", der(0x31, digest), der(0x30, oid("1.2.840.113549.1.7.1")), der(0xa0, certificate),
                     der(0x31, signer))
        return der(0x30, oid("1.2.840.113549.1.7.2"), der(0xa0, signed))
    return make


def body_of(element):
    return element[2 if element[1] < 128 else 2 + element[1] - 128:]


def elements(data):
    while data:
        one = second.element(data, 0)
        yield one
        data = data[len(one):]


# PDFs by hand

def contract(more=0):
    """One page that says a price, and more that say the same: their content is objects 8, 10 and so on."""
    text = b"BT /F 18 Tf 72 700 Td (The price is 1000 yuan.) Tj ET"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents %d 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    content = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [ 3 0 R %s] /Count %d >>"
              % (b"".join(b"%d 0 R " % (7 + 2 * i) for i in range(more)), 1 + more), page % 4, content,
              b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"<< /Title (Contract) >>"]
    for i in range(more):
        bodies += page % (8 + 2 * i), content
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Info 6 0 R /Size %d /ID [ <01> <02> ] >>\n"
                  b"startxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, rows, len(bodies) + 1, len(out)))


def newest(data, number):
    """The text of an object as it is now."""
    found = re.findall(rb"\n%d 0 obj\s*(.*?)\s*endobj" % number, data, re.S)
    return found[-1]


def update(data, objects, more=b""):
    """An incremental update; more of the trailer where it says something new."""
    rows, size = b"", int(re.findall(rb"/Size (\d+)", data)[-1])
    old = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    for number, body in sorted(objects.items()):
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        size = max(size, number + 1)
    return data + (b"xref\n%strailer\n<< /Root 1 0 R /Info 6 0 R /Size %d /Prev %d /ID [ <01> <03> ] %s>>\nstartxref\n%d\n%%%%EOF\n"
                   % (rows, size, old, more, len(data)))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report with four signatures (two by token), a stamp beside one, revocation data and a later document
time stamp; and one with a refusal. Each is called valid here, and by other programs.

usage: test-signatures.py HECHACTL
"""

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import zlib

import archive
import hand
import second
import tap

PIN = "6482917530"
WORDS = "企业负责人看过笔录后拒绝签字，未说明理由。"
TSA = """[tsa]
serial = tsa.serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""
CA = """[ca]
default_ca = a
[a]
database = index.txt
default_md = sha256
default_crl_days = 30
certificate = ca.pem
private_key = ca.key
"""


class Signing:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.keys = self.stage.keys
        self.folder = self.stage.folder
        self.servers = subprocess.Popen([sys.executable, hand.SOURCE / "tests" / "support" / "proof-servers.py", self.keys],
                                        stdout=subprocess.PIPE, text=True)
        self.base = f"http://127.0.0.1:{self.servers.stdout.readline().strip()}"

    def close(self):
        self.servers.kill()
        self.servers.wait()
        self.stage.close()

    # Preparations

    def authority(self):
        (self.keys / "tsa.cnf").write_text(TSA)
        (self.keys / "ca.cnf").write_text(CA)
        (self.keys / "index.txt").write_text("")
        self.stage.key("tsa", "rsa", "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n")
        self.nss = self.folder / "nss"
        self.nss.mkdir()
        second.output("certutil", "-N", "-d", self.nss, "--empty-password")
        second.output("certutil", "-A", "-d", self.nss, "-n", "ca", "-t", "CT,C,C", "-i", self.stage.ca)

    def key(self, name, kind, source=None):
        extra = {"list": f"crlDistributionPoints=URI:{self.base}/ca.crl\n",
                 "ocsp": f"authorityInfoAccess=OCSP;URI:{self.base}/ocsp\n"}.get(source, "")
        path = self.stage.key(name, kind, hand.EXTENSIONS + extra)
        if source == "ocsp":
            self.stage.openssl("ca", "-config", "ca.cnf", "-valid", f"{name}.pem")
        return path

    def token(self, *names):
        if not shutil.which("softhsm2-util") or not shutil.which("p11tool"):
            raise tap.Skip("softhsm2 or gnutls-bin is not installed")
        tokens = self.folder / "tokens"
        tokens.mkdir()
        conf = self.folder / "softhsm.conf"
        conf.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(conf)
        second.output("softhsm2-util", "--init-token", "--free", "--label", "office", "--pin", PIN, "--so-pin", "99887766")
        for number, name in enumerate(names, 1):
            for what in "--load-privkey", "--load-certificate":
                end = "key" if what == "--load-privkey" else "pem"
                said = second.output("p11tool", "--batch", "--login", f"--set-pin={PIN}", "--write",
                                     f"{what}={self.keys}/{name}.{end}", f"--id={number:02}", f"--label={name}",
                                     "pkcs11:token=office")
                assert "rror" not in said, said
        self.pin = self.folder / "pin"
        self.pin.write_text(PIN + "\n")

    def issue(self, me, types, procedure, *members):
        me.run("import", hand.FILINGS)
        code = me.run("filings", "--type", types, "--limit", "1")["filings"][0]["code"]
        case = me.run("plan", "--enterprise", code, "--types", types, "--procedure", procedure, "--on", "2026-11-25",
                      *members)["case"]
        hand.answer_all(me, case, no_every=0)
        report = self.folder / f"{procedure}.pdf"
        me.run("issue", case, "--out", report)
        return case, report

    # The report of an evaluation

    def evaluation(self):
        self.authority()
        self.key("prepared", "rsa", "list")
        self.key("reviewed", "P-256", "ocsp")
        self.key("approved", "rsa", "list")
        self.key("body", "P-384")
        self.token("reviewed", "approved")
        self.evaluator = me = self.stage.person("evaluator")
        me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        members = [f"--member={role}={role}者:{self.keys}/{role}.pem" for role in ("prepared", "reviewed", "approved")]
        self.case, self.report = self.issue(me, "identifier", "evaluation", "--member", "lead=张工", *members)
        self.attached = second.attachments(self.report, self.folder / "before")
        assert {"assessment-plan.json", "assessment-results.json", "evidence-manifest.json",
                "journal-heads.json"} <= set(self.attached), self.attached.keys()

    def tokens(self):
        found = self.evaluator.run("tokens")["tokens"]
        self.uri = {one["subject"].split()[-1]: one["uri"] for one in found}
        tap.equal(set(self.uri), {"reviewed", "approved"})

    def refusals(self):
        me, before = self.evaluator, self.report.read_bytes()
        wrong = self.folder / "wrong"
        wrong.write_text("111111\n")

        def refused(uri, pin, naming):
            me.refused("sign", self.report, "--as", "reviewed", "--token", uri, "--pin-file", pin, naming=naming)
            assert PIN not in me.said and "111111" not in me.said, "a PIN is told"
            tap.equal(self.report.read_bytes() == before, True, "the file is as it was")

        refused(self.uri["reviewed"], wrong, "wrong PIN")
        refused(self.uri["approved"], self.pin, "another certificate")
        refused("pkcs11:token=office", self.pin, "2 certificates fit")
        refused("pkcs11:token=another", self.pin, "no token")
        refused(self.uri["reviewed"] + f"?pin-value={PIN[::-1]}", self.pin, "neither PIN nor module")
        refused(self.uri["reviewed"] + "?module-path=/tmp/evil.so", self.pin, "neither PIN nor module")
        for manner in "imprint", "nonce", "mods", "oversize", "broken":
            me.refused("sign", self.report, "--as", "prepared", "--key", self.keys / "prepared.p12", "--pin-file",
                       self.stage.pin, "--tsa", f"{self.base}/tsa/{manner}", naming="No time stamp")
            tap.equal(self.report.read_bytes() == before, True, "the file is as it was")

    def sign(self):
        me = self.evaluator
        steps = (("prepared", ["--key", self.keys / "prepared.p12", "--pin-file", self.stage.pin], 30),
                 ("reviewed", ["--token", self.uri["reviewed"], "--pin-file", self.pin], 30),
                 ("approved", ["--token", self.uri["approved"], "--pin-file", self.pin, "--tsa", f"{self.base}/tsa"], 50),
                 ("body-seal", ["--key", self.keys / "body.p12", "--pin-file", self.stage.pin, "--picture", self.seal()], 30))
        me.refused("sign", self.report, "--as", "prepared", "--key", self.keys / "prepared.p12", "--pin-file",
                   self.stage.pin, "--picture", hand.FILINGS, naming="neither PNG nor JPEG")
        for field, how, kilobytes in steps:
            before = self.report.read_bytes()
            me.run("sign", self.report, "--as", field, *how)
            after = self.report.read_bytes()
            assert after.startswith(before), "a signature is no incremental revision"
            assert len(after) - len(before) <= kilobytes * 1024, (field, len(after) - len(before))
        told = me.run("verify", self.report, "--trust", self.stage.ca, status=1)
        tap.equal(told["verdict"], "valid-untrusted")       # nobody knows whether they were revoked
        tap.equal([one["time-proven"] for one in told["signatures"]], [False, False, True, False])

        tap.equal(self.red(), True, "the seal is not to be seen")

    def seal(self):
        """A PNG of a red ring on nothing, as seals are drawn."""
        rows = b"".join(b"\0" + b"".join(b"\xd0\0\0\xff" if 80 < (x - 99.5) ** 2 / 90 + (y - 99.5) ** 2 / 90 < 110
                                        else bytes(4) for x in range(200)) for y in range(200))

        def chunk(name, data):
            return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

        path = self.folder / "seal.png"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 200, 200, 8, 6, 0, 0, 0)) +
                         chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
        return path

    def red(self):
        """Whether pdftoppm shows something red on the page with the signatures, and the ring white within."""
        second.output("pdftoppm", "-r", "72", "-f", "2", "-l", "2", self.report, self.folder / "page")
        data = next(self.folder.glob("page*.ppm")).read_bytes()[15:]
        return any(data[i] > 150 and data[i + 1] < 60 and data[i + 2] < 60 for i in range(0, len(data) - 2, 3))

    def stamp(self):
        me = self.evaluator
        me.refused("stamp", self.report, status=2, naming="--tsa")
        tap.equal(me.run("tsa", f"{self.base}/tsa"), {"tsa": f"{self.base}/tsa"})
        told = me.run("stamp", self.report)
        tap.equal(told["missing"], 0, me.said)
        told = me.run("verify", self.report, "--trust", self.stage.ca)
        tap.equal(told["verdict"], "valid")
        tap.equal([(one["field"], one["status"], one["trust"], one["time-proven"]) for one in told["signatures"]],
                  [(field, "intact", "trusted", True)
                   for field in ("prepared", "reviewed", "approved", "body-seal", "timestamp-1")])

    def second_opinions(self):
        tap.equal(second.check_with_openssl(self.report, self.stage.ca, self.folder), (4, 1, 1))
        second.check_with_pdfsig(self.report, self.nss, 4)
        second.check_with_mutool(self.report, 4)
        second.check_with_qpdf(self.report)
        tap.equal(second.attachments(self.report, self.folder / "after"), self.attached)
        tap.equal(archive.broken(self.report), {}, "a signature or stamp broke a rule of PDF/A")

    def secrets(self):
        """The PIN is in no file of the workspace, and not in the report."""
        for path in [*self.evaluator.folder.rglob("*"), self.report]:
            if path.is_file():
                assert PIN.encode() not in path.read_bytes(), path

    # The record of an inspection, with a refusal

    def refusal(self):
        self.inspector = me = self.stage.person("inspector")
        me.run("init", "--holder", "communications", "--unit", "示例通信管理局", "--author", "赵检")
        for name in "inspector-1", "inspector-2", "leader", "seal":
            self.key(name, "P-256" if name != "seal" else "rsa")
        self.case, self.record = self.issue(
            me, "identifier", "inspection", f"--member=inspector=赵检:ZF-0001:{self.keys}/inspector-1.pem",
            f"--member=inspector=钱检:ZF-0002:{self.keys}/inspector-2.pem", "--member=on-site-person=孙厂",
            f"--member=approved=李局:{self.keys}/leader.pem")

        attached = second.attachments(self.record, self.folder / "record-before")
        assert {"assessment-results.json", "evidence-manifest.json"} <= set(attached), attached.keys()

        def sign(field, key, *more):
            return ["sign", self.record, "--as", field, "--key", self.keys / f"{key}.p12", "--pin-file", self.stage.pin,
                    *more]

        me.run(*sign("inspector-1", "inspector-1"))
        me.run(*sign("inspector-2", "inspector-2"))
        me.refused(*sign("refusal-officer-1", "inspector-1"), naming="what happened")
        me.run(*sign("refusal-officer-1", "inspector-1", "--refusal", WORDS))
        tap.equal(me.run("verify", self.record, "--trust", self.stage.ca, status=1)["verdict"], "incomplete")
        me.refused(*sign("on-site-person", "seal"), naming="locked")
        me.run(*sign("refusal-officer-2", "inspector-2"))
        me.run(*sign("approved", "leader"))
        told = me.run("verify", self.record, "--trust", self.stage.ca)
        tap.equal((told["verdict"], len(told["signatures"])), ("valid", 5))
        tap.equal(second.check_with_openssl(self.record, self.stage.ca, self.folder), (5, 0, 0))
        second.check_with_pdfsig(self.record, self.nss, 5)
        second.check_with_mutool(self.record, 5)
        second.check_with_qpdf(self.record)
        tap.equal(second.attachments(self.record, self.folder / "record-after"), attached)
        tap.equal(archive.broken(self.record), {}, "the refusal broke a rule of PDF/A")

    def foreign_seal(self):
        """The authority's own field, filled by another program: ours stay as they are."""
        said = second.output("pk12util", "-i", self.keys / "seal.p12", "-d", self.nss, "-w", self.stage.pin, "-K", "")
        assert "SUCCESSFUL" in said, said
        sealed = self.folder / "sealed.pdf"
        nick = [line.split("  ")[0] for line in second.output("certutil", "-L", "-d", self.nss).splitlines()
                if line.endswith("u,u,u")][0]
        said = second.output("pdfsig", "-nssdir", self.nss, "-sign", "authority-seal", "-nick", nick, "-etsi", self.record, sealed)
        assert sealed.is_file(), said
        assert sealed.read_bytes().startswith(self.record.read_bytes()), "not an incremental revision"
        told = self.inspector.run("verify", sealed, "--trust", self.stage.ca)
        tap.equal((told["verdict"], len(told["signatures"])), ("valid", 6))
        told = self.inspector.run("verify", sealed, status=1)
        tap.equal((told["verdict"], [(one["status"], one["trust"]) for one in told["signatures"]]),
                  ("valid-untrusted", [("intact", "untrusted")] * 6))


signing = Signing(sys.argv[1])
try:
    tap.run([(f"/cli/signatures/{step.__name__}", step) for step in (
        signing.evaluation, signing.tokens, signing.refusals, signing.sign, signing.stamp, signing.second_opinions,
        signing.secrets, signing.refusal, signing.foreign_seal)])
finally:
    signing.close()

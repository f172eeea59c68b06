# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the signed reports share: an authority with its servers on loopback, keys in files and on a token, and
the reports of an evaluation and of an inspection, as they are issued."""

import os
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
    """A stage with all that is signed, and with what."""

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

    def opinions_of_report(self):
        tap.equal(second.check_with_openssl(self.report, self.stage.ca, self.folder), (4, 1, 1))
        second.check_with_pdfsig(self.report, self.nss, 4)
        second.check_with_mutool(self.report, 4)
        second.check_with_qpdf(self.report)
        tap.equal(second.attachments(self.report, self.folder / "after"), self.attached)
        tap.equal(archive.broken(self.report), {}, "a signature or stamp broke a rule of PDF/A")

    def inspection(self):
        self.inspector = me = self.stage.person("inspector")
        me.run("init", "--holder", "communications", "--unit", "示例通信管理局", "--author", "赵检")
        for name in "inspector-1", "inspector-2", "leader", "seal":
            self.key(name, "P-256" if name != "seal" else "rsa")
        self.case, self.record = self.issue(
            me, "identifier", "inspection", f"--member=inspector=赵检:ZF-0001:{self.keys}/inspector-1.pem",
            f"--member=inspector=钱检:ZF-0002:{self.keys}/inspector-2.pem", "--member=on-site-person=孙厂",
            f"--member=approved=李局:{self.keys}/leader.pem")

        self.before = second.attachments(self.record, self.folder / "record-before")
        assert {"assessment-results.json", "evidence-manifest.json"} <= set(self.before), self.before.keys()

    def opinions_of_record(self):
        tap.equal(second.check_with_openssl(self.record, self.stage.ca, self.folder), (5, 0, 0))
        second.check_with_pdfsig(self.record, self.nss, 5)
        second.check_with_mutool(self.record, 5)
        second.check_with_qpdf(self.record)
        tap.equal(second.attachments(self.record, self.folder / "record-after"), self.before)
        tap.equal(archive.broken(self.record), {}, "the refusal broke a rule of PDF/A")

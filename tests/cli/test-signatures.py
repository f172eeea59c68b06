#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report with four signatures (two by token), a stamp beside one, revocation data and a later document
time stamp; and one with a refusal. Each is called valid here, and by other programs.

usage: test-signatures.py HECHACTL
"""

import sys

import hand
import second
import tap
from signing import PIN, WORDS, Signing


class Signatures(Signing):
    # The report of an evaluation

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

    def secrets(self):
        """The PIN is in no file of the workspace, and not in the report."""
        for path in [*self.evaluator.folder.rglob("*"), self.report]:
            if path.is_file():
                assert PIN.encode() not in path.read_bytes(), path

    # The record of an inspection, with a refusal

    def refusal(self):
        self.inspection()
        me = self.inspector

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
        self.opinions_of_record()

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


signing = Signatures(sys.argv[1])
try:
    tap.run([(f"/cli/signatures/{step.__name__}", step) for step in (
        signing.evaluation, signing.tokens, signing.refusals, signing.sign, signing.stamp, signing.opinions_of_report,
        signing.secrets, signing.refusal, signing.foreign_seal)])
finally:
    signing.close()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The unit's own list of trusted authorities, from a file to a verdict and away again.

usage: test-trust-verbs.py HECHACTL
"""

import hashlib
import ssl
import sys

import hand
import tap


class Trust:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.stage.ca.read_text())).hexdigest()

    def look(self):
        """What a file holds can be seen without a workspace, and nothing is trusted by looking."""
        self.person_key = self.stage.key("somebody", "P-256", hand.EXTENSIONS)
        (one,) = self.me.run("trust", "show", self.stage.ca)["authorities"]
        assert one["fingerprint"] == self.digest and one["kind"] == "root", one
        assert one["not-before"] < one["not-after"] and "fault" not in one, one
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评中心", "--author", "王评")
        assert self.me.run("trust", "list") == {"authorities": [], "revocations": []}

    def add(self):
        self.me.refused("trust", "add", self.stage.ca, status=2, naming="--fingerprint")
        self.me.refused("trust", "add", self.stage.ca, "--fingerprint=00000000", naming="00000000")
        person = self.stage.keys / "somebody.pem"
        (one,) = self.me.run("trust", "show", person)["authorities"]
        assert one["kind"] == "signer" and one["fault"], one
        self.me.refused("trust", "add", person, f"--fingerprint={one['fingerprint']}", naming="vouches for nobody")
        told = self.me.run("trust", "add", self.stage.ca, f"--fingerprint={self.digest[:16].upper()}", "--agency=某机构")
        assert told["fingerprint"] == self.digest, told
        (one,) = self.me.run("trust", "list")["authorities"]
        assert (one["agency"], one["author"]) == ("某机构", "王评"), one

    def refresh(self):
        assert self.me.run("trust", "refresh") == {"reports": 0, "kept": 0, "missing": 0}

    def remove(self):
        self.me.refused("trust", "remove", "0" * 64, naming="not trusted")
        self.me.run("trust", "remove", self.digest)
        assert self.me.run("trust", "list")["authorities"] == []


trust = Trust(sys.argv[1])
try:
    tap.run([(f"/cli/trust-verbs/{step}", getattr(trust, step)) for step in ("look", "add", "refresh", "remove")])
finally:
    trust.stage.close()

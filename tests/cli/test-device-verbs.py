#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a laptop that nobody admitted wrote into a register of ours: it waits, is looked at, and is set aside with a reason.

usage: test-device-verbs.py HECHACTL APACHE-FIXTURE
"""

import hashlib
import json
import pathlib
import sys

import hand
import tap

UNIT = "示例市工业和信息化局"
CODE = "91130102000000027G"       # of the samples: one connected industrial enterprise
REASON = "机主已离职，电脑下落不明"
WAITING = {"device", "scope", "first", "last", "forked-at", "state", "entries"}


class Devices:
    def __init__(self, hechactl, fixture):
        self.stage = hand.Stage(hechactl)
        self.server = hand.Server(fixture, self.stage.folder)
        self.me, self.other = self.stage.person("me"), self.stage.person("other")
        self.device = None

    def close(self):
        self.server.close()
        self.stage.close()

    def listed(self):
        return next(row for row in self.me.run("device", "list")["devices"] if row["id"] == self.device)

    def written(self):
        """Two of one unit verify the same filing, and neither knows the other's laptop."""
        for person, name in (self.me, "赵检"), (self.other, "钱检"):
            made = person.run("init", "--holder", "industry", "--unit", UNIT, "--author", name)
            person.run("import", hand.FILINGS)
            for option in "--password-file", "--ca":
                words = self.server.remote()
                words[words.index(option) + 1] = "/dev/zero"      # has no end
                person.refused(*words, naming="/dev/zero: not a file")
            person.run(*self.server.remote())
        self.device = made["device"]
        self.me.refused("device", "waiting", self.device, naming="names no device")
        self.other.run("filing", "verify", CODE, "--type=connected", "--begin")
        self.other.run("push")
        told = self.me.run("pull")
        tap.equal(told["unknown-devices"], [self.device])

    def stick(self):
        """A folder is a destination too, by its path."""
        person, folder = self.me, self.stage.folder / "示例 U盘"
        person.refused("remote", "add", "stick", folder, naming=str(folder))
        folder.mkdir()
        person.refused("remote", "add", "stick", "relative", naming=str(pathlib.Path.cwd() / "relative"))
        person.refused("remote", "add", "stick", "ftp://127.0.0.1/", naming="ftp")
        person.refused("remote", "add", "stick", folder, "--user", "somebody", naming="user name")
        person.run("remote", "add", "stick", folder, json_wanted=False)
        tap.equal([one["url"] for one in person.run("remote", "list")["remotes"] if one["name"] == "stick"], [folder.as_uri()])

    def waits(self):
        listed = self.listed()
        tap.equal(listed["state"], "unknown")
        (row,) = self.me.run("device", "waiting", self.device)["waiting"]
        tap.equal(set(row), WAITING)
        tap.equal((row["device"], row["scope"], row["state"], row["forked-at"]),
                  (self.device, f"register:{CODE}", "waiting", 0))
        tap.equal(row["last"] - row["first"] + 1, listed["waiting"])
        assert "钱检" in row["entries"] and "filing-checked" in row["entries"], row["entries"]
        tap.equal(self.me.run("device", "waiting", self.device[:8])["waiting"], [row])
        text = self.me.run("device", "waiting", self.device, json_wanted=False)
        assert row["scope"] in text and "waiting" in text and row["entries"] in text, text
        (mine,) = [row["id"] for row in self.me.run("device", "list")["devices"] if row["id"] != self.device]
        tap.equal(self.me.run("device", "waiting", mine)["waiting"], [])

    def refused(self):
        """What names no device, gives no reason, or is no use of the verb; nothing is lost by it."""
        before = self.me.run("device", "waiting", self.device)
        for verb, more in ("waiting", []), ("set-aside", ["--reason", REASON]):
            self.me.refused("device", verb, "0" * 64, *more, naming="names no device")
            self.me.refused("device", verb, self.device[:7], *more, naming="names no device")
            self.me.refused("device", verb, "", *more, naming="names no device")
            self.me.refused("device", verb, *more, status=2, naming=f"hechactl device {verb} DEVICE")
            self.me.refused("device", verb, self.device, self.device, *more, status=2, naming=f"hechactl device {verb} DEVICE")
        self.me.refused("device", "waiting", self.device, "--reason", REASON, status=2, naming="--reason")
        self.me.refused("device", "set-aside", self.device, naming="reason")
        self.me.refused("device", "set-aside", self.device, "--reason=", naming="reason")
        self.me.refused("device", "set-aside", self.device, "--reason", status=2, naming="--reason")
        tap.equal(self.me.run("device", "waiting", self.device), before)

    def set_aside(self):
        """It is no longer listed as waiting, does not come back, and what it was is kept."""
        tap.equal(self.me.run("device", "set-aside", self.device[:12], "--reason", REASON, json_wanted=False), "")
        tap.equal(self.listed()["waiting"], 0)
        (row,) = self.me.run("device", "waiting", self.device)["waiting"]
        tap.equal(set(row), WAITING | {"why", "sha256"})
        tap.equal((row["state"], row["why"], row["first"], row["last"]), ("set-aside", REASON, 1, 1))
        kept = (self.me.workspace / "vault" / row["sha256"][:2] / row["sha256"][2:]).read_bytes()
        tap.equal(hashlib.sha256(kept).hexdigest(), row["sha256"])
        tap.equal(row["entries"].encode(), kept)
        (event,) = map(json.loads, kept.splitlines())
        tap.equal((event["device"], event["kind"], event["author"]), (self.device, "filing-checked", "钱检"))
        self.me.refused("device", "set-aside", self.device, "--reason", REASON, naming="Nothing of this device waits")
        tap.equal(self.me.run("pull")["entries"], 0)
        tap.equal(self.listed()["waiting"], 0)


STEPS = ["written", "waits", "refused", "set_aside", "stick"]
devices = Devices(sys.argv[1], sys.argv[2])
try:
    tap.run([(f"/cli/device/{step.replace('_', '-')}", getattr(devices, step)) for step in STEPS])
finally:
    devices.close()

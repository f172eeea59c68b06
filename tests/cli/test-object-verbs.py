#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is looked at, how it is connected, how many of how many: the verbs of objects.

usage: test-object-verbs.py HECHACTL
"""

import sys

import hand
import tap

CODE = "913101150000004062"  # of the samples: platform and identifier resolution, both of level 2
SCAN = hand.SOURCE / "tests" / "fuzz" / "nmap" / "scan.xml"


class Objects:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评中心", "--author", "王评")
        self.me.run("import", hand.FILINGS)
        team = [f"--member={role}={name}" for role, name in
                (("lead", "王评"), ("prepared", "甲"), ("reviewed", "乙"), ("approved", "丙"))]
        self.case = self.me.run("plan", "--enterprise", CODE, "--types", "platform", "--procedure", "evaluation", "--on",
                                "2025-11-24", *team)["case"]

    def list(self):
        return self.me.run("object", "list", self.case)

    def add(self):
        self.me.run("object", "add", self.case, "--kind", "control-device", "--name", "PLC-1", "--zone", "L1", "--note", "S7")
        self.me.run("object", "add", self.case, "--kind", "application", "--name", "MES", "--zone", "L3")
        first, second = self.list()["objects"]
        plc = first if first["name"] == "PLC-1" else second
        tap.equal((plc["x"], plc["y"], plc["moved"], plc["note"]), (76, 68, False, "S7"))

    def imported(self):
        tap.equal(self.me.run("object", "import", self.case, SCAN, "--zone", "L2")["added"], 3)
        tap.equal(self.me.run("object", "import", self.case, SCAN, "--all-hosts")["added"], 1)
        self.me.refused("object", "import", self.case, hand.SOURCE / "README.md", naming="README.md")
        sheet = self.stage.folder / "assets.csv"
        sheet.write_text("资产名称,资产类型,安全域\n注塑机PLC,PLC,L1\n", "gb18030")
        tap.equal(self.me.run("object", "import", self.case, sheet)["added"], 1)
        self.me.refused("object", "import", self.case, sheet, "--zone", "L1", naming="assets.csv")
        tap.equal(len(self.list()["objects"]), 7)

    def connect(self):
        made = self.me.run("object", "connect", self.case, "PLC-1", "MES", "--label", "OPC UA", "--conduit")["connection"]
        zones = self.me.run("object", "connect", self.case, "L1", "zone:L2")["connection"]
        told = {each["uuid"]: each for each in self.list()["connections"]}
        tap.equal((told[made]["label"], told[made]["conduit"]), ("OPC UA", True))
        tap.equal((told[zones]["from"], told[zones]["to"]), ("zone:L1", "zone:L2"))
        self.me.refused("object", "connect", self.case, "PLC-1", "nobody", naming="“nobody” is neither")
        self.me.refused("object", "add", self.case, "--kind", "host", "--name", "", naming="needs a name")
        self.me.refused("object", "connect", self.case, "PLC-1", "注塑机PLC", "--conduit", naming="two zones")
        self.me.run("object", "disconnect", self.case, zones)
        self.me.refused("object", "disconnect", self.case, zones, naming=zones)
        tap.equal(len(self.list()["connections"]), 1)

    def move(self):
        def place():
            return next((each["x"], each["y"], each["moved"]) for each in self.list()["objects"] if each["name"] == "PLC-1")

        before = place()
        self.me.run("object", "move", self.case, "PLC-1", "400", "300")
        tap.equal(place(), (400, 300, True))
        self.me.run("object", "move", self.case, "PLC-1")
        tap.equal(place(), before)
        self.me.run("undo", self.case)
        tap.equal(place(), (400, 300, True))
        self.me.refused("object", "move", self.case, "PLC-1", "400", status=2, naming="X and Y")
        self.me.refused("object", "move", self.case, "PLC-1", "-4", "7", status=2)
        self.me.refused("object", "move", self.case, "PLC-1", "4", "99999", status=2, naming="20000")
        self.me.refused("object", "move", self.case, "nobody", naming="nobody")

    def namesakes(self):
        """Of two with one name, one says which is meant."""
        for _ in range(2):
            self.me.run("object", "add", self.case, "--kind", "application", "--name", "网关")
        one, _ = [each["uuid"] for each in self.list()["objects"] if each["name"] == "网关"]
        for words in ("object", "move", self.case, "网关", "1", "1"), ("object", "connect", self.case, "MES", "网关"), \
                ("answer", self.case, "measures-06-grading", "--object", "网关", "--step", "1=yes"):
            self.me.refused(*words, naming="UUID")
        self.me.run("object", "move", self.case, one, "1", "1")
        for _ in range(3):
            self.me.run("undo", self.case)

    def every_object(self):
        """One answer for all objects of an item, undone as one."""
        def steps():
            item = next(each for each in self.me.run("checklist", self.case)["items"] if len(each["objects"]) > 1)
            return item["id"], {step.get("answer") for each in item["objects"] for step in each["steps"][:1]}

        item, before = steps()
        self.me.run("answer", self.case, item, "--every-object", "--step", "1=no", "--note", "看过每一台")
        tap.equal((before, steps()[1]), ({None}, {"no"}))
        self.me.run("undo", self.case)
        tap.equal(steps()[1], {None})
        whole = next(each["id"] for each in self.me.run("checklist", self.case)["items"] if not each["objects"])
        self.me.refused("answer", self.case, whole, "--every-object", "--step", "1=yes", naming="no object")
        self.me.refused("answer", self.case, item, "--every-object", "--object", "MES", "--step", "1=yes", status=2,
                        naming="not both")

    def sample(self):
        self.me.run("object", "sample", self.case, "control-device", "--of", "12", "--sampled", "5", "--reason", "每条产线一台")
        sampling, = self.list()["sampling"]
        tap.equal(sampling, {"kind": "control-device", "population": 12, "sampled": 5, "reason": "每条产线一台", "listed": 3})
        self.me.run("object", "list", self.case, json_wanted=False)
        tap.equal("control-device" in self.me.said, True, "a warning")
        self.me.refused("object", "sample", self.case, "control-device", "--of", "12", "--sampled", "5", naming="reason")
        self.me.refused("object", "sample", self.case, "starship", "--of", "1", status=2, naming="control-device")
        self.me.refused("object", "sample", self.case, "host", status=2, naming="--of")
        self.me.run("object", "sample", self.case, "control-device", "--of", "0")
        tap.equal(self.list()["sampling"], [])
        tap.equal(self.me.run("journal", self.case, "--check")["faults"], [])


objects = Objects(sys.argv[1])
STEPS = ["add", "imported", "connect", "move", "namesakes", "every_object", "sample"]
try:
    tap.run([(f"/cli/object-verbs/{step}", getattr(objects, step)) for step in STEPS])
finally:
    objects.stage.close()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our packs, and the look-alikes of the tests, are valid OSCAL; the packs are what their tables give.

usage: oscal-schema.py valid|generated    Exit 77 (skipped) where the schemas are not beside the checkout.
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT.parent / "shared" / "schemas"
PACKS = ROOT / "data" / "checklists"
HERE = pathlib.Path(__file__).resolve().parent


def valid():
    if not SCHEMAS.is_dir():
        print("skipped: the OSCAL schemas are not in ../shared/schemas")
        return 77
    status = 0
    for kind, files in (("catalog", [*PACKS.glob("*/catalog.json"), HERE / "oscal" / "lookalike-catalog.json"]),
                        ("profile", [*PACKS.glob("*/level-*.json"), HERE / "oscal" / "lookalike-profile.json"])):
        print(f"{len(files)} files against the schema of a {kind}")
        status |= subprocess.run([HERE / "oscal-validate.py", SCHEMAS / f"oscal-1.2.1-{kind}.schema.json", *files],
                                 check=False).returncode
    return status


def generated():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PACKS / "source" / "generate.py", folder], check=True)
        made = {path.relative_to(folder): path.read_bytes() for path in pathlib.Path(folder).rglob("*.json")}
    there = {path.relative_to(PACKS): path.read_bytes() for path in PACKS.rglob("*.json")}
    faults = [name for name in sorted(made.keys() | there.keys()) if made.get(name) != there.get(name)]
    for name in faults:
        print(f"data/checklists/{name} is not what its table gives; run data/checklists/source/generate.py")
    return 1 if faults or not made else 0


sys.exit({"valid": valid, "generated": generated}[sys.argv[1]]())

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each language of LINGUAS has a catalogue that compiles and translates every message of the sources."""

import os
import pathlib
import subprocess
import tempfile

import tree

KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3", "ngettext:1,2")


def run(*command):
    done = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    return "" if done.returncode == 0 else done.stderr or f"{command[0]} failed"


findings = []
with tempfile.TemporaryDirectory() as folder:
    template = str(pathlib.Path(folder) / "hecha.pot")
    findings += run("xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES", f"--output={template}",
                    *(f"--keyword={keyword}" for keyword in KEYWORDS)).splitlines()
    for line in tree.text("po/LINGUAS").split("\n"):
        for language in line.split("#")[0].split():
            catalogue = f"po/{language}.po"
            findings += run("msgfmt", "--check", "--output-file=/dev/null", catalogue).splitlines()
            findings += run("msgcmp", catalogue, template).splitlines()
tree.finish([finding for finding in findings if not finding.startswith("msgcmp: found")])

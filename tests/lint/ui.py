#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each template is well-formed and is in the resources; the resources name nothing that is not there.
No spinner spins unseen, and a page that could not be read can be read again."""

import re
import subprocess

import tree

findings = []
templates = set(tree.files("ui/*.ui", "ui/*.css"))
listed = set()
for resource in tree.files("*.gresource.xml"):
    for name in re.findall(r"<file[^>]*>([^<]+)</file>", tree.text(resource)):
        places = [folder / name for folder in (resource.parent, *map(tree.pathlib.PurePosixPath, ("ui", "data", ".")))]
        there = [place for place in places if (tree.ROOT / place).is_file()]
        if not there:
            findings.append(f"{resource}: {name} is not there")
        listed.update(there)
for template in sorted(templates - listed):
    findings.append(f"{template}: is in no .gresource.xml")
for path in tree.files("*.ui", "*.svg", "*.gresource.xml", "*.xml.in"):
    done = subprocess.run(["xmllint", "--nonet", "--noout", path], cwd=tree.ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        findings.append(done.stderr.strip() or f"{path}: xmllint failed")
for path in tree.files("*.ui"):
    if re.search(r'name="spinning">\s*(True|1|yes)', tree.text(path), re.IGNORECASE):
        findings.append(f"{path}: a spinner that always spins draws sixty frames a second, seen or not; start it on map")
    if 'parent="HechaPlace"' in tree.text(path):
        states = tree.text(path).count('class="HechaStates"')
        if states != tree.text(path).count('"retry-action"'):
            findings.append(f"{path}: a page's error has no retry-action (place.refresh reads it again)")
tree.finish(findings)

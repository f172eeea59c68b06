#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""POTFILES names every file with text for the user, and nothing else."""

import re

import tree

IN_C = re.compile(r"\b(N?C?_|g_dcgettext|g_dngettext|g_dpgettext2?|ngettext|gettext)\s*\(")
IN_XML = re.compile(r'translatable="(yes|true)"')

listed = {line.strip() for line in tree.text("po/POTFILES").splitlines() if line.strip() and line[0] != "#"}
found = set()
for path in tree.sources(".c", ".h"):
    if IN_C.search(re.sub(r"#\s*define[^\n]*", "", tree.code(path))):
        found.add(str(path))
for path in tree.files("*.ui"):
    if IN_XML.search(tree.text(path)):
        found.add(str(path))
found |= {str(path) for path in tree.files("data/*.desktop.in", "data/*.metainfo.xml.in")}

findings = [f"po/POTFILES: {name} has translatable text but is not listed" for name in sorted(found - listed)]
findings += [f"po/POTFILES: {name} is listed but has no translatable text" for name in sorted(listed - found)]
tree.finish(findings)

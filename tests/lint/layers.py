#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls of src/DESIGN.md: which folder of src may include which, and GTK in the shell alone."""

import re

import tree

MIDDLE = {"formats", "media", "store", "vault", "report", "sign", "sync"}
MAY_INCLUDE = {
    "base": set(),
    "domain": {"base"},
    **{folder: {"domain", "base"} for folder in MIDDLE},
    "flow": MIDDLE | {"domain", "base"},
    "cli": {"flow", "domain", "base"},
    "shell": {"flow", "domain", "base"},
}
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
TOOLKIT = re.compile(r"(gtk|gdk|gsk)/|adwaita|libadwaita")
TOOLKIT_DEPENDENCY = re.compile(r"\b(gtk_dep|adw_dep)\b")
GENERATED = re.compile(r".*-resources\.h$")

findings = []
owner = {}
for path in tree.sources(".h"):
    if path.name in owner:
        findings.append(f"{path}: src/{owner[path.name]} has a header of this name too")
    owner[path.name] = path.parts[1]

for path in tree.sources(".c", ".h"):
    folder = path.parts[1]
    if folder not in MAY_INCLUDE:
        findings.append(f"{path}: src/{folder} is no layer; design it in, here and in src/DESIGN.md")
        continue
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        quote, header = found.groups()
        place = f"{path}:{number}"
        if TOOLKIT.match(header) and folder != "shell":
            findings.append(f"{place}: <{header}> belongs to src/shell alone")
        if quote == "<":
            continue
        if "/" in header:
            findings.append(f'{place}: "{header}" is included by path; headers go by their bare name')
        elif header not in owner:
            if not GENERATED.match(header):
                findings.append(f'{place}: "{header}" is no header of src')
        elif owner[header] != folder and owner[header] not in MAY_INCLUDE[folder]:
            findings.append(f'{place}: src/{folder} may not include src/{owner[header]} ("{header}")')

for path in tree.sources(".build"):
    if path.parts[1] != "shell" and TOOLKIT_DEPENDENCY.search(tree.text(path)):
        findings.append(f"{path}: only src/shell links GTK")
tree.finish(findings)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source begins with its licence."""

import tree

LINE = "SPDX-License-Identifier: GPL-3.0-or-later"
EXCEPTIONS = {"data/org.hecha.Hecha.metainfo.xml.in": "SPDX-License-Identifier: CC0-1.0"}
SOURCES = ("*.c", "*.h", "*.py", "*.sh", "*.sql", "*.ui", "*.css", "*.svg", "*.xml.in", "*.gresource.xml", "*.po",
           "meson.build", "meson_options.txt")

findings = []
for path in tree.files():
    if path.match("tests/*/golden/*"):
        continue  # what a program writes, byte for byte
    text = tree.text(path)
    if text is None or not (any(path.match(pattern) for pattern in SOURCES) or text.startswith("#!")):
        continue
    if not any(EXCEPTIONS.get(str(path), LINE) in line for line in text.splitlines()[:3]):
        findings.append(f"{path}:1: no licence line ({LINE})")
tree.finish(findings)

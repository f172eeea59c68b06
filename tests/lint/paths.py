#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No file tells of the machine it was written on."""

import re

import tree

HOME = re.compile(r"(?<![\w.~$})/*-])/(?:%s)\b(?=/|['\"\s]|$)" % "|".join(("home", "root")))

findings = []
for path in tree.files():
    text = tree.text(path)
    if text is None:
        continue
    for number, line in enumerate(text.splitlines(), 1):
        if HOME.search(line) or str(tree.ROOT) + "/" in line:
            findings.append(f"{path}:{number}: names a folder of one machine: {line.strip()[:100]}")
tree.finish(findings)

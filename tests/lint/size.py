#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions of at most 80 lines and files of at most 700, but for those that tests/lint/allowed.py explains."""

import re

import allowed
import tree

LINES_OF_FUNCTION = 80
LINES_OF_FILE = 700
NAME = re.compile(r"^(\w+)\s*\(")

findings = []
long = set()
lengths = []
for path in [*tree.sources(".c", ".h"), *tree.files("tests/*/*.c", "tests/*/*.py")]:
    lines = tree.text(path).splitlines()
    if len(lines) > LINES_OF_FILE:
        long.add(str(path))
        if str(path) not in allowed.LONG:
            findings.append(f"{path}: {len(lines)} lines; past {LINES_OF_FILE} there is a better cut")
    if path.suffix != ".c":
        continue
    name, start = None, None
    for number, line in enumerate(lines, 1):
        if start is None and NAME.match(line):
            name = NAME.match(line)[1]
        if line == "{" and name:
            start = number
        elif line.startswith("}") and start:
            length = number - start + 1
            lengths.append(length)
            if length > LINES_OF_FUNCTION:
                long.add(f"{path}:{name}")
                if f"{path}:{name}" not in allowed.LONG:
                    findings.append(f"{path}:{start}: {name} has {length} lines; past {LINES_OF_FUNCTION} there is a better cut")
            name, start = None, None
findings += [f"tests/lint/allowed.py: {entry} is not long any more" for entry in sorted(set(allowed.LONG) - long)]
if lengths:
    print(f"# {len(lengths)} functions, median {sorted(lengths)[len(lengths) // 2]} lines, longest {max(lengths)}")
tree.finish(findings)

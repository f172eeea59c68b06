#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates FILE… against the OSCAL SCHEMA; prints each fault. Exit 0 valid, 1 not."""

import json
import sys

import jsonschema

# XML Schema's character classes, in the words of Python's re.
CLASSES = {r"(\p{L}|_)": r"[^\W\d]", r"(\p{L}|\p{N}|[.\-_])": r"[\w.\-]"}


def plain(node):
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, str) and r"\p{" in node:
        for theirs, ours in CLASSES.items():
            node = node.replace(theirs, ours)
    return node


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        validator = jsonschema.Draft7Validator(plain(json.load(file)))
    faults = 0
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8") as file:
            for fault in validator.iter_errors(json.load(file)):
                best = jsonschema.exceptions.best_match([fault])
                print(f"{name}: {'/'.join(map(str, best.absolute_path))}: {best.message[:300]}")
                faults += 1
    sys.exit(1 if faults else 0)


main()

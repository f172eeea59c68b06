#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/ mirrors src/: each source has a test of its name, each test is listed, and the top level holds what it should."""

import allowed
import tree

TOP = {"meson.build", "meson_options.txt", "src", "data", "ui", "po", "tests", "flatpak", "icons", "README.md",
       "CONTRIBUTING.md", "LICENSE"}

findings = []
sources = tree.sources(".c")
for path in sources:
    folder, name = path.parts[1], path.stem
    tests = tree.ROOT / "tests" / folder
    there = (tests / f"test-{name}.c").is_file() or (folder == "cli" and (tests / f"test-{name}.py").is_file())
    excuse = allowed.UNTESTED.get(f"{folder}/{name}")
    if not there and not excuse:
        findings.append(f"{path}: no tests/{folder}/test-{name}.c (.py in cli; or a reason in tests/lint/allowed.py)")
    if there and excuse:
        findings.append(f"tests/lint/allowed.py: {folder}/{name} has a test now")
for entry in sorted(set(allowed.UNTESTED) - {f"{path.parts[1]}/{path.stem}" for path in sources}):
    findings.append(f"tests/lint/allowed.py: there is no src/{entry}.c")
for path in [*tree.files("tests/*/test-*.c"), *tree.files("tests/*/test-*.py")]:
    listing = tree.ROOT / path.parent / "meson.build"
    name = path.stem.removeprefix("test-")
    if not listing.is_file() or f"'{name}'" not in listing.read_text() and f"'{path.stem}'" not in listing.read_text():
        findings.append(f"{path}: not in {path.parent}/meson.build")
for path in sources:
    if f"'{path.name}'" not in tree.text(path.parent / "meson.build"):
        findings.append(f"{path}: not in {path.parent}/meson.build")
for name in sorted({path.parts[0] for path in tree.files()} - TOP):
    if not name.startswith("."):
        findings.append(f"{name}: not among what the top level holds (src/DESIGN.md)")
tree.finish(findings)

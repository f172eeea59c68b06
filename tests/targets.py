#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what must be built for the tests of a build folder but those of some suites.

usage: targets.py BUILD SUITE...
"""

import json
import os
import subprocess
import sys

build, left_out = sys.argv[1], {f"hecha:{suite}" for suite in sys.argv[2:]}


def introspect(what):
    return json.loads(subprocess.run(["meson", "introspect", what, build], check=True, capture_output=True).stdout)


wanted = {target for test in introspect("--tests") if not left_out & set(test["suite"]) for target in test["depends"]}
for target in introspect("--targets"):
    if target["id"] in wanted:
        print(os.path.relpath(target["filename"][0], os.path.abspath(build)))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each script parses and may be executed, and what may be executed is a script."""

import ast
import os
import subprocess

import tree

findings = []
for path in tree.files():
    text = tree.text(path)
    first = text.split("\n", 1)[0] if text else ""
    if first.startswith("#!") != os.access(tree.ROOT / path, os.X_OK):
        findings.append(f"{path}: a first line with #! and the permission to execute go together")
    if "python" in first or path.suffix == ".py":
        try:
            ast.parse(text, str(path))
        except SyntaxError as error:
            findings.append(f"{path}:{error.lineno}: {error.msg}")
        if first.startswith("#!") and first != "#!/usr/bin/python3":
            findings.append(f"{path}: {first}: the distribution's own is /usr/bin/python3")
    elif first.startswith("#!") or path.suffix == ".sh":
        shell = "bash" if "bash" in first or path.suffix == ".sh" else "sh"
        done = subprocess.run([shell, "-n", tree.ROOT / path], capture_output=True, text=True)
        findings += done.stderr.splitlines()
tree.finish(findings)

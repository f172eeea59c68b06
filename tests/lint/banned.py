#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that have a safer brother, and calls that the lower layers have no business with."""

import re

import tree

BANNED = {
    "strcpy": "g_strlcpy", "strcat": "g_strlcat", "sprintf": "g_strdup_printf", "vsprintf": "g_strdup_vprintf",
    "gets": "fgets", "system": "GSubprocess", "popen": "GSubprocess", "g_spawn_command_line_sync": "GSubprocess",
    "g_spawn_command_line_async": "GSubprocess", "tmpnam": "g_mkstemp", "tempnam": "g_mkstemp",
    "mktemp": "g_mkstemp", "g_mktemp": "g_mkstemp", "strtok": "g_strsplit", "atof": "g_ascii_strtod",
    "alloca": "g_malloc", "g_alloca": "g_malloc", "g_main_context_iteration": "GTask",
    "g_main_loop_run": "GTask",
}
# The rules are pure: no clock, no locale, no disk; and what is below the faces neither logs nor prints.
IMPURE = re.compile(r"\b(g_date_time_new_now\w*|g_get_real_time|g_get_monotonic_time|time|gettimeofday|clock_gettime"
                    r"|setlocale|g_file_\w+|g_open|fopen|open|g_get_user_\w+|g_getenv|getenv)\s*\(")
TALK = re.compile(r"\b(g_print|g_printerr|printf|g_message|g_warning|g_info|puts)\s*\(")
CALL = re.compile(r"\b(%s)\s*\(" % "|".join(BANNED))
FACES = ("cli", "shell")

findings = []
for path in [*tree.sources(".c", ".h"), *tree.files("tests/*/*.c")]:
    ours = path.parts[0] == "src"
    for number, line in enumerate(tree.code(path).splitlines(), 1):
        place = f"{path}:{number}"
        for call in CALL.findall(line):
            if not call.startswith("g_main") or ours and path.parts[1] != "cli":
                findings.append(f"{place}: {call}: use {BANNED[call]}")
        if ours and path.parts[1] == "domain":
            findings += [f"{place}: {call}: src/domain is pure; pass it in" for call in IMPURE.findall(line)]
        if ours and path.parts[1] not in FACES:
            findings += [f"{place}: {call}: only the faces log and print" for call in TALK.findall(line)]
tree.finish(findings)

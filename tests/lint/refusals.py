#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What src/shell/window/refusals.c has words for is still what the layers below say: else it would pass untranslated."""

import re

import tree

TABLE = "src/shell/window/refusals.c"
JOINED = re.compile(r'"\s*(?:G_\w+_FORMAT\s*)?"')
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
VALUE = re.compile(r"%[-0-9.*]*(?:hh|h|ll|l|z)?[a-zA-Z]|%(?=[^a-zA-Z])")
LEAST = 4   # letters that a piece of a message needs to tell anything


def texts(path):
    return [VALUE.sub("%s", text) for text in TEXT.findall(JOINED.sub("", tree.text(path)))]


below = "\n".join(text for path in tree.files("src/*/*.c") if path.parts[1] != "shell" for text in texts(path))
source = tree.text(TABLE)
table = source[source.index("refusals[] = {"):source.index("\n};")]
messages = re.findall(r'N_\s*\(((?:[^()"]|"(?:[^"\\]|\\.)*")*)\)', JOINED.sub("", table))
findings = [] if messages else ["no message found in " + TABLE]
for message in messages:
    for piece in message.strip().strip('"').split("%s"):
        piece = piece.strip(" ()“”")
        if len(piece) >= LEAST and piece not in below:
            findings.append(f"{TABLE}: “{message}”: nobody says “{piece}”")
# What a chain of certificates can fail by is a closed set: each of it has words.
chain = tree.text("src/sign/trust.c")
chain = chain[chain.index("chain_faults[] = {"):]
for text in TEXT.findall(chain[:chain.index("\n};")]):
    if f'"{text}"' not in table:
        findings.append(f"{TABLE}: no words for “{text}” of src/sign/trust.c")
tree.finish(findings)

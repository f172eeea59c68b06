#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What src/shell/window/refusals.c has words for is still what the layers below say: else it would pass untranslated."""

import re

import tree

TABLES = ("src/shell/window/refusals.c", "src/shell/window/verification-messages.c")
JOINED = re.compile(r'"\s*(?:G_\w+_FORMAT\s*)?"')
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
VALUE = re.compile(r"%[-0-9.*]*(?:hh|h|ll|l|z)?[a-zA-Z]|%(?=[^a-zA-Z])")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LEAST = 4   # letters that a piece of a message needs to tell anything
# What these say reaches people as it is, so every sentence of theirs has words.
CLOSED = ("src/sign/signature-check.c", "src/sign/verifier.c", "src/sign/pdf-diff.c", "src/sign/pdf-additions.c",
          "src/sign/trust.c", "src/sign/cms.c", "src/sign/stamp.c", "src/sign/pdf-file.c", "src/sign/pdf-xref.c",
          "src/sign/pdf-cursor.c", "src/sign/pdf-filter.c", "src/sign/pdf-form.c", "src/sign/pdf-tree.c",
          "src/sign/pdf-second.c", "src/flow/issue-verify.c", "src/flow/report-data.c", "src/flow/pages-agree.c")
SENTENCE = re.compile(r"[A-Za-z/%][^<>]* [^<>]{3,}")
PLACE = re.compile(r"[A-Za-z][A-Za-z ]* %s: ")


def texts(path):
    return [VALUE.sub("%s", text) for text in TEXT.findall(JOINED.sub("", COMMENT.sub("", tree.text(path))))]


def table_of(path):
    source = tree.text(path)
    return source[source.index("[] = {"):source.index("\n};")]


below = "\n".join(text for path in tree.files("src/*/*.c") if path.parts[1] != "shell" for text in texts(path))
findings, known = [], []
places = re.findall(r'N_\("([^"]*)"\)', tree.text(TABLES[1]).partition("hecha_verification_places[] = {")[2])
findings += [] if places else ["no place found in " + TABLES[1]]
for path in TABLES:
    messages = re.findall(r'N_\s*\(((?:[^()"]|"(?:[^"\\]|\\.)*")*)\)', JOINED.sub("", table_of(path)))
    known += [re.compile(".+".join(map(re.escape, message.strip()[1:-1].split("%s")))) for message in messages]
    findings += [] if messages else ["no message found in " + path]
    for message in messages:
        for piece in message.strip().strip('"').split("%s"):
            piece = piece.strip(" ()“”")
            if len(piece) >= LEAST and piece not in below:
                findings.append(f"{path}: “{message}”: nobody says “{piece}”")
for path in CLOSED:
    for text in texts(path):
        place = PLACE.match(text)
        if place and place[0] not in places and not any(one.fullmatch(text) for one in known):
            findings.append(f"{TABLES[1]}: no words for the place “{place[0]}” of {path}")
        for place in ("%s: ", *places):
            text = text.removeprefix(place)
        if SENTENCE.fullmatch(text) and not text.endswith(": ") and not any(one.fullmatch(text) for one in known):
            findings.append(f"{TABLES[1]}: no words for “{text}” of {path}")
tree.finish(findings)

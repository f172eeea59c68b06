#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole intake of 100,000 filings by hechactl, from the file to the committed register, in turn
with the sqlite3 program filling the same tables from a csv in which all is ready, and with ssconvert
turning the same .xlsx into csv.

usage: bench-intake.py HECHACTL GEN-FILINGS
"""

import csv
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROWS = 100000
TURNS = 3


def words(texts):
    """As the index wants them: Han characters alone and with the next one, and all else in lower case,
    with its first character and its first two."""
    text = " ".join(text or "" for text in texts)
    spaced = "".join(f" {c} {c + n if is_han(n) else ''} " if is_han(c) else c if c.isalnum() else " "
                     for c, n in zip(text, text[1:] + " "))
    found = []
    for word in spaced.lower().split():
        found.append(word)
        found.extend(word[:n] for n in (1, 2) if n < len(word) and not is_han(word[0]))
    return " ".join(found)


def is_han(c):
    return "\u3400" <= c <= "\u9fff"


def timed(command, **more):
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.monotonic() - begin


class Bench:
    def __init__(self, hechactl, folder):
        self.hechactl = hechactl
        self.folder = folder
        self.environment = dict(os.environ, XDG_CONFIG_HOME=folder + "/config")

    def workspace(self, name):
        path = f"{self.folder}/{name}"
        shutil.rmtree(path, ignore_errors=True)
        subprocess.run([self.hechactl, "-w", path, "init", "--holder", "evaluation", "--unit", "示例", "--author", "示例"],
                       check=True, stdout=subprocess.DEVNULL, env=self.environment)
        return path

    def intake(self, file):
        path = self.workspace("ours")
        return timed([self.hechactl, "-w", path, "import", file], env=self.environment)

    def ready(self):
        """What ours left behind, as the csv files that sqlite3 is given."""
        database = sqlite3.connect(f"{self.folder}/ours/hecha.db")
        with open(f"{self.folder}/rows.csv", "w", newline="") as out:
            csv.writer(out).writerows(database.execute("SELECT * FROM filing"))
        with open(f"{self.folder}/text.csv", "w", newline="") as out:
            writer = csv.writer(out)
            query = """SELECT id, name, code, payload ->> 'contact', payload ->> 'phone', payload ->> 'security-officer',
                       payload ->> 'officer-phone', region, payload ->> 'address' FROM filing"""
            writer.writerows((row[0], words(row[1:])) for row in database.execute(query))
        database.close()

    def sqlite(self):
        path = self.workspace("theirs")
        return timed(["sqlite3", path + "/hecha.db", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -64000",
                      "PRAGMA temp_store = MEMORY", ".mode csv", f".import {self.folder}/rows.csv filing",
                      "CREATE TEMP TABLE stage (id INTEGER PRIMARY KEY, words)",
                      f".import {self.folder}/text.csv stage",
                      "INSERT INTO filing_text (rowid, words) SELECT * FROM stage"])


def compare(name, aim, ours, theirs):
    ratios = []
    for _ in range(TURNS):
        mine, other = ours(), theirs()
        ratios.append(mine / other)
        print(f"{name}: hechactl {mine:.2f} s, the other {other:.2f} s")
    print(f"{name} ratio {statistics.median(ratios):.2f} (aim {aim})")


def main():
    hechactl, generator = sys.argv[1:3]
    folder = tempfile.mkdtemp()
    bench = Bench(hechactl, folder)
    files = [folder + "/filings.csv", folder + "/filings.xlsx"]
    subprocess.run(["/usr/bin/python3", generator, str(ROWS), *files], check=True, stdout=subprocess.DEVNULL)
    if shutil.which("sqlite3"):
        bench.intake(files[0])
        bench.ready()
        compare("intake-csv", 2, lambda: bench.intake(files[0]), bench.sqlite)
    else:
        print("intake-csv: the sqlite3 program is not here to compare with")
    if shutil.which("ssconvert"):
        compare("intake-xlsx", 0.8, lambda: bench.intake(files[1]),
                lambda: timed(["ssconvert", files[1], folder + "/out.csv"]))
    else:
        print("intake-xlsx: ssconvert is not here to compare with")
    shutil.rmtree(folder, ignore_errors=True)


main()

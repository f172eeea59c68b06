#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the power away at every moment of some work, and looks whether what was reported saved is there.

usage: test-power-loss.py CRASH-DRIVER POWER-SHIM

The shim records what two pieces of work do to their files, the configuration of the user among them: making a
workspace, importing filings and planning a visit; then answering, attaching, putting an object on a stick, issuing
and signing. A disk is
modelled on it: bytes are safe once their file was synced, names (created, linked, renamed, removed) once their
folder was. From the record come the images that a power cut can leave:

  dropped     nothing but what was synced. Such an image changes with a sync alone, so that one for each sync
              stands for every prefix of the record: all of them are tried.
  names       all names, but only the bytes that were synced, and
  bytes       all bytes, but only the names that were synced: before each sync and at each report of something
              saved.
  kept        everything up to a moment, and
  torn        of each file a random prefix of what was not synced: at moments chosen at random.

Each image must open, its journal must be whole, and it must hold what had been reported saved. Then the records
are played again without the syncs that one call in the source asked for, one call after the other: each time
something must be found lost, or the call would be of no use, or this test. A call that was never seen fails too.
POWER_SEED repeats a run.
"""

import copy
import hashlib
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap

DRIVER, SHIM = sys.argv[1:3]
SEED = int(os.environ.get("POWER_SEED") or random.randrange(1 << 32))
SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src"
SAMPLES = 30
KINDS = ["dropped", "names", "bytes", "kept", "torn"]
# What makes things durable by a sync of its own: the function that calls it is of interest.
HELPER = re.compile(r"sync|durable")
CALL = re.compile(r"\b(?:(?:f|fdata)sync|\w*sync_(?:path|file|folder)s?|hecha_durable_\w+) \(|\bG_FILE_SET_CONTENTS_DURABLE\b")


class File:
    def __init__(self, content=b""):
        self.bytes = bytearray(content)
        self.safe = bytes(content)
        self.waiting = []       # (operation, offset, bytes), since the last sync

    def apply(self, target, operation, offset, data):
        if operation == "truncate":
            del target[offset:]
            target.extend(bytes(offset - len(target)))
        elif operation == "content":
            target[:] = data
        else:
            target.extend(bytes(max(0, offset - len(target))))
            target[offset:offset + len(data)] = data

    def change(self, operation, offset, data):
        self.apply(self.bytes, operation, offset, data)
        self.waiting.append((operation, offset, data))

    def sync(self):
        self.safe = bytes(self.bytes)
        self.waiting.clear()

    def torn(self, chance):
        part = bytearray(self.safe)
        for operation, offset, data in self.waiting[:chance.randrange(len(self.waiting) + 1)]:
            self.apply(part, operation, offset, data)
        return part


FOLDER = None


class Disk:
    """Names lead to files, or to FOLDER."""

    def __init__(self, root):
        self.root = root
        self.names = {}
        for path in sorted(root.rglob("*")):
            name = str(path)
            self.names[name] = FOLDER if path.is_dir() else File(path.read_bytes())
        self.safe_names = dict(self.names)

    def sync_folder(self, folder):
        for names, other in (self.names, self.safe_names), (self.safe_names, self.names):
            for name in [name for name in names if os.path.dirname(name) == folder]:
                if name in self.names:
                    self.safe_names[name] = self.names[name]
                else:
                    del self.safe_names[name]

    def play(self, operation, offset, data, path):
        if operation == "mkdir":
            self.names[path] = FOLDER
        elif operation == "rename":
            self.names[data.decode()] = self.names.pop(path)
        elif operation == "link":
            self.names[data.decode()] = self.names[path]
        elif operation == "unlink":
            self.names.pop(path, None)
        elif operation == "sync":
            if path in self.names and self.names[path] is not FOLDER:
                self.names[path].sync()
            else:
                self.sync_folder(path)
        elif not path.endswith(" (deleted)"):
            there = self.names.setdefault(path, File())
            if operation != "open":
                there.change(operation, offset, data)

    def image(self, kind, chance):
        """Name and bytes of each file that is there, once the power is back. The index of the write-ahead log
        lives in memory, and is made anew."""
        names = self.safe_names if kind in ("dropped", "bytes") else self.names
        for name, there in sorted(names.items(), key=lambda item: item[0]):
            above = [str(folder) for folder in pathlib.PurePath(name).relative_to(self.root).parents[:-1]]
            if there is FOLDER or name.endswith("-shm") or any(str(self.root / folder) not in names for folder in above):
                continue
            if kind in ("dropped", "names"):
                yield name, there.safe
            elif kind == "torn":
                yield name, there.torn(chance)
            else:
                yield name, there.bytes


def read_records(path):
    with open(path, "rb") as log:
        while head := log.readline():
            operation, offset, size, name = head.decode().rstrip("\n").split(" ", 3)
            yield operation, int(offset), log.read(int(size)), name


class Sites:
    """Names the calls in the source that lead to a sync."""

    def __init__(self):
        self.lines = {}

    def look_up(self, offsets):
        """Function and place of each offset of the driver, the innermost first where functions were inlined."""
        new = sorted(set(offsets) - self.lines.keys())
        if new:
            out = subprocess.run(["addr2line", "-a", "-f", "-i", "-e", DRIVER, *new], check=True, capture_output=True,
                                 text=True).stdout
            for part in re.split(r"^0x", out, flags=re.M)[1:]:
                address, *pairs = part.splitlines()
                offset = hex(int(address, 16))
                self.lines[offset] = [(name, pathlib.Path(place.split(" ")[0]).name)
                                      for name, place in zip(pairs[::2], pairs[1::2])]
        return [line for offset in offsets for line in self.lines[offset]]

    def name(self, stack, path, is_folder):
        """Who asked for a sync, down to the first function that does more than to make something durable."""
        frames = [frame.rpartition("+") for frame in stack.split()]
        asker = frames[0][0]
        program = os.path.basename(DRIVER)
        parts = []
        kind = "folder" if is_folder else "file"
        # SQLite syncs when it thinks fit; its rollback journal serves an empty database only.
        if asker.startswith("libsqlite3"):
            kind = "log" if path.endswith("-wal") else kind
        else:
            for function, place in self.look_up([offset for file, _, offset in frames if file == program]):
                parts.append(f"{function} {place}")
                if not HELPER.search(function):
                    break
        if asker != program:
            parts.insert(0, f"{asker} {kind}")
        return " < ".join(parts)


def calls_in_source():
    """The calls that make something durable, as "file:line"."""
    found = set()
    for path in SOURCE.rglob("*.c"):
        comment = False
        for number, line in enumerate(path.read_text().splitlines(), 1):
            comment = comment or line.lstrip().startswith("/*")
            match = CALL.search(line)
            if match and not comment and match.start() > 0 and not line.startswith("#"):
                found.add(f"{path.name}:{number}")
            comment = comment and "*/" not in line
    return found


class Reader:
    """One process that opens one image after the other and says what is there. The images lie where the work was
    done: a workspace knows its place."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.process = subprocess.Popen([DRIVER, "state"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=environment, stderr=subprocess.DEVNULL)
        self.known = {}

    def read(self, files, case):
        """What is in an image; each different image is opened once."""
        files = [(name, bytes(content)) for name, content in files]
        digest = hashlib.sha256(b"".join(name.encode() + b"\0" + hashlib.sha256(content).digest()
                                         for name, content in files)).digest()
        if digest not in self.known:
            shutil.rmtree(self.folder, ignore_errors=True)
            for name, content in files:
                path = pathlib.Path(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            self.known[digest] = self.ask(case)
        return self.known[digest]

    def ask(self, case):
        self.process.stdin.write(f"{self.folder} {case}\n")
        self.process.stdin.flush()
        lines = []
        while (line := self.process.stdout.readline()) not in (".\n", ""):
            lines.append(line.rstrip("\n"))
        return lines if line else ["fault: the reader ended"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Saved:
    """What has been reported saved."""

    def __init__(self):
        self.answers = {}
        self.copy = 0
        self.others = set()
        self.destroyed = set()

    def add(self, text):
        for line in text.splitlines():
            what, *rest = line.split()
            if what == "answer":
                self.answers[rest[0]] = int(rest[1])
            elif what == "copy":
                self.copy = int(rest[0])
            elif what == "destroyed":
                self.destroyed.add(f"bytes {rest[0]}")
            elif what != "end":
                self.others.add(line)

    def missing(self, lines):
        """What is wrong with an image, or None."""
        for line in lines:
            if line.startswith("fault"):
                return line
            if line in self.destroyed:
                return f"{line} were destroyed and are back"
        there = {line.split()[1]: int(line.split()[2]) for line in lines if line.startswith("answer")}
        for item, number in self.answers.items():
            if there.get(item, -1) < number:
                return f"answer {number} of {item} is lost"
        copies = [int(line.split()[1]) for line in lines if line.startswith("copy")]
        if self.copy > max(copies, default=0):
            return f"the copy is version {copies}, not {self.copy}"
        lost = self.others - set(lines)
        return f"lost: {lost.pop()}" if lost else None


class Work:
    """Some work that was done, its record, and the images that follow from it."""

    def __init__(self, folder, environment, sites, *arguments):
        """Works in FOLDER/now, from what is there."""
        self.root = folder / "now"
        self.before = Disk(self.root)
        log = folder / "log"
        log.unlink(missing_ok=True)
        preload = " ".join(filter(None, [os.environ.get("LD_PRELOAD"), SHIM]))
        self.said = drive(environment | {"LD_PRELOAD": preload, "POWER_ROOT": str(self.root), "POWER_LOG": str(log)},
                          *arguments)
        self.case = arguments[2] if len(arguments) > 2 else "-"
        self.records = list(read_records(log))
        disk = copy.deepcopy(self.before)
        self.asked = {}         # who asked for the sync of a record's number
        for number, record in enumerate(self.records):
            if record[0] == "sync":
                is_folder = record[3] == str(self.root) or disk.names.get(record[3]) is FOLDER
                self.asked[number] = sites.name(record[2].decode(), record[3], is_folder)
            if record[0] != "mark":
                disk.play(*record)

    def first_loss(self, reader, chance=None, without=None):
        """The first image in which something is missing, in words; None where there is none. With CHANCE, images
        of some moments more."""
        saved = Saved()
        disk = copy.deepcopy(self.before)
        moments = set(chance.sample(range(len(self.records)), min(SAMPLES, len(self.records)))) if chance else set()
        self.tried = dict.fromkeys(KINDS, 0)

        def look(kinds):
            for kind in kinds:
                self.tried[kind] += 1
                lost = saved.missing(reader.read(disk.image(kind, chance), self.case))
                if lost:
                    return f"{kind}: {lost}"

        for number, record in enumerate(self.records):
            if record[0] == "mark":
                saved.add(record[2].decode())
            # Before a sync: the last moment that this image stands for.
            lost = look((KINDS[:3] if record[0] in ("sync", "mark") else []) + (KINDS[3:] if number in moments else []))
            if lost:
                return f"before record {number} of {len(self.records)} ({record[0]} {record[3]}), {lost}"
            if record[0] != "mark" and not (without and self.asked.get(number) == without):
                disk.play(*record)
        return look(["dropped"])


def drive(environment, *arguments):
    done = subprocess.run([DRIVER, *map(str, arguments)], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return done.stdout


def nothing_lost(work, reader):
    known = len(reader.known)
    lost = work.first_loss(reader, random.Random(SEED))
    print(f"# {len(work.records)} records, {len(work.asked)} of them syncs; {len(reader.known) - known} different images "
          f"out of {work.tried}")
    assert not lost, lost
    assert len(work.asked) > 10 and len(reader.known) - known > 10, "too little was recorded"


def loss_without(site, works, reader):
    lost = [lost for work in works if site in work.asked.values() and (lost := work.first_loss(reader, without=site))]
    print(f"# {site}: {lost[0] if lost else 'nothing'}")
    assert lost, "nothing is lost without it"


def all_seen(sites):
    seen = {place for site in sites for place in re.findall(r"\S+\.c:\d+", site)}
    missed = calls_in_source() - seen
    assert not missed, f"not recorded: {sorted(missed)}"


def main():
    memory = "/dev/shm"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hecha-power-", dir=memory if os.access(memory, os.W_OK) else None))
    print(f"# POWER_SEED={SEED}")
    try:
        now = folder / "now"
        now.mkdir()
        environment = dict(os.environ, XDG_CONFIG_HOME=str(now / "config"), LC_ALL="C.UTF-8")
        names = Sites()
        begin = Work(folder, environment, names, "begin", now)
        case = begin.said.split()[-1]
        drive(environment, "fill", now, case)
        work = Work(folder, environment, names, "work", now, case)
        reader = Reader(now, environment)
        sites = sorted({*begin.asked.values(), *work.asked.values()})
        tap.run([("/flow/power-loss/begin", lambda: nothing_lost(begin, reader)),
                 ("/flow/power-loss/work", lambda: nothing_lost(work, reader)),
                 ("/flow/power-loss/every-call-is-seen", lambda: all_seen(sites))] +
                [(f"/flow/power-loss/without-{number}", lambda site=site: loss_without(site, [begin, work], reader))
                 for number, site in enumerate(sites, 1)])
    finally:
        shutil.rmtree(folder)


main()

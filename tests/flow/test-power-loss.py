#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the power away at every moment of some work, and looks whether what was reported saved is there.

usage: test-power-loss.py CRASH-DRIVER POWER-SHIM

The shim records what the work does to the files of the workspace. A disk is modelled on it: bytes are safe
once their file was synced, names (created, renamed, removed) once their folder was. From the record come the
images that a power cut can leave:

  dropped     nothing but what was synced. Such an image changes with a sync alone, so that one for each sync
              stands for every prefix of the record: all of them are tried.
  names       all names, but only the bytes that were synced, and
  bytes       all bytes, but only the names that were synced: before each sync and at each report of something
              saved.
  kept        everything up to a moment, and
  torn        of each file a random prefix of what was not synced: at moments chosen at random.

Each image must open, its journal must be whole, and it must hold what had been reported saved. Then the same
work is done with a shim that takes away one class of fsync: each time something must be found lost, or this
test would prove nothing. POWER_SEED repeats a run.
"""

import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap

DRIVER, SHIM = sys.argv[1:3]
SEED = int(os.environ.get("POWER_SEED") or random.randrange(1 << 32))
CLASSES = ["database", "wal", "workspace", "vault", "vault-folder", "vault-file", "reports", "report-folder", "report-file"]
SAMPLES = 30


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
            above = os.path.dirname(name)
            if there is FOLDER or name.endswith("-shm") or above != str(self.root) and above not in names:
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


class Reader:
    """One process that opens one image after the other and says what is there."""

    def __init__(self, folder, case):
        self.folder, self.case = folder, case
        environment = dict(os.environ, XDG_CONFIG_HOME=str(folder / "reader-config"))
        self.process = subprocess.Popen([DRIVER, "state"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=environment, stderr=subprocess.DEVNULL)
        self.known = {}
        self.number = 0

    def read(self, files, root):
        """What is in an image; each different image is opened once."""
        files = [(name[len(root) + 1:], bytes(content)) for name, content in files]
        digest = hashlib.sha256(b"".join(name.encode() + b"\0" + hashlib.sha256(content).digest()
                                         for name, content in files)).digest()
        if digest not in self.known:
            self.number += 1
            target = self.folder / f"image-{self.number}"
            for name, content in files:
                path = target / "workspace" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            self.known[digest] = self.ask(target)
            shutil.rmtree(target)
        return self.known[digest]

    def ask(self, target):
        self.process.stdin.write(f"{target} {self.case}\n")
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
        self.others = set()

    def add(self, text):
        for line in text.splitlines():
            what, *rest = line.split()
            if what == "answer":
                self.answers[rest[0]] = int(rest[1])
            elif what in ("evidence", "report"):
                self.others.add(line)

    def missing(self, lines):
        """What is wrong with an image, or None."""
        for line in lines:
            if line.startswith("fault"):
                return line
        there = {line.split()[1]: int(line.split()[2]) for line in lines if line.startswith("answer")}
        for item, number in self.answers.items():
            if there.get(item, -1) < number:
                return f"answer {number} of {item} is lost"
        lost = self.others - set(lines)
        return f"lost: {lost.pop()}" if lost else None


class Trial:
    """A workspace, the record of some work in it, and the images that follow from it."""

    def __init__(self, folder, ignored=None):
        self.folder = folder
        self.root = folder / "now" / "workspace"
        self.environment = dict(os.environ, XDG_CONFIG_HOME=str(folder / "now" / "config"), LC_ALL="C.UTF-8")
        if not (folder / "before").exists():
            (folder / "now").mkdir()
            case = self.drive("prepare", folder / "now").strip()
            self.drive("fill", folder / "now", case)
            (folder / "case").write_text(case)
            (folder / "now").rename(folder / "before")
        shutil.rmtree(folder / "now", ignore_errors=True)
        shutil.copytree(folder / "before", folder / "now")
        self.case = (folder / "case").read_text()
        self.disk = Disk(self.root)
        self.log = folder / "now" / "log"
        preload = " ".join(filter(None, [os.environ.get("LD_PRELOAD"), SHIM]))
        self.environment |= {"LD_PRELOAD": preload, "POWER_ROOT": str(self.root), "POWER_LOG": str(self.log)}
        if ignored:
            self.environment["POWER_IGNORE"] = ignored
        self.drive("work", folder / "now", self.case)

    def drive(self, *arguments):
        done = subprocess.run([DRIVER, *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
        return done.stdout

    def first_loss(self, chance, sampled):
        """The first image in which something is missing, in words; None where there is none."""
        saved = Saved()
        reader = Reader(self.folder, self.case)
        records = list(read_records(self.log))
        moments = set(chance.sample(range(len(records)), min(SAMPLES, len(records)))) if sampled else set()
        self.tried = {kind: 0 for kind in ("dropped", "names", "bytes", "kept", "torn")}
        self.records, self.syncs = len(records), sum(record[0] == "sync" for record in records)
        try:
            for number, record in enumerate(records):
                kinds = ["dropped", "names", "bytes"] if record[0] in ("sync", "mark") else []
                if record[0] == "mark":
                    saved.add(record[2].decode())
                if number in moments:
                    kinds = kinds + ["kept", "torn"]
                # Before a sync: the last moment that this image stands for.
                for kind in kinds:
                    self.tried[kind] += 1
                    lost = saved.missing(reader.read(self.disk.image(kind, chance), str(self.root)))
                    if lost:
                        return f"{kind}, before record {number} of {len(records)} ({record[0]} {record[3]}): {lost}"
                if record[0] != "mark":
                    self.disk.play(*record)
            lost = saved.missing(reader.read(self.disk.image("dropped", chance), str(self.root)))
            return f"dropped, at the end: {lost}" if lost else None
        finally:
            self.images = reader.number
            reader.close()


def nothing_lost(folder):
    trial = Trial(folder)
    lost = trial.first_loss(random.Random(SEED), True)
    print(f"# {trial.records} records, {trial.syncs} of them syncs; {trial.images} different images out of {trial.tried}")
    assert not lost, lost
    assert trial.syncs > 40 and trial.images > 40, "too little was recorded"


def loss_without(name, folder):
    lost = Trial(folder, name).first_loss(random.Random(SEED), False)
    print(f"# without: {lost}")
    assert lost, f"nothing was lost without fsync of the {name}"


def main():
    memory = "/dev/shm"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hecha-power-", dir=memory if os.access(memory, os.W_OK) else None))
    print(f"# POWER_SEED={SEED}")
    try:
        tap.run([("/flow/power-loss/nothing-is-lost", lambda: nothing_lost(folder))] +
                [(f"/flow/power-loss/without-fsync-of-{name}", lambda name=name: loss_without(name, folder))
                 for name in CLASSES])
    finally:
        shutil.rmtree(folder)


main()

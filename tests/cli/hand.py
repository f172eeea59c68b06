# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of hechactl share: people with a workspace each, keys by openssl, a WebDAV server."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
FILINGS = SOURCE / "data" / "samples" / "filings.xlsx"
PICTURE = SOURCE / "data" / "demo" / "cabinet.png"
EXTENSIONS = "keyUsage=critical,digitalSignature,nonRepudiation\nbasicConstraints=CA:FALSE\n"


class Refused(Exception):
    """hechactl ended with 1 or 2."""

    def __init__(self, status, message):
        super().__init__(f"{status}: {message}")
        self.status, self.message = status, message


class Person:
    """Somebody at a computer: a workspace, and a configuration of its own."""

    def __init__(self, hechactl, folder):
        self.hechactl, self.folder = hechactl, folder
        self.workspace = folder / "workspace"
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = dict(os.environ, XDG_CONFIG_HOME=str(folder / "config"), LC_ALL="C.UTF-8", LANGUAGE="")
        self.environment.pop("G_DEBUG", None)

    def run(self, *arguments, status=0, json_wanted=True):
        """The JSON that a verb gives; nothing but JSON is on stdout, and nothing where it was refused."""
        command = [self.hechactl, "--workspace", self.workspace, *(["--json"] if json_wanted else []), *arguments]
        done = subprocess.run([str(word) for word in command], env=self.environment, capture_output=True, text=True)
        assert "CRITICAL" not in done.stderr and "WARNING" not in done.stderr, done.stderr
        if done.returncode != status:
            raise Refused(done.returncode, f"{' '.join(map(str, arguments))}: {done.stderr.strip()} {done.stdout[-300:]}")
        self.said = done.stderr
        if not json_wanted:
            return done.stdout
        if status and not done.stdout:
            assert done.stderr.startswith("hechactl: "), f"no message on stderr: {done.stderr!r}"
            return None
        return json.loads(done.stdout)

    def refused(self, *arguments, status=1, naming=""):
        """Runs a verb that must be refused, with a message that names something."""
        result = self.run(*arguments, status=status)
        assert result is None, f"stdout in spite of the refusal: {result}"
        assert naming in self.said, f"{arguments}: {self.said!r} does not name {naming!r}"


class Stage:
    """A temporary folder with people and keys."""

    def __init__(self, hechactl):
        self.hechactl = str(pathlib.Path(hechactl).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hecha-cli-"))
        self.keys = self.folder / "keys"
        self.keys.mkdir()
        self.pin = self.keys / "pin"
        self.pin.write_text("geheim-密码\n")
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key",
                     "-out", "ca.pem", "-days", "3650", "-subj", "/CN=示例CA", "-utf8", "-addext",
                     "keyUsage=critical,keyCertSign,cRLSign")
        self.ca = self.keys / "ca.pem"

    def close(self):
        shutil.rmtree(self.folder)

    def openssl(self, *arguments):
        done = subprocess.run(["openssl", *map(str, arguments)], cwd=self.keys, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def person(self, name):
        return Person(self.hechactl, self.folder / name)

    def key(self, name, kind="P-256", extensions=EXTENSIONS):
        """Makes NAME.p12 and NAME.pem, and gives the first."""
        new = ["rsa:2048"] if kind == "rsa" else ["ec", "-pkeyopt", f"ec_paramgen_curve:{kind}"]
        self.openssl("req", "-new", "-utf8", "-newkey", *new, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
                     "-subj", f"/C=CN/CN=示例 {name}")
        (self.keys / "extensions").write_text(extensions)
        self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
                     f"{name}.pem", "-days", "1000", "-extfile", "extensions")
        self.openssl("pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-certfile", "ca.pem", "-out",
                     f"{name}.p12", "-passout", "file:pin")
        return self.keys / f"{name}.p12"


class Server:
    """A real Apache with mod_dav over TLS."""

    def __init__(self, fixture, folder):
        self.process = subprocess.Popen([fixture], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.told = {}
        while "root" not in self.told:
            line = self.process.stdout.readline()
            assert line, "the server did not start"
            name, value = line.rstrip("\n").split(" ", 1)
            self.told[name] = value
        self.password = folder / "server-password"
        self.password.write_text(self.told["password"] + "\n")
        self.root = pathlib.Path(self.told["root"])

    def remote(self, name="office"):
        return ["remote", "add", name, self.told["url"], "--user", self.told["user"], "--password-file", self.password,
                "--ca", self.told["ca"]]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def answer_all(person, case, no_every=10):
    """Answers what the checklist asks, one question after the other; every tenth is no, with a finding."""
    items = person.run("checklist", case)["items"]
    for number, item in enumerate(items):
        value = "no" if no_every and number % no_every == no_every - 1 else "yes"
        ot = ["--ot-agreed=车间主任王工", "--ot-window=10:00–10:30", "--ot-stops=无", "--ot-way-back=恢复备份"]
        for subject in item["objects"] or [None]:
            steps = (subject or item)["steps"]
            person.run("answer", case, item["id"], *([f"--object={subject['name']}"] if subject else []),
                       *(ot if item["ot-impact"] else []), *[f"--step={step['number']}={value}" for step in steps],
                       "--observation=现场核对配置与记录一致", "--source=管理制度 V3.2")
        if value == "no":
            person.run("finding", case, item["id"], "--what=未见配置记录", "--risk=可能被非授权访问", "--measure=补充配置",
                       "--responsible=李四", "--deadline=2027-03-31")
    return items

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A time-stamping authority (openssl ts), revocation lists and OCSP of a test CA, on loopback.

Usage: proof-servers.py FOLDER. FOLDER gets ca.pem, ca.key, ca.cnf, index.txt and tsa.cnf before
the first request. Prints its port. /tsa is honest; /tsa/MANNER lies in the manner of MANNERS.
"""

import http.server
import pathlib
import subprocess
import sys
import tempfile
import time

FOLDER = pathlib.Path(sys.argv[1]).resolve()
MANNERS = ("imprint", "nonce", "mods", "slow", "oversize", "broken", "fault", "moved")


def openssl(*arguments):
    done = subprocess.run(["openssl", *arguments], cwd=FOLDER, capture_output=True, check=False)
    return done.stdout + done.stderr


def stamp(query, manner):
    if manner == "imprint":
        at = query.index(b"\x04\x20") + 2
        query = query[:at] + bytes(32) + query[at + 32:]
    if manner == "nonce":
        at = query.rindex(b"\x01\x01\xff") - 1
        query = query[:at] + bytes([query[at] ^ 1]) + query[at + 1:]
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = f"{folder}/query", f"{folder}/answer"
        pathlib.Path(asked).write_bytes(query)
        openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", "-queryfile", asked, "-out", answered)
        answer = pathlib.Path(answered).read_bytes()
    if manner == "mods":
        answer = answer.replace(b"\x30\x03\x02\x01\x00", b"\x30\x03\x02\x01\x01", 1)
    if manner == "oversize":
        answer += bytes(1 << 20)
    if manner == "broken":
        answer = answer[:len(answer) // 2]
    return answer


def status(query):
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = f"{folder}/query", f"{folder}/answer"
        pathlib.Path(asked).write_bytes(query)
        openssl("ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "ca.key",
                "-reqin", asked, "-respout", answered, "-ndays", "7")
        return pathlib.Path(answered).read_bytes()


def revocation_list():
    openssl("ca", "-config", "ca.cnf", "-gencrl", "-out", "list.pem")
    openssl("crl", "-in", "list.pem", "-outform", "DER", "-out", "list.der")
    return (FOLDER / "list.der").read_bytes()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reply(self, code, body, kind="application/octet-stream"):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if code == 302:
            self.send_header("Location", "/tsa")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        manner = self.path.removeprefix("/tsa/")
        if self.path == "/ocsp" and self.headers["Content-Type"] == "application/ocsp-request":
            self.reply(200, status(query), "application/ocsp-response")
        elif not self.path.startswith("/tsa") or self.headers["Content-Type"] != "application/timestamp-query":
            self.reply(404, b"")
        elif manner == "fault":
            self.reply(500, b"out of order")
        elif manner == "moved":
            self.reply(302, b"")
        else:
            if manner == "slow":
                time.sleep(30)
            self.reply(200, stamp(query, manner), "application/timestamp-reply")

    def do_GET(self):
        if self.path == "/ca.crl":
            self.reply(200, revocation_list())
        else:
            self.reply(404, b"")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        """Who asked hung up, as they should."""


server = Server(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()

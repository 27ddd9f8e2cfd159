#!/usr/bin/env python3
"""The ledger of a running server, held against the reference implementation of Go's checksum database
(golang.org/x/mod, Debian: golang-go golang-golang-x-mod-dev). Exit 77 when it cannot be had. GAVEL: the program."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
from server import Server  # noqa: E402
from client import Client  # noqa: E402
from witness_test import Witnessed  # noqa: E402

GOPATH = "/usr/share/gocode"
CACHE = os.environ.get("OUTSIDE") and pathlib.Path(os.environ["OUTSIDE"]) / "go-cache"


def cannot(why):
    print(f"not run: {why}", flush=True)
    sys.exit(77)


def build(source, folder):
    """A Go program of one file."""
    program = folder / source.removesuffix(".go")
    shutil.copy(HERE / "ledger_go" / source, folder)
    built = subprocess.run(["go", "build", "-o", str(program), source], cwd=folder, capture_output=True, text=True, check=False,
                           env={**os.environ, "GO111MODULE": "off", "GOPATH": GOPATH, "GOFLAGS": "", "GOCACHE": str(CACHE or folder / "cache")})
    assert built.returncode == 0, built.stderr
    return program


class Tampering(BaseHTTPRequestHandler):
    """The same ledger with one bit of one answer turned."""
    upstream, turned = "", ""

    def do_GET(self):
        with urllib.request.urlopen(self.upstream + self.path) as answer:
            body = bytearray(answer.read())
        if self.path.endswith(self.turned):
            body[len(body) // 2] ^= 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Reference(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="gavel-go-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.program = build("main.go", cls.folder)
        cls.server = Server(HERE.parent / "faults" / "procedures").start()
        cls.addClassCleanup(cls.server.stop)
        public = Client(cls.server.url)
        admin = public.log_in("admin", cls.server.admin_password())
        admin.post("/v1/units", {"id": "desk", "name": "Desk"})
        admin.post("/v1/accounts", {"account": "clerk", "name": "Clerk", "unit": "desk", "roles": ["clerk"], "password": "a long password"})
        clerk = public.log_in("clerk", "a long password")
        clerk.post("/v1/matters", {"procedure": "notebook", "title": "ledger", "data": {}})
        cls.notice = public.get("/v1/notices?open=true").json["notices"][0]["id"]
        cls.clerk, cls.ledger = clerk, cls.server.url + "/v1/ledger"
        cls.fill(300)
        cls.earlier = cls.folder / "earlier"
        cls.earlier.write_bytes(cls.get("/checkpoint")[0])
        cls.fill(270)
        cls.vkey = public.get("/v1/ledger/key").json["verifier_key"]

    @classmethod
    def get(cls, path):
        with urllib.request.urlopen(cls.ledger + path) as answer:
            return answer.read(), answer.headers

    @classmethod
    def size(cls):
        return int(cls.get("/checkpoint")[0].split(b"\n")[1])

    @classmethod
    def fill(cls, count):
        """Adds comments; waits until all of them have their place."""
        wanted = cls.size() + count

        def comment(number):
            cls.clerk.post(f"/v1/notices/{cls.notice}/comments", {"text": f"comment {number} {uuid.uuid4()}"}, Idempotency_Key=str(uuid.uuid4()))

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(comment, range(count)))
        end = time.monotonic() + 60
        while cls.size() < wanted:
            assert time.monotonic() < end, "the leaves were not placed"
            time.sleep(0.05)

    def verify(self, url, *more):
        return subprocess.run([str(self.program), url, self.vkey, *more], capture_output=True, text=True, timeout=120, check=False)

    def test_every_tile_leaf_proof_and_checkpoint_is_as_the_reference_wants_it(self):
        answer = self.verify(self.ledger, str(self.earlier))
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertRegex(answer.stdout, r"^continues \d{3} leaves; \d{3} leaves verified\n$")
        print("\nGo's tlog and note: " + answer.stdout.strip())

    def test_the_reference_finds_one_turned_bit_in_a_tile_an_entry_or_a_signature(self):
        tampered = ThreadingHTTPServer(("127.0.0.1", 0), Tampering)
        self.addCleanup(tampered.server_close)
        threading.Thread(target=tampered.serve_forever, daemon=True).start()
        self.addCleanup(tampered.shutdown)
        Tampering.upstream = self.ledger
        for path in ["/tile/0/000", "/tile/entries/001", "/checkpoint", "/proofs/7"]:
            with self.subTest(path):
                Tampering.turned = path
                self.assertEqual(self.verify(f"http://127.0.0.1:{tampered.server_port}").returncode, 1)

    def test_a_full_tile_may_be_kept_for_ever_a_partial_one_and_the_checkpoint_only_shortly(self):
        for path in ["/tile/0/000", "/tile/entries/000"]:
            self.assertIn("immutable", self.get(path)[1]["Cache-Control"])
        for path in ["/tile/0/001.p/5", "/tile/1/000.p/1", "/tile/entries/001.p/5"]:
            self.assertEqual(self.get(path)[1]["Cache-Control"], "public, max-age=60")
        headers = self.get("/checkpoint")[1]
        self.assertEqual(headers["Cache-Control"], "public, max-age=1")
        self.assertEqual(headers["Content-Type"], "text/plain; charset=utf-8")


class Cosigned(Witnessed):
    """Its two witnesses and their ledger, as Witnessed starts them."""

    def test_the_reference_opens_a_checkpoint_with_its_cosignatures(self):
        self.work("one")
        self.caught_up()
        program, checkpoint = build("cosigned.go", self.server.folder), self.server.folder / "checkpoint"
        note = self.checkpoint()
        keys = [self.status()["verifier_key"], *(witness["verifier_key"] for witness in self.status()["witnessed"]["witnesses"])]

        def verify(text):
            checkpoint.write_text(text, encoding="utf-8")
            return subprocess.run([str(program), str(checkpoint), *keys], capture_output=True, text=True, timeout=60, check=False)

        answer = verify(note)
        self.assertEqual([answer.returncode, answer.stdout], [0, "3 signatures verified\n"], answer.stderr)
        last = len(note) - 30  # within the last cosignature
        self.assertEqual(verify(note[:last] + ("A" if note[last] != "A" else "B") + note[last + 1:]).returncode, 1)


# What Witnessed tests itself is not tested again here.
for name in [name for name in dir(Witnessed) if name.startswith("test_")]:
    setattr(Cosigned, name, None)
del Witnessed


if __name__ == "__main__":
    if not shutil.which("go"):
        cannot("there is no go (Debian: golang-go)")
    if not pathlib.Path(GOPATH, "src/golang.org/x/mod/sumdb/tlog").exists():
        cannot("there is no golang.org/x/mod (Debian: golang-golang-x-mod-dev)")
    unittest.main()

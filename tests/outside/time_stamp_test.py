#!/usr/bin/env python3
"""A signature of a running server, stamped by an authority that is the openssl command line with a P-256 certificate: handed in,
verified by `openssl ts -verify`, by `gavel verify`, by pkijs and in an export. Exit 77 when what a case needs cannot be
had: it has not run, and says why.

GAVEL: the program; OUTSIDE: folder for what is installed."""
import base64
import datetime
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
import modules  # noqa: E402
import server  # noqa: E402
from client import Client, Key, Problem  # noqa: E402

GAVEL = os.environ["GAVEL"]
PLAIN = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
TSA = """[tsa]
serial = serial
default_policy = 1.2.156.3.1
digests = sha256, sm3
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[own]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = name
[name]
"""
PROCEDURE = """<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0" datamodel="ecmascript"
       name="opinion" initial="open" g:version="1.0.0" g:zh="意见" g:en="Opinion">
  <g:stage id="work" zh="审查" en="Review"/>
  <g:document code="DOC" stage="work" zh="文件" en="Document"/>
  <g:role id="clerk" zh="承办" en="Clerk"/>
  <g:event name="gavel.open" who="clerk" zh="开始" en="Begin"/>
  <g:event name="opine" who="clerk" signed="true" zh="出具意见" en="Give the opinion"/>
  <state id="open" g:zh="进行中" g:en="Open"><transition event="opine" target="done"/></state>
  <final id="done" g:zh="结束" g:en="Done"/>
</scxml>
"""


def run(*command, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, env=PLAIN, **more)


def must(*command, **more):
    done = run(*command, **more)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


class Authority:
    """A root, and an authority's certificate under it, both P-256."""

    def __init__(self, folder):
        self.folder, self.root = folder, folder / "root.pem"
        folder.mkdir()
        (folder / "tsa.cnf").write_text(TSA, encoding="utf-8")
        (folder / "serial").write_text("01", encoding="utf-8")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "tsa.cnf")
        must("openssl", "req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-days", "2",
             "-extensions", "root", cwd=folder)
        must("openssl", "req", "-new", *key, "-keyout", "own.key", "-out", "own.csr", "-subj", "/CN=Authority", cwd=folder)
        must("openssl", "x509", "-req", "-in", "own.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "2",
             "-extfile", "tsa.cnf", "-extensions", "own", "-out", "own.pem", cwd=folder)

    def answer(self, request):
        (self.folder / "request").write_bytes(request)
        must("openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", "-queryfile", "request", "-signer", "own.pem",
             "-inkey", "own.key", "-out", "answer", cwd=self.folder)
        return (self.folder / "answer").read_bytes()


class Stamped(unittest.TestCase):
    """A server that trusts the authority, and one signature on it, with its files."""

    more = []

    @classmethod
    def setUpClass(cls):
        workflows = pathlib.Path(tempfile.mkdtemp(prefix="gavel-opinion-"))
        cls.addClassCleanup(shutil.rmtree, workflows, ignore_errors=True)
        os.chmod(workflows, 0o755)
        (workflows / "opinion.scxml").write_text(PROCEDURE, encoding="utf-8")
        cls.server = server.Server(workflows)
        cls.addClassCleanup(cls.server.stop)
        cls.folder = cls.server.folder
        cls.authority, cls.other = Authority(cls.folder / "authority"), Authority(cls.folder / "other")
        os.chmod(cls.authority.folder, 0o755)  # as root the server becomes another user
        # The authority has no other clock than the machine's, and its certificates are valid from now on.
        cls.server.clock_start = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        cls.server.start(more=["--tsa-roots", str(cls.authority.root), *cls.more])
        cls.sign()

    @classmethod
    def sign(cls):
        admin = Client(cls.server.url).log_in("admin", cls.server.admin_password())
        admin.post("/v1/units", {"id": "desk", "name": "Desk"})
        admin.post("/v1/accounts", {"account": "clerk", "name": "Clerk", "unit": "desk", "roles": ["clerk"], "password": "a long password"})
        clerk = cls.clerk = Client(cls.server.url, language="en").log_in("clerk", "a long password")
        key = Key(cls.folder, "clerk").register(clerk)
        cls.matter = clerk.post("/v1/matters", {"procedure": "opinion", "title": "stamped", "data": {}}).json["id"]
        clerk.sign_and_send(cls.matter, "opine", {}, key)
        line = cls.line()
        cls.href, cls.key = line["href"], key.public
        cls.statement, cls.signature = cls.folder / "statement.json", cls.folder / "statement.sig"
        cls.statement.write_bytes(clerk.get(cls.href).body)
        cls.signature.write_bytes(base64.b64decode(line["signature"]["signature"]))
        cls.request = clerk.get(cls.href + "/time-stamp-request").body
        cls.added = cls.hand_in(cls.authority.answer(cls.request)).json
        cls.stamp = cls.folder / "statement.tsr"
        cls.stamp.write_bytes(clerk.get(cls.added["href"]).body)

    @classmethod
    def line(cls):
        return cls.clerk.get(f"/v1/matters/{cls.matter}/statements").json["statements"][0]

    @classmethod
    def hand_in(cls, answer):
        return cls.clerk.request("POST", cls.href + "/time-stamps", answer, content_type="application/timestamp-reply")

    def refused(self, answer):
        with self.assertRaises(Problem) as caught:
            self.hand_in(answer)
        self.assertEqual(caught.exception.kind, "bad-time-stamp")
        return caught.exception.body["errors"][0]["code"]


class Openssl(Stamped):
    def test_the_request_is_the_one_openssl_makes(self):
        made = self.folder / "made.tsq"
        must("openssl", "ts", "-query", "-data", self.signature, "-sha256", "-cert", "-no_nonce", "-out", made)
        self.assertEqual(self.request, made.read_bytes())

    def test_what_was_kept_verifies_and_is_told_with_the_signature(self):
        said = must("openssl", "ts", "-verify", "-data", self.signature, "-in", self.stamp, "-CAfile", self.authority.root)
        self.assertIn("Verification: OK", said)
        chain = self.folder / "chain.pem"
        chain.write_text(self.added["chain"], encoding="utf-8")
        asked = self.folder / "asked.tsq"
        asked.write_bytes(self.request)
        must("openssl", "ts", "-verify", "-queryfile", asked, "-in", self.stamp, "-CAfile", chain)
        self.assertEqual(self.line()["signature"]["time_stamps"][0], self.added)
        self.assertEqual(self.added["authority"], "CN=Authority")

    def test_a_nonce_and_sm3_of_ones_own_request_are_taken_too(self):
        own = self.folder / "own.tsq"
        must("openssl", "ts", "-query", "-data", self.signature, "-sm3", "-cert", "-out", own)
        self.assertEqual(self.hand_in(self.authority.answer(own.read_bytes())).status, 201)

    def test_what_does_not_hold_is_refused(self):
        good = self.authority.answer(self.request)
        self.assertEqual(self.refused(self.other.answer(self.request)), "time-stamp-untrusted")
        self.assertEqual(self.refused(good[:-1] + bytes([good[-1] ^ 1])), "time-stamp-bad-signature")
        over = self.folder / "over.tsq"
        must("openssl", "ts", "-query", "-data", self.statement, "-sha256", "-cert", "-out", over)
        self.assertEqual(self.refused(self.authority.answer(over.read_bytes())), "time-stamp-wrong-imprint")
        self.assertEqual(self.refused(self.request), "time-stamp-not-a-time-stamp")

    def verify(self, **changed):
        named = {"signature": self.signature, "signer-key": self.key, "time-stamp": self.stamp, "tsa-roots": self.authority.root, **changed}
        return run(GAVEL, "verify", self.statement, *[part for name, file in named.items() for part in (f"--{name}", file)])

    def test_gavel_verifies_the_statement_with_its_time_stamp(self):
        done = self.verify()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("The time-stamp holds: CN=Authority", done.stdout)
        done = self.verify(**{"tsa-roots": self.other.root})
        self.assertEqual(done.returncode, 1)
        self.assertIn("[time-stamp-untrusted]", done.stdout)
        done = self.verify(**{"time-stamp": self.statement})
        self.assertEqual(done.returncode, 1)
        self.assertIn("[time-stamp-not-a-time-stamp]", done.stdout)
        done = self.verify(**{"tsa-roots": self.statement})
        self.assertEqual(done.returncode, 2)
        self.assertIn("has no whole certificate", done.stderr)
        done = run(GAVEL, "verify", self.statement, "--signature", self.signature, "--signer-key", self.key, "--time-stamp", self.stamp)
        self.assertEqual(done.returncode, 2)

    def test_a_server_is_not_started_on_roots_that_are_none(self):
        done = run(GAVEL, "serve", "--data", self.folder / "unused", "--port", "0", "--workflows", server.ROOT / "workflows",
                   "--tsa-roots", self.statement, timeout=60)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("has no whole certificate", done.stdout + done.stderr)

    def test_an_export_has_it_and_verifies_it(self):
        out = self.folder / "export"
        must(GAVEL, "export", "--all", out, "--data", self.server.data)
        done = run("sh", out / "verify.sh")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn(".1.tsr: stamped", done.stdout)
        stamp = next(out.glob("time-stamps/*.1.tsr"))
        whole = stamp.read_bytes()
        stamp.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        self.assertIn("FAIL  time-stamp does not verify", run("sh", out / "verify.sh").stdout)
        stamp.write_bytes(whole)


class Responder(http.server.BaseHTTPRequestHandler):
    """An authority on loopback: RFC 3161 over HTTP, answered by the openssl command line, or as it is told to."""
    authority, mode = None, "good"

    def do_POST(self):
        request = self.rfile.read(int(self.headers["Content-Length"]))
        status, answer = 200, b"no time-stamp"
        if Responder.mode == "away":
            status = 500
        elif Responder.mode == "good" and self.path == "/tsa" and self.headers["Content-Type"] == "application/timestamp-query":
            answer = Responder.authority.answer(request)
        self.send_response(status)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class Asked(Stamped):
    """The server asks the authority itself (serve --tsa): never in the way of a sign-off."""

    @classmethod
    def setUpClass(cls):
        cls.responder = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Responder)
        threading.Thread(target=cls.responder.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.responder.server_close)
        cls.addClassCleanup(cls.responder.shutdown)
        cls.more = ["--tsa", f"http://127.0.0.1:{cls.responder.server_address[1]}/tsa"]
        Responder.mode = "away"
        super().setUpClass()

    @classmethod
    def sign(cls):
        Responder.authority = cls.authority
        super().sign()  # goes through though the authority is away; one is handed in by hand

    def test_an_authority_that_is_away_or_wrong_is_told_and_asked_again(self):
        there = self.clerk.post(self.href + "/time-stamp-request", {})
        self.assertEqual((there.status, there.json["number"]), (200, 1))  # the one that was handed in
        ask = self.href + "/time-stamp-request?again=true"
        for mode, status, kind in (("away", 503, "authority-away"), ("wrong", 422, "bad-time-stamp")):
            Responder.mode = mode
            with self.assertRaises(Problem) as caught:
                self.clerk.post(ask, {})
            self.assertEqual((caught.exception.status, caught.exception.kind), (status, kind))
        Responder.mode = "good"
        added = self.clerk.post(ask, {})
        self.assertEqual(added.status, 201)
        stamp = self.folder / "asked.tsr"
        stamp.write_bytes(self.clerk.get(added.json["href"]).body)
        said = must("openssl", "ts", "-verify", "-data", self.signature, "-in", stamp, "-CAfile", self.authority.root)
        self.assertIn("Verification: OK", said)

    def test_a_signature_gets_one_by_itself(self):
        Responder.mode = "good"
        key = Key(self.folder, "second").register(self.clerk)
        matter = self.clerk.post("/v1/matters", {"procedure": "opinion", "title": "by itself", "data": {}}).json["id"]
        self.clerk.sign_and_send(matter, "opine", {}, key)

        def stamps():
            return self.clerk.get(f"/v1/matters/{matter}/statements").json["statements"][0]["signature"]["time_stamps"]

        until = time.monotonic() + 60
        while not stamps() and time.monotonic() < until:
            time.sleep(0.2)
        self.assertEqual([one["authority"] for one in stamps()], ["CN=Authority"])

    def test_a_server_is_not_started_on_an_address_that_is_none_or_without_roots(self):
        for more, said in ((["--tsa", "ftp://tsa.example", "--tsa-roots", self.authority.root], "no http or https address"),
                           (["--tsa", "http://127.0.0.1/"], "--tsa-roots")):
            done = run(GAVEL, "serve", "--data", self.folder / "unused", "--port", "0", "--workflows", server.ROOT / "workflows",
                       *more, timeout=60)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(said, done.stdout + done.stderr)


class Pkijs(Stamped):
    @classmethod
    def setUpClass(cls):
        cls.node = pathlib.Path(os.environ["OUTSIDE"]) / "node-time-stamp"
        if lacking := modules.installed(cls.node):
            print(f"not run: {lacking}", flush=True)
            os._exit(77)  # unittest would take sys.exit for an error of the test
        super().setUpClass()

    def told(self, root):
        (self.node / "time_stamp.mjs").write_bytes((HERE / "time_stamp.mjs").read_bytes())
        return json.loads(must("node", self.node / "time_stamp.mjs", self.stamp, self.signature, root))

    def test_the_token_is_read_verified_and_refused_when_changed(self):
        said = self.told(self.authority.root)
        self.assertTrue(said["holds"], said)
        self.assertEqual(datetime.datetime.fromisoformat(said["stamped_at"].replace("Z", "+00:00")),
                         datetime.datetime.fromisoformat(self.added["stamped_at"]))
        self.assertEqual((said["policy"], said["imprint_algorithm"]), ("1.2.156.3.1", "2.16.840.1.101.3.4.2.1"))
        self.assertEqual((said["changes"], said["accepted_though_changed"]), (4, []))
        self.assertFalse(self.told(self.other.root)["holds"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

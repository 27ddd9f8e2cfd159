"""Black box: whatever is sent, the answer is a problem+json (RFC 9457) with a clear sentence, never a 5xx, never a crash.
GAVEL names the built program."""
import base64
import hashlib
import http.client
import json
import random
import socket
import unittest
import urllib.parse

from server import Server
from client import Client, Problem
from described import watch

LETTER = {"channel": "mailbox", "summary": "停水三天", "publish_consent": False}
MIB = 1 << 20


class Raw:
    """Requests as bytes, so that they can be wrong in every way."""

    def __init__(self, url, token=None):
        self.address, self.token = urllib.parse.urlsplit(url).netloc, token

    def ask(self, method, target, body=None, headers=None):
        connection = http.client.HTTPConnection(self.address, timeout=30)
        sent = {"Content-Type": "application/json", "Accept-Language": "en", **(headers or {})}
        if self.token and "Authorization" not in sent:
            sent["Authorization"] = "Bearer " + self.token
        sent = {name: value for name, value in sent.items() if value is not None}
        try:
            try:
                connection.request(method, target, body, sent)
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before it had all come; the answer is there to be read
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def send_bytes(self, *pieces, close_early=False):
        host, port = self.address.split(":")
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            for piece in pieces:
                connection.sendall(piece)
            if close_early:
                return b""
            received = b""
            try:
                while b"\r\n\r\n" not in received and (more := connection.recv(65536)):
                    received += more
            except ConnectionResetError:
                pass
            return received


class WrongInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server().start()
        cls.addClassCleanup(cls.server.stop)
        cls.description = watch(cls.server.url)
        cls.admin = Client(cls.server.url).log_in("admin", cls.server.admin_password())
        for unit in ("office", "water", "roads"):
            cls.admin.post("/v1/units", {"id": unit, "name": unit})
        for account, unit, roles in [("chen", "office", ["office"]), ("liu", "water", ["drafter"]), ("lu", "roads", ["drafter"])]:
            cls.admin.post("/v1/accounts", {"account": account, "name": account, "unit": unit, "roles": roles, "password": "correct horse battery"})
        log_in = lambda name: Client(cls.server.url).log_in(name, "correct horse battery")  # noqa: E731
        cls.chen, cls.liu, cls.lu = log_in("chen"), log_in("liu"), log_in("lu")
        cls.letter = cls.chen.post("/v1/matters", {"procedure": "letters", "title": "停水", "data": LETTER}).json["id"]
        cls.school = cls.liu.post("/v1/matters", {"procedure": "major-decision", "title": "新建小学", "data": {
            "source": "leader", "mad_class": 4, "reason": "学位缺口"}}).json["id"]
        cls.raw = Raw(cls.server.url, cls.chen.token)
        cls.events = f"/v1/matters/{cls.letter}/events"

    def wrong(self, expected, method, target, body=None, headers=None, raw=None, says=None):
        """The answer must be a problem of status and kind `expected` ("422 invalid-form") with a sentence."""
        before = self.chen.matter(self.letter).version
        status, got, text = (raw or self.raw).ask(method, target, body, headers)
        if self.description:
            self.description.hold(method, target, None, status, got.get("Content-Type"), text)
        with self.subTest(f"{method} {target[:60]} {str(body)[:60]} {headers or ''}"):
            self.assertEqual(got.get("Content-Type", "").split(";")[0], "application/problem+json", text[:300])
            problem = json.loads(text)
            self.assertEqual(f"{status} {problem['type'].rsplit('/', 1)[-1]}", expected, problem)
            self.assertEqual(problem["status"], status)
            for part in ("title", "detail"):
                self.assertTrue(problem[part].strip(), problem)
            for error in problem.get("errors", []):
                self.assertTrue(error["detail"] and "pointer" in error, problem)
            if says:
                self.assertIn(says, text.decode())
            self.assertEqual(self.chen.matter(self.letter).version, before, "something was written")
        return got

    def event(self, data, **headers):
        return json.dumps({"event": "letter.accept", "data": data}), {"If-Match": "*", **headers}

    # ---- bodies
    def test_bodies_that_are_no_json(self):
        for body in [b"", b"{", b"{\"event\":}", b"[1,]", b"nothing", b"{'event':'x'}", b"{\"a\":1}{\"b\":2}", b"\xef\xbb\xbf{}", b"NaN",
                     b'{"event":"letter.accept","event":"x","data":{}}', b"[" * 10000 + b"]" * 10000, b'{"a":' * 5000 + b"1" + b"}" * 5000]:
            self.wrong("400 bad-json", "POST", self.events, body, {"If-Match": "*"})

    def test_bodies_that_are_no_text(self):
        for body in [b'{"event":"\xff\xfe","data":{}}', b'{"event":"x\xc0\xaf","data":{}}', b'{"event":"\xed\xa0\x80","data":{}}']:
            status, _, text = self.raw.ask("POST", self.events, body, {"If-Match": "*"})
            self.assertEqual(status, 400, text)
            self.assertIn("UTF-8", json.loads(text)["detail"] + json.dumps(json.loads(text).get("errors", [])))

    def test_members_of_the_wrong_type_missing_and_unknown(self):
        for body in [[], 1, "x", None, {}, {"event": 5}, {"event": "letter.accept", "data": []}]:
            self.wrong("422 invalid-body", "POST", self.events, json.dumps(body), {"If-Match": "*"})
        for body in [{"event": "letter.accept", "data": {}, "more": 1}, {"event": "letter.accept", "Data": {}}]:
            self.wrong("422 unknown-field", "POST", self.events, json.dumps(body), {"If-Match": "*"})
        for body in [{"procedure": "letters"}, {"procedure": 1, "title": "x"}, {"procedure": "letters", "title": ""},
                     {"procedure": "letters", "title": "x" * 100000}, {"procedure": "letters", "title": "a\u0000b"}]:
            self.wrong("422 invalid-body", "POST", "/v1/matters", json.dumps(body))
        self.wrong("422 unknown-field", "POST", "/v1/matters", json.dumps({"procedure": "letters", "title": "x", "colour": "red"}))

    def test_forms_filled_in_wrongly_name_the_field(self):
        for data in [{}, {"track": "song"}, {"track": 1}, {"track": None}, {"track": "petition", "extra": 1}, {"track": ["petition"]}]:
            body, headers = self.event(data)
            self.wrong("422 invalid-form", "POST", self.events, body, headers, says="/data/")

    def test_bodies_too_large(self):
        self.wrong("413 body-too-big", "POST", self.events, b'{"event":"' + b"x" * (10 * MIB) + b'"}', {"If-Match": "*"})
        self.wrong("413 body-too-big", "POST", f"/v1/matters/{self.letter}/documents?code=LET-01&title=t&filename=a.pdf", b"x" * (65 * MIB),
                   {"Content-Type": "application/pdf"})

    def test_content_of_another_type(self):
        for kind in ("text/plain", "application/xml", "", "application/json; charset=gbk", None):
            status, _, text = self.raw.ask("POST", self.events, self.event({"track": "petition"})[0], {"If-Match": "*", "Content-Type": kind})
            self.assertEqual(status, 415, text)

    # ---- who asks
    def test_tokens_that_are_none(self):
        for token in ["Bearer ", "bearer", "Basic YTpi"]:
            headers = self.wrong("401 not-signed-in", "GET", "/v1/accounts/me", None, {"Authorization": token})
            self.assertIn("Bearer", headers.get("WWW-Authenticate", ""))
        for token in ["x", "A" * 43, self.chen.token[:-1], self.chen.token + "x", "\u00e4"]:
            headers = self.wrong("401 token-unknown", "GET", "/v1/accounts/me", None, {"Authorization": "Bearer " + token})
            self.assertIn("Bearer", headers.get("WWW-Authenticate", ""))
        self.wrong("401 not-signed-in", "GET", "/v1/matters", raw=Raw(self.server.url))

    def test_an_ended_session(self):
        left = Client(self.server.url).log_in("liu", "correct horse battery")
        left.request("DELETE", "/v1/sessions/current")
        self.wrong("401 token-unknown", "GET", "/v1/accounts/me", raw=Raw(self.server.url, left.token))

    def test_wrong_passwords(self):
        for body in [{"account": "chen", "password": "wrong"}, {"account": "nobody", "password": "wrong"}]:
            self.wrong("401 wrong-credentials", "POST", "/v1/sessions", json.dumps(body), raw=Raw(self.server.url))

    def test_other_peoples_matters(self):
        stranger = Raw(self.server.url, self.lu.token)
        for path in ("", "/tasks", "/events", "/documents", "/dossier", "/comments"):
            self.wrong("403 not-your-matter", "GET", f"/v1/matters/{self.school}{path}", raw=stranger)
        self.wrong("403 not-your-matter", "POST", f"/v1/matters/{self.school}/events", json.dumps({"event": "matter.withdraw", "data": {"reason": "x"}}),
                   {"If-Match": "*"}, raw=stranger)
        self.wrong("403 not-your-matter", "POST", f"/v1/matters/{self.school}/documents?code=INI-01&title=t&filename=a.md", b"x", {"Content-Type": "text/markdown"}, raw=stranger)
        self.assertEqual(self.lu.get("/v1/matters").json["matters"], [])

    def test_what_only_an_administrator_may(self):
        for target, body in [("/v1/units", {"id": "x", "name": "x"}), ("/v1/accounts", {"account": "x", "name": "x", "unit": "office", "roles": []}), ("/v1/clock", {"days": 1})]:
            self.wrong("403 role-required", "POST", target, json.dumps(body))

    # ---- where and on what
    def test_places_that_are_none(self):
        for target in ["/v2/matters", "/v1/nothing", "/v1/matters/none/none", "/admin", "/v1/../etc/passwd", "/v1/matters/..%2f..%2fetc%2fpasswd", "/v1/ledger/tile/../../x",
                       "/v1/matters/" + "x" * 2000, "/problems/none", "/v1/notices/2026-0", "/v1/archive/none", "/v1/statements/x", "/v1/documents/x", "/v1/keys/x"]:
            status, _, text = self.raw.ask("GET", target)
            with self.subTest(target[:60]):
                self.assertIn(status, (400, 403, 404), text[:200])
                self.assertTrue(json.loads(text)["detail"])

    def test_methods_that_are_none(self):
        for method, target in [("PUT", "/v1/matters"), ("DELETE", f"/v1/matters/{self.letter}"), ("PATCH", self.events), ("POST", "/healthz"), ("BREW", "/v1/matters")]:
            headers = self.wrong("405 method-not-allowed", method, target)
            self.assertIn("GET", headers.get("Allow", "") + "GET" * (target == "x"))

    def test_versions(self):
        body, _ = self.event({"track": "petition"})
        self.wrong("428 precondition-required", "POST", self.events, body)
        for version, kind in [('"999"', "412 version-conflict"), ('"0"', "412 version-conflict"), ("1", "400 bad-if-match"), ('W/"1"', "400 bad-if-match"),
                              ('"1', "400 bad-if-match"), ('"-1"', "412 version-conflict"), ('"99999999999999999999"', "400 bad-if-match")]:
            self.wrong(kind, "POST", self.events, body, {"If-Match": version})

    def test_queries(self):
        for query in ["limit=0", "limit=-1", "limit=x", "limit=99999999999999999999", "cursor=zzz", "cursor=%ff", "finished=maybe", "colour=red", "limit=1&limit=2", "q=%00"]:
            status, _, text = self.raw.ask("GET", "/v1/matters?" + query)
            with self.subTest(query):
                self.assertIn(status, (400, 422), text[:200])
        for query in ["from=2026-02-30&days=3", "from=2026-01-01", "from=2026-01-01&days=3&workdays=3", "from=2026-01-01&days=-1", "from=x&days=1", "from=2026-01-01&days=1e9"]:
            status, _, text = self.raw.ask("GET", "/v1/deadlines?" + query)
            with self.subTest(query):
                self.assertIn(status, (400, 422), text[:200])

    def test_documents(self):
        target = f"/v1/matters/{self.letter}/documents"
        good = "?code=LET-01&title=t&filename=a.pdf"
        digest = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
        pdf = {"Content-Type": "application/pdf"}
        for query, body, headers in [
                ("?title=t&filename=a.pdf", b"%PDF-1.4", pdf), ("?code=NONE&title=t&filename=a.pdf", b"%PDF-1.4", pdf), ("?code=LET-01&title=t&filename=../a.pdf", b"%PDF-1.4", pdf),
                ("?code=LET-01&title=t&filename=" + "a" * 300 + ".pdf", b"%PDF-1.4", pdf), (good, b"", pdf),
                (good, b"%PDF-1.4", {**pdf, "Content-Digest": f"sha-256=:{digest}:"}), (good, b"%PDF-1.4", {**pdf, "Content-Digest": "sha-256=rubbish"}),
                (good, b"%PDF-1.4", {**pdf, "If-Match": '"77"'})]:
            status, got, text = self.raw.ask("POST", target + query, body, headers)
            with self.subTest(f"{query[:50]} {headers}"):
                self.assertIn(status, (400, 409, 412, 415, 422), text[:300])
                self.assertEqual(got["Content-Type"].split(";")[0], "application/problem+json")
        self.assertEqual(self.chen.get(target).json["documents"], [])

    def test_one_request_key_for_two_requests(self):
        key = {"Idempotency-Key": "the-same-key"}
        body = json.dumps({"procedure": "letters", "title": "one", "data": LETTER})
        first = self.raw.ask("POST", "/v1/matters", body, key)
        again = self.raw.ask("POST", "/v1/matters", body, key)
        self.assertEqual((first[0], json.loads(first[2])["id"]), (again[0], json.loads(again[2])["id"]))
        self.wrong("422 idempotency-key-reused", "POST", "/v1/matters", body.replace("one", "two"), key)

    # ---- on the wire
    def test_requests_that_are_no_http(self):
        for pieces in [(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",), (b"GET\r\n\r\n",), (b"GET / HTTP/9.9\r\n\r\n",), (b"POST /v1/sessions HTTP/1.1\r\nContent-Length: -5\r\n\r\n",),
                       (b"GET / HTTP/1.1\r\n" + b"A: " + b"x" * 70000 + b"\r\n\r\n",), (b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n",),
                       (b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",)]:
            received = Raw(self.server.url).send_bytes(*pieces)
            with self.subTest(pieces[0][:40]):
                self.assertRegex(received.split(b"\r\n")[0], rb"^(HTTP/1.[01] 4\d\d .*|)$")
        Raw(self.server.url).send_bytes(b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"acc", close_early=True)

    def test_mutated_requests_never_make_the_server_fail(self):
        source = random.Random(713)
        seeds = [("POST", "/v1/matters", json.dumps({"procedure": "letters", "title": "t", "data": LETTER})), ("POST", self.events, self.event({"track": "song"})[0]),
                 ("POST", "/v1/sessions", '{"account":"chen","password":"no"}'), ("POST", "/v1/keys", '{"public_key":"-----BEGIN PUBLIC KEY-----\\nMCow\\n-----END PUBLIC KEY-----"}'),
                 ("POST", f"/v1/matters/{self.letter}/statements", '{"event":"letter.accept","data":{"track":"petition"}}'), ("GET", "/v1/matters?limit=5&q=a", ""),
                 ("GET", "/v1/deadlines?from=2026-01-30&workdays=30", ""), ("POST", "/v1/units", '{"id":"u","name":"n"}')]
        for _ in range(300):
            method, target, body = source.choice(seeds)
            data = bytearray((body or "x").encode())
            path = bytearray(target.encode())
            for _ in range(source.randrange(1, 6)):
                into = data if source.random() < 0.7 else path
                at = source.randrange(1, len(into)) if len(into) > 1 else 0
                choice = source.randrange(3)
                if choice == 0:
                    into[at:at + 1] = bytes([source.randrange(33, 127) if into is path else source.randrange(256)])
                elif choice == 1:
                    del into[at:at + source.randrange(1, 9)]
                else:
                    into[at:at] = into[at:at + source.randrange(1, 9)]
            try:
                status, _, text = self.raw.ask(method, path.decode("latin-1"), bytes(data) if method == "POST" else None, {"If-Match": '"7"'})
            except (ValueError, http.client.HTTPException):
                continue  # http.client itself will not send it
            self.assertLess(status, 500, (method, bytes(path), bytes(data), text[:300]))

    @classmethod
    def tearDownClass(cls):
        assert cls.server.alive(), "the server ended:\n" + cls.server.said()[-2000:]
        assert Client(cls.server.url).get("/readyz").status == 200
        assert not (cls.description and cls.description.faults), "\n".join(sorted(set(cls.description.faults)))
        said = [line for line in cls.server.said().splitlines() if "[error]" in line or "[critical]" in line]
        assert not said, "\n".join(said[:10])


if __name__ == "__main__":
    unittest.main(verbosity=2)

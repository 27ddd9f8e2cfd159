"""A client of Gavel's HTTP API in the standard library alone: what curl does, with names."""
import base64
import hashlib
import json
import subprocess
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Problem(Exception):
    """An RFC 9457 answer: what was refused, and why."""

    def __init__(self, status, body):
        faults = "".join(f"; {fault.get('pointer', '')} {fault.get('detail', '')}" for fault in body.get("errors", []))
        super().__init__(f"{status} {body.get('type', '')}: {body.get('detail') or body.get('title', '')}{faults}")
        self.status, self.body = status, body

    @property
    def kind(self):
        return self.body.get("type", "").rsplit("/", 1)[-1]

    @property
    def rules(self):
        """Ids of the rules not met."""
        return [rule["id"] for rule in self.body.get("refusal", {}).get("rules", [])]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def version(self):
        # Behind the version stands what else the answer tells, where another matter has a part in it.
        return int(self.headers["ETag"].strip('"').split(".")[0])


class Client:
    """One person's (or the public's) view of the server."""

    def __init__(self, url, token=None, language="zh"):
        self.url, self.token, self.language = url.rstrip("/"), token, language

    def request(self, method, path, body=None, headers=None, content_type="application/json"):
        data = body
        all_headers = {"Accept-Language": self.language}
        if body is not None and not isinstance(body, bytes):
            data = json.dumps(body, ensure_ascii=False).encode()
        if data is not None:
            all_headers["Content-Type"] = content_type
        if self.token:
            all_headers["Authorization"] = "Bearer " + self.token
        all_headers.update(headers or {})
        request = urllib.request.Request(self.url + path, data=data, headers=all_headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            text = error.read()
            raise Problem(error.code, json.loads(text) if text else {}) from None

    def get(self, path):
        return self.request("GET", path)

    def post(self, path, body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Idempotency-Key", str(uuid.uuid4()))
        return self.request("POST", path, {} if body is None else body, named)

    def log_in(self, account, password):
        answer = Client(self.url).post("/v1/sessions", {"account": account, "password": password})
        return Client(self.url, answer.json["token"], self.language)

    # ---- one matter
    def matter(self, matter):
        return self.get(f"/v1/matters/{matter}")

    def send(self, matter, event, data=None, version=None):
        """Sends an event; with If-Match of the version just read unless one is given."""
        version = self.matter(matter).version if version is None else version
        return self.post(f"/v1/matters/{matter}/events", {"event": event, "data": data or {}}, If_Match=f'"{version}"')

    def upload(self, matter, code, title, filename, content, content_type="text/markdown; charset=utf-8"):
        query = urllib.parse.urlencode({"code": code, "title": title, "filename": filename})
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        return self.request("POST", f"/v1/matters/{matter}/documents?{query}", content,
                            {"Content-Digest": f"sha-256=:{digest}:", "Idempotency-Key": str(uuid.uuid4())}, content_type)

    def file_statement_of_procedure(self, matter, code):
        return self.request("POST", f"/v1/matters/{matter}/statement-of-procedure?{urllib.parse.urlencode({'code': code})}",
                            headers={"Idempotency-Key": str(uuid.uuid4())})

    def file_meeting_paper(self, matter, kind, code):
        """The record or the minutes of the last meeting, as the system wrote it."""
        number = self.get(f"/v1/matters/{matter}/meetings").json["meetings"][-1]["number"]
        return self.request("POST", f"/v1/matters/{matter}/meetings/{number}/{kind}?{urllib.parse.urlencode({'code': code})}",
                            headers={"Idempotency-Key": str(uuid.uuid4())})

    def sign_and_send(self, matter, event, data, key):
        """Fetches the statement, signs its exact bytes with the key's owner's openssl, uploads the signature."""
        statement = self.post(f"/v1/matters/{matter}/statements", {"event": event, "data": data, "key_id": key.id}).json
        content = self.get(f"/v1/statements/{statement['id']}").body
        return self.request("POST", f"/v1/statements/{statement['id']}/signatures", key.sign(content),
                            {"Idempotency-Key": str(uuid.uuid4())}, "application/octet-stream")


class Key:
    """An Ed25519 key that stays with its owner: made and used by the openssl command line only."""

    def __init__(self, folder, name):
        self.private, self.public, self.id = folder / f"{name}.key", folder / f"{name}.pub.pem", None
        self.scratch = folder / f"{name}.statement"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.private], check=True, capture_output=True)
        subprocess.run(["openssl", "pkey", "-in", self.private, "-pubout", "-out", self.public], check=True, capture_output=True)

    def register(self, client):
        wanted = {"public_key": self.public.read_text(encoding="utf-8")}
        try:
            client.post("/v1/keys", wanted)
            raise AssertionError("a key was registered without proof of possession")
        except Problem as refused:  # which gives the text to sign
            wanted["possession"] = base64.b64encode(self.sign(refused.body["sign"].encode())).decode()
        self.id = client.post("/v1/keys", wanted).json["id"]
        return self

    def sign(self, statement):
        self.scratch.write_bytes(statement)
        signature = self.scratch.with_suffix(".sig")
        subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.private, "-in", self.scratch, "-out", signature],
                       check=True, capture_output=True)
        return signature.read_bytes()

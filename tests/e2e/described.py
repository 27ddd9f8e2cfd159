"""Holds every answer a test gets, and every body it sent that was accepted, against the server's own /openapi.json."""
import json
import re
import urllib.parse

import client as http
from client import Client, Problem


def pattern_of(path):
    """`/v1/matters/{id}` as an expression; {path}, of the ledger's tiles, is the one that may hold slashes."""
    parts = ((".+" if part == "{path}" else "[^/]+") if part.startswith("{") else re.escape(part) for part in path.split("/"))
    return re.compile("/".join(parts) + "$")


class Description:
    def __init__(self, document, validator):
        self.document, self.validator, self.validators = document, validator, {}
        self.routes = [(pattern_of(path), path) for path in sorted(document["paths"], key=lambda path: path.count("{"))]
        self.faults, self.held, self.operations = [], 0, set()

    def operation(self, method, target):
        path = target.partition("?")[0]
        for pattern, name in self.routes:
            if pattern.match(path) and method.lower() in self.document["paths"][name]:
                return f"{method} {name}", self.document["paths"][name][method.lower()]
        return None, None

    def resolved(self, thing):
        while "$ref" in thing:
            thing = self.at(thing["$ref"])
        return thing

    def at(self, reference):
        found = self.document
        for part in reference[2:].split("/"):
            found = found[urllib.parse.unquote(part)]
        return found

    def check(self, what, content, media_type, body):
        kind = (media_type or "").partition(";")[0].strip()
        if "*/*" in content and kind:  # a media-type range: files of any kind
            return
        if kind not in content:
            self.faults.append(f"{what}: {kind or 'no content type'} is not described, only {', '.join(content) or 'nothing'}")
            return
        if not kind.endswith("json"):
            return
        if kind == "application/problem+json":
            self.check_sentences(what, json.loads(body))
        schema = content[kind].get("schema", {})
        name = json.dumps(schema, sort_keys=True)
        if name not in self.validators:
            self.validators[name] = self.validator({"components": self.document["components"], **schema})
        for error in self.validators[name].iter_errors(json.loads(body)):
            self.faults.append(f"{what}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")

    def check_sentences(self, what, problem):
        for text in [problem.get("detail", ""), *(error.get("detail", "") for error in problem.get("errors", []))]:
            if re.search(r"\{[a-z_]+\}", text):
                self.faults.append(f"{what}: a place of the sentence was not filled: {text}")

    def hold(self, method, target, sent, status, media_type, body):
        name, operation = self.operation(method, target)
        if operation is None:
            if status not in (404, 405):
                self.faults.append(f"{method} {target} answers {status} and is not described")
            return
        self.held += 1
        self.operations.add(name)
        responses = operation["responses"]
        if str(status) not in responses and status < 400:
            self.faults.append(f"{name}: status {status} is not described")
            return
        response = self.resolved(responses.get(str(status), responses.get("default", {})))
        if body or "content" in response:
            self.check(f"{name} {status}", response.get("content", {}), media_type, body)
        if sent is not None and status < 300:
            asked = self.resolved(operation.get("requestBody", {})).get("content", {})
            self.check(f"{name} accepted a body", asked, "application/json", json.dumps(sent))


def watch(url):
    """From now on every request of every Client is held against the description; None without a JSON Schema validator."""
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        return None
    description = Description(Client(url).get("/openapi.json").json, Draft202012Validator)
    plain = Client.request

    def request(self, method, path, body=None, headers=None, content_type="application/json"):
        sent = body if isinstance(body, dict) else None
        try:
            answer = plain(self, method, path, body, headers, content_type)
        except Problem as problem:
            description.hold(method, path, sent, problem.status, "application/problem+json", json.dumps(problem.body))
            raise
        description.hold(method, path, sent, answer.status, answer.headers["Content-Type"], answer.body)
        return answer

    http.Client.request = request
    return description

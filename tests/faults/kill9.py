#!/usr/bin/env python3
"""Rounds of kill -9 under load. In each round eight clients write events, comments and documents, each request with an
Idempotency-Key; the server is killed at a random moment and started again on the same data folder; what was not
acknowledged is sent again with the same key. Then everything acknowledged must be there exactly once, versions must
have no gap, and every timer that fell due meanwhile must have rung once.

    GAVEL=build/release/gavel tests/faults/kill9.py --rounds 200
"""
import argparse
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "demo"))
from client import Client, Problem  # noqa: E402  (the path above makes it importable)

CLIENTS = 8
GONE = (urllib.error.URLError, ConnectionError, TimeoutError, OSError)


class Server:
    def __init__(self, gavel, folder):
        self.gavel, self.data = gavel, pathlib.Path(folder) / "data"
        self.address_file, self.process, self.log = self.data / "address", None, (pathlib.Path(folder) / "log").open("a")
        self.data.mkdir()
        os.chmod(folder, 0o777)  # as root the server becomes another user

    def start(self):
        self.address_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [self.gavel, "serve", "--data", str(self.data), "--port", "0", "--address-file", str(self.address_file),
             "--workflows", str(HERE / "procedures")], stdout=self.log, stderr=self.log)
        end = time.monotonic() + 60
        while not (self.address_file.exists() and self.address_file.read_text().strip()):
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"kill9: the server did not start; see {self.log.name}")
            time.sleep(0.02)
        return self.address_file.read_text().strip()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)
        self.log.close()


class Writer:
    """One client with a notebook of its own: what it was told is there, and what it was not told about."""

    def __init__(self, client, number):
        self.number, self.count, self.version = number, 0, 1
        self.noted, self.comments, self.documents = [], 0, 0
        self.pending = None
        self.rehome(client)
        opened = client.post("/v1/matters", {"procedure": "notebook", "title": f"notebook {number}", "data": {}})
        self.matter = opened.json["id"]
        self.notice = next(n["id"] for n in client.get("/v1/notices?open=true").json["notices"] if n["matter"] == self.matter)

    def rehome(self, client):
        self.client = client

    def next_request(self, random_source):
        self.count += 1
        key = str(uuid.uuid4())
        kind = random_source.choice(["note", "note", "note", "comment", "document"])
        return kind, key, self.number * 1_000_000 + self.count

    def perform(self, request):
        kind, key, n = request
        if kind == "comment":
            self.client.post(f"/v1/notices/{self.notice}/comments", {"text": f"comment {n}"}, Idempotency_Key=key)
            self.comments += 1
        elif kind == "document":
            self.client.request("POST", f"/v1/matters/{self.matter}/documents?code=DOC&title=d&filename=d{n}.txt", f"document {n}".encode(),
                                {"Idempotency-Key": key}, "text/plain")
            self.documents += 1
        else:
            for _ in range(20):  # the bell or a document may come between reading the version and writing
                version = self.client.matter(self.matter).version
                try:
                    self.client.post(f"/v1/matters/{self.matter}/events", {"event": "note", "data": {"n": n}}, If_Match=f'"{version}"', Idempotency_Key=key)
                    break
                except Problem as problem:
                    if problem.status != 412:
                        raise
            else:
                raise AssertionError("a matter of one writer is never that busy")
            self.noted.append(n)

    def work(self, stop, seed, faults):
        random_source = random.Random(seed)
        while not stop.is_set():
            self.pending = self.next_request(random_source)
            try:
                self.perform(self.pending)
                self.pending = None
            except GONE:
                return
            except Problem as problem:
                if problem.status == 503:
                    return  # the database went before the server: not acknowledged
                faults.append(f"writer {self.number}: {problem}")
                return

    def repeat_pending(self):
        if self.pending:
            self.perform(self.pending)
            self.pending = None

    def check(self):
        state = self.client.matter(self.matter)
        data = state.json["data"]
        events, after = [], f"/v1/matters/{self.matter}/events?limit=200"
        while after:
            page = self.client.get(after)
            events += page.json["events"]
            link = page.headers.get("Link", "")
            after = link.split("<", 1)[1].split(">", 1)[0] if 'rel="next"' in link else None
        seqs = [event["seq"] for event in events]
        # The bell may ring between the two answers: the events may be ahead of the state that was read, and have no gap.
        assert seqs == list(range(1, max(state.version, len(seqs)) + 1)), f"versions have a gap: {seqs[-5:]} of {state.version}"
        assert sorted(data["notes"]) == sorted(self.noted), f"notes differ: {set(data['notes']) ^ set(self.noted)}"
        assert len(data["notes"]) == len(set(data["notes"])), "an event happened twice"
        documents = [e for e in events if e["kind"] == "document"]
        assert len(documents) == self.documents, f"{len(documents)} documents of {self.documents}"
        notice = self.client.get(f"/v1/notices/{self.notice}").json
        assert notice["counts"]["received"] == self.comments, f"{notice['counts']} of {self.comments} comments"
        return data["rung"]


def one_round(server, address, writers, seed, number):
    random_source = random.Random(seed + number)
    stop, faults = threading.Event(), []
    bells = [w.client.post("/v1/matters", {"procedure": "notebook", "title": f"bell {number}", "data": {}}).json["id"] for w in writers[:2]]
    threads = [threading.Thread(target=w.work, args=(stop, seed + number * 100 + i, faults)) for i, w in enumerate(writers)]
    for thread in threads:
        thread.start()
    time.sleep(random_source.uniform(0.05, 0.9))
    server.kill()
    stop.set()
    for thread in threads:
        thread.join()
    assert not faults, faults
    address = server.start()
    for writer in writers:
        writer.rehome(Client(address, writer.client.token))
        writer.repeat_pending()
        writer.check()
    end = time.monotonic() + 20
    for bell in bells:
        while (rung := writers[0].client.matter(bell).json["data"]["rung"]) == 0 and time.monotonic() < end:
            time.sleep(0.05)
        assert rung == 1, f"a timer rang {rung} times"
    return address


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=int(os.environ.get("GAVEL_KILL9_ROUNDS", "6")))
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = arguments.parse_args()
    print(f"kill -9: {options.rounds} rounds, {CLIENTS} clients, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="gavel-kill9-", ignore_cleanup_errors=True) as folder:
        server = Server(os.environ["GAVEL"], folder)
        try:
            address = server.start()
            admin = Client(address).log_in("admin", (server.data / "admin-password").read_text().strip())
            admin.post("/v1/units", {"id": "desk", "name": "Desk"})
            admin.post("/v1/accounts", {"account": "clerk", "name": "Clerk", "unit": "desk", "roles": ["clerk"], "password": "a long password"})
            clerk = Client(address).log_in("clerk", "a long password")
            writers = [Writer(Client(address, clerk.token), i + 1) for i in range(CLIENTS)]
            for number in range(options.rounds):
                address = one_round(server, address, writers, options.seed, number)
                if (number + 1) % 10 == 0 or number + 1 == options.rounds:
                    print(f"  {number + 1} rounds: {sum(len(w.noted) for w in writers)} events, {sum(w.comments for w in writers)} comments, "
                          f"{sum(w.documents for w in writers)} documents acknowledged, each there once", flush=True)
        finally:
            server.stop()
    print(f"{options.rounds} passed, 0 failed")


if __name__ == "__main__":
    main()

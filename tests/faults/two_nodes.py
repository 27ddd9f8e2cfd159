#!/usr/bin/env python3
"""Two servers on one PostgreSQL, with one ledger between them. The one that places the leaves is killed (kill -9); the
other takes over within seconds, the ledger has no gap, and its newest checkpoint continues the last one seen before.

    GAVEL=build/release/gavel tests/faults/two_nodes.py
"""
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "demo"))
from client import Client  # noqa: E402

TAKES_OVER = 10  # seconds, on a machine that is busy with other tests


def programs():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        print("not run: there is no PostgreSQL server (Debian: postgresql-15)")
        sys.exit(77)
    return found[-1].parent


class Database:
    """A PostgreSQL that belongs to neither server."""

    def __init__(self, folder):
        self.bin, self.data, self.user = programs(), folder / "pg", None
        if os.geteuid() == 0:
            self.user = pwd.getpwnam("postgres")
        self.data.mkdir()
        if self.user:
            os.chown(self.data, self.user.pw_uid, self.user.pw_gid)
        self.run(self.bin / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--no-sync")
        socket = folder / "socket"  # the servers are another user; the data folder is closed to them
        socket.mkdir()
        os.chmod(socket, 0o777)
        self.url = f"host={socket} dbname=postgres user=postgres"
        self.run(self.bin / "pg_ctl", "-D", self.data, "-w", "-l", self.data / "log", "-o", f"-k {socket} -c listen_addresses= -c fsync=off", "start")

    def run(self, *command):
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, user=self.user and self.user.pw_uid,
                       group=self.user and self.user.pw_gid, cwd="/")

    def stop(self):
        self.run(self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "stop")


class Node:
    def __init__(self, folder, name, url, keys=None):
        self.data, self.log = folder / name, (folder / (name + ".log")).open("a")
        self.data.mkdir()
        if keys:
            for key in ("ledger.key", "personal.key"):
                shutil.copy2(keys / key, self.data / key)
                status = (keys / key).stat()
                os.chown(self.data / key, status.st_uid, status.st_gid)
            os.chown(self.data, keys.stat().st_uid, keys.stat().st_gid)
        address = self.data / "address"
        self.process = subprocess.Popen(
            [os.environ["GAVEL"], "serve", "--data", str(self.data), "--database", url, "--port", "0", "--address-file", str(address),
             "--workflows", str(HERE / "procedures")], stdout=self.log, stderr=self.log)
        end = time.monotonic() + 60
        while not (address.exists() and address.read_text().strip()):
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"two nodes: {name} did not start:\n{(folder / (name + '.log')).read_text()[-2000:]}")
            time.sleep(0.02)
        self.url = address.read_text().strip()

    def size(self):
        return int(Client(self.url).request("GET", "/v1/ledger/checkpoint").body.split(b"\n")[1])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)


def until(what, holds, seconds):
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > seconds:
            raise SystemExit(f"two nodes: not within {seconds} s: {what}")
        time.sleep(0.02)
    return time.monotonic() - begun


def comments(url, notice, token, count):
    client = Client(url, token)
    for number in range(count):
        client.post(f"/v1/notices/{notice}/comments", {"text": f"comment {number} {uuid.uuid4()}"}, Idempotency_Key=str(uuid.uuid4()))


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gavel-two-"))
    os.chmod(folder, 0o777)  # as root the servers become another user
    database, nodes = Database(folder), []
    try:
        first = Node(folder, "first", database.url)
        nodes.append(first)
        second = Node(folder, "second", database.url, first.data)
        nodes.append(second)
        admin = Client(first.url).log_in("admin", (first.data / "admin-password").read_text().strip())
        admin.post("/v1/units", {"id": "desk", "name": "Desk"})
        admin.post("/v1/accounts", {"account": "clerk", "name": "Clerk", "unit": "desk", "roles": ["clerk"], "password": "a long password"})
        clerk = Client(first.url).log_in("clerk", "a long password")
        clerk.post("/v1/matters", {"procedure": "notebook", "title": "two nodes", "data": {}})
        notice = clerk.get("/v1/notices?open=true").json["notices"][0]["id"]
        comments(first.url, notice, clerk.token, 40)
        until("40 leaves are placed", lambda: second.size() >= 40, 30)
        # Killed with leaves waiting, whichever of the two was placing.
        comments(first.url, notice, clerk.token, 20)
        before = second.size()
        first.kill()
        comments(second.url, notice, clerk.token, 20)
        took = until("the other node places what waits", lambda: second.size() >= max(before, 80), TAKES_OVER)
        print(f"two nodes: taken over within {took:.1f} s of the last request")
        kept = folder / "checkpoint"
        kept.write_bytes(Client(second.url).request("GET", "/v1/ledger/checkpoint").body)
        third = Node(folder, "third", database.url, second.data)
        nodes.append(third)
        second.kill()
        comments(third.url, notice, clerk.token, 10)
        took = until("the third node goes on", lambda: third.size() >= 90, TAKES_OVER)
        print(f"two nodes: and again within {took:.1f} s")
        key = folder / "vkey"
        key.write_text(Client(third.url).get("/v1/ledger/key").json["verifier_key"] + "\n")
        sound = subprocess.run([os.environ["GAVEL"], "fsck", "--database", database.url, "--log-key", str(key), "--checkpoint", str(kept)],
                               capture_output=True, text=True, check=False)
        if sound.returncode != 0:
            raise SystemExit("two nodes: " + sound.stdout + sound.stderr)
        print("two nodes: " + sound.stdout.strip())
    finally:
        for node in nodes:
            node.stop()
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

"""A server with two witnesses in other processes: cosigned, killed, forked. GAVEL names the built program."""
import hashlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from server import Server  # noqa: E402
from client import Client  # noqa: E402

GAVEL = os.environ["GAVEL"]
ORIGIN = "gavel.local/ledger"


def until(what, holds, seconds=60):
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, "in vain: " + what
        time.sleep(0.05)
    return found


class Witness:
    def __init__(self, name, log):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gavel-witness-"))
        os.chmod(self.folder, 0o777)
        self.name, self.log, self.port, self.process = name, log, 0, None

    @property
    def state(self):
        return self.folder / "own" / "state"

    def start(self):
        address = self.folder / "own" / "address"
        address.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [GAVEL, "witness", "--key", str(self.folder / "own" / "key"), "--state", str(self.state), "--name", f"{self.name}.example/witness",
             "--log", self.log, "--listen", f"127.0.0.1:{self.port}", "--address-file", str(address)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.url = until("the witness starts", lambda: address.exists() and address.read_text(encoding="utf-8").strip())
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=30)

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return answer.read().decode()

    def post(self, body):
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + "/add-checkpoint", data=body.encode(), method="POST"), timeout=10) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode(), refused.headers

    def stop(self):
        if self.process and self.process.poll() is None:
            self.kill()


class Witnessed(unittest.TestCase):
    def setUp(self):
        # The ledger's key is made on first start; the policy file names it and its witnesses.
        self.server = Server(HERE.parent / "faults" / "procedures").start()
        self.addCleanup(self.server.stop)
        key = Client(self.server.url).get("/v1/ledger/key").json["verifier_key"]
        self.witnesses = [Witness(name, key).start() for name in ("justice", "archives")]
        for witness in self.witnesses:
            self.addCleanup(witness.stop)
        self.policy = self.server.folder / "policy"
        self.policy.write_text(f"log {key}\n" + "".join(f"witness {w.name} {w.get('/key').strip()} {w.url}\n" for w in self.witnesses) +
                               "group both all justice archives\nquorum both\n", encoding="utf-8")
        os.chmod(self.policy, 0o644)
        self.server.process.send_signal(signal.SIGTERM)
        self.server.process.wait(60)
        self.server.start(more=["--witness-policy", str(self.policy)])
        self.public = Client(self.server.url)
        self.admin = self.public.log_in("admin", self.server.admin_password())

    def status(self):
        return self.public.get("/v1/ledger").json

    def checkpoint(self):
        with urllib.request.urlopen(self.server.url + "/v1/ledger/checkpoint") as answer:
            return answer.read().decode()

    def work(self, name):
        before = self.status()["size"]
        self.admin.post("/v1/units", {"id": name, "name": name})
        until("a leaf is placed", lambda: self.status()["size"] > before)

    def caught_up(self):
        def holds():
            now = self.status()
            return now["witnessed"]["size"] == now["size"] and now
        return until("a quorum cosigns", holds)

    def test_each_checkpoint_gets_its_cosignatures_and_a_witness_that_was_killed_catches_up(self):
        self.work("one")
        now = self.caught_up()
        note = self.checkpoint()
        self.assertEqual(note.split("\n")[1], str(now["size"]))
        for witness in self.witnesses:
            self.assertIn(f"\n— {witness.name}.example/witness ", note)
        self.assertNotIn("unwitnessed_since", now["witnessed"])
        archives = self.witnesses[1]
        archives.kill()
        self.work("two")
        until("trouble is told", lambda: any("trouble" in w for w in self.status()["witnessed"]["witnesses"]))
        self.assertLess(self.status()["witnessed"]["size"], self.status()["size"])
        self.assertIn("unwitnessed_since", self.status()["witnessed"])
        self.assertIn("ledger_unwitnessed_seconds", self.public.get("/metrics").body.decode())
        with urllib.request.urlopen(f"{self.server.url}/v1/ledger/proofs/0") as proof:
            self.assertIn("— archives.example/witness ", proof.read().decode(), "a proof is of the newest checkpoint with a quorum")
        archives.start()
        self.caught_up()

    def test_a_witness_refuses_as_the_protocol_says_and_never_signs_a_fork(self):
        self.work("one")
        size = self.caught_up()["size"]
        witness, note = self.witnesses[0], self.checkpoint()
        status, body, headers = witness.post(f"old 0\n\n{note}")
        self.assertEqual([status, body, headers["Content-Type"]], [409, f"{size}\n", "text/x.tlog.size"])
        self.assertEqual(witness.post(f"old {size}\n\n{note}")[0], 200)
        self.assertEqual(witness.post(f"old {size + 1}\n\n{note}")[0], 400)
        self.assertEqual(witness.post(f"old {size}\n{'A' * 43}=\n\n{note}")[0], 422)
        self.assertEqual(witness.post(f"old {size}\n\n{note.replace(ORIGIN, 'other.example/ledger')}")[0], 404)
        self.assertEqual(witness.post(f"old {size}\n\n{note.replace(chr(10) + str(size) + chr(10), chr(10) + str(size + 1) + chr(10), 1)}")[0], 403)
        self.assertEqual(witness.post("nonsense")[0], 400)
        kept = witness.get("/" + hashlib.sha256(ORIGIN.encode()).hexdigest() + "/checkpoint")
        self.assertTrue(kept.startswith(f"{ORIGIN}\n{size}\n"))

    def test_a_witness_killed_while_it_is_asked_has_never_signed_what_it_does_not_know(self):
        self.work("one")
        self.caught_up()
        witness = self.witnesses[0]
        for turn in range(5):
            witness.kill()
            witness.start()
            note = self.checkpoint()
            # What it signed is read first: it is asked on while this looks, and knows more by then.
            cosigned = [w["size"] for w in self.status()["witnessed"]["witnesses"] if w["name"] == witness.name][0]
            known = int(witness.get("/" + hashlib.sha256(ORIGIN.encode()).hexdigest() + "/checkpoint").split("\n")[1])
            self.assertGreaterEqual(known, cosigned, f"turn {turn}: {note}")
            self.work(f"turn{turn}")
        self.caught_up()

    def test_a_witness_that_lost_its_state_does_not_start(self):
        witness = self.witnesses[0]
        witness.kill()
        witness.state.unlink()
        answer = subprocess.run([GAVEL, "witness", "--key", str(witness.folder / "own" / "key"), "--state", str(witness.state), "--log", witness.log],
                                capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("could cosign a fork", answer.stderr)

    def test_a_data_folder_put_back_to_before_what_a_witness_saw_signs_nothing(self):
        self.work("one")
        self.caught_up()
        self.server.process.send_signal(signal.SIGTERM)
        self.server.process.wait(60)
        backup = self.server.folder / "backup"
        subprocess.run(["cp", "-a", str(self.server.data), str(backup)], check=True)
        self.server.start(more=["--witness-policy", str(self.policy)])
        self.public = Client(self.server.url)
        self.admin = self.public.log_in("admin", self.server.admin_password())
        self.work("two")
        after = self.caught_up()["size"]
        self.server.process.send_signal(signal.SIGTERM)
        self.server.process.wait(60)
        subprocess.run(["rm", "-rf", str(self.server.data)], check=True)
        subprocess.run(["mv", str(backup), str(self.server.data)], check=True)
        self.server.start(more=["--witness-policy", str(self.policy)])
        self.public = Client(self.server.url)
        about_ledger = lambda: [each for each in self.public.get("/readyz").json["warnings"] if each["about"] == "ledger"]
        self.assertTrue(until("the guard speaks", about_ledger))
        self.assertLess(self.status()["size"], after)


if __name__ == "__main__":
    unittest.main()

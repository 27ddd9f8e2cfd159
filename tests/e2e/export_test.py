"""`gavel export --all` of a server with work on it: complete, the same twice, resumed, verified without Gavel. GAVEL: the program."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from server import Server  # noqa: E402
from client import Client  # noqa: E402


class Export(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(HERE.parent / "faults" / "procedures").start()
        cls.addClassCleanup(cls.server.stop)
        public = Client(cls.server.url)
        admin = public.log_in("admin", cls.server.admin_password())
        admin.post("/v1/units", {"id": "desk", "name": "Desk"})
        admin.post("/v1/accounts", {"account": "clerk", "name": "Clerk", "unit": "desk", "roles": ["clerk"], "password": "a long password"})
        clerk = public.log_in("clerk", "a long password")
        matter = clerk.post("/v1/matters", {"procedure": "notebook", "title": "export", "data": {}}).json["id"]
        notice = public.get("/v1/notices?open=true").json["notices"][0]["id"]
        for number in range(20):
            public.post(f"/v1/notices/{notice}/comments", {"text": f"comment {number}", "name": "Somebody", "contact": "secret@example"})
        cls.matter, cls.out = matter, cls.server.folder / "export"
        cls.said = cls.export()

    @classmethod
    def export(cls, *more):
        answer = subprocess.run([os.environ["GAVEL"], "export", "--all", str(cls.out), "--data", str(cls.server.data), *more],
                                capture_output=True, text=True, timeout=120, check=False)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def verify(self):
        return subprocess.run(["sh", str(self.out / "verify.sh")], capture_output=True, text=True, timeout=120, check=False)

    def records(self, table):
        return [json.loads(line) for line in (self.out / "records" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]

    def bytes(self):
        return {str(file.relative_to(self.out)): hashlib.sha256(file.read_bytes()).hexdigest() for file in self.out.rglob("*") if file.is_file()}

    def test_everything_is_there_and_no_secret(self):
        self.assertEqual([comment["text"] for comment in self.records("comment")], [f"comment {number}" for number in range(20)])
        self.assertEqual([matter["id"] for matter in self.records("matter")], [self.matter])
        self.assertTrue(self.records("event"))
        self.assertEqual({"admin", "clerk"}, {account["account"] for account in self.records("account")})
        everything = b"".join(file.read_bytes() for file in self.out.rglob("*") if file.is_file())
        for secret in (b"argon2", b"secret@example", b"Somebody", b"PRIVATE KEY", b"secret_sha256"):
            self.assertNotIn(secret, everything)

    def test_it_verifies_with_coreutils_and_openssl_and_a_changed_byte_does_not(self):
        answer = self.verify()
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)
        self.assertIn("checkpoint signed by gavel.local/ledger", answer.stdout)
        for name in ("records/comment.jsonl", "ledger/checkpoint", "ledger/tile/entries"):
            file = next(f for f in sorted([self.out / name] + list((self.out / name).rglob("*"))) if f.is_file())
            kept = file.read_bytes()
            file.write_bytes(kept[:30] + bytes([kept[30] ^ 1]) + kept[31:])
            answer = self.verify()
            file.write_bytes(kept)
            self.assertEqual(answer.returncode, 1, name)
            self.assertIn(str(file.relative_to(self.out)), answer.stdout)
        (self.out / "more").write_text("more", encoding="utf-8")
        self.assertIn("not listed", self.verify().stdout)
        (self.out / "more").unlink()

    def test_the_root_is_computed_from_every_entry_not_taken_from_a_list(self):
        size = int((self.out / "ledger" / "checkpoint").read_text(encoding="utf-8").splitlines()[1])
        self.assertIn(f"the root of all {size} entries", self.verify().stdout)
        # Who changes an entry and tells the manifest so is found by the tree alone.
        manifest, entries = self.out / "manifest-sha256.txt", next(f for f in (self.out / "ledger/tile/entries").rglob("*") if f.is_file())
        kept = manifest.read_text(encoding="utf-8"), entries.read_bytes()
        entries.write_bytes(kept[1][:-1] + bytes([kept[1][-1] ^ 1]))
        manifest.write_text(kept[0].replace(hashlib.sha256(kept[1]).hexdigest(), hashlib.sha256(entries.read_bytes()).hexdigest()), encoding="utf-8")
        answer = self.verify()
        manifest.write_text(kept[0], encoding="utf-8")
        entries.write_bytes(kept[1])
        self.assertEqual(answer.returncode, 1)
        self.assertIn("the root of the entries is not the one signed", answer.stdout)
        self.assertEqual(self.verify().returncode, 0)

    def changed(self, files):
        """What verify.sh says with these files changed (None: gone) and the manifest telling so; everything is put back."""
        manifest = self.out / "manifest-sha256.txt"
        kept = {file: file.read_bytes() for file in [manifest, *files]}
        lines = kept[manifest].decode().splitlines(keepends=True)
        for file, data in files.items():
            name = str(file.relative_to(self.out))
            if data is None:
                file.unlink()
                lines = [line for line in lines if line[66:-1] != name]
            else:
                file.write_bytes(data)
                lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" if line[66:-1] == name else line for line in lines]
        manifest.write_text("".join(lines), encoding="utf-8")
        answer = self.verify()
        for file, data in kept.items():
            file.write_bytes(data)
        self.assertEqual(answer.returncode, 1, answer.stdout)
        self.assertIn("清单封签无效", answer.stdout)
        return answer.stdout

    def test_the_list_is_sealed_and_every_row_is_as_the_ledger_witnesses_it(self):
        self.assertIn("the list of files is sealed by gavel.local/ledger", self.verify().stdout)
        self.assertRegex(self.verify().stdout, r"ok    \d+ rows are as the ledger witnesses them")
        witnesses, records = self.out / "witnesses", self.out / "records"
        # A register made for reading is changed: the seal tells.
        self.changed({records / "matter.jsonl": (records / "matter.jsonl").read_bytes().replace(b"export", b"Export")})
        # A row's very text is changed, or left out: so does the ledger.
        rows = (witnesses / "event.rows").read_bytes()
        self.assertIn('a row is not as witnessed / 记录与见证不符: ["event","' + self.matter, self.changed({witnesses / "event.rows": rows[:40] + bytes([rows[40] ^ 1]) + rows[41:]}))
        first = 4 + int.from_bytes(rows[:4], "big")
        keys = (witnesses / "event.keys").read_bytes()
        self.assertIn("a row is not as witnessed", self.changed({witnesses / "event.rows": rows[first:], witnesses / "event.keys": keys[keys.index(b"\n") + 1:]}))
        batch = sorted((witnesses / "batches").iterdir())[0]
        self.assertIn("not as its ledger entry says", self.changed({batch: batch.read_bytes()[:-2] + b"\n"}))
        self.assertIn("not as its ledger entry says", self.changed({batch: None}))

    def test_without_its_ledger_or_with_one_letter_of_a_digest_in_capitals_it_is_not_whole(self):
        self.assertIn("missing / 缺少: ledger/checkpoint", self.changed({file: None for file in (self.out / "ledger").rglob("*") if file.is_file()}))
        manifest = self.out / "manifest-sha256.txt"
        kept = manifest.read_text(encoding="utf-8")
        letter = next(at for at, char in enumerate(kept) if char in "abcdef")
        manifest.write_text(kept[:letter] + kept[letter].upper() + kept[letter + 1:], encoding="utf-8")
        self.assertEqual(self.verify().returncode, 1)
        manifest.write_text(kept, encoding="utf-8")
        note = self.out / "manifest.note"
        sealed = note.read_text(encoding="utf-8")
        for changed in (sealed.replace("export-seal:1", "export-seal:2"), sealed[:-3] + ("1" if sealed[-3] != "1" else "2") + sealed[-2:], sealed + "\n"):
            note.write_text(changed, encoding="utf-8")
            self.assertEqual(self.verify().returncode, 1, changed)
        note.unlink()
        self.assertIn("missing / 缺少: manifest.note", self.verify().stdout)
        note.write_text(sealed, encoding="utf-8")
        self.assertEqual(self.verify().returncode, 0)

    def test_no_failure_is_silenced_by_one_byte_of_the_script(self):
        script, comments = self.out / "verify.sh", self.out / "records" / "comment.jsonl"
        kept = script.read_bytes(), comments.read_bytes()
        comments.write_bytes(kept[1][:-2] + b"\n")
        for before, after in ((b"failures + 1", b"failures + 0"), (b'"$tmp/failed"; failures', b'"$tmp/failet"; failures')):
            self.assertIn(before, kept[0])
            script.write_bytes(kept[0].replace(before, after))
            self.assertEqual(self.verify().returncode, 1)
        script.write_bytes(kept[0])
        comments.write_bytes(kept[1])

    def test_again_it_is_the_same_and_what_was_broken_off_is_completed(self):
        self.server.process.send_signal(15)
        self.server.process.wait(60)
        self.export()
        before = self.bytes()
        (self.out / "records" / "event.jsonl").unlink()
        (self.out / "manifest-sha256.txt").unlink()
        self.export()
        self.assertEqual(self.bytes(), before)

    def test_another_folder_is_not_touched(self):
        folder = self.server.folder / "other"
        folder.mkdir()
        (folder / "mine").write_text("mine", encoding="utf-8")
        answer = subprocess.run([os.environ["GAVEL"], "export", "--all", str(folder), "--data", str(self.server.data)],
                                capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(answer.returncode, 2)
        self.assertEqual([file.name for file in folder.iterdir()], ["mine"])


if __name__ == "__main__":
    unittest.main()

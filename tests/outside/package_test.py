#!/usr/bin/env python3
"""A real package, made by the demo, against `gavel verify` and against others' software: coreutils, bagit-python,
xmllint with the published schemas, signature libraries of Node. What others need is installed into the build folder.
Exit 77 when a tool cannot be had: the test has not run, and says why.

PACKAGE: folder the demo wrote to; GAVEL: the program; OUTSIDE: folder for what is installed."""
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

import modules

ROOT = pathlib.Path(__file__).resolve().parents[2]
GAVEL = os.environ["GAVEL"]
OUTSIDE = pathlib.Path(os.environ["OUTSIDE"])
PACKAGE = next(p for p in pathlib.Path(os.environ["PACKAGE"]).iterdir() if (p / "bagit.txt").exists())
TAR = PACKAGE.with_name(PACKAGE.name + ".tar")
SCHEMAS = pathlib.Path(os.environ.get("GAVEL_SHARED", ROOT.parent / "shared")) / "schemas"
PLAIN = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


def run(*command, **more):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, env=PLAIN, **more)


def cannot(why):
    print(f"not run: {why}", flush=True)
    os._exit(77)  # unittest would take sys.exit for an error of the test


class Copied(unittest.TestCase):
    """Each test has a copy of the package to damage."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gavel-outside-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.bag = self.folder / PACKAGE.name
        shutil.copytree(PACKAGE, self.bag)

    def document(self):
        return next(p for p in sorted(self.bag.glob("data/0*/*")) if p.is_file())

    def damages(self):
        """Name and what to do; each leaves the bag as it was."""
        path = self.document()
        whole = path.read_bytes()

        def flipped():
            path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])

        def cut():
            path.write_bytes(whole[:-1])

        def removed():
            path.unlink()

        def renamed():
            path.rename(path.with_name("other"))

        def added():
            (self.bag / "data" / "more.txt").write_text("more")

        for damage in flipped, cut, removed, renamed, added:
            damage()
            yield damage.__name__
            for left in (path.with_name("other"), self.bag / "data" / "more.txt"):
                left.unlink(missing_ok=True)
            path.write_bytes(whole)


class FourProperties(Copied):
    """`gavel test-package`: the four-property test, item by item."""

    def items(self, package, *more):
        done = run(GAVEL, "test-package", "--json", package, *more)
        report = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0 if report["passed"] else 1, done.stderr)
        return {item["code"]: item["result"] for item in report["items"]}

    def test_of_a_sound_package_pass_and_leave_to_a_person_what_is_for_one(self):
        for package in PACKAGE, TAR:
            items = self.items(package)
            self.assertEqual(len(items), 34)
            self.assertNotIn("fail", items.values())
            for code in "GD-1-14", "GD-3-2", "GD-4-1", "GD-4-2":
                self.assertEqual(items[code], "manual", code)
        self.assertEqual(self.items(TAR, "--stage", "keeping")["CQ-1-01"], "pass")
        self.assertEqual(self.items(TAR, "--stage", "transfer")["YJ-4-5"], "manual")

    def test_find_each_damage(self):
        for name in self.damages():
            self.assertIn("fail", self.items(self.bag).values(), name)

    def test_say_what_is_about_what_and_what_mends_it(self):
        self.document().unlink()
        done = run(GAVEL, "test-package", self.bag)
        self.assertEqual(done.returncode, 1)
        self.assertIn("GD-2-7 content is complete (documents): FAIL [", done.stdout)
        self.assertIn("to do: add the file that is named", done.stdout)
        done = subprocess.run([GAVEL, "test-package", self.bag], capture_output=True, text=True, check=False,
                              env={**os.environ, "LC_ALL": "zh_CN.UTF-8"})
        self.assertIn("GD-2-7 内容数据完整性（电子文件）：不合格", done.stdout)
        self.assertIn("项不合格，退回处理", done.stdout.splitlines()[-1])

    def register(self, sha256):
        """As an export's records/package.jsonl has it."""
        files = []
        for line in (PACKAGE / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines():
            digest, path = line.split("  ", 1)
            files.append({"path": path, "size": (PACKAGE / path).stat().st_size, "sha256": digest})
        report = json.loads(run(GAVEL, "verify", "--json", PACKAGE).stdout)
        declared = {"archival_code": report["archival_code"], "title": report["title"], "files": files,
                    **{count: report[count] for count in ("documents", "events", "statements", "comments")}}
        path = self.folder / "package.jsonl"
        path.write_text(json.dumps({"archival_code": report["archival_code"], "sha256": "\\x" + sha256, "declared": declared}) + "\n",
                        encoding="utf-8")
        return path

    def test_are_held_against_the_register(self):
        sha256 = hashlib.sha256(TAR.read_bytes()).hexdigest()
        items = self.items(TAR, "--register", self.register(sha256))
        self.assertNotIn("fail", items.values())
        self.assertEqual(items["GD-1-14"], "pass")
        self.assertEqual(self.items(TAR, "--register", self.register("0" * 64))["GD-1-14"], "fail")
        other = self.folder / "other.jsonl"
        other.write_text("{}\n")
        self.assertEqual(run(GAVEL, "test-package", TAR, "--register", other).returncode, 2)

    def test_take_only_packages(self):
        (self.folder / "x.tar").write_text("no tar")
        for wrong in self.folder / "none", self.folder / "x.tar":
            done = run(GAVEL, "test-package", wrong)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertTrue(done.stderr)

    def test_ask_a_scanner_where_there_is_one(self):
        tools = self.folder / "tools"
        tools.mkdir()
        scanner = tools / "clamscan"
        for ends, result in (0, "pass"), (1, "fail"):
            scanner.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo "ClamAV 1"; exit 0; fi\necho "x: Eicar FOUND"; exit {ends}\n')
            scanner.chmod(0o755)
            done = subprocess.run([GAVEL, "test-package", "--json", "--clamscan", TAR], capture_output=True, text=True, check=False,
                                  env={**PLAIN, "PATH": f"{tools}:{os.environ['PATH']}"})
            items = {item["code"]: item["result"] for item in json.loads(done.stdout)["items"]}
            self.assertEqual((items["GD-4-1"], items["GD-4-2"]), ("pass", result))
        done = subprocess.run([GAVEL, "test-package", "--clamscan", TAR], capture_output=True, text=True, check=False,
                              env={**PLAIN, "PATH": "/nowhere"})
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn("clamscan", done.stderr)


class Gavel(Copied):
    def findings(self, package):
        done = run(GAVEL, "verify", "--json", package)
        verdict = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0 if verdict["holds"] else 1)
        return verdict["findings"]

    def test_the_package_and_its_tar_hold(self):
        for package in PACKAGE, TAR:
            done = run(GAVEL, "verify", package)
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
            self.assertTrue(done.stdout.startswith("Everything holds: "), done.stdout)

    def test_the_published_key_is_asked_for(self):
        key = self.bag / "data/proofs/log.vkey"
        self.assertEqual(run(GAVEL, "verify", "--log-key", key, PACKAGE).returncode, 0)
        other = self.folder / "other.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.folder / "k"], check=True)
        subprocess.run(["openssl", "pkey", "-in", self.folder / "k", "-pubout", "-out", other], check=True)
        done = run(GAVEL, "verify", "--log-key", other, PACKAGE)
        self.assertEqual(done.returncode, 1)
        self.assertIn("[other-log-key]", done.stdout)

    def test_a_flip_in_any_kind_of_file_is_found_and_the_file_named(self):
        chance = random.Random(20260705)
        files = sorted(p for p in self.bag.rglob("*") if p.is_file())
        kinds = {}
        for path in files:  # one of each ending and folder: the room's own test takes them all
            kinds.setdefault((path.parent.name[:3], path.suffix), path)
        for path in kinds.values():
            whole = path.read_bytes()
            at = chance.randrange(len(whole))
            path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1:])
            name = str(path.relative_to(self.bag))
            self.assertIn(name, [f["path"] for f in self.findings(self.bag)], f"{name} byte {at}")
            path.write_bytes(whole)
        self.assertEqual(self.findings(self.bag), [])

    def test_one_line_a_finding_in_the_language_of_the_environment(self):
        for _ in self.damages():
            for language, words in (("zh_CN.UTF-8", "不相符："), ("C.UTF-8", "Does not hold: ")):
                done = subprocess.run([GAVEL, "verify", self.bag], capture_output=True, text=True, check=False,
                                      env={**os.environ, "LC_ALL": language})
                self.assertEqual(done.returncode, 1)
                *findings, last = done.stdout.splitlines()
                self.assertIn(words, last)
                self.assertTrue(findings and all(line.endswith("]") for line in findings), done.stdout)

    def test_what_is_no_package_is_refused(self):
        self.assertEqual(run(GAVEL, "verify", self.folder / "none").returncode, 2)
        (self.folder / "x.tar").write_bytes(b"x" * 1024)
        done = run(GAVEL, "verify", self.folder / "x.tar")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[not-a-package]", done.stdout)


class Coreutils(Copied):
    def test_verify_sh_accepts_and_finds(self):
        self.assertEqual(run("sh", self.bag / "data/verify.sh").returncode, 0)
        for name in self.damages():
            self.assertEqual(run("sh", self.bag / "data/verify.sh").returncode, 1, name)

    def test_sha256sum_and_sha512sum_accept(self):
        for kind in "sha256", "sha512":
            done = run(f"{kind}sum", "--check", "--strict", "--quiet", f"manifest-{kind}.txt", cwd=self.bag)
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_gnu_tar_gives_the_same_files(self):
        run("tar", "-C", self.folder, "--one-top-level=untarred", "-xf", TAR)
        done = run("diff", "-r", self.folder / "untarred" / PACKAGE.name, PACKAGE)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


class BagitPython(Copied):
    @classmethod
    def setUpClass(cls):
        venv = OUTSIDE / "python"
        cls.bagit = venv / "bin" / "bagit.py"
        if not cls.bagit.exists():
            run(sys.executable, "-m", "venv", venv)
            done = run(venv / "bin" / "python", "-m", "pip", "install", "--quiet", "bagit==1.9.0", "setuptools<80")
            if done.returncode != 0 or not cls.bagit.exists():
                cannot("bagit-python could not be installed from PyPI: " + (done.stderr or done.stdout)[-300:])
        cls.python = venv / "bin" / "python"

    def validate(self):
        return run(self.python, self.bagit, "--validate", self.bag)

    def test_the_package_is_valid(self):
        done = self.validate()
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_damage_is_rejected(self):
        for name in self.damages():
            self.assertNotEqual(self.validate().returncode, 0, name)


class Xmllint(unittest.TestCase):
    def test_metadata_follows_the_published_schemas(self):
        if shutil.which("xmllint") is None:
            cannot("xmllint (libxml2-utils) is not installed")
        if not SCHEMAS.is_dir():
            cannot(f"the schemas are not at {SCHEMAS}; set GAVEL_SHARED")
        metadata = PACKAGE / "data/metadata"
        for schema, file in ((SCHEMAS / "mets.xsd", "mets.xml"), (SCHEMAS / "premis-v3-0.xsd", "premis.xml"),
                             (metadata / "eep.xsd", "eep.xml")):
            done = run("xmllint", "--nonet", "--noout", "--schema", schema, metadata / file)
            self.assertEqual(done.returncode, 0, done.stderr)


class NodeSignatures(unittest.TestCase):
    def test_every_signature_by_others_libraries(self):
        folder = OUTSIDE / "node"
        if lacking := modules.installed(folder):
            cannot(lacking)
        shutil.copy(ROOT / "tests/outside/package_signatures.mjs", folder)
        done = run("node", folder / "package_signatures.mjs", PACKAGE)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        said = json.loads(done.stdout)
        statements = list(PACKAGE.glob("data/statements/*.json"))
        self.assertEqual(said["verified"], len(statements))
        self.assertGreater(said["verified"], 0)
        self.assertEqual(said["refused_when_changed"], said["verified"] + 2)  # and checkpoint and seal


if __name__ == "__main__":
    unittest.main(verbosity=2)

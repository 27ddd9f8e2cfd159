"""Two versions of a procedure as their users have them: what they differ in, matters that stay on theirs or are moved by
`gavel migrate-matter`, and a child session, its timers and a history that outlive kill -9. GAVEL names the built program."""
import os
import pathlib
import subprocess
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer

from server import Server
from client import Client

# The visit runs as a child of its own and reminds itself; a pause keeps in a history where the inspection stood.
FIRST = """<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="inspection" initial="registered" g:version="1.0.0" g:zh="检查" g:en="Inspection">
  <g:role id="drafter" zh="经办人" en="Clerk"/>
  <g:role id="office" zh="办公室" en="Office"/>
  <g:event name="gavel.open" who="drafter" zh="登记" en="Register"/>
  <g:event name="begin" who="drafter" zh="开始" en="Begin"/>
  <g:event name="visit" who="drafter" zh="到访" en="Visit"/>
  <g:event name="pause" who="drafter office" zh="暂停" en="Pause"/>
  <g:event name="resume" who="drafter" zh="恢复" en="Resume"/>
  <g:event name="report" who="drafter" zh="报告" en="Report"/>
  <datamodel><data id="reminded" expr="0"/></datamodel>
  <state id="registered" g:zh="已登记" g:en="Registered"><transition event="begin" target="working"/></state>
  <state id="working" initial="course" g:zh="进行" g:en="At work">
    <invoke id="asking"><content>
      <scxml version="1.0" datamodel="ecmascript" initial="waiting">
        <state id="waiting"><onentry><send event="clock.ask" delay="1d"/></onentry>
          <transition event="clock.ask" target="waiting"><send target="#_parent" event="system.reminder"/></transition></state>
      </scxml>
    </content></invoke>
    <transition event="system.reminder"><assign location="reminded" expr="reminded + 1"/></transition>
    <transition event="report" target="ended"/>
    <state id="course" initial="planning" g:zh="经过" g:en="Course">
      <history id="as_it_stood" type="deep"><transition target="planning"/></history>
      <transition event="pause" target="paused"/>
      <state id="planning" g:zh="准备" g:en="Planning"><transition event="visit" target="visiting"/></state>
      <state id="visiting" g:zh="到访" g:en="Visiting"/>
    </state>
    <state id="paused" g:zh="暂停" g:en="Paused"><transition event="resume" target="as_it_stood"/></state>
  </state>
  <final id="ended" g:zh="结束" g:en="Ended"/>
</scxml>
"""
SECOND = FIRST.replace('g:version="1.0.0"', 'g:version="1.1.0"').replace(
    'id="visiting" g:zh="到访" g:en="Visiting"/>', 'id="visiting" g:zh="现场检查" g:en="On site"/>')


def gavel(*arguments, language="en"):
    env = {**os.environ, "LC_ALL": {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[language], "LANG": "C.UTF-8"}
    return subprocess.run([os.environ["GAVEL"], *map(str, arguments)], env=env, capture_output=True, text=True, timeout=60)


class Inspection(unittest.TestCase):
    """One server for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)
        cls.server.workflows = cls.server.folder / "workflows"
        cls.server.workflows.mkdir(mode=0o755)
        cls.write(FIRST)
        cls.start()
        cls.admin.post("/v1/units", {"id": "bureau", "name": "局"})
        for account, role in (("wang", "drafter"), ("chen", "office")):
            cls.admin.post("/v1/accounts", {"account": account, "name": account, "unit": "bureau", "roles": [role],
                                            "password": f"{account}-has-a-long-one"})
        cls.log_in()

    @classmethod
    def write(cls, procedure):
        (cls.server.workflows / "inspection.scxml").write_text(procedure, encoding="utf-8")

    @classmethod
    def start(cls):
        cls.server.start()
        cls.admin = Client(cls.server.url).log_in("admin", cls.server.admin_password())

    @classmethod
    def log_in(cls):
        cls.wang, chen = (Client(cls.server.url).log_in(who, f"{who}-has-a-long-one") for who in ("wang", "chen"))
        cls.token = cls.server.folder / "token"
        cls.token.write_text(chen.token + "\n", encoding="utf-8")

    @classmethod
    def restart(cls):
        cls.server.kill()
        cls.start()
        cls.log_in()

    @classmethod
    def open(cls):
        return cls.wang.post("/v1/matters", {"procedure": "inspection", "title": "检查"}).json["id"]

    @classmethod
    def seen(cls, matter):
        return cls.wang.get(f"/v1/matters/{matter}").json

    @classmethod
    def send(cls, matter, event):
        version = cls.seen(matter)["version"]
        return cls.wang.post(f"/v1/matters/{matter}/events", {"event": event, "data": {}}, If_Match=f'"{version}"')

    def states(self, matter):
        return [state["id"] for state in self.seen(matter)["states"]]


class Restart(Inspection):
    def test_a_child_its_timer_and_a_history_outlive_kill_9(self):
        matter = self.open()
        for event in ("begin", "visit", "pause"):
            self.send(matter, event)
        self.restart()
        self.admin.post("/v1/clock", {"days": 3})
        self.assertEqual(self.seen(matter)["data"]["reminded"], 3)
        self.restart()
        self.send(matter, "resume")
        self.assertEqual(self.states(matter), ["working", "course", "visiting"])
        self.admin.post("/v1/clock", {"days": 1})
        self.assertEqual(self.seen(matter)["data"]["reminded"], 4)
        self.send(matter, "report")
        self.admin.post("/v1/clock", {"days": 2})
        self.assertEqual((self.states(matter), self.seen(matter)["data"]["reminded"]), (["ended"], 4))


class Versions(Inspection):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registered, cls.other, cls.begun = cls.open(), cls.open(), cls.open()
        cls.send(cls.begun, "begin")
        cls.write(SECOND)
        cls.restart()

    def move(self, matter, *more, server=None, token=None, language="en"):
        return gavel("migrate-matter", "--matter", matter, "--server", server or self.server.url,
                     "--token-file", token or self.token, *more, language=language)

    def standing(self, matter):
        seen = self.seen(matter)
        return seen["procedure"]["version"], seen["version"]

    def test_two_files_are_told_apart_in_words_of_both_languages(self):
        old, new = self.server.folder / "old.scxml", self.server.folder / "new.scxml"
        old.write_text(FIRST, encoding="utf-8")
        new.write_text(SECOND, encoding="utf-8")
        told = {language: gavel("diff", old, new, language=language) for language in ("en", "zh")}
        self.assertIn("On site", told["en"].stdout)
        self.assertIn("现场检查", told["zh"].stdout)
        missing = gavel("diff", old, self.server.folder / "none.scxml")
        self.assertEqual((missing.returncode, missing.stdout), (1, ""))
        self.assertIn("none.scxml", missing.stderr)

    def test_a_matter_stays_on_its_version_until_it_is_moved(self):
        matter = self.registered
        shown = self.move(matter)
        self.assertEqual(shown.returncode, 0, shown.stdout + shown.stderr)
        self.assertIn("1.1.0", shown.stdout)
        self.assertEqual(self.standing(matter), ("1.0.0", 1), "showing moves nothing")
        done = self.move(matter, "--perform", "--reason", "规定修订")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.standing(matter), ("1.1.0", 2))
        self.send(matter, "begin")
        self.assertIn("working", self.states(matter))

    def test_a_move_that_cannot_be_is_refused_with_the_reason(self):
        for language, reason in (("en", "runs a chart of its own"), ("zh", "working")):
            shown = self.move(self.begun, language=language)
            self.assertEqual(shown.returncode, 1)
            self.assertIn(reason, shown.stdout)
        done = self.move(self.begun, "--perform", "--reason", "规定修订")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("gavel: "), done.stderr)
        self.assertEqual(self.standing(self.begun), ("1.0.0", 2))

    def test_wrong_input_is_one_sentence_and_moves_nothing(self):
        matter = self.other
        folder = self.server.folder
        (folder / "empty").write_text("\n", encoding="utf-8")
        (folder / "stale").write_text("no-such-token\n", encoding="utf-8")
        move = ("--perform", "--reason", "x")
        for name, asked, code in (
            ("no token file", self.move(matter, *move, token=folder / "none"), 1),
            ("an empty token file", self.move(matter, *move, token=folder / "empty"), 1),
            ("a token nobody has", self.move(matter, *move, token=folder / "stale"), 1),
            ("no such matter", self.move("m-none", *move), 1),
            ("an id that is no word", self.move("../x?y=1#z", *move), 1),
            ("no such version", self.move(matter, "--to", "9.9", *move), 1),
            ("the version it is on", self.move(matter, "--to", "1.0.0", *move), 1),
            ("no reason", self.move(matter, "--perform"), 2),
            ("nobody listens", self.move(matter, *move, server="http://127.0.0.1:1"), 1),
            ("no address", self.move(matter, *move, server="nonsense"), 1),
        ):
            with self.subTest(name):
                self.assertEqual(asked.returncode, code, asked.stderr)
                self.assertTrue(asked.stderr.startswith("gavel: "), asked.stderr)
                self.assertEqual(asked.stderr.count("\n"), 1, asked.stderr)
                self.assertGreater(len(asked.stderr), 20)
        self.assertEqual(self.standing(matter), ("1.0.0", 1))

    def test_an_answer_that_is_none_of_ours_is_told_and_not_believed(self):
        class Other(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(502)
                self.end_headers()
                self.wfile.write(b"<html>Bad gateway</html>")

            def log_message(self, *_):
                pass

        other = HTTPServer(("127.0.0.1", 0), Other)
        threading.Thread(target=other.serve_forever, daemon=True).start()
        self.addCleanup(other.server_close)
        self.addCleanup(other.shutdown)
        asked = self.move(self.other, server=f"http://127.0.0.1:{other.server_port}")
        self.assertEqual(asked.returncode, 1)
        self.assertIn("502", asked.stderr)


if __name__ == "__main__":
    unittest.main()

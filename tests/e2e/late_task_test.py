"""A task of the execution that is late stands in the list of what is overdue until it is done, whichever task falls due next.

    GAVEL=build/dev/gavel python3 tests/e2e/late_task_test.py"""
import contextlib
import io
import unittest

from server import Server
from decision import Decision


class LateTask(unittest.TestCase):
    def setUp(self):
        self.server = Server().start()
        self.addCleanup(self.server.stop)
        self.course = Decision(self.server.url, self.server.admin_password(), self.server.folder)
        self.quietly(self.course.set_up, self.course.initiation, self.course.drafting, self.course.four_steps, self.course.legality,
                     self.course.meeting, self.course.publication)

    def quietly(self, *steps):
        with contextlib.redirect_stdout(io.StringIO()):
            for step in steps:
                step()

    def do(self, who, event, data):
        self.quietly(lambda: self.course.send(who, event, data))

    def moves_on_to(self, day):
        self.quietly(lambda: self.course.advance({"to": day + "T09:00:00+08:00"}))

    def late_since(self):
        items = self.course.people["zhao"].get("/v1/oversight/overdue").json["items"]
        return [each["over_since"] for each in items if each["clock"]["id"] == "T21"]

    def test_it_is_overdue_until_it_is_done(self):
        self.quietly(lambda: self.course.upload("zhao", "EXE-01"))
        self.do("zhao", "execution.assign", {"unit": "zhujian", "tasks": [{"task": "征地", "due": "2026-04-30"}, {"task": "施工", "due": "2026-06-30"}]})
        self.quietly(lambda: self.course.upload("he", "EXE-02"))
        self.moves_on_to("2026-04-30")
        self.assertEqual(self.late_since(), [])
        self.moves_on_to("2026-05-20")  # the clock waits for the next task by now
        self.assertEqual(self.late_since(), ["2026-05-01"])
        self.do("he", "execution.progress", {"task": "征地", "percent": 100, "text": "完成"})
        self.assertEqual(self.late_since(), [])
        self.moves_on_to("2026-07-10")  # no task is left to wait for
        self.assertEqual(self.late_since(), ["2026-07-01"])
        self.do("he", "execution.progress", {"task": "施工", "percent": 100, "text": "完成"})
        self.assertEqual(self.late_since(), [])


if __name__ == "__main__":
    unittest.main()

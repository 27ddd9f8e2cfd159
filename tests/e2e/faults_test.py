"""What a procedure can get wrong while it runs, and what people can ask of it wrongly: each is refused, or raised as the
error event of the standard where the procedure takes that; nothing has changed, and the matter goes on. GAVEL names the built
program."""
import json
import unittest

from server import Server
from client import Client, Problem

PROCEDURE = """<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="sums" initial="open" g:version="1.0.0" g:zh="核算" g:en="Sums">
  <g:role id="drafter" zh="经办人" en="Clerk"/>
  <g:event name="gavel.open" who="drafter" zh="登记" en="Register"/>
  <g:event name="share" who="drafter" zh="分摊" en="Share"><g:field name="among" type="integer" required="true" min="0" max="100" zh="份数" en="Among"/></g:event>
  <g:event name="apportion" who="drafter" zh="分摊或记录" en="Share or note"><g:field name="among" type="integer" required="true" zh="份数" en="Among"/></g:event>
  <g:event name="multiply" who="drafter" zh="相乘" en="Multiply"><g:field name="by" type="number" required="true" zh="乘数" en="By"/></g:event>
  <g:event name="pick" who="drafter" zh="选取" en="Pick"><g:field name="at" type="integer" required="true" zh="位置" en="At"/></g:event>
  <g:event name="circle" who="drafter" zh="循环" en="Go round"/>
  <g:event name="keep" who="drafter" zh="保存" en="Keep"><g:field name="what" type="object" zh="内容" en="What"/></g:event>
  <g:event name="close" who="drafter" zh="结束" en="Close"/>
  <datamodel><data id="total" expr="100"/><data id="names" expr="[{name: 'a'}]"/><data id="part" expr="0"/><data id="noted" expr="0"/><data id="kept" expr="{}"/></datamodel>
  <state id="open" g:zh="进行" g:en="Open">
    <transition event="share"><assign location="part" expr="total / _event.data.among"/></transition>
    <transition event="apportion" target="careful"/>
    <transition event="multiply"><assign location="part" expr="1e300 * _event.data.by"/></transition>
    <transition event="pick"><assign location="part" expr="names[_event.data.at].name"/></transition>
    <transition event="circle" target="round"/>
    <transition event="keep"><assign location="kept" expr="_event.data.what"/></transition>
    <transition event="close" target="closed"/>
  </state>
  <state id="careful" g:zh="核对" g:en="Careful">
    <onentry><assign location="part" expr="total / _event.data.among"/><raise event="fits"/></onentry>
    <transition event="error.execution" target="open"><assign location="noted" expr="noted + 1"/></transition>
    <transition event="fits" target="open"/><transition event="close" target="closed"/>
  </state>
  <state id="round" g:zh="循环" g:en="Round"><transition cond="total &gt; 0" target="round"/><transition event="close" target="closed"/></state>
  <final id="closed" g:zh="结束" g:en="Closed"/>
</scxml>
"""


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)
        cls.server.workflows = cls.server.folder / "workflows"
        cls.server.workflows.mkdir(mode=0o755)
        (cls.server.workflows / "sums.scxml").write_text(PROCEDURE, encoding="utf-8")
        cls.server.start()
        admin = Client(cls.server.url).log_in("admin", cls.server.admin_password())
        admin.post("/v1/units", {"id": "bureau", "name": "局"})
        admin.post("/v1/accounts", {"account": "wang", "name": "wang", "unit": "bureau", "roles": ["drafter"],
                                    "password": "wang-has-a-long-one"})
        cls.wang = Client(cls.server.url).log_in("wang", "wang-has-a-long-one")

    def setUp(self):
        self.matter = self.wang.post("/v1/matters", {"procedure": "sums", "title": "核算"}).json["id"]

    def seen(self):
        return self.wang.get(f"/v1/matters/{self.matter}").json

    def send(self, event, data=None):
        """Status and body, whatever they are."""
        return self.post(json.dumps({"event": event, "data": data or {}}).encode())

    def post(self, body):
        try:
            answer = self.wang.request("POST", f"/v1/matters/{self.matter}/events", body, {"If-Match": f'"{self.seen()["version"]}"'})
            return answer.status, answer.json
        except Problem as problem:
            return problem.status, problem.body

    def taken(self, event, data=None):
        status, body = self.send(event, data)
        self.assertEqual(status, 201, body)
        return self.seen()["data"]

    def refused(self, status, kind, event, data=None):
        """The answer says so, nothing has changed, and the next event is taken as if nothing had been asked."""
        before = self.seen()
        answer, body = self.send(event, data)
        self.assertEqual((answer, body["type"]), (status, f"/problems/{kind}"), body)
        self.assertEqual(self.seen(), before)
        self.assertEqual(self.taken("share", {"among": 4})["part"], 25)
        return body

    def test_division_by_zero_and_overflow_make_what_cannot_be_kept(self):
        self.refused(422, "execution-error", "share", {"among": 0})
        self.refused(422, "execution-error", "multiply", {"by": 1e300})
        self.assertEqual(self.taken("multiply", {"by": 2})["part"], 2e300)

    def test_an_index_out_of_range(self):
        for at in (1, -1, 2**31):
            self.refused(422, "execution-error", "pick", {"at": at})
        self.assertEqual(self.taken("pick", {"at": 0})["part"], "a")

    def test_a_procedure_that_takes_the_error_gets_it(self):
        """SCXML 5.10.1: error.execution comes as an event, and the step counts."""
        data = self.taken("apportion", {"among": 0})
        self.assertEqual((data["noted"], data["part"]), (1, 0))
        data = self.taken("apportion", {"among": 5})
        self.assertEqual((data["noted"], data["part"]), (1, 20))

    def test_a_course_that_never_rests(self):
        self.refused(422, "execution-error", "circle")

    def test_values_ten_thousand_levels_deep(self):
        status, answer = self.post(('{"event":"keep","data":{"what":' + '{"a":' * 10_000 + "1" + "}" * 10_000 + "}}").encode())
        self.assertEqual((status, answer["type"]), (400, "/problems/bad-json"), answer)
        deep = 1
        for _ in range(60):
            deep = {"a": deep}
        self.assertEqual(self.taken("keep", {"what": deep})["kept"], deep)
        for _ in range(300):
            deep = {"a": deep}
        self.refused(422, "invalid-body", "keep", {"what": deep})

    def test_data_that_does_not_fit_the_form(self):
        for data, pointer in (({}, "/data/among"), ({"among": "4"}, "/data/among"), ({"among": 101}, "/data/among"),
                              ({"among": 1.5}, "/data/among"), ({"among": 4, "more": 1}, "/data/more")):
            answer = self.refused(422, "invalid-form", "share", data)
            self.assertIn(pointer, [error["pointer"] for error in answer["errors"]], json.dumps(answer, ensure_ascii=False))

    def test_events_that_are_none_or_the_systems_own(self):
        self.refused(422, "unknown-event", "shares", {"among": 4})
        self.refused(422, "unknown-event", "clock.T1")
        self.refused(422, "unknown-event", "gavel.open")

    def test_a_matter_that_is_finished(self):
        self.taken("close")
        before = self.seen()
        for event, data in (("share", {"among": 4}), ("close", {})):
            status, body = self.send(event, data)
            self.assertEqual((status, body["type"]), (409, "/problems/finished"), body)
        self.assertEqual(self.seen(), before)


if __name__ == "__main__":
    unittest.main()

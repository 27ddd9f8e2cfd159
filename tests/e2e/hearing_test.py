"""Black box: a hearing of fifteen participants that is postponed once, and a meeting that loses its quorum to a recusal and is
adjourned, in the course of the demo's decision. GAVEL names the built program."""
import contextlib
import datetime
import io
import pathlib
import tempfile
import unittest

from server import Server
from client import Problem
from decision import Decision

SIDES = {"周边商户": (6, True), "办事群众": (6, False), "残疾人组织": (3, False)}


class Heard(Decision):
    """The demo's decision with a hearing before the comments are summed up, and a meeting before the one that decides."""

    def say(self, who, what):
        pass

    def advance(self, to):
        with contextlib.redirect_stdout(io.StringIO()):
            super().advance(to)

    def later(self, days):
        day = datetime.date.fromisoformat(self.today()) + datetime.timedelta(days=days)
        return day.isoformat()

    def refused(self, rule, who, event, data):
        try:
            self.people[who].send(self.matter, event, data)
        except Problem as problem:
            assert rule in problem.rules, f"{event}: refused by {problem.rules}, not by {rule}"
            return
        raise AssertionError(f"{event}: was accepted, {rule} should have refused it")

    def paper(self, who, code):
        self.people[who].upload(self.matter, code, code, f"{code}.md", code.encode())

    def upload(self, who, *codes, suffix=""):
        if "PUB-03" in codes:
            self.hearing()
        super().upload(who, *codes, suffix=suffix)

    def hearing(self):
        send = lambda event, data=None: self.send("liu", event, data)
        quotas = [{"group": side, "seats": seats, "stakeholders": own} for side, (seats, own) in SIDES.items()]
        send("hearing.announce", {"date": self.later(15), "time": "9:00", "place": "区政府礼堂", "chair": "区司法局", "presenter": "区政府办", "recorder": "liu", "selection": "公开报名、随机抽取", "quotas": quotas})
        names = []
        for side, (seats, _) in SIDES.items():
            for number in range(seats):
                names.append(f"{side}{number + 1}")
                send("hearing.participant", {"name": names[-1], "group": side, "official": False})
        self.refused("G09Q", "liu", "hearing.participant", {"name": "又一位", "group": "周边商户", "official": False})
        self.refused("G09L", "liu", "hearing.list", {})
        self.paper("liu", "PUB-07")
        send("hearing.list")
        for name in names[:-1]:
            send("hearing.papers", {"participant": name, "receipt": "回证"})
        self.paper("liu", "PUB-08")
        shown = self.public.get("/v1/notices").json["notices"][0]["hearing"]  # by anyone, and after the notice has closed
        assert (shown["place"], shown["selection"], len(shown["quotas"]), [each["name"] for each in shown["list"]]) == ("区政府礼堂", "公开报名、随机抽取", len(SIDES), names), shown
        self.advance({"days": 15})
        self.refused("G09", "liu", "hearing.open", {"attending": names})  # one has had no papers
        send("hearing.papers", {"participant": names[-1], "receipt": "回证"})
        send("hearing.postpone", {"date": self.later(7), "reason": "一人未收到材料"})
        shown = self.public.get("/v1/notices").json["notices"][0]["hearing"]
        assert (shown["date"], shown["postponed"][0]["reason"]) == (self.later(7), "一人未收到材料"), shown
        self.advance({"days": 6})
        self.refused("G09", "liu", "hearing.open", {"attending": names})
        self.advance({"days": 1})
        there = names[:4] + names[6:10] + names[12:14]
        self.refused("G09Z", "liu", "hearing.open", {"attending": there[:9]})
        self.refused("G09ZS", "liu", "hearing.open", {"attending": names[:10]})  # none of the third side
        send("hearing.staff", {"chair": "区司法局副局长", "presenter": "区政府办", "recorder": "liu", "reason": "原主持人另有公务"})
        assert self.public.get("/v1/notices").json["notices"][0]["hearing"]["chair"] == "区司法局副局长"
        send("hearing.open", {"attending": there})
        self.refused("G09O", "liu", "hearing.speak", {"speaker": names[0], "part": "state", "text": "先说"})
        send("hearing.speak", {"speaker": "区政府办", "part": "present", "text": "草案及依据"})
        send("hearing.speak", {"speaker": names[0], "part": "state", "text": "施工避开周末"})
        self.people["zhao"].request("POST", f"/v1/matters/{self.matter}/hearing/record?code=PUB-09")  # the office, which does not draft
        record = self.people["liu"].request("GET", f"/v1/matters/{self.matter}/hearing/record", headers={"Accept": "text/plain"}).body.decode()
        assert "（发表意见）：施工避开周末" in record and "延期：" in record and "主持人由区司法局变更为区司法局副局长" in record and "尚未签字" in record, record
        for name in there[:9]:
            send("hearing.confirm", {"participant": name, "signed": True})
        self.refused("G09E", "liu", "hearing.hold", {})
        send("hearing.confirm", {"participant": there[9], "signed": False, "reason": "认为记录不全"})
        self.refused("G09U", "zhao", "hearing.hold", {})
        self.sign("liu", "hearing.hold", {})
        self.refused("G09Y", "liu", "hearing.report", {"summary": "笔录不是报告"})
        self.paper("liu", "PUB-11")
        send("hearing.report", {"summary": "多数支持"})

    def meet(self):
        self.send("zhao", "meeting.notify", {"body": "executive", "held_on": self.later(10), "place": "一会议室", "members": ["wang", "jia", "yi", "bing"], "chair": "wang", "recorder": "zheng"})
        self.advance({"days": 10})
        for member in ("wang", "jia", "yi"):
            self.send("zheng", "meeting.arrive", {"member": member})
        self.send("zhao", "meeting.open")
        self.send("zheng", "meeting.stance", {"member": "jia", "stance": "agree"})
        self.sign("jia", "stance.dispute", {"member": "jia", "text": "我说的是反对"})
        self.sign("jia", "meeting.stance", {"member": "jia", "stance": "oppose", "text": "反对"})
        self.send("yi", "meeting.recuse", {"member": "yi", "reason": "配偶经营该项目"})
        self.refused("G23M", "zheng", "meeting.stance", {"member": "yi", "stance": "agree"})
        self.send("zheng", "meeting.depart", {"member": "jia"})
        self.refused("G21", "wang", "meeting.head_statement", {"text": "同意"})  # one of three who are due
        self.send("yi", "meeting.lift_recusal", {"member": "yi", "reason": "配偶已退出该项目"})  # or it would stand at the next meeting
        self.send("wang", "meeting.adjourn", {"reason": "到会人数不足"})
        self.refused("G23P", "zhao", "meeting.notify", {"body": "executive", "held_on": self.later(10), "place": "一会议室", "members": ["wang", "jia"], "chair": "wang", "recorder": "zheng"})
        self.upload("zheng", "MTG-04")
        for signer in ("wang", "zheng"):
            self.sign(signer, "record.sign", {})
        self.refused("G25K", "zhao", "meeting.notify", {"body": "executive", "held_on": self.later(10), "place": "一会议室", "members": ["wang", "jia"], "chair": "wang", "recorder": "zheng"})
        self.upload("zheng", "MTG-05")
        self.sign_minutes()
        self.minutes()
        super().meet()


class WithoutANotice(Heard):
    """The public is heard on its doorsteps and not by an open call, which is forgone, called for after all, and forgone again."""

    def initiation(self):
        self.item |= {"no": "2025-3", "title": "既有住宅加装电梯工作实施方案"}  # of which the catalogue lists no open call
        super().initiation()

    def send(self, who, event, data=None):
        if event == "initiation.start":  # the catalogue names another unit
            data = {**data, "unit_note": "区政府确定由区政府办牵头"}
        super().send(who, event, data)

    def four_steps(self):
        self.next_stage()
        self.upload("liu", "PUB-01")
        self.upload("zhao", "PUB-12")
        self.send("zhao", "notice.check", {"finding": "publishable"})
        forgo = {"reason": "只涉及少数商户，逐户走访更便于参与", "approver": "王（区长）"}
        self.refused("G06A", "liu", "notice.forgo", {**forgo, "approver": "刘（承办人）"})
        self.send("liu", "notice.forgo", forgo)
        self.send("liu", "notice.resume", {"reason": "拟公开征求意见"})
        self.send("liu", "notice.forgo", forgo)
        assert self.public.get("/v1/notices").json["notices"] == []
        heard = {"form": "visit", "with": "商户", "on": self.today(), "summary": "走访30户，多数赞成"}
        self.refused("G06F", "liu", "participation.form", heard)
        self.paper("liu", "PUB-06")
        self.refused("G06H", "liu", "participation.feedback", {})
        self.send("liu", "participation.form", heard)
        self.refused("G10E", "liu", "comment.enter", {"channel": "phone", "received_on": self.today(), "text": "反对", "consent_publish": True})
        self.send("liu", "hearing.announce", {"date": self.later(15), "time": "9:00", "place": "区政府礼堂", "chair": "区司法局", "presenter": "区政府办", "recorder": "liu", "selection": "抽取",
                                              "quotas": [{"group": side, "seats": seats, "stakeholders": own} for side, (seats, own) in SIDES.items()]})
        self.refused("G09H", "liu", "participation.feedback", {})
        for _ in range(2):
            self.send("liu", "hearing.postpone", {"date": self.later(20 + _), "reason": "场地未定"})
        self.send("liu", "hearing.cancel", {"reason": "改为逐户走访"})
        self.experts()
        self.risk()
        self.send("liu", "competition.not_market", {"reason": "不涉及市场主体经济活动", "approver": "wang"})
        self.refused("G10", "liu", "participation.feedback", {})
        self.paper("liu", "PUB-05")
        self.send("liu", "participation.feedback")

    def later_channel(self):
        self.paper("zhao", "ISS-03")
        proof = {"channel": "区报", "reference": "2版", "on": self.today()}
        self.refused("G26P", "zhao", "publication.prove", proof)
        self.send("zhao", "publication.prove", {**proof, "added": True})

    def meet(self):
        Decision.meet(self)


class NotAdopted(Decision):
    """The members are against it and so is the head: what led there is archived all the same."""

    def meet(self):
        held_on = (datetime.date.fromisoformat(self.today()) + datetime.timedelta(days=20)).isoformat()
        self.send("zhao", "meeting.notify", {"body": "executive", "held_on": held_on, "place": "一会议室", "members": ["wang", "jia", "yi"], "chair": "wang", "recorder": "zheng"})
        agenda = self.people["jia"].get("/v1/agenda").json
        (meeting,), (item,) = agenda["meetings"], agenda["meetings"][0]["items"]
        assert (meeting["held_on"], item["matter"], agenda["not_called"]) == (held_on, self.matter, []), agenda
        assert {gate["gate"]: gate["result"] for gate in item["gates"]}["legality"] == "lawful", item
        assert {rule["id"] for rule in item["waits_for"]} >= {"T09", "T09N", "G21"}, item
        page = self.people["jia"].request("GET", "/v1/agenda", headers={"Accept": "text/html"}).body.decode()
        assert "政府常务会议" in page and "未认定需要" in page, page
        self.advance({"days": 20})
        for member in ("wang", "jia", "yi"):
            self.send("zheng", "meeting.arrive", {"member": member})
        self.send("zhao", "meeting.open")
        for member in ("jia", "yi"):
            self.send("zheng", "meeting.stance", {"member": member, "stance": "oppose", "text": "费用过高"})
        self.send("wang", "meeting.head_statement", {"text": "不同意"})
        self.upload("zheng", "MTG-04")
        self.send("wang", "meeting.decide", {"outcome": "reject"})
        self.upload("zheng", "MTG-04")
        for signer in ("wang", "zheng"):
            self.sign(signer, "record.sign", {})
        self.upload("zheng", "MTG-05")
        self.sign_minutes()
        self.minutes()


class HearingAndMeeting(unittest.TestCase):
    def test_what_was_not_adopted_has_its_package(self):
        server = Server().start()
        self.addCleanup(server.stop)
        with tempfile.TemporaryDirectory(prefix="gavel-not-adopted-") as folder, contextlib.redirect_stdout(io.StringIO()):
            course = NotAdopted(server.url, server.admin_password(), pathlib.Path(folder))
            course.set_up()
            for step in (course.initiation, course.drafting, course.four_steps, course.legality, course.meeting):
                step()
            package = course.archive()
            self.assertTrue(list(package.glob("data/**/*会议记录*")))
        states = [state["id"] for state in course.people["zhao"].matter(course.matter).json["states"]]
        self.assertEqual(states, ["archived"])

    def test_the_course_without_a_notice_is_decided_and_says_so(self):
        server = Server().start()
        self.addCleanup(server.stop)
        with tempfile.TemporaryDirectory(prefix="gavel-no-notice-") as folder, contextlib.redirect_stdout(io.StringIO()):
            course = WithoutANotice(server.url, server.admin_password(), pathlib.Path(folder))
            course.set_up()
            for step in (course.initiation, course.drafting, course.four_steps, course.legality, course.meeting, course.publication):
                step()
            course.later_channel()
            course.execution()
            package = course.archive()
            self.assertTrue(list(package.glob("data/**/*PUB-06*")))
        data = course.people["zhao"].matter(course.matter).json["data"]
        self.assertIn("区报", data["publication"]["channels"])
        self.assertEqual(data["packet"]["gates"][0]["result"], "other_ways")
        text = course.people["zhao"].request("GET", f"/v1/matters/{course.matter}/statement-of-procedure", headers={"Accept": "text/plain"}).body.decode()
        self.assertIn("公开征求意见：没有采用（", text)
        self.assertIn("公布渠道：区报", text)
        # No call for comments stands there, but the hearing's own page.
        self.assertEqual([each["params"]["kind"] for each in course.public.get("/v1/notices").json["notices"]], ["hearing"])

    def test_the_course_with_a_hearing_and_an_adjourned_meeting_is_decided(self):
        server = Server().start()
        self.addCleanup(server.stop)
        with tempfile.TemporaryDirectory(prefix="gavel-hearing-") as folder, contextlib.redirect_stdout(io.StringIO()):
            course = Heard(server.url, server.admin_password(), pathlib.Path(folder))
            course.set_up()
            for step in (course.initiation, course.drafting, course.four_steps, course.legality, course.meeting, course.publication):
                step()
        data = course.people["zhao"].matter(course.matter).json["data"]
        self.assertEqual(len(data["hearing"]["signatures"]), 10)
        self.assertEqual([each["signed"] for each in data["hearing"]["signatures"]].count(False), 1)
        self.assertEqual([each["outcome"] for each in data["meetings"]], ["adjourned"])
        self.assertEqual({each["member"]: each["status"] for each in data["meetings"][0]["stances"]}, {"jia": "own"})
        self.assertEqual(data["meeting"]["outcome"], "approve")
        self.assertEqual({each["member"]: each["status"] for each in data["meeting"]["stances"]},
                         {"jia": "confirmed", "yi": "entered", "bing": "confirmed"})


if __name__ == "__main__":
    unittest.main(verbosity=2)

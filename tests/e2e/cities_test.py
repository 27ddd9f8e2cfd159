"""Black box: what other cities announced, with their dates and their numbers, and what the law says of each. GAVEL names the built
program. The last days are counted by hand from the State Council's holiday notices; the day of publication is not counted."""
import datetime
import json
import pathlib
import shutil
import tempfile
import unittest

from server import ROOT, Server
from client import Client, Problem

BASIS = "《重大行政决策程序暂行条例》（国务院令第713号）"
PASSWORD = "correct horse battery staple"
UNITS = {"education": "区教育局", "transport": "区交通运输局", "justice": "区司法局", "office": "区政府办公室", "government": "区人民政府",
         "research": "区政府研究室", "party": "区政府党组",
         "resort": "国际冰雪旅游度假区建设管理委员会办公室（区文化旅游体育局、区文物局、区广播电视局）综合行政执法大队"}
PEOPLE = {"liu": ("刘", "education", "drafter"), "gu": ("古丽·阿不都", "transport", "drafter"), "wu": ("𠮷丶", "resort", "drafter"),
          "zhao": ("赵", "office", "office"), "wang": ("王", "government", "organ_head"), "qian": ("钱", "research", "study_unit"),
          "zhou": ("周", "justice", "justice"), "feng": ("冯", "party", "party_group")}
ZIYANG = {"$schema": "schema.json", "id": "ziyang", "procedure": "major-decision", "organ": {"zh": "资阳区人民政府", "en": "Ziyang District"},
          "level": "county", "versions": [{"version": "2020.1", "effective_from": "2020-01-01",
                                           "basis": {"zh": "听证提前十日公告", "en": "Hearings are announced ten days ahead"},
                                           "parameters": {"hearing_announce_days": 10, "experts_min": 3}}]}
ORGANS = {"ziyang": "资阳区人民政府", "arxan": "阿尔山市人民政府"}
REASON = {"shortened_days": 7, "shortened_reason": "汛期将至", "shortened_approver": "wang"}

# Published on, pack, what the notice says of its length, last day to comment.
NOTICES = [
    ("2021-01-20", "arxan", {}, "2021-03-08"),  # 30 working days over the Spring Festival
    ("2021-01-20", "ziyang", {}, "2021-02-19"),
    ("2022-08-07", "ziyang", {"days": 31}, "2022-09-07"),  # published on a Sunday, and a day longer than it had to be
    ("2022-09-09", "ziyang", {}, "2022-10-09"),  # a Sunday on which people worked
    ("2022-09-09", "arxan", {}, "2022-10-27"),
    ("2024-01-20", "ziyang", {}, "2024-02-19"),
    ("2024-02-01", "ziyang", {}, "2024-03-04"),  # it said 2 March, a Saturday
    ("2024-03-01", "ziyang", {}, "2024-04-01"),  # counted with its first day it would have been 30 March
    ("2025-01-15", "arxan", {}, "2025-03-04"),
    ("2026-01-30", "arxan", {}, "2026-03-19"),
    ("2026-01-30", "ziyang", {}, "2026-03-02"),
    ("2026-01-30", "ziyang", REASON, "2026-02-10"),
]
# What was published, or might have been, against the law: what the notice says, and what is wrong with it.
UNLAWFUL = [
    ({"shortened_days": 7}, "G08S"),
    (REASON | {"shortened_reason": "　"}, "/data/shortened_reason blank"),
    (REASON | {"shortened_days": 3}, "G08S"),
    (REASON | {"shortened_approver": "liu"}, "G08S"),
    ({"shortened_reason": "汛期将至"}, "G08S"),
    ({"days": 29}, "G08L"),
    ({"how": " "}, "/data/how missing"),
    ({"how": "依据《重大行政决策程序暂行条例》（国务院令第722号）征求意见"}, "/data/how wrong-citation"),
    ({"special_groups": ["残疾人", ""]}, "/data/special_groups/1 blank"),
]
COMMENTS = [
    {"text": "我们十八户业主联名反映：学校太远。", "name": "、".join(f"业主{number}" for number in range(60)), "consent_publish": True},
    {"text": "本会认为应当保留村小。", "name": "资阳区民办教育协会"},
    {"text": "ᠮᠣᠩᠭᠣᠯ 繁體字 𠮷𩸽 😀", "name": "丶", "consent_publish": True},
    {"text": "长" * 20000},
]


class Cities(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="gavel-cities-")
        cls.addClassCleanup(folder.cleanup)
        workflows = pathlib.Path(folder.name) / "workflows"
        shutil.copytree(ROOT / "workflows", workflows)
        (workflows / "policy" / "ziyang.json").write_text(json.dumps(ZIYANG, ensure_ascii=False), encoding="utf-8")
        pathlib.Path(folder.name).chmod(0o755)
        server = Server(workflows, clock_start="2021-01-20T09:00:00+08:00").start()
        cls.addClassCleanup(server.stop)
        cls.public = Client(server.url)
        cls.admin = cls.public.log_in("admin", server.admin_password())
        for unit, name in UNITS.items():
            cls.admin.post("/v1/units", {"id": unit, "name": name})
        cls.people = {}
        for account, (name, unit, role) in PEOPLE.items():
            cls.admin.post("/v1/accounts", {"account": account, "name": name, "unit": unit, "roles": [role], "password": PASSWORD})
            cls.people[account] = cls.public.log_in(account, PASSWORD)
        cls.listed, cls.catalogues = 0, {}

    # ---- the course up to the notice
    def today(self):
        return self.admin.get("/v1/clock").json["now"][:10]

    def wait_for(self, day, time="09:00:00"):
        if self.today() < day or time != "09:00:00":
            self.admin.post("/v1/clock", {"to": f"{day}T{time}+08:00"})

    def file(self, who, matter, *codes):
        for code in codes:
            self.people[who].upload(matter, code, code, f"{code}.md", f"{code} {self.today()}".encode())

    def consented(self, catalogue):
        """The Party committee consents to the catalogue as it stands, and it is published."""
        for who, code, event, data in (("zhao", "CAT-02", "consent.ask", {}), ("feng", "CAT-03", "consent.give", {"number": "经区委同意"}),
                                       ("zhao", "CAT-04", "catalogue.publish", {})):
            self.file(who, catalogue, code)
            self.people[who].send(catalogue, event, data)

    def listed_item(self, pack):
        """An item of the organ's catalogue of the year, which is made for the first and adjusted for each further one."""
        Cities.listed += 1
        year = int(self.today()[:4])
        item, zhao = {"number": f"{year}-{self.listed}", "title": f"事项{self.listed}", "unit": "区教育局"}, self.people["zhao"]
        catalogue = self.catalogues.get((pack, year))
        if catalogue is None:
            catalogue = zhao.post("/v1/matters", {"procedure": "catalogue", "title": "年度目录", "data": {
                "organ": ORGANS[pack], "year": year, "basis": [{"title": BASIS}]}}).json["id"]
            self.catalogues[pack, year] = catalogue
        else:
            zhao.send(catalogue, "adjustment.begin", {"reason": "新增一项"})
            self.file("zhao", catalogue, "CAT-05")
        zhao.send(catalogue, "item.put", item)
        self.consented(catalogue)
        return item

    def ready(self, pack="ziyang", by="liu", start=None):
        """A matter whose draft was checked for secrets: the notice is next."""
        item, send = self.listed_item(pack), lambda who, event, data=None: self.people[who].send(matter, event, data)
        matter = self.people[by].post("/v1/matters", {"procedure": "major-decision", "title": item["title"], "policy": {"pack": pack}, "data": {
            "source": "leader" if by == "zhao" else "department", "mad_class": 1, "reason": "群众诉求",
            "problem": "学位不足、分布不均", "solution": "优化学校布局", "necessity": "入学需求逐年增加", "feasibility": "用地、资金已有安排"}}).json["id"]
        self.file(by, matter, "INI-01")
        send("zhao", "study.assign", {"unit": "区政府研究室"})
        self.file("qian", matter, "INI-02")
        send("qian", "study.done", {"summary": "必要、可行"})
        self.file("zhao", matter, "INI-03", "INI-04")
        send("wang", "initiation.start", {"drafting_unit": "education", "catalogue_no": item["number"], **(start or {})})
        self.file("liu", matter, "DRF-01", "DRF-02", "DRF-04", "DRF-05")
        send("liu", "draft.freeze", {"legal_basis": [{"title": BASIS, "in_force": True}]})
        send("liu", "coordination.ask", {"units": ["区财政局"]})
        send("liu", "coordination.reply", {"unit": "区财政局", "opinion": "agree"})
        self.file("liu", matter, "DRF-07")
        send("liu", "coordination.conclude")
        self.file("liu", matter, "PUB-01")
        self.file("zhao", matter, "PUB-12")
        send("zhao", "notice.check", {"finding": "publishable"})
        return matter

    def announce(self, matter, said=None):
        self.people["liu"].send(matter, "notice.open", {"title": "关于公开征求意见的公告", "how": "电子邮件：jyj@example.gov.cn", **(said or {})})
        return self.notice_of(matter)

    def notice_of(self, matter):
        return next(notice for notice in self.public.get("/v1/notices?limit=200").json["notices"] if notice["matter"] == matter)

    def refused(self, attempt):
        """Ids of the rules not met, or each fault with its place; every answer says what is wrong."""
        with self.assertRaises(Problem) as caught:
            attempt()
        faults = [f"{fault['pointer']} {fault['code']}" for fault in caught.exception.body.get("errors", []) if "pointer" in fault]
        self.assertIn(caught.exception.status, (409, 422))
        self.assertNotIn("{", caught.exception.body["detail"] + "".join(fault["detail"] for fault in caught.exception.body.get("errors", [])))
        return caught.exception.rules or faults

    # ---- in the order of their days, for the clock goes one way
    def test_1_notices_end_on_the_day_the_law_counts(self):
        for opened, pack, said, closes in NOTICES:
            with self.subTest(opened=opened, pack=pack, said=said):
                self.wait_for(opened)
                notice = self.announce(self.ready(pack), said)
                self.assertEqual((notice["opened_on"], notice["closes_on"], notice["provisional"]), (opened, closes, False))

    def test_2_what_the_law_forbids_is_not_published(self):
        matter = self.ready()
        for said, wrong in UNLAWFUL:
            with self.subTest(said=said):
                self.assertIn(wrong, self.refused(lambda said=said: self.announce(matter, said)))

    def test_3_a_leaders_proposal_of_two_units_is_drafted_and_answered_by_them(self):
        self.wait_for("2026-02-02")
        matter = self.ready(by="zhao", start={"co_units": ["transport", "resort"], "lead": "education"})
        notice = self.announce(matter)
        comments = [self.public.post(f"/v1/notices/{notice['id']}/comments", comment).json for comment in COMMENTS]
        self.assertEqual(self.refused(lambda: self.public.post(f"/v1/notices/{notice['id']}/comments", {"text": "\u200b　"})), ["/text missing"])
        self.wait_for(notice["closes_on"], "23:59:59")
        self.public.post(f"/v1/notices/{notice['id']}/comments", {"text": "最后一秒"})
        self.admin.post("/v1/clock", {"days": 1})
        entered = {"received_on": notice["closes_on"], "text": "请延长校车线路。", "consent_publish": True}
        self.assertEqual(self.refused(lambda: self.people["gu"].send(matter, "comment.enter", {"channel": "email", **entered})), ["G10F"])
        self.file("wu", matter, "PUB-04")
        for channel in ("email", "phone", "in_person"):
            self.people["gu"].send(matter, "comment.enter", {"channel": channel, **entered})
        self.people["gu"].send(matter, "comment.enter", {"channel": "mail", "organisation": "市老龄协会", **entered})
        listed = self.people["gu"].get(f"/v1/matters/{matter}/comments").json["comments"]
        self.assertEqual([comment["channel"] for comment in listed if comment["organisation"] == "市老龄协会"], ["mail"])
        self.assertEqual(self.refused(lambda: self.people["liu"].post(f"/v1/comments/{comments[0]['receipt']}/replies", {"adoption": "partly"})),
                         ["/reason missing"])
        for comment in self.people["gu"].get(f"/v1/matters/{matter}/comments?unanswered=true").json["comments"]:
            self.people["gu"].post(f"/v1/comments/{comment['receipt']}/replies", {"adoption": "partly", "reason": "已吸收"})
        self.file("liu", matter, "PUB-03", "PUB-05")
        self.people["liu"].send(matter, "participation.feedback")
        shown = self.public.get(f"/v1/notices/{notice['id']}/comments").json
        self.assertEqual((shown["feedback"]["partly"], len(shown["comments"])), (9, 6))
        self.assertIn("ᠮᠣᠩᠭᠣᠯ 繁體字 𠮷𩸽 😀", [comment["text"] for comment in shown["comments"]])
        self.assertNotIn("业主", json.dumps(shown["feedback"], ensure_ascii=False) + json.dumps([c["reason"] for c in shown["comments"]]))

    def test_4_nobody_says_anything_and_a_hearing_is_announced_ten_days_ahead(self):
        self.wait_for("2026-03-16")
        matter, today = self.ready(), datetime.date.fromisoformat(self.today())
        self.announce(matter)
        hearing = {"time": "9:00", "place": "礼堂", "chair": "zhou", "presenter": "liu", "selection": "报名", "quotas": [
            {"group": "用户", "seats": 10, "stakeholders": True}, {"group": "企业", "seats": 5, "stakeholders": False}]}
        on = lambda days: hearing | {"date": (today + datetime.timedelta(days=days)).isoformat()}
        self.assertEqual(self.refused(lambda: self.people["liu"].send(matter, "hearing.announce", on(9))), ["G09A"])
        self.people["liu"].send(matter, "hearing.announce", on(10))
        silent = self.ready()
        self.announce(silent)
        self.admin.post("/v1/clock", {"days": 45})
        self.file("liu", silent, "PUB-03", "PUB-05")
        self.people["liu"].send(silent, "participation.feedback")
        self.assertEqual(self.notice_of(silent)["feedback"]["adopted"], 0)

    def test_5_a_call_for_the_years_items_takes_them_however_they_come(self):
        self.wait_for("2026-05-11")
        justice = self.people["zhou"]
        catalogue = justice.post("/v1/matters", {"procedure": "catalogue", "title": "2026年度目录", "data": {
            "organ": "集宁区人民政府", "year": 2026, "basis": [{"title": "内蒙古自治区人民政府令第248号"}]}}).json["id"]
        justice.send(catalogue, "call.open", {"how": "电子邮件或者来信，附目录建议表", "days": 19})
        notice = self.notice_of(catalogue)
        self.assertEqual(notice["closes_on"], "2026-05-30")  # a Saturday, as the organ said
        for who in ("liu", "gu", "wu"):
            self.people[who].send(catalogue, "item.propose", {"title": "公交票价", "unit": "区交通运输局", "decides": "区政府", "contact": "王"})
        receipt = self.public.post(f"/v1/notices/{notice['id']}/comments", {"text": "老旧小区加装电梯"}).json
        self.file("zhou", catalogue, "CAT-01")
        justice.send(catalogue, "comment.enter", {"channel": "mail", "received_on": "2026-05-11", "text": "停车收费", "consent_publish": False})
        self.wait_for("2026-06-01")
        justice.send(catalogue, "comment.enter", {"channel": "email", "received_on": "2026-05-30", "text": "烟花爆竹限放", "consent_publish": False})
        self.assertEqual(self.refused(lambda: justice.send(catalogue, "comment.enter", {
            "channel": "email", "received_on": "2026-05-31", "text": "迟到", "consent_publish": False})), ["K11"])
        justice.post(f"/v1/comments/{receipt['receipt']}/replies", {"adoption": "adopted", "reason": "列入目录草案"})
        counts = self.notice_of(catalogue)["counts"]
        self.assertEqual((counts["received"], counts["replied"]), (3, 1))


if __name__ == "__main__":
    unittest.main(verbosity=2)

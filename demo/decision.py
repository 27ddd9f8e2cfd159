#!/usr/bin/env python3
"""One whole decision, driven through the HTTP API as the people concerned would: every step, every attempt the law
forbids and the refusal it gets, to the package on disk and its verify.sh. The last line printed is the package's path."""
import argparse
import datetime
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import time
import urllib.parse

from client import Client, Key, Problem

SAMPLES = pathlib.Path(__file__).resolve().parent / "samples"
PEOPLE = {  # account: name, unit, roles
    "liu": ("刘（承办人）", "qufuban", ["drafter"]),
    "wang": ("王（区长）", "government", ["organ_head"]),
    "zhao": ("赵（政府办审核）", "office", ["office"]),
    "qian": ("钱（研究室）", "research", ["study_unit"]),
    "sun": ("孙（评估员）", "assessment", ["assessor"]),
    "zhou": ("周（司法局）", "justice", ["justice"]),
    "wu": ("吴（法律顾问）", "counsel", ["counsel"]),
    "kong": ("孔（专家）", "university", ["expert"]),
    "zheng": ("郑（记录人）", "office", ["recorder"]),
    "feng": ("冯（党组）", "party", ["party_group"]),
    "he": ("何（执行单位）", "zhujian", ["executor"]),
    "chen": ("陈（档案馆）", "archives", ["archivist"]),
    "jia": ("甲（副区长）", "government", ["member"]),
    "yi": ("乙（副区长）", "government", ["member"]),
    "bing": ("丙（副区长）", "government", ["member"]),
    "liu2": ("刘（承办单位法制科）", "qufuban", ["justice"]),
}
UNITS = {"qufuban": "区政府办", "government": "区人民政府", "office": "区政府办公室", "research": "区政府研究室",
         "assessment": "区委政法委评估组", "justice": "区司法局", "counsel": "法律顾问组", "university": "高校", "party": "区政府党组", "archives": "区档案馆", "zhujian": "区住建局"}
WRITTEN = {"LEG-01": Client.file_statement_of_procedure,
           "MTG-04": lambda person, matter, code: person.file_meeting_paper(matter, "record", code),
           "MTG-05": lambda person, matter, code: person.file_meeting_paper(matter, "minutes", code)}
MEMBERS = ["wang", "jia", "yi", "bing", "ding"]  # due at the executive meeting; ding stays away
# What a department argues when it proposes (article 10).
ARGUED = {"problem": "群众反映集中的民生问题需要年内统筹解决", "solution": "编制年度民生实事安排方案，逐项落实项目和资金",
          "necessity": "不统筹安排，项目分散、资金难以保障", "feasibility": "项目已逐项摸排，资金列入年度预算"}
TRIGGER = {"stability": True, "security": False, "listed": False, "reason": "施工期间影响群众办事"}
RISK = {"points": [{"source": "施工期间办事排队", "likelihood": "mid", "effect": "low", "level": "low", "measures": "分时段施工"},
                   {"source": "资金支付进度", "likelihood": "low", "effect": "low", "level": "low", "measures": "预算专户"}],
        "methods": [{"method": "visits", "result": "走访商户12家"}, {"method": "departments", "result": "听取财政、住建部门意见"}],
        "opinions": [{"party": "周边商户", "support": 10, "oppose": 2, "text": "施工避开周末"}],
        "measures": "分时段施工，预算专户", "plan": "设临时窗口", "level": "low", "conclusion": "proceed_with_measures"}
STAGES = ["启动 initiation", "拟订与协商 drafting", "公众参与、专家论证、风险评估、公平竞争 four steps at once", "合法性审查 legality review",
          "集体讨论 the meeting", "请示报告、签发、公布 report, sign, publish", "执行 carrying it out", "归档 archive"]


class Decision:
    def __init__(self, url, admin_password, out):
        self.out, self.public, self.stage, self.refusals = out, Client(url), 0, 0
        self.admin = self.public.log_in("admin", admin_password)
        self.documents = json.loads((SAMPLES / "documents.json").read_text(encoding="utf-8"))
        self.item = json.loads((SAMPLES / "catalogue-item.json").read_text(encoding="utf-8"))
        self.comments = json.loads((SAMPLES / "comments.json").read_text(encoding="utf-8"))["comments"]
        self.people, self.matter, self.keys = {}, None, {}

    # ---- telling
    def next_stage(self):
        print(f"\n── {self.stage + 1}/{len(STAGES)} {STAGES[self.stage]}", flush=True)
        self.stage += 1

    def say(self, who, what):
        name = PEOPLE[who][0] if who in PEOPLE else who
        print(f"  {self.today()}  {name}：{what}", flush=True)

    def today(self):
        return self.admin.get("/v1/clock").json["now"][:10]

    # ---- doing
    def set_up(self):
        print("设立单位和账号 units and accounts")
        for unit, name in UNITS.items():
            self.admin.post("/v1/units", {"id": unit, "name": name})
        for account, (name, unit, roles) in PEOPLE.items():
            made = self.admin.post("/v1/accounts", {"account": account, "name": name, "unit": unit, "roles": roles}).json
            self.people[account] = self.public.log_in(account, made["password"])
        keys = self.out / "keys"
        keys.mkdir(exist_ok=True)
        for account in ("liu", "wu", "kong", "zhou", "liu2", "wang", "zheng", "jia", "yi", "bing"):
            self.keys[account] = Key(keys, account).register(self.people[account])
        print("  私钥由本人保管，服务器只有公钥 private keys stay with their owners")
        self.publish_catalogue()

    def publish_catalogue(self):
        """What may be decided this year is published first: with the Party committee's consent (Decree 713, art. 3)."""
        sample = json.loads((SAMPLES / "catalogues.json").read_text(encoding="utf-8"))
        sheet = next(each for each in sample["catalogues"] if each["organ"] == self.item["organ"])
        office = self.people["zhao"]
        catalogue = office.post("/v1/matters", {"procedure": "catalogue", "title": f"{sheet['year']}年度重大行政决策事项目录", "data": {
            "organ": sheet["organ"], "year": sheet["year"], "basis": [{"title": basis} for basis in self.item["basis"]]}}).json["id"]
        office.post(f"/v1/matters/{catalogue}/catalogue-items", sheet, If_Match=f'"{office.matter(catalogue).version}"')
        for who, code, event, data in (("zhao", "CAT-02", "consent.ask", {}), ("feng", "CAT-03", "consent.give", {"number": "区委〔2025〕9号"}),
                                       ("zhao", "CAT-04", "catalogue.publish", {})):
            document = self.documents[code]
            self.people[who].upload(catalogue, code, document["title"], f"{code}.md", document["text"].encode())
            self.people[who].send(catalogue, event, data)
        print(f"  区政府公布{sheet['year']}年度决策事项目录 the year's catalogue is published: {len(sheet['items'])} items")

    def upload(self, who, *codes, suffix=""):
        for code in codes:
            if code in WRITTEN:  # nobody types it: it is written from the record
                WRITTEN[code](self.people[who], self.matter, code)
                continue
            document = self.documents[code]
            self.people[who].upload(self.matter, code, document["title"], f"{code}.md", f"# {document['title']}\n\n{document['text']}{suffix}\n".encode())
        self.say(who, "上传 uploads " + "、".join(codes))

    def send(self, who, event, data=None):
        answer = self.people[who].send(self.matter, event, data).json
        titles = {state["id"]: state["title"]["zh"] for state in answer["states"]}
        entered = [titles[state] for state in answer["entered"] if state in titles]
        self.say(who, event + (f" → {entered[-1]}" if entered else ""))
        return answer

    def sign(self, who, event, data):
        self.people[who].sign_and_send(self.matter, event, data, self.keys[who])
        self.say(who, f"{event}（openssl 离线签名 signed with openssl）")

    def forbidden(self, who, what, attempt):
        """`attempt` must be refused, and must leave everything as it was."""
        before = self.people["zhao"].matter(self.matter).version
        try:
            attempt()
        except Problem as problem:
            after = self.people["zhao"].matter(self.matter).version
            if before != after or problem.status not in (403, 409):
                raise
            self.refusals += 1
            print(f"  ✗ {PEOPLE[who][0]} 试图 {what}\n      {problem.status} {problem.body['detail']}", flush=True)
            return problem
        sys.exit(f"demo: {what}: should have been refused")

    def advance(self, to):
        moved = self.admin.post("/v1/clock", to).json
        print(f"  …… 时间推进到 time moves on to {moved['now'][:10]}（{moved['fired']} 个定时事项 timers fired）", flush=True)

    def wait_until_lawful(self, problem):
        """Moves on to the day the refusal itself names as the first lawful one."""
        earliest = [rule["earliest"] for rule in problem.body["refusal"]["rules"] if rule.get("earliest")]
        self.advance({"to": max(earliest) + "T09:00:00+08:00"})

    # ---- the decision
    def initiation(self):
        self.next_stage()
        opened = self.people["liu"].post("/v1/matters", {"procedure": "major-decision", "title": self.item["title"], "data": {
            "source": "department", "mad_class": self.item["mad_class"], "reason": self.item["reason"], **ARGUED}})
        self.matter = opened.json["id"]
        self.say("liu", f"提出建议 proposes《{self.item['title']}》，编号 {self.matter}")
        self.upload("liu", "INI-01")
        self.send("zhao", "study.assign", {"unit": UNITS["research"]})
        self.upload("qian", "INI-02")
        self.send("qian", "study.done", {"summary": "必要、可行"})
        self.upload("zhao", "INI-03", "INI-04")
        self.send("wang", "initiation.start", {"drafting_unit": self.item["drafting_unit"]["id"], "catalogue_no": self.item["no"]})

    def drafting(self):
        self.next_stage()
        self.upload("liu", "DRF-01", "DRF-02", "DRF-04", "DRF-05")
        self.send("liu", "draft.freeze", {"legal_basis": [{"title": basis, "in_force": True} for basis in self.item["basis"]]})
        units = ["区财政局", "区住建局", "区林业局"]
        self.send("liu", "coordination.ask", {"units": units})
        for unit in units:
            self.send("liu", "coordination.reply", {"unit": unit, "opinion": "agree"})
        self.upload("liu", "DRF-07")
        self.send("liu", "coordination.conclude")

    def four_steps(self):
        self.next_stage()
        notice = {"title": f"关于征求《{self.item['title']}》意见的公告", "how": "网上填写、来信、来电均可"}
        self.forbidden("liu", "未经保密审查即公开征求意见 ask the public before the check for secrets", lambda: self.send("liu", "notice.open", notice))
        self.upload("liu", "PUB-01")
        self.upload("zhao", "PUB-12")
        self.send("zhao", "notice.check", {"finding": "publishable"})
        self.send("liu", "notice.open", notice)
        notice = self.public.get("/v1/notices?open=true").json["notices"][0]
        receipts = []
        for comment in self.comments:
            receipt = self.public.post(f"/v1/notices/{notice['id']}/comments", {"text": comment["text"], "name": comment["from"], "consent_publish": True}).json
            receipts.append(receipt)
            self.say("公众 the public", f"{comment['from']}：{comment['text'][:18]}……　回执 receipt {receipt['receipt']}")
        early = self.forbidden("liu", "提前结束公告 close the notice early", lambda: self.send("liu", "notice.close"))
        self.experts()
        self.risk()
        self.send("liu", "competition.not_market", {"reason": "不涉及市场主体经济活动", "approver": "wang"})
        self.wait_until_lawful(early)
        by_phone = {"channel": "phone", "received_on": notice["closes_on"], "text": "建议保留老年人熟悉的人工窗口。", "consent_publish": True}
        self.forbidden("liu", "登记期限外的意见 enter a comment that came too late",
                       lambda: self.send("liu", "comment.enter", {**by_phone, "received_on": notice["opened_on"][:4] + "-01-01"}))
        self.send("liu", "comment.enter", by_phone)
        self.forbidden("liu", "意见未答复即公布采纳情况 report adoption with comments unanswered", lambda: self.send("liu", "participation.feedback"))
        for receipt, comment in zip(receipts, self.comments):
            self.people["liu"].post(f"/v1/comments/{receipt['receipt']}/replies", {"adoption": comment["adoption"], "reason": comment["reason"]})
        for comment in self.people["liu"].get(f"/v1/matters/{self.matter}/comments?unanswered=true").json["comments"]:
            self.people["liu"].post(f"/v1/comments/{comment['receipt']}/replies", {"adoption": "adopted", "reason": "保留人工窗口"})
        self.say("liu", "逐条答复，电话意见同样答复 answers every comment, the telephoned one too")
        follow = self.public.get(f"/v1/comments/{receipts[0]['receipt']}?secret={receipts[0]['secret']}").json
        self.say("公众 the public", f"{self.comments[0]['from']} 凭回执查到答复 reads the reply：{follow['reply']['reason'][:20]}……")
        self.upload("liu", "PUB-03", "PUB-05")
        self.send("liu", "participation.feedback")

    def experts(self):
        self.send("liu", "experts.invite", {"plan": "随机抽取，专业、代表、中立", "experts": [*(f"专家{number}" for number in "一二三四"), "孔（专家）"],
                                           "outside_reason": "专家库内无此专业，按程序从高校选聘", "outside_approver": "zhao"})
        self.forbidden("liu", "采用有利害关系的专家意见 use an expert with a direct interest", lambda: self.send("liu", "experts.opinion", {
            "expert": "专家零", "unit": "施工单位", "conclusion": "support", "text": "支持", "direct_interest": True}))
        self.forbidden("liu", "登记没有署名原件的专家意见 enter an opinion without its signed paper", lambda: self.send("liu", "experts.opinion", {
            "expert": "专家一", "unit": "高校一", "conclusion": "support", "text": "必要、可行、科学", "direct_interest": False}))
        self.upload("liu", "EXP-03")
        for number in "一二三四":
            self.people["liu"].send(self.matter, "experts.opinion", {"expert": f"专家{number}", "unit": f"高校{number}", "conclusion": "support",
                                    "text": "必要、可行、科学", "direct_interest": False, "paper": 1})
        self.say("liu", "登记四位专家签名的书面意见 enters four opinions signed on paper")
        self.sign("kong", "experts.opinion", {"expert": "孔（专家）", "unit": "高校", "conclusion": "support_with_changes",
                                              "text": "必要、可行；建议分期实施", "direct_interest": False})
        self.upload("liu", "EXP-04")
        self.send("liu", "experts.conclude")

    def risk(self):
        self.send("liu", "risk.trigger", TRIGGER)
        self.upload("sun", "RSK-03")
        self.send("sun", "risk.report", RISK)
        self.sign("wang", "risk.finding", {"controllable": True})

    def legality(self):
        self.next_stage()
        self.upload("liu", "DRF-04", suffix="第四条 专区体现中药材、茶叶等地方特色。")
        self.send("liu", "draft.revise", {"change": "C1", "explanation": "采纳两条公众意见"})
        self.forbidden("liu", "自行认定改动类别 class the change itself", lambda: self.send("liu", "change.decide", {"change": "C0"}))
        self.send("zhao", "change.decide", {"change": "C1"})
        self.forbidden("liu", "未经合法性审查即提请讨论 go to the meeting without an opinion", lambda: self.send("liu", "meeting.submit"))
        self.upload("liu", "LEG-01")
        self.send("liu", "review.send")
        self.forbidden("liu2", "审查本单位的草案 review the own unit's draft", lambda: self.send("liu2", "review.accept"))
        self.send("zhou", "review.accept")
        dossier = self.people["wu"].get(f"/v1/matters/{self.matter}/dossier").json
        self.say("wu", f"收到卷宗 receives the dossier: {dossier['sha256'][:16]}…")
        self.upload("wu", "LEG-03")
        self.sign("wu", "review.counsel", {"conclusion": "lawful", "text": "权限、程序、内容合法"})
        self.upload("zhou", "LEG-04")
        opinion = {"conclusion": "lawful", "power_result": "conforms", "procedure_result": "conforms", "content_result": "conforms", "power": "属于区政府法定权限", "procedure": "已履行法定程序", "content": "不与上位法抵触"}
        early = self.forbidden("zhou", "不满7个工作日出具审查意见 give the opinion before 7 working days", lambda: self.sign("zhou", "review.opinion", opinion))
        self.wait_until_lawful(early)
        self.sign("zhou", "review.opinion", opinion)
        self.upload("liu", "LEG-05")
        self.upload("liu", "DRF-04", suffix="第四条 专区体现中药材、茶叶等地方特色。第五条 另行收费。")
        self.forbidden("liu", "审查后改动草案再提交 submit a draft changed after review", lambda: self.send("liu", "meeting.submit"))
        self.upload("liu", "DRF-04", suffix="第四条 专区体现中药材、茶叶等地方特色。")
        self.upload("sun", "RSK-03", suffix="风险等级：另行评估。")
        self.forbidden("liu", "审查后替换风险评估报告再提交 submit with the risk report replaced after the review", lambda: self.send("liu", "meeting.submit"))
        self.upload("sun", "RSK-03")
        self.send("liu", "meeting.submit")

    def meeting(self):
        self.next_stage()
        self.upload("zhao", "MTG-02")
        self.approvals()
        self.send("zhao", "packet.accept")
        self.meet()

    def approvals(self):
        """Each exception is confirmed by whoever is named as having approved it."""
        unconfirmed = self.forbidden("zhao", "例外的批准未经本人确认即受理上会材料 accept the packet before the approvals of exceptions are confirmed", lambda: self.send("zhao", "packet.accept"))
        waiting = next(rule for rule in unconfirmed.body["refusal"]["rules"] if rule["id"] == "G39S")["seen"]["waiting"]
        for exception in waiting:
            self.send(exception["account"], "exception.confirm", {"no": exception["no"]})

    def meet(self):
        due = self.public.get(f"/v1/deadlines?from={self.today()}&workdays=3").json["last"]
        held_on = (datetime.date.fromisoformat(due) + datetime.timedelta(days=1)).isoformat()
        self.send("zhao", "meeting.notify", {"body": "executive", "held_on": held_on, "place": "区政府第一会议室", "members": MEMBERS, "chair": "wang", "recorder": "zheng",
                                             "presenter": "区政府办", "observers": ["区司法局", "区财政局"]})
        self.forbidden("zhao", "材料报送不足3个工作日即开会 meet before the packet's lead time", lambda: self.send("zhao", "meeting.open"))
        self.advance({"to": held_on + "T09:00:00+08:00"})
        for member in ("wang", "jia", "yi", "bing"):
            self.send("zheng", "meeting.arrive", {"member": member})
        self.send("zhao", "meeting.open")
        self.forbidden("wang", "首先发言 speak first", lambda: self.send("wang", "meeting.head_statement", {"text": "我先讲：同意"}))
        for member, stance, text in [("jia", "agree", "同意"), ("yi", "agree", "同意"), ("bing", "oppose", "专区面积不足，不同意")]:
            self.send("zheng", "meeting.stance", {"member": member, "stance": stance, "text": text})
        self.forbidden("jia", "替他人确认意见 confirm another member's stance", lambda: self.send("jia", "stance.confirm", {"member": "bing"}))
        self.sign("bing", "stance.confirm", {"member": "bing"})
        self.send("wang", "meeting.head_statement", {"text": "综合大家意见，同意方案，面积问题在实施中解决。"})
        self.upload("zheng", "MTG-04")
        self.forbidden("wang", "违背多数意见而不说明理由 decide against the majority without reasons", lambda: self.send("wang", "meeting.decide", {"outcome": "reject"}))
        self.send("wang", "meeting.decide", {"outcome": "approve"})
        self.sign("jia", "stance.confirm", {"member": "jia"})
        self.upload("zheng", "MTG-04")
        for signer in ("wang", "zheng"):
            self.sign(signer, "record.sign", {})
        self.upload("zheng", "MTG-05")
        self.forbidden("zhao", "纪要未经签署即签发 issue minutes that nobody signed", lambda: self.send("zhao", "minutes.issue", {"number": 1, "signatory": "王（区长）"}))
        self.sign_minutes()
        self.minutes()
        self.upload("zheng", "MTG-05")  # with its number on it, and so another text: signed again
        self.sign_minutes()

    def sign_minutes(self):
        for signer in ("wang", "zheng"):
            self.sign(signer, "minutes.sign", {})

    def minutes(self):
        """Issued as the first of the year, or under the number that the refusal says is next."""
        minutes = {"number": 1, "signatory": "王（区长）", "distribution": ["区住建局", "区财政局"]}
        try:
            self.send("zhao", "minutes.issue", minutes)
        except Problem as problem:
            taken = next((rule for rule in problem.body.get("refusal", {}).get("rules", []) if rule["id"] == "G25Q"), None)
            if taken is None:
                raise
            self.send("zhao", "minutes.issue", minutes | {"number": taken["seen"]["next"]})

    def publication(self):
        self.next_stage()
        self.upload("zhao", "ISS-01", "ISS-02")
        self.forbidden("zhao", "未向党委请示报告即公布 publish before reporting to the Party committee", lambda: self.send("zhao", "publication.publish", {"finding": "publishable", "channels": ["政府网站"]}))
        self.upload("feng", "MTG-07")
        self.send("feng", "party.report", {"number": "区政府党组〔2026〕3号"})
        self.sign_decision()
        self.upload("zhao", "ISS-04")
        self.publish("政府公报", "政府网站", "日报")

    def sign_decision(self):
        """Under the first number from 5 on that no other decision here has."""
        for serial in range(5, 100):
            try:
                return self.sign("wang", "decision.sign", {"number": f"区府发〔2026〕{serial}号"})
            except Problem as problem:
                if "G25F" not in problem.rules:
                    raise

    def publish(self, *channels):
        self.send("zhao", "publication.publish", {"finding": "publishable", "channels": list(channels)})
        self.upload("zhao", "ISS-03")
        for channel in channels:
            self.send("zhao", "publication.prove", {"channel": channel, "reference": "2026年第2期", "on": self.today()})

    def execution(self):
        self.next_stage()
        self.upload("zhao", "EXE-01")
        self.send("zhao", "execution.assign", {"unit": "zhujian", "tasks": [{"task": "建成政务公开专区", "unit": "区住建局", "due": "2026-12-31"}]})
        self.send("he", "execution.progress", {"task": "建成政务公开专区", "percent": 60, "text": "主体完工"})
        self.forbidden("wang", "执行中擅自扩大收费范围 widen the burden while carrying it out",
                       lambda: self.send("wang", "adjustment.minor", {"change": "C2", "explanation": "另行收费"}))
        self.upload("he", "EXE-02")
        self.send("he", "execution.progress", {"task": "建成政务公开专区", "percent": 100, "text": "验收合格"})
        self.send("he", "execution.finish", {"text": "全部任务完成"})

    def archive(self):
        self.next_stage()
        self.send("chen", "archive.collect", {"fonds": "X043", "organisation": "BGS"})
        for _ in range(600):
            matter = self.people["chen"].matter(self.matter).json
            if matter["finished"]:
                break
            time.sleep(0.05)
        else:
            sys.exit(f"demo: the package was not built: {matter['states']}")
        code = self.people["chen"].get("/v1/archive").json["packages"][0]["code"]
        self.say("chen", f"四性检测通过，档号 archival code {code}")
        purpose = urllib.parse.quote("送达归档凭证")
        tar = self.people["chen"].get(f"/v1/archive/{urllib.parse.quote(code)}/package?purpose={purpose}").body
        (self.out / f"{code}.tar").write_bytes(tar)
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            archive.extractall(self.out)  # our own server's package, tested below
            package = self.out / archive.getnames()[0].split("/")[0]
        verified = subprocess.run(["sh", "data/verify.sh"], cwd=package, capture_output=True, text=True, check=False)
        print("  verify.sh（只用 coreutils 和 openssl with coreutils and openssl only）：")
        print("    " + "\n    ".join(verified.stdout.strip().splitlines()[-4:]))
        if verified.returncode != 0:
            sys.exit(f"demo: verify.sh failed:\n{verified.stdout}{verified.stderr}")
        return package

    def run(self):
        begin = time.monotonic()
        self.set_up()
        for step in (self.initiation, self.drafting, self.four_steps, self.legality, self.meeting, self.publication, self.execution):
            step()
        package = self.archive()
        version = self.people["zhao"].matter(self.matter).json["version"]
        print(f"\n{version} 个事件 events，{self.refusals} 次违法尝试均被拒绝 forbidden attempts refused，{time.monotonic() - begin:.1f} s")
        print(package)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--url", required=True)
    arguments.add_argument("--admin-password-file", required=True, type=pathlib.Path)
    arguments.add_argument("--out", required=True, type=pathlib.Path)
    options = arguments.parse_args()
    Decision(options.url, options.admin_password_file.read_text(encoding="utf-8").strip(), options.out).run()


if __name__ == "__main__":
    main()

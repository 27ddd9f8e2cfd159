"""The demo's decision, with every forbidden act tried on the way and everything looked at before and after."""
import contextlib
import io

import server  # noqa: F401  puts the demo's folder on the path
from client import Client, Problem
from decision import PEOPLE, RISK, TRIGGER, Decision
from forbidden import ATTEMPTS

VOLATILE = ("links",)


class Course(Decision):
    def __init__(self, url, admin_password, out):
        super().__init__(url, admin_password, out)
        self.tried, self.faults, self.strangers = [], [], 0
        self.done, self.types = set(), {}

    def set_up(self):
        with contextlib.redirect_stdout(io.StringIO()):
            super().set_up()
        made = self.admin.post("/v1/accounts", {"account": "liu3", "name": "刘三", "unit": "qufuban", "roles": ["archivist"]}).json
        self.people["liu3"] = self.public.log_in("liu3", made["password"])

    def next_stage(self):
        self.stage += 1

    def say(self, who, what):
        pass

    def advance(self, to):
        with contextlib.redirect_stdout(io.StringIO()):
            super().advance(to)

    def forbidden(self, who, what, attempt):
        """The demo's own attempts: refused like all others."""
        before = self.all_of(self.matter)
        try:
            attempt()
        except Problem as problem:
            self.expect(problem.status in (403, 409), f"{what}: {problem}")
            self.tried += problem.rules
            self.expect(self.all_of(self.matter) == before, f"{what}: something changed")
            return problem
        raise AssertionError(f"{what}: was accepted")

    # ---- before each step: whoever has no part in it, and whatever is forbidden at this point
    def upload(self, who, *codes, suffix=""):
        for code in codes:
            self.attempts_before(f"upload {code}")
        super().upload(who, *codes, suffix=suffix)

    def send(self, who, event, data=None):
        if self.matter:
            self.stranger_tries(who, event, data or {})
            self.attempts_before(event)
        return super().send(who, event, data)

    def attempts_before(self, step):
        for before, rule, who, event, data in ATTEMPTS:
            if before == step and (rule, event, str(data)) not in self.done:
                self.done.add((rule, event, str(data)))
                self.try_forbidden(self.matter, rule, who, event, data)

    def all_of(self, matter):
        """All that an attempt might have changed: version, data, states, clocks, documents, events."""
        auditor = self.people["zhao"]
        view = auditor.matter(matter).json
        events = auditor.get(f"/v1/matters/{matter}/events?limit=200").json
        return {key: value for key, value in view.items() if key not in VOLATILE}, events

    def expect(self, holds, fault):
        if not holds:
            self.faults.append(fault)

    def try_forbidden(self, matter, rule, who, event, data):
        what = f"{rule}: {event} by {who}"
        before = self.all_of(matter)
        problems = {}
        for language in ("zh", "en"):
            person = Client(self.public.url, self.people[who].token, language)
            try:
                if event in ("review.opinion", "review.counsel", "decision.sign"):
                    person.post(f"/v1/matters/{matter}/statements", {"event": event, "data": data, "key_id": self.keys[who].id})
                else:
                    person.send(matter, event, data)
                self.expect(False, f"{what}: was accepted")
                return
            except Problem as problem:
                problems[language] = problem
        problem = problems["zh"]
        self.expect(problem.status == 409 and problem.kind == "rules-unmet", f"{what}: answered {problem}")
        self.expect(rule in problem.rules, f"{what}: refused by {problem.rules}")
        self.expect(problem.body.get("detail") != problems["en"].body.get("detail"), f"{what}: one language only")
        for unmet in problem.body.get("refusal", {}).get("rules", []):
            self.expect(unmet["citations"] and all(c["label"]["zh"] and c["label"]["en"] for c in unmet["citations"]), f"{what}: no citation")
            self.expect(all(unmet[part][language] for part in ("says", "remedy") for language in ("zh", "en")), f"{what}: no sentence")
            said = problem.body["detail"] + "".join(error.get("detail", "") for error in problem.body.get("errors", []))
            self.expect(unmet["citations"][0]["label"]["zh"] in said, f"{what}: the sentence cites no article")
        self.expect(self.all_of(matter) == before, f"{what}: something changed")
        self.tried.append(rule)

    def stranger_tries(self, who, event, data):
        """Somebody signed in, but without any role that the event is for."""
        self.types = self.types or {t["name"]: t for t in self.admin.get("/v1/procedures/major-decision").json["events"]}
        roles = set(self.types[event]["who"])
        stranger = next((name for name, person in PEOPLE.items() if name in self.people and not roles & set(person[2])), None)
        if stranger is None or stranger == who:
            return
        try:
            self.people[stranger].send(self.matter, event, data)
            self.expect(False, f"{event} by {stranger}: was accepted")
        except Problem as problem:
            self.expect(problem.status in (403, 409) and problem.kind in ("not-permitted", "not-now", "not-your-matter"),
                        f"{event} by {stranger}: answered {problem}")
            self.strangers += 1

    # ---- steps in another order than the demo's, so that their rule can be broken
    def risk(self):
        self.send("liu", "risk.trigger", TRIGGER)
        self.upload("sun", "RSK-03")
        self.send("sun", "risk.report", RISK)
        self.upload("liu", "DRF-04", suffix="第四条 另行征地。")
        self.try_forbidden(self.matter, "G12", "wang", "risk.finding", {"controllable": True})
        self.upload("liu", "DRF-04")
        self.sign("wang", "risk.finding", {"controllable": True})

    def publication(self):
        self.upload("feng", "MTG-07")
        self.send("feng", "party.report", {"number": "区政府党组〔2026〕3号"})
        self.upload("zhao", "ISS-01")
        self.sign_decision()
        self.upload("zhao", "ISS-02", "ISS-04")
        self.publish("政府公报", "政府网站")

    def excluded_item(self):
        """A matter of its own, whose proposer says that it is an excluded one: it cannot be started."""
        main, self.matter = self.matter, None
        matter = self.people["liu"].post("/v1/matters", {"procedure": "major-decision", "title": "财政预算调整", "data": {
            "source": "leader", "mad_class": 5, "excluded": True, "reason": "宏观调控"}}).json["id"]
        self.matter = matter
        Decision.upload(self, "liu", "INI-01")
        Decision.send(self, "zhao", "study.assign", {"unit": "区政府研究室"})
        Decision.upload(self, "qian", "INI-02")
        Decision.send(self, "qian", "study.done", {"summary": "可行"})
        Decision.upload(self, "zhao", "INI-03", "INI-04")
        self.try_forbidden(matter, "G01", "wang", "initiation.start", {"drafting_unit": "qufuban", "catalogue_no": "2026-1"})
        self.matter = main

    def walk(self):
        """The whole course; the package's folder."""
        self.set_up()
        for step in (self.initiation, self.drafting, self.four_steps, self.legality, self.meeting, self.publication, self.execution):
            step()
        self.excluded_item()
        with contextlib.redirect_stdout(io.StringIO()):
            return self.archive()

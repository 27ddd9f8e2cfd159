"""A real browser at a real server: a newcomer starts a matter by forms alone; the head starts another; the drafting unit freezes the draft;
the office checks it for secrets; the drafting unit answers a comment that a member of the public left on the notice; the reviewer makes a
key in the browser, signs the legality opinion, and verifies it there and in the page kept as a file; every form fits the narrowest screen;
the office looks over all matters, brings a catalogue from a sheet and lends its role for a time; the keeper of the register enters a key and
revokes keys; the administrator enters which organ took another over; the archivist finds what was archived and opens it to everyone, and ten
years on hands one volume over and has another destroyed. Needs Debian's chromium and npm; without them it is skipped (77).

    GAVEL=build/dev/gavel python3 tests/portal/portal_test.py [--pictures DIR]"""
import argparse
import base64
import contextlib
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "demo"), str(ROOT / "tests" / "e2e")]
from client import Key, Problem  # noqa: E402
from decision import UNITS, Decision  # noqa: E402
from server import Server  # noqa: E402

PASSWORD = "a password of their own"
COMMENT = "夜间不要施工。"
RECEIVER = "市档案馆"
ARCHIVE = {"lin": ("林（档案员）", "archivist"), "du": ("杜（利用者）", "reader")}  # beside the demo's own archivist


def chromium():
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def modules(folder):
    """playwright-core and axe-core as locked; None when they cannot be had."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    npm = shutil.which("npm")
    done = npm and subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=False).returncode == 0
    return folder if done else None


def workflows(folder):
    """The procedures as they are, but that a year's catalogue is kept for ten years: so that one volume may be destroyed; and that the
    region has become stricter than the city's pack."""
    shutil.copytree(ROOT / "workflows", folder)
    region = folder / "policy" / "inner-mongolia.json"
    region.write_text(region.read_text(encoding="utf-8").replace('"parameters": {}', '"parameters": {"notice_days": 40}'), encoding="utf-8")
    chart = folder / "catalogue.scxml"
    text = chart.read_text(encoding="utf-8")
    for_ever = """<param name="retention" expr="'Y'"/>"""
    if text.count(for_ever) != 1:
        sys.exit("catalogue.scxml: where is its term?")
    chart.write_text(text.replace(for_ever, for_ever.replace("Y", "D10")), encoding="utf-8")
    return folder


class InTheBrowser(Decision):
    """The demo's decision; some of its steps are taken in the browser, by those whose steps they are."""

    def __init__(self, url, password, out, browse):
        super().__init__(url, password, out)
        self.visit, self.admin_password, self.tried = browse, password, False

    def browse(self, visit, more):
        """The course goes on only where the visit did all it came for."""
        if said := self.visit(visit, more):
            sys.exit(f"{visit}: {said}")

    def set_up(self):
        super().set_up()
        for account, (name, role) in ARCHIVE.items():
            self.admin.post("/v1/accounts", {"account": account, "name": name, "unit": "archives", "roles": [role], "password": PASSWORD})
        for account in ("zhou", "liu", "zhao", "wang", "chen", "qian"):
            self.admin.request("PATCH", f"/v1/accounts/{account}", {"password": PASSWORD})
            self.people[account] = self.public.log_in(account, PASSWORD)  # a new password ends the sessions there were
        self.browse("newcomer", {"password": self.admin_password})

    def upload(self, who, *codes, suffix=""):
        """The explanation of the draft and the check for secrets are filed in the browser, where their steps say that they are missing."""
        if rest := [code for code in codes if code not in ("DRF-05", "PUB-12")]:
            super().upload(who, *rest, suffix=suffix)

    def send(self, who, event, data=None):
        own = {"account": "liu", "password": PASSWORD, "matter": self.matter, "event": event}
        if event == "initiation.start":
            return self.browse("head", {"account": "wang", "password": PASSWORD, "title": "决定启动", "unit": UNITS[data["drafting_unit"]], "number": data["catalogue_no"]})
        if event == "draft.freeze":
            return self.browse("drafter", {**own, "title": "定稿草案", "missing": "DRF-05", "data": data})
        if event == "notice.check":
            return self.browse("checker", {**own, "account": who, "title": "征求意见前保密审查", "missing": "PUB-12", "data": data})
        answer = super().send(who, event, data)
        if event == "notice.open":
            notice = self.public.get("/v1/notices?open=true").json["notices"][0]
            self.browse("public", {"notice": notice["id"], "title": notice["title"], "text": COMMENT})
            self.browse("answers", {**own, "text": COMMENT})
        return answer

    def sign(self, who, event, data):
        """The first attempt at the opinion is the one that comes too early."""
        if event == "review.opinion" and self.tried:
            # A paper that is not for the signer to read is in the dossier all the same.
            self.people["zhao"].upload(self.matter, "MTG-06", "不同意见专页", "views.md", "不宜".encode())
            self.browse("signer", {"account": "zhou", "password": PASSWORD, "matter": self.matter, "event": event, "data": data})
            return
        self.tried = self.tried or event == "review.opinion"
        super().sign(who, event, data)

    def looked_over(self):
        self.browse("forms", {"account": "liu", "password": PASSWORD, "matter": self.matter})
        self.browse("overseer", {"account": "zhao", "password": PASSWORD, "title": self.item["title"]})
        self.browse("office", {"account": "zhao", "password": PASSWORD, "deputy": "qian", "matter": self.next_catalogue()})
        self.browse("keeper", {"password": self.admin_password, "holder": "kong", "reader": "liu", "readerPassword": PASSWORD})
        self.browse("successor", {"password": self.admin_password, "organ": "内蒙古自治区"})

    def next_catalogue(self):
        """That of the year to come, which is being made."""
        return self.people["zhao"].post("/v1/matters", {"procedure": "catalogue", "title": "2027年度重大行政决策事项目录", "data": {
            "organ": self.item["organ"], "year": 2027, "basis": [{"title": basis} for basis in self.item["basis"]]}}).json["id"]

    def found_and_opened(self):
        code = self.packaged("-Y-")
        self.kept = {"account": "chen", "password": PASSWORD, "code": code, "title": self.item["title"]}
        self.browse("archivist", {**self.kept, "second": "zhao", "reader": "du"})

    def ten_years_on(self):
        """The catalogue is closed and archived as well; then the term of the one is over, and the other goes to the public archives."""
        catalogue = next(each for each in self.people["zhao"].get("/v1/matters").json["matters"] if each["procedure"]["name"] == "catalogue" and not each["finished"])
        self.people["zhao"].send(catalogue["id"], "catalogue.close")
        self.people["chen"].send(catalogue["id"], "archive.collect", {"fonds": "X043", "organisation": "BGS"})
        code = self.packaged("-D10-")
        key = self.receiver_key()
        self.advance({"to": "2037-01-05T09:00:00+08:00"})
        self.browse("keeping", {**self.kept, "second": "lin", "office": "zhao", "receiver": RECEIVER, "receiverKey": str(key.private),
                                "shortLived": catalogue["title"], "shortLivedCode": code})

    def packaged(self, part):
        """The archival code with that part, once its package is there."""
        for _ in range(600):
            for each in self.people["chen"].get("/v1/archive").json["packages"]:
                if part in each["code"] and each["status"] == "built":
                    return each["code"]
            time.sleep(0.05)
        sys.exit(f"no package {part} was built")

    def receiver_key(self):
        """Registered beforehand, as the receiver proves that they hold it."""
        key = Key(self.out / "keys", "receiver")
        wanted = {"organisation": RECEIVER, "public_key": key.public.read_text(encoding="utf-8")}
        try:
            self.admin.post("/v1/outside-keys", wanted)
        except Problem as refused:
            wanted["possession"] = base64.b64encode(key.sign(refused.body["sign"].encode())).decode()
        self.admin.post("/v1/outside-keys", wanted)
        return key


def run(pictures):
    browser = chromium()
    with tempfile.TemporaryDirectory(prefix="gavel-portal-") as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "npm").mkdir()
        found = browser and modules(scratch / "npm")
        if not found:
            print("skipped: needs chromium and the packages of tests/portal/package-lock.json")
            return 77
        server = Server(workflows(scratch / "workflows")).start()
        try:
            def browse(visit, more):
                task = {"url": server.url, "modules": str(found), "chromium": browser, "folder": str(scratch), "pictures": pictures, **more}
                done = subprocess.run(["node", str(HERE / f"{visit}.mjs"), json.dumps(task)], cwd=ROOT, capture_output=True, text=True,
                                      timeout=300, check=False)
                return (done.stdout + done.stderr).strip()

            course = InTheBrowser(server.url, server.admin_password(), scratch, browse)
            with contextlib.redirect_stdout(io.StringIO()):
                for step in (course.set_up, course.initiation, course.drafting, course.four_steps, course.legality, course.looked_over,
                             course.meeting, course.publication, course.execution, course.archive, course.found_and_opened, course.ten_years_on):
                    step()
        finally:
            server.stop()
    print("started, drafted, checked, commented, answered, signed, verified online and offline, looked over, archived, found, opened, handed over, destroyed")
    return 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pictures", help="folder for screenshots of every page")
    sys.exit(run(arguments.parse_args().pictures))

"""Black box: the lawful course reaches the archive, and each forbidden act on the way is refused by its rule, with its
article, in both languages, and changes nothing. GAVEL names the built program."""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from xml.etree import ElementTree

from server import Server
from client import Problem
from course import Course
from described import watch
from forbidden import ATTEMPTS, BEHIND_ANOTHER_GATE, MAIN, TRIED_APART


class WholeCourse(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server().start()
        cls.addClassCleanup(cls.server.stop)
        cls.folder = tempfile.TemporaryDirectory(prefix="gavel-course-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.description = watch(cls.server.url)
        cls.course = Course(cls.server.url, cls.server.admin_password(), pathlib.Path(cls.folder.name))
        cls.package = cls.course.walk()

    def test_the_lawful_course_reaches_the_archive(self):
        matter = self.course.people["chen"].matter(self.course.matter).json
        self.assertTrue(matter["finished"])
        self.assertIn("archived", [state["id"] for state in matter["states"]])

    def test_the_package_verifies_without_the_server(self):
        verified = subprocess.run(["sh", "data/verify.sh"], cwd=self.package, capture_output=True, text=True, check=False)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_archived_documents_are_found_and_handed_out(self):
        archivist = self.course.people["chen"]
        wanted = "/v1/archive/records?facets=true&kind=LEG-01&q=" + urllib.parse.quote("履行法定程序的说明")
        end = time.monotonic() + 20  # the index follows the package
        while not (found := archivist.get(wanted).json)["records"] and time.monotonic() < end:
            time.sleep(0.05)
        record = found["records"][0]
        self.assertEqual((record["kind"], found["facets"]["complete"]), ("LEG-01", True))
        place = f"/v1/archive/records/{record['document']}"
        purpose = "?purpose=" + urllib.parse.quote("行政复议")
        whole = archivist.get(place + purpose).body
        self.assertIn("履行法定程序的说明", whole.decode())
        self.assertIn("决策承办单位：区政府办；", whole.decode())
        part = archivist.request("GET", place + purpose, headers={"Range": "bytes=0-8"})
        self.assertEqual((part.status, part.body), (206, whole[:9]))

        # A copy without a name, asked for twice under one key: kept once.
        reason = urllib.parse.quote("删去姓名")
        kept = [archivist.request("POST", f"{place}/copies?reason={reason}", "（已删去姓名）".encode(), {"Idempotency-Key": "copy-1"},
                                  "text/plain; charset=utf-8").json for _ in range(2)]
        self.assertEqual(kept[0], kept[1])
        self.assertEqual([copy["id"] for copy in archivist.get(place + "/copies").json["copies"]], [kept[0]["id"]])
        self.assertEqual(archivist.get(kept[0]["links"]["file"] + purpose).body.decode(), "（已删去姓名）")
        accesses = archivist.get(f"/v1/archive/{urllib.parse.quote(record['archival_code'])}/accesses").json["accesses"]
        accesses = [access for access in accesses if "document" in access]  # beside them, those of the whole package
        self.assertEqual([access["purpose"] for access in accesses], ["行政复议"] * 3)
        self.assertEqual(accesses[0]["copy"], kept[0]["id"])

    def test_record_and_minutes_of_the_meeting_are_assembled_by_the_system(self):
        office, meeting = self.course.people["zhao"], f"/v1/matters/{self.course.matter}/meetings"
        sat = office.get(meeting).json["meetings"][-1]
        self.assertEqual([(each["member"]["account"], each["stance"], each["status"]) for each in sat["stances"]],
                         [("jia", "agree", "confirmed"), ("yi", "agree", "entered"), ("bing", "oppose", "confirmed")])
        page = office.request("GET", f"{meeting}/{sat['number']}/record", headers={"Accept": "text/html"}).body.decode()
        self.assertIn("专区面积不足，不同意", page)
        markup = office.request("GET", f"{meeting}/{sat['number']}/minutes", headers={"Accept": "application/akn+xml"}).body
        self.assertEqual(ElementTree.fromstring(markup)[0].get("name"), "minutes")
        filed = {}
        for document in office.get(f"/v1/matters/{self.course.matter}/documents").json["documents"]:
            filed[document["code"]] = office.get(f"/v1/documents/{document['id']}").body.decode()
        self.assertIn("决定\n  组成人员意见：同意2人，不同意1人，弃权0人\n  同意", filed["MTG-04"])
        self.assertIn("编号：〔2026〕1号", filed["MTG-05"])
        # What lay before the meeting, and who was called, came and kept out, nobody wrote and nobody filed.
        self.assertIn("合法性审查：合法", filed["MTG-01"])
        self.assertIn("LEG-05：《审查意见落实情况说明》，第1版，区政府办刘（承办人）于", filed["MTG-01"])
        self.assertIn("缺席（1人）", filed["MTG-03"])
        self.assertIn("列席：区司法局、区财政局", filed["MTG-03"])

    def test_statements_show_as_stale_what_the_rules_count_no_more(self):
        """The minutes came back with their number; the draft was changed after the experts; the risk report was put back."""
        stale = {}
        for each in self.course.people["zhao"].get(f"/v1/matters/{self.course.matter}/statements").json["statements"]:
            if each["signature"]:
                stale.setdefault(each["event"], []).append(each["dossier"]["stale"])
        self.assertEqual(sorted(stale["minutes.sign"]), [False, False, True, True])  # all of one moment
        self.assertEqual(stale["experts.opinion"], [True])
        for event in ("review.counsel", "review.opinion", "record.sign", "decision.sign"):
            self.assertFalse(any(stale[event]), event)

    def gavel_verify(self, *arguments):
        done = subprocess.run([os.environ["GAVEL"], "verify", *map(str, arguments)], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def test_a_member_takes_their_dissent_along_and_it_proves_itself(self):
        place = f"/v1/matters/{self.course.matter}/own-record"
        answer = self.course.people["bing"].get(place)
        file = pathlib.Path(self.folder.name) / "dissent.json"
        file.write_bytes(answer.body)
        self.assertEqual([json.loads(record["event"])["name"] for record in answer.json["records"]],
                         ["meeting.arrive", "meeting.stance", "stance.confirm"])
        code, said = self.gavel_verify(file)
        self.assertEqual(code, 0, said)
        file.write_bytes(answer.body.replace(b"oppose", b"agree "))
        self.assertEqual(self.gavel_verify(file)[0], 1)
        with self.assertRaises(Problem) as refused:
            self.course.admin.get(place)
        self.assertEqual(refused.exception.status, 404)

    def test_one_command_verifies_a_signed_statement_offline(self):
        folder = pathlib.Path(self.folder.name)
        answer = self.course.people["wang"].get(f"/v1/matters/{self.course.matter}/own-record")
        # The excerpt proves whose the keys were and that they were in force.
        excerpt = folder / "own.json"
        excerpt.write_bytes(answer.body)
        self.assertTrue(answer.json["keys"])
        code, said = self.gavel_verify(excerpt)
        self.assertEqual(code, 0, said)
        excerpt.write_text(json.dumps({**answer.json, "keys": []}), encoding="utf-8")
        code, said = self.gavel_verify(excerpt)
        self.assertEqual(code, 1, said)
        self.assertIn("[key-not-in-register]", said)
        record = next(each for each in answer.json["records"] if "statement" in each)["statement"]
        names = [folder / name for name in ("statement.json", "statement.sig", "signer.pem")]
        for name, content in zip(names, (record["bytes"].encode(), base64.b64decode(record["signature"]), record["key"].encode())):
            name.write_bytes(content)
        command = (names[0], "--signature", names[1], "--signer-key", names[2])
        code, said = self.gavel_verify(*command)
        self.assertEqual(code, 0, said)
        # By the ledger's order, with the key as the register has it.
        digest = hashlib.sha256(record["bytes"].encode()).hexdigest()
        proof = folder / "signing.json"
        proof.write_text(json.dumps(self.course.admin.get(f"/v1/signatures?statement={digest}").json))
        code, said = self.gavel_verify(names[0], "--signature", names[1], "--signing-proof", proof)
        self.assertEqual(code, 0, said)
        names[0].write_bytes(record["bytes"].replace('"event":"', '"event":"un', 1).encode())
        self.assertEqual(self.gavel_verify(*command)[0], 1)
        self.assertEqual(self.gavel_verify(names[0])[0], 2)

    def test_each_forbidden_act_is_refused_by_its_rule_and_changes_nothing(self):
        self.assertFalse(self.course.faults, "\n" + "\n".join(self.course.faults))
        missed = {rule for _, rule, _, _, _ in ATTEMPTS} - set(self.course.tried)
        self.assertEqual(missed, set(), "attempts whose moment never came")

    def test_every_main_guard_was_tried(self):
        declared = {rule["id"] for rule in self.course.admin.get("/v1/procedures/major-decision").json["rules"]}
        tried = set(self.course.tried)
        self.assertLessEqual(set(MAIN), declared)
        self.assertEqual({rule for rule in TRIED_APART if rule not in tried}, set())
        self.assertEqual([rule for rule in MAIN if rule not in tried and rule not in BEHIND_ANOTHER_GATE], [])
        print(f"\n{len(self.course.tried)} forbidden acts refused, {len(tried)} of {len(declared)} rules; "
              f"{self.course.strangers} times somebody without the role was refused")

    def test_every_answer_is_as_the_openapi_document_describes_it(self):
        if self.description is None:
            self.skipTest("no JSON Schema validator: install python3-jsonschema")
        self.assertEqual(sorted(set(self.description.faults)), [])
        print(f"\n{self.description.held} answers of {len(self.description.operations)} operations are as described")

    def test_the_server_said_no_error(self):
        self.assertNotRegex(self.server.said(), r"\[(error|critical)\]")


if __name__ == "__main__":
    unittest.main(verbosity=2)

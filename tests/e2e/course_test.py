"""Black box: the lawful course reaches the archive, and each forbidden act on the way is refused by its rule, with its
article, in both languages, and changes nothing. GAVEL names the built program."""
import pathlib
import subprocess
import tempfile
import unittest

from server import Server
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

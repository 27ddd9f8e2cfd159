#!/usr/bin/env python3
"""The archive's register, harvested by somebody else's program (sickle, from PyPI) over OAI-PMH, and its finding aid.
Exit 77 when sickle cannot be had: the test has not run, and says why.

GAVEL: the program; OUTSIDE: folder for what is installed."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree

HERE = pathlib.Path(__file__).resolve().parent
VENV = pathlib.Path(os.environ["OUTSIDE"]) / "harvest"
sys.path.insert(0, str(HERE.parent / "e2e"))

HARVEST = """
import json, sys
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch
url, password = sys.argv[1:]
sickle = Sickle(url, auth=("harvester", password))
records = list(sickle.ListRecords(metadataPrefix="oai_dc"))
one = sickle.GetRecord(identifier=records[0].header.identifier, metadataPrefix="ead3")
try:
    sickle.ListRecords(metadataPrefix="oai_dc", set="year:1999")
    nothing = "records"
except NoRecordsMatch:
    nothing = "NoRecordsMatch"
print(json.dumps({"name": sickle.Identify().repositoryName, "formats": [f.metadataPrefix for f in sickle.ListMetadataFormats()],
                  "sets": [s.setSpec for s in sickle.ListSets()], "records": [r.metadata for r in records], "ead3": one.raw,
                  "sets_of_one": records[0].header.setSpecs, "nothing": nothing}))
"""
HARVEST_OPEN = """
import sys
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch
try:
    for record in Sickle(sys.argv[1]).ListRecords(metadataPrefix="oai_dc"):
        print(record.metadata["identifier"][0])
except NoRecordsMatch:
    pass
"""


def cannot(why):
    print(f"not run: {why}", flush=True)
    os._exit(77)  # unittest would take sys.exit for an error of the test


def installed():
    python = VENV / "bin" / "python"
    have = [str(python), "-c", "import sickle"]
    if not python.exists() or subprocess.run(have, capture_output=True, check=False).returncode != 0:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True)
        done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "sickle==0.7.0"], check=False, capture_output=True, text=True)
        if done.returncode != 0:
            cannot("sickle could not be installed from PyPI: " + done.stderr[-300:])
    return python


class Harvest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.python = installed()
        from course import Course
        from server import Server
        cls.server = Server().start()
        cls.addClassCleanup(cls.server.stop)
        folder = tempfile.TemporaryDirectory(prefix="gavel-harvest-")
        cls.addClassCleanup(folder.cleanup)
        cls.course = Course(cls.server.url, cls.server.admin_password(), pathlib.Path(folder.name))
        cls.course.walk()
        cls.course.admin.post("/v1/accounts", {"account": "harvester", "name": "Harvester", "unit": "system", "roles": ["harvester"], "password": "a long password"})

    def test_an_outside_harvester_reads_everything(self):
        import json
        done = subprocess.run([str(self.python), "-c", HARVEST, self.server.url + "/oai", "a long password"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        said = json.loads(done.stdout)
        title = self.course.people["chen"].matter(self.course.matter).json["title"]
        self.assertIn(title, [record["title"][0] for record in said["records"]])
        self.assertEqual((said["formats"], said["nothing"]), (["oai_dc", "ead3"], "NoRecordsMatch"))
        self.assertLessEqual(set(said["sets_of_one"]), set(said["sets"]))
        self.assertIn("http://ead3.archivists.org/schema/", said["ead3"])

    def test_what_is_open_is_harvested_without_an_account(self):
        from client import Client
        from urllib.parse import quote
        public, archivists = Client(self.server.url), []
        for name in ("first", "second"):
            self.course.admin.post("/v1/accounts", {"account": name, "name": name, "unit": "system", "roles": ["archivist"], "password": "a long password"})
            archivists.append(public.log_in(name, "a long password"))
        harvest = [str(self.python), "-c", HARVEST_OPEN, self.server.url + "/oai/open"]
        self.assertEqual(subprocess.run(harvest, capture_output=True, text=True, check=True).stdout.split(), [])
        code = archivists[0].get("/v1/archive").json["packages"][0]["code"]
        act = archivists[0].post(f"/v1/archive/{quote(code)}/keeping", {"kind": "access", "outcome": "open", "reason": "已公布", "review": "区保密审〔2026〕7号"}).json["id"]
        self.assertEqual(archivists[1].post(f"/v1/archive/keeping/{act}/answer", {"agreed": True}).status, 200)
        self.assertEqual(subprocess.run(harvest, capture_output=True, text=True, check=True).stdout.split(), [code])

    def test_the_finding_aid_lists_the_volume_and_its_documents(self):
        aid = tree.fromstring(self.course.people["chen"].get("/v1/archive/finding-aid").body)
        space = {"e": "http://ead3.archivists.org/schema/"}
        volumes = aid.findall(".//e:c[@level='file']", space)
        self.assertTrue(volumes)
        self.assertGreater(len(volumes[-1].findall(".//e:c[@level='item']", space)), 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""The program's commands as a person at a terminal meets them. GAVEL names the built program."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.request

GAVEL = os.environ["GAVEL"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
ENGLISH = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


def gavel(*arguments, env=ENGLISH, timeout=60, cwd=None):
    return subprocess.run([GAVEL, *arguments], capture_output=True, text=True, env=env, timeout=timeout, check=False, cwd=cwd)


class Deadline(unittest.TestCase):
    def test_working_days_skip_spring_festival_and_count_make_up_days(self):
        self.assertEqual(gavel("deadline", "--from", "2026-01-30", "--workdays", "30").stdout, "2026-03-19\n")

    def test_calendar_days_end_after_a_rest_day_unless_counted_plainly(self):
        self.assertEqual(gavel("deadline", "--from", "2026-01-30", "--days", "30").stdout, "2026-03-02\n")
        self.assertEqual(gavel("deadline", "--from", "2026-01-30", "--days", "30", "--plain").stdout, "2026-03-01\n")
        # The day before a rest day, and the first after it.
        self.assertEqual(gavel("deadline", "--from", "2026-02-27", "--days", "7").stdout, "2026-03-06\n")
        self.assertEqual(gavel("deadline", "--from", "2026-02-27", "--days", "8").stdout, "2026-03-09\n")

    def test_a_deadline_past_the_last_notice_is_provisional_and_says_which_year_is_missing(self):
        answer = gavel("deadline", "--from", "2026-12-15", "--workdays", "30").stdout
        self.assertRegex(answer, r"^2027-01-\d\d \(provisional: .*2027.*2026-12-31\)*\n$")

    def test_chinese_where_the_environment_is_chinese(self):
        answer = gavel("deadline", "--from", "2026-12-15", "--workdays", "30", env={**ENGLISH, "LC_ALL": "zh_CN.UTF-8"})
        self.assertIn("暂定", answer.stdout)

    def test_an_organ_with_local_days_counts_by_them(self):
        def pack(name, extends, days):
            return json.dumps({"id": name, "procedure": "major-decision", "organ": {"zh": "区", "en": "Region"}, "level": "city" if extends else "province", **extends, "local_days": days,
                               "versions": [{"version": "1", "effective_from": "2026-01-01", "basis": {"zh": "规则", "en": "Rule"}, "parameters": {}}]})

        def day(date, off=True):
            return {"date": date, "off": off, "name": "节日", "source": "放假通知"}

        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "policy").mkdir()
            (pathlib.Path(folder) / "policy/region.json").write_text(pack("region", {}, [day("2026-04-20"), day("2026-04-25", False)]))
            (pathlib.Path(folder) / "policy/city.json").write_text(pack("city", {"extends": "region"}, [day("2026-04-21")]))

            def last(*arguments):
                return gavel("deadline", *arguments, "--workflows", folder).stdout

            self.assertEqual(last("--from", "2026-04-17", "--workdays", "1"), "2026-04-20\n")
            self.assertEqual(last("--from", "2026-04-17", "--workdays", "1", "--policy", "region"), "2026-04-21\n")
            self.assertEqual(last("--from", "2026-04-17", "--workdays", "1", "--policy", "city"), "2026-04-22\n")
            self.assertEqual(last("--from", "2026-04-17", "--days", "3", "--policy", "city"), "2026-04-22\n")
            self.assertEqual(last("--from", "2026-04-24", "--workdays", "1", "--policy", "city"), "2026-04-25\n")
            wrong = gavel("deadline", "--from", "2026-04-17", "--days", "3", "--policy", "village", "--workflows", folder)
            self.assertEqual(wrong.returncode, 1, wrong)
            self.assertIn("There is no policy pack village; there are city, region.", wrong.stderr)

    def test_wrong_input_is_one_sentence_and_exit_2(self):
        for arguments, said in [
            (["--from", "2026-02-30", "--days", "3"], "2026-02-30"),
            (["--from", "2026-01-30"], "--days N or --workdays N"),
            (["--from", "2026-01-30", "--days", "3", "--workdays", "3"], "--days N or --workdays N"),
            (["--from", "2026-01-30", "--workdays", "3", "--plain"], "--plain"),
            (["--from", "2026-01-30", "--days", "-3"], "--days: -3 is wrong: this must be a whole number from 0 to 36600."),
            (["--from", "2026-01-30", "--days", "x"], "--days: x is wrong: this must be a whole number from 0 to 36600."),
            (["--from", "2026-01-30", "--workdays", "1.5"], "--workdays: 1.5 is wrong"),
            (["--from", "today", "--days", "3"], "--from: today is no day; it should look like 2026-01-30."),
        ]:
            with self.subTest(arguments):
                answer = gavel("deadline", *arguments)
                self.assertEqual(answer.returncode, 2, answer)
                self.assertIn(said, answer.stderr)
                self.assertEqual(answer.stdout, "")

    def test_what_would_be_right_is_said_in_the_language_asked_for(self):
        chinese = {**ENGLISH, "LC_ALL": "zh_CN.UTF-8"}
        wrong = ["deadline", "--from", "2026-01-30", "--days", "x"]
        said = "--days: x 不对：应为 0 至 36600 的整数。\n加 --help 查看用法。\n"
        for answer in (gavel(*wrong, "--language", "zh"), gavel(*wrong, "--language=zh"), gavel(*wrong, env=chinese)):
            self.assertEqual((answer.returncode, answer.stderr), (2, said))
        english = gavel(*wrong, "--language", "en", env=chinese).stderr
        self.assertEqual(english, "--days: x is wrong: this must be a whole number from 0 to 36600.\nRun with --help for more information.\n")
        for arguments, said in [
            (["deadline", "--from", "1月30日", "--days", "3"], "--from: 1月30日 不是日期；应形如 2026-01-30。"),
            (["serve", "--port", "http"], "--port: http 不对：应为 0 至 65535 的整数。"),
            (["serve", "--port", "70000"], "--port: 70000 不对：应为 0 至 65535 的整数。"),
            (["serve", "--io-threads", "all"], "--io-threads: all 不对：应为 0 至 1024 的整数。"),
            (["serve", "--fixity-days", "0"], "--fixity-days: 0 不对：应为 1 至 3650 的整数。"),
            (["serve", "--fixity-rate", "-1"], "--fixity-rate: -1 不对：应为 0 至 1000000 的整数。"),
            (["serve", "--witness-alarm", "soon"], "--witness-alarm: soon 不对：应为 1 至 100000 的整数。"),
            (["serve", "--clock", "fast"], "--clock: fast 不对：应为以下之一：system, virtual。"),
            (["serve", "--clock", "virtual", "--clock-start", "2026-01-05"], "--clock-start 2026-01-05 不是时刻；应形如 2026-01-05T09:00:00+08:00。"),
            (["fsck", "--most", "many"], "--most: many 不对：应为 0 至 1000000000 的整数。"),
            (["check", "--language", "fr", "x.scxml"], "--language: fr"),
        ]:
            with self.subTest(arguments):
                answer = gavel(*arguments, *([] if "--language" in arguments else ["--language", "zh"]))
                self.assertNotEqual(answer.returncode, 0)
                self.assertIn(said, answer.stderr)


class Law(unittest.TestCase):
    FILE = str(ROOT / "workflows/major-decision.scxml")

    def test_every_binding_article_has_its_carriers_and_tests(self):
        answer = gavel("law", self.FILE)
        self.assertEqual(answer.returncode, 0, answer)
        self.assertIn("36 binding articles, 0 gaps, 0 without a test", answer.stdout)
        self.assertIn("rule G08  The notice stays open until its period is over.  ← notice.close", answer.stdout)
        self.assertIn("legality_max_workdays = 15 (the organ's own default, no citation)", answer.stdout)

    def test_json_is_what_the_api_answers(self):
        law = json.loads(gavel("law", "--json", self.FILE).stdout)
        decree = law["sources"][0]
        self.assertEqual([decree["id"], len(decree["articles"])], ["decree-713", 44])
        fifteen = decree["articles"][14]
        self.assertIn("Article15.NoticeMayNotCloseEarly", fifteen["tests"])
        self.assertEqual([article["article"] for article in decree["articles"] if article["gap"]], [])

    def test_guards_timers_separations_and_changes_have_their_tests(self):
        law = json.loads(gavel("law", "--json", self.FILE).stdout)
        for name, key, least in [("guards", "id", 32), ("timers", "id", 18), ("separations", "number", 12), ("changes", "class", 6)]:
            self.assertGreaterEqual(len(law[name]), least, name)
            self.assertEqual([each[key] for each in law[name] if not each["tests"]], [], name)
        text = gavel("law", self.FILE).stdout
        self.assertIn("never both auditor — any other", text)
        self.assertIn("re-opens fc  Fair competition (where the matter touches market activity or where the change does)", text)

    def test_a_gap_is_shown_and_exits_1(self):
        xml = pathlib.Path(self.FILE).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "gap.scxml"
            file.write_text(xml.replace('<g:article number="44"', '<g:article number="45" binds="true" zh="无" en="None"/><g:article number="44"'), encoding="utf-8")
            answer = gavel("law", str(file))
            self.assertEqual(answer.returncode, 1)
            self.assertIn("GAP", answer.stdout)
            self.assertEqual(gavel("law", str(file) + ".none").returncode, 1)


class Difference(unittest.TestCase):
    def test_a_register_and_a_separation_are_told_in_words(self):
        vote = (ROOT / "workflows/collective-vote.scxml").read_text(encoding="utf-8")
        decision = (ROOT / "workflows/major-decision.scxml").read_text(encoding="utf-8")
        for new, old, said in [
            (vote, re.sub(r'\s+register="minutes"\s+of="[^"]*"', "", vote), 'register was "none", is "minutes"'),
            (decision, decision.replace(' apart="office:justice"', ""), 'Separation of duties 01'),
        ]:
            with self.subTest(said), tempfile.TemporaryDirectory() as folder:
                files = [pathlib.Path(folder) / name for name in ("old.scxml", "new.scxml")]
                for file, xml in zip(files, (old, new)):
                    file.write_text(xml, encoding="utf-8")
                answer = gavel("diff", *map(str, files))
                self.assertIn(said, answer.stdout, answer.stderr)


class Misuse(unittest.TestCase):
    def test_unknown_repeated_and_missing_arguments_exit_2(self):
        for arguments in [["serve", "--colour", "red"], ["serve", "--port", "1", "--port", "2"], ["serve", "--clock", "sundial"],
                          ["check"], ["conquer"], []]:
            with self.subTest(arguments):
                answer = gavel(*arguments)
                self.assertEqual(answer.returncode, 2, answer)
                self.assertTrue(answer.stderr)


class Check(unittest.TestCase):
    def test_the_shipped_procedures_have_no_errors(self):
        answer = gavel("check", *map(str, sorted((ROOT / "workflows").glob("*.scxml"))))
        self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_a_file_that_is_no_procedure_is_named_with_line_and_column(self):
        with tempfile.NamedTemporaryFile("w", suffix=".scxml") as file:
            file.write("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>\n<state id='a'>\n</scxml>")
            file.flush()
            answer = gavel("check", file.name)
            self.assertEqual(answer.returncode, 1)
            self.assertRegex(answer.stderr, rf"{file.name}:\d+:\d+: error: ")

    def test_the_line_is_shown_with_a_caret_below_the_column(self):
        with tempfile.NamedTemporaryFile("w", suffix=".scxml") as file:
            file.write("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>\n <stat id='a'/>\n</scxml>")
            file.flush()
            answer = gavel("check", file.name)
            self.assertIn("\n  2 |  <stat id='a'/>\n    |   ^\n", answer.stderr)

    # A mandatory step that can be avoided: told with the shortest course, every event by its title.
    AVOIDABLE = """<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:g='urn:gavel:procedure:1' version='1.0'
 datamodel='ecmascript' name='p' g:version='1' g:zh='程' g:en='p'>
<g:source id='law' zh='法' en='Law'/>
<g:mandatory id='M1' before='done' through='review' cite='law:25' zh='合法性审查' en='legality review'/>
<g:event name='send' who='anyone' zh='送审' en='Send'/><g:event name='skip' who='anyone' zh='跳过' en='Skip'/>
<state id='a'><transition event='send' target='review'/><transition event='skip' target='done'/></state>
<state id='review'><transition event='send' target='done'/></state><final id='done'/></scxml>"""
    CHINESE = ("错误：不经必经步骤 M1（合法性审查）也能到达“done”：skip（跳过） [mandatory-step-avoidable]", "1 个错误，0 个警告")

    def test_all_is_said_in_the_language_asked_for_or_else_of_the_environment(self):
        chinese = {**ENGLISH, "LC_ALL": "zh_CN.UTF-8"}
        with tempfile.NamedTemporaryFile("w", suffix=".scxml", encoding="utf-8") as file:
            file.write(self.AVOIDABLE)
            file.flush()
            english = gavel("check", file.name)
            self.assertEqual(english.returncode, 1)
            self.assertIn(f"{file.name}:4:2: error: 'done' can be reached without the mandatory step M1 (legality review): "
                          "skip (Skip) [mandatory-step-avoidable]\n", english.stderr)
            self.assertEqual(gavel("check", "--language", "en", file.name, env=chinese).stderr, english.stderr)
            for answer in (gavel("check", file.name, env=chinese), gavel("check", "--language", "zh", file.name)):
                self.assertEqual(answer.returncode, 1)
                for said in self.CHINESE:
                    self.assertIn(said, answer.stderr)

    def test_what_cannot_be_read_is_said_in_chinese_too(self):
        with tempfile.NamedTemporaryFile("w", suffix=".scxml") as file:
            file.write("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>\n"
                       "<state id='a'><transition cond='x +'/></state>\n</scxml>")
            file.flush()
            for command in (["check", "--language", "zh", file.name], ["diff", "--language", "zh", file.name, file.name]):
                self.assertIn("错误：此处应为值，表达式却已结束 [bad-expression]", gavel(*command).stderr)

    def test_empty_endless_and_huge_files_are_refused_at_once(self):
        with tempfile.NamedTemporaryFile(suffix=".scxml") as huge, tempfile.NamedTemporaryFile() as empty:
            huge.truncate(100_000_000)
            for name, said in ((huge.name, "more than the 4194304 bytes"), ("/dev/zero", "more than the 4194304 bytes"),
                               (empty.name, "no element"), ("/tmp", "cannot be read")):
                with self.subTest(name):
                    answer = gavel("check", name, timeout=10)
                    self.assertEqual(answer.returncode, 1)
                    self.assertIn(said, answer.stderr)

    def test_a_missing_file_is_an_error(self):
        answer = gavel("check", "/nowhere.scxml")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("/nowhere.scxml", answer.stderr)


class PolicyCheck(unittest.TestCase):
    PACK = """{
  "id": "city",
  "procedure": "major-decision",
  "organ": {"zh": "某市人民政府", "en": "A city"},
  "level": "city",
  "extends": "inner-mongolia",
  "versions": [
    {
      "version": "1",
      "effective_from": "2026-01-01",
      "basis": {"zh": "规则", "en": "Rule"},
      "parameters": {
        "notice_days": 30,
        "notice_unit": "workday"
      }
    }
  ]
}
"""

    def check(self, text, env=ENGLISH):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "city.json"
            file.write_text(text, encoding="utf-8")
            answer = gavel("policy", "check", str(file), "--workflows", str(ROOT / "workflows"), env=env)
            return answer.returncode, answer.stdout.replace(str(file), "city.json"), answer.stderr

    def test_a_right_pack_and_the_shipped_ones_have_nothing_wrong(self):
        self.assertEqual(self.check(self.PACK), (0, "city.json: nothing wrong\n", ""))
        shipped = [str(file) for file in (ROOT / "workflows/policy").glob("*.json") if file.name != "schema.json"]
        self.assertEqual(gavel("policy", "check", *shipped, "--workflows", str(ROOT / "workflows")).returncode, 0)

    def test_below_the_law_names_line_value_what_is_right_and_the_article(self):
        code, said, _ = self.check(self.PACK.replace('"notice_days": 30', '"notice_days": 29'))
        self.assertEqual(code, 1)
        self.assertIn("city.json:13: /versions/0/parameters/notice_days:", said)
        for part in ("29", "at least 30", "Decree 713 art. 15"):
            self.assertIn(part, said)

    def test_everything_wrong_is_told_at_once_in_the_order_of_lines(self):
        wrong = self.PACK.replace('"level": "city"', '"level": "village"').replace('"2026-01-01"', '"2026-02-30"').replace('"id"', '"name"')
        code, said, _ = self.check(wrong)
        self.assertEqual(code, 1)
        self.assertEqual([line.split(":")[1] for line in said.splitlines()], ["1", "2", "5", "10"], said)

    def test_an_unknown_parameter_and_a_procedure_that_is_not_there(self):
        _, said, _ = self.check(self.PACK.replace('"notice_days"', '"notice_dayz"'))
        self.assertIn("notice_dayz", said)
        self.assertIn("notice_days", said)
        code, said, _ = self.check(self.PACK.replace("major-decision", "minor-decision"))
        self.assertEqual(code, 1)
        self.assertIn("city.json:3: /procedure:", said)

    def test_a_local_day_of_a_year_without_a_table_is_told_and_is_not_wrong(self):
        days = '"local_days": [{"date": "2027-04-08", "off": true, "name": "节日", "source": "通知"}],\n  "versions"'
        code, said, _ = self.check(self.PACK.replace('"versions"', days))
        self.assertEqual(code, 0)
        self.assertRegex(said, r"^city\.json:\d+: /local_days/0/date: 2027-04-08 is outside the years of the holiday table \(2019 to 2026\)")
        self.assertTrue(said.endswith("city.json: nothing wrong\n"), said)
        code, said, _ = self.check(self.PACK.replace('"versions"', days.replace("true", "false")))
        self.assertEqual(code, 1)
        self.assertIn("/local_days/0/date: This is no Saturday or Sunday", said)

    def test_a_holiday_of_the_state_councils_is_not_worked(self):
        days = '"local_days": [{"date": "2026-06-20", "off": false, "name": "节日", "source": "通知"}],\n  "versions"'
        code, said, _ = self.check(self.PACK.replace('"versions"', days))
        self.assertEqual(code, 1)
        self.assertIn("/local_days/0/date: 2026-06-20 lies within a holiday of the State Council's", said)

    def test_another_pack_that_lags_behind_this_one_is_a_warning_that_names_it(self):
        region = self.PACK.replace('"id": "city"', '"id": "inner-mongolia"').replace('"level": "city"', '"level": "province"')
        region = region.replace('  "extends": "inner-mongolia",\n', "").replace('"notice_days": 30', '"notice_days": 40')
        code, said, _ = self.check(region)
        self.assertEqual(code, 0, said)
        self.assertRegex(said, r"arxan\.json:\d+: /versions/\d/parameters/notice_days: warning: .*notice_days is 30, looser than the 40 of inner-mongolia 1 "
                               r"\(Decree 713 art\. 15\)\. The stricter holds, 40,")
        self.assertIn("city.json: nothing wrong\n", said)

    def test_a_level_that_does_not_go_with_the_pack_above_or_the_years_of_transfer(self):
        code, said, _ = self.check(self.PACK.replace('"level": "city"', '"level": "province"'))
        self.assertEqual(code, 1)
        self.assertRegex(said, r"city\.json:6: /extends: A pack of the level province cannot extend inner-mongolia, which is of the level province")
        code, said, _ = self.check(self.PACK.replace('"notice_days": 30', '"transfer_years": "10"'))
        self.assertEqual(code, 1)
        self.assertIn("city.json:13: /versions/0/parameters/transfer_years: ", said)
        self.assertIn("transfer_years may not be 10: for an organ of the level city it is 20 (Regulations implementing the Archives Law art. 20)", said)

    def test_what_is_no_json_tells_the_line(self):
        code, said, _ = self.check(self.PACK.replace('"level": "city",', '"level": "city"'))
        self.assertEqual(code, 1)
        self.assertRegex(said, r"^city\.json:6: ")

    def test_an_empty_file_is_read_and_is_no_pack(self):
        code, said, told = self.check("")
        self.assertEqual((code, told), (1, ""))
        self.assertRegex(said, r"^city\.json:1: ")

    def test_a_folder_is_no_file(self):
        answer = gavel("policy", "check", str(ROOT / "workflows"))
        self.assertEqual(answer.returncode, 2)
        self.assertIn("Is a directory", answer.stderr)

    def test_chinese_where_the_environment_is_chinese(self):
        _, said, _ = self.check(self.PACK.replace('"notice_days": 30', '"notice_days": 29'), env={**ENGLISH, "LC_ALL": "zh_CN.UTF-8"})
        self.assertIn("第15条", said)

    def test_a_file_that_is_not_there_is_one_sentence_and_exit_2(self):
        answer = gavel("policy", "check", "/nowhere.json")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("/nowhere.json", answer.stderr)


class Server:
    """A server of its own, on a free port, in a folder of its own."""

    def __init__(self, folder, *arguments, port=0, workflows=ROOT / "workflows", data=None):
        self.data = pathlib.Path(folder) / "data"
        self.address_file = pathlib.Path(folder) / "address"
        self.data.mkdir(exist_ok=True)
        os.chmod(folder, 0o777)  # as root the server becomes another user
        self.process = subprocess.Popen(
            [GAVEL, "serve", "--data", data or str(self.data), "--port", str(port), "--address-file", str(self.address_file),
             "--workflows", str(workflows), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENGLISH, cwd=folder)

    def wait(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if self.address_file.exists() and self.address_file.read_text().strip():
                return self.address_file.read_text().strip()
            time.sleep(0.05)
        raise AssertionError(f"the server did not start: {self.process.communicate(timeout=5)}")

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


class Serve(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="gavel-cli-", ignore_cleanup_errors=True)
        self.addCleanup(self.folder.cleanup)

    def start(self, *arguments, **options):
        server = Server(self.folder.name, *arguments, **options)
        self.addCleanup(server.stop)
        return server

    def test_starts_says_how_to_log_in_and_stops_cleanly_on_ctrl_c(self):
        server = self.start()
        address = server.wait()
        with urllib.request.urlopen(address + "/readyz") as answer:
            self.assertEqual(answer.status, 200)
        code, out, _ = server.stop(signal.SIGINT)
        self.assertEqual(code, 0)
        self.assertIn(address, out)
        self.assertIn("admin-password", out)
        self.assertFalse((server.data / "postgresql" / "postmaster.pid").exists(), "PostgreSQL was left running")

    def test_a_second_start_takes_under_five_seconds(self):
        self.start().wait()
        self.doCleanups()
        self.setUp()
        first = self.start()
        first.wait()
        first.stop()
        first.address_file.unlink()
        begin = time.monotonic()
        second = self.start()
        second.wait()
        self.assertLess(time.monotonic() - begin, 5)

    def test_a_busy_port_is_one_sentence_and_damages_nothing(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            server = self.start(port=port)
            self.assertEqual(server.process.wait(60), 1)
            _, _, err = server.stop()
            self.assertIn(f"127.0.0.1:{port}", err)
        self.start().wait()

    def test_a_database_that_dies_is_started_again(self):
        server = self.start()
        address = server.wait()
        postmaster = int((server.data / "postgresql" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                now = int((server.data / "postgresql" / "postmaster.pid").read_text().split()[0])
                with urllib.request.urlopen(address + "/readyz") as answer:
                    if answer.status == 200 and now != postmaster:
                        break
            except (OSError, IndexError):
                pass
            time.sleep(0.1)
        else:
            self.fail("the database did not come back")
        self.assertEqual(server.stop()[0], 0)

    def test_a_folder_in_use_names_the_process(self):
        first = self.start()
        first.wait()
        second = self.start()
        self.assertEqual(second.process.wait(60), 1)
        self.assertIn("in use by process", second.stop()[2])

    def test_a_data_folder_is_found_from_where_the_command_runs(self):
        server = self.start(data="data")
        server.wait()
        for state in ["running", "stopped"]:
            with self.subTest(state):
                answer = gavel("fsck", "--data", "data", cwd=self.folder.name)
                self.assertEqual((answer.returncode, answer.stderr), (0, ""), answer.stdout)
                self.assertIn("Sound", answer.stdout)
                server.stop()

    def test_a_wrong_database_url_is_one_sentence(self):
        for url in ["postgresql://nobody@127.0.0.1:1/none", "host=/nowhere dbname=gavel", "this is no url"]:
            with self.subTest(url):
                server = self.start("--database", url)
                self.assertEqual(server.process.wait(60), 1)
                err = server.stop()[2]
                self.assertTrue(err.startswith("gavel: "), err)
                self.assertLess(len(err.splitlines()), 6, err)

    def test_the_virtual_clock_is_refused_in_production(self):
        server = self.start("--production", "--clock", "virtual")
        self.assertEqual(server.process.wait(30), 1)
        self.assertIn("--clock virtual", server.stop()[2])

    def test_a_pack_that_lags_behind_the_one_above_does_not_stop_the_others(self):
        workflows = pathlib.Path(self.folder.name) / "workflows"
        shutil.copytree(ROOT / "workflows", workflows)
        region = workflows / "policy" / "inner-mongolia.json"
        region.write_text(region.read_text(encoding="utf-8").replace('"parameters": {}', '"parameters": {"notice_days": 40}'), encoding="utf-8")
        server = self.start(workflows=workflows)
        server.wait()
        code, out, err = server.stop()
        self.assertEqual(code, 0)
        self.assertRegex(out + err, r"arxan /versions/\d/parameters/notice_days: .*looser than the 40 of inner-mongolia 2021\.1")
        own = workflows / "policy" / "arxan.json"
        own.write_text(own.read_text(encoding="utf-8").replace('"level": "county"', '"level": "province"'), encoding="utf-8")
        server = self.start(workflows=workflows)
        self.assertEqual(server.process.wait(60), 1)
        self.assertIn("arxan /extends: ", server.stop()[2])

    def test_packs_hold_where_the_account_of_the_server_cannot_read_them_and_unreadable_ones_stop_it(self):
        workflows = pathlib.Path(self.folder.name) / "workflows"
        shutil.copytree(ROOT / "workflows", workflows)
        own = workflows / "policy" / "arxan.json"
        own.write_text(own.read_text(encoding="utf-8").replace('"level": "county"', '"level": "province"'), encoding="utf-8")
        workflows.chmod(0o700)
        server = self.start(workflows=workflows)
        self.assertEqual(server.process.wait(60), 1)
        self.assertIn("arxan /extends: ", server.stop()[2])
        shutil.rmtree(workflows / "policy")
        (workflows / "policy").write_text("no folder")
        server = self.start(workflows=workflows)
        self.assertEqual(server.process.wait(60), 1)
        self.assertIn("workflows/policy: cannot be read", server.stop()[2])

    def test_no_procedures_and_unsound_procedures_are_refused(self):
        empty = pathlib.Path(self.folder.name) / "empty"
        empty.mkdir()
        server = self.start(workflows=empty)
        self.assertEqual(server.process.wait(30), 1)
        self.assertIn(str(empty), server.stop()[2])
        (empty / "bad.scxml").write_text("<scxml/>")
        server = self.start(workflows=empty)
        self.assertEqual(server.process.wait(60), 1)
        self.assertIn("bad.scxml", server.stop()[2])


if __name__ == "__main__":
    unittest.main(verbosity=2)

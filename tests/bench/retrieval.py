#!/usr/bin/env python3
"""Searching the archive over HTTP, as an archivist does: a real server on a real PostgreSQL, filled with made-up records.

    BUILD=build/release python3 tests/bench/retrieval.py [records ...] [--characters N]

For each number of records (a hundred thousand and a million unless told) the same searches are timed, and the 95th
percentiles are compared. Prints one table; has no limits that fail."""
import argparse
import http.client
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "demo"), str(ROOT / "tests" / "faults")]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build" / "release")).resolve()
os.environ["GAVEL"] = str(BUILD / "gavel")
from client import Client  # noqa: E402
from two_nodes import Database, Node  # noqa: E402

COLUMNS = ("matter, n, archival_code, document, title, kind, stage, unit, procedure, year, at, people, media_type, size, sha256, "
           "searched, grams")
OF_EACH = 40  # searches of each kind


class Records:
    def __init__(self, database, characters):
        self.database, self.characters, self.count = database, characters, 0

    def psql(self, *commands, stdin=None):
        more = [argument for command in commands for argument in ("-c", command)]
        subprocess.run([str(self.database.bin / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", self.database.url, *more], check=True, stdin=stdin,
                       stdout=subprocess.DEVNULL)

    def answer(self, query):
        return subprocess.run([str(self.database.bin / "psql"), "-qXAt", self.database.url, "-c", query], check=True, capture_output=True,
                              text=True).stdout.strip()

    def fill(self, count):
        """As a big archive is loaded: rows first, then the indexes as the migrations have them."""
        indexes = self.answer("SELECT indexdef FROM pg_indexes WHERE tablename = 'archive_record' AND indexname LIKE 'archive_record_%' "
                              "AND indexname NOT LIKE '%key' AND indexname <> 'archive_record_pkey'").splitlines()
        names = [index.split(" INDEX ")[1].split(" ON ")[0] for index in indexes]
        self.psql(*(f"DROP INDEX {name}" for name in names))
        self.psql(f"""INSERT INTO package (matter, seq, ordered_at, status, fonds, year, retention, organisation, item, archival_code, title,
                     procedure, params, sha256, size, built_at, passed, reported, closed_on)
                     SELECT 'bench-' || n, 1, now(), 'built', 'X043', 1990 + n % 37, 'Y', 'BGS', n + 1,
                            format('X043-WS·%s-Y-BGS-%s', 1990 + n % 37, lpad(n::text, 7, '0')), 'bench', 'major-decision', '{{}}',
                            sha256('x'), 1, now(), true, true, make_date(1990 + n % 37, 12, 31)
                       FROM generate_series({self.count // 100}, {count // 100 - 1}) AS n""")
        writer = subprocess.Popen([str(BUILD / "bench_write_records"), str(self.count), str(count), str(self.characters)],
                                  stdout=subprocess.PIPE)
        self.psql(f"COPY archive_record ({COLUMNS}) FROM STDIN", stdin=writer.stdout)
        if writer.wait() != 0:
            raise SystemExit("bench: the records could not be made")
        self.psql("SET maintenance_work_mem = '1GB'", *indexes)
        self.psql("VACUUM ANALYZE archive_record")
        self.count = count


def searches(count, words):
    """By kind; the same for every size but for the numbers, which name records that exist."""
    chance = random.Random(713)
    common, rare = words[: len(words) // 20], words[len(words) // 2:]
    pick = chance.choice
    kinds = {
        "one character, common": lambda: {"q": pick(common)[0]},
        "one character, rare": lambda: {"q": pick(rare)[-1]},
        "two characters": lambda: {"q": pick(words)[:2]},
        "four characters": lambda: {"q": pick([word for word in words if len(word) >= 4])[:4]},
        "two words": lambda: {"q": pick(common)[:2] + " " + pick(rare)[:2]},
        "word and year": lambda: {"q": pick(common)[:2], "year": str(chance.randrange(1990, 2027))},
        "word and person": lambda: {"q": pick(common)[:2], "person": f"经办{chance.randrange(1000)}"},
        "the number of one record": lambda: {"q": f"第{chance.randrange(count)}号"},
        "archival code": lambda: {"code": f"X043-WS·{1990 + (n := chance.randrange(count // 100)) % 37}-Y-BGS-{n:07}"},
        "words of no record": lambda: {"q": pick(common)[:2] + pick(rare)[:2]},
        "facets of a word": lambda: {"q": pick(common)[:2], "facets": "true"},
    }
    return {kind: [make() for _ in range(OF_EACH)] for kind, make in kinds.items()}


def timed(url, token, wanted):
    address = urllib.parse.urlsplit(url).netloc
    connection = http.client.HTTPConnection(address, timeout=120)
    times, found = [], 0
    for query in wanted:
        target = "/v1/archive/records?" + urllib.parse.urlencode({**query, "limit": "50"})
        begun = time.perf_counter()
        connection.request("GET", target, headers={"Authorization": "Bearer " + token})
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise SystemExit(f"bench: {target}: {answer.status} {body[:300]}")
        found += len(json.loads(body)["records"])
    connection.close()
    return times, found


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(url, token, count, words):
    everything, by_kind = [], {}
    wanted = searches(count, words)
    for kind, queries in wanted.items():  # once unmeasured: a server that has been up for a while
        timed(url, token, queries[:5])
    for kind, queries in wanted.items():
        times, found = timed(url, token, queries)
        by_kind[kind] = (statistics.median(times), percentile(times, 0.95), found)
        everything += times
    return everything, by_kind


def the_archivist(node):
    admin = Client(node.url).log_in("admin", (node.data / "admin-password").read_text().strip())
    admin.post("/v1/units", {"id": "archives", "name": "Archives"})
    admin.post("/v1/accounts", {"account": "archivist", "name": "Archivist", "unit": "archives", "roles": ["archivist"], "password": "a long password"})
    return Client(node.url).log_in("archivist", "a long password").token


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("records", nargs="*", type=int, default=[100_000, 1_000_000])
    options.add_argument("--characters", type=int, default=300, help="of text in each record")
    given = options.parse_args()
    sizes = sorted(given.records)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gavel-retrieval-"))
    os.chmod(folder, 0o777)
    database, node, results = Database(folder), None, {}
    try:
        node = Node(folder, "server", database.url)
        token = the_archivist(node)
        words = subprocess.run([str(BUILD / "bench_write_records"), "words"], check=True, capture_output=True, text=True).stdout.split()
        records = Records(database, given.characters)
        for size in sizes:
            begun = time.monotonic()
            records.fill(size)
            print(f"{size} records of {given.characters} characters, loaded in {time.monotonic() - begun:.0f} s; the table and its indexes take "
                  f"{records.answer('SELECT pg_size_pretty(pg_total_relation_size($$archive_record$$))')}", flush=True)
            results[size] = measure(node.url, token, size, words)
            print(f"  {'milliseconds over HTTP, ' + str(OF_EACH) + ' of each':<44} {'median':>8} {'95th':>8} {'records':>8}")
            for kind, (median, high, found) in results[size][1].items():
                print(f"  {kind:<44} {median:8.1f} {high:8.1f} {found:8}")
            everything = results[size][0]
            print(f"  {'all':<44} {statistics.median(everything):8.1f} {percentile(everything, 0.95):8.1f} {'':8}  worst {max(everything):.1f}", flush=True)
        if len(sizes) > 1:
            low, high = (percentile(results[size][0], 0.95) for size in (sizes[0], sizes[-1]))
            print(f"95th percentile at {sizes[-1]}: {high:.1f} ms (aim: 200), {high / low:.2f} times that at {sizes[0]} (aim: 1.5)")
    finally:
        if node:
            node.stop()
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

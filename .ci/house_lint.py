#!/usr/bin/env python3
"""House rules that a compiler does not check. Exit 1 and one line a fault.

- includes follow the one table of who may see whom (the arrows of the README's picture);
- the engine reaches for no I/O, clock, random or thread;
- no capture list and no braced temporary inside a co_await expression: g++ 12 destroys them twice;
- every source file is in a folder that a target builds;
- what the engine can say stands in its catalogue, in both languages (sentences.py);
- procedures are laid out so that they can be read (lay_out.py).
"""
import pathlib
import re
import sys

import lay_out
import sentences

ROOT = pathlib.Path(__file__).resolve().parent.parent

# room -> rooms whose headers it may include (itself always)
MAY_SEE = {
    "engine/base": [],
    "engine/calendar": ["engine/base"],
    "engine/expression": ["engine/base"],
    "engine/chart": ["engine/expression", "engine/base"],
    "engine/procedure": ["engine/chart", "engine/expression", "engine/calendar", "engine/base"],
    "engine/soundness": ["engine/procedure", "engine/chart", "engine/expression", "engine/calendar", "engine/base"],
    "engine/draw": ["engine/procedure", "engine/chart", "engine/expression", "engine/calendar", "engine/base"],
    "engine/matter": ["engine/procedure", "engine/chart", "engine/expression", "engine/calendar", "engine/base"],
    "engine/migration": ["engine/matter", "engine/soundness", "engine/procedure", "engine/chart", "engine/expression", "engine/calendar", "engine/base"],
    "engine/desk": ["engine/migration", "engine/soundness", "engine/matter", "engine/procedure", "engine/chart", "engine/expression", "engine/calendar", "engine/base"],
    "archive": ["engine/"],
    "db": ["archive", "engine/"],
    "api/http": [],
    "api/auth": ["db", "archive", "engine/"],
    "api/routes": ["api/http", "api/auth", "db", "archive", "engine/"],
    "api": ["api/", "db", "archive", "engine/"],
}
ENGINE_FORBIDS = re.compile(
    r"#include *[<\"](boost/asio|boost/beast|pqxx|libpq|openssl|thread|mutex|random|fstream|iostream|spdlog|sys/|unistd)"
    r"|system_clock::now|steady_clock::now|std::rand|getenv"
)
BUILT = {*MAY_SEE, "cmake"}


def room_of(path):
    parts = path.relative_to(ROOT).parts
    if parts[0] in ("engine", "api") and len(parts) > 2:
        return "/".join(parts[:2])
    return parts[0]


def faults_of(path):
    room = room_of(path)
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{path.relative_to(ROOT)}:{number}"
        include = re.match(r'#include "([^"]+)"', line)
        if include and not include[1].startswith("embedded/"):
            target = ROOT / include[1]
            if not target.exists():
                yield f"{where}: includes {include[1]}, which does not exist from the root"
            else:
                seen = room_of(target)
                if seen != room and not any(seen == r or (r.endswith("/") and seen.startswith(r)) for r in MAY_SEE[room]):
                    yield f"{where}: {room} may not see {seen}"
        if room.startswith("engine") and ENGINE_FORBIDS.search(line):
            yield f"{where}: the engine is pure: no I/O, clock, random or threads"
    for match in re.finditer(r"co_await\b([^;]*);", text):
        if re.search(r"\[[^\]&=\s][^\]]*\]\s*[\({]", match[1]) or re.search(r"\b[A-Z]\w*\s*\{", match[1]):
            number = text.count("\n", 0, match.start()) + 1
            yield f"{path.relative_to(ROOT)}:{number}: name the closure or aggregate before co_await (g++ 12 destroys it twice)"


def main():
    sources = [p for d in ("engine", "archive", "db", "api") for p in (ROOT / d).rglob("*.[ch]pp")]
    faults = [f for path in sorted(sources) for f in faults_of(path)]
    faults += [f"{p.relative_to(ROOT)}: no target builds this folder" for p in sources if room_of(p) not in BUILT]
    faults += sentences.faults(ROOT)
    faults += lay_out.faults(ROOT)
    for fault in faults:
        print(fault)
    print(f"house lint: {len(sources)} files, {len(faults)} faults")
    return 1 if faults or not sources else 0


if __name__ == "__main__":
    sys.exit(main())

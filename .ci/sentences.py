"""Holds the engine's sentences to their catalogue.

The code says `Sentence{"code", "variant", {{"name", value}}}`; the words stand in zh and en in
engine/messages/diagnostics.json under "code-variant". Each sentence that the code can say has to
stand there, with exactly the {places} the code fills, and none may stand there that nobody says.
"""
import json
import pathlib
import re

CATALOGUE = "engine/messages/diagnostics.json"
ROOMS = ("engine", "archive", "db", "api")
BEGIN = re.compile(r"\bSentence\s*\{\s*(?=[^\s}])")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
PLACE = re.compile(r"\{(\w+)\}")


def parts_of(text, at):
    """The parts of the braced list that begins after `at`, split at its own commas."""
    parts, depth, begin = [], 0, at
    while True:
        c = text[at]
        if c in "\"'":
            end = at + 1
            while text[end] != c:
                end += 2 if text[end] == "\\" else 1
            at = end
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            if depth == 0:
                return [part for part in (*parts, text[begin:at].strip()) if part]
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(text[begin:at].strip())
            begin = at + 1
        at += 1


def names_in(values):
    """The names of `{{"a", x}, {"b", y}}`; None where the values are not written there."""
    if not values.startswith("{"):
        return None
    names = [LITERAL.match(pair[1:].strip()) for pair in parts_of(values, 1)]
    return None if None in names else {name[1] for name in names}


def said_in(text):
    """(line, key, names of the values or None) of each sentence in the text of a source file."""
    for match in BEGIN.finditer(text):
        if text[: match.start()].rstrip().endswith("struct"):
            continue
        parts = parts_of(text, match.end())
        literals = [LITERAL.fullmatch(part)[1] for part in parts if part.startswith('"')]
        values = [part for part in parts if not part.startswith('"')]
        yield text.count("\n", 0, match.start()) + 1, "-".join(literals), names_in(values[0]) if values else set()


def faults(root):
    catalogue = json.loads((root / CATALOGUE).read_text(encoding="utf-8"))
    unsaid = set(catalogue)
    for key, words in catalogue.items():
        if set(words) != {"zh", "en"} or not all(words.values()):
            yield f"{CATALOGUE}: '{key}' has not both zh and en"
        elif set(PLACE.findall(words["zh"])) != set(PLACE.findall(words["en"])):
            yield f"{CATALOGUE}: '{key}' has other places in zh than in en"
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*.[ch]pp")):
        for line, key, names in said_in(path.read_text(encoding="utf-8")):
            where = f"{path.relative_to(root)}:{line}"
            unsaid.discard(key)
            if names is None:
                yield f"{where}: write the code and the values of a sentence where it is made, as literals and {{{{\"name\", value}}}}"
            elif key not in catalogue:
                yield f"{where}: '{key}' is not in {CATALOGUE}"
            elif names != set(PLACE.findall(catalogue[key].get("en", ""))):
                yield f"{where}: '{key}' is given {sorted(names)}, its words have {sorted(PLACE.findall(catalogue[key].get('en', '')))}"
    yield from (f"{CATALOGUE}: nobody says '{key}'" for key in sorted(unsaid))


if __name__ == "__main__":
    print("\n".join(faults(pathlib.Path(__file__).resolve().parent.parent)))

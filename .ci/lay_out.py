#!/usr/bin/env python3
"""Lays a procedure file out so that it can be read: one element a line, a record member by member, a long condition broken
where its parts join. Nothing of what the file says changes.

    lay_out.py FILE...   writes each file anew

The house lint holds the procedures of HELD to it. The others are landed as they are, and follow when they change.
"""
import pathlib
import re
import sys
import unicodedata

HELD = ["workflows/collective-vote.scxml", "workflows/follow-up.scxml", "workflows/letters.scxml", "workflows/major-decision.scxml"]
WIDTH = 132
HANG = 4  # attributes below the element they belong to
EXPRESSIONS = {"array", "at-most", "cond", "count", "data", "delayexpr", "expr", "from", "max", "min", "of", "opens", "shows",
               "standard", "targetexpr", "test", "unit", "value", "when"}
LISTS = {"apart", "cite", "constraints", "covers", "during", "g:rules", "guards", "leaves-out", "produces", "rules", "stages",
         "states", "through", "values", "who"}
ON_ONE_LINE = {"final", "if", "onentry", "onexit", "transition"}  # with their only child, where that fits
SIDE_BY_SIDE = {"cancel", "g:seen"}
OPERATORS = [["?", ":"], ["||"], ["&amp;&amp;"], ["+", "-"], [","]]  # the loosest first
TOKEN = re.compile(r"""<!--.*?-->|<\?.*?\?>|</[^>]*>|<(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+""", re.S)
LEADING = re.compile(r"^((?:\?|:|\|\||&amp;&amp;|\+|-) |\w+: |!!?)(.*)$", re.S)
OPENING = re.compile(r"^([\w.]*)([(\[{])")


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Node:
    def __init__(self, kind, text="", tag="", attributes=(), is_empty=False, after_blank=False):
        self.kind, self.text, self.tag = kind, text, tag
        self.attributes, self.is_empty, self.after_blank = list(attributes), is_empty, after_blank
        self.children = []


def parsed(source):
    """The top-level nodes. Only what stands between elements is left out: blanks, of which an empty line is kept."""
    root = Node("root")
    open_ones, after_blank = [root], False
    for token in (match.group(0) for match in TOKEN.finditer(source)):
        if token.startswith("</"):
            open_ones.pop()
            after_blank = False
        elif not token.startswith("<") and not token.strip():
            after_blank = token.count("\n") > 1
        else:
            node = node_of(token, after_blank)
            open_ones[-1].children.append(node)
            after_blank = False
            if node.kind == "element" and not node.is_empty:
                open_ones.append(node)
    if len(open_ones) != 1:
        raise ValueError(f"<{open_ones[-1].tag}> is not closed")
    return root.children


def node_of(token, after_blank):
    if token.startswith(("<!", "<?")):
        return Node("verbatim", token, after_blank=after_blank)
    if not token.startswith("<"):
        return Node("text", token.strip(), after_blank=after_blank)
    tag = re.match(r"<([\w:.-]+)", token).group(1)
    attributes = re.findall(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""", token[len(tag) + 1:])
    folded = [(name, folded_value(name, value)) for name, value in attributes]
    return Node("element", tag=tag, attributes=folded, is_empty=token.endswith("/>"), after_blank=after_blank)


def folded_value(name, value):
    if name not in EXPRESSIONS and name not in LISTS:
        return value
    return re.sub(r"([({\[]) ", r"\1", re.sub(r"\s+", " ", value))


# ---- expressions: lists of (indent, text); the indent of the first is of no account
def split_at(text, operators):
    """The parts between operators that stand in no bracket and no string; an operator leads its part, a comma ends it."""
    parts, depth, quoted, begin, at = [], 0, False, 0, 0
    while at < len(text):
        c = text[at]
        if c == "'":
            quoted = not quoted
        elif not quoted:
            depth += (c in "([{") - (c in ")]}")
            if depth == 0 and c == "," and "," in operators:
                parts.append(text[begin:at + 1])
                begin = at + 1 + (text[at + 1:at + 2] == " ")
            elif depth == 0 and c == " " and any(text.startswith(f" {each} ", at) for each in operators):
                parts.append(text[begin:at])
                begin = at + 1
        at += 1
    return [part for part in parts + [text[begin:]] if part]


def bracketed(text):
    """What opens, stands in, and follows the first bracket; None where the text does not begin with one, or a call."""
    opening = OPENING.match(text)
    if not opening:
        return None
    depth, quoted = 0, False
    for at, c in enumerate(text):
        if c == "'":
            quoted = not quoted
        elif not quoted:
            depth += (c in "([{") - (c in ")]}")
            if depth == 0 and c in ")]}":
                return text[:opening.end()], text[opening.end():at], text[at:]
    return None


def broken(text, column, indent, behind):
    """`text` begins at `column` of a line on which `behind` columns are still needed after it."""
    if column + width(text) + behind <= WIDTH:
        return [(indent, text)]
    for operators in OPERATORS:
        parts = split_at(text, operators)
        if len(parts) > 1:
            return filled(parts, column, indent, behind)
    leading = LEADING.match(text)
    if leading:
        lines = broken(leading.group(2), column + width(leading.group(1)), indent + 2, behind)
        return [(lines[0][0], leading.group(1) + lines[0][1])] + lines[1:]
    found = bracketed(text)
    return broken_bracket(*found, column, indent, behind) if found and found[1] else [(indent, text)]


def broken_bracket(opening, inner, rest, column, indent, behind):
    members = split_at(inner, [","])
    if opening.endswith("{") and len(members) > 1:
        lines = [(indent, opening)]
        for number, member in enumerate(members, 1):
            after = behind + width(rest) if number == len(members) else 0
            below = broken(member, indent + 2, indent + 4, after)
            lines += [(indent + 2, below[0][1])] + below[1:]
    else:
        lines = broken(inner, column + width(opening), indent + 2, behind + width(rest))
        lines[0] = (lines[0][0], opening + lines[0][1])
    lines[-1] = (lines[-1][0], lines[-1][1] + rest)
    return lines


def filled(parts, column, indent, behind):
    """Parts one after another as far as a line goes; after one that was broken a new line begins."""
    lines, current, at, lead = [], None, column, indent
    for number, part in enumerate(parts, 1):
        is_last = number == len(parts)
        after = behind if is_last else 0
        if current is not None and at + width(current) + 1 + width(part) + after <= WIDTH:
            current += " " + part
            continue
        if current is not None and part.startswith("{") and at + width(current) + 2 <= WIDTH:
            below = broken(part, at + width(current) + 1, indent - 2, after)
            below[0] = (lead, current + " " + below[0][1])
        else:
            if current is not None:
                lines.append((lead, current))
            at = indent if lines else at
            below = broken(part, at, indent + 2, after)
            below[0] = (indent, below[0][1])
        lines += below[:-1]
        lead, current = below[-1]
        at = lead if len(below) > 1 else at
        if len(below) > 1 and not is_last:
            lines.append((lead, current))
            current, at = None, indent
    return lines + ([(lead, current)] if current is not None else [])


# ---- elements
def start_tag(node):
    return "<" + node.tag + "".join(f" {name}={value}" for name, value in node.attributes)


def attribute_lines(name, quoted, column, indent, behind):
    value, head = quoted[1:-1], f"{name}={quoted[0]}"
    column += width(head)
    if column + width(value) + 1 + behind <= WIDTH or name not in EXPRESSIONS | LISTS:
        lines = [(indent, value)]
    elif name in LISTS:
        lines = filled(value.split(" "), column, indent + 2, 1 + behind)
    else:
        lines = broken(value, column, indent - 2 if value[0] in "{[" else indent + 2, 1 + behind)
    lines[0] = (indent, head + lines[0][1])
    lines[-1] = (lines[-1][0], lines[-1][1] + quoted[0])
    return lines


def titles_go_below(node, number, used, indent):
    """Titles in two languages stand on one line, or both below."""
    following = node.attributes[number + 1:number + 2]
    if node.attributes[number][0] not in ("zh", "g:zh") or not following or following[0][0] not in ("en", "g:en"):
        return False
    close = (2 if node.is_empty else 1) if number + 2 == len(node.attributes) else 0
    pair = sum(width(f" {name}={value}") for name, value in node.attributes[number:number + 2])
    return number > 0 and used > indent + len(node.tag) + 1 and used + pair + close > WIDTH


def start_lines(node, indent):
    close, pad, below = "/>" if node.is_empty else ">", " " * indent, indent + HANG
    if indent + width(start_tag(node) + close) <= WIDTH:
        return [pad + start_tag(node) + close]
    lines, current = [], pad + "<" + node.tag
    for number, (name, value) in enumerate(node.attributes):
        behind = len(close) if number + 1 == len(node.attributes) else 0
        whole = f"{name}={value}"
        if titles_go_below(node, number, width(current), indent):
            lines.append(current)
            current = " " * below + whole
        elif width(current) + 1 + width(whole) + behind <= WIDTH:
            current += " " + whole
        else:
            begins_a_line = (below + width(whole) + behind <= WIDTH or name not in EXPRESSIONS | LISTS
                             or (name in ("test", "cond") and number > 0) or width(current) > indent + 70)
            if begins_a_line:
                lines.append(current)
                current = " " * (below - 1)
            parts = attribute_lines(name, value, width(current) + 1, below, behind)
            current += " " + parts[0][1]
            for at, text in parts[1:]:
                lines.append(current)
                current = " " * at + text
    return lines + [current + close]


def inline(node):
    """On one line, where it has at most one child and that may stand there; None otherwise."""
    if node.is_empty:
        return start_tag(node) + "/>"
    if len(node.children) != 1 or node.tag not in ON_ONE_LINE or node.children[0].kind != "element":
        return None if node.children else f"{start_tag(node)}></{node.tag}>"
    child = inline(node.children[0])
    return child and f"{start_tag(node)}>{child}</{node.tag}>"


def laid_out(node, indent):
    pad = " " * indent
    blank = [""] if node.after_blank else []
    if node.kind == "text":
        return blank + [pad + node.text]
    if node.kind == "verbatim":
        first, *rest = node.text.split("\n")
        return blank + [pad + first] + [pad + "     " + line.strip() if line.strip() else "" for line in rest]
    line = inline(node)
    if line and indent + width(line) <= WIDTH:
        return blank + [pad + line]
    lines = start_lines(node, indent)
    if node.is_empty:
        return blank + lines
    end = f"</{node.tag}>"
    if len(node.children) == 1 and node.children[0].kind == "text":
        lines[-1] += node.children[0].text + end
        return blank + lines
    return blank + lines + children_lines(node.children, indent + 2) + [pad + end]


def children_lines(children, indent):
    lines, before = [], None
    for child in children:
        line = inline(child) if child.tag in SIDE_BY_SIDE and not child.after_blank else None
        if line and before == child.tag and width(lines[-1] + line) <= WIDTH:
            lines[-1] += line
            continue
        below = laid_out(child, indent)
        lines += below
        before = child.tag if line and len(below) == 1 else None
    return lines


def text_of(source):
    return "\n".join(line for node in parsed(source) for line in laid_out(node, 0)) + "\n"


def faults(root):
    for name in HELD:
        source = (root / name).read_text(encoding="utf-8")
        if text_of(source) != source:
            yield f"{name}: not laid out; python3 .ci/lay_out.py {name} does it"


def main(paths):
    for path in map(pathlib.Path, paths):
        path.write_text(text_of(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What does a string or template literal say, letter by letter, and which format is it written in?

Escapes and entities are opaque runs; what is put in at run time (`${...}`) becomes an object between the words.
"""

import re
from html import unescape
from typing import TYPE_CHECKING

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.positions import SourceMap
from rcolint.readers.code_names import carrier_under, is_shown
from rcolint.readers.data_copy import language_in
from rcolint.readers.pieces import OBJECT, Pieces

if TYPE_CHECKING:
    from rcolint.readers.code_scan import Path, Scan
    from rcolint.readers.code_tree import Node

_ESCAPE = Expression(
    r"\\(?:u\{[0-9a-fA-F]{1,6}\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}"
    r"|x[0-9a-fA-F]{2}|\r\n|.)",
    re.S,
)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_ENTITY = Expression(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INDENT = Expression(r"^[ \t]+", re.M)


def add_string(pieces: Pieces, text: str, start: int, end: int) -> None:
    """Adds what a JavaScript literal says between its quotes, at text[start:end]."""
    if text.find("\\", start, end) < 0:
        pieces.add(text[start:end], start, end)
    else:
        pieces.add_said(text, start, end, _ESCAPE, _unescaped)


def add_attribute(pieces: Pieces, text: str, start: int, end: int) -> None:
    """Adds what a quoted JSX attribute says: entities, no escapes."""
    if text.find("&", start, end) < 0:
        pieces.add(text[start:end], start, end)
    else:
        pieces.add_said(text, start, end, _ENTITY, unescape)


def _unescaped(escape: str) -> str:
    mark = escape[1]
    if mark == "u" and len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:12], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if mark in "ux" and len(escape) > 2:
        code = int(escape[2:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    if mark in "\r\n\u2028\u2029":
        return ""
    return _CONTROLS.get(mark, mark)


def add_literal(scan: "Scan", node: "Node", pieces: Pieces) -> None:
    """Adds a string or template literal; the places of a template where something is put in are objects."""
    start, end = scan.span(node)
    closed = end - start > 1 and scan.text[end - 1] == scan.text[start]
    at, end = start + 1, end - 1 if closed else end
    if scan.text[start] == "`":
        for part in node.named_children:
            if scan.kind(part) == "template_substitution":
                low, high = scan.span(part)
                add_string(pieces, scan.text, at, low)
                pieces.insert(OBJECT, low)
                at = high
    add_string(pieces, scan.text, at, end)


def on_string(scan: "Scan", node: "Node") -> bool:
    """A string or template literal in its own right."""
    if node.id in scan.taken:
        return scan.text[node.start_byte] == "`"
    keys = scan.number(node)
    pieces = Pieces()
    add_literal(scan, node, pieces)
    emit_text(scan, pieces, keys, scan.span(node))
    return scan.text[node.start_byte] == "`"


def emit_text(scan: "Scan", pieces: Pieces, keys: "Path", span: tuple[int, int]) -> None:
    """Makes blocks of a text that stands under `keys`, or notes that it is no copy. Its quotes are at `span`."""
    text = pieces.text
    why_not = is_shown(text, keys, scan.root, scan.spot)
    if why_not:
        scan.copy.skip(*span, why_not)
        return
    carrier = scan.carrier or carrier_under(keys, scan.root)
    path = scan.root + keys
    language = language_in(text) or ("text" if "\n" in text.strip() else "")
    if language:
        whole, map = pieces.whole()
        if language == "markdown":
            whole, map = _unindented(whole, map)
        try:
            scan.embedded(language, whole, map, carrier, path)
        except ReadError:  # read as it stands instead
            pass
        else:
            return
    scan.emit(pieces, "list-item" if scan.spot == "item" else "value", carrier, path)


def _unindented(text: str, map: SourceMap) -> tuple[str, SourceMap]:
    """Markdown as it is meant: in a program it is indented like the code around it, which would make it code."""
    pieces = Pieces()
    at = 0
    for indent in _INDENT.finditer(text):
        pieces.add(text[at : indent.start()], at, indent.start())
        at = indent.end()
    pieces.add(text[at:], at, len(text))
    flush, to_text = pieces.whole()
    return flush, to_text.compose(map)


def on_binary(scan: "Scan", node: "Node") -> bool:
    """Strings that are joined with + are one text; what is compared with is no copy."""
    if node.id in scan.taken:
        return True
    sign = node.child(1)
    operator = sign.type if sign is not None else ""
    if operator != "+":
        if operator in COMPARISONS:
            for operand in node.named_children:
                if scan.kind(operand) in LITERALS:
                    scan.take(operand, "comparison")
        return True
    leaves = _leaves(scan, node)
    if any(scan.kind(leaf) in LITERALS for leaf in leaves):
        keys = scan.number(node)
        pieces = Pieces()
        for leaf in leaves:
            if scan.kind(leaf) in LITERALS:
                scan.taken.add(leaf.id)
                add_literal(scan, leaf, pieces)
            else:
                pieces.insert(OBJECT, leaf.start_byte)
        emit_text(scan, pieces, keys, scan.span(node))
    return True


COMPARISONS = frozenset(("===", "!==", "==", "!=", "<", ">", "<=", ">=", "in", "instanceof"))
LITERALS = frozenset(("string", "template_string"))


def _leaves(scan: "Scan", node: "Node") -> list["Node"]:
    """What a chain of + joins, in the order of the source."""
    leaves: list[Node] = []
    todo = [node]
    while todo:
        one = todo.pop()
        kind = scan.kind(one)
        if kind == "parenthesized_expression" and one.named_child_count == 1:
            inner = one.named_children[0]
            if scan.kind(inner) in LITERALS or scan.kind(inner) == "binary_expression":
                todo.append(inner)
                continue
        sign = one.child(1) if kind == "binary_expression" else None
        if sign is not None and sign.type == "+":
            scan.taken.add(one.id)
            todo.extend(reversed([child for child in one.named_children if scan.kind(child) != "comment"]))
        else:
            leaves.append(one)
    return leaves

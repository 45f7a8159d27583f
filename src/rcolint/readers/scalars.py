"""What is a value of YAML or TOML, and how do its quotes, escapes and folds map to the source?

Decoders from the source form of a scalar to its text, letter by letter. They follow the specifications; a caller that
has a library's value beside it compares before it trusts them.
"""

import re

from rcolint.expressions import Expression
from rcolint.positions import Span
from rcolint.readers.pieces import Pieces
from rcolint.tuples import NamedTuple


class BrokenError(Exception):
    """Data that is not read: why, and at which offset."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(why)
        self.why = why
        self.at = at


class Scalar(NamedTuple):
    """One value: its key path, its text (None where its letters could not be placed), its span with the quotes."""

    path: tuple[str, ...]
    pieces: Pieces | None
    span: Span
    plain: bool  # unquoted, so that it may be a number or a date


class Values:
    """All values of a document, its keys with their offsets, and the spans that hold neither (keys, comments)."""

    __slots__ = ("keys", "scalars", "skips")

    def __init__(self) -> None:
        self.scalars: list[Scalar] = []
        self.keys: list[tuple[tuple[str, ...], int]] = []
        self.skips: list[Span] = []


# What YAML 1.1 takes for something other than text.
_NOT_TEXT = Expression(
    r"(?:~|null|Null|NULL|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
    r"|[-+]?[0-9][0-9_,]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?0x[0-9a-fA-F_]+|0b[01_]+|0o[0-7]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))?\Z"
)
_DATE = Expression(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt \t]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]*)?)?"
    r"[ \t]*(?:Z|z|[-+][0-9]{1,2}(?::?[0-9]{2})?)?)?\Z"
)


def is_number(text: str) -> bool:
    """Whether an unquoted value is a number, a boolean, a date or nothing. A day that no calendar has is text."""
    # Most values are words; they are told apart without an expression, which would cost start-up time.
    if len(text) > 5 and text[0].isalpha():
        return False
    if _NOT_TEXT.match(text):
        return True
    day = _DATE.match(text)
    if day is None:
        return False
    try:
        from datetime import date

        date(int(day[1]), int(day[2]), int(day[3]))
    except ValueError:
        return False
    return True


_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "\\": "\\", "/": "/", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_FOLD = r"[ \t]*(?:\r\n|\n|\r)[ \t\r\n]*"
_PLAIN = Expression(_FOLD)
_SINGLE = Expression(r"''|" + _FOLD)
_DOUBLE = Expression(r"\\(?:\r\n|\n|\r)[ \t]*|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.|" + _FOLD, re.S)
_BREAK = Expression(r"\r\n|\n|\r")


def decode(text: str, start: int, end: int, style: str) -> Pieces:
    """The text of a YAML scalar without its quotes, at text[start:end]; style is "", "'" or '"'."""
    pieces = Pieces()
    if not style and "\n" not in text[start:end] and "\r" not in text[start:end]:
        pieces.add(text[start:end], start, end)
        return pieces
    pieces.add_said(text, start, end, {"": _PLAIN, "'": _SINGLE, '"': _DOUBLE}[style], _value)
    return pieces


def _value(found: str) -> str:
    if found == "''":
        return "'"
    if found[0] != "\\":
        return "\n" * (len(_BREAK.findall(found)) - 1) or " "
    if found[1] in "xuU":
        code = int(found[2:], 16)  # noqa: FURB166 - "\\u0041" is no Python literal
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    return "" if found[1] in "\r\n" else _ESCAPES.get(found[1], found)


_HEADER = Expression(r"[|>]([+-]?)([1-9]?)([+-]?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|\Z)")
_BLOCK_LINE = Expression(r"([ ]*)([^\r\n]*)(\r\n|\n|\r|\Z)")


def decode_block(text: str, start: int, end: int, parent_indent: int) -> Pieces | None:
    """The text of a literal (|) or folded (>) YAML scalar at text[start:end]; None where it is not understood.

    `parent_indent` is the column of the mapping or list that holds it.
    """
    header = _HEADER.match(text, start)
    if header is None:
        return None
    lines: list[tuple[int, int, int, int]] = []  # start of the line, of its letters, their end, end of the line
    at = header.end()
    while at < end:
        line = _BLOCK_LINE.match(text, at)
        if line is None or line.end() == at:
            break
        lines.append((at, line.start(2), line.end(2), line.end()))
        at = line.end()
    filled = [line for line in lines if line[1] < line[2]]
    indent = max(parent_indent, 0) + int(header[2]) if header[2] else filled[0][1] - filled[0][0] if filled else 0
    rows = [(min(begin + indent, stop), stop, after) for begin, _, stop, after in lines]
    pieces = _folded(text, rows) if text[start] == ">" else _literal(text, rows)
    return _chomped(pieces, header[1] or header[3], text, rows)


def _literal(text: str, rows: list[tuple[int, int, int]]) -> list[tuple[str, int, int]]:
    pieces: list[tuple[str, int, int]] = []
    for begin, stop, after in rows:
        pieces.append((text[begin:stop], begin, stop))
        pieces.append(("\n", stop, after))
    return pieces


def _folded(text: str, rows: list[tuple[int, int, int]]) -> list[tuple[str, int, int]]:
    pieces: list[tuple[str, int, int]] = []
    later: tuple[int, int, int] | None = None  # the next row with letters
    for n in range(len(rows) - 1, -1, -1):
        begin, stop, after = rows[n]
        following = rows[n + 1] if n + 1 < len(rows) else None
        fold = "\n"
        if begin < stop and following is not None and text[begin] not in " \t":
            fold = "\n" if later is None or text[later[0]] in " \t" else " " if following[0] < following[1] else ""
        pieces += [(fold, stop, after), (text[begin:stop], begin, stop)]
        if begin < stop:
            later = rows[n]
    pieces.reverse()
    return pieces


def _chomped(parts: list[tuple[str, int, int]], chomping: str, text: str, rows: list[tuple[int, int, int]]) -> Pieces:
    if chomping != "+":
        while parts and parts[-1][0].strip("\n") == "":
            parts.pop()
        if chomping == "" and parts and rows:
            after = parts[-1][2]
            line_break = _BREAK.match(text, after)
            if line_break:
                parts.append(("\n", after, line_break.end()))
    pieces = Pieces()
    for value, begin, stop in parts:
        pieces.add(value, begin, stop)
    return pieces

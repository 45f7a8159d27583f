"""What are the tokens of SQL, and what does each kind of literal say?

Standard quotes, PostgreSQL's escape strings, dollar quotes and COPY data, and MySQL's backslashes and double quotes
where a dump shows by its backticks that it is one. One pass; a token that does not end goes to the end of the file.
"""

import re
from collections.abc import Generator, Iterator

from rcolint.expressions import Expression
from rcolint.readers.pieces import Pieces
from rcolint.tuples import NamedTuple

_STANDARD = r"""(?P<blank>\s++)
    |(?P<comment>--[^\r\n]*+|/\*.*?(?:\*/|\Z)%s)
    |(?P<string>[eE]'(?:[^'\\]|''|\\.)*+(?:'|\\?\Z)|[nN]?'(?:%s)*+(?:'|\\?\Z)%s)
    |(?P<dollar>\$(?P<tag>(?:[^\W\d]\w*)?)\$)
    |(?P<name>"[^"]*+(?:"|\Z)|`[^`]*+(?:`|\Z)|\[[A-Za-z_][\w ]{0,60}\])
    |(?P<word>[^\W\d][\w$]*+)
    |(?P<number>[0-9][\w.]*+)
    |(?P<mark>::|\|\||:=|[<>!]=|<>|.)"""
_POSTGRES = Expression(_STANDARD % ("", "[^']|''", ""), re.X | re.S)
_MYSQL = Expression(_STANDARD % (r"|\#[^\r\n]*+", r"[^'\\]|''|\\.", r'|"(?:[^"\\]|""|\\.)*+(?:"|\\?\Z)'), re.X | re.S)
_BACKTICKS = Expression(r"(?:INTO|TABLE|UPDATE)\s{1,9}(?:IF NOT EXISTS\s{1,9})?`|'[\[{]\\\"", re.I)
_DOUBLED = {"'": Expression(r"''"), '"': Expression(r'""')}
_ESCAPED = Expression(r"''|\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", re.S)
_ESCAPED_DOUBLE = Expression(r'""|\\.', re.S)
_ESCAPED_MYSQL = Expression(r"''|\\.", re.S)
_COPIED = Expression(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "Z": "\x1a"}
_ROW = Expression(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


class Token(NamedTuple):
    """A token of SQL; a string stands at start..end without its quotes."""

    kind: str  # string, name, word, number, mark
    start: int
    end: int
    style: str = ""  # of a string: ' " $ e (escapes) m (MySQL's escapes) d (double quotes of MySQL)


def is_mysql(text: str) -> bool:
    """Whether a script quotes its names with backticks, or the quotes of JSON with backslashes."""
    return ("`" in text or '\\"' in text) and bool(_BACKTICKS.search(text))


def tokens(text: str, start: int, stop: int, mysql: bool) -> Generator[Token, int | None, None]:
    """The tokens of text[start:stop] but for blanks and comments. Send it an offset to go on from there."""
    match = (_MYSQL if mysql else _POSTGRES).match
    at = start
    while at < stop and (found := match(text, at, stop)):
        kind, low = found.lastgroup or "", at
        at = found.end()
        if kind in ("blank", "comment"):
            continue
        if kind == "string":
            token = _string(text, low, at, mysql)
        elif kind == "dollar":
            mark = found.group()
            end = text.find(mark, at, stop)
            inner, end = at, stop if end < 0 else end
            at = min(stop, end + len(mark))
            token = Token("string", inner, end, "$")
        else:
            token = Token(kind, low, at)
        goes_on = yield token
        if goes_on is not None:
            at = goes_on
            yield token


def _string(text: str, low: int, high: int, mysql: bool) -> Token:
    first = text[low]
    style = "e" if first in "eE" else "m" if mysql else "'"
    if first == '"':
        style = "d"
    start = low + (1 if first in "'\"" else 2)
    quote = text[start - 1]
    return Token("string", start, high - 1 if high > start and text[high - 1] == quote else high, style)


def add_string(pieces: Pieces, text: str, token: Token) -> None:
    """Adds what a literal says."""
    start, end, style = token.start, token.end, token.style
    if style == "$":
        pieces.add(text[start:end], start, end)
        return
    odd = {"e": _ESCAPED, "m": _ESCAPED_MYSQL, "d": _ESCAPED_DOUBLE}.get(style) or _DOUBLED[style]
    pieces.add_said(text, start, end, odd, _said)


def add_copied(pieces: Pieces, text: str, start: int, end: int) -> None:
    """Adds what a field of COPY data says."""
    pieces.add_said(text, start, end, _COPIED, _said)


def _said(found: str) -> str:
    if found[0] != "\\":
        return found[0]
    mark = found[1:2]
    if mark in ("x", "u", "U") and len(found) > 2:
        code = int(found[2:], 16)  # noqa: FURB166 - "\\u0041" is no Python literal
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    if mark.isdigit() and mark < "8":
        return chr(int(found[1:], 8) & 255)
    return _CONTROLS.get(mark, mark)


def rows(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The lines of COPY data from `start` on, without their breaks, up to and with the line that ends it."""
    for line in _ROW.finditer(text, start):
        yield line.span(1)
        if line[1] == "\\." or line.end() == len(text):
            return

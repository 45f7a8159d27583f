"""Which values does a TOML document hold, and where?

The standard library says whether the document is valid and what it holds, but not where; the scanner here finds the
places and trusts itself only where its text equals the library's.
"""

import re
import tomllib

from rcolint.expressions import Expression
from rcolint.positions import LineIndex, Span
from rcolint.readers.pieces import Pieces
from rcolint.readers.scalars import BrokenError, Scalar, Values

_BLANK = Expression(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_KEY_PART = Expression(r"[ \t]*(?:([A-Za-z0-9_-]+)|\"((?:[^\"\\\r\n]|\\.)*)\"|'([^'\r\n]*)')[ \t]*")
_BARE = Expression(r"[^\s,\]}#][^,\]}#\r\n]*")
_ESCAPE = Expression(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*(?:\r\n|\n)[ \t\r\n]*|.)|\r\n", re.S)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\", "e": "\x1b"}
_PLACE = Expression(r"\(at line ([0-9]+), column ([0-9]+)\)")


def read_values(text: str, max_depth: int) -> Values:
    """All values of a TOML document. Raises BrokenError where it is not valid or nested deeper than `max_depth`."""
    _check_depth(text, max_depth)
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        place = _PLACE.search(str(error))
        at = 0
        if place:
            normalised = LineIndex(text)
            at = normalised.line_span(min(int(place[1]), len(normalised))).start
        raise BrokenError(_PLACE.sub("", str(error)).strip().lower(), at) from None
    scanner = _Scanner(text)
    scanner.document()  # numbers and dates are passed over; they belong to what lies between the texts
    known = dict(_leaves(data, ()))
    scanner.values.scalars = [
        s if s.pieces is not None and s.pieces.text == known.get(s.path) else s._replace(pieces=None)
        for s in scanner.values.scalars
    ]
    placed = {scalar.path for scalar in scanner.values.scalars}
    if any(isinstance(value, str) and path not in placed for path, value in known.items()):
        raise BrokenError("a value was not found again in its lines", 0)
    return scanner.values


def _check_depth(text: str, max_depth: int) -> None:
    """Brackets outside strings cannot be told cheaply from those inside; a count far above any real use is enough."""
    depth = 0
    for match in re.finditer(r"[\[{\]}]", text):
        depth += 1 if match.group() in "[{" else -1 if depth else 0
        if depth > max_depth:
            raise BrokenError(f"nested more than {max_depth} deep", match.start())
    for match in re.finditer(r"^[ \t]*(?:\[[^\r\n]*|[^=\r\n]*)", text, re.M):
        if match.group().count(".") > max_depth and "=" not in match.group():
            raise BrokenError(f"nested more than {max_depth} deep", match.start())


def _leaves(value: object, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for n, inner in enumerate(value) for leaf in _leaves(inner, (*path, str(n)))]
    return [(path, value)]


class _Scanner:
    """Walks a document that is known to be valid."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values = Values()
        self.tables: dict[tuple[str, ...], int] = {}  # arrays of tables: how many there are so far
        self.at = 0

    def document(self) -> None:
        """Reads all of it, noting what lies between the values as skips."""
        table: tuple[str, ...] = ()
        self._blank()
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                self.at += 2
                table = self._resolve(self._key("]"))
                self.tables[table] = self.tables.get(table, -1) + 1
                table = (*table, str(self.tables[table]))
                self.at += 2
            elif self.text[self.at] == "[":
                start = self.at
                self.at += 1
                table = self._resolve(self._key("]"))
                self.values.keys.append((table, start))
                self.at += 1
            else:
                self._pair(table)
            self._blank()
        self._find_skips()

    def _resolve(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """A table's path, with the index of the latest table for each array of tables on the way."""
        path: tuple[str, ...] = ()
        for n, part in enumerate(key):
            path = (*path, part)
            if path in self.tables and n < len(key) - 1:
                path = (*path, str(self.tables[path]))
        return path

    def _blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _key(self, until: str) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            match = _KEY_PART.match(self.text, self.at)
            if match is None:
                raise BrokenError("a key was not understood", self.at)
            if match[2] is not None:
                parts.append(self._basic(match.start(2), match.end(2)).text)
            else:
                parts.append(match[1] if match[1] is not None else match[3])
            self.at = match.end()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        if not self.text.startswith(until, self.at):
            raise BrokenError("a key was not understood", self.at)
        return tuple(parts)

    def _pair(self, table: tuple[str, ...]) -> None:
        start = self.at
        path = (*table, *self._key("="))
        self.values.keys.append((path, start))
        self.at += 1
        self._blank_line()
        self._value(path)

    def _blank_line(self) -> None:
        while self.text[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def _value(self, path: tuple[str, ...]) -> None:
        text, start = self.text, self.at
        if text.startswith(('"""', "'''"), start):
            self._long(path, text[start])
        elif text[start : start + 1] in ("'", '"'):
            end = start + 1
            while text[end] != text[start]:
                end += 2 if text[end] == "\\" and text[start] == '"' else 1
            pieces = self._basic(start + 1, end) if text[start] == '"' else _literal(text, start + 1, end)
            self._add(path, pieces, start, end + 1)
        elif text.startswith("[", start):
            self._members(path, "]")
        elif text.startswith("{", start):
            self._members(path, "}")
        else:
            match = _BARE.match(text, start)
            if match is None:
                raise BrokenError("a value was not understood", start)
            self.at = start + len(match.group().rstrip())

    def _members(self, path: tuple[str, ...], closing: str) -> None:
        self.at += 1
        n = 0
        self._blank()
        while not self.text.startswith(closing, self.at):
            if closing == "]":
                self._value((*path, str(n)))
            else:
                self._pair(path)
            n += 1
            self._blank()
            if self.text.startswith(",", self.at):
                self.at += 1
                self._blank()
            elif not self.text.startswith(closing, self.at):
                raise BrokenError("a list was not understood", self.at)
        self.at += 1

    def _long(self, path: tuple[str, ...], quote: str) -> None:
        text, start = self.text, self.at
        at = start + 3
        while not text.startswith(quote * 3, at):
            at += 2 if text[at] == "\\" and quote == '"' else 1
        while text.startswith(quote * 4, at):  # up to two quotes may stand before the closing three
            at += 1
        first = start + 3
        if text.startswith("\r\n", first):
            first += 2
        elif text.startswith("\n", first):
            first += 1
        self._add(path, self._basic(first, at) if quote == '"' else _literal(text, first, at), start, at + 3)

    def _add(self, path: tuple[str, ...], pieces: Pieces, start: int, end: int) -> None:
        self.values.scalars.append(Scalar(path, pieces, Span(start, end), False))
        self.at = end

    def _basic(self, start: int, end: int) -> Pieces:
        pieces = Pieces()
        at = start
        for match in _ESCAPE.finditer(self.text, start, end):
            low, high = match.span()
            if at < low:
                pieces.add(self.text[at:low], at, low)
            found = match.group()
            if found[0] == "\r":
                value = "\n"
            elif found[1] in "uU":
                value = chr(min(int(found[2:], 16), 0x10FFFF))  # noqa: FURB166 - "\\u0041" is no Python literal
            else:
                value = "" if found[1:].isspace() else _ESCAPES.get(found[1], found)
            pieces.add(value, low, high)
            at = high
        if at < end:
            pieces.add(self.text[at:end], at, end)
        return pieces

    def _find_skips(self) -> None:
        at = 0
        for span in [*(scalar.span for scalar in self.values.scalars), Span(len(self.text), len(self.text))]:
            part = self.text[at : span.start]
            if part.strip():
                low = at + len(part) - len(part.lstrip())
                self.values.skips.append(Span(low, low + len(part.strip())))
            at = span.end


def _literal(text: str, start: int, end: int) -> Pieces:
    pieces = Pieces()
    at = start
    for match in re.finditer("\r\n", text[start:end]):
        low = start + match.start()
        pieces.add(text[at:low], at, low)
        pieces.add("\n", low, low + 2)
        at = low + 2
    pieces.add(text[at:end], at, end)
    return pieces

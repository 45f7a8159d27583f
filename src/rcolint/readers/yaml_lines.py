"""Can this YAML be read line by line, without the library?

The common shape of front matter and of configuration: `key: value`, one-line quotes, nested mappings, lists of values or of
mappings, brackets that close on their line. Anything else is refused here and left to the library, whose import alone costs
more than reading a page.
"""

import re

from rcolint.expressions import Expression
from rcolint.positions import Span
from rcolint.readers.scalars import Scalar, Values, decode

MAX_DEPTH = 6  # of mappings and lists; what is deeper is the library's to judge

# A key of one word or more; the library allows more letters, and 1,024 of them.
_KEY = Expression(r"([A-Za-z_][A-Za-z0-9_./*$@+&()-]*(?: [A-Za-z0-9_./*$@+&()-]+)*):(?:[ ]+|$)")
_FLOW_KEY = Expression(r"([A-Za-z_][A-Za-z0-9_./*-]*):[ ]+")
_AFTER_QUOTED_KEY = Expression(r":(?:[ ]+|$)")
_MAX_KEY = 200
_ITEM = Expression(r"-[ ]+(?=[^ ])")
_SINGLE = Expression(r"'((?:[^']|'')*)'")
_DOUBLE = Expression(r'"((?:[^"\\]|\\.)*)"')
_COMMENT = Expression(r"[ \t]*(?:#.*)?\Z")
_PLAIN = Expression(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^#]|(?<=\S)#)*?(?=[ ]*\Z|[ ]+#)")
_FLOW_PLAIN = Expression(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^,\[\]{}#:?]*")
_BAD_ESCAPE = Expression(r"\\(?!x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|[0abtnvfre \"\\/N_LP])")
_MERGE = "<<"

Path = tuple[str, ...]


class _NotSimpleError(Exception):
    """Raised where a line is beyond the subset."""


def read_lines(text: str) -> Values | None:
    """All values of a mapping in the common subset, or None where the text is beyond it."""
    if not text.replace("\n", "").replace("\r", "").isprintable():
        return None  # control and other odd characters: the library decides
    try:
        return _Lines(text).read()
    except _NotSimpleError:
        return None


class _Level:
    """A mapping or a list that is open: its column, its path, and the key whose value has not been seen."""

    __slots__ = ("column", "count", "is_list", "path", "waits")

    def __init__(self, is_list: bool, column: int, path: Path) -> None:
        self.is_list = is_list
        self.column = column
        self.path = path
        self.count = 0  # of the items of a list
        self.waits: str | None = None


class _Lines:
    def __init__(self, text: str) -> None:
        self.text = text
        self.values = Values()
        self.levels = [_Level(False, 0, ())]

    def read(self) -> Values | None:
        """Reads line by line."""
        after = 0
        for line in self.text.splitlines(keepends=True):  # `read_lines` has seen that only CR and LF end a line
            start, after = after, after + len(line)
            content = line.rstrip("\r\n")
            end = start + len(content)
            stripped = content.lstrip(" ")
            if not stripped:
                continue
            column = len(content) - len(stripped)
            if stripped[0] == "#":
                self.values.skips.append(Span(start, end))
            elif stripped[0] == "-":
                self._item(start + column, column, end)
            else:
                self._pair(self._level(False, column), start + column, end)
        return self.values if self.values.keys else None

    def _level(self, is_list: bool, column: int) -> _Level:
        """The open mapping or list that a line at a column belongs to; it may begin there."""
        levels = self.levels
        # A list may stand at the column of the key that it belongs to, so that a key there ends it.
        while levels[-1].column > column or (not is_list and levels[-1].is_list and levels[-1].column == column):
            levels.pop()
            if not levels:
                raise _NotSimpleError
        top = levels[-1]
        if top.column == column and top.is_list == is_list:
            return top
        if top.waits is None or not (top.column < column or is_list) or len(levels) == MAX_DEPTH:
            raise _NotSimpleError
        levels.append(_Level(is_list, column, (*top.path, top.waits)))
        top.waits = None
        return levels[-1]

    def _item(self, at: int, column: int, end: int) -> None:
        item = _ITEM.match(self.text, at, end)
        if item is None:
            raise _NotSimpleError
        level = self._level(True, column)
        path = (*level.path, str(level.count))
        level.count += 1
        at = item.end()
        if self._key(_KEY, at, end) is None:
            self._value(path, at, end)
            return
        if len(self.levels) == MAX_DEPTH:
            raise _NotSimpleError
        self.levels.append(_Level(False, column + at - item.start(), path))
        self._pair(self.levels[-1], at, end)

    def _pair(self, level: _Level, start: int, end: int) -> None:
        found = self._key(_KEY, start, end)
        if found is None:
            raise _NotSimpleError
        key, at = found
        path = self._add_key((*level.path, key), start, at)
        level.waits = None
        if at < end and self.text[at] != "#":
            self._value(path, at, end)
            return
        level.waits = key
        if at < end:
            self.values.skips.append(Span(at, end))

    def _key(self, plain: "Expression", start: int, end: int) -> tuple[str, int] | None:
        """The key that stands at a place and where its value begins, or None where there is none."""
        if self.text[start] not in "'\"":
            bare = plain.match(self.text, start, end)
            return (bare[1], bare.end()) if bare and len(bare[1]) <= _MAX_KEY else None
        quoted = self._quote(start, end)
        mark = _AFTER_QUOTED_KEY.match(self.text, quoted.end(), end) if quoted else None
        if quoted is None or mark is None or quoted.end() - start > _MAX_KEY:
            return None
        key = decode(self.text, quoted.start(1), quoted.end(1), self.text[start]).text
        return None if key == _MERGE else (key, mark.end())

    def _add_key(self, path: Path, start: int, at: int) -> Path:
        self.values.keys.append((path, start))
        self.values.skips.append(Span(start, at))
        return path

    def _value(self, path: Path, start: int, end: int) -> None:
        first = self.text[start]
        if first in "[{":
            at = self._flow(path, start, end, len(self.levels))
        elif first in "'\"":
            at = self._quoted(path, start, end)
        else:
            plain = _PLAIN.match(self.text, start, end)
            if plain is None or ": " in plain.group() or plain.group().endswith(":"):
                raise _NotSimpleError
            at = self._add(path, "", plain.start(), plain.end(), plain.end())
        if at < end:
            if not _COMMENT.match(self.text, at, end) or self.text[at] == "#":
                raise _NotSimpleError
            self.values.skips.append(Span(at, end))

    def _quote(self, start: int, end: int) -> "re.Match[str] | None":
        quote = self.text[start]
        match = (_SINGLE if quote == "'" else _DOUBLE).match(self.text, start, end)
        bad = match is None or (quote == '"' and _BAD_ESCAPE.search(match[1].replace("\\\\", "")))
        return None if bad else match

    def _quoted(self, path: Path, start: int, end: int) -> int:
        match = self._quote(start, end)
        if match is None:
            raise _NotSimpleError
        return self._add(path, self.text[start], match.start(1), match.end(1), match.end())

    def _add(self, path: Path, style: str, start: int, end: int, after: int) -> int:
        pieces = decode(self.text, start, end, style)
        self.values.scalars.append(Scalar(path, pieces, Span(start - len(style), after), not style))
        return after

    def _flow(self, path: Path, start: int, end: int, depth: int) -> int:
        """Reads what stands in brackets on one line, and returns where it ends."""
        close = "]" if self.text[start] == "[" else "}"
        if depth >= MAX_DEPTH:
            raise _NotSimpleError
        at, n = self._blanks(start + 1, end), 0
        while at < end and self.text[at] != close:
            here = (*path, str(n))
            if close == "}":
                found = self._key(_FLOW_KEY, at, end)
                if found is None or found[1] >= end:
                    raise _NotSimpleError
                here = self._add_key((*path, found[0]), at, found[1])
                at = found[1]
            at, n = self._blanks(self._flow_value(here, at, end, depth), end), n + 1
            if at < end and self.text[at] == ",":
                at = self._blanks(at + 1, end)
            elif at >= end or self.text[at] != close:
                raise _NotSimpleError
        if at >= end:
            raise _NotSimpleError
        return at + 1

    def _flow_value(self, path: Path, at: int, end: int, depth: int) -> int:
        if self.text[at] in "[{":
            return self._flow(path, at, end, depth + 1)
        if self.text[at] in "'\"":
            return self._quoted(path, at, end)
        plain = _FLOW_PLAIN.match(self.text, at, end)
        if plain is None:
            raise _NotSimpleError
        stop = plain.start() + len(plain.group().rstrip(" "))
        return self._add(path, "", plain.start(), stop, stop)

    def _blanks(self, at: int, end: int) -> int:
        while at < end and self.text[at] == " ":
            at += 1
        return at

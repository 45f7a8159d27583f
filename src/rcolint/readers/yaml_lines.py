"""Can this YAML be read line by line, without the library?

The common shape of front matter: `key: value`, one-line quotes, lists one level deep. Anything else is refused here
and left to the library, whose import alone costs more than reading a page.
"""

import re

from rcolint.expressions import Expression
from rcolint.positions import Span
from rcolint.readers.scalars import Scalar, Values, decode

_KEY = Expression(r"([A-Za-z_][A-Za-z0-9_.-]*):(?:[ ]+|$)")
_ITEM = Expression(r"([ ]*)-[ ]+(?=[^ ])")
_SINGLE = Expression(r"'((?:[^']|'')*)'")
_DOUBLE = Expression(r'"((?:[^"\\]|\\.)*)"')
_COMMENT = Expression(r"[ \t]*(?:#.*)?\Z")
_PLAIN = Expression(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^#]|(?<=\S)#)*?(?=[ ]*\Z|[ ]+#)")
_FLOW_PLAIN = Expression(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^,\[\]{}#:?]*")
_BAD_ESCAPE = Expression(r"\\(?!x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|[0abtnvfre \"\\/N_LP])")


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


class _Lines:
    def __init__(self, text: str) -> None:
        self.text = text
        self.values = Values()
        self.key: str | None = None  # a key whose value has not been seen: a list may follow
        self.items = 0
        self.indent = -1

    def read(self) -> Values | None:
        """Reads line by line."""
        after = 0
        for line in self.text.splitlines(keepends=True):  # `read_lines` has seen that only CR and LF end a line
            start, after = after, after + len(line)
            content = line.rstrip("\r\n")
            end = start + len(content)
            stripped = content.strip(" ")
            if not stripped:
                continue
            if stripped[0] == "#":
                self.values.skips.append(Span(start, end))
            elif stripped[0] == "-" and (item := _ITEM.match(self.text, start, end)):
                self._item(item, end)
            else:
                self._pair(start, end)
        return self.values if self.values.keys else None

    def _pair(self, start: int, end: int) -> None:
        key = _KEY.match(self.text, start, end)
        if key is None:
            raise _NotSimpleError
        self.key, self.items, self.indent = key[1], 0, -1
        self.values.keys.append(((key[1],), start))
        self.values.skips.append(Span(start, key.end()))
        at = key.end()
        if at < end and self.text[at] != "#":
            self._value((key[1],), at, end)
            self.key = None
        elif at < end:
            self.values.skips.append(Span(at, end))

    def _item(self, item: "re.Match[str]", end: int) -> None:
        indent = len(item[1])
        if self.key is None or self.indent not in (-1, indent):
            raise _NotSimpleError
        self.indent = indent
        if _KEY.match(self.text, item.end(), end):
            raise _NotSimpleError
        if self.text.startswith("[", item.end()):
            raise _NotSimpleError
        self._value((self.key, str(self.items)), item.end(), end)
        self.items += 1

    def _value(self, path: tuple[str, ...], start: int, end: int) -> None:
        first = self.text[start]
        if first == "[":
            at = self._flow(path, start, end)
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

    def _quoted(self, path: tuple[str, ...], start: int, end: int) -> int:
        quote = self.text[start]
        match = (_SINGLE if quote == "'" else _DOUBLE).match(self.text, start, end)
        if match is None or (quote == '"' and _BAD_ESCAPE.search(match[1].replace("\\\\", ""))):
            raise _NotSimpleError
        return self._add(path, quote, match.start(1), match.end(1), match.end())

    def _add(self, path: tuple[str, ...], style: str, start: int, end: int, after: int) -> int:
        pieces = decode(self.text, start, end, style)
        self.values.scalars.append(Scalar(path, pieces, Span(start - len(style), after), not style))
        return after

    def _flow(self, path: tuple[str, ...], start: int, end: int) -> int:
        at, n = self._blanks(start + 1, end), 0
        while at < end and self.text[at] != "]":
            here = (*path, str(n))
            if self.text[at] in "'\"":
                at = self._quoted(here, at, end)
            else:
                plain = _FLOW_PLAIN.match(self.text, at, end)
                if plain is None:
                    raise _NotSimpleError
                stop = plain.start() + len(plain.group().rstrip(" "))
                at = self._add(here, "", plain.start(), stop, stop)
            at, n = self._blanks(at, end), n + 1
            if at < end and self.text[at] == ",":
                at = self._blanks(at + 1, end)
            elif at >= end or self.text[at] != "]":
                raise _NotSimpleError
        if at >= end:
            raise _NotSimpleError
        return at + 1

    def _blanks(self, at: int, end: int) -> int:
        while at < end and self.text[at] == " ":
            at += 1
        return at

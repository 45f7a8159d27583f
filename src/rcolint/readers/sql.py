"""Which copy does a database script put into its tables?

The literals of INSERT, UPDATE and COPY, under their table, row and column. Names, comments, defaults, checks,
conditions and policies are no copy. Bodies of functions are read for the statements in them.
"""

import re

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.readers import READERS, Embed
from rcolint.readers.data_copy import DataCopy
from rcolint.readers.literals import speaks
from rcolint.readers.pieces import OBJECT, Pieces
from rcolint.readers.sql_scan import Token, add_copied, add_string, is_mysql, rows, tokens

_ENDS_VALUES = frozenset(("FROM", "WHERE", "RETURNING", "ON", "LIMIT", "GROUP", "HAVING", "ORDER", "UNION"))
_OBJECTS = frozenset(("JSONB_BUILD_OBJECT", "JSON_BUILD_OBJECT", "JSON_OBJECT", "HSTORE"))
_WRITES = Expression(r"\b(?:insert|update)\b", re.I)
_JSON = Expression(r"\s*(?:\{\s*(?:\"[^\"]*\"\s*:|\})|\[)")
_ARRAY = Expression(r"\{[^{}]*\}\Z")
_ITEM = Expression(r'"((?:[^"\\]|\\.)*+)"|([^",{}]+)')
_MAX_INSIDE = 3  # functions in functions


class Frame:
    """What is known between a pair of brackets inside a value."""

    __slots__ = ("argument", "is_object", "key", "muted")

    def __init__(self, is_object: bool, muted: bool) -> None:
        self.is_object = is_object  # a call that takes keys and values in turn
        self.muted = muted
        self.argument = 0
        self.key = ""


def read(document: Document, embed: Embed) -> Reading:
    """Reads SQL. Raises ReadError where a value cannot be read whole."""
    copy = DataCopy(document, embed)
    Script(copy, is_mysql(document.text)).read(0, len(document.text))
    return copy.reading()


class Script:
    """Follows the statements of a script."""

    def __init__(self, copy: DataCopy, mysql: bool, inside: int = 0, row: int = 0) -> None:
        self.copy = copy
        self.text = copy.document.text
        self.mysql = mysql
        self.inside = inside
        self.row = row  # counted over the whole file, so that no two rows share a path
        self._start_statement()

    def _start_statement(self) -> None:
        self.head = ""  # INSERT, UPDATE, COPY: what the statement does
        self.mode = ""  # values, select, set: where its values stand
        self.table = ""
        self.columns: list[str] = []
        self.names: list[str] = []  # the names between the table and the values
        self.base = self.column = 0
        self.target = self.name = self.last = ""
        self.frames: list[Frame] = []
        self.parts: list[Token | int] = []
        self.joins = self.compared = self.in_case = False

    def read(self, start: int, stop: int) -> None:
        """Reads text[start:stop]."""
        stream = tokens(self.text, start, stop, self.mysql)
        for token in stream:
            word = self.text[token.start : token.end]
            if token.kind == "mark" and word == ";":
                self._flush()
                copied = self.head == "COPY" and self.last == "STDIN"
                at = self._copy_rows(token.end) if copied else -1
                self._start_statement()
                if at >= 0:
                    stream.send(at)
            elif token.kind == "string":
                self._string(token)
            elif token.kind == "mark":
                self._mark(word, token.start)
            else:
                self._word(word, token)
                self.name = word.strip('"`[]')
                self.last = word.upper() if token.kind == "word" else self.name
        self._flush()

    # --- words ---------------------------------------------------------------------------------------------------------

    def _word(self, word: str, token: Token) -> None:
        upper = word.upper() if token.kind == "word" else ""
        if upper in ("INSERT", "REPLACE", "COPY") or (upper == "UPDATE" and not self.head):
            if upper != "REPLACE" or not self.head:
                self.head, self.mode, self.table, self.names, self.columns = upper, "", "", [], []
                self.base = len(self.frames)
        elif upper == "UPDATE" and self.last in ("DO", "KEY"):
            self.mode = ""
            if self.last == "KEY":
                self._values("set")  # MySQL: ON DUPLICATE KEY UPDATE
        elif self.head and upper in ("VALUES", "SELECT", "SET"):
            self._values(upper.lower())
        elif self.mode and upper in _ENDS_VALUES and len(self.frames) <= self.base:
            self._flush()
            self.mode = ""
        elif upper in ("CASE", "WHEN", "THEN", "ELSE", "END"):
            self._flush()
            self.in_case = upper == "WHEN"
        elif upper in ("INTERVAL", "DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ"):
            self._flush()
            self.compared = True  # what follows is a time
        elif upper in ("LIKE", "ILIKE", "IN", "AND", "OR"):
            self._flush()
            self.compared = upper not in ("AND", "OR")
        elif self.head and not self.mode and upper not in ("INTO", "IGNORE", "ONLY", "OVERRIDING", "FROM", "STDIN"):
            self.names.append(word.strip('"`[]'))
            if not self.frames and not self.columns:
                self.table = self.names[-1] if not self.table or self.last == "." else self.table
        elif self.mode:
            self._operand(token.start)

    def _values(self, mode: str) -> None:
        self._flush()
        if mode == "select" and self.mode and len(self.frames) > self.base:
            self.frames[-1].muted = True  # a query inside a value
            return
        if mode == "values" and self.mode == "set":
            return  # MySQL: VALUES(column)
        self.mode = mode
        self.base = len(self.frames)
        self.column, self.target = 0, ""
        self.row += 1

    # --- marks ---------------------------------------------------------------------------------------------------------

    def _mark(self, mark: str, at: int) -> None:
        if mark in ("(", "["):
            self._open()
        elif mark in (")", "]"):
            self._close(at)
        elif mark == ",":
            self._flush()
            if self.frames and len(self.frames) > self.base:
                self.frames[-1].argument += 1
            if self.mode == "values" and len(self.frames) == self.base + 1:
                self.column += 1
            elif self.mode and len(self.frames) <= self.base:
                self.column += 1
                self.target = ""
        elif mark == "||":
            self.joins = True
        elif mark == "=" and self.mode == "set" and not self.target and len(self.frames) <= self.base:
            self.target = self.name
            self.parts.clear()
        elif mark in ("=", "<>", "!=", "<", ">", "<=", ">="):
            self.parts.clear()
            self.compared = True
        elif mark == ".":
            self.last = "."
        elif mark == "::":
            self.last = mark  # a type follows

    def _open(self) -> None:
        self._flush()
        if self.head and not self.mode and not self.frames and self.table:
            self.names = []  # the columns follow
        outer_muted = bool(self.frames) and len(self.frames) > self.base and self.frames[-1].muted
        self.frames.append(Frame(self.last in _OBJECTS, outer_muted or self.in_case or self.compared))
        if self.mode == "values" and len(self.frames) == self.base + 1:
            self.column = 0
            self.row += 1

    def _close(self, at: int) -> None:
        self._flush()
        if self.frames:
            self.frames.pop()
        if self.head and not self.mode and not self.frames and not self.columns:
            self.columns, self.names = self.names, []
        if len(self.frames) < self.base:
            self.mode, self.base = "", len(self.frames)
        elif self.mode:
            self.last = ")"
            self._operand(at)

    # --- values --------------------------------------------------------------------------------------------------------

    def _operand(self, at: int) -> None:
        """Something that is no literal: an object between the words where it is joined to one."""
        if self.last == "::":
            return  # a type
        if self.parts and not self.joins:
            self._flush()
        if not self.parts or not isinstance(self.parts[-1], int):
            self.parts.append(at)
        self.joins = False

    def _string(self, token: Token) -> None:
        if self.mode:
            if self.parts and not self.joins and isinstance(self.parts[-1], int):
                self.parts.clear()  # INTERVAL '3 days'; two literals in a row are one
            self.parts.append(token)
            self.joins = False
        elif token.style == "$" and self.inside < _MAX_INSIDE and _WRITES.search(self.text, token.start, token.end):
            inner = Script(self.copy, self.mysql, self.inside + 1, self.row)
            inner.read(token.start, token.end)
            self.row = inner.row

    def _flush(self) -> None:
        """Hands over the value that was put together so far, unless nobody gets to see it."""
        strings = [part for part in self.parts if not isinstance(part, int)]
        inside = self.frames[-1] if len(self.frames) > self.base else None
        muted = self.compared or self.in_case or not self.mode or (inside is not None and inside.muted)
        if inside is not None and inside.is_object and inside.argument % 2 == 0:
            inside.key = self.text[strings[0].start : strings[0].end] if strings else ""
            muted = True
        if strings and not muted:
            pieces = Pieces()
            for part in self.parts:
                if isinstance(part, int):
                    pieces.insert(OBJECT, part)
                else:
                    add_string(pieces, self.text, part)
            keys = tuple(frame.key for frame in self.frames[self.base :] if frame.key)
            self._add(pieces, self._column(), keys)
        self.parts.clear()
        self.joins = self.compared = False

    def _column(self) -> str:
        if self.mode == "set":
            return self.target
        return self.columns[self.column] if self.column < len(self.columns) else ""

    def _add(self, pieces: Pieces, column: str, keys: tuple[str, ...] = ()) -> None:
        text = pieces.text
        path = (self.table, str(self.row), *((column,) if column else ()), *keys)
        if _JSON.match(text) and "json" in READERS:
            try:
                self.copy.put_embedded("json", path, *pieces.whole())
            except ReadError:
                pass  # no JSON after all; read as it stands
            else:
                return
        if text[:1] == "{" and _ARRAY.match(text):
            whole = pieces.whole()[1]
            for item in _ITEM.finditer(text):
                low, high = item.span(item.lastindex or 0)
                one = Pieces()
                for run in whole.cut(low, high).runs:
                    one.add(text[low + run.start : low + run.end], run.source_start, run.source_end)
                self.copy.add(path, one)
        elif column or keys or speaks(text):
            self.copy.add(path, pieces)

    def _copy_rows(self, start: int) -> int:
        """Reads the data of a COPY; returns where it ends."""
        end = start
        first = self.text.find("\n", start)
        if first < 0:
            return start
        for low, high in rows(self.text, first + 1):
            end = high
            if self.text[low:high] == "\\.":
                break
            self.row += 1
            at = low
            for column, field in enumerate(self.text[low:high].split("\t")):
                pieces = Pieces()
                if field != "\\N":
                    add_copied(pieces, self.text, at, at + len(field))
                    self._add(pieces, self.columns[column] if column < len(self.columns) else "")
                at += len(field) + 1
        return end

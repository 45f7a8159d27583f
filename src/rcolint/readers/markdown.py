"""What does a reader of a Markdown page see?

CommonMark with tables, strikethrough and footnotes. One block for each heading, paragraph, list item, quote, table
row, alt text, title, note and comment, each letter mapped to its place. Front matter goes to its own reader.
"""

import itertools

from markdown_it.token import Token

from rcolint.model import Document, Notice, Reading
from rcolint.positions import SourceMap, Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy, Flow
from rcolint.readers.markdown_inline import InlineReader
from rcolint.readers.markdown_parser import parser
from rcolint.readers.opening import OPENING, front_matter
from rcolint.readers.pieces import Pieces

_UNFOLLOWED = "the markup of these lines could not be followed; they are read as they stand"


def read(document: Document, embed: Embed, *, code_is_copy: bool = False) -> Reading:
    """Reads a Markdown document. Raises ReadError where a part of it cannot be read or would be lost."""
    front = front_matter(document.text)
    if front is None:
        walk = _Walk(document, 0, embed, code_is_copy)
        if unclosed := OPENING.match(document.text):
            why = "the front matter is not closed, so the whole file is read as copy"
            walk.copy.notices.append(Notice(why, Span(0, unclosed.end())))
    else:
        language, start, end, body = front
        walk = _Walk(document, body, embed, code_is_copy)
        walk.copy.skip(0, start, "markup")
        walk.copy.skip(end, body, "markup")
        if end > start:
            walk.copy.take(embed(language, document.text[start:end], SourceMap.identity(end - start, start), ()))
    walk.read()
    return walk.copy.reading()


def _first(origin: int | tuple[list[int], list[int]]) -> int:
    return origin if isinstance(origin, int) else origin[1][0]


class _Walk:
    """One pass over the tokens of a document."""

    def __init__(self, document: Document, shift: int, embed: Embed, code_is_copy: bool) -> None:
        self.copy = Copy(document, shift)
        self.code_is_copy = code_is_copy
        self.env: dict[str, object] = {}
        self.inline = InlineReader(self.copy, embed, self.env, code_is_copy)
        self.containers: list[str] = []  # "quote", "list-item", "note": what stands around, outermost first
        self.heading_level = 0
        self.row: Flow | None = None
        self.row_whole = True
        self.headers: tuple[str, ...] | None = None
        self.cell_starts: list[int] = []
        self.row_line = 0

    def read(self) -> None:
        """Parses the body and makes blocks of it."""
        text = self.copy.newlines.text
        if not text.strip():
            return
        for token in parser("[^" in text or "^[" in text).parse(text, self.env):
            kind = token.type
            if kind == "inline":
                self._text(token)
            elif kind in _CONTAINERS:
                self.containers.append(_CONTAINERS[kind])
                self.inline.end_paragraph()
                if kind == "footnote_reference_open":
                    self._note_mark(token)
            elif kind in _CONTAINER_ENDS:
                self.containers.pop()
            elif kind == "heading_open":
                self.heading_level = int(token.tag[1])
            elif kind == "heading_close":
                self.heading_level = 0
            elif kind in _LEAVES:
                _LEAVES[kind](self, token)

    def _role(self) -> tuple[str, int]:
        if self.heading_level:
            return "heading", self.heading_level
        if not self.containers or self.containers[-1] == "note":
            return "paragraph", 0
        return self.containers[-1], self.containers.count(self.containers[-1])

    def _text(self, token: Token) -> None:
        if self.row is not None:
            self._cell(token, self.row)
            return
        self.inline.end_paragraph()
        role, level = self._role()
        if token.meta.get("at") is None:
            begin, end = token.map or [0, 0]
            self.copy.raw_lines(begin, end, role, _UNFOLLOWED)
            return
        flow = Flow(self.copy, role, level)
        self.inline.read(token, flow)
        flow.flush()

    def _cell(self, token: Token, row: Flow) -> None:
        if token.meta.get("at") is None:
            self.row_whole = False
            return
        if self.cell_starts:
            row.plain.insert(" | ", self.copy.newlines.to_document(_first(token.meta["at"])))
        self.cell_starts.append(row.plain.length)
        if token.content:
            self.inline.read(token, row)

    def _table(self, token: Token) -> None:
        self.inline.end_paragraph()
        self.headers = None
        if token.map:
            self.copy.skip_lines(token.map[0] + 1, token.map[0] + 2, "markup")

    def _row_open(self, token: Token) -> None:
        self.row = Flow(self.copy, "cell", 0, self.headers or ())
        self.row_whole, self.cell_starts = True, []
        self.row_line = token.map[0] if token.map else 0

    def _row_close(self, token: Token) -> None:
        row, self.row = self.row, None
        if row is None:
            return
        if not self.row_whole:
            self.copy.raw_lines(self.row_line, self.row_line + 1, "cell", _UNFOLLOWED)
        else:
            text = self.copy.newlines.text
            for low, high in token.meta.get("beyond", ()):
                cell = text[low:high].strip()
                at = text.index(cell, low)
                row.plain.insert(" | ", self.copy.newlines.to_document(at))
                row.plain.add_prose(cell, 0, len(cell), self.copy.place(at, cell))
            whole = row.plain.text
            row.flush()
            if self.headers is None:
                edges = [*self.cell_starts, len(whole) + 3]
                self.headers = tuple(whole[a : b - 3].strip() for a, b in itertools.pairwise(edges))

    def _code(self, token: Token) -> None:
        begin, end = token.map or [0, 0]
        if not self.code_is_copy:
            self.copy.skip_lines(begin, end, "code")
            return
        low, high = self.copy.lines(begin, end)
        content = self.copy.newlines.text[low:high]
        pieces = Pieces()
        pieces.add_prose(content, 0, len(content), self.copy.place(low, content))
        self.copy.emit(pieces, "literal")

    def _html(self, token: Token) -> None:
        role, level = self._role()
        if token.meta.get("at") is None:
            begin, end = token.map or [0, 0]
            self.copy.raw_lines(begin, end, role, _UNFOLLOWED)
            return
        self.inline.html.block(token.content, self.copy.place(token.meta["at"], token.content), role, level)

    def _rule(self, token: Token) -> None:
        begin, end = token.map or [0, 0]
        self.copy.skip_lines(begin, end, "markup")

    def _note_mark(self, token: Token) -> None:
        start = self.copy.newlines.to_document(token.meta["at"])
        self.copy.skip(start, start + len(token.meta["label"]) + 4, "markup")

    def _definition(self, token: Token) -> None:
        if token.meta.get("at") is None:
            self._rule(token)
        else:
            self.inline.definition(token)


_CONTAINERS = {"blockquote_open": "quote", "list_item_open": "list-item", "footnote_reference_open": "note"}
_CONTAINER_ENDS = frozenset(kind.replace("_open", "_close") for kind in _CONTAINERS)
_LEAVES = {
    "table_open": _Walk._table,
    "tr_open": _Walk._row_open,
    "tr_close": _Walk._row_close,
    "fence": _Walk._code,
    "code_block": _Walk._code,
    "html_block": _Walk._html,
    "hr": _Walk._rule,
    "definition": _Walk._definition,
}

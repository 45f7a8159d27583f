"""What does a page in reStructuredText say?

Headings, paragraphs, lists, tables, fields and admonitions, line by line; comments, targets, code and options are no
copy. What this small reader does not know is read as a paragraph.
"""

from collections.abc import Callable
from itertools import pairwise

from rcolint.expressions import Expression
from rcolint.model import Document, Link, Reading
from rcolint.positions import Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy
from rcolint.readers.keys import carrier_of, is_copy
from rcolint.readers.pieces import Pieces
from rcolint.readers.rst_inline import add_inline
from rcolint.tuples import NamedTuple

_LINE = Expression(r"([ \t]*)([^\n]*)(?:\n|\Z)")
_ADORNMENT = Expression(r"([!-/:-@\[-`{-~])\1{2,}\s*\Z")
_ITEM = Expression(r"(?:[-*+•‣⁃]|\(?(?:[0-9]{1,5}|#|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)])(?:[ \t]+|\Z)")
_EXPLICIT = Expression(r"\.\.(?:[ \t]+|\Z)")
_DIRECTIVE = Expression(r"(?:\|[^|\n]{1,100}\|[ \t]+)?([A-Za-z][\w.:+-]{0,60}?)::(?:[ \t]+|\Z)")
_FOOTNOTE = Expression(r"\[(?:[0-9]+|#[\w-]*|\*|[A-Za-z][\w.-]*)\][ \t]*")
_TARGET = Expression(r"_(?:`[^`]*`|[^:\n]|\\:)*:|__(?:[ \t:]|\Z)")
_FIELD = Expression(r":((?:[^:\\\n]|\\.){1,80}):(?:[ \t]+|\Z)")
_GRID = Expression(r"\+(?:[-=]{2,}\+)+\s*\Z")
_SIMPLE = Expression(r"={2,}(?:[ \t]+={2,})+\s*\Z|-{2,}(?:[ \t]+-{2,})+\s*\Z")
_CODE = frozenset(
    """
    code code-block sourcecode math raw highlight literalinclude toctree contents include index only-code parsed-literal
    default-role role meta csv-table automodule autoclass autofunction automethod autosummary graphviz digraph graph mermaid
    plot ipython jupyter-execute testcode testoutput doctest prompt productionlist currentmodule module tabularcolumns unicode
    date class container-class sectnum target-notes header-none
    """.split()
)
_ARGUMENT_IS_COPY = frozenset(
    """
    note warning tip hint important caution danger attention error seealso admonition topic sidebar rubric table list-table
    versionadded versionchanged deprecated replace epigraph highlights pull-quote title centered card dropdown tab-item
    """.split()
)
_PICTURES = ("image", "figure")


class Line(NamedTuple):
    """A line without its indentation, `start` and `end` in the text with plain line breaks."""

    indent: int
    start: int
    end: int
    text: str


def read(document: Document, embed: Embed) -> Reading:  # noqa: ARG001 - the signature of a reader
    """Reads reStructuredText. Raises ReadError where text would be lost."""
    return Page(Copy(document)).read()


class Page:
    """Goes through the lines of a page once."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        text = copy.newlines.text
        self.lines = [
            Line(len(m[1].expandtabs()), m.start(2), m.start(2) + len(m[2].rstrip()), m[2].rstrip())
            for m in _LINE.finditer(text)
        ]
        self.at = 0
        self.styles: list[str] = []  # of headings, in the order in which they appear

    def read(self) -> Reading:
        """Everything on the page."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                self.at += 1
            elif not (self._heading(line) or self._explicit(line) or self._table(line)):
                self._paragraph(line)
        return self.copy.reading()

    # --- blocks --------------------------------------------------------------------------------------------------------

    def _following(self, by: int = 1) -> Line:
        n = self.at + by
        return self.lines[n] if n < len(self.lines) else Line(0, 0, 0, "")

    def _heading(self, line: Line) -> bool:
        title, under, over = line, self._following(), ""
        if line.indent or not line.text:
            return False
        if _ADORNMENT.match(line.text):
            if not under.text or _GRID.match(line.text):
                return self._transition(line)
            title, under, over = under, self._following(2), line.text
            if under.text != over:
                return self._transition(line) if not self._following().text else False
        adorned = under.text and not under.indent and _ADORNMENT.match(under.text) and not _ADORNMENT.match(title.text)
        if not adorned or (len(under.text) < len(title.text) and len(under.text) < 4):
            return False
        style = (over and over[0]) + under.text[0]
        if style not in self.styles:
            self.styles.append(style)
        if over:
            self._skip(line, "markup")
        self._skip(under, "markup")
        self._emit([title], "heading", level=min(6, self.styles.index(style) + 1))
        self.at += 3 if over else 2
        return True

    def _transition(self, line: Line) -> bool:
        self._skip(line, "markup")
        self.at += 1
        return True

    def _explicit(self, line: Line) -> bool:
        """A comment, a target, a footnote or a directive."""
        mark = _EXPLICIT.match(line.text)
        if line.text.startswith("__ "):
            return self._transition(line)
        if line.text.startswith(">>> "):
            self._skip_while(lambda one: bool(one.text), "code")
            return True
        if mark is None:
            return False
        rest = line.text[mark.end() :]
        if _FOOTNOTE.match(rest) or (directive := _DIRECTIVE.match(rest)) is None:
            footnote = _FOOTNOTE.match(rest)
            if footnote:
                self._paragraph(line, mark.end() + footnote.end())
            else:
                self.at += 1
                self._skip(line, "link target" if _TARGET.match(rest) else "comment")
                self._skip_below(line, "comment")
            return True
        self._directive(line, directive[1].lower().rpartition(":")[2], mark.end() + directive.end())
        return True

    def _directive(self, line: Line, name: str, used: int) -> None:
        self.at += 1
        argument = line._replace(start=line.start + used, text=line.text[used:])
        if name in ("include", "literalinclude") and argument.text:
            span = Span(self._place(argument.start), self._place(argument.end))
            self.copy.links.append(Link("include", argument.text, (), span))
        if argument.text and name in _ARGUMENT_IS_COPY:
            self._skip(line._replace(end=argument.start), "markup")
            more = []
            while self._following(0).text and self._following(0).indent > line.indent:
                if _FIELD.match(self._following(0).text):
                    break
                more.append(self._following(0))
                self.at += 1
            self._emit([argument, *more], "paragraph")
        else:
            self._skip(line, "markup")
        while (
            (option := self._following(0)).text and option.indent > line.indent and (field := _FIELD.match(option.text))
        ):
            if name in _PICTURES and field[1] == "alt":
                self._emit([option._replace(start=option.start + field.end())], "caption", "alt")
            self._skip(option, "markup")
            self.at += 1
        if name in _CODE:
            self._skip_below(line, "code")

    def _table(self, line: Line) -> bool:
        if _GRID.match(line.text):
            row: list[Line] = []
            while (one := self._following(0)).text and one.text[0] in "+|":
                if one.text[0] == "+":
                    self._skip(one, "markup")
                    self._row(row, None)
                    row = []
                else:
                    row.append(one)
                self.at += 1
            self._row(row, None)
            return True
        if not _SIMPLE.match(line.text):
            return False
        edges = [found.start() for found in _COLUMN.finditer(line.text)]
        borders = 0
        while self.at < len(self.lines):
            one = self._following(0)
            self.at += 1
            if one.text and (_SIMPLE.match(one.text) or (_ADORNMENT.match(one.text) and one.text[0] in "=-")):
                self._skip(one, "markup")
                borders += one.text[0] == "="
                if borders > 1 and not self._following(0).text:
                    break
            elif one.text:
                shift = one.indent - line.indent
                self._row([one], [max(0, edge - shift) for edge in edges])
        return True

    def _row(self, lines: list[Line], edges: list[int] | None) -> None:
        """The cells of a row: one block where it is one line, else a block for each cell."""
        cells: list[list[Line]] = []
        for line in lines:
            cuts = [m.start() + 1 for m in _BAR.finditer(line.text)] if edges is None else [*edges, len(line.text) + 1]
            for n, (low, high) in enumerate(pairwise(cuts)):
                piece = line.text[low : high - 1]
                start = line.start + low + len(piece) - len(piece.lstrip())
                if piece.strip():
                    while len(cells) <= n:
                        cells.append([])
                    cells[n].append(Line(0, start, start + len(piece.strip()), piece.strip()))
        if len(lines) == 1:
            pieces = Pieces()
            for cell in cells:
                for one in cell:
                    if pieces.length:
                        pieces.insert(" | ", self._place(one.start))
                    add_inline(self.copy, pieces, one.text, self.copy.place(one.start, one.text))
            self.copy.emit(pieces, "cell")
            return
        for cell in cells:
            self._emit(cell, "cell")

    def _paragraph(self, first: Line, used: int = 0) -> None:
        """Lines up to a blank one; a list item or a field begins a paragraph of its own."""
        role, level, carrier = "paragraph", 0, "body"
        path: tuple[str, ...] = ()
        line = first._replace(start=first.start + used, text=first.text[used:])
        field = _FIELD.match(line.text) if not used else None
        if field and not line.text.startswith((":ref:`", ":doc:`")):
            path = (field[1],)
            line = line._replace(start=line.start + field.end(), text=line.text[field.end() :])
            role, carrier = "value", carrier_of(path)
        elif line.text.startswith("| "):
            line = line._replace(start=line.start + 2, text=line.text[2:])
        else:
            while item := _ITEM.match(line.text):
                role, level = "list-item", level + 1
                line = line._replace(start=line.start + item.end(), text=line.text[item.end() :])
        self._skip(first._replace(end=line.start), "markup")
        taken = [line] if line.text else []
        self.at += 1
        while (one := self._following(0)).text and self._goes_on(one, first, role):
            taken.append(one)
            self.at += 1
        if path and not is_copy(path, " ".join(one.text for one in taken)):
            for one in taken:
                self._skip(one, "technical value")
            return
        self._emit(taken, role, carrier, level, path)
        if taken and taken[-1].text.endswith("::"):
            while not self._following(0).text and self.at < len(self.lines):
                self.at += 1
            self._skip_below(first, "code")

    def _goes_on(self, line: Line, first: Line, role: str) -> bool:
        """Whether a line belongs to the paragraph, item or field before it."""
        if line.text.startswith(("| ", ".. ")) or _FIELD.match(line.text):
            return False
        item = _ITEM.match(line.text)
        if item and (role != "paragraph" or not line.text[0].isalpha()):
            return False
        return line.indent >= first.indent and (role != "paragraph" or line.indent == first.indent)

    # --- pieces --------------------------------------------------------------------------------------------------------

    def _skip_below(self, line: Line, reason: str) -> None:
        """Passes what is indented below a line."""
        self._skip_while(lambda one: not one.text or one.indent > line.indent, reason)

    def _skip_while(self, holds: Callable[[Line], bool], reason: str) -> None:
        while self.at < len(self.lines) and holds(self.lines[self.at]):
            self._skip(self.lines[self.at], reason)
            self.at += 1

    def _skip(self, line: Line, reason: str) -> None:
        self.copy.skip(self._place(line.start), self._place(line.end), reason)

    def _place(self, offset: int) -> int:
        return self.copy.newlines.to_document(offset)

    def _emit(
        self, lines: list[Line], role: str, carrier: str = "body", level: int = 0, path: tuple[str, ...] = ()
    ) -> None:
        text = self.copy.newlines.text
        parts = [text[line.start : line.end] for line in lines]
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part) + 1
        content = "\n".join(parts)
        pieces = Pieces()
        if lines:
            add_inline(self.copy, pieces, content, self.copy.place((starts, [line.start for line in lines]), content))
            self.copy.emit(pieces, role, carrier, path=path, level=level)


_COLUMN = Expression(r"[=-]+")
_BAR = Expression(r"\|")

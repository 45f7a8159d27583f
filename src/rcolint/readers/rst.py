"""What does a page in reStructuredText say?

Headings, paragraphs, lists, tables, fields and admonitions, line by line; comments, targets, code and options are no
copy. What this small reader does not know is read as a paragraph.
"""

from itertools import pairwise

from rcolint.expressions import Expression
from rcolint.model import Document, Link, Reading
from rcolint.positions import Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy
from rcolint.readers.keys import carrier_of, is_copy
from rcolint.readers.lines import Line, Lines
from rcolint.readers.rst_inline import add_inline

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


def read(document: Document, embed: Embed) -> Reading:  # noqa: ARG001 - the signature of a reader
    """Reads reStructuredText. Raises ReadError where text would be lost."""
    return Page(Copy(document)).read()


class Page(Lines):
    """Goes through the lines of a page once."""

    def __init__(self, copy: Copy) -> None:
        super().__init__(copy, add_inline)
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

    def _heading(self, line: Line) -> bool:
        title, under, over = line, self.following(), ""
        if line.indent or not line.text:
            return False
        if _ADORNMENT.match(line.text):
            if not under.text or _GRID.match(line.text):
                return self.pass_by(line, "markup")
            title, under, over = under, self.following(2), line.text
            if under.text != over:
                return self.pass_by(line, "markup") if not self.following().text else False
        adorned = under.text and not under.indent and _ADORNMENT.match(under.text) and not _ADORNMENT.match(title.text)
        if not adorned or (len(under.text) < len(title.text) and len(under.text) < 4):
            return False
        style = (over and over[0]) + under.text[0]
        if style not in self.styles:
            self.styles.append(style)
        if over:
            self.skip(line, "markup")
        self.skip(under, "markup")
        self.emit([title], "heading", level=min(6, self.styles.index(style) + 1))
        self.at += 3 if over else 2
        return True

    def _explicit(self, line: Line) -> bool:
        """A comment, a target, a footnote or a directive."""
        mark = _EXPLICIT.match(line.text)
        if line.text.startswith("__ "):
            return self.pass_by(line, "markup")
        if line.text.startswith(">>> "):
            self.skip_while(lambda one: bool(one.text), "code")
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
                self.skip(line, "link target" if _TARGET.match(rest) else "comment")
                self.skip_below(line, "comment")
            return True
        self._directive(line, directive[1].lower().rpartition(":")[2], mark.end() + directive.end())
        return True

    def _directive(self, line: Line, name: str, used: int) -> None:
        self.at += 1
        argument = line.behind(used)
        if name in ("include", "literalinclude") and argument.text:
            span = Span(self.place(argument.start), self.place(argument.end))
            self.copy.links.append(Link("include", argument.text, (), span))
        if argument.text and name in _ARGUMENT_IS_COPY:
            self.skip(line._replace(end=argument.start), "markup")
            more = []
            while self.following(0).text and self.following(0).indent > line.indent:
                if _FIELD.match(self.following(0).text):
                    break
                more.append(self.following(0))
                self.at += 1
            self.emit([argument, *more], "paragraph")
        else:
            self.skip(line, "markup")
        while (
            (option := self.following(0)).text and option.indent > line.indent and (field := _FIELD.match(option.text))
        ):
            if name in _PICTURES and field[1] == "alt":
                self.emit([option._replace(start=option.start + field.end())], "caption", "alt")
            self.skip(option, "markup")
            self.at += 1
        if name in _CODE:
            self.skip_below(line, "code")

    def _table(self, line: Line) -> bool:
        if _GRID.match(line.text):
            row: list[Line] = []
            while (one := self.following(0)).text and one.text[0] in "+|":
                if one.text[0] == "+":
                    self.skip(one, "markup")
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
            one = self.following(0)
            self.at += 1
            if one.text and (_SIMPLE.match(one.text) or (_ADORNMENT.match(one.text) and one.text[0] in "=-")):
                self.skip(one, "markup")
                borders += one.text[0] == "="
                if borders > 1 and not self.following(0).text:
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
                piece = line.cut(low, high - 1)
                if piece.text:
                    cells.extend([] for _ in range(n + 1 - len(cells)))
                    cells[n].append(piece)
        if len(lines) == 1:
            self.emit_row(cells)
        else:
            for cell in cells:
                self.emit(cell, "cell")

    def _paragraph(self, first: Line, used: int = 0) -> None:
        """Lines up to a blank one; a list item or a field begins a paragraph of its own."""
        role, level, carrier = "paragraph", 0, "body"
        path: tuple[str, ...] = ()
        line = first.behind(used)
        field = _FIELD.match(line.text) if not used else None
        if field and not line.text.startswith((":ref:`", ":doc:`")):
            path = (field[1],)
            line = line.behind(field.end())
            role, carrier = "value", carrier_of(path)
        elif line.text.startswith("| "):
            line = line.behind(2)
        else:
            while item := _ITEM.match(line.text):
                role, level = "list-item", level + 1
                line = line.behind(item.end())
        self.skip(first._replace(end=line.start), "markup")
        taken = [line] if line.text else []
        self.at += 1
        while (one := self.following(0)).text and self._goes_on(one, first, role):
            taken.append(one)
            self.at += 1
        if path and not is_copy(path, " ".join(one.text for one in taken)):
            for one in taken:
                self.skip(one, "technical value")
            return
        self.emit(taken, role, carrier, level, path)
        if taken and taken[-1].text.endswith("::"):
            while not self.following(0).text and self.at < len(self.lines):
                self.at += 1
            self.skip_below(first, "code")

    def _goes_on(self, line: Line, first: Line, role: str) -> bool:
        """Whether a line belongs to the paragraph, item or field before it."""
        if line.text.startswith(("| ", ".. ")) or _FIELD.match(line.text):
            return False
        item = _ITEM.match(line.text)
        if item and (role != "paragraph" or not line.text[0].isalpha()):
            return False
        return line.indent >= first.indent and (role != "paragraph" or line.indent == first.indent)


_COLUMN = Expression(r"[=-]+")
_BAR = Expression(r"\|")

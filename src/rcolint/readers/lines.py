"""How is a page gone through line by line, as reStructuredText and AsciiDoc are?

Holds the lines and where the reading stands; what a line means is the affair of each format.
"""

from collections.abc import Callable

from rcolint.expressions import Expression
from rcolint.readers.collect import Copy
from rcolint.readers.pieces import Pieces, Place
from rcolint.tuples import NamedTuple

AddInline = Callable[[Copy, Pieces, str, Place], None]  # adds what a paragraph says without its marks

_LINE = Expression(r"([ \t]*)([^\n]*)(?:\n|\Z)")


class Line(NamedTuple):
    """A line without its indentation, `start` and `end` in the text with plain line breaks."""

    indent: int
    start: int
    end: int
    text: str

    def behind(self, used: int) -> "Line":
        """The line without its first letters."""
        return self._replace(start=self.start + used, text=self.text[used:])

    def cut(self, low: int, high: int) -> "Line":
        """A part of the line, without the blanks around it."""
        piece = self.text[low:high]
        start = self.start + low + len(piece) - len(piece.lstrip())
        return Line(0, start, start + len(piece.strip()), piece.strip())


class Lines:
    """The lines of a page and where the reading stands."""

    def __init__(self, copy: Copy, add_inline: AddInline) -> None:
        self.copy = copy
        self.add_inline = add_inline
        self.lines = [
            Line(len(m[1].expandtabs()), m.start(2), m.start(2) + len(m[2].rstrip()), m[2].rstrip())
            for m in _LINE.finditer(copy.newlines.text)
        ]
        self.at = 0

    def following(self, by: int = 1) -> Line:
        """The line so many lines further on; an empty one behind the last."""
        n = self.at + by
        return self.lines[n] if n < len(self.lines) else Line(0, 0, 0, "")

    def skip(self, line: Line, reason: str) -> None:
        """Notes that a line, or what is left of it, is no copy."""
        self.copy.skip(self.place(line.start), self.place(line.end), reason)

    def pass_by(self, line: Line, reason: str) -> bool:
        """The same, and goes on to the next line."""
        self.skip(line, reason)
        self.at += 1
        return True

    def skip_while(self, holds: Callable[[Line], bool], reason: str) -> None:
        """Passes lines as long as they are what the caller says."""
        while self.at < len(self.lines) and holds(self.lines[self.at]):
            self.pass_by(self.lines[self.at], reason)

    def skip_below(self, line: Line, reason: str) -> None:
        """Passes what is indented below a line."""
        self.skip_while(lambda one: not one.text or one.indent > line.indent, reason)

    def place(self, offset: int) -> int:
        """The document's offset of an offset in the text with plain line breaks."""
        return self.copy.newlines.to_document(offset)

    def emit(
        self, lines: list[Line], role: str, carrier: str = "body", level: int = 0, path: tuple[str, ...] = ()
    ) -> None:
        """Makes one block of lines."""
        if not lines:
            return
        text = self.copy.newlines.text
        parts = [text[line.start : line.end] for line in lines]
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part) + 1
        content = "\n".join(parts)
        pieces = Pieces()
        where = self.copy.place((starts, [line.start for line in lines]), content)
        self.add_inline(self.copy, pieces, content, where)
        self.copy.emit(pieces, role, carrier, path=path, level=level)

    def emit_row(self, cells: list[list[Line]]) -> None:
        """The cells of a row: one block where each has one line, else a block for each."""
        if any(len(cell) > 1 for cell in cells):
            for cell in cells:
                self.emit(cell, "cell")
            return
        pieces = Pieces()
        for cell in cells:
            for one in cell:
                if pieces.length:
                    pieces.insert(" | ", self.place(one.start))
                self.add_inline(self.copy, pieces, one.text, self.copy.place(one.start, one.text))
        self.copy.emit(pieces, "cell")

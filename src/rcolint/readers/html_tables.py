"""Into which block does text of an HTML page go, above all in tables?

A row is one block, its cells parted by " | ", with the column headers as its path. Where cells hold headings, lists or
tables of their own, the table is there for the layout: each of their blocks then stands for itself.
"""

import itertools

from rcolint.readers.collect import Copy, Flow
from rcolint.readers.pieces import Place

TABLE_TAGS = frozenset("table thead tbody tfoot tr td th caption col colgroup".split())
# In a cell these are more than a line of it: the table is there for the layout.
_LAYOUT = frozenset(
    "article aside blockquote dl footer form h1 h2 h3 h4 h5 h6 header hr main nav ol pre section ul".split()
)


class Table:
    """An open table. Text in it that stands in no cell belongs to the flow around it, as browsers show it."""

    __slots__ = ("_copy", "_headers", "_names", "_starts", "is_layout", "outer", "row")

    def __init__(self, copy: Copy, outer: Flow) -> None:
        self.outer = outer
        self.row: Flow | None = None
        self.is_layout = False  # whether the open row is made of blocks of their own
        self._copy = copy
        self._names: list[str] = []
        self._starts: list[int] = []
        self._headers: tuple[str, ...] = ()

    def open_cell(self, name: str, at: int) -> Flow:
        """The flow for the text of a cell whose tag stands at `at` in the document."""
        row = self.row
        if row is None:
            row = self.row = Flow(self._copy, "cell")
        elif self.is_layout:
            row.flush()
        else:
            row.part(" | ", at)
        self._names.append(name)
        self._starts.append(len(row.whole()))
        return row

    def lay_out(self) -> None:
        """What the open row holds so far stands for itself, and so does what follows."""
        if not self.is_layout:
            self._flush()
            self.is_layout = True

    def end_row(self) -> None:
        """Makes a block of the open row."""
        if self.row is not None:
            if self.is_layout:
                self.row.flush()
            else:
                self._flush()
        self.row, self.is_layout, self._names = None, False, []

    def _flush(self) -> None:
        row, names = self.row, self._names
        if row is None:
            return
        row.role, row.carrier, row.level, row.path = "cell", "body", 0, self._headers
        if names and not self._headers and all(name == "th" for name in names):
            text = row.whole()
            edges = [*self._starts, len(text) + 3]
            self._headers = tuple(" ".join(text[a : b - 3].split()) for a, b in itertools.pairwise(edges))
        row.flush()
        self._starts = []


class Tables:
    """The flow that text goes into, and the tables that are open around it."""

    __slots__ = ("_copy", "flow", "open")

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self.flow = Flow(copy, "paragraph")
        self.open: list[Table] = []

    @property
    def in_row(self) -> bool:
        """Whether text goes into a row that is one block."""
        return bool(self.open) and self.flow is self.open[-1].row and not self.open[-1].is_layout

    def part(self, name: str, low: int, after: int, place: Place) -> None:
        """A block-level tag parts the text before it from the text behind it; in a cell it is a line break."""
        if self.open and self.in_row:
            if name not in _LAYOUT:
                if self.flow.is_begun:
                    self.flow.pieces.add_blank("\n", place.at(low), place.end(after))
                return
            self.open[-1].lay_out()
        if self.flow.is_begun:
            self.flow.flush()

    def part_before(self, flow: Flow) -> None:
        """A part of a table closed a block that stood between its cells."""
        if not any(flow is table.row for table in self.open[-2:]):
            flow.flush()

    def start(self, name: str, at: int) -> None:
        """The start tag of a table or of a part of one, at `at` in the document."""
        if name == "table":
            if self.open and self.flow is self.open[-1].row:
                self.open[-1].lay_out()
            self.open.append(Table(self._copy, self.flow))
        elif not self.open:
            self.flow.flush()
        elif name in ("td", "th"):
            self.flow = self.open[-1].open_cell(name, at)
        elif name == "caption":
            self.flow = Flow(self._copy, "caption")
        elif name not in ("col", "colgroup"):
            self.open[-1].end_row()

    def end(self, name: str) -> None:
        """The end tag of a part of a table."""
        if self.open and name not in ("td", "th", "table"):
            self.open[-1].end_row()

    def closed(self, name: str) -> None:
        """A table, a row or a cell was closed, by its end tag or by another tag."""
        if not self.open:
            return
        table = self.open[-1]
        if name == "caption":
            self.flow.flush()
        if name in ("table", "tr"):
            table.end_row()
        self.flow = table.outer
        if name == "table":
            self.open.pop()
            if self.open and self.flow is self.open[-1].row:
                self.open[-1].lay_out()
            self.flow.flush()

    def finish(self, role: str) -> None:
        """Makes blocks of what is pending; text without an element of its own then gets `role`."""
        self.flow.flush()
        self.flow = Flow(self._copy, role)
        for table in reversed(self.open):
            table.end_row()
            table.outer.flush()
            table.outer = self.flow

"""How do the cells of an HTML table make rows?

A row is one block, its cells parted by " | ", with the column headers as its path. Where cells hold headings, lists or
tables of their own, the table is there for the layout: each of their blocks then stands for itself.
"""

import itertools

from rcolint.readers.collect import Copy, Flow


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
            row.plain.insert(" | ", at)
        self._names.append(name)
        self._starts.append(row.plain.length)
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
            text = row.plain.text
            edges = [*self._starts, len(text) + 3]
            self._headers = tuple(" ".join(text[a : b - 3].split()) for a, b in itertools.pairwise(edges))
        row.flush()
        self._starts = []

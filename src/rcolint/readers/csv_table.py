"""What does a CSV or TSV file say to the reader of a page?

An export of a shop has a row for each product or variant: every cell that is copy is a block under the name of its column, and the
rows of one product are one page. Any other table is read like a table on a page: a row is a block, its cells parted by " | ".
"""

from collections.abc import Iterator
from functools import partial

from rcolint.expressions import Expression
from rcolint.model import Document, Reading, TextBlock
from rcolint.positions import SourceMap, Span
from rcolint.readers import Embed
from rcolint.readers.catalogue import MAX_NAME, naming_columns
from rcolint.readers.csv_scan import ESCAPED, Cell, Row, cells_of, decode, delimiter_of, rows
from rcolint.readers.data_copy import DataCopy, language_in
from rcolint.readers.keys import KeyFacts, facts_of, shows
from rcolint.readers.pieces import Pieces
from rcolint.tuples import NamedTuple

MAX_CELL = 200  # letters; a longer cell is prose and a block of its own
_HINT = Expression(r"sep=(.)(?:\r\n|\n|\r)")  # what some spreadsheets write above the header
_ODD = Expression(r"[/<&*_\[\\|\t]|\.(?=[A-Za-z])")  # perhaps markup or a path
_LABEL = Expression(r"(?=.*[^\W\d_])[^\r\n]{1,40}(?<![.!?,;])\Z")


class _Column(NamedTuple):
    name: str
    facts: KeyFacts


def read(document: Document, embed: Embed) -> Reading:
    """Reads a table. The delimiter is found from the text."""
    text = document.text
    copy = DataCopy(document, embed)
    unclosed: list[int] = []
    hint = _HINT.match(text)
    delimiter = hint[1] if hint else delimiter_of(text)
    found = rows(text, delimiter, unclosed, hint.end() if hint else 0)
    first = next(found, None)
    if first is None:
        return copy.reading()
    cells = cells_of(text, first, delimiter)
    names = [decode(text, cell).text.strip() for cell in cells]
    naming = naming_columns(names)
    if naming:
        _Catalogue(copy, names, naming, delimiter).read(found)
    else:
        table = _Table(copy, names, delimiter)
        table.first(cells)
        for row in found:
            if row[2] is not None or not table.plain_row(row[0], row[1]):
                table.row(cells_of(text, row, delimiter))
    if unclosed:
        copy.note("a quote that nothing closes; its cell is read to the end of the line", unclosed[0], unclosed[0] + 1)
    return copy.reading()


class _Catalogue:
    """A shop's export: one block for each cell that is copy, one page for each product."""

    def __init__(self, copy: DataCopy, names: list[str], naming: list[int], delimiter: str) -> None:
        self.copy = copy
        self.text = copy.document.text
        self.delimiter = delimiter
        self.columns = [_Column(name, facts_of((name,) if name else ())) for name in names]
        self.beyond = _Column("", facts_of(()))
        self.naming = naming
        self.page = ""
        self.by_id: dict[str, str] = {}  # an export may name the parent of a variant by its id
        self.ids = next((n for n, name in enumerate(names) if name.lower() == "id"), -1)

    def read(self, found: Iterator[Row]) -> None:
        """Reads the rows below the header."""
        text, columns = self.text, self.columns
        quiet = [c.facts.technical and not (c.facts.named or c.facts.said) for c in columns]
        loud = [n for n, is_quiet in enumerate(quiet) if not is_quiet]
        for row in found:
            start, end, quoted = row
            # Copy under a technical column is several words long; most rows have no such cell.
            calm = text.count(" ", start, end) < 5
            if calm and quoted is None:
                values = text[start:end].split(self.delimiter)
                if len(values) == len(columns) and not any(values[n] for n in loud):  # a variant
                    self.page_of(values)
                    continue
            cells = cells_of(text, row, self.delimiter)
            page = self.page_of([text[low:high] for low, high, _ in cells])
            for n, cell in enumerate(cells):
                low, high, _ = cell
                if low == high:
                    continue
                if n >= len(columns):
                    self.cell(self.beyond, cell, page)
                elif not quiet[n] or not (calm or text.count(" ", low, high) < 5):
                    self.cell(columns[n], cell, page)

    def cell(self, column: _Column, cell: Cell, page: str) -> None:
        """Makes blocks of one cell."""
        start, end, kind = cell
        if kind == ESCAPED:
            done = decode(self.text, cell).finish()
            if done is None:
                return
            value, map = done
        else:
            value = self.text[start:end]
            stripped = value.strip()
            if not stripped:
                return
            start += value.index(stripped) if len(stripped) < len(value) else 0
            value, map = stripped, SourceMap.identity(len(stripped), start)
        if shows(column.facts, value) and not _is_number(value):
            path = (column.name,) if column.name else ()
            self.copy.put(path, value, map, column.facts.shown, page)

    def page_of(self, values: list[str]) -> str:
        """The product that a row belongs to; a row without a name belongs to the product above it."""
        name = next((value for n in self.naming if (value := _value(values, n))), "")
        page = self.by_id.get(name.removeprefix("id:"), name) if name.startswith("id:") else name
        if page:
            self.page = page[:MAX_NAME]
        own_id = _value(values, self.ids)
        if own_id:
            self.by_id.setdefault(own_id, self.page)
        return self.page


def _value(values: list[str], column: int) -> str:
    """The text of a row's cell; empty where the row is too short."""
    return " ".join(values[column].split()) if 0 <= column < len(values) else ""


_EDGE = " | "  # between the cells of a row


def _runs(line: str, delimiter: str, start: int) -> Iterator[tuple[int, int, int, int]]:
    """The map of a row without any difficulty, which begins at `start`."""
    at = 0
    for n, cell in enumerate(line.split(delimiter)):
        if n:
            yield at, at + len(_EDGE), start - 1, start
            at += len(_EDGE)
        if cell:
            yield at, at + len(cell), start, start + len(cell)
            at += len(cell)
        start += len(cell) + 1


class _Table:
    """Any other table: one block for each row; long cells and marked-up ones are blocks of their own."""

    def __init__(self, copy: DataCopy, first: list[str], delimiter: str) -> None:
        self.copy = copy
        self.text = copy.document.text
        self.delimiter = delimiter
        labels = [name for name in first if name]
        is_header = len(labels) > 1 and len(set(labels)) == len(labels) and all(map(_LABEL.match, labels))
        self.headers = tuple(first) if is_header else ()
        self.facts = [facts_of((name,) if name else ()) for name in self.headers]
        self.none = facts_of(())
        self.edges = (" " + delimiter, delimiter + " ")  # blanks around a cell
        self.calm = delimiter in ",;" and not any(facts.technical or facts.said is False for facts in self.facts)

    def first(self, cells: list[Cell]) -> None:
        """Reads the first row, which may hold the names of the columns."""
        headers, self.headers = self.headers, ()
        self.row(cells)
        self.headers = headers

    def plain_row(self, start: int, end: int) -> bool:
        """Makes a block of a row without any difficulty, which most are; whether it was one."""
        line = self.text[start:end].rstrip(self.delimiter)
        before, behind = self.edges
        if (
            not self.calm
            or not line
            or len(line) > MAX_CELL
            or before in line
            or behind in line
            or _ODD.search(line)
            or line[0].isspace()
            or line[0] == self.delimiter
            or line[-1].isspace()
        ):
            return False
        text = line.replace(self.delimiter, _EDGE)
        map = SourceMap.later(len(text), Span(start, start + len(line)), partial(_runs, line, self.delimiter, start))
        self.copy.blocks.append(TextBlock(text, map, "cell", "body", (), self.headers))
        return True

    def row(self, cells: list[Cell]) -> None:
        """Makes a block of a row; what is no copy in it leaves an empty cell."""
        text, pieces, headers, facts = self.text, Pieces(), self.headers, self.facts if self.headers else []
        apart: list[tuple[int, Cell]] = []
        waiting = 0  # edges of cells after which nothing has come yet
        for n, cell in enumerate(cells):
            start, end, _ = cell
            value = text[start:end].strip()
            known = facts[n] if n < len(facts) else self.none
            # The number of a week or an amount belongs to its row.
            if value and (shows(known, value) or (value[0].isdigit() and not known.technical and known.said is None)):
                if len(value) > MAX_CELL or "\n" in value or language_in(value):
                    apart.append((n, cell))
                else:
                    if pieces.length or waiting:
                        pieces.insert(" | " * waiting, start)
                    waiting = 0
                    self.add(pieces, cell)
            waiting += 1
        done = pieces.finish()
        if done is not None:
            self.copy.blocks.append(TextBlock(done[0], done[1], "cell", "body", (), headers))
        for n, cell in apart:
            own = decode(text, cell).finish()
            if own is not None:
                name = headers[n] if n < len(headers) else ""
                self.copy.put((name,) if name else (), *own, facts_of((name,) if name else ()).shown)

    def add(self, pieces: Pieces, cell: Cell) -> None:
        """Adds the letters of one cell without the blanks around them."""
        start, end, kind = cell
        if kind == ESCAPED:
            done = decode(self.text, cell).finish()
            for low, high, source_low, source_high in done[1].runs if done else ():
                pieces.add(done[0][low:high] if done else "", source_low, source_high)
            return
        value = self.text[start:end]
        stripped = value.strip()
        start += value.index(stripped)
        pieces.add(stripped, start, start + len(stripped))


_NUMBER = Expression(r"[-+]?[\d.,]+%?\Z")


def _is_number(value: str) -> bool:
    return not value[0].isalpha() and _NUMBER.match(value) is not None

"""Where do the cells of a CSV or TSV text stand?

Follows Python's csv module letter by letter, with the place of every cell. A line without a quote is cut by the string method,
any other by one expression a cell.
"""

import re
from collections.abc import Iterator

from rcolint.readers.pieces import Pieces

PLAIN, QUOTED, ESCAPED = 0, 1, 2  # as it stands; inside quotes; with doubled quotes or letters after the closing one
Cell = tuple[int, int, int]  # start and end without the quotes, and which of the three
DELIMITERS = (",", ";", "\t", "|")
Row = tuple[int, int, list[Cell] | None]  # start and end of its text; its cells, or None where no quote is in it
_SAMPLE = 8_000  # letters that are looked at to find the delimiter
_QUOTES = re.compile(r'"[^"]*+(?:""[^"]*+)*+"?')
_LINE = re.compile(r"[^\r\n]+")


def delimiter_of(text: str) -> str:
    """The letter that parts cells: the one that stands on every line, equally often where possible."""
    sample = _QUOTES.sub("", text[:_SAMPLE])
    lines = [line.group() for line in _LINE.finditer(sample)][:10]
    if len(text) > _SAMPLE and len(lines) > 1:
        lines.pop()  # it may be cut

    def weight(mark: str) -> tuple[bool, bool, int]:
        counts = [line.count(mark) for line in lines]
        return min(counts, default=0) > 0, len(set(counts)) == 1, counts[0] if counts else 0

    return max(DELIMITERS, key=weight)


def rows(text: str, delimiter: str, unclosed: list[int], at: int = 0) -> Iterator[Row]:
    """The rows from `at` on that hold anything. The places of quotes that nothing closes are added to `unclosed`."""
    cell_of = _expression(delimiter)
    size = len(text)
    quote = text.find('"')
    lone = text.count("\r") > text.count("\r\n")  # carriage returns end lines as well
    while at < size:
        end = -1 if lone else text.find("\n", at)
        if end < 0:
            end = size
        if 0 <= quote < at:
            quote = text.find('"', at)
        if lone or 0 <= quote < end:
            start = at
            cells, at = _slowly(text, at, cell_of, unclosed)
            if len(cells) > 1 or cells[0][0] < cells[0][1]:
                yield start, at, cells
            continue
        stop = end - 1 if end > at and text[end - 1] == "\r" else end
        if stop > at:
            yield at, stop, None
        at = end + 1


def cells_of(text: str, row: Row, delimiter: str) -> list[Cell]:
    """The cells of a row."""
    start, end, cells = row
    if cells is not None:
        return cells
    found: list[Cell] = []
    for value in text[start:end].split(delimiter):
        found.append((start, start + len(value), PLAIN))
        start += len(value) + 1
    return found


def _expression(delimiter: str) -> "re.Pattern[str]":
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"([^{mark}\r\n]*+)|([^{mark}\r\n]*+))({mark}|\r\n|\n|\r|\Z)')


def _slowly(text: str, at: int, cell_of: "re.Pattern[str]", unclosed: list[int]) -> tuple[list[Cell], int]:
    """The cells of the row at `at`, and where the next row begins."""
    cells: list[Cell] = []
    while True:
        found = cell_of.match(text, at)
        if found is None:  # cannot be: the last alternative takes anything up to the end of the line
            raise AssertionError(at)
        if found[1] is None:
            start, end = found.span(3)
            if text.startswith('"', start):
                unclosed.append(start)
            cells.append((start, end, PLAIN))
        else:
            start, end = found.span(1)
            odd = found.end(2) > found.start(2) or text.find('""', start, end) >= 0
            cells.append((start, found.end(2) if odd else end, ESCAPED if odd else QUOTED))
        at = found.end()
        if found[4] in ("", "\n", "\r", "\r\n"):
            return cells, at


def decode(text: str, cell: Cell) -> Pieces:
    """The text of a cell, its doubled quotes undone."""
    start, end, kind = cell
    pieces = Pieces()
    if kind != ESCAPED:
        pieces.add(text[start:end], start, end)
        return pieces
    at = start
    while at < end:
        quote = text.find('"', at, end)
        if quote < 0:
            break
        pieces.add(text[at:quote], at, quote)
        if not text.startswith('""', quote):  # the closing one, and letters behind it
            at = quote + 1
            break
        pieces.add('"', quote, quote + 2)
        at = quote + 2
    pieces.add(text[at:end], at, end)
    return pieces

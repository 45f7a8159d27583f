"""Which cells make a row of a table in AsciiDoc?

A cell begins behind a bar and may go on over lines; how many of them make a row is said by the options of the table,
or by its first line.
"""

from collections.abc import Callable, Iterator

from rcolint.expressions import Expression
from rcolint.readers.lines import Line

_BAR = r"(?<!\\)(?:(?<!\S)(?P<times>[0-9]{1,4}\*)?(?P<span>[0-9]{0,4}(?:\.[0-9]{1,4})?\+)?(?:[<^>](?:\.[<^>])?|\.[<^>])?[adehlmsv]?)?"
_CELL = {mark: Expression(_BAR + rf"\{mark}") for mark in "|!"}
_PLAIN = {mark: Expression(rf"\{mark}") for mark in ",:;"}
_COLUMNS = Expression(r"cols\s*=\s*\"?([^\"\]]*)")
_TIMES = Expression(r"\s*([0-9]{1,3})\*")
_SEPARATOR = Expression(r"separator\s*=\s*\"?([^\s\",\]])")
_FORMAT = Expression(r"format\s*=\s*\"?(csv|dsv|tsv)")

Cell = list[Line]


def is_table(text: str) -> bool:
    """Whether a line begins or ends a table."""
    return text[:1] in ("|", "!", ",", ":") and text.rstrip("=") == text[0] and len(text) >= 4


def rows(lines: list[Line], border: str, options: str, skip: Callable[[Line, str], None]) -> Iterator[list[Cell]]:
    """The rows of a table, each of them the lines of its cells; `skip` hears of the marks between them."""
    separator = _SEPARATOR.search(options)
    written = _FORMAT.search(options)
    mark = separator[1] if separator else {"csv": ",", "dsv": ":"}.get(written[1] if written else "", border)
    if mark not in _CELL:
        for line in lines:
            yield [[cell] for cell in _parts(line, mark) if cell.text]
        return
    cells: list[tuple[int, Cell]] = []
    width = _columns(options)
    for line in lines:
        found = _cells(line, mark, skip)
        begins, more = found[0], found[1:]
        if begins[1].text and cells:
            cells[-1][1].append(begins[1])
        elif begins[1].text:
            cells.append((1, [begins[1]]))
        cells.extend((count, [cell] if cell.text else []) for count, cell in more)
        width = width or sum(count for count, _ in cells)
    row: list[Cell] = []
    filled = 0
    for count, cell in cells:
        row.append(cell)
        filled += count
        if filled >= width:
            yield row
            row, filled = [], 0
    if row:
        yield row


def _columns(options: str) -> int:
    found = _COLUMNS.search(options)
    if found is None:
        return 0
    total = 0
    for part in found[1].replace(";", ",").split(","):
        times = _TIMES.match(part)
        total += int(times[1]) if times else 1
    return total


def _cells(line: Line, mark: str, skip: Callable[[Line, str], None]) -> list[tuple[int, Line]]:
    """The pieces of a line: first what goes on from the line before, then each cell with how many columns it takes."""
    found = list(_CELL[mark].finditer(line.text))
    edges = [*(one.start() for one in found), len(line.text)]
    pieces = [(1, line.cut(0, edges[0]))]
    for one, end in zip(found, edges[1:], strict=True):
        skip(line.cut(*one.span()), "markup")
        span, times = (one["span"] or "").rstrip("+").partition(".")[0], (one["times"] or "").rstrip("*")
        pieces.append((int(span or 1) * int(times or 1), line.cut(one.end(), end)))
    return pieces


def _parts(line: Line, mark: str) -> Iterator[Line]:
    at = 0
    expression = _PLAIN.get(mark) or Expression(rf"\{mark}")
    for found in expression.finditer(line.text):
        yield line.cut(at, found.start())
        at = found.end()
    yield line.cut(at, len(line.text))

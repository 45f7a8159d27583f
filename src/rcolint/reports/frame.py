"""How is a stretch of source shown with its exact columns underlined?

Works on code points of the document and on columns of the screen: a wide letter takes two, a combining mark none, a
tab goes to the next stop, an escape is as wide as its visible stand-in. Nothing here knows findings or searches.
"""

from rcolint.positions import LineIndex, Span
from rcolint.reports.screen import COMMAND, Screen, cell_width, cells
from rcolint.tuples import NamedTuple

_TAB = 4
_AROUND = 400  # code points looked at on either side: a line of a megabyte is not laid out for each finding
_LONGEST = 600
_LINES = 6
_LEAD = 16  # columns kept in front of a span that is longer than a row


class Cell(NamedTuple):
    """One character as it is printed."""

    text: str
    width: int
    marked: bool


def frame(screen: Screen, index: LineIndex, span: Span, style: str, indent: str = "  ") -> list[str]:
    """The source lines of a span, each with a line of carets below. An empty span, or a text that is not at hand, shows nothing."""
    if span.end <= span.start or not index.exact:
        return []
    first = index.line_column(span.start)[0]
    last = index.line_column(span.end - 1)[0]
    digits = max(3, len(str(last)))
    bar = screen.paint(screen.sign("│"), "dim")
    room = screen.width - len(indent) - digits - 3
    lines: list[str] = []
    for line in range(first, min(last, first + _LINES - 1) + 1):
        number = screen.paint(f"{line:>{digits}}", "dim")
        for row in _rows(screen, _line_cells(screen, index, line, span), room):
            lines.append(f"{indent}{number} {bar} {_printed(screen, row, style)}")
            if any(cell.marked for cell in row):
                lines.append(f"{indent}{'':{digits}} {bar} {_carets(screen, row, style)}")
            number = " " * digits
    if last >= first + _LINES:
        more = last - first - _LINES + 1
        lines.append(f"{indent}{'':{digits}} {bar} {screen.sign('…')} {more} more line{'s' if more > 1 else ''}")
    return lines


def _line_cells(screen: Screen, index: LineIndex, line: int, span: Span) -> list[Cell]:
    whole = index.line_span(line)
    start, end = max(whole.start, span.start), min(whole.end, span.end, max(whole.start, span.start) + _LONGEST)
    # Blanks at the edges of a line that continues a span are not part of what is quoted.
    while start < end and index.text[start] in " \t":
        start += 1
    while end > start and index.text[end - 1] in " \t":
        end -= 1
    low, high = max(whole.start, start - _AROUND), min(whole.end, end + _AROUND)
    made = _cells(screen, index.text[low:high], start - low, end - low)
    ellipsis = Cell(screen.sign("…"), cells(screen.sign("…")), False)
    return [ellipsis] * (low > whole.start) + made + [ellipsis] * (high < whole.end)


def _cells(screen: Screen, text: str, start: int, end: int) -> list[Cell]:
    broken = {match.start() for match in COMMAND.finditer(text)} if "#" in text else set()
    if text.isascii() and text.isprintable() and not broken:
        return [Cell(char, 1, start <= offset < end) for offset, char in enumerate(text)]
    made: list[Cell] = []
    at, before = 0, ""
    for offset, char in enumerate(text):
        if char == "\t":
            glyph = " " * (_TAB - at % _TAB)
        else:
            glyph = r"\x23" if offset in broken else screen.glyph(char, before)
        width = cell_width(char, before) if glyph == char else cells(glyph)
        made.append(Cell(glyph, width, start <= offset < end))
        at += width
        before = char
    return made


def _rows(screen: Screen, line: list[Cell], room: int) -> list[list[Cell]]:
    """The part of a line that is worth showing, in rows of at most `room` columns."""
    if sum(cell.width for cell in line) <= room:
        return [line]
    marked = [number for number, cell in enumerate(line) if cell.marked]
    low, high = (marked[0], marked[-1] + 1) if marked else (0, 0)
    ellipsis = Cell(screen.sign("…"), cells(screen.sign("…")), False)
    free = room - 2 * ellipsis.width - sum(cell.width for cell in line[low:high])
    left = _reach(line[:low][::-1], max(_LEAD, free // 2) if free >= 0 else _LEAD)
    used = sum(cell.width for cell in line[low - left : high])
    right = _reach(line[high:], room - 2 * ellipsis.width - used if free >= _LEAD else _LEAD)
    window = line[low - left : high + right]
    if low - left > 0:
        window = [ellipsis, *window]
    if high + right < len(line):
        window = [*window, ellipsis]
    return _broken(window, room)


def _reach(line: list[Cell], room: int) -> int:
    """How many cells fit into `room`, preferably whole words."""
    used = fit = 0
    for cell in line:
        if used + cell.width > room:
            break
        used += cell.width
        fit += 1
    if fit == len(line):
        return fit
    words = fit
    while words and line[words].text != " ":
        words -= 1
    return words or (fit if room > 2 * _LEAD else 0)


def _broken(window: list[Cell], room: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    while window:
        fit = used = 0
        for cell in window:
            if used + cell.width > room:
                break
            used += cell.width
            fit += 1
        fit = max(1, fit)
        if fit < len(window):
            blank = next((n for n in range(fit, 0, -1) if window[n].text == " "), 0)
            fit = blank + 1 if blank else fit
        rows.append(window[:fit])
        window = window[fit:]
    return rows


def _printed(screen: Screen, row: list[Cell], style: str) -> str:
    if not screen.color:
        return "".join(cell.text for cell in row)
    text, run, marked = "", "", False
    for cell in [*row, Cell("", 0, False)]:
        if cell.marked != marked or not cell.text:
            text += screen.paint(run, style) if marked else run
            run, marked = "", cell.marked
        run += cell.text
    return text


def _carets(screen: Screen, row: list[Cell], style: str) -> str:
    line = ""
    for cell in row:
        # A mark without a width of its own is underlined on the letter that carries it.
        line += ("^" if cell.marked else " ") * cell.width
        if cell.marked and not cell.width and line.endswith(" "):
            line = line[:-1] + "^"
    blanks = len(line) - len(line.lstrip())
    return line[:blanks] + screen.paint(line.strip(), style)

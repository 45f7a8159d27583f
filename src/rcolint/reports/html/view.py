"""What does the page template need to know, and in which order?

Turns a Report into plain rows for the template: files, pages, rows of copy with the notes that stand beside them. All
numbers are given here, once; nothing is escaped here, the template engine does that.
"""

from dataclasses import dataclass, field

from rcolint.model import FileResult, Finding, Page, PageResult, Report, Rule, Statement, TextBlock
from rcolint.positions import LineIndex
from rcolint.reports.html.marks import Highlight, Part, cut
from rcolint.reports.places import derived
from rcolint.reports.wording import STATEMENTS, STATES, flag_words, removal_note, slot_words

CARRIERS = {
    "title": "title",
    "meta": "description for search engines",
    "alt": "text in place of an image",
    "attribute": "text of an attribute",
    "json-ld": "structured data",
    "tag": "tag",
    "name": "name",
    "review": "review",
    "comment": "comment in the source",
}
VISIBILITY = {
    "hidden": "hidden from readers",
    "tiny": "set very small",
    "pale": "set very pale",
    "collapsed": "shown only when opened",
}
_GAP = " | "  # stands between the cells of a table row


@dataclass
class Note:
    """A finding with its number and its rule; `first` is the first note on its rule in the page."""

    number: int
    finding: Finding
    rule: Rule | None
    place: str
    related: list[tuple[str, str, str]]
    stays: str
    fails: bool
    first: bool

    @property
    def style(self) -> str:
        """Which highlight its words get."""
        return "waived" if self.finding.waiver else self.finding.severity


@dataclass
class BlockView:
    """One block as it is shown: its parts (a list for each cell), its label where it is not plainly visible."""

    block: TextBlock
    cells: list[list[Part]]
    label: str
    key: str


@dataclass
class Row:
    """Blocks that are shown as one thing (a list, a table, a paragraph), and the notes beside it."""

    kind: str
    blocks: list[BlockView]
    notes: list[Note] = field(default_factory=list)


@dataclass
class StatementView:
    """A statement in words."""

    statement: Statement
    title: str
    state: str
    filled: str
    missing: str
    flags: str


@dataclass
class PageView:
    """A page: its statements, the notes on no words in particular, and the copy with its notes."""

    number: int
    file: int
    page: Page
    title: str
    statements: list[StatementView]
    notes: list[Note]
    rows: list[Row]
    count: int  # all its notes
    live: int  # those without a waiver


@dataclass
class FileView:
    """A line of the summary table."""

    number: int
    file: FileResult
    state: str
    numbers: list[tuple[str, int]]
    fails: int
    anchor: str
    pages: list[PageView]


def look(report: Report) -> list[FileView]:
    """The files of a report as the template shows them. Findings are numbered from 1 through the whole report."""
    rules = {rule.id: rule for rule in report.rules}
    files: list[FileView] = []
    numbers = _Numbers()
    for number, file in enumerate(report.files):
        index = file.lines
        pages = [_page(report, rules, file, page, number, index, numbers) for page in file.pages]
        live = [f for f in file.findings if f.waiver is None]
        severities = [f.severity for f in live]
        fails = sum(report.settings.gate.fails(f) for f in live)
        files.append(
            FileView(
                number,
                file,
                STATES[file.statement] if file.status == "checked" else file.status,
                [
                    ("Errors", severities.count("error")),
                    ("Warnings", severities.count("warning")),
                    ("Notes", severities.count("note")),
                    ("Waived", len(file.findings) - len(live)),
                    ("Fail the gate", fails),
                ],
                fails,
                f"p{pages[0].number}" if pages else "",
                pages,
            )
        )
    return files


class _Numbers:
    """Counts notes and pages through the report."""

    def __init__(self) -> None:
        self.note = self.page = 0


def _page(
    report: Report, rules: dict[str, Rule], file: FileResult, result: PageResult, at: int, index: LineIndex, n: _Numbers
) -> PageView:
    notes, seen = [], set()
    for finding in result.findings:
        n.note += 1
        notes.append(_note(report, rules, finding, result.page, index, n.note, finding.rule not in seen))
        seen.add(finding.rule)
    rows, placed = _rows(result, notes)
    n.page += 1
    return PageView(
        n.page,
        at,
        result.page,
        file.path if len(file.pages) == 1 else result.page.id,
        [_statement(s) for s in result.statements],
        [note for note in notes if note.number not in placed],
        rows,
        len(notes),
        sum(note.finding.waiver is None for note in notes),
    )


def _note(
    report: Report, rules: dict[str, Rule], finding: Finding, page: Page, index: LineIndex, number: int, first: bool
) -> Note:
    return Note(
        number,
        finding,
        rules.get(finding.rule),
        _place(index, finding.span.start),
        [(r.label, r.text, _place(index, r.span.start)) for r in finding.related],
        removal_note(finding, page),
        report.settings.gate.fails(finding),
        first,
    )


def _place(index: LineIndex, offset: int) -> str:
    line, column = index.line_column(offset)
    return f"line {line}, column {column}"


def _statement(statement: Statement) -> StatementView:
    return StatementView(
        statement,
        STATEMENTS.get(statement.kind, statement.kind),
        STATES.get(statement.status, statement.status),
        slot_words(statement.filled),
        slot_words(statement.missing),
        flag_words(statement.flags),
    )


def _rows(result: PageResult, notes: list[Note]) -> tuple[list[Row], set[int]]:
    """The copy in rows with each note beside the first row it speaks of, and the numbers that found a place."""
    rows: list[Row] = []
    placed: set[int] = set()
    for block in result.page.blocks:
        highlights, here = _highlights(block, result, notes)
        kind = _kind(block)
        joins = rows and rows[-1].kind == kind and kind in ("list", "table", "values", "quote")
        row = rows[-1] if joins else Row(kind, [])
        if not joins:
            rows.append(row)
        row.blocks.append(BlockView(block, _cells(block, highlights), _label(block), _key(block)))
        row.notes += [note for note in here if note.number not in placed]
        placed.update(note.number for note in here)
    return rows, placed


def _highlights(block: TextBlock, result: PageResult, notes: list[Note]) -> tuple[list[Highlight], list[Note]]:
    whole = block.span
    highlights, here = [], []
    for note in notes:
        span = note.finding.span
        found = derived(block, span) if span.start < whole.end and whole.start < span.end else None
        if found:
            highlights.append(Highlight(found.start, found.end, note.number, note.style))
            here.append(note)
    for statement in result.statements:
        found = derived(block, statement.span) if statement.span else None
        if found:
            highlights.append(Highlight(found.start, found.end, 0, "statement"))
    return highlights, here


def _cells(block: TextBlock, highlights: list[Highlight]) -> list[list[Part]]:
    if block.role != "cell":
        return [cut(block.text, highlights)]
    starts, ends = [0], []
    for number, cell in enumerate(block.text.split(_GAP)):
        end = starts[number] + len(cell)
        ends.append(end)
        starts.append(end + len(_GAP))
    parts = cut(block.text, highlights, [*starts, *ends])
    return [[p for p in parts if start <= p.start < end] for start, end in zip(starts, ends, strict=False)]


def _kind(block: TextBlock) -> str:
    if block.role == "value":
        return "values"
    if block.visibility or block.role == "comment" or block.carrier in ("alt", "attribute", "json-ld", "comment"):
        return "boxed"
    kinds = {"list-item": "list", "cell": "table", "quote": "quote", "heading": "heading", "literal": "literal"}
    return kinds.get(block.role, "paragraph")


def _label(block: TextBlock) -> str:
    """What a reader of the page would not know by looking: where the text stands and that it cannot be seen."""
    words = [CARRIERS[block.carrier]] if block.carrier in CARRIERS and block.role != "value" else []
    words += [VISIBILITY.get(fact, fact) for fact in block.visibility]
    return ", ".join(words)


def _key(block: TextBlock) -> str:
    return " › ".join(block.path)

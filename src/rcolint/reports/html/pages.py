"""How does one page stand in the report?

Its statements, the notes on no words in particular, the copy with its notes beside it, what the context took back, and on
paper the lines for a decision.
"""

from collections.abc import Iterable

from rcolint.model import Finding, Statement
from rcolint.reports.html.markup import NOTHING, Html, fill, join, put, words
from rcolint.reports.html.notes import Notes
from rcolint.reports.html.rows import Row, as_noted, rows, shown
from rcolint.reports.html.view import Counts, PageView
from rcolint.reports.wording import STATEMENTS, STATES, context_words, flag_words, plural, slot_words

_DECISION = fill(
    '<div class="decision"><p>Decision on this page:</p><p>☐ publish as it stands</p><p>☐ publish when changed</p>'
    '<p>☐ do not publish</p><p class="remarks">Remarks:</p><p>Initials:</p></div>'
)


def article(page: PageView, notes: Notes, show_cancelled: bool) -> Html:
    """A page with its copy and its notes."""
    return fill("%s%s</article>\n", opening(page), inside(page, notes.whole(page), page.first, show_cancelled))


def opening(page: PageView, kept: Html = NOTHING) -> Html:
    """The start tag of a page and what it is called. `kept`: attributes that say where the rest is, if it does not follow."""
    marked = " marked" if page.counts.all else ""
    return fill(
        '<article class="page%s" id="p%s" data-path="%s" data-first="%s" data-count="%s"%s aria-labelledby="t%s">'
        '<header><h2 id="t%s" tabindex="-1">%s</h2><p class="quiet">%s, profile %s%s</p></header>\n',
        *(marked, page.number, page.file.path, page.first, page.counts.all, kept, page.number, page.number),
        *(words(page.title), counted(page.counts), words(page.result.page.profile)),
        fill(", in %s", words(page.file.path)) if page.title != page.file.path else "",
    )


def counted(counts: Counts) -> str:
    """How many cues a page has, in words."""
    said = plural(counts.live, "cue") if counts.live else "no risk cues found by the rules that ran"
    said += f", {counts.waived:,} waived" if counts.waived else ""
    return said + (f", {counts.fails:,} {'fails' if counts.fails == 1 else 'fail'} the gate" if counts.fails else "")


def inside(page: PageView, notes: Iterable[Html], first: int, show_cancelled: bool) -> Html:
    """What follows the name of a page, up to its end: its copy with its notes, which are numbered from `first`."""
    told = dict(enumerate(notes, first))
    noted = [as_noted((n, _style(f), f.span)) for n, f in enumerate(page.result.findings, first)]
    found = rows(page.result, noted)
    placed = {number for row in found for number in row.notes}
    loose = join([note for number, note in told.items() if number not in placed])
    copy = join([_row(row, told) for row in found])
    taken = join(map(_taken_back, page.result.cancelled)) if show_cancelled else NOTHING
    return fill(
        "%s%s%s%s%s",
        join(map(_statement, page.result.statements)),
        fill('<div class="notes whole"><p class="quiet">On the page as a whole</p>%s</div>', loose) if loose else "",
        _copy(copy, bool(placed)) if copy else "",
        fill('<details class="taken"><summary>Taken back by the context</summary><ul>%s</ul></details>', taken)
        if taken
        else "",
        _DECISION if page.counts.live else "",
    )


def _copy(copy: Html, marked: bool) -> Html:
    if marked:
        return fill('<div class="rows">%s</div>', copy)
    return fill('<details class="clean"><summary>Show the copy</summary><div class="rows">%s</div></details>', copy)


def _style(finding: Finding) -> str:
    return "waived" if finding.waiver else finding.severity


def _row(row: Row, told: dict[int, Html]) -> Html:
    beside = put('<div class="notes">%s</div>', join([told[n] for n in row.notes])) if row.notes else NOTHING
    return put('<div class="row"><div class="copy">%s</div>%s</div>', shown(row), beside)


def _statement(statement: Statement) -> Html:
    state = STATES.get(statement.status, statement.status).capitalize()
    kind = STATEMENTS.get(statement.kind, statement.kind)
    unknown = ", not known whether one is asked for" if statement.required is None else ""
    origin = "Nothing was found for" if statement.status == "cannot-verify" else "It comes from"
    source = fill('<p class="quiet">%s %s</p>', origin, words(statement.source)) if statement.source else ""
    return fill(
        '<div class="statement %s"><p><b>%s</b> <span class="quiet">%s%s</span></p>%s%s%s</div>\n',
        *(statement.status, state, words(kind), unknown),
        fill('<blockquote dir="auto">%s</blockquote>', statement.text) if statement.text else "",
        *(source, _elements(statement)),
    )


def _elements(statement: Statement) -> Html:
    told = (
        ("Says", slot_words(statement.filled)),
        ("Could also say" if statement.status == "ok" else "Lacks", slot_words(statement.missing)),
        ("Look at", flag_words(statement.flags)),
    )
    pairs = join(fill("<dt>%s</dt><dd>%s</dd>", name, words(value)) for name, value in told if value)
    return fill("<dl>%s</dl>", pairs) if pairs else NOTHING


def _taken_back(finding: Finding) -> Html:
    return fill(
        "<li>%s <q>%s</q>: %s</li>", words(finding.rule), words(finding.text), words(context_words(finding.cancelled))
    )

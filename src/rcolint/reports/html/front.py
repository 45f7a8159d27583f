"""What does a reader of the report see before the first page of copy?

The verdict, what it rests on, the pages with the worst first, and what was not checked.
"""

from collections.abc import Iterable
from itertools import chain
from typing import LiteralString

from rcolint import __version__
from rcolint.model import DISCLAIMER, FileResult, Provenance, Report
from rcolint.reports.html.headline import details, headline
from rcolint.reports.html.markup import Html, fill, join, words
from rcolint.reports.html.view import Counts, PageView, View
from rcolint.reports.tally import Tally
from rcolint.reports.wording import (
    CUES_STAY,
    LIMITS,
    STATES,
    baseline_words,
    gate_words,
    language_words,
    plural,
    profile_words,
    read_words,
    skipped_words,
)

_COLUMNS = ("Errors", "Warnings", "Notes", "Waived", "Fail the gate")
_TIERS = {"gate": "gate", "review": "gate, review"}


def front(view: View, tally: Tally, digest: str) -> Html:
    """The head of the report."""
    report = view.report
    return fill(
        '<header><p class="kicker">Risk cue report</p><h1>%s</h1>%s<p class="legal">%s</p><dl class="facts">%s</dl></header>\n',
        headline(report, tally),
        join(fill('<p class="lead">%s</p>', more) for more in details(report, tally)),
        f"{DISCLAIMER} {CUES_STAY}" if tally.live else DISCLAIMER,
        join(
            fill("<div><dt>%s</dt><dd>%s</dd></div>", name, words(value))
            for name, value in _facts(report, tally, digest)
        ),
    )


def _facts(report: Report, tally: Tally, digest: str) -> Iterable[tuple[str, str]]:
    settings = report.settings
    facts = (
        ("Tool", f"rcolint {report.version or __version__}"),
        ("Rule pack", report.pack),
        ("Judged at", report.date),
        ("Rules that ran", str(len(report.rules))),
        ("Read", read_words(tally, ", ")),
        ("Profile", profile_words(settings)),
        ("Tiers shown", _TIERS.get(settings.tier, "gate, review, audit")),
        ("Gate", gate_words(settings)),
        ("Only rules", ", ".join(settings.select)),
        ("Without rules", ", ".join(settings.ignore)),
        ("Waivers", "" if settings.waivers else "not heard"),
        ("Content", "" if settings.trusted else "not trusted: its waivers and profiles are not heard"),
        ("Baseline", baseline_words(report.baseline) if report.baseline else ""),
        ("Matches that their context took back", f"{tally.cancelled:,}" if tally.cancelled else ""),
        *_record(report.provenance),
        ("Digest of this report", digest),
    )
    return ((name, value) for name, value in facts if value)


def _record(record: Provenance | None) -> tuple[tuple[str, str], ...]:
    """What the run rests on, where a record of it was asked for."""
    if record is None:
        return ()
    state = {True: ", with changes", False: "", None: ""}[record.dirty]
    return (
        ("Commit", record.commit + state if record.commit else ""),
        ("Time", record.time),
        ("Digest of the settings", record.settings),
        ("Digest of the files", record.inputs),
    )


def ranking(view: View, limit: int) -> Html:
    """The table of pages, worst first; files that were not checked stand above them."""
    unread = (_unread(file) for file in view.report.unchecked)
    lines = join(chain(unread, (_line(page) for page in view.pages[:limit])))
    if not lines:
        return fill('<section><h2 id="files">Pages</h2><p>No file was read.</p></section>\n')
    columns = join(fill('<th scope="col" class="n">%s</th>', name) for name in _COLUMNS)
    clear = sum(not page.counts.all for page in view.pages[:limit])
    said = (
        [f"{plural(len(view.pages) - limit, 'more page')} below, in the same order."] if len(view.pages) > limit else []
    )
    unprinted = fill('<p class="unprinted">Not printed: %s without a cue.</p>', plural(clear, "page")) if clear else ""
    return fill(
        '<section aria-labelledby="files"><h2 id="files">Pages, worst first</h2>'
        '<div class="scroll" role="region" aria-label="Table of pages" tabindex="0"><table class="summary"><thead><tr>'
        '<th scope="col">Page</th><th scope="col">Statement</th>%s</tr></thead><tbody>%s</tbody></table></div>%s%s</section>\n',
        *(columns, lines, join(fill("<p>%s</p>", more) for more in said), unprinted),
    )


def _line(page: PageView) -> Html:
    counts = page.counts
    template: LiteralString = '<td class="n" data-name="%s">%s</td>'
    empty: LiteralString = '<td class="n zero" data-name="%s">%s</td>'
    numbers = zip(_COLUMNS, counts, strict=True)
    return fill(
        '<tr class="%s"><th scope="row"><a href="%s#p%s">%s</a></th><td class="state">%s</td>%s</tr>\n',
        *(_class(counts), page.home, page.number, words(page.title), STATES[page.result.statement]),
        join(fill(template if number else empty, name, f"{number:,}") for name, number in numbers),
    )


def _class(counts: Counts) -> str:
    return "fails" if counts.fails else "" if counts.all else "clear"


def _unread(file: FileResult) -> Html:
    return fill(
        '<tr class="fails"><th scope="row">%s</th><td colspan="6"><b>not checked:</b> %s</td></tr>\n',
        *(words(file.path), words(file.reason)),
    )


def not_checked(report: Report) -> Html:
    """What the run did not read or did not judge."""
    told: list[Html] = []

    def tell(template: LiteralString, *values: object) -> None:
        told.append(fill("<li>%s</li>\n", fill(template, *values)))

    for file in report.unchecked:
        tell("<b>%s</b> should have been read and was not: %s", words(file.path), words(file.reason))
    for file in report.files:
        if file.other_languages:
            languages = language_words(file.other_languages)
            tell("<b>%s</b>: %s, read for statements and doses only", words(file.path), words(languages))
        if file.dropped:
            more = plural(file.dropped, "more cue")
            tell("<b>%s</b>: %s beyond the limit for one file; they count for the verdict", words(file.path), more)
        for notice in file.notices:
            tell("<b>%s</b>: %s", words(file.path), words(notice.message))
    if report.skipped:
        tell("Skipped by design: %s", words(skipped_words(report)))
    for text in report.notices:
        tell("%s", words(text))
    tell("%s", LIMITS)
    return fill(
        '<section class="limits" aria-labelledby="unchecked"><h2 id="unchecked">What was not checked</h2><ul>%s</ul></section>\n',
        join(told),
    )

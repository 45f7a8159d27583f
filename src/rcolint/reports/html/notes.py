"""What does a note say about the words it speaks of?

Which words, why they are a cue, on what basis, how sure the tool is, which words it heard, and who let them stand. What a
rule says stands once, in the list of rules, and each note leads there.
"""

from collections.abc import Iterator
from functools import cache

from rcolint.model import Finding, Rule, Waiver
from rcolint.positions import LineIndex
from rcolint.reports.html.markup import NOTHING, Html, fill, join, put, safe, words
from rcolint.reports.html.view import Kind, PageView, Place, View, claim_of, standing_of

ICONS = {"error": "■", "warning": "▲", "note": "●", "waived": "○"}
SINCE = {"new": ", new", "still": ", still there", "waived": ", waived since"}  # an earlier report
FACETS = {
    "hedged": "the sentence hedges, which takes nothing away",
    "attributed": "the sentence names a source",
    "everyday": "an everyday word that may mean something else",
}


class Notes:
    """Writes the notes of a report."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._frames = [_frame(kind, view.rules.get(kind.sample.rule)) for kind in view.kinds]

    def whole(self, page: PageView) -> Iterator[Html]:
        """The notes of a page, each with all that its kind has in common."""
        for number, (finding, said) in enumerate(zip(page.result.findings, self._said(page), strict=True), page.first):
            opening, title, tail = self._frames[self.view.codes[number - 1]]
            name = safe(finding.fingerprint)
            yield put(
                '<div%s id="n%s" aria-label="Note %s"><p class="weight"><a class="number" id="f%s" href="#f%s">%s</a>%s'
                '<div class="said">%s</div>%s</div>\n',
                *(opening, number, number, name, name, number, title, said, tail),
            )

    def own(self, page: PageView) -> Iterator[Html]:
        """Only what each note does not share with others of its kind, and its number on the page."""
        for number, said in enumerate(self._said(page), 1):
            yield put('<div class="said" data-note="%s">%s</div>\n', number, said)

    def shared(self) -> Iterator[Html]:
        """What the notes of each kind share, for `own` to be put into."""
        for opening, title, tail in self._frames:
            yield fill(
                '<template><div%s><p class="weight"><a class="number"></a>%s<div class="said"></div>%s</div></template>\n',
                *(opening, title, tail),
            )

    def _said(self, page: PageView) -> Iterator[Html]:
        """What the note of each finding of a page says."""
        index = page.file.lines
        claims = self.view.claims
        for number, finding in enumerate(page.result.findings, page.first):
            first = claims[claim_of(finding)][0]
            said = _first(finding, index) if first.note == number else self._again(finding, first, index)
            yield fill("%s%s", said, _waived(finding.waiver)) if finding.waiver else said

    def _again(self, finding: Finding, first: Place, index: LineIndex) -> Html:
        return fill(
            '<p>The same words as in <a href="%s">note %s</a>, <span class="place">line %s, column %s</span></p>',
            *(self.view.link(first), first.note, *index.line_column(finding.span.start)),
        )


def _frame(kind: Kind, numbered: tuple[int, Rule] | None) -> tuple[Html, Html, Html]:
    """The attributes of a note, what follows its number, and what stands at its end."""
    finding = kind.sample
    style, weight = (
        ("waived", f"{finding.severity}, waived") if finding.waiver else (finding.severity, finding.severity)
    )
    opening = fill(
        ' class="cue %s" role="comment" tabindex="-1" data-severity="%s" data-family="%s" data-tier="%s" data-standing="%s"',
        *(style, finding.severity, finding.family, finding.tier, standing_of(finding)),
    )
    anchor, title, tail = words(finding.rule), finding.slug, NOTHING
    if numbered:
        number, rule = numbered
        anchor, title = fill('<a href="#r%s">%s</a>', number, words(rule.id)), rule.title
        basis = fill("Basis: %s. ", words("; ".join(r.cite for r in rule.references))) if rule.references else ""
        tail = fill(
            '<p class="basis">%s<a class="why" href="#r%s">Why, and what to write instead</a></p>', basis, number
        )
    head = fill(
        ' <span class="severity"><span aria-hidden="true">%s</span> %s</span> <span class="tier">%s tier%s%s</span> '
        '<span class="rule">%s</span></p><p class="title">%s</p>',
        *(
            ICONS[style],
            weight,
            finding.tier,
            ", fails the gate" if kind.fails else "",
            SINCE.get(finding.standing, ""),
            anchor,
            words(title),
        ),
    )
    return opening, head, tail


def _first(finding: Finding, index: LineIndex) -> Html:
    """What a note says where its words stand for the first time."""
    line, column = index.line_column(finding.span.start)
    heard = [f"{text} ({_list(source)})" for source, text, _ in finding.evidence if source != "words"]
    heard += [FACETS.get(facet, facet.replace("-", " ")) for facet in finding.facets]
    related = NOTHING
    if finding.related:
        related = join([_related(r.label, r.text, *index.line_column(r.span.start)) for r in finding.related])
    return put(
        '%s<p><bdi>%s</bdi> <span class="place">line %s, column %s</span></p>%s%s',
        NOTHING if _quotes(finding) else fill('<p class="quote"><q><bdi>%s</bdi></q></p>', finding.text),
        *(safe(finding.message), line, column, related),
        put('<p class="heard">Heard: <bdi>%s</bdi></p>', safe("; ".join(heard))) if heard else NOTHING,
    )


def _quotes(finding: Finding) -> bool:
    """Whether the message quotes the words itself, as most do: they are not said twice."""
    return finding.text in finding.message or " ".join(finding.text.split()) in " ".join(finding.message.split())


def _related(label: str, text: str, line: int, column: int) -> Html:
    quote = fill(": <q>%s</q>", words(text)) if text else ""
    return fill('<p>%s%s <span class="place">line %s, column %s</span></p>', words(label), quote, line, column)


@cache
def _list(source: str) -> str:
    first, _, others = source.partition(":")[2].partition("|")
    return f"{first or source}{' or similar' if others else ''}".replace("-", " ")


def _waived(waiver: Waiver) -> Html:
    return fill('<p class="waiver"><b>Waived:</b> <bdi>%s</bdi></p>', waiver_words(waiver))


def waiver_words(waiver: Waiver) -> str:
    """A waiver in words: its reason, who gave it, until when it counts, since when it stands, and where it is written."""
    more = [waiver.owner] if waiver.owner else []
    more += [f"until {waiver.until}"] if waiver.until else []
    more += [f"since {waiver.since}"] if waiver.since else []
    more += [f"by {waiver.kind}"] if waiver.kind else []
    return ", ".join([waiver.reason, *more])

"""What is said once for the whole report?

Claims that stand on several pages, who let which cue stand, and what each rule says: the notes only lead here.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from rcolint.model import SEVERITIES, Reference, Report, Rule, Waiver
from rcolint.reports.html.markup import NOTHING, Html, fill, join, words
from rcolint.reports.html.notes import waiver_words
from rcolint.reports.html.view import PageView, Place, View
from rcolint.reports.wording import NONE_COMPARED, NOT_COMPARED, against_words, plural, removal_note

_CLAIMS = 50  # claims that are listed
_LINKS = 12  # places of a claim or a waiver that are linked


def repeated(view: View) -> Html:
    """The claims that stand on more than one page, with the heaviest and the most frequent first."""
    found = [places for places in view.claims.values() if len(places) > 1 and places[0].page != places[-1].page]
    if not found:
        return NOTHING
    found.sort(key=lambda places: (SEVERITIES.index(places[0].finding.severity), -len(places)))
    more = len(found) - _CLAIMS
    return fill(
        '<section class="claims" aria-labelledby="claims"><h2 id="claims">The same words on several pages</h2>'
        "<p>Mended once, where they come from, they are mended everywhere.</p><ol>%s</ol>%s</section>\n",
        join(_claim(view, places) for places in found[:_CLAIMS]),
        fill("<p>And %s.</p>", plural(more, "more claim")) if more > 0 else "",
    )


def _claim(view: View, places: list[Place]) -> Html:
    first = places[0].finding
    pages = len({place.page for place in places})
    title = view.rules[first.rule][1].title if first.rule in view.rules else first.slug
    return fill(
        '<li><b class="severity %s">%s</b> %s on %s: <q>%s</q> <span class="places">%s</span></li>\n',
        *(first.severity, first.severity, words(title), plural(pages, "page"), words(first.text), _links(view, places)),
    )


def _links(view: View, places: list[Place]) -> Html:
    links = join(
        fill('<a href="%s" aria-label="note %s">%s</a> ', view.link(p), p.note, p.note) for p in places[:_LINKS]
    )
    more = len(places) - _LINKS
    return fill("%sand %s more", links, f"{more:,}") if more > 0 else links


def since(report: Report) -> Html:
    """What is gone since an earlier report; what is new or still there is said with each note."""
    if not report.against:
        return NOTHING
    gone = report.against.fixed
    more = len(gone) - _CLAIMS
    return fill(
        '<section class="claims" aria-labelledby="since"><h2 id="since">Since an earlier report</h2><p>%s</p><ul>%s</ul>%s</section>\n',
        words(against_words(report.against)),
        join(
            fill("<li>Fixed: %s <q>%s</q>, %s, line %s</li>\n", words(f.rule), words(f.text), words(f.path), f.line)
            for f in gone[:_CLAIMS]
        ),
        fill("<p>And %s.</p>", f"{more:,} more") if more > 0 else "",
    )


def waivers(view: View) -> Html:
    """Who let what stand: each reason once, with its owner, its last day and its notes. The earliest to end comes first."""
    groups: dict[Waiver, list[Place]] = {}
    for places in view.claims.values():
        for place in places:
            if place.finding.waiver:
                groups.setdefault(place.finding.waiver, []).append(place)
    if not groups:
        return NOTHING
    lines = sorted(groups.items(), key=lambda item: (item[0].until or "9999", item[0].reason, item[1][0].note))
    return fill(
        '<section class="waivers" aria-labelledby="waivers"><h2 id="waivers">Cues that somebody let stand</h2><ul>%s</ul></section>\n',
        join(
            fill(
                '<li>%s: %s <span class="places">%s</span></li>\n',
                words(waiver_words(w)),
                plural(len(p), "cue"),
                _links(view, p),
            )
            for w, p in lines
        ),
    )


def rules(view: View, pages: Iterable[PageView]) -> Html:
    """What the rules behind the notes of these pages say, and which others ran."""
    stays: dict[str, str] = {}
    for page in pages:
        for finding in page.result.findings:
            if not stays.get(finding.rule):
                stays[finding.rule] = removal_note(finding, page.result.page)
    told = join(_rule(number, rule, stays[rule.id]) for number, rule in view.rules.values() if rule.id in stays)
    silent = [rule for _, rule in view.rules.values() if rule.id not in stays]
    others = join(fill("<li>%s %s</li>", words(rule.id), words(rule.title)) for rule in silent)
    return fill(
        '<section class="rules" aria-labelledby="rules"><h2 id="rules">Rules: why, basis, what to write instead</h2>%s%s</section>\n',
        told,
        fill('<details class="silent"><summary>%s that ran and found nothing here</summary><ul>%s</ul></details>',
             plural(len(silent), "rule" if told == "" else "other rule"), others) if silent else "",
    )  # fmt: skip


def _rule(number: int, rule: Rule, stays: str) -> Html:
    basis = _basis(rule.references)
    return fill(
        '<article class="law" id="r%s"><h3>%s %s</h3><dl><div><dt>Why</dt><dd>%s %s</dd></div>'
        "<div><dt>Write instead</dt><dd>%s</dd></div>%s</dl></article>\n",
        *(number, words(rule.id), words(rule.title), words(rule.why), stays, words(rule.instead)),
        fill("<div><dt>Legal basis</dt>%s</div>", basis) if basis else "",
    )


def _basis(references: tuple[Reference, ...]) -> Html:
    doubtful = sum(not r.checked for r in references)
    none = doubtful == len(references) and doubtful > 1
    parts = []
    for at, r in enumerate(references, 1):
        last = at == len(references)
        doubt = NONE_COMPARED if none and last else NOT_COMPARED if not (none or r.checked) else ""
        parts.append(
            fill(
                "<dd>%s%s%s%s</dd> ",
                fill('<a href="%s" rel="noopener noreferrer">%s</a>', r.url, words(r.cite))
                if web(r.url)
                else words(r.cite),
                fill(", %s", words(r.title)) if r.title else "",
                fill(' <span class="quiet">(%s)</span>', doubt) if doubt else "",
                "." if last else ";",
            )
        )
    return join(parts)


def web(url: str) -> bool:
    """Whether the address of a legal source is an ordinary one: rule packs may hold anything."""
    if not url.isascii() or not url.isprintable() or any(c in url for c in " <>\"'`\\"):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)

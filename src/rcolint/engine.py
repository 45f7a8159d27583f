"""What does a document say, and what does a run of many add up to?

One document: passages, matches, contexts, findings, page checks, statements. Many: a Report with its verdict and exit code. This
module decides no meaning of its own and prints nothing.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rcolint import __version__, checks, language, quantities
from rcolint.checks.index import Index
from rcolint.checks.page import PageMatch, PageView
from rcolint.checks.statement import as_finished, grade_page, with_elsewhere
from rcolint.judging import Candidate, Told, candidate_of, filled, judged
from rcolint.model import (
    SEVERITIES,
    TIERS,
    Borrowings,
    Document,
    FileResult,
    Finding,
    Match,
    Page,
    PageResult,
    Reading,
    Related,
    Report,
    Rule,
    Settings,
    TextBlock,
    Variant,
)
from rcolint.pages import pages_of, profile_told
from rcolint.positions import Span
from rcolint.ruleset.pack import Pack
from rcolint.sections import Place, place_of
from rcolint.text import Passage
from rcolint.tuples import NamedTuple

if TYPE_CHECKING:
    from rcolint.own_names import OwnNames

MAX_MET, MAX_KEPT = 500, 1000  # blocks, and letters in each, that are kept in case they come again
MAX_FINDINGS = 1000  # in one file; more are counted, and the file still fails


class Judge(NamedTuple):
    """The rules of one run, compiled: block checks, page rules, and what they share."""

    pack: Pack
    rules: tuple[Rule, ...]
    patterns: Index
    page_rules: tuple[Rule, ...]
    told: Told
    met: dict[tuple[str, str, str, Place], tuple[Passage, list[Match]]]  # blocks that were met before, by what decides
    names: "OwnNames | None" = None  # whose words say nothing
    unnamed: "Judge | None" = None  # the same rules without them, to know what the names took back


def prepare(pack: Pack, settings: Settings) -> Judge:
    """Compiles the rules that the settings select."""
    weights = dict(settings.weights)
    rules = tuple(_weighed(r, weights.get(r.id, "")) for r in pack.rules if _selected(r, settings, weights))
    block = tuple(checks.compile_block(r, pack.lexicon) for r in rules if r.kind in checks.BLOCK_CHECKS)
    order = ("together", "statement", "after")
    page = sorted((r for r in rules if r.kind in checks.PAGE_CHECKS), key=lambda r: order.index(r.kind))
    judge = Judge(pack, rules, Index(block, pack), tuple(page), {}, {})
    if not settings.names:
        return judge
    from rcolint.own_names import OwnNames

    return judge._replace(met={}, names=OwnNames(settings.names), unnamed=judge)


def _selected(rule: Rule, settings: Settings, weights: dict[str, str]) -> bool:
    if settings.select:
        return rule.id in settings.select or rule.slug in settings.select
    if weights.get(rule.id) == "off" or rule.id in settings.ignore or rule.slug in settings.ignore:
        return False
    return rule.id in weights or not dict(rule.parameters).get("later")


def _weighed(rule: Rule, severity: str) -> Rule:
    """The rule with the severity that the configuration gives it, wherever it has one."""
    if severity in ("", "off"):
        return rule
    variants = (v if v.severity in ("off", "with-dshea") else v._replace(severity=severity) for v in rule.variants)
    return rule._replace(variants=tuple(variants))


def check_document(
    document: Document,
    reading: Reading,
    judge_: Judge,
    settings: Settings,
    borrow: Callable[[], Borrowings | None] | None = None,
) -> FileResult:
    """All pages of one document with their findings and statements. `borrow` finds the copy that other files hold."""
    results = _told_once(
        [_check_page(document, page, judge_, settings, borrow) for page in pages_of(document, reading, settings)]
    )
    total = sum(len(r.findings) for r in results)
    dropped = max(0, total - MAX_FINDINGS)
    if dropped:
        results = _first(results, MAX_FINDINGS)
    profile = results[0].page.profile if results else ""
    notices = document.notices + reading.notices
    result = FileResult(document.path, "checked", "", profile, tuple(results), document, notices, dropped)
    if document.unread:
        why = f"in part: {'; '.join(document.unread)}; what could be read was checked"
        result = result._replace(status="unchecked", reason=why)
    return _with_records(result, reading, judge_, settings)


def _with_records(result: FileResult, reading: Reading, judge_: Judge, settings: Settings) -> FileResult:
    """The result with the waivers of the file on its findings, and what the file says about how it is checked."""
    told = profile_told(reading)
    if told and result.pages:
        from rcolint.waivers import PROFILE, finding_about

        page = result.pages[0]
        top = page.page.blocks[0] if page.page.blocks else None
        found = finding_about(PROFILE, told, top, judge_.rules, result.path) if top else None
        if found and _shown(found, settings):
            findings = tuple(sorted((*page.findings, found), key=lambda f: (f.span, f.rule)))
            result = result._replace(pages=(page._replace(findings=findings), *result.pages[1:]))
    if settings.waivers and settings.trusted and "rcolint-allow" in (result.document.text if result.document else ""):
        from rcolint.waivers.inline import apply

        return apply(result, reading.skips, judge_.rules, settings.today)
    return result


def _told_once(results: list[PageResult]) -> list[PageResult]:
    """What the items of one catalogue say or lack alike in their statements is one finding with several places."""
    if len(results) < 2:
        return results
    first: dict[tuple[str, str], Finding] = {}
    places: dict[tuple[str, str], list[Related]] = {}
    for result in results:
        known = {s.span for s in result.statements}
        for finding in result.findings:
            if finding.family == "statement":
                key = (finding.rule, finding.text if finding.span in known else "")
                if first.setdefault(key, finding) is not finding:
                    places.setdefault(key, []).append(Related("also here", finding.text, finding.span))
    merged = {
        id(first[key]): first[key]._replace(related=first[key].related + tuple(also)) for key, also in places.items()
    }
    kept = {id(finding) for finding in first.values()}
    return [
        r._replace(findings=tuple(merged.get(id(f), f) for f in r.findings if f.family != "statement" or id(f) in kept))
        for r in results
    ]


def _first(results: list[PageResult], most: int) -> list[PageResult]:
    """The heaviest findings, so that nothing that fails a build is cut before what does not."""
    worst = sorted((f for r in results for f in r.findings), key=_weight)[:most]
    kept = {id(f) for f in worst}
    return [r._replace(findings=tuple(f for f in r.findings if id(f) in kept)) for r in results]


def _check_page(
    document: Document,
    page: Page,
    judge_: Judge,
    settings: Settings,
    borrow: Callable[[], Borrowings | None] | None = None,
) -> PageResult:
    """A page with what its own names took back, where any did: it is looked at twice, since they may have hidden a rival."""
    result, names = _looked_at(document, page, judge_, settings, borrow)
    if not names or judge_.unnamed is None:
        return result
    from rcolint.own_names import taken_back

    return taken_back(result, _looked_at(document, page, judge_.unnamed, settings, borrow)[0], sorted(names))


def _looked_at(
    document: Document,
    page: Page,
    judge_: Judge,
    settings: Settings,
    borrow: Callable[[], Borrowings | None] | None,
) -> tuple[PageResult, set[str]]:
    """What stands on a page, and the own names that took anything out of it."""
    lexicon = judge_.pack.lexicon
    passages: list[Passage] = []
    places: list[Place] = []
    found: list[Candidate] = []
    asked = False
    for block in page.blocks:
        place = place_of(block, page, asked)
        passage, matches = _matches(block, place, judge_)
        if not passage.words:
            continue
        asked = "question" in place.slots and block.role in ("heading", "paragraph", "list-item")
        for match in matches:
            candidate = candidate_of(match, passage, place, len(passages), page.profile, judge_.told)
            if candidate:
                found.append(candidate)
        passages.append(passage)
        places.append(place)
    live, cancelled, permitted = judged(found, page, lexicon, passages)
    findings = [f for f in live if _shown(f, settings)]
    view = PageView(page, page.profile, tuple(passages), tuple(places), tuple(findings), (), lexicon, permitted)
    statements = grade_page(_with_shared(view))
    if borrow is not None and not page.fragment and (settings.built or any(s.status != "ok" for s in statements)):
        borrowings = borrow()
        if borrowings and borrowings.finished:
            statements = as_finished(view, statements, borrowings.finished)
        elif borrowings:
            statements = with_elsewhere(view, statements, borrowings)
    view = view._replace(statements=statements)
    findings = sorted(findings + _page_findings(view, judge_, settings), key=lambda f: (f.span, f.rule))
    result = PageResult(
        page,
        view.statements,
        tuple(_numbered(findings, document)),
        tuple(sorted(cancelled, key=lambda f: f.span)),
        language.unchecked(view.passages, [s.span for s in view.statements]),
    )
    return result, {name for passage in passages for name in passage.own}


def _with_shared(view: PageView) -> PageView:
    """The page together with what its file says for all items."""
    shared = tuple(p for p in map(Passage, view.page.shared) if p.words)
    return view._replace(passages=shared + view.passages) if shared else view


def _matches(block: TextBlock, place: Place, judge_: Judge) -> tuple[Passage, list[Match]]:
    """A block cut into words, and what the rules match there. Headers and footers come again on every page."""
    key = (block.text, block.role, block.carrier, place)
    known = judge_.met.get(key)
    if known:
        return known[0].again(block), known[1]
    passage = Passage(block)
    if not passage.words:
        return passage, []
    lexicon = judge_.pack.lexicon
    lexicon.scan(passage)
    quantities.scan(passage, lexicon.ids)
    named = judge_.names.silence(passage) if judge_.names else ()
    matches = [m for check, patterns in judge_.patterns.due(passage) for m in check(passage, place, patterns)]
    if named:
        from rcolint.own_names import without_names

        matches = without_names(passage, matches, named)
    if len(block.text) <= MAX_KEPT:
        if len(judge_.met) >= MAX_MET:
            judge_.met.clear()
        judge_.met[key] = passage, matches
    return passage, matches


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _shown(finding: Finding, settings: Settings) -> bool:
    return TIERS.index(finding.tier) <= TIERS.index(settings.tier)


def _page_findings(view: PageView, judge_: Judge, settings: Settings) -> list[Finding]:
    found: list[Finding] = []
    for rule in judge_.page_rules:
        check = checks.load(checks.PAGE_CHECKS, rule.kind)
        for match in check(rule, view):
            variant = next(
                (v for v in rule.variants if all(k != "profile" or view.profile in w for k, w in v.when)), None
            )
            if variant is None or variant.severity in ("off", "with-dshea"):
                continue
            finding = _from_page(match, view, variant)
            if _shown(finding, settings):
                found.append(finding)
        view = view._replace(findings=(*view.findings, *found))
    return found


def _from_page(match: PageMatch, view: PageView, variant: Variant) -> Finding:
    block = next((p.block for p in view.passages if _overlap(p.block.span, match.span)), None)
    text = match.words.get("statement") or match.words.get("match") or (block.text if block else "")
    return Finding(
        match.rule.id,
        match.rule.slug,
        variant.severity,
        variant.tier,
        filled(variant.message, {"match": text, **match.words}),
        text,
        match.span,
        view.page.id,
        block.role if block else "paragraph",
        block.carrier if block else "body",
        (*block.headings, *block.path) if block else (),
        related=match.related,
        sentence=" ".join(text.lower().split()),
    )


def _numbered(findings: list[Finding], document: Document) -> Iterable[Finding]:
    """Gives equal claims on one path an ordinal, so that fingerprints are unique and survive moved lines."""
    seen: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.rule, finding.sentence)
        seen[key] = seen.get(key, 0) + 1
        yield Finding(*finding[:-2], seen[key], document.path)  # ordinal and origin are the last; _replace is slow


def _weight(finding: Finding) -> tuple[int, int, Span]:
    return SEVERITIES.index(finding.severity), TIERS.index(finding.tier), finding.span


def report(
    files: Iterable[FileResult],
    judge_: Judge,
    settings: Settings,
    skipped: Iterable[tuple[str, int]] = (),
    notices: Iterable[str] = (),
    date: str = "",
    nothing_readable: bool = False,
) -> Report:
    """The run as a whole. Unchecked files beat findings in the exit code, and both are reported."""
    results = tuple(sorted(files, key=lambda r: r.path))
    failing = any(settings.gate.fails(f) for r in results for f in r.findings)
    unchecked = nothing_readable or any(r.status == "unchecked" for r in results)
    any_finding = any(r.findings for r in results)
    return Report(
        results,
        judge_.rules,
        "unchecked" if unchecked else "findings" if any_finding else "no-findings",
        3 if unchecked else 1 if failing else 0,
        settings,
        tuple(sorted(skipped)),
        tuple(notices),
        f"{__version__}+{judge_.pack.digest[:12]}",
        date,
    )

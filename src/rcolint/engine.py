"""What does a document say, and what does a run of many add up to?

One document: passages, matches, contexts, findings, page checks, statements. Many: a Report with its verdict and exit code. This
module decides no meaning of its own and prints nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rcolint import checks, quantities
from rcolint.checks.page import PageMatch, PageView
from rcolint.checks.statement import grade_page
from rcolint.context import Setting, judge
from rcolint.model import (
    SEVERITIES,
    TIERS,
    Document,
    Evidence,
    FileResult,
    Finding,
    Match,
    Page,
    PageResult,
    Reading,
    Report,
    Rule,
    Settings,
    Variant,
)
from rcolint.pages import pages_of
from rcolint.positions import Span
from rcolint.ruleset.lexicon import Lexicon
from rcolint.ruleset.pack import Pack
from rcolint.sections import Place, place_of
from rcolint.text import Passage

MAX_FINDINGS = 1000  # in one file; more are counted, and the file still fails
MAX_QUOTE = 25  # words of a quoted span


class Judge(NamedTuple):
    """The rules of one run, compiled: block checks, page rules, and what they share."""

    pack: Pack
    rules: tuple[Rule, ...]
    block_checks: tuple[checks.BlockCheck, ...]
    page_rules: tuple[Rule, ...]


def prepare(pack: Pack, settings: Settings) -> Judge:
    """Compiles the rules that the settings select."""
    rules = tuple(r for r in pack.rules if _selected(r, settings))
    block = tuple(checks.compile_block(r, pack.lexicon) for r in rules if r.kind in checks.BLOCK_CHECKS)
    order = ("together", "statement", "after")
    page = sorted((r for r in rules if r.kind in checks.PAGE_CHECKS), key=lambda r: order.index(r.kind))
    return Judge(pack, rules, block, tuple(page))


def _selected(rule: Rule, settings: Settings) -> bool:
    if settings.select:
        return rule.id in settings.select or rule.slug in settings.select
    later = dict(rule.parameters).get("later")
    return not later and rule.id not in settings.ignore and rule.slug not in settings.ignore


def check_document(document: Document, reading: Reading, judge_: Judge, settings: Settings) -> FileResult:
    """All pages of one document with their findings and statements."""
    results = [_check_page(document, page, judge_, settings) for page in pages_of(document, reading, settings)]
    total = sum(len(r.findings) for r in results)
    dropped = max(0, total - MAX_FINDINGS)
    if dropped:
        results = _first(results, MAX_FINDINGS)
    profile = results[0].page.profile if results else ""
    notices = document.notices + reading.notices
    return FileResult(document.path, "checked", "", profile, tuple(results), document, notices, dropped)


def _first(results: list[PageResult], most: int) -> list[PageResult]:
    """The heaviest findings, so that nothing that fails a build is cut before what does not."""
    worst = sorted((f for r in results for f in r.findings), key=_weight)[:most]
    kept = {id(f) for f in worst}
    return [r._replace(findings=tuple(f for f in r.findings if id(f) in kept)) for r in results]


def _check_page(document: Document, page: Page, judge_: Judge, settings: Settings) -> PageResult:
    lexicon = judge_.pack.lexicon
    passages: list[Passage] = []
    places: list[Place] = []
    found: list[_Candidate] = []
    asked = False
    for block in page.blocks:
        passage = Passage(block)
        if not passage.words:
            continue
        lexicon.scan(passage)
        quantities.scan(passage, lexicon.ids)
        passage.seal()
        place = place_of(block, page, asked)
        asked = "question" in place.slots and block.role in ("heading", "paragraph", "list-item")
        passages.append(passage)
        places.append(place)
        mask, index = passage.mask or checks.ANY, len(passages) - 1
        for check in [c for c in judge_.block_checks if c.mask & mask]:
            found += [_Candidate(m, passage, place, index) for m in check(passage, place)]
    live, cancelled, permitted = _judged(found, page, lexicon, passages)
    findings = [f for f in live if _shown(f, settings)]
    view = PageView(page, page.profile, tuple(passages), tuple(places), tuple(findings), (), lexicon, permitted)
    view = view._replace(statements=grade_page(view))
    findings = sorted(findings + _page_findings(view, judge_, settings), key=lambda f: (f.span, f.rule))
    return PageResult(page, view.statements, tuple(_numbered(findings, document)), tuple(sorted(cancelled, key=lambda f: f.span)))


class _Candidate(NamedTuple):
    match: Match
    passage: Passage
    place: Place
    index: int


def _judged(
    found: list["_Candidate"], page: Page, lexicon: Lexicon, passages: list[Passage]
) -> tuple[list[Finding], list[Finding], bool]:
    """Findings that stand, matches that a context took back, and whether a claim stands that a supplement may make."""
    live: list[tuple[_Candidate, Finding]] = []
    cancelled: list[Finding] = []
    permitted = False
    for candidate in found:
        match, passage, place, index = candidate
        variant = _variant(match.rule, page.profile, passage, place)
        if variant is None or variant.severity == "off":
            continue
        finding = _finding(candidate, page, variant)
        following = passages[index + 1] if index + 1 < len(passages) else None
        cue = judge(Setting(passage, match, place, lexicon, following, _lead(passages, index)))
        if cue:
            words = Evidence(f"context:{cue.name}", passage.text(cue.first, cue.last), passage.source(cue.first, cue.last))
            cancelled.append(finding._replace(cancelled=f"{cue.name}: {cue.why}", evidence=(*finding.evidence, words)))
        elif variant.severity == "with-dshea":
            permitted = True
        else:
            live.append((candidate, _settled(finding, place)))
    return _resolved(live), cancelled, permitted


def _lead(passages: list[Passage], index: int) -> str:
    """The paragraph that introduces the list in which a block stands ("Staff may not write:"), or nothing."""
    at = index
    while at >= 0 and passages[at].block.role in ("list-item", "quote"):
        at -= 1
    text = passages[at].block.text.rstrip() if 0 <= at < index and passages[at].block.role == "paragraph" else ""
    return text if text.endswith(":") else ""


def _variant(rule: Rule, profile: str, passage: Passage, place: Place) -> Variant | None:
    facts = {"profile": {profile}, "slot": place.slots, "carrier": {passage.block.carrier}, "role": {passage.block.role}}
    for variant in rule.variants:
        if all(not facts.get(key, set()).isdisjoint(wanted) for key, wanted in variant.when):
            return variant
    return None


def _settled(finding: Finding, place: Place) -> Finding:
    """A likely finding in a quiet place (a protocol, a reference list) is shown on request only. Gate findings stay."""
    if place.quiet and finding.tier == "review":
        return finding._replace(tier="audit")
    return finding


def _finding(candidate: "_Candidate", page: Page, variant: Variant) -> Finding:
    match, passage, _, _ = candidate
    first, last = _trimmed(match, passage)
    block, rule = passage.block, match.rule
    evidence = tuple(
        Evidence(f"list:{name}" if not name.startswith("=") else "words", passage.text(f, l), passage.source(f, l))
        for name, f, l in match.steps
    )
    words = {part: passage.text(f, l) for name, f, l in match.steps for part in name.split("|")}
    words["match"] = " ".join(passage.text(first, last).split())
    return Finding(
        rule.id,
        rule.slug,
        variant.severity,
        variant.tier,
        _filled(variant.message, words),
        passage.text(first, last),
        passage.source(first, last),
        page.id,
        block.role,
        block.carrier,
        (*block.headings, *block.path),
        evidence,
        _facets(passage, match),
        sentence=" ".join(passage.words[i] for i in passage.sentence_of(match.first)),
    )


_HEDGES = frozenset("may might could can potential potentially promising believed suggest suggests possibly thought reported reportedly".split())


def _facets(passage: Passage, match: Match) -> tuple[str, ...]:
    words = {passage.words[i] for i in passage.sentence_of(match.first)}
    return ("hedged",) if words & _HEDGES else ()


def _trimmed(match: Match, passage: Passage) -> tuple[int, int]:
    """The words to quote: never beyond the sentence they begin in, never more than a reader takes in at once."""
    last = min(match.last, match.first + MAX_QUOTE - 1)
    while passage.sentences[last] != passage.sentences[match.first] and last > match.first:
        last -= 1
    return match.first, last


def _filled(message: str, words: dict[str, str]) -> str:
    """The message with its names filled in; words from the copy are never taken for names."""
    parts = message.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out.append(" ".join(words.get(name, "").split()) + rest)
    return "".join(out)


def _resolved(live: list[tuple["_Candidate", Finding]]) -> list[Finding]:
    """One span, one finding in a family: the surer tier wins, then the heavier rule, then the longer span."""
    kept: list[Finding] = []
    rivals: dict[tuple[int, str], list[Finding]] = {}
    for candidate, finding in live:
        rivals.setdefault((candidate.index, finding.rule[3]), []).append(finding)
    for group in rivals.values():
        group.sort(
            key=lambda f: (TIERS.index(f.tier), SEVERITIES.index(f.severity), f.span.start - f.span.end, f.rule)  # type: ignore[arg-type]
        )
        won: list[Finding] = []
        for finding in group:
            if not any(_overlap(finding.span, k.span) for k in won):
                won.append(finding)
        kept += won
    return kept


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _shown(finding: Finding, settings: Settings) -> bool:
    return TIERS.index(finding.tier) <= TIERS.index(settings.tier)  # type: ignore[arg-type]


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
        _filled(variant.message, {"match": text, **match.words}),
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
        yield finding._replace(origin=document.path, ordinal=seen[key])


def _weight(finding: Finding) -> tuple[int, int, Span]:
    return SEVERITIES.index(finding.severity), TIERS.index(finding.tier), finding.span  # type: ignore[arg-type]


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
        judge_.pack.digest,
        date,
    )



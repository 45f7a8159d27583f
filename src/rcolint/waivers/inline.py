"""Which comments in a file waive a finding?

A comment `rcolint-allow RCO101 until=2027-01-31 owner=qa: why` speaks of the next block of copy, or of the one that it stands
in or behind. What a comment is, is known from the reading: the word inside visible copy is copy.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rcolint.expressions import Expression
from rcolint.model import Document, FileResult, Finding, Rule, Skip, TextBlock, Waiver
from rcolint.positions import LineIndex, Span
from rcolint.tuples import NamedTuple
from rcolint.waivers import UNUSED, Quoted, fault, finding_about, holds

WORD = "rcolint-allow"
SHOW_CODE = ("markdown", "mdx")  # where code that is skipped is shown, not run: a waiver in it is an example

_RULES = Expression(r"\s+((?:[A-Za-z0-9-]+[ \t]*,[ \t]*)*[A-Za-z0-9-]+)")
_OPTION = Expression(r"\s+(until|owner)=(\S*?)(?=[\s:]|$)")
_REASON = Expression(r"\s*:\s*([^\r\n]*)")
_CLOSERS = ("-->", "*/", "--}}", "%}", "#}", "]", "-}}")  # what ends a comment on the same line


class Inline(NamedTuple):
    """A waiver as it stands in a file: what it says, where it stands, and the copy it speaks of."""

    rules: tuple[str, ...]
    waiver: Waiver
    span: Span
    target: Span | None  # None: no copy follows it


def apply(result: FileResult, skips: Sequence[Skip], rules: Sequence[Rule], today: str) -> FileResult:
    """The result with its inline waivers on the findings they speak of, and findings about the waivers themselves.

    `today` is an ISO date; a waiver holds through its last day.
    """
    document = result.document
    if document is None or WORD not in document.text:
        return result
    blocks = [block for page in result.pages for block in page.page.blocks]
    found = tuple(inline_waivers(document, blocks, skips))
    if not found or not result.pages:
        return result
    names = {name: rule.id for rule in rules for name in (rule.id.lower(), rule.slug)}
    used: set[Span] = set()
    pages = []
    for page in result.pages:
        findings = tuple(_waived(f, found, names, used, today) for f in page.findings)
        pages.append(page._replace(findings=findings))
    about = [f for inline in found if (f := _about(inline, names, used, rules, today, document)) is not None]
    first = pages[0]
    pages[0] = first._replace(findings=tuple(sorted((*first.findings, *about), key=lambda f: (f.span, f.rule))))
    return result._replace(pages=tuple(pages))


def inline_waivers(document: Document, blocks: Sequence[TextBlock], skips: Sequence[Skip]) -> Iterable[Inline]:
    """The waivers of a document in order. The word inside visible copy, or in code that a page shows, is no waiver."""
    text, index = document.text, LineIndex(document.text)
    shown = sorted((b.span for b in blocks if b.role != "comment"), key=lambda s: s.start)
    runs = sorted((run.source_start, run.source_end) for b in blocks if b.role != "comment" for run in b.map.runs)
    if document.language in SHOW_CODE:
        runs = sorted([*runs, *(skip.span for skip in skips if skip.reason == "code")])
    at = text.find(WORD)
    while at >= 0:
        place = bisect_left(runs, (at + 1, 0)) - 1
        if place < 0 or runs[place][1] <= at:
            yield _read(text, at, index, shown)
        at = text.find(WORD, at + len(WORD))


def _read(text: str, at: int, index: LineIndex, shown: list[Span]) -> Inline:
    line = index.line_span(index.line_column(at)[0])
    closers = [found for closer in _CLOSERS if (found := text.find(closer, at, line.end)) >= 0]
    stop = at + len(text[at : min(closers, default=line.end)].rstrip())
    end = at + len(WORD)
    rules: tuple[str, ...] = ()
    if named := _RULES.match(text, end, stop):
        rules, end = tuple(word.strip() for word in named[1].split(",")), named.end()
    options: dict[str, str] = {}
    while option := _OPTION.match(text, end, stop):
        options[option[1]], end = option[2], option.end()
    said = _REASON.match(text, end, stop)
    reason = " ".join(said[1].split()) if said else ""
    waiver = Waiver(reason, options.get("owner", ""), options.get("until", ""))
    return Inline(rules, waiver, Span(at, stop), _target(at, line, shown))


def _target(at: int, line: Span, shown: list[Span]) -> Span | None:
    """The block around the comment, or one that begins before it on its line; else the next one."""
    for span in shown:
        if span.start < at and (span.end > at or line.start <= span.start):
            return span
        if span.start > at:
            return span
    return None


def _waived(finding: Finding, found: tuple[Inline, ...], names: dict[str, str], used: set[Span], today: str) -> Finding:
    if finding.waiver is not None:
        return finding
    for inline in found:
        target = inline.target
        if target is None or not (target.start < finding.span.end and finding.span.start < target.end):
            continue
        if finding.rule in {names.get(word.lower(), "") for word in inline.rules}:
            used.add(inline.span)
            if holds(inline.waiver, today):
                return finding._replace(waiver=inline.waiver)
    return finding


def _about(
    inline: Inline, names: dict[str, str], used: set[Span], rules: Sequence[Rule], today: str, document: Document
) -> Finding | None:
    """What is wrong with a waiver, as a finding; None where nothing is or the rule for it does not run."""
    state, words = fault(inline.waiver, inline.span in used, today)
    unknown = [word for word in inline.rules if word.lower() not in names]
    if not state and unknown:
        state, words = UNUSED, f"names no rule that runs: {', '.join(unknown)}"
    if not state:
        return None
    text = document.text[inline.span.start : inline.span.end]
    return finding_about(state, words, Quoted(text, inline.span), rules, document.path)

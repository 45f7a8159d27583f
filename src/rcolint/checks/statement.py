"""Which statements does a page carry, are they complete, and what is said of them?

Grades every candidate on the page, keeps the best visible one, and lets the rules of kind statement report its state. A page
without a statement is asked for one only where it is a product page or shows a claim.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rcolint.checks.page import PageMatch, PageView
from rcolint.checks.slots import (
    DSHEA_CORES,
    DSHEA_TEXTS,
    IVD_TEXTS,
    Grade,
    assumes_use,
    attempts_dshea,
    grade,
    may_state,
    names_research_use,
)
from rcolint.checks.translations import languages_of, translated
from rcolint.model import Borrowed, Borrowings, Rule, Statement
from rcolint.positions import Span
from rcolint.sections import QUIET
from rcolint.text import Passage, words_of
from rcolint.tuples import NamedTuple

LATE_AFTER = 14  # blocks: on a shorter page the end is never far
STANDALONE = 16  # words; a longer text that restricts nothing is prose about research
MAX_QUOTED = 24  # words; half of the supplement text inside longer prose is talk, not a statement
MAX_WORDS = 90  # a longer block is prose that mentions a statement
CLAIM_FAMILIES = ("therapeutic", "structure-function", "dosing", "human-use", "authority", "evidence")

Reader = Callable[[Passage], list[list[str]]]  # the words of each sentence: as they stand, or put into English


class Candidate(NamedTuple):
    """A stretch of one block that may be the statement; `block` is the block's number on the page."""

    block: int
    grade: Grade
    text: str
    span: Span
    read: Reader


def grade_page(view: PageView) -> tuple[Statement, ...]:
    """The statements of a page: its research-use (or IVD) statement first, then any supplement text."""
    statements = [_ivd(view) if view.profile == "ivd-ruo" else _ruo(view)]
    dshea = _fixed(view, "dshea")
    if view.profile in ("supplement", "cosmetic"):
        statements = [_misplaced(view, statements[0])]
    if view.profile == "supplement":
        # A disease claim is none that the supplement text could stand beside, so it does not ask for one.
        body = any(f.family == "structure-function" and f.tier != "audit" for f in view.findings)
        claims = (body or view.permitted) and not view.page.fragment
        if claims or (dshea and dshea.status == "ok"):
            statements.append(dshea or Statement("dshea", True, "missing"))
    elif dshea and ("evaluated" in words_of(dshea.text) or len(words_of(dshea.text)) <= MAX_QUOTED):
        statements.append(dshea._replace(flags=("wrong-class",)))
    return tuple(statements)


def _misplaced(view: PageView, found: Statement) -> Statement:
    """The research-use statement of a page that sells something to swallow or to put on the skin: not asked for, out of place."""
    if "restriction" in found.filled and any(names_research_use(words) for words in _meant(view, found.text)):
        return Statement("ruo", False, "not-required", (), (), ("wrong-class",), found.text, found.span)
    return Statement("ruo", False, "not-required")


# The better of two states of one statement.
_BETTER = ("ok", "weak", "altered", "cannot-verify", "hidden", "missing", "not-required")


def with_elsewhere(view: PageView, own: tuple[Statement, ...], found: Borrowings) -> tuple[Statement, ...]:
    """The statements of a page that also shows copy from other files, the page's own first where they are as good."""
    best = {statement.kind: statement for statement in own}
    for source in found.sources:
        passages = tuple(p for p in map(Passage, source.blocks) if p.words)
        there = view._replace(page=view.page._replace(blocks=source.blocks), passages=passages, places=())
        for statement in grade_page(there):
            before = best.get(statement.kind)
            if before and statement.text and _BETTER.index(statement.status) < _BETTER.index(before.status):
                flags = tuple(flag for flag in statement.flags if flag not in ("late", "assumes-use"))
                best[statement.kind] = statement._replace(
                    required=before.required, flags=flags, span=None, source=source.path
                )
    if found.unanswered:
        for kind, statement in best.items():
            if statement.status == "missing":
                best[kind] = Statement(kind, statement.required, "cannot-verify", source=", ".join(found.unanswered))
    return tuple(best[statement.kind] for statement in own)


def as_finished(view: PageView, own: tuple[Statement, ...], pages: Sequence[Borrowed]) -> tuple[Statement, ...]:
    """The statements as the finished pages have them; of several pages the worst counts."""
    worst: dict[str, Statement] = {}
    for page in pages:
        passages = tuple(p for p in map(Passage, page.blocks) if p.words)
        there = view._replace(page=view.page._replace(blocks=page.blocks), passages=passages, places=())
        for statement in grade_page(there):
            before = worst.get(statement.kind)
            if before is None or _BETTER.index(statement.status) > _BETTER.index(before.status):
                flags = tuple(flag for flag in statement.flags if flag != "late")
                worst[statement.kind] = statement._replace(flags=flags, span=None, source=page.path)
    return tuple(worst.get(s.kind, s) for s in own)


def _required(view: PageView) -> bool | None:
    if view.profile not in ("ruo", "ivd-ruo"):
        return False
    if view.page.fragment:
        return False
    families = (*CLAIM_FAMILIES, "ivd") if view.profile == "ivd-ruo" else CLAIM_FAMILIES
    shown = [f for f in view.findings if f.family in families and f.tier != "audit"]
    if view.page.kind in QUIET:  # terms and protocols name a claim now and then; a page of claims has more of them
        return view.page.product or (len(shown) > 2 and any(f.tier == "gate" for f in shown))
    # One likely cue of middling weight does not make a product page of a manual.
    return view.page.product or len(shown) > 1 or any(f.tier == "gate" or f.severity == "error" for f in shown)


def _ruo(view: PageView) -> Statement:
    required = _required(view)
    kind = "ruo"
    found = [c for read in _readers(view) for c in candidates(view.passages, read)]
    seen = [c for c in found if not _hidden(view.passages[c.block])]
    # Of equal stretches the first on the page, and of that the shortest: what a reader should see quoted.
    best = max(seen, key=lambda c: (c.grade.score, -c.block, -len(c.text)), default=None)
    if best is None:
        unseen = max(found, key=lambda c: c.grade.score, default=None)
        if unseen is not None and required and unseen.grade.restriction:
            return Statement(kind, required, "hidden", unseen.grade.filled, (), (), unseen.text, unseen.span)
        return Statement(kind, required, "missing" if required else "not-required")
    filled, missing = best.grade.filled, _missing(best.grade)
    complete = "restriction" in filled and ("exclusion-human" in filled or "exclusion-medicine" in filled)
    flags = list(best.grade.flags) + _flags(view, best)
    directed = any(f.family in ("dosing", "human-use") and f.tier != "audit" for f in view.findings)
    if view.profile == "ruo" and directed and IVD_TEXTS[0] in " ".join(words_of(best.text)):
        flags.append("wrong-class")
    status = "ok" if complete else "weak"
    if status == "weak" and not required and (view.page.kind in QUIET or len(words_of(best.text)) > STANDALONE):
        return Statement(kind, required, "not-required")  # such a page only mentions research use
    return Statement(kind, required, status, filled, missing, tuple(flags), best.text, best.span)


def _missing(found: Grade) -> tuple[str, ...]:
    wanted = ("restriction", "exclusion-human", "exclusion-animal", "exclusion-medicine")
    return tuple(slot for slot in wanted if slot not in found.filled)


def _flags(view: PageView, best: Candidate) -> list[str]:
    flags: list[str] = []
    gate = [f for f in view.findings if f.tier == "gate" and f.family in CLAIM_FAMILIES]
    if gate:
        flags.append("contradicted")
    if (
        best.block >= LATE_AFTER
        and best.block >= len(view.passages) - 2
        and any(f.span.start < best.span.start for f in gate)
    ):
        flags.append("late")
    for neighbour in view.passages[max(0, best.block - 1) : best.block + 2]:
        words = [word for sentence in best.read(neighbour) for word in sentence]
        if "assumes-use" not in best.grade.flags and "assumes-use" not in flags and assumes_use(words):
            flags.append("assumes-use")
    return flags


def _hidden(passage: Passage) -> bool:
    block = passage.block
    return bool(block.visibility) or block.carrier in ("alt", "attribute", "comment", "meta", "title", "tag", "json-ld")


def _readers(view: PageView) -> Iterator[Reader]:
    """The ways to read the page: as English, and through the glossary of each language that may state something on it."""
    yield _words
    for language in languages_of(view.passages):
        yield partial(_in_english, language=language)


def _in_english(passage: Passage, language: str) -> list[list[str]]:
    return [translated(sentence, language) for sentence in _words(passage)]


def _meant(view: PageView, text: str) -> list[list[str]]:
    """The words of a text that was found on the page, in each way to read it."""
    words = words_of(text)
    return [words, *(translated(words, language) for language in languages_of(view.passages))]


def candidates(passages: tuple[Passage, ...], read: Reader) -> Iterator[Candidate]:
    """Every stretch of neighbouring sentences that holds an element, also across two or three neighbouring short blocks."""
    for index, passage in enumerate(passages):
        if not may_state([word for sentence in read(passage) for word in sentence]):
            continue
        if len(passage.words) <= MAX_WORDS:
            whole = _candidate(index, (passage,), read)
            if whole:
                yield whole
                for size in (2, 3):
                    group = passages[index : index + size]
                    if len(group) == size and all(len(p.words) <= 30 and p.words for p in group):
                        joined = _candidate(index, group, read)
                        if joined and joined.grade.score > whole.grade.score:
                            yield joined
        if len(passage.sentence_spans) > 1:
            yield from _sentences(index, passage, read)


def _words(passage: Passage) -> list[list[str]]:
    """The words of each sentence. A cell or bullet mark parts nothing: statements are often written as lists."""
    return passage.sentence_words()


def _sentences(index: int, passage: Passage, read: Reader) -> Iterator[Candidate]:
    """Up to three neighbouring sentences of a longer block, so that a statement at the end of a paragraph is seen."""
    words = read(passage)
    spans = passage.sentence_spans
    for i in range(len(words)):
        for j in range(i, min(i + 3, len(words))):
            found = grade(words[i : j + 1])
            if found:
                where = passage.folded.map.to_source(spans[i].start, spans[j].end)
                text = passage.block.text[where.start : where.end]
                start = where.start + len(text) - len(text.lstrip())
                source = passage.block.map.to_source(start, where.start + len(text.rstrip()))
                yield Candidate(index, found, text.strip(), source, read)


def _candidate(index: int, group: tuple[Passage, ...], read: Reader) -> Candidate | None:
    found = grade([sentence for p in group for sentence in read(p)])
    if not found:
        return None
    text = " ".join(p.block.text for p in group)
    return Candidate(index, found, text, Span(group[0].block.span.start, group[-1].block.span.end), read)


def _ivd(view: PageView) -> Statement:
    required = _required(view)
    exact = _fixed(view, "ivd")
    if exact:
        return exact._replace(required=required, flags=tuple(_flags(view, _as_candidate(view, exact))))
    near = _ruo(view)
    if near.span is not None:
        return near._replace(kind="ivd", status="hidden" if near.status == "hidden" else "altered")
    return Statement("ivd", required, "missing" if required else "not-required")


def _as_candidate(view: PageView, statement: Statement) -> Candidate:
    start = statement.span.start if statement.span else 0
    block = next((i for i, p in enumerate(view.passages) if p.block.span.start == start), 0)
    return Candidate(block, Grade("strong", (), ()), statement.text, statement.span or Span(0, 0), _words)


def _fixed(view: PageView, kind: str) -> Statement | None:
    """The statement whose whole fixed text stands on the page, else one that attempts it, else None."""
    altered: Statement | None = None
    unseen: Statement | None = None
    texts = IVD_TEXTS if kind == "ivd" else DSHEA_TEXTS
    for index, passage in enumerate(view.passages):
        block, text = passage.block, " ".join(passage.words)
        whole = any(fixed in text for fixed in texts)
        if _hidden(passage):
            if whole and kind == "dshea" and view.profile == "supplement":
                unseen = Statement(kind, True, "hidden", (), (), (), block.text, block.span)
            continue
        if whole:
            return Statement(kind, True, "ok", ("fixed-text",), (), (), block.text, block.span)
        below = view.passages[index + 1] if index + 1 < len(view.passages) else None
        if below and not _hidden(below):  # its two sentences may stand in two blocks
            rest = " ".join(below.words)
            both = f"{text} {rest}"
            if any(fixed in both and fixed not in rest for fixed in texts):
                span = Span(block.span.start, below.block.span.end)
                return Statement(kind, True, "ok", ("fixed-text",), (), (), f"{block.text} {below.block.text}", span)
        if kind == "dshea" and altered is None and _attempts(view, passage, text):
            altered = Statement(kind, True, "altered", (), ("fixed-text",), (), block.text, block.span)
    return altered or unseen


def _attempts(view: PageView, passage: Passage, text: str) -> bool:
    """Whether a block tries the supplement text: its core words, or on a supplement page its meaning in other words."""
    if any(core in text for core in DSHEA_CORES):
        return True
    return view.profile == "supplement" and any(attempts_dshea(sentence) for sentence in passage.sentence_words())


def check(rule: Rule, view: PageView) -> Iterator[PageMatch]:
    """Reports the page's statements whose state or flag the rule names."""
    kinds, states, flags = rule.names("of"), rule.names("status"), rule.names("flags")
    for statement in view.statements:
        if statement.kind not in kinds:
            continue
        if statement.status in states or set(flags).intersection(statement.flags):
            span = statement.span or view.top
            words = {
                "statement": statement.text or statement.source,
                "missing": ", ".join(SLOT_WORDS.get(s, s) for s in statement.missing),
            }
            yield PageMatch(rule, span, words, ())


SLOT_WORDS = {
    "restriction": "a restriction (research use only)",
    "exclusion-human": "an exclusion of human use",
    "exclusion-animal": "an exclusion of animal use",
    "exclusion-medicine": "an exclusion of diagnostic, therapeutic or food use",
    "fixed-text": "the exact text",
}

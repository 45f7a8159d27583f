"""How do findings compare with labelled sentences and pages?

Pure functions from (labelled item, findings) to counts. Nothing here runs rcolint, reads files or prints. A finding
carries a family, an item carries labels; LABELS_OF_FAMILY says which labels a family may stand for, NEIGHBOURS which
labels are close enough that a finding under the other one is not a false alarm.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

CLAIMS = ("therapeutic_claim", "structure_function", "dosing", "human_use", "approval_claim")
DIFFICULTIES = ("easy", "medium", "hard")
LABELS_OF_FAMILY: dict[str, tuple[str, ...]] = {
    "therapeutic": ("therapeutic_claim",),
    "structure-function": ("structure_function",),
    "dosing": ("dosing",),
    "human-use": ("human_use",),
    "authority": ("approval_claim",),
    "evidence": ("approval_claim", "human_use", "structure_function", "therapeutic_claim"),
    "ivd": ("approval_claim", "therapeutic_claim"),
    "supplement": ("structure_function", "therapeutic_claim"),
}
NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "therapeutic_claim": ("structure_function", "approval_claim"),
    "structure_function": ("therapeutic_claim", "approval_claim"),
    "dosing": ("human_use",),
    "human_use": ("dosing", "therapeutic_claim", "structure_function", "approval_claim"),
    "approval_claim": ("therapeutic_claim", "structure_function", "human_use"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled sentence."""

    id: str
    text: str
    labels: tuple[str, ...]
    product_class: str
    context: str
    difficulty: str
    permitted: bool = False  # lawful on a supplement that carries its statement: left out of the count

    @property
    def violating(self) -> bool:
        """Whether a reviewer would quote it as a claim."""
        return any(label in CLAIMS for label in self.labels)


@dataclass(frozen=True, slots=True)
class Hit:
    """A live claim finding, reduced to what is compared. `line` is 1-based."""

    rule: str
    family: str
    tier: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share as a number, None where there was nothing to count."""
        return self.part / self.whole if self.whole else None

    @property
    def per_thousand(self) -> str:
        """So many of 1,000."""
        value = self.value
        return "-" if value is None else f"{1000 * value:.1f}"

    def __str__(self) -> str:
        value = self.value
        return "-" if value is None else f"{value:.3f} ({self.part}/{self.whole})"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: right, neighbouring and wrong findings, and the recall where it can be told.

    `false_alarms` counts the clean sentences on which it spoke, of all clean ones.
    """

    name: str
    right: int
    neighbour: int
    wrong: int
    recall: Share | None = None
    false_alarms: Share = Share(0, 0)

    @property
    def precision(self) -> Share:
        """Right findings among the right and the wrong ones; neighbours count for neither."""
        return Share(self.right, self.right + self.wrong)


@dataclass(slots=True)
class SentenceScores:
    """What a run over labelled sentences came to."""

    items: int = 0
    recall: Share = Share(0, 0)
    precision: Share = Share(0, 0)
    flagged_clean: Share = Share(0, 0)
    recall_by_difficulty: dict[str, Share] = field(default_factory=dict)
    clean_by_difficulty: dict[str, Share] = field(default_factory=dict)
    recall_by_profile: dict[str, Share] = field(default_factory=dict)
    clean_by_profile: dict[str, Share] = field(default_factory=dict)
    recall_by_context: dict[str, Share] = field(default_factory=dict)
    clean_by_context: dict[str, Share] = field(default_factory=dict)
    by_label: list[Row] = field(default_factory=list)
    by_family: list[Row] = field(default_factory=list)
    by_rule: list[Row] = field(default_factory=list)
    false_alarms: list[tuple[Item, str]] = field(default_factory=list)  # with the rules that spoke
    missed: list[Item] = field(default_factory=list)

    @property
    def easy_and_medium(self) -> Share:
        """Recall without the hard sentences, many of which hold no claim word at all."""
        parts = [self.recall_by_difficulty.get(name, Share(0, 0)) for name in ("easy", "medium")]
        return Share(sum(s.part for s in parts), sum(s.whole for s in parts))


def verdict(hit: Hit, labels: Iterable[str]) -> str:
    """`right`, `neighbour` or `wrong`: how a finding fits the labels of its sentence or line."""
    held = set(labels)
    meant = LABELS_OF_FAMILY.get(hit.family, ())
    if held & set(meant):
        return "right"
    if any(near in held for label in meant for near in NEIGHBOURS[label]):
        return "neighbour"
    return "wrong"


def score_sentences(
    items: Iterable[Item], hits: dict[str, list[Hit]], profile_of: Callable[[str], str]
) -> SentenceScores:
    """Counts over all items that are not permitted. `hits` holds claim findings by item id."""
    kept = [item for item in items if not item.permitted]
    scores = SentenceScores(items=len(kept))
    said = {item.id: bool(hits.get(item.id)) for item in kept}
    bad = [item for item in kept if item.violating]
    clean = [item for item in kept if not item.violating]
    scores.missed = [item for item in bad if not said[item.id]]
    scores.false_alarms = [(item, _rules(hits[item.id])) for item in clean if said[item.id]]
    found = len(bad) - len(scores.missed)
    scores.recall = Share(found, len(bad))
    scores.precision = Share(found, found + len(scores.false_alarms))
    scores.flagged_clean = Share(len(scores.false_alarms), len(clean))
    scores.recall_by_difficulty = _shares(bad, said, lambda item: item.difficulty)
    scores.clean_by_difficulty = _shares(clean, said, lambda item: item.difficulty)
    scores.recall_by_profile = _shares(bad, said, lambda item: profile_of(item.product_class))
    scores.clean_by_profile = _shares(clean, said, lambda item: profile_of(item.product_class))
    scores.recall_by_context = _shares(bad, said, lambda item: item.context)
    scores.clean_by_context = _shares(clean, said, lambda item: item.context)
    judged = [(item, hit, verdict(hit, item.labels)) for item in kept for hit in hits.get(item.id, ())]
    scores.by_label = [_label_row(label, bad, hits) for label in CLAIMS]
    scores.by_family = _rows(judged, lambda hit: hit.family, len(clean))
    scores.by_rule = _rows(judged, lambda hit: hit.rule, len(clean))
    return scores


def _rules(hits: list[Hit]) -> str:
    return ", ".join(sorted({hit.rule for hit in hits}))


def _shares(items: list[Item], said: dict[str, bool], key: Callable[[Item], str]) -> dict[str, Share]:
    whole = Counter(key(item) for item in items)
    part = Counter(key(item) for item in items if said[item.id])
    return {name: Share(part[name], whole[name]) for name in sorted(whole)}


def _rows(judged: Iterable[tuple[Item, Hit, str]], name_of: Callable[[Hit], str], clean: int) -> list[Row]:
    counts: dict[str, Counter[str]] = {}
    alarms: dict[str, set[str]] = {}
    for item, hit, how in judged:
        name = name_of(hit)
        counts.setdefault(name, Counter())[how] += 1
        alarms.setdefault(name, set()).update(() if item.violating else {item.id})
    return [
        Row(name, c["right"], c["neighbour"], c["wrong"], false_alarms=Share(len(alarms[name]), clean))
        for name, c in sorted(counts.items())
    ]


def _label_row(label: str, bad: list[Item], hits: dict[str, list[Hit]]) -> Row:
    """A label's row: sentences found under it, sentences found under another label, sentences missed as `wrong`."""
    of_label = [item for item in bad if label in item.labels]
    exact = sum(any(label in LABELS_OF_FAMILY.get(h.family, ()) for h in hits.get(i.id, ())) for i in of_label)
    some = sum(bool(hits.get(item.id)) for item in of_label)
    return Row(label, exact, some - exact, len(of_label) - some, Share(exact, len(of_label)))


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch of a labelled page, from `line` to `end_line` inclusive."""

    line: int
    end_line: int
    label: str
    excerpt: str

    def holds(self, line: int) -> bool:
        """Whether a finding on that line is a finding of this mark."""
        return self.line <= line <= self.end_line


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A whole page with what is to be found on it; `optional` marks are right either way."""

    name: str
    text: str
    product_class: str
    statement: str  # ok, weak, missing, hidden, not_required
    findings: tuple[Marked, ...]
    optional: tuple[Marked, ...]
    clean_lines: int


@dataclass(slots=True)
class PageScores:
    """What a run over whole pages came to."""

    pages: int = 0
    lines_found: Share = Share(0, 0)
    clean_lines_flagged: Share = Share(0, 0)
    statements_right: Share = Share(0, 0)
    false_alarms: list[tuple[str, int, str]] = field(default_factory=list)
    missed: list[tuple[str, Marked]] = field(default_factory=list)
    wrong_statements: list[tuple[str, str, str]] = field(default_factory=list)  # page, expected, got


def score_pages(pages: Iterable[LabelledPage], hits: dict[str, list[Hit]], statements: dict[str, str]) -> PageScores:
    """Counts over whole pages; a line counts as found under any label, a false alarm stands on a line without a mark."""
    scores = PageScores()
    found = whole = clean = right = 0
    for page in pages:
        scores.pages += 1
        clean += page.clean_lines
        spoken = {hit.line for hit in hits.get(page.name, ())}
        missed = [mark for mark in page.findings if not any(map(mark.holds, spoken))]
        stretches = {(mark.line, mark.end_line) for mark in page.findings}
        whole += len(stretches)
        found += len(stretches - {(mark.line, mark.end_line) for mark in missed})
        scores.missed += [(page.name, mark) for mark in missed]
        marks = page.findings + page.optional
        for line in sorted(line for line in spoken if not any(mark.holds(line) for mark in marks)):
            rules = _rules([hit for hit in hits[page.name] if hit.line == line])
            scores.false_alarms.append((page.name, line, rules))
        said = statements.get(page.name, "not_required").replace("-", "_")
        if said == page.statement:
            right += 1
        else:
            scores.wrong_statements.append((page.name, page.statement, said))
    scores.lines_found = Share(found, whole)
    scores.clean_lines_flagged = Share(len(scores.false_alarms), clean)
    scores.statements_right = Share(right, scores.pages)
    return scores


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one corpus at the tier that is shown by default, and the sentences' figures by tier.

    `statements` counts the sentences labelled as a statement that were graded as labelled, `no_reader` the pages in
    formats that no reader reads, which are in none of the other figures.
    """

    sentences: SentenceScores
    pages: PageScores
    statements: Share
    tiers: dict[str, SentenceScores]
    no_reader: int = 0

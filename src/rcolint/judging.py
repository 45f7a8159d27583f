"""Which matches become findings, which are taken back, and which words are quoted?

Asks the contexts, lets rival matches for the same words settle which one is told, and fills in severity, message and evidence.
"""

from rcolint.context import Setting, judge
from rcolint.context.weight import everyday, graver
from rcolint.model import SEVERITIES, TIERS, Evidence, Finding, Match, Page, Variant
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage
from rcolint.tuples import NamedTuple

MAX_QUOTE = 25  # words of a quoted span


class Candidate(NamedTuple):
    """A match with where it stands, which severity it has there, and the words to quote."""

    match: Match
    passage: Passage
    place: Place
    block: int  # the number of the passage on its page
    variant: Variant
    first: int
    last: int

    @property
    def family(self) -> str:
        """The first digit of the rule's id."""
        return self.match.rule.id[3]

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the quoted words of the two share a word of one block."""
        return self.block == other.block and self.first <= other.last and other.first <= self.last


def candidate_of(match: Match, passage: Passage, place: Place, index: int, profile: str) -> Candidate | None:
    """The candidate, or None where the rule is off for this profile and place."""
    variant = _variant(match, profile, passage, place)
    if variant is None or variant.severity == "off":
        return None
    if variant.tier == "gate" and match.rule.id[3] in "126" and "attributed" in _facets(passage, match):
        variant = variant._replace(
            tier="review"
        )  # a named source (author and year, DOI) makes it less sure, not lighter
    # A likely finding in a quiet place (a protocol, a reference list) is shown on request only. Gate findings stay.
    if place.quiet and variant.tier == "review":
        variant = variant._replace(tier="audit")
    return Candidate(match, passage, place, index, variant, *_trimmed(match, passage))


def judged(
    found: list[Candidate], page: Page, lexicon: Lexicon, passages: list[Passage]
) -> tuple[list[Finding], list[Finding], bool]:
    """Findings that stand, matches that a context took back, and whether a claim stands that a supplement may make."""
    live: list[Candidate] = []
    cancelled: list[Finding] = []
    permitted = False
    for candidate in found:
        match, passage, place, index, variant, _, _ = candidate
        following = passages[index + 1] if index + 1 < len(passages) else None
        setting = Setting(passage, match, place, lexicon, following, _lead(passages, index))
        cue = judge(setting)
        if cue:
            words = Evidence(
                f"context:{cue.name}", passage.text(cue.first, cue.last), passage.source(cue.first, cue.last)
            )
            finding = _finding(candidate, page)
            cancelled.append(finding._replace(cancelled=f"{cue.name}: {cue.why}", evidence=(*finding.evidence, words)))
        elif variant.severity == "with-dshea":
            permitted = True
        else:
            live.append(_lifted(candidate, setting))
    return [_finding(c, page) for c in _resolved(live)], cancelled, permitted


def _lifted(candidate: Candidate, setting: Setting) -> Candidate:
    """One severity up, never the tier, where a grave disease, a needle or a child stands beside the words."""
    at = SEVERITIES.index(candidate.variant.severity)
    if not at or not graver(setting):
        return candidate
    return candidate._replace(variant=candidate.variant._replace(severity=SEVERITIES[at - 1]))


# Rules that only see two things in one sentence give way to those that see what is said.
BROAD = ("RCO111", "RCO112")


def _rank(candidate: Candidate) -> tuple[int, bool, int, int, str]:
    """Surer before less sure, narrower before broader, heavier before lighter, longer before shorter."""
    tier, severity = TIERS.index(candidate.variant.tier), SEVERITIES.index(candidate.variant.severity)
    broad = candidate.match.rule.id in BROAD
    return tier, broad, severity, candidate.first - candidate.last, candidate.match.rule.id


def _resolved(live: list[Candidate]) -> list[Candidate]:
    """One span, one finding in a family. A disease claim takes in the body claim that shares its words."""
    kept: list[Candidate] = []
    rivals: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in live:
        rivals.setdefault((candidate.block, candidate.family), []).append(candidate)
    for group in rivals.values():
        won: list[Candidate] = []
        for candidate in sorted(group, key=_rank):
            if not any(candidate.overlaps(w) for w in won):
                won.append(candidate)
        kept += won
    return _taken_in(kept)


def _taken_in(kept: list[Candidate]) -> list[Candidate]:
    """Drops body claims (2xx) that share words with a gate-tier disease claim (1xx), whose quotation grows to hold both."""
    body: dict[int, list[Candidate]] = {}
    for candidate in kept:
        if candidate.family == "2":
            body.setdefault(candidate.block, []).append(candidate)
    dropped: set[int] = set()
    result: list[Candidate] = []
    for one in kept:
        candidate = one
        if candidate.family == "1" and candidate.variant.tier == "gate":
            for other in body.get(candidate.block, ()):
                if candidate.overlaps(other):
                    dropped.add(id(other))
                    candidate = _grown(candidate, other)
        result.append(candidate)
    return _without_overlap([c for c in result if id(c) not in dropped])


def _without_overlap(kept: list[Candidate]) -> list[Candidate]:
    """Two disease claims that have grown over the same words are told once."""
    result: list[Candidate] = []
    for candidate in kept:
        if not any(candidate.family == other.family and candidate.overlaps(other) for other in result):
            result.append(candidate)
    return result


def _grown(candidate: Candidate, other: Candidate) -> Candidate:
    """The candidate quoting both, where that stays one sentence of readable length."""
    first, last = min(candidate.first, other.first), max(candidate.last, other.last)
    numbers = candidate.passage.sentences
    if numbers[first] != numbers[last] or last - first >= MAX_QUOTE:
        return candidate
    return candidate._replace(first=first, last=last)


def _lead(passages: list[Passage], index: int) -> str:
    """The paragraph that introduces the list in which a block stands ("Staff may not write:"), or nothing."""
    at = index
    while at >= 0 and passages[at].block.role in ("list-item", "quote"):
        at -= 1
    text = passages[at].block.text.rstrip() if 0 <= at < index and passages[at].block.role == "paragraph" else ""
    return text if text.endswith(":") else ""


def _variant(match: Match, profile: str, passage: Passage, place: Place) -> Variant | None:
    facts: dict[str, set[str] | frozenset[str]] = {
        "profile": {profile},
        "slot": place.slots,
        "carrier": {passage.block.carrier},
        "role": {passage.block.role},
    }
    if any(key == "facet" for v in match.rule.variants for key, _ in v.when):
        facts["facet"] = set(_facets(passage, match))
    for variant in match.rule.variants:
        if all(not facts.get(key, set()).isdisjoint(wanted) for key, wanted in variant.when):
            return variant
    return None


def _finding(candidate: Candidate, page: Page) -> Finding:
    match, passage, _, _, variant, first, last = candidate
    block, rule = passage.block, match.rule
    evidence = tuple(
        Evidence(
            f"list:{name}" if not name.startswith("=") else "words", passage.text(low, high), passage.source(low, high)
        )
        for name, low, high in match.steps
    )
    words = {part: passage.text(low, high) for name, low, high in match.steps for part in name.split("|")}
    words["match"] = " ".join(passage.text(first, last).split())
    return Finding(
        rule.id,
        rule.slug,
        variant.severity,
        variant.tier,
        filled(variant.message, words),
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


_HEDGES = frozenset(
    "may might could can potential potentially promising believed suggest suggests possibly thought reported reportedly".split()
)


def _facets(passage: Passage, match: Match) -> tuple[str, ...]:
    stretch = passage.sentence_of(match.first)
    words = {passage.words[i] for i in stretch}
    facets = ["hedged"] if words & _HEDGES else []
    if _names_source(passage, stretch, words):
        facets.append("attributed")
    if everyday(passage, match):
        facets.append("everyday")
    return tuple(facets)


def _names_source(passage: Passage, stretch: range, words: set[str]) -> bool:
    """Whether the sentence names where it comes from: a DOI, "et al.", or a year in brackets after a name."""
    if words & {"doi", "pmid", "arxiv"} or {"et", "al"} <= words:
        return True
    if "[@" in passage.folded.lower[passage.starts[stretch.start] : passage.ends[stretch.stop - 1]]:
        return True  # a citation key, as papers in Markdown have it
    for i in stretch:
        year = passage.words[i]
        if len(year) == 4 and year.isdigit() and year[:2] in ("19", "20") and i > stretch.start:
            before, after = passage.breaks[i - 1], passage.breaks[i]
            if ")" in after and ("," in before or "(" in before or before == " "):
                return True
    return False


def _trimmed(match: Match, passage: Passage) -> tuple[int, int]:
    """The words to quote: never beyond the sentence they begin in, never more than a reader takes in at once."""
    last = min(match.last, match.first + MAX_QUOTE - 1)
    while passage.sentences[last] != passage.sentences[match.first] and last > match.first:
        last -= 1
    return match.first, last


def filled(message: str, words: dict[str, str]) -> str:
    """The message with its names filled in; words from the copy are never taken for names."""
    parts = message.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out.append(" ".join(words.get(name, "").split()) + rest)
    return "".join(out)

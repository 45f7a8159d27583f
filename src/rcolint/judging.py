"""Which matches become findings, which are taken back, and which words are quoted?

Asks the contexts, lets rival matches for the same words settle which one is told, and fills in severity, message and evidence.
"""

from rcolint.context import Setting, judge
from rcolint.context.weight import everyday, graver, may_be_everyday
from rcolint.model import SEVERITIES, TIERS, Evidence, Finding, Match, Page, Rule, TextBlock, Variant
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage
from rcolint.tuples import NamedTuple

MAX_QUOTE = 25  # words of a quoted span
MAX_TOLD = 10_000


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


Told = dict[tuple[object, ...], Variant | None]  # which variant held where, so that it is asked once; part of a Judge


def candidate_of(
    match: Match, passage: Passage, place: Place, index: int, profile: str, told: Told
) -> Candidate | None:
    """The candidate, or None where the rule is off for this profile and place."""
    rule, block = match.rule, passage.block
    facets = _facets(passage, match)
    key = (rule.id, profile, facets, place.slots, place.quiet, block.carrier, block.role)
    if key not in told:
        if len(told) >= MAX_TOLD:
            told.clear()
        told[key] = _variant(rule, profile, facets, block, place)
    variant = told[key]
    return variant and Candidate(match, passage, place, index, variant, *_trimmed(match, passage))


def _variant(rule: Rule, profile: str, facets: tuple[str, ...], block: TextBlock, place: Place) -> Variant | None:
    """The first variant that fits, lowered to the tier of its place; None where it is off."""
    facts = {
        "profile": {profile},
        "slot": place.slots,
        "carrier": {block.carrier},
        "role": {block.role},
        "facet": facets,
    }
    fits = (v for v in rule.variants if all(not set(facts.get(key, ())).isdisjoint(w) for key, w in v.when))
    variant = next(fits, None)
    if variant is None or variant.severity == "off":
        return None
    if variant.tier == "gate" and rule.id[3] in "126" and "attributed" in facets:
        # A named source (author and year, DOI) makes it less sure, not lighter.
        variant = variant._replace(tier="review")
    # A likely finding in a quiet place (a protocol, a reference list) is shown on request only. Gate findings stay.
    if place.quiet and variant.tier == "review":
        variant = variant._replace(tier="audit")
    return variant


def judged(
    found: list[Candidate], page: Page, lexicon: Lexicon, passages: list[Passage]
) -> tuple[list[Finding], list[Finding], bool]:
    """Findings that stand, matches that a context took back, and whether a claim stands that a supplement may make."""
    live: list[Candidate] = []
    cancelled: list[Finding] = []
    permitted = False
    leads = _leads(passages)
    for candidate in found:
        match, passage, place, index, variant, _, _ = candidate
        following = passages[index + 1] if index + 1 < len(passages) else None
        setting = Setting(passage, match, place, lexicon, following, leads[index])
        cue = judge(setting)
        if cue:
            words = Evidence(f"context:{cue.name}", *passage.quote(cue.first, cue.last))
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
    told: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in kept:
        rivals = told.setdefault((candidate.block, candidate.family), [])
        if not any(candidate.overlaps(other) for other in rivals):
            rivals.append(candidate)
            result.append(candidate)
    return result


def _grown(candidate: Candidate, other: Candidate) -> Candidate:
    """The candidate quoting both, where that stays one sentence of readable length."""
    first, last = min(candidate.first, other.first), max(candidate.last, other.last)
    numbers = candidate.passage.sentences
    if numbers[first] != numbers[last] or last - first >= MAX_QUOTE:
        return candidate
    return candidate._replace(first=first, last=last)


def _leads(passages: list[Passage]) -> list[str]:
    """For each block the paragraph that introduces the list in which it stands ("Staff may not write:"), or nothing."""
    leads: list[str] = []
    lead = ""
    for passage in passages:
        role = passage.block.role
        if role in ("list-item", "quote"):
            leads.append(lead)
        else:
            leads.append("")
            text = passage.block.text.rstrip() if role == "paragraph" else ""
            lead = text if text.endswith(":") else ""
    return leads


def _finding(candidate: Candidate, page: Page) -> Finding:
    match, passage, _, _, variant, first, last = candidate
    block, rule = passage.block, match.rule
    text, span = passage.quote(first, last)
    quoted = [(name, *passage.quote(low, high)) for name, low, high in match.steps]
    words = {part: quote for name, quote, _ in quoted for part in name.split("|")}
    words["match"] = " ".join(text.split())
    return Finding(
        rule.id,
        rule.slug,
        variant.severity,
        variant.tier,
        filled(variant.message, words),
        text,
        span,
        page.id,
        block.role,
        block.carrier,
        block.headings + block.path,
        tuple([Evidence(_SOURCES[name], quote, where) for name, quote, where in quoted]),
        _facets(passage, match),
        sentence=_sentence(passage, match.first),
    )


class _Sources(dict[str, str]):
    """The name of a step -> what its evidence is called."""

    def __missing__(self, name: str) -> str:
        source = self[name] = "words" if name.startswith("=") else f"list:{name}"
        return source


_SOURCES = _Sources()  # as many as the rules have steps


def _sentence(passage: Passage, word: int) -> str:
    key = ("sentence", passage.sentences[word])
    sentence: str | None = passage.memo.get(key)
    if sentence is None:
        stretch = passage.sentence_of(word)
        sentence = passage.memo[key] = " ".join(passage.words[stretch.start : stretch.stop])
    return sentence


_HEDGES = frozenset(
    "may might could can potential potentially promising believed suggest suggests possibly thought reported reportedly".split()
)


def _facets(passage: Passage, match: Match) -> tuple[str, ...]:
    """What the sentence of a match is beside its claim."""
    key = ("facets", passage.sentences[match.first])
    if key not in passage.memo:
        stretch = passage.sentence_of(match.first)
        words = frozenset(passage.words[stretch.start : stretch.stop])
        facets = ("hedged",) if not _HEDGES.isdisjoint(words) else ()
        facets = (*facets, "attributed") if _names_source(passage, stretch, words) else facets
        passage.memo[key] = facets, may_be_everyday(words)
    told: tuple[str, ...]
    told, mild = passage.memo[key]
    if match.rule.id[3] == "2" and _is_topic(passage, match):
        told = (*told, "attributed")
    return (*told, "everyday") if mild and everyday(passage, match) else told


# What research does with its subject, and the words by which it names one. Whoever speaks to a reader sells.
_STUDYING = frozenset(
    "studied study studies investigate investigates investigated investigating evaluated examined explored research researched signaling "
    "signalling pathway pathways mechanism mechanisms models literature preclinical".split()
)
_SELLING = frozenset("you your yours our we us my it men women athletes".split())
_DOING = frozenset(["improve", "increase", "reduce", "treat", "help", "prevent", "better", "cosmetic-verb"])


def _is_topic(passage: Passage, match: Match) -> bool:
    """Whether a structure or function is only named as what somebody studies: "investigated for matrix remodelling"."""
    lists = [name.split("|") for name, _, _ in match.steps]
    if any(not _DOING.isdisjoint(names) and "improvement" not in names for names in lists):
        return False  # "energy production" is a noun
    stretch = passage.sentence_of(match.first)
    words = passage.words[stretch.start : stretch.stop]
    return not _STUDYING.isdisjoint(words) and _SELLING.isdisjoint(words)


def _names_source(passage: Passage, stretch: range, words: frozenset[str]) -> bool:
    """Whether the sentence names where it comes from: a DOI, "et al.", or a year in brackets after a name."""
    if "doi" in words or "pmid" in words or "arxiv" in words or ("et" in words and "al" in words):
        return True
    if "[@" in passage.folded.lower[passage.starts[stretch.start] : passage.ends[stretch.stop - 1]]:
        return True  # a citation key, as papers in Markdown have it
    for i in stretch:
        year = passage.words[i]
        if len(year) == 4 and year < "a" and year.isdigit() and year[:2] in ("19", "20") and i > stretch.start:
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

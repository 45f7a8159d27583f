"""Does a passage say what a rule of kind claim, quantity or phrase looks for?

The three kinds share one grammar and differ in their usual stretch: a claim stays in a clause, a phrase in a sentence, a
quantity may run across the cells of a row or from a key to its value.
"""

from collections.abc import Iterator

from rcolint.checks.patterns import JOINING, Found, Pattern, find, unpack
from rcolint.model import Match, Rule
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage

MAX_FRAGMENT = 12  # words; a longer stretch is a sentence, not a label


class _Grammar:
    """A compiled rule: callable with a passage and its place."""

    def __init__(self, rule: Rule, lexicon: Lexicon, stretch: str) -> None:
        fields = dict(rule.parameters)
        self.rule = rule
        self.light = lexicon.light
        self.fields = fields
        self.patterns: tuple[Pattern, ...] = ()  # unpacked when a passage first has one of their words
        self.beside: dict[str, tuple[Pattern, ...]] = {}  # also and without, unpacked when first asked
        self.stretch = str(fields.get("in", stretch))
        self.slots = _names(fields, "slots")
        self.asks = "question" in self.slots  # judged by the sentence: a paragraph may ask and answer
        self.not_slots = _names(fields, "not_slots")
        self.roles = _names(fields, "roles")
        self.carriers = _names(fields, "carriers")
        fill = fields.get("fill")
        self.fill: tuple[int, ...] = tuple(fill) if isinstance(fill, list) else ()
        self.mask = 0  # a passage without any of these lists cannot match
        openers = fields["openers"]
        for number in openers if isinstance(openers, list) else ():
            self.mask |= 1 << number

    def __call__(self, passage: Passage, place: Place) -> Iterator[Match]:
        if not self.patterns:
            self.patterns = _unpacked(self.fields, "look_for")
        mask = passage.mask
        patterns = [p for p in self.patterns if mask & p.need[0] and mask & p.need[-1]]
        if not patterns or not self._belongs(passage, place):
            return
        scope = {"clause": passage.clauses, "fragment": passage.clauses, "sentence": passage.sentences}.get(
            self.stretch
        )
        taken: list[tuple[int, int]] = []
        for pattern in patterns:
            for found in find(pattern, passage, scope, self.light):
                if any(low <= found.first and found.last <= high for low, high in taken):
                    continue
                if self.asks and not _asks(passage, found.first):
                    continue
                if self.stretch == "fragment" and not self._is_fragment(passage, found):
                    continue
                if "also" in self.fields and not self._beside("also", passage, found):
                    continue
                if "without" in self.fields and self._beside("without", passage, found):
                    continue
                if not found.sense:
                    taken.append((found.first, found.last))
                yield Match(self.rule, found.first, found.last, found.steps, found.sense)

    def _belongs(self, passage: Passage, place: Place) -> bool:
        block = passage.block
        return not (
            (self.slots and not self.asks and self.slots.isdisjoint(place.slots))
            or not self.not_slots.isdisjoint(place.slots)
            or (self.roles and block.role not in self.roles)
            or (self.carriers and block.carrier not in self.carriers)
        )

    def _beside(self, field: str, passage: Passage, found: Found) -> bool:
        """Whether one of the patterns stands in the same sentence (in a row or a label: in the same block)."""
        if field not in self.beside:
            self.beside[field] = _unpacked(self.fields, field)
        patterns = self.beside[field]
        scope = None if self.stretch == "block" else passage.sentences
        return any(
            scope is None or scope[other.first] == scope[found.first]
            for pattern in patterns
            for other in find(pattern, passage, scope, self.light)
        )

    def _is_fragment(self, passage: Passage, found: Found) -> bool:
        """Whether the stretch says nothing beside the match, light words and words of the `fill` lists."""
        stretch = passage.sentence_of(found.first)
        labelled = ":" in passage.breaks[passage.clause_of(found.first).start - 1] if found.first else False
        if (
            labelled
            or passage.block.role not in ("paragraph", "quote")
            or "|" in passage.block.text
            or "#" in passage.block.text
        ):
            stretch = passage.clause_of(found.first)
        if len(stretch) > MAX_FRAGMENT:
            return False
        covered = set(range(found.first, found.last + 1))
        for hit in passage.any_of(self.fill) if self.fill else ():
            covered.update(range(hit.first, hit.last + 1))
        return all(i in covered or passage.words[i] in self.light or passage.words[i] in JOINING for i in stretch)


def _asks(passage: Passage, word: int) -> bool:
    """Whether the word's sentence ends with a question mark."""
    span = passage.sentence_spans[passage.sentences[word]]
    return passage.folded.lower[span.start : span.end].rstrip(" \n\"')*_").endswith("?")


def _unpacked(fields: dict[str, object], name: str) -> tuple[Pattern, ...]:
    value = fields.get(name)
    return tuple(unpack(p) for p in value) if isinstance(value, list) else ()


def _names(fields: dict[str, object], name: str) -> frozenset[str]:
    value = fields.get(name)
    return frozenset(value) if isinstance(value, list) else frozenset()


def compile_claim(rule: Rule, lexicon: Lexicon) -> _Grammar:
    """A claim stays in its clause unless the rule says otherwise."""
    return _Grammar(rule, lexicon, "clause")


def compile_quantity(rule: Rule, lexicon: Lexicon) -> _Grammar:
    """A quantity may run across the cells of a row and from a key to its value."""
    return _Grammar(rule, lexicon, "block")


def compile_phrase(rule: Rule, lexicon: Lexicon) -> _Grammar:
    """A phrase stays in its sentence."""
    return _Grammar(rule, lexicon, "sentence")

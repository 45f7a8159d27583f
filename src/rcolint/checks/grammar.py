"""Does a passage say what a rule of kind claim, quantity or phrase looks for?

The three kinds share one grammar and differ in their usual stretch: a claim stays in a clause, a phrase in a sentence, a
quantity may run across the cells of a row or from a key to its value.
"""

from rcolint.checks.index import with_masks
from rcolint.checks.patterns import JOINING, Found, Pattern, find, unpack
from rcolint.context import asks
from rcolint.model import Match, Rule
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage

MAX_FRAGMENT = 12  # words; a longer stretch is a sentence, not a label
PACKS = frozenset("mg mcg g iu ml vial vials capsule capsules caps tablet tablets gummies count".split())


SCOPES = {"clause": "clause", "fragment": "clause", "sentence": "sentence", "block": "block"}


class _Grammar:
    """A compiled rule: callable with a passage and its place."""

    everywhere = False

    def __init__(self, rule: Rule, lexicon: Lexicon, stretch: str) -> None:
        fields = dict(rule.parameters)
        self.rule = rule
        self.light = lexicon.light
        self.fields = fields
        self.patterns: dict[int, Pattern] = {}  # by number, unpacked when a passage first calls it up
        self.lexicon = lexicon
        self.beside: dict[
            str, list[tuple[tuple[int, ...], Pattern]]
        ] = {}  # also and without, unpacked when first asked
        within = str(fields.get("in", stretch))
        self.stretch = SCOPES[within]
        self.fragment = within == "fragment"
        self.slots = _names(fields, "slots")
        self.asks = "question" in self.slots  # judged by the sentence: a paragraph may ask and answer
        self.not_slots = _names(fields, "not_slots")
        self.roles = _names(fields, "roles")
        self.carriers = _names(fields, "carriers")
        fill = fields.get("fill")
        self.fill: tuple[int, ...] = tuple(fill) if isinstance(fill, list) else ()

    def pattern(self, number: int) -> Pattern:
        """One of `look_for`."""
        pattern = self.patterns.get(number)
        if pattern is None:
            pattern = self.patterns[number] = unpack(self.line(number))
        return pattern

    def line(self, number: int) -> str:
        """The same as the pack holds it."""
        look_for = self.fields["look_for"]
        return str(look_for[number])  # type: ignore[index]

    def __call__(self, passage: Passage, place: Place, patterns: list[Pattern]) -> list[Match]:
        matches: list[Match] = []
        if not self._belongs(passage, place):
            return matches
        scope = self._scope(passage)
        taken: list[tuple[int, int]] = []
        for pattern in patterns:
            for found in find(pattern, passage, scope, self.light):
                first, last, steps, sense = found
                if taken and any(low <= first and last <= high for low, high in taken):
                    continue
                if not self._holds(passage, found):
                    continue
                if not sense:
                    taken.append((first, last))
                matches.append(Match(self.rule, first, last, steps, sense))
        return matches

    def _scope(self, passage: Passage) -> list[int] | None:
        if self.stretch == "block":
            return None
        return passage.clauses if self.stretch == "clause" else passage.sentences

    def _holds(self, passage: Passage, found: Found) -> bool:
        """Whether what stands around the words is as the rule wants it."""
        return not (
            (self.asks and not asks(passage, passage.sentences[found.first]))
            or (self.fragment and not self._is_fragment(passage, found))
            or ("also" in self.fields and not self._beside("also", passage, found))
            or ("without" in self.fields and self._beside("without", passage, found))
        )

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
            self.beside[field] = with_masks(self.fields[field], self.lexicon)
        sentences = passage.sentences
        number = sentences[found.first]
        if self.stretch == "block":
            return any(find(pattern, passage, None, self.light) for _, pattern in self.beside[field])
        mask = passage.masks[number]
        return any(
            sentences[other.first] == number
            for needed, pattern in self.beside[field]
            if all(mask & need for need in needed)
            for other in find(pattern, passage, sentences, self.light)
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
        return all(
            i in covered or passage.words[i] in self.light or passage.words[i] in JOINING or _is_pack(passage, i)
            for i in stretch
        )


def _is_pack(passage: Passage, at: int) -> bool:
    """Whether the word is part of a pack size, which a name may carry ("10 mg", "60 capsules")."""
    words = passage.words
    number = at if words[at].isdigit() else at - 1
    return number >= 0 and words[number].isdigit() and number + 1 < len(words) and words[number + 1] in PACKS


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

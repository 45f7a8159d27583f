"""Are the letters of a word hidden, foreign, masked or turned round?

Honest text needs none of this. Hidden and foreign letters were undone when the text was folded, so the claim itself is found all the same;
this check tells that somebody hid it.
"""

from collections.abc import Iterator
from itertools import product

from rcolint.checks import BlockCheck, Everywhere
from rcolint.checks.patterns import Pattern
from rcolint.expressions import Expression
from rcolint.model import Match, Rule
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What a mask may stand for. A star may be any letter; more than three masks in a word are not tried.
MASKS = {"@": "a", "$": "s", "!": "il", "0": "o", "1": "il", "3": "e", "4": "a", "*": "abcdefghijklmnopqrstuvwxyz"}
MAX_MASKS = 3
MIN_LETTERS = 3
_MASKED = Expression(
    r"(?<![\w@$*!.])(?=[a-z@$*!0134]*[a-z])(?=[a-z]*[@$*!0134])[a-z0134][a-z@$*!0134]*[a-z](?![\w@$*!])"
)


def compile_letters(rule: Rule, lexicon: Lexicon) -> BlockCheck:
    """A check for a rule of kind letters: `look` says for what, `lists` which words a masked one must turn out to be."""
    fields = dict(rule.parameters)
    lists = frozenset(lexicon.ids[name] for name in rule.names("lists") if name in lexicon.ids)
    return _Letters(rule, str(fields["look"]), lexicon, lists)


class _Letters(Everywhere):
    """A compiled rule: callable with a passage and its place."""

    def __init__(self, rule: Rule, look: str, lexicon: Lexicon, lists: frozenset[int]) -> None:
        self.rule = rule
        self.look = look
        self.lexicon = lexicon
        self.lists = lists

    def __call__(self, passage: Passage, _place: Place, _patterns: list[Pattern]) -> Iterator[Match]:
        if self.look == "masked":
            yield from self._masked(passage)
            return
        text = passage.block.text
        if text.isascii():
            return
        spans = (
            [(i, i + 1) for i, c in enumerate(text) if c in BIDI] if self.look == "bidi" else passage.folded.obscured
        )
        told = -1
        for start, end in spans:
            word = _word_at(passage, start, end)
            if word > told:
                told = word
                yield Match(self.rule, word, word, ())

    def _masked(self, passage: Passage) -> Iterator[Match]:
        lower, cased = passage.folded.lower, passage.folded.cased
        if not _may_be_masked(passage, lower):
            return
        for found in _MASKED.finditer(lower):
            written = found.group()
            masks = sum(letter in MASKS for letter in written)
            code = cased[found.start() : found.end()].isupper()  # "H3AL-F" is a primer
            if code or not 0 < masks <= MAX_MASKS or len(written) - masks < MIN_LETTERS:
                continue
            if any(self._known("".join(letters)) for letters in product(*(MASKS.get(c, c) for c in written))):
                first = _word_at(passage, *passage.folded.map.to_source(found.start(), found.start() + 1))
                last = _word_at(passage, *passage.folded.map.to_source(found.end() - 1, found.end()))
                if 0 <= first <= last:
                    yield Match(self.rule, first, last, ())

    def _known(self, word: str) -> bool:
        single, _, _ = self.lexicon.entry(word)
        return any(not self.lists.isdisjoint(lists) and not cased for _, lists, _, cased in single)


def _may_be_masked(passage: Passage, lower: str) -> bool:
    """A cheap look before the expression: a mask next to a letter, with nothing between."""
    if "@" in lower or "$" in lower or "*" in lower:
        return True
    words = passage.words
    if "" not in passage.breaks and "!" not in passage.breaks:
        return False
    for i, gap in enumerate(passage.breaks):
        if not gap and (words[i][-1] in MASKS or (i + 1 < len(words) and words[i + 1][0] in MASKS)):
            return True
        if gap == "!":
            return True
    return False


def _word_at(passage: Passage, start: int, end: int) -> int:
    """The word that shares letters with text[start:end] of the block, else the next one, else the last."""
    for i in range(len(passage.words)):
        if passage.span(i, i).end > start:
            return i
    return len(passage.words) - 1 if end else -1

"""Is a word built from the beginning of one word and a whole other one, as the names of cures are ("ArthriFix", "Gout-Away")?

Heads times tails would be too many words for a list, and an expression of all of them costs more than the rest of a page.
"""

from collections.abc import Iterator

from rcolint.checks import BlockCheck, Everywhere
from rcolint.checks.patterns import Pattern
from rcolint.model import Match, Rule
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage

START = 3  # letters of the shortest head
ENDINGS = ("", "r", "s", "rs", "x")  # a soother, two fixes, a brand's final x


def compile_blend(rule: Rule, _lexicon: Lexicon) -> BlockCheck:
    """A check for a rule of kind blend."""
    return _Blend(rule, frozenset(rule.names("heads")), rule.names("tails"))


class _Blend(Everywhere):
    """A compiled rule: callable with a passage and its place."""

    def __init__(self, rule: Rule, heads: frozenset[str], tails: tuple[str, ...]) -> None:
        self.rule = rule
        self.heads = heads
        self.tails = frozenset([tail + ending for tail in tails for ending in ENDINGS])
        self.starts = frozenset([head[:START] for head in heads])  # few words begin like a head

    def __call__(self, passage: Passage, _place: Place, _patterns: list[Pattern]) -> Iterator[Match]:
        words, breaks = passage.words, passage.breaks
        for i, word in enumerate(words):
            if word[:START] in self.starts and self._is_blend(word):
                yield Match(self.rule, i, i, ())
            elif (
                word in self.tails
                and i
                and breaks[i - 1] == "-"
                and _is_capital(passage, i)
                and self._is_head(words[i - 1])
            ):
                yield Match(self.rule, i - 1, i, ())

    def _is_blend(self, word: str) -> bool:
        """A head and a tail with nothing but the joining letter between."""
        return any(word[cut:] in self.tails and self._is_head(word[:cut]) for cut in range(START, len(word) - 1))

    def _is_head(self, word: str) -> bool:
        """A head, or one with the letter that joins it to the tail ("gout-o-cure")."""
        return word in self.heads or word[:-1] in self.heads


def _is_capital(passage: Passage, at: int) -> bool:
    """Whether a word begins with a capital: "Gluco-Down" is a name, "tumour-free" an adjective."""
    return passage.folded.cased[passage.starts[at]].isupper()

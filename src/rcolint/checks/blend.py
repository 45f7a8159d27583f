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

ENDINGS = ("", "r", "s", "rs", "x")  # a soother, two fixes, a brand's final x


def compile_blend(rule: Rule, _lexicon: Lexicon) -> BlockCheck:
    """A check for a rule of kind blend."""
    return _Blend(rule, frozenset(rule.names("heads")), rule.names("tails"))


class _Blend(Everywhere):
    """A compiled rule: callable with a passage and its place."""

    def __init__(self, rule: Rule, heads: frozenset[str], tails: tuple[str, ...]) -> None:
        self.rule = rule
        self.heads = heads
        self.tails = tuple([tail + ending for tail in tails for ending in ENDINGS])

    def __call__(self, passage: Passage, _place: Place, _patterns: list[Pattern]) -> Iterator[Match]:
        words, breaks, tails = passage.words, passage.breaks, self.tails
        for i, word in enumerate(words):
            if not word.endswith(tails):
                continue
            if i and breaks[i - 1] == "-" and word in tails and _is_capital(passage, i) and self._is_head(words[i - 1]):
                yield Match(self.rule, i - 1, i, ())
            elif any(word.endswith(tail) and self._is_head(word[: -len(tail)]) for tail in tails):
                yield Match(self.rule, i, i, ())

    def _is_head(self, word: str) -> bool:
        """A head, or one with the letter that joins it to the tail ("gout-o-cure")."""
        return word in self.heads or word[:-1] in self.heads


def _is_capital(passage: Passage, at: int) -> bool:
    """Whether a word begins with a capital: "Gluco-Down" is a name, "tumour-free" an adjective."""
    return passage.folded.cased[passage.starts[at]].isupper()

"""Does a passage match a rule's regular expression?

The expression runs on the folded text of the block, so hidden letters, accents and capitals do not matter.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from rcolint.checks import BlockCheck, Everywhere
from rcolint.checks.patterns import Pattern
from rcolint.model import Match, Rule
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage


def compile_regex(rule: Rule, _lexicon: Lexicon) -> BlockCheck:
    """A check for a rule of kind regex; the loader has refused what could be slow."""
    fields = dict(rule.parameters)
    pattern = re.compile(str(fields["pattern"]))

    return _Expression(rule, pattern)


class _Expression(Everywhere):
    """A compiled rule: callable with a passage and its place."""

    def __init__(self, rule: Rule, pattern: "re.Pattern[str]") -> None:
        self.rule = rule
        self.compiled = pattern

    def __call__(self, passage: Passage, _place: Place, _patterns: list[Pattern]) -> Iterator[Match]:
        for found in self.compiled.finditer(passage.folded.lower):
            first = bisect_left(passage.ends, found.start() + 1)
            last = bisect_right(passage.starts, found.end() - 1) - 1
            if first <= last:
                yield Match(self.rule, first, last, ())

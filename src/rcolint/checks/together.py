"""Do two things stand on the same page that are harmless alone (a needle kit beside a vial)?"""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from rcolint.checks.index import with_masks
from rcolint.checks.page import PageMatch, PageView
from rcolint.checks.patterns import Pattern, find
from rcolint.context import Setting, judge
from rcolint.model import Match, Related, Rule
from rcolint.positions import Span
from rcolint.ruleset.lexicon import Lexicon


def check(rule: Rule, view: PageView) -> Iterator[PageMatch]:
    """The first place of `second` on a page that also has `first`; each side's own context is asked."""
    mask = reduce(or_, [mask for passage in view.passages for mask in passage.masks], 0)
    sides = [_standing(rule, side, mask, view.lexicon) for side in ("first", "second")]
    if not all(sides):
        return
    first = next(_places(rule, view, sides[0]), None)
    if first is None:
        return
    for span, text in _places(rule, view, sides[1]):
        if span.end <= first[0].start or span.start >= first[0].end:
            yield PageMatch(
                rule, span, {"match": text, "other": first[1]}, (Related("stands with", first[1], first[0]),)
            )
            return


def _standing(rule: Rule, side: str, mask: int, lexicon: Lexicon) -> list[Pattern]:
    """The patterns of a side all of whose words stand somewhere on the page."""
    key = (rule.id, side)
    if key not in lexicon.memo:
        lexicon.memo[key] = with_masks(dict(rule.parameters)[side], lexicon)
    return [pattern for needed, pattern in lexicon.memo[key] if all(mask & need for need in needed)]


def _places(rule: Rule, view: PageView, patterns: list[Pattern]) -> Iterator[tuple[Span, str]]:
    for passage, place in zip(view.passages, view.places, strict=True):
        for pattern in patterns:
            for found in find(pattern, passage, passage.sentences, view.lexicon.light):
                match = Match(rule, found.first, found.last, found.steps, found.sense)
                if not judge(Setting(passage, match, place, view.lexicon)):
                    yield passage.source(found.first, found.last), passage.text(found.first, found.last)

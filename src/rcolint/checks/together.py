"""Do two things stand on the same page that are harmless alone (a needle kit beside a vial)?"""

from collections.abc import Iterator

from rcolint.checks.page import PageMatch, PageView
from rcolint.checks.patterns import Pattern, find, unpack
from rcolint.context import Setting, judge
from rcolint.model import Match, Related, Rule
from rcolint.positions import Span


def check(rule: Rule, view: PageView) -> Iterator[PageMatch]:
    """The first place of `second` on a page that also has `first`; each side's own context is asked."""
    fields = dict(rule.parameters)
    first = next(_places(rule, view, fields["first"]), None)
    if first is None:
        return
    for span, text in _places(rule, view, fields["second"]):
        if span.end <= first[0].start or span.start >= first[0].end:
            yield PageMatch(
                rule, span, {"match": text, "other": first[1]}, (Related("stands with", first[1], first[0]),)
            )
            return


def _places(rule: Rule, view: PageView, data: object) -> Iterator[tuple[Span, str]]:
    patterns: list[Pattern] = [unpack(p) for p in data] if isinstance(data, list) else []
    for passage, place in zip(view.passages, view.places, strict=True):
        for pattern in patterns:
            for found in find(pattern, passage, passage.sentences, view.lexicon.light):
                match = Match(rule, found.first, found.last, found.steps, found.sense)
                if not judge(Setting(passage, match, place, view.lexicon)):
                    yield passage.source(found.first, found.last), passage.text(found.first, found.last)

"""Do the findings of a page contradict its own statement?"""

from collections.abc import Iterator

from rcolint.checks.page import PageMatch, PageView
from rcolint.model import Related, Rule

SHOWN = 5  # related places; more would bury the point


def check(rule: Rule, view: PageView) -> Iterator[PageMatch]:
    """One match a page, at the statement, with the findings that speak against it."""
    families, tiers, kinds = rule.names("families"), rule.names("tiers"), rule.names("statement")
    against = [f for f in view.findings if f.family in families and f.tier in tiers]
    if not against:
        return
    for statement in view.statements:
        if statement.kind in kinds and statement.span is not None and statement.status in ("ok", "weak", "altered"):
            related = tuple(Related(f"speaks against it ({f.rule})", f.text, f.span) for f in against[:SHOWN])
            words = {"statement": statement.text, "match": against[0].text}
            yield PageMatch(rule, statement.span, words, related)
            return

"""Which findings may stay, who said so, and until when?

The only place where a finding is silenced; it always keeps the reason. A waiver is a comment in a file (`inline`), an entry of
the configuration (`configured`), or a finding that was there before rcolint was (`baseline`).
"""

from collections.abc import Sequence

from rcolint.model import Finding, Rule, TextBlock, Waiver
from rcolint.positions import Span
from rcolint.tuples import NamedTuple

UNUSED, REASONLESS, EXPIRED = "waiver-unused", "waiver-without-reason", "waiver-expired"
PROFILE = "profile-set-by-content"


class Quoted(NamedTuple):
    """Words of a file that are no copy, such as a waiver, and where they stand."""

    text: str
    span: Span


def holds(waiver: Waiver, today: str) -> bool:
    """Whether a waiver counts: it gives a reason, and its last day is not past. A day that is no date never comes."""
    return bool(waiver.reason) and (not waiver.until or (is_day(waiver.until) and today <= waiver.until))


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as 2027-01-31."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def fault(waiver: Waiver, used: bool, today: str) -> tuple[str, str]:
    """The slug of the rule that a waiver falls under and what is wrong with it, or two empty texts."""
    if not waiver.reason:
        return REASONLESS, "gives no reason"
    if waiver.until and not is_day(waiver.until):
        return EXPIRED, f"its day '{waiver.until}' is no date such as 2027-01-31"
    if waiver.until and today > waiver.until:
        return EXPIRED, f"ended on {waiver.until}"
    return ("", "") if used else (UNUSED, "waives no finding")


def finding_about(slug: str, words: str, where: TextBlock | Quoted, rules: Sequence[Rule], path: str) -> Finding | None:
    """A finding of a rule of kind record at a block or a quotation, or None where that rule does not run."""
    rule = next((r for r in rules if r.slug == slug), None)
    if rule is None or rule.variants[0].severity == "off":
        return None
    variant = rule.variants[0]
    role, carrier = (where.role, where.carrier) if isinstance(where, TextBlock) else ("comment", "comment")
    return Finding(
        rule.id,
        rule.slug,
        variant.severity,
        variant.tier,
        variant.message.replace("{match}", words),
        where.text,
        where.span,
        path,
        role,
        carrier,
        (),
        sentence=" ".join(where.text.lower().split()),
        origin=path,
    )

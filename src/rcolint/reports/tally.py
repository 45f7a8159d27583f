"""How many of what does a report hold?

Counting only: severities, tiers, families, files. What fails the build is asked of the gate, never decided here.
"""

from rcolint.model import FAMILIES, SEVERITIES, TIERS, Amount, Finding, Report
from rcolint.tuples import NamedTuple


class Tally(NamedTuple):
    """The numbers of a run. Live findings are those without a waiver; `dropped` ones were cut by the limit a file."""

    live: int
    waived: int
    failing: int
    cancelled: int
    own_names: int  # of these, taken back by an own name
    dropped: int
    severity: tuple[tuple[str, int], ...]
    tier: tuple[tuple[str, int], ...]
    family: tuple[tuple[str, int], ...]
    files_found: int  # files with at least one live finding
    checked: int
    skipped: int
    unchecked: int
    read: Amount


def count(report: Report) -> Tally:
    """Counts a report. Severity, tier and family count live findings only."""
    live = [f for f in report.findings if f.waiver is None]
    gate = report.settings.gate
    pages = [page for file in report.files for page in file.pages]
    return Tally(
        live=len(live),
        waived=len(report.findings) - len(live),
        failing=sum(gate.fails(f) for f in live),
        cancelled=sum(len(page.cancelled) for page in pages),
        own_names=sum(f.cancelled.startswith("own-name:") for p in pages for f in p.cancelled),
        dropped=sum(file.dropped for file in report.files),
        severity=_by(live, "severity", SEVERITIES),
        tier=_by(live, "tier", TIERS),
        family=_by(live, "family", tuple(FAMILIES.values())),
        files_found=sum(any(f.waiver is None for f in file.findings) for file in report.files),
        checked=sum(file.status == "checked" for file in report.files),
        skipped=sum(n for _, n in report.skipped) + sum(file.status == "skipped" for file in report.files),
        unchecked=sum(file.status == "unchecked" for file in report.files),
        read=report.read or _amount(report),
    )


def _amount(report: Report) -> Amount:
    texts = [block.text for file in report.files for page in file.pages for block in page.page.blocks]
    others = tuple(one.language for one in report.other_languages)
    return Amount(len(texts), sum(len(text.split()) for text in texts), ("English", *others) if texts else ())


def _by(findings: list[Finding], field: str, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    values = [getattr(f, field) for f in findings]
    return tuple((name, values.count(name)) for name in names)

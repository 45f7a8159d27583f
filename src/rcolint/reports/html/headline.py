"""What does the first line of the report say?

What is to be reviewed and why, in the words of the wording policy: a cue of a kind, a statement that is not complete. The
gate of a build has no part in it. Nothing here becomes HTML.
"""

from collections import Counter

from rcolint.model import Report
from rcolint.reports.tally import Tally
from rcolint.reports.wording import plural

KINDS = {
    "therapeutic": "disease cue",
    "structure-function": "body-function cue",
    "dosing": "dosing cue",
    "human-use": "human-use cue",
    "authority": "borrowed-authority cue",
    "evidence": "study cue",
    "ivd": "diagnostic-use cue",
    "supplement": "supplement cue",
    "wording": "wording cue",
    "statement": "statement cue",
}
_INCOMPLETE = ("weak", "missing", "hidden", "altered")
_NAMED = 3  # kinds of cue that the line names; the rest are only counted


def headline(report: Report, tally: Tally) -> str:
    """The verdict in one sentence."""
    if tally.live or tally.dropped:
        return f"Needs review before it is published: {_reasons(report, tally)}."
    if tally.unchecked:
        was = "was" if tally.unchecked == 1 else "were"
        return f"Not fully checked: {plural(tally.unchecked, 'file')} that should have been read {was} not."
    if not tally.checked:
        return "Nothing was checked."
    waived = f" ({plural(tally.waived, 'waived cue')})" if tally.waived else ""
    return f"No risk cues found by the rules that ran in {plural(tally.checked, 'file')}{waived}."


def details(report: Report, tally: Tally) -> list[str]:
    """What the headline leaves out: how much on how many pages, what a build makes of it, what was not read."""
    said = []
    if tally.live or tally.dropped:
        pages = [page for file in report.files for page in file.pages]
        hit = sum(any(f.waiver is None for f in page.findings) for page in pages)
        failing = f"{tally.failing:,}" if tally.failing else "none"
        end = f"; {failing} of them {'fails' if tally.failing < 2 else 'fail'} the gate"
        end = "" if report.settings.gate.never else end
        said.append(
            f"{plural(tally.live + tally.dropped, 'risk cue')} on {hit:,} of {plural(len(pages), 'page')}{end}."
        )
        if tally.unchecked:
            was = "was" if tally.unchecked == 1 else "were"
            said.append(f"{plural(tally.unchecked, 'file')} that should have been read {was} not checked.")
    elif tally.unchecked and tally.checked:
        said.append(f"No risk cues found by the rules that ran in {plural(tally.checked, 'other file')}.")
    return said


def _reasons(report: Report, tally: Tally) -> str:
    lacking = _lacking(report)
    named = {name: count for name, count in tally.family if count and not (name == "statement" and lacking)}
    first = Counter(named).most_common(_NAMED)
    parts = [plural(count, KINDS[name]) for name, count in first]
    rest = sum(named.values()) + tally.dropped - sum(count for _, count in first)
    parts += [f"{rest:,} {'other' if rest == 1 else 'others'}"] if rest and parts else []
    cues = ", ".join(parts[:-1]) + (" and " if parts[1:] else "") + "".join(parts[-1:])
    return "; ".join(filter(None, (cues, lacking))) or plural(tally.live + tally.dropped, "cue")


def _lacking(report: Report) -> str:
    """On how many of the pages that need one no complete statement stands."""
    pages = [page for file in report.files for page in file.pages]
    bad = sum(
        any(s.required and s.kind in ("ruo", "ivd") and s.status in _INCOMPLETE for s in page.statements)
        for page in pages
    )
    if not bad:
        return ""
    where = f" on {plural(bad, 'page')}" if len(pages) > 1 else ""
    return f"no complete research-use statement{where}"

"""What does a run look like as a comment on a pull request, or as the summary of a build step?

The verdict, the cues worst first, what was not checked, what it rests on. What comes from outside stands in code spans: nothing
in it becomes a link, a picture or a mention. What does not fit is counted.
"""

from typing import TextIO

from rcolint.model import DISCLAIMER, Report
from rcolint.reports.basis import facts
from rcolint.reports.inert import code, prose
from rcolint.reports.rows import Row, address, unread, worst_first
from rcolint.reports.tally import count
from rcolint.reports.wording import (
    LIMITS,
    against_words,
    baseline_words,
    language_words,
    plural,
    skipped_words,
    verdict_sentences,
)

LIMIT = 60_000  # bytes: a comment on GitHub may have 65,536 characters
MARK = "<!-- rcolint -->"  # lets a job find its earlier comment


def write(report: Report, stream: TextIO, *, limit: int = LIMIT, **_others: object) -> None:
    """Writes the summary, at most about `limit` bytes of UTF-8."""
    rows = worst_first(report)
    ends = "\n".join(["", "", *_missed(report), *_basis(report), f"{LIMITS} {DISCLAIMER}", ""])
    if len(ends) > limit // 2:
        ends = "\n".join(["", f"- **not checked:** {plural(len(unread(report)), 'file')}", "", DISCLAIMER, ""])
    lines = [MARK, "", f"### {' '.join(verdict_sentences(report, count(report)))}", ""]
    room = limit - sum(map(_size, [*lines, ends])) - 200
    for number, row in enumerate(rows):
        told = _cue(report, row)
        room -= _size(told)
        if room < 0:
            lines.append(f"- and {plural(len(rows) - number, 'more cue')}, of no more weight than these")
            break
        lines.append(told)
    stream.write("\n".join(lines) + ends)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace")) + 1


def _cue(report: Report, row: Row) -> str:
    finding = row.finding
    line, column = row.start
    fails = ", fails the gate" if report.settings.gate.fails(finding) else ""
    standing = f", {finding.standing}" if finding.standing else ""
    place = code(f"{address(row.file)}:{line}:{column}")
    head = f"- **{finding.severity}** (tier {finding.tier}{fails}{standing}) {place} {code(finding.rule)} {code(finding.slug)}"
    return f"{head}  \n  {code(finding.message)}"


def _missed(report: Report) -> list[str]:
    said = [f"- **not checked:** {code(address(file))}: {code(words)}" for file, words in unread(report)]
    if words := language_words(report.other_languages):
        said.append(f"- not checked for claims: {prose(words)}")
    said += [f"- since the earlier report: {prose(against_words(report.against))}"] if report.against else []
    said += [f"- baseline: {prose(baseline_words(report.baseline))}"] if report.baseline else []
    said += [f"- skipped: {prose(words)}"] if (words := skipped_words(report)) else []
    said += [f"- notice: {prose(notice)}" for notice in report.notices]
    return ["**What else there is to know**", "", *said, ""] if said else []


def _basis(report: Report) -> list[str]:
    known = {name: value for name, value in facts(report).items() if name not in ("limits", "not_legal_advice")}
    return [
        "**What this rests on**",
        "",
        *(f"- {name.replace('_', ' ')}: {code(value)}" for name, value in known.items()),
        "",
    ]

"""What does a run look like to an editor, one finding a line?

`path:line:column: severity RULE message`, as compilers write; columns are code points from 1.
"""

from typing import TextIO

from rcolint.model import Report
from rcolint.reports.quoting import one_line
from rcolint.reports.rows import live, unread
from rcolint.reports.screen import Screen
from rcolint.reports.tally import count
from rcolint.reports.wording import verdict_sentences


def write(
    report: Report,
    stream: TextIO,
    *,
    color: bool = False,
    width: int | None = None,
    quiet: bool = False,
    **_others: object,
) -> None:
    """Writes the files that were not read, the findings, and the verdict; `quiet` leaves only the verdict."""
    screen = Screen(stream, color, width)
    if not quiet:
        for file, words in unread(report):
            screen.line(f"{screen.safe(file.path)}:1:1: {screen.paint('error', 'error')} {screen.safe(words)}")
        for row in live(report):
            finding = row.finding
            line, column = row.start
            standing = f" ({finding.standing})" if finding.standing else ""
            screen.line(
                f"{screen.safe(row.file.path)}:{line}:{column}: {screen.paint(finding.severity, finding.severity)} "
                f"{screen.safe(finding.rule)} {screen.safe(one_line(finding.message))}{standing}"
            )
    screen.line(screen.safe(" ".join(verdict_sentences(report, count(report)))))
    screen.flush()

"""Which findings does a flat report list, in which order, and what was not checked?

For the formats that show one finding after the other, each with its file and its places. Nothing here knows a format.
"""

from collections.abc import Iterator

from rcolint.model import SEVERITIES, TIERS, FileResult, Finding, Report
from rcolint.positions import LineIndex
from rcolint.reports.quoting import shown
from rcolint.reports.wording import plural
from rcolint.tuples import NamedTuple


class Row(NamedTuple):
    """A finding with the file it stands in and the lines of that file."""

    file: FileResult
    lines: LineIndex
    finding: Finding

    @property
    def start(self) -> tuple[int, int]:
        """1-based line and column in code points."""
        return self.lines.line_column(self.finding.span.start)

    @property
    def end(self) -> tuple[int, int]:
        """The same of its end, which is one past the last letter."""
        return self.lines.line_column(self.finding.span.end)


def every(report: Report) -> Iterator[Row]:
    """All findings, waived ones too, file by file in the order of the text."""
    for file in report.files:
        if findings := file.findings:
            lines = file.lines
            yield from (Row(file, lines, finding) for finding in findings)


def live(report: Report) -> Iterator[Row]:
    """The findings without a waiver, in the same order."""
    return (row for row in every(report) if row.finding.waiver is None)


def worst_first(report: Report) -> list[Row]:
    """The same, what fails the gate first, then by weight; equal ones in the order of the text."""
    gate = report.settings.gate

    def weight(row: Row) -> tuple[bool, int, int]:
        finding = row.finding
        return not gate.fails(finding), SEVERITIES.index(finding.severity), TIERS.index(finding.tier)

    return sorted(live(report), key=weight)


def address(file: FileResult) -> str:
    """The path of a file as a repository knows it."""
    return file.repository_path or file.path


def unread(report: Report) -> list[tuple[FileResult, str]]:
    """The files that should have been read and were not, or not to the end, each with a sentence about it."""
    said = [(file, f"not checked: {shown(file.reason)}") for file in report.unchecked]
    return said + [
        (file, f"{plural(file.dropped, 'more cue')} beyond the limit for one file")
        for file in report.files
        if file.dropped
    ]

"""What does a run look like in a spreadsheet?

One finding a row, waived ones with their reason, and a row for each file that was not read. Every field is quoted, and one that
a spreadsheet would take for a formula gets an apostrophe in front.
"""

import csv
from typing import TextIO

from rcolint.model import Report
from rcolint.reports.quoting import one_line, shown
from rcolint.reports.rows import every, unread

COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "severity", "tier", "rule", "slug", "family", "message", "text",
    "page", "profile", "fails_gate", "standing", "waiver", "fingerprint", "claim",
)  # fmt: skip
FORMULA = "=+-@\t\r\0＝＋－＠"


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the table with a row of names on top; lines end as RFC 4180 says."""
    table = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for file, words in unread(report):
        told = {"path": shown(file.path), "severity": "error", "message": words, "fails_gate": "yes"}
        table.writerow([safe(told.get(name, "")) for name in COLUMNS])
    for row in every(report):
        finding = row.finding
        table.writerow(
            safe(value)
            for value in (
                shown(row.file.path),
                *map(str, (*row.start, *row.end)),
                finding.severity,
                finding.tier,
                finding.rule,
                finding.slug,
                finding.family,
                one_line(finding.message),
                one_line(finding.text),
                shown(finding.page),
                row.file.profile,
                "yes" if report.settings.gate.fails(finding) else "no",
                finding.standing,
                one_line(finding.waiver.reason or "no reason given") if finding.waiver else "",
                finding.fingerprint,
                finding.claim,
            )
        )


def safe(value: str) -> str:
    """A field that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip(" ")[:1] in FORMULA and value.strip(" ") else value

"""What does a run look like to a program that reads line by line?

A line for each file that was not read, a line for each finding in the shape that it has in `rcolint/v1`, and a last line for the
run as a whole: without it the output broke off.
"""

import json
from typing import Any, TextIO

from rcolint.model import Report
from rcolint.reports.quoting import shown
from rcolint.reports.record import SCHEMA, tell_counts, tell_finding, tell_provenance
from rcolint.reports.rows import every, unread


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the lines, in ASCII."""
    stream.writelines(_line("unchecked", {"path": shown(file.path), "reason": words}) for file, words in unread(report))
    for row in every(report):
        head = {"path": shown(row.file.path), "profile": row.file.profile}
        stream.write(_line("finding", {**head, **tell_finding(row.finding, row.lines)}))
    whole = {
        "verdict": report.verdict,
        "exit_code": report.exit_code,
        "counts": tell_counts(report),
        "provenance": tell_provenance(report),
    }
    stream.write(_line("run", whole))


def _line(kind: str, told: dict[str, Any]) -> str:
    return json.dumps({"schema": SCHEMA, "type": kind, **told}, ensure_ascii=True) + "\n"

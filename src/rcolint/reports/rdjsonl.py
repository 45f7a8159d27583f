"""What does a run look like to reviewdog?

One diagnostic a line. Columns are UTF-8 bytes from 1 and the end is exclusive; where the text is not at hand, lines alone are
told. A rewrite is advice for a person and no replacement, so that there are no suggested edits.
"""

import json
from typing import Any, TextIO

from rcolint.model import Report
from rcolint.reports.quoting import one_line, shown
from rcolint.reports.rows import Row, address, live, unread

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the diagnostics, in ASCII."""
    stream.writelines(
        _line(words, {"path": shown(address(file))}, "ERROR", "not-checked") for file, words in unread(report)
    )
    for row in live(report):
        finding = row.finding
        place = {"path": shown(address(row.file)), "range": _range(row)}
        stream.write(_line(finding.message, place, SEVERITIES[finding.severity], finding.rule))


def _line(words: str, location: dict[str, Any], severity: str, code: str) -> str:
    told = {
        "source": {"name": "rcolint"},
        "message": one_line(words),
        "location": location,
        "severity": severity,
        "code": {"value": code},
    }
    return json.dumps(told, ensure_ascii=True) + "\n"


def _range(row: Row) -> dict[str, dict[str, int]]:
    span, index = row.finding.span, row.lines
    places = {"start": (span.start, row.start[0]), "end": (span.end, row.end[0])}
    if not index.exact:
        return {name: {"line": line} for name, (_, line) in places.items()}
    return {name: {"line": line, "column": index.utf8_column(at)} for name, (at, line) in places.items()}

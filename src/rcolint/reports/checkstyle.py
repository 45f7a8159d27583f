"""What does a run look like to a reader of Checkstyle XML?

Files with their errors; columns are code points from 1. There is no room for more than place, weight and message, so that what
the report rests on stands in a comment.
"""

from typing import TextIO

from rcolint.model import FileResult, Report
from rcolint.reports.basis import facts
from rcolint.reports.inert import xml
from rcolint.reports.quoting import one_line
from rcolint.reports.rows import address, live, unread

SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the files in the order of their paths; those without anything to tell, too."""
    lines: dict[int, list[str]] = {id(file): [] for file in report.files}
    for file, words in unread(report):
        lines[id(file)].append(_error(1, 1, "error", words, "rcolint.not-checked"))
    for row in live(report):
        finding = row.finding
        severity, source = SEVERITIES[finding.severity], f"rcolint.{finding.rule}"
        lines[id(row.file)].append(_error(*row.start, severity, finding.message, source))
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n')
    said = "; ".join(f"{name}: {value}" for name, value in facts(report).items())
    stream.write(f"<!-- rcolint: {xml(said).replace('--', '- -')} -->\n")
    for file in report.files:
        stream.write(_file(file, lines[id(file)]))
    stream.write("</checkstyle>\n")


def _file(file: FileResult, lines: list[str]) -> str:
    return f' <file name="{xml(address(file))}">\n{"".join(lines)} </file>\n'


def _error(line: int, column: int, severity: str, words: str, source: str) -> str:
    message = xml(one_line(words))
    return f'  <error line="{line}" column="{column}" severity="{severity}" message="{message}" source="{source}"/>\n'

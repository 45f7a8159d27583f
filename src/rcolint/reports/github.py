"""What do the annotations of a GitHub workflow look like?

One command a line. A step shows ten of each level, so the worst stand first and the rest is counted in a plain line. All that
comes from outside is escaped: neither a file name nor a quotation can end its command and begin another.
"""

from collections import Counter
from typing import TextIO

from rcolint.model import Report
from rcolint.reports.quoting import one_line, shown
from rcolint.reports.rows import Row, address, unread, worst_first
from rcolint.reports.screen import COMMAND
from rcolint.reports.wording import plural

MOST = 10  # of each level in one step
LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the annotations."""
    shut: Counter[str] = Counter()
    lines: list[str] = []
    rules = {rule.id: rule for rule in report.rules}

    def add(level: str, line: str) -> None:
        shut[level] += 1
        if shut[level] <= MOST:
            lines.append(line + "\n")

    for file, words in unread(report):
        add("error", _command("error", {"file": address(file), "title": "not checked"}, words))
    for row in worst_first(report):
        finding = row.finding
        rule = rules.get(finding.rule)
        message = [finding.message, f"Why: {rule.why}", f"Write instead: {rule.instead}"] if rule else [finding.message]
        level = LEVELS[finding.severity]
        title = f"{finding.rule} {finding.slug}{f' ({finding.standing})' if finding.standing else ''}"
        add(level, _command(level, {**_place(row), "title": title}, "\n".join(map(one_line, message))))
    lines += [f"{plural(n - MOST, f'more {level}')} not annotated: a step shows {MOST}.\n" for level, n in _over(shut)]
    stream.write("".join(lines))


def _over(shut: Counter[str]) -> list[tuple[str, int]]:
    return [(level, shut[level]) for level in LEVELS.values() if shut[level] > MOST]


def _place(row: Row) -> dict[str, str]:
    (line, column), (end_line, end_column) = row.start, row.end
    place = {"file": address(row.file), "line": str(line), "endLine": str(end_line)}
    if line == end_line:  # columns are refused for a range of lines
        if row.lines.exact:
            column, end_column = (row.lines.utf16_column(at) + 1 for at in row.finding.span)
        place |= {"col": str(column), "endColumn": str(end_column)}
    return place


def _command(level: str, properties: dict[str, str], message: str) -> str:
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {said}::{_data(message)}"


def _data(text: str) -> str:
    text = COMMAND.sub(r"\\x23", shown(text, keep="\r\n"))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

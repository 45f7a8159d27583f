"""What does a run look like to GitHub code scanning and to other readers of SARIF 2.1.0?

Code scanning refuses what its documentation does not say in one place: an end column before 1, an absolute path, a rule
without its descriptions. It takes 25,000 results, shows 5,000, and never looks at suppressions, so that waived findings are
left out. Columns are UTF-16 code units where the text is at hand, else code points, and `columnKind` says which.
"""

import json
from typing import Any, TextIO
from urllib.parse import quote

from rcolint import __version__
from rcolint.model import FileResult, Finding, Related, Report, Rule
from rcolint.positions import LineIndex, Span
from rcolint.reports.basis import facts
from rcolint.reports.inert import prose
from rcolint.reports.quoting import one_line, shown
from rcolint.reports.rows import Row, address, unread, worst_first
from rcolint.reports.wording import language_words, plural

MAX_RESULTS = 25_000  # of one run; GitHub refuses more
MAX_SHOWN = 5_000  # GitHub keeps those that weigh most
MAX_SNIPPET = 2_000  # code points
MAX_DESCRIPTION = 1_000  # characters; GitHub takes 1,024
MAX_RELATED = 100  # GitHub shows no more of one result
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"

Json = dict[str, Any]


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the report as one SARIF log with one run, in ASCII."""
    stream.write(json.dumps(_log(report), ensure_ascii=True, indent=1) + "\n")


def _log(report: Report) -> Json:
    rows = worst_first(report)
    exact = all(row.lines.exact for row in rows)
    rules = sorted(report.rules, key=lambda rule: rule.id)
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "rcolint",
        "version": report.version or __version__,
        "semanticVersion": report.version or __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits" if exact else "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that the paths start from."}}},
        "invocations": [_invocation(report, len(rows))],
        "results": [_result(row, numbers, exact) for row in rows[:MAX_RESULTS]],
        "properties": facts(report),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> Json:
    title = one_line(rule.title)
    why, instead = one_line(rule.why), one_line(rule.instead)
    basis = "; ".join(one_line(r.cite) for r in rule.references)
    markdown = [f"**Why:** {prose(rule.why)}", f"**Write instead:** {prose(rule.instead)}"]
    if rule.references:
        markdown.append("**Legal basis:** " + "; ".join(prose(r.cite) for r in rule.references))
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in one_line(rule.slug).split("-"))[:200] or rule.id,
        "shortDescription": {"text": _cut(title or rule.id)},
        "fullDescription": {"text": _cut(why or title or rule.id)},
        "help": {
            "text": f"Why: {why}\nWrite instead: {instead}" + (f"\nLegal basis: {basis}" if basis else ""),
            "markdown": "\n\n".join(markdown),
        },
        "properties": {"tags": ["risk-cue", rule.family]},
    }


def _cut(text: str) -> str:
    return text if len(text) <= MAX_DESCRIPTION else f"{text[: MAX_DESCRIPTION - 1]}…"


def _result(row: Row, numbers: dict[str, int], exact: bool) -> Json:
    finding = row.finding
    told: Json = {
        "ruleId": finding.rule,
        **({"ruleIndex": numbers[finding.rule]} if finding.rule in numbers else {}),
        "level": finding.severity,
        "message": {"text": one_line(finding.message) or finding.rule},
        "locations": [_location(row.file, row.lines, finding.span, exact)],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint}:1", "rcolintClaim": finding.claim},
        "properties": _properties(finding),
    }
    if finding.related:
        told["relatedLocations"] = [
            {**_location(row.file, row.lines, other.span, exact), "id": number, "message": {"text": _label(other)}}
            for number, other in enumerate(finding.related[:MAX_RELATED], 1)
        ]
    return told


def _properties(finding: Finding) -> Json:
    told = {"tier": finding.tier, "quoted": shown(finding.text), "page": shown(finding.page)}
    return told | ({"standing": finding.standing} if finding.standing else {})


def _label(related: Related) -> str:
    return one_line(f'{related.label} "{related.text}"' if related.text else related.label) or "see also"


def _location(file: FileResult, index: LineIndex, span: Span, exact: bool) -> Json:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(file), "uriBaseId": ROOT},
            "region": _region(index, span, exact),
        }
    }


def _region(index: LineIndex, span: Span, exact: bool) -> Json:
    (line, column), (end_line, end_column) = index.line_column(span.start), index.line_column(span.end)
    if exact:
        column, end_column = index.utf16_column(span.start) + 1, index.utf16_column(span.end) + 1
    region: Json = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    if index.exact and 0 < span.end - span.start <= MAX_SNIPPET:
        region["snippet"] = {"text": index.text[span.start : span.end]}
    return region


def _uri(file: FileResult) -> str:
    """A relative reference: everything but letters, digits, `-._~` and the slashes is percent-encoded."""
    return quote(address(file), safe="/", errors="backslashreplace")


def _invocation(report: Report, found: int) -> Json:
    """Whether all was read, and what the list of results does not tell."""
    said = [_notification("error", words, file) for file, words in unread(report)]
    if found > MAX_RESULTS:
        said.append(
            _notification("warning", f"{plural(found - MAX_RESULTS, 'cue')} of the least weight left out: {_MOST}")
        )
    elif found > MAX_SHOWN:
        said.append(_notification("note", f"GitHub shows the first {MAX_SHOWN:,} of {plural(found, 'cue')}."))
    if words := language_words(report.other_languages):
        said.append(_notification("note", f"not checked for claims: {words}"))
    said += [_notification("note", notice) for notice in report.notices]
    when = {"endTimeUtc": report.provenance.time} if report.provenance and report.provenance.time else {}
    return {
        "executionSuccessful": not report.unchecked,
        "exitCode": report.exit_code,
        **when,
        "toolExecutionNotifications": said,
    }


_MOST = f"GitHub takes {MAX_RESULTS:,} at most."


def _notification(level: str, words: str, file: FileResult | None = None) -> Json:
    told: Json = {"level": level, "message": {"text": one_line(words) or level}}
    if file is not None:
        told["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(file), "uriBaseId": ROOT}}}]
    return told

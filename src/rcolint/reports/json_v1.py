"""What does a run look like to another program?

The shape is the contract `rcolint/v1`, described by `rcolint-v1.schema.json`; it is written out field by field and is
never a dump of the model, so that the model may change. Lines and columns are 1-based code points with an exclusive
end, offsets are 0-based code points. Two runs over the same input give the same bytes.
"""

import json
from pathlib import Path
from typing import Any, TextIO

from rcolint import __version__
from rcolint.model import DISCLAIMER, FileResult, Finding, PageResult, Report, Rule, Statement
from rcolint.positions import LineIndex, Span
from rcolint.reports.quoting import shown
from rcolint.reports.tally import count
from rcolint.reports.wording import LIMITS

SCHEMA = "rcolint/v1"
SCHEMA_FILE = Path(__file__).with_name("rcolint-v1.schema.json")

Json = dict[str, Any]


def write(report: Report, stream: TextIO, *, with_copy: bool = False, **_others: object) -> None:
    """Writes the report as JSON. `with_copy` adds the text of every block, for programs that want the copy itself.

    Only ASCII is written: a lone surrogate and U+2028 stay what they are for the reader and harm no one on the way.
    """
    stream.write(json.dumps(tell(report, with_copy), ensure_ascii=True, indent=2) + "\n")


def read(text: str) -> Json:
    """The content of a report written by `write`. Raises ValueError for anything that is not `rcolint/v1`."""
    try:
        content = json.loads(text)
    except RecursionError:
        raise ValueError("this JSON is nested too deeply to be a report") from None
    name = content.get("schema") if isinstance(content, dict) else None
    if name != SCHEMA:
        raise ValueError(f"this is not a report of the shape {SCHEMA!r}: its schema is {name!r}")
    return dict(content)


def tell(report: Report, with_copy: bool = False) -> Json:
    """The report as plain lists, dictionaries, strings and numbers."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "rcolint", "version": __version__},
        "verdict": report.verdict,
        "exit_code": report.exit_code,
        "counts": _counts(report),
        "rules": {rule.id: _rule(rule) for rule in sorted(report.rules, key=lambda rule: rule.id)},
        "files": [_file(result, with_copy) for result in report.files],
        "baseline": report.baseline._asdict() if report.baseline else None,
        "skipped": {"by_suffix": dict(sorted(report.skipped))},
        "unchecked": [{"path": shown(r.path), "reason": r.reason} for r in report.unchecked],
        "provenance": _provenance(report),
    }


def _counts(report: Report) -> Json:
    tally = count(report)
    return {
        "findings": tally.live,
        "fail_gate": tally.failing,
        "waived": tally.waived,
        "cancelled": tally.cancelled,
        "dropped": tally.dropped,
        "by_severity": dict(tally.severity),
        "by_tier": dict(tally.tier),
        "by_family": dict(tally.family),
        "files": {"checked": tally.checked, "skipped": tally.skipped, "unchecked": tally.unchecked},
    }


def _provenance(report: Report) -> Json:
    settings = report.settings
    return {
        "tool": f"rcolint {__version__}",
        "pack": report.pack,
        "date": report.date,
        "profile": settings.profile,
        "tier": settings.tier,
        "gate": {"severity": settings.gate.severity, "tier": settings.gate.tier, "never": settings.gate.never},
        "select": sorted(settings.select),
        "ignore": sorted(settings.ignore),
        "notices": list(report.notices),
        "limits": LIMITS,
        "not_legal_advice": DISCLAIMER,
    }


def _rule(rule: Rule) -> Json:
    return {
        "slug": rule.slug,
        "title": rule.title,
        "why": rule.why,
        "instead": rule.instead,
        "references": [{"cite": r.cite, "title": r.title, "url": r.url, "checked": r.checked} for r in rule.references],
    }


def _file(result: FileResult, with_copy: bool) -> Json:
    index = LineIndex(result.document.text if result.document else "")
    told: Json = {
        "path": shown(result.path),
        "status": result.status,
        "reason": result.reason,
        "profile": result.profile,
        "statement": {"status": result.statement},
        "pages": [_page(page, index) for page in result.pages],
        "findings": [_finding(f, index) for f in result.findings],
        "cancelled": [
            {**_finding(f, index), "cancelled_by": f.cancelled} for page in result.pages for f in page.cancelled
        ],
        "dropped": result.dropped,
        "unchecked_languages": [
            {"language": name, "words": words, "blocks": blocks} for name, words, blocks in result.other_languages
        ],
        "notices": [
            {"message": n.message, **(_places(n.span, index) if n.span else {"start": None, "end": None})}
            for n in result.notices
        ],
    }
    if with_copy:
        told["copy"] = _copy(result, index)
    return told


def _page(page: PageResult, index: LineIndex) -> Json:
    return {
        "id": shown(page.page.id),
        "profile": page.page.profile,
        "statements": [_statement(s, index) for s in page.statements],
    }


def _statement(statement: Statement, index: LineIndex) -> Json:
    return {
        "kind": statement.kind,
        "required": statement.required,
        "status": statement.status,
        "filled": list(statement.filled),
        "missing": list(statement.missing),
        "flags": list(statement.flags),
        "text": statement.text,
        "source": shown(statement.source),
        **(_places(statement.span, index) if statement.span else {"start": None, "end": None}),
    }


def _finding(finding: Finding, index: LineIndex) -> Json:
    waiver = finding.waiver
    return {
        "rule": finding.rule,
        "slug": finding.slug,
        "family": finding.family,
        "severity": finding.severity,
        "tier": finding.tier,
        "message": finding.message,
        "text": finding.text,
        **_places(finding.span, index),
        "page": shown(finding.page),
        "block": {"role": finding.role, "carrier": finding.carrier, "path": list(finding.path)},
        "evidence": [{"source": e.source, "text": e.text, **_places(e.span, index)} for e in finding.evidence],
        "facets": list(finding.facets),
        "related": [{"label": r.label, "text": r.text, **_places(r.span, index)} for r in finding.related],
        "fingerprint": finding.fingerprint,
        "claim": finding.claim,
        "waiver": waiver._asdict() if waiver else None,
    }


def _copy(result: FileResult, index: LineIndex) -> list[Json]:
    return [
        {"text": block.text, "role": block.role, "carrier": block.carrier, **_places(block.span, index)}
        for page in result.pages
        for block in page.page.blocks
    ]


def _places(span: Span, index: LineIndex) -> Json:
    return {"start": _place(span.start, index), "end": _place(span.end, index)}


def _place(offset: int, index: LineIndex) -> Json:
    line, column = index.line_column(offset)
    return {"line": line, "column": column, "offset": offset}

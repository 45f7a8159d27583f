"""How is a run told in plain lists, dictionaries, strings and numbers?

The shape is the contract `rcolint/v1`, described by `rcolint-v1.schema.json`; it is written out field by field and is
never a dump of the model, so that the model may change. Lines and columns are 1-based code points with an exclusive
end, offsets are 0-based code points. `saved` reads what stands here; the two change together.
"""

from pathlib import Path
from typing import Any

from rcolint import __version__
from rcolint.model import DISCLAIMER, Against, FileResult, Finding, PageResult, Report, Rule, Statement
from rcolint.positions import LineIndex, Span
from rcolint.reports.quoting import shown
from rcolint.reports.repeats import Repeats
from rcolint.reports.tally import count
from rcolint.reports.wording import LIMITS

SCHEMA = "rcolint/v1"
SCHEMA_FILE = Path(__file__).with_name("rcolint-v1.schema.json")

Json = dict[str, Any]


def tell(report: Report, with_copy: bool = False) -> Json:
    """The report as plain lists, dictionaries, strings and numbers."""
    repeats = Repeats(report)
    return {
        "schema": SCHEMA,
        "tool": {"name": "rcolint", "version": report.version or __version__},
        "verdict": report.verdict,
        "exit_code": report.exit_code,
        "counts": tell_counts(report, repeats),
        "rules": {rule.id: _rule(rule) for rule in sorted(report.rules, key=lambda rule: rule.id)},
        "files": [_file(result, with_copy) for result in report.files],
        "baseline": report.baseline._asdict() if report.baseline else None,
        "against": _against(report.against) if report.against else None,
        "repeated": _repeated(repeats),
        "skipped": {"by_suffix": dict(sorted(report.skipped)), "by_reason": dict(sorted(report.reasons))},
        "unchecked": [{"path": shown(r.path), "reason": r.reason} for r in report.unchecked],
        "provenance": tell_provenance(report),
    }


def _repeated(repeats: Repeats) -> list[Json]:
    """What is said in several places: each with all of them, in the order of the files."""
    spoken = {file.path: file for group in repeats.groups for file, _ in group}
    indexes = {path: file.lines for path, file in spoken.items()}
    return [
        {
            "rule": group[0][1].rule,
            "claim": group[0][1].claim,
            "text": group[0][1].text,
            "places": [{"path": shown(file.path), **_places(f.span, indexes[file.path])} for file, f in group],
        }
        for group in repeats.groups
    ]


def tell_counts(report: Report, repeats: Repeats | None = None) -> Json:
    """How many of what."""
    tally = count(report)
    repeats = repeats or Repeats(report)
    return {
        "findings": tally.live,
        "different": tally.live - repeats.spared,
        "read": {**tally.read._asdict(), "languages": list(tally.read.languages)},
        "fail_gate": tally.failing,
        "waived": tally.waived,
        "cancelled": tally.cancelled,
        "own_names": tally.own_names,
        "dropped": tally.dropped,
        "by_severity": dict(tally.severity),
        "by_tier": dict(tally.tier),
        "by_family": dict(tally.family),
        "files": {"checked": tally.checked, "skipped": tally.skipped, "unchecked": tally.unchecked},
    }


def _against(against: Against) -> Json:
    fixed = [{**one._asdict(), "path": shown(one.path)} for one in against.fixed]
    return {**against._asdict(), "path": shown(against.path), "fixed": fixed, "differs": list(against.differs)}


def tell_provenance(report: Report) -> Json:
    """What the run rests on, and what it is not."""
    settings = report.settings
    return {
        "tool": f"rcolint {report.version or __version__}",
        "pack": report.pack,
        "date": report.date,
        "record": _record(report),
        "profile": settings.profile,
        "tier": settings.tier,
        "gate": settings.gate._asdict(),
        "select": sorted(settings.select),
        "ignore": sorted(settings.ignore),
        "notices": list(report.notices),
        "limits": LIMITS,
        "not_legal_advice": DISCLAIMER,
    }


def _record(report: Report) -> Json | None:
    basis = report.provenance
    if basis is None:
        return None
    return {
        "rules": basis.rules,
        "settings": basis.settings,
        "inputs": basis.inputs,
        "asked": dict(basis.asked),
        "sources": [{"path": shown(path), "sha256": digest} for path, digest in basis.sources],
        "commit": basis.commit or None,
        "dirty": basis.dirty,
        "time": basis.time or None,
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
    index = result.lines
    told: Json = {
        "path": shown(result.path),
        "repository_path": shown(result.repository_path) or None,
        "status": result.status,
        "reason": result.reason,
        "profile": result.profile,
        "sha256": result.digest or None,
        "statement": {"status": result.statement},
        "pages": [_page(page, index) for page in result.pages],
        "findings": [tell_finding(f, index) for f in result.findings],
        "cancelled": [
            {**tell_finding(f, index), "cancelled_by": f.cancelled} for page in result.pages for f in page.cancelled
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
        told["language"] = result.document.language if result.document else None
        told["source"] = result.document.text if result.document else None
        told["copy"] = _copy(result, index)
    return told


def _page(page: PageResult, index: LineIndex) -> Json:
    return {
        "id": shown(page.page.id),
        "profile": page.page.profile,
        "kind": page.page.kind,
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


def tell_finding(finding: Finding, index: LineIndex) -> Json:
    """A finding with its places."""
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
        "standing": finding.standing or None,
        "waiver": waiver._asdict() if waiver else None,
    }


def _copy(result: FileResult, index: LineIndex) -> list[Json]:
    return [
        {
            "text": block.text,
            "role": block.role,
            "carrier": block.carrier,
            **_places(block.span, index),
            "page": number,
            "headings": list(block.headings),
            "path": list(block.path),
            "level": block.level,
            "visibility": list(block.visibility),
            "runs": [list(run) for run in block.map.runs],
        }
        for number, page in enumerate(result.pages)
        for block in page.page.blocks
    ]


def _places(span: Span, index: LineIndex) -> Json:
    return {"start": _place(span.start, index), "end": _place(span.end, index)}


def _place(offset: int, index: LineIndex) -> Json:
    line, column = index.line_column(offset)
    return {"line": line, "column": column, "offset": offset}

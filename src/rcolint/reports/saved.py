"""What did an earlier run say?

Makes a Report of the plain content that `record` tells, field by field. A saved report comes from anywhere: what does not
fit is a ValueError that names its place, and nothing in it is taken for granted.
"""

import json
from typing import Any

from rcolint.expressions import Expression
from rcolint.model import (
    SEVERITIES,
    STANDINGS,
    STATEMENT_STATES,
    TIERS,
    Against,
    Amount,
    Baseline,
    Document,
    Evidence,
    FileResult,
    Finding,
    Fixed,
    Gate,
    Notice,
    OtherLanguage,
    Page,
    PageResult,
    Provenance,
    Reference,
    Related,
    Report,
    Rule,
    Settings,
    Statement,
    TextBlock,
    Waiver,
)
from rcolint.positions import KnownPlaces, SourceMap
from rcolint.reports.fields import Node
from rcolint.reports.record import SCHEMA

_RULE = Expression(r"[A-Z]{3}[0-9]{3}\Z")
_STATES = ("checked", "skipped", "unchecked")
_VERDICTS = ("findings", "no-findings", "unchecked")


def loaded(text: str) -> dict[str, Any]:
    """The content of a report as plain lists and dictionaries. Raises ValueError for any other JSON."""
    try:
        content = json.loads(text)
    except RecursionError:
        raise ValueError("this JSON is nested too deeply to be a report") from None
    name = content.get("schema") if isinstance(content, dict) else None
    if name != SCHEMA:
        raise ValueError(f"this is not a report of the shape {SCHEMA!r}: its schema is {name!r}")
    return dict(content)


def report_of(content: dict[str, Any]) -> Report:
    """The report that a content tells."""
    top = Node(content, "")
    basis = top.node("provenance")
    settings = Settings(
        basis.maybe("profile", str),
        basis.one_of("tier", TIERS),
        _gate(basis.node("gate")),
        basis.texts("select"),
        basis.texts("ignore"),
    )
    by_suffix = top.node("skipped").node("by_suffix")
    by_reason = top.node("skipped").perhaps("by_reason", _numbers)
    return Report(
        tuple(_file(file) for file in top.nodes("files")),
        tuple(_rule(name, top.node("rules").node(name)) for name in top.node("rules").names()),
        top.one_of("verdict", _VERDICTS),
        min(3, top.number("exit_code")),
        settings,
        tuple((suffix, by_suffix.number(suffix)) for suffix in by_suffix.names()),
        basis.texts("notices"),
        basis.text("pack"),
        basis.text("date"),
        top.perhaps("baseline", _baseline),
        top.perhaps("against", _against),
        basis.perhaps("record", _provenance),
        top.node("tool").text("version"),
        by_reason or (),
        top.node("counts").perhaps("read", _amount),
    )


def _numbers(node: Node) -> tuple[tuple[str, int], ...]:
    return tuple((name, node.number(name)) for name in node.names())


def _amount(node: Node) -> Amount:
    return Amount(node.number("blocks"), node.number("words"), node.texts("languages"))


def _gate(node: Node) -> Gate:
    return Gate(
        node.one_of("severity", SEVERITIES),
        node.one_of("tier", TIERS),
        node.get("never", bool),
        node.get("new", bool, False),
    )


def _baseline(node: Node) -> Baseline:
    return Baseline(node.text("path"), node.number("known"), node.number("fixed"), node.text("oldest"))


def _against(node: Node) -> Against:
    fixed = tuple(
        Fixed(
            one.text("path"),
            one.text("rule"),
            one.text("slug"),
            one.one_of("severity", SEVERITIES),
            one.one_of("tier", TIERS),
            one.text("text"),
            one.number("line"),
            one.text("fingerprint"),
        )
        for one in node.nodes("fixed")
    )
    new, still, waived = (node.number(name) for name in ("new", "still", "waived"))
    return Against(node.text("path"), new, still, waived, fixed, node.number("unread"), node.texts("differs"))


def _provenance(node: Node) -> Provenance:
    asked = node.node("asked")
    return Provenance(
        node.text("rules"),
        node.text("settings"),
        node.text("inputs"),
        tuple((name, asked.text(name)) for name in asked.names()),
        tuple((one.text("path"), one.text("sha256")) for one in node.nodes("sources")),
        node.maybe("commit", str) or "",
        node.maybe("dirty", bool),
        node.maybe("time", str) or "",
    )


def _rule(name: str, node: Node) -> Rule:
    references = tuple(
        Reference(one.text("cite"), one.text("title"), one.text("url"), one.get("checked", bool))
        for one in node.nodes("references")
    )
    why, instead = node.text("why"), node.text("instead")
    return Rule(_rule_id(name), node.text("slug"), node.text("title"), "", (), why, instead, references, (), (), "")


def _rule_id(name: str) -> str:
    if not _RULE.match(name):
        raise ValueError(f"{name!r} is no id of a rule")
    return name


def _file(node: Node) -> FileResult:
    path, source = node.text("path"), node.maybe("source", str)
    findings = [_finding(one, path) for one in node.nodes("findings")]
    cancelled = [_finding(one, path) for one in node.nodes("cancelled")]
    languages = tuple(
        OtherLanguage(one.text("language"), one.number("words"), one.number("blocks"))
        for one in node.nodes("unchecked_languages", [])
    )
    return FileResult(
        path,
        node.one_of("status", _STATES),
        node.text("reason"),
        node.text("profile"),
        _pages(node, findings, cancelled, languages),
        Document(path, source, node.text("language")) if source is not None else None,
        tuple(Notice(one.text("message"), one.span_or_none()) for one in node.nodes("notices")),
        node.number("dropped"),
        node.maybe("sha256", str) or "",
        node.maybe("repository_path", str) or "",
        known=KnownPlaces(_places(node.data)) if source is None else None,
    )


def _pages(
    node: Node, findings: list[Finding], cancelled: list[Finding], languages: tuple[OtherLanguage, ...]
) -> tuple[PageResult, ...]:
    pages = node.nodes("pages")
    if not pages and (findings or cancelled or languages):
        raise ValueError(f"{node.place} holds findings and no page")
    ids = [page.text("id") for page in pages]
    live, taken_back = _dealt(findings, ids), _dealt(cancelled, ids)
    copy = _blocks(node, len(pages))
    return tuple(
        PageResult(
            Page(page.text("id"), page.text("profile"), page.text("kind", "unknown"), tuple(copy[at])),
            tuple(_statement(one) for one in page.nodes("statements")),
            tuple(live[at]),
            tuple(taken_back[at]),
            languages if at == 0 else (),
        )
        for at, page in enumerate(pages)
    )


def _dealt(findings: list[Finding], ids: list[str]) -> list[list[Finding]]:
    """The findings of each page. They stand in the order of the pages, so that the order of all stays what it was."""
    pages: list[list[Finding]] = [[] for _ in ids]
    at = 0
    for finding in findings:
        if finding.page in ids[at:]:
            at = ids.index(finding.page, at)
        pages[at].append(finding)
    return pages


def _blocks(node: Node, pages: int) -> list[list[TextBlock]]:
    found: list[list[TextBlock]] = [[] for _ in range(pages)]
    for one in node.nodes("copy", []):
        block = TextBlock(
            one.text("text"),
            SourceMap(_run(run, one.path("runs")) for run in one.get("runs", list)),
            one.text("role"),
            one.text("carrier"),
            one.texts("headings"),
            one.texts("path"),
            one.texts("visibility"),
            one.number("level"),
        )
        if len(block.text) != block.map.length:
            raise ValueError(f"{one.place} has a map of another length than its text")
        number = one.number("page")
        if number >= pages:
            raise ValueError(f"{one.path('page')} is {number}, and there are {pages}")
        found[number].append(block)
    return found


def _run(run: object, place: str) -> tuple[int, int, int, int]:
    if not isinstance(run, list) or len(run) != 4 or not all(type(number) is int for number in run):
        raise ValueError(f"{place} holds something that is no run of four numbers")
    start, end, source_start, source_end = run
    return start, end, source_start, source_end


def _finding(node: Node, origin: str) -> Finding:
    block = node.node("block")
    standing = node.maybe("standing", str) or ""
    if standing and standing not in STANDINGS:
        raise ValueError(f"{node.path('standing')} is {standing!r}")
    return Finding(
        _rule_id(node.text("rule")),
        node.text("slug"),
        node.one_of("severity", SEVERITIES),
        node.one_of("tier", TIERS),
        node.text("message"),
        node.text("text"),
        node.span(),
        node.text("page"),
        block.text("role"),
        block.text("carrier"),
        block.texts("path"),
        tuple(Evidence(one.text("source"), one.text("text"), one.span()) for one in node.nodes("evidence")),
        node.texts("facets"),
        tuple(Related(one.text("label"), one.text("text"), one.span()) for one in node.nodes("related")),
        node.perhaps("waiver", _waiver),
        node.text("cancelled_by", ""),
        standing,
        (node.text("fingerprint"), node.text("claim")),
        origin=origin,
    )


def _waiver(node: Node) -> Waiver:
    return Waiver(*(node.text(name) for name in Waiver._fields))


def _statement(node: Node) -> Statement:
    return Statement(
        node.text("kind"),
        node.maybe("required", bool),
        node.one_of("status", STATEMENT_STATES),
        node.texts("filled"),
        node.texts("missing"),
        node.texts("flags"),
        node.text("text"),
        node.span_or_none(),
        node.text("source", ""),
    )


def _places(data: object) -> list[tuple[int, int, int]]:
    """Every place that is told anywhere in a file."""
    if isinstance(data, list):
        return [place for one in data for place in _places(one)]
    if not isinstance(data, dict):
        return []
    if set(data) == {"line", "column", "offset"}:
        node = Node(data, "a place")
        return [(node.number("offset"), node.number("line"), node.number("column"))]
    return [place for one in data.values() for place in _places(one)]

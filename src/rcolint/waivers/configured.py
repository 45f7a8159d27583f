"""Which entries of a configuration waive a finding?

For files that cannot hold a comment (JSON, CSV) or that nobody may edit. An entry names the rule, the file, and the quoted words or
the key path; it must say why. An entry that waives nothing is reported where it stands in the configuration.
"""

import os
from collections.abc import Sequence

from rcolint.config.opened import Config
from rcolint.model import Document, FileResult, Finding, Page, PageResult, Rule, Waiver
from rcolint.positions import LineIndex, Span
from rcolint.text import words_of
from rcolint.tuples import NamedTuple
from rcolint.waivers import Quoted, fault, finding_about, holds


class Entry(NamedTuple):
    """One entry: what it waives, why, and where it stands in which configuration file."""

    rule: str  # id or slug, lower case
    path: str  # real path of the file; empty: any
    text: str  # the quoted words or their whole sentence, folded; empty: any
    key: str  # key path joined by dots, or a row; empty: any
    waiver: Waiver
    config: Document
    span: Span


def entry(fields: dict[str, str], folder: str, config: Document, span: Span) -> Entry:
    """The waiver that an entry of a configuration in `folder` means."""
    path = fields.get("path", "")
    return Entry(
        fields.get("rule", "").lower(),
        os.path.normpath(os.path.join(folder, path)) if path else "",
        folded(fields.get("text", "")),
        fields.get("key", ""),
        Waiver(fields.get("reason", "").strip(), fields.get("owner", ""), fields.get("until", ""), "configuration"),
        config,
        span,
    )


def waivers_of(config: Config) -> list[Entry]:
    """The waivers that a configuration and what it extends hold."""
    found: list[Entry] = []
    for layer, node in config.nodes("waivers"):
        document = Document(layer.tree.shown, layer.tree.text, "yaml")
        for one in node.value:
            fields = {name: str(inner.value) for name, inner in one.value.items() if inner.value is not None}
            line = LineIndex(document.text).line_span(layer.tree.line_of(one))
            found.append(entry(fields, layer.folder, document, line))
    return found


def folded(text: str) -> str:
    """The words of a quotation in lower case: what is compared."""
    return " ".join(words_of(text))


class Entries:
    """The entries of all configurations of a run, and which of them were used."""

    def __init__(self, today: str) -> None:
        self.today = today
        self._seen: dict[tuple[str, Span], Entry] = {}
        self._used: set[tuple[str, Span]] = set()
        self._files: set[str] = set()

    def apply(self, result: FileResult, real: str, entries: Sequence[Entry]) -> FileResult:
        """The result with the waivers of its configuration on its findings."""
        self._files.add(real)
        for one in entries:
            self._seen.setdefault((one.config.path, one.span), one)
        if not entries or not result.findings:
            return result
        pages = tuple(
            page._replace(findings=tuple(self._waived(f, real, entries) for f in page.findings))
            for page in result.pages
        )
        return result._replace(pages=pages)

    def _waived(self, finding: Finding, real: str, entries: Sequence[Entry]) -> Finding:
        for one in entries:
            if finding.waiver is None and _fits(one, finding, real):
                self._used.add((one.config.path, one.span))
                if holds(one.waiver, self.today):
                    return finding._replace(waiver=one.waiver)
        return finding

    def about(self, rules: Sequence[Rule]) -> list[FileResult]:
        """What is wrong with entries that could have been used in this run: a result for each configuration file."""
        by_config: dict[str, list[Finding]] = {}
        documents: dict[str, Document] = {}
        for key, one in sorted(self._seen.items()):
            if one.path and one.path not in self._files and os.path.lexists(one.path):
                continue  # its file was not part of this run
            slug, words = fault(one.waiver, key in self._used, self.today)
            text = one.config.text[one.span.start : one.span.end]
            found = finding_about(slug, words, Quoted(text, one.span), rules, one.config.path) if slug else None
            if found:
                documents[one.config.path] = one.config
                by_config.setdefault(one.config.path, []).append(found)
        return [_result(documents[path], found) for path, found in by_config.items()]


def _fits(one: Entry, finding: Finding, real: str) -> bool:
    return (
        one.rule in (finding.rule.lower(), finding.slug)
        and (not one.path or one.path == real)
        and (not one.text or one.text in (folded(finding.text), folded(finding.sentence)))
        and (not one.key or one.key in (".".join(finding.path), finding.page.rpartition("#")[2]))
    )


def _result(config: Document, findings: list[Finding]) -> FileResult:
    page = Page(config.path, "ruo", "policy", (), fragment=True)
    return FileResult(
        config.path, "checked", pages=(PageResult(page, (), tuple(findings)),), profile="ruo", document=config
    )

"""What do the tests of the core share: copy with its expectation in guillemets, and small rule folders of their own?"""

from functools import cache
from pathlib import Path
from textwrap import dedent

from rcolint.engine import Judge, check_document, prepare
from rcolint.model import Document, FileResult, Finding, Reading, Settings, TextBlock
from rcolint.positions import SourceMap
from rcolint.readers import read
from rcolint.ruleset.pack import Pack, load
from rcolint.text import Passage


def bare(marked: str) -> str:
    """The copy without its marks."""
    return marked.replace("«", "").replace("»", "")


def spans(marked: str) -> list[str]:
    """The marked stretches, in the order of the text."""
    return [part.split("»")[0] for part in marked.split("«")[1:]]


def block(
    text: str,
    role: str = "paragraph",
    carrier: str = "body",
    headings: tuple[str, ...] = (),
    path: tuple[str, ...] = (),
) -> TextBlock:
    """A block that stands in its document letter by letter."""
    return TextBlock(text, SourceMap.identity(len(text)), role, carrier, headings, path)


def passage(text: str) -> Passage:
    """A paragraph cut into words."""
    return Passage(block(text))


@cache
def shipped() -> Pack:
    """The rules that rcolint ships."""
    return load()


@cache
def judge(*select: str) -> Judge:
    """The shipped rules, or some of them."""
    return prepare(shipped(), Settings(select=select))


def check_block(one: TextBlock, judge_: Judge | None = None, profile: str = "ruo", tier: str = "audit") -> FileResult:
    """A single block as a fragment of a page."""
    settings = Settings(profile=profile, tier=tier, fragment=True)
    return check_document(Document("piece.md", one.text, "markdown"), Reading((one,)), judge_ or judge(), settings)


def check_page(
    text: str, path: str = "page.md", profile: str = "ruo", tier: str = "audit", language: str = "markdown"
) -> FileResult:
    """A whole page as a person would keep it in a shop's folder."""
    document = Document(path, text, language)
    return check_document(document, read(document), judge(), Settings(profile=profile, tier=tier))


def findings(
    text: str, *select: str, role: str = "paragraph", carrier: str = "body", profile: str = "ruo"
) -> list[Finding]:
    """What the shipped rules (or some of them) find in one block."""
    return list(check_block(block(text, role, carrier), judge(*select), profile).findings)


def gate(text: str, **where: str) -> list[Finding]:
    """The findings of one block that may fail a build."""
    return [f for f in findings(text, **where) if f.tier == "gate"]


RULE = """\
id: {id}
slug: {slug}
title: Says what the test looks for
family: {family}
kind: {kind}
look_for: {look_for}
{extra}variants:
  - {{severity: error, tier: gate}}
unless: {unless}
message: '"{{match}}" is what the test looks for.'
why: Because the test says so.
instead: Something else.
references:
  - {{cite: "Test 1"}}
"""
LIST = "list: {name}\nabout: Words of a test.\n{extra}groups:\n  all: {entries}\n"


def rule_text(
    *look_for: str,
    id: str = "RCO101",
    slug: str = "tested",
    kind: str = "claim",
    family: str = "therapeutic",
    extra: str = "",
    unless: str = "[code]",
) -> str:
    """The first document of a rule file."""
    lines = "[" + ", ".join(f"'{line}'" for line in look_for) + "]"
    return RULE.format(id=id, slug=slug, kind=kind, family=family, look_for=lines, extra=extra, unless=unless)


def list_text(name: str, *entries: str, extra: str = "") -> str:
    """A word list of one group; an entry is what YAML says it is."""
    return LIST.format(name=name, extra=extra, entries="[" + ", ".join(entries) + "]")


def folder(at: Path, files: dict[str, str]) -> Path:
    """A rules folder with these files; word lists are named `words/...`."""
    (at / "words").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (at / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return at

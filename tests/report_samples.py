"""Reports made by hand for the tests of the output formats: no reader, no rule file and no engine takes part.

`document` cuts a short Markdown-like text into blocks with exact maps; `find` makes a finding from words in it.
"""

import os
import re
from io import BytesIO, TextIOWrapper
from pathlib import Path

from rcolint import __version__
from rcolint.model import (
    Document,
    FileResult,
    Finding,
    Gate,
    Notice,
    OtherLanguage,
    Page,
    PageResult,
    Reference,
    Related,
    Report,
    Rule,
    Settings,
    Statement,
    TextBlock,
    Variant,
    Waiver,
)
from rcolint.positions import SourceMap, Span
from rcolint.reports import load

BASIS = (
    Reference("21 U.S.C. 321(g)(1)(B)", "What a drug is", "https://www.govinfo.gov/app/details/USCODE", True),
    Reference("21 CFR 101.93(g)", "Disease claims"),
)


def rule(id: str, slug: str, title: str, why: str, instead: str, references: tuple[Reference, ...] = BASIS) -> Rule:
    """A rule as it runs; only what reports look at is filled in."""
    return Rule(id, slug, title, "claim", (Variant("error", "gate", ""),), why, instead, references, (), (), "x.yaml:1")


RULES = (
    rule(
        "RCO101",
        "disease-treated",
        "Says that the product treats, cures or relieves a disease",
        "A product that is said to act on a disease reads as a drug, whatever else the page says. Wording of this kind "
        "shows what the product is meant for.",
        "Remove the outcome. State identity, purity and assay data.",
    ),
    rule(
        "RCO201",
        "function-changed",
        "Says that the product changes how the body works",
        "An effect on a function of the body reads as an intended use in people.",
        "Name the target that was measured and the assay, without a benefit.",
    ),
    rule(
        "RCO301",
        "amount-and-schedule",
        "Gives an amount together with a schedule",
        "An amount to take and how often are directions for use in people.",
        "Give the fill weight and the concentration of the stock solution only.",
        (Reference("21 CFR 201.128", "Meaning of intended uses", "https://www.ecfr.gov/x", False),),
    ),
    rule(
        "RCO702",
        "statement-weak",
        "The research-use statement lacks a required element",
        "A statement that restricts nothing does not say what the product is for.",
        "Use the fixed text: for laboratory research use only, not for human or animal use.",
        (),
    ),
)
TITLES = {r.id: r for r in RULES}


def document(text: str, path: str = "shop/calmadex.md") -> tuple[Document, tuple[TextBlock, ...]]:
    """A document and its blocks, line by line: # heading, - item, > quote, | row |, key: value, <!-- comment -->."""
    blocks: list[TextBlock] = []
    start, inside = 0, False
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        body = line.rstrip("\n")
        if body == "---":
            inside = not inside
        elif body.strip():
            blocks.append(_block(body, start, inside))
        start += len(line)
    return Document(path, text, "markdown"), tuple(blocks)


def _block(line: str, at: int, inside: bool) -> TextBlock:
    if inside:
        key, _, value = line.partition(": ")
        carrier = "title" if key == "title" else "meta"
        return TextBlock(value, SourceMap.identity(len(value), at + len(key) + 2), "value", carrier, path=(key,))
    if line.startswith("<!-- "):
        inner = line[5:-4]
        return TextBlock(inner, SourceMap.identity(len(inner), at + 5), "comment", "comment", visibility=("hidden",))
    if line.startswith("| "):
        return _row(line, at)
    hashes = len(line) - len(line.lstrip("#"))
    for opening, role in (("#" * hashes + " ", "heading"), ("- ", "list-item"), ("> ", "quote")):
        if len(opening) > 1 and line.startswith(opening):
            return _prose(line[len(opening) :], at + len(opening), role, hashes)
    return _prose(line, at, "paragraph", 0)


def _prose(text: str, at: int, role: str, level: int) -> TextBlock:
    """Text without its ** and with &amp; as an opaque run, as a reader of Markdown would hand it on."""
    runs: list[tuple[int, int, int, int]] = []
    out, source = "", 0
    while source < len(text):
        if text.startswith("**", source):
            source += 2
            continue
        width = 5 if text.startswith("&amp;", source) else 1
        runs.append((len(out), len(out) + 1, at + source, at + source + width))
        out += text[source]
        source += width
    return TextBlock(out, SourceMap(runs), role, level=level)


def _row(line: str, at: int) -> TextBlock:
    runs: list[tuple[int, int, int, int]] = []
    out, source = "", 2
    cells = line[2:-2].split(" | ")
    for number, cell in enumerate(cells):
        if number:
            runs.append((len(out), len(out) + 3, at + source, at + source))
            out += " | "
            source += 3
        runs.append((len(out), len(out) + len(cell), at + source, at + source + len(cell)))
        out += cell
        source += len(cell)
    return TextBlock(out, SourceMap(runs), "cell")


def find(
    document: Document,
    words: str,
    rule: str = "RCO101",
    severity: str = "error",
    tier: str = "gate",
    message: str = "",
    waiver: Waiver | None = None,
    cancelled: str = "",
    related: tuple[Related, ...] = (),
    page: str = "",
) -> Finding:
    """The finding of a rule on the first place where `words` stand in the document."""
    start = document.text.index(words) if words else 0
    return Finding(
        rule=rule,
        slug=TITLES[rule].slug if rule in TITLES else "made-up",
        severity=severity,
        tier=tier,
        message=message or f'"{words.replace("**", "")}" says that the product acts on a disease.',
        text=words.replace("**", ""),
        span=Span(start, start + len(words)),
        page=page or document.path,
        role="paragraph",
        carrier="body",
        path=(),
        sentence=words.lower(),
        ordinal=1,
        origin=document.path,
        waiver=waiver,
        cancelled=cancelled,
        related=related,
    )


def result(
    document: Document,
    blocks: tuple[TextBlock, ...],
    findings: tuple[Finding, ...] = (),
    statements: tuple[Statement, ...] = (),
    cancelled: tuple[Finding, ...] = (),
    notices: tuple[Notice, ...] = (),
    dropped: int = 0,
    other_languages: tuple[OtherLanguage, ...] = (),
) -> FileResult:
    """A checked file of one page."""
    page = Page(document.path, "ruo", "product", blocks)
    pages = (PageResult(page, statements, findings, cancelled, other_languages),)
    return FileResult(document.path, "checked", "", "ruo", pages, document, notices, dropped)


def report(*files: FileResult, gate: Gate | None = None, **others: object) -> Report:
    """A report whose verdict follows from its files."""
    settings = Settings(gate=gate or Gate())
    found = [f for file in files for f in file.findings if f.waiver is None]
    unchecked = any(file.status == "unchecked" for file in files)
    fails = any(settings.gate.fails(f) for f in found)
    return Report(
        files=files,
        rules=RULES,
        verdict="findings" if found else "unchecked" if unchecked else "no-findings",
        exit_code=3 if unchecked else int(fails),
        settings=settings,
        pack=f"{__version__}+5f2c9e",
        date="2026-03-02",
        **others,  # type: ignore[arg-type]
    )


CARELESS = """\
---
title: Calmadex 10 mg | ease your anxiety
description: A calm mind, every day
---
# Calmadex

Calmadex **treats anxiety** & low mood, and it treats migraine within an hour of the first vial being opened, as our customers keep telling us in their letters from all over the country.

## Why people buy it

- Supports healthy sleep
- Take 250 mcg twice a day, before bed
- Reduces pain & swelling

| Parameter | Value |
| Purity | 99.1 % |
| Dose | 250 mcg twice a day |

> It took my headaches away.

<!-- treats insomnia too -->

For research purposes only.
"""


def careless() -> FileResult:
    """A product page with findings of several families, two of them on overlapping words."""
    doc, blocks = document(CARELESS)
    weak = find(
        doc,
        "For research purposes only.",
        "RCO702",
        "warning",
        "gate",
        "The statement says what the product is for and does not exclude use in people.",
    )
    statement = Statement(
        "ruo",
        True,
        "weak",
        ("restriction",),
        ("exclusion-human", "exclusion-animal"),
        ("contradicted",),
        "For research purposes only.",
        weak.span,
    )
    dose = "Take 250 mcg twice a day"
    findings = (
        find(doc, "ease your anxiety", message='"ease your anxiety" names a disease as the benefit.'),
        find(doc, "Calmadex **treats anxiety** & low mood"),
        find(doc, "treats anxiety** & low mood, and it treats migraine", "RCO201", "warning", "review"),
        find(doc, "Supports healthy sleep", "RCO201", "warning", "review", '"Supports healthy sleep" is an effect.'),
        find(
            doc,
            dose,
            "RCO301",
            message=f'"{dose}" is an amount with a schedule.',
            related=(Related("the research-use statement it contradicts", "For research purposes only.", weak.span),),
        ),
        find(doc, "Reduces pain", waiver=Waiver("quoted from the assay sheet", "J. Roe", "2026-06-30")),
        find(doc, "It took my headaches away", "RCO101", "note", "review"),
        find(doc, "treats insomnia"),
        weak,
    )
    taken_back = find(doc, "healthy sleep", "RCO201", cancelled="data: in rats")
    return result(doc, blocks, findings, (statement,), (taken_back,), (Notice("decoded as cp1252", None),))


def careful() -> FileResult:
    """A page with a complete statement and nothing found."""
    doc, blocks = document(
        "# Buffer kit\n\nFor laboratory research use only. Not for human or animal use.\n", "shop/buffer.md"
    )
    text = "For laboratory research use only. Not for human or animal use."
    start = doc.text.index(text)
    statement = Statement(
        "ruo",
        True,
        "ok",
        ("restriction", "exclusion-human", "exclusion-animal"),
        ("exclusion-medicine",),
        (),
        text,
        Span(start, start + len(text)),
    )
    return result(doc, blocks, (), (statement,))


def weak_only() -> FileResult:
    """A page on which only the statement is to be looked at, and where most of the copy was not read."""
    doc, blocks = document("# Vial\n\nFor research.\n", "shop/vial.md")
    span = Span(doc.text.index("For"), len(doc.text) - 1)
    return result(
        doc,
        blocks,
        (),
        (Statement("ruo", True, "weak", ("restriction",), ("exclusion-human",), (), "For research.", span),),
        other_languages=(OtherLanguage("German", 1240, 31), OtherLanguage("Arabic script", 300, 8)),
    )


def unchecked() -> FileResult:
    """A file that should have been read and was not."""
    return FileResult("shop/old.md", "unchecked", "not valid UTF-8 at byte 17; save it as UTF-8 or name its encoding")


def pictured() -> FileResult:
    """A claim behind a letter that is one code point, two UTF-16 units and four UTF-8 bytes."""
    doc, blocks = document("# Vial 🧪\n\n🧪 treats pain\n", "shop/🧪 100%.md")
    return result(doc, blocks, (find(doc, "treats pain"),))


def one() -> FileResult:
    """A page with one finding."""
    doc, blocks = document("# Vial\n\nIt treats pain.\n", "shop/vial.md")
    return result(doc, blocks, (find(doc, "treats pain"),))


def acting() -> FileResult:
    """A page whose copy and whose name try to act on every kind of reader: runners, forges, spreadsheets, parsers."""
    text = (
        "=1+1 `treats` pain ]]> --> ::error::x ##vso[x] @team ![x](http://evil.test/x) <b>&amp;</b>\x1b[31m\ufffe #12\n"
    )
    doc, blocks = document(text, "a,b:c\n::error::x%.md")
    words = text.rstrip("\n")
    return result(
        doc, blocks, (find(doc, words), find(doc, "`treats` pain", message="::stop-commands::x\r\n::error::y"))
    )


def hostile() -> FileResult:
    """A page, a path, a quotation and a waiver that each try to act on whoever shows them."""
    text = "# </script><!--<script>\n\n\u2028treats \ud800pain\x00\u2029 now\n"
    doc, blocks = document(text, 'a\n"><x\udcff.md')
    more = (Related("“label”", "\udc00", Span(0, 1)),)
    return result(doc, blocks, (find(doc, "treats \ud800pain\x00", waiver=Waiver("\u202e"), related=more),))


def whole() -> Report:
    """A run with every kind of file."""
    return report(
        careful(),
        careless(),
        unchecked(),
        weak_only(),
        skipped=((".css", 2), (".png", 14)),
        notices=("1 picture was not looked at",),
    )


def written(name: str, run: Report, encoding: str = "utf-8", **options: object) -> str:
    """What a report writes to a stream of an encoding, with line breaks as they are."""
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding, newline="")
    load(name)(run, stream, **options)
    stream.flush()
    return raw.getvalue().decode(encoding)


def assert_golden(name: str, text: str) -> None:
    """Compares with tests/golden; RCOLINT_GOLDEN=write in the environment writes the file anew."""
    told = text.replace(__version__, "VERSION")
    file = Path(__file__).parent / "golden" / name
    if os.environ.get("RCOLINT_GOLDEN") == "write":
        file.write_text(told, encoding="utf-8", newline="")
    assert told == file.read_bytes().decode("utf-8")

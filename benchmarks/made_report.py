"""What run is the HTML report measured on?

Reports put together by hand, the same at every call: pages of an invented shop in the sentences of `made_copy`, each with as
many findings as asked for. No reader and no check takes part, so that only the report is measured.
"""

from benchmarks.made_copy import Writer

from rcolint.model import (
    Amount,
    Document,
    Evidence,
    FileResult,
    Finding,
    Gate,
    Page,
    PageResult,
    Report,
    Settings,
    Statement,
    TextBlock,
)
from rcolint.positions import SourceMap, Span
from rcolint.ruleset.pack import load

RULES = ("RCO101", "RCO105", "RCO201", "RCO202", "RCO301", "RCO304", "RCO405", "RCO501", "RCO601")
SEVERITIES = ("error", "error", "warning", "note")
TIERS = ("gate", "gate", "review")
STATEMENT = "For research purposes only."


def made_report(pages: int, findings: int) -> Report:
    """A run over so many files of one page, with so many findings each; one sentence in eight stands on many pages."""
    writer = Writer(7)
    rules = tuple(rule for rule in load().rules if rule.id in RULES)
    often = [writer.sentence("claim") for _ in range(40)]
    files = tuple(_file(writer, number, findings, often) for number in range(pages))
    read = Amount(sum(len(f.pages[0].page.blocks) for f in files), 0, ("English",))  # a run counts while it reads
    return Report(files, rules, "findings", 1, Settings(gate=Gate()), pack="made", date="2026-03-02", read=read)


def _file(writer: Writer, number: int, findings: int, often: list[str]) -> FileResult:
    path = f"shop/{number % 40:02d}/page-{number}.md"
    text, blocks = f"# Item {number}\n\n", [_block("heading", f"Item {number}", 2)]
    spans: list[tuple[Span, str, str]] = []
    while len(spans) < findings:
        kinds = ["claim" if writer.dice.random() < 0.7 else "goods" for _ in range(3)]
        sentences = [
            writer.dice.choice(often) if kind == "claim" and writer.dice.random() < 0.125 else writer.sentence(kind)
            for kind in kinds
        ]
        at = len(text)
        for kind, sentence in zip(kinds, sentences, strict=True):
            if kind == "claim" and len(spans) < findings:
                words = " ".join(sentence.split()[: writer.dice.randint(3, 6)])
                spans.append((Span(at, at + len(words)), words, sentence))
            at += len(sentence) + 1
        paragraph = " ".join(sentences)
        blocks.append(_block("paragraph", paragraph, len(text)))
        text += paragraph + "\n\n"
    end = Span(len(text), len(text) + len(STATEMENT))
    blocks.append(_block("paragraph", STATEMENT, end.start))
    found = tuple(_finding(writer, path, *one) for one in spans)
    statement = Statement("ruo", True, "weak", ("restriction",), ("exclusion-human",), (), STATEMENT, end)
    page = PageResult(Page(path, "ruo", "product", tuple(blocks)), (statement,), found)
    return FileResult(path, "checked", "", "ruo", (page,), Document(path, text + STATEMENT + "\n", "markdown"))


def _block(role: str, text: str, at: int) -> TextBlock:
    return TextBlock(text, SourceMap.identity(len(text), at), role, level=int(role == "heading"))


def _finding(writer: Writer, path: str, span: Span, words: str, sentence: str) -> Finding:
    first, last = words.split(maxsplit=1)[0], words.rsplit(maxsplit=1)[-1]
    heard = (
        Evidence("list:treat", first, Span(span.start, span.start + len(first))),
        Evidence("list:condition", last, Span(span.end - len(last), span.end)),
    )
    return Finding(
        rule=writer.dice.choice(RULES),
        slug="made-up",
        severity=writer.dice.choice(SEVERITIES),
        tier=writer.dice.choice(TIERS),
        message=f'"{words}" reads as a claim about what the product does.',
        text=words,
        span=span,
        page=path,
        role="paragraph",
        carrier="body",
        path=(),
        evidence=heard,
        sentence=sentence.lower(),
        origin=path,
    )

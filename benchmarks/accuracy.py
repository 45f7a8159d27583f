"""How much of what a reviewer would quote does rcolint find, and how often does it cry wolf?

    python benchmarks/accuracy.py                        the parts of the project's own labelled corpus
    python benchmarks/accuracy.py --show 20              the same, with the first 20 misses and false alarms of the first part
    python benchmarks/accuracy.py --part third           one part alone; --show lists what it missed
    python benchmarks/accuracy.py --bench DIR            a separately labelled set too, scored by its own score.py
    python benchmarks/accuracy.py --bench DIR --write    writes docs/accuracy.md
    python benchmarks/accuracy.py --check                exit 1 when a figure falls below benchmarks/accuracy/floors.json

Every sentence and every page is checked by itself through the library, in one process, as a file without configuration.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that the file also runs as a script

from benchmarks import accuracy_page  # noqa: E402
from benchmarks.scoring import (  # noqa: E402
    DIFFICULTIES,
    LABELS_OF_FAMILY,
    Hit,
    Item,
    LabelledPage,
    Marked,
    Measured,
    Share,
    score_pages,
    score_sentences,
)

from rcolint.api import check_text  # noqa: E402
from rcolint.model import FileResult, Settings  # noqa: E402
from rcolint.positions import LineIndex  # noqa: E402
from rcolint.readers import language_of  # noqa: E402

CORPUS = ROOT / "benchmarks" / "accuracy"
FLOORS = CORPUS / "floors.json"
PAGE = ROOT / "docs" / "accuracy.md"
PARTS = {"own": CORPUS, "third": CORPUS / "third", "fourth": CORPUS / "fourth"}  # by their names in floors.json
TITLES = {
    "own": "Own corpus, first part",
    "third": "Own corpus, third part",
    "fourth": "Own corpus, fourth part",
}
PROFILES = {
    "ruo": "ruo",
    "ivd": "ivd-ruo",
    "supplement": "supplement",
    "cosmetic": "cosmetic",
    "lab": "lab",
    "other": "ruo",
}
STATEMENT_LABELS = {"ruo_ok": "ok", "ruo_weak": "weak"}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled sentences and pages, wherever they come from; `no_reader` counts the pages that no reader reads."""

    items: tuple[Item, ...]
    pages: tuple[LabelledPage, ...]
    no_reader: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What rcolint said about every sentence and page: claim findings and the status of the statement."""

    hits: dict[str, list[Hit]]
    statements: dict[str, str]


def profile_of(product_class: str) -> str:
    """The profile that a product class is checked under; what is no product at all gets the strictest one."""
    return PROFILES.get(product_class, "ruo")


def read_corpus(sentences: Path, pages: Path) -> Corpus:
    """Reads labelled sentences and the pages that an installed reader can read."""
    items = tuple(_item(json.loads(line)) for line in sentences.read_text(encoding="utf-8").splitlines() if line)
    expectations = sorted(pages.glob("*.expect.json")) if pages.is_dir() else []
    readable = [path for path in expectations if language_of(path.name.removesuffix(".expect.json"))]
    return Corpus(items, tuple(map(_page, readable)), len(expectations) - len(readable))


def _item(data: dict[str, Any]) -> Item:
    return Item(
        id=data["id"],
        text=data["text"],
        labels=tuple(data["labels"]),
        product_class=data["product_class"],
        context=data["context"],
        difficulty=data["difficulty"],
        permitted=bool(data.get("permitted_with_dshea")),
    )


def _page(expectation: Path) -> LabelledPage:
    data = json.loads(expectation.read_text(encoding="utf-8"))
    return LabelledPage(
        name=data["file"],
        text=(expectation.parent / data["file"]).read_bytes().decode("utf-8"),
        product_class=data["doc_class"],
        statement=data["disclaimer"],
        findings=_marks(data["findings"]),
        optional=_marks(data["optional"]),
        clean_lines=data["n_clean_lines"],
    )


def _marks(marks: Iterable[dict[str, Any]]) -> tuple[Marked, ...]:
    return tuple(Marked(m["line"], m.get("end_line", m["line"]), m["label"], m["text_excerpt"]) for m in marks)


def check(text: str, path: str, product_class: str, tier: str) -> FileResult:
    """Checks one text as a file of its own."""
    (result,) = check_text(text, path, Settings(profile=profile_of(product_class), tier=tier)).files
    if result.status != "checked":
        sys.exit(f"{path}: {result.status}, {result.reason}")
    return result


def look(corpus: Corpus, tier: str) -> Seen:
    """Runs rcolint over a corpus."""
    hits: dict[str, list[Hit]] = {}
    statements: dict[str, str] = {}
    texts = [(item.id, item.text + "\n", item.id + ".md", item.product_class) for item in corpus.items]
    texts += [(page.name, page.text, page.name, page.product_class) for page in corpus.pages]
    for name, text, path, product_class in texts:
        result = check(text, path, product_class, tier)
        hits[name] = claims(result, text)
        statements[name] = result.statement
    return Seen(hits, statements)


def claims(result: FileResult, text: str) -> list[Hit]:
    """The live claim findings of a file: statement and wording findings are no claims, waived ones do not count."""
    lines = LineIndex(text)
    return [
        Hit(finding.rule, finding.family, finding.tier, lines.line_column(finding.span.start)[0])
        for finding in result.findings
        if finding.waiver is None and finding.family in LABELS_OF_FAMILY
    ]


def measure(corpus: Corpus) -> tuple[Measured, Seen]:
    """All figures of a corpus; what is shown by default (tier review) is what counts."""
    shown = look(corpus, "review")
    sure = {name: [hit for hit in hits if hit.tier == "gate"] for name, hits in shown.hits.items()}
    hits_by_tier = {"gate": sure, "review": shown.hits, "audit": look(corpus, "audit").hits}
    graded = [(item, label) for item in corpus.items for label in item.labels if label in STATEMENT_LABELS]
    right = sum(shown.statements[item.id] == STATEMENT_LABELS[label] for item, label in graded)
    tiers = {tier: score_sentences(corpus.items, hits, profile_of) for tier, hits in hits_by_tier.items()}
    pages = score_pages(corpus.pages, shown.hits, shown.statements)
    return Measured(tiers["review"], pages, Share(right, len(graded)), tiers, corpus.no_reader), shown


def run_scorer(bench: Path, corpus: Corpus, seen: Seen, show: int) -> str:
    """Writes predictions, has the set's own score.py judge them, and returns what it printed.

    Pages that no reader can read yet are left out on both sides.
    """
    families = json.loads((bench / "map.json").read_text(encoding="utf-8"))["families"]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "pages")
        kept.mkdir()
        for page in corpus.pages:
            name = page.name + ".expect.json"
            shutil.copyfile(bench / "pages_dev" / name, kept / name)
        sentences = Path(folder, "sentences.jsonl")
        pages = Path(folder, "pages.jsonl")
        write_lines(sentences, sentence_predictions(corpus, seen))
        write_lines(pages, page_predictions(corpus, seen, families))
        common = ["--map", str(bench / "map.json"), "--show", str(show)]
        gold = ["--gold", str(bench / "sentences_dev.jsonl"), "--pred", str(sentences), "--exclude-permitted"]
        return "\n".join(
            subprocess.run(
                [sys.executable, str(bench / "score.py"), *arguments, *common],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            for arguments in (gold, ["--pages", str(kept), "--pred", str(pages)])
        )


def sentence_predictions(corpus: Corpus, seen: Seen) -> list[dict[str, Any]]:
    """One prediction for every claim finding on a sentence."""
    return [{"id": item.id, "family": hit.family} for item in corpus.items for hit in seen.hits[item.id]]


def page_predictions(corpus: Corpus, seen: Seen, families: dict[str, Any]) -> list[dict[str, Any]]:
    """One prediction for every claim finding on a page, and one for the status of its statement.

    The status is spelled as the scorer's map spells it; a status the map does not know (not-required) says nothing.
    """
    rows: list[dict[str, Any]] = []
    for page in corpus.pages:
        rows += [{"path": page.name, "line": hit.line, "family": hit.family} for hit in seen.hits[page.name]]
        status = seen.statements[page.name]
        spellings = ("statement-" + status, "statement-" + status.replace("-", "_"))
        rows += [{"path": page.name, "family": name} for name in spellings if name in families][:1]
    return rows


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Writes one JSON object a line."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def figures(measured: Measured) -> dict[str, float]:
    """The figures that may not fall, by the names of floors.json; every one is better when it is larger."""
    sentences, pages = measured.sentences, measured.pages
    shares = {
        "recall": sentences.recall,
        "recall_easy_and_medium": sentences.easy_and_medium,
        "precision": sentences.precision,
        "page_lines_found": pages.lines_found,
        "page_statements_right": pages.statements_right,
        "statements_graded_right": measured.statements,
        "recall_gate": measured.tiers["gate"].recall,
        "precision_gate": measured.tiers["gate"].precision,
    }
    values = {name: share.value for name, share in shares.items()}
    values["clean_sentences_silent"] = _rest(sentences.flagged_clean)
    values["clean_page_lines_silent"] = _rest(pages.clean_lines_flagged)
    return {name: round(value, 4) for name, value in values.items() if value is not None}


def _rest(share: Share) -> float | None:
    return None if share.value is None else 1 - share.value


def below_floor(measured: dict[str, dict[str, float]]) -> list[str]:
    """Which figures fell below their floor; a corpus that was not measured is not judged."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = []
    for corpus, values in measured.items():
        for name, floor in floors.get(corpus, {}).items():
            value = values.get(name, 0.0)
            if value < floor:
                fallen.append(f"{corpus}: {name} is {value:.3f}, the floor is {floor:.3f}")
    return fallen


def print_figures(title: str, measured: Measured, show: int) -> None:
    """Prints the figures of one corpus, and on request what was missed and what was flagged wrongly."""
    print(f"{title}\n{'=' * len(title)}\n")
    for name, rows in accuracy_page.tables(measured):
        print(accuracy_page.aligned(name, rows), end="\n\n")
    if not show:
        return
    print(f"FALSE ALARMS (first {show})")
    for item, rules in measured.sentences.false_alarms[:show]:
        print(f"  {item.id} [{item.context}] {rules}: {item.text}")
    for page, line, rules in measured.pages.false_alarms[:show]:
        print(f"  {page}:{line} {rules}")
    print(f"MISSED (first {show} of each difficulty)")
    for difficulty in DIFFICULTIES:
        for item in [item for item in measured.sentences.missed if item.difficulty == difficulty][:show]:
            print(f"  {item.id} {'+'.join(item.labels)} ({difficulty}, {item.context}) {item.text}")
    for page, mark in measured.pages.missed[:show]:
        print(f"  {page}:{mark.line} {mark.label}: {mark.excerpt}")
    for page, expected, got in measured.pages.wrong_statements:
        print(f"  {page}: statement is {expected}, rcolint says {got}")
    print()


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, metavar="DIR", help="a separately labelled set with its own score.py")
    parser.add_argument("--part", choices=PARTS, help="measure this part of the own corpus alone")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list up to N misses and false alarms")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--check", action="store_true", help="exit 1 when a figure is below its floor")
    options = parser.parse_args(arguments)
    if options.part and options.write:
        parser.error("--write needs all parts")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints, and on request writes the page or compares with the floors."""
    options = parse_arguments(arguments)
    parts: dict[str, Measured] = {}
    for name in [options.part] if options.part else PARTS:
        parts[name], _ = measure(read_corpus(PARTS[name] / "sentences.jsonl", PARTS[name] / "pages"))
        # A part that the rules are not tuned on lists its sentences only when it is asked for.
        print_figures(TITLES[name], parts[name], options.show if name in (options.part, "own") else 0)
    measured = {name: figures(part) for name, part in parts.items()}
    other: Measured | None = None
    if options.bench:
        corpus = read_corpus(options.bench / "sentences_dev.jsonl", options.bench / "pages_dev")
        other, seen = measure(corpus)
        print_figures("Separately labelled development set", other, 0)
        print(run_scorer(options.bench, corpus, seen, options.show))
        measured["external"] = figures(other)
    if options.write:
        before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.parent.mkdir(exist_ok=True)
        titled = {TITLES[name]: part for name, part in parts.items()}
        PAGE.write_text(accuracy_page.render(titled, other, before), encoding="utf-8")
        print(f"wrote {PAGE.relative_to(ROOT)}")
    if not options.check:
        return 0
    fallen = below_floor(measured)
    print("\n".join(fallen) or "No figure is below its floor.")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())

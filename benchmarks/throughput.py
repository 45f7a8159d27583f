"""How fast does rcolint work through copy, beside the Markdown parser it stands on?

    python benchmarks/throughput.py                 9 pairs on every corpus
    python benchmarks/throughput.py --pairs 3 --size 200

Two corpora are made, always the same ones: *dense* (nearly every sentence claims something) and *mixed* (one in twelve).
For each, three things are timed in turn: the parser alone, the reader (copy with its positions), and a whole check. What a
whole check takes beyond reading is matching and context. Figures are medians in MB/s of source; nothing is asserted.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

from markdown_it import MarkdownIt

from rcolint.api import check_text
from rcolint.model import Document, Settings
from rcolint.readers import read

SUBJECTS = ("Our peptide", "This vial", "The blend", "Lot 41", "The fragment", "It")
CLAIMS = (
    "{s} relieves arthritis pain and calms anxiety.",
    "{s} may help people who live with psoriasis.",
    "{s} builds lean muscle and burns fat while you sleep.",
    "Take 250 mcg twice daily for six weeks.",
    "{s} is clinically proven and recommended by doctors.",
    "Mix with bacteriostatic water and inject under the skin.",
    "Studies show that {s} lowers blood pressure in older adults.",
    "**Deeper sleep**, sharper memory and a *better mood*.",
)
PLAIN = (
    "{s} was dissolved in water to 1 mM and frozen at -80 °C in small aliquots.",
    "The chromatogram shows one main peak and two minor ones, *both below* 0.5 %.",
    "Treat the cells with 10 nM for a day, then wash three times with buffer.",
    "Parcels leave on Mondays and Wednesdays; the [price list](/prices) is updated monthly.",
    "{s} binds the receptor with a Ki of 0.4 nM in membranes of transfected cells.",
    "Inject 5 µL on a C18 column and read at **214 nm**.",
    "We give no advice on use in people and do not answer questions about doses.",
    "Keep the powder dry, cold and away from light until the day of the assay.",
    "The certificate names the method, the column, the gradient and the analyst.",
)
CORPORA = {"dense": 0.9, "mixed": 1 / 12}  # share of sentences that claim something
FILE_SIZE = 32_000  # characters of one document: a long page


class Task(NamedTuple):
    """Something that is timed, on every document of a corpus."""

    name: str
    work: Callable[[str], object]


def make_documents(kilobytes: int, share: float) -> list[str]:
    """Documents of headings, paragraphs and lists, the same at every call."""
    dice = random.Random(5)
    documents: list[str] = []
    whole = 0
    while whole < kilobytes * 1000:
        text = f"# Product {len(documents) + 1}\n\n"
        while len(text) < FILE_SIZE:
            sentences = [
                dice.choice(CLAIMS if dice.random() < share else PLAIN).format(s=dice.choice(SUBJECTS))
                for _ in range(dice.randint(3, 6))
            ]
            as_list = dice.random() < 0.3
            text += "".join(f"- {sentence}\n" for sentence in sentences) if as_list else " ".join(sentences) + "\n"
            text += "\n" if dice.random() < 0.8 else f"\n## Part {dice.randint(2, 99)}\n\n"
        documents.append(text)
        whole += len(text.encode("utf-8"))
    return documents


def timed(task: Task, documents: list[str]) -> float:
    """Seconds for all documents."""
    started = time.perf_counter()
    for text in documents:
        task.work(text)
    return time.perf_counter() - started


def measure(name: str, documents: list[str], pairs: int) -> None:
    """Times the three tasks in turn and prints medians."""
    parser = MarkdownIt("commonmark").enable("table")
    tasks = (
        Task("markdown-it-py parse", parser.parse),
        Task("reader", lambda text: read(Document("page.md", text, "markdown"))),
        Task("whole check", lambda text: check_text(text, "page.md", Settings(profile="ruo"))),
    )
    for task in tasks:
        timed(task, documents[:1])  # imports and rules are loaded before the clock runs
    rounds = [[timed(task, documents) for task in tasks] for _ in range(pairs)]
    megabytes = sum(len(text.encode("utf-8")) for text in documents) / 1e6
    findings = sum(len(check_text(text, "page.md", Settings(profile="ruo")).findings) for text in documents)
    print(f"{name}: {megabytes:.2f} MB in {len(documents)} documents, {findings} findings, {pairs} rounds")
    columns = [*zip(*rounds, strict=True)]
    for task, seconds in zip(tasks, columns, strict=True):
        print(f"  {task.name:<24}{megabytes / statistics.median(seconds):8.2f} MB/s")
    matching = statistics.median(whole - reading for _, reading, whole in rounds)
    ratio = statistics.median((whole - reading) / parsing for parsing, reading, whole in rounds)
    print(f"  {'matching and context':<24}{megabytes / max(matching, 1e-9):8.2f} MB/s, {ratio:.2f} x the parse time\n")


def main() -> None:
    """Measures both corpora."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pairs", type=int, default=9, metavar="N", help="rounds per corpus")
    options.add_argument("--size", type=int, default=500, metavar="KB", help="size of each corpus")
    given = options.parse_args()
    for name, share in CORPORA.items():
        measure(name, make_documents(given.size, share), given.pairs)


if __name__ == "__main__":
    main()

"""How fast does rcolint work through copy, beside the Markdown parser it stands on?

    python benchmarks/throughput.py                      9 rounds on each corpus of 1 MB
    python benchmarks/throughput.py --rounds 3 --size 200

Each round times, in turn and on the same pages of `made_copy`: markdown-it-py's own parse, rcolint's reader (copy with its
positions), and matching and context (everything from the blocks of a page to its findings and statements). One core, one
process, rules loaded; processor time, so that a busy machine says the same. Figures are medians in MB/s of source, and
medians of the ratios of each round; nothing is asserted.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # so that the file also runs as a script

from benchmarks import made_copy

from rcolint.api import collect_again
from rcolint.engine import check_document, prepare
from rcolint.model import Document, Reading, Settings
from rcolint.readers import read
from rcolint.ruleset.pack import load

CORPORA = {"dense": made_copy.dense, "mixed": made_copy.mixed}
SETTINGS = Settings(profile="ruo")


class Round(NamedTuple):
    """Seconds of processor time that each task took on the whole corpus."""

    parse: float
    read: float
    match: float


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def one_round(documents: list[Document], readings: list[Reading]) -> Round:
    """The three tasks in turn. Rules are prepared anew, so that nothing is remembered from the round before."""
    parser = MarkdownIt("commonmark").enable("table")
    judge = prepare(load(), SETTINGS)
    collect_again()  # as a run over many files does
    return Round(
        seconds(lambda: [parser.parse(d.text) for d in documents]),
        seconds(lambda: [read(d) for d in documents]),
        seconds(lambda: [check_document(d, r, judge, SETTINGS) for d, r in zip(documents, readings, strict=True)]),
    )


def measure(name: str, texts: list[str], rounds: int) -> None:
    """Times the rounds and prints their medians."""
    documents = [Document("page.md", text, "markdown") for text in texts]
    readings = [read(d) for d in documents]
    judge = prepare(load(), SETTINGS)
    results = [check_document(d, r, judge, SETTINGS) for d, r in zip(documents, readings, strict=True)]
    findings, megabytes = sum(len(r.findings) for r in results), sum(len(t.encode("utf-8")) for t in texts) / 1e6
    del results
    timed = [one_round(documents, readings) for _ in range(rounds)]
    print(f"{name}: {megabytes:.2f} MB in {len(texts)} pages, {findings} findings, {rounds} rounds")
    for label, column in zip(
        ("markdown-it-py parse", "reader", "matching and context"), zip(*timed, strict=True), strict=True
    ):
        print(f"  {label:<40}{megabytes / statistics.median(column):8.2f} MB/s")
    for label, ratio in (
        ("matching and context / parse", statistics.median(r.match / r.parse for r in timed)),
        ("reader / parse", statistics.median(r.read / r.parse for r in timed)),
    ):
        print(f"  {label:<40}{ratio:8.2f} x its time")
    print()


def main() -> None:
    """Measures both corpora."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=9, metavar="N", help="rounds on each corpus")
    options.add_argument("--size", type=int, default=1000, metavar="KB", help="size of each corpus")
    given = options.parse_args()
    for name, make in CORPORA.items():
        measure(name, make(given.size * 1000), given.rounds)


if __name__ == "__main__":
    main()

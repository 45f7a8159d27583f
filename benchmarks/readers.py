"""How fast is each reader, beside the bare parser it stands on?

    python benchmarks/readers.py                  every format, 7 pairs
    python benchmarks/readers.py code --pairs 3

A text is made for each format, always the same one. Parser and reader are timed in turn, in the same run, so that what
the machine does besides falls on both. Figures are medians in MB/s of source, and the reader's share of the parser's speed.
"""

import argparse
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # so that the file also runs as a script

from benchmarks.made_data import TEXTS

from rcolint.model import Document
from rcolint.readers import read

SIZE = 300_000  # code points of one text


class Pair(NamedTuple):
    """A text, what parses it and what reads it."""

    text: str
    parse: Callable[[], object]
    read: Callable[[], object]


def _filled(piece: str) -> str:
    return "\n".join(piece.replace("{n}", str(n)) for n in range(SIZE // len(piece) + 1))


CODE = """
import { Card } from "../ui/Card";
type Item{n} = { name: string; purity: number; tags?: string[] };
export const products{n} = [
  { slug: "item-{n}", name: "Reference peptide {n}", price: 40 + {n}, image: "/img/{n}.png", tags: ["peptide", "standard"],
    description: "White powder, lyophilised. Purity of each lot — as printed on its certificate." },
  { slug: "other-{n}", name: 'Buffer set {n}', price: 12, image: "/img/b{n}.png", tags: ["buffer"],
    description: `Five salts in one box, enough for ${2 * {n}} litres of buffer.` },
];
export function Shelf{n}({ items, onPick }: { items: Item{n}[]; onPick: (item: Item{n}) => void }) {
  const sorted = items.filter((item) => item.purity > 95 && item.name !== "draft").sort((a, b) => b.purity - a.purity);
  if (!sorted.length) return <p className="mt-4 text-sm text-gray-500">Nothing on the shelf today.</p>;
  return (
    <section className="grid gap-6 md:grid-cols-3" aria-label="Reference standards">
      <h2 className="text-2xl font-bold">Standards for your bench</h2>
      {sorted.map((item) => (
        <Card key={item.name} title={item.name} className="rounded-lg border p-4" onClick={() => onPick(item)}>
          <p>
            Every lot is <b>tested twice</b> before it leaves the house, and the report
            travels with the vial. Stored at {item.purity} percent.
          </p>
        </Card>
      ))}
    </section>
  );
}
"""


PAGE = """
<article class="card p-4" id="item-{n}"><h2><a href="/shop/item-{n}">Reference peptide {n}</a></h2>
  <img src="/img/{n}.png" alt="A vial of powder" width="200" height="200" loading="lazy">
  <p class="text-sm">White powder, <b>lyophilised</b>, in a clear vial of glass. Purity of each lot &mdash; as printed on its
  certificate, which travels with the parcel.</p>
  <ul class="list"><li>Stored cold</li><li>Tested <em>twice</em></li><li>Packed on weekdays</li></ul>
  <table><tr><th>Lot</th><td>{n}</td></tr><tr><th>Mass</th><td>5 mg</td></tr></table>
  <button type="button" class="btn btn-primary" data-id="{n}" onclick="add({n})">Add to order</button>
</article>
"""


def html() -> Pair:
    """A page of a shop, against the parser of a browser."""
    from selectolax.lexbor import LexborHTMLParser

    text = f"<!doctype html><html><head><title>Shop</title></head><body>{_filled(PAGE)}</body></html>"
    document = Document("page.html", text, "html")
    return Pair(text, lambda: LexborHTMLParser(text), lambda: read(document))


def code() -> Pair:
    """TypeScript with JSX, against tree-sitter alone."""
    import tree_sitter_typescript
    from tree_sitter import Language, Parser

    text = _filled(CODE)
    parser, source = Parser(Language(tree_sitter_typescript.language_tsx())), text.encode()
    document = Document("page.tsx", text, "tsx")
    return Pair(text, lambda: parser.parse(source), lambda: read(document))


def data(name: str) -> Pair:
    """A format of data, against the parser of the standard library or the one that is mostly used."""
    language, text, parse = TEXTS[name](random.Random(5))
    document = Document(f"page.{language}", text, language)
    return Pair(text, lambda: parse(text), lambda: read(document))


FORMATS: dict[str, Callable[[], Pair]] = {"code": code, "html": html, **{name: partial(data, name) for name in TEXTS}}


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()  # as the command line does for a few files
    began = time.process_time()
    work()
    spent = time.process_time() - began
    gc.enable()
    return spent


def measure(pair: Pair, pairs: int) -> tuple[float, float, float]:
    """MB/s of the parser and of the reader, and the ratio, each the median of all pairs."""
    megabytes = len(pair.text.encode()) / 1e6
    pair.read()  # imports and first use of every expression
    times = [(_seconds(pair.parse), _seconds(pair.read)) for _ in range(pairs)]
    parsers, readers = zip(*times, strict=True)
    ratio = statistics.median(parse / whole for parse, whole in times)
    return megabytes / statistics.median(parsers), megabytes / statistics.median(readers), ratio


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", help=", ".join(FORMATS) + "; all by default")
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    print(f"{'format':<12}{'parser MB/s':>12}{'reader MB/s':>12}{'ratio':>8}")
    for name in options.formats or FORMATS:
        parse, whole, ratio = measure(FORMATS[name](), options.pairs)
        print(f"{name:<12}{parse:>12.1f}{whole:>12.2f}{ratio:>8.3f}")


if __name__ == "__main__":
    main()

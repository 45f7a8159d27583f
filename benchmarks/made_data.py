"""Texts of an invented shop in the formats of data, always the same ones, and the bare parser for each."""

import csv
import io
import json
import random
import tomllib
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from markdown_it import MarkdownIt

WORDS = (
    "vial buffer column peptide powder lot shipment purity freezer assay label sample order parcel the of and for with in on our each "
    "calm deep sleep better less every white small dry cold sealed"
).split()


class Subject(NamedTuple):
    """A text, the reader that reads it, and the bare parser beside it."""

    language: str
    text: str
    parse: Callable[[str], object]


def sentence(dice: random.Random, words: int) -> str:
    """Some words with a full stop."""
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."


def products(dice: random.Random, count: int) -> list[dict[str, Any]]:
    """Items of a shop."""
    return [
        {
            "sku": f"VB-{n}",
            "name": sentence(dice, 3),
            "price": n / 10,
            "image": f"/img/{n}.png",
            "description": " ".join(sentence(dice, dice.randint(8, 16)) for _ in range(5)),
            "highlights": [sentence(dice, 5) for _ in range(4)],
            "inStock": True,
            "seo": {"title": sentence(dice, 6), "description": sentence(dice, 18)},
        }
        for n in range(count)
    ]


def of_markdown(dice: random.Random) -> Subject:
    """Headings, paragraphs, lists."""
    parts = []
    for n in range(250):
        parts.append(f"## Part {n}\n\n" + " ".join(sentence(dice, 12) for _ in range(5)) + "\n")
        parts.append("".join(f"- **{sentence(dice, 2)}** {sentence(dice, 6)}\n" for _ in range(4)))
    return Subject("markdown", "\n".join(parts), MarkdownIt("commonmark").enable("table").parse)


def of_json(dice: random.Random) -> Subject:
    """A catalogue."""
    return Subject("json", json.dumps({"products": products(dice, 1500)}, indent=2), json.loads)


def of_jsonl(dice: random.Random) -> Subject:
    """The same, an item a line."""
    lines = "".join(json.dumps(item) + "\n" for item in products(dice, 1500))
    return Subject("jsonl", lines, lambda text: [json.loads(line) for line in text.splitlines()])


def of_yaml(dice: random.Random) -> Subject:
    """The same in YAML."""
    text = yaml.dump(
        {"products": products(dice, 500)}, sort_keys=False, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    )
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Subject("yaml", text, lambda text: yaml.load(text, Loader=loader))


def of_toml(dice: random.Random) -> Subject:
    """The same in TOML."""
    lines = []
    for item in products(dice, 500):
        lines.append("[[products]]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in item.items() if not isinstance(value, dict)]
    return Subject("toml", "\n".join(lines) + "\n", tomllib.loads)


def _csv(rows: list[list[str]]) -> Subject:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    parse = lambda text: list(csv.reader(io.StringIO(text, newline="")))  # noqa: E731 - one expression
    return Subject("csv", stream.getvalue(), parse)


def of_export(dice: random.Random) -> Subject:
    """An export of a shop: four rows a product, most of the columns technical."""
    copy = ["Title", "Body (HTML)", "Tags", "Image Alt Text", "SEO Title", "SEO Description"]
    technical = "Type,Published,Variant SKU,Variant Grams,Variant Price,Variant Taxable,Image Src,Image Position,Gift Card,Status".split(
        ","
    )
    rows = [["Handle", *copy, *technical]]
    for n in range(1200):
        for variant in range(4):
            texts = [
                sentence(dice, 3),
                " ".join(sentence(dice, 12) for _ in range(6)),
                "calm, dry",
                *[sentence(dice, 5)] * 3,
            ]
            facts = [
                "Kit",
                "TRUE",
                f"VB-{n}-{variant}",
                "12",
                "20.00",
                "TRUE",
                f"https://cdn.shop.example/{n}.png",
                "1",
                "FALSE",
                "active",
            ]
            rows.append([f"vial-{n}", *(texts if variant == 0 else [""] * 6), *facts])
    return _csv(rows)


def of_table(dice: random.Random) -> Subject:
    """A plain table with short cells."""
    rows = [["Week", "Amount", "Note", "Place"]]
    return _csv(rows + [[str(n), f"{n % 9} mcg", sentence(dice, 8), sentence(dice, 3)] for n in range(15_000)])


def of_notebook(dice: random.Random) -> Subject:
    """Text cells between code cells."""
    cells = []
    for n in range(300):
        prose = [f"## Step {n}\n", "\n", *(sentence(dice, 14) + "\n" for _ in range(4))]
        cells.append({"cell_type": "markdown", "metadata": {}, "source": prose})
        cells.append({"cell_type": "code", "metadata": {}, "outputs": [], "source": [f"x = run({n})\n"] * 5})
    return Subject("notebook", json.dumps({"cells": cells, "nbformat": 4}, indent=1), json.loads)


def of_po(dice: random.Random) -> Subject:
    """Messages with their translations."""
    lines = [
        f'#: shop.py:{n}\nmsgid "{sentence(dice, 6)}"\nmsgstr ""\n"{sentence(dice, 9)} "\n"{sentence(dice, 5)}"\n'
        for n in range(4000)
    ]
    return Subject("po", "\n".join(lines), str.splitlines)


TEXTS = {
    "markdown": of_markdown,
    "json": of_json,
    "jsonl": of_jsonl,
    "yaml": of_yaml,
    "toml": of_toml,
    "csv-export": of_export,
    "csv-table": of_table,
    "notebook": of_notebook,
    "po": of_po,
}

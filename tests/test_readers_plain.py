"""Plain text: paragraphs, guessed headings, list items and rows, with the letters where they were."""

from pathlib import Path

import pytest

from rcolint.model import Document, Reading
from rcolint.readers import read


def reading(text: str) -> Reading:
    return read(Document("page.txt", text, "text"))


def test_hard_wrapped_lines_join_one_to_one() -> None:
    text = "It treats\nanxiety and\n   worry.\n\nNext one.\n"
    found = reading(text).blocks
    assert [b.text for b in found] == ["It treats\nanxiety and\nworry.", "Next one."]
    at = found[0].text.index("worry")
    assert found[0].map.to_source(at, at + 5) == (text.index("worry"), text.index("worry") + 5)


def test_short_lines_that_something_follows_are_headings() -> None:
    text = "Intro text here.\n\nResearch and Studies\n\nStudy on Memory\n\nIt helps.\n\nStudy on Pain\n\nIt soothes.\n\nThe end"
    assert [(b.role, b.level, b.text, b.headings) for b in reading(text).blocks] == [
        ("paragraph", 0, "Intro text here.", ()),
        ("heading", 1, "Research and Studies", ()),
        ("heading", 2, "Study on Memory", ("Research and Studies",)),
        ("paragraph", 0, "It helps.", ("Research and Studies", "Study on Memory")),
        ("heading", 2, "Study on Pain", ("Research and Studies",)),
        ("paragraph", 0, "It soothes.", ("Research and Studies", "Study on Pain")),
        ("paragraph", 0, "The end", ("Research and Studies", "Study on Pain")),
    ]


def test_markers_of_lists_are_not_text() -> None:
    found = reading("Benefits\n\n- calm\n* sleep\n• focus\n  more\n1. first\n– dash\n")
    assert [(b.role, b.text) for b in found.blocks][1:] == [
        ("list-item", "calm"),
        ("list-item", "sleep"),
        ("list-item", "focus\nmore"),
        ("list-item", "first"),
        ("list-item", "dash"),
    ]


def test_lines_with_tabs_or_bars_are_rows() -> None:
    found = reading("Dose\tUse\n5 mg | calm\n\nText - with dash.\n")
    assert [(b.role, b.text) for b in found.blocks] == [
        ("cell", "Dose | Use"),
        ("cell", "5 mg | calm"),
        ("paragraph", "Text - with dash."),
    ]


def test_markdown_marks_mean_nothing_here() -> None:
    assert [b.text for b in reading("# One **two**\nand three.\n").blocks] == ["# One **two**\nand three."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_exact_run_is_the_source_itself(newline: str) -> None:
    text = "Head\n\nSome text\nthat goes on.\n\n- item\n\n====\n\na\tb\n".replace("\n", newline)
    for b in reading(text).blocks:
        for run in b.map.runs:
            if run.end - run.start == run.source_end - run.source_start:
                found = text[run.source_start : run.source_end]
                assert b.text[run.start : run.end].replace("\n", " ") == found.replace("\n", " ").replace("\r", " ")


def test_the_example_page_has_its_headings() -> None:
    page = Path(__file__).resolve().parents[1] / "examples" / "products" / "epitalon.txt"
    blocks = reading(page.read_text(encoding="utf-8")).blocks
    headings = [b.text for b in blocks if b.role == "heading"]
    assert {"How to run it", "Who trusts us", "From our mailbox"} <= set(headings)
    proven = next(b for b in blocks if b.text.startswith("Clinically proven"))
    assert proven.headings[-1] == "Who trusts us"

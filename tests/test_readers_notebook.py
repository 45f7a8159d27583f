"""Notebooks: the text cells are read as Markdown, each letter mapped through its JSON; code is not copy."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter, check_runs, reading, texts
from rcolint.errors import ReadError
from rcolint.model import Document
from rcolint.readers import read


def notebook(*cells: dict[str, Any]) -> str:
    return json.dumps({"cells": list(cells), "metadata": {"title": "Calm lab"}, "nbformat": 4}, indent=1)


def cell(kind: str, source: str | list[str], **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {"tags": ["x y"]}, "source": source, **more}


def output(mime: str, *lines: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {mime: list(lines), "text/plain": ["<treats pain>"]}, "metadata": {}}


def test_text_cells_are_markdown_and_code_is_not_copy() -> None:
    text = notebook(
        cell("markdown", ["# Vialmere\n", "\n", "It **calms**\n", "you\n"]),
        cell("code", ["print('treats pain')  # treats pain"], outputs=[{"output_type": "stream", "text": ["treats"]}]),
        cell("markdown", "- one\n- two"),
        cell("raw", "As it *stands*"),
    )
    found = reading(text, "notebook").blocks
    assert [(b.role, b.text) for b in found] == [
        ("heading", "Vialmere"), ("paragraph", "It calms\nyou"), ("list-item", "one"), ("list-item", "two"),
        ("paragraph", "As it *stands*"), ("value", "Calm lab"),
    ]  # fmt: skip
    check_runs(text, found)


def test_headings_hold_for_the_cells_below() -> None:
    text = notebook(
        cell("markdown", "# A\n\n## References"),
        cell("code", "x"),
        cell("markdown", "One"),
        cell("markdown", "# B\n\nTwo"),
    )
    assert {b.text: b.headings for b in reading(text, "notebook").blocks if b.role == "paragraph"} == {
        "One": ("A", "References"), "Two": ("B",),
    }  # fmt: skip


def test_shown_outputs_are_copy_and_printed_ones_are_not() -> None:
    text = notebook(
        cell(
            "code",
            "x",
            outputs=[output("text/markdown", "Calm **vials**"), output("text/html", "<p>Deep</p>", "<p>sleep</p>")],
        )
    )
    assert texts(text, "notebook") == ["Calm vials", "Deep", "sleep", "Calm lab"]


def test_an_unclosed_fence_ends_with_its_cell() -> None:
    text = notebook(cell("markdown", "```\ncode"), cell("markdown", "It calms"))
    assert "It calms" in texts(text, "notebook")


def test_keys_may_come_in_any_order() -> None:
    assert texts('{"cells": [{"source": ["a b"], "cell_type": "code"}, {"source": ["c d"]}]}', "notebook") == ["c d"]


def test_broken_notebooks_are_read_with_a_notice() -> None:
    found = reading('{"cells": [{"cell_type": "markdown", "source": ["It calms', "notebook")
    assert [b.text for b in found.blocks] == ["It calms"]
    assert len(found.notices) == 1
    with pytest.raises(ReadError, match="deep"):
        reading("[" * 100_000, "notebook")


SOURCES = st.lists(
    st.sampled_from(["It *calms*\n", "## A\n", "\n", "- deep sleep\n", "<b>é</b> 😀\n", "| a | b |\n|-|-|\n| c | d |\n", "x"]), max_size=6
)  # fmt: skip


def check_cell(source: list[str], ascii_only: bool, pick: int) -> None:
    data = {"cells": [cell("markdown", source)]}
    text = json.dumps(data, ensure_ascii=ascii_only, indent=1)
    expected = read(Document("a.md", "".join(source).strip(), "markdown")).blocks if "".join(source).strip() else ()
    assert texts(text, "notebook") == [b.text for b in expected]
    check_one_letter(text, "notebook", pick)


@given(SOURCES, st.booleans(), st.integers(0, 10_000))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_cell_reads_like_a_page(source: list[str], ascii_only: bool, pick: int) -> None:
    check_cell(source, ascii_only, pick)


@pytest.mark.long
@given(SOURCES, st.booleans(), st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_cells_read_like_pages(source: list[str], ascii_only: bool, pick: int) -> None:
    check_cell(source, ascii_only, pick)

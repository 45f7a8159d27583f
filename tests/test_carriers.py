"""The same claim in every place of every format: found where it is copy, at its line and column, and nowhere else."""

import re

import pytest

from carriers import COPY, NOT_COPY
from marked import bare, check_page, spans
from rcolint.model import Document
from rcolint.positions import LineIndex
from rcolint.readers import SUFFIXES, UNPACKERS, language_of, read

CLAIM = re.compile(r"treats.{0,8}arthritis", re.I)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Where an editor shows the letter at an offset."""
    lines = re.split(r"\r\n|\n|\r", text[:at])
    return len(lines), len(lines[-1]) + 1


@pytest.mark.parametrize("place", COPY)
def test_a_claim_is_found_at_its_line_and_column(place: str) -> None:
    name, marked = COPY[place]
    text = bare(marked)
    found = [f for f in check_page(text, name, language=language_of(name) or "").findings if f.rule == "RCO101"]
    assert [text[f.span.start : f.span.end] for f in found] == spans(marked)
    shown = LineIndex(text)
    assert [shown.line_column(f.span.start) for f in found] == [line_and_column(marked, marked.index("«"))]


@pytest.mark.parametrize("place", NOT_COPY)
def test_the_same_words_as_code_are_no_copy(place: str) -> None:
    name, text = NOT_COPY[place]
    assert CLAIM.search(text)
    language = language_of(name) or ""
    blocks = read(Document(name, text, language)).blocks
    assert [b.text for b in blocks if CLAIM.search(b.text) and b.role != "comment"] == []
    assert [f.text for f in check_page(text, name, language=language).findings if CLAIM.search(f.text)] == []


def test_no_format_of_text_is_without_a_place_where_it_holds_copy() -> None:
    planted = {language_of(name) for name, _ in COPY.values()}
    assert planted == set(SUFFIXES.values()) - set(UNPACKERS)

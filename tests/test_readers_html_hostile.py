"""Pages made to hang, crash or hide: each is read whole or refused in words, in a number of steps that grows with its size."""

import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from rcolint.errors import ReadError
from rcolint.model import Document
from rcolint.readers import read

SIZE = 100_000  # letters


def repeat(piece: str, size: int) -> str:
    return piece * (size // len(piece) + 1)


PAGES: dict[str, Callable[[int], str]] = {
    "open quotes in tags": lambda n: repeat("<a '", n),
    "open values": lambda n: repeat("<a b='", n),
    "open comments": lambda n: repeat("<!--", n),
    "open CDATA": lambda n: repeat("<![CDATA[", n),
    "CDATA in pictures": lambda n: "<svg>" + repeat("<![CDATA[", n),
    "nested blocks": lambda n: repeat("<div>", n),
    "nested blocks and text": lambda n: repeat("<div>x ", n),
    "nested formatting": lambda n: repeat("<b>x", n),
    "nested tables": lambda n: repeat("<table><tr><td>x", n),
    "nested lists": lambda n: repeat("<ul><li>x", n),
    "nested pictures": lambda n: repeat("<svg>", n) + repeat("</g>", n // 4),
    "nested templates": lambda n: repeat("<template>x", n),
    "end tags": lambda n: repeat("<span>", n // 2) + repeat("</p></div></b>", n // 2),
    "end tags in scopes": lambda n: "<p>" + repeat("<button>", n // 2) + repeat("<div>", n // 2),
    "wrong nesting": lambda n: repeat("<b><p>", n // 2) + repeat("</b>", n // 2),
    "wrong nesting with styles": lambda n: repeat("<b hidden><div>", n // 2) + repeat("</b>", n // 2),
    "formatting over paragraphs": lambda n: repeat("<p><b hidden>x", n),
    "formatting with styles of its own": lambda n: "".join(f"<p><b style=opacity:.{i}>x" for i in range(n // 24)),
    "attributes": lambda n: "<a " + repeat("b ", n) + ">x",
    "many classes": lambda n: "<style>.a{top:0}</style><a class='" + repeat("a b ", n) + "'>x",
    "long styles": lambda n: "<a style='" + repeat("a", n) + "'>x<a style='" + repeat("a:", n) + "'>x",
    "rules and elements": lambda n: (
        "<style>" + repeat("p{top:0}", n // 2) + "</style>" + "".join(f"<p id=a{i}>x" for i in range(n // 24))
    ),
    "rules that look around": lambda n: (
        "<style>" + repeat("a b p{top:0}", n // 2) + "</style>" + repeat("<i><p>x", n // 2)
    ),
    "open rules": lambda n: "<style>" + repeat("@media{", n) + "</style>x",
    "open comments in sheets": lambda n: "<style>" + repeat("/*", n) + "</style>x",
    "content in sheets": lambda n: "<style>" + repeat("content:", n) + "</style>x",
    "open strings in sheets": lambda n: "<style>" + repeat("content:'", n) + "</style>x",
    "open scripts": lambda n: repeat("<script>", n),
    "scripts in comments in scripts": lambda n: "<script>" + repeat("<!--<script>", n),
    "styles and comments": lambda n: repeat("<style><!--", n),
    "entities": lambda n: repeat("&amp;", n),
    "bare ampersands": lambda n: repeat("&", n),
    "long entities": lambda n: "&" + repeat("a", n) + "&#" + repeat("9", n) + ";",
    "unlike entities": lambda n: "".join(f"&a{i};" for i in range(n // 7)),
    "blanks": lambda n: "a" + " " * n + "b",
    "other blanks": lambda n: "a" + "\u00a0" * n + "b",
    "less-than signs": lambda n: repeat("<", n),
    "open braces": lambda n: repeat("{{", n),
    "open braces with ends": lambda n: repeat("{{ a {% b ", n) + "%} }}",
    "open blocks of templates": lambda n: repeat("{% raw %}", n) + repeat("{% comment %}", n),
    "includes": lambda n: repeat("<!--#include ", n),
    "pages in pages": lambda n: repeat("<iframe srcdoc=\"<p>x</p>'", n),
}


def steps(text: str) -> int:
    """How many lines of the project and calls of anything it takes to read a page."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        with suppress(ReadError):  # a refusal is an answer; reading checks by itself that no letter is lost
            read(Document("page.html", text, "html"))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", PAGES)
def test_the_steps_for_a_hostile_page_grow_with_its_size(name: str) -> None:
    steps(PAGES[name](100))  # imports and the first use of every expression
    small, large = (steps(PAGES[name](size)) for size in (SIZE // 10, SIZE * 2 // 5))
    assert large < 6 * small + 5_000


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_or_refused_within_the_deadline(name: str) -> None:
    from rcolint.deadline import within_deadline

    text = PAGES[name](2 * SIZE)
    with suppress(ReadError):
        within_deadline(lambda: read(Document("page.html", text, "html")), len(text))


def test_a_claim_at_the_bottom_of_a_deep_page_is_seen() -> None:
    page = "<div>" * 100_000 + "cures x"
    assert any("cures x" in b.text for b in read(Document("page.html", page, "html")).blocks)


def test_pages_in_pages_without_end_are_refused_in_words() -> None:
    page = "cures x"
    for _ in range(60):
        page = "<iframe srcdoc='" + page.replace("&", "&amp;").replace("'", "&#39;") + "'></iframe>"
    found: list[str] = []
    with suppress(ReadError):  # the depth that can be read depends on how deep the caller stands
        found = [b.text for b in read(Document("page.html", page, "html")).blocks]
        assert "cures x" in found
    deeper = page
    for _ in range(120):
        deeper = "<iframe srcdoc='" + deeper.replace("&", "&amp;").replace("'", "&#39;") + "'></iframe>"
    with pytest.raises(ReadError, match="too deep"):
        read(Document("page.html", deeper, "html"))

"""Inputs made to hang, crash or hide: each is read whole or refused in words, in time that grows with its size."""

import time
from contextlib import suppress

import pytest

from rcolint.errors import ReadError
from rcolint.model import Document
from rcolint.readers import read

SIZE = 50_000  # letters


def repeat(piece: str) -> str:
    return piece * (SIZE // len(piece) + 1)


TEXTS = {
    "nested strong open": repeat("*a **a "),
    "nested strong close": repeat("** b* "),
    "closers without openers": repeat("a_ "),
    "openers without closers": repeat("_a "),
    "mismatched emphasis": repeat("*a_ "),
    "emphasis in words": repeat("a**bc* "),
    "link openers": repeat("[a"),
    "link closers": repeat("a]"),
    "image openers": repeat("!["),
    "images of nothing": repeat("![[]()"),
    "nested brackets": "[" * SIZE + "a" + "]" * SIZE,
    "open brackets before links": "[" * 99 + repeat("[a] "),
    "link targets": repeat("[a]("),
    "link titles": repeat('[a](b "c '),
    "backtick runs": "".join("e" + "`" * n for n in range(300)),
    "nested quotes": "> " * 20_000 + "cures",
    "nested quotes on many lines": repeat("> " * 150 + "a\n"),
    "nested lists on a line": "- " * 20_000 + "cures",
    "nested lists by indentation": "".join("  " * n + "- a\n" for n in range(220)),
    "empty quotes": repeat(">\n"),
    "lazy lines after quotes": "> " * 20 + "a\n" + repeat("b\n"),
    "same definitions": repeat("[a]: u\n"),
    "one definition used often": "[a]: " + "u" * 1000 + "\n\n" + repeat("[a]"),
    "open definitions": repeat('[a]: u "t\n'),
    "escaped labels": repeat("[a\\"),
    "a wide table": "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n",
    "a completed table": "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + "a\n" * 200,
    "escaped bars": "|a|b|\n|-|-|\n|" + repeat("\\|") + "|\n",
    "entities": repeat("&amp;"),
    "bare ampersands": repeat("&"),
    "hard breaks": repeat("a  \n"),
    "setext": repeat("a\n=\n"),
    "divs": repeat("<div>"),
    "hidden elements": "<div>\n" + repeat("<b hidden>x"),
    "open quotes in tags": "<div>\n" + repeat("<a '"),
    "closing tags": repeat("<span>") + repeat("</p>"),
    "CDATA": repeat("a <![CDATA["),
    "open comments": repeat("a <!-- "),
    "open instructions": repeat("a <?"),
    "autolinks": repeat("<http://a"),
    "emphasis before tags": repeat("emph **<a>**"),
    "a long line": repeat("word "),
    "escapes": repeat("\\*"),
    "notes in notes": "^[" * 90 + "a" + "]" * 90,
    "open notes": repeat("^[a"),
    "blanks": "a" + " " * SIZE + "b",
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read_or_refused_in_time(name: str) -> None:
    began = time.process_time()
    with suppress(ReadError):  # a refusal is an answer; reading checks by itself that no letter is lost
        read(Document("page.md", TEXTS[name], "markdown"))
    assert (
        time.process_time() - began < 6
    )  # seconds of the processor; one on a quiet machine, and quadratic time takes far more


@pytest.mark.parametrize("depth", [3, 12, 30, 60])
def test_nesting_beyond_the_librarys_limit_loses_nothing(depth: int) -> None:
    for text in ("> " * depth + "cures", "- " * depth + "cures", "".join("  " * n + f"- a{n}\n" for n in range(depth))):
        shown = " ".join(b.text for b in read(Document("page.md", text, "markdown")).blocks)
        assert "cures" in shown or f"a{depth - 1}" in shown


@pytest.mark.parametrize("text", ["> " * 20_000 + "cures", "- " * 10_000 + "cures", "1. " * 10_000 + "cures"])
def test_nesting_too_deep_is_refused_in_words(text: str) -> None:
    with pytest.raises(ReadError, match="deep; not read"):
        read(Document("page.md", text, "markdown"))


def test_a_claim_behind_an_odd_comment_is_seen() -> None:
    for text in ("a <!--> cures x -->", "<!--> cures x -->\n", "a <?x > cures x ?>", "<![CDATA[ > cures x ]]>\n"):
        blocks = read(Document("page.md", text, "markdown")).blocks
        assert any("cures x" in b.text and not b.visibility for b in blocks), text

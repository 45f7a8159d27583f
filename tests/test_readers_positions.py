"""Proof by mutation: change one visible letter in the source, and exactly that letter changes in what is read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcolint.errors import ReadError
from rcolint.model import Document
from rcolint.readers import read

WORDS = st.sampled_from(["pain", "relief", "anxiety", "memory", "vial", "peptide", "lab", "sleep", "über", "tissue"])
PLAIN = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def _inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrap = ("*{}*", "**{}**", "~~{}~~", "[{}](u 'hm')", "<b>{}</b>", "_{}_", "<i title='tip'>{}</i>", "w{}", "{}&amp;",
            "`code` {}", "<!-- aside --> {}", "![alt {}](i)", "{}\\*", "&eacute;{}", "<span hidden>{}</span>", "[{}][r]")  # fmt: skip
    return st.one_of(
        st.tuples(st.sampled_from(wrap), inner).map(lambda t: t[0].format(t[1])),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
        st.lists(inner, min_size=2, max_size=2).map("  \n".join),
    )


INLINE = st.recursive(PLAIN, _inline, max_leaves=6)


def _prefixed(first: str, rest: str, text: str) -> str:
    return "\n".join((rest if n else first) + line for n, line in enumerate(text.split("\n")))


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inner.map(lambda t: _prefixed("> ", "> ", t)),
        inner.map(lambda t: _prefixed("> ", "", t)),
        inner.map(lambda t: _prefixed("- ", "  ", t)),
        inner.map(lambda t: _prefixed("1.\t", "\t", t)),
        inner.map(lambda t: _prefixed("[^n]: ", "    ", t)),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
    )


LEAVES = st.one_of(
    INLINE,
    INLINE.map(lambda t: "## " + t.replace("\n", " ")),
    INLINE.map(lambda t: t + "\n==="),
    st.tuples(PLAIN, INLINE).map(lambda t: f"| {t[0]} | b |\n|---|:-:|\n| {t[1]} | x \\| y |".replace("\n\n", "\n")),
    INLINE.map(lambda t: f"<div>{t}</div>"),
    PLAIN.map(lambda t: f"<table><tr><td>{t}</td><td>&lt;{t}</td></tr></table>"),
    PLAIN.map(lambda t: f"```\n{t}\n```"),
    PLAIN.map(lambda t: f"text[^n] {t} ^[note {t}]"),
)
DOCUMENTS = st.tuples(st.recursive(LEAVES, _blocks, max_leaves=6), st.sampled_from(["\n", "\r\n", "\r"])).map(
    lambda t: (t[0] + "\n\n[r]: u 'tip'\n").replace("\n", t[1])
)


BLANKS = str.maketrans("\r\n\t", "   ")  # blanks of any kind are alike


def _names_reference(text: str, where: int) -> bool:
    """Whether the letter stands in a bracket that names a link definition of the document."""
    start, end = text.rfind("[", 0, where), text.find("]", where)
    return 0 <= start < end and f"{text[start : end + 1]}:" in text


def check_one_letter(text: str, pick: int) -> None:
    """Mutates the letter number `pick` of all exactly mapped letters and compares every block."""
    try:
        before = read(Document("page.md", text, "markdown")).blocks
    except ReadError as error:
        pytest.fail(f"{error}: {text!r}")
    letters = [
        (n, at, run.source_start + at - run.start)
        for n, b in enumerate(before)
        for run in b.map.runs
        if run.end - run.start == run.source_end - run.source_start
        for at in range(run.start, run.end)
        if b.text[at].isalpha()
    ]
    for n, b in enumerate(before):
        for run in b.map.runs:
            if run.end - run.start == run.source_end - run.source_start:
                there = text[run.source_start : run.source_end]
                assert b.text[run.start : run.end].translate(BLANKS) == there.translate(BLANKS), n
    if not letters:
        return
    n, at, where = letters[pick % len(letters)]
    if _names_reference(text, where):
        return  # the letter is part of a reference's name as well: another one is another document
    letter = "q" if text[where] != "q" else "k"
    after = read(Document("page.md", text[:where] + letter + text[where + 1 :], "markdown")).blocks
    for m, (old, new) in enumerate(zip(before, after, strict=True)):
        assert new.text == (old.text[:at] + letter + old.text[at + 1 :] if m == n else old.text)
        assert new.map.runs == old.map.runs


@given(DOCUMENTS, st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_appears_exactly_where_the_map_says(text: str, pick: int) -> None:
    check_one_letter(text, pick)


@pytest.mark.long
@given(DOCUMENTS, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters_appear_where_the_map_says(text: str, pick: int) -> None:
    check_one_letter(text, pick)

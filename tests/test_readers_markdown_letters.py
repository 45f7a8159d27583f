"""Markdown letter by letter: change a visible one in the source, and exactly that one changes in what is read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter

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


def check_page(text: str, pick: int) -> None:
    """A letter that is part of a reference's name as well is left: with another one it is another document."""

    def names_a_reference(where: int) -> bool:
        start, end = text.rfind("[", 0, where), text.find("]", where)
        return 0 <= start < end and f"{text[start : end + 1]}:" in text

    check_one_letter(text, "markdown", pick, is_bound=names_a_reference)


@given(DOCUMENTS, st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_appears_exactly_where_the_map_says(text: str, pick: int) -> None:
    check_page(text, pick)


@pytest.mark.long
@given(DOCUMENTS, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters_appear_where_the_map_says(text: str, pick: int) -> None:
    check_page(text, pick)

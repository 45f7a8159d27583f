"""AsciiDoc: the words that were written into it, each letter in its place, and what is no copy."""

from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter, check_runs, reading, texts
from rcolint.deadline import within_deadline
from rcolint.errors import ReadError


def test_headings_stand_in_the_order_of_their_marks() -> None:
    text = "= Shop\n\n== Vials\n\nCold.\n\nBoxes\n-----\n\nFlat.\n"
    assert [(b.role, b.level, b.headings, b.text) for b in reading(text, "asciidoc").blocks] == [
        ("heading", 1, (), "Shop"),
        ("heading", 2, ("Shop",), "Vials"),
        ("paragraph", 0, ("Shop", "Vials"), "Cold."),
        ("heading", 2, ("Shop",), "Boxes"),
        ("paragraph", 0, ("Shop", "Boxes"), "Flat."),
    ]


ROLES = """\
.A title
* One
** Two
term:: Said
____
Quoted
____
> Quoted too

|===
|Name |Dose

|Vial
|Daily
|===
image::a.png[A vial]
"""


def test_roles_follow_the_blocks() -> None:
    assert [(b.role, b.carrier, b.text) for b in reading(ROLES, "asciidoc").blocks] == [
        ("caption", "body", "A title"),
        ("list-item", "body", "One"),
        ("list-item", "body", "Two"),
        ("list-item", "body", "term"),
        ("list-item", "body", "Said"),
        ("quote", "body", "Quoted"),
        ("quote", "body", "Quoted too"),
        ("cell", "body", "Name | Dose"),
        ("cell", "body", "Vial | Daily"),
        ("caption", "alt", "A vial"),
    ]


def test_names_of_the_page_are_read_like_front_matter() -> None:
    text = "= Vial\n:description: Calm\n:keywords: calm, deep\n:page-layout: product\n:toc: left\n:!sectnums:\n"
    found = reading(text, "asciidoc")
    assert [(b.carrier, b.path, b.text) for b in found.blocks[1:]] == [
        ("meta", ("description",), "Calm"),
        ("tag", ("keywords",), "calm, deep"),
    ]
    assert found.facts == (("layout", "product"),)


def test_included_files_are_links() -> None:
    text = "include::parts/notice.adoc[]\n\n----\ninclude::code.js[]\n----\n"
    assert [(link.kind, link.target) for link in reading(text, "asciidoc").links] == [("include", "parts/notice.adoc")]


def test_a_block_that_nothing_closes_is_told() -> None:
    (notice,) = reading("Hello.\n\n----\ncode\n\nText.\n", "asciidoc").notices
    assert "nothing closes this block" in notice.message


MEANINGLESS = (
    "2 * 3 * 4", "snake_case_name", "a*b", "5 # 6", "it's a `", "a < b", "x + y", "C++", "{ a }", "[x] y", "a::b", "f(x)",
    "10:30", "a_b_c*d", "<<", "link: x", "(( x",
)  # fmt: skip


@pytest.mark.parametrize("text", MEANINGLESS)
def test_marks_that_mean_nothing_stay(text: str) -> None:
    assert texts(f"Say {text}", "asciidoc") == [f"Say {text}"]


class Made(NamedTuple):
    """A part of a page as it is written, and the texts in it that a reader sees."""

    written: str
    said: tuple[str, ...]


WORDS = st.sampled_from("vial box ship today cold packed lot paper größe item 人参".split())
MARKS = (
    ("{}", "{}"), ("{}", "{}"), ("*{}*", "{}"), ("_{}_", "{}"), ("#{}#", "{}"), ("a**{}**b", "a{}b"), ("*_{}_*", "{}"),
    ("[.x]#{}#", "{}"), ("`{}`", "\ufffc"), ("link:/a[{}]", "{}"), ("https://a.example[{}^]", "{}"), ("+{}+", "{}"),
    ("<<a,{}>>", "{}"), ("\\*{}", "*{}"), ("{}{{nbsp}}x", "{}\u00a0x"), ("{{value}}{}", "\ufffc{}"), ("H~2~{}", "H2{}"),
    ('"`{}`"', "{}"), ("xref:a.adoc#b[{}]", "{}"), ("(({}))", "{}"), ("&amp;{}", "&{}"), ("[[a]]{}", "{}"), ("kbd:[F]{}", "\ufffc{}"),
)  # fmt: skip


@st.composite
def phrases(draw: st.DrawFn) -> Made:
    """A few words with marks in them."""
    written, said = [], []
    for word in draw(st.lists(WORDS, min_size=1, max_size=4)):
        mark, shown = draw(st.sampled_from(MARKS))
        written.append(mark.format(word))
        said.append(shown.format(word))
    return Made("Now " + " ".join(written), ("Now " + " ".join(said),))


# How a block is written, and which of the phrases in it are seen, or run together.
FORMS: tuple[tuple[str, tuple[int | str | tuple[int, ...], ...]], ...] = (
    ("{}\n", (0,)),
    ("{},\n// {}\n{}.\n", ((0, 2),)),
    ("== {}\n", (0,)),
    ("* {}\n* {}\n", (0, 1)),
    ("- {}\n+\n--\n{}\n--\n", (0, 1)),
    (". {}\n.. [x] {}\n", (0, 1)),
    ("{}:: {}\n", (0, 1)),
    ("TIP: {}\n", (0,)),
    ("[NOTE]\n====\n{}\n====\n", (0,)),
    ("[quote, Somebody else]\n____\n{}\n____\n", ("Somebody else", 0)),
    (".{}\n----\n{}\n----\n", (0,)),
    ("[source]\n{}\n", ()),
    ("////\n{}\n////\n", ()),
    ("....\n{}\n\n{}\n....\n", ()),
    ("'''\n\n  {}\n", ()),
    ("ifdef::a[]\n{}\nendif::[]\n", (0,)),
    ("****\n{}\n\n* {}\n****\n", (0, 1)),
    ("{} +\n{}\n", ((0, 1),)),
    ("'''\n\n{}\n\n<<<\n", (0,)),
)


@st.composite
def parts(draw: st.DrawFn) -> Made:
    """A block or two."""
    form, seen = draw(st.sampled_from(FORMS))
    made = [draw(phrases()) for _ in range(form.count("{}"))]
    said = []
    for which in seen:
        if isinstance(which, str):
            said.append(which)
        elif isinstance(which, int):
            said += made[which].said
        else:
            said.append(" ".join(made[n].said[0] for n in which))
    return Made(form.format(*(one.written for one in made)), tuple(said))


PAGES = st.lists(parts(), min_size=1, max_size=5)
LINE_BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


def plain(text: str) -> str:
    """The words without the marks of a sentence."""
    for mark in ",.“”":
        text = text.replace(mark, " ")
    return " ".join(text.split())


def check_page(made: list[Made], line_break: str, pick: int) -> None:
    """The texts are those that were written, and a changed letter appears in its place."""
    text = "\n".join(one.written for one in made).replace("\n", line_break)
    found = reading(text, "asciidoc")
    check_runs(text, found.blocks)
    assert not found.notices
    assert [plain(b.text) for b in found.blocks] == [plain(said) for one in made for said in one.said]
    check_one_letter(text, "asciidoc", pick)


@given(PAGES, LINE_BREAKS, st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_page_says_what_was_written_into_it(made: list[Made], line_break: str, pick: int) -> None:
    check_page(made, line_break, pick)


@pytest.mark.long
@given(PAGES, LINE_BREAKS, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_pages_say_what_was_written_into_them(made: list[Made], line_break: str, pick: int) -> None:
    check_page(made, line_break, pick)


@given(st.text("ab *_#`+^~[]<>{}:|=-./'\"\\\n,", max_size=80))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_with_exact_places(text: str) -> None:
    check_runs(text, reading(text, "asciidoc").blocks)


HOSTILE = (
    "*a ", "*a* ", "**", "**a", "_a ", "`a ", "``", "+a ", "+++", "#a ", "[a]#", "[", "[[", "[[a", "{", "{a", "<<", "<<a,", "((", "(((a",
    "link:", "link:a[", "link:a[b,", "a:", "https://a", "https://a[", "image:[", "footnote:[", "footnote:[a] ", '"`', "^a", "~a^", "\\", "\\*",
    "= a\n", "a\n-\n", "* a\n", "a:: b\n", "|===\n", "|===\n|a", "|", "----\n", "--\n", "____\n", "////\n", "++++\n", "```\n",
    "[a]\n", "[a=b,c]\n", ".a\n", ":a: b\n", ":a: b \\\n", "> a\n", "// a\n", "ifdef::a[b]\n", "+\n", "a::a[", "*_#`+", "&amp;", " +\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_what_was_made_to_hang_is_read_or_refused(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    try:
        found = within_deadline(lambda: reading(text, "asciidoc"), len(text))
    except ReadError as error:
        assert "seconds of work" not in str(error)  # noqa: PT017 - the refusal itself may be any other
    else:
        assert found.blocks or found.skips

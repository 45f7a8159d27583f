"""Pages of every shape, broken ones above all, show the same words as in a browser; and a changed letter stays in place."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from html_browser import words_shown
from letters import check_one_letter, check_runs, reading

WORDS = st.sampled_from(["pain", "calm", "sleep", "vial", "x", "y", "über"])
INLINE = "b i span em strong u font x-note label q ruby rt nobr small".split()
BLOCKS = (
    "p div ul ol li dl dt dd h1 h2 section blockquote article table tr td th tbody thead tfoot caption form button "
    "summary center address fieldset main footer nav pre figure object marquee"
).split()
ODD = [
    "<!-- k -->", "<!-->", "<!--->", "<!-- a --!>", "<?pi x>", "<!doctype html>", "<!x>", "</>", "</ x>", "<3", "< b",
    "&amp;", "&lt;b", "&notit;", "&copy", "&#65;", "&#x42", "&#00000000067;", "&bogus;", "&", "&copyx", "&#xFFFFFFFF;",
    "<br>", "</br>", "<img>", "<hr>", "<input>", "<wbr>", "</p>", "<body>", "</body>", "</html>", "<html>", "<head>",
    "</head>", "<style>b{}</style>", "<script>var a='<b>';</script>", "<script><!--<script></script>--></script>",
    "<script><!-- </script>", "<textarea>t &amp; <b></textarea>", "<title>ti <b></title>", "<xmp>x <b></xmp>",
    "<iframe>z <b></iframe>", "<noembed>q</noembed>", "<svg>", "</svg>", "<g>", "</g>", "<g/>", "<svg/>", "<path/>",
    "<text>", "</text>", "<desc>", "</desc>", "<foreignObject>", "</foreignObject>", "<math>", "</math>", "<mi>",
    "</mi>", "<mrow>", "<![CDATA[cd]]>", "<![CDATA[ x > y ]]>", "<div/>", "<b/>", "<p class=a b='c>d' e=\"f>g\">",
    "<span a=b/c/>", "<big href=x?a=1&b>", "<b b=c d", "<i =x>", "<p a = b>", '<b a="q"c>', "<option>", "</option>",
    "<select><option>o<option>p</select>", "<optgroup>", "<embed>", "<area>", "<param>", "<meta>", "<link>",
    "<template>", "</template>", "<ABBR>", "<DIV>", "</DIV>", "<details open>", "</details>", " ", "\n", "  ", "\t",
]  # fmt: skip
TOKENS = st.one_of(
    WORDS,
    st.sampled_from(INLINE).map("<{}>".format),
    st.sampled_from(INLINE).map("</{}>".format),
    st.sampled_from(BLOCKS).map("<{}>".format),
    st.sampled_from(BLOCKS).map("</{}>".format),
    st.sampled_from(ODD),
)
PAGES = st.lists(TOKENS, max_size=16).map(lambda tokens: "<!doctype html><body>" + "".join(tokens) + "<p>end</p>")
PLAIN = ("pre", "table", "tr", "td", "b", "i", "em", "strong", "u", "font", "nobr", "small")
HIDING = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(
            st.sampled_from([n for n in INLINE + BLOCKS if n not in PLAIN]), st.sampled_from(["", " hidden"]), inner
        ).map(lambda t: f"<{t[0]}{t[1]}>{t[2]}</{t[0]}>"),
        st.tuples(st.sampled_from(["li", "p", "dd", "option"]), inner).map(lambda t: f"<{t[0]} hidden>{t[1]}<{t[0]}>"),
        st.tuples(st.sampled_from(["", " hidden"]), inner).map(
            lambda t: f"<table{t[0]}><tr><td>{t[1]}<tr{t[0]}><td>z</table>"
        ),
    ),
    max_leaves=8,
)


def words_read(text: str, hidden: bool = False) -> list[str]:
    found = reading(text, "html").blocks
    check_runs(text, found)
    copy = [b.text for b in found if b.carrier in ("body", "title", "alt") and bool(b.visibility) == hidden]
    return " ".join(copy).replace("\ufffc", " ").replace("|", " ").split()


def check_words(text: str) -> None:
    ours, theirs = words_read(text), words_shown(text)
    if "<table" in text:  # what a table moves out of itself may join the word that stands before it: never the reverse
        left, right = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
        assert sorted("".join(left.elements())) == sorted("".join(right.elements()))
        assert left.total() >= right.total()
    elif "<t" in text:  # a part of a table moves what stands in it but in no cell; a title is shown where it stands
        assert Counter(ours) == Counter(theirs)
    else:
        assert ours == theirs


def check_hidden_words(text: str) -> None:
    for hidden in (False, True):
        assert Counter("".join(words_read(text, hidden))) == Counter("".join(words_shown(text, hidden)))
    check_words(text)


QUICKLY = settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))


@given(PAGES)
@QUICKLY
def test_broken_pages_show_the_words_that_a_browser_shows(text: str) -> None:
    check_words(text)


@given(HIDING)
@QUICKLY
def test_hidden_words_are_those_that_a_browser_hides(inner: str) -> None:
    check_hidden_words(f"<!doctype html><body>{inner}")


@given(st.one_of(PAGES, HIDING), st.sampled_from(["\n", "\r\n"]), st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_appears_exactly_where_the_map_says(text: str, line_break: str, pick: int) -> None:
    check_one_letter(text.replace("\n", line_break), "html", pick)


@pytest.mark.long
@given(PAGES)
@LONG
def test_ten_thousand_broken_pages_show_the_words_that_a_browser_shows(text: str) -> None:
    check_words(text)


@pytest.mark.long
@given(HIDING)
@LONG
def test_ten_thousand_times_hidden_words_are_those_that_a_browser_hides(inner: str) -> None:
    check_hidden_words(f"<!doctype html><body>{inner}")


@pytest.mark.long
@given(st.one_of(PAGES, HIDING), st.integers(0, 10_000))
@LONG
def test_ten_thousand_changed_letters_appear_where_the_map_says(text: str, pick: int) -> None:
    check_one_letter(text, "html", pick)

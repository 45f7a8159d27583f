"""Front matter is copy where a reader sees it, is never built as objects, and is never dropped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcolint.model import Document, Reading
from rcolint.positions import SourceMap
from rcolint.readers import load, read
from rcolint.readers.scalars import BrokenError
from rcolint.readers.yaml_events import read_events
from rcolint.readers.yaml_lines import read_lines


def front_matter(text: str, language: str) -> Reading:
    """Reads a text as it is read inside a page."""

    def embed(language: str, text: str, map: SourceMap, path: tuple[str, ...]) -> Reading:
        raise AssertionError("front matter hands nothing on")

    return load(language, inside=True)(Document("page.md", text, language), embed)


def yaml_reading(text: str) -> Reading:
    return front_matter(text, "yaml")


def toml_reading(text: str) -> Reading:
    return front_matter(text, "toml")


def values(reading: Reading) -> dict[str, str]:
    return {".".join(b.path): b.text for b in reading.blocks}


def test_carriers_follow_the_keys() -> None:
    text = (
        "title: Calm focus\nsummary: It calms\nseo_title: Calm now\nog_description: Be calm\ntags: [calm, sleep aid]\n"
        "brand: Calmex\nimage_alt: A calm vial\nbenefits:\n  - Less worry\nmetaDescription: Calm down\n"
        "testimonials:\n  - It cured me\n"
    )
    assert {".".join(b.path): b.carrier for b in yaml_reading(text).blocks} == {
        "title": "title", "summary": "meta", "seo_title": "meta", "og_description": "meta", "tags.0": "tag",
        "tags.1": "tag", "brand": "name", "image_alt": "alt", "benefits.0": "body", "metaDescription": "meta",
        "testimonials.0": "review",
    }  # fmt: skip


def test_what_is_not_copy_is_a_named_skip() -> None:
    text = (
        "layout: post\ndate: 2024-01-02\ndraft: true\nprice_usd: 3\nslug: cures-pain\nimage: /a/b.png\nn: 1e5\nt: x y\n"
    )
    found = yaml_reading(text)
    assert values(found) == {"t": "x y"}
    assert {s.reason for s in found.skips} == {"front matter value"}


def test_a_claim_under_a_technical_key_is_still_read() -> None:
    assert values(yaml_reading("type: This peptide cures every known kind of anxiety\n"))


QUOTED = """\
single: 'It''s calm'
double: "A \\"calm\\" \\u0041\\x42 \\
  line"
folded: >-
  one
  two

  three
    kept
literal: |
  one
   two
nested:
  - a: b c
    d: [e f, "g"]
multi: plain text
  goes on
"""


def test_quotes_escapes_and_folds_map_letter_by_letter() -> None:
    found = yaml_reading(QUOTED)
    assert values(found) == {
        "single": "It's calm",
        "double": 'A "calm" AB line',
        "folded": "one two\nthree\n  kept",
        "literal": "one\n two",
        "nested.0.a": "b c",
        "nested.0.d.0": "e f",
        "nested.0.d.1": "g",
        "multi": "plain text goes on",
    }
    for b in found.blocks:
        for run in b.map.runs:
            if run.end - run.start == run.source_end - run.source_start:  # a folded line break is a blank
                there = QUOTED[run.source_start : run.source_end]
                assert b.text[run.start : run.end].replace("\n", " ") == there.replace("\n", " ")


def test_crlf_front_matter_keeps_its_places() -> None:
    text = QUOTED.replace("\n", "\r\n")
    for b in yaml_reading(text).blocks:
        for run in b.map.runs:
            if run.end - run.start == run.source_end - run.source_start and b.text[run.start : run.end].isalpha():
                assert b.text[run.start : run.end] == text[run.source_start : run.source_end]


BROKEN = {
    "an alias": "a: &x b\nc: *x\n",
    "an alias bomb": "a: &a [x]\nb: &b [*a, *a]\n",
    "a merge key": "a: {<<: {b: c}}\n",
    "a tag": "a: !!python/object:os.system cures\n",
    "deep flow": "a: " + "[" * 50_000,
    "deep mapping": "a: " + "{a: " * 10_000,
    "deep block": "".join("  " * n + "a:\n" for n in range(30)),
    "deep list": "a:\n  " + "- " * 10_000 + "x\n",
    "too big": "a: b\n" * 20_000,
    "a key twice": "a: cures\na: heals\n",
    "two documents": "a: b\n---\nc: d\n",
    "tabs": "a:\n\tb: cures\n",
    "a NUL": "a: cures\0\n",
    "no mapping": "just cures\n",
    "an open quote": 'a: "cures\n',
    "a complex key": "? [a, b]\n: cures\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_refused_front_matter_is_read_line_by_line_with_a_notice(name: str) -> None:
    found = yaml_reading(BROKEN[name])
    assert len(found.notices) == 1
    assert found.notices[0].span is not None
    lines = [line.strip() for line in BROKEN[name].split("\n") if line.strip()]
    assert [b.text for b in found.blocks] == lines
    assert all(b.role == "value" for b in found.blocks)


@pytest.mark.parametrize("name", [name for name in BROKEN if name != "two documents"])
def test_the_copy_below_refused_front_matter_is_still_read(name: str) -> None:
    found = read(Document("page.md", f"---\n{BROKEN[name]}\n---\n\nThe *copy* below\n", "markdown"))
    assert found.blocks[-1].text == "The copy below"
    assert found.notices[0].span is not None
    assert found.notices[0].span.start >= 4


def test_odd_numbers_and_dates_do_no_harm() -> None:
    text = "a: " + "9" * 5000 + "\nb: 2024-99-99\nc: 1:2:3\nd: 2001-12-14t21:59:43.10-05:00\n"
    assert not yaml_reading(text).notices


@pytest.mark.parametrize(
    "text",
    [
        "title: a\n",
        "a: 'x'\n# note\n\nb: [x, 'y z', \"q\"]\n",
        "a:\n- x y\n- 'z'\nb: c # note\n",
        "a: x#y\nb:\nc: http://x\n",
        'paths:\n  "shop/**": {profile: lab, "tier": gate}\n  docs/**:\n    tier: audit  # all\n',
        "waivers:\n- rule: RCO101\n  text: a b\n- {rule: RCO102, text: 'c'}\ntier: gate\n",
        "a:\n  b:\n    - c: [d, {e: f}]\n      g:\n      - h\n    - [i]\nHeal & Glow Labs: j\n",
    ],
)
def test_the_common_subset_needs_no_library(text: str) -> None:
    assert read_lines(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c: d\n",
        "a:\n    b: c\n  d: e\n",
        "a:\n  - b\n - c\n",
        "a:\n- b\n  c: d\n",
        "a: b\n  c\n",
        "- a: b\n",
        "a: {b: c\n  }\n",
        '"<<": b\n',
        "a:\n  -\n    b: c\n",
    ],
)
def test_what_is_beyond_the_subset_is_left_to_the_library(text: str) -> None:
    assert read_lines(text) is None


KEYS = st.sampled_from(["title", "a", "b-c", "d_e", "tags", "n", "y", "Key.x"])
LETTERS = st.text("ab Z'\"\\:#-,[]{}&*!|>%@`?~=.09é/", max_size=12)
VALUES = st.one_of(
    LETTERS,
    LETTERS.map(lambda t: "'" + t.replace("'", "''") + "'"),
    LETTERS.map(lambda t: '"' + t.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    LETTERS.map(lambda t: '"' + t),
    st.lists(LETTERS, max_size=3).map(lambda t: "[" + ", ".join(t) + "]"),
    st.lists(LETTERS, max_size=3).map(lambda t: "\n" + "\n".join("- " + x for x in t)),
    st.lists(LETTERS, max_size=3).map(lambda t: "\n" + "\n".join("  - " + x for x in t)),
    LETTERS.map(lambda t: t + " # note"),
)
DOCUMENTS = st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=4).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)


def check_that_both_ways_agree(text: str) -> None:
    quick = read_lines(text)
    if quick is None:
        return
    try:
        slow = read_events(text, 20)
    except BrokenError as broken:
        pytest.fail(f"only the library refuses {text!r}: {broken.why}")
    wanted = [(s.path, s.pieces.text if s.pieces else None, s.span, s.plain) for s in slow.scalars]
    assert [(s.path, s.pieces.text if s.pieces else None, s.span, s.plain) for s in quick.scalars] == wanted
    assert quick.keys == slow.keys


@given(DOCUMENTS)
@settings(max_examples=1500, deadline=None)
def test_both_ways_of_reading_agree(text: str) -> None:
    check_that_both_ways_agree(text)


INNER_KEYS = st.sampled_from(["a:", "b c:", '"d/**":', "'e''f':", "g&h:", "<<:", '"":', "{i: j,", "k :"])
INNER_VALUES = st.sampled_from(
    ["", " x", " 'y'", ' "z\\t"', " [1, {a: b}]", " {c: d, 'e': [f]}", " # n", " -1", " p: q", " |", " {", " }", "x"]
)
NESTED = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["", "- ", "-  ", "- - ", "-"]),
        st.one_of(st.builds(str.__add__, INNER_KEYS, INNER_VALUES), INNER_VALUES),
    ),
    min_size=1,
    max_size=7,
).map(lambda lines: "top:\n" + "".join(f"{' ' * column}{mark}{rest}\n" for column, mark, rest in lines))


@given(NESTED)
@settings(max_examples=1500, deadline=None)
def test_both_ways_agree_on_what_is_nested(text: str) -> None:
    check_that_both_ways_agree(text)


# Trees that are well-formed, so that deep ones are met, too.
PLAIN_TREES = st.recursive(
    st.sampled_from(["x", "y z", "'q''r'", '"s"', "[a, b]", "{k: v}", "3"]),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(["a", "b c", '"d"', "e/*"]), inner, min_size=1, max_size=3),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def written(tree: object, column: int) -> str:
    """A tree as YAML, to be put behind a key or a dash."""
    if isinstance(tree, str):
        return f" {tree}\n"
    blank = " " * column
    if isinstance(tree, dict):
        return "\n" + "".join(f"{blank}{key}:{written(inner, column + 2)}" for key, inner in tree.items())
    assert isinstance(tree, list)
    items = (written(inner, column + 2) for inner in tree)
    return "\n" + "".join(f"{blank}- {item.lstrip()}" for item in items)


@given(PLAIN_TREES)
@settings(max_examples=500, deadline=None)
def test_both_ways_agree_on_trees(tree: object) -> None:
    check_that_both_ways_agree("top:" + written(tree, 2))


def test_toml_values_map_through_quotes_escapes_and_tables() -> None:
    text = (
        '# note\ntitle = "Cures \\u0041 it" # c\ntags = ["a b", \'lit\'] # x\nn = 3\nwhen = 2024-01-02\n[params]\n'
        'description = """\nmulti \\\n   line"""\n[[faq]]\nq = \'\'\'x y\'\'\'\n[[faq]]\nq = "second"\nt = {a = "b c", "d.e" = 1}\n'
    )
    found = toml_reading(text)
    assert values(found) == {
        "title": "Cures A it",
        "tags.0": "a b",
        "tags.1": "lit",
        "params.description": "multi line",
        "faq.0.q": "x y",
        "faq.1.q": "second",
        "faq.1.t.a": "b c",
    }
    for b in found.blocks:
        for run in b.map.runs:
            if run.end - run.start == run.source_end - run.source_start:
                assert b.text[run.start : run.end] == text[run.source_start : run.source_end]


@pytest.mark.parametrize("text", ["title = cures\n", "a = " + "[" * 50_000, "a = 'cures\n", 'a = "x"\na = "y"\n'])
def test_refused_toml_is_read_line_by_line_with_a_notice(text: str) -> None:
    found = toml_reading(text)
    assert len(found.notices) == 1
    assert [b.text for b in found.blocks] == [line for line in text.split("\n") if line]

"""YAML and TOML files: every text value arrives with its key path and its place; what cannot be parsed is read by lines."""

import datetime as dt
import json
import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter, check_runs, reading, texts
from rcolint.readers.data_files import MAX_DEPTH
from rcolint.readers.yaml_events import read_documents

PAGE = """\
# treats pain
statement: For research use only
items:
  - sku: A-1
    name: Vialmere   # treats pain
    text: >-
      Calm vials and
      deep sleep.

      A new line.
    points:
    - Less worry
    - "It's \\"calm\\" \\u0041"
  - sku: A-2
    name: 'Oak''s row'
    text: |2
       kept
      lines
    n: 12
    when: 2024-05-06
    ready: yes
---
second: document
"""


def values(text: str, language: str = "yaml") -> dict[str, str]:
    return {".".join(b.path): b.text for b in reading(text, language).blocks}


class TestYaml:
    def test_every_style_of_text_is_read(self) -> None:
        assert values(PAGE) == {
            "statement": "For research use only",
            "items.0.name": "Vialmere",
            "items.0.text": "Calm vials and deep sleep.\nA new line.",
            "items.0.points.0": "Less worry",
            "items.0.points.1": 'It\'s "calm" A',
            "items.1.name": "Oak's row",
            "items.1.text": "kept\nlines",
            "second": "document",
        }
        check_runs(PAGE, reading(PAGE, "yaml").blocks)

    def test_windows_line_breaks_keep_their_places(self) -> None:
        text = PAGE.replace("\n", "\r\n")
        assert values(text).keys() == values(PAGE).keys()
        check_runs(text, reading(text, "yaml").blocks)

    def test_items_are_pages(self) -> None:
        assert {b.page for b in reading(PAGE, "yaml").blocks} == {"", "A-1", "A-2"}

    def test_anchors_tags_aliases_and_merges_are_understood(self) -> None:
        text = (
            "base: &b {note: Calm vials}\nuse:\n  <<: *b\n  t: !!str Deep sleep\n  ? [a, b]\n  : Less pain\n*b : x y\n"
        )
        assert list(values(text).values()) == ["Calm vials", "Deep sleep", "a", "b", "Less pain", "x y"]

    def test_a_text_or_a_list_alone_is_a_document(self) -> None:
        assert texts("- Calm vials\n- [Deep sleep]\n", "yaml") == ["Calm vials", "Deep sleep"]
        assert texts("just calm vials\n", "yaml") == ["just calm vials"]

    def test_a_key_that_is_there_twice_is_read_twice(self) -> None:
        assert texts("a: Calm vials\na: Deep sleep\n", "yaml") == ["Calm vials", "Deep sleep"]

    def test_markdown_in_a_value_is_read_as_such(self) -> None:
        text = "text: |\n  Our **blend** calms\n\n  - one <b>i</b>tem\n"
        found = reading(text, "yaml").blocks
        assert [(b.text, b.role) for b in found] == [("Our blend calms", "paragraph"), ("one item", "list-item")]
        check_runs(text, found)

    def test_front_matter_stays_a_mapping_of_its_own(self) -> None:
        found = reading("---\ndescription: &a Calm vials\n---\nText\n", "markdown")
        assert "anchors" in found.notices[0].message


class TestToml:
    TEXT = """\
# treats pain
title = "Calm \\"vials\\" \\u00e9"
date = 2024-05-06
n = 12
[params]
tagline = 'Deep sleep'
long = \"\"\"
One
two \\
  three\"\"\"
[[items]]
sku = "A-1"
name = "Vialmere"
tags = ["calm", "night rest"]
[[items]]
sku = "A-2"
name = "Oakrow"
"""

    def test_every_text_is_read(self) -> None:
        assert values(self.TEXT, "toml") == {
            "title": 'Calm "vials" é',
            "params.tagline": "Deep sleep",
            "params.long": "One\ntwo three",
            "items.0.name": "Vialmere",
            "items.0.tags.0": "calm",
            "items.0.tags.1": "night rest",
            "items.1.name": "Oakrow",
        }
        check_runs(self.TEXT, reading(self.TEXT, "toml").blocks)

    def test_items_are_pages(self) -> None:
        assert {b.page for b in reading(self.TEXT, "toml").blocks} == {"", "A-1", "A-2"}


BROKEN = {
    "yaml": {
        "tabs": "a: Calm vials\n\tb: Deep sleep\n# treats pain\n",
        "an open quote": 'a: Calm vials\nb: "Deep sleep\n',
        "an open bracket": "a: Calm vials\nb: [Deep sleep\n",
        "marks of a merge": "a: Calm vials\n<<<<<<< ours\nb: Deep sleep\n>>>>>>> theirs\n",
        "a template": "a: Calm vials\n{{- if .x }}\nb: Deep sleep\n{{- end }}\n",
        "a key inside a text": "a: Calm vials\nb: Deep sleep\n c: d\n",
        "deep nesting": "a: Calm vials\nb: " + "[" * 400 + "Deep sleep" + "]" * 400 + "\n",
        "control letters": "a: Calm vials\nb: Deep sleep \x07\n",
    },
    "toml": {
        "no value": 'a = "Calm vials"\nb =\nc = "Deep sleep"\n',
        "a key twice": 'a = "Calm vials"\na = "Deep sleep"\n',
        "no quotes": "a = Calm vials\nb = Deep sleep\n# treats pain\n",
        "deep nesting": 'a = "Calm vials"\nb = ' + "[" * 400 + '"Deep sleep"' + "]" * 400 + "\n",
    },
}


@pytest.mark.parametrize(("language", "name"), [(language, name) for language in BROKEN for name in BROKEN[language]])
def test_broken_files_are_read_by_lines_with_a_notice(language: str, name: str) -> None:
    text = BROKEN[language][name]
    found = reading(text, language)
    shown = "\n".join(b.text for b in found.blocks)
    assert "Calm vials" in shown
    assert "Deep sleep" in shown
    assert "treats pain" not in shown
    assert len(found.notices) == 1
    check_runs(text, found.blocks)


LONG = {
    "yaml": {
        "open brackets": "a: " + "[" * 200_000,
        "open mappings": "a: " + "{a: " * 50_000,
        "dashes": "- " * 100_000 + "x",
        "deep blocks": "".join("  " * n + "a:\n" for n in range(600)),
        "many keys": "".join(f"key{n}: w x\n" for n in range(30_000)),
        "many aliases": "a: &a Calm vials\nb: [" + "*a," * 50_000 + "]\n",
        "an alias bomb": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(3_000)),
        "merges": "a: &a {b: c}\n" + "".join(f"m{n}: {{<<: *a}}\n" for n in range(5_000)),
        "many documents": "---\na: w x\n" * 10_000,
        "tags": "a: !!python/object/apply:os.system [w x]\n" * 3_000,
        "a long line": "a: " + "word " * 40_000,
        "blank lines": "a: |\n" + "\n" * 200_000 + "  w x\n",
        "folds": "a: >\n" + "  w\n\n" * 40_000,
        "odd dates": "a: 2024-99-99\n" * 10_000,
        "a huge number": "a: " + "9" * 200_000 + "\n",
        "broken at once": "\t\n" + "- - - a: 'b\n" * 15_000,
        "dashes after a break": "\t\n" + "- " * 100_000,
    },
    "toml": {
        "open brackets": "a = " + "[" * 200_000,
        "dots": "a." * 100_000 + "b = 1",
        "many keys": "".join(f'key{n} = "w x"\n' for n in range(10_000)),
        "many tables": "".join('[[a]]\nt = "w x"\n' for n in range(5_000)),
        "open quotes": 'a = "\n' * 30_000,
        "escapes": 'a = "' + "\\n" * 100_000 + '"',
    },
}


@pytest.mark.parametrize(("language", "name"), [(language, name) for language in LONG for name in LONG[language]])
def test_hostile_files_are_read_to_their_end(language: str, name: str) -> None:
    text = LONG[language][name]
    found = reading(text, language)
    owned = [b.map.span.end for b in found.blocks] + [s.span.end for s in found.skips]
    assert max(owned) == len(text)


def test_depth_is_judged_before_anything_is_built() -> None:
    values, broken = read_documents("[" * (MAX_DEPTH + 1), MAX_DEPTH)
    assert broken is not None
    assert "deep" in broken.why
    assert not values.scalars


def test_nothing_is_built_from_tags() -> None:
    text = "a: !!python/object/apply:os.system ['echo w x']\nb: !!binary d2Vs\n"
    assert "echo w x" in texts(text, "yaml")


KEYS = st.sampled_from(["notes", "body", "benefits", "n", "häh?", "a b"])
WORDS = st.text(st.sampled_from("ab \n'\"\\é😀:#-,[]{}&*!|>%@`"), max_size=14)
SIMPLE = st.one_of(st.none(), st.booleans(), st.integers(), WORDS, WORDS)
TREES = st.dictionaries(
    KEYS, st.recursive(SIMPLE, lambda t: st.lists(t, max_size=3) | st.dictionaries(KEYS, t, max_size=3), max_leaves=8), min_size=1, max_size=3
)  # fmt: skip
STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "default_flow_style": st.sampled_from([None, True, False]),
        "width": st.sampled_from([20, 80]),
        "indent": st.sampled_from([2, 4]),
        "allow_unicode": st.booleans(),
        "line_break": st.sampled_from(["\n", "\r\n"]),
    }
)


def leaves(tree: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object]]:
    if isinstance(tree, dict):
        return [leaf for key, inner in tree.items() for leaf in leaves(inner, (*path, str(key)))]
    if isinstance(tree, list):
        return [leaf for n, inner in enumerate(tree) for leaf in leaves(inner, (*path, str(n)))]
    return [(path, tree)]


def check_values(tree: object, text: str) -> None:
    found, broken = read_documents(text, MAX_DEPTH)
    assert broken is None
    seen = {s.path: s.pieces.text if s.pieces else None for s in found.scalars}
    for path, value in leaves(tree):
        if isinstance(value, str) and value:
            assert seen[path] == value


@given(TREES, STYLES)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_values_are_those_of_the_library(tree: object, style: dict[str, Any]) -> None:
    check_values(tree, yaml.safe_dump(tree, sort_keys=False, **style))


@pytest.mark.long
@given(TREES, STYLES)
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_values_are_those_of_the_library_ten_thousand_times(tree: object, style: dict[str, Any]) -> None:
    check_values(tree, yaml.safe_dump(tree, sort_keys=False, **style))


PROSE = st.lists(
    st.sampled_from(["pain", "relief", "<b>calm</b>", "**deep**", "it's", 'a "b"', "é", "😀", "\n\n- item", "&amp;", "x: y"]),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip
PAGES = st.dictionaries(st.sampled_from(["notes", "body", "title"]), PROSE | st.lists(PROSE, max_size=3), min_size=1)


@given(PAGES, STYLES, st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_in_yaml_appears_where_the_map_says(page: object, style: dict[str, Any], pick: int) -> None:
    check_one_letter(yaml.safe_dump(page, **style), "yaml", pick)


@pytest.mark.long
@given(PAGES, STYLES, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters_in_yaml(page: object, style: dict[str, Any], pick: int) -> None:
    check_one_letter(yaml.safe_dump(page, **style), "yaml", pick)


def toml_text(page: dict[str, Any]) -> str:
    """A TOML file whose strings are quoted as JSON quotes them, which TOML reads alike."""
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in page.items())


@given(PAGES, st.integers(0, 10_000))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_in_toml_appears_where_the_map_says(page: dict[str, Any], pick: int) -> None:
    text = toml_text(page)
    assert tomllib.loads(text) == page
    assert len(reading(text, "toml").blocks) >= sum(isinstance(value, str) for value in page.values())
    check_one_letter(text, "toml", pick)


@given(st.text(st.sampled_from("ab: -\n\r\t#'\"[]{}>|&*!?,=é"), max_size=60), st.sampled_from(["yaml", "toml"]))
@settings(max_examples=1000, deadline=None)
def test_any_text_at_all_is_read(text: str, language: str) -> None:
    found = reading(text, language)
    check_runs(text, found.blocks)


def test_dates_and_words_for_true_are_no_copy() -> None:
    assert texts(f"a: {dt.date(2024, 5, 6)}\nb: yes\nc: ~\nd: 1e5\n", "yaml") == []

"""JSON: every string that is copy arrives with its key path and its exact place, and nothing else does."""

import json
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import CLAIM
from letters import check_one_letter, check_runs, reading, texts
from rcolint.api import check_text
from rcolint.errors import ReadError
from rcolint.readers.json_scan import MAX_DEPTH, OPEN, STRAY, WORD, decode, scan


def values(text: str) -> dict[str, str]:
    return {".".join(b.path): b.text for b in reading(text, "json").blocks}


class TestPaths:
    def test_every_string_has_its_key_path(self) -> None:
        text = '{"hero": {"headline": "Calm vials"}, "list": ["one word", ["two words"]], "n": 3}'
        assert values(text) == {"hero.headline": "Calm vials", "list.0": "one word", "list.1.0": "two words"}

    def test_a_string_alone_is_a_document(self) -> None:
        assert values('"Calm vials"') == {"": "Calm vials"}

    def test_an_escaped_key_is_told_as_it_is_meant(self) -> None:
        assert values('{"k\\u0065y \\"a\\"": "Calm vials"}') == {'key "a"': "Calm vials"}

    def test_lines_are_documents_of_their_own(self) -> None:
        found = reading('{"t": "Calm vials"}\n\n{"t": "Deep sleep"}\n', "jsonl").blocks
        assert [(b.path, b.text) for b in found] == [(("0", "t"), "Calm vials"), (("1", "t"), "Deep sleep")]

    def test_a_key_that_is_there_twice_is_read_twice(self) -> None:
        assert texts('{"t": "Calm vials", "t": "Deep sleep"}', "json") == ["Calm vials", "Deep sleep"]


class TestCarriers:
    def test_a_description_in_data_is_what_the_page_shows(self) -> None:
        text = '{"title": "T a", "description": "D b", "seo": {"title": "S c", "description": "M d"}, "ogDescription": "O e"}'
        assert {b.text: b.carrier for b in reading(text, "json").blocks} == {
            "T a": "title", "D b": "body", "S c": "title", "M d": "meta", "O e": "meta",
        }  # fmt: skip

    def test_in_a_file_of_translations_every_key_is_a_name(self) -> None:
        text = '{"status": {"color": "Deep sleep"}, "image": "/a/b.png"}'
        assert texts(text, "json", "shop/settings.json") == []
        for path in (
            "locales/shop.json",
            "src/i18n/en.json",
            "theme/en.default.json",
            "messages.de.json",
            "en-GB.json",
        ):
            assert texts(text, "json", path) == ["Deep sleep"], path


class TestEscapes:
    def test_escapes_are_one_letter_made_of_several(self) -> None:
        text = r'{"t": "a\n\"b\" \u00e9 \ud83d\ude00 \/ c"}'
        (block,) = reading(text, "json").blocks
        assert block.text == 'a\n"b" é 😀 / c'
        at = block.text.index("😀")
        assert text[slice(*block.map.to_source(at, at + 1))] == r"\ud83d\ude00"

    def test_half_a_surrogate_pair_is_no_letter(self) -> None:
        assert texts(r'{"t": "cures \ud800 x \u0000 y"}', "json") == ["cures \ufffd x \ufffd y"]

    def test_html_in_a_string_is_read_as_such(self) -> None:
        text = '{"body_html": "<p class=\\"lead\\">It <b>tr</b>eats<br>x</p>\\n<p>&eacute;t&#233;</p>"}'
        found = reading(text, "json").blocks
        assert [b.text for b in found] == ["It treats\nx", "été"]
        assert all(b.path == ("body_html",) for b in found)
        check_runs(text, found)

    def test_markdown_in_a_string_is_read_as_such(self) -> None:
        text = r'{"content": "It **treats** you.\n\n- one\n- two"}'
        found = reading(text, "json").blocks
        assert [(b.text, b.role) for b in found] == [
            ("It treats you.", "paragraph"),
            ("one", "list-item"),
            ("two", "list-item"),
        ]
        check_runs(text, found)


class TestWhatPeopleWrite:
    def test_comments_and_trailing_commas(self) -> None:
        text = '{ // treats\n "a": "Calm vials", /* cures */ "b": ["Deep sleep",],}'
        assert values(text) == {"a": "Calm vials", "b.0": "Deep sleep"}
        assert not reading(text, "json").notices

    def test_single_quotes_and_bare_keys(self) -> None:
        text = "{a: 'It\\'s calm', $b: \"Deep\\\n sleep\", c: +Infinity, d: .5}"
        assert values(text) == {"a": "It's calm", "$b": "Deep sleep"}
        assert not reading(text, "json").notices

    def test_a_line_break_in_a_string(self) -> None:
        assert values('{"a": "Calm\nvials", "b": "Deep sleep"}') == {"a": "Calm\nvials", "b": "Deep sleep"}

    def test_a_comment_between_key_and_value(self) -> None:
        assert values('{"a": // treats\n "Calm vials"}') == {"a": "Calm vials"}


BROKEN = {
    "an open string": '{"a": "treats pain\n, "b": "calms nerves"}',
    "an open string at the end": '{"b": "calms nerves", "a": "treats pain',
    "missing brackets": '{"a": ["treats pain", {"b": "calms nerves"',
    "no quotes": '{"a": treats pain, "b": "calms nerves"}',
    "marks of a merge": '{\n<<<<<<< ours\n"a": "treats pain",\n=======\n"b": "calms nerves"\n>>>>>>> theirs\n}',
    "a template": '{"a": {{ treats pain }}, "b": "calms nerves"}',
    "prose": "treats pain and\ncalms nerves",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_is_read_with_a_notice(name: str) -> None:
    found = reading(BROKEN[name], "json")
    shown = "\n".join(b.text for b in found.blocks)
    assert "treats pain" in shown
    assert "calms nerves" in shown
    assert len(found.notices) == 1
    check_runs(BROKEN[name], found.blocks)


HOSTILE = {
    "open brackets": "[" * 100_000,
    "nested brackets": "[" * 100_000 + '"treats pain"' + "]" * 100_000,
    "nested objects": '{"a":' * 60_000 + '"treats pain"' + "}" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nesting_too_deep_is_refused_in_words(name: str) -> None:
    with pytest.raises(ReadError, match=f"more than {MAX_DEPTH} deep"):
        reading(HOSTILE[name], "json")


LONG = {
    "closing brackets": "]" * 200_000,
    "open strings": '"\n' * 100_000,
    "open strings with escapes": '"\\' * 100_000,
    "backslashes": '"' + "\\" * 200_000,
    "escapes": '"' + "\\n" * 100_000 + '"',
    "escaped quotes": '"' + '\\"' * 100_000,
    "open single quotes": "'\n" * 100_000,
    "open comments": "/*" * 100_000,
    "stars in a comment": "/*" + "*" * 200_000,
    "slashes": "/" * 200_000,
    "colons": '{"a"' + ":" * 200_000,
    "keys without values": '{"a":' * 150 + '"a":\n' * 50_000,
    "bare words": "treats " * 30_000,
    "bare keys": "a: " * 70_000,
    "many keys": "{" + ",".join(f'"key{n}": "w x"' for n in range(100_000)) + "}",
    "a huge number": '{"a": ' + "9" * 200_000 + ', "b": "calms nerves"}',
    "half numbers": "-" * 200_000,
    "entities": '{"a": "' + "&amp;" * 40_000 + '"}',
    "a wide path": "[" * 150 + '"w x",' * 40_000 + "]" * 150,
    "pieces of a sentence": '{"children": [' + '{"text": "w x"},' * 12_000 + "]}",
    "blanks": " " * 200_000 + '"w x"' + "\n" * 200_000,
}


@pytest.mark.parametrize("name", LONG)
def test_hostile_text_is_read_to_its_end(name: str) -> None:
    found = reading(LONG[name], "json")
    owned = [(b.map.span.start, b.map.span.end) for b in found.blocks] + [tuple(s.span) for s in found.skips]
    assert max(end for _, end in owned) == len(LONG[name])


KEYS = st.sampled_from(["title", "body", "benefits", "sku", "name", "n", "image", "häh?", 'q"'])
WORDS = st.text(st.sampled_from('ab \n\t"\\/é😀\u2028<&*-:,{}[]#'), max_size=12)
SIMPLE = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS)
TREES = st.recursive(
    SIMPLE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def leaves(tree: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object]]:
    if isinstance(tree, dict):
        return [leaf for key, inner in tree.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(tree, list):
        return [leaf for n, inner in enumerate(tree) for leaf in leaves(inner, (*path, str(n)))]
    return [(path, tree)]


def check_scan(tree: object, text: str) -> None:
    found = [
        (path, decode(text, start, end).text if kind == '"' else json.loads(text[start:end]))
        for path, start, end, kind in scan(text)
        if kind in ('"', WORD)
    ]
    assert not {kind for *_, kind in scan(text)} & {STRAY, OPEN}
    assert [(path, repr(value)) for path, value in found] == [(path, repr(value)) for path, value in leaves(tree)]


DOCUMENTS = st.tuples(TREES, st.booleans(), st.sampled_from([None, 0, 2]))


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_the_scanner_sees_what_the_library_sees(document: tuple[object, bool, int | None]) -> None:
    tree, ascii_only, indent = document
    check_scan(tree, json.dumps(tree, ensure_ascii=ascii_only, indent=indent))


@pytest.mark.long
@given(DOCUMENTS)
@settings(max_examples=10_000, deadline=None)
def test_the_scanner_sees_what_the_library_sees_ten_thousand_times(document: tuple[object, bool, int | None]) -> None:
    tree, ascii_only, indent = document
    check_scan(tree, json.dumps(tree, ensure_ascii=ascii_only, indent=indent))


PROSE = st.lists(
    st.sampled_from(["pain", "relief\n", "<b>calm</b>", "**deep**", '"sleep"', "é", "😀", "\n- item", "&amp;", "\\"]),
    min_size=1,
    max_size=6,
).map(" ".join)
PAGES = st.dictionaries(KEYS, PROSE | st.lists(PROSE, max_size=3), min_size=1, max_size=4)


@given(PAGES, st.booleans(), st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_appears_exactly_where_the_map_says(page: object, ascii_only: bool, pick: int) -> None:
    check_one_letter(json.dumps(page, ensure_ascii=ascii_only), "json", pick)


@pytest.mark.long
@given(PAGES, st.booleans(), st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters_appear_where_the_map_says(page: object, ascii_only: bool, pick: int) -> None:
    check_one_letter(json.dumps(page, ensure_ascii=ascii_only), "json", pick)


@given(st.text(st.sampled_from('{}[]",:\\\n\r /*\'abé1.-"'), max_size=60))
@settings(max_examples=1000, deadline=None)
def test_any_text_at_all_loses_no_letter(text: str) -> None:
    found = reading(text, "json")
    check_runs(text, found.blocks)
    owned = sorted((*block.map.span,) for block in found.blocks) + [tuple(skip.span) for skip in found.skips]
    covered = {at for start, end in owned for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= covered


class TestItems:
    def pages(self, data: object) -> list[tuple[str, str]]:
        return [(b.page, b.text) for b in reading(json.dumps(data), "json").blocks]

    def test_each_product_of_a_list_is_a_page(self) -> None:
        items = [{"sku": "A-1", "name": "Vialmere", "text": "Calm vials"}, {"name": "Oakrow", "text": "Deep sleep"},
                 {"name": "Fenwick", "price": 4, "notes": ["Less pain"]}]  # fmt: skip
        assert self.pages({"statement": "For research", "items": items}) == [
            ("", "For research"), ("A-1", "Vialmere"), ("A-1", "Calm vials"), ("Oakrow", "Oakrow"), ("Oakrow", "Deep sleep"),
            ("Fenwick", "Fenwick"), ("Fenwick", "Less pain"),
        ]  # fmt: skip

    def test_one_product_is_no_catalogue(self) -> None:
        assert {page for page, _ in self.pages({"items": [{"sku": "A-1", "name": "Vialmere"}]})} == {""}

    def test_the_variants_of_a_product_are_no_pages(self) -> None:
        variants = [{"sku": "A-1", "title": "5 mg vial"}, {"sku": "A-2", "title": "10 mg vial"}]
        assert {page for page, _ in self.pages({"title": "Vialmere", "variants": variants})} == {""}

    def test_products_of_a_category_are_pages_and_the_category_is_not(self) -> None:
        products = [{"sku": f"A-{n}", "name": f"Vial {n}"} for n in range(2)]
        groups = [{"id": n, "title": f"Group {n}", "description": "All of them", "products": products} for n in (7, 8)]
        assert [page for page, text in self.pages(groups) if text == "Vial 1"] == ["A-1", "A-1"]

    def test_a_mapping_by_handle_is_a_catalogue(self) -> None:
        data = {
            "a": {"name": "Vial one", "price": 3},
            "b": {"name": "Vial two", "price": 4},
            "faq": {"q": "Is it calm?"},
        }
        assert self.pages(data) == [("Vial one", "Vial one"), ("Vial two", "Vial two"), ("", "Is it calm?")]

    def test_articles_with_an_id_a_title_and_a_text_are_pages(self) -> None:
        data = [{"id": n, "title": f"News {n}", "body": "Calm vials"} for n in (1, 2)]
        assert [page for page, _ in self.pages(data)] == ["1", "1", "2", "2"]

    def test_links_with_an_id_and_a_title_are_none(self) -> None:
        assert {page for page, _ in self.pages([{"id": n, "title": f"News {n}"} for n in (1, 2)])} == {""}


class TestRichText:
    @pytest.mark.parametrize(
        "text",
        [
            '{"children": [{"text": "It "}, {"text": "calms", "bold": true}, {"text": " anxiety fast"}]}',
            '{"content": [{"type": "text", "text": "It "}, {"text": "calms", "marks": [{"type": "bold"}], "type": "text"}, {"type": "text", "text": " anxiety fast"}]}',
            '{"children": [{"_type": "span", "text": "It calms"}, {"_type": "span", "text": " anx"}, {"_type": "span", "text": "iety fast"}]}',
            '{"children": [{"text": "It\\n"}, {"text": "calms\\u00a0"}, {"text": "anxiety fast"}]}',
            '{"children": [{"type": "text", "value": "It \\u0063alms "}, {"type": "text", "value": "anxiety fast"}]}',
        ],
    )
    def test_pieces_of_a_sentence_are_joined(self, text: str) -> None:
        (block,) = reading(text, "json").blocks
        assert block.text == "It calms anxiety fast"
        check_runs(text, (block,))
        at = text.index(" fast")
        assert block.map.to_source(len("It calms anxiety"), len("It calms anxiety f")) == (at, at + 2)

    def test_paragraphs_are_not(self) -> None:
        text = '{"content": [{"type": "paragraph", "text": "It calms"}, {"type": "paragraph", "text": "anxiety"}]}'
        assert texts(text, "json") == ["It calms", "anxiety"]
        nested = '{"children": [{"type": "p", "children": [{"text": "It"}, {"text": " calms"}]}, {"type": "p", "children": [{"text": "x y"}]}]}'
        assert texts(nested, "json") == ["It calms", "x y"]


class TestCitedWorks:
    WORK: ClassVar = {
        "title": "Calm mice",
        "journal": "J Sleep",
        "year": 2019,
        "doi": "10.1000/x",
        "summary": "We calm you",
    }

    def headings(self, data: object) -> dict[str, tuple[str, ...]]:
        return {b.text: b.headings for b in reading(json.dumps(data), "json").blocks}

    def test_the_record_of_a_work_stands_under_references(self) -> None:
        found = self.headings({"studies": [self.WORK], "title": "Vialmere"})
        assert found["Calm mice"] == found["We calm you"] == ("References",)
        assert found["Vialmere"] == ()

    def test_a_product_is_none_whatever_it_cites(self) -> None:
        assert set(self.headings({**self.WORK, "price": 4}).values()) == {()}

    def test_works_are_no_pages(self) -> None:
        works = [{**self.WORK, "id": n} for n in range(3)]
        assert {b.page for b in reading(json.dumps(works), "json").blocks} == {""}

    @pytest.mark.parametrize("key", ["title", "abstract", "container-title"])
    def test_what_its_authors_say_is_a_citation(self, key: str) -> None:
        work = {"title": "A trial", "doi": "10.1000/x", key: CLAIM}
        assert not found_in({"works": [work]})
        assert found_in({"works": [{**work, "doi2": "x"} | {"summary": CLAIM}]})
        assert found_in({"works": [{key: CLAIM, "title2": "A trial"}]})


def found_in(data: object) -> list[str]:
    (file,) = check_text(json.dumps(data), "shop.json").files
    return [finding.rule for finding in file.findings if finding.rule == "RCO101"]

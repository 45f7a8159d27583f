"""CSV and TSV: exports of shops are products, other tables are tables, and every letter keeps its physical place."""

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter, check_runs, reading, texts
from rcolint.positions import LineIndex
from rcolint.readers.csv_scan import cells_of, decode, delimiter_of, rows

EXPORT = """\
Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Value,Variant SKU,Variant Price,Image Src,Image Alt Text,SEO Title,SEO Description
vialmere,Vialmere Blend,"<p>Calm, ""deep""
sleep</p>
<p>For research</p>",Oakrow,Peptide,"calm, night",5 mg vial,VB-5,20.00,https://cdn.example/a.png,A calm vial,Calm now,Be calm
vialmere,,,,,,10 mg vial,VB-10,30.00,,,,
fenwick,Fenwick,Less worry,Oakrow,Peptide,,5 mg vial,FW-5,20.00,,,,
"""


def blocks(text: str) -> list[tuple[str, str, str, str]]:
    return [(b.page, ".".join(b.path), b.carrier, b.text) for b in reading(text, "csv").blocks]


class TestExports:
    def test_a_shopify_export_has_one_page_for_each_handle(self) -> None:
        assert blocks(EXPORT) == [
            ("vialmere", "Title", "title", "Vialmere Blend"),
            ("vialmere", "Body (HTML)", "body", 'Calm, "deep"\nsleep'),
            ("vialmere", "Body (HTML)", "body", "For research"),
            ("vialmere", "Vendor", "name", "Oakrow"),
            ("vialmere", "Tags", "tag", "calm, night"),
            ("vialmere", "Option1 Value", "body", "5 mg vial"),
            ("vialmere", "Image Alt Text", "alt", "A calm vial"),
            ("vialmere", "SEO Title", "meta", "Calm now"),
            ("vialmere", "SEO Description", "meta", "Be calm"),
            ("vialmere", "Option1 Value", "body", "10 mg vial"),
            ("fenwick", "Title", "title", "Fenwick"),
            ("fenwick", "Body (HTML)", "body", "Less worry"),
            ("fenwick", "Vendor", "name", "Oakrow"),
            ("fenwick", "Option1 Value", "body", "5 mg vial"),
        ]

    def test_cells_over_lines_keep_their_physical_lines(self) -> None:
        (block,) = [b for b in reading(EXPORT, "csv").blocks if b.text == "For research"]
        assert LineIndex(EXPORT).line_column(block.span.start) == (4, 4)

    def test_a_woocommerce_export_joins_variations_to_their_parent(self) -> None:
        text = (
            "ID,Type,SKU,Name,Published,Short description,Parent,Regular price,Meta: _yoast_wpseo_metadesc\n"
            "7,variable,VB,Vialmere,1,Calm vials,,,Be calm\n8,variation,VB-5,Vialmere 5 mg,1,,VB,20,\n9,variation,VB-6,Vialmere 6 mg,1,,id:7,20,\n"
        )
        assert blocks(text) == [
            ("VB", "Name", "name", "Vialmere"),
            ("VB", "Short description", "body", "Calm vials"),
            ("VB", "Meta: _yoast_wpseo_metadesc", "meta", "Be calm"),
            ("VB", "Name", "name", "Vialmere 5 mg"),
            ("VB", "Name", "name", "Vialmere 6 mg"),
        ]

    def test_a_merchant_feed_in_tabs(self) -> None:
        text = (
            "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tproduct_highlight\n"
            "A-1\tVialmere\tCalm, deep vials\thttps://shop.example/a\thttps://shop.example/a.png\tin stock\t20 EUR\tDeep sleep\n"
        )
        assert blocks(text) == [
            ("A-1", "title", "title", "Vialmere"),
            ("A-1", "description", "body", "Calm, deep vials"),
            ("A-1", "product_highlight", "body", "Deep sleep"),
        ]

    def test_a_sentence_in_a_technical_column_is_read(self) -> None:
        text = 'Handle,Title,Type\na,Vial,"This blend of ours calms you in a day"\nb,Vial,Peptide\n'
        assert "This blend of ours calms you in a day" in texts(text, "csv")

    def test_cells_beyond_the_header_are_read(self) -> None:
        assert "Calm vials" in texts("sku,name\na,Vial,Calm vials\n", "csv")


class TestTables:
    def test_a_row_is_a_block_under_the_names_of_its_columns(self) -> None:
        found = reading('Week,Dose,How often\n1,250 mcg,daily\n2, 500 mcg ,"twice, ""really"""\n3,,x\n', "csv").blocks
        assert [b.text for b in found] == [
            "Week | Dose | How often", "1 | 250 mcg | daily", '2 | 500 mcg | twice, "really"', "3 |  | x",
        ]  # fmt: skip
        assert {b.role for b in found} == {"cell"}
        assert [b.path for b in found] == [(), *[("Week", "Dose", "How often")] * 3]

    def test_without_a_header_every_text_is_read(self) -> None:
        found = reading("1,It calms you.\n2,It calms them.\n", "csv").blocks
        assert [(b.text, b.path) for b in found] == [("1 | It calms you.", ()), ("2 | It calms them.", ())]

    def test_long_and_marked_up_cells_are_blocks_of_their_own(self) -> None:
        text = f"Name,Note,More\nOne,<p>Calm</p><p>Deep</p>,{'word ' * 60}\n"
        assert texts(text, "csv") == ["Name | Note | More", "One", "Calm", "Deep", ("word " * 60).strip()]

    def test_columns_that_are_no_copy_leave_an_empty_cell(self) -> None:
        assert texts("Name,Image,Note\nOne,/a/b.png,Calm\n", "csv")[1] == "One |  | Calm"

    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    def test_the_delimiter_is_found(self, mark: str) -> None:
        text = mark.join(["Week", "Dose", "Note"]) + "\n" + mark.join(["1", '"a, b; c"', "x y"]) + "\n"
        assert delimiter_of(text) == mark
        assert texts(text, "csv")[1] == "1 | a, b; c | x y"

    def test_a_hint_for_spreadsheets_is_heard(self) -> None:
        assert texts("sep=;\nWeek;Dose\n1;a, b\n", "csv") == ["Week | Dose", "1 | a, b"]

    def test_windows_and_old_line_breaks(self) -> None:
        for mark in ("\r\n", "\r"):
            text = f"Week,Dose{mark}1,calm{mark}2,deep{mark}"
            assert texts(text, "csv") == ["Week | Dose", "1 | calm", "2 | deep"]

    def test_an_open_quote_hides_nothing_and_is_told(self) -> None:
        found = reading('Week,Note\n1,"calm\n2,deep\n', "csv")
        assert [b.text for b in found.blocks] == ["Week | Note", '1 | "calm', "2 | deep"]
        assert "quote" in found.notices[0].message

    def test_an_empty_file_has_nothing(self) -> None:
        assert texts("", "csv") == texts("\n\n", "csv") == texts(",,\n", "csv") == []


HOSTILE = {
    "open quotes": '"a\n' * 100_000,
    "open quotes in cells": 'a,"\n' * 70_000,
    "quotes": '"' * 200_001,
    "pairs of quotes": '""\n' * 70_000,
    "triple quotes": '"""\n' * 50_000,
    "one open quote and pairs": 'a,b\n"' + '""\n' * 70_000,
    "letters behind quotes": '"a"b,' * 40_000,
    "many columns": "," * 200_000 + "x y",
    "many named columns": ",".join(f"column {n}" for n in range(20_000)) + "\n" + "a b," * 20_000,
    "a wide export": "sku,name," + "," * 1_000 + "\n" + ("a,b c" + "," * 1_000 + "\n") * 150,
    "lone carriage returns": "a b,c\r" * 40_000,
    "blank lines": "\n" * 200_000 + "a b,c\n",
    "a long cell": "a,b\n1," + "word " * 40_000,
    "many products": "sku,name\n" + "".join(f"A-{n},Vial {n}\n" for n in range(15_000)),
    "parents in a ring": "ID,SKU,Name,Parent\n" + "".join(f"{n},,Vial,id:{n + 1}\n" for n in range(9_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_are_read_to_their_end(name: str) -> None:
    text = HOSTILE[name]
    found = reading(text, "csv")
    owned = [b.map.span.end for b in found.blocks] + [s.span.end for s in found.skips]
    assert max(owned) == len(text)


CELLS = st.text(st.sampled_from("ab \",;\t\n'é😀-="), max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6)
DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from([",", ";", "\t"]),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    }
)


def written(table: list[list[str]], dialect: dict[str, Any]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, **dialect).writerows(table)
    return stream.getvalue()


def check_cells(text: str, delimiter: str) -> None:
    expected = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row not in ([], [""])]
    unclosed: list[int] = []
    found = [
        [decode(text, cell).text for cell in cells_of(text, row, delimiter)] for row in rows(text, delimiter, unclosed)
    ]
    if not unclosed:
        assert [row for row in found if row != [""]] == expected


@given(TABLES, DIALECTS)
@settings(max_examples=400, deadline=None)
def test_cells_are_those_of_the_library(table: list[list[str]], dialect: dict[str, Any]) -> None:
    text = written(table, dialect)
    check_cells(text, dialect["delimiter"])


@given(st.text(st.sampled_from('ab ,"\n\r'), max_size=40))
@settings(max_examples=1000, deadline=None)
def test_cells_of_any_text_are_those_of_the_library(text: str) -> None:
    check_cells(text, ",")
    found = reading(text, "csv")
    check_runs(text, found.blocks)
    shown = sorted("".join(b.text for b in found.blocks).replace(" | ", ""))
    assert [c for c in shown if c in "ab"] == sorted(c for c in text if c in "ab")


@pytest.mark.long
@given(TABLES, DIALECTS)
@settings(max_examples=10_000, deadline=None)
def test_cells_are_those_of_the_library_ten_thousand_times(table: list[list[str]], dialect: dict[str, Any]) -> None:
    check_cells(written(table, dialect), dialect["delimiter"])


PROSE = st.lists(
    st.sampled_from(["pain", "relief\n", "<b>calm</b>", "<p>deep</p>", 'a "b"', "é, ", "😀", "&amp;", "5 mg"]), max_size=5
).map(" ".join)  # fmt: skip
HEADERS = st.sampled_from(
    [["Handle", "Title", "Body (HTML)", "Tags"], ["Week", "Dose", "Note", "Place"], ["1", "x.", "y", "z"]]
)
PAGES = st.tuples(HEADERS, st.lists(st.lists(PROSE, min_size=4, max_size=4), max_size=4)).map(lambda t: [t[0], *t[1]])


@given(PAGES, DIALECTS, st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_appears_where_the_map_says(page: list[list[str]], dialect: dict[str, Any], pick: int) -> None:
    check_body_letter(written(page, dialect), pick)


@pytest.mark.long
@given(PAGES, DIALECTS, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters(page: list[list[str]], dialect: dict[str, Any], pick: int) -> None:
    check_body_letter(written(page, dialect), pick)


def check_body_letter(text: str, pick: int) -> None:
    """The names of columns say what the cells are, so only tables without telling names are changed anywhere."""
    if not text.startswith(("Week", '"Week')):
        check_one_letter(text, "csv", pick)
    else:
        check_runs(text, reading(text, "csv").blocks)

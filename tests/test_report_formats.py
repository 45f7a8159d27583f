"""The formats that other programs read: each as its golden file says, and each as its own reader understands it."""

import csv
import json
import re
import xml.etree.ElementTree as ET
from io import StringIO
from typing import Any

import pytest

from rcolint.model import Against, Fixed, Provenance, Report, Waiver
from rcolint.reports import REPORTS, json_v1
from rcolint.reports.inert import code, prose, xml
from report_samples import (
    acting,
    assert_golden,
    careful,
    careless,
    document,
    find,
    hostile,
    one,
    pictured,
    report,
    result,
    unchecked,
    weak_only,
    whole,
    written,
)

RUNS = {
    "empty": report(),
    "clean": report(careful()),
    "one": report(one()),
    "many": whole(),
    "pictured": report(pictured()),
    "acting": report(acting()),
    "hostile": report(hostile()),
    "recorded": report(one())._replace(
        against=Against("old.json", 1, 0, 0, (Fixed("a.md", "RCO101", "x", "error", "gate", "cures", 3, "f" * 16),), 2),
        provenance=Provenance("a" * 64, "b" * 64, "c" * 64, (), (), "e" * 40, True, "2026-03-02T00:00:00Z"),
    ),
}
FLAT = [name for name in REPORTS if name not in ("terminal", "json", "html")]


@pytest.mark.parametrize("name", FLAT)
def test_each_format_is_as_its_golden_file_says(name: str) -> None:
    told = "".join(f"=== {run} ===\n{written(name, RUNS[run])}" for run in RUNS)
    assert_golden(f"format-{name}.txt", told)


@pytest.mark.parametrize("name", FLAT)
def test_a_file_that_was_not_read_is_never_passed_over(name: str) -> None:
    assert "shop/old.md" in written(name, report(unchecked()))
    assert "not valid UTF-8" in written(name, report(unchecked()))


@pytest.mark.parametrize("name", FLAT)
def test_no_control_override_or_lone_surrogate_leaves(name: str) -> None:
    text = "".join(written(name, run) for run in RUNS.values())
    assert not re.search(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text
    )


@pytest.mark.parametrize("name", ["terminal", *FLAT])
def test_a_saved_report_with_its_copy_makes_the_same_output(name: str) -> None:
    run = report(careful(), careless(), pictured(), unchecked(), weak_only())
    assert written(name, json_v1.read(written("json", run, with_copy=True))) == written(name, run)


class TestGitHub:
    def lines(self, run: Report) -> list[str]:
        return written("github", run).splitlines()

    def test_nothing_from_outside_ends_a_command_or_begins_one(self) -> None:
        lines = self.lines(RUNS["acting"])
        assert len(lines) == 2
        assert all(line.startswith("::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax%25.md,line=1,") for line in lines)
        assert all(line.count("%0A::error") <= 1 for line in lines)

    def test_columns_count_utf16_units(self) -> None:
        assert ",line=3,endLine=3,col=4,endColumn=15," in self.lines(RUNS["pictured"])[0]

    def test_a_finding_over_several_lines_has_no_columns(self) -> None:
        doc, blocks = document("It treats\nall pain\n")
        line = self.lines(report(result(doc, blocks, (find(doc, "treats\nall"),))))[0]
        assert ",line=1,endLine=2,title=" in line

    def test_ten_of_each_level_the_worst_first_and_the_rest_is_counted(self) -> None:
        doc, blocks = document("x\n")
        notes = tuple(find(doc, "x", severity="note", tier="audit") for _ in range(11))
        weak = tuple(find(doc, "x", "RCO201", tier="review") for _ in range(11))
        gate = (find(doc, "x", "RCO301"),)
        lines = self.lines(report(result(doc, blocks, notes + weak + gate)))
        assert [line.split(" ")[0] for line in lines[:20]] == ["::error"] * 10 + ["::notice"] * 10
        assert "RCO301" in lines[0]
        assert lines[20:] == [
            "2 more errors not annotated: a step shows 10.",
            "1 more notice not annotated: a step shows 10.",
        ]


class TestGitLab:
    def test_nothing_is_an_empty_array(self) -> None:
        assert written("gitlab", RUNS["empty"]) == "[]\n"

    def test_fingerprints_are_unique_even_where_two_findings_share_theirs(self) -> None:
        doc, blocks = document("x x\n")
        entries = json.loads(
            written("gitlab", report(result(doc, blocks, (find(doc, "x"), find(doc, "x"))), unchecked()))
        )
        assert len({entry["fingerprint"] for entry in entries}) == 3

    def test_each_entry_has_what_the_widget_asks_for(self) -> None:
        for run in RUNS.values():
            for entry in json.loads(written("gitlab", run)):
                assert set(entry) == {"check_name", "description", "severity", "location", "fingerprint"}
                assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
                assert entry["location"]["lines"]["begin"] >= 1
                assert not entry["location"]["path"].startswith(("/", "./"))


class TestXml:
    @pytest.mark.parametrize("name", ["junit", "checkstyle"])
    def test_it_is_well_formed_whatever_the_copy_says(self, name: str) -> None:
        for run in RUNS.values():
            ET.fromstring(written(name, run))

    def test_what_xml_cannot_hold_is_shown(self) -> None:
        assert xml('a\x00b\ufffe<&">\n') == "a\\x00b⟦U+FFFE⟧&lt;&amp;&quot;&gt;&#10;"

    def test_junit_is_read_by_a_library_with_a_passing_case_for_a_clean_file(self) -> None:
        junitparser = pytest.importorskip("junitparser")
        read = junitparser.JUnitXml.fromstring(written("junit", whole()).encode())
        assert (read.tests, read.failures, read.errors, read.skipped) == (13, 4, 1, 1)
        suites = {suite.name: suite for suite in read}
        assert [case.is_passed for case in suites["shop/buffer.md"]] == [True]
        assert [type(case.result[0]).__name__ for case in suites["shop/old.md"]] == ["Error"]
        kinds = [type(case.result[0]).__name__ if case.result else "" for case in suites["shop/calmadex.md"]]
        assert kinds == ["Failure", "Failure", "", "", "Failure", "Skipped", "", "Failure", ""]
        for suite in read:
            assert suite.tests == len(list(suite))

    def test_checkstyle_columns_are_code_points(self) -> None:
        error = ET.fromstring(written("checkstyle", RUNS["pictured"])).find("file/error")
        assert error is not None
        assert (error.get("line"), error.get("column"), error.get("source")) == ("3", "3", "rcolint.RCO101")


class TestLines:
    def objects(self, name: str, run: Report) -> list[dict[str, Any]]:
        return [json.loads(line) for line in written(name, run).splitlines()]

    def test_reviewdog_counts_bytes_of_utf8(self) -> None:
        (told,) = self.objects("rdjsonl", RUNS["pictured"])
        assert told["location"]["range"] == {"start": {"line": 3, "column": 6}, "end": {"line": 3, "column": 17}}
        assert told["location"]["path"] == "shop/🧪 100%.md"
        assert "suggestions" not in told

    def test_reviewdog_gets_lines_alone_where_the_text_is_not_at_hand(self) -> None:
        saved = json_v1.read(written("json", RUNS["pictured"]))
        (told,) = self.objects("rdjsonl", saved)
        assert told["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}

    def test_one_finding_a_line_and_the_run_at_the_end(self) -> None:
        told = self.objects("jsonl", whole())
        assert [line["type"] for line in told] == ["unchecked", *["finding"] * 9, "run"]
        assert told[-1]["counts"]["findings"] == 8
        assert {line["schema"] for line in told} == {"rcolint/v1"}

    def test_a_line_tells_a_finding_as_the_json_does(self) -> None:
        whole_json = json_v1.tell(report(one()))["files"][0]["findings"][0]
        (line, _) = self.objects("jsonl", report(one()))
        assert {name: line[name] for name in whole_json} == whole_json


class TestCsv:
    def rows(self, run: Report) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(written("csv", run), newline="")))

    def test_every_field_is_quoted_and_lines_end_with_crlf(self) -> None:
        text = written("csv", RUNS["acting"])
        assert all(re.fullmatch(r'"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*', line) for line in text.split("\r\n")[:-1])

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\0=", "＝", "＋", "－", "＠", " ="])
    def test_nothing_is_taken_for_a_formula(self, start: str) -> None:
        doc, blocks = document(f"{start}cmd treats pain\n", f"{start}x.md")
        (row,) = self.rows(report(result(doc, blocks, (find(doc, f"{start}cmd treats", message=f"{start}x"),))))
        for value in row.values():
            assert not value.lstrip(" ").startswith(tuple("=+-@\t\r\0＝＋－＠")), row

    def test_waived_findings_stand_there_with_their_reason(self) -> None:
        rows = self.rows(whole())
        assert [row["waiver"] for row in rows if row["waiver"]] == ["quoted from the assay sheet"]
        assert [row["fails_gate"] for row in rows].count("yes") == 5  # four findings, one file that was not read

    def test_a_waiver_without_a_reason_is_still_a_waiver(self) -> None:
        doc, blocks = document("treats pain\n")
        (row,) = self.rows(report(result(doc, blocks, (find(doc, "treats pain", waiver=Waiver("")),))))
        assert row["waiver"] == "no reason given"


class TestMarkdown:
    def test_what_comes_from_outside_stands_in_code_spans_alone(self) -> None:
        text = written("markdown", RUNS["acting"])
        bare = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
        for sign in ("@team", "![", "http", "#12", "::error", "<b>"):
            assert sign in text
            assert sign not in bare

    def test_a_parser_finds_no_link_picture_or_html_of_the_copy_in_it(self) -> None:
        from markdown_it import MarkdownIt

        page = MarkdownIt("gfm-like", {"linkify": False}).parse(written("markdown", RUNS["acting"]))
        inner = [child.type for token in page for child in token.children or ()]
        assert not {"image", "link_open", "html_inline"} & set(inner)
        assert [token.content for token in page if token.type == "html_block"] == ["<!-- rcolint -->\n"]

    def test_what_does_not_fit_is_counted_and_the_worst_stays(self) -> None:
        doc, blocks = document("x\n")
        many = tuple(find(doc, "x", severity="note", tier="audit", message="m" * 90) for _ in range(2000))
        text = written("markdown", report(result(doc, blocks, (*many, find(doc, "x", "RCO301")))), limit=20_000)
        assert len(text.encode()) <= 20_000
        listed = re.findall(r"^- \*\*(\w+)\*\*", text, re.M)
        assert listed[0] == "error"
        assert f"- and {2001 - len(listed):,} more cues, of no more weight than these" in text

    def test_a_thousand_files_that_were_not_read_do_not_outgrow_the_limit(self) -> None:
        files = [unchecked()._replace(path=f"shop/{n}.md") for n in range(1000)]
        text = written("markdown", report(*files), limit=20_000)
        assert len(text.encode()) <= 20_000
        assert "**not checked:** 1,000 files" in text

    @pytest.mark.parametrize("text", ["a`b", "``", "`", " ", "", "a\nb", "\\`", "a`"])
    def test_a_code_span_holds_any_text(self, text: str) -> None:
        from markdown_it import MarkdownIt

        (_, inline, _) = MarkdownIt().parse(f"- {code(text)} x")[2:5]
        assert [child.type for child in inline.children or ()] == ["code_inline", "text"]

    @pytest.mark.parametrize("text", ["21 U.S.C. 321(g)(1)(B)", "Remove the outcome.", "2 .css, 14 .png"])
    def test_plain_sentences_stay_plain(self, text: str) -> None:
        assert prose(text) == text

    @pytest.mark.parametrize(
        "text", ["see @team", "#12", "www.evil.test", "https://x", "*x*", "<b>", "- x", "1. x", "a@b.c"]
    )
    def test_what_a_forge_would_make_something_of_does_not(self, text: str) -> None:
        assert prose(text).startswith("`")


class TestConcise:
    def test_a_line_is_what_an_editor_expects(self) -> None:
        first = written("concise", RUNS["pictured"]).splitlines()[0]
        assert first.startswith("shop/🧪 100%.md:3:3: error RCO101 ")

    def test_no_line_is_a_command_for_a_build_runner(self) -> None:
        for line in written("concise", RUNS["acting"]).splitlines():
            assert not line.startswith(("::", "##"))
            assert "##vso[" not in line


def test_statistics_count_what_is_live() -> None:
    text = written("statistics", whole())
    assert re.search(r"^RCO101 disease-treated +4 +3 +0 +1$", text, re.M)
    assert re.search(r"^shop/calmadex\.md +8 +4 +3 +1$", text, re.M)

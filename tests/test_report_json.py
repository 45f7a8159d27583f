"""The JSON contract: shape, places, determinism, and text that no one else may trip over."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rcolint.model import DISCLAIMER
from rcolint.reports import json_v1
from report_samples import (
    assert_golden,
    careless,
    document,
    find,
    hostile,
    report,
    result,
    unchecked,
    weak_only,
    whole,
    written,
)

SCHEMA = json.loads(json_v1.SCHEMA_FILE.read_text(encoding="utf-8"))


def test_the_whole_run_is_as_the_golden_file_says() -> None:
    assert_golden("report-whole.json", written("json", whole()))


def test_the_empty_report_is_as_the_golden_file_says() -> None:
    assert_golden("report-empty.json", written("json", report()))


@pytest.mark.parametrize("with_copy", [False, True])
def test_every_report_fits_the_schema_that_is_shipped(with_copy: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for run in (report(), whole(), report(unchecked()), report(hostile())):
        jsonschema.validate(json.loads(written("json", run, with_copy=with_copy)), SCHEMA)


def test_the_schema_names_every_field_that_is_written_and_no_other() -> None:
    told = json.loads(written("json", report(careless(), weak_only(), hostile()), with_copy=True))
    _same_fields(told, SCHEMA, "report")


def _same_fields(value: Any, schema: Any, place: str) -> None:
    while "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        if value is None:
            return
        _same_fields(value, schema["anyOf"][0], place)
        return
    if isinstance(value, list):
        for item in value:
            _same_fields(item, schema["items"], place)
    elif isinstance(value, dict) and "properties" in schema:
        known = dict(schema["properties"])
        for part in schema.get("allOf", ()):
            known |= SCHEMA["$defs"][part["$ref"].rsplit("/", 1)[1]]["properties"]
        assert set(value) == set(known), place
        for name, inner in value.items():
            _same_fields(inner, known[name], f"{place}.{name}")


def test_lines_and_columns_are_one_based_code_points_with_an_exclusive_end() -> None:
    doc, blocks = document("# 𝒱ial\n\n𝒱 treats pain\n")
    told = json_v1.tell(report(result(doc, blocks, (find(doc, "treats pain"),))))
    found = told["files"][0]["findings"][0]
    assert found["start"] == {"line": 3, "column": 3, "offset": 10}
    assert found["end"] == {"line": 3, "column": 14, "offset": 21}


def test_copy_is_given_only_when_asked_for() -> None:
    run = report(careless())
    assert "copy" not in json_v1.tell(run)["files"][0]
    told = json_v1.tell(run, with_copy=True)["files"][0]["copy"]
    assert [b["text"] for b in told if b["role"] == "heading"] == ["Calmadex", "Why people buy it"]
    assert told[0]["runs"] == [[0, 34, 11, 45]]


def test_waived_findings_are_listed_and_not_counted() -> None:
    counts = json_v1.tell(whole())["counts"]
    assert (counts["findings"], counts["waived"], counts["fail_gate"]) == (8, 1, 4)
    assert counts["by_severity"] == {"error": 4, "warning": 3, "note": 1}
    assert counts["files"] == {"checked": 3, "skipped": 16, "unchecked": 1}


def test_the_file_tells_the_statement_of_its_worst_page_and_provenance_says_what_it_is_not() -> None:
    told = json_v1.tell(whole())
    assert [f["statement"]["status"] for f in told["files"]] == ["ok", "weak", "not-required", "weak"]
    assert told["provenance"]["not_legal_advice"] == DISCLAIMER


def test_copy_in_other_languages_is_counted_by_file_and_older_reports_without_it_still_fit() -> None:
    told = json_v1.tell(whole())
    assert told["files"][3]["unchecked_languages"] == [
        {"language": "German", "words": 1240, "blocks": 31},
        {"language": "Arabic script", "words": 300, "blocks": 8},
    ]
    assert "unchecked_languages" not in SCHEMA["$defs"]["file"]["required"]


def test_what_is_cancelled_stands_apart_with_its_reason() -> None:
    file = json_v1.tell(whole())["files"][1]
    assert [c["cancelled_by"] for c in file["cancelled"]] == ["data: in rats"]
    assert "cancelled_by" not in file["findings"][0]


def test_hostile_text_is_ascii_on_the_way_and_itself_again_when_read() -> None:
    text = written("json", report(hostile()), "ascii")
    file = json.loads(text)["files"][0]
    assert file["findings"][0]["text"] == "treats \ud800pain\x00"
    assert file["path"] == 'a\\n"><x\\xff.md'


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "rcolint/v2"}', "[" * 100_000, "null"])
def test_anything_else_is_not_read_as_a_report(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        json_v1.read(text)


def test_two_runs_are_the_same_bytes_whatever_the_hash_seed_and_folder(tmp_path: Path) -> None:
    here = Path(__file__).parent
    code = (
        f"import sys; sys.path[:0] = [{str(here)!r}, {str(here.parent / 'src')!r}]\n"
        "from report_samples import whole, written\nprint(written('json', whole(), with_copy=True))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(runs) == 1
    assert len(runs.pop()) > 1000


def test_its_page_names_the_parts_and_what_a_record_holds() -> None:
    page = (Path(__file__).parents[1] / "docs" / "json.md").read_text(encoding="utf-8")
    for name in (*SCHEMA["properties"], *SCHEMA["$defs"]["record"]["properties"]):
        assert f"`{name}`" in page, name

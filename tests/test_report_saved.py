"""A report that was saved: read again it is the same report, and nothing in it is taken for granted."""

import json
from typing import Any

import pytest

from rcolint.model import Against, FileResult, Fixed, Provenance, Report
from rcolint.positions import KnownPlaces
from rcolint.reports import json_v1
from report_samples import careful, careless, hostile, report, unchecked, weak_only, whole, written

RUNS = {
    "empty": report(),
    "whole": whole(),
    "unchecked": report(unchecked()),
    "hostile": report(hostile()),
    "recorded": whole()._replace(
        against=Against("old.json", 1, 2, 1, (Fixed("a.md", "RCO101", "x", "error", "gate", "cures", 3, "f" * 16),), 4),
        provenance=Provenance(
            "a" * 64, "b" * 64, "c" * 64, (("since", "main"),), (("x.html", "d" * 64),), "e" * 40, True
        ),
        version="0.0.9",
    ),
}


@pytest.mark.parametrize("with_copy", [False, True])
@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_read_and_written_again_it_is_the_same_bytes(run: Report, with_copy: bool) -> None:
    first = written("json", run, with_copy=with_copy)
    assert written("json", json_v1.read(first), with_copy=with_copy) == first


def test_with_its_copy_it_is_the_same_report_but_for_what_no_format_shows() -> None:
    run = report(careful(), careless())
    again = json_v1.read(written("json", run, with_copy=True))
    for before, after in zip(run.files, again.files, strict=True):
        assert after.document == before.document
        assert _copy(after) == _copy(before)
        assert [f.fingerprint for f in after.findings] == [f.fingerprint for f in before.findings]


def _copy(file: FileResult) -> list[object]:
    return [
        (b.text, b.map.runs, b.role, b.carrier, b.headings, b.path, b.visibility, b.level)
        for page in file.pages
        for b in page.page.blocks
    ]


@pytest.mark.parametrize("name", ["terminal", "html"])
def test_with_its_copy_every_format_looks_as_it_did(name: str) -> None:
    run = report(careful(), careless(), unchecked(), weak_only())
    assert written(name, json_v1.read(written("json", run, with_copy=True))) == written(name, run)


def test_without_its_copy_the_places_are_the_same_and_no_frame_is_made_up() -> None:
    again = json_v1.read(written("json", report(careless())))
    assert isinstance(again.files[0].lines, KnownPlaces)
    text = written("terminal", again)
    assert "7:12" in text
    assert "^" not in text


def _changed(change: Any) -> str:
    content = json_v1.tell(whole(), with_copy=True)
    change(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda c: c["files"][1]["findings"][0].update(rule="RCO1"), "'RCO1' is no id of a rule"),
        (
            lambda c: c["files"][1]["findings"][0].update(severity="fatal"),
            r"files\[1\].findings\[0\].severity is 'fatal'",
        ),
        (lambda c: c["files"][1]["findings"][0]["start"].update(offset=-1), "offset is below 0"),
        (lambda c: c["files"][1]["findings"][0]["start"].update(offset=10**9), "ends before it starts"),
        (lambda c: c["files"][1]["findings"][0].pop("start"), r"files\[1\].findings\[0\].start is no mapping"),
        (lambda c: c["files"][1].update(pages=[]), r"files\[1\] holds findings and no page"),
        (lambda c: c["files"][1]["copy"][0].update(text="x"), "has a map of another length"),
        (lambda c: c["files"][1]["copy"][0].update(page=7), "page is 7, and there are 1"),
        (lambda c: c["files"][1]["copy"][0].update(runs=[[0, 1]]), "no run of four numbers"),
        (lambda c: c["files"][1]["copy"][0].update(runs=[[3, 2, 0, 0]]), "does not follow"),
        (lambda c: c.update(verdict="fine"), "verdict is 'fine'"),
        (lambda c: c.update(exit_code=True), "exit_code is no int"),
        (lambda c: c["files"].append(3), r"files\[4\] is no mapping"),
        (lambda c: c["provenance"].update(select=[1]), "provenance.select holds something that is no text"),
        (lambda c: c.pop("skipped"), "skipped is no mapping"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(change: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        json_v1.read(_changed(change))


def test_a_report_of_an_earlier_version_without_the_newer_fields_is_read() -> None:
    content = json_v1.tell(report(careless()))
    for name in ("against",):
        del content[name]
    del content["provenance"]["record"]
    del content["provenance"]["gate"]["new"]
    for file in content["files"]:
        del file["repository_path"], file["sha256"], file["unchecked_languages"]
        for page in file["pages"]:
            del page["kind"]
        for finding in [*file["findings"], *file["cancelled"]]:
            del finding["standing"]
    assert len(json_v1.read(json.dumps(content)).findings) == 9


def test_findings_of_pages_with_one_name_keep_their_order() -> None:
    page = careless().pages[0]
    both = careless()._replace(pages=(page, page))
    first = written("json", report(both))
    assert written("json", json_v1.read(first)) == first

"""SARIF: what code scanning asks for beyond the schema, and what the schema asks for.

`RCOLINT_SARIF_SCHEMA` in the environment names the official schema (sarif-schema-2.1.0.json); the logs are validated with it,
too, where it is there. It is not part of this repository.
"""

import gzip
import json
import os
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from rcolint.model import SEVERITIES, Report
from rcolint.reports import json_v1, sarif
from report_samples import (
    RULES,
    acting,
    careful,
    document,
    find,
    hostile,
    one,
    pictured,
    report,
    result,
    rule,
    unchecked,
    weak_only,
    whole,
    written,
)

Log = dict[str, Any]
RUNS = {
    "empty": report(),
    "clean": report(careful()),
    "one": report(one()),
    "whole": whole(),
    "pictured": report(pictured()),
    "acting": report(acting()),
    "hostile": report(hostile()),
    "unchecked": report(unchecked()),
    "weak": report(weak_only()),
}


def log_of(run: Report) -> Log:
    """The SARIF log of a report."""
    return dict(json.loads(written("sarif", run)))


def broken(log: Log) -> list[str]:
    """What code scanning would refuse or misunderstand, one sentence each."""
    said = []
    runs = log.get("runs", [])
    if log.get("version") != "2.1.0" or "sarif-2.1.0" not in log.get("$schema", ""):
        said.append("it is not called SARIF 2.1.0")
    if not 1 <= len(runs) <= 20:
        said.append("there are not 1 to 20 runs")
    for run in runs:
        driver = run["tool"]["driver"]
        rules = driver.get("rules", [])
        said += ["the tool has no name"] * (not driver.get("name"))
        said += ["no kind of columns is told"] * (run.get("columnKind") not in ("utf16CodeUnits", "unicodeCodePoints"))
        said += ["over 25,000 results"] * (len(run["results"]) > 25_000)
        said += ["over 25,000 rules"] * (len(rules) > 25_000)
        said += [f"{r.get('id')}: {words}" for r in rules for words in _broken_rule(r)]
        said += [f"result: {words}" for one in run["results"] for words in _broken_result(one, rules)]
        keys = [(r["ruleId"], json.dumps(r["locations"]), str(r.get("partialFingerprints"))) for r in run["results"]]
        said += ["two results are the same one"] * (len(set(keys)) != len(keys))
        weights = [SEVERITIES.index(r["level"]) for r in run["results"] if r.get("level") in SEVERITIES]
        said += ["the worst do not stand first"] * (weights != sorted(weights))
    if len(gzip.compress(json.dumps(log).encode())) > 10_000_000:
        said.append("over 10 MB compressed")
    return said


def _broken_rule(rule: Log) -> list[str]:
    said = [
        f"no {name}" for name in ("shortDescription", "fullDescription", "help") if not rule.get(name, {}).get("text")
    ]
    said += ["no id"] * (not rule.get("id"))
    said += ["no help in Markdown"] * (not rule.get("help", {}).get("markdown"))
    said += ["a name over 255 characters"] * (len(rule.get("name", "")) > 255)
    for name in ("shortDescription", "fullDescription"):
        said += [f"{name} over 1,024 characters"] * (len(rule.get(name, {}).get("text", "")) > 1024)
    return said + ["over 20 tags"] * (len(rule.get("properties", {}).get("tags", [])) > 20)


def _broken_result(result: Log, rules: list[Log]) -> list[str]:
    said = ["a waived finding"] * ("suppressions" in result)
    said += ["no message"] * (not result.get("message", {}).get("text"))
    said += ["no level"] * (result.get("level") not in SEVERITIES)
    said += ["an unknown rule"] * (rules[result.get("ruleIndex", 0)]["id"] != result["ruleId"])
    said += ["no fingerprint"] * (not result.get("partialFingerprints", {}).get("primaryLocationLineHash"))
    said += ["no location"] * (not result.get("locations"))
    for place in [*result.get("locations", []), *result.get("relatedLocations", [])]:
        said += _broken_place(place["physicalLocation"])
    return said


def _broken_place(place: Log) -> list[str]:
    uri, region = place["artifactLocation"]["uri"], place["region"]
    said = ["a path that is no relative reference"] * (not re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII))
    said += ["an absolute path or one that leaves the root"] * (uri.startswith("/") or ".." in unquote(uri).split("/"))
    said += ["no uriBaseId"] * (not place["artifactLocation"].get("uriBaseId"))
    names = ("startLine", "startColumn", "endLine", "endColumn")
    if any(region.get(name, 0) < 1 for name in names):
        return [*said, "a line or column below 1"]
    start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    return said + ["an end before its start"] * (end < start)


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_code_scanning_takes_it(run: Report) -> None:
    assert broken(log_of(run)) == []


# What to break (the log, its run, a rule, a result), and how.
BREAKS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "not called SARIF": ("log", lambda it: it.update(version="2.0.0")),
    "1 to 20 runs": ("log", lambda it: it.update(runs=it["runs"] * 21)),
    "the tool has no name": ("run", lambda it: it["tool"]["driver"].update(name="")),
    "no kind of columns": ("run", lambda it: it.pop("columnKind")),
    "no shortDescription": ("rule", lambda it: it.pop("shortDescription")),
    "no fullDescription": ("rule", lambda it: it["fullDescription"].update(text="")),
    "no help": ("rule", lambda it: it.pop("help")),
    "no help in Markdown": ("rule", lambda it: it["help"].pop("markdown")),
    "a name over": ("rule", lambda it: it.update(name="x" * 256)),
    "over 1,024": ("rule", lambda it: it["fullDescription"].update(text="x" * 1025)),
    "over 20 tags": ("rule", lambda it: it["properties"].update(tags=["x"] * 21)),
    "a waived finding": ("result", lambda it: it.update(suppressions=[])),
    "no message": ("result", lambda it: it["message"].update(text="")),
    "no level": ("result", lambda it: it.update(level="fatal")),
    "an unknown rule": ("result", lambda it: it.update(ruleId="RCO999")),
    "no fingerprint": ("result", lambda it: it["partialFingerprints"].pop("primaryLocationLineHash")),
    "no location": ("result", lambda it: it.update(locations=[])),
    "no relative reference": ("result", lambda it: _artifact(it).update(uri="a b.md")),
    "an absolute path": ("result", lambda it: _artifact(it).update(uri="/etc/x.md")),
    "leaves the root": ("result", lambda it: _artifact(it).update(uri="a/%2E%2E/x.md")),
    "no uriBaseId": ("result", lambda it: _artifact(it).pop("uriBaseId")),
    "below 1": ("result", lambda it: _region(it).update(endColumn=0)),
    "before its start": ("result", lambda it: _region(it).update(startColumn=99)),
    "the same one": ("run", lambda it: it["results"].append(deepcopy(it["results"][0]))),
    "over 25,000 results": ("run", lambda it: it.update(results=it["results"] * 25_001)),
}


def _artifact(result: Log) -> Log:
    found: Log = result["locations"][0]["physicalLocation"]["artifactLocation"]
    return found


def _region(result: Log) -> Log:
    found: Log = result["locations"][0]["physicalLocation"]["region"]
    return found


@pytest.mark.parametrize("told", BREAKS)
def test_each_of_its_rules_is_looked_at(told: str) -> None:
    log = log_of(report(one()))
    run = log["runs"][0]
    target, change = BREAKS[told]
    change({"log": log, "run": run, "rule": run["tool"]["driver"]["rules"][0], "result": run["results"][0]}[target])
    assert any(told in words for words in broken(log))


@pytest.mark.skipif("RCOLINT_SARIF_SCHEMA" not in os.environ, reason="the official schema is not at hand")
@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_it_fits_the_official_schema(run: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(os.environ["RCOLINT_SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log_of(run))


class TestPlaces:
    def region(self, run: Report) -> Log:
        return _region(log_of(run)["runs"][0]["results"][0])

    def test_columns_count_utf16_units_and_the_end_is_exclusive(self) -> None:
        assert self.region(RUNS["pictured"]) == {
            "startLine": 3,
            "startColumn": 4,
            "endLine": 3,
            "endColumn": 15,
            "snippet": {"text": "treats pain"},
        }

    def test_without_the_text_they_count_code_points_and_the_log_says_so(self) -> None:
        saved = json_v1.read(written("json", RUNS["pictured"]))
        assert log_of(saved)["runs"][0]["columnKind"] == "unicodeCodePoints"
        assert self.region(saved) == {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 14}

    @pytest.mark.parametrize(
        ("path", "uri"),
        [
            ("shop/a b.md", "shop/a%20b.md"),
            ("shop/100%#?.md", "shop/100%25%23%3F.md"),
            ("C:\\shop\\a.md", "C%3A%5Cshop%5Ca.md"),
            ("shop/größe.md", "shop/gr%C3%B6%C3%9Fe.md"),
            ("shop/\\xff.md", "shop/%5Cxff.md"),
            ("a\n.md", "a%0A.md"),
        ],
    )
    def test_paths_are_percent_encoded(self, path: str, uri: str) -> None:
        doc, blocks = document("treats pain\n", path)
        log = log_of(report(result(doc, blocks, (find(doc, "treats pain"),))))
        assert _artifact(log["runs"][0]["results"][0])["uri"] == uri
        assert broken(log) == []

    def test_a_path_is_told_as_the_repository_knows_it(self) -> None:
        file = one()._replace(repository_path="site/shop/vial.md")
        assert _artifact(log_of(report(file))["runs"][0]["results"][0])["uri"] == "site/shop/vial.md"

    def test_a_finding_about_the_page_as_a_whole_has_an_empty_region(self) -> None:
        doc, blocks = document("x\n")
        log = log_of(report(result(doc, blocks, (find(doc, ""),))))
        assert _region(log["runs"][0]["results"][0]) == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
        assert broken(log) == []


class TestLimits:
    def many(self, number: int) -> Report:
        doc, blocks = document("x\n")
        found = [find(doc, "x", severity="note", tier="audit")._replace(ordinal=n) for n in range(number)]
        return report(result(doc, blocks, (*found, find(doc, "x", "RCO301"))))

    def told(self, log: Log) -> list[str]:
        return [n["message"]["text"] for n in log["runs"][0]["invocations"][0]["toolExecutionNotifications"]]

    def test_the_least_weight_is_left_out_and_that_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif, "MAX_RESULTS", 5)
        log = log_of(self.many(7))
        assert [r["ruleId"] for r in log["runs"][0]["results"]] == ["RCO301", *["RCO101"] * 4]
        assert self.told(log) == ["3 cues of the least weight left out: GitHub takes 25,000 at most."]

    def test_what_will_not_be_shown_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif, "MAX_SHOWN", 5)
        assert self.told(log_of(self.many(7))) == ["GitHub shows the first 5 of 8 cues."]

    def test_a_long_reason_is_cut(self) -> None:
        long = rule("RCO101", "x" * 300, "t" * 2000, "w" * 2000, "i")
        assert broken(log_of(report(one())._replace(rules=(long, *RULES[1:])))) == []

    def test_what_was_not_read_makes_the_run_unsuccessful(self) -> None:
        (invocation,) = log_of(RUNS["unchecked"])["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert invocation["exitCode"] == 3
        assert invocation["toolExecutionNotifications"][0]["level"] == "error"


def test_waived_findings_are_left_out() -> None:
    results = log_of(whole())["runs"][0]["results"]
    assert len(results) == 8
    assert not any("Reduces pain" in r["message"]["text"] for r in results)

"""What stands in several places is one cue with all its places, in the terminal and in JSON; a scan says what it read."""

import json
from pathlib import Path

import pytest

from conftest import CLAIM, Run

OTHER = "Velorin cures migraine."


@pytest.fixture
def copies(shop: Path) -> Path:
    """A shop with a page, its backup, and a page that says one thing more."""
    page = f"# Vialmere Blend\n\n{CLAIM}\n"
    (shop / "careless.md").write_text(page, encoding="utf-8")
    (shop / "careless-backup.md").write_text(page, encoding="utf-8")
    (shop / "more.md").write_text(f"# Velorin\n\n{OTHER}\n\n- {CLAIM}\n- {CLAIM}\n", encoding="utf-8")
    return shop


def told(rcolint: Run, *words: object) -> str:
    return rcolint("check", *map(str, words), "--select", "RCO101").stdout.decode()


def test_the_terminal_tells_it_once_with_all_its_places(rcolint: Run, copies: Path) -> None:
    text = told(rcolint, copies)
    assert text.count("disease-treated") == 2
    assert "also:    careless.md:3:16, more.md:5:18, more.md:6:18" in text
    assert "2 more cues with the same words as at careless-backup.md:3:16" in text
    assert "5 risk cues in 3 files" in text
    assert "2 different" in text


def test_a_file_with_nothing_else_needs_no_part_of_its_own(rcolint: Run, copies: Path) -> None:
    for path in copies.glob("careless*.md"):
        path.write_text(f"{path.read_text()}\nFor research use only. Not for human or veterinary use.\n")
    lines = told(rcolint, copies).splitlines()
    assert not [line for line in lines if line.startswith("careless.md ")]


def test_the_json_lists_the_places_and_every_finding_with_its_file(rcolint: Run, copies: Path) -> None:
    report = json.loads(told(rcolint, copies, "--format", "json"))
    assert (report["counts"]["findings"], report["counts"]["different"]) == (5, 2)
    assert [len(file["findings"]) for file in report["files"]] == [0, 1, 1, 3]
    (group,) = report["repeated"]
    assert {group["claim"]} == {
        f["claim"] for file in report["files"] for f in file["findings"] if f["text"] == group["text"]
    }
    assert [(p["path"], p["start"]["line"], p["start"]["column"]) for p in group["places"]] == [
        ("careless-backup.md", 3, 16),
        ("careless.md", 3, 16),
        ("more.md", 5, 18),
        ("more.md", 6, 18),
    ]


def test_what_weighs_differently_is_told_each_time(rcolint: Run, copies: Path) -> None:
    (copies / ".rcolint.yaml").write_text("paths:\n  'more.md':\n    rules: {RCO101: note}\n", encoding="utf-8")
    text = told(rcolint, copies)
    assert "also:    careless.md:3:16" in text
    assert "also:    6:18" in text


def test_each_page_is_told_about_its_own_statement(rcolint: Run, copies: Path) -> None:
    text = rcolint("check", copies, "--select", "RCO101,RCO701").stdout.decode()
    assert text.count("ruo-missing") == 3


def test_a_scan_says_what_it_read_and_what_not_and_why(rcolint: Run, copies: Path) -> None:
    for name in ("a.png", "b.png", "package-lock.json", "draft.md"):
        (copies / name).write_text("x")
    text = told(rcolint, copies, "--exclude", "draft*")
    assert "read         10 blocks · 30 words" in text
    assert "skipped      1 .json, 1 .md, 2 .png (no reader 2, excluded 1, lock file 1)" in text
    report = json.loads(told(rcolint, copies, "--exclude", "draft*", "--format", "json"))
    assert report["counts"]["read"] == {"blocks": 10, "words": 30, "languages": ["English"]}
    assert report["skipped"]["by_reason"] == {"excluded": 1, "lock file": 1, "no reader": 2}

"""Does a program get the report that the command line prints?"""

from pathlib import Path

import pytest

from rcolint import deadline as deadlines
from rcolint.api import check_paths, check_text
from rcolint.model import Gate, Settings

CLAIM = "Vialmere Blend treats arthritis.\n"


def test_a_text_gets_a_verdict() -> None:
    run = check_text(CLAIM)
    assert (run.verdict, run.exit_code) == ("findings", 1)
    assert "RCO101" in {f.rule for f in run.findings}
    clean = check_text("Ships on weekdays.")
    assert (clean.verdict, clean.exit_code) == ("no-findings", 0)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (Settings(), 1),
        (Settings(gate=Gate(never=True)), 0),
        (Settings(profile="lab"), 0),
        (Settings(ignore=("RCO101", "ruo-missing", "RCO111")), 0),
        (Settings(select=("RCO301",)), 0),
        (Settings(select=("disease-treated",), fragment=True), 1),
    ],
)
def test_settings_decide_what_fails(settings: Settings, code: int) -> None:
    assert check_text(CLAIM, settings=settings).exit_code == code


def test_the_suffix_says_how_a_text_is_read() -> None:
    text = "```\nVialmere treats arthritis.\n```\n"
    assert check_text(text, "page.md").verdict == "no-findings"
    assert check_text(text, "page.txt").verdict == "findings"
    assert check_text(CLAIM, "page.unheard-of").verdict == "findings"


def test_files_come_in_the_order_of_their_paths(shop: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    run = check_paths([str(shop)], progress=lambda done, total, path: heard.append((done, total, path)))
    assert [r.path for r in run.files] == ["careful.md", "careless.md"]
    assert [(done, total) for done, total, _ in heard] == [(0, 2), (1, 2)]


def test_a_missing_path_is_told_as_unchecked(shop: Path) -> None:
    run = check_paths([str(shop / "careful.md"), str(shop / "nowhere.md")])
    assert (run.verdict, run.exit_code) == ("unchecked", 3)
    assert [r.reason for r in run.unchecked] == ["does not exist"]


def test_a_file_that_cannot_be_decoded_is_unchecked_and_the_others_are_read(shop: Path) -> None:
    (shop / "broken.md").write_bytes(b"abc\0def" * 50)
    run = check_paths([str(shop)])
    assert run.exit_code == 3
    assert {r.path: r.status for r in run.files}["careless.md"] == "checked"


def test_a_file_that_takes_too_long_is_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "SECONDS", 0.000001)
    monkeypatch.setattr(deadlines, "SECONDS_PER_MEGABYTE", 0.0)
    run = check_text(CLAIM * 2000)
    assert (run.verdict, run.exit_code) == ("unchecked", 3)
    assert "seconds of work" in run.files[0].reason


def test_the_day_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert check_text("x").date == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "not a number")
    assert len(check_text("x").date) == 10


def test_two_runs_are_equal(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    one, two = check_paths([str(shop)]), check_paths([str(shop)])
    assert (one.findings, one.verdict, one.pack, one.date) == (two.findings, two.verdict, two.pack, two.date)

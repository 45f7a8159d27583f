"""Does rcolint read a real careless product page as a lawyer reads it?

The page itself is not ours to copy, so the repository holds only positions: which words of which line claim something,
and which stay silent. The tests are skipped, visibly, where the page is not at hand. Set RCOLINT_SEED to the page or
to its folder, or keep it in `shared/seed` beside the repository.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from rcolint.model import FileResult, Finding, Settings
from rcolint.positions import LineIndex

HERE = Path(__file__).resolve().parent
NOT_CLAIMS = ("statement", "wording")
LONGEST_SPAN = 25  # words: a highlight longer than that no longer shows which words spoke

Columns = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cue:
    """Claiming words of one line; a finding covers them when its span holds every piece of the core."""

    families: tuple[str, ...]
    must: bool
    words: Columns
    core: tuple[Columns, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is expected of one line of the page; columns are 1-based code points, ends exclusive."""

    number: int
    claims: bool
    sentences: tuple[Columns, ...]
    silent: tuple[Columns, ...]
    cues: tuple[Cue, ...]


def columns(pair: list[int]) -> Columns:
    """A pair from the data file."""
    start, end = pair
    return start, end


def expected() -> tuple[dict[str, str], dict[str, object], tuple[Line, ...]]:
    """File name and digest, the statement, and the lines of the data file."""
    data = json.loads((HERE / "data" / "seed_spans.json").read_text(encoding="utf-8"))
    lines = tuple(
        Line(
            number=line["line"],
            claims=line["claims"],
            sentences=tuple(columns(pair) for pair in line["sentences"]),
            silent=tuple(columns(pair) for pair in line["silent"]),
            cues=tuple(
                Cue(
                    families=tuple(cue["families"]),
                    must=cue["must"],
                    words=columns(cue["words"]),
                    core=tuple(columns(pair) for pair in cue["core"]),
                )
                for cue in line["cues"]
            ),
        )
        for line in data["lines"]
    )
    return {"file": data["file"], "sha256": data["sha256"]}, data["statement"], lines


PAGE, STATEMENT, LINES = expected()
MUST = [(line, cue) for line in LINES for cue in line.cues if cue.must]


def seed_path() -> Path | None:
    """Where the page lies: RCOLINT_SEED (file or folder), else `shared/seed` beside the repository."""
    named = os.environ.get("RCOLINT_SEED")
    path = Path(named) if named else HERE.parent.parent / "shared" / "seed"
    if path.is_dir():
        path = path / PAGE["file"]
    return path if path.is_file() else None


@cache
def checked() -> tuple[str, FileResult, int]:
    """The page's text, what rcolint found on it without any configuration, and the exit code."""
    path = seed_path()
    if path is None:
        pytest.skip("the seed page is not here: set RCOLINT_SEED to it")
    raw = path.read_bytes()
    assert hashlib.sha256(raw).hexdigest() == PAGE["sha256"], "not the page whose positions were written down"
    from rcolint.api import check_text

    text = raw.decode("utf-8")
    report = check_text(text, PAGE["file"], Settings())
    (result,) = report.files
    return text, result, report.exit_code


def places(finding: Finding, text: str) -> tuple[int, Columns]:
    """The line of a finding, and its columns if it ends on the same line (a huge end column if not)."""
    index = LineIndex(text)
    line, start = index.line_column(finding.span.start)
    last, end = index.line_column(finding.span.end)
    return line, (start, end if last == line else 1_000_000)


def claims_on(number: int) -> list[tuple[Finding, Columns]]:
    """The claim findings of a line, with their columns."""
    text, result, _ = checked()
    placed = [(finding, *places(finding, text)) for finding in result.findings if finding.family not in NOT_CLAIMS]
    return [(finding, span) for finding, line, span in placed if line == number]


def covers(span: Columns, cue: Cue) -> bool:
    """Whether a highlight holds the words that make the claim."""
    return all(span[0] <= start and end <= span[1] for start, end in cue.core)


def found(line: Line, cue: Cue) -> bool:
    """Whether one finding of a fitting family covers the cue."""
    return any(finding.family in cue.families and covers(span, cue) for finding, span in claims_on(line.number))


def told(line: Line) -> str:
    """What was found on a line, for the message of a failed test."""
    shown = [f"{finding.rule} {span} {finding.text!r}" for finding, span in claims_on(line.number)]
    return f"line {line.number}: " + ("; ".join(shown) or "nothing found")


def test_the_page_fails_the_gate_without_any_configuration() -> None:
    _, result, exit_code = checked()
    assert result.status == "checked"
    assert exit_code == 1


@pytest.mark.parametrize("line", [line for line in LINES if line.claims], ids=lambda line: f"line{line.number}")
def test_every_paragraph_that_claims_has_a_cue_on_its_claiming_words(line: Line) -> None:
    assert any(found(line, cue) for cue in line.cues), told(line)


@pytest.mark.parametrize(("line", "cue"), MUST, ids=[f"line{line.number}:{cue.words[0]}" for line, cue in MUST])
def test_a_claim_that_a_lawyer_would_quote_is_found(line: Line, cue: Cue) -> None:
    assert found(line, cue), f"{cue} in {told(line)}"


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"line{line.number}")
def test_a_highlight_stays_within_one_sentence(line: Line) -> None:
    for finding, (start, end) in claims_on(line.number):
        inside = any(low <= start and end <= high for low, high in line.sentences)
        assert inside, f"{finding.rule} {(start, end)} leaves its sentence, {line.sentences}"


def test_a_highlight_is_short_enough_to_show_which_words_spoke() -> None:
    text, result, _ = checked()
    for finding in result.findings:
        words = text[finding.span.start : finding.span.end].split()
        assert 1 <= len(words) <= LONGEST_SPAN, f"{finding.rule} at {places(finding, text)}: {len(words)} words"


@pytest.mark.parametrize("line", [line for line in LINES if line.silent], ids=lambda line: f"line{line.number}")
def test_plain_description_stays_silent(line: Line) -> None:
    for finding, (start, end) in claims_on(line.number):
        for low, high in line.silent:
            assert end <= low or start >= high, f"{finding.rule} {(start, end)} on silent words {(low, high)}"


def test_the_warning_at_the_end_is_a_weak_statement_with_its_gaps_named_and_contradicted() -> None:
    text, result, _ = checked()
    assert result.statement == "weak"
    (statement,) = [s for page in result.pages for s in page.statements if s.kind == STATEMENT["kind"]]
    assert statement.status == STATEMENT["status"]
    assert statement.missing
    assert "contradicted" in statement.flags
    assert statement.span is not None
    assert LineIndex(text).line_column(statement.span.start)[0] == STATEMENT["line"]


def test_what_the_tool_quotes_is_what_stands_at_the_span() -> None:
    text, result, _ = checked()
    for finding in result.findings:
        quoted = " ".join(text[finding.span.start : finding.span.end].split()).casefold()
        assert quoted in " ".join(finding.text.split()).casefold()

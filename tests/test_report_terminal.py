"""The terminal report: its goldens, its columns, and a screen that no text can act on."""

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcolint.model import DISCLAIMER, Gate, Report, Waiver
from rcolint.reports import REPORTS, load
from rcolint.reports.screen import cells
from report_samples import (
    assert_golden,
    careful,
    careless,
    document,
    find,
    report,
    result,
    unchecked,
    weak_only,
    whole,
    written,
)

NEVER = ("violat", "illegal", "unlawful", "compliant", "approved", "guaranteed", "safe to publish", "passes fda")


@pytest.mark.parametrize(
    ("name", "run"),
    [
        ("whole", whole()),
        ("empty", report()),
        ("clean", report(careful())),
        ("unchecked", report(unchecked())),
        ("statement", report(weak_only())),
    ],
)
def test_the_plain_output_is_as_the_golden_file_says(name: str, run: Report) -> None:
    text = written("terminal", run, show_cancelled=True)
    assert_golden(f"terminal-{name}.txt", text)
    assert max(map(cells, text.splitlines())) <= 80


def test_a_file_is_printed_in_one_piece_and_the_summary_in_another() -> None:
    class Counting(StringIO):
        def write(self, text: str) -> int:
            pieces.append(text)
            return super().write(text)

    pieces: list[str] = []
    run = whole()
    load("terminal")(run, Counting(), width=80)
    assert len(pieces) == len(run.files) + 1
    assert "".join(pieces) == written("terminal", run)


def _framed(text: str, words: str, width: int = 80) -> list[str]:
    doc, blocks = document(text)
    out = written("terminal", report(result(doc, blocks, (find(doc, words, message="m"),))), width=width)
    return [line.split("│ ")[1] if "│ " in line else "" for line in out.splitlines() if " │" in line]


@pytest.mark.parametrize(
    ("text", "words", "frame"),
    [
        ("It treats pain.", "treats", ["It treats pain.", "   ^^^^^^"]),
        ("鎮痛薬 treats 頭痛 now", "頭痛", ["鎮痛薬 treats 頭痛 now", "              ^^^^"]),
        ("cafe\u0301 treats e\u0301 x", "treats e\u0301", ["cafe\u0301 treats e\u0301 x", "     ^^^^^^^^"]),
        ("ab\u0301c", "\u0301", ["ab\u0301c", " ^"]),
        ("\ta\ttreats", "treats", ["    a   treats", "        ^^^^^^"]),
        ("👩\u200d🔬 treats", "treats", ["👩\u200d🔬 treats", "   ^^^^^^"]),
        ("tre\u200bats now", "tre\u200bats", ["tre⟦ZWSP⟧ats now", "^^^^^^^^^^^^"]),
        ("a\u202eb treats", "treats", ["a⟦RLO⟧b treats", "        ^^^^^^"]),
        ("one treats\n  the pain\nof all", "treats\n  the pain\nof",
         ["one treats", "    ^^^^^^", "  the pain", "  ^^^^^^^^", "of all", "^^"]),
        ("a treats\r\npain b", "treats\r\npain", ["a treats", "  ^^^^^^", "pain b", "^^^^"]),
    ],
)  # fmt: skip
def test_exactly_the_columns_of_the_span_are_underlined(text: str, words: str, frame: list[str]) -> None:
    assert _framed(text, words) == frame


def test_a_long_line_is_cut_around_the_span() -> None:
    words = "relieves pain"
    for text in (f"{'before it ' * 50}{words}{' after it' * 50}", f"{words}{' after' * 50}", f"{'x' * 900}{words}"):
        shown, carets = _framed(text, words, width=60)
        assert "…" in shown
        assert cells(shown) <= 60 - 8
        assert shown[carets.index("^") : carets.rindex("^") + 1] == words


def test_a_span_longer_than_the_screen_is_shown_on_several_rows() -> None:
    words = "relieves pain " * 12 + "now"
    rows = _framed(f"It {words}, they say", words, width=60)
    quoted = " ".join(row[c.index("^") : len(c)] for row, c in zip(rows[::2], rows[1::2], strict=True))
    assert " ".join(quoted.split()) == words


@given(st.text(max_size=60), st.text(min_size=1, max_size=12), st.text(max_size=60), st.integers(60, 120))
def test_no_line_is_ever_wider_than_the_screen(before: str, words: str, after: str, width: int) -> None:
    doc, blocks = document(before + words + after)
    out = written("terminal", report(result(doc, blocks, (find(doc, words),))), encoding="utf-8", width=width)
    for line in out.split("\n"):
        assert cells(line) <= width
        assert line.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
        assert not line.lstrip().startswith(("::", "##"))


HOSTILE = [
    "\x1b[31mred", "\x1b[2A\x1b[2K", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\x", "\x1b]52;c;eA==\x07",
    "\x1bPq\x1b\\",
    "\x9b31m", "a\rb", "a\nb", "\n::error::x", "::set-output name=a::b", "::stop-commands::x", "::add-mask::a",
    "##vso[task.complete]", "x ##[error]y", "##teamcity[message]", "\u202egpj", "\u2066x", "\x00", "\u2028x",
    "\ud800", "\udcff", "\u200btreats", "\x85",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_field_can_act_on_the_screen_or_on_a_build_runner(text: str) -> None:
    doc, blocks = document(f"# Vial\n\n{text} treats pain {text}\n\n{text}\n", f"{text}.md")
    found = find(doc, f"{text} treats pain {text}", message=f"{text} m", waiver=Waiver(text, text, text))
    live = find(doc, "treats pain", "RCO201", message=text)
    run = report(result(doc, blocks, (found, live)), unchecked(), notices=(text,), skipped=((text, 1),))
    out = written("terminal", run, show_cancelled=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069\ud800-\udfff\u200b]", out)
    for line in out.split("\n"):
        assert not line.lstrip().startswith(("::", "##"))
        assert not re.search(r"##\w*\[", line)


def test_a_screen_that_knows_only_cp1252_or_ascii_gets_signs_that_it_can_show() -> None:
    doc, blocks = document("鎮痛 treats “pain”\u202e…\n", "鎮.md")
    run = report(result(doc, blocks, (find(doc, "treats"),)))
    for encoding in ("cp1252", "ascii", "latin-1"):
        out = written("terminal", run, encoding)
        assert "\\u93ae.md" in out
        assert "[RLO]" in out
        frame = [line for line in out.splitlines() if re.match(r"[ 0-9]+\|", line)]
        assert frame[0].index("treats") == frame[1].index("^")


def test_colours_come_only_when_asked_for_and_change_no_letter() -> None:
    plain, colored = written("terminal", whole()), written("terminal", whole(), color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored).splitlines() == plain.splitlines()


def test_a_rule_is_explained_once_in_a_file() -> None:
    out = written("terminal", whole())
    assert out.count("product is meant for") == 1
    assert "as at 2:25 above" in out


def test_quiet_leaves_the_summary() -> None:
    out = written("terminal", whole(), quiet=True)
    assert out.splitlines()[1].startswith("8 risk cues in 1 file; 4 of them fail the gate.")
    assert "RCO101" not in out
    assert "shop/old.md: not valid UTF-8" in out


def test_a_statement_line_names_what_was_found_and_what_is_missing() -> None:
    assert 'statement: weak - found "For research."; missing: exclusion of human use' in written("terminal", whole())


def test_it_says_once_what_it_is_not_and_never_more_than_it_may() -> None:
    for run in (whole(), report(), report(careful()), report(careful(), gate=Gate(never=True))):
        out = " ".join(written("terminal", run, show_cancelled=True).split())
        assert out.count(DISCLAIMER) == 1
        assert not [word for word in NEVER if word in out.lower()]


def test_nothing_heavy_is_imported_when_output_is_piped() -> None:
    here = Path(__file__).parent
    code = (
        f"import sys; sys.path[:0] = [{str(here.parent / 'src')!r}]\n"
        "from rcolint.model import Report, Settings\nfrom rcolint.reports import load\n"
        "load('terminal')(Report((), (), 'no-findings', 0, Settings()), sys.stdout)\n"
        "print([m for m in ('rich', 'jinja2', 'pathspec', 'json', 'shutil', 'textwrap') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_every_report_of_the_table_can_be_loaded() -> None:
    for name in REPORTS:
        assert callable(load(name))


class TestLinks:
    def test_a_file_name_opens_the_file_where_links_are_wanted(self) -> None:
        run = report(careless()._replace(real="/srv/shop 1/calm#adex.md"))
        text = written("terminal", run, links=True)
        link = "\x1b]8;;file:///srv/shop%201/calm%23adex.md\x1b\\shop/calmadex.md\x1b]8;;\x1b\\"
        assert text.startswith(link)
        assert text.replace(link, "shop/calmadex.md") == written("terminal", run)

    def test_a_path_cannot_break_out_of_its_link(self) -> None:
        run = report(careless()._replace(real="/srv/\x1b\\\x1b]0;owned\x07.md"))
        assert "owned\x07" not in written("terminal", run, links=True)
        assert "\x1b]0" not in written("terminal", run, links=True)

    def test_what_came_through_a_pipe_has_none(self) -> None:
        assert "\x1b]8" not in written("terminal", report(careless()), links=True)

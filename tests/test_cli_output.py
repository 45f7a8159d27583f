"""Where does the output go, and is it whole, safe and the same for everybody?"""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from conftest import CLAIM, Run, program
from rcolint import cli
from rcolint.cli import streams
from rcolint.cli.progress import Progress, line
from rcolint.reports import REPORTS

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


def shell(script: str, cwd: Path) -> "subprocess.CompletedProcess[bytes]":
    """Runs a script in which $RCOLINT is the program."""
    return subprocess.run(
        ["bash", "-c", script.replace("$RCOLINT", shlex.join(program()))],
        cwd=cwd,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


class TestFiles:
    def test_several_reports_are_written_beside_the_screen(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", shop, "-o", "json=a.json", "-o", "html=a.html", cwd=shop)
        assert done.returncode == 1
        assert b"careless.md" in done.stdout
        assert json.loads((shop / "a.json").read_bytes())["schema"] == "rcolint/v1"
        assert (shop / "a.html").read_bytes().lower().startswith(b"<!doctype html")
        assert sorted(path.name for path in shop.iterdir()) == [
            ".git", "a.html", "a.json", "careful.md", "careless.md",
        ]  # fmt: skip

    def test_an_older_report_is_replaced(self, rcolint: Run, shop: Path) -> None:
        for _ in range(2):
            rcolint("check", shop, "-o", "json=a.json", "-o", "html=a.html", cwd=shop)
            files = json.loads((shop / "a.json").read_bytes())["files"]
            assert [file["path"] for file in files] == ["careful.md", "careless.md"]

    def test_what_only_has_the_name_of_a_report_is_not(self, rcolint: Run, shop: Path) -> None:
        (shop / "a.json").write_text('{"blurb": "Parcels leave on weekdays."}')
        done = rcolint("check", shop, "-o", "json=a.json", cwd=shop)
        assert done.returncode == 2
        assert b"would be overwritten" in done.stderr

    @pytest.mark.parametrize("target", ["careless.md", "./careless.md"])
    def test_a_file_to_check_is_never_overwritten(self, rcolint: Run, shop: Path, target: str) -> None:
        for paths in (["careless.md"], ["."]):
            done = rcolint("check", *paths, "-o", f"terminal={target}", cwd=shop)
            assert done.returncode == 2
            assert b"would be overwritten" in done.stderr
        assert CLAIM in (shop / "careless.md").read_text()

    def test_a_folder_is_refused(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", ".", "-o", "json=.git", cwd=shop)
        assert done.returncode == 2
        assert b".git: is a folder" in done.stderr

    @posix_only
    def test_a_symbolic_link_is_refused_and_its_target_untouched(self, rcolint: Run, shop: Path) -> None:
        (shop / "victim").write_text("mine")
        (shop / "a.json").symlink_to("victim")
        done = rcolint("check", ".", "-o", "json=a.json", cwd=shop)
        assert done.returncode == 2
        assert b"a.json: is a symbolic link" in done.stderr
        assert (shop / "victim").read_text() == "mine"

    @posix_only
    def test_a_device_is_refused(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", ".", "-o", "json=/dev/null", cwd=shop)
        assert done.returncode == 2
        assert b"is not a regular file" in done.stderr

    def test_a_write_that_fails_leaves_the_old_file_and_no_remains(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "a.json"
        target.write_text("old")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(streams.OutputError, match="No space left on device"):
            streams.write_file(str(target), lambda stream: stream.write("new"))
        assert target.read_text() == "old"
        assert list(tmp_path.iterdir()) == [target]

    def test_a_report_that_breaks_off_leaves_nothing(self, tmp_path: Path) -> None:
        def breaks(stream: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            streams.write_file(str(tmp_path / "a.json"), breaks)
        assert not list(tmp_path.iterdir())

    def test_a_report_that_cannot_be_written_is_3_and_the_others_are_written(
        self, shop: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        real = os.replace

        def full(source: str, target: str) -> None:
            if str(target).endswith("a.json"):
                raise OSError(28, "No space left on device")
            real(source, target)

        monkeypatch.setattr(os, "replace", full)
        monkeypatch.chdir(shop)
        assert cli.main(["check", ".", "-o", "json=a.json", "-o", "html=a.html"]) == 3
        assert "a.json: cannot be written: No space left on device" in capfd.readouterr().err
        assert (shop / "a.html").exists()
        assert not (shop / "a.json").exists()


@posix_only
class TestStandardOutput:
    def test_closed_from_the_start_it_is_quiet(self, shop: Path) -> None:
        done = shell("$RCOLINT check . >&-", shop)
        assert (done.returncode, done.stderr) == (1, b"")

    def test_with_everything_closed_the_exit_code_remains(self, shop: Path) -> None:
        assert shell("$RCOLINT check . >&- 2>&- <&-", shop).returncode == 1

    def test_a_reader_that_goes_away_is_quiet(self, shop: Path) -> None:
        for number in range(300):
            (shop / f"page{number}.md").write_text(f"{CLAIM}\n")
        done = shell("$RCOLINT check . --format json | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}", shop)
        assert (done.stdout, done.stderr) == (b"1\n", b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is_told_and_3(self, shop: Path) -> None:
        done = shell("$RCOLINT check . > /dev/full", shop)
        assert done.returncode == 3
        assert done.stderr == b"rcolint: cannot write to standard output: No space left on device\n"

    def test_help_into_a_closed_pipe_is_quiet(self, shop: Path) -> None:
        done = shell("$RCOLINT check --help | true; $RCOLINT --help | true", shop)
        assert done.stderr == b""


class TestSurroundings:
    @pytest.mark.parametrize(
        "env",
        [
            {"LANG": "C", "LC_ALL": "C"},
            {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"HOME": None, "USER": None, "XDG_CACHE_HOME": None},
            {"TERM": None, "PATH": ""},
            {"PYTHONIOENCODING": "ascii"},
            {"PYTHONIOENCODING": "cp1252"},
        ],
    )
    def test_it_runs_wherever_it_is_put(self, rcolint: Run, shop: Path, env: Mapping[str, str | None]) -> None:
        (shop / "Crème 😀.md").write_text(f"{CLAIM}\n", encoding="utf-8")
        done = rcolint("check", shop, env=env)
        assert done.returncode == 1
        assert done.stderr == b""

    @posix_only
    def test_it_needs_no_writable_folder(self, rcolint: Run, shop: Path) -> None:
        before = sorted(shop.rglob("*"))
        shop.chmod(0o555)
        try:
            assert rcolint("check", ".", cwd=shop).returncode == 1
        finally:
            shop.chmod(0o755)
        assert sorted(shop.rglob("*")) == before

    @pytest.mark.parametrize("name", [*REPORTS])
    def test_two_runs_are_byte_identical_wherever_they_run(self, rcolint: Run, shop: Path, name: str) -> None:
        (shop / "deep").mkdir()
        (shop / "deep" / "Crème.md").write_text(f"# Größe\n\n{CLAIM}\n", encoding="utf-8")
        runs = [
            rcolint("check", ".", "--format", name, cwd=shop, env={"PYTHONHASHSEED": "0", "TZ": "UTC"}),
            rcolint("check", "..", "--format", name, cwd=shop / "deep", env={"PYTHONHASHSEED": "1", "TZ": "UTC"}),
            rcolint("check", shop, "--format", name, env={"LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "2"}),
            rcolint("check", "shop/", "--format", name, env={"LC_ALL": "de_DE.UTF-8", "COLUMNS": "200"}),
        ]
        assert {run.returncode for run in runs} == {1}
        assert len({run.stdout for run in runs}) == 1
        assert str(shop).encode() not in runs[0].stdout

    @pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Niue"])
    def test_the_time_zone_changes_nothing(self, rcolint: Run, shop: Path, zone: str) -> None:
        while True:
            today = datetime.now(UTC).date()
            here, there = (rcolint("check", shop, "--format", "json", env={"TZ": name}) for name in (zone, "UTC"))
            if today == datetime.now(UTC).date():  # else midnight struck between the two runs
                break
        assert here.stdout == there.stdout


class TestColour:
    @pytest.mark.parametrize(
        ("words", "env", "coloured"),
        [
            ([], {}, False),
            (["--color", "always"], {}, True),
            (["--color", "always"], {"NO_COLOR": "1"}, True),
            ([], {"FORCE_COLOR": "1"}, True),
            ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
            (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ],
    )
    def test_it_is_what_was_asked_for(
        self, rcolint: Run, shop: Path, words: list[str], env: Mapping[str, str], coloured: bool
    ) -> None:
        assert (b"\x1b[" in rcolint("check", shop, *words, env=env).stdout) == coloured

    def test_files_and_machine_formats_have_none(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", shop, "--color", "always", "--format", "json", "-o", "terminal=t", cwd=shop)
        assert b"\x1b" not in done.stdout
        assert b"\x1b" not in (shop / "t").read_bytes()


class TestLinks:
    @pytest.mark.parametrize(
        ("terminal", "env", "linked"),
        [
            (True, {}, False),
            (True, {"TERM": "xterm-kitty"}, True),
            (True, {"TERM_PROGRAM": "WezTerm"}, True),
            (True, {"VTE_VERSION": "7200"}, True),
            (True, {"VTE_VERSION": "4900"}, False),
            (True, {"WT_SESSION": "1"}, True),
            (True, {"WT_SESSION": "1", "FORCE_HYPERLINK": "0"}, False),
            (True, {"FORCE_HYPERLINK": "1"}, True),
            (True, {"FORCE_HYPERLINK": "1", "TERM": "dumb"}, False),
            (False, {"FORCE_HYPERLINK": "1", "TERM": "xterm-kitty"}, False),
        ],
    )
    def test_they_are_written_where_a_terminal_makes_links(
        self, monkeypatch: pytest.MonkeyPatch, terminal: bool, env: Mapping[str, str], linked: bool
    ) -> None:
        for name in ("TERM", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "FORCE_HYPERLINK"):
            monkeypatch.delenv(name, raising=False)
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(streams, "is_terminal", lambda _stream: terminal)
        assert streams.use_links() is linked

    def test_a_pipe_has_none(self, rcolint: Run, shop: Path) -> None:
        assert (
            b"\x1b]8" not in rcolint("check", ".", cwd=shop, env={"FORCE_HYPERLINK": "1", "TERM": "xterm-kitty"}).stdout
        )


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


class TestProgress:
    @pytest.fixture
    def screen(self, monkeypatch: pytest.MonkeyPatch) -> Screen:
        monkeypatch.setenv("TERM", "xterm")
        return Screen()

    def test_a_short_run_shows_none(self, screen: Screen) -> None:
        progress = Progress(screen)
        progress(1, 2, "a.md")
        progress.clear()
        assert screen.getvalue() == ""

    def test_a_long_run_shows_one_line_and_wipes_it(self, screen: Screen) -> None:
        progress = Progress(screen)
        progress.next = 0.0
        progress(1, 2, "a.md")
        progress.clear()
        assert screen.getvalue() == "\r\x1b[K[##########..........] 1/2 a.md\r\x1b[K"

    def test_a_terminal_that_does_not_know_its_width_still_shows_it(
        self, screen: Screen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Screen, "fileno", lambda _: 1)
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
        progress = Progress(screen)
        progress.next = 0.0
        progress(1, 2, "a.md")
        assert "1/2 a.md" in screen.getvalue()

    def test_a_pipe_a_dumb_terminal_and_nothing_show_none(
        self, screen: Screen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TERM", "dumb")
        for stream in (screen, StringIO(), None):
            progress = Progress(stream)
            progress.next = 0.0
            progress(1, 2, "a.md")
            progress.clear()
            assert stream is None or stream.getvalue() == ""

    @pytest.mark.parametrize("columns", [0, 1, 20, 40, 80])
    def test_the_line_always_fits_and_is_harmless(self, columns: int) -> None:
        drawn = line(12, 3400, "a\x1b[2J\n" + "long" * 40 + "Crème.md", columns)
        assert len(drawn) < max(columns, 1)
        assert drawn.isascii()
        assert not drawn or drawn.isprintable()

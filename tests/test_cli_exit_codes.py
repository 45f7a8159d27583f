"""What does the exit code say, and is nothing lost on the way, whatever the input?"""

import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import CLAIM, Run
from rcolint import cli

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")


def checked(rcolint: Run, *words: object, **options: Any) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of a run."""
    done = rcolint("check", *words, "--format", "json", **options)
    return done.returncode, json.loads(done.stdout)


def unchecked(report: dict[str, Any]) -> dict[str, str]:
    return {file["path"]: file["reason"] for file in report["files"] if file["status"] == "unchecked"}


class TestZeroAndOne:
    def test_a_page_without_cues_is_0(self, rcolint: Run, shop: Path) -> None:
        code, report = checked(rcolint, shop / "careful.md")
        assert (code, report["verdict"]) == (0, "no-findings")

    def test_a_page_with_a_claim_is_1(self, rcolint: Run, shop: Path) -> None:
        code, report = checked(rcolint, shop / "careless.md")
        assert (code, report["verdict"], report["exit_code"]) == (1, "findings", 1)

    def test_never_makes_it_0_and_keeps_the_findings(self, rcolint: Run, shop: Path) -> None:
        code, report = checked(rcolint, shop, "--fail-on", "never")
        assert (code, report["verdict"]) == (0, "findings")

    def test_a_claim_from_a_pipe_is_1(self, rcolint: Run) -> None:
        for words in (("-",), ()):
            done = rcolint("check", *words, stdin=CLAIM.encode())
            assert done.returncode == 1, done.stderr

    def test_the_format_never_changes_it(self, rcolint: Run, shop: Path) -> None:
        codes = {rcolint("check", shop, "--format", name).returncode for name in ("terminal", "json", "html")}
        assert codes == {1}

    def test_skipped_files_never_change_it(self, rcolint: Run, shop: Path) -> None:
        (shop / "logo.png").write_bytes(b"\x89PNG\x00")
        assert rcolint("check", shop / "careful.md", shop / "logo.png").returncode == 0
        done = rcolint("check", shop / "logo.png")
        assert done.returncode == 0
        assert b"no reader for .png" in done.stdout + done.stderr

    def test_a_file_that_a_hook_names_and_a_pattern_excludes_is_0_with_a_notice(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", shop / "careless.md", "--exclude", "careless.md")
        assert done.returncode == 0
        assert b"careless.md: excluded, not checked" in done.stdout + done.stderr


class TestTwo:
    def test_a_path_that_does_not_exist_is_told_with_the_nearest_name(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", "carefull.md", cwd=shop)
        assert done.returncode == 2
        assert b"carefull.md: no such file or folder; did you mean 'careful.md'?" in done.stderr

    def test_the_other_paths_are_checked_all_the_same(self, rcolint: Run, shop: Path) -> None:
        code, report = checked(rcolint, shop / "careless.md", shop / "nowhere")
        assert code == report["exit_code"] == 2
        assert [file["path"] for file in report["files"] if file["findings"]] == ["careless.md"]

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--profil", "ruo", "x"], "unknown option '--profil': did you mean '--profile'?"),
            (["--profile", "rou", "x"], "unknown profile 'rou': did you mean 'ruo'?"),
            (["--tier", "gates", "x"], "did you mean 'gate'?"),
            (["--fail-on", "eror", "x"], "did you mean 'error'?"),
            (["--fail-on", "error:gates", "x"], "did you mean 'gate'?"),
            (["--format", "jsn", "x"], "did you mean 'json'?"),
            (["--color", "alway", "x"], "did you mean 'always'?"),
            (["-o", "report.html", "x"], "as in -o html=report.html"),
            (["-o", "htm=report.html", "x"], "did you mean 'html'?"),
            (["-o", "json=nowhere/report.json", "x"], "the folder nowhere does not exist"),
            (["-o", "json=", "x"], "needs a file name"),
            (["-o", "json=a", "-o", "html=./a", "x"], "two reports cannot share a file"),
            (["--fail-on", "error:review", "--tier", "gate", "x"], "say --tier review"),
            (["--select", "disease-treted", "x"], "did you mean 'disease-treated'?"),
            (["--ignore", "nonsense,RCO999", "x"], "no rule is called 'nonsense'"),
            (["--ignore", "nonsense,RCO999", "x"], "no rule is called 'RCO999'"),
            (["--exclude", "!", "x"], "--exclude: "),
            (["-", "page.md"], "cannot be mixed with files"),
            ([], "nothing to check"),
            (["--stdin-filename", "x.png", "-"], "no reader for this kind"),
            (["--tier"], "expected one argument"),
        ],
    )
    def test_wrong_use_says_what_is_meant(self, rcolint: Run, words: list[str], told: str) -> None:
        done = rcolint("check", *words)
        assert done.returncode == 2
        assert told in done.stderr.decode()
        assert not done.stdout
        assert b"Traceback" not in done.stderr

    def test_an_empty_pipe_without_a_path_is_nothing_to_check(self, rcolint: Run) -> None:
        done = rcolint("check", stdin=b"")
        assert done.returncode == 2
        assert b"nothing to check" in done.stderr

    def test_an_unknown_command_names_the_nearest(self, rcolint: Run) -> None:
        done = rcolint("chekc", ".")
        assert done.returncode == 2
        assert b"did you mean 'check'?" in done.stderr

    def test_a_forgotten_command_is_named(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("careful.md", cwd=shop)
        assert done.returncode == 2
        assert b"did you mean 'rcolint check careful.md'?" in done.stderr

    def test_no_command_shows_help(self, rcolint: Run) -> None:
        done = rcolint()
        assert done.returncode == 2
        assert b"rcolint check" in done.stdout


class TestThree:
    @pytest.mark.parametrize(
        ("name", "data", "reason"),
        [
            ("nul.md", b"It tre\0ats arthritis\n", "NUL"),
            ("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
            ("large.md", b"It treats arthritis.\n" * 150_000, "over the limit of 2.0 MB"),
            ("half.md", b"\xff\xfeA", "not valid UTF-16"),
            ("mixed.md", "Crème ".encode() + b"Cr\xe8me", "neither UTF-8"),
        ],
    )
    def test_a_file_that_cannot_be_read_whole(
        self, rcolint: Run, shop: Path, name: str, data: bytes, reason: str
    ) -> None:
        (shop / name).write_bytes(data)
        code, report = checked(rcolint, shop / "careful.md", shop / name)
        assert code == 3
        assert reason in unchecked(report)[name]

    def test_it_beats_findings_and_both_are_told(self, rcolint: Run, shop: Path) -> None:
        (shop / "nul.md").write_bytes(b"\0")
        code, report = checked(rcolint, shop)
        assert code == 3
        assert list(unchecked(report)) == ["nul.md"]
        assert report["counts"]["by_severity"]["error"] >= 1

    def test_wrong_use_beats_it_and_both_are_told(self, rcolint: Run, shop: Path) -> None:
        (shop / "nul.md").write_bytes(b"\0")
        code, report = checked(rcolint, shop, "nowhere.md")
        assert code == 2
        assert sorted(unchecked(report)) == ["nowhere.md", "nul.md"]

    @pytest.mark.parametrize("names", [[], ["logo.png"]])
    def test_a_folder_that_holds_nothing_to_read(self, rcolint: Run, tmp_path: Path, names: list[str]) -> None:
        (tmp_path / "empty").mkdir()
        for name in names:
            (tmp_path / "empty" / name).write_bytes(b"x")
        code, report = checked(rcolint, tmp_path / "empty")
        assert code == 3
        assert unchecked(report) == {"empty": "holds no file that rcolint reads"}

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
    def test_a_file_without_permission(self, rcolint: Run, shop: Path) -> None:
        (shop / "careful.md").chmod(0)
        code, report = checked(rcolint, shop)
        assert code == 3
        assert "no permission" in unchecked(report)["careful.md"]

    def test_a_file_that_the_system_refuses(
        self, shop: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        real = os.open

        def refuse(path: str, *rest: int) -> int:
            if str(path).endswith("careful.md"):
                raise PermissionError(13, "Permission denied")
            return real(path, *rest)

        monkeypatch.setattr(os, "open", refuse)
        assert cli.main(["check", str(shop)]) == 3
        assert "no permission to read it" in capfd.readouterr().out

    @posix_only
    def test_links_pipes_and_sockets_that_are_named(
        self, rcolint: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (shop / "link.md").symlink_to("/etc/hostname")
        os.mkfifo(shop / "pipe.md")
        monkeypatch.chdir(shop)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.md")
            code, report = checked(rcolint, shop / "link.md", shop / "pipe.md", shop / "socket.md")
        assert code == 3
        assert "symbolic link" in unchecked(report)["link.md"]
        assert "hostname" not in json.dumps(report)
        assert "pipe" in unchecked(report)["pipe.md"]
        assert "socket" in unchecked(report)["socket.md"]

    def test_a_sparse_file_is_refused_before_it_is_read(self, rcolint: Run, shop: Path) -> None:
        with (shop / "sparse.md").open("wb") as stream:
            stream.truncate(20 * 1024**3)
        code, report = checked(rcolint, shop)
        assert code == 3
        assert "20480.0 MB" in unchecked(report)["sparse.md"]

    @pytest.mark.parametrize("data", [b"It tre\0ats\n", b"\x89PNG", b"x" * (3 * 1024 * 1024)])
    def test_piped_text_that_cannot_be_read(self, rcolint: Run, data: bytes) -> None:
        code, report = checked(rcolint, "-", stdin=data)
        assert (code, report["verdict"], list(unchecked(report))) == (3, "unchecked", ["stdin.md"])


class TestReadAllTheSame:
    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
    def test_a_claim_is_found_in_every_encoding(self, rcolint: Run, shop: Path, encoding: str) -> None:
        (shop / "page.md").write_bytes(f"# Crème\n\n{CLAIM}\n".encode(encoding))
        code, report = checked(rcolint, shop / "page.md")
        assert code == 1
        assert report["files"][0]["findings"]

    def test_a_guessed_encoding_is_told(self, rcolint: Run, shop: Path) -> None:
        (shop / "page.md").write_bytes("Crème\n".encode("cp1252"))
        assert b"read as Windows-1252" in rcolint("check", shop / "page.md").stdout

    def test_a_claim_is_found_behind_broken_front_matter(self, rcolint: Run, shop: Path) -> None:
        for head in ("---\ntitle: [unclosed\n---\n", "---\ntitle: x\n", "---\na: &x [*x]\n---\n"):
            (shop / "page.md").write_text(f"{head}\n{CLAIM}\n")
            code, report = checked(rcolint, shop / "page.md")
            assert report["files"][0]["findings"], head
            assert code in (1, 3)

    def test_twenty_thousand_nested_quotes_are_read_or_refused(self, rcolint: Run, shop: Path) -> None:
        (shop / "page.md").write_text("> " * 20_000 + CLAIM + "\n")
        code, report = checked(rcolint, shop / "page.md")
        assert code in (1, 3)
        assert report["files"][0]["findings"] or unchecked(report)

    @posix_only
    def test_names_that_are_not_utf8_or_hold_newlines(self, rcolint: Run, shop: Path) -> None:
        for name in (b"\xff\xfe.md", b"a\n::error::x.md"):
            Path(os.fsdecode(os.fsencode(shop) + b"/" + name)).write_text(CLAIM)
        code, report = checked(rcolint, shop)
        assert code == 1
        paths = [file["path"] for file in report["files"]]
        assert r"\xff\xfe.md" in paths
        assert r"a\n::error::x.md" in paths
        screen = rcolint("check", shop).stdout.decode()
        assert not [line for line in screen.splitlines() if line.lstrip().startswith("::")]


class TestWhenSomethingBreaks:
    def test_an_unexpected_error_is_one_clear_line_and_3(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "rcolint.cli.check", None)
        assert cli.main(["check", "x.md"]) == 3
        told = capfd.readouterr().err
        assert told.startswith("rcolint: internal error: ModuleNotFoundError")
        assert "rerun with --debug" in told
        assert "Traceback" not in told

    def test_debug_shows_the_traceback(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "rcolint.cli.check", None)
        assert cli.main(["check", "x.md", "--debug"]) == 3
        assert "Traceback" in capfd.readouterr().err

    def test_an_interrupt_is_one_line_and_130(
        self, shop: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("rcolint.api.check_paths", interrupted)
        assert cli.main(["check", str(shop)]) == 130
        assert capfd.readouterr().err == "rcolint: interrupted\n"

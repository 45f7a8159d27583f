"""What can be done with a report that was saved: show it, compare with it, verify it?"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import CLAIM, Run

OTHER = "Vialmere Blend cures migraine."
STATED = "\n\nFor laboratory research use only. Not for human or animal use, diagnosis or therapy.\n"


def git(folder: Path, *words: str) -> None:
    """Runs Git as somebody who is nobody."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@shop.example"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@shop.example", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env={**os.environ, **who})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A committed shop with one careless page and one careful page."""
    root = tmp_path / "shop"
    root.mkdir()
    (root / "careless.md").write_text(f"# Vialmere Blend\n\n{CLAIM}{STATED}", encoding="utf-8")
    (root / "careful.md").write_text("# Shipping\n\nParcels leave Ferndale on weekdays.\n", encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


CHECK = ("check", ".", "--select", "RCO101")


def unwrapped(text: bytes) -> bytes:
    """The words of a screen, however it breaks its lines."""
    return b" ".join(text.split())


def told(path: Path) -> dict[str, Any]:
    """The content of a saved JSON."""
    return dict(json.loads(path.read_bytes()))


class TestReport:
    def test_every_format_comes_out_of_the_saved_json_as_out_of_the_check(self, rcolint: Run, shop: Path) -> None:
        rcolint(
            "check",
            ".",
            "--with-copy",
            "-o",
            "json=../a.json",
            "-o",
            "html=../a.html",
            "-o",
            "sarif=../a.sarif",
            cwd=shop,
        )
        done = rcolint("report", "a.json", "-o", "html=b.html", "-o", "sarif=b.sarif", "-o", "json=b.json")
        assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"")
        for kind in ("json", "html", "sarif"):
            assert (shop.parent / f"a.{kind}").read_bytes() == (shop.parent / f"b.{kind}").read_bytes()

    def test_the_screen_is_the_same_too(self, rcolint: Run, shop: Path) -> None:
        first = rcolint("check", ".", "--with-copy", "-o", "json=../a.json", cwd=shop)
        assert rcolint("report", "a.json").stdout == first.stdout

    def test_what_is_missing_without_the_copy_is_said(self, rcolint: Run, shop: Path) -> None:
        rcolint("check", ".", "-o", "json=../a.json", cwd=shop)
        done = rcolint("report", "a.json", "--format", "rdjsonl")
        assert b"saved without its copy, so rdjsonl lacks columns" in done.stderr
        assert done.returncode == 0
        assert rcolint("report", "a.json", "--format", "csv").stderr == b""

    @pytest.mark.parametrize("text", ["", "{}", "<html>", "nonsense", '{"schema": "rcolint/v1"}'])
    def test_what_is_no_report_is_2(self, rcolint: Run, tmp_path: Path, text: str) -> None:
        (tmp_path / "a.json").write_text(text)
        for words in (["report", "a.json"], ["verify", "a.json"], ["check", ".", "--against", "a.json"]):
            done = rcolint(*words)
            assert done.returncode == 2, words
            assert done.stderr.startswith(b"rcolint: a.json: ")
            assert done.stderr.count(b"\n") == 1

    def test_it_does_not_overwrite_what_it_reads(self, rcolint: Run, shop: Path) -> None:
        rcolint("check", ".", "-o", "json=../a.json", cwd=shop)
        assert rcolint("report", "a.json", "-o", "html=a.json").returncode == 2


class TestAgainst:
    @pytest.fixture
    def earlier(self, rcolint: Run, repository: Path) -> Path:
        (repository / "careless.md").write_text(f"{CLAIM}\n\n{OTHER}{STATED}", encoding="utf-8")
        rcolint(*CHECK, "-o", "json=../old.json", "-o", "html=../old.html", cwd=repository)
        return repository

    @pytest.mark.parametrize("old", ["../old.json", "../old.html"])
    def test_nothing_is_new_where_nothing_changed(self, rcolint: Run, earlier: Path, old: str) -> None:
        done = rcolint(*CHECK, "--against", old, "--fail-on", "new", cwd=earlier)
        assert done.returncode == 0
        assert b"0 new, 2 still there, 0 fixed, 0 waived since" in unwrapped(done.stdout)

    def test_a_new_claim_fails_and_a_mended_one_is_fixed(self, rcolint: Run, earlier: Path) -> None:
        (earlier / "careless.md").write_text(f"{CLAIM}\n\nEases arthritis pain.{STATED}", encoding="utf-8")
        done = rcolint(*CHECK, "--against", "../old.json", "--fail-on", "new", "-o", "json=../new.json", cwd=earlier)
        assert done.returncode == 1
        content = told(earlier.parent / "new.json")
        against, (_, careless) = content["against"], content["files"]
        assert [f["standing"] for f in careless["findings"]] == ["still", "new"]
        assert [(one["path"], one["line"], one["text"]) for one in against["fixed"]] == [
            ("careless.md", 3, "cures migraine")
        ]
        assert (against["new"], against["still"], against["unread"], against["differs"]) == (1, 1, 0, [])
        assert content["counts"]["fail_gate"] == 1

    def test_a_page_that_was_renamed_keeps_its_findings(self, rcolint: Run, earlier: Path) -> None:
        (earlier / "careless.md").rename(earlier / "other.md")
        done = rcolint(*CHECK, "--against", "../old.json", "--fail-on", "new", cwd=earlier)
        assert done.returncode == 0
        assert b"0 new, 2 still there, 0 fixed" in unwrapped(done.stdout)

    def test_a_copied_claim_is_new(self, rcolint: Run, earlier: Path) -> None:
        (earlier / "other.md").write_text(f"{CLAIM}{STATED}", encoding="utf-8")
        assert rcolint(*CHECK, "--against", "../old.json", "--fail-on", "new", cwd=earlier).returncode == 1

    def test_a_waived_one_is_told_and_one_whose_waiver_went_is_new(self, rcolint: Run, earlier: Path) -> None:
        waived = f"<!-- rcolint-allow RCO101: counsel has it -->\n{CLAIM}\n\n{OTHER}{STATED}"
        plain = (earlier / "careless.md").read_text()
        (earlier / "careless.md").write_text(waived)
        done = rcolint(*CHECK, "--against", "../old.json", "-o", "json=../new.json", cwd=earlier)
        assert b"0 new, 1 still there, 0 fixed, 1 waived since" in unwrapped(done.stdout)
        (earlier / "careless.md").write_text(plain)
        done = rcolint(*CHECK, "--against", "../new.json", "--fail-on", "new", cwd=earlier)
        assert b"1 new, 1 still there" in unwrapped(done.stdout)
        assert done.returncode == 1

    def test_files_that_were_not_read_again_are_not_called_fixed(self, rcolint: Run, earlier: Path) -> None:
        done = rcolint("check", "--select", "RCO101", "careful.md", "--against", "../old.json", cwd=earlier)
        assert b"0 fixed, 0 waived since, 2 in files that were not read this time" in unwrapped(done.stdout)

    def test_other_settings_are_told(self, rcolint: Run, earlier: Path) -> None:
        done = rcolint(*CHECK, "--against", "../old.json", "--profile", "supplement", cwd=earlier)
        assert b"made with other settings" in unwrapped(done.stdout)

    def test_new_without_a_report_is_wrong_use(self, rcolint: Run, earlier: Path) -> None:
        done = rcolint(*CHECK, "--fail-on", "new", cwd=earlier)
        assert done.returncode == 2
        assert b"--against FILE" in done.stderr

    def test_what_was_not_read_still_comes_first(self, rcolint: Run, earlier: Path) -> None:
        (earlier / "broken.md").write_bytes(b"\xff\xfe\x00")
        assert rcolint(*CHECK, "--against", "../old.json", "--fail-on", "new", cwd=earlier).returncode == 3

    def test_the_earlier_report_is_nothing_to_check(self, rcolint: Run, earlier: Path) -> None:
        (earlier.parent / "old.html").rename(earlier / "old.html")
        done = rcolint(*CHECK, "--against", "old.html", "--format", "json", cwd=earlier)
        assert [file["path"] for file in json.loads(done.stdout)["files"]] == ["careful.md", "careless.md"]

    def test_a_configuration_that_never_fails_does_not_undo_it(self, rcolint: Run, earlier: Path) -> None:
        (earlier / ".rcolint.yaml").write_text("fail-on: never\n")
        (earlier / "careless.md").write_text(f"{CLAIM}\n\nEases arthritis pain.{STATED}", encoding="utf-8")
        assert rcolint(*CHECK, "--against", "../old.json", "--fail-on", "new", cwd=earlier).returncode == 1


class TestRecord:
    def record(self, rcolint: Run, folder: Path, *words: str, epoch: str | None = None) -> dict[str, Any]:
        done = rcolint("check", ".", "--format", "json", *words, cwd=folder, env={"SOURCE_DATE_EPOCH": epoch})
        return dict(json.loads(done.stdout)["provenance"]["record"])

    def test_it_names_commit_and_files_and_no_time(self, rcolint: Run, repository: Path) -> None:
        commit = subprocess.run(["git", "-C", repository, "rev-parse", "HEAD"], capture_output=True, check=True).stdout
        record = self.record(rcolint, repository)
        assert (record["commit"], record["dirty"], record["time"]) == (commit.decode().strip(), False, None)
        assert self.record(rcolint, repository, epoch="86400")["time"] == "1970-01-02T00:00:00Z"

    def test_one_byte_changes_the_digest_of_the_input_and_makes_it_dirty(self, rcolint: Run, repository: Path) -> None:
        before = self.record(rcolint, repository)
        (repository / "careful.md").write_bytes((repository / "careful.md").read_bytes() + b"\n")
        after = self.record(rcolint, repository)
        assert after["inputs"] != before["inputs"]
        assert after["settings"] == before["settings"]
        assert after["dirty"] is True

    def test_a_setting_changes_the_digest_of_the_settings_alone(self, rcolint: Run, repository: Path) -> None:
        before = self.record(rcolint, repository)
        option = self.record(rcolint, repository, "--profile", "lab")
        (repository / ".rcolint.yaml").write_text("profile: lab\n")
        configured = self.record(rcolint, repository)
        assert len({before["settings"], option["settings"], configured["settings"]}) == 3
        assert {before["inputs"], option["inputs"], configured["inputs"]} == {before["inputs"]}
        assert option["asked"] == {"profile": "lab"}

    def test_copy_from_elsewhere_is_part_of_the_input(self, rcolint: Run, repository: Path) -> None:
        (repository / ".rcolint.yaml").write_text("statement-sources: [notice.txt]\n")
        (repository / "notice.txt").write_text("For laboratory research use only.\n")
        done = rcolint("check", "careless.md", "--format", "json", cwd=repository)
        record = json.loads(done.stdout)["provenance"]["record"]
        assert [source["path"] for source in record["sources"]] in ([], ["notice.txt"])

    def test_a_folder_that_is_no_repository_has_no_commit(self, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / "page.md").write_text("Parcels leave on weekdays.\n")
        record = self.record(rcolint, tmp_path)
        assert (record["commit"], record["dirty"]) == (None, None)

    def test_without_git_there_is_none_either(self, rcolint: Run, repository: Path) -> None:
        done = rcolint("check", ".", "--format", "json", cwd=repository, env={"PATH": ""})
        assert json.loads(done.stdout)["provenance"]["record"]["commit"] is None

    def test_nothing_of_the_repository_is_run(self, rcolint: Run, repository: Path) -> None:
        hook = repository / "owned.sh"
        hook.write_text("#!/bin/sh\ntouch owned\n")
        hook.chmod(0o755)
        for name in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "uploadpack.packObjectsHook"):
            git(repository, "config", name, "./owned.sh")
        self.record(rcolint, repository)
        assert not (repository / "owned").exists()

    def test_a_pipe_has_a_record_too(self, rcolint: Run) -> None:
        done = rcolint("check", "-", "--format", "json", stdin=b"Parcels leave on weekdays.\n")
        content = json.loads(done.stdout)
        assert len(content["provenance"]["record"]["inputs"]) == 64
        assert len(content["files"][0]["sha256"]) == 64

    def test_a_configuration_below_the_top_does_not_change_the_path_in_the_repository(
        self, rcolint: Run, repository: Path
    ) -> None:
        (repository / "site").mkdir()
        (repository / "site" / ".rcolint.yaml").write_text("profile: ruo\n")
        (repository / "site" / "page.md").write_text(f"{CLAIM}{STATED}")
        done = rcolint("check", "site", "--format", "github", cwd=repository)
        assert done.stdout.startswith(b"::error file=site/page.md,line=1,")


class TestVerify:
    @pytest.fixture
    def saved(self, rcolint: Run, repository: Path) -> Path:
        rcolint("check", ".", "-o", "json=../a.json", "-o", "html=../a.html", cwd=repository)
        return repository

    @pytest.mark.parametrize("name", ["../a.json", "../a.html"])
    def test_what_holds_is_0(self, rcolint: Run, saved: Path, name: str) -> None:
        done = rcolint("verify", name, cwd=saved)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.startswith(b"Nothing differs: 2 files")

    def test_it_runs_from_anywhere(self, rcolint: Run, saved: Path) -> None:
        assert rcolint("verify", "a.json", "--root", saved).returncode == 0

    def test_a_file_that_changed_and_one_that_went_are_told(self, rcolint: Run, saved: Path) -> None:
        (saved / "careful.md").write_text("Parcels leave today.\n")
        (saved / "careless.md").unlink()
        done = rcolint("verify", "../a.json", cwd=saved)
        assert done.returncode == 1
        assert done.stdout.decode().splitlines() == [
            "careful.md: its content is not what was read",
            "careless.md: is not there any more",
            "The report does not hold: 2 differences in 2 files.",
        ]

    def test_a_finding_taken_out_by_hand_is_told(self, rcolint: Run, saved: Path) -> None:
        path = saved.parent / "a.json"
        content = told(path)
        content["files"][1]["findings"].clear()
        path.write_text(json.dumps(content))
        done = rcolint("verify", "../a.json", cwd=saved)
        assert done.returncode == 1
        assert b"report: its counts do not follow from the findings that it lists" in done.stdout
        assert (
            b"careless.md: RCO101 at 3:16 (error, tier gate) is found and does not stand in the report" in done.stdout
        )

    def test_another_configuration_is_told(self, rcolint: Run, saved: Path) -> None:
        (saved / ".rcolint.yaml").write_text("profile: lab\n")
        done = rcolint("verify", "../a.json", cwd=saved)
        assert done.returncode == 1
        assert b"settings: options, configuration or baseline are not what they were" in done.stdout

    def test_options_are_those_of_the_report(self, rcolint: Run, saved: Path) -> None:
        (saved / ".rcolint.yaml").write_text("profile: lab\ntier: gate\n")
        words = ("--profile", "ruo", "--fail-on", "note:audit", "--ignore", "RCO101")
        rcolint("check", ".", *words, "-o", "json=../b.json", cwd=saved)
        done = rcolint("verify", "../b.json", cwd=saved)
        assert done.returncode == 0, done.stdout

    def test_paths_that_leave_the_root_are_not_followed(self, rcolint: Run, saved: Path) -> None:
        path = saved.parent / "a.json"
        (saved.parent / "secret.md").write_text("x\n")
        content = told(path)
        content["files"][0]["path"] = "../secret.md"
        content["files"][1]["path"] = str(saved.parent / "secret.md")
        path.write_text(json.dumps(content))
        done = rcolint("verify", "../a.json", cwd=saved)
        assert done.stdout.count(b"is not there any more") == 2

    def test_a_report_without_a_record_is_2(self, rcolint: Run, saved: Path) -> None:
        path = saved.parent / "a.json"
        content = told(path)
        content["provenance"]["record"] = None
        path.write_text(json.dumps(content))
        done = rcolint("verify", "../a.json", cwd=saved)
        assert done.returncode == 2
        assert b"holds no record" in done.stderr


class TestWorkflow:
    def test_annotations_come_first_and_the_frames_below(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", ".", cwd=shop, env={"GITHUB_ACTIONS": "true"})
        assert done.returncode == 1
        assert done.stdout.startswith(b"::error file=careless.md,line=")
        assert b"^^^" in done.stdout

    def test_what_was_asked_for_goes_over_it(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", ".", "--format", "terminal", cwd=shop, env={"GITHUB_ACTIONS": "true"})
        assert b"::error" not in done.stdout

    def test_the_summary_of_the_step_is_added_to(self, rcolint: Run, shop: Path) -> None:
        (shop.parent / "summary.md").write_text("before\n")
        env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "../summary.md"}
        rcolint("check", ".", cwd=shop, env=env)
        text = (shop.parent / "summary.md").read_text()
        assert text.startswith("before\n<!-- rcolint -->\n")
        assert "`careless.md:3:16`" in text

    def test_a_summary_that_cannot_be_written_changes_nothing(self, rcolint: Run, shop: Path) -> None:
        env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "no/such/summary.md"}
        done = rcolint("check", ".", cwd=shop, env=env)
        assert done.returncode == 1
        assert b"the step summary was not written" in done.stderr


class TestOlderReports:
    @pytest.mark.parametrize(
        "output",
        ["junit=a.xml", "checkstyle=a.xml", "csv=a.csv", "markdown=a.md", "jsonl=a.jsonl", "rdjsonl=a.jsonl",
         "gitlab=a.json", "sarif=a.json"],
    )  # fmt: skip
    def test_an_older_report_in_a_folder_is_replaced_and_not_checked(
        self, rcolint: Run, shop: Path, output: str
    ) -> None:
        name = output.partition("=")[2]
        first = rcolint("check", ".", "-o", output, cwd=shop)
        text = (shop / name).read_bytes()
        second = rcolint("check", ".", "-o", output, cwd=shop)
        assert (first.returncode, second.returncode, second.stderr) == (1, 1, b"")
        assert name.encode() not in second.stdout
        assert (shop / name).read_bytes() == text

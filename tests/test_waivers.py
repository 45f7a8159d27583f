"""Which findings may stay, and what is said about waivers, the baseline and a change?

An invented shop lives through three commits; each way to check it gives the verdict that its reader expects.
"""

import json
import subprocess
from pathlib import Path

import pytest

from conftest import CLAIM, Run

Finding = dict[str, object]


def put(path: Path, text: str) -> Path:
    """Writes a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def git(top: Path, *words: str) -> str:
    """Runs Git as an invented person."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@shop.example", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", "-C", str(top), *who, *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository with a careful page."""
    top = tmp_path / "shop"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    put(top / "page.md", "# Velorin\n\nWhite powder in a glass vial.\n")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "A careful page")
    return top


def findings(rcolint: Run, *words: str, cwd: Path) -> tuple[int, list[tuple[str, str, str | None]]]:
    """The exit code, and (rule, quoted words, waiver's reason) of each finding but the missing statement."""
    done = rcolint("check", *words, "--format", "json", cwd=cwd)
    report = json.loads(done.stdout)
    found = [
        (f["rule"], f["text"], f["waiver"]["reason"] if f["waiver"] else None)
        for file in report["files"]
        for f in file["findings"]
        if f["family"] != "statement"
    ]
    return done.returncode, found


STATEMENT = "For research use only. Not for human or veterinary use.\n"


class TestComments:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.md", f"<!-- rcolint-allow RCO101: counsel has it -->\n{CLAIM}\n"),
            ("a.md", f"<!-- rcolint-allow RCO101: counsel has it -->\n\n{CLAIM}\n"),
            ("a.md", f"{CLAIM} <!-- rcolint-allow disease-treated owner=qa: counsel has it -->\n"),
            ("a.md", f"- <!-- rcolint-allow RCO101 until=2030-01-01: counsel has it --> {CLAIM}\n"),
            ("a.md", f"---\n# rcolint-allow RCO101: counsel has it\ndescription: {CLAIM}\n---\n\nText.\n"),
        ],
    )
    def test_a_waiver_speaks_of_the_next_block_or_its_own(
        self, rcolint: Run, tmp_path: Path, name: str, text: str
    ) -> None:
        put(tmp_path / name, text)
        _, found = findings(rcolint, name, cwd=tmp_path)
        assert [(rule, why) for rule, _, why in found] == [("RCO101", "counsel has it")]

    def test_the_block_after_the_next_is_not_meant(self, rcolint: Run, tmp_path: Path) -> None:
        put(tmp_path / "a.md", f"<!-- rcolint-allow RCO101: here -->\n\n{CLAIM}\n\nVialmere Drops cure gout.\n")
        _, found = findings(rcolint, "a.md", cwd=tmp_path)
        assert [(rule, why) for rule, _, why in found] == [("RCO101", "here"), ("RCO101", None)]

    def test_the_same_words_in_visible_copy_are_no_waiver(self, rcolint: Run, tmp_path: Path) -> None:
        put(tmp_path / "a.md", f"rcolint-allow RCO101: please\n\n{CLAIM}\n")
        _, found = findings(rcolint, "a.md", cwd=tmp_path)
        assert [(rule, why) for rule, _, why in found] == [("RCO101", None)]

    def test_the_day_is_that_of_the_source_date(self, rcolint: Run, tmp_path: Path) -> None:
        put(tmp_path / "a.md", f"<!-- rcolint-allow RCO101 until=2027-01-31: archive -->\n{CLAIM}\n")
        for day, rules in (("1801353600", ["RCO101"]), ("1801526400", ["RCO012", "RCO101"])):
            done = rcolint("check", "a.md", "--format", "json", cwd=tmp_path, env={"SOURCE_DATE_EPOCH": day})
            report = json.loads(done.stdout)
            told = [f["rule"] for f in report["files"][0]["findings"] if f["family"] != "statement"]
            assert told == rules, report["provenance"]["date"]


class TestConfiguration:
    def test_an_entry_waives_by_path_rule_and_text(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", f"{CLAIM}\n\nVialmere Drops cure gout.\n")
        put(
            shop / ".rcolint.yaml",
            f"waivers:\n  - rule: RCO101\n    path: a.md\n    text: {CLAIM[:-1]}\n    reason: on the archive page\n",
        )
        _, found = findings(rcolint, "a.md", cwd=shop)
        assert [why for rule, _, why in found if rule == "RCO101"] == ["on the archive page", None]

    @pytest.mark.parametrize(
        ("entry", "rule"),
        [
            ("{rule: RCO101, path: page.md, reason: nothing there}", "RCO010"),
            ("{rule: RCO101, path: a.md}", "RCO011"),
            ("{rule: RCO101, path: a.md, reason: archive, until: 2020-01-01}", "RCO012"),
            ("{rule: RCO101, path: gone.md, reason: file is no more}", "RCO010"),
        ],
    )
    def test_what_is_wrong_with_an_entry_is_told_where_it_stands(
        self, rcolint: Run, shop: Path, entry: str, rule: str
    ) -> None:
        put(shop / "a.md", CLAIM)
        put(shop / ".rcolint.yaml", f"waivers:\n  - {entry}\n")
        done = rcolint("check", ".", "--format", "json", cwd=shop)
        told = {
            f["path"]: [(x["rule"], x["start"]["line"]) for x in f["findings"]]
            for f in json.loads(done.stdout)["files"]
        }
        assert told[".rcolint.yaml"] == [(rule, 2)]

    def test_an_entry_for_a_file_outside_the_run_is_not_called_unused(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", CLAIM)
        put(shop / ".rcolint.yaml", "waivers:\n  - {rule: RCO101, path: a.md, reason: archive}\n")
        done = rcolint("check", "page.md", "--format", "json", cwd=shop)
        assert [f["path"] for f in json.loads(done.stdout)["files"]] == ["page.md"]

    def test_no_waivers_shows_all(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", f"<!-- rcolint-allow RCO101: archive -->\n{CLAIM}\n\n{STATEMENT}")
        assert findings(rcolint, "a.md", cwd=shop)[1][0][2] == "archive"
        assert findings(rcolint, "a.md", "--no-waivers", cwd=shop)[1][0][2] is None


class TestBaseline:
    def baseline(self, rcolint: Run, cwd: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
        """Writes it."""
        return rcolint("baseline", ".", *words, cwd=cwd)

    def test_todays_state_passes_and_anything_new_fails(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", f"{CLAIM}\n")
        assert rcolint("check", ".", cwd=shop).returncode == 1
        assert self.baseline(rcolint, shop).returncode == 0
        assert rcolint("check", ".", cwd=shop).returncode == 0
        put(shop / "a.md", f"{CLAIM}\n\nVialmere Drops cure gout.\n")
        code, found = findings(rcolint, ".", cwd=shop)
        assert code == 1
        assert [why for _, _, why in found] == ["was there before", None]

    def test_moved_and_wrapped_lines_are_known_and_an_edited_claim_is_new(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", f"{CLAIM}\n\n{STATEMENT}")
        self.baseline(rcolint, shop)
        put(shop / "a.md", f"# New title\n\nNew text.\n\n{CLAIM.replace(' ', chr(10), 1)}\n\n{STATEMENT}")
        assert rcolint("check", ".", cwd=shop).returncode == 0
        put(shop / "a.md", f"{CLAIM.replace('arthritis', 'gout')}\n\n{STATEMENT}")
        assert rcolint("check", ".", cwd=shop).returncode == 1

    def test_a_renamed_file_keeps_its_entries_and_a_copied_one_has_none(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", f"{CLAIM}\n\n{STATEMENT}")
        self.baseline(rcolint, shop)
        (shop / "a.md").rename(shop / "b.md")
        assert rcolint("check", ".", cwd=shop).returncode == 0
        put(shop / "a.md", f"{CLAIM}\n\n{STATEMENT}")
        assert rcolint("check", ".", cwd=shop).returncode == 1

    def test_it_only_shrinks_unless_somebody_says_why(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", f"{CLAIM}\n\nVialmere Drops cure gout.\n\n{STATEMENT}")
        self.baseline(rcolint, shop)
        before = json.loads((shop / ".rcolint-baseline.json").read_text())["entries"]
        put(shop / "a.md", f"{CLAIM}\n\n{STATEMENT}")
        assert self.baseline(rcolint, shop).returncode == 0
        after = json.loads((shop / ".rcolint-baseline.json").read_text())["entries"]
        assert len(after) == len(before) - 1
        put(shop / "a.md", f"{CLAIM}\n\nVialmere Drops cure gout.\n\n{STATEMENT}")
        refused = self.baseline(rcolint, shop)
        assert refused.returncode == 2
        assert b"--accept-new" in refused.stderr
        assert self.baseline(rcolint, shop, "--accept-new", "counsel has it").returncode == 0
        entries = json.loads((shop / ".rcolint-baseline.json").read_text())["entries"]
        assert [e.get("reason") for e in entries].count("counsel has it") == 1

    def test_counts_and_the_oldest_day_are_in_the_report(self, rcolint: Run, shop: Path) -> None:
        put(shop / "a.md", f"{CLAIM}\n\nVialmere Drops cure gout.\n\n{STATEMENT}")
        rcolint("baseline", ".", cwd=shop, env={"SOURCE_DATE_EPOCH": "86400"})
        put(shop / "a.md", f"{CLAIM}\n\n{STATEMENT}")
        report = json.loads(rcolint("check", ".", "--format", "json", cwd=shop).stdout)
        assert report["baseline"]["fixed"] == 1
        assert report["baseline"]["oldest"] == "1970-01-02"
        assert report["baseline"]["known"] >= 1
        assert "since 1970-01-02" in rcolint("check", ".", cwd=shop).stdout.decode()

    @pytest.mark.parametrize(
        "text", ["[]", "{}", '{"schema": "rcolint/baseline/v1"}', "nothing", '{"schema": "x", "entries": []}']
    )
    def test_a_broken_one_is_wrong_use(self, rcolint: Run, shop: Path, text: str) -> None:
        put(shop / ".rcolint-baseline.json", text)
        done = rcolint("check", ".", cwd=shop)
        assert done.returncode == 2
        assert b"is no baseline of rcolint" in done.stderr


class TestChangedLines:
    def test_since_shows_what_the_change_touches(self, rcolint: Run, shop: Path) -> None:
        put(shop / "page.md", f"# Velorin\n\n{CLAIM}\n\n{STATEMENT}")
        git(shop, "commit", "-qam", "A claim")
        put(shop / "page.md", f"# Velorin\n\n{CLAIM}\n\nVialmere Drops cure gout.\n\n{STATEMENT}")
        git(shop, "commit", "-qam", "Another")
        assert [t for _, t, _ in findings(rcolint, ".", "--since", "HEAD~1", cwd=shop)[1]] == ["Drops cure gout"]
        assert len(findings(rcolint, ".", "--since", "HEAD~2", cwd=shop)[1]) == 2
        assert findings(rcolint, ".", "--since", "HEAD", cwd=shop) == (0, [])

    def test_the_missing_statement_of_a_touched_page_is_told(self, rcolint: Run, shop: Path) -> None:
        put(shop / "page.md", f"# Velorin\n\n{CLAIM}\n\n{STATEMENT}")
        git(shop, "commit", "-qam", "With a statement")
        put(shop / "page.md", f"# Velorin\n\n{CLAIM}\n")
        done = rcolint("check", ".", "--since", "HEAD", "--format", "json", cwd=shop)
        assert [f["rule"] for f in json.loads(done.stdout)["files"][0]["findings"]] == [
            "RCO701"
        ]  # the line that went away
        put(shop / "page.md", f"# Velorin\n\n{CLAIM}\n\nMore text.\n")
        done = rcolint("check", ".", "--since", "HEAD", "--format", "json", cwd=shop)
        assert "RCO701" in [f["rule"] for f in json.loads(done.stdout)["files"][0]["findings"]]

    def test_staged_looks_at_what_is_staged_and_not_at_the_disk(self, rcolint: Run, shop: Path) -> None:
        put(shop / "page.md", f"# Velorin\n\n{CLAIM}\n\n{STATEMENT}")
        git(shop, "add", "page.md")
        put(shop / "page.md", "# Velorin\n\nVialmere Drops cure gout.\n")
        code, found = findings(rcolint, "--staged", cwd=shop)
        assert code == 1
        assert [t for _, t, _ in found] == ["treats arthritis"]

    def test_an_unknown_revision_is_wrong_use(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", ".", "--since", "nowhere", cwd=shop)
        assert done.returncode == 2
        assert b"is no revision" in done.stderr
        assert rcolint("check", ".", "--since=--output=x", cwd=shop).returncode == 2

    def test_nothing_of_the_repository_is_run(self, rcolint: Run, shop: Path) -> None:
        trap = put(shop / "trap.sh", f"#!/bin/sh\ntouch {shop}/sprung\ncat\n")
        trap.chmod(0o755)
        for name in (
            "core.fsmonitor",
            "filter.x.clean",
            "filter.x.smudge",
            "diff.x.textconv",
            "diff.external",
            "core.pager",
        ):
            git(shop, "config", name, str(trap))
        git(shop, "config", "core.hooksPath", str(shop))
        put(shop / ".gitattributes", "*.md filter=x diff=x\n")
        (shop / "sprung").unlink(missing_ok=True)
        put(shop / "page.md", f"{CLAIM}\n")
        rcolint("check", ".", "--since", "HEAD", cwd=shop)
        rcolint("check", "--staged", cwd=shop)
        rcolint("check", ".", "--config-rev", "HEAD", cwd=shop)
        assert not (shop / "sprung").exists()


ATTEMPTS = {
    "a profile in front matter": {"page.md": f"---\nrcolint-profile: legal\n---\n\n{CLAIM}\n"},
    "a waiver without a reason": {"page.md": f"<!-- rcolint-allow RCO101 -->\n{CLAIM}\n"},
    "a waiver with a reason": {"page.md": f"<!-- rcolint-allow RCO101: trust me -->\n{CLAIM}\n\n{STATEMENT}"},
    "a rule switched off": {"page.md": CLAIM, ".rcolint.yaml": "rules: {therapeutic: off, statement: off}\n"},
    "another profile": {"page.md": CLAIM, ".rcolint.yaml": "profile: legal\n"},
    "a fail-on that never fails": {"page.md": CLAIM, ".rcolint.yaml": "fail-on: never\n"},
    "an exclusion": {"page.md": CLAIM, ".rcolint.yaml": "exclude: [page.md]\n"},
    "moved text": {"page.md": "# Velorin\n", "moved.md": f"{CLAIM}\n"},
}


class TestUntrusted:
    @pytest.mark.parametrize("attempt", ATTEMPTS)
    def test_no_attempt_to_pass_gets_through(self, rcolint: Run, shop: Path, attempt: str) -> None:
        git(shop, "checkout", "-q", "-b", "branch")
        for name, text in ATTEMPTS[attempt].items():
            put(shop / name, text)
        git(shop, "add", "-A")
        git(shop, "commit", "-q", "-m", "An attempt")
        words = ("--untrusted", "--config-rev", "main", "--since", "main")
        assert rcolint("check", ".", *words, cwd=shop).returncode == 1

    def test_a_weakened_configuration_is_told(self, rcolint: Run, shop: Path) -> None:
        put(shop / ".rcolint.yaml", "profile: legal\n")
        done = rcolint("check", ".", "--untrusted", "--config-rev", "main", cwd=shop)
        assert b"the configuration differs from main" in done.stdout
        assert b".rcolint.yaml" in done.stdout

    def test_the_trusted_configuration_is_heard(self, rcolint: Run, shop: Path) -> None:
        put(shop / ".rcolint.yaml", "profile: legal\n")
        git(shop, "add", "-A")
        git(shop, "commit", "-q", "-m", "Legal pages")
        put(shop / ".rcolint.yaml", "profile: ruo\n")
        put(shop / "page.md", CLAIM)
        assert rcolint("check", ".", "--untrusted", "--config-rev", "HEAD", cwd=shop).returncode == 0

    def test_untrusted_needs_something_to_trust(self, rcolint: Run, shop: Path) -> None:
        done = rcolint("check", ".", "--untrusted", cwd=shop)
        assert done.returncode == 2
        assert b"--config-rev" in done.stderr

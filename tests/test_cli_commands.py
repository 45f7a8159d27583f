"""Do help, rules, explain and test tell a newcomer what there is to know?"""

import json
from pathlib import Path

import pytest

from conftest import CLAIM, ROOT, Run
from rcolint import __version__
from rcolint.cli.arguments import check_parser, gate
from rcolint.cli.check import settings_of
from rcolint.cli.explain import examples, explanation
from rcolint.model import FAMILIES, PROFILES, Gate, Settings
from rcolint.ruleset.pack import load


def settings(*words: str) -> Settings:
    options = check_parser().read(words)
    assert options is not None
    return settings_of(options)


class TestHelp:
    @pytest.mark.parametrize(
        "words", [["--help"], ["help"], ["check", "--help"], ["check", "-h", "x"], ["help", "rules"], ["rules", "--help"],
                  ["explain", "--help"], ["test", "--help"]]
    )  # fmt: skip
    def test_it_fits_on_eighty_columns_and_is_0(self, rcolint: Run, words: list[str]) -> None:
        done = rcolint(*words)
        assert done.returncode == 0
        assert not done.stderr
        assert max(len(line) for line in done.stdout.decode().splitlines()) <= 80

    def test_every_option_of_check_is_explained(self, rcolint: Run) -> None:
        told = rcolint("check", "--help").stdout.decode()
        for option in [
            "--profile",
            "--tier",
            "--fail-on",
            "--format",
            "-o",
            "--stdin-filename",
            "--no-config",
            "--exclude",
            "--select",
            "--ignore",
            "--show-cancelled",
            "--quiet",
            "--color",
            "--debug",
            "--with-copy",
        ]:
            assert option in told

    def test_the_version_is_the_package_version(self, rcolint: Run) -> None:
        assert rcolint("--version").stdout == f"rcolint {__version__}\n".encode()


class TestSettings:
    def test_without_options_they_are_the_defaults(self) -> None:
        assert settings("x") == Settings()

    def test_options_may_stand_between_the_paths(self) -> None:
        options = check_parser().read(["a.md", "--tier", "gate", "b.md"])
        assert options is not None
        assert (options.paths, options.tier) == (["a.md", "b.md"], "gate")

    def test_two_dashes_end_the_options(self) -> None:
        options = check_parser().read(["--", "-odd.md", "--help"])
        assert options is not None
        assert options.paths == ["-odd.md", "--help"]

    @pytest.mark.parametrize(
        ("word", "meant"),
        [
            ("never", Gate(never=True)),
            ("error", Gate("error", "gate")),
            ("warning", Gate("warning", "gate")),
            ("note:audit", Gate("note", "audit")),
        ],
    )
    def test_what_fails_a_build(self, word: str, meant: Gate) -> None:
        assert gate(word) == meant

    def test_a_gate_beyond_the_default_tier_widens_what_is_shown(self) -> None:
        assert settings("x", "--fail-on", "note:audit").tier == "audit"
        assert settings("x", "--fail-on", "error:gate").tier == "review"

    def test_rules_are_chosen_by_id_slug_or_family(self) -> None:
        assert settings("x", "--select", "rco101").select == ("RCO101",)
        assert settings("x", "--select", "disease-treated").select == ("RCO101",)
        chosen = settings("x", "--ignore", "dosing,RCO101", "--ignore", "disease-treated").ignore
        assert chosen[0] == "RCO101"
        assert {rule[3] for rule in chosen} == {"1", "3"}

    def test_the_chosen_rules_are_the_ones_that_run(self, rcolint: Run, shop: Path) -> None:
        found = json.loads(rcolint("check", shop, "--select", "RCO101", "--format", "json").stdout)
        assert {finding["rule"] for file in found["files"] for finding in file["findings"]} == {"RCO101"}
        found = json.loads(rcolint("check", shop, "--ignore", "therapeutic", "--format", "json").stdout)
        assert "therapeutic" not in {finding["family"] for file in found["files"] for finding in file["findings"]}


class TestPipe:
    def test_the_name_says_how_the_text_is_read(self, rcolint: Run) -> None:
        as_text = f"    {CLAIM}\n".encode()  # indented: code in Markdown, a paragraph in plain text
        assert rcolint("check", "-", "--stdin-filename", "page.txt", stdin=as_text).returncode == 1
        assert rcolint("check", "-", "--stdin-filename", "page.md", stdin=as_text).returncode == 0

    def test_the_name_is_shown(self, rcolint: Run) -> None:
        done = rcolint("check", "-", "--stdin-filename", "shop/page.md", "--format", "json", stdin=CLAIM.encode())
        assert [file["path"] for file in json.loads(done.stdout)["files"]] == ["shop/page.md"]

    def test_a_fragment_is_not_asked_for_a_statement(self, rcolint: Run) -> None:
        done = rcolint("check", "-", "--format", "json", stdin=b"# Vialmere 5 mg vial\n\nAdd to cart\n")
        assert not [
            f for file in json.loads(done.stdout)["files"] for f in file["findings"] if f["family"] == "statement"
        ]


class TestRules:
    def test_the_table_fits_on_eighty_columns_and_lists_every_rule(self, rcolint: Run) -> None:
        done = rcolint("rules")
        assert done.returncode == 0
        told = done.stdout.decode()
        assert max(len(line) for line in told.splitlines()) <= 80
        listed = json.loads(rcolint("rules", "--format", "json").stdout)["rules"]
        assert len(listed) == len(list((ROOT / "rules").glob("*.yaml")))
        for rule in listed:
            assert rule["id"] in told
            assert rule["slug"] in told
            assert rule["family"] == FAMILIES[rule["id"][3]]
            assert list(rule["profiles"]) == list(PROFILES)


class TestExplain:
    @pytest.mark.parametrize("name", ["RCO101", "rco101", "disease-treated"])
    def test_a_rule_says_everything_that_its_file_says(self, rcolint: Run, name: str) -> None:
        done = rcolint("explain", name)
        told = done.stdout.decode()
        assert done.returncode == 0
        for word in ("RCO101", "why", "instead", "basis", "Flagged", "Not flagged", "«", "U.S.C."):
            assert word in told

    def test_every_rule_can_be_explained_in_eighty_columns(self) -> None:
        for rule in load().rules:
            told = explanation(rule, examples(rule), 80)
            words = " ".join(" ".join(told).split())
            assert rule.why in words
            assert rule.instead in words
            assert all(len(line) <= 80 or "http" in line for line in told)

    def test_a_family_gives_an_overview(self, rcolint: Run) -> None:
        told = rcolint("explain", "therapeutic").stdout.decode()
        assert "RCO101" in told
        assert "RCO301" not in told

    def test_an_unknown_rule_names_the_nearest(self, rcolint: Run) -> None:
        done = rcolint("explain", "desease-treated")
        assert done.returncode == 2
        assert b"did you mean 'disease-treated'?" in done.stderr
        assert rcolint("explain").returncode == 2


RULE = """\
id: RCO101
slug: woe-mended
title: Says that the product mends a woe
family: therapeutic
kind: claim
look_for: ["{mend} … {woe}"]
in: clause
variants:
  - {severity: error, tier: gate}
message: '"{match}" reads as a claim.'
why: It says what the balm is for.
instead: Say what the balm is made of.
references:
  - {cite: "1 Fernhollow 2"}
---
flag:
  - "It «mends sore knees»."
  - "It «mends a creak»."
  - "It «patches up your sore knee»."
  - "We saw it «mend the creak»."
  - "Balms that «mend creaks»."
pass:
  - "It ships sore knees."
  - "It mends a chair."
  - "It mends fences."
  - "A creak."
  - "Mended and packed."
"""


class TestTest:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A folder of rules: one rule and the two lists that it names."""
        folder = tmp_path / "rules"
        (folder / "words").mkdir(parents=True)
        (folder / "RCO101-woe-mended.yaml").write_text(RULE, encoding="utf-8")
        for name, kind, words in (("mend", "verb", "mend, patch up"), ("woe", "noun", "sore knee, creak")):
            text = f"list: {name}\nabout: Invented.\ninflect: {kind}\ngroups:\n  all: [{words}]\n"
            (folder / "words" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    def change(self, folder: Path, old: str, new: str) -> None:
        (folder / "RCO101-woe-mended.yaml").write_text(RULE.replace(old, new), encoding="utf-8")

    @pytest.mark.slow
    def test_the_shipped_rules_pass(self, rcolint: Run) -> None:
        done = rcolint("test")
        assert done.returncode == 0, done.stdout.decode()

    def test_a_folder_whose_examples_hold_is_0(self, rcolint: Run, folder: Path) -> None:
        done = rcolint("test", folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"all examples hold\n", b"")

    def test_a_span_that_differs_is_1_and_shown_with_its_line(self, rcolint: Run, folder: Path) -> None:
        self.change(folder, "It «mends a creak»", "It mends «a creak»")
        done = rcolint("test", "rules")
        told = done.stdout.decode()
        assert done.returncode == 1
        assert "rules/RCO101-woe-mended.yaml:18: RCO101: It mends «a creak»." in told
        assert 'expected "a creak"' in told
        assert 'got      "mends a creak"' in told

    def test_a_pass_that_is_found_is_1(self, rcolint: Run, folder: Path) -> None:
        self.change(folder, "It mends a chair.", "It mends a creak.")
        done = rcolint("test", folder)
        assert done.returncode == 1
        assert b"expected no finding" in done.stdout

    def test_a_broken_rule_file_is_2_with_place_and_nearest_word(self, rcolint: Run, folder: Path) -> None:
        self.change(folder, "kind: claim", "kind: clam")
        done = rcolint("test", folder)
        assert done.returncode == 2
        assert b"RCO101-woe-mended.yaml:5:1: unknown kind 'clam'" in done.stderr
        assert b"did you mean 'claim'?" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_a_duplicate_id_is_2_and_names_both_files(self, rcolint: Run, folder: Path) -> None:
        (folder / "copy.yaml").write_text(RULE, encoding="utf-8")
        done = rcolint("test", folder)
        assert done.returncode == 2
        assert b"RCO101-woe-mended.yaml" in done.stderr
        assert b"copy.yaml" in done.stderr

    def test_a_folder_that_does_not_exist_or_holds_no_rule_is_2(self, rcolint: Run, tmp_path: Path) -> None:
        assert b"nowhere: no such folder" in rcolint("test", "nowhere").stderr
        (tmp_path / "empty").mkdir()
        for name in ("nowhere", "empty"):
            assert rcolint("test", name).returncode == 2

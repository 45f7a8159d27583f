"""Do README and docs say what the program does, and does the program stay silent on them?"""

import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from conftest import CLAIM, ROOT, Run
from rcolint import selftest
from rcolint.cli.arguments import check_parser
from rcolint.model import CONTEXTS, PROFILES, SEVERITIES, TIERS
from rcolint.readers import SUFFIXES
from rcolint.reports import REPORTS
from rcolint.ruleset.load import load_folder
from rcolint.ruleset.schema import EXAMPLE_FIELDS, KINDS
from rcolint.ruleset.words import ENTRY_FIELDS, FIELDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
LANGUAGE = (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROSE = sorted(p for p in (ROOT / "docs").glob("*.md"))

RULE = """\
id: RCO399
slug: loading-phase
title: Names a loading phase
family: dosing
kind: phrase
look_for: ["{loading-word} phase"]
variants:
  - {when: {slot: heading}, severity: warning, tier: audit}
  - {severity: error, tier: review}
message: '"{match}" reads as part of a plan.'
why: A plan is a plan.
instead: State the content of the vial.
references: [{cite: "21 CFR 201.128", checked: true}]
"""
WORDS = "list: loading-word\nabout: Words for a first stretch.\ngroups:\n  nouns: [loading, front loading]\n"


def module(name: str) -> ModuleType:
    """A program of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [code for name, code in FENCE.findall(text) if name == language]


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with one rule that has no examples yet."""
    folder = tmp_path / "rules"
    (folder / "words").mkdir(parents=True)
    (folder / "RCO399-loading-phase.yaml").write_text(RULE, encoding="utf-8")
    (folder / "words" / "loading-word.yaml").write_text(WORDS, encoding="utf-8")
    return folder


class TestGeneratedPages:
    def test_they_say_what_the_rules_say(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert module("generate").main(["--check"]) == 0, capsys.readouterr().out

    def test_a_rule_without_examples_gets_a_page(self, rules: Path, tmp_path: Path) -> None:
        generate, out = module("generate"), tmp_path / "docs"
        assert generate.main(["--rules", str(rules), "--out", str(out)]) == 0
        page = (out / "rules" / "RCO399.md").read_text(encoding="utf-8")
        assert "# RCO399 `loading-phase`" in page
        assert "| slot `heading` | warning | audit |" in page
        assert "None are written yet." in page
        assert "| `loading-word` | 2 | 2 |" in page
        assert "official text" not in page
        assert "[RCO399](rules/RCO399.md)" in (out / "rules.md").read_text(encoding="utf-8")
        assert "Words for a first stretch." in (out / "word-lists.md").read_text(encoding="utf-8")

    def test_examples_stand_in_a_fence_with_what_is_said_about_them(self, rules: Path, tmp_path: Path) -> None:
        file, out = rules / "RCO399-loading-phase.yaml", tmp_path / "docs"
        examples = 'flag: ["The «loading phase» is ```short```."]\npass: [{page: "# A\\n\\nB.", profile: lab}]\n'
        file.write_text(f"{RULE}---\n{examples}", encoding="utf-8")
        module("generate").main(["--rules", str(rules), "--out", str(out)])
        page = (out / "rules" / "RCO399.md").read_text(encoding="utf-8")
        assert "\n````text\nThe «loading phase» is ```short```.\n````\n" in page
        assert "\n`profile lab`:\n\n```text\n# A\n\nB.\n```" in page

    @pytest.mark.parametrize("change", ["edited", "missing", "left over"])
    def test_the_check_fails_on_a_page_that_is(
        self, change: str, rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        generate, out = module("generate"), tmp_path / "docs"
        words = ["--rules", str(rules), "--out", str(out)]
        generate.main(words)
        assert generate.main([*words, "--check"]) == 0
        page = out / "rules" / ("RCO398.md" if change == "left over" else "RCO399.md")
        if change == "missing":
            page.unlink()
        else:
            page.write_text("something else", encoding="utf-8")
        capsys.readouterr()
        assert generate.main([*words, "--check"]) == 1
        assert capsys.readouterr().out.startswith(f"{page}: differs from the rules")
        generate.main(words)
        assert generate.main([*words, "--check"]) == 0

    def test_the_schema_accepts_every_shipped_rule(self) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        schema = json.loads((ROOT / "docs" / "rule.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        for file in load_folder(ROOT / "rules").rules:
            assert not [error.message for error in validator.iter_errors(file.data)], file.file.path


class TestOwnCopy:
    def test_readme_and_docs_hold_nothing_at_tier_gate(self, rcolint: Run) -> None:
        done = rcolint("check", "README.md", "docs", "--tier", "gate", "--format", "json", cwd=ROOT)
        files = json.loads(done.stdout)["files"]
        found = [f"{f['path']}:{x['start']['line']} {x['rule']} {x['text']}" for f in files for x in f["findings"]]
        assert found == []
        assert done.returncode == 0
        assert {"README.md", "rules.md", "rule-language.md", "RCO101.md"} <= {Path(f["path"]).name for f in files}

    @pytest.mark.parametrize("path", [ROOT / "README.md", *PROSE], ids=lambda path: path.name)
    def test_no_page_gives_a_legal_verdict(self, path: Path) -> None:
        said = re.findall(r"\w+", without_code(path.read_text(encoding="utf-8")).lower())
        said = said if path.name != "architecture.md" else []  # says which words are never used
        assert not {"violation", "violations", "illegal", "unlawful", "compliant"} & set(said)


class TestReadme:
    @pytest.mark.parametrize("name", ["install-and-check", "install-and-test"])
    def test_it_states_the_commands_that_ci_runs(self, name: str) -> None:
        script = ROOT / ".ci" / "readme_commands.py"
        told = subprocess.run([sys.executable, str(script), name], capture_output=True, text=True, check=True).stdout
        assert told.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert "\n" not in told.strip()

    def test_its_check_commands_are_understood(self) -> None:
        yaml_lines = [
            line.strip().removeprefix("- ").removeprefix("run: ")
            for b in blocks(README, "yaml")
            for line in b.split("\n")
        ]
        lines = [line for block in blocks(README, "sh") for line in block.split("\n")] + yaml_lines
        commands = [part.strip() for line in lines for part in re.split(r"&&|\|", line) if "rcolint check" in part]
        assert len(commands) >= 6
        for command in commands:
            words = shlex.split(command)
            options = check_parser().read(words[words.index("check") + 1 :])
            assert options is not None
            assert options.paths

    def test_it_names_every_option_format_suffix_and_profile_as_it_is(self) -> None:
        known = set(re.findall(r"--[a-z-]+", check_parser().format_help()))
        elsewhere = {"--check", "--profile"}
        for text in (README, LANGUAGE):
            assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known | elsewhere
        for word in (*REPORTS, *SUFFIXES, *PROFILES):
            assert f"`{word}`" in README, word
        for word in (*SEVERITIES, *TIERS):
            assert word in README

    def test_its_hook_is_one_that_the_repository_has(self) -> None:
        (recipe,) = [y for b in blocks(README, "yaml") if "repos" in (y := yaml.safe_load(b))]
        (hook,) = recipe["repos"][0]["hooks"]
        shipped: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        assert hook["id"] in [entry["id"] for entry in shipped]
        assert check_parser().read([*hook["args"], "page.md"]) is not None

    def test_the_example_from_a_pipe_is_clean(self, rcolint: Run) -> None:
        (text,) = re.findall(r'^echo "(.*)" \| rcolint check -$', README, re.MULTILINE)
        assert rcolint("check", "-", stdin=text.encode()).returncode == 0


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PROSE], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", path.read_text(encoding="utf-8"))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings], target


class TestCommands:
    """What a document tells to type is typed, one block after the other, in a shop that knows its main branch."""

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        """A repository with a claim and a page without a statement, one commit behind a careful change."""
        top = tmp_path / "shop"
        for folder in ("site", "content"):
            (top / folder).mkdir(parents=True)
            (top / folder / "velorin.md").write_text(f"# Velorin\n\n{CLAIM}\n", encoding="utf-8")
        told = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
        for words in (["init", "-q", "-b", "main"], ["add", "."], [*told, "commit", "-qm", "Start"],
                      ["update-ref", "refs/remotes/origin/main", "HEAD"]):  # fmt: skip
            subprocess.run(["git", *words], cwd=top, check=True, capture_output=True)
        return top

    @pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
    @pytest.mark.parametrize("name", ["adoption.md", "waivers.md", "ci.md"])
    def test_they_run(self, name: str, repository: Path, rcolint: Run) -> None:
        lines = [
            line
            for block in blocks((ROOT / "docs" / name).read_text(encoding="utf-8"), "sh")
            for line in block.split("\n")
        ]
        commands = [shlex.split(line) for line in lines if line.startswith("rcolint ")]
        assert commands
        assert len(commands) == len([line for line in lines if line and not line.startswith("#")])
        for words in commands:
            done = rcolint(*words[1:], cwd=repository)
            assert done.returncode in (0, 1), (words, done.stderr)
            failing = words[1] == "fix" or (words[1] == "check" and "--fail-on" not in words)
            assert done.returncode == 0 or failing, (words, done.stdout, done.stderr)

    @pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
    def test_a_team_that_begins_is_told_of_nothing_old(self, repository: Path, rcolint: Run) -> None:
        day_one = blocks((ROOT / "docs" / "adoption.md").read_text(encoding="utf-8"), "sh")[0]
        for line in day_one.strip().split("\n"):
            assert rcolint(*shlex.split(line)[1:], cwd=repository).returncode == 0, line
        known = json.loads((repository / ".rcolint-baseline.json").read_text(encoding="utf-8"))["entries"]
        assert {entry["path"] for entry in known} == {"site/velorin.md", "content/velorin.md"}
        assert rcolint("check", ".", cwd=repository).returncode == 0
        (repository / "site" / "new.md").write_text("# Ostrin\n\nOstrin cures eczema.\n", encoding="utf-8")
        assert rcolint("check", ".", cwd=repository).returncode == 1


class TestRuleLanguage:
    def test_it_names_everything_that_may_stand_in_a_rule_an_example_or_a_list(self) -> None:
        names = {name for fields in KINDS.values() for name in fields}
        for name in (*names, *KINDS, *CONTEXTS, *EXAMPLE_FIELDS, *FIELDS, *ENTRY_FIELDS):
            assert f"`{name}`" in LANGUAGE or f"### {name}" in LANGUAGE or name in ("claim", "phrase", "quantity"), name
        assert all(kind in LANGUAGE for kind in selftest.AS)

    def test_its_example_is_a_rule_that_holds(self, tmp_path: Path) -> None:
        folder = tmp_path / "rules"
        shutil.copytree(ROOT / "rules" / "words", folder / "words")
        words, rule = blocks(LANGUAGE, "yaml")
        (folder / "words" / "loading-word.yaml").write_text(words, encoding="utf-8")
        (folder / "RCO399-loading-phase.yaml").write_text(rule, encoding="utf-8")
        assert [str(failure) for failure in selftest.run(folder)] == []


class TestPictures:
    def test_both_are_there(self) -> None:
        ET.parse(ROOT / "docs" / "pictures" / "terminal.svg")
        assert (ROOT / "docs" / "pictures" / "report.png").read_bytes().startswith(b"\x89PNG")

    def test_colours_become_spans_at_their_columns(self) -> None:
        drawn = module("pictures").drawn("ab \x1b[1;31mno <b>\x1b[0m\n\x1b[2m  dim\x1b[0m\n")
        spans = list(ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"))
        assert [span.text for span in spans] == ["ab", "no <b>", "dim"]
        assert [float(span.get("x", "")) for span in spans] == pytest.approx(
            [20, 20 + 3 * 8.43, 20 + 2 * 8.43], abs=0.1
        )
        assert (spans[1].get("font-weight"), spans[0].get("font-weight")) == ("bold", None)
        assert spans[1].get("fill") != spans[0].get("fill")
        assert spans[2].get("opacity")

    def test_a_code_that_cannot_be_drawn_is_told(self) -> None:
        with pytest.raises(ValueError, match="38;5"):
            module("pictures").drawn("\x1b[38;5;9mx\x1b[0m")

"""Do the recipes for CI do what they say? Their shell steps are run as they stand, in a clone with a main branch and a change."""

import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from conftest import CLAIM, ROOT, program
from rcolint.model import PROFILES

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the recipes are for bash"),
]
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
RUO = "For laboratory research use only. Not for human or veterinary use, diagnosis or therapy."
CAREFUL = f"# Velorin 5 mg\n\n{RUO}\n\nA white powder.\n"


def recipe(name: str) -> dict[str, Any]:
    """The block behind a marker, as YAML 1.2 has it: `on` is a word."""
    (text,) = re.findall(rf"^<!-- ci: {name} -->\n```yaml\n(.*?)^```$", CI, re.MULTILINE | re.DOTALL)
    loaded: dict[str, Any] = yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))
    return loaded


class Done(NamedTuple):
    """What a job came to."""

    code: int
    output: str
    summary: str
    installed: str
    reports: dict[str, str]


class Clone(NamedTuple):
    """A clone of an invented shop, as a job finds it."""

    top: Path
    origin: Path
    temp: Path

    def git(self, *words: str) -> None:
        """Runs git as a person of the shop."""
        told = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.invalid", *words]
        subprocess.run(told, cwd=self.top, check=True, capture_output=True, env=environment())

    def change(self, files: dict[str, str]) -> None:
        """Commits files on a branch of their own."""
        self.git("checkout", "--quiet", "-b", "change")
        for name, text in files.items():
            (self.top / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A change")

    def run(self, script: str, **variables: str) -> tuple[int, str]:
        """Runs a step as a runner does."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.top,
            env=environment() | variables | {"PATH": f"{self.temp / 'bin'}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


def environment() -> dict[str, str]:
    """The variables of the tests without those of Git and of a runner."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "CI"))}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Main holds a careful page and an old one with a claim; pip only writes down what it was asked for."""
    origin, top, temp = tmp_path / "origin.git", tmp_path / "work", tmp_path / "temp"
    (temp / "bin").mkdir(parents=True)
    for name, script in (
        ("pip", f'printf "%s\\n" "$*" >>"{temp}/installed"'),
        ("rcolint", f'exec {" ".join(program())} "$@"'),
    ):
        (temp / "bin" / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (temp / "bin" / name).chmod(0o755)
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(origin)], check=True, env=environment())
    (top / "content").mkdir(parents=True)
    made = Clone(top, origin, temp)
    (top / "content" / "velorin.md").write_text(CAREFUL, encoding="utf-8")
    (top / "content" / "old.md").write_text(f"# Ostrin\n\n{RUO}\n\n{CLAIM}\n\nA powder.\n", encoding="utf-8")
    made.git("init", "--quiet", "-b", "main")
    made.git("remote", "add", "origin", str(origin))
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "Start")
    made.git("push", "--quiet", "origin", "main")
    return made


def github(clone: Clone, steps: list[dict[str, Any]], event: str, inputs: dict[str, str] | None = None) -> Done:
    """Runs the shell steps of a workflow or an action, one after the other until one fails."""
    summary, output = clone.temp / "summary", clone.temp / "output"
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_BASE_REF": "main" if event == "pull_request" else "",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(clone.temp),
    }
    code, told = 0, ""
    for step in steps:
        if "run" not in step or step.get("if", f"github.event_name == '{event}'") != f"github.event_name == '{event}'":
            continue
        assert "${{" not in step["run"], "what comes from outside reaches a script through its environment only"
        own = {name: filled(value, inputs or {}) for name, value in step.get("env", {}).items()}
        code, said = clone.run(step["run"], **variables, **own)
        told += said
        if code:
            break
    return done(clone, code, told, summary.read_text(encoding="utf-8") if summary.exists() else "")


def filled(value: str, inputs: dict[str, str]) -> str:
    """A value with the inputs of the action in it."""
    known = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs
    return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: known[found[1]], value)


def done(clone: Clone, code: int, told: str, summary: str) -> Done:
    files = [*clone.top.glob("rcolint*.*"), *(clone.temp / "rcolint").glob("*")]
    installed = clone.temp / "installed"
    return Done(
        code,
        told,
        summary,
        installed.read_text(encoding="utf-8") if installed.exists() else "",
        {file.name: file.read_text(encoding="utf-8") for file in files},
    )


def by_action(clone: Clone, event: str) -> Done:
    return github(clone, ACTION["runs"]["steps"], event, {"paths": "content"})


def by_steps(clone: Clone, event: str) -> Done:
    return github(clone, recipe("github-steps")["jobs"]["rcolint"]["steps"], event)


def by_gitlab(clone: Clone, event: str) -> Done:
    merged = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"} if event == "pull_request" else {}
    code, told = clone.run("\n".join(recipe("gitlab")["rcolint"]["script"]), **merged)
    return done(clone, code, told, "")


Job = Callable[[Clone, str], Done]
JOBS = pytest.mark.parametrize("job", [by_action, by_steps, by_gitlab])


@JOBS
class TestAJob:
    def test_main_is_checked_whole(self, job: Job, clone: Clone) -> None:
        found = job(clone, "push")
        assert found.code == 1
        assert "old.md" in found.output
        assert "rcolint" in found.installed or str(ROOT) in found.installed

    def test_a_careful_change_passes_beside_an_old_claim(self, job: Job, clone: Clone) -> None:
        clone.change({"content/old.md": f"# Ostrin\n\n{RUO}\n\n{CLAIM}\n\nA white powder.\n"})
        found = job(clone, "pull_request")
        assert found.code == 0, found.output
        assert "lines that the change does not touch" in found.output

    def test_a_new_claim_fails_and_the_reports_hold_it(self, job: Job, clone: Clone) -> None:
        clone.change({"content/velorin.md": f"{CAREFUL}\n{CLAIM}\n"})
        found = job(clone, "pull_request")
        assert found.code == 1
        assert "RCO101" in found.reports["rcolint.html"]
        others = [name for name in found.reports if name != "rcolint.html"]
        assert len(others) == 2
        assert all("RCO101" in found.reports[name] for name in others)

    def test_a_change_cannot_excuse_itself(self, job: Job, clone: Clone) -> None:
        waiver = "<!-- rcolint-allow RCO101: we like it -->"
        clone.change(
            {
                "content/velorin.md": f"---\nrcolint-profile: legal\n---\n{CAREFUL}\n{waiver}\n{CLAIM}\n",
                ".rcolint.yaml": "profile: legal\nexclude: [content/]\nrules: {RCO101: off}\n",
            }
        )
        found = job(clone, "pull_request")
        assert found.code == 1
        assert "RCO101" in found.output
        assert "the configuration differs from origin/main and was not heard: .rcolint.yaml" in " ".join(
            found.output.split()
        )

    def test_a_page_that_cannot_be_read_fails(self, job: Job, clone: Clone) -> None:
        clone.change({"content/broken.md": "# A\0\n"})
        assert job(clone, "pull_request").code == 3

    def test_without_the_main_branch_it_is_set_up_wrongly(self, job: Job, clone: Clone) -> None:
        clone.change({"content/velorin.md": f"{CAREFUL}\n{CLAIM}\n"})
        clone.git("update-ref", "-d", "refs/remotes/origin/main")
        shutil.rmtree(clone.origin)
        assert job(clone, "pull_request").code in (2, 128)


class TestGitHub:
    @pytest.mark.parametrize("job", [by_action, by_steps])
    def test_the_change_is_annotated_and_the_step_summed_up(self, job: Job, clone: Clone) -> None:
        clone.change({"content/velorin.md": f"{CAREFUL}\n{CLAIM}\n"})
        found = job(clone, "pull_request")
        assert "::error file=content/velorin.md,line=7," in found.output
        assert "RCO101" in found.summary
        sarif = json.loads(found.reports["rcolint.sarif"])
        places = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif["runs"][0]["results"]]
        assert set(places) == {"content/velorin.md"}

    def test_inputs_become_options(self, clone: Clone) -> None:
        inputs = {"paths": "content/old.md\n\ncontent/velorin.md\n", "profile": "legal", "fail-on": "never"}
        found = github(clone, ACTION["runs"]["steps"], "push", inputs)
        assert found.code == 0
        assert [f["path"] for f in json.loads(found.reports["rcolint.json"])["files"]] == [
            "content/old.md",
            "content/velorin.md",
        ]

    def test_a_pull_request_may_be_checked_whole(self, clone: Clone) -> None:
        clone.change({"content/velorin.md": f"{CAREFUL}\nAt 4 degrees.\n"})
        inputs = {"paths": "content", "changed-lines": "false"}
        assert github(clone, ACTION["runs"]["steps"], "pull_request", inputs).code == 1

    @pytest.mark.parametrize("path", ["--help", "a; touch hacked", "$(touch hacked)"])
    def test_an_input_is_never_more_than_a_path(self, path: str, clone: Clone) -> None:
        assert github(clone, ACTION["runs"]["steps"], "push", {"paths": path}).code == 2
        assert not (clone.top / "hacked").exists()

    def test_the_workflow_gives_inputs_that_the_action_has(self) -> None:
        steps = recipe("github-action")["jobs"]["rcolint"]["steps"]
        (ours,) = [step for step in steps if "rcolint" in step["uses"]]
        assert set(ours["with"]) <= set(ACTION["inputs"])
        assert all(profile in ACTION["inputs"]["profile"]["description"] for profile in PROFILES)

    def test_every_workflow_fetches_the_history_and_asks_for_little(self) -> None:
        for name in ("github-action", "github-steps"):
            workflow = recipe(name)
            assert workflow["permissions"] == {"contents": "read"}
            checkout = workflow["jobs"]["rcolint"]["steps"][0]
            assert (checkout["with"]["fetch-depth"], checkout["with"]["persist-credentials"]) == (0, False)
            assert set(workflow["on"]) == {"push", "pull_request"}

    def test_the_artefact_is_kept_when_the_check_fails(self) -> None:
        for steps in (ACTION["runs"]["steps"], recipe("github-steps")["jobs"]["rcolint"]["steps"]):
            (kept,) = [step for step in steps if "upload-artifact" in step.get("uses", "")]
            assert kept["if"].startswith("always()")


class TestGitLab:
    def test_its_reports_are_of_the_kinds_that_it_reads(self, clone: Clone) -> None:
        clone.change({"content/velorin.md": f"{CAREFUL}\n{CLAIM}\n"})
        found = by_gitlab(clone, "pull_request")
        job = recipe("gitlab")["rcolint"]
        named = job["artifacts"]["reports"]
        quality = json.loads(found.reports[named["codequality"]])
        assert {entry["location"]["path"] for entry in quality} == {"content/velorin.md"}
        assert ET.fromstring(found.reports[named["junit"]]).tag == "testsuites"
        assert job["artifacts"]["paths"] == ["rcolint.html"]
        assert (job["artifacts"]["when"], job["variables"]["GIT_DEPTH"]) == ("always", "0")

"""What do many tests need: the program as a user runs it, and folders of invented copy."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

# A check before a merge must not depend on luck; at a desk each run looks at new documents.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

for _name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(_name, None)  # the tests say themselves when they run in a workflow

ROOT = Path(__file__).resolve().parents[1]
CLAIM = "Vialmere Blend treats arthritis."

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def program() -> list[str]:
    """The installed console script, else the module without the current folder on its path."""
    script = Path(sys.executable).with_name("rcolint.exe" if os.name == "nt" else "rcolint")
    return [str(script)] if script.exists() else [sys.executable, "-P", "-m", "rcolint"]


def environment_program(name: str) -> str:
    """A program of the environment that runs the tests, else one on PATH."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else name


def clean_copy(target: Path) -> Path:
    """A copy of the project without what was built, cached or reported."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [line.rstrip("/") for line in lines if "/" not in line.rstrip("/")]
    shutil.copytree(ROOT, target, symlinks=True, ignore=shutil.ignore_patterns(".git", ".cache", *ignored))
    return target


@pytest.fixture
def rcolint(tmp_path: Path) -> Run:
    """Runs the program in `tmp_path` as a person would: arguments in, output and exit code out."""

    def run(
        *words: str | bytes | os.PathLike[str],
        cwd: Path = tmp_path,
        stdin: bytes | None = None,
        env: Mapping[str, str | None] | None = None,
        command: Sequence[str] = (),
    ) -> "subprocess.CompletedProcess[bytes]":
        variables = {name: value for name, value in os.environ.items() if name not in _TOUCHY}
        variables["PYTHONPATH"] = str(ROOT / "src")
        for name, value in (env or {}).items():
            variables.pop(name, None)
            if value is not None:
                variables[name] = value
        return subprocess.run(
            [*(command or program()), *words],
            cwd=cwd,
            env=variables,
            stdin=subprocess.DEVNULL if stdin is None else None,
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return run


_TOUCHY = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONHASHSEED", "PYTHONPATH")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder that is a repository root, with one careless page and one careful page."""
    root = tmp_path / "shop"
    (root / ".git").mkdir(parents=True)
    (root / "careless.md").write_text(f"# Vialmere Blend\n\n{CLAIM}\n", encoding="utf-8")
    (root / "careful.md").write_text("# Shipping\n\nParcels leave Ferndale on weekdays.\n", encoding="utf-8")
    return root

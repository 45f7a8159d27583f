"""Does the hook work in a repository of copy, run by the real pre-commit?"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import CLAIM, ROOT, clean_copy, environment_program

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]
_UNREACHABLE = re.compile(r"No matching distribution|Could not find a version|Max retries|Temporary failure|Network is")


def git(*words: str, cwd: Path) -> None:
    subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@example.invalid", *words],
        cwd=cwd,
        check=True,
        capture_output=True,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT")) and k != "PYTHONPATH"}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(scope="session")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the project as it stands, changes included: what pre-commit would clone."""
    copy = clean_copy(tmp_path_factory.mktemp("hook") / "rcolint")
    git("init", "--quiet", cwd=copy)
    git("add", "--all", cwd=copy)
    git("commit", "--quiet", "--message", "As it stands", cwd=copy)
    return copy


@pytest.fixture
def copy_of_the_shop(shop: Path) -> Path:
    """A repository of copy: a careful page is committed, nothing is staged."""
    shutil.rmtree(shop / ".git")
    (shop / "careless.md").unlink()
    (shop / "notes.org").write_text(CLAIM)  # not a kind that the hook is for
    git("init", "--quiet", cwd=shop)
    git("add", "--all", cwd=shop)
    git("commit", "--quiet", "--message", "Start", cwd=shop)
    return shop


def try_hook(hook: Path, repository: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [environment_program("pre-commit"), "try-repo", str(hook), "rcolint", "--verbose", *words],
        cwd=repository,
        capture_output=True,
        text=True,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    told = done.stdout + done.stderr
    if done.returncode == 3 and _UNREACHABLE.search(told):
        pytest.skip("pip cannot reach a package index, so pre-commit cannot install the hook")
    return done.returncode, told


def test_a_staged_claim_is_refused(hook: Path, copy_of_the_shop: Path) -> None:
    (copy_of_the_shop / "careless.md").write_text(f"{CLAIM}\n")
    git("add", "careless.md", cwd=copy_of_the_shop)
    code, told = try_hook(hook, copy_of_the_shop)
    assert code == 1, told
    assert "careless.md" in told
    assert "RCO101" in told
    assert "exit code: 1" in told


def test_a_committed_claim_is_found_with_all_files(hook: Path, copy_of_the_shop: Path) -> None:
    (copy_of_the_shop / "products").mkdir()
    (copy_of_the_shop / "products" / "careless.txt").write_text(f"{CLAIM}\n")
    git("add", "--all", cwd=copy_of_the_shop)
    git("commit", "--quiet", "--message", "Claim", cwd=copy_of_the_shop)
    code, told = try_hook(hook, copy_of_the_shop, "--all-files")
    assert code == 1, told
    assert "products/careless.txt" in told
    assert "2 files" in told
    assert "notes.org" not in told


def test_a_named_file_is_checked_and_a_careful_one_passes(hook: Path, copy_of_the_shop: Path) -> None:
    (copy_of_the_shop / "careless.md").write_text(f"{CLAIM}\n")
    git("add", "--all", cwd=copy_of_the_shop)
    git("commit", "--quiet", "--message", "Claim", cwd=copy_of_the_shop)
    code, told = try_hook(hook, copy_of_the_shop, "--files", "careless.md")
    assert code == 1, told
    assert "careless.md" in told


def test_a_repository_of_careful_pages_passes(hook: Path, copy_of_the_shop: Path) -> None:
    code, told = try_hook(hook, copy_of_the_shop, "--all-files")
    assert code == 0, told
    assert "Passed" in told


def test_the_hook_gets_its_files_by_name() -> None:
    """A hook that ignores the names it is given would check nothing, or everything, in silence."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "pass_filenames: true" in text
    assert "entry: rcolint check\n" in text

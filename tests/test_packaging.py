"""Does what is installed hold the same rules as the checkout, and everything else it needs?"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, clean_copy

pytestmark = pytest.mark.slow


def run(*words: object, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with remains that must not be shipped."""
    copy = clean_copy(tmp_path_factory.mktemp("checkout") / "rcolint")
    (copy / "rules" / ".cache").mkdir(exist_ok=True)
    (copy / "rules" / ".cache" / "rules.pack").write_text("stale")
    (copy / "src" / "rcolint" / "__pycache__").mkdir(exist_ok=True)
    (copy / "src" / "rcolint" / "__pycache__" / "stale.pyc").write_text("stale")
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", target, checkout, cwd=target)
    (built,) = target.glob("*.whl")
    return built


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rule_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


class TestWheel:
    def test_it_holds_exactly_the_rules_of_the_checkout_and_the_compiled_pack(
        self, wheel: Path, checkout: Path
    ) -> None:
        inside = {
            name.removeprefix("rcolint/_rules/"): data
            for name, data in contents(wheel).items()
            if name.startswith("rcolint/_rules/")
        }
        assert inside.pop("rules.pack")
        assert inside == rule_files(checkout / "rules")

    def test_the_pack_is_what_the_rules_compile_to(self, wheel: Path, checkout: Path) -> None:
        from rcolint.ruleset.pack import compile_rules

        assert contents(wheel)["rcolint/_rules/rules.pack"].decode() == compile_rules(checkout / "rules")

    def test_it_holds_every_file_of_the_package_and_nothing_else(self, wheel: Path, checkout: Path) -> None:
        inside = {
            name for name in contents(wheel) if not name.startswith("rcolint/_rules/") and ".dist-info/" not in name
        }
        package = checkout / "src" / "rcolint"
        assert inside == {
            path.relative_to(package.parent).as_posix()
            for path in package.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    def test_the_licence_and_the_command_come_along(self, wheel: Path) -> None:
        inside = contents(wheel)
        licence = next(data for name, data in inside.items() if name.endswith("licenses/LICENSE"))
        assert licence == (ROOT / "LICENSE").read_bytes()
        commands = next(data for name, data in inside.items() if name.endswith("entry_points.txt"))
        assert b"rcolint = rcolint.cli:entry" in commands

    def test_a_wheel_made_from_the_source_archive_is_the_same(
        self, wheel: Path, checkout: Path, tmp_path: Path
    ) -> None:
        run(sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", tmp_path, checkout, cwd=tmp_path)
        assert contents(tmp_path / wheel.name) == contents(wheel)


class Installed:
    """A virtual environment with rcolint in it; the libraries are those of the running interpreter."""

    def __init__(self, folder: Path, *what: object) -> None:
        run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        paths = {"base": str(folder), "platbase": str(folder)}
        (Path(sysconfig.get_path("purelib", vars=paths)) / "libraries.pth").write_text(
            sysconfig.get_path("purelib") + "\n"
        )
        run(self.bin / "python", "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", *what, cwd=folder)

    def rcolint(self, *words: object, cwd: Path) -> str:
        return run(self.bin / "rcolint", *words, cwd=cwd)


@pytest.fixture(scope="module")
def installs(wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Installed]]:
    folder = tmp_path_factory.mktemp("installs")
    yield [Installed(folder / "wheel", wheel), Installed(folder / "editable", "-e", checkout)]
    shutil.rmtree(folder, ignore_errors=True)


class TestInstalled:
    def test_both_installs_run_from_where_they_should(self, installs: list[Installed], checkout: Path) -> None:
        where = [
            run(install.bin / "python", "-c", "import rcolint; print(rcolint.__file__)", cwd=install.bin).strip()
            for install in installs
        ]
        assert Path(where[0]).is_relative_to(installs[0].bin.parent)
        assert Path(where[1]).is_relative_to(checkout)

    def test_both_know_the_same_rules(self, installs: list[Installed], checkout: Path) -> None:
        listed = [json.loads(install.rcolint("rules", "--format", "json", cwd=install.bin)) for install in installs]
        assert listed[0] == listed[1]
        assert len(listed[0]["rules"]) == len(list((checkout / "rules").glob("*.yaml")))

    def test_both_say_the_same_about_the_examples(self, installs: list[Installed], checkout: Path) -> None:
        words = ("check", "examples", "--fail-on", "never", "--format", "json")
        said = [install.rcolint(*words, cwd=checkout) for install in installs]
        assert said[0] == said[1]
        assert json.loads(said[0])["verdict"] == "findings"

    def test_an_installed_rcolint_explains_and_tests_its_rules(self, installs: list[Installed]) -> None:
        for install in installs:
            assert "Flagged" in install.rcolint("explain", "RCO101", cwd=install.bin)
        installs[0].rcolint("test", cwd=installs[0].bin)  # an editable one runs the same files as the checkout

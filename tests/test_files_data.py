"""Which data files are read, and as what: by suffix, by content where they are named, by --language."""

import json
import re
from pathlib import Path

import pytest
import yaml

from conftest import CLAIM, ROOT, Run
from rcolint.files import collect
from rcolint.readers import SUFFIXES, UNPACKERS, language_in
from rcolint.readers.configuration import configures

CONFIGURATION = (
    "package.json app/package.json tsconfig.json tsconfig.build.json .eslintrc.json jest.config.json .github/workflows/ci.yml "
    ".vscode/settings.json docker-compose.yml docker-compose.dev.yaml compose.yaml pnpm-workspace.yaml mkdocs.yml pyproject.toml "
    "netlify.toml site/Cargo.toml .pre-commit-config.yaml .rcolint.yaml rcolint.json application-dev.properties"
).split()
COPY = (
    "products.json data/package_inserts.json _config.yml hugo.toml config.toml manifest.json app.json github/notes.yml "
    "data/composer.yml my-tsconfig.json messages.properties tsconfig.md packages.json"
).split()


@pytest.mark.parametrize("path", CONFIGURATION)
def test_files_that_set_up_a_tool_hold_no_copy(path: str) -> None:
    assert configures(path)


@pytest.mark.parametrize("path", COPY)
def test_other_files_may_hold_copy(path: str) -> None:
    assert not configures(path)


def test_a_named_configuration_file_is_told_and_a_found_one_counted(shop: Path) -> None:
    (shop / "package.json").write_text(json.dumps({"description": CLAIM}))
    (shop / "shop.json").write_text(json.dumps({"blurb": CLAIM}))
    assert collect([str(shop / "package.json")]).notices == ("package.json: package configuration, not checked",)
    found = collect([str(shop)])
    assert "shop.json" in [source.shown for source in found.files]
    assert (".json", 1) in found.skipped


def test_the_hook_hands_over_every_suffix_of_a_text_that_is_read() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["types"] == ["text"]
    left_out = {suffix for suffix in SUFFIXES if not re.search(hook["files"], "a" + suffix)}
    assert left_out == {suffix for suffix, language in SUFFIXES.items() if language in UNPACKERS}
    assert not re.search(hook["files"], "a.py")


STARTS = {
    '{"a": 1}': "json",
    "\ufeff\n{ }": "json",
    '[\n  {"a": 1}]': "json",
    "---\ntitle: x\n---\n": "markdown",
    "[section]\nname = x\n": "",
    "[a link](u)": "",
    "{{ template }}": "",
    "{% block %}": "",
    "--- a diff\n": "",
    "plain words": "",
    "": "",
}


@pytest.mark.parametrize("text", STARTS)
def test_the_first_bytes_tell_the_language(text: str) -> None:
    assert language_in(text.encode()) == STARTS[text]


def test_a_named_file_without_a_known_suffix_is_read_by_its_content(rcolint: Run, shop: Path) -> None:
    (shop / "feed").write_text(json.dumps({"blurb": CLAIM}))
    (shop / "page.content").write_text(f"---\ntitle: x\n---\n{CLAIM}\n")
    (shop / "notes.dat").write_text(CLAIM)
    done = rcolint("check", "feed", "page.content", "notes.dat", "--format", "json", cwd=shop)
    report = json.loads(done.stdout)
    assert [(f["path"], bool(f["findings"])) for f in report["files"]] == [("feed", True), ("page.content", True)]
    assert b"notes.dat: no reader for .dat" in rcolint("check", "notes.dat", cwd=shop).stdout
    found = collect([str(shop)])
    assert {"feed", "page.content"}.isdisjoint(source.shown for source in found.files)


def test_language_forces_the_reader_of_named_files(rcolint: Run, shop: Path) -> None:
    (shop / "export.dat").write_text(f"Week,Note\n1,{CLAIM}\n")
    (shop / "package.json").write_text(json.dumps({"description": CLAIM}))
    for name, language in (("export.dat", "csv"), ("package.json", "json")):
        done = rcolint("check", name, "--language", language, "--format", "json", cwd=shop)
        (file,) = json.loads(done.stdout)["files"]
        assert file["findings"]
        assert done.returncode == 1


def test_language_does_not_touch_what_a_folder_holds(rcolint: Run, shop: Path) -> None:
    done = rcolint("check", ".", "--language", "csv", "--format", "json", cwd=shop)
    assert [bool(f["findings"]) for f in json.loads(done.stdout)["files"]] == [False, True]


def test_language_reads_a_pipe(rcolint: Run) -> None:
    done = rcolint(
        "check", "-", "--language", "json", "--format", "json", stdin=json.dumps({"slug": CLAIM, "a": CLAIM}).encode()
    )
    (file,) = json.loads(done.stdout)["files"]
    assert file["findings"]


def test_an_unknown_language_is_wrong_use(rcolint: Run) -> None:
    done = rcolint("check", "x.md", "--language", "jsn")
    assert done.returncode == 2
    assert b"did you mean 'json'?" in done.stderr

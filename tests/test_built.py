"""Does the finished page decide about the statement, and is it the right page?"""

import os
from pathlib import Path

import pytest

from conftest import Run
from rcolint.api import check_paths
from rcolint.built import _trails
from rcolint.errors import ConfigError
from rcolint.model import Report, Settings, Statement

COMPLETE = "For research use only. Not for human or veterinary use."
CLAIM = "Velorin treats arthritis."
TSX_PAGE = f"export default function Page() {{\n  return <main><h1>Velorin</h1><p>{CLAIM}</p></main>\n}}\n"
MD_PAGE = f"# Velorin\n\n{CLAIM}\n"


def finished(statement: str = f"<p>{COMPLETE}</p>") -> str:
    return f"<!doctype html><title>Velorin</title><h1>Velorin</h1><p>{CLAIM}</p>{statement}"


def checked(top: Path, page: str, files: dict[str, str]) -> Report:
    (top / ".git").mkdir()
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check_paths([str(top / page)], Settings(built=str(top / "dist")))


def statement(top: Path, page: str, files: dict[str, str]) -> Statement:
    (result,) = checked(top, page, files).files
    return next(s for p in result.pages for s in p.statements if s.kind == "ruo")


# source -> the page that it becomes
BECOMES = {
    "pages/shop/velorin.tsx": "shop/velorin/index.html",
    "src/pages/velorin.tsx": "velorin.html",
    "pages/index.tsx": "index.html",
    "src/app/(shop)/velorin/page.tsx": "velorin.html",
    "src/app/page.tsx": "index.html",
    "src/routes/velorin/+page.svelte": "velorin/index.html",
    "content/shop/Velorin.md": "shop/velorin/index.html",
    "content/shop/_index.md": "shop/index.html",
    "apps/web/src/pages/velorin.astro": "velorin/index.html",
    "velorin.md": "velorin.html",
    "docs/velorin.rst": "velorin.html",
    "shop/velorin.html": "shop/velorin.html",
    "pages/shop/[slug].tsx": "shop/velorin.html",
    "app/shop/[slug]/page.tsx": "shop/velorin/index.html",
}


def page_in(source: str) -> str:
    if source.endswith((".tsx", ".astro")):
        return TSX_PAGE if source.endswith("tsx") else f"<h1>Velorin</h1><p>{CLAIM}</p>"
    return MD_PAGE if not source.endswith((".html", ".svelte")) else f"<h1>Velorin</h1><p>{CLAIM}</p>"


@pytest.mark.parametrize("source", BECOMES)
def test_a_source_is_judged_by_the_page_that_it_becomes(tmp_path: Path, source: str) -> None:
    found = statement(tmp_path, source, {source: page_in(source), f"dist/{BECOMES[source]}": finished()})
    assert (found.status, found.text) == ("ok", COMPLETE)
    assert found.source == f"dist/{BECOMES[source]}"
    assert "contradicted" in found.flags


HELD = {
    "nothing": ("", "missing"),
    "a weak one": ("<p>For research purposes only.</p>", "weak"),
    "a hidden one": (f"<p style='display:none'>{COMPLETE}</p>", "hidden"),
}


@pytest.mark.parametrize("held", HELD)
def test_the_finished_page_goes_over_what_the_source_promises(tmp_path: Path, held: str) -> None:
    text, status = HELD[held]
    source = {"pages/velorin.md": f"{MD_PAGE}\n{COMPLETE}\n", "dist/velorin.html": finished(text)}
    assert statement(tmp_path, "pages/velorin.md", source).status == status


def test_of_the_pages_of_one_source_the_worst_counts(tmp_path: Path) -> None:
    files = {"pages/shop/[slug].tsx": TSX_PAGE, "dist/shop/a.html": finished(), "dist/shop/b/index.html": finished("")}
    found = statement(tmp_path, "pages/shop/[slug].tsx", files)
    assert found.status == "missing"
    assert found.source == "dist/shop/b/index.html"


def test_without_a_finished_page_the_source_decides_and_it_is_told(tmp_path: Path) -> None:
    report = checked(tmp_path, "pages/velorin.md", {"pages/velorin.md": MD_PAGE, "dist/other.html": finished()})
    assert report.files[0].statement == "missing"
    assert report.notices == ("no finished page was found for pages/velorin.md: the statement is judged by the source",)


def test_a_finished_page_that_cannot_be_read_verifies_nothing(tmp_path: Path) -> None:
    found = statement(tmp_path, "pages/velorin.md", {"pages/velorin.md": MD_PAGE, "dist/velorin.html": "a\0b"})
    assert found.status == "cannot-verify"
    assert found.source == "dist/velorin.html"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_a_finished_page_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.html").write_text(finished())
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/velorin.html").symlink_to(tmp_path / "elsewhere.html")
    assert statement(tmp_path, "pages/velorin.md", {"pages/velorin.md": MD_PAGE}).status == "cannot-verify"


def test_findings_stay_those_of_the_source(tmp_path: Path) -> None:
    source = {"pages/velorin.md": MD_PAGE, "dist/velorin.html": finished("<p>It cures migraine.</p>")}
    (result,) = checked(tmp_path, "pages/velorin.md", source).files
    assert [f.text for f in result.findings if f.rule == "RCO101"] == ["treats arthritis"]


def test_paths_are_tried_from_the_longest_on() -> None:
    assert list(_trails("content/shop/docs/a.md")) == [("content", "shop", "docs", "a"), ("shop", "docs", "a"), ("a",)]


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path, rcolint: Run, shop: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        check_paths([str(shop)], Settings(built=str(tmp_path / "none")))
    done = rcolint("check", shop, "--built", tmp_path / "none")
    assert done.returncode == 2
    assert b"build the site first" in done.stderr


def test_a_saved_report_is_verified_with_the_same_finished_pages(rcolint: Run, shop: Path) -> None:
    (shop / "dist").mkdir()
    (shop / "dist/careless.html").write_text(finished(), encoding="utf-8")
    rcolint("check", ".", "--built", "dist", "-o", "json=../a.json", cwd=shop)
    assert b'"path": "dist/careless.html"' in (shop.parent / "a.json").read_bytes()
    assert rcolint("verify", "../a.json", cwd=shop).returncode == 0
    (shop / "dist/careless.html").write_text(finished(""), encoding="utf-8")
    assert rcolint("verify", "../a.json", cwd=shop).returncode == 1

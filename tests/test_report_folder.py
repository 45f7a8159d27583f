"""The report as a folder: an index, a page for each file, and nobody else's files touched."""

import json
import re
from pathlib import Path

from conftest import Run
from rcolint.reports import load_folder
from report_samples import whole


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_index_leads_to_a_page_for_each_file_with_copy() -> None:
    files = {name: "".join(pieces) for name, pieces in load_folder("html-dir")(whole())}
    index = files.pop("index.html")
    assert set(re.findall(r'<th scope="row"><a href="([0-9a-f]{20}\.html)#p\d+">', index)) == set(files)
    assert len(files) == 3
    careless = next(text for text in files.values() if "<h1><bdi>shop/calmadex.md</bdi></h1>" in text)
    assert careless.count('class="cue') == 9
    assert 'href="index.html"' in careless
    assert 'id="r1"' in careless


def test_all_files_carry_the_digest_of_the_same_report() -> None:
    texts = ["".join(pieces) for _, pieces in load_folder("html-dir")(whole())]
    assert len({re.findall(r"rcolint report ([0-9a-f]{64})", text)[0] for text in texts}) == 1


def test_it_is_written_by_the_command_and_takes_the_place_of_an_older_one(
    rcolint: Run, shop: Path, tmp_path: Path
) -> None:
    first = rcolint("check", "shop", "-q", "-o", "html-dir=out")
    assert first.returncode == 1
    assert len(_files(tmp_path / "out")) == 3
    (shop / "careful.md").unlink()
    rcolint("check", "shop", "-q", "-o", "html-dir=out")
    assert len(_files(tmp_path / "out")) == 2
    assert _files(tmp_path) == {"shop", "out"}


def test_an_older_one_in_a_folder_that_is_checked_is_nothing_to_check(rcolint: Run, shop: Path) -> None:
    said = [rcolint("check", "shop", "--format", "json", "-o", "html-dir=shop/review").stdout for _ in range(2)]
    first, second = ([file["path"] for file in json.loads(text)["files"]] for text in said)
    assert first == second == ["careful.md", "careless.md"]
    assert len(_files(shop / "review")) == 3


def test_it_never_replaces_what_is_no_report(rcolint: Run, shop: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine", encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "index.html").write_text("<h1>my site</h1>", encoding="utf-8")
    (tmp_path / "link").symlink_to(other, target_is_directory=True)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name, said in (
        ("other", "is not empty"),
        ("own", "holds an index.html that is no report"),
        ("link", "is not a folder"),
        ("file", "is not a folder"),
        ("shop", "holds what is to be checked"),
        ("none/out", "does not exist"),
    ):
        done = rcolint("check", "shop", "-o", f"html-dir={name}")
        assert (done.returncode, done.stdout) == (2, b""), name
        assert said in done.stderr.decode(), name
    assert (other / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert _files(shop) == {".git", "careless.md", "careful.md"}


def test_a_file_that_somebody_put_into_a_report_keeps_it_from_being_replaced(
    rcolint: Run, shop: Path, tmp_path: Path
) -> None:
    rcolint("check", "shop", "-o", "html-dir=out")
    (tmp_path / "out" / "logo.svg").write_text("mine", encoding="utf-8")
    done = rcolint("check", "shop", "-o", "html-dir=out")
    assert "holds logo.svg, which is no part of a report" in done.stderr.decode()
    assert done.returncode == 2


def test_it_is_no_format_of_standard_output(rcolint: Run, shop: Path) -> None:
    assert rcolint("check", "shop", "--format", "html-dir").returncode == 2

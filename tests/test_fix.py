"""Does `rcolint fix` put in the right statement, and nothing else, and only when it may?"""

import codecs
import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import ROOT, Run, program
from rcolint import check_text
from rcolint.inserting import insertions
from rcolint.mending import DSHEA, WORDINGS, Mending, look
from rcolint.model import Document, Settings
from rcolint.readers import read
from rcolint.ruleset.pack import load
from rcolint.run import Choice

RUO, IVD, MANY, ONE = (WORDINGS[name] for name in ("ruo", "ivd", "dshea", "dshea for one claim"))
CLAIM = "Velorin treats arthritis."


def looked(path: Path, profile: str = "ruo") -> Mending:
    """What a run over one file would do."""
    return look([str(path)], Settings(profile), Choice(configured=False))


def mended(tmp_path: Path, name: str, text: str, profile: str = "ruo") -> str:
    """The page with its statement."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8", newline="")
    (mend,) = looked(file, profile).mends
    assert mend.after.decode("utf-8") == mend.text_after
    return mend.text_after


class TestWordings:
    def test_they_are_what_the_rules_ask_for(self) -> None:
        told = {rule.id: rule.instead for rule in load().rules}
        assert RUO in told["RCO701"]
        assert IVD in told["RCO707"]
        assert ONE in told["RCO901"]
        assert MANY in told["RCO902"]

    @pytest.mark.parametrize(("kind", "profile"), [("ruo", "ruo"), ("ivd", "ivd-ruo"), ("dshea", "supplement")])
    def test_a_check_calls_each_complete(self, kind: str, profile: str) -> None:
        page = f"# Velorin\n\n{WORDINGS[kind]}\n"
        (file,) = check_text(page, settings=Settings(profile)).files
        (statement,) = [s for s in file.pages[0].statements if s.kind == kind]
        assert (statement.status, statement.missing) == ("ok", ())


class TestMarkdown:
    def test_it_stands_below_the_first_heading(self, tmp_path: Path) -> None:
        done = mended(tmp_path, "a.md", f"# Velorin\n\n{CLAIM}\n")
        assert done == f"# Velorin\n\n{RUO}\n\n{CLAIM}\n"

    def test_below_the_line_under_a_heading(self, tmp_path: Path) -> None:
        done = mended(tmp_path, "a.md", f"Velorin\n=======\n{CLAIM}\n")
        assert done == f"Velorin\n=======\n\n{RUO}\n\n{CLAIM}\n"

    def test_without_a_heading_below_the_front_matter(self, tmp_path: Path) -> None:
        done = mended(tmp_path, "a.md", f"---\nlayout: product\n---\n{CLAIM}\n")
        assert done == f"---\nlayout: product\n---\n{RUO}\n\n{CLAIM}\n"

    def test_a_page_that_is_a_heading_without_a_line_break(self, tmp_path: Path) -> None:
        assert mended(tmp_path, "a.md", "# Velorin cures arthritis") == f"# Velorin cures arthritis\n\n{RUO}\n"

    def test_diagnostics_get_their_fixed_text(self, tmp_path: Path) -> None:
        page = "---\nlayout: product\n---\n# Sepsis panel\n\nMeasures procalcitonin in serum.\n"
        assert f"# Sepsis panel\n\n{IVD}\n\nMeasures" in mended(tmp_path, "a.md", page, "ivd-ruo")

    def test_the_supplement_text_stands_in_bold_behind_the_last_claim(self, tmp_path: Path) -> None:
        page = "# Daymel\n\n- Supports healthy joints\n- Boosts energy\n\nIn a glass jar.\n"
        done = mended(tmp_path, "a.md", page, "supplement")
        assert done == page.replace("energy\n", f"energy\n\n**{MANY}**\n")

    def test_one_claim_gets_the_text_for_one(self, tmp_path: Path) -> None:
        page = "# Daymel\n\nDaymel supports healthy joints.\n"
        assert mended(tmp_path, "a.md", page, "supplement") == f"{page}\n**{ONE}**\n"

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @example(lines=["> # Velorin", "> text", "", "text"])
    @example(lines=["```", "# Velorin", "```", "# Real"])
    @example(lines=["| a | b |", "|---|---|", "| # x | y |"])
    @example(lines=["- # Velorin", "", "  text"])
    @given(
        lines=st.lists(
            st.sampled_from(
                ["# Velorin", "text", "", "- item", "> quote", "```", "    code", "---", "<div>", "</div>", "1. one"]
            )
        )
    )
    def test_whatever_the_page_it_is_only_added_to_or_left(self, lines: list[str], tmp_path: Path) -> None:
        page = "\n".join([*lines, "", CLAIM, ""])
        file = tmp_path / "a.md"
        file.write_text(page, encoding="utf-8", newline="")
        for mend in looked(file).mends:
            before, after = (read(Document("a.md", t, "markdown")).blocks for t in (page, mend.text_after))
            texts = [block.text for block in after]
            texts.remove(RUO)
            assert texts == [block.text for block in before]
            start = mend.text_after.index(RUO)
            assert [c for c in page if not c.isspace()] == [
                c for c in mend.text_after[:start] + mend.text_after[start + len(RUO) :] if not c.isspace()
            ]


class TestHtml:
    def test_it_stands_behind_the_first_visible_heading(self, tmp_path: Path) -> None:
        page = f"<html><body>\n  <h1 hidden>No</h1>\n  <h1>Velo<b>rin</b></h1>\n  <p>{CLAIM}</p>\n</body></html>\n"
        done = mended(tmp_path, "a.html", page)
        assert done == page.replace("rin</b></h1>", f"rin</b></h1>\n  <p>{RUO}</p>")

    def test_without_a_heading_at_the_beginning_of_the_body(self, tmp_path: Path) -> None:
        page = f"<html><body class='x'><p>{CLAIM}</p></body></html>\n"
        assert f"<body class='x'>\n<p>{RUO}</p><p>" in mended(tmp_path, "a.html", page)

    def test_a_fragment_gets_it_at_its_end(self, tmp_path: Path) -> None:
        assert mended(tmp_path, "a.html", f"<p>{CLAIM}</p>\n") == f"<p>{CLAIM}</p>\n\n<p>{RUO}</p>\n"

    def test_a_heading_in_a_comment_is_no_place(self, tmp_path: Path) -> None:
        page = f"<body>\n<!-- <h1>Old</h1> <main> -->\n<div><h2>Velorin</h2></div><p>{CLAIM}</p></body>"
        assert f"<h2>Velorin</h2>\n<p>{RUO}</p></div>" in mended(tmp_path, "a.html", page)

    def test_the_supplement_text_stands_behind_the_list_of_claims(self, tmp_path: Path) -> None:
        page = (
            "<h1>Daymel</h1>\n<ul>\n  <li>Supports healthy joints</li>\n  <li>Boosts energy</li>\n</ul>\n<p>Jar.</p>\n"
        )
        done = mended(tmp_path, "a.html", page, "supplement")
        assert done == page.replace("</ul>", f"</ul>\n<p><strong>{MANY}</strong></p>")


class TestBytes:
    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (b"", "utf-8"),
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (b"", "utf-16-be"),
            (b"", "cp1252"),
        ],
    )
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_every_byte_stays_in_its_encoding_with_its_line_breaks(
        self, mark: bytes, encoding: str, newline: str, tmp_path: Path
    ) -> None:
        text = f"# Café Velorin\n\n{CLAIM}\nAt 4 °C.".replace("\n", newline)
        file = tmp_path / "a.md"
        file.write_bytes(mark + text.encode(encoding))
        (mend,) = looked(file).mends
        put = f"{newline}{RUO}{newline}".encode(encoding)
        assert mend.after.replace(put, b"") == mend.before
        assert mend.after.startswith(mark + "# Café".encode(encoding))


class TestRefusals:
    def test_other_formats_are_told_what_to_put_in(self, rcolint: Run, tmp_path: Path) -> None:
        file = tmp_path / "items.json"
        file.write_text(json.dumps([{"name": "Velorin", "description": CLAIM}]), encoding="utf-8")
        before = file.read_bytes()
        done = rcolint("fix", "items.json", "--yes")
        assert done.returncode == 1
        assert f"only Markdown and HTML pages are written to: put in by hand: {RUO}" in done.stderr.decode()
        assert file.read_bytes() == before

    @pytest.mark.parametrize(
        ("page", "told"),
        [
            (f"# V\n\n{CLAIM}\n\nFor research purposes only.\n", "the statement in line 5 is weak; mend it by hand"),
            (f"# V\n\n{CLAIM}\n\n<p hidden>{RUO}</p>\n", "the statement in line 5 is hidden"),
            (f"{{% include ruo-notice.html %}}\n\n# V\n\n{CLAIM}\n", "no file answers to that name"),
        ],
    )
    def test_a_statement_that_is_there_is_left_to_a_person(self, page: str, told: str, tmp_path: Path) -> None:
        file = tmp_path / "a.html" if "{%" in page else tmp_path / "a.md"
        file.write_text(page, encoding="utf-8")
        found = looked(file)
        assert found.mends == ()
        assert told in found.unmended[0].reason

    def test_the_text_of_supplements_is_never_asked_for_on_research_material(self, tmp_path: Path) -> None:
        file = tmp_path / "a.md"
        file.write_text(
            f"# V\n\n{RUO}\n\nThese statements have not been evaluated by the FDA.\n\n{CLAIM}\n", encoding="utf-8"
        )
        assert looked(file)[:2] == ((), ())

    def test_pages_that_need_none_or_have_one_are_left(self, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / "about.md").write_text("# About us\n\nFounded by two chemists.\n", encoding="utf-8")
        (tmp_path / "v.md").write_text(f"# V\n\n{RUO}\n\n{CLAIM}\n", encoding="utf-8")
        done = rcolint("fix", ".", "--yes")
        assert (done.returncode, done.stdout) == (0, b"2 pages: 0 statements put in, 0 still missing\n")

    @pytest.mark.parametrize(
        ("config", "page"),
        [
            ("rules: {RCO701: off}\n", f"# V\n\n{CLAIM}\n"),
            ("tier: gate\n", f"<!-- rcolint-allow RCO701: built into the site by its frame -->\n\n# V\n\n{CLAIM}\n"),
        ],
    )
    def test_a_page_that_a_person_let_off_is_left(self, config: str, page: str, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / ".rcolint.yaml").write_text(config, encoding="utf-8")
        (tmp_path / "a.md").write_text(page, encoding="utf-8")
        done = rcolint("fix", "a.md", "--yes")
        assert (done.returncode, done.stdout) == (0, b"1 page: 0 statements put in, 0 still missing\n")

    def test_what_a_baseline_knows_is_mended_all_the_same(self, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        (tmp_path / "a.md").write_text(f"# V\n\n{CLAIM}\n", encoding="utf-8")
        rcolint("baseline", ".")
        assert rcolint("fix", ".", "--yes").returncode == 0
        assert RUO in (tmp_path / "a.md").read_text(encoding="utf-8")

    def test_a_link_is_not_written_through(self, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / "far.md").write_text(CLAIM, encoding="utf-8")
        (tmp_path / "near.md").symlink_to("far.md")
        assert rcolint("fix", "near.md", "--yes").returncode == 3
        assert (tmp_path / "far.md").read_text(encoding="utf-8") == CLAIM

    def test_a_path_that_does_not_exist_is_wrong_use_and_nothing_is_written(self, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(CLAIM, encoding="utf-8")
        assert rcolint("fix", "a.md", "b.md", "--yes").returncode == 2
        assert (tmp_path / "a.md").read_text(encoding="utf-8") == CLAIM


class TestAsking:
    def test_without_a_terminal_only_the_change_is_shown(self, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(f"# V\n\n{CLAIM}\n", encoding="utf-8")
        done = rcolint("fix", "a.md")
        assert done.returncode == 1
        assert f"\n+{RUO}\n" in done.stdout.decode()
        assert b"--yes" in done.stderr
        assert (tmp_path / "a.md").read_text(encoding="utf-8") == f"# V\n\n{CLAIM}\n"

    def test_with_yes_it_is_written_and_a_check_finds_the_statement(self, rcolint: Run, tmp_path: Path) -> None:
        file = tmp_path / "a.md"
        file.write_text(f"# V\n\n{CLAIM}\n", encoding="utf-8")
        file.chmod(0o640)
        done = rcolint("fix", "a.md", "--yes")
        assert done.returncode == 0
        assert b"1 cue on these pages, not mended by this: a statement takes no claim back" in done.stdout
        told = json.loads(rcolint("check", "a.md", "--format", "json").stdout)
        (page,) = told["files"][0]["pages"]
        assert page["statements"][0]["status"] == "ok"
        assert {f["rule"] for f in told["files"][0]["findings"]} == {"RCO101", "RCO705"}
        assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o640
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md"]

    @pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
    @pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1), ("", 1)])
    def test_on_a_terminal_it_asks(self, answer: str, code: int, tmp_path: Path) -> None:
        import pty

        (tmp_path / "a.md").write_text(f"# V\n\n{CLAIM}\n", encoding="utf-8")
        ours, theirs = pty.openpty()
        os.write(ours, f"{answer}\n".encode())
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [*program(), "fix", "a.md"], cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
            timeout=60, check=False,
        )  # fmt: skip
        os.close(theirs)
        os.close(ours)
        assert done.returncode == code
        assert (RUO in (tmp_path / "a.md").read_text(encoding="utf-8")) == (code == 0)

    def test_a_page_that_changed_meanwhile_is_left(self, tmp_path: Path) -> None:
        from rcolint.cli.streams import OutputError, replace_file

        file = tmp_path / "a.md"
        file.write_bytes(b"new")
        with pytest.raises(OutputError, match="changed meanwhile"):
            replace_file(str(file), b"old", b"old and more")
        assert file.read_bytes() == b"new"

    def test_the_configuration_says_what_is_sold(self, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / ".rcolint.yaml").write_text("profile: supplement\n", encoding="utf-8")
        (tmp_path / "a.md").write_text("# Daymel\n\nDaymel supports healthy joints.\n", encoding="utf-8")
        assert rcolint("fix", "a.md", "--yes").returncode == 0
        assert DSHEA in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_every_format_that_is_written_to_has_a_reader() -> None:
    from rcolint.inserting import WRITERS
    from rcolint.readers import READERS

    assert set(WRITERS) <= set(READERS)
    assert (
        next(insertions(Document("a.md", "x", "markdown"), read(Document("a.md", "x", "markdown")), "y", None)).at == 0
    )

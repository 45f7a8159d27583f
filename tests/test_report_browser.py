"""The HTML report in Chromium: nothing in it comes alive but its own script, and people can work with it."""

import importlib.util
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest

from rcolint.model import Report
from rcolint.reports import html, load_folder
from report_browser import CHROMIUM, Browser, dumped
from report_samples import careless, document, find, report, result, whole, written
from test_report_html_hostile import HOSTILE, TAGS, Seen, hostile

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: the browser tests did not run")

Shown = Callable[..., Path]
NOTES = "[...document.querySelectorAll('.cue')].filter(n => !n.hidden && !n.closest('[hidden]'))"
WHERE = "document.getElementById('where').textContent"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture
def shown(tmp_path: Path, browser: Browser) -> Shown:
    """Opens a report, or HTML as it stands, in the browser."""

    def show(run: Report | str, place: str = "", script: bool = True, width: int = 1280) -> Path:
        file = tmp_path / "report.html"
        file.write_text(run if isinstance(run, str) else written("html", run), encoding="utf-8")
        browser.look(width)
        browser.open(file, place, script)
        return file

    return show


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of any size are written as those of more than a thousand pages are."""
    monkeypatch.setattr(html, "STATIC_PAGES", 0)


def many(pages: int) -> Report:
    """So many pages with two notes each, the second of them the same on all."""
    files = []
    for number in range(pages):
        filler = "Shipped cold.\n\n" * 30
        doc, blocks = document(
            f"# Vial {number}\n\nIt treats pain no. {number}.\n\n{filler}It cures gout.\n", f"shop/{number:03d}.md"
        )
        both = find(doc, f"treats pain no. {number}"), find(doc, "cures gout", "RCO301", "warning", "review")
        files.append(result(doc, blocks, both))
    return report(*files)


def _unpacked(browser: Browser, page: str = "p1") -> None:
    """Waits until the copy of a page stands in the document."""
    browser.wait("document.documentElement.dataset.ready")
    browser.run(f"document.getElementById({page!r}).scrollIntoView()")
    browser.wait(f"document.querySelectorAll('#{page} .copy').length")


def _in_view(browser: Browser, selector: str) -> bool:
    box = browser.run(
        f"(r => [r.top, r.bottom, innerHeight])(document.querySelector({selector!r}).getBoundingClientRect())"
    )
    return bool(0 <= box[0] < box[1] <= box[2])


class TestNothingComesAlive:
    def test_the_dumped_document_has_no_node_that_copy_made_and_its_script_ran(self, tmp_path: Path) -> None:
        file = tmp_path / "report.html"
        file.write_text(written("html", hostile(" ".join(HOSTILE))), encoding="utf-8")
        dom = dumped(file, tmp_path / "profile")
        seen = Seen(dom)
        assert {tag for tag, _ in seen.tags} <= TAGS
        assert [about for tag, about in seen.tags if tag == "script"].count({}) == 1
        assert not [a for _, a in seen.tags if any(name.startswith("on") for name in a)]
        assert re.search(r'<output id="where"[^>]*>1 cue, 1 waived shown</output>', dom)

    @pytest.mark.parametrize("text", [*HOSTILE, " ".join(HOSTILE)])
    def test_escaping_holds_where_the_policy_is_missing(self, text: str, shown: Shown, browser: Browser) -> None:
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written("html", hostile(text)))
        file = shown(bare)
        assert browser.run("document.querySelectorAll('script:not([type])').length") == 1
        assert browser.run(f"document.querySelectorAll({_FOREIGN!r}).length") == 0
        assert "owned" not in browser.run("document.title.replace(/<script>.*/, '')")
        assert browser.requests == [file.as_uri()]

    @pytest.mark.usefixtures("packed")
    def test_escaping_holds_in_what_is_unpacked_where_the_policy_is_missing(
        self, shown: Shown, browser: Browser
    ) -> None:
        run = hostile(" ".join(HOSTILE))
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written("html", run))
        file = shown(bare)
        _unpacked(browser)
        assert browser.run(f"document.querySelectorAll({_FOREIGN!r}).length") == 0
        assert browser.requests == [file.as_uri()]
        assert browser.complaints == []

    def test_the_policy_holds_where_escaping_is_missing(self, shown: Shown, browser: Browser) -> None:
        shown(written("html", whole()).replace("<main>", f"<main>{_EVIL}", 1))
        assert browser.run("String(window.owned)") == "undefined"
        assert browser.run("getComputedStyle(document.querySelector('h1')).display") == "block"
        assert browser.run("getComputedStyle(document.getElementById('p')).display") == "block"
        assert browser.run("document.querySelector('.page a').href.startsWith('file:')") is True
        assert browser.run("document.querySelector('.tools').hidden") is False
        assert not [url for url in browser.requests if not url.startswith("file:")]

    @pytest.mark.usefixtures("packed")
    def test_the_policy_holds_in_what_is_unpacked_where_escaping_is_missing(
        self, shown: Shown, browser: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from rcolint.reports.html import packed as module

        pack = module._pack
        monkeypatch.setattr(
            module, "_pack", lambda text: pack(text.replace('<div class="copy">', f'<div class="copy">{_EVIL}'))
        )
        shown(whole())
        _unpacked(browser)
        assert browser.run("String(window.owned)") == "undefined"
        assert browser.run("getComputedStyle(document.getElementById('p')).display") == "block"
        assert not [url for url in browser.requests if not url.startswith("file:")]

    @pytest.mark.parametrize("form", ["static", "packed", "folder"])
    def test_nothing_is_asked_of_any_server_and_the_console_is_silent(
        self, form: str, shown: Shown, browser: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if form == "packed":
            monkeypatch.setattr(html, "STATIC_PAGES", 0)
        run = written("html", whole()) if form != "folder" else _folder_page(whole())
        shown(run)
        browser.press("j", "f", "Escape", "?", "Escape", "n", "p")
        browser.run("document.querySelectorAll('summary, .why').forEach(s => s.click())")
        assert [url.split(":")[0] for url in browser.requests] == ["file"]
        assert browser.complaints == []


_FOREIGN = "img,svg,iframe,form,base,link,x,plaintext,template:not(#kinds *),style:not(head style)"
_EVIL = (
    "<script>window.owned = 1</script><img src='http://127.0.0.1:9/x' onerror='window.owned = 2'>"
    "<style>h1 { display: none }</style><p id=p style='display: none'>p</p><base href='http://127.0.0.1:9/'>"
    "<svg onload='window.owned = 3'></svg>"
)


def _folder_page(run: Report) -> str:
    """The page of a file with findings, as it stands in a folder."""
    return next(text for text in ("".join(p) for _, p in load_folder("html-dir")(run)) if 'class="cue' in text)


class TestTheWayThroughTheNotes:
    def test_j_and_k_go_through_the_notes_in_order(self, shown: Shown, browser: Browser) -> None:
        shown(whole())
        for key, number in (("j", "n1"), ("j", "n2"), ("j", "n3"), ("k", "n2")):
            browser.press(key)
            assert browser.run("document.activeElement.id") == number
        assert browser.run(WHERE) == "Note 2 of 9"
        assert browser.run("[...document.querySelectorAll('mark.now')].map(m => m.textContent).join('')") == (
            "Calmadex treats anxiety & low mood"
        )
        assert _in_view(browser, "mark.now")

    def test_n_and_p_go_from_page_to_page(self, shown: Shown, browser: Browser) -> None:
        shown(many(4))
        for key, page in (("n", "t1"), ("n", "t2"), ("n", "t3"), ("p", "t2"), ("p", "t1")):
            browser.press(key)
            assert browser.run("document.activeElement.id") == page
            assert _in_view(browser, f"#{page}")

    def test_all_of_it_can_be_done_with_the_keyboard_alone(self, shown: Shown, browser: Browser) -> None:
        shown(whole())
        browser.press("Tab")
        assert browser.run("document.activeElement.className") == "skip"
        assert _in_view(browser, ".skip")
        browser.press("Enter")
        assert browser.run("location.hash") == "#pages"
        browser.press("j", "Tab")
        assert browser.run("document.activeElement.className") == "number"
        browser.run("document.querySelector('#n1 .why').focus()")
        browser.press("Enter")
        assert browser.run("document.querySelector('#n1 dl').textContent").startswith("Why")
        assert browser.run("document.activeElement.getAttribute('aria-expanded')") == "true"
        browser.press("f")
        assert browser.run("document.activeElement.id") == "path"
        browser.press("x")
        assert browser.run("document.getElementById('path').value") == "x"
        browser.press("Escape")
        assert browser.run("document.activeElement.id") == "filter"
        browser.press("?")
        assert browser.run("document.getElementById('keys').open") is True
        browser.press("Escape")
        assert browser.run("document.getElementById('keys').open") is False

    def test_a_bar_that_stays_never_covers_what_was_jumped_to(self, shown: Shown, browser: Browser) -> None:
        shown(many(6))
        for _ in range(6):
            browser.press("n")
            bar = browser.run("document.querySelector('.tools').getBoundingClientRect().bottom")
            assert browser.run("document.activeElement.getBoundingClientRect().top") >= bar > 0


class TestFilters:
    def test_filters_hide_notes_and_their_highlights(self, shown: Shown, browser: Browser) -> None:
        shown(whole())
        _uncheck(browser, "error", "note")
        assert browser.run(f"{NOTES}.length") == 3
        assert browser.run("document.querySelectorAll('mark:not(.off)').length") == 4
        browser.press("j")
        assert browser.run("document.activeElement.id") == "n3"
        _uncheck(browser, "structure-function")
        assert browser.run(f"{NOTES}.length") == 1
        browser.run("document.getElementById('reset').click()")
        assert browser.run(WHERE) == "8 cues, 1 waived shown"

    def test_a_path_leaves_other_files_out_and_a_filter_pages_without_a_note_that_is_left(
        self, shown: Shown, browser: Browser
    ) -> None:
        shown(whole())
        browser.run(
            "(p => { p.value = 'buffer'; p.dispatchEvent(new Event('input')); })(document.getElementById('path'))"
        )
        assert browser.run("[...document.querySelectorAll('.page')].map(p => p.hidden)") == [True, False, True]
        assert browser.run(WHERE) == "0 cues shown"
        assert browser.run("location.hash") == "#path=buffer"
        browser.run("document.getElementById('reset').click()")
        _uncheck(browser, "error")
        assert browser.run("[...document.querySelectorAll('.page')].map(p => p.hidden)") == [False, True, True]

    def test_the_address_keeps_the_filters(self, shown: Shown, browser: Browser) -> None:
        shown(whole(), "#severity=warning&standing=open")
        assert browser.run(f"{NOTES}.map(n => n.id)") == ["n3", "n4", "n9"]
        _uncheck(browser, "statement")
        assert (
            browser.run("location.hash")
            == "#severity=warning&family=therapeutic,structure-function,dosing&standing=open"
        )

    def test_a_filter_that_leaves_all_in_is_not_in_the_address(self, shown: Shown, browser: Browser) -> None:
        shown(whole(), "#severity=warning")
        browser.run("document.getElementById('reset').click()")
        assert browser.run("location.hash") == ""


def _uncheck(browser: Browser, *values: str) -> None:
    for value in values:
        browser.run(f"document.querySelector('[data-filter][value=\"{value}\"]').click()")


class TestDeepLinks:
    @pytest.mark.parametrize("width", [1280, 320])
    def test_a_fingerprint_opens_its_words_in_view(self, width: int, shown: Shown, browser: Browser) -> None:
        run = many(30)
        finding = run.files[20].findings[1]
        shown(run, f"#f{finding.fingerprint}", width=width)
        browser.wait("document.activeElement.closest('.cue')")
        assert browser.run("document.querySelector('mark.now').textContent") == "cures gout"
        assert browser.run("document.activeElement.closest('.cue').id") == "n42"
        assert _in_view(browser, "mark.now")

    def test_words_far_above_their_note_are_in_view_too(self, shown: Shown, browser: Browser) -> None:
        doc, blocks = document("- It treats pain.\n" + "- Shipped cold.\n" * 80)
        run = report(result(doc, blocks, (find(doc, "treats pain"),)))
        shown(run, f"#f{run.findings[0].fingerprint}", width=320)
        browser.run("new Promise(done => setTimeout(done, 200))")
        assert _in_view(browser, "mark.now")

    def test_a_note_that_the_filters_leave_out_is_shown_all_the_same(self, shown: Shown, browser: Browser) -> None:
        run = whole()
        shown(run, f"#f{run.files[1].findings[0].fingerprint}&severity=warning")
        assert browser.run("document.activeElement.closest('.cue').id") == "n1"
        assert browser.run("document.getElementById('n1').hidden") is False

    def test_without_script_the_fingerprint_leads_there_too(self, shown: Shown, browser: Browser) -> None:
        run = many(30)
        finding = run.files[20].findings[1]
        shown(run, f"#f{finding.fingerprint}", script=False)
        assert _in_view(browser, f"#f{finding.fingerprint}")


def test_without_script_everything_is_there_and_nothing_that_needs_it(shown: Shown, browser: Browser) -> None:
    shown(whole(), script=False)
    assert browser.run(f"{NOTES}.length") == 9
    for name in (".decision", ".signature"):  # they are for paper
        assert browser.run(f"getComputedStyle(document.querySelector({name!r})).display") == "none"
    assert browser.run("[...document.querySelectorAll('mark, .cue')].every(e => e.getClientRects().length > 0)") is True
    assert browser.run("getComputedStyle(document.querySelector('.tools')).display") == "none"
    assert browser.run("document.querySelector('.why').hash") == "#r1"
    assert browser.run("document.querySelector('#r1').getClientRects().length") == 1


@pytest.mark.usefixtures("packed")
class TestLongReports:
    def test_pages_are_unpacked_where_a_reader_comes_by(self, shown: Shown, browser: Browser) -> None:
        shown(many(120))
        browser.wait("document.documentElement.dataset.ready")
        assert browser.run(WHERE) == "240 cues shown"
        assert browser.run("document.querySelectorAll('.cue').length") < 120
        _unpacked(browser, "p100")
        assert "It treats pain no. 99" in browser.run("document.getElementById('p100').textContent")

    def test_an_unpacked_page_is_the_page_that_a_short_report_has(
        self, shown: Shown, browser: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        look = "document.getElementById('p1').innerText.replace(/\\s+/g, ' ')"
        shown(whole())
        _unpacked(browser)
        unpacked = browser.run(look)
        monkeypatch.setattr(html, "STATIC_PAGES", 1000)
        shown(whole())
        _unpacked(browser)
        assert unpacked == browser.run(look)

    def test_a_fingerprint_opens_its_words_in_view(self, shown: Shown, browser: Browser) -> None:
        run = many(120)
        finding = run.files[90].findings[1]
        shown(run, f"#f{finding.fingerprint}")
        browser.wait("document.querySelector('mark.now')")
        assert browser.run("document.querySelector('mark.now').closest('.page').id") == "p91"
        assert _in_view(browser, "mark.now")
        assert browser.run("location.hash") == f"#f{finding.fingerprint}"

    def test_j_goes_on_into_pages_that_are_still_packed(self, shown: Shown, browser: Browser) -> None:
        shown(many(120), "#n238")
        browser.wait("document.activeElement.id === 'n238'")
        for number in (239, 240):
            browser.press("j")
            browser.wait(f"document.activeElement.id === 'n{number}'")

    def test_filters_know_of_notes_that_are_still_packed(self, shown: Shown, browser: Browser) -> None:
        shown(many(120))
        browser.wait("document.documentElement.dataset.ready")
        _uncheck(browser, "error")
        assert browser.run(WHERE) == "120 cues shown"
        _unpacked(browser, "p100")
        assert browser.run("[...document.querySelectorAll('#p100 .cue')].map(n => n.hidden)") == [True, False]

    def test_without_script_the_pages_are_listed_and_it_says_how_to_get_them(
        self, shown: Shown, browser: Browser
    ) -> None:
        shown(many(40), script=False)
        assert browser.run("document.querySelectorAll('.summary tbody tr').length") == 40
        assert "html-dir" in browser.run("document.querySelector('noscript').textContent")


class TestForEverybody:
    AXE = importlib.util.find_spec("axe_core_python")

    @pytest.mark.skipif(AXE is None, reason="axe-core-python is not installed")
    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("form", ["static", "packed", "folder"])
    def test_axe_finds_nothing(
        self, form: str, dark: bool, shown: Shown, browser: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.AXE is not None
        axe = Path(str(self.AXE.origin)).with_name("axe.min.js").read_text(encoding="utf-8")
        monkeypatch.setattr(html, "STATIC_PAGES", 0 if form == "packed" else 1000)
        shown(_folder_page(whole()) if form == "folder" else whole())
        if form == "packed":
            _unpacked(browser)
        browser.look(1280, dark=dark)
        browser.press("f")
        browser.run("document.querySelector('.why').click()")
        browser.run(axe + ";0")
        found = browser.run(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' ; ')))"
        )
        assert found == []

    @pytest.mark.parametrize("form", ["static", "packed", "folder"])
    def test_a_narrow_screen_needs_no_sideways_scrolling(
        self, form: str, shown: Shown, browser: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(html, "STATIC_PAGES", 0 if form == "packed" else 1000)
        shown(_folder_page(whole()) if form == "folder" else whole(), width=320)
        if form == "packed":
            _unpacked(browser)
        for keys in ((), ("f",), ("Escape", "j")):
            browser.press(*keys)
            assert browser.run("document.documentElement.scrollWidth") <= 320
        below = "document.querySelector('.row .notes').getBoundingClientRect().top >= "
        assert browser.run(below + "document.querySelector('.row .copy').getBoundingClientRect().bottom") is True

    def test_dark_mode_changes_the_ground(self, shown: Shown, browser: Browser) -> None:
        shown(whole())
        light = browser.run("getComputedStyle(document.body).backgroundColor")
        browser.look(1280, dark=True)
        assert browser.run("getComputedStyle(document.body).backgroundColor") != light

    def test_weight_is_told_by_word_sign_and_line_where_colours_are_forced(
        self, shown: Shown, browser: Browser
    ) -> None:
        shown(whole())
        browser.look(1280, forced=True)
        style = "getComputedStyle(document.querySelector('mark.{}')).textDecorationStyle"
        assert [browser.run(style.format(w)) for w in ("error", "warning", "note")] == ["solid", "dashed", "dotted"]
        words = browser.run("[...document.querySelectorAll('.severity')].map(s => s.textContent)")
        assert {"■ error", "▲ warning", "● note", "○ error, waived"} <= set(words)
        browser.look(1280)

    def test_a_report_without_findings_shows_no_tools(self, shown: Shown, browser: Browser) -> None:
        shown(report())
        assert browser.run("document.querySelector('.tools').hidden") is True


class TestPaper:
    def test_what_is_printed_holds_every_quote_basis_and_the_digest_on_each_sheet(
        self, tmp_path: Path, shown: Shown, browser: Browser
    ) -> None:
        pypdf = pytest.importorskip("pypdf")
        run = report(careless(), *many(3).files)
        shown(run)
        browser.pdf(tmp_path / "report.pdf")
        sheets = [
            page.extract_text() for page in pypdf.PdfReader(BytesIO((tmp_path / "report.pdf").read_bytes())).pages
        ]
        sheets = [normalize("NFKC", sheet) for sheet in sheets]  # the printed letters are joined: ﬁ, ﬃ
        text = re.sub(r"\s+", "", "".join(sheets))
        for finding in run.findings:
            assert re.sub(r"\s+", "", finding.text) in text
        for rule in run.rules:
            for reference in rule.references:
                assert re.sub(r"\s+", "", reference.cite) in text
            assert re.sub(r"\s+", "", rule.instead) in text
        name = re.search(r"rcolint report ([0-9a-f]{64})", written("html", run))
        assert name
        assert all(name[1] in re.sub(r"\s+", "", sheet) for sheet in sheets)
        assert text.count("Decisiononthispage:") == 4
        assert f"{len(sheets)}/{len(sheets)}" in text
        for line in ("Name", "Role", "Date", "Signature"):
            assert line in sheets[-1]

    def test_notes_stand_below_their_words_and_nothing_for_the_screen_is_printed(
        self, shown: Shown, browser: Browser
    ) -> None:
        shown(whole())
        browser.look(700, media="print")
        for name in (".tools", ".skip", ".clean", ".why", ".clear"):
            assert browser.run(f"getComputedStyle(document.querySelector({name!r})).display") == "none", name
        below = "[...document.querySelectorAll('.row .notes')].every(n => n.getBoundingClientRect().top >= n.parentNode.querySelector('.copy').getBoundingClientRect().bottom - 1)"
        assert browser.run(below) is True
        narrowest = (
            "Math.min(...[...document.querySelectorAll('.summary tr:not(.clear) .state')].map(c => c.offsetWidth))"
        )
        assert browser.run(narrowest) >= 100
        browser.look(1280)

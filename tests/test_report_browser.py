"""The HTML report in Chromium: nothing in it comes alive but its own script, and that works."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_browser import CHROMIUM, Browser, dumped
from report_samples import report, whole, written
from test_report_html import HOSTILE, TAGS, Seen, hostile

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: the browser tests did not run")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture
def page(tmp_path: Path, browser: Browser) -> Browser:
    file = tmp_path / "report.html"
    file.write_text(written("html", whole()), encoding="utf-8")
    browser.look(1280)
    browser.open(file)
    return browser


def _all_at_once() -> str:
    return written("html", hostile(" ".join(HOSTILE)))


def test_the_dumped_document_has_no_node_that_copy_made_and_its_script_ran(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(_all_at_once(), encoding="utf-8")
    dom = dumped(file, tmp_path / "profile")
    seen = Seen(dom)
    assert {tag for tag, _ in seen.tags} <= TAGS
    assert [about for tag, about in seen.tags if tag == "script"].count({}) == 1
    assert not [a for _, a in seen.tags if any(name.startswith("on") for name in a)]
    assert re.search(r'<output id="where"[^>]*>1 cue, 1 waived shown</output>', dom)


def test_escaping_holds_where_the_policy_is_missing(tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "report.html"
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", _all_at_once())
    file.write_text(bare, encoding="utf-8")
    browser.open(file)
    assert browser.run("document.querySelectorAll('script:not([type])').length") == 1
    assert browser.run("document.querySelectorAll('img,svg,iframe,form,base,link,x,style:not(head style)').length") == 0
    assert "owned" not in browser.run("document.title.replace(/<script>.*/, '')")
    assert browser.requests == [file.as_uri()]


def test_the_policy_holds_where_escaping_is_missing(tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "report.html"
    evil = "<script>window.owned = 1</script><img src='http://127.0.0.1:9/x' onerror='window.owned = 2'>"
    evil += "<style>h1 { display: none }</style><p id=p style='display: none'>p</p><base href='http://127.0.0.1:9/'>"
    evil += "<svg onload='window.owned = 3'></svg>"
    file.write_text(written("html", whole()).replace("<main>", f"<main>{evil}", 1), encoding="utf-8")
    browser.open(file)
    assert browser.run("String(window.owned)") == "undefined"
    assert browser.run("getComputedStyle(document.querySelector('h1')).display") == "block"
    assert browser.run("getComputedStyle(document.getElementById('p')).display") == "block"
    assert browser.run("document.querySelector('.page a').href.startsWith('file:')") is True
    assert browser.run("document.querySelector('.tools').hidden") is False


def test_nothing_is_asked_of_any_server(page: Browser) -> None:
    page.run("document.querySelectorAll('summary').forEach(s => s.click())")
    assert [url.split(":")[0] for url in page.requests] == ["file"]


def test_j_and_k_go_through_the_notes_in_order(page: Browser) -> None:
    for key, number in (("j", "1"), ("j", "2"), ("j", "3"), ("k", "2")):
        page.press(key)
        assert page.run("document.activeElement.dataset.number") == number
    assert page.run("document.getElementById('where').textContent") == "Note 2, 2 of 9"
    assert page.run("[...document.querySelectorAll('mark.now')].map(m => m.textContent).join('')") == (
        "Calmadex treats anxiety & low mood"
    )
    box = page.run("(r => [r.top, r.bottom, innerHeight])(document.activeElement.getBoundingClientRect())")
    assert 0 <= box[0] < box[2]


def _uncheck(page: Browser, *values: str) -> None:
    for value in values:
        page.run(f"document.querySelector('[data-filter][value=\"{value}\"]').click()")


def test_filters_hide_notes_and_their_highlights(page: Browser) -> None:
    _uncheck(page, "error", "note")
    assert page.run("[...document.querySelectorAll('.cue')].filter(n => !n.hidden).length") == 3
    assert page.run("document.querySelectorAll('mark:not(.off)').length") == 4
    page.press("j")
    assert page.run("document.activeElement.dataset.number") == "3"
    _uncheck(page, "structure-function")
    assert page.run("[...document.querySelectorAll('.cue')].filter(n => !n.hidden).length") == 1
    page.run("document.getElementById('reset').click()")
    assert page.run("document.getElementById('where').textContent") == "8 cues, 1 waived shown"


def test_a_file_can_be_left_out(page: Browser) -> None:
    _uncheck(page, "1")
    assert page.run("[...document.querySelectorAll('.page')].map(p => p.hidden)") == [False, True, False]
    assert page.run("document.getElementById('where').textContent") == "0 cues shown"


def test_a_narrow_screen_needs_no_sideways_scrolling_and_has_notes_below_the_text(page: Browser) -> None:
    page.look(320)
    assert page.run("document.documentElement.scrollWidth") <= 320
    below = "document.querySelector('.row .notes').getBoundingClientRect().top >= "
    assert page.run(below + "document.querySelector('.row .copy').getBoundingClientRect().bottom") is True


def test_in_print_the_notes_follow_their_page_and_counsel_can_sign(page: Browser) -> None:
    page.look(800, media="print")
    assert page.run("getComputedStyle(document.querySelector('.tools')).display") == "none"
    assert page.run("getComputedStyle(document.querySelector('.signature')).display") == "grid"
    last = "Math.max(...[...document.querySelectorAll('#p2 .copy > *')].map(c => c.getBoundingClientRect().bottom))"
    first = "Math.min(...[...document.querySelectorAll('#p2 .cue')].map(c => c.getBoundingClientRect().top))"
    assert page.run(f"{last} <= {first}") is True
    assert (
        page.run("[...document.querySelectorAll('.cue dl')].every(d => d.getBoundingClientRect().height > 0)") is True
    )
    page.look(1280)


def test_dark_mode_changes_the_ground(page: Browser) -> None:
    light = page.run("getComputedStyle(document.body).backgroundColor")
    page.look(1280, dark=True)
    assert page.run("getComputedStyle(document.body).backgroundColor") != light
    page.look(1280)


def test_a_report_without_findings_shows_no_tools(tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "report.html"
    file.write_text(written("html", report()), encoding="utf-8")
    browser.open(file)
    assert browser.run("document.querySelector('.tools').hidden") is True

"""The HTML report: what it says and in which words, and highlights at their exact places."""

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from rcolint.model import DISCLAIMER, Against, Baseline, Evidence, Fixed, Gate, Reference, Report, TextBlock, Waiver
from rcolint.positions import SourceMap, Span
from rcolint.reports.html.digest import digest
from rcolint.reports.html.marks import Highlight, cut
from rcolint.reports.html.rows import Block, lettered
from rcolint.reports.places import derived
from rcolint.reports.quoting import shown
from report_samples import careful, careless, document, find, report, result, unchecked, weak_only, whole, written
from test_report_html_hostile import HERE, Seen


def test_the_verdict_comes_first_and_the_words_promise_nothing() -> None:
    for run in (whole(), report(), report(careful()), report(unchecked())):
        seen = Seen(written("html", run))
        text = " ".join(seen.text.split())
        assert DISCLAIMER in text
        for word in ("violation", "illegal", "unlawful", "compliant", "approved", "guaranteed", "safe to publish"):
            assert word not in text.lower()
    assert _heading(whole()) == (
        "Needs review before it is published: 4 disease cues, 2 body-function cues and 1 dosing cue; "
        "no complete research-use statement on 2 pages."
    )
    assert _heading(report(careful())) == "No risk cues found by the rules that ran in 1 file."
    assert _heading(report(unchecked())) == "Not fully checked: 1 file that should have been read was not."
    assert _heading(report()) == "Nothing was checked."


def _heading(run: Report) -> str:
    return unescape(re.search("<h1>(.*?)</h1>", written("html", run))[1])  # type: ignore[index]


def test_the_headline_does_not_depend_on_what_a_build_makes_of_it() -> None:
    never = report(careless(), gate=Gate(never=True))
    assert _heading(never) == _heading(report(careless()))
    assert '<p class="lead">8 risk cues on 1 of 1 page.</p>' in written("html", never)
    assert '<p class="lead">8 risk cues on 1 of 1 page; 4 of them fail the gate.</p>' in written(
        "html", report(careless())
    )


def test_pages_stand_worst_first_and_notes_are_numbered_in_that_order() -> None:
    source = written("html", whole())
    assert re.findall(r'<h2 id="t\d" tabindex="-1"><bdi>(.*?)</bdi>', source) == [
        "shop/calmadex.md", "shop/buffer.md", "shop/vial.md"
    ]  # fmt: skip
    assert re.findall(r'<th scope="row">(?:<a[^>]*>)?<bdi>(.*?)</bdi>', source)[:2] == [
        "shop/old.md",
        "shop/calmadex.md",
    ]
    assert sorted(map(int, re.findall(r'<div class="cue[^>]*id="n(\d+)"', source))) == list(range(1, 10))


def test_a_note_says_which_words_why_on_what_basis_and_leads_to_its_rule() -> None:
    text = _text(report(careless()))
    for part in (
        "2 ■ error gate tier, fails the gate RCO101",
        "Says that the product treats, cures or relieves a disease",
        '"Calmadex treats anxiety & low mood" says that the product acts on a disease. line 7, column 1',
        "Basis: 21 U.S.C. 321(g)(1)(B); 21 CFR 101.93(g). Why, and what to write instead",
        "Waived: quoted from the assay sheet, J. Roe, until 2026-06-30, by comment",
        "Statement incomplete research use only",
        "Lacks exclusion of human use, exclusion of animal use",
    ):
        assert part in text


def test_what_a_rule_says_stands_once_however_many_notes_it_has() -> None:
    source = written("html", report(careless()))
    text = _text(report(careless()))
    assert source.count('href="#r1"') == 2 * 5
    assert source.count('id="r1"') == 1
    assert text.count("Write instead: Remove the outcome.".replace(":", "")) == 1
    assert text.count("A disclaimer does not remove this cue.") == 3  # once for each rule about a claim
    assert "21 CFR 101.93(g), Disease claims (not checked against the official text)" in text


def test_a_note_says_which_words_were_heard_and_what_the_context_did() -> None:
    doc, blocks = document("It may treat pain.\n")
    heard = (Evidence("list:treat|relieve", "treat", Span(7, 12)), Evidence("words", "x", Span(0, 1)))
    found = find(doc, "treat pain")._replace(evidence=heard, facets=("hedged",))
    assert "Heard: treat (treat or similar); the sentence hedges, which takes nothing away" in _text(
        report(result(doc, blocks, (found,)))
    )


def test_the_same_words_on_several_pages_are_told_once_and_listed_with_their_places() -> None:
    files = []
    for name in ("a.md", "b.md", "c.md"):
        doc, blocks = document("It treats pain.\n\nOther.\n", name)
        files.append(result(doc, blocks, (find(doc, "treats pain"),)))
    text = _text(report(*files))
    assert text.count('"treats pain" says that the product acts on a disease.') == 1
    assert text.count("The same words as in note 1, line 1, column 4") == 2
    assert "relieves a disease on 3 pages: treats pain 1 2 3" in text


def test_words_that_share_a_sentence_are_not_the_same_words() -> None:
    doc, blocks = document("It treats pain and cures gout.\n")
    both = tuple(
        find(doc, words)._replace(sentence="it treats pain and cures gout") for words in ("treats pain", "cures gout")
    )
    assert "The same words" not in written("html", report(result(doc, blocks, both)))


def test_waivers_are_listed_with_their_reason_the_first_to_end_first() -> None:
    doc, blocks = document("It treats pain and cures gout and heals skin.\n")
    late, early = Waiver("archive", "qa", "2027-01-31"), Waiver("label", "", "2026-12-01")
    known = Waiver("in the baseline", since="2026-02-01", kind="baseline")
    given = zip(("treats pain", "cures gout", "heals skin"), (late, early, known), strict=True)
    run = report(result(doc, blocks, tuple(find(doc, words, waiver=waiver) for words, waiver in given)))
    listed = _section(run._replace(baseline=Baseline(".rcolint-baseline.json", 1, 2, "2026-02-01")), "waivers")
    assert re.findall(r"(label|archive|in the baseline), ([^:]*): 1 cue (\d)", listed) == [
        ("label", "until 2026-12-01, by comment", "2"),
        ("archive", "qa, until 2027-01-31, by comment", "1"),
        ("in the baseline", "since 2026-02-01, by baseline", "3"),
    ]
    assert "1 known since 2026-02-01, 2 mended" in _text(run._replace(baseline=Baseline("x", 1, 2, "2026-02-01")))


def test_what_the_context_took_back_is_counted_and_listed_where_it_is_asked_for() -> None:
    assert "Matches that their context took back 1" in _text(report(careless()))
    asked = " ".join(Seen(written("html", report(careless()), show_cancelled=True)).text.split())
    assert "Taken back by the context RCO201 healthy sleep: reported as data: in rats" in asked
    assert "healthy sleep: reported" not in _text(report(careless()))


def test_the_digest_changes_with_the_copy_and_with_what_was_found() -> None:
    doc, blocks = document("It treats pain.\n")
    one = report(result(doc, blocks, (find(doc, "treats pain"),)))
    other = document("It treats pain!\n")[0]
    runs = [one, report(result(other, blocks, (find(doc, "treats pain"),))), report(result(doc, blocks)), one]
    digests = [digest(run) for run in runs]
    assert len(set(digests)) == 3
    assert digests[0] == digests[3]
    assert written("html", one).count(digests[0]) == 3  # among the facts, on each sheet, above the signature


def test_beside_an_earlier_report_each_note_says_what_it_is_and_what_is_gone_is_listed() -> None:
    doc, blocks = document("It treats pain and cures gout.\n")
    both = (find(doc, "treats pain")._replace(standing="new"), find(doc, "cures gout")._replace(standing="still"))
    gone = Fixed("shop/a.md", "RCO101", "x", "error", "gate", "heals skin", 7, "0" * 16)
    run = report(result(doc, blocks, both), against=Against("before.json", 1, 1, 0, (gone,), 0))
    text = _text(run)
    assert "gate tier, fails the gate, new RCO101" in text
    assert "gate tier, fails the gate, still there RCO101" in text
    assert "1 new, 1 still there, 1 fixed, 0 waived since (before.json)" in text
    assert "Fixed: RCO101 heals skin, shop/a.md, line 7" in text
    assert re.findall('data-filter="standing" value="([a-z]+)"', written("html", run)) == ["new", "still"]


def test_a_report_that_was_saved_in_between_has_the_same_digest(rcolint: Run, shop: Path, tmp_path: Path) -> None:
    rcolint("check", "shop", "-o", "json=a.json", "-o", "html=a.html")
    rcolint("report", "a.json", "-o", "html=b.html")
    first, second = (
        re.findall(r"rcolint report ([0-9a-f]{64})", (tmp_path / name).read_text("utf-8"))
        for name in ("a.html", "b.html")
    )
    assert first == second != []


def _text(run: Report) -> str:
    return " ".join(Seen(written("html", run)).text.split())


def _section(run: Report, name: str) -> str:
    part = written("html", run).partition(f'id="{name}"')[2].partition("</section>")[0]
    return " ".join(Seen(f"<p {part}").text.split())


def _marked(source: str) -> list[tuple[str, str]]:
    found = re.findall(r'<mark class="([a-z ]+)" data-notes="([0-9 ]+)" aria-details="[n0-9 ]+">(.*?)</mark>', source)
    return [(f"{style} {notes}", re.sub("<[^>]+>", "", text)) for style, notes, text in found]


def test_overlapping_highlights_are_split_at_their_edges_and_keep_all_numbers() -> None:
    marks = _marked(written("html", report(careless())))
    assert marks[1:4] == [
        ("error 2", "Calmadex "),
        ("error over 2 3", "treats anxiety &amp; low mood"),
        ("warning 3", ", and it treats migraine"),
    ]


def test_words_that_stand_twice_are_marked_where_the_finding_stands() -> None:
    doc, blocks = document("It treats pain and treats &amp; pain.\n")
    found = find(doc, "treats &amp; pain")
    source = written("html", report(result(doc, blocks, (found,))))
    assert '<p dir="auto">It treats pain and <mark' in source
    assert _marked(source) == [("error 1", "treats &amp; pain")]


def test_a_finding_across_table_cells_is_marked_in_each_cell() -> None:
    doc, blocks = document("| Name | Dose |\n| Vial | 5 mg daily |\n")
    source = written("html", report(result(doc, blocks, (find(doc, "Vial | 5 mg daily"),))))
    assert [text for _, text in _marked(source)] == ["Vial", "5 mg daily"]
    assert source.count('class="ref"') == 1


def test_copy_in_other_languages_is_listed_with_what_was_not_checked() -> None:
    listed = _section(report(weak_only()), "unchecked")
    assert "1,240 words of German, 300 of Arabic script, read for statements and doses only" in listed
    assert "words of" not in written("html", report(careful()))


def test_a_finding_on_no_words_is_told_with_the_page() -> None:
    doc, blocks = document("# Vial\n")
    found = find(doc, "", "RCO701", message="No statement was found.")
    text = " ".join(Seen(written("html", report(result(doc, blocks, (found,))))).text.split())
    assert "On the page as a whole 1 ■ error" in text


def test_hidden_text_and_metadata_are_shown_with_their_labels() -> None:
    text = " ".join(Seen(written("html", report(careless()))).text.split())
    assert "comment in the source, hidden from readers treats insomnia8 too" in text
    assert "Metadata title Calmadex" in text


@given(st.lists(st.tuples(st.sampled_from("eoi"), st.integers(1, 5), st.integers(1, 6)), min_size=1), st.data())
def test_the_place_in_a_block_is_the_inverse_of_its_map(shape: list[tuple[str, int, int]], data: st.DataObject) -> None:
    runs, at, source = [], 0, 0
    for kind, length, other in shape:
        taken = length if kind == "e" else 0 if kind == "i" else length + other
        runs.append((at, at + length, source, source + taken))
        at, source = at + length, source + taken + other % 3
    block = TextBlock("x" * at, SourceMap(runs), "paragraph")
    low = data.draw(st.integers(0, at - 1))
    high = data.draw(st.integers(low + 1, at))
    span = block.map.to_source(low, high)
    found = derived(block, span)
    real = [n for start, end, a, b in runs for n in range(max(start, low), min(end, high)) if b > a]
    if not real:
        assert found is None
        return
    assert found is not None
    assert found.start <= real[0] <= real[-1] < found.end
    if all(kind == "e" for kind, _, _ in shape):
        assert found == Span(low, high)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_parts_give_back_the_text_and_each_highlight_its_range(text: str, ranges: list[tuple[int, int]]) -> None:
    inside = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ranges]
    highlights = [Highlight(a, b, n, "error") for n, (a, b) in enumerate(inside, 1)]
    parts = cut(text, highlights)
    assert "".join(part.text for part in parts) == text
    ends = [p.start for p in parts[1:]] + [len(text)] * bool(parts)
    assert [p.start for p in parts[:1]] == ([0] if text else [])
    for number, (start, end) in enumerate(inside, 1):
        covered = [(p.start, e) for p, e in zip(parts, ends, strict=True) if number in p.numbers]
        assert (covered[0][0], covered[-1][1]) == (start, end) if start < end else not covered
        assert sum(number in p.refs for p in parts) == (start < end)


@given(
    st.text(
        st.characters(exclude_characters="\u200c\u200d") | st.sampled_from("<>&\"'\u202e\u200b\x1b\n"), max_size=30
    ),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_what_stands_between_the_marks_is_the_text_letter_by_letter(text: str, ranges: list[tuple[int, int]]) -> None:
    block = TextBlock(text, SourceMap.identity(len(text)), "paragraph")
    inside = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ranges]
    source = lettered(Block(block, [Highlight(a, b, n, "error") for n, (a, b) in enumerate(inside, 1)]))
    told = re.sub(r'<a class="ref".*?</a>', "", source)
    assert unescape(re.sub("<[^>]*>", "", told)) == shown(text, "\n\t")
    for number, (a, b) in enumerate(inside, 1):
        parts = re.findall(rf'<mark[^>]* data-notes="(?:\d+ )*{number}(?: \d+)*"[^>]*>(.*?)</mark>', source, re.S)
        assert unescape(re.sub("<[^>]*>", "", "".join(parts))) == "".join(shown(p, "\n\t") for p in [text[a:b]])


def test_copy_from_data_stands_under_its_keys_and_what_stands_under_one_key_is_one_row() -> None:
    texts = [("Calm", ("items", "0", "title")), ("One.", ("items", "0", "body")), ("Two.", ("items", "0", "body"))]
    at, blocks = 0, []
    for text, path in texts:
        blocks.append(TextBlock(text, SourceMap.identity(len(text), at), "value", path=path))
        at += len(text) + 1
    doc = document("Calm One. Two.", "items.json")[0]
    source = written("html", report(result(doc, tuple(blocks), (find(doc, "Two."),))))
    rows = re.findall(r'<tr><th scope="row"><bdi>(.*?)</bdi></th><td>(.*?)</td></tr>', source)
    assert [(key, re.sub("<[^>]+>", " ", cell).split()) for key, cell in rows] == [
        ("items › 0 › title", ["Calm"]),
        ("items › 0 › body", ["One.", "Two.", "1"]),
    ]


def _colors(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))


def _light(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(c * 2 for c in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("number", [0, 1, 2], ids=["light", "dark", "print"])
def test_all_text_has_the_contrast_that_readers_need(number: int) -> None:
    colors = _colors(re.findall(r":root \{(.*?)\}", (HERE / "report.css").read_text(), re.S)[number])
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "card")]
    pairs += [(tone, "paper") for tone in ("error", "warning", "note", "waived", "good")]
    pairs += [(tone, "card") for tone in ("error", "warning", "note", "waived")]
    pairs += [("ink", f"{tone}-wash") for tone in ("error", "warning", "note", "waived")]
    for ink, ground in pairs:
        high, low = sorted((_light(colors[ink]), _light(colors[ground])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_sources_that_were_not_compared_are_named_without_doubt() -> None:
    both = tuple(Reference(cite) for cite in ("1 A 1", "2 B 2"))
    for references, said in (
        (both, "1 A 1; 2 B 2 (none of these checked against the official text)."),
        (both[:1], "1 A 1 (not checked against the official text)."),
        ((both[0], Reference("2 B 2", checked=True)), "1 A 1 (not checked against the official text); 2 B 2."),
    ):
        run = report(careless())
        run = run._replace(rules=tuple(r._replace(references=references) for r in run.rules))
        assert said in " ".join(Seen(written("html", run)).text.split())

"""The HTML report: one inert file, highlights at their exact places, and words that promise nothing."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcolint.model import DISCLAIMER, Notice, Reference, Related, Report, Statement, TextBlock, Waiver
from rcolint.positions import SourceMap, Span
from rcolint.reports import html
from rcolint.reports.html.marks import Highlight, cut
from rcolint.reports.places import derived
from report_samples import (
    RULES,
    careful,
    careless,
    document,
    find,
    report,
    result,
    unchecked,
    weak_only,
    whole,
    written,
)

HERE = Path(html.__file__).parent
TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "section",
        "article",
        "nav",
        "footer",
        "script",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "b", "q", "div", "span", "bdi", "mark", "kbd", "pre", "blockquote"),
    *("dl", "dt", "dd", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "caption", "details", "summary"),
    *("output", "button", "fieldset", "legend", "label", "input"),
}
HOSTILE = [
    "<script>document.title='owned'</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "</script><script>alert(1)</script>", "<!--<script>", "--><b>", "]]><x>", "[x](javascript:alert(1))",
    "<a href='JaVa\tScRiPt:alert(1)'>x</a>", "data:text/html,<script>alert(1)</script>", "vbscript:x",
    "a\u2028b\u2029c", "a\x00b", "a\ud800b", "a\udcffb", '"><x y="', "'><x y='", "<style>*{display:none}</style>",
    "<base href='http://evil.test/'>", "<meta http-equiv=refresh content=0>", "<form action=//evil.test><input>",
    "<iframe src=//evil.test>", "<link rel=stylesheet href=//evil.test>", "{{7*7}}", "{% include 'x' %}", "${7*7}",
    "{# c #}", "{{ ''.__class__ }}", "&lt;script&gt;&#60;", "\x1b[31m\x9b\u202egpj\u2066", "</title><x>",
    "</style><x>", "<plaintext>", "<template><x></template>", "</bdi></p></section></article></div>",
]  # fmt: skip


class Seen(HTMLParser):
    """All tags with their attributes, and the text outside style and script."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inside = {"style": "", "script": "", "data": ""}
        self._in = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag if tag in self.inside and not attrs else "data" if tag == "script" else ""
        self.text += "" if tag in ("bdi", "mark", "q", "a", "span", "b") else " "

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag in self.inside else self._in  # data is a script with a type: nothing that is run

    def handle_data(self, data: str) -> None:
        if self._in:
            self.inside[self._in] += data
        else:
            self.text += data


def hostile(text: str) -> Report:
    """A report with the text in every field that can hold text from outside."""
    doc, blocks = document(
        f"---\ntitle: {text}\n---\n# {text}\n\n{text} treats pain {text}\n\n- {text}\n> {text}\n| {text} | x |\n", text
    )
    extra = (
        TextBlock(text, SourceMap.identity(len(text)), "literal", path=(text,)),
        TextBlock(text, SourceMap.identity(len(text)), "comment", "comment", visibility=(text,)),
        TextBlock(text, SourceMap.identity(len(text)), "value", "body", path=(text, text)),
    )
    related = (Related(text, text, Span(0, 1)),)
    found = find(doc, f"{text} treats pain", message=text, waiver=Waiver(text, text, text), related=related)
    nowhere = find(doc, "", "RCO701", message=text)._replace(slug=text, text=text)
    statement = Statement("ruo", None, "weak", (text,), (text,), (text,), text, Span(0, 3))
    file = result(doc, blocks + extra, (found, nowhere), (statement,), notices=(Notice(text),))
    bad = tuple(Reference(text, text, url) for url in (text, f"http://x/{text}", f"javascript:{text}"))
    rules = tuple(r._replace(title=text, why=text, instead=text, references=bad) for r in RULES)
    run = report(file, unchecked()._replace(path=text, reason=text), notices=(text,), skipped=((text, 2),))
    return run._replace(rules=rules, pack=text, date=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_creates_no_node_in_any_field(text: str) -> None:
    source = written("html", hostile(text))
    seen, plain = Seen(source), Seen(written("html", hostile("harmless")))
    assert {tag for tag, _ in seen.tags} <= TAGS
    for tag in ("script", "style", "meta", "input", "article", "section", "p", "mark", "title"):
        assert [t for t, _ in seen.tags].count(tag) == [t for t, _ in plain.tags].count(tag), tag
    for tag, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "action")]
        href = attributes.get("href")
        assert href is None or re.match(r"#[np]?\w+$|https?://[^\s]+$", href), (tag, href)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)


def test_template_syntax_in_copy_and_rules_is_only_text() -> None:
    for text in ("{{7*7}}", "{% include 'x' %}", "${7*7}"):
        assert Seen(written("html", hostile(text))).text.count(text) > 10


def test_controls_and_overrides_are_shown_as_labels_that_stand_apart() -> None:
    doc, blocks = document("# Vial\n\nIt \u202etreats\x1b pain\n")
    source = written("html", report(result(doc, blocks, (find(doc, "treats\x1b pain"),))))
    assert '<bdi class="sign">⟦RLO⟧</bdi>' in source
    assert '<bdi class="sign">\\x1b</bdi>' in source


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_file() -> None:
    seen = Seen(written("html", whole()))
    policy = next(a["content"] for t, a in seen.tags if a.get("http-equiv") == "Content-Security-Policy")
    hashes = {k: b64encode(sha256(v.encode()).digest()).decode() for k, v in seen.inside.items()}
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    first = [t for t, _ in seen.tags].index("style")
    assert first > next(i for i, (_, a) in enumerate(seen.tags) if "http-equiv" in a)


def test_style_and_script_ask_nothing_of_any_server() -> None:
    for name in ("report.css", "report.js"):
        source = (HERE / name).read_text(encoding="ascii")
        assert not re.search(r"url\(|@import|http|fetch|XMLHttp|innerHTML|eval|</", source), name


def test_only_ordinary_addresses_of_sources_become_links() -> None:
    assert html._web("https://www.ecfr.gov/current/title-21") == "https://www.ecfr.gov/current/title-21"
    for bad in ("javascript:alert(1)", "JaVaScRiPt://x", " https://x", "data:text/html,x", "//x", "https://", "http://[x",
                "https://x/\u202e", 'https://x/"', "java\nscript:x", "file:///etc/passwd"):  # fmt: skip
        assert html._web(bad) == ""


def test_the_verdict_comes_first_and_the_words_promise_nothing() -> None:
    for run in (whole(), report(), report(careful()), report(unchecked())):
        seen = Seen(written("html", run))
        text = " ".join(seen.text.split())
        assert DISCLAIMER in text
        for word in ("violation", "illegal", "unlawful", "compliant", "approved", "guaranteed", "safe to publish"):
            assert word not in text.lower()
    assert "<h1>8 risk cues in 1 file; 4 of them fail the gate.</h1>" in written("html", whole())
    assert "<h1>No risk cues found by the rules that ran in 1 file.</h1>" in written("html", report(careful()))
    assert "<h1>Nothing was checked.</h1>" in written("html", report())


def test_a_note_says_which_words_why_on_what_basis_and_what_to_write() -> None:
    text = " ".join(Seen(written("html", report(careless()))).text.split())
    for part in (
        "2 error gate tier, fails the gate RCO101",
        "Says that the product treats, cures or relieves a disease",
        '"Calmadex treats anxiety & low mood" says that the product acts on a disease. line 7, column 1',
        "A disclaimer does not remove this cue.",
        "Write instead Remove the outcome.",
        "21 CFR 101.93(g), Disease claims (not checked against the official text)",
        "Waived: quoted from the assay sheet, J. Roe, until 2026-06-30",
        "Statement incomplete research use only",
        "Lacks exclusion of human use, exclusion of animal use",
    ):
        assert part in text


def _marked(source: str) -> list[tuple[str, str]]:
    found = re.findall(r'<mark class="([a-z ]+)" data-notes="([0-9 ]+)">(.*?)</mark>', source)
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
    listed = written("html", report(weak_only())).partition('id="unchecked"')[2].partition("</section>")[0]
    assert "1,240 words of German, 300 of Arabic script, read for statements and doses only" in listed
    assert "words of" not in written("html", report(careful()))


def test_a_finding_on_no_words_is_told_with_the_page() -> None:
    doc, blocks = document("# Vial\n")
    found = find(doc, "", "RCO701", message="No statement was found.")
    text = " ".join(Seen(written("html", report(result(doc, blocks, (found,))))).text.split())
    assert "On the page as a whole 1 error" in text


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
    ends = [p.start for p in parts[1:]] + [len(text)] * bool(parts)
    assert [p.start for p in parts[:1]] == ([0] if text else [])
    for number, (start, end) in enumerate(inside, 1):
        covered = [(p.start, e) for p, e in zip(parts, ends, strict=True) if number in p.numbers]
        assert (covered[0][0], covered[-1][1]) == (start, end) if start < end else not covered
        assert sum(number in p.refs for p in parts) == (start < end)


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

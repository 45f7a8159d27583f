"""Hostile copy, names and rules in the HTML report: text they are and text they stay."""

import re
from base64 import b64decode, b64encode
from gzip import decompress
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rcolint.model import Evidence, Notice, Reference, Related, Report, Statement, TextBlock, Waiver
from rcolint.positions import SourceMap, Span
from rcolint.reports import html, load_folder
from rcolint.reports.html.lists import web
from report_samples import RULES, document, find, report, result, unchecked, whole, written

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
    *("output", "button", "fieldset", "legend", "label", "input", "ol", "dialog"),
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
    found = find(doc, f"{text} treats pain", message=text, waiver=Waiver(text, text, text, text, text), related=related)
    heard = (Evidence(f"list:{text}", text, Span(0, 1)), Evidence(text, text, Span(0, 1)))
    found = found._replace(evidence=heard, facets=(text,))
    nowhere = find(doc, "", "RCO701", message=text)._replace(slug=text, text=text)
    statement = Statement("ruo", None, "weak", (text,), (text,), (text,), text, Span(0, 3), text)
    taken = found._replace(waiver=None, cancelled=text)
    file = result(doc, blocks + extra, (found, nowhere), (statement,), (taken,), (Notice(text),))
    bad = tuple(Reference(text, text, url) for url in (text, f"http://x/{text}", f"javascript:{text}"))
    rules = tuple(r._replace(title=text, why=text, instead=text, references=bad) for r in RULES)
    run = report(file, unchecked()._replace(path=text, reason=text), notices=(text,), skipped=((text, 2),))
    return run._replace(rules=rules, pack=text, date=text)


def _inert(source: str, plain: str) -> None:
    """Holds a report on hostile text against the same report on a harmless word."""
    seen, other = Seen(source), Seen(plain)
    assert {tag for tag, _ in seen.tags} <= TAGS
    for tag in ("script", "style", "meta", "input", "article", "section", "p", "mark", "title"):
        assert [t for t, _ in seen.tags].count(tag) == [t for t, _ in other.tags].count(tag), tag
    for tag, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "action")]
        href = attributes.get("href")
        assert href is None or re.match(r"([0-9a-f]{20}\.html|index\.html)?(#[nprf]?\w+)?$|https?://[^\s]+$", href), (
            tag,
            href,
        )
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_creates_no_node_in_any_field(text: str) -> None:
    _inert(
        written("html", hostile(text), show_cancelled=True), written("html", hostile("harmless"), show_cancelled=True)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_nor_in_a_folder_whose_file_names_are_hashes(text: str) -> None:
    files, plain = (list(load_folder("html-dir")(hostile(t), show_cancelled=True)) for t in (text, "harmless"))
    for (name, pieces), (_, other) in zip(files, plain, strict=True):
        assert re.fullmatch(r"index\.html|[0-9a-f]{20}\.html", name)
        _inert("".join(pieces), "".join(other))


def test_a_page_that_is_unpacked_by_the_script_is_inert_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "STATIC_PAGES", 0)
    texts = " ".join(HOSTILE)
    source = written("html", hostile(texts), show_cancelled=True)
    seen = Seen(source)
    assert {tag for tag, _ in seen.tags} <= TAGS | {"noscript", "template"}
    kept = re.findall(r'id="(?:chunk\d+|names)">([A-Za-z0-9+/=]*)</script>', source)
    assert len(kept) == 2
    for data in kept:
        text = decompress(b64decode(data)).decode()
        assert {tag for tag, _ in Seen(text).tags} <= TAGS
        assert not [a for _, a in Seen(text).tags if any(name.startswith("on") for name in a)]
        assert "\x1e" not in text


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


def test_only_the_style_and_the_script_of_the_package_pass_unescaped() -> None:
    made = {
        (file.name, line.strip())
        for file in HERE.glob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"(?<!class )\bHtml\((?!str)", line) and file.name != "markup.py"
    }
    assert {name for name, _ in made} == {"shell.py"}
    assert len(made) == 2  # style; record and script in one line


def test_style_and_script_ask_nothing_of_any_server() -> None:
    for name in ("report.css", "report.js"):
        source = (HERE / name).read_text(encoding="ascii")
        assert not re.search(r"url\(|@import|http|fetch|XMLHttp|innerHTML|eval|</", source), name


def test_only_ordinary_addresses_of_sources_become_links() -> None:
    assert web("https://www.ecfr.gov/current/title-21")
    for bad in ("javascript:alert(1)", "JaVaScRiPt://x", " https://x", "data:text/html,x", "//x", "https://", "http://[x",
                "https://x/\u202e", 'https://x/"', "java\nscript:x", "file:///etc/passwd"):  # fmt: skip
        assert not web(bad)

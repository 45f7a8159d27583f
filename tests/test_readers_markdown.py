"""A Markdown page is read as its reader sees it, and every letter knows its place."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from rcolint.model import Document, Reading, TextBlock
from rcolint.readers import read as read_document
from rcolint.readers.markdown import read as read_markdown


def reading(text: str) -> Reading:
    return read_document(Document("page.md", text, "markdown"))


def shown(text: str) -> list[str]:
    """The visible body text, block by block."""
    return [b.text for b in reading(text).blocks if b.carrier == "body" and not b.visibility]


def block(text: str, words: str) -> TextBlock:
    found = [b for b in reading(text).blocks if words in b.text]
    assert len(found) == 1, found
    return found[0]


def source(text: str, words: str) -> str:
    """The source under the given words of the derived text."""
    b = block(text, words)
    at = b.text.index(words)
    span = b.map.to_source(at, at + len(words))
    return text[span.start : span.end]


# --- the same words as the library's own rendering ---------------------------------------------------------------

EXAMPLES = [
    "plain words", "two\nlines", "hard  \nbreak", "hard\\\nbreak", "  indented\n   lines  here", "# one\n\n## two",
    "# closed #", "###### six ##", "#no heading", "Set\n===", "Set two\nlines\n---", "a\n\n---\n\nb", "***", "+++ x",
    "*em* and **strong** and ***both***", "snake_case_word and _em_", "a*b*c un**fin", "**un*even**", "* a *", "__x__y",
    "~~gone~~ kept", "~~~~~odd~~~~ x", "~one~", "`code` word`code`word", "`` a`b ``", "`open", "a \\* b \\a \\\\ c",
    "&amp; &copy; &#65; &#x42; &nope; & AT&T", "&nbsp;x", "&#9;x", "[link](u)", "[link](<u v> 'title')", "[a [b] c](u)",
    "[ref][r]\n\n[r]: u 'title'", "[r]\n\n[r]:\n  u\n  'long\n  title'", "[none] [ ]( x", "![alt](u)", "a![alt *em*](u 't')b",
    "[![alt](i)](u) x", "<http://a.b/c%20d> x", "<me@x.org>", "<b>bold</b> w<i>o</i>rd", "a <!-- note --> b", "a<br>b",
    "- a\n- b", "- a\n\n  b\n- c", "1. a\n2. b\n   - c\n     d", "* a\n+ b", "-\n  a", "- # head\n- > quote", "10) x",
    "> a\nb\n> c", "> > a\n> b", ">a\n>\n> b", "> - a\n>   b\n> - c", "- > a\n  > b", "> ```\n> code\n> ```\n> x",
    "    code\n\nx", "```js\ncode\n```\nx", "~~~\ncode", "a\n    b", "|a|b|\n|-|-|\n|c|d|", "a | b\n-|-\nc \\| d | `x`",
    "| a |\n|---|\n| *b* | beyond |\nc", "<div>\nhi *x*\n</div>\n\n*y*", "<p>a</p><p>b &amp; c</p>", "<div>a<br>b</div>",
    "<table><tr><td>a</td><td>b</td></tr></table>", "<!-- x\n\ny -->\nz", "<ul>\n<li>a\n<li>b\n</ul>", "<span>a</span>\nb",
    "tab\tin\ttext", "\tcode", "-\ta\n\n\tb", "1.\ta\n\tb", ">\ta\n>\tb", "a\u00a0b", "naïve café 🙂 日本", "x\u2028y z\x85w",
]  # fmt: skip


def nested(prefix: str, rest: str) -> Callable[[str], str]:
    return lambda text: "".join((rest if n else prefix) + line + "\n" for n, line in enumerate(text.split("\n")))


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it stands": lambda text: text,
    "in a quote": nested("> ", "> "),
    "in a list": nested("- ", "  "),
    "in a list with tabs": nested("1.\t", "\t"),
    "in a quote in a list in a quote": nested("> - > ", ">   > "),
    "lazily quoted": nested("> ", ""),
    "after a paragraph": lambda text: "lead\n" + text,
    "with notes": lambda text: text + "\n\nend[^n]\n",
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "quoted with CRLF": lambda text: nested("> ", "> ")(text).replace("\n", "\r\n"),
}

BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "br",
        "hr",
        "pre",
    ]
)


class Visible(HTMLParser):
    """The text of rendered HTML, without code; block-level tags part words, inline ones do not."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.code = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's signature
        self.parts.append(" " if tag in BLOCKS else "\ufffc" if tag in ("img", "code") else "")
        self.code += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(" " if tag in BLOCKS else "")
        self.code -= tag == "code"

    def handle_data(self, data: str) -> None:
        if not self.code:
            self.parts.append(data)


def words(text: str) -> list[str]:
    return [word for word in re.sub(r"[\s|]+", " ", text).split() if word != "\ufffc"]


LIBRARY = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_shows_the_words_that_the_library_renders(example: str, variant: str) -> None:
    text = VARIANTS[variant](example)
    page = Visible()
    page.feed(LIBRARY.render(text))
    page.close()
    ours = " ".join(b.text for b in reading(text).blocks if b.carrier == "body")
    if "<!-- x" in example and variant == "lazily quoted":
        return  # the quote ends before its comment does: the parser of the test takes the rest of the page for it
    if "beyond" not in example:  # the library drops cells beyond the header's, a reader of the source may not
        assert words(ours) == words("".join(page.parts))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_exact_run_is_the_source_itself(example: str, variant: str) -> None:
    text = VARIANTS[variant](example)
    for b in reading(text).blocks:
        for run in b.map.runs:
            if run.end - run.start == run.source_end - run.source_start:
                assert b.text[run.start : run.end] == text[run.source_start : run.source_end]


# --- blocks, roles, trails ---------------------------------------------------------------------------------------


def test_a_page_becomes_blocks_with_roles_and_a_trail_of_headings() -> None:
    text = "# Top\n\nIntro\n\n## Sub\n\n- item\n  - deeper\n\n> said\n\n### Third\n\nx\n\n## Next\n\ny\n"
    assert [(b.role, b.level, b.text, b.headings) for b in reading(text).blocks] == [
        ("heading", 1, "Top", ()),
        ("paragraph", 0, "Intro", ("Top",)),
        ("heading", 2, "Sub", ("Top",)),
        ("list-item", 1, "item", ("Top", "Sub")),
        ("list-item", 2, "deeper", ("Top", "Sub")),
        ("quote", 1, "said", ("Top", "Sub")),
        ("heading", 3, "Third", ("Top", "Sub")),
        ("paragraph", 0, "x", ("Top", "Sub", "Third")),
        ("heading", 2, "Next", ("Top",)),
        ("paragraph", 0, "y", ("Top", "Next")),
    ]


def test_a_table_row_is_one_block_with_the_headers_as_its_path() -> None:
    rows = list(reading("| Dose | For |\n|--|--|\n| 5 mg | **an**xiety |\n| 1 | 2 | 3 |\n").blocks)
    assert [(b.text, b.role, b.path) for b in rows] == [
        ("Dose | For", "cell", ()),
        ("5 mg | anxiety", "cell", ("Dose", "For")),
        ("1 | 2 | 3", "cell", ("Dose", "For")),
    ]


def test_alt_texts_titles_and_notes_are_blocks_of_their_own() -> None:
    text = "![An *alt*](i.png 'On hover') [t](u \"Link &amp; title\") [r] x[^1] ^[in *line*]\n\n[r]: u 'Ref title'\n[^1]: Note.\n"
    assert [(b.text, b.role, b.carrier) for b in reading(text).blocks if b.text != "\ufffc t r x"] == [
        ("An alt", "caption", "alt"),
        ("On hover", "caption", "attribute"),
        ("Link & title", "caption", "attribute"),
        ("in line", "paragraph", "body"),
        ("Ref title", "caption", "attribute"),
        ("Note.", "paragraph", "body"),
    ]


@pytest.mark.parametrize(
    "written",
    ["tr&#101;ats", "tr<b></b>eats", "tr<!-- -->eats", "**tr**eats", "tr*ea*ts", "tr[eat](u)s", "<b>t</b>reats"],
)
def test_markup_in_a_word_does_not_break_it(written: str) -> None:
    assert shown(f"It {written} pain.") == ["It treats pain."]
    assert source(f"It {written} pain.", "pain") == "pain"


def test_a_soft_hyphen_entity_stays_for_folding_to_drop() -> None:
    assert shown("tre&shy;ats") == ["tre\u00adats"]


def test_words_map_through_markup() -> None:
    text = "> - It **treats**\n>   anxi<b>ety</b> &amp; more\\*\n"
    assert source(text, "treats") == "treats"
    assert source(text, "anxiety") == "anxi<b>ety"
    assert source(text, "&") == "&amp;"
    assert source(text, "*") == "*"
    assert source(text, "treats\nanxi") == "treats**\n>   anxi"


def test_escaped_bars_in_cells_keep_their_places() -> None:
    assert source("a | b\n--|--\nx \\| yes | z\n", "yes") == "yes"
    assert source("a | b\n--|--\nx \\| yes | z\n", "x | yes") == "x \\| yes"


def test_code_is_no_copy_unless_asked_for() -> None:
    text = "Run `cures` now\n\n```sh\ncures all\n```\n\n    cures too\n"
    found = reading(text)
    assert [b.text for b in found.blocks] == ["Run \ufffc now"]
    assert [text[s.span.start : s.span.end] for s in found.skips if s.reason == "code"] == [
        "`cures`",
        "```sh\ncures all\n```",
        "    cures too",
    ]
    asked = read_markdown(Document("page.md", text, "markdown"), lambda *_: Reading(()), code_is_copy=True)
    assert next(b.text for b in asked.blocks) == "Run cures now"
    assert any("cures all" in b.text and b.role == "literal" for b in asked.blocks)


# --- what is hidden ----------------------------------------------------------------------------------------------


def test_comments_are_hidden_blocks() -> None:
    for text in (
        "a <!-- cures x --> b\n",
        "<!-- cures x -->\n",
        "<!--\ncures x\n-->\n\ny\n",
        "- a\n  <!-- cures x -->\n",
    ):
        found = block(text, "cures x")
        assert (found.role, found.carrier, found.visibility) == ("comment", "comment", ("hidden",))


@pytest.mark.parametrize(
    ("attribute", "fact"),
    [
        ('style="display:none"', "hidden"),
        ("hidden", "hidden"),
        ('style="VISIBILITY: hidden"', "hidden"),
        ('style="position:absolute;left:-9999px"', "hidden"),
        ('style="font-size:1px"', "tiny"),
        ('style="font-size: 0"', "tiny"),
        ('style="opacity: .1"', "pale"),
        ('style="color:#fff;background:#fff"', "pale"),
    ],
)
def test_hidden_elements_are_marked_in_paragraphs_and_in_html(attribute: str, fact: str) -> None:
    for text in (
        f"Buy <span {attribute}>For research use only</span> now\n",
        f"<div>Buy <span {attribute}>For research use only</span> now</div>\n",
        f"<div {attribute}>\n\nFor research use only\n\n</div>\n\nBuy now\n",
    ):
        found = block(text, "For research use only")
        assert found.visibility == (fact,)
        assert words(" ".join(shown(text))) == ["Buy", "now"]


@pytest.mark.parametrize(
    "attribute", ['style="font-size:12px;opacity:0.9"', 'class="hidden-x"', 'style="display:block"']
)
def test_ordinary_styles_hide_nothing(attribute: str) -> None:
    assert shown(f"a <span {attribute}>b</span> c") == ["a b c"]


def test_a_closed_details_is_collapsed_but_not_its_summary() -> None:
    text = "<details>\n<summary>More</summary>\n\nInner **text**\n\n</details>\n\nAfter\n"
    assert [(b.text, b.visibility) for b in reading(text).blocks] == [
        ("More", ()),
        ("Inner text", ("collapsed",)),
        ("After", ()),
    ]


def test_html_attributes_and_rows_are_read() -> None:
    text = '<p title="A t">x <img alt="cures &amp; heals" src=y></p>\n<table><tr><th>A<th>B<tr><td>1<td>2</table>\n'
    assert [(b.text, b.role, b.carrier, b.path) for b in reading(text).blocks] == [
        ("A t", "caption", "attribute", ()),
        ("x \ufffc", "paragraph", "body", ()),
        ("cures & heals", "caption", "alt", ()),
        ("A | B", "cell", "body", ()),
        ("1 | 2", "cell", "body", ("A", "B")),
    ]


def test_scripts_and_styles_are_code() -> None:
    text = "a <script>var cures = 1</script> b\n\n<style>\n.cures { }\n</style>\n\n<script>\ncures()\n\n</script>\n"
    assert " ".join(shown(text)).split() == ["a", "b"]


# --- nothing is lost ---------------------------------------------------------------------------------------------


def test_every_line_has_an_owner() -> None:
    text = "---\ntitle: x y\n---\n# a\n\n- \n- b\n\n>\n\n***\n\n|a|\n|-|\n\n[r]: u\n\n```\n```\n\nS\n=\n"
    found = reading(text)
    owned = [s.span for s in found.skips] + [b.span for b in found.blocks]
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        assert not line.strip() or any(s.start < end and s.end > at for s in owned), line
        at = end + 1
    assert {s.reason for s in found.skips} >= {"markup", "link definition", "code", "front matter value"}


def test_front_matter_that_never_closes_is_copy_and_said_so() -> None:
    found = reading("---\ntitle: cures x\n\nbody\n")
    assert [b.text for b in found.blocks] == ["title: cures x", "body"]
    assert "not closed" in found.notices[0].message


def test_positions_count_both_letters_of_a_crlf() -> None:
    text = "---\r\ntitle: Cures it\r\n---\r\n\r\n> one\r\n> two\r\n\r\nlast\r\n"
    assert source(text, "Cures it") == "Cures it"
    assert source(text, "two") == "two"
    assert source(text, "one\ntwo") == "one\r\n> two"
    assert source(text, "last") == "last"


def test_a_nul_is_one_letter() -> None:
    assert source("a\0b words", "words") == "words"


def test_a_tab_cut_in_two_by_a_list_reaches_into_no_other_line() -> None:
    assert source("- <![CDATA[ a\n\t-->words]]>\n", "words") == "words"

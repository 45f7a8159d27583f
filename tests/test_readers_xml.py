"""XML: the text of feeds and exports arrives with its path, its page and its exact place, and nothing else does."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter, check_runs, reading, texts
from rcolint.errors import ReadError
from rcolint.model import TextBlock


def blocks(text: str, path: str = "shop/feed.xml") -> tuple[TextBlock, ...]:
    found = reading(text, "xml", path).blocks
    check_runs(text, found)
    return found


class TestFeeds:
    def test_an_rss_feed_has_a_page_for_each_item(self) -> None:
        text = """<?xml version="1.0"?><rss version="2.0"><channel><title>Calm &amp; Co</title><link>https://x.example/a b</link>
            <language>en</language><description>Deep
              sleep</description><item><title>One</title><guid>https://x.example/1</guid><pubDate>Mon, 1 Jan</pubDate>
            <description>&lt;p&gt;It &lt;b&gt;tre&lt;/b&gt;ats&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</description>
            <category>sleep</category></item><item><description><![CDATA[<p>cu<b>res</b> &eacute;</p>]]></description>
            </item></channel></rss>"""
        assert [(b.page, b.text, b.carrier, b.path) for b in blocks(text)] == [
            ("", "Calm & Co", "title", ("channel", "title")),
            ("", "Deep\nsleep", "body", ("channel", "description")),
            ("One", "One", "title", ("channel", "item", "title")),
            ("One", "It treats", "body", ("channel", "item", "description")),
            ("One", "two", "body", ("channel", "item", "description")),
            ("One", "sleep", "tag", ("channel", "item", "category")),
            ("2", "cures é", "body", ("channel", "item", "description")),
        ]

    def test_an_atom_feed(self) -> None:
        text = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Calm &amp;amp; Co</title><updated>2024</updated>'
            "<author><name>K. Writer</name></author><entry><id>urn:uuid:1</id><title>One</title>"
            '<link title="Go on" href="/x"/><category term="deep sleep"/><summary>Short text</summary>'
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">cu<b>res</b> x<br/>y</div></content></entry></feed>'
        )
        assert [(b.page, b.text, b.carrier) for b in blocks(text)] == [
            ("", "Calm & Co", "title"),
            ("One", "One", "title"),
            ("One", "Go on", "title"),
            ("One", "deep sleep", "tag"),
            ("One", "Short text", "body"),
            ("One", "cures x\ny", "body"),
        ]

    def test_a_merchant_feed(self) -> None:
        text = (
            '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>VW-1</g:id><g:title>Vial one</g:title>'
            "<g:description>Calm nights</g:description><g:image_link>https://x.example/a.png</g:image_link>"
            "<g:price>4.00 USD</g:price><g:availability>in stock</g:availability><g:product_highlight>calms</g:product_highlight>"
            "</item></channel></rss>"
        )
        assert [(b.page, b.text) for b in blocks(text)] == [
            ("VW-1", "Vial one"),
            ("VW-1", "Calm nights"),
            ("VW-1", "calms"),
        ]

    def test_an_export_of_wordpress(self) -> None:
        text = """<rss><channel><wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_display_name>K. W.</wp:author_display_name>
            </wp:author><item><title>Vial</title><dc:creator><![CDATA[k writer]]></dc:creator>
            <content:encoded><![CDATA[<!-- wp:paragraph --><p>It treats</p><!-- /wp:paragraph -->]]></content:encoded>
            <excerpt:encoded><![CDATA[Calm nights]]></excerpt:encoded><wp:post_name>vial-one</wp:post_name>
            <wp:status>publish or not</wp:status><category nicename="deep-sleep"><![CDATA[Deep sleep]]></category>
            <wp:postmeta><wp:meta_key>_yoast_wpseo_metadesc</wp:meta_key><wp:meta_value><![CDATA[Sleeps]]></wp:meta_value></wp:postmeta>
            <wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value><![CDATA[some words]]></wp:meta_value></wp:postmeta>
            <wp:postmeta><wp:meta_key>benefits</wp:meta_key><wp:meta_value><![CDATA[Calm nights]]></wp:meta_value></wp:postmeta>
            <wp:comment><wp:comment_author>Ann B</wp:comment_author><wp:comment_content>Slept well</wp:comment_content></wp:comment>
            </item></channel></rss>"""
        assert [(b.page, b.text, b.carrier, b.path[-1]) for b in blocks(text)] == [
            ("vial-one", "Vial", "title", "title"),
            ("vial-one", "It treats", "body", "encoded"),
            ("vial-one", "Calm nights", "body", "encoded"),
            ("vial-one", "Deep sleep", "tag", "category"),
            ("vial-one", "Sleeps", "meta", "_yoast_wpseo_metadesc"),
            ("vial-one", "Calm nights", "body", "benefits"),
            ("vial-one", "Slept well", "review", "comment_content"),
        ]

    def test_a_sitemap_holds_no_copy(self) -> None:
        assert texts("<urlset><url><loc>https://x.example/cures it</loc><t>cures it</t></url></urlset>", "xml") == []

    def test_texts_of_an_app_are_known_by_their_names(self) -> None:
        text = '<resources><string name="benefit_line">Buy <b>calm</b> now</string><string name="b">Don\\\'t</string></resources>'
        assert [(b.text, b.path) for b in blocks(text)] == [
            ("Buy calm now", ("benefit_line",)),
            ("Don\\'t", ("b",)),
        ]

    def test_a_catalogue_of_ones_own(self) -> None:
        text = (
            "<!-- ours --><catalog><product sku='x y'><name>Vial</name><benefits><benefit>Deep sleep</benefit></benefits>"
            "<image><url>a b</url><alt>A vial</alt></image><note title='Calm nights' class='c d'/></product></catalog>"
        )
        assert [(b.text, b.path, b.visibility) for b in blocks(text)] == [
            ("ours", (), ("hidden",)),
            ("Vial", ("product", "name"), ()),
            ("Deep sleep", ("product", "benefits", "benefit"), ()),
            ("A vial", ("product", "image", "alt"), ()),
            ("Calm nights", ("product", "note", "title"), ()),
        ]


class TestNothingIsLost:
    @pytest.mark.parametrize(
        ("text", "kept", "told"),
        [
            ("<r><a>Deep sleep", "Deep sleep", "ends before"),
            ("<r><title>Deep sleep</r>", "Deep sleep", "their order"),
            ("<r><t>Deep sleep</x></t></r>", "Deep sleep", "their order"),
            ("<r><t>a < b and sleep</t></r>", "a < b and sleep", "well-formed"),
            ("<r><t><![CDATA[Deep sleep</t></r>", "<![CDATA[Deep sleep</t></r>", "well-formed"),
            ("<r><t>Deep sleep &nope; &amp</t></r>", "Deep sleep &nope; &", ""),
            ("<r/>Deep sleep", "Deep sleep", ""),
            ("Deep sleep", "Deep sleep", ""),
            ("<r><p>Deep sleep", "Deep sleep", "ends before"),
            (
                "<!DOCTYPE r [<!ENTITY a 'b'> <!-- ]> -->]><r><t>Deep &a; sleep</t></r>",
                "Deep &a; sleep",
                "document type",
            ),
            ("<!DOCTYPE r [ <r><t>Deep sleep</t></r>", "Deep sleep", "well-formed"),
        ],
    )
    def test_broken_xml_is_read_and_told(self, text: str, kept: str, told: str) -> None:
        assert any(kept in b.text for b in blocks(text)), texts(text, "xml")
        assert not told or any(told in notice.message for notice in reading(text, "xml").notices)

    def test_nothing_is_expanded(self) -> None:
        bomb = '<!DOCTYPE r [<!ENTITY a "cures x"><!ENTITY b "&a;&a;&a;">]><r><t>Say &b; now</t></r>'
        assert texts(bomb, "xml") == ["Say &b; now"]

    def test_nested_too_deep_is_refused_in_words(self) -> None:
        with pytest.raises(ReadError, match="deep; not read"):
            reading("<x>" * 100_000, "xml")

    def test_entities_and_cdata_keep_their_places(self) -> None:
        text = "<r>\r\n<t>a &lt; b\r\n  and<![CDATA[ calm <3 ]]>nights &#233;</t></r>"
        (block,) = blocks(text)
        assert block.text == "a < b\nand calm <3 nights é"
        at = block.text.index("nights")
        assert text[slice(*block.map.to_source(at, at + 6))] == "nights"


# --- as the library sees it, and letter by letter -------------------------------------------------------------------

WORDS = st.sampled_from(
    ["calm", "sleep", "a &amp; b", "&#233;t", "x &lt; y", "<![CDATA[raw & <]]>", "two\n words", "<!-- c c -->"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
NAMES = st.sampled_from(["title", "description", "note", "g:highlight", "benefit", "body"])
ELEMENTS = st.recursive(
    TEXT,
    lambda inner: st.one_of(
        st.tuples(NAMES, inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
        st.tuples(NAMES, inner).map(lambda t: f"<{t[0]} k='v &gt; w' >{t[1]}</{t[0]} >"),
        st.lists(st.tuples(NAMES, inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"), max_size=3).map("\n".join),
        st.just("<empty/>"),
    ),
    max_leaves=8,
)
FEEDS = ELEMENTS.map(lambda inner: f'<?xml version="1.0"?>\n<r xmlns:g="g">{inner}</r>\n')
QUICKLY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@given(FEEDS)
@QUICKLY
def test_shows_the_words_that_the_library_finds(text: str) -> None:
    theirs = " ".join("".join(ET.fromstring(text).itertext()).split())
    if not any(letter.isalpha() for letter in theirs):
        return
    ours = " ".join(b.text for b in blocks(text) if b.role != "comment")
    assert "".join(ours.split()) == "".join(theirs.split())


@given(FEEDS, st.integers(0, 10_000))
@QUICKLY
def test_a_changed_letter_appears_exactly_where_the_map_says(text: str, pick: int) -> None:
    check_one_letter(text, "xml", pick)


@pytest.mark.long
@given(FEEDS, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters_appear_where_the_map_says(text: str, pick: int) -> None:
    check_one_letter(text, "xml", pick)


SIZE = 100_000
HOSTILE: dict[str, Callable[[], str]] = {
    "open tags": lambda: "<a '" * (SIZE // 4),
    "open comments": lambda: "<!--" * (SIZE // 4),
    "open CDATA": lambda: "<r>" + "<![CDATA[" * (SIZE // 9),
    "open instructions": lambda: "<?" * (SIZE // 2),
    "open document types": lambda: "<!DOCTYPE a [" * (SIZE // 13),
    "open quotes in document types": lambda: "<!DOCTYPE '" * (SIZE // 11),
    "end tags": lambda: "<r>" + "</x>" * (SIZE // 4),
    "HTML without end": lambda: "<r><t>" + "<p>x" * (SIZE // 4),
    "HTML and elements": lambda: "<r>" + "<p>x<q>" * (150) + "<p>x</p>y" * (SIZE // 9),
    "items in items": lambda: "<r>" + "<item>x" * 190 + "</item>" * (SIZE // 7),
    "many items": lambda: "<r>" + "<item><id>1</id>x</item>" * (SIZE // 24) + "</r>",
    "entities": lambda: "<r><t>" + "&amp;" * (SIZE // 5) + "&#99999999;" * 1000,
    "less-than signs": lambda: "<r>" + "<" * SIZE,
    "elements side by side": lambda: "<r>" + "<a1/>" * (SIZE // 5),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_read_or_refused_within_the_deadline(name: str) -> None:
    from rcolint.deadline import within_deadline

    text = HOSTILE[name]()
    with suppress(ReadError):
        within_deadline(lambda: reading(text, "xml"), len(text))

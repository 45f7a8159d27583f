"""A web page is read as a visitor and a search engine see it, and every letter knows its place."""

import pytest

from letters import check_runs, reading
from rcolint.model import TextBlock


def blocks(text: str, path: str = "shop/page.html") -> tuple[TextBlock, ...]:
    found = reading(text, "html", path).blocks
    check_runs(text, found)
    return found


def shown(text: str, path: str = "shop/page.html") -> list[str]:
    """The plainly visible text, block by block."""
    return [b.text for b in blocks(text, path) if b.carrier == "body" and not b.visibility]


def block(text: str, words: str) -> TextBlock:
    (found,) = [b for b in blocks(text) if words in b.text]
    return found


def facts(text: str, words: str = "For research use only") -> tuple[str, ...]:
    return block(text, words).visibility


class TestBlocks:
    def test_a_page_becomes_blocks_with_roles_and_a_trail_of_headings(self) -> None:
        text = (
            "<h1>Top</h1><p>Intro<h2>Sub</h2><ul><li>one<li>two<ul><li>deeper</ul></ul>"
            "<blockquote>said</blockquote><figure><figcaption>below</figcaption></figure><dl><dt>t<dd>d</dl>"
        )
        assert [(b.role, b.level, b.text, b.headings) for b in blocks(text)] == [
            ("heading", 1, "Top", ()),
            ("paragraph", 0, "Intro", ("Top",)),
            ("heading", 2, "Sub", ("Top",)),
            ("list-item", 1, "one", ("Top", "Sub")),
            ("list-item", 1, "two", ("Top", "Sub")),
            ("list-item", 2, "deeper", ("Top", "Sub")),
            ("quote", 1, "said", ("Top", "Sub")),
            ("caption", 0, "below", ("Top", "Sub")),
            ("list-item", 1, "t", ("Top", "Sub")),
            ("list-item", 1, "d", ("Top", "Sub")),
        ]

    def test_what_stands_aside_stands_below_no_heading_of_the_page(self) -> None:
        text = "<h1>Top</h1><h2>Benefits</h2><aside><h3>Also</h3><p>a</p></aside><p>b</p><footer>c</footer>"
        assert {b.text: b.headings for b in blocks(text) if b.role == "paragraph"} == {
            "a": ("Also",),
            "b": ("Top", "Benefits"),
            "c": (),
        }

    @pytest.mark.parametrize(
        "written",
        ["tr&#101;ats", "tr<b></b>eats", "tr<!-- -->eats", "tr<wbr>eats", "<b>t</b>reats", "tr<script>1</script>eats",
         "tr&#x65;ats", "tr\0eats", "tr<x-y>ea</x-y>ts", "tr<?x>eats", "tr</ >eats"],
    )  # fmt: skip
    def test_markup_in_a_word_does_not_break_it(self, written: str) -> None:
        assert shown(f"<p>It {written} pain.") == ["It treats pain."]

    def test_a_soft_hyphen_stays_for_folding_to_drop(self) -> None:
        assert shown("tre&shy;ats") == ["tre\u00adats"]

    def test_links_and_capitals_side_by_side_are_words_of_their_own(self) -> None:
        text = "<a href=/>Home</a><a href=/s>shop</a> <span>Cold packed</span><span>Lab use</span>"
        assert shown(text) == ["Home shop Cold packed Lab use"]

    def test_white_space_is_as_browsers_show_it(self) -> None:
        assert shown("<p>\n  one <b> two</b>\n\tthree<br> four\n</p>\n") == ["one two\nthree\nfour"]

    def test_code_in_a_block_of_code_is_told(self) -> None:
        assert [(b.text, b.role) for b in blocks("<pre><code>let cures = 1</code></pre><p><code>x y</code>")] == [
            ("let cures = 1", "literal"),
            ("x y", "paragraph"),
        ]


class TestTables:
    def test_a_row_is_one_block_with_the_headers_as_its_path(self) -> None:
        text = (
            "<table><caption>Plan</caption><thead><tr><th>Dose<th>For</thead>"
            "<tr><td>5 mg<td><p>an<b>xiety</b></p></td></tr><tr><td>1<td></table>"
        )
        assert [(b.text, b.role, b.path) for b in blocks(text)] == [
            ("Plan", "caption", ()),
            ("Dose | For", "cell", ()),
            ("5 mg | anxiety", "cell", ("Dose", "For")),
            ("1 |", "cell", ("Dose", "For")),
        ]

    def test_a_row_in_small_print_is_a_row_all_the_same(self) -> None:
        text = "<table style='font-size:9px'><tr><th>Dose<th>For<tr><td>5 mg<td>anxiety<td hidden>x</table>"
        assert [(b.text, b.path, b.visibility) for b in blocks(text)] == [
            ("Dose | For", (), ("tiny",)),
            ("5 mg | anxiety |", ("Dose", "For"), ("tiny",)),
            ("x", ("Dose", "For"), ("hidden", "tiny")),
        ]

    def test_a_table_for_the_layout_is_made_of_blocks(self) -> None:
        text = "<table><tr><td><h2>Uses</h2><ul><li>one</ul><td>Side<td><table><tr><td>a<td>b</table></table>"
        assert [(b.text, b.role) for b in blocks(text)] == [
            ("Uses", "heading"),
            ("one", "list-item"),
            ("Side", "paragraph"),
            ("a | b", "cell"),
        ]

    def test_text_between_the_cells_stands_before_the_table(self) -> None:
        assert shown("<p>cu<table hidden>res<tr><td>x</table>y")[:2] == ["cu", "res"]
        assert shown("<div>cu<table>res<tr><td>x</table>y</div>") == ["cures", "x", "y"]

    def test_a_part_of_a_table_is_read_as_one(self) -> None:
        assert shown("<tr><td>a<td>b</tr>\n<tr><td>c<td>d</tr>") == ["a | b", "c | d"]


class TestCarriers:
    def test_the_head_of_a_page(self) -> None:
        text = """<head><title>Calm &amp; clear</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta charset="utf-8">
            <meta name="Description" content="Deep sleep"><meta property="og:title" content="Calm">
            <meta property="og:image" content="/a.png"><meta name="keywords" content="sleep, calm">
            <meta http-equiv="refresh" content="5; url=/a b c"><meta name="theme-color" content="#fff">
            <meta property="product:price:currency" content="EUR"><meta name="shop-motto" content="Sleep like never">
            <link rel="stylesheet" href="/sleep.css"><base href="/sleep/">"""
        assert [(b.text, b.carrier, b.path) for b in blocks(text)] == [
            ("Calm & clear", "title", ()),
            ("Deep sleep", "meta", ("description",)),
            ("Calm", "meta", ("og:title",)),
            ("sleep, calm", "tag", ("keywords",)),
            ("Sleep like never", "meta", ("shop-motto",)),
        ]

    def test_attributes_that_readers_see_or_hear(self) -> None:
        text = (
            "<img alt='An alt' title='A title' src=x><input placeholder='A hint' value='typed text'>"
            "<input type=submit value='Buy calm now'><i aria-label='A label' data-tooltip='Two words' data-id='a b'></i>"
            "<optgroup label='A group'><option value='o p'>Shown</option></optgroup><a href='/a b' class='c d'></a>"
        )
        assert [(b.text, b.carrier) for b in blocks(text) if b.role == "caption"] == [
            ("An alt", "alt"),
            ("A title", "attribute"),
            ("A hint", "attribute"),
            ("Buy calm now", "attribute"),
            ("A label", "attribute"),
            ("Two words", "attribute"),
            ("A group", "attribute"),
        ]

    def test_entities_in_attributes_follow_their_own_rule(self) -> None:
        assert [b.text for b in blocks("<i title='a &copy b &copyx &amp;c &lt=1'>")] == ["a © b &copyx &c &lt=1"]

    def test_text_in_pictures(self) -> None:
        text = "<svg><title>A vial</title><desc>of calm</desc><text>cu<tspan>res</tspan></text><g id='x y'/></svg>"
        assert [(b.text, b.carrier) for b in blocks(text)] == [
            ("A vial", "alt"),
            ("of calm", "body"),
            ("cures", "body"),
        ]

    def test_data_for_search_engines_goes_to_the_reader_of_json(self) -> None:
        text = '<script type="application/ld+json">{"@type":"Product","name":"Calm","description":"Deep \\u201csleep\\u201d"}</script>'
        found = {b.text: (b.carrier, b.path) for b in blocks(text)}
        assert found["Deep “sleep”"] == ("json-ld", ("description",))

    def test_json_in_an_attribute_is_read(self) -> None:
        text = '<div data-page="{&quot;title&quot;:&quot;Deep sleep&quot;}" class="{x}">a</div>'
        assert [b.text for b in blocks(text)] == ["Deep sleep", "a"]

    def test_a_broken_island_is_told_and_the_page_is_read(self) -> None:
        found = reading('<script type="application/json">{"a": "Deep sl</script><p>x y</p>', "html")
        assert "x y" in [b.text for b in found.blocks]
        assert found.notices

    def test_a_page_in_a_page_and_templates_in_scripts(self) -> None:
        text = '<iframe srcdoc="&lt;p&gt;Deep sl<b>eep&lt;/p&gt;"></iframe><script type="text/template"><p>In it</p></script>'
        assert [(b.text, b.visibility) for b in blocks(text)] == [("Deep sleep", ()), ("In it", ("hidden",))]

    def test_what_a_style_sheet_puts_on_the_page(self) -> None:
        text = (
            """<style>.a::before { content: "Deep " 'sl\\65 ep'; } .b{content:"\\f101"} .cures { color: red }</style>"""
        )
        assert [b.text for b in blocks(text)] == ["Deep", "sleep"]

    def test_a_page_that_sells_says_so(self) -> None:
        assert reading('<meta property="og:type" content="product">', "html").facts == (("type", "product"),)
        assert reading('<div itemscope itemtype="https://schema.org/Product">', "html").facts == (("type", "product"),)
        assert reading('<meta property="og:type" content="article">', "html").facts == ()


class TestVisibility:
    @pytest.mark.parametrize(
        ("opening", "fact"),
        [
            ("<div hidden>", "hidden"),
            ("<div aria-hidden=true>", "hidden"),
            ("<div style='display:none'>", "hidden"),
            ("<div style='VISIBILITY : hidden !important'>", "hidden"),
            ("<div style='position:absolute;left:-9999px'>", "hidden"),
            ("<div style='height:0;overflow:hidden'>", "hidden"),
            ("<div style='clip: rect(0 0 0 0)'>", "hidden"),
            ("<template>", "hidden"),
            ("<noscript>", "hidden"),
            ("<dialog>", "hidden"),
            ("<div class='x hidden'>", "hidden"),
            ("<div class='d-none'>", "hidden"),
            ("<div class='sr-only'>", "hidden"),
            ("<div class='visually-hidden'>", "hidden"),
            ("<div class='invisible'>", "hidden"),
            ("<div class='modal fade'>", "hidden"),
            ("<div class='accordion-collapse collapse'>", "collapsed"),
            ("<details>", "collapsed"),
            ("<div style='font-size:11px'>", "tiny"),
            ("<div style='font-size:.5em'>", "tiny"),
            ("<div style='font: 8px/2 Arial'>", "tiny"),
            ("<font style='font-size:50%'>", "tiny"),
            ("<div class='text-[10px]'>", "tiny"),
            ("<div class='md:flex text-[0.5rem]'>", "tiny"),
            ("<div style='font-size:20px'><p style='font-size:0.4em'>", "tiny"),
            ("<div class='opacity-40'>", "pale"),
            ("<div style='opacity:.7'><div style='opacity:.7'>", "pale"),
            ("<div style='color:#fff;background:#fff'>", "pale"),
            ("<div style='background:white'><p style='color:rgb(240, 240, 240)'>", "pale"),
            ("<div class='text-gray-500/20'>", "pale"),
        ],
    )
    def test_what_hides_a_statement(self, opening: str, fact: str) -> None:
        assert facts(f"{opening}For research use only") == (fact,)

    @pytest.mark.parametrize(
        "opening",
        [
            "<div style='font-size:12px;opacity:0.9;display:block'>",
            "<div class='hidden md:block'>",
            "<div class='d-none d-md-block'>",
            "<div class='modal show'>",
            "<div class='hiding text-sm opacity-80'>",
            "<details open>",
            "<div style='font-size:0'><p style='font-size:14px'>",
            "<div class='text-[9px]'><p class='text-base'>",
            "<div style='opacity:0;transform:translateY(20px)'>",
            "<div class='opacity-0 transition-opacity'>",
            "<div style='background:#000;color:#fff'>",
            "<div style='color:#fff'>",
            "<div style='background:url(x.png);color:#fff'>",
            "<p class='bg-clip-text text-transparent'>",
            "<div style='left:-10px;margin-left:-5em'>",
            "<div hidden></div><div>",
            "<p hidden>x<p>",
        ],
    )
    def test_what_does_not(self, opening: str) -> None:
        assert facts(f"{opening}For research use only") == ()

    def test_a_closed_details_shows_its_summary(self) -> None:
        text = "<details><summary>More</summary>Inner</details>After"
        assert [(b.text, b.visibility) for b in blocks(text)] == [
            ("More", ()),
            ("Inner", ("collapsed",)),
            ("After", ()),
        ]

    @pytest.mark.parametrize(
        ("css", "element", "found"),
        [
            (".x{display:none}", "<p class='x y'>", ("hidden",)),
            ("#x { font-size : 9px }", "<p id=x>", ("tiny",)),
            ("small{opacity:.2}", "<small>", ("pale",)),
            ("footer .x, .z > p {display:none}", "<footer><div class=x><p>", ("hidden",)),
            ("footer .x{display:none}", "<div class=x>", ()),
            (".x{display:none} .x.y{display:block}", "<p class='y x'>", ()),
            (".x{display:none} p{display:block}", "<p class=x>", ("hidden",)),
            (".x{display:none}", "<p class=x style='display:block'>", ()),
            ("@media print{.x{display:none}} .y{font-size:3px}", "<p class=x>", ()),
            ("@media print{.x{display:none}} .y{font-size:3px}", "<p class=y>", ("tiny",)),
            ("/* .x{display:none} */ a:hover{opacity:0}", "<p class=x>", ()),
            (".x{display:none", "<p class=x>", ("hidden",)),
            ("body{font-size:22px} .x{font-size:13px}", "<p class=x>", ("tiny",)),
            ("body{font-size:11px}", "<p class=x>", ()),
            (".x{color:#eee}", "<p class=x>", ("pale",)),
        ],
    )
    def test_the_sheets_of_the_page_count(self, css: str, element: str, found: tuple[str, ...]) -> None:
        for text in (
            f"<html><style>{css}</style><body>{element}For research use only",
            f"<html><body>{element}For research use only</p><style>{css}</style>",
        ):
            assert facts(text) == found

    def test_white_on_the_white_of_a_page_without_other_sheets(self) -> None:
        assert facts("<html><body><p style='color:white'>For research use only") == ("pale",)
        linked = "<html><link rel=stylesheet href=a.css><body><p style='color:white'>For research use only"
        assert facts(linked) == ()

    def test_a_style_that_a_block_cuts_goes_on_in_the_next(self) -> None:
        text = "<p><font style='font-size:1px'>one<p>two</font> three"
        assert [(b.text, b.visibility) for b in blocks(text)] == [
            ("one", ("tiny",)),
            ("two", ("tiny",)),
            ("three", ()),
        ]

    def test_comments_are_hidden_blocks(self) -> None:
        text = "<!-- cures x --><!--[if IE]><p>old</p><![endif]--><!doctype html><!-- a --!>b<!--> c -->"
        assert [(b.text, b.role, b.visibility) for b in blocks(text)] == [
            ("cures x", "comment", ("hidden",)),
            ("b c -->", "paragraph", ()),
        ]


class TestTemplates:
    def test_tags_of_templates_are_no_copy(self) -> None:
        text = (
            "---\nlayout: shop\ntitle: Deep sleep\n---\n{% assign cures = 1 %}<p class='{% if a > b %}x{% endif %}'>"
            "{{ site.cures }}Calm {{ page.cures }} nights{% comment %}cures{% endcomment %} here</p>"
            "{# cures #}<a href='{{ url }}' {{ attrs }}>go</a><?php echo $cures; ?><% cures %>"
        )
        assert [b.text for b in blocks(text)] == ["Deep sleep", "\ufffcCalm \ufffc nights  here", "go\ufffc"]

    def test_texts_that_tags_pass_on_are_copy(self) -> None:
        text = "{% include card.html title=\"Deep sleep\" id='x' %}{{ 'Calm nights' | t }}{% if a == 'not this one' %}"
        assert [(b.text, b.path) for b in blocks(text)] == [("Deep sleep", ("title",)), ("Calm nights", ())]

    def test_braces_that_are_no_tags_are_text(self) -> None:
        assert shown("<p>a {{ b</p><p>c {# d #} {% e") == ["a {{ b", "c {# d #} {% e"]
        assert shown("<script>if(a){{b}</script><p>c</p><script>}}</script>") == ["c"]

    def test_what_comes_from_elsewhere_is_told(self) -> None:
        text = (
            '---\nlayout: default\n---\n<!--#include virtual="/notice.html" -->{% include ruo.html %}'
            '{% extends "base.html" %}{% render \'card\' %}{{> footer}}{{ partial "head.html" . }}'
            '<?php get_footer(); ?><?php include "a/b.php"; ?><div w3-include-html="w3.html"></div><%= render "shared/x" %>'
        )
        assert [(k.kind, k.target) for k in reading(text, "html").links] == [
            ("layout", "default"),
            ("include", "/notice.html"),
            ("include", "ruo.html"),
            ("layout", "base.html"),
            ("include", "card"),
            ("include", "footer"),
            ("include", "head.html"),
            ("include", "footer.php"),
            ("include", "a/b.php"),
            ("include", "shared/x"),
            ("include", "w3.html"),
        ]
        for link in reading(text, "html").links:
            assert link.span is not None


class TestNothingIsLost:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("<p>a <b class='x y", "<b class='x y"),
            ("<p>a</p><img alt=cures", "<img alt=cures"),
            ("a < b and c <3 d", "a < b and c <3 d"),
            ("<title>never closed <b>x", "never closed <b>x"),
            ("<!-- never closed", "never closed"),
            ("<textarea>typed <p>x", "typed <p>x"),
            ("<p>a</p></body></html> after all", "after all"),
        ],
    )
    def test_what_does_not_end_is_read(self, text: str, kept: str) -> None:
        assert any(kept in b.text for b in blocks(text))

    def test_a_tag_that_does_not_end_is_told(self) -> None:
        (notice,) = reading("<p>a <b class='x y", "html").notices
        assert "does not end" in notice.message

    def test_in_xhtml_every_element_may_end_itself(self) -> None:
        text = "<p>a<b hidden=''/>b</p><div style='display:none'/>c <![CDATA[d <e> f]]>"
        assert shown(text, "page.xhtml") == ["ab", "c d <e> f"]
        assert shown(text) == ["a"]

    def test_positions_count_both_letters_of_a_crlf(self) -> None:
        text = "<p>one\r\n  two</p>\r\n<p>three</p>"
        b = block(text, "two")
        at = b.text.index("two")
        assert text[slice(*b.map.to_source(at, at + 3))] == "two"
        assert shown(text) == ["one\ntwo", "three"]

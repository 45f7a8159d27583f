"""A claim in a web page is found at its line and column where it is copy, and nowhere else."""

import pytest

from letters import at_marks, reading

COPY = {
    "a paragraph": "<p>Our blend\n «calms anxiety» fast</p>",
    "text over inline tags": "<p>Our <b>blend</b> «calms anxiety»<sup>1</sup></p>",
    "a heading": "<section><h2 class='t'>«calms anxiety»</h2></section>",
    "the menu": "<nav><ul><li><a href='/calm'>«calms anxiety»</a></ul></nav>",
    "the footer": "<footer><small>«calms anxiety»</small></footer>",
    "a cell": "<table><tr><th>Vial<td>«calms anxiety»</table>",
    "a button": "<button type=button>«calms anxiety»</button>",
    "an option": "<select><option value=1>«calms anxiety»</select>",
    "a typed text": "<textarea>«calms anxiety»</textarea>",
    "the title": "<head><title>Vial | «calms anxiety»</title></head>",
    "the description": '<meta content="«calms anxiety»" name="description">',
    "the description for social media": '<meta property="twitter:description" content="It «calms anxiety»">',
    "keywords": '<meta name="keywords" content="vial, «calms anxiety»">',
    "microdata": '<meta itemprop="description" content="«calms anxiety»">',
    "an alternative text": '<img src="a.png" alt="«calms anxiety»">',
    "a tooltip": "<i title='«calms anxiety»'></i>",
    "a label for the ear": '<i aria-label="It «calms anxiety»"></i>',
    "a hint in a field": "<input placeholder='«calms anxiety»'>",
    "the value of a button": "<input value='«calms anxiety»' type='submit'>",
    "a tooltip of a script": "<i data-bs-title='«calms anxiety»'></i>",
    "a template": "<template><p>«calms anxiety»</p></template>",
    "a page without scripts": "<noscript><p>«calms anxiety»</p></noscript>",
    "a template in a script": "<script type='text/x-handlebars'><p>«calms anxiety»</p></script>",
    "a picture": "<svg viewBox='0 0 1 1'><g><text x=1>«calms anxiety»</text></g></svg>",
    "the title of a picture": "<svg><title>«calms anxiety»</title></svg>",
    "a style sheet": "<style>.a:after{content:'«calms anxiety»'}</style>",
    "data for search engines": '<script type="application/ld+json">\n{"@type":"Product",\n"description":"It «calms anxiety»"}</script>',
    "data for scripts": '<script type="application/json" id=d>{"blurb": "It «calms anxiety»"}</script>',
    "data in an attribute": '<div data-item=\'{"blurb": "It «calms anxiety»"}\'></div>',
    "a page in a page": '<iframe srcdoc="<p>It «calms anxiety»</p>"></iframe>',
    "a comment": "<!-- it «calms anxiety» -->",
    "a hidden part": "<div hidden><p>«calms anxiety»</p></div>",
    "front matter": "---\ntitle: «calms anxiety»\n---\n<p>x</p>",
    "a text that a tag passes on": "{% include hero.html title='It «calms anxiety»' %}",
    "after an odd comment": "<!--> «calms anxiety» -->",
    "a tag that does not end": "<p>x</p><b class='it «calms anxiety»",
    "outside of every element": "</html>\n«calms anxiety»",
}
NOT_COPY = {
    "a class": "<p class='calms anxiety'>x</p>",
    "an id": "<p id='calms-anxiety' name='calms anxiety'>x</p>",
    "a link": "<a href='/calms anxiety'>x</a>",
    "a source": "<img src='calms anxiety.png' srcset='calms anxiety.png 2x'>",
    "a test id": "<p data-testid='calms anxiety' data-id='calms anxiety'>x</p>",
    "a name of a tag": "<calms-anxiety>x</calms-anxiety>",
    "a handler": "<p onclick='calms anxiety'>x</p>",
    "a style": "<style>.calms .anxiety { font-family: 'calms anxiety' }</style>",
    "a style attribute": "<p style='font-family: calms anxiety'>x</p>",
    "a hidden value": "<input type=hidden name='calms anxiety' value='calms anxiety'>",
    "a sheet of a file": "<link rel='stylesheet' href='calms anxiety.css'>",
    "settings of a browser": "<meta name='viewport' content='calms anxiety now'>",
    "a picture for social media": "<meta property='og:image' content='calms anxiety.png'>",
    "a key of data": '<script type="application/json">{"calms anxiety": true}</script>',
    "a map of modules": '<script type="importmap">{"imports": {"calms anxiety": "calms anxiety"}}</script>',
    "a tag of a template": "{% if page.title == 'calms anxiety' %}x{% endif %}{{ calms.anxiety }}",
    "a comment of a template": "{% comment %}calms anxiety{% endcomment %}{{! calms anxiety }}<%# calms anxiety %>",
    "PHP": "<?php $a = 'calms anxiety'; // calms anxiety\n?>x",
    "the path of a picture": "<svg><path id='calms anxiety' d='M0 0'/></svg>",
}


@pytest.mark.parametrize("carrier", COPY)
def test_a_claim_in_copy_is_found_where_it_stands(carrier: str) -> None:
    found, _ = at_marks(COPY[carrier], "html")
    assert len(found) == 1


@pytest.mark.parametrize("carrier", NOT_COPY)
def test_the_same_words_in_code_are_no_copy(carrier: str) -> None:
    assert not [b.text for b in reading(NOT_COPY[carrier], "html").blocks if "calms" in b.text.lower()]


STATEMENT = "For research use only. Not for human or veterinary use."
UNSEEN = {
    "not displayed": "<p style='display:none'>{}</p>",
    "one pixel": "<p style='font-size:1px'>{}</p>",
    "white on white": "<html><body bgcolor=white><p style='color:#ffffff'>{}</p></body></html>",
    "a comment": "<!-- {} -->",
    "an alternative text": "<img alt='{}'>",
    "only without scripts": "<noscript>{}</noscript>",
    "only for the eye": "<p aria-hidden='true'>{}</p>",
    "off the screen": "<p style='position:absolute; left:-9999px'>{}</p>",
    "a class of the page": "<style>.n{{display:none}}</style><p class=n>{}</p>",
    "folded away": "<details><summary>More</summary>{}</details>",
}


@pytest.mark.parametrize("how", UNSEEN)
def test_a_statement_that_nobody_sees_does_not_count(how: str) -> None:
    from marked import check_page

    page = "<!doctype html><h1>Vialmere Blend</h1><p>It treats arthritis.</p>"
    seen = check_page(f"{page}<p>{STATEMENT}</p>", "page.html", language="html")
    unseen = check_page(page + UNSEEN[how].format(STATEMENT), "page.html", language="html")
    assert seen.statement == "ok"
    assert unseen.statement == "hidden"

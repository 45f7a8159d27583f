"""A claim in JSON is found at its line and column where it is copy, and nowhere else."""

import pytest

from letters import at_marks, texts

COPY = {
    "a property": '{"product": {"blurb": "Our blend «calms anxiety» fast"}}',
    "a list under a telling key": '{"benefits": ["Cold packed", "«calms anxiety»"]}',
    "after escapes": '{"a": "\\u00e9\\n\\"Blend\\" «calms anxiety» \\ud83d\\ude00"}',
    "HTML in a string": '{"body_html": "<p>Our <b>blend</b> «calms anxiety»<\\/p>"}',
    "Markdown in a string": '{"body": "**Blend**\\n\\n- «calms anxiety»"}',
    "a search title": '{"seo": {"title": "«calms anxiety»"}}',
    "an alt text": '{"image": {"src": "/a.png", "alt": "A vial that «calms anxiety»"}}',
    "tags": '{"tags": ["«calms anxiety»"]}',
    "a review": '{"reviews": [{"author": "K.", "text": "It «calms anxiety»"}]}',
    "a prompt": '{"system_prompt": "Tell them that it «calms anxiety»"}',
    "a translation": '{"status.good": "«calms anxiety»"}',
    "a sentence under a technical key": '{"type": "This vial of ours «calms anxiety» in a day"}',
    "single quotes": "{note: '«calms anxiety»'}",
    "JSON-LD": '{"@context": "https://schema.example", "@type": "Product", "description": "It «calms anxiety»"}',
    "the feature of a feed": '[{"id": "V-1", "title": "Vial", "product_highlight": ["«calms anxiety»"]}]',
}
NOT_COPY = {
    "a key": '{"calms anxiety": true}',
    "a slug": '{"slug": "calms-anxiety", "handle": "calms-anxiety"}',
    "an id": '{"id": "calms-anxiety", "sku": "CALMS-ANXIETY"}',
    "a class name": '{"className": "calms anxiety", "class": "calms anxiety"}',
    "a test id": '{"data-testid": "calms anxiety", "testId": "calms anxiety"}',
    "a URL": '{"link": "https://shop.example/calms-anxiety", "more": "https://shop.example/calms-anxiety"}',
    "a path": '{"cover": "./img/calms-anxiety.png", "other": "/calms-anxiety/"}',
    "a comment": '{"a": 1, // calms anxiety\n/* calms anxiety */ "b": 2}',
    "a type": '{"type": "calms anxiety", "@type": "CalmsAnxiety"}',
    "an icon": '{"icon": "calms anxiety"}',
}


@pytest.mark.parametrize("carrier", COPY)
def test_a_claim_in_copy_is_found_where_it_stands(carrier: str) -> None:
    found, _ = at_marks(COPY[carrier], "json")
    assert len(found) == 1


@pytest.mark.parametrize("carrier", NOT_COPY)
def test_the_same_words_in_code_are_no_copy(carrier: str) -> None:
    assert not [text for text in texts(NOT_COPY[carrier], "json") if "calms" in text.lower()]

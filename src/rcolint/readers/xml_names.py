"""Which elements and attributes of an XML file are copy?

RSS and Atom, merchant feeds, exports of WordPress; what no row names is judged by the table of keys that all data share.
Names come without their prefix and in small letters, but for the prefix of WordPress, whose elements are technical
unless they are named here.
"""

import re

from rcolint.expressions import Expression
from rcolint.readers.keys import facts_of, shows

ITEMS = frozenset("item entry product offer listing".split())  # each is a page of its own
NAMING = ("sku", "id", "post_name", "mpn", "gtin", "title", "name")  # what an item is called, the best first
# Roots of files that hold no copy at all.
TECHNICAL_ROOTS = frozenset(
    "browserconfig configuration opensearchdescription plist project sitemapindex stylesheet transform urlset".split()
)
_SILENT = frozenset(
    """
    author base_blog_url base_site_url cloud contributor creator docs generator guid lastbuilddate managingeditor nicename pubdate skipdays
    skiphours ttl uri webmaster
    """.split()
)
_WORDPRESS = "wp:"
_WORDPRESS_COPY = frozenset(
    """
    cat_name category category_description comment comment_content meta_value postmeta tag tag_description tag_name term
    term_description term_name termmeta
    """.split()
)
_CARRIERS = {"category": "tag", "keywords": "tag", "comment_content": "review"}
_ATTRIBUTES = frozenset("alt caption description label summary term text title tooltip".split())
# Elements of HTML that may stand in XML without further ado; `title`, `label` and the like mean other things there.
HTML = frozenset(
    "a b blockquote br div em font h1 h2 h3 h4 h5 h6 hr i img li ol p small span strong sub sup table u ul".split()
)
VOID = ("br", "hr", "img")
_LETTER = Expression(r"[^\W\d_]")
_SEARCH_KEY = Expression(
    r"(?:^|_)(?:meta|seo|yoast|rank_math|aioseop?|genesis|opengraph|og|twitter)_.*(?:title|desc)", re.I
)
_MACHINE_VALUE = Expression(r"\s*(?:[aOsib]:[0-9]+[:;{]|[\[{]|https?://|field_[0-9a-f]+\Z)")


def local(name: str) -> str:
    """The name without its prefix, in small letters."""
    return name.rpartition(":")[2].lower()


def is_silent(name: str) -> bool:
    """Whether nothing below an element is copy. `name` is as written."""
    low = name.lower()
    if low.startswith(_WORDPRESS):
        return low[len(_WORDPRESS) :] not in _WORDPRESS_COPY
    return local(low) in _SILENT


def carrier_of_element(path: tuple[str, ...], text: str, setting: str) -> str | None:
    """As what the text of an element is copy; None where it is none. `setting` is the key beside a `meta_value`."""
    if not _LETTER.search(text):
        return None
    if path[-1] == "meta_value":
        return _carrier_of_setting(setting, text)
    facts = facts_of(path)
    return _CARRIERS.get(path[-1]) or (facts.shown if shows(facts, text) else None)


def carrier_of_attribute(path: tuple[str, ...], text: str) -> str | None:
    """The same for an attribute, the last name of the path."""
    if path[-1] not in _ATTRIBUTES or not _LETTER.search(text) or not shows(facts_of(path), text):
        return None
    return "tag" if "category" in path else facts_of(path).shown


def _carrier_of_setting(key: str, text: str) -> str | None:
    """The value of a setting of WordPress: a title for search engines, or a field of the shop's own."""
    if key == "_wp_attachment_image_alt":
        return "alt"
    if _SEARCH_KEY.search(key):
        return "title" if "title" in key else "meta"
    if key.startswith("_") or _MACHINE_VALUE.match(text) or " " not in text.strip():
        return None
    return facts_of((key,)).shown

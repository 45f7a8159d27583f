"""Which keys of structured data hold copy, and what is it on the page?

One table for front matter, JSON, YAML, the columns of a CSV file and the properties of an object in code. What no row
names is copy: a claim that is not read is worse than an identifier that is.
"""

import re
from typing import NamedTuple

from rcolint.expressions import Expression

CARRIERS = {
    "title": "title headline heading h1 linktitle subtitle tagline page_title pagetitle",
    "meta": "description summary excerpt abstract lead subheading teaser snippet",
    "tag": "tags tag categories category keywords keyword hashtags hashtag topics topic labels",
    "name": "name product brand product_name productname vendor product_title",
    "alt": "image_alt alt imagealt alt_text cover_alt",
    "review": "review reviews testimonial testimonials quote quotes customer_review",
}
FACTS = ("type", "layout", "kind", "category", "template", "rcolint_profile")  # keys that say what a page is
META_PREFIXES = ("seo", "og", "meta", "twitter", "open_graph")
NOT_COPY = frozenset(
    """
    action active aliases align animation api api_key aria_describedby aria_labelledby author
    authors barcode canonical canonical_url cas cas_number cascade charset checksum class class_name
    classes classname collection color colour comments component const content_type cover created
    created_at created_by css currency data_cy data_test data_testid date dependencies
    dev_dependencies devdependencies disabled doi dom_id draft easing edit_url editor_url element_id
    email enabled encoding endpoint engines enum expirydate file files font font_family format from_path
    github gtin handle hash height hero_image href hreflang html_for icon id image image_link
    image_src image_url images img img_url inchi inchikey integrity is_active isbn issn item_id js
    justify key lang language lastmod layout link link_to locale logo markup menu method mime
    mime_type modified molecular_formula mpn node_id nonce og_image og_type og_url order order_id
    outputs paginate pagination parent parent_id  password path pathname pattern peer_dependencies permalink
    permalink_pattern phone pmid position price price_usd product_id publishdate published quantity
    rcolint rcolint_profile redirect redirect_from ref rel required resolved robots robots_txt route schema scripts secret
    sequence sha256 sidebar sitemap size sku slug smiles src state status stock style tab_index
    target template test_id testid theme thumbnail timezone to toc token transition twitter_card
    twitter_image type updated updated_at url user_id uuid variant variant_id version video
    video_url visible weight width z_index
    """.split()
)
_BY_KEY = {key: carrier for carrier, keys in CARRIERS.items() for key in keys.split()}
_LOOKS_LIKE_PATH = Expression(
    r"(?:[a-z][a-z0-9+.-]*://|\.{0,2}/)\S*\Z|[\w./-]+\.(?:png|jpe?g|gif|svg|webp|avif|pdf|mp4|html?)\Z", re.I
)
_MOST_KNOWN = 20_000  # key paths that are remembered; a hostile file has more


class KeyFacts(NamedTuple):
    """What a key path says of the value under it."""

    technical: bool  # a key on the way holds no copy
    named: bool  # the last key is one of CARRIERS all the same
    carrier: str  # in the front matter of a page, where `description` is for search engines
    shown: str  # in a data file, where `description` is what the page shows, but for `seo: {description: ...}`


_known: dict[tuple[str, ...], KeyFacts] = {}


def facts_of(path: tuple[str, ...]) -> KeyFacts:
    """What the keys of a path say; the numbers of list items say nothing."""
    names = tuple([key for key in path if not key.isdigit()])
    found = _known.get(names)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        keys = [folded(key) for key in names]
        technical = any(key in NOT_COPY for key in keys)
        carrier = _carrier(keys)
        shown = "body" if carrier == "meta" and not any(map(_is_meta, keys)) else carrier
        found = _known[names] = KeyFacts(technical, bool(keys) and keys[-1] in _BY_KEY, carrier, shown)
    return found


def is_copy(path: tuple[str, ...], text: str) -> bool:
    """Whether the value at a key path is something that a reader of the page may see."""
    return shows(facts_of(path), text)


def shows(facts: KeyFacts, text: str) -> bool:
    """The same for a value whose keys were looked up before."""
    if facts.technical:
        # Copy that someone put under such a key is several words long; a slug, a path or a file name is not.
        return facts.named or len(text.split()) > 5
    return " " in text or ("/" not in text and "." not in text) or not _LOOKS_LIKE_PATH.match(text)


def carrier_of(path: tuple[str, ...]) -> str:
    """The carrier of a value, from the innermost key that tells."""
    return facts_of(path).carrier


def _carrier(keys: list[str]) -> str:
    for key in reversed(keys):
        carrier = _BY_KEY.get(key) or _BY_KEY.get(key.replace("_", ""))
        if carrier is None and _is_meta(key):
            carrier = "meta"
        if carrier:
            return carrier
    return "body"


def _is_meta(key: str) -> bool:
    """Whether a key speaks to search engines: `seo`, `seo_title`, `og:description`, `metadata`; not `season`."""
    return key.startswith(META_PREFIXES) and (key in META_PREFIXES or "_" in key or key.startswith("meta"))


def folded(key: str) -> str:
    """A key as the tables write it: `seoTitle`, `SEO Title`, `seo-title`, `@seoTitle` and `seo:title` are all `seo_title`."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower().replace("-", "_").replace(" ", "_").replace(":", "_")
    return name.lstrip("@$_") or name

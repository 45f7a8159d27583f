"""Which keys of structured data hold copy, and what is it on the page?

One table for front matter, JSON, YAML, the columns of a CSV file and the properties of an object in code. What no row
names is copy: a claim that is not read is worse than an identifier that is.
"""

import re

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
CARRIER_PREFIXES = {"seo": "meta", "og": "meta", "meta": "meta", "twitter": "meta", "open_graph": "meta"}
NOT_COPY = frozenset(
    """
    action active aliases align animation api api_key aria_describedby aria_labelledby author
    authors barcode canonical canonical_url cas cas_number cascade charset checksum class class_name
    classes classname collection color colour comments component content_type cover created
    created_at created_by css currency data_cy data_test data_testid date dependencies
    dev_dependencies devdependencies disabled doi dom_id draft easing edit_url editor_url element_id
    email enabled encoding endpoint engines expirydate file files font font_family format from_path
    github gtin handle hash height hero_image href hreflang html_for icon id image image_link
    image_src image_url images img img_url inchi inchikey integrity is_active isbn issn item_id js
    justify key lang language lastmod layout link link_to locale logo markup menu method mime
    mime_type modified molecular_formula mpn node_id nonce og_image og_type og_url order order_id
    outputs paginate pagination parent parent_id password path pathname peer_dependencies permalink
    permalink_pattern phone pmid position price price_usd product_id publishdate published quantity
    rcolint rcolint_profile redirect redirect_from rel resolved robots robots_txt route schema scripts secret
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


def is_copy(path: tuple[str, ...], text: str) -> bool:
    """Whether the value at a key path is something that a reader of the page may see."""
    keys = [folded(key) for key in path if not key.isdigit()]
    if any(key in NOT_COPY for key in keys):
        # Copy that someone put under such a key is several words long; a slug, a path or a file name is not.
        return keys[-1] in _BY_KEY or len(text.split()) > 5
    return " " in text or ("/" not in text and "." not in text) or not _LOOKS_LIKE_PATH.match(text)


def carrier_of(path: tuple[str, ...]) -> str:
    """The carrier of a value, from the innermost key that tells."""
    for key in reversed([folded(key) for key in path if not key.isdigit()]):
        carrier = _BY_KEY.get(key) or _BY_KEY.get(key.replace("_", ""))
        if carrier is None:
            carrier = next((c for prefix, c in CARRIER_PREFIXES.items() if key.startswith(prefix)), None)
            if carrier == "meta" and not (key in CARRIER_PREFIXES or "_" in key or key.startswith("meta")):
                carrier = None
        if carrier:
            return carrier
    return "body"


def folded(key: str) -> str:
    """A key as the tables write it: `seoTitle`, `SEO Title`, `seo-title` and `seo:title` are all `seo_title`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower().replace("-", "_").replace(" ", "_").replace(":", "_")

"""Which keys of structured data hold copy, and what is it on the page?

One table for front matter, JSON, YAML, the columns of a CSV file and the properties of an object in code. What no row
names is copy: a claim that is not read is worse than an identifier that is.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import filterfalse
from typing import TypeVar

from rcolint.expressions import Expression
from rcolint.tuples import NamedTuple

CARRIERS = {
    "title": "title headline heading h1 linktitle subtitle tagline page_title pagetitle",
    "meta": "description summary excerpt abstract lead subheading teaser snippet",
    "tag": "tags tag categories category keywords keyword hashtags hashtag topics topic labels",
    "name": "name product brand product_name productname vendor product_title",
    "alt": "image_alt alt imagealt alt_text cover_alt image_alt_text alternative_text",
    "review": "review reviews testimonial testimonials quote quotes customer_review",
}
FACTS = ("type", "layout", "kind", "category", "template", "rcolint_profile")  # keys that say what a page is
META_PREFIXES = ("seo", "og", "meta", "twitter", "open_graph")
NOT_COPY = frozenset(
    """
    action active adult age_group aliases align animation api api_key aria_describedby
    aria_labelledby author authors availability backorders barcode barcodes blurhash breakpoint
    bucket canonical canonical_url cas cas_number cascade charset checkout_url checksum class
    class_name classes classname collection color colour comments component const
    content_type cost_per_item country cover created created_at created_by cross_sells css currency
    currency_code data_cy data_test data_testid date delimiter dependencies dev_dependencies
    devdependencies dimensions direction disabled display_order doi dom_id download_expiry_days
    download_limit draft e_mail easing edit_url editor_url element_id email enabled encoding
    endpoint engines enum expirydate external_url field field_name file file_name filename files
    fill flags font font_family font_size format from_path fulfillment_service gender gift_card
    github google_product_category gradient grams grouped_products gtin handle hash height
    hero_image href hreflang html_for icon id identifier_exists image image_link image_position
    image_src image_url images img img_url in_stock inchi inchikey integrity inventory
    inventory_policy inventory_qty inventory_tracker is_active is_featured isbn issn item_id
    items_per_page js justify key key_name keyname lang language lastmod layout length link link_to
    locale locales logo manufacturer_part_number markup media_type menu method mime mime_type
    mimetype min_quantity modified molecular_formula mpn name_space namespace node_id node_type
    nonce og_image og_type og_url option1_name option2_name option3_name order order_id outputs
    paginate pagination parent parent_id parent_sku parents password path pathname pattern
    peer_dependencies permalink permalink_pattern phone pmid position post_status post_type price
    price_usd product_id publishdate published published_scope quantity rating rcolint rcolint_profile redirect
    redirect_from ref regular_price rel required requires_shipping resolved robots robots_txt role
    route sale_price schema scripts secret sequence sha256 shipping_class shipping_weight sidebar
    sitemap size sku slug smiles sold_individually sort sort_order src state status stock
    stock_status style svg tab_index target tax tax_class tax_status taxable template term_id
    test_id testid theme thumbnail timezone to toc token transition twitter_card twitter_image type
    updated updated_at upsells url user_id username uuid variant variant_id version video video_url
    visibility visibility_in_catalog visible weight weight_unit width z_index
    """.split()
)
# What else names a thing and says nothing of it: `image_url`, `category_slug`, `created_at`; and the same of a variant.
NOT_COPY_ENDS = tuple(
    "_id _ids _url _urls _src _href _link _sku _slug _handle _uuid _hash _path _class _icon _color _colour _at _date _price "
    "_qty _quantity _currency _currency_code _code _status".split()
)
OF_A_VARIANT = "variant_"
# Copy even below such keys, as in `image: {src: ..., caption: ...}`.
ALWAYS_COPY = frozenset(
    "answer body caption content copy html label markdown message note notes question text tooltip".split()
)
# Keys that hold words for a visitor, so that even one word in small letters under them is copy: `benefits: ["sleep"]`.
TEXT_KEYS = frozenset(
    """
    about advantage advantages advice answer application applications badge banner benefit benefits bio blurb body
    bullet bullets button caption claim claims concern concerns condition conditions content copy cta
    detail details dosage dose effect effects eyebrow fact faq feature features focus footer frequency goal goals
    helps highlight highlights hint indication indications info instruction instructions intro item items
    label legend message note notes notice outcome outcomes overview paragraph placeholder point points prompt
    property properties purpose question recommendation result results route schedule step steps subject
    symptom symptoms text timing tip tips tooltip treats usage use used_for uses value_proposition warning
    """.split()
)
WORD = Expression(r"[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff]")  # without one, a value says nothing
_BY_KEY = {key: carrier for carrier, keys in CARRIERS.items() for key in keys.split()}
_LOOKS_LIKE_PATH = Expression(
    r"(?:[a-z][a-z0-9+.-]*://|\.{0,2}/)\S*\Z|[\w./-]+\.(?:png|jpe?g|gif|svg|webp|avif|ico|pdf|mp[34]|webm|html?|[cm]?[jt]sx?|s?css|json|liquid|woff2?|zip)\Z",
    re.I,
)
# One word that a program was meant to read: camelCase, snake_case, a number, a colour, a placeholder.
_IDENTIFIER = Expression(
    r"(?:[a-z]+(?:[A-Z][a-zA-Z0-9]*)+|[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+|[-+]?[\d.,:/%-]+|#[0-9a-fA-F]{3,8}"
    r"|\$?\{[^{}]*\}|\{\{[^{}]*\}\})\Z"
)
Result = TypeVar("Result")
_MOST_KNOWN = 20_000  # key paths that are remembered; a hostile file has more


class KeyFacts(NamedTuple):
    """What a key path says of the value under it."""

    technical: bool  # a key on the way holds no copy
    named: bool  # the last key is one of CARRIERS or ALWAYS_COPY all the same
    carrier: str  # in the front matter of a page, where `description` is for search engines
    node: bool  # it says what a node of rich text is, or holds its text
    shown: str  # in a data file, where `description` is what the page shows, but for `seo: {description: ...}`
    said: bool | None  # whether the configuration says that it is copy, or that it is none


class _Choice:
    """What a configuration says of keys, and what is known of key paths under it."""

    __slots__ = ("copy", "known", "not_copy")

    def __init__(self, copy: Iterable[str] = (), not_copy: Iterable[str] = ()) -> None:
        self.copy = [_parts(key) for key in copy]
        self.not_copy = [_parts(key) for key in not_copy]
        self.known: dict[tuple[str, ...], KeyFacts] = {}

    def verdict(self, keys: list[str]) -> tuple[bool | None, set[int]]:
        """Whether the value under the keys is copy, where that was said, and which keys are no longer technical.

        The longer name decides; of two alike, the one that says copy.
        """
        of_copy = [(len(part), end) for part in self.copy for end in _ends(part, keys)]
        longest = max((len(part) for part in self.not_copy if _ends(part, keys)), default=0)
        at_end = max((size for size, end in of_copy if end == len(keys) - 1), default=0)
        said = None if not (longest or at_end) else at_end >= longest
        return said, {end for _, end in of_copy}


def _parts(key: str) -> list[str]:
    return [folded(part) for part in key.split(".")]


def _ends(part: list[str], keys: list[str]) -> list[int]:
    """Where in the keys the last of these keys stands, one after the other."""
    size = len(part)
    return [at + size - 1 for at in range(len(keys) - size + 1) if keys[at : at + size] == part]


_UNSAID = _Choice()
_choice = [_UNSAID]  # the last one holds for the document at hand


def with_keys(keys: tuple[tuple[str, ...], tuple[str, ...]], work: Callable[[], Result]) -> Result:
    """Does the work, which reads a document, with the keys that hold copy and those that hold none, as they are told."""
    _choice.append(_chosen(*keys))
    try:
        return work()
    finally:
        _choice.pop()


@lru_cache(maxsize=16)
def _chosen(copy: tuple[str, ...], not_copy: tuple[str, ...]) -> _Choice:
    return _Choice(copy, not_copy)


def facts_of(path: tuple[str, ...]) -> KeyFacts:
    """What the keys of a path say; the numbers of list items say nothing."""
    names = tuple(filterfalse(str.isdigit, path))
    choice = _choice[-1]
    found = choice.known.get(names)
    if found is None:
        if len(choice.known) >= _MOST_KNOWN:
            choice.known.clear()
        found = choice.known[names] = _facts(names, choice)
    return found


def _facts(names: tuple[str, ...], choice: _Choice) -> KeyFacts:
    keys = [folded(key) for key in names]
    said, freed = (None, set()) if choice is _UNSAID else choice.verdict(keys)
    technical = any(_is_technical(key) for at, key in enumerate(keys) if at not in freed)
    named = bool(keys) and (keys[-1] in _BY_KEY or keys[-1] in ALWAYS_COPY)
    carrier = _carrier(keys)
    shown = "body" if carrier == "meta" and not any(map(_is_meta, keys)) else carrier
    return KeyFacts(technical, named, carrier, _of_node(names), shown, said)


# Rich text: `children: [{type: "text", text: "It "}, ...]`.
NODE_LISTS = ("children", "content", "leaves")
NODE_TYPES = ("type", "_type", "nodeType", "object")
NODE_TEXTS = ("text", "value")


def _of_node(names: tuple[str, ...]) -> bool:
    return len(names) > 1 and names[-2] in NODE_LISTS and names[-1] in (*NODE_TYPES, *NODE_TEXTS)


def _is_technical(key: str) -> bool:
    bare = key.removeprefix(OF_A_VARIANT)
    return bare in NOT_COPY or (key not in _BY_KEY and bare.endswith(NOT_COPY_ENDS))


def is_copy(path: tuple[str, ...], text: str) -> bool:
    """Whether the value at a key path is something that a reader of the page may see."""
    return shows(facts_of(path), text)


def shows(facts: KeyFacts, text: str) -> bool:
    """The same for a value whose keys were looked up before."""
    if facts.said is not None:
        return facts.said
    if facts.technical:
        # Copy that someone put under such a key is several words long; a slug, a path or a file name is not.
        return facts.named or len(text.split()) > 5
    if " " in text:
        return True
    if (text.isalpha() and text[1:].islower()) or facts.carrier == "tag":  # most words; and a tag may be anything
        return True
    return not (_LOOKS_LIKE_PATH.match(text) or _IDENTIFIER.match(text))


def names_copy(path: tuple[str, ...]) -> bool:
    """Whether the innermost key says that a visitor reads its value, whatever that looks like."""
    said = facts_of(path).said
    if said is not None:
        return said
    for key in reversed(path):
        if not key.isdigit():
            word = folded(key)
            return word in _BY_KEY or word in TEXT_KEYS or word.rpartition("_")[2] in TEXT_KEYS
    return False


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


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """A key as the tables write it: `seoTitle`, `SEO Title`, `seo-title`, `@seoTitle` and `seo:title` are all `seo_title`."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower().replace("-", "_").replace(" ", "_").replace(":", "_")
    return name.lstrip("@$_") or name

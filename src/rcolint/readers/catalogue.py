"""Which values of a data file belong to which item of a catalogue, and which to a cited work?

An item is what the shop shows as one page: a product of a feed, an entry of a list of articles. It is told by its keys: a
product key and a name, or an id, a name and a text. One such entry makes no catalogue; two side by side do.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rcolint.readers.keys import folded

Path = tuple[str, ...]

# What a record of a published work has and nothing that is sold: `{title: ..., journal: ..., doi: ...}`.
SOURCE_KEYS = "doi pmid pmcid issn isbn journal journal_title container_title".split()
PRODUCT_KEYS = """
    sku handle gtin gtin8 gtin12 gtin13 gtin14 ean upc mpn asin price price_usd price_eur price_gbp sale_price
    regular_price base_price unit_price list_price compare_at_price price_cents product_id product_code item_number cas
    cas_number catalog_number catalogue_number cat_no variant_sku variant_price item_group_id
    """.split()
ID_KEYS = ("id", "_id", "slug", "key", "uid", "uuid")
NAME_KEYS = "name title product_name product_title heading label".split()
TEXT_KEYS = """
    description short_description long_description summary excerpt body body_html content text copy details overview
    benefits features
    """.split()
# Lists inside one item: its variants are no pages of their own.
PARTS = frozenset(
    "variants variations variant options option sizes size skus offers offer prices pricing images media gallery lots "
    "batches line_items packs pack_sizes vials bundles discounts tiers related upsells".split()
)
NAMING = (
    "handle",
    "url_handle",
    "item_group_id",
    "slug",
    "parent",
    "sku",
    "variant_sku",
    "product_id",
    "id",
    "_id",
    "gtin",
    "mpn",
    "cas",
    "name",
    "title",
    "product_name",
)
MAX_NAME = 80  # letters of a page's name

_PRODUCT, _ID, _NAME, _TEXT, _SOURCE = 1, 2, 4, 8, 16
_SURE, _LIKELY = _PRODUCT | _NAME, _ID | _NAME | _TEXT
_CITED = _SOURCE | _NAME
_ROLES = {
    **dict.fromkeys(SOURCE_KEYS, _SOURCE),
    **dict.fromkeys(TEXT_KEYS, _TEXT),
    **dict.fromkeys(NAME_KEYS, _NAME),
    **dict.fromkeys(ID_KEYS, _ID),
    **dict.fromkeys(PRODUCT_KEYS, _PRODUCT),
}
_RANKS = {name: rank for rank, name in enumerate(NAMING)}
_NAMELESS = len(NAMING)
_SLUG = _RANKS["slug"]  # an entry that has one is a page
_MOST_KNOWN = 20_000  # keys that are remembered; a hostile file has more


class _KeyRoles(dict[str, tuple[int, int]]):
    """Key as written -> what it is for an item (0: nothing), and how well its value names one."""

    def __missing__(self, key: str) -> tuple[int, int]:
        name = folded(key)
        found = (_ROLES.get(name, 0), _RANKS.get(name, _NAMELESS))
        if len(self) < _MOST_KNOWN:
            self[key] = found
        return found


_KEY_ROLES = _KeyRoles()


def naming_columns(headers: Sequence[str]) -> list[int]:
    """The columns that name the item of a row, best first; none where the headers are not those of a catalogue."""
    found = [_KEY_ROLES[header] for header in headers]
    roles = 0
    for role, _ in found:
        roles |= role
    if roles & _SURE != _SURE and roles & _LIKELY != _LIKELY:
        return []
    ranked = sorted((rank, column) for column, (_, rank) in enumerate(found) if rank < _NAMELESS)
    return [column for _, column in ranked]


def offer_name(said: dict[str, str]) -> str | None:
    """The name of the page that an object of a program is, by its keys and texts; None where it offers nothing.

    Stricter than a data file: in a program an id, a title and a text may be a section of one page.
    """
    roles, best, name = 0, _NAMELESS, ""
    for key, text in said.items():
        role, rank = _KEY_ROLES[key]
        roles |= _PRODUCT if rank == _SLUG else role
        if rank < best and text:
            best, name = rank, " ".join(text[: 2 * MAX_NAME].split())[:MAX_NAME]
    return name if roles & _SURE == _SURE else None


def names_work(keys: Iterable[str]) -> bool:
    """Whether an object with these keys is the record of a published work."""
    roles = 0
    for key in keys:
        roles |= _KEY_ROLES[key][0]
    return _is_work(roles)


def _is_work(roles: int) -> bool:
    return roles & _CITED == _CITED and not roles & _PRODUCT


class _Item:
    __slots__ = ("name", "rank", "roles")

    def __init__(self) -> None:
        self.roles = 0
        self.name = ""
        self.rank = _NAMELESS


class Catalogue:
    """Hears of every value, then says to which item a path belongs."""

    def __init__(self) -> None:
        self._items: dict[Path, _Item] = {}  # all that may be one
        self._sure: set[Path] = set()  # the lists (or mappings) whose entries are items
        self._likely: set[Path] = set()
        self._cited: set[Path] = set()  # records of published works

    def tell(self, path: Path, value: str) -> None:
        """Takes note of a value; of a list (`benefits: [...]`) the first one is enough."""
        if not path:
            return
        if path[-1] == "0" and len(path) > 1:
            path = path[:-1]
        role, rank = _KEY_ROLES[path[-1]]
        if role:
            item = self._items.get(path[:-1])
            if item is None:
                item = self._items[path[:-1]] = _Item()
            item.roles |= role
            if rank < item.rank and value:
                item.rank, item.name = rank, value

    def close(self) -> bool:
        """Called once when all is told; whether there is any catalogue."""
        sure: Counter[Path] = Counter()
        likely: Counter[Path] = Counter()
        for path, item in self._items.items():
            if _is_work(item.roles):
                self._cited.add(path)
                continue
            found = item.roles & _SURE == _SURE
            if path and (found or item.roles & _LIKELY == _LIKELY) and not is_part(path):
                (sure if found else likely)[path[:-1]] += 1
        self._sure = {path for path, count in sure.items() if count > 1}
        self._likely = {path for path, count in likely.items() if count > 1} - self._sure
        for item in self._items.values() if self._sure or self._likely else ():
            item.name = " ".join(item.name[: 2 * MAX_NAME].split())[:MAX_NAME]
        return bool(self._sure or self._likely or self._cited)

    def cites(self, path: Path) -> bool:
        """Whether a value belongs to the record of a published work."""
        return any(path[:depth] in self._cited for depth in range(len(path)))

    @property
    def has_works(self) -> bool:
        """Whether any published work is cited."""
        return bool(self._cited)

    def page_of(self, path: Path) -> str:
        """The name of the item that a value belongs to; empty for one that all items share."""
        return self._page(self._sure, path) or self._page(self._likely, path)

    def _page(self, parents: set[Path], path: Path) -> str:
        for depth in range(len(path) - 1) if parents else ():
            if path[:depth] in parents:
                item = self._items.get(path[: depth + 1])
                if item is not None:
                    return item.name or path[depth]
                # An entry of a list is an item like its neighbours; a mapping may hold other things beside them.
                if path[depth].isdigit():
                    return path[depth]
        return ""


def is_part(path: Path) -> bool:
    """Whether the entry lies in a list of parts (`variants`, `offers`)."""
    keys = [key for key in path[:-1] if not key.isdigit()]
    return bool(keys) and folded(keys[-1]) in PARTS
